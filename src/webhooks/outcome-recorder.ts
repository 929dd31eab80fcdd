import { setTimeout as sleep } from 'node:timers/promises'
import { isConnectionError, type Db } from '../db/index.js'
import type { OpenedCircuit } from './receiver-health.js'
import { recordOutcomes, type Outcome, type ReceiverSettings } from './record-outcomes.js'

/** Most outcomes written in one transaction. */
const BATCH = 100
/** Wait before writing again when the database is away, in milliseconds. */
const PAUSE_MS = 250

/**
 * Writes outcomes in batches: those that come in while a batch is being written make up the next one, so that a busy
 * dispatcher pays one commit for many deliveries and an idle one waits for nothing.
 */
export class OutcomeRecorder {
  private readonly queue: { outcome: Outcome; done: () => void }[] = []
  private isWriting = false
  private isAbandoned = false

  constructor(
    private readonly db: Db,
    private readonly settings: ReceiverSettings,
    private readonly onError: (error: unknown, message: string) => void,
    private readonly onOpened: (circuit: OpenedCircuit) => void,
  ) {}

  /** Resolves when the outcome is written or cannot be. Never rejects: its event's lease runs out then. */
  record(outcome: Outcome): Promise<void> {
    return new Promise((done) => {
      this.queue.push({ outcome, done })
      if (!this.isWriting) void this.writeAll()
    })
  }

  /** Stops waiting for a database that is away. */
  abandon(): void {
    this.isAbandoned = true
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, BATCH)
      const isWritten = await this.write(batch.map(({ outcome }) => outcome))
      if (!isWritten) for (const { outcome } of batch) await this.write([outcome])
      for (const { done } of batch) done()
    }
    this.isWriting = false
  }

  /** False when the database refused the outcomes. While it cannot be reached it is asked again. */
  private async write(outcomes: readonly Outcome[]): Promise<boolean> {
    for (;;) {
      try {
        const opened = await recordOutcomes(this.db, outcomes, this.settings)
        for (const circuit of opened) this.onOpened(circuit)
        return true
      } catch (error) {
        this.onError(error, `could not record the outcome of ${outcomes.length} deliveries`)
        if (!isConnectionError(error) || this.isAbandoned) return false
        await sleep(PAUSE_MS)
      }
    }
  }
}
