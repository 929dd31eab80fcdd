import type { HeardRecording } from '../../music/heard.js'
import { keyName, type Key } from '../../music/scale.js'
import type { Brief, StudioWarning } from '../brief.js'
import type { StyleReading } from '../style/style-reading.js'

/** What was asked for of a song that follows a recording. */
export interface FollowedWishes {
  readonly askedBpm: number | undefined
  readonly askedKey: Key | undefined
  /** Seconds of the recording that are used. */
  readonly usedSeconds: number
}

/** Where the recording wins over what was asked for, and where it was hard to follow. */
export function followingDoubts(heard: HeardRecording, wishes: FollowedWishes): StudioWarning[] {
  const { askedBpm, askedKey, usedSeconds } = wishes
  const warnings: StudioWarning[] = []
  if (askedBpm !== undefined && Math.abs(askedBpm / heard.tempoBpm - 1) > 0.03) {
    warnings.push({
      code: 'tempo_from_recording',
      message: `${askedBpm} bpm was asked for; the recording has ${Math.round(heard.tempoBpm)} bpm and is followed`,
    })
  }
  if (askedKey && (askedKey.tonic !== heard.key.tonic || askedKey.mode !== heard.key.mode)) {
    warnings.push({
      code: 'key_from_recording',
      message: `${keyName(askedKey)} was asked for; the recording is in ${keyName(heard.key)} and is followed`,
    })
  }
  if (heard.beatConfidence < 0.3) {
    warnings.push({
      code: 'beat_uncertain',
      message: 'The recording has no clear beat; its best guess is followed',
    })
  }
  if (usedSeconds < heard.durationSeconds - 0.01) {
    warnings.push({
      code: 'recording_cut',
      message: `The recording is longer than the ${Math.round(usedSeconds)} s that fit; the rest is left out`,
    })
  }
  return warnings
}

/** The key a brief or its style names, if any. */
export function askedKeyOf(brief: Pick<Brief, 'key'>, reading: StyleReading): Key | undefined {
  if (brief.key) return brief.key
  return reading.tonic === undefined || reading.mode === undefined
    ? undefined
    : { tonic: reading.tonic, mode: reading.mode }
}
