export {
  createClient,
  type CallOptions,
  type FileUploadOptions,
  type FollowedCallback,
  type FollowOptions,
  type SubmitOptions,
  type SubmittedTask,
  type Submits,
  type TroubadourClient,
  type UploadedFile,
  type UploadOptions,
  type WithOptionalCallback,
} from './client.js'
export {
  ApiError,
  isAlreadyMadeError,
  isApiError,
  isTaskFailedError,
  isTroubadourError,
  TaskFailedError,
  TransportError,
  TroubadourError,
  WaitTimeoutError,
} from './errors.js'
export type { OperationName, Operations, RecoveredSongs } from './operations.js'
export type { CallbackFilter, DeliveredCallback, ListedTask, TaskFilter } from './paging.js'
export type { LibraryCalls, SongFilter, SongPage } from './library.js'
export type { Me, SessionCalls } from './session.js'
export { createTransport, type SendOptions, type Transport, type TransportOptions } from './transport.js'
export type { UploadProgress } from './upload.js'
export type { TaskProgress, WaitOptions } from './waiting.js'
export {
  verifyStandardWebhook,
  verifyWebhookSignature,
  type ReceivedCallback,
  type VerifyOptions,
} from './webhooks.js'
export type { AdministrationCalls } from './administration.js'
export type { CallbackCalls, CallbackDetail, CallbackPage, TestCallbackResult } from './callbacks.js'
export { canSubmitAgain, type PageOptions, type TaskCalls, type TaskDetail, type TaskPage } from './tasks.js'
export { MUSIC_KINDS, OPERATION_OF } from './task-kinds.js'
