import { describe, expect, test } from 'vitest'
import type { Note, Score, Track } from '../music/score.js'
import { beatToSeconds, bpmAt } from '../music/tempo-map.js'
import type { Brief } from './brief.js'
import { composeSong } from './compose.js'
import { instrumentById } from './instruments.js'
import { PROFILES } from './profiles/index.js'

const LYRICS = `[Verse 1]
Walking down the harbour where the quiet water lies
Every window has a candle, every candle has your eyes
I was waiting for the morning, I was waiting for a sign
But the tide was turning slowly and the night was on my mind

[Chorus]
Oh, carry me over the river tonight
Carry me over and hold me tight
(hold me tight)
We will be home by the morning light

[Verse 2]
There's a letter in my pocket that I never learned to send
There's a road behind the mountain that I follow to the end

[Chorus]
Oh, carry me over the river tonight
Carry me over and hold me tight
We will be home by the morning light

[Guitar Solo]

[Outro]
Home by the morning light`

const instrumental = (style: string, more: Partial<Brief> = {}): Brief => ({
  style,
  instrumental: true,
  maxDurationSeconds: 480,
  ...more,
})
const sung = (style: string, more: Partial<Brief> = {}): Brief => ({
  style,
  lyrics: LYRICS,
  title: 'Home',
  instrumental: false,
  maxDurationSeconds: 480,
  ...more,
})

function notesOf(track: Track): readonly Note[] {
  if (track.kind === 'instrument') return track.notes
  return track.phrases.flatMap(({ words }) =>
    words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => notes)),
  )
}

function lengthOf(score: Score): number {
  return beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds
}

/** Everything any score must be, whatever was asked. */
function expectSound(score: Score): void {
  expect(JSON.stringify(score)).not.toMatch(/null|NaN|Infinity/)
  expect(score.chords[0]!.startBeat).toBe(0)
  expect(score.chords.at(-1)!.endBeat).toBeCloseTo(score.endBeat, 6)
  score.chords.forEach((chord, i) => {
    expect(chord.endBeat).toBeGreaterThan(chord.startBeat)
    if (i > 0) expect(chord.startBeat).toBeCloseTo(score.chords[i - 1]!.endBeat, 6)
  })
  expect(score.sections[0]!.startBeat).toBe(0)
  score.sections.forEach((section, i) => {
    if (i > 0) expect(section.startBeat).toBeCloseTo(score.sections[i - 1]!.endBeat, 6)
  })
  expect(new Set(score.tracks.map(({ id }) => id)).size).toBe(score.tracks.length)
  // One expectation for all notes: a song has ten thousand, and each expectation costs more than composing the note.
  const problems: string[] = []
  for (const track of score.tracks) {
    const notes = notesOf(track)
    if (notes.length === 0) problems.push(`${track.id}: no notes`)
    const range = track.kind === 'instrument' ? instrumentById(track.instrument) : undefined
    let before = -1
    for (const note of notes) {
      const complain = (problem: string): void => {
        problems.push(`${track.id} at ${note.startBeat}: ${problem}`)
      }
      if (note.startBeat < before - 1e-9) complain('out of order')
      if (note.startBeat < 0 || note.startBeat >= score.endBeat) complain('outside the song')
      if (!(note.durationBeats > 0)) complain('no length')
      if (!(note.velocity > 0 && note.velocity <= 1)) complain(`velocity ${note.velocity}`)
      if (beatToSeconds(score.tempoMap, note.startBeat) + (note.offsetSeconds ?? 0) < -1e-6)
        complain('before the first sample')
      if (range) {
        if (note.pitchMidi < range.lowMidi || note.pitchMidi > range.highMidi)
          complain(`pitch ${note.pitchMidi}`)
        if (note.startBeat + note.durationBeats > score.endBeat + 1e-6) complain('ends after the song')
        if (!Number.isInteger(note.pitchMidi)) complain('between two keys')
      }
      before = note.startBeat
    }
  }
  expect(problems.slice(0, 10)).toEqual([])
}

/** Beats at which a bar begins in which nothing but effects sounds. */
function emptyBars(score: Score): number[] {
  const beatsPerBar = (score.meters[0]!.numerator * 4) / score.meters[0]!.denominator
  const heard = new Set<number>()
  for (const track of score.tracks) {
    if (track.stem === 'fx') continue
    for (const { startBeat, durationBeats } of notesOf(track)) {
      const last = Math.min(score.endBeat, startBeat + durationBeats - 0.05)
      for (let bar = Math.floor(startBeat / beatsPerBar); bar * beatsPerBar < last; bar++) heard.add(bar)
    }
  }
  const count = Math.ceil(score.endBeat / beatsPerBar - 1e-6)
  return Array.from({ length: count }, (_, bar) => bar).filter((bar) => !heard.has(bar))
}

const METERS = ['3/4', '6/8', '5/4', '7/8', '12/8', '2/4', '9/8']

describe.each(PROFILES.map(({ id, terms }, index) => [id, terms[0]!, index] as const))(
  '%s',
  (id, term, index) => {
    test('composes sound instrumentals of two to three minutes, in takes that differ', () => {
      const takes = [0, 1].map((takeIndex) => composeSong(instrumental(term), 7, takeIndex).score)
      for (const score of takes) {
        expect(score.genre).toBe(id)
        expectSound(score)
        expect(emptyBars(score)).toEqual([])
        expect(lengthOf(score)).toBeGreaterThan(100)
        expect(lengthOf(score)).toBeLessThan(215)
      }
      expect(takes[0]!.tempoMap).not.toEqual(takes[1]!.tempoMap)
      expect(takes[0]!.keys[0]!.tonic).not.toBe(takes[1]!.keys[0]!.tonic)
      expect(takes[0]!.tracks).not.toEqual(takes[1]!.tracks)
    })

    test('composes sound songs whose words can be sung', () => {
      const { score } = composeSong(sung(term), 11, 0)
      expectSound(score)
      const voice = score.tracks.find(({ stem }) => stem === 'vocal')!
      if (voice.kind !== 'voice') throw new Error('the vocal stem holds no voice')
      expect(voice.phrases.flatMap(({ words }) => words).length).toBeGreaterThan(75)
      for (const { words } of voice.phrases) {
        const notes = words.flatMap(({ syllables }) => syllables.map((syllable) => syllable.notes[0]!))
        const last = notes.at(-1)
        const seconds =
          beatToSeconds(score.tempoMap, last.startBeat + last.durationBeats) -
          beatToSeconds(score.tempoMap, notes[0]!.startBeat)
        expect(notes.length / seconds, words.map(({ text }) => text).join(' ')).toBeLessThan(8)
      }
    })

    test('can be played in foreign meters', () => {
      for (const meter of [METERS[index % METERS.length]!]) {
        const [numerator, denominator] = meter.split('/').map(Number)
        const { score } = composeSong(instrumental(`${term}, ${meter}`, { durationSeconds: 30 }), 3, 0)
        expect(score.meters).toEqual([{ beat: 0, numerator, denominator }])
        expectSound(score)
      }
    })
  },
)

describe('wishes', () => {
  test('a tempo is exact', () => {
    for (const style of ['pop, 92 bpm', 'jazz 140bpm', 'house at 126 BPM', 'folk, 3/4, 100 bpm']) {
      const { score } = composeSong(instrumental(style), 5, 1)
      expect(bpmAt(score.tempoMap, 4)).toBeCloseTo(Number(/\d{2,3}(?= ?bpm)/i.exec(style)![0]), 6)
    }
  })

  test('a tempo in a compound meter counts dotted quarters', () => {
    const { score } = composeSong(instrumental('celtic, 6/8, 110 bpm'), 5, 0)
    expect(bpmAt(score.tempoMap, 4)).toBeCloseTo(165, 6)
  })

  test('a key is kept', () => {
    const { score } = composeSong(instrumental('synthwave in F# minor'), 5, 0)
    expect(score.keys[0]).toEqual({ beat: 0, tonic: 6, mode: 'minor' })
    expect(
      composeSong(instrumental('pop', { key: { tonic: 1, mode: 'dorian' } }), 5, 0).score.keys[0],
    ).toEqual({ beat: 0, tonic: 1, mode: 'dorian' })
  })

  test.each([
    ['rock, no drums', ['drums', 'percussion']],
    ['pop without guitar', ['guitar']],
    ['house, no bass', ['bass']],
    ['cinematic without strings or brass', ['strings', 'brass']],
  ])('"%s" silences the stems', (style, stems) => {
    for (const seed of [1, 2]) {
      const { score } = composeSong(instrumental(style, { durationSeconds: 60 }), seed, 0)
      expect(score.tracks.filter(({ stem }) => stems.includes(stem))).toEqual([])
      expectSound(score)
    }
  })

  test('negative tags silence as well', () => {
    const { score } = composeSong(instrumental('rock', { negativeTags: 'drums, piano, organ' }), 2, 0)
    expect(score.tracks.filter(({ stem }) => stem === 'drums' || stem === 'keyboard')).toEqual([])
  })

  test.each([
    ['techno with violin', 'violin'],
    ['pop, saxophone', 'tenor-sax'],
    ['metal with harp', 'harp'],
    ['lo-fi with banjo', 'banjo'],
    ['folk, tr-808', '808-kit'],
    ['jazz with marimba', 'marimba'],
  ])('"%s" brings the instrument', (style, instrument) => {
    for (const takeIndex of [0, 1]) {
      const { score } = composeSong(instrumental(style, { durationSeconds: 60 }), 4, takeIndex)
      const tracks = score.tracks.filter(
        (track) => track.kind === 'instrument' && track.instrument === instrument,
      )
      expect(tracks.length).toBeGreaterThan(0)
    }
  })

  test('nobody sings in an instrumental, whatever the lyrics', () => {
    const { score } = composeSong({ ...sung('pop'), instrumental: true }, 1, 0)
    expect(score.tracks.every(({ kind }) => kind === 'instrument')).toBe(true)
    expect(score.lyrics).toBe('')
  })

  test('the singer has the wished gender', () => {
    for (const seed of [1, 2]) {
      const singer = (vocalGender: 'm' | 'f'): string => {
        const track = composeSong(sung('pop', { vocalGender }), seed, 0).score.tracks.find(
          ({ kind }) => kind === 'voice',
        )
        return track?.kind === 'voice' ? track.singer : ''
      }
      expect(singer('m')).not.toBe(singer('f'))
    }
  })

  test('words without a meaning are reported', () => {
    const { warnings } = composeSong(instrumental('pop, zorbelfunk wibble'), 1, 0)
    expect(warnings.find(({ code }) => code === 'style_not_understood')?.message).toContain('zorbelfunk')
  })
})

describe('length', () => {
  test.each([10, 24, 60, 180, 330])('an instrumental of %d s is met within a bar', (durationSeconds) => {
    for (const style of [
      'pop',
      'jazz, 140 bpm',
      'ambient, 61 bpm',
      'waltz',
      'celtic, 6/8',
      'drum and bass',
    ]) {
      const { score } = composeSong(instrumental(style, { durationSeconds }), 9, 0)
      const beatsPerBar = (score.meters[0]!.numerator * 4) / score.meters[0]!.denominator
      const bar = (beatsPerBar * 60) / bpmAt(score.tempoMap, 1)
      expect(Math.abs(lengthOf(score) - durationSeconds), style).toBeLessThan(bar)
      expectSound(score)
    }
  })

  test.each([15, 40, 150, 240])('a song of %d s is met within a bar', (durationSeconds) => {
    for (const style of ['folk, 100 bpm', 'hip hop']) {
      const { score } = composeSong(sung(style, { durationSeconds }), 2, 1)
      const beatsPerBar = (score.meters[0]!.numerator * 4) / score.meters[0]!.denominator
      const bar = (beatsPerBar * 60) / bpmAt(score.tempoMap, 1)
      expect(Math.abs(lengthOf(score) - durationSeconds), style).toBeLessThan(bar)
      expectSound(score)
    }
  })

  test('the maximum is never exceeded, and what had to be left out is said', () => {
    for (const maxDurationSeconds of [15, 35, 70]) {
      for (const style of ['pop', 'ambient', 'country, 100 bpm']) {
        const { score, warnings } = composeSong(sung(style, { maxDurationSeconds }), 3, 0)
        expect(lengthOf(score)).toBeLessThanOrEqual(maxDurationSeconds + 1e-6)
        if (maxDurationSeconds === 15) expect(warnings.map(({ code }) => code)).toContain('lyrics_shortened')
      }
    }
  })
})

describe('takes', () => {
  test('the same brief and seed give the same score', () => {
    const brief = sung('indie pop with strings')
    expect(composeSong(brief, 123, 1)).toEqual(composeSong(brief, 123, 1))
  })

  test('seeds differ', () => {
    expect(composeSong(instrumental('pop'), 1, 0).score.tracks).not.toEqual(
      composeSong(instrumental('pop'), 2, 0).score.tracks,
    )
  })
})
