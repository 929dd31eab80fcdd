import { describe, expect, test } from 'vitest'
import type { Score } from '../../../music/score.js'
import { beatToSeconds, bpmAt, secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { composeSong } from '../../compose.js'
import { notesOf } from '../sung-phrases.js'
import { heardBand } from '../testing/heard-band.js'

const goOn = (recording = heardBand(), more: Partial<Brief> = {}, atSeconds?: number): ComposedSong =>
  composeSong(
    {
      style: 'pop',
      instrumental: true,
      maxDurationSeconds: 480,
      source: { kind: 'continue-recording', recording, ...(atSeconds === undefined ? {} : { atSeconds }) },
      ...more,
    },
    3,
    0,
  )

const firstNote = (score: Score): number =>
  Math.min(
    ...score.tracks.flatMap((track) =>
      (track.kind === 'voice' ? track.phrases.flatMap(notesOf) : track.notes).map(
        ({ startBeat }) => startBeat,
      ),
    ),
  )

describe('a song that goes on where a recording is left', () => {
  test('joins on the heard bar line at or before the place asked for', () => {
    const recording = heardBand({ wander: 0.02 })
    for (const at of [20, 31.7, 50]) {
      const { score } = goOn(recording, {}, at)
      const join = score.splice!.startSeconds
      expect(score.splice).toEqual({
        base: { kind: 'recording', recordingId: 'upload' },
        startSeconds: join,
        endSeconds: null,
      })
      expect(join).toBeLessThanOrEqual(at + 0.15)
      expect(join).toBeGreaterThan(at - (4 * 60) / 112 - 0.15)
      const downbeats = recording.beatTimesSeconds.filter((_, i) => i % 4 === 1)
      expect(Math.min(...downbeats.map((time) => Math.abs(time - join)))).toBeLessThan(1e-6)
    }
  })

  test('joins at the last bar line of the sound when no place is given', () => {
    const recording = heardBand()
    const { score } = goOn({ ...recording, phrases: [{ startSeconds: 0.8, endSeconds: 40 }] })
    expect(score.splice!.startSeconds).toBeGreaterThan(40 - 2.3)
    expect(score.splice!.startSeconds).toBeLessThanOrEqual(40.15)
  })

  test('follows the heard beats before the join and keeps their tempo after it', () => {
    const recording = heardBand({ bpm: 97, wander: 0.005 })
    const { score } = goOn(recording, {}, 40)
    const join = secondsToBeat(score.tempoMap, score.splice!.startSeconds)
    for (const time of recording.beatTimesSeconds.filter(
      (seconds) => seconds <= score.splice!.startSeconds,
    )) {
      const beat = secondsToBeat(score.tempoMap, time)
      expect(beat).toBeCloseTo(Math.round(beat), 6)
    }
    expect(Math.abs(bpmAt(score.tempoMap, join + 8) / 97 - 1)).toBeLessThan(0.01)
  })

  test('writes nothing into the recording and begins at once', () => {
    for (const style of ['pop', 'house', 'jazz', 'ambient', 'metal']) {
      const { score } = goOn(heardBand(), { style }, 30)
      const join = secondsToBeat(score.tempoMap, score.splice!.startSeconds)
      expect(firstNote(score)).toBeGreaterThanOrEqual(join - 1e-6)
      expect(firstNote(score)).toBeLessThan(join + 1)
    }
  })

  test('speaks the chords of the recording in its key and loudness', () => {
    const recording = { ...heardBand({ tonic: 9 }), loudnessLufs: -10.4 }
    const { score } = goOn(recording, {}, 45)
    const join = secondsToBeat(score.tempoMap, score.splice!.startSeconds)
    const heardRoots = new Set(recording.chords.map(({ root }) => root))
    const ahead = score.chords.filter(({ startBeat }) => startBeat >= join - 1e-6)
    const known = ahead.filter(({ root }) => heardRoots.has(root))
    expect(known.length / ahead.length).toBeGreaterThan(0.65)
    // The loop goes on in phase: what follows the bar before the join in the recording follows it here.
    const before = score.chords.findLast(({ endBeat }) => endBeat <= join + 1e-6)!
    const places = recording.chords.findIndex(({ root }) => root === before.root)
    expect(ahead[0]!.root).toBe(recording.chords[(places + 1) % 4]!.root)
    expect(score.keys).toEqual([{ beat: 0, tonic: 9, mode: 'major' }])
    expect(score.mix.targetLufs).toBe(-10.4)
  })

  test('covers the whole song with sections and chords, the recording among them', () => {
    const { score } = goOn(heardBand(), {}, 33)
    expect(score.sections[0]).toMatchObject({ label: 'Recording', startBeat: 0 })
    for (const spans of [score.sections, score.chords]) {
      expect(spans[0]!.startBeat).toBe(0)
      expect(spans.at(-1)!.endBeat).toBeCloseTo(score.endBeat, 6)
      for (let i = 1; i < spans.length; i++) expect(spans[i]!.startBeat).toBeCloseTo(spans[i - 1]!.endBeat, 6)
    }
    expect(score.recordings).toEqual([])
  })

  test('sings the words given, all of them after the join', () => {
    const { score } = goOn(
      heardBand(),
      { instrumental: false, lyrics: '[Verse]\nWe go on and on\nUntil the night is gone', style: 'rock' },
      30,
    )
    const lead = score.tracks.find(({ stem }) => stem === 'vocal')!
    expect(lead.kind === 'voice' && lead.phrases.length).toBe(2)
    expect(firstNote(score)).toBeGreaterThanOrEqual(
      secondsToBeat(score.tempoMap, score.splice!.startSeconds) - 1e-6,
    )
    expect(score.lyrics).toContain('We go on and on')
  })

  test('keeps to the length of the whole song and says when that cannot be', () => {
    const { score } = goOn(heardBand(), { durationSeconds: 90 }, 30)
    expect(Math.abs(beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds - 90)).toBeLessThan(4)
    const short = goOn(heardBand(), { durationSeconds: 25 }, 30)
    expect(short.warnings.map(({ code }) => code)).toContain('duration_not_met')
  })

  test('finds a style by itself when none is asked for', () => {
    const { score, explanation } = goOn(heardBand({ bpm: 124 }), { style: '' })
    expect(score.genre).not.toBe('')
    expect(explanation.style!.join()).toContain('guessed')
    expect(goOn(heardBand({ beatsPerBar: 3, bpm: 150 }), { style: '' }).score.meters[0]).toMatchObject({
      numerator: 3,
    })
  })

  test('is the same again for the same seed and another song in the next take', () => {
    const brief: Brief = {
      style: 'funk',
      instrumental: true,
      maxDurationSeconds: 480,
      source: { kind: 'continue-recording', recording: heardBand() },
    }
    const [first, again, other] = [0, 0, 1].map((take) => composeSong(brief, 5, take).score)
    expect(first).toEqual(again)
    expect(first!.tracks).not.toEqual(other!.tracks)
  })

  test('copes with a recording that is shorter than a bar', () => {
    const { score } = goOn(heardBand({ seconds: 1.5, downbeat: 0, firstBeatSeconds: 0.1 }))
    expect(score.splice!.startSeconds).toBeGreaterThanOrEqual(0)
    expect(score.splice!.startSeconds).toBeLessThanOrEqual(1.5)
    expect(firstNote(score)).toBeGreaterThanOrEqual(
      secondsToBeat(score.tempoMap, score.splice!.startSeconds) - 1e-6,
    )
  })
})
