export {
  createClient,
  type SubmitOptions,
  type TaskClient,
  type TroubadourClient,
  type UploadedFile,
  type UploadOptions,
  type WithOptionalCallback,
} from './client.js'
export {
  ApiError,
  isTroubadourError,
  TaskFailedError,
  TransportError,
  TroubadourError,
  WaitTimeoutError,
} from './errors.js'
export type { WaitOptions } from './polling.js'
export type { TransportOptions } from './transport.js'
export {
  verifyStandardWebhook,
  verifyWebhookSignature,
  type ReceivedCallback,
  type VerifyOptions,
} from './webhooks.js'
