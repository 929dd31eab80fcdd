import { createAssets } from '../../../src/engines/adapters/embedded/assets.js'
import type { TakeOrder } from '../compose-take.js'
import { makeTake, type MadeTake } from './make-take.js'

/** What the report asks of a worker process. */
export interface WorkerOrder {
  readonly order: TakeOrder
  readonly out: string
  readonly isFresh: boolean
}

/** And what it answers, one answer an order. */
export type WorkerAnswer = { readonly made: MadeTake } | { readonly error: string }

const assets = createAssets()

process.on('message', (message: WorkerOrder) => {
  makeTake(message.order, assets, message)
    .then((made): WorkerAnswer => ({ made }))
    .catch((error: unknown): WorkerAnswer => ({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }))
    .then((answer) => process.send!(answer))
    .catch(() => process.exit(1))
})
