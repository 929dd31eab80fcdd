import { planDeliveries, readDirectives } from '../sandbox/index.js'
import type { EventSink } from '../tasks/index.js'
import { enqueueEvent } from '../webhooks/index.js'

/** Puts a callback into the outbox, for a task that wants them. */
export const callBack: EventSink = async (trx, { task, stage, body }) => {
  if (task.callbackUrl === null) return
  const deliveries = task.sandbox ? planDeliveries(readDirectives(task.param), stage) : [{}]
  for (const delivery of deliveries) {
    await enqueueEvent(trx, {
      taskId: task.id,
      accountId: task.accountId,
      stage,
      url: task.callbackUrl,
      body,
      ...delivery,
    })
  }
}
