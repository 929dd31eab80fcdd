import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/index.js'
import { claimTasks, ClaimLostError } from './claims.js'
import type { EventSink } from './event-sink.js'
import { commitStage } from './stage-commit.js'
import { createTaskWorld, newTask, type TaskWorld } from './testing/task-world.js'

let world: TaskWorld
beforeAll(async () => {
  world = await createTaskWorld()
})
afterAll(async () => {
  await world.close()
})

const lostConnection = () =>
  Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' })

/** The database, whose answer to the first transaction gets lost: after the commit, or before it. */
function withLostAnswer(db: Db, moment: 'before' | 'after'): Db {
  let isLost = false
  return new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') {
        return () => ({
          async execute<T>(work: (trx: never) => Promise<T>): Promise<T> {
            if (isLost) return target.transaction().execute(work as never)
            isLost = true
            if (moment === 'before') throw lostConnection()
            await target.transaction().execute(work as never)
            throw lostConnection()
          },
        })
      }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}

describe('a commit whose answer gets lost', () => {
  const events: EventSink = async (_trx, event) => {
    sent.push(`${event.task.id} ${event.stage}`)
  }
  let sent: string[] = []
  const claimed = async () => {
    sent = []
    const accountId = await world.account()
    const { task } = await world.store.submit(newTask(accountId))
    const wanted = { lane: 'audio', ranks: [2], afterKey: undefined, places: 1, workerId: 'worker' } as const
    const claimed = await claimTasks(world.db, wanted)
    expect(claimed.map(({ id }) => id)).toEqual([task.id])
    return { claim: { taskId: task.id, attempt: 1, workerId: 'worker' }, commits: 0 }
  }

  it.each(['before', 'after'] as const)('is made once when the connection breaks %s it', async (moment) => {
    const place = await claimed()
    const task = await commitStage(withLostAnswer(world.db, moment), events, place, {
      stage: 'complete',
      outcome: 'succeeded',
      callback: 'done',
    })
    expect(task).toMatchObject({ state: 'succeeded', stage: 'complete' })
    expect(sent).toEqual([`${place.claim.taskId} complete`])
  })

  it('is not taken for the commit of somebody who has taken over', async () => {
    const place = await claimed()
    await world.db.updateTable('tasks').set({ attempt: 2 }).where('id', '=', place.claim.taskId).execute()
    const late = commitStage(withLostAnswer(world.db, 'before'), events, place, { stage: 'text' })
    await expect(late).rejects.toThrow(ClaimLostError)
    expect(sent).toEqual([])
  })
})
