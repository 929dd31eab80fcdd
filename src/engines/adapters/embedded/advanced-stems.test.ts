import { describe, expect, it } from 'vitest'
import { openSounds } from '../../../../test/support/open-sounds.js'
import { SAMPLE_RATE } from '../../../dsp/audio.js'
import { performSong } from '../../../studio/performance/perform-song.js'
import { note, scoreOf, trackOf } from '../../../studio/performance/testing/test-score.js'
import type { WantedPart } from '../../ports/separator.js'
import { takeOut } from './advanced-stems.js'

/** Two bars at 120: bass drum on the quarters, hi-hat between them, a held piano chord. */
const SONG = scoreOf(
  [
    trackOf('standard-kit', [
      ...[0, 1, 2, 3].map((beat) => note(beat, 0.25, 36)),
      ...[0.5, 1.5, 2.5, 3.5].map((beat) => note(beat, 0.25, 42)),
    ]),
    trackOf('grand-piano', [note(0, 4, 60), note(0, 4, 64)]),
  ],
  { endBeat: 4, mix: { glue: 0.4, stems: { drums: { gainDb: 0, compression: 0.4, sends: { room: -12 } } } } },
)
const { signal } = new AbortController()

async function take(parts: readonly WantedPart[]) {
  const sounds = await openSounds()
  const { mix, plan } = performSong(SONG, { sounds })
  const extract: number[] = []
  let largestError = 0
  for await (const block of takeOut(SONG, parts, { sounds }, { mix, plan }, signal)) {
    block.extract[0].forEach((value, i) => {
      const whole = mix.channels[0]![extract.length]!
      largestError = Math.max(largestError, Math.abs(value + block.remove[0][i]! - whole))
      extract.push(value)
    })
  }
  const peak = (from: number, to: number) =>
    extract
      .slice(Math.round(from * SAMPLE_RATE), Math.round(to * SAMPLE_RATE))
      .reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return { frames: extract.length, wanted: mix.channels[0]!.length, largestError, peak }
}

describe('taking one thing out of a song of ours', () => {
  it('gives two parts that are the song, sample for sample', async () => {
    for (const parts of [[{ stem: 'drums', keys: [42] }], [{ stem: 'keyboard' }]] as WantedPart[][]) {
      const { frames, wanted, largestError } = await take(parts)
      expect(frames).toBe(wanted)
      expect(largestError).toBeLessThan(1e-6)
    }
  })

  it('leaves other drums of the kit out', async () => {
    const { peak } = await take([{ stem: 'drums', keys: [42] }])
    // Before the first stroke of the hi-hat only the bass drum has been struck.
    expect(peak(0, 0.24)).toBeLessThan(1e-4)
    expect(peak(0.25, 0.35)).toBeGreaterThan(0.003)
  })

  it('gives silence where nobody plays it', async () => {
    const { peak, largestError } = await take([{ stem: 'woodwinds', instruments: ['flute'] }])
    expect(peak(0, 3)).toBe(0)
    expect(largestError).toBe(0)
  })
})
