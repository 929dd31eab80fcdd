import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { projectPath } from '../../paths.js'
import { connectDatabase } from '../pool.js'
import { whileUnreachable } from '../transaction.js'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js'
import { isAlive } from './start-lock.js'

let home: string
let directory: string
const running: EmbeddedPostgres[] = []
const start = async (options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) => {
  const server = await startEmbeddedPostgres({ directory, ...options })
  running.push(server)
  return server
}

beforeAll(async () => {
  // Mode 0700, as a home folder is.
  home = await mkdtemp(join(tmpdir(), 'troubadour-embedded-'))
  directory = join(home, 'postgres')
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})
afterAll(async () => {
  await rm(home, { recursive: true })
})

describe('the embedded PostgreSQL', () => {
  it('starts, keeps what it is told over a restart, and leaves no process behind', async () => {
    const first = await start()
    expect(first.wasAdopted).toBe(false)
    const connection = connectDatabase(first.connectionString)
    await sql`create table kept (n int)`.execute(connection.db)
    await sql`insert into kept values (1)`.execute(connection.db)
    const { rows: settings } = await sql<{ listen: string; fsync: string; collate: string }>`
      select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync,
             datlocale as collate from pg_database where datname = current_database()`.execute(connection.db)
    expect(settings).toEqual([{ listen: '127.0.0.1', fsync: 'on', collate: 'C.UTF-8' }])
    await connection.close()
    const { pid } = first
    await first.stop()
    running.length = 0
    expect(isAlive(pid)).toBe(false)

    const second = await start()
    const again = connectDatabase(second.connectionString)
    const { rows } = await sql`select n from kept`.execute(again.db)
    expect(rows).toEqual([{ n: 1 }])
    await again.close()
  })

  it('lets nobody in without the password, which only the owner can read', async () => {
    const server = await start()
    expect((await stat(join(directory, 'connection.json'))).mode & 0o777).toBe(0o600)
    const url = new URL(server.connectionString)
    url.password = 'guessed'
    const connection = connectDatabase(url.toString())
    await expect(sql`select 1`.execute(connection.db)).rejects.toThrow('password authentication failed')
    await connection.close()
  })

  it('comes back by itself after kill -9, with everything that was committed', async () => {
    const server = await start()
    const connection = connectDatabase(server.connectionString)
    await sql`create table survivors (n int)`.execute(connection.db)
    let committed = 0
    for (let round = 0; round < 2; round++) {
      const { pid } = server
      for (let i = 0; i < 20; i++) {
        await sql`insert into survivors values (${committed})`.execute(connection.db)
        committed++
      }
      process.kill(pid, 'SIGKILL')
      await expect.poll(() => server.pid, { timeout: 30_000 }).not.toBe(pid)
      const { rows } = await whileUnreachable({ patienceMs: 30_000 }, () =>
        sql<{ n: number }>`select count(*) as n from survivors`.execute(connection.db),
      )
      expect(rows[0]!.n).toBe(committed)
    }
    await connection.close()
  })

  it('survives kill -9 of the process that started it and is adopted by the next one', async () => {
    const fixture = projectPath('src/db/testing/start-and-die.ts')
    const pid = await new Promise<number>((resolve, reject) => {
      const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', fixture, directory], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let output = ''
      child.stdout.on('data', (piece: Buffer) => {
        output += piece.toString()
      })
      child.once('error', reject)
      child.once('close', (code, signal) => {
        if (signal === 'SIGKILL') resolve(Number(output))
        else reject(new Error(`the process ended with ${code ?? signal} instead of being killed`))
      })
    })
    expect(isAlive(pid)).toBe(true)
    const server = await start()
    expect(server).toMatchObject({ wasAdopted: true, pid })
  })

  it('stays up while another process of ours uses it', async () => {
    const [first, second] = await Promise.all([start(), start()])
    expect(first.pid).toBe(second.pid)
    const other = connectDatabase(first.connectionString.replace(/$/, '?application_name=troubadour-1'))
    await sql`select 1`.execute(other.db)
    await first.stop()
    expect(isAlive(first.pid)).toBe(true)
    await other.close()
    await second.stop()
    expect(isAlive(first.pid)).toBe(false)
  })

  it('does not take another program for a server because of an old process number', async () => {
    const server = await start()
    await server.stop()
    running.length = 0
    await writeFile(
      join(directory, 'data', 'postmaster.pid'),
      `${process.pid}\n${join(directory, 'data')}\n0\n1\n\n127.0.0.1\n0\nready\n`,
    )
    expect((await start()).wasAdopted).toBe(false)
  })

  it('takes another port when its own has been taken meanwhile', async () => {
    const server = await start()
    await server.stop()
    running.length = 0
    const { createServer } = await import('node:net')
    const port = Number(new URL(server.connectionString).port)
    const squatter = createServer().listen(port, '127.0.0.1')
    const moved = await start()
    expect(Number(new URL(moved.connectionString).port)).not.toBe(port)
    squatter.close()
  })

  it('refuses a data folder of another major version with advice', async () => {
    const server = await start()
    await server.stop()
    running.length = 0
    const path = join(directory, 'data', 'PG_VERSION')
    const version = await readFile(path, 'utf8')
    await writeFile(path, '12\n')
    await expect(start()).rejects.toThrow(/made by PostgreSQL 12, the installed one is 18: dump it/)
    await writeFile(path, version)
  })
})

describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('runs where namespaces are forbidden, even below a folder closed to others', async () => {
    const server = await start({
      situation: { isRoot: true, hasUserName: true, without: ['user-namespace'] },
    })
    const owner = (await stat(join(directory, 'data'))).uid
    expect(owner).toBe(65_534)
    await server.stop()
    running.length = 0
    // And back: the data change hands again.
    await start()
    expect((await stat(join(directory, 'data'))).uid).toBe(0)
  })

  it('names the folder that is in the way when nothing else is left', async () => {
    const situation = {
      isRoot: true,
      hasUserName: true,
      without: ['user-namespace', 'capabilities'] as const,
    }
    await expect(start({ situation })).rejects.toThrow(`"${home}" is closed to other users; set DATA_DIR`)
  })
})
