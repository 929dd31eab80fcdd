import { join } from 'node:path'
import type { Performable } from '../engines/ports/music-engine.js'
import type { Track } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { unpackScore } from './packed-score.js'

/** Brings what a stored track needs to be performed again: its score and the files of its recordings. */
export async function loadPerformable(
  deps: WorkflowDeps,
  track: Track,
  folder: string,
): Promise<Performable> {
  const recordingFiles: Record<string, string> = {}
  for (const [id, key] of Object.entries(track.recordingKeys)) {
    recordingFiles[id] = join(folder, `${track.id}-${id}`)
    await deps.store.download(key, recordingFiles[id])
  }
  return {
    score: await unpackScore(track.score),
    recordingFiles,
  }
}

/** An object as bytes. */
export async function readObject(deps: WorkflowDeps, key: string): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  for await (const piece of await deps.store.read(key)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
