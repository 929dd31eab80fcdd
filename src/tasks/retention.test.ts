import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { registerUpload } from './files.js'
import { sweepExpired } from './retention.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'

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

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const rows = () => world.db.selectFrom('files').select(['key', 'size_bytes', 'purpose']).execute()
const upload = (key: string, keepDays = 3) => ({ key, contentType: 'audio/wav', sizeBytes: 9, keepDays })

describe('the sweeper', () => {
  it('deletes what has expired, object first, and leaves the rest', async () => {
    const accountId = await world.account()
    await registerUpload(world.db, accountId, upload('old.wav', -1))
    await registerUpload(world.db, accountId, upload('new.wav'))
    const deleted: string[] = []
    const objects = {
      delete: async (key: string) => {
        deleted.push(key)
      },
    }
    expect(await sweepExpired({ db: world.db, objects, log })).toEqual({ files: 1, tasks: 0 })
    expect(deleted).toEqual(['old.wav'])
    expect(await rows()).toEqual([{ key: 'new.wav', size_bytes: 9, purpose: 'upload' }])
  })

  it('keeps the row of an object that could not be deleted, so that it is tried again', async () => {
    const accountId = await world.account()
    await registerUpload(world.db, accountId, upload('a.wav', -1))
    await registerUpload(world.db, accountId, upload('b.wav', -1))
    let isBroken = true
    const objects = {
      delete: async (key: string) => {
        if (isBroken && key === 'a.wav') throw new Error('bucket unreachable')
      },
    }
    expect((await sweepExpired({ db: world.db, objects, log })).files).toBe(1)
    isBroken = false
    expect((await sweepExpired({ db: world.db, objects, log })).files).toBe(1)
  })

  it('sees an upload to the same key as a new file', async () => {
    const accountId = await world.account()
    await registerUpload(world.db, accountId, upload('a.wav', -1))
    await registerUpload(world.db, accountId, { ...upload('a.wav'), sizeBytes: 10 })
    expect(await rows()).toEqual([{ key: 'a.wav', size_bytes: 10, purpose: 'upload' }])
    expect(
      (await sweepExpired({ db: world.db, objects: { delete: async () => undefined }, log })).files,
    ).toBe(0)
  })

  it('removes tasks that ended 60 days ago, with their tracks, but none that still waits', async () => {
    const accountId = await world.account()
    const { task: ended } = await world.store.submit(newTask(accountId))
    const { task: waiting } = await world.store.submit(newTask(accountId))
    await world.store.cancel(accountId, ended.id)
    await sql`update tasks set created_at = now() - interval '61 days'`.execute(world.db)
    expect(
      (await sweepExpired({ db: world.db, objects: { delete: async () => undefined }, log })).tasks,
    ).toBe(1)
    expect(await world.find(ended.id)).toBeUndefined()
    expect(await world.find(waiting.id)).toBeDefined()
  })
})
