import type { MediaUrls } from '@troubadour/contract'
import type { Engines } from '../engines/engines.js'
import type { LiveStreams } from '../media/live-streams.js'
import type { ObjectStore } from '../media/storage/object-store.js'
import type { Persona } from '../music/persona.js'
import type { GuardedClient } from '../net/index.js'
import type { HeardRecordings } from '../tasks/index.js'
import type { Task, Track } from '../tasks/types.js'

/** What the workflows work with. */
export interface WorkflowDeps {
  readonly engines: Engines
  readonly store: ObjectStore
  readonly streams: LiveStreams
  readonly client: GuardedClient
  readonly urls: MediaUrls
  /** The finished track that a wav, video or separation task works on. */
  readonly findTrack: (accountId: string, taskId: string, trackId: string) => Promise<Track | undefined>
  /** A task of this account. */
  readonly findTask: (accountId: string, taskId: string) => Promise<Task | undefined>
  /** The songs of a task of this account, ordered; none when it has none or is not this account's. */
  readonly tracksOf: (accountId: string, taskId: string) => Promise<Track[]>
  /** A track of this account by its id alone. */
  readonly findTrackById: (accountId: string, trackId: string) => Promise<Track | undefined>
  /** A persona or voice of this account. */
  readonly findPersona: (accountId: string, personaId: string) => Promise<Persona | undefined>
  /** What was heard in recordings that tasks have named, so that none is listened to twice. */
  readonly heardRecordings: Pick<HeardRecordings, 'find' | 'keep'>
  /** Folder for files that live as long as one run. */
  readonly scratchDir: string
  /** How long results are kept, in days. */
  readonly retentionDays: number
  /** A new UUID v4. */
  readonly newId: () => string
}
