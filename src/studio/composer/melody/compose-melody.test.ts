import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { ChordSpan, Note, SungPhrase } from '../../../music/score.js'
import { parseLyrics } from '../../lyrics/parse-lyrics.js'
import type { MelodicHabits, PlannedSection, SongPlan } from '../plan.js'
import { composeLead } from './compose-lead.js'
import { composeVocal, type VocalParts } from './compose-vocal.js'
import { chordAt, isChordTone } from './harmony-view.js'
import { metricalWeight, SHORTEST_NOTE_SECONDS } from './meter-grid.js'

const RANGE = { lowMidi: 57, highMidi: 76 }
const HABITS: MelodicHabits = {
  gridBeats: 0.5,
  syncopation: 0.3,
  leaps: 0.4,
  repetition: 0.6,
  pentatonic: false,
  blues: false,
  melisma: 0.1,
  speech: 0,
}
const LYRICS = `[Verse 1]
I left my coat on the back of your chair
The kettle was singing and nobody there
A letter half written in blue on the stairs
And the radio humming a tune to the air
[Chorus]
Oh, carry me home when the lanterns go low
Carry me home through the rain and the snow (carry me)
I've been a long way and I still want to know
If you'll carry me home
[Verse 2]
The station was empty, the platform was cold
I counted the pennies for stories I sold
You said that the winter would make us grow old
But I'm keeping a fire that I never let go
[Chorus]
Oh, carry me home when the lanterns go low
Carry me home through the rain and the snow (carry me)
I've been a long way and I still want to know
If you'll carry me home`

interface Setting {
  readonly bpm?: number
  readonly swing?: number
  readonly barsALine?: number
  readonly meter?: SongPlan['meter']
  readonly lift?: number
}

/** A plain song around the lyrics: four chords, windows of equal length. */
function songOf(
  text: string,
  setting: Setting = {},
): { plan: SongPlan; chords: ChordSpan[]; lyrics: ReturnType<typeof parseLyrics> } {
  const lyrics = parseLyrics(text, 'test')
  const meter = setting.meter ?? { numerator: 4, denominator: 4 }
  const beatsPerBar = (meter.numerator * 4) / meter.denominator
  const length = beatsPerBar * (setting.barsALine ?? 2)
  const sections: PlannedSection[] = []
  const chords: ChordSpan[] = []
  let beat = 0
  lyrics.sections.forEach((section, i) => {
    const leads = section.lines.flatMap((line, lineIndex) => (line.backing ? [] : [lineIndex]))
    const isLast = i === lyrics.sections.length - 1
    const key = { tonic: (7 + (isLast ? (setting.lift ?? 0) : 0)) % 12, mode: 'major' as const }
    const startBeat = beat
    const lines = leads.map((lineIndex, k) => ({
      lineIndex,
      startBeat: startBeat + k * length,
      endBeat: startBeat + (k + 1) * length,
    }))
    beat += Math.max(1, leads.length) * length
    const roots = section.kind === 'chorus' ? [0, 7, 9, 5] : [9, 5, 0, 7]
    for (let at = startBeat, n = 0; at < beat - 1e-9; at += beatsPerBar, n++) {
      const root = roots[n % 4]!
      chords.push({
        startBeat: at,
        endBeat: at + beatsPerBar,
        root: (root + key.tonic) % 12,
        quality: root === 9 ? 'min' : 'maj',
      })
    }
    sections.push({
      id: `s${i}`,
      kind: section.kind,
      label: section.label,
      startBeat,
      endBeat: beat,
      energy: 0.6,
      key,
      lyricSection: i,
      lines,
    })
  })
  const plan: SongPlan = {
    bpm: setting.bpm ?? 100,
    beatsPerBar,
    meter,
    swing: setting.swing ?? 0.5,
    key: { tonic: 7, mode: 'major' },
    sections,
    endBeat: beat,
  }
  return { plan, chords, lyrics }
}

function sing(
  text: string,
  setting: Setting = {},
  habits: Partial<MelodicHabits> = {},
  seed = 1,
): VocalParts & ReturnType<typeof songOf> {
  const song = songOf(text, setting)
  const parts = composeVocal({
    ...song,
    range: RANGE,
    habits: { ...HABITS, ...habits },
    weirdness: 0.4,
    random: createRandom(seed),
  })
  return { ...song, ...parts }
}

const notesOf = (phrases: readonly SungPhrase[]): Note[] =>
  phrases.flatMap((phrase) =>
    phrase.words.flatMap((word) => word.syllables.flatMap((syllable) => [...syllable.notes])),
  )
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const between = (notes: readonly Note[], section: PlannedSection): Note[] =>
  notes.filter((note) => note.startBeat >= section.startBeat - 1e-6 && note.startBeat < section.endBeat - 1)

function expectSingable(phrases: readonly SungPhrase[], bpm: number): void {
  const notes = notesOf(phrases)
  notes.forEach((note, i) => {
    expect((note.durationBeats * 60) / bpm).toBeGreaterThan(SHORTEST_NOTE_SECONDS - 1e-6)
    expect(note.startBeat).toBeGreaterThanOrEqual(0)
    const next = notes[i + 1]
    if (next) expect(next.startBeat).toBeGreaterThanOrEqual(note.startBeat + note.durationBeats - 1e-6)
  })
}

describe('composeVocal', () => {
  it('sings every word of the lead, in order, with the places of the words in the text', () => {
    const { lead, lyrics } = sing(LYRICS)
    const expected = lyrics.sections.flatMap((section) =>
      section.lines.filter((line) => !line.backing).flatMap((line) => line.words),
    )
    const sung = lead.flatMap((phrase) => phrase.words)
    expect(sung.map((word) => word.charStart)).toEqual(expected.map((word) => word.charStart))
    sung.forEach((word, i) => {
      expect(word.syllables.length).toBe(expected[i]!.syllables.length)
      for (const syllable of word.syllables) expect(syllable.notes.length).toBeGreaterThan(0)
    })
  })

  it('gives parenthesised words to the backing voices and harmonises choruses with consonances', () => {
    const { backing, lead, chords } = sing(LYRICS)
    expect(backing.some((phrase) => phrase.words.map((word) => word.text).join(' ') === 'carry me')).toBe(
      true,
    )
    // The same word at the same time is a harmony; the answers in parentheses have words of their own.
    const placed = (phrases: readonly SungPhrase[]): [string, Note][] =>
      phrases.flatMap((phrase) =>
        phrase.words.flatMap((word) =>
          word.syllables.flatMap((syllable) =>
            syllable.notes.map((note): [string, Note] => [`${word.charStart} ${note.startBeat}`, note]),
          ),
        ),
      )
    const leads = new Map(placed(lead))
    const doubled = placed(backing).flatMap(([place, note]) => {
      const other = leads.get(place)
      return other ? [{ ...note, distance: Math.abs(note.pitchMidi - other.pitchMidi) }] : []
    })
    expect(doubled.length).toBeGreaterThan(20)
    for (const note of doubled) expect([3, 4, 5, 7, 8, 9, 12]).toContain(note.distance)
    const long = doubled.filter((note) => note.durationBeats >= 1)
    const consonant = long.filter((note) =>
      isChordTone(pitchClassOf(note.pitchMidi), chordAt(chords, note.startBeat + 0.01)),
    )
    expect(consonant.length / long.length).toBeGreaterThan(0.8)
  })

  it('lays choruses higher than verses and repeats them note for note', () => {
    for (const seed of [1, 2]) {
      const { lead, plan } = sing(LYRICS, {}, {}, seed)
      const notes = notesOf(lead)
      const [verse, first, , second] = plan.sections.map((section) => between(notes, section))
      expect(
        mean(first!.map((note) => note.pitchMidi)) - mean(verse!.map((note) => note.pitchMidi)),
      ).toBeGreaterThan(2)
      // A thousandth of a beat hides what adding up beats in another order changes.
      const tune = (notes: readonly Note[], section: PlannedSection): number[][] =>
        notes.map((note) => [Math.round((note.startBeat - section.startBeat) * 1000), note.pitchMidi])
      expect(tune(second!, plan.sections[3]!)).toEqual(tune(first!, plan.sections[1]!))
    }
  })

  it('lifts the last chorus with its key', () => {
    const { lead, plan } = sing(LYRICS, { lift: 2 }, { melisma: 0 })
    const notes = notesOf(lead)
    const [first, second] = [between(notes, plan.sections[1]!), between(notes, plan.sections[3]!)]
    expect(
      mean(second.map((note) => note.pitchMidi)) - mean(first.map((note) => note.pitchMidi)),
    ).toBeCloseTo(2, 0)
  })

  it('puts stressed syllables on stronger beats than light ones', () => {
    const { lead, plan } = sing(LYRICS, {}, { syncopation: 0, melisma: 0 })
    const weights: [number[], number[]] = [[], []]
    for (const phrase of lead) {
      for (const syllable of phrase.words.flatMap((word) => word.syllables)) {
        weights[syllable.stress].push(metricalWeight(syllable.notes[0]!.startBeat % 4, plan))
      }
    }
    expect(mean(weights[1]) - mean(weights[0])).toBeGreaterThan(0.2)
  })

  it('holds long notes on chord tones', () => {
    const { lead, chords } = sing(LYRICS, {}, { melisma: 0, syncopation: 0 })
    const long = notesOf(lead).filter((note) => note.durationBeats >= 1)
    const fitting = long.filter((note) =>
      isChordTone(pitchClassOf(note.pitchMidi), chordAt(chords, note.startBeat + 0.01)),
    )
    expect(fitting.length / long.length).toBeGreaterThan(0.8)
  })

  it('keeps to few pitches where it speaks', () => {
    const sung = new Set(notesOf(sing(LYRICS).lead).map((note) => note.pitchMidi))
    const { lead, plan } = sing(LYRICS, {}, { speech: 1, gridBeats: 0.25 })
    const spoken = new Set(between(notesOf(lead), plan.sections[0]!).map((note) => note.pitchMidi))
    expect(spoken.size).toBeLessThan(sung.size)
    expect(Math.max(...spoken) - Math.min(...spoken)).toBeLessThanOrEqual(6)
  })

  it('delays the off-beat eighths where the song swings', () => {
    const { lead } = sing(LYRICS, { swing: 2 / 3 }, { melisma: 0 })
    const offBeats = notesOf(lead)
      .map((note) => note.startBeat % 1)
      .filter((part) => part > 0.01 && part < 0.99)
    expect(offBeats.length).toBeGreaterThan(10)
    for (const part of offBeats) expect(part).toBeCloseTo(2 / 3, 5)
  })

  it('gives every syllable of a crowded line its time, however the song swings', () => {
    const words = '[Verse]\nimagination 1999 love imagination love love\nlove'
    const setting: Setting = { bpm: 145, swing: 2 / 3, barsALine: 2, meter: { numerator: 3, denominator: 4 } }
    const { lead, plan } = sing(words, setting, { gridBeats: 0.5, syncopation: 0, melisma: 0 }, 0)
    expectSingable(lead, plan.bpm)
  })

  it('repeats itself for the same seed and differs for another', () => {
    const pitches = (seed: number): number[] =>
      notesOf(sing(LYRICS, {}, {}, seed).lead).map((note) => note.pitchMidi)
    expect(pitches(7)).toEqual(pitches(7))
    expect(pitches(7)).not.toEqual(pitches(8))
  })

  it('stays singable for any words, tempo, meter and habits', () => {
    const words = fc.constantFrom(
      'love',
      'the',
      'river',
      'tonight',
      'imagination',
      'a',
      '1999',
      'oooh',
      'and',
      "runnin'",
      '日本',
    )
    const line = fc.array(words, { minLength: 1, maxLength: 7 }).map((list) => list.join(' '))
    const section = fc
      .tuple(
        fc.constantFrom('[Verse]', '[Chorus]', '[Bridge]', '[Pre-Chorus]', '[Outro]'),
        fc.array(line, { minLength: 1, maxLength: 5 }),
      )
      .map(([tag, lines]) => [tag, ...lines].join('\n'))
    fc.assert(
      fc.property(
        fc.array(section, { minLength: 1, maxLength: 4 }),
        fc.record({
          bpm: fc.integer({ min: 60, max: 150 }),
          swing: fc.constantFrom(0.5, 0.6, 2 / 3),
          barsALine: fc.constantFrom(2, 4),
          meter: fc.constantFrom(
            { numerator: 4, denominator: 4 },
            { numerator: 3, denominator: 4 },
            { numerator: 6, denominator: 8 },
            { numerator: 12, denominator: 8 },
          ),
        }),
        fc.record({
          gridBeats: fc.constantFrom(0.5, 0.25, 1 / 3),
          syncopation: fc.double({ min: 0, max: 1, noNaN: true }),
          melisma: fc.double({ min: 0, max: 1, noNaN: true }),
          speech: fc.double({ min: 0, max: 1, noNaN: true }),
          pentatonic: fc.boolean(),
          blues: fc.boolean(),
        }),
        fc.nat(),
        (sections, setting, habits, seed) => {
          const { lead, backing, lyrics, plan } = sing(sections.join('\n\n'), setting, habits, seed)
          const sung = lead.flatMap((phrase) => phrase.words)
          const written = lyrics.sections.flatMap((one) =>
            // A few "a a" in a row pass for Spanish, where vowels flow together and are still words.
            one.lines.flatMap((two) =>
              two.backing ? [] : two.words.flatMap((word) => word.parts ?? [word]),
            ),
          )
          expect(sung.map((word) => word.text)).toEqual(written.map((word) => word.text))
          expectSingable(lead, plan.bpm)
          expectSingable(backing, plan.bpm)
          for (const note of notesOf(lead)) {
            expect(note.pitchMidi).toBeGreaterThanOrEqual(RANGE.lowMidi - 2)
            expect(note.pitchMidi).toBeLessThanOrEqual(RANGE.highMidi + 2)
            expect(note.startBeat + note.durationBeats).toBeLessThanOrEqual(plan.endBeat + 1e-6)
          }
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('composeLead', () => {
  const song = songOf(LYRICS)
  const lead = (density: number, seed: number, kinds?: PlannedSection['kind'][]): Note[] =>
    composeLead({
      plan: song.plan,
      chords: song.chords,
      sections: kinds
        ? song.plan.sections.map((section, i) => ({ ...section, kind: kinds[i]! }))
        : song.plan.sections,
      range: { lowMidi: 60, highMidi: 84 },
      habits: HABITS,
      density,
      random: createRandom(seed),
    })

  it('plays inside the range, one note at a time, with rests between phrases', () => {
    for (const seed of [1, 2, 3]) {
      const notes = lead(0.5, seed)
      expect(notes.length).toBeGreaterThan(40)
      let longestRest = 0
      notes.forEach((note, i) => {
        expect(note.pitchMidi).toBeGreaterThanOrEqual(60)
        expect(note.pitchMidi).toBeLessThanOrEqual(84)
        const next = notes[i + 1]
        if (!next) return
        const gap = next.startBeat - note.startBeat - note.durationBeats
        expect(gap).toBeGreaterThanOrEqual(-1e-6)
        longestRest = Math.max(longestRest, gap)
      })
      expect(longestRest).toBeGreaterThanOrEqual(1)
    }
  })

  it('plays more notes where it is denser', () => {
    expect(lead(0.9, 4).length).toBeGreaterThan(lead(0.15, 4).length * 1.5)
  })

  it('brings its themes back with their sections', () => {
    const notes = lead(0.5, 5)
    const [first, , , second] = song.plan.sections.map((section) => between(notes, section))
    const chorus = between(notes, song.plan.sections[1]!)
    const shift = song.plan.sections[3]!.startBeat - song.plan.sections[1]!.startBeat
    expect(second!.map((note) => note.startBeat - shift)).toEqual(chorus.map((note) => note.startBeat))
    expect(first!.map((note) => note.startBeat)).not.toEqual(chorus.map((note) => note.startBeat - 32))
  })

  it('lets a solo rise', () => {
    const rises = [1, 2, 3, 4].map((seed) => {
      const notes = between(lead(0.5, seed, ['solo', 'verse', 'verse', 'verse']), song.plan.sections[0]!)
      const half = (song.plan.sections[0]!.startBeat + song.plan.sections[0]!.endBeat) / 2
      const [early, late] = [
        notes.filter((note) => note.startBeat < half),
        notes.filter((note) => note.startBeat >= half),
      ]
      return mean(late.map((note) => note.pitchMidi)) - mean(early.map((note) => note.pitchMidi))
    })
    expect(mean(rises)).toBeGreaterThan(1)
  })
})
