import type { Audio } from '../../../dsp/audio.js'
import { decodeUpload } from './decode-upload.js'

/** More than any recording that was accepted lasts. */
const ANY_LENGTH = { minDurationSeconds: 0, maxDurationSeconds: 3600 }

/** The recordings a score names, decoded, by their id. Decoding is deterministic: so is performing them again. */
export async function readRecordings(
  files: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Record<string, Audio>> {
  const recordings: Record<string, Audio> = {}
  for (const [id, path] of Object.entries(files))
    recordings[id] = await decodeUpload(path, ANY_LENGTH, signal)
  return recordings
}
