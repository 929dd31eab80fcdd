export { createDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.js'
export { enqueueEvent, type NewEvent } from './enqueue-event.js'
export { eventsOfTask, replayEvent, type DeliveryAttempt, type EventRecord } from './event-log.js'
export { signingKeysFrom, type SigningKeys } from './signing.js'
