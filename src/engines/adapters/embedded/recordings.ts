import { setImmediate as letMessagesIn } from 'node:timers/promises'
import type { Audio } from '../../../dsp/audio.js'
import type { RecordingTreatment, Score } from '../../../music/score.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { treatRecording } from './treat-recording.js'

/** More than any recording that was accepted lasts. */
export const ANY_LENGTH = { minDurationSeconds: 0, maxDurationSeconds: 3600 }

/**
 * The recordings a score names, decoded and fitted to it, by their id. All of it is deterministic: so is performing them
 * again.
 */
export async function readRecordings(
  assets: Pick<Assets, 'voiceNetwork'>,
  score: Pick<Score, 'recordings' | 'splice'>,
  files: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Record<string, Audio>> {
  const recordings: Record<string, Audio> = {}
  for (const [id, path] of Object.entries(files)) {
    const audio = await decodeUpload(path, ANY_LENGTH, signal)
    await letMessagesIn()
    signal.throwIfAborted()
    const treatment = treatmentOf(score, id)
    recordings[id] = treatment ? await treatRecording(audio, treatment, () => assets.voiceNetwork()) : audio
  }
  return recordings
}

/** How a recording is fitted to a score or to what it is built on; both would name it alike. */
function treatmentOf(
  { recordings, splice }: Pick<Score, 'recordings' | 'splice'>,
  id: string,
): RecordingTreatment | undefined {
  const own = recordings.find((recording) => recording.id === id)?.treatment
  return own ?? (splice?.base.kind === 'score' ? treatmentOf(splice.base.score, id) : undefined)
}
