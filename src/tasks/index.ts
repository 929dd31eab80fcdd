export { createAdmission, type AdmissionLimits, type QueueFull } from './admission.js'
export { ShutdownError } from './claimed-run.js'
export { ClaimLostError } from './claims.js'
export { createDiskGuard } from './disk-guard.js'
export type { EventSink, StageEvent } from './event-sink.js'
export { registerUpload } from './files.js'
export { createHeardRecordings, type HeardRecordingKey, type HeardRecordings } from './heard-recordings.js'
export { LIGHT_CONCURRENCY, type Lane, type LaneConcurrency } from './lanes.js'
export type { TaskLog } from './log.js'
export { Notifier } from './notifier.js'
export { PostgresTaskStore, type TaskStoreOptions } from './postgres-task-store.js'
export { queueGauges, type QueueGauges } from './queue-gauges.js'
export { keepSweeping, sweepExpired, type RetentionOptions, type SweepReport } from './retention.js'
export {
  createSongLibrary,
  type LibraryPersona,
  type LibrarySong,
  type SongChanges,
  type SongLibrary,
  type SongOrder,
  type SongPage,
  type SongQuery,
} from './song-library.js'
export { TaskQueue } from './task-queue.js'
export { TaskRunner, type RunnerTiming, type TaskRunnerOptions } from './task-runner.js'
export { formatWorkerId, thisWorker, type WorkerIdentity } from './worker-identity.js'
export * from './types.js'
