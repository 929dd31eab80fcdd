import { writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readBalance } from '../accounts/index.js'
import { connectDatabase } from '../db/index.js'
import { ShutdownError } from './claimed-run.js'
import { ClaimLostError } from './claims.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'
import { isFinalTaskState, TaskError, type TaskRun, type Track } from './types.js'

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

const trackOf = (run: TaskRun, index: number): Omit<Track, 'createdAt'> => ({
  id: randomUUID(),
  taskId: run.task.id,
  index,
  title: 'Rain',
  tags: 'pop',
  lyrics: '',
  modelName: 'chirp-crow',
  engine: 'studio/0.1.0',
  score: new Uint8Array([1, 2, 3]),
  recordingKeys: { voice: 'uploads/voice.wav' },
  imageKey: null,
  audioKey: null,
  durationSeconds: null,
  waveform: [0.5, 1],
  warnings: [{ code: 'w', message: 'text' }],
})

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error)
    })
  })

const succeed = (run: TaskRun) => run.commit({ stage: 'complete', outcome: 'succeeded', callback: 'done' })

describe('a task', () => {
  it('goes through its stages, each with state, tracks, files and event in one commit', async () => {
    const accountId = await world.account({ balance: 100 })
    await world.startRunner(async (run) => {
      const first = trackOf(run, 0)
      await run.commit({ stage: 'text', tracks: [first], callback: 'text' })
      await run.commit({
        stage: 'first',
        tracks: [{ ...first, audioKey: 'a.mp3', durationSeconds: 12.5 }],
        files: [{ key: 'a.mp3', contentType: 'audio/mpeg', sizeBytes: 5, keepDays: 14 }],
        callback: 'first',
      })
      await run.commit({
        stage: 'complete',
        tracks: [trackOf(run, 1)],
        result: { answer: [1, null, 'x'] },
        outcome: 'succeeded',
        callback: 'complete',
      })
    })
    const { task, created } = await world.store.submit(newTask(accountId, { cost: 12 }))
    expect(created).toBe(true)
    expect(task).toMatchObject({ state: 'queued', stage: 'pending', progress: 0, attempt: 0 })
    expect(task.id).toMatch(/^[0-9a-f]{32}$/)

    const ended = await world.until(task.id, (each) => isFinalTaskState(each.state))
    expect(ended).toMatchObject({
      state: 'succeeded',
      stage: 'complete',
      progress: 1,
      attempt: 1,
      result: { answer: [1, null, 'x'] },
      errorCode: null,
    })
    expect(await world.eventsOf(task.id)).toEqual(['text', 'first', 'complete'])
    const tracks = await world.store.tracksOf(task.id)
    expect(tracks.map((track) => [track.index, track.audioKey, track.durationSeconds])).toEqual([
      [0, 'a.mp3', 12.5],
      [1, null, null],
    ])
    expect(tracks[0]).toMatchObject({
      recordingKeys: { voice: 'uploads/voice.wav' },
      waveform: [0.5, 1],
      warnings: [{ code: 'w', message: 'text' }],
    })
    expect([...tracks[0]!.score]).toEqual([1, 2, 3])
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 88, held: 0 })
  })

  it('is picked up at once, without waiting for the polling interval', async () => {
    const accountId = await world.account()
    await world.startRunner(succeed)
    await sleep(300)
    const startedAt = performance.now()
    for (let i = 0; i < 8; i++) {
      const { task } = await world.store.submit(newTask(accountId))
      await world.until(task.id, (each) => each.state === 'succeeded')
    }
    // The polling interval is 2 s: eight tasks one after the other would take 16 s by polling.
    expect(performance.now() - startedAt).toBeLessThan(6000)
  })

  it('is performed by one of two workers that race for it', async () => {
    const accountId = await world.account()
    const performed: string[] = []
    const perform = async (run: TaskRun) => {
      performed.push(run.task.id)
      await sleep(5)
      await succeed(run)
    }
    // On one machine, one process number stands for one worker: the second would rightly take the first for dead.
    await world.startRunner(perform, { concurrency: 4, identity: { machine: 'one' } })
    await world.startRunner(perform, { concurrency: 4, identity: { machine: 'another' } })
    const tasks = await Promise.all(Array.from({ length: 30 }, () => world.store.submit(newTask(accountId))))
    for (const { task } of tasks) await world.until(task.id, (each) => each.state === 'succeeded')
    expect(performed.sort()).toEqual(tasks.map(({ task }) => task.id).sort())
  })

  it('is left to the less busy of two workers, so that neither takes all', async () => {
    const accountId = await world.account()
    const taken = { one: 0, another: 0 }
    for (const machine of ['one', 'another'] as const) {
      await world.startRunner(
        async (run) => {
          taken[machine]++
          await untilAborted(run.signal)
        },
        { concurrency: 12, eager: 1, identity: { machine } },
      )
    }
    // Alone, one would need three seconds for so many: longer than the other may overlook that there is work.
    await Promise.all(Array.from({ length: 12 }, () => world.store.submit(newTask(accountId))))
    await expect.poll(() => taken.one + taken.another, { timeout: 12_000 }).toBe(12)
    expect(Math.max(taken.one, taken.another)).toBeLessThan(12)
  })

  it('fills its places in the end, when nobody else takes the tasks', async () => {
    const accountId = await world.account()
    let taken = 0
    await world.startRunner(
      async (run) => {
        taken++
        await untilAborted(run.signal)
      },
      { concurrency: 3, eager: 1 },
    )
    await Promise.all(Array.from({ length: 4 }, () => world.store.submit(newTask(accountId))))
    await expect.poll(() => taken, { timeout: 5000 }).toBe(3)
    await sleep(300)
    expect(taken).toBe(3)
  })

  it('keeps light work going while audio work fills its lane', async () => {
    const accountId = await world.account()
    await world.startRunner((run) => (run.task.kind === 'song' ? untilAborted(run.signal) : succeed(run)), {
      concurrency: 1,
    })
    await world.store.submit(newTask(accountId))
    await world.store.submit(newTask(accountId))
    const { task } = await world.store.submit(newTask(accountId, { kind: 'light' }))
    await world.until(task.id, (each) => each.state === 'succeeded')
  })

  it('shows its progress while it runs', async () => {
    const accountId = await world.account()
    await world.startRunner(async (run) => {
      run.progress(0.25)
      run.progress(0.1)
      await untilAborted(run.signal)
    })
    const { task } = await world.store.submit(newTask(accountId))
    const running = await world.until(task.id, (each) => each.progress > 0)
    expect(running.progress).toBe(0.25)
  })
})

describe('a failing workflow', () => {
  it('fails its task with the code and sentence of a TaskError and refunds it', async () => {
    const accountId = await world.account({ balance: 20 })
    await world.startRunner(async () => {
      throw new TaskError(413, 'The audio is 9 minutes long; at most 8 are allowed.')
    })
    const { task } = await world.store.submit(newTask(accountId, { cost: 12 }))
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 8, held: 12 })
    const failed = await world.until(task.id, (each) => each.state === 'failed')
    expect(failed).toMatchObject({
      stage: 'error',
      errorCode: 413,
      errorMessage: 'The audio is 9 minutes long; at most 8 are allowed.',
    })
    expect(world.seen.at(-1)?.body).toEqual({
      taskId: task.id,
      code: 413,
      message: 'The audio is 9 minutes long; at most 8 are allowed.',
    })
    expect(await world.eventsOf(task.id)).toEqual(['error'])
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 20, held: 0 })
  })

  it('does not show users the text of a bug', async () => {
    const accountId = await world.account()
    await world.startRunner(async () => {
      throw new TypeError("Cannot read properties of undefined (reading 'notes')")
    })
    const { task } = await world.store.submit(newTask(accountId))
    const failed = await world.until(task.id, (each) => each.state === 'failed')
    expect(failed.errorCode).toBe(500)
    expect(failed.errorMessage).not.toContain('undefined')
    expect(world.logged.some((entry) => entry.level === 'error')).toBe(true)
  })

  it('counts as failed when it returns without an outcome', async () => {
    const accountId = await world.account()
    await world.startRunner(async (run) => run.commit({ stage: 'text' }))
    const { task } = await world.store.submit(newTask(accountId))
    expect((await world.until(task.id, (each) => each.state === 'failed')).errorCode).toBe(500)
  })

  it('is tried again when the error says that it may help, and only so often', async () => {
    const accountId = await world.account()
    await world.startRunner(async (run) => {
      if (run.task.kind === 'light' && run.task.attempt === 3) return succeed(run)
      throw new TaskError(500, 'The source did not answer.', { retryable: true })
    })
    const { task: recovers } = await world.store.submit(newTask(accountId, { kind: 'light' }))
    const { task: fails } = await world.store.submit(newTask(accountId))
    expect(await world.until(recovers.id, (each) => each.state === 'succeeded')).toMatchObject({ attempt: 3 })
    expect(await world.until(fails.id, (each) => each.state === 'failed')).toMatchObject({ attempt: 3 })
  })

  it('leaves nothing behind of a stage that could not be written completely', async () => {
    const accountId = await world.account()
    await world.startRunner(async (run) => {
      const track = trackOf(run, 0)
      await run.commit({ stage: 'text', tracks: [track] })
      await run.commit({
        stage: 'complete',
        outcome: 'succeeded',
        files: [{ key: 'lost.mp3', contentType: 'audio/mpeg', sizeBytes: 1, keepDays: 14 }],
        // Two tracks with one index: the database refuses the second.
        tracks: [{ ...track, id: randomUUID(), title: 'refused' }],
        callback: 'never sent',
      })
    })
    const { task } = await world.store.submit(newTask(accountId))
    await world.until(task.id, (each) => each.state === 'failed')
    expect(await world.eventsOf(task.id)).toEqual(['error'])
    expect((await world.store.tracksOf(task.id)).map((track) => track.title)).toEqual(['Rain'])
    const { rows } = await sql`select key from files`.execute(world.db)
    expect(rows).toEqual([])
  })
})

describe('an outage around a worker', () => {
  it('costs a task another attempt, not its life', async () => {
    const accountId = await world.account()
    await world.startRunner(async (run) => {
      // A disk that is full the first time.
      if (run.task.attempt === 1) await writeFile('/dev/full', 'x')
      await succeed(run)
    })
    const { task } = await world.store.submit(newTask(accountId))
    expect(await world.until(task.id, (each) => each.state === 'succeeded')).toMatchObject({ attempt: 2 })
  })

  it('that lasts fails the task in the end, with its credits', async () => {
    const accountId = await world.account({ balance: 12 })
    await world.startRunner(() => writeFile('/dev/full', 'x'))
    const { task } = await world.store.submit(newTask(accountId, { cost: 12 }))
    const failed = await world.until(task.id, (each) => each.state === 'failed')
    expect(failed).toMatchObject({ errorCode: 500, attempt: 3 })
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 12, held: 0 })
  })

  it('is no trap: a worker that is not ready takes nothing, and begins when it is', async () => {
    const accountId = await world.account()
    let isReady = false
    await world.startRunner(succeed, { isReady: async () => isReady })
    const { task } = await world.store.submit(newTask(accountId))
    await sleep(300)
    expect((await world.find(task.id))?.state).toBe('queued')
    isReady = true
    await world.until(task.id, (each) => each.state === 'succeeded')
  })
})

describe('a worker that dies', () => {
  const hang = async (run: TaskRun) => {
    await run.commit({ stage: 'text', tracks: [trackOf(run, 0)], callback: 'text' })
    // Deaf to its signal, like a process that has been stopped by the system.
    await new Promise(() => undefined)
  }
  const never = { heartbeatMs: 600_000, silenceMs: 600_000 }

  it('is replaced when its heartbeat stops, and the next one goes on from the last stage', async () => {
    const accountId = await world.account()
    await world.startRunner(hang, { identity: { machine: 'elsewhere' }, timing: never })
    const { task } = await world.store.submit(newTask(accountId))
    await world.until(task.id, (each) => each.stage === 'text')
    let resumedWith: string[] = []
    await world.startRunner(async (run) => {
      const tracks = await run.tracks()
      resumedWith = [run.task.stage, ...tracks.map((track) => track.title)]
      // A workflow may write a stage again: its event is not sent twice.
      await run.commit({ stage: 'text', callback: 'text' })
      await succeed(run)
    })
    expect(await world.until(task.id, (each) => each.state === 'succeeded')).toMatchObject({ attempt: 2 })
    expect(resumedWith).toEqual(['text', 'Rain'])
    expect(await world.eventsOf(task.id)).toEqual(['text', 'complete'])
  })

  it('is replaced at the start of its successor on the same machine, before any heartbeat is missed', async () => {
    const accountId = await world.account()
    await world.startRunner(hang, { identity: { nonce: 'killed' }, timing: never })
    const { task } = await world.store.submit(newTask(accountId))
    await world.until(task.id, (each) => each.stage === 'text')
    const startedAt = performance.now()
    await world.startRunner(succeed, { timing: never })
    await world.until(task.id, (each) => each.state === 'succeeded')
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  it('is not mistaken for dead while it lives in another process of the machine', async () => {
    const accountId = await world.account()
    let attempts = 0
    const work = async (run: TaskRun) => {
      attempts++
      await sleep(400)
      await succeed(run)
    }
    // Process 1 lives as long as the machine; its start time is not our business here.
    await world.startRunner(work, { identity: { machine: 'elsewhere', pid: 1 } })
    const { task } = await world.store.submit(newTask(accountId))
    await world.until(task.id, (each) => each.state === 'running')
    await world.startRunner(work)
    await world.until(task.id, (each) => each.state === 'succeeded')
    expect(attempts).toBe(1)
  })

  it('cannot commit any more when it comes back', async () => {
    const accountId = await world.account()
    const rejected: unknown[] = []
    let wake: () => void = () => undefined
    const asleep = new Promise<void>((resolve) => {
      wake = resolve
    })
    await world.startRunner(
      async (run) => {
        await asleep
        await run
          .commit({ stage: 'complete', outcome: 'succeeded', result: 'zombie', tracks: [trackOf(run, 0)] })
          .catch((error: unknown) => rejected.push(error))
        expect(run.signal.reason).toBeInstanceOf(ClaimLostError)
      },
      { identity: { nonce: 'zombie' }, timing: never },
    )
    const { task } = await world.store.submit(newTask(accountId))
    await world.until(task.id, (each) => each.state === 'running')
    await world.startRunner(async (run) =>
      run.commit({ stage: 'complete', outcome: 'succeeded', result: 'ours' }),
    )
    await world.until(task.id, (each) => each.state === 'succeeded')
    wake()
    await expect.poll(() => rejected).toEqual([expect.any(ClaimLostError)])
    expect(await world.find(task.id)).toMatchObject({ result: 'ours', attempt: 2 })
    expect(await world.store.tracksOf(task.id)).toEqual([])
  })

  it('takes its task with it after one death too many without progress, and the credits come back', async () => {
    const accountId = await world.account({ balance: 12 })
    const { task } = await world.store.submit(newTask(accountId, { cost: 12 }))
    for (const nonce of ['first', 'second', 'third']) {
      await world.startRunner(() => new Promise(() => undefined), { identity: { nonce }, timing: never })
      await world.until(task.id, (each) => each.state === 'running')
    }
    await world.startRunner(succeed)
    const failed = await world.until(task.id, (each) => each.state === 'failed')
    expect(failed.errorMessage).toContain('ended unexpectedly several times')
    expect(await world.eventsOf(task.id)).toEqual(['error'])
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 12, held: 0 })
  })
})

describe('a database that goes away', () => {
  it('for moments again and again costs no task, no stage and no process', async () => {
    const accountId = await world.account()
    await world.startRunner(
      async (run) => {
        await sleep(30)
        await run.commit({ stage: 'text', callback: 'text' })
        await sleep(30)
        await succeed(run)
      },
      { concurrency: 4 },
    )
    const tasks = await Promise.all(Array.from({ length: 12 }, () => world.store.submit(newTask(accountId))))
    const operator = connectDatabase(world.database.connectionString, { maxConnections: 1 })
    for (let round = 0; round < 6; round++) {
      await sleep(40)
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid()`.execute(operator.db)
    }
    await operator.close()
    for (const { task } of tasks) {
      await world.until(task.id, (each) => each.state === 'succeeded')
      expect(await world.eventsOf(task.id)).toEqual(['text', 'complete'])
    }
  })
})

describe('stopping a worker', () => {
  it('gives running tasks back without costing them an attempt', async () => {
    const accountId = await world.account()
    let reason: unknown
    const runner = await world.startRunner((run) => {
      run.signal.addEventListener('abort', () => {
        reason = run.signal.reason
      })
      return untilAborted(run.signal)
    })
    const { task } = await world.store.submit(newTask(accountId))
    await world.until(task.id, (each) => each.state === 'running')
    await runner.stop()
    expect(reason).toBeInstanceOf(ShutdownError)
    expect(await world.find(task.id)).toMatchObject({ state: 'queued' })
    const { rows } = await sql`select crashes, retries from tasks`.execute(world.db)
    expect(rows).toEqual([{ crashes: 0, retries: 0 }])
    await world.startRunner(succeed)
    await world.until(task.id, (each) => each.state === 'succeeded')
  })

  it('gives tasks back even when their workflow does not listen', async () => {
    const accountId = await world.account()
    const runner = await world.startRunner(() => new Promise(() => undefined))
    const { task } = await world.store.submit(newTask(accountId))
    await world.until(task.id, (each) => each.state === 'running')
    await runner.stop({ patienceMs: 50 })
    expect(await world.find(task.id)).toMatchObject({ state: 'queued' })
  })
})

describe('cancelling', () => {
  it('stops a running task in another process, calls back and refunds it', async () => {
    const accountId = await world.account({ balance: 12 })
    let reason: unknown
    await world.startRunner(async (run) => {
      await untilAborted(run.signal).catch((error: unknown) => {
        reason = error
      })
      await succeed(run)
    })
    const { task } = await world.store.submit(newTask(accountId, { cost: 12 }))
    await world.until(task.id, (each) => each.state === 'running')
    expect(await world.store.cancel(accountId, task.id)).toBe(true)
    await expect.poll(() => reason).toBeInstanceOf(ClaimLostError)
    await sleep(50)
    expect(await world.find(task.id)).toMatchObject({ state: 'cancelled', stage: 'pending' })
    expect(await world.eventsOf(task.id)).toEqual(['error'])
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 12, held: 0 })
    expect(await world.store.cancel(accountId, task.id)).toBe(false)
  })

  it('keeps a waiting task from ever running', async () => {
    const accountId = await world.account()
    const { task } = await world.store.submit(newTask(accountId))
    expect(await world.store.cancel(accountId, task.id)).toBe(true)
    let ran = false
    await world.startRunner(async (run) => {
      ran ||= run.task.id === task.id
      await succeed(run)
    })
    const { task: next } = await world.store.submit(newTask(accountId))
    await world.until(next.id, (each) => each.state === 'succeeded')
    expect(ran).toBe(false)
  })
})
