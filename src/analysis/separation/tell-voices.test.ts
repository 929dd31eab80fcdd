import { expect, it } from 'vitest'
import { STEMS } from '../../music/stems.js'
import { BANDS } from './bands.js'
import { CUES } from './cues.js'
import { CAUTION, tellVoices, VOICE_BANDS, VOICE_PLANES } from './tell-voices.js'

/** Not a multiple of what the network takes. */
const FRAMES = 21
const CELLS = FRAMES * BANDS
const cues = Float32Array.from({ length: CUES.length * CELLS }, (_, i) => (i % 1013) / 1013)

/** Says the same of every cell: 0.2 lead, 0.05 backing, the rest to drums and guitar. */
const SAID: Readonly<Record<string, number>> = { vocal: 0.2, backingVocals: 0.05, drums: 0.5, guitar: 0.25 }
const judge = async (): Promise<Float32Array> =>
  Float32Array.from({ length: STEMS.length * CELLS }, (_, i) => SAID[STEMS[Math.floor(i / CELLS)]!] ?? 0)

/** What the network says for voices to be given `share` everywhere. */
function told(frames: number, share: number): Float32Array {
  return new Float32Array(frames * VOICE_BANDS).fill(share ** (1 / CAUTION))
}

function shareOf(shares: Float32Array, stem: (typeof STEMS)[number], cell: number): number {
  return shares[STEMS.indexOf(stem) * CELLS + cell]!
}

it('gives voices the share that their network tells, and takes them from all others alike', async () => {
  const shares = await tellVoices(judge, async (_, frames) => told(frames, 0.5))(cues, FRAMES)
  for (const cell of [0, 12 * BANDS + 17, 20 * BANDS + VOICE_BANDS - 1]) {
    expect(shareOf(shares, 'vocal', cell)).toBeCloseTo(0.4, 6)
    expect(shareOf(shares, 'backingVocals', cell)).toBeCloseTo(0.1, 6)
    expect(shareOf(shares, 'drums', cell)).toBeCloseTo(1 / 3, 6)
    expect(shareOf(shares, 'guitar', cell)).toBeCloseTo(1 / 6, 6)
  }
  for (const stem of STEMS)
    expect(shareOf(shares, stem, 12 * BANDS + VOICE_BANDS)).toBe(Math.fround(SAID[stem] ?? 0))
})

it('gives what seemed to sing and does not to the instruments that play tunes', async () => {
  const shares = await tellVoices(judge, async (_, frames) => told(frames, 0.05))(cues, FRAMES)
  const cell = 12 * BANDS + 17
  expect(shareOf(shares, 'vocal', cell)).toBeCloseTo(0.04, 5)
  expect(shareOf(shares, 'drums', cell)).toBe(0.5)
  expect(shareOf(shares, 'guitar', cell)).toBeCloseTo(0.45, 5)
})

it('tells the network all cues and what was taken for voice, and goes on as it was beyond the end', async () => {
  let seen: Float32Array | undefined
  let asked = 0
  await tellVoices(judge, async (planes, frames) => {
    seen = planes.slice()
    asked = frames
    return new Float32Array(frames * VOICE_BANDS)
  })(cues, FRAMES)
  expect(asked).toBe(24)
  expect(seen).toHaveLength(VOICE_PLANES * asked * VOICE_BANDS)
  const row = (plane: number, frame: number): Float32Array => {
    const at = (plane * asked + frame) * VOICE_BANDS
    return seen!.subarray(at, at + VOICE_BANDS)
  }
  for (const cue of [0, 7, CUES.length - 1]) {
    for (const frame of [0, 9, FRAMES - 1, FRAMES, asked - 1]) {
      const from = cue * CELLS + Math.min(frame, FRAMES - 1) * BANDS
      expect(row(cue, frame)).toEqual(cues.subarray(from, from + VOICE_BANDS))
    }
  }
  for (const value of seen!.subarray(CUES.length * asked * VOICE_BANDS)) expect(value).toBeCloseTo(0.25, 6)
})

it('hears a lead voice where nobody was thought to sing', async () => {
  const nobody = async (): Promise<Float32Array> => {
    const shares = new Float32Array(STEMS.length * CELLS)
    return shares.fill(1, STEMS.indexOf('drums') * CELLS, (STEMS.indexOf('drums') + 1) * CELLS)
  }
  const shares = await tellVoices(nobody, async (_, frames) => told(frames, 0.3))(cues, FRAMES)
  expect(shareOf(shares, 'vocal', 99)).toBeCloseTo(0.3, 6)
  expect(shareOf(shares, 'backingVocals', 99)).toBe(0)
  expect(shareOf(shares, 'drums', 99)).toBeCloseTo(0.7, 6)
})
