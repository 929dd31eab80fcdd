import { describe, expect, test } from 'vitest'
import { pitchClassOf } from '../../../music/pitch.js'
import { scaleOf } from '../../../music/scale.js'
import type { InstrumentTrack, Note, Score, VoiceTrack } from '../../../music/score.js'
import { beatToSeconds, bpmAt, secondsToBeat } from '../../../music/tempo-map.js'
import type { HeardRecording } from '../../../music/heard.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { composeSong } from '../../compose.js'
import { notesOf } from '../sung-phrases.js'
import { heardBand } from '../testing/heard-band.js'

const SUNG = heardBand({ withMelody: true, wander: 0.01 })
const LYRICS = `[Verse 1]
The kettle sings a morning song
The radio hums right along
A letter waits beside the door
I have not opened it before

[Chorus]
Read it to me slowly now
Read it to me anyhow`

const cover = (recording: HeardRecording = SUNG, more: Partial<Brief> = {}): ComposedSong =>
  composeSong(
    {
      style: 'pop',
      instrumental: true,
      maxDurationSeconds: 480,
      source: { kind: 'cover', recording },
      ...more,
    },
    6,
    0,
  )

const leadOf = (score: Score): InstrumentTrack =>
  score.tracks.find((track): track is InstrumentTrack => track.id === 'lead')!
const voiceOf = (score: Score): VoiceTrack =>
  score.tracks.find((track): track is VoiceTrack => track.kind === 'voice' && track.stem === 'vocal')!

/** Share of heard notes that a line has at the same place (bars before it aside) with the same pitch class. */
function kept(heard: HeardRecording, notes: readonly Note[], shift: number): number {
  const starts = heard.melody.map(({ startSeconds }) => beatIn(heard, startSeconds))
  const best = Array.from({ length: 12 }, (_, bars) => {
    const offset = bars * heard.beatsPerBar
    const hits = heard.melody.filter((note, i) =>
      notes.some(
        (own) =>
          Math.abs(own.startBeat - starts[i]! - offset) < 0.13 &&
          pitchClassOf(own.pitchMidi) === pitchClassOf(note.pitchMidi + shift),
      ),
    )
    return hits.length / heard.melody.length
  })
  return Math.max(...best)
}

function beatIn(heard: HeardRecording, seconds: number): number {
  const map = { anchors: heard.beatTimesSeconds.map((time, beat) => ({ beat, seconds: time })) }
  return secondsToBeat(map, seconds) - heard.firstDownbeatIndex
}

describe('a cover', () => {
  test('plays the heard melody, note for note, on the lead instrument', () => {
    for (const style of ['rock', 'house', 'folk']) {
      const { score } = cover(SUNG, { style, audioWeight: 0.7 })
      const lead = leadOf(score)
      expect(kept(SUNG, lead.notes, 0)).toBeGreaterThan(0.9)
      expect(score.recordings).toEqual([])
    }
  })

  test('sings the words given to the heard melody', () => {
    const { score } = cover(SUNG, { instrumental: false, lyrics: LYRICS, style: 'pop, female vocals' })
    const lead = voiceOf(score)
    const words = lead.phrases.flatMap((phrase) => phrase.words.map(({ text }) => text))
    expect(words).toEqual(
      LYRICS.replaceAll(/\[.*?\]/g, '')
        .split(/\s+/)
        .filter(Boolean),
    )
    const scale = scaleOf(score.keys[0]!)
    let end = 0
    for (const note of lead.phrases.flatMap(notesOf)) {
      expect(note.startBeat).toBeGreaterThanOrEqual(end - 1e-6)
      expect(scale).toContain(pitchClassOf(note.pitchMidi))
      end = note.startBeat + note.durationBeats
    }
    // Every sung pitch comes from the tune: same pitch classes where a heard note begins.
    const all = [...lead.phrases.flatMap(notesOf), ...(leadOf(score)?.notes ?? [])]
    expect(kept(SUNG, all, 0)).toBeGreaterThan(0.85)
  })

  test('sings each word where the recording sings it', () => {
    // One word every two notes, the second line a bar late: nobody would guess that from the lines alone.
    const lyrics = '[Verse]\nKettles on the morning stove\nLetters in the drawer above'
    const starts = SUNG.melody.map(({ startSeconds }) => startSeconds)
    const offsets = [...lyrics.matchAll(/\p{L}+(?![^[]*\])/gu)].map(({ 0: text, index }) => ({ text, index }))
    const words = offsets.map(({ text, index }, i) => ({
      text,
      charStart: index,
      charEnd: index + text.length,
      startSeconds: starts[2 * i + (i < 5 ? 0 : 4)]! - 0.03,
      endSeconds: starts[2 * i + 2 + (i < 5 ? 0 : 4)]! - 0.04,
      confidence: 0.9,
    }))
    const source = { kind: 'cover' as const, recording: SUNG, words }
    const { score } = cover(SUNG, { instrumental: false, lyrics, audioWeight: 1, source })
    const sung = voiceOf(score).phrases.flatMap((phrase) => phrase.words)
    const first = sung[0]!.syllables[0]!.notes[0]!.startBeat - beatIn(SUNG, starts[0]!)
    words.forEach(({ text, charStart, startSeconds }) => {
      const own = sung.find((word) => word.charStart === charStart)!
      const beat = own.syllables[0]!.notes[0]!.startBeat - first
      expect(Math.abs(beat - beatIn(SUNG, startSeconds + 0.03)), text).toBeLessThan(0.3)
    })
  })

  test('sings given words as it likes where the recording sings others', () => {
    const doubtful = [
      { text: 'kettle', charStart: 14, charEnd: 20, startSeconds: 3, endSeconds: 4, confidence: 0.2 },
    ]
    const plain = cover(SUNG, { instrumental: false, lyrics: LYRICS })
    const source = { kind: 'cover' as const, recording: SUNG, words: doubtful }
    expect(cover(SUNG, { instrumental: false, lyrics: LYRICS, source }).score).toEqual(plain.score)
  })

  test('goes through the heard song again for words that need it', () => {
    const once = cover(SUNG, { instrumental: false, lyrics: LYRICS }).score
    const long = cover(SUNG, {
      instrumental: false,
      lyrics: Array.from({ length: 5 }, () => LYRICS).join('\n\n'),
    })
    expect(long.score.endBeat).toBeGreaterThan(once.endBeat * 1.3)
    expect(long.warnings.map(({ code }) => code)).not.toContain('lyrics_shortened')
  })

  test('keeps tempo and key when close, moves to the genre when loose', () => {
    const slow = heardBand({ bpm: 96, withMelody: true })
    const bpm = (audioWeight: number): number =>
      bpmAt(cover(slow, { style: 'house', audioWeight }).score.tempoMap, 8)
    expect(bpm(1)).toBeCloseTo(96, 0)
    expect(bpm(0)).toBeGreaterThan(114)
    expect(bpm(0.5)).toBeGreaterThan(bpm(1))
    expect(cover(slow, { audioWeight: 1 }).score.keys[0]!.tonic).toBe(slow.key.tonic)
  })

  test('takes tempo and key that are asked for', () => {
    const { score } = cover(SUNG, { bpm: 140, key: { tonic: 9, mode: 'major' } })
    expect(bpmAt(score.tempoMap, 4)).toBeCloseTo(140, 6)
    expect(score.keys[0]).toMatchObject({ tonic: 9, mode: 'major' })
    expect(kept(SUNG, leadOf(score).notes, 9 - SUNG.key.tonic)).toBeGreaterThan(0.9)
  })

  test('dresses the chords in the genre the more freely the looser', () => {
    const triads = (audioWeight: number): number => {
      const { chords } = cover(SUNG, { style: 'jazz', audioWeight }).score
      return chords.filter(({ quality }) => quality === 'maj' || quality === 'min').length / chords.length
    }
    expect(triads(1)).toBeGreaterThan(triads(0))
    const roots = (audioWeight: number): Set<number> =>
      new Set(cover(SUNG, { style: 'pop', audioWeight }).score.chords.map(({ root }) => root))
    expect([...roots(1)].toSorted((a, b) => a - b)).toEqual(
      [...new Set(SUNG.chords.map(({ root }) => root))].toSorted((a, b) => a - b),
    )
  })

  test('writes a tune of its own over the heard chords where no melody was heard, and says so', () => {
    for (const lyrics of [undefined, LYRICS]) {
      const { score, warnings } = cover(heardBand(), {
        instrumental: lyrics === undefined,
        ...(lyrics === undefined ? {} : { lyrics }),
      })
      expect(warnings.map(({ code }) => code)).toContain('melody_not_heard')
      const tune = lyrics === undefined ? leadOf(score).notes : voiceOf(score).phrases.flatMap(notesOf)
      expect(tune.length).toBeGreaterThan(20)
    }
  })

  test('harmonises a melody that was heard alone', () => {
    const { score } = cover({ ...SUNG, chords: [] })
    expect(new Set(score.chords.map(({ root }) => root)).size).toBeGreaterThan(2)
  })

  test('covers its length with sections and chords, ends at home and within the limit', () => {
    for (const more of [{}, { durationSeconds: 150 }, { maxDurationSeconds: 30 }, { audioWeight: 0.95 }]) {
      const { score } = cover(SUNG, more)
      for (const spans of [score.sections, score.chords]) {
        expect(spans[0]!.startBeat).toBe(0)
        expect(spans.at(-1)!.endBeat).toBeCloseTo(score.endBeat, 6)
        for (let i = 1; i < spans.length; i++)
          expect(spans[i]!.startBeat).toBeCloseTo(spans[i - 1]!.endBeat, 6)
      }
      const seconds = beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds
      expect(seconds).toBeLessThan((more as Brief).maxDurationSeconds ?? 480)
      expect(score.chords.at(-1)!.root).toBe(score.keys[0]!.tonic)
    }
    const { score } = cover(SUNG, { durationSeconds: 150 })
    expect(Math.abs(beatToSeconds(score.tempoMap, score.endBeat) - 150)).toBeLessThan(12)
  })

  test('is the same again for the same seed and another song in the next take', () => {
    const brief: Brief = {
      style: 'reggae',
      instrumental: true,
      maxDurationSeconds: 480,
      source: { kind: 'cover', recording: SUNG },
    }
    const [first, again, other] = [0, 0, 1].map((take) => composeSong(brief, 5, take).score)
    expect(first).toEqual(again)
    expect(first!.tracks).not.toEqual(other!.tracks)
  })

  test('copes with recordings of a few seconds and in three', () => {
    for (const seconds of [4, 9, 30])
      expect(cover(heardBand({ seconds, beatsPerBar: 3, withMelody: true })).score.endBeat).toBeGreaterThan(2)
  })
})
