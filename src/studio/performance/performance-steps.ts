import { createAudio, SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import type { BlockSource } from '../../dsp/block-source.js'
import type { Score, VoiceTrack } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'
import type { MasterPlan } from './master.js'
import { createPerformer, type Performer, type PerformerOptions, type StereoBlock } from './performer.js'

/** What performing needs besides the score. */
export interface SongOptions extends Omit<PerformerOptions, 'stems' | 'voice'> {
  /** Sings a voice track of a score, dry, from second 0. Without it voice tracks are silent. */
  readonly voice?: (track: VoiceTrack, score: Score) => BlockSource
  /**
   * What a recording that a song goes on from consists of; the parts add up to it. Absent: it is one stem, see
   * `RECORDING_STEM`.
   */
  readonly recordingStems?: (recordingId: string) => ReadonlyMap<StemName, Audio>
}

/** Blocks are about a third of a second of music: what is performed between two breaths of the thread. */
export const BLOCK_FRAMES = 16_384

/** The next frames of a performance in progress. */
export interface Step {
  /** Frames that were played, heard or not: the measure of progress. */
  readonly played: number
  /** What is heard of them, in song order; possibly nothing. */
  readonly block?: StereoBlock
  /** Whether `block` is mastered already; else it is the mix before mastering. */
  readonly isFinished: boolean
}

/** A song performed whole. */
export interface Performed {
  /** Before mastering; absent where a finished recording is part of it, or where it was `spent`. */
  readonly raw?: Audio
  readonly mastered: Audio
  readonly mastering: Mastering
}

/** How each part of a song was mastered: an edited song has a plan of its own and those of what it is built on. */
export interface Mastering {
  /** Begins where the part's performance begins: with the song, or with the warm-up of an edited song's window. */
  readonly plan: MasterPlan
  /** Of the base of an edited song, where that is a score. */
  readonly base?: Mastering
}

/** A performer of a score, its singers bound to it. */
export function performerOf(score: Score, options: SongOptions, stems: boolean): Performer {
  const { voice, recordingStems: _, ...rest } = options
  return createPerformer(score, {
    ...rest,
    stems,
    ...(voice && { voice: (track: VoiceTrack) => voice(track, score) }),
  })
}

/** Whether a finished recording, untouched, is part of the song. */
export function restsOnRecording({ splice }: Score): boolean {
  return splice !== undefined && (splice.base.kind === 'recording' || restsOnRecording(splice.base.score))
}

/** The frames of a performance that an excerpt lets be heard. */
export function excerptFrames({ startSeconds, endSeconds }: NonNullable<Score['excerpt']>): {
  readonly from: number
  readonly until: number
} {
  const from = Math.round(startSeconds * SAMPLE_RATE)
  return { from, until: from + Math.max(1, Math.round((endSeconds - startSeconds) * SAMPLE_RATE)) }
}

/** Frames `from` … `until` of a stereo audio, beyond its ends silence. Shares memory where it can. */
export function cutAudio(audio: Audio, from: number, until: number): Audio {
  const [left, right] = sideBySide(audio)
  if (from >= 0 && until <= left.length) {
    return {
      sampleRate: audio.sampleRate,
      channels: [left.subarray(from, until), right.subarray(from, until)],
    }
  }
  const cut = createAudio(2, until - from, audio.sampleRate)
  ;[left, right].forEach((channel, side) => {
    const part = channel.subarray(Math.max(0, from), Math.max(0, until))
    cut.channels[side]!.set(part, Math.max(0, -from))
  })
  return cut
}

/** Left and right of an audio; mono counts as two equal channels. */
export function sideBySide({ channels }: Audio): StereoBlock {
  return [channels[0]!, channels[1] ?? channels[0]!]
}

/** Frames of an audio in blocks, copied. */
export function* blocksOf(
  audio: Audio,
  from: number,
  until: number,
): Generator<StereoBlock, void, undefined> {
  const [left, right] = sideBySide(audio)
  for (let at = from; at < until; at += BLOCK_FRAMES) {
    const end = Math.min(until, at + BLOCK_FRAMES)
    yield [left.slice(at, end), right.slice(at, end)]
  }
}
