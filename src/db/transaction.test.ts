import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { isConnectionError } from './errors.js'
import { connectDatabase } from './pool.js'
import { transaction, whileUnreachable } from './transaction.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await sql`create table counters (id int primary key, n int not null)`.execute(database.db)
  await sql`insert into counters values (1, 0), (2, 0)`.execute(database.db)
})
afterAll(async () => {
  await database.drop()
})

describe('transaction', () => {
  it('repeats the one that PostgreSQL ends to resolve a deadlock', async () => {
    let runs = 0
    let release: () => void = () => undefined
    const bothHoldTheirFirstRow = new Promise<void>((resolve) => {
      release = resolve
    })
    const addInOrder = (first: number, second: number) =>
      transaction(database.db, async (trx) => {
        const run = ++runs
        await sql`update counters set n = n + 1 where id = ${first}`.execute(trx)
        if (run === 2) release()
        await bothHoldTheirFirstRow
        await sql`update counters set n = n + 1 where id = ${second}`.execute(trx)
      })
    await Promise.all([addInOrder(1, 2), addInOrder(2, 1)])
    expect(runs).toBe(3)
    const { rows } = await sql`select n from counters order by id`.execute(database.db)
    expect(rows).toEqual([{ n: 2 }, { n: 2 }])
  })

  it('passes other errors on at once and keeps nothing', async () => {
    let runs = 0
    await expect(
      transaction(database.db, async (trx) => {
        runs++
        await sql`insert into counters values (3, 0)`.execute(trx)
        throw new RangeError('no')
      }),
    ).rejects.toThrow(RangeError)
    expect(runs).toBe(1)
    const { rows } = await sql`select 1 from counters where id = 3`.execute(database.db)
    expect(rows).toEqual([])
  })
})

it('locks of a process that says nothing any more are let go of', async () => {
  const silent = connectDatabase(database.connectionString, { idleInTransactionMs: 100 })
  const add = sql`update counters set n = n + 1 where id = 2`
  let wake: () => void = () => undefined
  const asleep = new Promise<void>((resolve) => {
    wake = resolve
  })
  let isHolding: () => void = () => undefined
  const holding = new Promise<void>((resolve) => {
    isHolding = resolve
  })
  const sleeper = transaction(silent.db, async (trx) => {
    await add.execute(trx)
    isHolding()
    await asleep
    await add.execute(trx)
  })
  const outcome = sleeper.then(
    () => 'went on',
    (error: unknown) => isConnectionError(error),
  )
  await holding
  await add.execute(database.db)
  wake()
  expect(await outcome).toBe(true)
  await silent.close()
})

describe('whileUnreachable', () => {
  it('gives up on a database that stays away, with its error', async () => {
    const nobody = connectDatabase('postgres://nobody@127.0.0.1:9/none')
    let tries = 0
    const failing = whileUnreachable({ patienceMs: 200 }, () => {
      tries++
      return sql`select 1`.execute(nobody.db)
    })
    await expect(failing).rejects.toThrow('ECONNREFUSED')
    expect(tries).toBeGreaterThan(1)
    await nobody.close()
  })

  it('does not repeat what the database has refused', async () => {
    let tries = 0
    const failing = whileUnreachable({ patienceMs: 1000 }, () => {
      tries++
      return sql`select nonsense`.execute(database.db)
    })
    await expect(failing).rejects.toThrow('nonsense')
    expect(tries).toBe(1)
  })

  it('says that it repeats when the server drops a connection in the middle', async () => {
    const told: boolean[] = []
    await whileUnreachable({ patienceMs: 5000 }, async (isRepeated) => {
      told.push(isRepeated)
      if (!isRepeated) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(database.db)
    })
    expect(told).toEqual([false, true])
  })
})
