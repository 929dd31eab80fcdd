import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import { chordPitchClasses } from '../../../music/chord.js'
import type { HeardNote, HeardRecording } from '../../../music/heard.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { InstrumentTrack, Score } from '../../../music/score.js'
import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief } from '../../brief.js'
import { composeSong } from '../../compose.js'

/** A singer who starts late, breathes, and whose tempo wanders: what analysis hands over. */
function recordingOf(
  options: Partial<{
    bpm: number
    firstBeatSeconds: number
    downbeat: number
    beatsPerBar: number
    seconds: number
    tonic: number
  }> = {},
): HeardRecording {
  const {
    bpm = 96,
    firstBeatSeconds = 0.37,
    downbeat = 2,
    beatsPerBar = 4,
    seconds = 48,
    tonic = 7,
  } = options
  const random = createRandom(5)
  const beatTimesSeconds: number[] = []
  for (let at = firstBeatSeconds; at < seconds; at += (60 / bpm) * (1 + 0.02 * random.gaussian()))
    beatTimesSeconds.push(at)
  const melody: HeardNote[] = []
  // Two bars on the tonic chord, two on the dominant, over and over.
  const chords = [
    [0, 4, 7, 4],
    [0, 7, 4, 0],
    [7, 11, 2, 11],
    [7, 2, 11, 7],
  ]
  const phrases: { startSeconds: number; endSeconds: number }[] = []
  const firstSung = downbeat + 2 * beatsPerBar
  const last = beatTimesSeconds.length - 5
  for (let beat = firstSung; beat < last; beat++) {
    const bar = Math.floor((beat - firstSung) / beatsPerBar)
    const step = chords[bar % 4]![((beat - firstSung) % beatsPerBar) % 4]!
    const note = {
      startSeconds: beatTimesSeconds[beat]!,
      endSeconds: beatTimesSeconds[beat + 1]! - 0.03,
      pitchMidi: 60 + tonic + step + 0.1 * random.gaussian(),
      velocity: 0.8,
    }
    melody.push(note)
    const isNewPhrase = (beat - firstSung) % (4 * beatsPerBar) === 0
    if (isNewPhrase) phrases.push({ startSeconds: note.startSeconds, endSeconds: note.endSeconds })
    else phrases[phrases.length - 1]!.endSeconds = note.endSeconds
  }
  return {
    durationSeconds: seconds,
    tempoBpm: bpm,
    beatTimesSeconds,
    firstDownbeatIndex: downbeat,
    beatsPerBar,
    key: { tonic, mode: 'major' },
    beatConfidence: 0.9,
    keyConfidence: 0.9,
    phrases,
    melody,
    chords: [],
    loudnessLufs: -23,
  }
}

const accompany = (heard: HeardRecording, style: string, more: Partial<Brief> = {}): Score =>
  composeSong(
    {
      style,
      instrumental: true,
      maxDurationSeconds: 480,
      source: { kind: 'accompany', recording: heard },
      ...more,
    },
    8,
    0,
  ).score

const STYLES = ['pop', 'jazz', 'drum and bass', 'lo-fi', 'metal', 'bossa nova', 'ambient', 'house', 'country']

describe('the beat', () => {
  test('every heard beat lies exactly on a beat, or on a half or two of them', () => {
    for (const style of STYLES) {
      const heard = recordingOf()
      const score = accompany(heard, style)
      const beats = heard.beatTimesSeconds.map((seconds) => secondsToBeat(score.tempoMap, seconds))
      const step = beats[1]! - beats[0]!
      expect([0.5, 1, 2]).toContain(Math.round(step * 1e6) / 1e6)
      beats.forEach((beat, index) => expect(beat).toBeCloseTo(beats[0]! + index * step, 9))
    }
  })

  test('the heard downbeat is a bar line, and nothing of the recording lies before beat 0', () => {
    for (const firstBeatSeconds of [0, 0.02, 0.4, 3.1]) {
      for (const downbeat of [0, 1, 2, 3, 5]) {
        for (const beatsPerBar of [3, 4]) {
          const heard = recordingOf({ firstBeatSeconds, downbeat, beatsPerBar })
          const { tempoMap } = accompany(heard, 'pop')
          const beat = secondsToBeat(tempoMap, heard.beatTimesSeconds[downbeat]!)
          expect(beat / beatsPerBar).toBeCloseTo(Math.round(beat / beatsPerBar), 6)
          expect(secondsToBeat(tempoMap, 0)).toBeGreaterThanOrEqual(-1e-6)
          expect(secondsToBeat(tempoMap, 0)).toBeLessThan(beatsPerBar + 1e-6)
        }
      }
    }
  })

  test('fast recordings are felt slowly in slow styles, slow ones fast in fast styles', () => {
    const step = (bpm: number, style: string): number => {
      const heard = recordingOf({ bpm })
      const { tempoMap } = accompany(heard, style)
      return (
        secondsToBeat(tempoMap, heard.beatTimesSeconds[1]!) -
        secondsToBeat(tempoMap, heard.beatTimesSeconds[0]!)
      )
    }
    expect(step(160, 'lo-fi')).toBeCloseTo(0.5, 6)
    expect(step(87, 'drum and bass')).toBeCloseTo(2, 6)
    expect(step(110, 'pop')).toBeCloseTo(1, 6)
  })
})

describe('the accompaniment', () => {
  test('keeps its notes inside the song and behind its first sample', () => {
    for (const style of STYLES) {
      const score = accompany(recordingOf(), style)
      expect(score.tracks.length).toBeGreaterThan(2)
      for (const track of score.tracks as InstrumentTrack[]) {
        for (const note of track.notes) {
          const seconds = beatToSeconds(score.tempoMap, note.startBeat) + (note.offsetSeconds ?? 0)
          expect(seconds).toBeGreaterThanOrEqual(-1e-6)
          expect(note.startBeat + note.durationBeats).toBeLessThanOrEqual(score.endBeat + 1e-6)
          expect(note.durationBeats).toBeGreaterThan(0)
        }
      }
    }
  })

  test('covers its length with chords and sections, without gaps', () => {
    const score = accompany(recordingOf({ beatsPerBar: 3 }), 'folk')
    for (const spans of [score.chords, score.sections]) {
      expect(spans[0]!.startBeat).toBe(0)
      expect(spans.at(-1)!.endBeat).toBeCloseTo(score.endBeat, 6)
      for (let i = 1; i < spans.length; i++) expect(spans[i]!.startBeat).toBeCloseTo(spans[i - 1]!.endBeat, 6)
    }
  })

  test('chooses chords that hold the melody', () => {
    for (const tonic of [0, 7, 10]) {
      const heard = recordingOf({ tonic })
      const score = accompany(heard, 'pop')
      let held = 0
      for (const note of heard.melody) {
        const beat = secondsToBeat(score.tempoMap, (note.startSeconds + note.endSeconds) / 2)
        const chord = score.chords.find(({ startBeat, endBeat }) => beat >= startBeat && beat < endBeat)!
        if (chordPitchClasses(chord).includes(pitchClassOf(note.pitchMidi))) held++
      }
      expect(held / heard.melody.length).toBeGreaterThan(0.85)
      expect(score.keys[0]).toEqual({ beat: 0, tonic, mode: 'major' })
      expect(score.chords.at(-1)!.root).toBe(tonic)
    }
  })

  test('follows chords that were heard', () => {
    const heard = recordingOf()
    const chords = [{ root: 9, quality: 'min' as const, startBeat: 10, endBeat: 18 }]
    const score = accompany({ ...heard, melody: [], chords }, 'pop')
    const beat = secondsToBeat(score.tempoMap, heard.beatTimesSeconds[14]!)
    // A minor is the second degree of G.
    expect(score.chords.find(({ startBeat, endBeat }) => beat >= startBeat && beat < endBeat)!.root).toBe(9)
  })

  test('lets the voice in after an intro, puts nobody over it and ends with it', () => {
    const heard = recordingOf()
    const score = accompany(heard, 'pop')
    expect(score.sections[0]!.kind).toBe('intro')
    expect(score.tracks.some(({ id }) => id === 'lead' || id === 'solo')).toBe(false)
    const ends = beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds
    expect(ends).toBeGreaterThanOrEqual(heard.durationSeconds - 1e-6)
    expect(ends).toBeLessThan(heard.durationSeconds + 4)
  })

  test('plays the whole recording under its voice stem, brought to one loudness', () => {
    const loud = accompany({ ...recordingOf(), loudnessLufs: -9 }, 'rock').recordings[0]!
    const soft = accompany({ ...recordingOf(), loudnessLufs: -30 }, 'rock').recordings[0]!
    expect(loud).toMatchObject({ id: 'upload', stem: 'vocal', startSeconds: 0, durationSeconds: 48 })
    expect(soft.gainDb - loud.gainDb).toBeCloseTo(21, 6)
  })

  test('turns the voice up over a dense band and less over a thin one', () => {
    const fader = (style: string): number => accompany(recordingOf(), style).mix.stems.vocal!.gainDb
    expect(fader('metal')).toBeGreaterThan(fader('folk, no drums') + 1)
  })

  test('refuses what the style refuses and says when the recording wins', () => {
    const { score, warnings } = composeSong(
      {
        style: 'rock, no drums, 150 bpm',
        instrumental: true,
        maxDurationSeconds: 480,
        source: { kind: 'accompany', recording: recordingOf() },
      },
      1,
      0,
    )
    expect(score.tracks.some(({ stem }) => stem === 'drums' || stem === 'percussion')).toBe(false)
    expect(warnings.map(({ code }) => code)).toContain('tempo_from_recording')
  })

  test('two takes of one recording differ', () => {
    const takes = [0, 1].map(
      (takeIndex) =>
        composeSong(
          {
            style: 'pop',
            instrumental: true,
            maxDurationSeconds: 480,
            source: { kind: 'accompany', recording: recordingOf() },
          },
          1,
          takeIndex,
        ).score,
    )
    expect(takes[0]!.tracks).not.toEqual(takes[1]!.tracks)
    expect(takes[0]!.tempoMap).toEqual(takes[1]!.tempoMap)
  })

  test('copes with very short, unphrased and noteless recordings', () => {
    for (const seconds of [2, 5, 12]) {
      const heard = recordingOf({ seconds, downbeat: 0 })
      const score = accompany({ ...heard, phrases: [], melody: [] }, 'jazz')
      expect(score.endBeat).toBeGreaterThan(0)
      expect(beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds).toBeLessThan(seconds + 4)
    }
  })
})
