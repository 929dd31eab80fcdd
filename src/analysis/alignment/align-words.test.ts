import { describe, expect, it } from 'vitest'
import type { Audio } from '../../dsp/audio.js'
import { listenForWords, type WordToAlign } from './align-words.js'
import type { PhoneScorer } from './phone-scores.js'
import { SPEECH_RATE } from './speech-features.js'

const PHONES = ['AH', 'IY', 'M', 'S']
const STATES = 3

/** What sounds like which phone, from when until when, in seconds, and how much. */
interface Sound {
  readonly phone: string
  readonly from: number
  readonly until: number
  readonly score: number
}

/** A scorer that hears these sounds in whatever it listens to. */
function hearing(sounds: readonly Sound[]): PhoneScorer {
  return {
    phones: PHONES,
    states: STATES,
    score: ({ frames, hopSeconds }, step) => {
      const looks = Math.ceil(frames / step)
      const width = PHONES.length * STATES
      const values = new Float32Array(looks * width)
      for (let look = 0; look < looks; look++) {
        const seconds = look * step * hopSeconds
        for (const { phone, from, until, score } of sounds) {
          if (seconds < from || seconds >= until) continue
          const first = look * width + PHONES.indexOf(phone) * STATES
          values.fill(score, first, first + STATES)
        }
      }
      return { hopSeconds: step * hopSeconds, looks, width, values }
    },
  }
}

/** A recording in which something sounds from the first moment to the last. */
const steady = (seconds: number): Audio => ({
  sampleRate: SPEECH_RATE,
  channels: [Float32Array.from({ length: seconds * SPEECH_RATE }, (_, i) => 0.3 * Math.sin(i / 4))],
})
const word = (...phones: string[]): WordToAlign => ({ phones, beginsLine: false })
const sung = [
  { phone: 'M', from: 6, until: 6.1, score: 20 },
  { phone: 'AH', from: 6.1, until: 6.4, score: 20 },
  { phone: 'S', from: 6.4, until: 6.5, score: 20 },
  { phone: 'IY', from: 6.5, until: 6.8, score: 20 },
]

describe('listenForWords', () => {
  it('finds words where they are sung', () => {
    const found = listenForWords([steady(8)], hearing(sung))([word('m', 'ah'), word('s', 'iy')])!
    expect(found[0]!.startSeconds).toBeCloseTo(6, 1)
    expect(found[1]!.startSeconds).toBeCloseTo(6.4, 1)
    expect(found[1]!.endSeconds).toBeCloseTo(6.8, 1)
  })

  it('finds them where a band sounds like their vowel all the time', () => {
    const band = { phone: 'AH', from: 0, until: 8, score: 12 }
    const found = listenForWords([steady(8)], hearing([band, ...sung]))([word('m', 'ah'), word('s', 'iy')])!
    expect(found[0]!.startSeconds).toBeCloseTo(6, 1)
    expect(found[0]!.endSeconds).toBeCloseTo(6.4, 1)
  })

  it('has no words for a recording that is shorter than they are', () => {
    expect(listenForWords([steady(0.04)], hearing([]))([word('m', 'ah'), word('s', 'iy')])).toBeUndefined()
  })
})
