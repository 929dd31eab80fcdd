import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createAdmission } from './admission.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'

let world: TaskWorld
beforeAll(async () => {
  world = await createTaskWorld()
})
afterEach(() => world.reset())
afterAll(() => world.close())

const alice = '10000000-0000-4000-8000-000000000000'
const bob = '20000000-0000-4000-8000-000000000000'

async function wait(key: string, count: number): Promise<void> {
  const accountId = await world.account()
  for (let i = 0; i < count; i++) {
    const kind = i % 2 ? 'light' : 'song'
    await world.store.submit(newTask(accountId, { kind, key: { id: key, isCapped: false } }))
  }
}

it('lets tasks in until a key has as many waiting as it may, and then only those of others', async () => {
  const limits = { maxQueued: 100, maxQueuedPerKey: 4 }
  await wait(alice, 3)
  expect(await createAdmission(world.db, limits)(alice)).toBeUndefined()
  await wait(alice, 1)
  const admission = createAdmission(world.db, limits)
  expect(await admission(alice)).toBe('key')
  expect(await admission(bob)).toBeUndefined()
})

it('lets nobody in when too many tasks wait in all', async () => {
  await wait(alice, 3)
  await wait(bob, 3)
  const admission = createAdmission(world.db, { maxQueued: 6, maxQueuedPerKey: 100 })
  expect(await admission(alice)).toBe('server')
})
