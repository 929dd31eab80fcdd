export {
  createDispatcher,
  type AttemptReport,
  type Dispatcher,
  type DispatcherOptions,
} from './dispatcher.js'
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
export { deliverToInspectors, INSPECTOR_PATH } from './deliver-to-inspectors.js'
export { forgetAttempts } from './forget-attempts.js'
export {
  createInspectors,
  type InspectedRequest,
  type InspectedSummary,
  type Inspector,
  type Inspectors,
} from './inspectors.js'
export { outboxGauges, type OutboxGauges } from './outbox-gauges.js'
export type { OpenedCircuit } from './receiver-health.js'
export { signingKeysFrom, type SigningKeys } from './signing.js'
export {
  createSigningSecrets,
  TooManySecretsError,
  type SigningSecret,
  type SigningSecrets,
} from './signing-secrets.js'
export {
  createWebhookLog,
  type TestDelivery,
  type WebhookLog,
  type WebhookLogOptions,
} from './webhook-log.js'
