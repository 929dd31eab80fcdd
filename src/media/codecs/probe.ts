import { parseFile } from 'music-metadata'
import { UndecodableAudioError } from './undecodable-audio-error.js'

/** What an audio file says about itself, without decoding it. */
export interface ProbedAudio {
  /** As in `MPEG`, `WAVE`, `FLAC`, `Ogg`, `MPEG-4`. */
  readonly container: string
  readonly durationSeconds: number
  /** In hertz. */
  readonly sampleRate: number
  readonly channelCount: number
  readonly title?: string
  readonly artist?: string
}

/**
 * Reads headers and tags. For files of ours and for a first look at others: what a hostile file claims need not be true,
 * only `decodeAudioFile` tells. Throws UndecodableAudioError when the headers make no sense.
 */
export async function probeAudioFile(path: string): Promise<ProbedAudio> {
  const { format, common } = await parseFile(path, { duration: true, skipCovers: true }).catch(
    (cause: unknown) => {
      throw new UndecodableAudioError('not-audio', 'The file is not audio in a known format.', { cause })
    },
  )
  const { container, duration, sampleRate, numberOfChannels } = format
  if (container === undefined || !(duration! > 0) || !(sampleRate! > 0) || !(numberOfChannels! > 0)) {
    throw new UndecodableAudioError(
      'damaged',
      'The audio file does not say how long it is or how to play it.',
    )
  }
  return {
    container,
    durationSeconds: duration!,
    sampleRate: sampleRate!,
    channelCount: numberOfChannels!,
    ...(common.title !== undefined && { title: common.title }),
    ...(common.artist !== undefined && { artist: common.artist }),
  }
}
