import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Commission, MusicEngine, Performable, Take } from '../ports/music-engine.js'

const COMMISSION: Commission = {
  seed: 5,
  takeCount: 2,
  lyrics: '[Verse]\nThe tide is coming in\nThe tide is going out',
  style: 'folk',
  title: 'Tides',
  instrumental: false,
  durationSeconds: 12,
  maxDurationSeconds: 20,
}

const performable = ({ score }: Take): Performable => ({ score, recordingFiles: {} })
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What every music engine keeps, whichever way it is reached. */
export function musicEngineSuite(name: string, createEngine: () => MusicEngine): void {
  describe(`${name} as a music engine`, () => {
    const engine = createEngine()
    const { signal } = new AbortController()

    it('writes as many takes as asked, different ones, and the same again for the same seed', async () => {
      const takes = await engine.compose(COMMISSION, signal)
      expect(takes).toHaveLength(2)
      expect(takes[0]!.score).not.toEqual(takes[1]!.score)
      for (const take of takes) {
        expect(take).toMatchObject({ title: 'Tides', lyrics: COMMISSION.lyrics })
        expect(take.tags).toMatch(/folk/)
      }
      expect(await engine.compose(COMMISSION, signal)).toEqual(takes)
      expect(await engine.compose({ ...COMMISSION, takeCount: 1, firstTake: 1 }, signal)).toEqual([takes[1]])
    })

    it('performs a take to the same bytes each time, streaming it on the way', async () => {
      const [take] = await engine.compose({ ...COMMISSION, takeCount: 1 }, signal)
      /** Somebody begins to listen when so much is done; undefined: nobody does. */
      const perform = async (heardFrom?: number) => {
        const fractions: number[] = []
        const pieces: Uint8Array[] = []
        let begin = (): void => undefined
        const heard = new Promise<void>((resolve) => (begin = resolve))
        if (heardFrom === 0) begin()
        const track = await engine.perform(
          performable(take!),
          {
            onProgress: (fraction: number) => {
              fractions.push(fraction)
              if (heardFrom !== undefined && fraction >= heardFrom) begin()
            },
            onEncoded: (mp3: Uint8Array) => pieces.push(mp3),
            heard,
          },
          signal,
        )
        return { track, fractions, stream: Buffer.concat(pieces) }
      }
      const first = await perform(0)
      const second = await perform(0.3)
      const unheard = await perform()
      expect(hash(second.track.mp3)).toBe(hash(first.track.mp3))
      expect(hash(unheard.track.mp3)).toBe(hash(first.track.mp3))
      // Who comes in the middle hears it from the beginning, who comes at the end the finished song.
      expect(hash(second.stream)).toBe(hash(first.stream))
      const { mp3 } = unheard.track
      expect(hash(unheard.stream)).toBe(hash(mp3.subarray(mp3.length - unheard.stream.length)))
      expect(unheard.stream.length).toBe(first.stream.length)
      expect(Math.abs(first.track.durationSeconds - 12)).toBeLessThan(3)
      expect(first.track.loudnessLufs).toBeGreaterThan(-15)
      expect(first.track.loudnessLufs).toBeLessThan(-13)
      expect(first.track.truePeakDbtp).toBeLessThanOrEqual(-1)
      expect(first.fractions.at(-1)).toBeCloseTo(1)
      expect([...first.fractions].sort((a, b) => a - b)).toEqual(first.fractions)
      // 192 kbit/s over the whole song: nothing of it is missing from the stream.
      expect(first.stream.length / 24_000).toBeGreaterThan(first.track.durationSeconds - 0.1)
    })

    it('writes sounds: as many as asked, loops cut to whole bars, the same again for the same seed', async () => {
      const commission = {
        seed: 3,
        takeCount: 2,
        prompt: '808 drum loop',
        loop: true,
        bpm: 96,
        maxDurationSeconds: 30,
      }
      const takes = await engine.composeSound(commission, signal)
      expect(takes).toHaveLength(2)
      expect(takes[0]!.score).not.toEqual(takes[1]!.score)
      const { startSeconds, endSeconds } = takes[0]!.score.excerpt!
      expect((((endSeconds - startSeconds) * 96) / 240) % 1).toBeCloseTo(0, 4)
      expect(await engine.composeSound(commission, signal)).toEqual(takes)
    })

    it('stops when told to, with the reason it was given', async () => {
      const [take] = await engine.compose({ ...COMMISSION, takeCount: 1 }, signal)
      const controller = new AbortController()
      const reason = new Error('enough')
      const listener = { onProgress: () => controller.abort(reason), onEncoded: () => undefined }
      await expect(engine.perform(performable(take!), listener, controller.signal)).rejects.toBe(reason)
    })
  })
}
