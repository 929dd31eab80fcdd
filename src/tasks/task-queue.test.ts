import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { claimTasks, RANKS, type Rank } from './claims.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'
import type { NewTask } from './types.js'

let world: TaskWorld
beforeAll(async () => {
  world = await createTaskWorld()
})
afterEach(() => world.reset())
afterAll(() => world.close())

const SHORT_FIRST: readonly Rank[] = [RANKS.resumed, RANKS.short, RANKS.long]

/** The keys whose tasks are claimed, in their order. */
async function claim(places: number, afterKey?: string, ranks = SHORT_FIRST) {
  return claimTasks(world.db, { lane: 'audio', ranks, afterKey, places, workerId: 'worker' })
}

/** Keys in the order of their turns. */
const keys = Array.from({ length: 3 }, (_, i) => `${i + 1}0000000-0000-4000-8000-000000000000`)

async function submit(key: string, changes: Partial<NewTask> = {}): Promise<string> {
  accountId ??= await world.account()
  const { task } = await world.store.submit(
    newTask(accountId, { key: { id: key, isCapped: false }, ...changes }),
  )
  return task.id
}
let accountId: string | undefined
afterEach(() => {
  accountId = undefined
})

describe('keys that submit at the same time', () => {
  it('take turns, however many tasks one of them has', async () => {
    for (let i = 0; i < 5; i++) await submit(keys[0]!)
    await submit(keys[1]!)
    await submit(keys[2]!)
    const order = (await claim(4)).map(({ queue_key }) => keys.indexOf(queue_key))
    expect(order).toEqual([0, 1, 2, 0])
    // Whoever claims next goes on behind the key that was served last.
    await submit(keys[1]!)
    expect((await claim(2, keys[0])).map(({ queue_key }) => keys.indexOf(queue_key))).toEqual([1, 0])
  })

  it('are served in the order of their own tasks', async () => {
    const ids = [await submit(keys[0]!), await submit(keys[0]!), await submit(keys[0]!)]
    expect((await claim(3)).map(({ id }) => id)).toEqual(ids)
  })

  it('are passed over while their tasks are not due', async () => {
    await submit(keys[0]!, { delayMs: 60_000 })
    const due = await submit(keys[1]!)
    expect((await claim(8)).map(({ id }) => id)).toEqual([due])
  })
})

describe('short work', () => {
  it('goes before long work, or after it when that is asked for, and neither keeps the other out', async () => {
    const long = await submit(keys[0]!)
    const short = await submit(keys[0]!)
    await sql`update tasks set rank = ${RANKS.short} where id = ${short}`.execute(world.db)
    expect((await claim(1)).map(({ id }) => id)).toEqual([short])
    await sql`update tasks set state = 'queued', worker_id = null where id = ${short}`.execute(world.db)
    const longFirst = [RANKS.resumed, RANKS.long, RANKS.short]
    expect((await claim(1, undefined, longFirst)).map(({ id }) => id)).toEqual([long])
  })

  it('does not shut long work out although there is always more of it', async () => {
    const finished: string[] = []
    for (let i = 0; i < 12; i++) {
      const id = await submit(keys[0]!)
      if (i > 0) await sql`update tasks set rank = ${RANKS.short} where id = ${id}`.execute(world.db)
    }
    const { rows } = await sql<{ id: string }>`select id from tasks where rank = ${RANKS.long}`.execute(
      world.db,
    )
    await world.startRunner(
      async (run) => {
        finished.push(run.task.id)
        await run.commit({ stage: 'complete', outcome: 'succeeded' })
      },
      { concurrency: 1 },
    )
    await expect.poll(() => finished.length, { timeout: 15_000 }).toBe(12)
    expect(finished.indexOf(rows[0]!.id)).toBeLessThan(6)
  })
})

describe('a task that goes back', () => {
  it('is the first to be taken again', async () => {
    const first = await submit(keys[2]!)
    await claim(1)
    await submit(keys[0]!)
    await sql`update tasks set state = 'queued', worker_id = null, rank = ${RANKS.resumed} where id = ${first}`.execute(
      world.db,
    )
    expect((await claim(1)).map(({ id }) => id)).toEqual([first])
  })
})

it('a queue that many workers ask at once gives each task to one of them', async () => {
  for (let i = 0; i < 60; i++) await submit(keys[i % 3]!)
  const claims = await Promise.all(Array.from({ length: 12 }, () => claim(8, randomUUID())))
  const ids = claims.flat().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(60)
})

it('the place in the queue counts the turns of other keys, not all that they have', async () => {
  for (let i = 0; i < 20; i++) await submit(keys[0]!)
  await submit(keys[1]!)
  const id = await submit(keys[1]!)
  const task = (await world.find(id))!
  // One of its own key, and two of the other.
  expect((await world.store.queuePosition(task))?.position).toBe(4)
})
