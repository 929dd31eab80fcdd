import { parseRequestedKey } from './musical-key.js'
import type { SongWeights, SongWishes } from '../task-requests.js'

/** What every parsed submit has besides the request itself. */
export interface Submission<Request> {
  readonly request: Request
  /** Undefined where the endpoint does not need one and none was given. */
  readonly callbackUrl: string | undefined
  /** Undefined: the server draws one. */
  readonly seed: number | undefined
}

/** Leaves out properties that are undefined, so that what is stored is plain JSON. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T
}

export function wishesOf(extras: { bpm?: number; key?: string } | undefined): SongWishes {
  return { bpm: extras?.bpm, key: extras?.key === undefined ? undefined : parseRequestedKey(extras.key) }
}

export function weightsOf(fields: {
  styleWeight?: number
  weirdnessConstraint?: number
  audioWeight?: number
}): SongWeights {
  return {
    styleWeight: fields.styleWeight,
    weirdness: fields.weirdnessConstraint,
    audioWeight: fields.audioWeight,
  }
}
