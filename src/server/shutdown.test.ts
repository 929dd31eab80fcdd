import { describe, expect, it, vi } from 'vitest'
import { createShutdown } from './shutdown.js'

function shutdownOf(parts: Readonly<Record<string, () => Promise<unknown>>>) {
  const complaints: string[] = []
  const log = {
    error: ({ part, err }: { part: string; err: Error }) => complaints.push(`${part}: ${err.message}`),
  }
  const shutdown = createShutdown(log, 50)
  for (const [name, end] of Object.entries(parts)) shutdown.add(name, end)
  return { shutdown, complaints }
}

describe('createShutdown', () => {
  it('ends the last part first, each when the one before has ended', async () => {
    const ended: string[] = []
    const slowly = (name: string) => async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      ended.push(name)
    }
    const { shutdown, complaints } = shutdownOf({ database: slowly('database'), api: slowly('api') })
    await shutdown.run()
    expect(ended).toEqual(['api', 'database'])
    expect(complaints).toEqual([])
  })

  it('names parts that fail or hang, and ends the others', async () => {
    const ended = vi.fn()
    const { shutdown, complaints } = shutdownOf({
      files: async () => void ended(),
      deliveries: () => new Promise(() => undefined),
      tasks: () => Promise.reject(new Error('the database is away')),
    })
    await shutdown.run()
    expect(ended).toHaveBeenCalledOnce()
    expect(complaints).toEqual(['tasks: the database is away', 'deliveries: not ended after 50 ms'])
  })

  it('ends nothing twice', async () => {
    const end = vi.fn(async () => undefined)
    const { shutdown } = shutdownOf({ api: end })
    await shutdown.run()
    await shutdown.run()
    expect(end).toHaveBeenCalledOnce()
  })
})
