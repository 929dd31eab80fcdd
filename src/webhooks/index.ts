export { createDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.js'
export { enqueueEvent, type NewEvent } from './enqueue-event.js'
export {
  eventsOfTask,
  listEvents,
  replayDead,
  replayEvent,
  type DeliveryAttempt,
  type EventPage,
  type EventQuery,
  type EventRecord,
  type EventSummary,
} from './event-log.js'
export { signingKeysFrom, type SigningKeys } from './signing.js'
export {
  createWebhookLog,
  type TestDelivery,
  type WebhookLog,
  type WebhookLogOptions,
} from './webhook-log.js'
