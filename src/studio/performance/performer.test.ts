import { beforeAll, describe, expect, it } from 'vitest'
import { createAudio, SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom } from '../../dsp/random.js'
import type { Score } from '../../music/score.js'
import type { SoundLibrary } from '../synth/sound-library.js'
import { createPerformer, performanceFrames, type PerformerOptions } from './performer.js'
import { denseScore, note, scoreOf, trackOf } from './testing/test-score.js'
import { openSounds } from '../../../test/support/open-sounds.js'

let sounds: SoundLibrary
beforeAll(async () => {
  sounds = await openSounds()
})

/** The first `frames` frames of the mix, asked for in blocks of `blockFrames`. */
function play(
  score: Score,
  blockFrames: number,
  frames = Infinity,
  options: Partial<PerformerOptions> = {},
): [Float32Array, Float32Array] {
  const performer = createPerformer(score, { sounds, stems: false, ...options })
  const length = Math.min(frames, performer.frameCount)
  const mix: [Float32Array, Float32Array] = [new Float32Array(length), new Float32Array(length)]
  for (let at = 0; at < length;) {
    const block = performer.next(Math.min(blockFrames, length - at))!
    mix[0].set(block.mix[0], at)
    mix[1].set(block.mix[1], at)
    at += block.mix[0].length
  }
  return mix
}

const BAND = scoreOf(
  [
    trackOf('grand-piano', [note(0, 1, 60), note(0.2, 1, 64)], { pan: -0.4 }),
    trackOf('crunch-guitar', [note(0, 1, 45), note(0.1, 1, 52)]),
    trackOf('supersaw', [note(0.1, 1, 72)], { pan: 0.5 }),
    trackOf('808-kit', [note(0, 0.5, 36), note(0.3, 0.5, 42)]),
  ],
  {
    endBeat: 1,
    tailSeconds: 0.3,
    mix: {
      tapeWear: 1,
      stems: {
        keyboard: { gainDb: 0, compression: 0.5, sends: { hall: -6 } },
        synth: { gainDb: -3, saturation: 0.4, duck: { by: 'drums', depthDb: 6 }, sends: { delay: -6 } },
        guitar: { gainDb: -3, lowCutHz: 90, width: 1.2, sends: { room: -6 } },
      },
    },
  },
)

/** Everything that a mix can do, in half a second: two sections with unlike faders included. */
const BLEND: Score = {
  ...BAND,
  sections: [
    { id: 'soft', kind: 'verse', label: 'Verse', startBeat: 0, endBeat: 0.5, energy: 0.4, faderDb: -6 },
    { id: 'loud', kind: 'chorus', label: 'Chorus', startBeat: 0.5, endBeat: 1, energy: 0.9 },
  ],
}

describe('a performer', () => {
  it('gives silence for an empty score, as long as the score says', () => {
    const score = scoreOf([], { endBeat: 4, tailSeconds: 0.5 })
    const [left, right] = play(score, 4096)
    expect(left.length).toBe(2.5 * SAMPLE_RATE)
    expect(left.every((x) => x === 0) && right.every((x) => x === 0)).toBe(true)
  })

  it('gives the same samples for blocks of 1, 128 and 4096 frames', () => {
    const whole = play(BLEND, 4096, 9000)
    expect(play(BLEND, 128, 9000)).toEqual(whole)
    expect(play(BLEND, 1, 9000)).toEqual(whole)
  })

  it('plays a doubled part twice, left and right and never quite alike, as loud as once', () => {
    const notes = [note(0, 1, 45), note(0, 1, 52), note(1, 1, 47)]
    const once = play(scoreOf([trackOf('distorted-guitar', notes)], { endBeat: 4, tailSeconds: 0.5 }), 4096)
    const [left, right] = play(
      scoreOf([trackOf('distorted-guitar', notes, { pan: -1, doubled: true })], {
        endBeat: 4,
        tailSeconds: 0.5,
      }),
      4096,
    )
    const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0)
    expect(Math.abs(dot(left, right)) / Math.sqrt(dot(left, left) * dot(right, right))).toBeLessThan(0.3)
    const powerDb =
      10 * Math.log10((dot(left, left) + dot(right, right)) / (dot(once[0], once[0]) + dot(once[1], once[1])))
    expect(Math.abs(powerDb)).toBeLessThan(1)
  })

  it('gives the same bytes each time', () => {
    expect(play(BLEND, 4096)).toEqual(play(BLEND, 4096))
  })

  it('ends with undefined after the last frame, and on silence', () => {
    const performer = createPerformer(BLEND, { sounds, stems: false })
    let frames = 0
    let last = 1
    for (let block = performer.next(1000); block; block = performer.next(1000)) {
      frames += block.mix[0].length
      last = Math.abs(block.mix[0].at(-1))
    }
    expect(frames).toBe(performanceFrames(BLEND))
    expect(last).toBeLessThan(1e-6)
  })

  it('starts a note on the very frame that the tempo map and its offset say', () => {
    const at = (offsetSeconds: number): number => {
      const score = scoreOf([trackOf('808-kit', [note(1, 0.5, 36, 1, { offsetSeconds })])], { endBeat: 2 })
      return play(score, 4096)[0].findIndex((x) => x !== 0)
    }
    // 120 bpm: beat 1 is at half a second.
    expect(at(0.01) - at(0)).toBe(480)
    expect(Math.abs(at(0) - SAMPLE_RATE / 2)).toBeLessThan(3)
  })

  it('stays finite, without DC and below clipping in a dense song', () => {
    const [left, right] = play(denseScore(1), 16_384)
    for (const channel of [left, right]) {
      let sum = 0
      let peak = 0
      for (const x of channel) {
        sum += x
        peak = Math.max(peak, Math.abs(x))
      }
      expect(Number.isFinite(sum)).toBe(true)
      expect(Math.abs(sum / channel.length)).toBeLessThan(1e-4)
      expect(peak).toBeGreaterThan(0.1)
      expect(peak).toBeLessThan(4)
    }
  })

  it('gives stems that add up to the mix within -90 dBFS, and the same mix with and without them', () => {
    const score = denseScore(1)
    const performer = createPerformer(score, { sounds, stems: true })
    const alone = play(score, 4096)
    let worstSum = 0
    let worstMix = 0
    let at = 0
    for (let block = performer.next(4096); block; block = performer.next(4096)) {
      for (const side of [0, 1] as const) {
        const sum = new Float64Array(block.mix[side].length)
        for (const stem of block.stems!.values()) stem[side].forEach((x, i) => (sum[i]! += x))
        for (let i = 0; i < sum.length; i++) {
          worstSum = Math.max(worstSum, Math.abs(sum[i]! - block.mix[side][i]!))
          worstMix = Math.max(worstMix, Math.abs(alone[side][at + i]! - block.mix[side][i]!))
        }
      }
      at += block.mix[0].length
    }
    expect(worstSum).toBeLessThan(10 ** (-90 / 20))
    expect(worstMix).toBeLessThan(10 ** (-90 / 20))
  }, 60_000)

  it('keeps an uploaded recording audible, in place and in time', () => {
    const random = createRandom(3)
    const recording = createAudio(1, SAMPLE_RATE)
    for (let i = 0; i < SAMPLE_RATE; i++) recording.channels[0]![i] = 0.1 * random.gaussian()
    const score: Score = {
      ...scoreOf([], {
        endBeat: 4,
        mix: { stems: { vocal: { gainDb: -2, compression: 1, lowCutHz: 150 } } },
      }),
      recordings: [{ id: 'upload', stem: 'vocal', startSeconds: 0.5, durationSeconds: 1, gainDb: 0 }],
    }
    const [left] = play(score, 4096, Infinity, { recordings: { upload: recording } })
    const correlation = (shift: number): number => {
      let sum = 0
      for (let i = 0; i < SAMPLE_RATE; i++)
        sum += recording.channels[0]![i]! * left[SAMPLE_RATE / 2 + shift + i]!
      return sum
    }
    const inPlace = correlation(0)
    for (const shift of [-2, -1, 1, 2]) expect(inPlace).toBeGreaterThan(5 * Math.abs(correlation(shift)))
    expect(left.subarray(0, SAMPLE_RATE / 2 - 1).every((x) => x === 0)).toBe(true)
  })

  it('plays a recording from its middle where the score says so', () => {
    const recording = createAudio(1, SAMPLE_RATE)
    recording.channels[0]!.forEach((_, i, samples) => (samples[i] = i < 30_000 ? 0 : 0.1))
    const score: Score = {
      ...scoreOf([], { endBeat: 4, tailSeconds: 0.5 }),
      recordings: [
        {
          ...{ id: 'upload', stem: 'vocal', gainDb: 0 },
          ...{ startSeconds: 0.5, offsetSeconds: 0.6, durationSeconds: 1 },
        },
      ],
    }
    const [left] = play(score, 4096, Infinity, { recordings: { upload: recording } })
    // Its frame 30,000 is frame 1,200 of what is heard, which ends with it.
    const isSilent = (from: number, until: number) => left.subarray(from, until).every((x) => x === 0)
    expect(isSilent(0, 25_200)).toBe(true)
    expect(left[25_200 + 500]).not.toBe(0)
    expect(left[24_000 + 19_000]).not.toBe(0)
    // The strip's low cut rings a little.
    expect(Math.abs(left[24_000 + 24_000]!)).toBeLessThan(0.01)
  })

  it('puts a singer from a block source into the vocal stem', () => {
    let frame = 0
    const score: Score = {
      ...scoreOf([], { endBeat: 2 }),
      tracks: [{ kind: 'voice', id: 'lead', stem: 'vocal', singer: 'any', phrases: [], gainDb: 0, pan: 0 }],
    }
    const voice = () => ({
      read(out: Float32Array) {
        for (let i = 0; i < out.length; i++, frame++)
          out[i] = 0.2 * Math.sin((2 * Math.PI * 440 * frame) / SAMPLE_RATE)
      },
    })
    const [left] = play(score, 1000, 24_000, { voice })
    const peak = left.subarray(12_000).reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    expect(peak).toBeCloseTo(0.2, 2)
  })

  it('names a recording that is missing and one that is unfit', () => {
    const score: Score = {
      ...scoreOf([], { endBeat: 2 }),
      recordings: [{ id: 'upload', stem: 'vocal', startSeconds: 0, durationSeconds: 1, gainDb: 0 }],
    }
    expect(() => createPerformer(score, { sounds, stems: false })).toThrow(/"upload" was not given/)
    const recordings = { upload: createAudio(1, 100, 44_100) }
    expect(() => createPerformer(score, { sounds, stems: false, recordings })).toThrow(
      /100 frames at 44100 Hz/,
    )
  })
})
