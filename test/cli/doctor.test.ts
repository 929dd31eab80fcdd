import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examine, nodeVersion, type Finding } from '../../src/admin/doctor.js'
import { startS3Server } from '../../src/media/storage/testing/s3-server.js'
import { createTestDatabase, type TestDatabase } from '../support/postgres.js'
import { startSandboxServer } from './sandbox-server.js'

let database: TestDatabase
let folder: string
let good: Record<string, string>
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'troubadour-doctor-'))
  good = {
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: database.connectionString,
    WEBHOOK_HMAC_KEY: 'a long and random text',
  }
}, 60_000)
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function findings(more: Readonly<Record<string, string>> = {}): Promise<Map<string, Finding>> {
  const found = new Map<string, Finding>()
  for await (const finding of examine({ ...good, ...more })) found.set(finding.name, finding)
  return found
}

describe('doctor', () => {
  it('finds nothing wrong with a machine that can run a server', async () => {
    const found = await findings()
    expect([...found.values()].filter(({ state }) => state === 'fail')).toEqual([])
    expect([...found.keys()]).toEqual([
      ...['Node.js', 'machine', 'settings', 'data folder', 'disk space', 'port', 'ffmpeg', 'sounds'],
      ...['database', 'clock', 'storage', 'callbacks', 'address', 'engines'],
    ])
    expect(found.get('database')!.text).toMatch(/PostgreSQL at DATABASE_URL \d+, schema (\d+) of \1/)
  })

  it('says how to fix what is wrong', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const { port } = squatter.address() as AddressInfo
    const s3 = await startS3Server()
    const bucket = {
      S3_BUCKET: 'elsewhere',
      S3_ENDPOINT: s3.options.endpoint!,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    }
    const cases: [
      environment: Record<string, string>,
      name: string,
      state: Finding['state'],
      says: RegExp,
    ][] = [
      [{ RENDER_THREADS: 'many' }, 'settings', 'fail', /RENDER_THREADS is "many".*correct RENDER_THREADS/],
      [{ PORT: String(port) }, 'port', 'fail', /another program listens.*set PORT/],
      [{ HOST: '203.0.113.1', PORT: '3000' }, 'port', 'fail', /set HOST to an address of this machine/],
      [
        { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
        'database',
        'fail',
        /ECONNREFUSED.*DATABASE_URL/,
      ],
      [bucket, 'storage', 'fail', /bucket "elsewhere".*see that the bucket exists/],
      [{ DATA_DIR: '/dev/null/data' }, 'data folder', 'fail', /set DATA_DIR/],
      [{ MIN_FREE_DISK_MB: '1000000000' }, 'disk space', 'fail', /code 455.*MIN_FREE_DISK_MB/],
      [{ WEBHOOK_HMAC_KEY: '' }, 'callbacks', 'warn', /openssl rand/],
      [{ HOST: '0.0.0.0' }, 'address', 'warn', /set PUBLIC_URL/],
    ]
    for (const [environment, name, state, says] of cases) {
      const finding = (await findings(environment)).get(name)!
      expect(finding).toMatchObject({ name, state })
      expect(`${finding.text} ${finding.fix}`).toMatch(says)
    }
    expect((await findings({ ...bucket, S3_BUCKET: 'songs' })).get('storage')!.state).toBe('ok')
    squatter.close()
    await s3.close()
  }, 120_000)

  it('knows a running server from a stranger on its port', async () => {
    const server = await startSandboxServer()
    const found = await findings({ PORT: new URL(server.url).port })
    expect(found.get('port')).toMatchObject({
      state: 'ok',
      text: expect.stringContaining('a Troubadour server') as string,
    })
    await server.stop()
  }, 120_000)

  it.each([
    ['18.20.4', 'fail'],
    ['20.18.3', 'fail'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
  ])('takes Node.js %s as %s', (version, state) => {
    expect(nodeVersion(version).state).toBe(state)
  })
})
