import { describe, expect, test } from 'vitest'
import { createAudio, type Audio } from '../../../src/dsp/audio.js'
import { createRandom } from '../../../src/dsp/random.js'
import { findClicks } from './clicks.js'
import { hearKey, keyRelation } from './key.js'
import { dcDbfs, isHeard, isSilent, lastSoundSeconds, LoudestBlock, loudnessRangeLu } from './levels.js'
import { listen } from './listening.js'
import { expectedMeter, hearMeter } from './meter.js'
import { classifyLeavingPromptOut } from './nearest-neighbours.js'
import { fitCurve, octaveSpectrum } from './spectrum.js'
import { hearTempo, steadyBpm, tempoError } from './tempo.js'

const RATE = 48_000

function tone(hz: number, seconds: number, gain = 0.3): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * RATE) },
    (_, i) => gain * Math.sin((2 * Math.PI * hz * i) / RATE),
  )
}

function stereo(left: Float32Array, right = left): Audio {
  return { sampleRate: RATE, channels: [left, right] }
}

/** Noise bursts on the given beats of bars, accented on the first. */
function drums(bpm: number, beatsPerBar: number, seconds: number): Audio {
  const audio = createAudio(1, seconds * RATE)
  const random = createRandom(1)
  const beat = (60 / bpm) * RATE
  for (let b = 0; b * beat < audio.channels[0]!.length; b++) {
    const isFirst = b % beatsPerBar === 0
    for (let i = 0; i < 6000; i++) {
      const at = Math.round(b * beat) + i
      if (at >= audio.channels[0]!.length) break
      const decay = Math.exp(-i / 1200)
      const boom = isFirst ? 0.6 * Math.sin((2 * Math.PI * 60 * i) / RATE) : 0
      audio.channels[0]![at]! += decay * (boom + (isFirst ? 0.3 : 0.12) * random.gaussian())
    }
  }
  return audio
}

describe('tempo', () => {
  test('of strokes is heard within one percent by both ears', () => {
    const heard = hearTempo(listen(drums(104, 4, 14)))
    expect(tempoError(heard.bpm, 104)).toBeLessThan(0.01)
    expect(tempoError(heard.secondBpm!, 104)).toBeLessThan(0.01)
  })

  test('is the same at double, half and three to two', () => {
    expect(tempoError(60, 120)).toBe(0)
    expect(tempoError(180, 120)).toBeCloseTo(0, 12)
    expect(tempoError(126, 120)).toBeCloseTo(0.05, 12)
  })

  test('needs some beats', () => {
    expect(steadyBpm([0, 0.5, 1])).toBeUndefined()
    expect(steadyBpm(Array.from({ length: 40 }, (_, i) => i * 0.5))).toBeCloseTo(120, 9)
  })
})

describe('key', () => {
  test('of a cadence is its tonic', () => {
    const chords = [
      [60, 64, 67],
      [65, 69, 72],
      [67, 71, 74],
      [60, 64, 67],
    ]
    const samples = chords.flatMap((pitches) => {
      const notes = pitches.map((pitch) => tone(440 * 2 ** ((pitch - 69) / 12), 1.5, 0.2))
      return [...notes[0]!.map((value, i) => value + notes[1]![i]! + notes[2]![i]!)]
    })
    expect(hearKey(listen(stereo(Float32Array.from(samples))))).toEqual({ tonic: 0, mode: 'major' })
  })

  test('relations are named', () => {
    const minor = { tonic: 9, mode: 'minor' } as const
    expect(keyRelation({ tonic: 0, mode: 'major' }, minor)).toBe('relative')
    expect(keyRelation({ tonic: 4, mode: 'minor' }, minor)).toBe('fifth')
    expect(keyRelation({ tonic: 9, mode: 'major' }, minor)).toBe('parallel')
    expect(keyRelation({ tonic: 9, mode: 'dorian' }, minor)).toBe('same')
    expect(keyRelation({ tonic: 1, mode: 'major' }, minor)).toBe('other')
  })
})

describe('meter', () => {
  test.each([3, 4, 5])('of %i accented beats is heard', (beats) => {
    expect(hearMeter(listen(drums(120, beats, 20)), 0.5).barBeats).toBe(beats)
  })

  test('that is written says what should be heard', () => {
    expect(expectedMeter('7/8')).toEqual({ barBeats: [3.5], isTriple: false })
    expect(expectedMeter('6/8')).toEqual({ barBeats: [4], isTriple: true })
  })
})

describe('clicks', () => {
  test('are steps in an otherwise smooth sound', () => {
    const samples = tone(220, 1)
    for (let i = 24_000; i < samples.length; i++) samples[i]! += 0.2
    const clicks = findClicks(stereo(samples, tone(220, 1)))
    expect(clicks).toHaveLength(1)
    expect(clicks[0]).toMatchObject({ channel: 0 })
    expect(clicks[0]!.seconds).toBeCloseTo(0.5, 3)
  })

  test('are not noise, square waves or strokes', () => {
    const square = Float32Array.from({ length: RATE }, (_, i) => (Math.floor(i / 300) % 2 === 0 ? 0.3 : -0.3))
    expect(findClicks(stereo(square))).toEqual([])
    expect(findClicks(drums(120, 4, 2))).toEqual([])
  })
})

describe('levels', () => {
  test('of the loudest 400 ms', () => {
    const block = new LoudestBlock(RATE)
    const loud = tone(1000, 0.5, 0.5)
    block.add(new Float32Array(1.2 * RATE), new Float32Array(1.2 * RATE))
    block.add(loud, loud)
    expect(block.dbfs).toBeCloseTo(20 * Math.log10(0.5 / Math.SQRT2), 0)
    expect([isHeard(block.dbfs), isSilent(block.dbfs), isSilent(-90)]).toEqual([true, false, true])
  })

  test('of soft and loud parts against each other', () => {
    // EBU Tech 3342, test signals 1 and 2: tones of 20 s.
    const steps = (...gains: number[]) =>
      stereo(Float32Array.from(gains.flatMap((gain) => [...tone(1000, 20, gain)])))
    expect(loudnessRangeLu(steps(0.1, 0.1 / Math.sqrt(10)))).toBeCloseTo(10, 1)
    expect(loudnessRangeLu(steps(0.1, 0.1 * 10 ** (-5 / 20)))).toBeCloseTo(5, 1)
    expect(loudnessRangeLu(stereo(new Float32Array(5 * RATE)))).toBe(0)
  })

  test('of direct current, and where the sound ends', () => {
    const audio = stereo(new Float32Array(1000).fill(0.001), new Float32Array(1000))
    expect(dcDbfs(audio)).toBeCloseTo(-60, 3)
    const ending = new Float32Array(RATE * 2)
    ending.set(tone(440, 1))
    expect(lastSoundSeconds(stereo(ending))).toBeCloseTo(1, 2)
  })
})

describe('fitCurve', () => {
  const curve = [-1, 0, -2, -4, -6, -8, -10, -14, -22]
  const levels = (change: (level: number, band: number) => number): number[] => [-60, ...curve.map(change)]

  test('asks for the shape, not for the level', () => {
    expect(
      fitCurve(
        levels((level) => level - 7),
        curve,
      ).worstDb,
    ).toBeCloseTo(0, 9)
  })

  test('finds the band that stands out', () => {
    const { distancesDb, worstDb } = fitCurve(
      levels((level, band) => (band === 3 ? level + 6 : level)),
      curve,
    )
    expect(distancesDb[3]).toBeCloseTo(5, 9)
    expect(worstDb).toBeCloseTo(5, 9)
  })

  test('leaves out octaves in which nothing plays', () => {
    const { distancesDb, worstDb } = fitCurve(
      levels((level, band) => (band < 2 ? -70 : level)),
      curve,
    )
    expect(distancesDb.slice(0, 2)).toEqual([null, null])
    expect(worstDb).toBeCloseTo(0, 9)
  })
})

describe('spectrum', () => {
  test('of one tone lies in its octave and loses nothing in mono', () => {
    const spectrum = octaveSpectrum(stereo(tone(1000, 1)))
    expect(spectrum.levelsDb[5]).toBe(0)
    expect(spectrum.levelsDb[3]).toBeLessThan(-40)
    expect(Math.max(...spectrum.monoLossDb)).toBeCloseTo(0, 6)
    expect(spectrum.sideToMid).toBeCloseTo(0, 9)
  })

  test('of opposite channels is lost in mono', () => {
    const left = tone(1000, 1)
    const right = left.map((value) => -value)
    expect(octaveSpectrum(stereo(left, right)).monoLossDb[5]).toBeGreaterThan(60)
  })

  test('of white noise rises by three decibels an octave', () => {
    const random = createRandom(3)
    const noise = Float32Array.from({ length: 2 * RATE }, () => 0.1 * random.gaussian())
    expect(octaveSpectrum(stereo(noise)).tiltDb).toBeCloseTo(3, 0)
  })
})

describe('nearest neighbours', () => {
  const features = (value: number) => ({
    timbre: [value, value],
    spectrum: [value],
    dynamics: [0],
    rhythm: [value],
    pulse: [value],
    harmony: [0],
  })
  const song = (prompt: string, label: string, value: number) => ({
    prompt,
    label,
    features: features(value),
  })

  test('name what lies near, but never from the same prompt', () => {
    const songs = [
      ...[0, 0.1, 0.2, 0.3].map((value, i) => song(`a${i}`, 'a', value)),
      ...[5, 5.1, 5.2, 5.3].map((value, i) => song(`b${i}`, 'b', value)),
      song('odd', 'c', 5.8),
      song('odd', 'c', 5.81),
    ]
    expect(classifyLeavingPromptOut(songs)).toEqual(['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'b', 'b'])
  })
})
