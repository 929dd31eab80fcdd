import type { Random } from '../../dsp/random.js'
import { chordPitchClasses } from '../../music/chord.js'
import type {
  ChordSpan,
  Note,
  SectionKind,
  SingingManner,
  SungPhrase,
  SungWord,
  VoiceTrack,
} from '../../music/score.js'
import type { Singer } from '../voice/singers.js'
import { octavesInto, octaveSinger, type SharedLead } from './duet.js'
import type { PlannedSection } from './plan.js'
import { chooseBackingSinger } from './singers.js'

export interface VocalTracksRequest {
  readonly singer: Singer
  /** Bends the singer to a recorded voice. */
  readonly voice?: VoiceTrack['voice']
  readonly manner: SingingManner
  readonly lead: readonly SungPhrase[]
  /** How a phrase of the lead is sung where the lyrics ask for something else than `manner`. */
  readonly mannerOf: (phrase: SungPhrase) => SingingManner | undefined
  /** Who has the other part of the lead in a duet. */
  readonly partner?: { readonly singer: Singer; readonly share: SharedLead }
  /** Harmonies and answers; empty where nobody sings behind the lead. */
  readonly backing: readonly SungPhrase[]
  readonly sections: readonly PlannedSection[]
  readonly chords: readonly ChordSpan[]
  /** 0 (the lead alone) … 1 (as many voices as there is room for). */
  readonly company: number
  /** A choir was asked for. */
  readonly choir: boolean
  readonly random: Random
}

/** Sections that are doubled and answered: where everybody joins in. */
const FULL_SECTIONS: ReadonlySet<SectionKind> = new Set(['chorus', 'post-chorus', 'drop'])
/** From this much company on, what joins in. */
const DOUBLE_FROM = 0.35
const AD_LIBS_FROM = 0.4
const OCTAVE_FROM = 0.6
/** How loud the second singer of a duet is where both sing, on the backing stem, which lies lower in the mix. */
const TOGETHER_DB = 3
/** A double never matches its lead better than this, in seconds. */
const DOUBLE_SPREAD_SECONDS = 0.012
/** How far the lines of a lead stray from the beat, in seconds: leaning back a little. */
const LEAD_TIMING = { leanSeconds: 0.004, spread: 0.008, limit: 0.022 }

/**
 * Everybody who sings: the lead on the vocal stem, and in the backing stem the harmonies, in full sections the lead once
 * more (a double, sung anew), in the last of them an octave by the other sex and ad-libs between the lines, and a choir on
 * the chords where one was asked for.
 */
export function vocalTracks(request: VocalTracksRequest): VoiceTrack[] {
  const { singer, voice, manner, lead, partner, backing, company, random } = request
  const mine = partner ? lead.filter((phrase) => !partner.share.partner.includes(phrase)) : lead
  const sung = manner !== 'spoken' && manner !== 'whisper'
  const own = {
    kind: 'voice',
    singer: singer.id,
    ...(voice && { voice }),
    ...(manner !== 'pop' && { manner }),
  } as const
  const phrases = mine.map((phrase, i) => phrasedFreely(phrase, random.fork(`lead ${i}`)))
  const manners = mine.map(request.mannerOf)
  const inManner = (wanted: SingingManner | undefined): SungPhrase[] =>
    phrases.filter((_, i) => manners[i] === wanted)
  const place = { ...own, stem: 'vocal', gainDb: 0, pan: 0 } as const
  const tracks: VoiceTrack[] = [
    { ...place, id: 'lead-vocal', phrases: inManner(undefined) },
    ...[...new Set(manners)].flatMap((other) =>
      other === undefined
        ? []
        : [{ ...place, id: `lead-vocal-${other}`, manner: other, phrases: inManner(other) }],
    ),
  ]
  if (partner) tracks.push(...partnerTracks(partner, manner, random))
  const join = (
    id: string,
    phrases: readonly SungPhrase[],
    place: Pick<VoiceTrack, 'singer' | 'gainDb' | 'pan'> & Partial<VoiceTrack>,
  ): void => {
    if (phrases.length > 0) tracks.push({ ...own, ...place, id, stem: 'backingVocals', phrases })
  }
  const behind = chooseBackingSinger(singer)
  const { voice: _, ...anybody } = own
  if (backing.length > 0) {
    tracks.push({
      ...anybody,
      id: 'backing-vocal',
      stem: 'backingVocals',
      singer: behind.id,
      gainDb: 0,
      pan: 0.2,
      phrases: backing,
    })
  }
  const full = request.sections.filter(({ kind }) => FULL_SECTIONS.has(kind))
  const last = full.at(-1)
  if (sung && company >= DOUBLE_FROM) {
    join('double-vocal', doubled(within(lead, full.slice(-2)), random.fork('double')), {
      singer: singer.id,
      gainDb: -4,
      pan: -0.4,
    })
  }
  if (sung && manner !== 'rap' && last && company >= OCTAVE_FROM && !partner) {
    const other = octaveSinger(singer)
    const phrases = doubled(
      moved(within(lead, [last]), singer.gender === 'f' ? -12 : 12),
      random.fork('octave'),
    )
    tracks.push({
      ...anybody,
      id: 'octave-vocal',
      stem: 'backingVocals',
      singer: other.id,
      gainDb: -7,
      pan: 0.45,
      phrases,
    })
  }
  if (sung && last && company >= AD_LIBS_FROM) {
    join('ad-libs', adLibs(lead, last, request.chords, singer, random.fork('ad-libs')), {
      singer: singer.id,
      gainDb: -2,
      pan: 0.3,
    })
  }
  if (request.choir) tracks.push(...choir(request, behind))
  return tracks.filter(({ phrases }) => phrases.length > 0)
}

const beginningOf = ({ words }: SungPhrase): number => words[0]!.syllables[0]!.notes[0]!.startBeat
const endOf = ({ words }: SungPhrase): number => {
  const note = words.at(-1)!.syllables.at(-1)!.notes.at(-1)!
  return note.startBeat + note.durationBeats
}

/** Phrases that begin in one of the sections, a pick-up of a beat before it included. */
function within(phrases: readonly SungPhrase[], sections: readonly PlannedSection[]): SungPhrase[] {
  return phrases.filter((phrase) =>
    sections.some(({ startBeat, endBeat }) => {
      const beat = beginningOf(phrase)
      return beat >= startBeat - 1 && beat < endBeat - 1
    }),
  )
}

function withNotes(phrases: readonly SungPhrase[], change: (note: Note) => Note): SungPhrase[] {
  return phrases.map(({ words }) => ({
    words: words.map((word) => ({
      ...word,
      syllables: word.syllables.map((syllable) => ({ ...syllable, notes: syllable.notes.map(change) })),
    })),
  }))
}

/** A line a little off the beat as people sing it, in one piece: its notes keep following each other without overlaps. */
function phrasedFreely(phrase: SungPhrase, random: Random): SungPhrase {
  const { leanSeconds, spread, limit } = LEAD_TIMING
  const moved = Math.max(-limit, Math.min(limit, leanSeconds + spread * random.gaussian()))
  const offsetSeconds = Math.round(moved * 1e4) / 1e4
  return withNotes([phrase], (note) => ({
    ...note,
    offsetSeconds: (note.offsetSeconds ?? 0) + offsetSeconds,
  }))[0]!
}

function doubled(phrases: readonly SungPhrase[], random: Random): SungPhrase[] {
  return withNotes(phrases, (note) => ({
    ...note,
    velocity: note.velocity * 0.9,
    offsetSeconds:
      (note.offsetSeconds ?? 0) + DOUBLE_SPREAD_SECONDS * Math.max(-2, Math.min(2, random.gaussian())),
  }))
}

function moved(phrases: readonly SungPhrase[], semitones: number): SungPhrase[] {
  return withNotes(phrases, (note) => ({ ...note, pitchMidi: note.pitchMidi + semitones }))
}

/** The second singer of a duet: alone on the vocal stem, and beside the lead where both sing. */
function partnerTracks(
  { singer, share }: NonNullable<VocalTracksRequest['partner']>,
  manner: SingingManner,
  random: Random,
): VoiceTrack[] {
  const place = {
    kind: 'voice',
    singer: singer.id,
    ...(manner !== 'pop' && { manner }),
    pan: 0,
  } as const
  const octaves = octavesInto(singer, [...share.partner, ...share.both])
  return [
    {
      ...place,
      id: 'second-vocal',
      stem: 'vocal',
      gainDb: 0,
      phrases: moved(share.partner, octaves).map((phrase, i) =>
        phrasedFreely(phrase, random.fork(`second ${i}`)),
      ),
    },
    {
      ...place,
      id: 'duet-vocal',
      stem: 'backingVocals',
      gainDb: TOGETHER_DB,
      pan: 0.15,
      phrases: doubled(moved(share.both, octaves), random.fork('duet')),
    },
  ]
}

/** Words that are in nobody's lyrics: phones, and how likely. */
const CALLS: readonly (readonly [text: string, phones: readonly string[], nucleus: number])[] = [
  ['yeah', ['y', 'ae'], 1],
  ['oh', ['ow'], 0],
  ['ooh', ['uw'], 0],
  ['hey', ['hh', 'ey'], 1],
]
/** A gap of at least this many beats between two lines has room for a call. */
const CALL_ROOM_BEATS = 1.75

/** A word that stands nowhere in the lyrics, behind the word of the lead that it follows. */
function wordless(
  text: string,
  phones: readonly string[],
  nucleus: number,
  place: number,
  notes: readonly Note[],
): SungWord {
  return { text, charStart: place, charEnd: place, syllables: [{ phones, nucleus, stress: 1, notes }] }
}

function adLibs(
  lead: readonly SungPhrase[],
  section: PlannedSection,
  chords: readonly ChordSpan[],
  singer: Singer,
  random: Random,
): SungPhrase[] {
  const phrases = within(lead, [section])
  return phrases.flatMap((phrase, i) => {
    const from = endOf(phrase)
    const to = Math.min(phrases[i + 1] ? beginningOf(phrases[i + 1]!) : section.endBeat, section.endBeat)
    const startBeat = Math.ceil(from * 2) / 2
    const chord = chords.find((span) => span.startBeat <= startBeat && span.endBeat > startBeat)
    if (!chord || to - startBeat < CALL_ROOM_BEATS || !random.chance(0.7)) return []
    const [text, phones, nucleus] = random.pick(CALLS)
    const top = nearestOf(chordPitchClasses(chord), singer.highMidi - 4)
    const below = nearestOf(chordPitchClasses(chord), top - 3)
    const length = Math.min(1.5, to - startBeat - 0.25)
    const note = (start: number, durationBeats: number, pitchMidi: number): Note => ({
      startBeat: start,
      durationBeats,
      pitchMidi,
      velocity: 0.62,
    })
    const notes =
      length >= 1 && random.chance(0.5)
        ? [note(startBeat, length / 3, top), note(startBeat + length / 3, (2 * length) / 3, below)]
        : [note(startBeat, length, top)]
    return [{ words: [wordless(text, phones, nucleus, phrase.words.at(-1)!.charEnd, notes)] }]
  })
}

/** The pitch of one of the classes that lies nearest to a pitch. */
function nearestOf(classes: readonly number[], pitchMidi: number): number {
  const candidates = classes.map((one) => {
    const steps = (((one - pitchMidi) % 12) + 12) % 12
    return pitchMidi + (steps > 6 ? steps - 12 : steps)
  })
  return candidates.toSorted((a, b) => Math.abs(a - pitchMidi) - Math.abs(b - pitchMidi))[0] ?? pitchMidi
}

/** A choir breathes when this many beats have gone by. */
const CHOIR_BREATH_BEATS = 8

/** Two desks hold the chords of full sections and of the bridge, each going to the nearest chord tone. */
function choir({ sections, chords, singer, lead }: VocalTracksRequest, behind: Singer): VoiceTrack[] {
  const place = lead.at(-1)?.words.at(-1)?.charEnd ?? 0
  const sung = sections.filter(({ kind }) => FULL_SECTIONS.has(kind) || kind === 'bridge').slice(-2)
  const desks: readonly (readonly [id: string, singer: Singer, centre: number, pan: number])[] = [
    ['choir-high', singer.gender === 'f' ? singer : octaveSinger(singer), 68, -0.6],
    ['choir-low', singer.gender === 'm' ? behind : octaveSinger(singer), 56, 0.6],
  ]
  return desks.map(([id, { id: name }, centre, pan]) => {
    let pitchMidi = centre
    const phrases = sung.flatMap(({ startBeat, endBeat, kind }) => {
      const spans = chords.filter(
        (span) => span.startBeat < endBeat - 0.25 && span.endBeat > startBeat + 0.25,
      )
      const vowel = kind === 'bridge' ? 'uw' : 'aa'
      const groups: SungWord[][] = []
      for (const span of spans) {
        const from = Math.max(span.startBeat, startBeat)
        const to = Math.min(span.endBeat, endBeat)
        pitchMidi = nearestOf(chordPitchClasses(span), Math.round((2 * pitchMidi + centre) / 3))
        const opens =
          groups.length === 0 ||
          from - groups.at(-1)![0]!.syllables[0]!.notes[0]!.startBeat >= CHOIR_BREATH_BEATS
        const note: Note = { startBeat: from, durationBeats: to - from, pitchMidi, velocity: 0.55 }
        const word = wordless(vowel === 'uw' ? 'ooh' : 'aah', [vowel], 0, place, [note])
        if (opens) groups.push([word])
        else groups.at(-1)!.push(word)
      }
      // Half a beat to breathe in.
      return groups.map((words) => ({ words: [...words.slice(0, -1), shortened(words.at(-1)!)] }))
    })
    return {
      kind: 'voice',
      id,
      stem: 'backingVocals',
      singer: name,
      manner: 'choir',
      gainDb: -8,
      pan,
      phrases,
    }
  })
}

function shortened(word: SungWord): SungWord {
  return withNotes([{ words: [word] }], (note) => ({
    ...note,
    durationBeats: Math.max(0.5, note.durationBeats - 0.5),
  }))[0]!.words[0]!
}
