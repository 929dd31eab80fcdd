import { z } from 'zod'
import type { MediaUrls } from './media-urls.js'
import { wireTime } from './times.js'

/** A song as the mappers see it: URLs instead of object keys. */
export interface TrackView {
  readonly id: string
  readonly title: string
  /** Comma-separated style words. */
  readonly tags: string
  /** Final lyrics; `''` for an instrumental. */
  readonly lyrics: string
  readonly modelName: string
  /** Null until the song is finished. */
  readonly audioUrl: string | null
  readonly streamUrl: string
  readonly imageUrl: string | null
  readonly durationSeconds: number | null
  readonly createdAt: Date
}

/** The part of a stored track that clients see; the server's own track type fits. */
export interface StoredTrack {
  readonly id: string
  readonly title: string
  readonly tags: string
  readonly lyrics: string
  readonly modelName: string
  readonly imageKey: string | null
  readonly audioKey: string | null
  readonly durationSeconds: number | null
}

export function trackView(track: StoredTrack, createdAt: Date, urls: MediaUrls): TrackView {
  return {
    id: track.id,
    title: track.title,
    tags: track.tags,
    lyrics: track.lyrics,
    modelName: track.modelName,
    audioUrl: track.audioKey === null ? null : urls.media(track.audioKey),
    streamUrl: urls.stream(track.id),
    imageUrl: track.imageKey === null ? null : urls.media(track.imageKey),
    durationSeconds: track.audioKey === null ? null : track.durationSeconds,
    createdAt,
  }
}

const ready = z.string().meta({ description: 'Empty until the song is finished' })
const source = z.string().nullable().meta({ description: 'As above; null until the song is finished' })
const stream = z
  .string()
  .meta({ description: 'Plays from the start while the song is still being performed' })
const image = z.string().nullable()

/** Every field of a song under both spellings: clients read one or the other. */
const trackFields = {
  id: z.string().meta({ description: 'The `audioId` of later requests' }),
  audioUrl: ready,
  audio_url: ready,
  sourceAudioUrl: source,
  source_audio_url: source,
  streamAudioUrl: stream,
  stream_audio_url: stream,
  sourceStreamAudioUrl: stream,
  source_stream_audio_url: stream,
  imageUrl: image,
  image_url: image,
  sourceImageUrl: image,
  source_image_url: image,
  prompt: z.string().meta({ description: 'The final lyrics; empty for an instrumental' }),
  modelName: z.string(),
  model_name: z.string(),
  title: z.string(),
  tags: z.string().meta({ description: 'Style as understood, comma-separated' }),
  duration: z.number().nullable().meta({ description: 'Seconds; null until the song is finished' }),
}

/** A song in record-info: `createTime` in epoch milliseconds. */
export const recordedTrackSchema = z.object({
  ...trackFields,
  createTime: z.number().int().meta({ description: 'Epoch milliseconds' }),
})
export type RecordedTrack = z.infer<typeof recordedTrackSchema>

/** A song in a callback: `createTime` as text. */
export const deliveredTrackSchema = z.object({
  ...trackFields,
  createTime: z.string().meta({ description: '`YYYY-MM-DD HH:mm:ss`, UTC' }),
})
export type DeliveredTrack = z.infer<typeof deliveredTrackSchema>

function commonFields(track: TrackView): Omit<RecordedTrack, 'createTime'> {
  const audio = track.audioUrl ?? ''
  return {
    id: track.id,
    audioUrl: audio,
    audio_url: audio,
    sourceAudioUrl: track.audioUrl,
    source_audio_url: track.audioUrl,
    streamAudioUrl: track.streamUrl,
    stream_audio_url: track.streamUrl,
    sourceStreamAudioUrl: track.streamUrl,
    source_stream_audio_url: track.streamUrl,
    imageUrl: track.imageUrl,
    image_url: track.imageUrl,
    sourceImageUrl: track.imageUrl,
    source_image_url: track.imageUrl,
    prompt: track.lyrics,
    modelName: track.modelName,
    model_name: track.modelName,
    title: track.title,
    tags: track.tags,
    duration: track.durationSeconds,
  }
}

export function recordedTrack(track: TrackView): RecordedTrack {
  return { ...commonFields(track), createTime: track.createdAt.getTime() }
}

export function deliveredTrack(track: TrackView): DeliveredTrack {
  return { ...commonFields(track), createTime: wireTime(track.createdAt) }
}
