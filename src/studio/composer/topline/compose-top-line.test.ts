import { describe, expect, test } from 'vitest'
import { chordPitchClasses } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { HeardSection } from '../../../music/heard.js'
import type { Score, VoiceTrack } from '../../../music/score.js'
import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { composeSong } from '../../compose.js'
import { scaleOf } from '../../../music/scale.js'
import { notesOf } from '../sung-phrases.js'
import { heardBand } from '../testing/heard-band.js'

const LYRICS = `[Verse]
Morning on the harbour wall
Gulls above the water call
Every boat is going out
No one hears the captain shout

[Chorus]
Carry me over the bay
Carry me over today`

const singOver = (recording = heardBand(), more: Partial<Brief> = {}): ComposedSong =>
  composeSong(
    {
      style: 'pop, female vocals',
      lyrics: LYRICS,
      instrumental: false,
      maxDurationSeconds: 480,
      source: { kind: 'sing-over', recording },
      ...more,
    },
    4,
    0,
  )

const leadOf = (score: Score): VoiceTrack =>
  score.tracks.find((track): track is VoiceTrack => track.kind === 'voice' && track.stem === 'vocal')!

describe('a sung line over a recording', () => {
  test('plays the whole recording, untouched by strip and master, and nobody but singers beside it', () => {
    const { score } = singOver()
    expect(score.recordings).toHaveLength(1)
    const [recording] = score.recordings
    expect(recording).toMatchObject({ id: 'upload', startSeconds: 0, durationSeconds: 60 })
    expect(score.mix.stems[recording!.stem]).toEqual({ gainDb: 0 })
    expect(score.mix).toMatchObject({ glue: 0, tone: [] })
    expect(score.tracks.every(({ kind }) => kind === 'voice')).toBe(true)
    expect(score.tracks.some(({ stem }) => stem === recording!.stem)).toBe(false)
    expect(beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds).toBeCloseTo(60, 6)
  })

  test('sings every word given, in order, as the lyrics have them', () => {
    const { score } = singOver()
    const words = leadOf(score).phrases.flatMap((phrase) => phrase.words.map(({ text }) => text))
    const given = LYRICS.replaceAll(/\[.*?\]/g, '')
      .split(/\s+/)
      .filter(Boolean)
    expect(words).toEqual(given)
    expect(score.lyrics).toBe(LYRICS)
  })

  test('keeps to the key and rests on what the band plays', () => {
    const recording = heardBand({ tonic: 7, seconds: 80 })
    const { score } = singOver(recording)
    const scale = scaleOf(recording.key)
    let long = 0
    let held = 0
    for (const note of leadOf(score).phrases.flatMap(notesOf)) {
      expect(scale).toContain(pitchClassOf(note.pitchMidi))
      if (note.durationBeats < 1) continue
      const middle = note.startBeat + note.durationBeats / 2
      const chord = score.chords.find(({ startBeat, endBeat }) => middle >= startBeat && middle < endBeat)!
      long++
      if (chordPitchClasses(chord).includes(pitchClassOf(note.pitchMidi))) held++
    }
    expect(long).toBeGreaterThan(3)
    expect(held / long).toBeGreaterThan(0.7)
  })

  test('takes its chords from the recording, bar by bar, without gaps', () => {
    const recording = heardBand({ tonic: 0 })
    const { score } = singOver(recording)
    expect(score.chords[0]!.startBeat).toBe(0)
    expect(score.chords.at(-1)!.endBeat).toBeCloseTo(score.endBeat, 6)
    for (let i = 1; i < score.chords.length; i++)
      expect(score.chords[i]!.startBeat).toBeCloseTo(score.chords[i - 1]!.endBeat, 9)
    for (const heard of recording.chords) {
      const middle = (heard.startBeat + heard.endBeat) / 2
      const seconds = recording.beatTimesSeconds[Math.floor(middle)]!
      const beat = secondsToBeat(score.tempoMap, seconds)
      const chord = score.chords.find(({ startBeat, endBeat }) => beat >= startBeat && beat < endBeat)!
      expect(chord).toMatchObject({ root: heard.root, quality: heard.quality })
    }
  })

  test('begins lines on the heard bar lines, pick-ups before them', () => {
    const recording = heardBand({ wander: 0.03 })
    const { score } = singOver(recording)
    const downbeat = secondsToBeat(score.tempoMap, recording.beatTimesSeconds[1]!)
    expect(downbeat / 4).toBeCloseTo(Math.round(downbeat / 4), 6)
    for (const section of score.sections.slice(1))
      expect(section.startBeat / 4).toBeCloseTo(Math.round(section.startBeat / 4), 6)
  })

  test('sings verse and refrain with the parts of the band that suit them and leaves its introduction free', () => {
    const band = heardBand({ seconds: 90, wander: 0 })
    const barLine = (bar: number): number => band.beatTimesSeconds[1 + 4 * bar]!
    const parts = [
      ['intro', 'A', 0],
      ['verse', 'B', 6],
      ['chorus', 'C', 18],
      ['verse', 'B', 30],
    ] as const
    const sections = parts.map(([kind, label, bar], i): HeardSection => {
      const next = parts[i + 1]
      return {
        startSeconds: bar === 0 ? 0 : barLine(bar),
        endSeconds: next ? barLine(next[2]) : 90,
        ...{ kind, label, levelDb: 0 },
      }
    })
    const { score } = singOver({ ...band, sections })
    const startOf = (kind: string): number =>
      beatToSeconds(score.tempoMap, score.sections.find((section) => section.kind === kind)!.startBeat)
    expect(startOf('verse')).toBeCloseTo(barLine(6), 3)
    expect(startOf('chorus')).toBeCloseTo(barLine(18), 3)
    const first = leadOf(score).phrases.flatMap(notesOf)[0]!
    // A pick-up may begin a beat before its bar line.
    expect(beatToSeconds(score.tempoMap, first.startBeat)).toBeGreaterThan(barLine(6) - 0.6)
  })

  test('is silent where nothing plays', () => {
    const band = heardBand({ seconds: 90 })
    const pause = { from: 24, until: 36 }
    const recording = {
      ...band,
      phrases: [
        { startSeconds: 0.8, endSeconds: pause.from },
        { startSeconds: pause.until, endSeconds: 90 },
      ],
    }
    const { score } = singOver(recording, {
      lyrics: Array.from({ length: 6 }, (_, i) => LYRICS.replace('Morning', `Morning ${i}`)).join('\n\n'),
    })
    const notes = leadOf(score).phrases.flatMap(notesOf)
    // A bar at 112 bpm is 2.1 s: bars that are half silent may be sung or not.
    const inPause = notes.filter((note) => {
      const seconds = beatToSeconds(score.tempoMap, note.startBeat)
      return seconds > pause.from + 1.1 && seconds < pause.until - 2.2
    })
    expect(notes.length).toBeGreaterThan(60)
    expect(inPause).toEqual([])
  })

  test('invents words when only an idea is given, as many as the recording has room for', () => {
    const { score } = singOver(heardBand({ seconds: 40 }), {
      lyrics: '',
      idea: 'a song about the winter sea',
    })
    expect(score.lyrics.length).toBeGreaterThan(20)
    const last = leadOf(score).phrases.flatMap(notesOf).at(-1)
    expect(beatToSeconds(score.tempoMap, last.startBeat + last.durationBeats)).toBeLessThan(40)
  })

  test('says when the words are too many, the wishes foreign or nothing could be heard', () => {
    const long = singOver(heardBand({ seconds: 20 }), {
      lyrics: Array.from({ length: 8 }, () => LYRICS).join('\n\n'),
      style: 'pop, 150 bpm',
    })
    const codes = long.warnings.map(({ code }) => code)
    expect(codes).toContain('lyrics_shortened')
    expect(codes).toContain('tempo_from_recording')
    const chordless = singOver({ ...heardBand(), chords: [] })
    expect(chordless.warnings.map(({ code }) => code)).toContain('chords_not_heard')
  })

  test('is the same again for the same seed and another line in the next take', () => {
    const request: Brief = {
      style: 'rock',
      lyrics: LYRICS,
      instrumental: false,
      maxDurationSeconds: 480,
      source: { kind: 'sing-over', recording: heardBand() },
    }
    const [first, again, other] = [0, 0, 1].map((take) => composeSong(request, 5, take).score)
    expect(first).toEqual(again)
    expect(first!.tracks).not.toEqual(other!.tracks)
  })

  test('copes with recordings of a few seconds and in three', () => {
    for (const seconds of [3, 8]) {
      const { score } = singOver(heardBand({ seconds, beatsPerBar: 3 }))
      expect(leadOf(score).phrases.length).toBeGreaterThan(0)
      expect(score.sections.at(-1)!.endBeat).toBeCloseTo(score.endBeat, 6)
    }
  })
})
