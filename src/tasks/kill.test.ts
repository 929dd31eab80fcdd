import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectPath } from '../paths.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'

let world: TaskWorld
const workers: ChildProcess[] = []
beforeAll(async () => {
  world = await createTaskWorld()
})
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await world.close()
})

const startWorker = async (): Promise<ChildProcess> => {
  const fixture = projectPath('src/tasks/testing/mortal-worker.ts')
  const worker = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', fixture, world.database.connectionString],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  workers.push(worker)
  await once(worker.stdout, 'data')
  return worker
}

const statesOf = async (): Promise<Record<string, number>> => {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*) as n from tasks group by state`.execute(world.db)
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}

it('ten tasks whose worker is killed in the middle all succeed, each stage reported once', async () => {
  const accountId = await world.account({ balance: 120 })
  const tasks = await Promise.all(
    Array.from({ length: 10 }, () => world.store.submit(newTask(accountId, { cost: 12 }))),
  )
  const worker = await startWorker()
  await expect.poll(async () => (await statesOf()).running ?? 0, { timeout: 10_000 }).toBe(10)
  // In the middle of the second stage.
  await sleep(150)
  worker.kill('SIGKILL')
  await once(worker, 'close')
  expect((await statesOf()).running).toBe(10)
  await startWorker()
  const startedAt = performance.now()
  await expect.poll(statesOf, { timeout: 15_000 }).toEqual({ succeeded: 10 })
  // The successor does not wait until heartbeats have been missed for 20 s.
  expect(performance.now() - startedAt).toBeLessThan(15_000)
  for (const { task } of tasks) expect(await world.eventsOf(task.id)).toEqual(['text', 'first', 'complete'])
  const { rows } = await sql`select balance, held from accounts`.execute(world.db)
  expect(rows).toEqual([{ balance: 0, held: 0 }])
}, 60_000)
