import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readBalance } from '../accounts/index.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'
import { AlreadyMadeError, InsufficientCreditsError, type NewPersona } from './types.js'

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

const persona = (id: string, trackId: string | null = 'track'): NewPersona => ({
  id,
  kind: trackId === null ? 'voice' : 'style',
  trackId,
  persona: { id, singerId: 'clara' },
})

describe('work that was done while the client waited', () => {
  it('is recorded as a task that has succeeded and is paid for, and nobody is sent for it', async () => {
    const accountId = await world.account({ balance: 10 })
    const { task, created } = await world.store.submitFinished(
      newTask(accountId, { kind: 'style-boost', cost: 0.4 }),
      { result: { text: 'Pop' } },
    )
    expect(created).toBe(true)
    expect(await world.store.find(accountId, task.id)).toMatchObject({
      state: 'succeeded',
      stage: 'complete',
      progress: 1,
      result: { text: 'Pop' },
      cost: 0.4,
    })
    expect(task.completedAt).not.toBeNull()
    expect(await readBalance(world.db, accountId)).toEqual({ unlimited: false, balance: 9.6, held: 0 })
  })

  it('leaves nothing behind when it cannot be paid for', async () => {
    const accountId = await world.account({ balance: 0.1 })
    await expect(
      world.store.submitFinished(newTask(accountId, { kind: 'persona', cost: 0.4 }), {
        result: {},
        persona: persona('persona_1'),
      }),
    ).rejects.toThrow(InsufficientCreditsError)
    expect(await world.db.selectFrom('tasks').selectAll().execute()).toEqual([])
    expect(await world.store.findPersona(accountId, 'persona_1')).toBeUndefined()
  })

  it('is recorded once for an idempotency key', async () => {
    const accountId = await world.account()
    const order = newTask(accountId, { kind: 'style-boost', idempotencyKey: 'k' })
    const first = await world.store.submitFinished(order, { result: { text: 'one' } })
    const second = await world.store.submitFinished(order, { result: { text: 'two' } })
    expect(second).toMatchObject({ created: false, task: { id: first.task.id, result: { text: 'one' } } })
  })
})

describe('personas', () => {
  it('belong to their account', async () => {
    const [alice, bob] = [await world.account(), await world.account()]
    await world.store.submitFinished(newTask(alice, { kind: 'persona' }), {
      result: {},
      persona: persona('persona_1'),
    })
    expect(await world.store.findPersona(alice, 'persona_1')).toEqual({ id: 'persona_1', singerId: 'clara' })
    expect(await world.store.personaIdOf(alice, 'track')).toBe('persona_1')
    expect(await world.store.findPersona(bob, 'persona_1')).toBeUndefined()
    expect(await world.store.personaIdOf(bob, 'track')).toBeUndefined()
  })

  it('are taken from a track once, however many ask at the same time', async () => {
    const accountId = await world.account()
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, (_, i) =>
        world.store.submitFinished(newTask(accountId, { kind: 'persona' }), {
          result: {},
          persona: persona(`persona_${i}`),
        }),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(AlreadyMadeError)
    }
    expect(await world.db.selectFrom('tasks').select('id').execute()).toHaveLength(1)
  })

  it('made after recordings may be many', async () => {
    const accountId = await world.account()
    for (const id of ['voice_1', 'voice_2']) {
      await world.store.submitFinished(newTask(accountId, { kind: 'voice' }), {
        result: {},
        persona: persona(id, null),
      })
    }
    expect(await world.store.findPersona(accountId, 'voice_2')).toBeDefined()
  })
})

describe('cover images of a task', () => {
  it('are ordered once, and again when that failed', async () => {
    const accountId = await world.account()
    const { task: music } = await world.store.submit(newTask(accountId))
    const order = newTask(accountId, { kind: 'cover-images', parentTaskId: music.id })
    const { task } = await world.store.submit(order)
    await expect(world.store.submit(order)).rejects.toThrow(AlreadyMadeError)
    expect(await world.store.findDerivedFromTask(accountId, 'cover-images', music.id)).toEqual(task)
    await world.store.cancel(accountId, task.id)
    expect(await world.store.findDerivedFromTask(accountId, 'cover-images', music.id)).toBeUndefined()
    expect((await world.store.submit(order)).created).toBe(true)
  })
})
