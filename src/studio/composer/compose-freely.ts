import { createRandom, type Random } from '../../dsp/random.js'
import { keyName } from '../../music/scale.js'
import type { KeyChange, Score, SectionKind, SungPhrase, Track } from '../../music/score.js'
import type { Brief, ComposedSong, StudioWarning } from '../brief.js'
import { lyricWarnings } from '../lyrics/lyric-warnings.js'
import { profileById } from '../profiles/index.js'
import type { GenreProfile } from '../profiles/profile.js'
import { readStyle } from '../style/read-style.js'
import type { StyleReading } from '../style/style-reading.js'
import { arrange } from './arrangement/arrange.js'
import { playLeads, spansOf } from './arrangement/leads.js'
import { withGuests } from './arrangement/guests.js'
import { chooseOrchestra } from './arrangement/orchestra.js'
import { barsOf, type BeatSpan, type SongFrame } from './arrangement/song-frame.js'
import { balanceMix } from './balance.js'
import { profileFor } from './profile-for.js'
import { ENGINE_VERSION } from './engine-version.js'
import { ritardandoBeats } from './form/length-goal.js'
import { planForm } from './form/plan-form.js'
import { endingIn, playersInSections, playersWithoutSection, withSectionWishes } from './form/section-wish.js'
import { harmoniseSections } from './harmony/harmonise-sections.js'
import { keyClarity } from './harmony/key-clarity.js'
import { lyricsFor } from './lyrics-for.js'
import { composeVocal } from './melody/compose-vocal.js'
import type { LineTune } from './melody/line-tune.js'
import { mixFor } from './mixing.js'
import { originOf } from './origin.js'
import type { MelodicHabits, PlannedSection, SongPlan } from './plan.js'
import { chooseSettings, type SongSettings } from './settings.js'
import { chooseDuetPartner, shareLead, singersNamed } from './duet.js'
import { notesOf, originOfPhrase } from './sung-phrases.js'
import { leadManner } from './singing-manner.js'
import { chooseSinger, singingRange } from './singers.js'
import { vocalTracks } from './vocal-tracks.js'
import { tempoWithEnding } from './tempo.js'
import { titleFor } from './titles.js'

/** A key that was asked for is to be heard: with other harmonies the song is written anew, up to so many times in all. */
const MOST_DRAFTS = 4
/** Drafts that say their key this plainly are good enough, see `keyClarity`. */
const CLEAR_KEY = 0.12

/** Writes a song from words and style alone. */
export function composeFreely(brief: Brief, seed: number, takeIndex: number): ComposedSong {
  const planned = planSong(brief, seed, takeIndex)
  let best = writeSong(planned, 0)
  if (planned.reading.tonic === undefined) return best
  let clarity = keyClarity(best.score)
  for (let draft = 1; draft < MOST_DRAFTS && clarity < CLEAR_KEY; draft++) {
    const other = writeSong(planned, draft)
    const otherClarity = keyClarity(other.score)
    if (otherClarity > clarity) [best, clarity] = [other, otherClarity]
  }
  return best
}

/** All that is decided before the first chord: style, words and form. */
function planSong(brief: Brief, seed: number, takeIndex: number) {
  const random = createRandom(seed)
  const style = readStyle(brief)
  const usual = chooseSettings(profileFor(style), style, takeIndex, random.fork('settings'))
  const instrumental = brief.instrumental || style.voice.none === true
  const written = instrumental ? undefined : lyricsFor(brief, style, usual, takeIndex, random.fork('lyrics'))
  const sheet = written?.sections.some(({ lines }) => lines.length > 0) ? written : undefined
  // Tags without words are the plan of an instrumental.
  const outline = sheet ?? (written && written.sections.length > 1 ? written : undefined)
  const tags = outline ?? { sections: [] }
  const reading = withSectionWishes(style, tags)
  const settings = { ...usual, ending: (outline && endingIn(outline)) ?? usual.ending }
  const title = titleFor(brief, sheet?.title, reading, takeIndex, random.fork(`title ${reading.tags}`))

  const wantedSeconds = brief.durationSeconds ?? reading.durationSeconds
  const form = planForm({
    settings,
    reading,
    ...(outline ? { sheet: outline } : {}),
    goal: {
      maxSeconds: brief.maxDurationSeconds,
      ...(wantedSeconds === undefined
        ? {}
        : { wantedSeconds: Math.min(wantedSeconds, brief.maxDurationSeconds) }),
    },
    takeIndex,
    random: random.fork('form'),
  })
  return { brief, seed, takeIndex, random, reading, settings, sheet, tags, title, form }
}

/** Harmonies, tunes and parts. Drafts differ in their harmonies, and in what follows from them. */
function writeSong(planned: ReturnType<typeof planSong>, draft: number): ComposedSong {
  const { brief, seed, takeIndex, random, reading, settings, sheet, tags, title, form } = planned
  const { profile } = settings
  const { plan } = form
  const harmony = harmoniseSections({
    plan,
    habits: profile.harmony,
    temperature: settings.temperature,
    keyIsAsked: reading.tonic !== undefined,
    takeIndex,
    random: random.fork(draft === 0 ? 'harmony' : `harmony ${draft}`),
  })
  const barCount = Math.round(plan.endBeat / plan.beatsPerBar)
  const tempoMap = tempoWithEnding(
    plan.bpm,
    plan.endBeat,
    ritardandoBeats(settings.ending, barCount, plan.beatsPerBar),
  )

  const voice = sheet
    ? sing({
        sheet,
        plan,
        chords: harmony.chords,
        profile,
        reading,
        settings,
        takeIndex,
        random: random.fork('voice'),
      })
    : undefined
  const wishes = {
    ...reading,
    instruments: [...reading.instruments, ...playersWithoutSection(reading, plan.sections)],
  }
  const orchestra = withGuests(
    chooseOrchestra(profile, wishes, takeIndex, random.fork('orchestra')),
    profile,
    wishes,
    playersInSections(tags, reading),
    takeIndex,
    random.fork('orchestra'),
  )
  const bars = endingBars(barsOf(plan), settings, sheet !== undefined)
  const sung = voice ? voice.lead.flatMap(notesOf) : []
  const voiceSpans = spansOf(sung)
  const common = {
    tempoMap,
    ending: settings.ending,
    temperature: settings.temperature,
    takeIndex,
    orchestra,
    random: random.fork('arrangement'),
  }
  const bare: SongFrame = {
    plan,
    chords: harmony.chords,
    bars,
    leadSpans: voiceSpans,
    isSung: voice !== undefined,
  }
  const leads = playLeads({
    ...common,
    frame: bare,
    habits: profile.melody,
    tightness: profile.tightness,
    instrumental: sheet === undefined,
  })
  const frame: SongFrame = {
    ...bare,
    leadSpans: mergeSpans([...voiceSpans, ...leads.flatMap(({ notes }) => spansOf(notes))]),
    tune: [...sung, ...leads.flatMap(({ notes }) => notes)].sort((a, b) => a.startBeat - b.startBeat),
  }
  const band = arrange({ ...common, frame, profile })

  const tracks: Track[] = [...(voice?.tracks ?? []), ...leads, ...band.tracks]
  const warnings: StudioWarning[] = [
    ...styleWarnings(reading),
    ...orchestra.unmet.map((name) => ({
      code: 'instrument_not_available',
      message: `"${name}" was asked for and refused at the same time, or is not available; it does not play`,
    })),
    ...form.warnings,
    ...(sheet ? lyricWarnings(sheet) : []),
  ]
  const score: Score = {
    format: 1,
    engine: ENGINE_VERSION,
    seed,
    title,
    tags: reading.tags,
    genre: reading.blend[0]!.profile.id,
    tempoMap,
    meters: [{ beat: 0, ...plan.meter }],
    keys: keyChanges(plan.sections),
    sections: plan.sections.map(({ id, kind, label, startBeat, endBeat, energy }) => ({
      id,
      kind,
      label,
      startBeat,
      endBeat,
      energy,
    })),
    chords: harmony.chords,
    tracks,
    recordings: [],
    lyrics: sheet?.text ?? '',
    mix: mixFor(profile.mix, reading.mix),
    endBeat: plan.endBeat,
    tailSeconds: form.tailSeconds,
    origin: originOf(brief, seed, takeIndex),
  }
  return {
    score: balanceMix(score),
    warnings,
    explanation: {
      style: explainStyle(reading),
      settings: [
        `${Math.round(plan.bpm * 10) / 10} quarter notes a minute, ${plan.meter.numerator}/${plan.meter.denominator}, swing ${Math.round(plan.swing * 100) / 100}`,
        `${keyName(plan.key)}, ending: ${settings.ending}, temperature ${settings.temperature}`,
      ],
      form: form.facts,
      harmony: harmony.facts,
      voice: voice ? [voice.fact] : ['nobody sings'],
      arrangement: [
        ...tracks.map((track) => `${track.id}: ${track.kind === 'voice' ? track.singer : track.instrument}`),
        ...band.facts,
      ],
    },
  }
}

/** What reading the style gave, for people. */
export function explainStyle(reading: StyleReading): string[] {
  return [
    `genres: ${reading.blend.map(({ profile, share }) => `${profileById(profile.id).label} ${Math.round(share * 100)} %`).join(', ')}`,
    `understood: ${reading.understood.join(', ') || 'nothing'}`,
    ...(reading.notUnderstood.length > 0 ? [`not understood: ${reading.notUnderstood.join(', ')}`] : []),
  ]
}

/** Warnings for style words without a meaning here. */
export function styleWarnings(reading: StyleReading): StudioWarning[] {
  return reading.notUnderstood.length === 0
    ? []
    : [
        {
          code: 'style_not_understood',
          message: `Not understood and not used: ${reading.notUnderstood.slice(0, 12).join(', ')}`,
        },
      ]
}

export interface SingRequest {
  readonly sheet: NonNullable<ReturnType<typeof lyricsFor>>
  readonly plan: SongPlan
  readonly chords: Score['chords']
  readonly profile: Pick<GenreProfile, 'singing' | 'melody' | 'family' | 'tempo'>
  readonly reading: StyleReading
  readonly settings: Pick<SongSettings, 'temperature'>
  /** Tunes that the song has already, see `VocalRequest`. */
  readonly tunes?: ReadonlyMap<SectionKind, readonly LineTune[]>
  readonly takeIndex: number
  readonly random: Random
}

/** Chooses singers and writes their parts over a plan whose lines have their places. */
export function sing({
  sheet,
  plan,
  chords,
  profile,
  reading,
  settings,
  tunes,
  takeIndex,
  random,
}: SingRequest): {
  tracks: Track[]
  lead: SungPhrase[]
  fact: string
} {
  const named = singersNamed(sheet)
  const duet = named.has('f') && named.has('m') ? 'mixed' : reading.voice.duet
  // Lyrics that name one singer say who it is where the style does not.
  const [gender] = [...named].filter((each) => each !== 'both')
  const singer = chooseSinger(
    profile.singing,
    gender ? { gender, ...reading.voice } : reading.voice,
    takeIndex,
    random.fork('singer'),
  )
  const partner = duet && chooseDuetPartner(singer, duet)
  const habits: MelodicHabits = {
    ...profile.melody,
    ...(reading.voice.spoken ? { speech: Math.max(0.75, profile.melody.speech) } : {}),
    ...(reading.voice.melisma ? { melisma: Math.max(0.3, profile.melody.melisma) } : {}),
  }
  const parts = composeVocal({
    plan,
    chords,
    lyrics: sheet,
    range: singingRange(singer, reading.voice.register ?? profile.singing.register),
    habits,
    weirdness: settings.temperature,
    ...(tunes && { tunes }),
    random: random.fork(`melody ${takeIndex}`),
  })
  const wantsBacking =
    reading.voice.choir === true || random.fork(`backing ${takeIndex}`).chance(0.35 + profile.singing.backing)
  const silent = reading.withoutStems.has('backingVocals') && !reading.withoutStems.has('vocal')
  const answersOnly =
    !wantsBacking && !sheet.sections.some(({ lines }) => lines.some(({ backing }) => backing))
  const { persona, choir } = reading.voice
  const tracks = vocalTracks({
    singer,
    ...(persona?.voice && { voice: persona.voice }),
    manner: leadManner(profile, reading),
    lead: parts.lead,
    mannerOf: (phrase) => originOfPhrase(phrase, plan.sections, sheet).line?.manner,
    ...(partner && {
      partner: { singer: partner, share: shareLead(parts.lead, plan.sections, sheet, singer.gender) },
    }),
    backing: silent || answersOnly ? [] : parts.backing,
    sections: plan.sections,
    chords,
    company: silent || !wantsBacking ? 0 : choir === true ? 1 : profile.singing.backing,
    choir: choir === true && !silent,
    random: random.fork(`company ${takeIndex}`),
  })
  const names = partner ? `${singer.label} and ${partner.label}` : singer.label
  return { tracks, lead: parts.lead, fact: `${names}, ${parts.lead.length} lines` }
}

/** A fade has no last chord; a very short song neither. */
export function endingBars(
  bars: SongFrame['bars'],
  { ending }: Pick<SongSettings, 'ending'>,
  sung: boolean,
): SongFrame['bars'] {
  const last = bars.at(-1)!
  const keepsPlaying = ending === 'fade' || (sung && last.section.lines.length > 0 && last.barsInSection <= 2)
  return keepsPlaying ? bars.map((bar) => ({ ...bar, isFinal: false })) : bars
}

/** Spans in time order, overlapping ones joined. */
export function mergeSpans(spans: readonly BeatSpan[]): BeatSpan[] {
  const merged: { startBeat: number; endBeat: number }[] = []
  for (const span of spans.toSorted((a, b) => a.startBeat - b.startBeat)) {
    const last = merged.at(-1)
    if (last && span.startBeat <= last.endBeat) last.endBeat = Math.max(last.endBeat, span.endBeat)
    else merged.push({ ...span })
  }
  return merged
}

/** The key at the start and wherever a section brings another. */
export function keyChanges(sections: readonly PlannedSection[]): KeyChange[] {
  const changes: KeyChange[] = []
  for (const { key, startBeat } of sections) {
    const last = changes.at(-1)
    if (!last || last.tonic !== key.tonic || last.mode !== key.mode) changes.push({ beat: startBeat, ...key })
  }
  return changes
}
