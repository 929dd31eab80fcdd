import { setTimeout as sleep } from 'node:timers/promises'
import { connectDatabase } from '../../db/index.js'
import { Notifier } from '../notifier.js'
import { TaskQueue } from '../task-queue.js'
import { TaskRunner } from '../task-runner.js'

/**
 * A worker process that tests kill: performs each task in three stages of 0.2 s. Argument: connection string. Prints
 * `ready` once it works.
 */
const connection = connectDatabase(process.argv[2]!)
const log = { info: () => undefined, warn: () => undefined, error: console.error }
const notifier = new Notifier(connection)
const queue = new TaskQueue({ db: connection.db, notifier, log })
const runner = new TaskRunner({
  db: connection.db,
  queue,
  notifier,
  workflows: [
    {
      kind: 'song',
      lane: 'audio',
      async run(run) {
        for (const stage of ['text', 'first'] as const) {
          await sleep(200)
          await run.commit({ stage, callback: stage })
        }
        await sleep(200)
        await run.commit({ stage: 'complete', outcome: 'succeeded', callback: 'complete' })
      },
      failureCallback: (_task, failure) => ({ ...failure }),
    },
  ],
  async events(trx, { task, stage }) {
    await trx
      .insertInto('credit_entries')
      .values({
        account_id: task.accountId,
        task_id: `event:${task.id}:${stage}`,
        kind: 'grant',
        amount: 1,
        note: null,
      })
      .execute()
  },
  concurrency: { audio: 10, light: 1 },
  log,
})
await runner.start()
process.stdout.write('ready\n')
