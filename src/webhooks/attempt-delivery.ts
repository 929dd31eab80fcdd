import { OutboundError, type GuardedClient } from '../net/index.js'
import type { ClaimedEvent } from './claim-events.js'
import type { Outcome } from './record-outcomes.js'
import { nextDelayMs, type RetrySchedule } from './retry-schedule.js'
import { signatureHeaders, type SigningKeys } from './signing.js'

/** How much of a receiver's answer is kept, in bytes. */
const KEPT_ANSWER_BYTES = 512

export interface DeliveryContext {
  readonly client: GuardedClient
  readonly signingKeys: (accountId: string) => SigningKeys | Promise<SigningKeys>
  readonly schedule: RetrySchedule
  /** How long the receiver may take to answer, in milliseconds. */
  readonly timeoutMs: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Sent along when it is not empty. */
  readonly traceparent?: string
  /** Aborted when the process cannot wait any longer. */
  readonly signal: AbortSignal
}

/** Sends an event once and says what comes of it. Undefined when it was interrupted: then nothing is known. */
export async function attemptDelivery(
  event: ClaimedEvent,
  context: DeliveryContext,
): Promise<Outcome | undefined> {
  const startedAt = context.now()
  const attempt = {
    eventId: event.id,
    receiver: event.receiver,
    claims: event.claims,
    number: event.attempts + 1,
    startedAt: new Date(startedAt),
  }
  const failed = (error: string, details: { status?: number; answer?: string; isFinal?: boolean }) => {
    const delayMs = details.isFinal ? undefined : nextDelayMs(context.schedule, attempt.number)
    const next: Outcome['next'] =
      delayMs === undefined ? { state: 'dead', reason: error } : { state: 'pending', delayMs }
    return { status: details.status ?? null, answer: details.answer ?? null, error, next }
  }

  try {
    const keys = await context.signingKeys(event.accountId)
    const message = { id: event.id, taskId: event.taskId, body: event.body }
    const answer = await context.client.post(event.url, {
      headers: {
        'content-type': 'application/json',
        ...(context.traceparent && { traceparent: context.traceparent }),
        ...signatureHeaders({ ...message, timestampSeconds: Math.floor(startedAt / 1000) }, keys),
      },
      body: event.body,
      timeoutMs: context.timeoutMs,
      keepBytes: KEPT_ANSWER_BYTES,
      signal: context.signal,
    })
    const { status, latencyMs, bodyStart } = answer
    const isDelivered = status >= 200 && status <= 299
    return {
      ...attempt,
      receiverState: isOverwhelmed(status) ? 'failing' : 'well',
      latencyMs,
      ...(isDelivered
        ? { status, answer: bodyStart, error: null, next: { state: 'delivered' } }
        : failed(`The receiver answered ${status}.`, { status, answer: bodyStart })),
    }
  } catch (error) {
    if (context.signal.aborted) return undefined
    const latencyMs = context.now() - startedAt
    // Whatever else goes wrong (a bad key, say) must not keep the event going round for ever.
    const known = error instanceof OutboundError
    return {
      ...attempt,
      receiverState: known && error.retryable ? 'failing' : 'unknown',
      latencyMs,
      ...failed(known ? error.message : `The delivery failed: ${String(error)}`, {
        isFinal: known && !error.retryable,
      }),
    }
  }
}

/** Answers by which a receiver says that it is not up to its work, rather than that it does not like this event. */
function isOverwhelmed(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}
