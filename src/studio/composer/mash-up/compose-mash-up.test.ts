import { describe, expect, test } from 'vitest'
import type { HeardSection } from '../../../music/heard.js'
import type { RecordingTrack } from '../../../music/score.js'
import { bpmAt } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { composeSong } from '../../compose.js'
import { heardBand, type HeardBandOptions } from '../testing/heard-band.js'
import { commonKey, commonTempo } from './common-grid.js'

const mashUp = (
  voice: Partial<HeardBandOptions> = {},
  band: Partial<HeardBandOptions> = {},
  more: Partial<Brief> = {},
): ComposedSong =>
  composeSong(
    {
      style: '',
      instrumental: false,
      maxDurationSeconds: 480,
      source: { kind: 'mash-up', recordings: [heardBand(voice), heardBand(band)] },
      ...more,
    },
    2,
    0,
  )

const speedOf = ({ treatment }: RecordingTrack): number => {
  const { warp } = treatment!
  const [first, last] = [warp[0]!, warp.at(-1)!]
  return (last.recordingSeconds - first.recordingSeconds) / (last.treatedSeconds - first.treatedSeconds)
}

describe('a mash-up', () => {
  test('has the voice of the first and the band of the second, nobody else unless a style is asked for', () => {
    const { score } = mashUp()
    expect(score.recordings[0]).toMatchObject({ id: 'upload', stem: 'vocal', treatment: { part: 'voice' } })
    expect(score.recordings[1]).toMatchObject({ id: 'upload-2', treatment: { part: 'band' } })
    expect(score.tracks).toEqual([])
    const styled = mashUp({}, {}, { style: 'house' }).score
    expect(styled.tracks.some(({ stem }) => stem === 'drums')).toBe(true)
    expect(styled.tracks.every(({ stem }) => stem !== styled.recordings[1]!.stem)).toBe(true)
  })

  test('brings both to one tempo, each bent as little as the other', () => {
    const { score } = mashUp({ bpm: 100 }, { bpm: 120 })
    expect(bpmAt(score.tempoMap, 4)).toBeCloseTo(Math.sqrt(12_000), 1)
    expect(speedOf(score.recordings[0]!)).toBeCloseTo(Math.sqrt(1.2), 1)
    expect(speedOf(score.recordings[1]!)).toBeCloseTo(Math.sqrt(1 / 1.2), 1)
    expect(bpmAt(mashUp({}, {}, { bpm: 118 }).score.tempoMap, 4)).toBeCloseTo(118, 6)
  })

  test('takes half and double tempo for near', () => {
    const [slow, fast] = [heardBand({ bpm: 70 }), heardBand({ bpm: 142 })]
    expect(commonTempo([slow, fast], undefined).speed.every((speed) => Math.abs(speed - 1) < 0.02)).toBe(true)
    expect(commonTempo([fast, slow], undefined).speed.every((speed) => Math.abs(speed - 1) < 0.02)).toBe(true)
  })

  test('lays bar lines on bar lines, tempo that wanders evened out', () => {
    const recordings = [
      heardBand({ bpm: 96, wander: 0.03, downbeat: 2 }),
      heardBand({ bpm: 104, downbeat: 3 }),
    ] as const
    const { score } = composeSong(
      { style: '', instrumental: false, maxDurationSeconds: 480, source: { kind: 'mash-up', recordings } },
      2,
      0,
    )
    const bar = 240 / bpmAt(score.tempoMap, 0)
    score.recordings.slice(0, 2).forEach(({ startSeconds, treatment }, i) => {
      const heard = recordings[i]!
      const downbeats = heard.beatTimesSeconds.filter(
        (_, beat) => (beat - heard.firstDownbeatIndex) % 4 === 0,
      )
      for (const { recordingSeconds, treatedSeconds } of treatment!.warp) {
        const inBars = (startSeconds + treatedSeconds) / bar
        expect(inBars).toBeCloseTo(Math.round(inBars), 6)
        if (recordingSeconds < heard.beatTimesSeconds.at(-1)!)
          expect(Math.min(...downbeats.map((time) => Math.abs(time - recordingSeconds)))).toBeLessThan(1e-6)
      }
    })
  })

  test('transposes least: relative keys not at all, distant ones by no more than six semitones together', () => {
    expect(commonKey({ tonic: 9, mode: 'minor' }, { tonic: 0, mode: 'major' }, undefined)).toEqual({
      key: { tonic: 0, mode: 'major' },
      shift: [0, 0],
    })
    for (let voice = 0; voice < 12; voice++) {
      for (let band = 0; band < 12; band++) {
        const { key, shift } = commonKey(
          { tonic: voice, mode: 'major' },
          { tonic: band, mode: 'major' },
          undefined,
        )
        expect(Math.abs(shift[0]) + Math.abs(shift[1])).toBeLessThanOrEqual(6)
        expect(Math.abs(shift[0])).toBeLessThanOrEqual(2)
        expect((voice + shift[0] + 12) % 12).toBe(key.tonic)
        expect((band + shift[1] + 12) % 12).toBe(key.tonic)
      }
    }
    const asked = commonKey(
      { tonic: 0, mode: 'major' },
      { tonic: 2, mode: 'major' },
      { tonic: 4, mode: 'major' },
    )
    expect(asked).toEqual({ key: { tonic: 4, mode: 'major' }, shift: [4, 2] })
  })

  test('plays a short band over and over without gaps, under its own chords', () => {
    const { score } = mashUp({ seconds: 90 }, { seconds: 30, tonic: 5 })
    const bands = score.recordings.filter(({ id }) => id === 'upload-2')
    expect(bands.length).toBeGreaterThan(2)
    for (let i = 1; i < bands.length; i++) {
      const overlap = bands[i - 1]!.startSeconds + bands[i - 1]!.durationSeconds - bands[i]!.startSeconds
      expect(overlap).toBeCloseTo(0.005, 6)
    }
    expect(score.chords[0]!.startBeat).toBe(0)
    expect(score.chords.at(-1)!.endBeat).toBeCloseTo(score.endBeat, 9)
  })

  test('sings choruses over choruses and verses over verses, cut at bar lines, each bar of the band on its own beat', () => {
    const bar = 240 / 112
    const from = 0.3 + 60 / 112
    const sections = (...parts: readonly (readonly [HeardSection['kind'], string, number, number])[]) => {
      let at = 0
      return parts.map(([kind, label, bars, levelDb]): HeardSection => {
        const startSeconds = at === 0 ? 0 : from + at * bar
        at += bars
        return { startSeconds, endSeconds: from + at * bar, kind, label, levelDb }
      })
    }
    const voice = {
      ...heardBand({ wander: 0, seconds: 70 }),
      sections: sections(
        ['verse', 'A', 8, -5],
        ['chorus', 'B', 8, 0],
        ['verse', 'A', 8, -5],
        ['chorus', 'B', 8, 0],
      ),
    }
    const band = {
      ...heardBand({ wander: 0, seconds: 50, tonic: 9 }),
      sections: sections(
        ['intro', 'A', 4, -12],
        ['chorus', 'B', 8, 0],
        ['verse', 'C', 8, -6],
        ['outro', 'D', 2, -9],
      ),
    }
    const { score } = composeSong(
      {
        ...{ style: '', instrumental: false, maxDurationSeconds: 480 },
        source: { kind: 'mash-up', recordings: [voice, band] },
      },
      2,
      0,
    )
    expect(score.sections.map(({ kind }) => kind)).toEqual(['verse', 'chorus', 'verse', 'chorus', 'outro'])
    // Which of its own bars the band plays, by the place in the song.
    const bandBarAt = (songBar: number): number => {
      const seconds = (songBar + 0.5) * bar
      const piece = score.recordings.findLast(
        ({ id, startSeconds }) => id === 'upload-2' && startSeconds <= seconds,
      )!
      const treated = piece.offsetSeconds! + seconds - piece.startSeconds
      const [first, second] = piece.treatment!.warp
      const barsIn = treated / (second!.treatedSeconds - first!.treatedSeconds)
      return Math.floor(barsIn + (first!.recordingSeconds - from) / bar + 1e-6)
    }
    const played = Array.from({ length: 34 }, (_, songBar) => bandBarAt(songBar))
    const verse = [12, 13, 14, 15, 16, 17, 18, 19]
    const chorus = [4, 5, 6, 7, 8, 9, 10, 11]
    expect(played).toEqual([...verse, ...chorus, ...verse, ...chorus, 20, 21])
    // The band's fourth bar is V, its fifth begins the loop again: transposed as the band is.
    const rootAt = (songBar: number): number =>
      score.chords.find(({ startBeat }) => startBeat === songBar * 4)!.root
    expect(rootAt(8)).toBe(rootAt(0))
    expect(rootAt(32)).toBe(rootAt(0))
    expect((rootAt(11) - rootAt(8) + 12) % 12).toBe(7)
  })

  test('keeps to the length asked for', () => {
    const { score } = mashUp({}, {}, { durationSeconds: 20 })
    expect((score.endBeat * 60) / bpmAt(score.tempoMap, 0) + score.tailSeconds).toBeGreaterThan(17)
    expect((score.endBeat * 60) / bpmAt(score.tempoMap, 0) + score.tailSeconds).toBeLessThan(23)
  })

  test('says what can be heard of its work and what it cannot do', () => {
    const codes = mashUp(
      { bpm: 80 },
      { bpm: 118, beatsPerBar: 3 },
      { lyrics: '[Verse]\nNew words' },
    ).warnings.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['stretched_far', 'meters_differ', 'lyrics_not_sung']))
    expect(mashUp({ bpm: 110 }, { bpm: 112 }).warnings).toEqual([])
  })

  test('knows when the words given are sung, where the first recording sings them', () => {
    const word = (startSeconds: number, confidence: number) => ({
      ...{ text: 'La', charStart: 0, charEnd: 2, startSeconds, endSeconds: startSeconds + 0.5, confidence },
    })
    const recordings = [heardBand({ bpm: 100 }), heardBand({ bpm: 120 })] as const
    const withWord = (confidence: number) =>
      mashUp({}, {}, { lyrics: 'La', source: { kind: 'mash-up', recordings, words: [word(21, confidence)] } })
    const { score, warnings } = withWord(0.9)
    expect(warnings.map(({ code }) => code)).not.toContain('lyrics_not_sung')
    expect(score.lyrics).toBe('La')
    const [track] = score.recordings
    const [sung] = score.recordedWords!
    // Where the recording's own second 21 is played.
    const first = track!.treatment!.warp[0]!.recordingSeconds
    expect(sung!.startSeconds).toBeCloseTo(track!.startSeconds + (21 - first) / speedOf(track!), 1)
    const doubtful = withWord(0.2)
    expect(doubtful.score.lyrics).toBe('')
    expect(doubtful.warnings.map(({ code }) => code)).toContain('lyrics_not_sung')
  })
})
