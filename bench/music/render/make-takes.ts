import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TakeOrder } from '../compose-take.js'
import type { MadeTake } from './make-take.js'
import type { WorkerAnswer, WorkerOrder } from './worker.js'

export interface MakeTakesOptions {
  readonly out: string
  readonly jobs: number
  readonly isFresh: boolean
  readonly onMade: (index: number) => void
}

/**
 * Makes all takes in so many processes, in the order of the list; the result has their order too. Rejects when one fails,
 * and ends the processes either way.
 */
export async function makeTakes(
  orders: readonly TakeOrder[],
  options: MakeTakesOptions,
): Promise<MadeTake[]> {
  const made: MadeTake[] = []
  let next = 0
  const workers = Array.from({ length: Math.min(options.jobs, orders.length) }, () =>
    fork(fileURLToPath(new URL('./worker.ts', import.meta.url))),
  )
  try {
    await Promise.all(
      workers.map(async (worker) => {
        while (next < orders.length) {
          const index = next++
          made[index] = await ask(worker, {
            order: orders[index]!,
            out: options.out,
            isFresh: options.isFresh,
          })
          options.onMade(index)
        }
      }),
    )
  } finally {
    for (const worker of workers) worker.kill()
  }
  return made
}

function ask(worker: ChildProcess, order: WorkerOrder): Promise<MadeTake> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      reject(
        new Error(
          `the process that performed ${order.order.prompt.id} take ${order.order.takeIndex + 1} ended with code ${code}`,
        ),
      )
    }
    worker.once('exit', onExit)
    worker.once('message', (answer: WorkerAnswer) => {
      worker.off('exit', onExit)
      if ('made' in answer) resolve(answer.made)
      else
        reject(
          new Error(`${order.order.prompt.id} take ${order.order.takeIndex + 1} failed: ${answer.error}`),
        )
    })
    worker.send(order)
  })
}
