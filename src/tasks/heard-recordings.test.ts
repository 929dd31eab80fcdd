import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createHeardRecordings, sweepHeardRecordings } from './heard-recordings.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'

let world: TaskWorld
beforeAll(async () => {
  world = await createTaskWorld()
})
afterEach(async () => {
  await world.reset()
  await world.db.deleteFrom('heard_recordings').execute()
})
afterAll(async () => {
  await world.close()
})

const KEY = { contentHash: 'ab'.repeat(32), heardBy: 'ears/1' }
const submit = async () => (await world.store.submit(newTask(await world.account()))).task.id

describe('heard recordings', () => {
  it('are found again by their bytes and by the ears that heard them', async () => {
    const recordings = createHeardRecordings(world.db)
    expect(await recordings.find(KEY)).toBeUndefined()
    await recordings.keep(KEY, { tempoBpm: 100 }, { taskId: await submit(), field: 'uploadUrl' })
    expect(await recordings.find(KEY)).toEqual({ tempoBpm: 100 })
    expect(await recordings.find({ ...KEY, heardBy: 'ears/2' })).toBeUndefined()
  })

  it('are told by task and field; a run that is resumed names them again', async () => {
    const recordings = createHeardRecordings(world.db)
    const taskId = await submit()
    const other = { ...KEY, contentHash: 'cd'.repeat(32) }
    await recordings.keep(other, { tempoBpm: 90 }, { taskId, field: 'uploadUrlList.1' })
    await recordings.keep(KEY, { tempoBpm: 100 }, { taskId, field: 'uploadUrlList.0' })
    await recordings.keep(KEY, { tempoBpm: 100 }, { taskId, field: 'uploadUrlList.0' })
    expect(await recordings.ofTask(taskId)).toEqual([
      { field: 'uploadUrlList.0', heard: { tempoBpm: 100 } },
      { field: 'uploadUrlList.1', heard: { tempoBpm: 90 } },
    ])
    expect(await recordings.ofTask(await submit())).toEqual([])
  })

  it('are forgotten when their tasks are gone and nobody has named them for long', async () => {
    const recordings = createHeardRecordings(world.db)
    const taskId = await submit()
    await recordings.keep(KEY, { tempoBpm: 100 }, { taskId, field: 'uploadUrl' })
    await sql`update heard_recordings set used_at = now() - interval '61 days'`.execute(world.db)
    expect(await sweepHeardRecordings(world.db)).toBe(0)
    await world.db.deleteFrom('tasks').where('id', '=', taskId).execute()
    expect(await sweepHeardRecordings(world.db)).toBe(1)
    expect(await recordings.find(KEY)).toBeUndefined()
  })
})
