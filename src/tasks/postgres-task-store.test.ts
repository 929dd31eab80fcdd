import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readBalance } from '../accounts/index.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'
import { InsufficientCreditsError } from './types.js'

let world: TaskWorld
beforeAll(async () => {
  world = await createTaskWorld()
})
afterEach(async () => {
  await world.reset()
})
afterAll(async () => {
  await world.close()
})

const count = async (table: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(world.db)
  return rows[0]!.n
}

describe('submitting', () => {
  it('writes task and credit hold together', async () => {
    const accountId = await world.account({ balance: 30 })
    const { task } = await world.store.submit(newTask(accountId, { cost: 12, seed: 2 ** 40 }))
    expect(await world.store.find(accountId, task.id)).toEqual(task)
    expect(task).toMatchObject({
      seed: 2 ** 40,
      cost: 12,
      request: { prompt: 'rain' },
      param: '{"prompt":"rain"}',
    })
    expect(await readBalance(world.db, accountId)).toEqual({ unlimited: false, balance: 18, held: 12 })
  })

  it('writes nothing at all when the balance does not cover it', async () => {
    const accountId = await world.account({ balance: 11.99 })
    await expect(world.store.submit(newTask(accountId, { cost: 12 }))).rejects.toThrow(
      InsufficientCreditsError,
    )
    expect(await count('tasks')).toBe(0)
    expect(await count('credit_entries')).toBe(0)
    expect(await readBalance(world.db, accountId)).toEqual({ unlimited: false, balance: 11.99, held: 0 })
  })

  it('never spends more than there is, however many requests come in at once', async () => {
    const accountId = await world.account({ balance: 100 })
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => world.store.submit(newTask(accountId, { cost: 12 }))),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(8)
    expect(await readBalance(world.db, accountId)).toEqual({ unlimited: false, balance: 4, held: 96 })
  })

  it('writes what comes at the same time together, each with its hold', async () => {
    const unlimited = await world.account()
    const limited = await world.account({ balance: 24 })
    const results = await Promise.allSettled(
      Array.from({ length: 150 }, (_, n) =>
        world.store.submit(newTask(n % 10 === 0 ? limited : unlimited, { cost: 12, seed: n })),
      ),
    )
    const tasks = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.task] : []))
    expect(tasks).toHaveLength(137)
    for (const task of tasks) expect(await world.store.find(task.accountId, task.id)).toEqual(task)
    expect(await count('credit_entries')).toBe(137)
    expect(await readBalance(world.db, limited)).toEqual({ unlimited: false, balance: 0, held: 24 })
  })

  it('does not let one bad submit spoil those beside it', async () => {
    const accountId = await world.account()
    const bad = newTask(accountId, { cost: -1 })
    const results = await Promise.allSettled(
      [newTask(accountId), bad, newTask(accountId)].map((task) => world.store.submit(task)),
    )
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await count('tasks')).toBe(2)
  })

  it('does not touch the balance of an unlimited account but keeps its ledger', async () => {
    const accountId = await world.account()
    await world.store.submit(newTask(accountId, { cost: 12 }))
    expect(await readBalance(world.db, accountId)).toEqual({ unlimited: true, balance: 0, held: 0 })
    expect(await count('credit_entries')).toBe(1)
  })

  it('answers a repeated idempotency key with the first task, also when both come at once', async () => {
    const accountId = await world.account({ balance: 30 })
    const request = newTask(accountId, { cost: 12, idempotencyKey: 'order-1' })
    const results = await Promise.all(Array.from({ length: 6 }, () => world.store.submit(request)))
    expect(new Set(results.map(({ task }) => task.id)).size).toBe(1)
    expect(results.filter(({ created }) => created)).toHaveLength(1)
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 18 })
    const other = await world.account()
    expect((await world.store.submit({ ...request, accountId: other })).created).toBe(true)
  })
})

describe('reading', () => {
  it('shows nobody the tasks of another account', async () => {
    const [mine, theirs] = [await world.account(), await world.account()]
    const { task } = await world.store.submit(newTask(mine, { parentTrackId: 'track' }))
    await world.db
      .insertInto('tracks')
      .values({
        id: 'track-1',
        task_id: task.id,
        track_index: 0,
        title: '',
        tags: '',
        lyrics: '',
        model_name: '',
        engine: '',
        score: Buffer.alloc(0),
        recording_keys: '{}',
        waveform: [],
        warnings: '[]',
      })
      .execute()
    expect(await world.store.find(theirs, task.id)).toBeUndefined()
    expect(await world.store.findTrack(theirs, task.id, 'track-1')).toBeUndefined()
    expect(await world.store.findDerived(theirs, 'song', 'track')).toBeUndefined()
    expect(await world.store.cancel(theirs, task.id)).toBe(false)
    expect(await world.store.findTrack(mine, task.id, 'track-1')).toMatchObject({ id: 'track-1' })
    expect(await world.store.findTrack(mine, 'another task', 'track-1')).toBeUndefined()
    expect(await world.store.findTrackById('track-1')).toMatchObject({ taskId: task.id })
  })

  it('finds the newest derived task that has not failed', async () => {
    const accountId = await world.account()
    const derived = { kind: 'light', parentTrackId: 'track-1' }
    const { task: older } = await world.store.submit(newTask(accountId, derived))
    const { task: newer } = await world.store.submit(newTask(accountId, derived))
    expect(await world.store.findDerived(accountId, 'light', 'track-1')).toMatchObject({ id: newer.id })
    await world.store.cancel(accountId, newer.id)
    expect(await world.store.findDerived(accountId, 'light', 'track-1')).toMatchObject({ id: older.id })
    expect(await world.store.findDerived(accountId, 'song', 'track-1')).toBeUndefined()
  })

  it('tells the place in the queue and a time that follows from earlier tasks', async () => {
    const accountId = await world.account()
    const [first, second] = [
      await world.store.submit(newTask(accountId)),
      await world.store.submit(newTask(accountId)),
    ]
    expect(await world.store.queuePosition(first.task)).toEqual({ position: 1, etaSeconds: 30 })
    expect(await world.store.queuePosition(second.task)).toEqual({ position: 2, etaSeconds: 45 })
    await sql`update tasks set state = 'succeeded', started_at = now(), completed_at = now() + interval '10 s'
               where id = ${first.task.id}`.execute(world.db)
    expect(await world.store.queuePosition(first.task)).toBeUndefined()
    expect(await world.store.queuePosition(second.task)).toEqual({ position: 1, etaSeconds: 10 })
  })
})
