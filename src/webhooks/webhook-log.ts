import { randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '../db/index.js'
import { OutboundError, type GuardedClient } from '../net/index.js'
import {
  eventsOfTask,
  findEvent,
  listEvents,
  replayDead,
  replayEvent,
  type EventPage,
  type EventQuery,
  type EventRecord,
} from './event-log.js'
import { followEvents, type FollowedEvent, type FollowOptions } from './follow-events.js'
import { signatureHeaders, type SigningKeys } from './signing.js'

/** What users can see of their callbacks and do about them. Everything is private to the account. */
export interface WebhookLog {
  list(accountId: string, query: EventQuery): Promise<EventPage>
  find(accountId: string, eventId: string): Promise<EventRecord | undefined>
  ofTask(accountId: string, taskId: string): Promise<readonly EventRecord[]>
  /** False when the event has not ended yet. */
  replay(accountId: string, eventId: string): Promise<boolean>
  /** Number of events that will be sent again. */
  replayDead(
    accountId: string,
    which: { readonly since: Date; readonly receiver?: string | undefined },
  ): Promise<number>
  /** Callbacks as they come due, signed as their receivers get them; see `followEvents`. */
  follow(
    accountId: string,
    options: Pick<FollowOptions, 'after' | 'signal'>,
  ): AsyncIterable<SignedEvent | { readonly cursor: string }>
  /** Sends a signed event at once, not through the outbox; whatever comes of it is the answer. */
  sendTest(accountId: string, url: string): Promise<TestDelivery>
}

/** A callback as a receiver would get it now. */
export interface SignedEvent extends FollowedEvent {
  readonly headers: Readonly<Record<string, string>>
}

/** What came of a test event. */
export interface TestDelivery {
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  readonly latencyMs: number
  /** First bytes of the answer. */
  readonly answer: string | null
  /** Why it would not count as delivered; null when it would. */
  readonly error: string | null
  readonly headers: Readonly<Record<string, string>>
  /** JSON text. */
  readonly body: string
}

export interface WebhookLogOptions {
  readonly db: Db
  readonly client: GuardedClient
  readonly signingKeys: (accountId: string) => SigningKeys | Promise<SigningKeys>
  /** Called when there is something to send again. */
  readonly onReplay: () => void
  /** Told when callbacks could not be looked at for somebody who follows them; the next look tries again. */
  readonly onError?: (error: unknown) => void
  /** How long a receiver may take to answer a test event, in milliseconds. Default 15,000. */
  readonly timeoutMs?: number
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** How much of a receiver's answer is shown, in bytes. */
const KEPT_ANSWER_BYTES = 512

export function createWebhookLog(options: WebhookLogOptions): WebhookLog {
  const { db, client, signingKeys, onReplay, timeoutMs = 15_000, now = Date.now, onError } = options

  async function sendTest(accountId: string, url: string): Promise<TestDelivery> {
    const taskId = randomBytes(16).toString('hex')
    const body = JSON.stringify({
      code: 200,
      msg: 'This is a test event; there is no such task.',
      taskId,
      task_id: taskId,
      data: { callbackType: 'test', task_id: taskId, taskId, data: [] },
    })
    const startedAt = now()
    const message = { id: `evt_${randomUUID().replaceAll('-', '')}`, taskId, body }
    const headers = {
      'content-type': 'application/json',
      ...signatureHeaders(
        { ...message, timestampSeconds: Math.floor(startedAt / 1000) },
        await signingKeys(accountId),
      ),
    }
    try {
      const answer = await client.post(url, { headers, body, timeoutMs, keepBytes: KEPT_ANSWER_BYTES })
      const { status, latencyMs, bodyStart } = answer
      const isDelivered = status >= 200 && status <= 299
      const error = isDelivered ? null : `The receiver answered ${status}.`
      return { status, latencyMs: Math.round(latencyMs), answer: bodyStart, error, headers, body }
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error
      return { status: null, latencyMs: now() - startedAt, answer: null, error: error.message, headers, body }
    }
  }

  async function* follow(
    accountId: string,
    which: Pick<FollowOptions, 'after' | 'signal'>,
  ): AsyncGenerator<SignedEvent | { readonly cursor: string }> {
    for await (const event of followEvents(db, accountId, { ...which, onError })) {
      if (!('id' in event)) {
        yield event
        continue
      }
      const timestampSeconds = Math.floor(now() / 1000)
      const signed = signatureHeaders({ ...event, timestampSeconds }, await signingKeys(accountId))
      yield { ...event, headers: { 'content-type': 'application/json', ...signed } }
    }
  }

  return {
    follow,
    list: (accountId, query) => listEvents(db, accountId, query),
    find: (accountId, eventId) => findEvent(db, accountId, eventId),
    ofTask: (accountId, taskId) => eventsOfTask(db, accountId, taskId),
    async replay(accountId, eventId) {
      const isReplayed = await replayEvent(db, accountId, eventId)
      if (isReplayed) onReplay()
      return isReplayed
    },
    async replayDead(accountId, which) {
      const count = await replayDead(db, accountId, which)
      if (count > 0) onReplay()
      return count
    },
    sendTest,
  }
}
