import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'

let world: TaskWorld
beforeAll(async () => {
  world = await createTaskWorld()
})
afterEach(() => world.reset())
afterAll(() => world.close())

const submit = async (accountId: string, changes: Parameters<typeof newTask>[1] = {}) =>
  (await world.store.submit(newTask(accountId, changes))).task.id
const list = async (accountId: string, query: Partial<Parameters<TaskWorld['store']['list']>[1]> = {}) =>
  world.store.list(accountId, { limit: 10, ...query })
const idsOf = async (...args: Parameters<typeof list>) => (await list(...args)).tasks.map(({ id }) => id)

describe('the list of tasks', () => {
  it('is newest first and goes on page by page without losing or repeating any', async () => {
    const account = await world.account()
    const ids: string[] = []
    for (let i = 0; i < 7; i++) ids.push(await submit(account))
    // Made in the same microsecond: the id decides.
    await world.db
      .updateTable('tasks')
      .set({ created_at: new Date() })
      .where('id', 'in', ids.slice(2, 6))
      .execute()
    const all = await idsOf(account)
    expect([...all].sort()).toEqual([...ids].sort())
    const paged: string[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await list(account, { limit: 3, cursor })
      paged.push(...page.tasks.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
      pages++
    } while (cursor !== undefined)
    expect(paged).toEqual(all)
    expect(pages).toBe(3)
  })

  it('is private to the account', async () => {
    const [alice, bob] = [await world.account(), await world.account()]
    await submit(alice)
    expect(await idsOf(bob)).toEqual([])
  })

  it('filters by kind, state, time and parent', async () => {
    const account = await world.account()
    const song = await submit(account)
    const light = await submit(account, { kind: 'light', parentTaskId: song })
    await world.store.cancel(account, light)
    expect(await idsOf(account, { kinds: ['light'] })).toEqual([light])
    expect(await idsOf(account, { states: ['queued', 'running'] })).toEqual([song])
    expect(await idsOf(account, { parentTaskId: song })).toEqual([light])
    const { createdAt } = (await world.find(light))!
    expect(await idsOf(account, { from: createdAt })).toEqual([light])
    expect(await idsOf(account, { to: createdAt })).not.toContain(light)
  })
})

it('a sandbox task waits in the light lane whatever its kind', async () => {
  const account = await world.account()
  const id = await submit(account, { kind: 'song', sandbox: true })
  const row = await world.db
    .selectFrom('tasks')
    .select(['lane', 'sandbox'])
    .where('id', '=', id)
    .executeTakeFirst()
  expect(row).toEqual({ lane: 'light', sandbox: true })
})
