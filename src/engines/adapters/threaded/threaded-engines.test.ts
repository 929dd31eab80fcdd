import { getEventListeners } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { UnusableAudioError } from '../../ports/errors.js'
import { musicEngineSuite } from '../../testing/music-engine-suite.js'
import { createEmbeddedEngines } from '../embedded/embedded-engines.js'
import { createThreadedEngines } from './threaded-engines.js'

const engines = createThreadedEngines(createEmbeddedEngines(), { renderThreads: 1 })
afterAll(() => engines.close())

musicEngineSuite('the studio in threads', () => engines.music)

describe('the thread pool', () => {
  const { signal } = new AbortController()

  it('carries errors that callers tell apart over with their class', async () => {
    const limits = { minDurationSeconds: 1, maxDurationSeconds: 10 }
    await expect(
      engines.transcriber.hear(new URL(import.meta.url).pathname, limits, signal),
    ).rejects.toBeInstanceOf(UnusableAudioError)
  })

  it('goes on after a job has failed', async () => {
    await expect(
      engines.transcriber.hear('/nowhere', { minDurationSeconds: 1, maxDurationSeconds: 10 }, signal),
    ).rejects.toThrow()
    await expect(engines.lyrics.write({ prompt: 'rain', seed: 1 }, signal)).resolves.toHaveLength(3)
  })

  it('takes a waiting job back when it is aborted', async () => {
    const controller = new AbortController()
    const busy = engines.transcriber.hear(
      '/nowhere',
      { minDurationSeconds: 1, maxDurationSeconds: 10 },
      signal,
    )
    const waiting = engines.transcriber.hear(
      '/nowhere',
      { minDurationSeconds: 1, maxDurationSeconds: 10 },
      controller.signal,
    )
    const reason = new Error('no longer wanted')
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await expect(busy).rejects.toThrow(/nowhere|ENOENT/)
  })

  it('leaves nothing behind at the signal of who asks for many jobs', async () => {
    const asking = new AbortController()
    const write = (seed: number) => engines.lyrics.write({ prompt: 'rain', seed }, asking.signal)
    await Promise.all([write(1), write(2), write(3)])
    expect(getEventListeners(asking.signal, 'abort')).toEqual([])
  })

  it('refuses work that was aborted before it came', async () => {
    await expect(engines.lyrics.write({ prompt: 'x', seed: 1 }, AbortSignal.abort())).rejects.toThrow()
  })
})
