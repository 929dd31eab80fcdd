import { mkdtemp, readFile, stat, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@troubadour/sdk'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../src/admin/backup.js'
import { openStores } from '../../src/admin/open-stores.js'
import { restore } from '../../src/admin/restore.js'
import { readRows, tablesInOrder } from '../../src/admin/table-rows.js'
import { loadConfig, type Config } from '../../src/config.js'
import { startServer } from '../../src/server/start-server.js'
import { startS3Server } from '../../src/media/storage/testing/s3-server.js'
import { createEmptyDatabase } from '../support/postgres.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'troubadour-backup-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const environmentOf = (name: string) => ({
  PORT: '0',
  DATA_DIR: join(folder, name),
  RENDER_THREADS: '1',
  LOG_LEVEL: 'silent',
})

/** Every row of every table, and the bytes of every file it names. */
async function contentOf(config: Config): Promise<unknown> {
  const stores = await openStores(config)
  try {
    const { db } = stores.connection
    const tables = await db.transaction().execute(async (trx) => {
      const rows: Record<string, string[]> = {}
      for (const table of await tablesInOrder(trx)) {
        rows[table] = []
        for await (const row of readRows(trx, table)) rows[table].push(row)
        rows[table].sort()
      }
      return rows
    })
    const { rows: files } = await sql<{ key: string }>`select key from files order by key`.execute(db)
    const objects: Record<string, unknown> = {}
    for (const { key } of files) {
      const path = join(folder, 'one-object')
      await stores.objects.download(key, path)
      const { sizeBytes, contentType } = (await stores.objects.head(key))!
      objects[key] = {
        sizeBytes,
        contentType,
        start: (await readFile(path)).toString('base64').slice(0, 4000),
      }
    }
    return { tables, objects }
  } finally {
    await stores.close()
  }
}

/** A song, its stems and an upload of a sandbox key; the backup is made while the server runs. */
async function fillAndBackUp(config: Config, archive: string) {
  const server = await startServer(config)
  try {
    const client = createClient({ baseUrl: server.url, apiKey: 'sk-test-backup' })
    const song = await client.generate({
      prompt: 'quotes " and \\ and ümlauts, (parentheses)',
      ...{ customMode: false, instrumental: false, model: 'V5' as const },
    })
    const record = await client.waitFor(song)
    const audioId = record.response!.sunoData[0]!.id
    await client.waitFor(await client.separate({ taskId: song.taskId, audioId, type: 'split_stem' }))
    await client.upload(new Blob([Buffer.alloc(2000, 'RIFF')]), {
      fileName: `a long name ${'x'.repeat(150)}.wav`,
    })
    return { report: await backUp(config, archive), taskId: song.taskId }
  } finally {
    await server.stop()
  }
}

describe('backup and restore', () => {
  it('bring everything into a fresh folder, where the same key goes on with the same songs', async () => {
    const config = loadConfig(environmentOf('before'))
    const archive = join(folder, 'backup.tar.gz')
    const { report, taskId } = await fillAndBackUp(config, archive)
    expect(report.missingObjects).toEqual([])
    expect(report.rows).toMatchObject({ tracks: 2, tasks: 2 })
    expect(report.objects).toBeGreaterThan(6)
    // What a crash may take is not worth keeping, and signing secrets are nobody else's to read.
    expect(Object.keys(report.rows)).not.toContain('stream_pieces')
    expect(Object.keys(report.rows)).toContain('webhook_secrets')
    expect((await stat(archive)).mode & 0o777).toBe(0o600)

    const fresh = loadConfig(environmentOf('after'))
    const restored = await restore(fresh, archive)
    expect(restored.rows).toEqual(report.rows)
    expect(restored.objects).toBe(report.objects)
    expect(await readFile(join(fresh.dataDir, 'api-key'))).toEqual(
      await readFile(join(config.dataDir, 'api-key')),
    )

    const server = await startServer(fresh)
    const client = createClient({ baseUrl: server.url, apiKey: 'sk-test-backup' })
    const record = await client.recordOf({ operation: 'generate', taskId })
    const [song] = record!.response!.sunoData
    const audio = await fetch(song!.audioUrl)
    expect(audio.status).toBe(200)
    await audio.body!.cancel()
    // Numbers that the database draws do not collide with those that came back.
    await client.waitFor(await client.lyrics({ prompt: 'after the move' }))
    await server.stop()
  }, 180_000)

  it('bring the same rows and bytes into a database of one’s own and a bucket', async () => {
    const [from, to] = await Promise.all([createEmptyDatabase(), createEmptyDatabase()])
    const s3 = await startS3Server()
    const archive = join(folder, 'backup.tar.gz')
    const config = loadConfig({ ...environmentOf('before'), DATABASE_URL: from.connectionString })
    await fillAndBackUp(config, archive)
    const { bucket, endpoint, accessKeyId, secretAccessKey } = s3.options
    const fresh = loadConfig({
      ...environmentOf('after'),
      DATABASE_URL: to.connectionString,
      S3_BUCKET: bucket,
      S3_ENDPOINT: endpoint!,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    })
    await restore(fresh, archive)
    // And back from the bucket to a disk, by way of a second archive.
    const second = join(folder, 'second.tar.gz')
    await backUp(fresh, second)
    const last = await createEmptyDatabase()
    const back = loadConfig({ ...environmentOf('back'), DATABASE_URL: last.connectionString })
    await restore(back, second)
    const reference = await contentOf(fresh)
    expect(await contentOf(back)).toEqual(reference)

    await expect(restore(back, archive)).rejects.toThrow('the database is not empty')
    await Promise.all([from.drop(), to.drop(), last.drop(), s3.close()])
  }, 180_000)

  it('commits nothing of an archive that is damaged, cut off or no archive', async () => {
    const from = await createEmptyDatabase()
    const archive = join(folder, 'backup.tar.gz')
    await fillAndBackUp(
      loadConfig({ ...environmentOf('before'), DATABASE_URL: from.connectionString }),
      archive,
    )
    const bytes = await readFile(archive)
    const to = await createEmptyDatabase()
    const fresh = loadConfig({ ...environmentOf('after'), DATABASE_URL: to.connectionString })
    const spoilt = join(folder, 'spoilt.tar.gz')
    const changed = Buffer.from(bytes)
    changed[Math.floor(bytes.length / 2)]! ^= 0xff
    for (const content of [bytes.subarray(0, bytes.length - 2000), changed, Buffer.from('no archive')]) {
      await writeFile(spoilt, content)
      await expect(restore(fresh, spoilt)).rejects.toThrow(/spoilt|damaged/)
    }
    // Empty still: the good one goes in.
    await restore(fresh, archive)
    await Promise.all([from.drop(), to.drop()])
  }, 180_000)
})
