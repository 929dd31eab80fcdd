import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sweepExpired } from './retention.js'
import { createSongLibrary, type SongLibrary, type SongQuery } from './song-library.js'
import { fromTrack } from './task-rows.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'

let world: TaskWorld
let library: SongLibrary
beforeAll(async () => {
  world = await createTaskWorld()
  library = createSongLibrary(world.db)
})
afterEach(() => world.reset())
afterAll(() => world.close())

interface Wanted {
  readonly title: string
  readonly tags?: string
  readonly lyrics?: string
  readonly durationSeconds?: number
  readonly isUnfinished?: boolean
}

/** A finished song in the library of an account. */
async function song(accountId: string, wanted: Wanted): Promise<string> {
  const { task } = await world.store.submit(newTask(accountId))
  const id = randomUUID()
  await world.db
    .insertInto('tracks')
    .values(
      fromTrack({
        id,
        taskId: task.id,
        index: 0,
        title: wanted.title,
        tags: wanted.tags ?? '',
        lyrics: wanted.lyrics ?? '',
        modelName: 'chirp-crow',
        engine: 'test',
        score: new Uint8Array(1),
        recordingKeys: {},
        imageKey: null,
        audioKey: wanted.isUnfinished === true ? null : `songs/${id}.mp3`,
        durationSeconds: wanted.isUnfinished === true ? null : (wanted.durationSeconds ?? 60),
        waveform: [0.5],
        warnings: [],
      }),
    )
    .execute()
  return id
}

const titles = async (accountId: string, query: Partial<SongQuery> = {}) =>
  (await library.list(accountId, { order: 'newest', limit: 10, ...query })).songs.map(
    ({ track }) => track.title,
  )

describe('the library', () => {
  it('is private to the account', async () => {
    const [alice, bob] = [await world.account(), await world.account()]
    const id = await song(alice, { title: 'Hers' })
    expect(await titles(alice)).toEqual(['Hers'])
    expect(await titles(bob)).toEqual([])
    expect(await library.find(bob, id)).toBeUndefined()
    expect(await library.change(bob, id, { title: 'His' })).toBeUndefined()
    expect((await library.find(alice, id))?.track.title).toBe('Hers')
  })

  it('finds words in title, style and lyrics, whatever their case, and takes % and _ as they stand', async () => {
    const account = await world.account()
    await song(account, { title: 'Winter Wind', tags: 'folk, calm' })
    await song(account, { title: 'Summer', tags: 'Disco', lyrics: 'the wind is warm' })
    await song(account, { title: '100% summer_time' })
    expect(await titles(account, { text: 'WIND' })).toEqual(['Summer', 'Winter Wind'])
    expect(await titles(account, { text: 'wind disco' })).toEqual(['Summer'])
    expect(await titles(account, { text: '100%' })).toEqual(['100% summer_time'])
    expect(await titles(account, { text: 'r_t' })).toEqual(['100% summer_time'])
  })

  it('orders by age, title and length', async () => {
    const account = await world.account()
    await song(account, { title: 'beta', durationSeconds: 9 })
    await song(account, { title: 'Alpha', durationSeconds: 100 })
    await song(account, { title: 'gamma', durationSeconds: 20 })
    expect(await titles(account, { order: 'newest' })).toEqual(['gamma', 'Alpha', 'beta'])
    expect(await titles(account, { order: 'oldest' })).toEqual(['beta', 'Alpha', 'gamma'])
    expect(await titles(account, { order: 'title' })).toEqual(['Alpha', 'beta', 'gamma'])
    expect(await titles(account, { order: 'longest' })).toEqual(['Alpha', 'gamma', 'beta'])
  })

  it.each(['newest', 'oldest', 'title', 'longest'] as const)(
    'goes on page by page without losing or repeating any, %s first',
    async (order) => {
      const account = await world.account()
      for (const title of ['Ä', 'same', 'same', 'same', 'ö', 'zz', '']) await song(account, { title })
      const all = (await library.list(account, { order, limit: 10 })).songs.map(({ track }) => track.id)
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await library.list(account, { order, limit: 2, cursor })
        paged.push(...page.songs.map(({ track }) => track.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(paged).toEqual(all)
      expect(all).toHaveLength(7)
    },
  )

  it('keeps likes, labels and new titles, and filters by them', async () => {
    const account = await world.account()
    const id = await song(account, { title: 'Draft' })
    await song(account, { title: 'Other' })
    const changed = await library.change(account, id, {
      title: 'Final',
      isLiked: true,
      labels: ['album', 'slow'],
    })
    expect(changed).toMatchObject({ isLiked: true, labels: ['album', 'slow'], track: { title: 'Final' } })
    expect(await titles(account, { isLiked: true })).toEqual(['Final'])
    expect(await titles(account, { label: 'slow' })).toEqual(['Final'])
    expect(await titles(account, { label: 'fast' })).toEqual([])
    expect(await library.labels(account)).toEqual([
      { label: 'album', songs: 1 },
      { label: 'slow', songs: 1 },
    ])
    expect((await library.change(account, id, {}))?.labels).toEqual(['album', 'slow'])
  })

  it('hides deleted songs, brings them back, and removes their sound after a day', async () => {
    const account = await world.account()
    const id = await song(account, { title: 'Gone' })
    const key = `songs/${id}.mp3`
    await world.db
      .insertInto('files')
      .values({
        key,
        account_id: account,
        task_id: null,
        purpose: 'result',
        content_type: 'audio/mpeg',
        size_bytes: 1,
        expires_at: new Date(Date.now() + 864e5),
      })
      .execute()
    const removed: string[] = []
    const sweep = () =>
      sweepExpired({
        db: world.db,
        objects: { delete: async (each) => void removed.push(each) },
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      })
    await library.change(account, id, { isDeleted: true })
    expect(await titles(account)).toEqual([])
    expect(await titles(account, { isDeleted: true })).toEqual(['Gone'])
    await sweep()
    expect(removed).toEqual([])
    await library.change(account, id, { isDeleted: false })
    expect(await titles(account)).toEqual(['Gone'])

    await library.change(account, id, { isDeleted: true })
    await world.db
      .updateTable('tracks')
      .set({ deleted_at: new Date(Date.now() - 2 * 864e5) })
      .where('id', '=', id)
      .execute()
    await sweep()
    expect(removed).toEqual([key])
  })

  it('shows songs in the making, but not what a failed task left behind', async () => {
    const account = await world.account()
    const id = await song(account, { title: 'In the making', isUnfinished: true })
    expect(await titles(account)).toEqual(['In the making'])
    await world.store.cancel(account, (await library.find(account, id))!.task.id)
    expect(await titles(account)).toEqual([])
  })

  it('names personas and voices, newest first, to their account only', async () => {
    const account = await world.account()
    const { task } = await world.store.submit(newTask(account))
    for (const [id, kind, name] of [
      ['one', 'style', 'Winter'],
      ['two', 'voice', 'Mine'],
    ] as const) {
      await world.db
        .insertInto('personas')
        .values({
          ...{ id: `${id}-${account}`, account_id: account, kind, task_id: task.id, track_id: null },
          persona: JSON.stringify({ name }),
          created_at: new Date(id === 'one' ? 1 : 2),
        })
        .execute()
    }
    const named = await library.personas(account)
    expect(named.map(({ kind, name }) => [kind, name])).toEqual([
      ['voice', 'Mine'],
      ['style', 'Winter'],
    ])
    expect(await library.personas(await world.account())).toEqual([])
  })
})
