import type { HeardRecording } from '../../../music/heard.js'

/** Louder than this no master of ours gets without being crushed, in LUFS. */
const LOUDEST_LUFS = -7
/** Softer recordings are rather broken than soft, in LUFS. */
const SOFTEST_LUFS = -36

/** Loudness that the new part of a recording is mastered to, in LUFS, so that the listener need not touch the volume. */
export function loudnessToMeet(heard: Pick<HeardRecording, 'loudnessLufs'>): number {
  if (!Number.isFinite(heard.loudnessLufs)) return -14
  return Math.round(Math.min(LOUDEST_LUFS, Math.max(SOFTEST_LUFS, heard.loudnessLufs)) * 10) / 10
}
