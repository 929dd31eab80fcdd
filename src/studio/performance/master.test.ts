import { beforeAll, describe, expect, it } from 'vitest'
import { createAudio, SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import { integratedLufs, truePeakDbtp } from '../../dsp/loudness.js'
import { createRandom } from '../../dsp/random.js'
import type { MixSettings, Score } from '../../music/score.js'
import type { SoundLibrary } from '../synth/sound-library.js'
import { expectedLoudness } from './expected-loudness.js'
import { limiterCurve, reductionFor } from './gain-curve.js'
import { applyMaster, CEILING_DBTP, masterMix, planMaster } from './master.js'
import { performMix, performSong, performStems } from './perform-song.js'
import type { StereoBlock } from './performer.js'
import { createStreamingMaster } from './streaming-master.js'
import { openSounds } from '../../../test/support/open-sounds.js'
import { denseScore, scoreOf } from './testing/test-score.js'

const SETTINGS: MixSettings = {
  stems: {},
  glue: 0.6,
  tone: [{ type: 'high-shelf', frequencyHz: 8000, gainDb: 2 }],
  targetLufs: -14,
}

/** Noise in bursts over a quiet hum: hard on a limiter. */
function spikyAudio(level: number): Audio {
  const audio = createAudio(2, 6 * SAMPLE_RATE)
  const random = createRandom(7)
  for (let i = 0; i < audio.channels[0]!.length; i++) {
    const burst = Math.exp(-(i % 24_000) / 4000)
    audio.channels[0]![i] = level * (random.gaussian() * burst + 0.05 * Math.sin(i * 0.02))
    audio.channels[1]![i] = level * (random.gaussian() * burst + 0.05 * Math.sin(i * 0.02))
  }
  return audio
}

/** Seconds of noise, the same on both sides but for `side` times another. */
function noise(seconds: number, side: number): Audio {
  const audio = createAudio(2, seconds * SAMPLE_RATE)
  const random = createRandom(11)
  for (let i = 0; i < audio.channels[0]!.length; i++) {
    const middle = 0.1 * random.gaussian()
    const difference = side * 0.1 * random.gaussian()
    audio.channels[0]![i] = middle + difference
    audio.channels[1]![i] = middle - difference
  }
  return audio
}

function sideToMid({ channels }: Audio): number {
  let middle = 0
  let side = 0
  channels[0]!.forEach((left, i) => {
    middle += (left + channels[1]![i]!) ** 2
    side += (left - channels[1]![i]!) ** 2
  })
  return side / middle
}

/** A bass with high, narrow crests above and flat, wide troughs below, without a constant part, under bursts of noise. */
function unevenBass(): Audio {
  const audio = createAudio(2, 8 * SAMPLE_RATE)
  const random = createRandom(3)
  for (const channel of audio.channels) {
    for (let i = 0; i < channel.length; i++) {
      const swing = Math.exp(-(i % 24_000) / 6000)
      const wave = [1, 2, 3, 4].reduce(
        (sum, k) => sum + Math.cos((2 * Math.PI * 55 * k * i) / SAMPLE_RATE),
        0,
      )
      channel[i] = 0.3 * swing * wave + 0.03 * random.gaussian()
    }
  }
  return audio
}

function constantDb(samples: Float32Array, gainAt: (frame: number) => number = () => 1): number {
  const sum = samples.reduce((total, value, i) => total + value * gainAt(i), 0)
  return 20 * Math.log10(Math.abs(sum / samples.length))
}

describe('planMaster', () => {
  it.each([0.004, 0.05, 0.9])('brings a mix of level %d to -14 LUFS, and leaves room for coding', (level) => {
    const mix = spikyAudio(level)
    const plan = planMaster(mix, SETTINGS)
    const mastered = applyMaster(mix, plan)
    expect(Math.abs(integratedLufs(mastered) + 14)).toBeLessThan(0.5)
    expect(truePeakDbtp(mastered)).toBeLessThanOrEqual(CEILING_DBTP)
    expect(plan.loudnessLufs).toBeCloseTo(integratedLufs(mastered), 2)
  })

  it('keeps the ceiling even where the loudness cannot be had', () => {
    const clicks = createAudio(2, 3 * SAMPLE_RATE)
    for (const channel of clicks.channels) for (let i = 0; i < channel.length; i += 12_000) channel[i] = 0.5
    expect(planMaster(clicks, SETTINGS).truePeakDbtp).toBeLessThanOrEqual(CEILING_DBTP)
  })

  it('leaves nothing constant, though its gain drops at the crests of a bass', () => {
    const mix = unevenBass()
    const { plan, mastered } = masterMix(mix, { ...SETTINGS, tone: [] })
    expect(constantDb(mix.channels[0]!, (frame) => plan.gains[Math.floor(frame / 64)]!)).toBeGreaterThan(-75)
    for (const channel of mastered.channels) expect(constantDb(channel)).toBeLessThan(-90)
    expect(truePeakDbtp(mastered)).toBeLessThan(CEILING_DBTP + 0.2)
  })

  it('masters in one go just as by its plan', () => {
    const mix = spikyAudio(0.3)
    const { plan, mastered } = masterMix(mix, SETTINGS)
    const { gains } = planMaster(mix, SETTINGS)
    const { channels } = applyMaster(mix, plan)
    expect(plan.gains.every((gain, i) => gain === gains[i])).toBe(true)
    mastered.channels.forEach((channel, side) => {
      expect(channel.every((x, i) => x === channels[side]![i])).toBe(true)
    })
  })

  it('leaves silence silent', () => {
    const mix = createAudio(2, SAMPLE_RATE)
    const mastered = applyMaster(mix, planMaster(mix, SETTINGS))
    expect(mastered.channels[0]!.every((x) => x === 0)).toBe(true)
  })

  it('narrows a mix that would thin out in mono, and leaves others as wide as they are', () => {
    const wide = noise(3, 1.4)
    const mastered = applyMaster(wide, planMaster(wide, SETTINGS))
    expect(sideToMid(wide)).toBeGreaterThan(1.5)
    expect(sideToMid(mastered)).toBeLessThan(0.8)
    expect(planMaster(noise(3, 0.5), SETTINGS).width).toBe(1)
  })

  it('draws a narrow mix apart, but not what is mono', () => {
    const narrow = noise(3, 0.3)
    const mastered = applyMaster(narrow, planMaster(narrow, SETTINGS))
    expect(sideToMid(narrow)).toBeLessThan(0.1)
    expect(sideToMid(mastered)).toBeGreaterThan(1.3 * sideToMid(narrow))
    const asOnOldDiscs = planMaster(narrow, { ...SETTINGS, spectrum: 'vintage' })
    expect(asOnOldDiscs.width).toBeLessThan(planMaster(narrow, SETTINGS).width)
    const mono = noise(3, 0)
    expect(sideToMid(applyMaster(mono, planMaster(mono, SETTINGS)))).toBe(0)
  })

  it('takes the colour of the song that it goes on from', () => {
    const colour = { lean: [{ type: 'high-shelf', frequencyHz: 5000, gainDb: -3 }], width: 0.7 } as const
    expect(planMaster(noise(3, 1), { ...SETTINGS, spectrum: 'club' }, colour)).toMatchObject(colour)
  })

  it('does not pump a steady tone', () => {
    const mix = createAudio(2, 4 * SAMPLE_RATE)
    for (const channel of mix.channels) channel.forEach((_, i) => (channel[i] = 0.3 * Math.sin(i * 0.05)))
    const { gains } = planMaster(mix, SETTINGS)
    const steady = gains.slice(1500)
    expect(Math.max(...steady) / Math.min(...steady)).toBeLessThan(1.005)
  })
})

describe('the glue', () => {
  it('binds strokes, and leaves soft parts as much softer as they were', () => {
    const mix = createAudio(2, 24 * SAMPLE_RATE)
    const random = createRandom(3)
    const isLoud = (frame: number): boolean => frame >= 12 * SAMPLE_RATE
    for (const channel of mix.channels) {
      channel.forEach((_, i) => {
        const stroke = Math.exp(-(i % 24_000) / 6000)
        channel[i] = (isLoud(i) ? 0.08 : 0.04) * stroke * random.range(-1, 1)
      })
    }
    // Soft enough for the limiter to have nothing to do.
    const { gains } = planMaster(mix, { ...SETTINGS, tone: [], targetLufs: -28 })
    /** Mean and range of the gain over some seconds, in dB. */
    const between = (from: number, to: number) => {
      const step = (seconds: number) => Math.round((seconds * SAMPLE_RATE) / CURVE_STEP_FRAMES)
      const db = Array.from(gains.subarray(step(from), step(to)), (gain) => 20 * Math.log10(gain))
      return {
        mean: db.reduce((sum, value) => sum + value, 0) / db.length,
        range: Math.max(...db) - Math.min(...db),
      }
    }
    const soft = between(2, 5)
    const loud = between(19, 22)
    expect(soft.range).toBeGreaterThan(1)
    expect(soft.range).toBeLessThan(5)
    expect(Math.abs(loud.mean - soft.mean)).toBeLessThan(0.3)
  })

  it('has a knee that is continuous', () => {
    expect(reductionFor(-4, 4, 8)).toBe(0)
    expect(reductionFor(4, 4, 8)).toBeCloseTo(3)
    expect(reductionFor(3.999, 4, 8)).toBeCloseTo(3, 2)
  })
})

describe('limiterCurve', () => {
  it('never lies above what is allowed and comes back to 1', () => {
    const random = createRandom(5)
    const allowed = Float32Array.from({ length: 4000 }, (_, i) =>
      i < 2000 && random.chance(0.05) ? random.range(0.2, 1) : 1,
    )
    const curve = limiterCurve(allowed)
    curve.forEach((gain, i) => expect(gain).toBeLessThanOrEqual(allowed[i]! + 1e-6))
    expect(curve.at(-1)).toBeCloseTo(1, 4)
  })
})

describe('with the sound bank', () => {
  let sounds: SoundLibrary
  let score: Score
  beforeAll(async () => {
    sounds = await openSounds()
    score = denseScore(1)
  })

  it('performs a song whose mastered stems add up to the mastered mix within -90 dBFS', () => {
    const song = performSong(score, { sounds })
    expect(Math.abs(song.loudnessLufs + 14)).toBeLessThan(0.5)
    expect(song.truePeakDbtp).toBeLessThanOrEqual(CEILING_DBTP)
    let worst = 0
    let at = 0
    const names = new Set<string>()
    for (const block of performStems(score, { sounds, plan: song.plan })) {
      for (const side of [0, 1] as const) {
        const sum = new Float64Array(block.mix[side].length)
        for (const stem of block.stems.values()) stem[side].forEach((x, i) => (sum[i]! += x))
        const whole = song.mix.channels[side]!
        for (let i = 0; i < sum.length; i++) worst = Math.max(worst, Math.abs(sum[i]! - whole[at + i]!))
      }
      for (const name of block.stems.keys()) names.add(name)
      at += block.mix[0].length
    }
    expect(worst).toBeLessThan(10 ** (-90 / 20))
    expect(names).toEqual(new Set(score.tracks.map(({ stem }) => stem)))
  }, 60_000)

  it('streams a provisional master close to the final one, frame for frame as long', () => {
    const mix = performMix(score, { sounds })
    const streaming = createStreamingMaster(score)
    const parts: StereoBlock[] = []
    for (let at = 0; at < mix.channels[0]!.length; at += 10_007) {
      parts.push(
        streaming.push([mix.channels[0]!.slice(at, at + 10_007), mix.channels[1]!.slice(at, at + 10_007)]),
      )
    }
    parts.push(streaming.finish())
    const channels = ([0, 1] as const).map((side) =>
      Float32Array.from(parts.flatMap((part) => [...part[side]])),
    )
    const streamed = { sampleRate: SAMPLE_RATE, channels }
    expect(channels[0]!.length).toBe(mix.channels[0]!.length)
    expect(Math.abs(integratedLufs(streamed) + 14)).toBeLessThan(3)
    expect(truePeakDbtp(streamed)).toBeLessThanOrEqual(0)
  })

  it('forecasts the loudness of a mix from its score within 4 LU', () => {
    const measured = integratedLufs(performMix(score, { sounds }))
    expect(Math.abs(expectedLoudness(score).integratedLufs - measured)).toBeLessThan(4)
  })

  it('masters an empty score to silence', () => {
    const song = performSong(scoreOf([], { endBeat: 2 }), { sounds })
    expect(song.loudnessLufs).toBe(-Infinity)
    expect(song.mix.channels[0]!.every((x) => x === 0)).toBe(true)
  })
})
