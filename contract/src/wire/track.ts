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
  readonly warnings: readonly Warning[]
  /** Null until the song is finished. */
  readonly facts: SongFacts | null
}

/** What of a request could not be done, and what was done instead. */
export interface Warning {
  readonly code: string
  readonly message: string
}

/** What a score says about its song. */
export interface SongFacts {
  readonly seed: number
  /** Quarter notes a minute at the beginning, in tenths. */
  readonly bpm: number
  /** `'F# minor'`: the key at the beginning. */
  readonly key: string
  readonly sections: readonly {
    /** As shown to people: `'Verse 2'`. */
    readonly label: string
    /** `'verse'`, `'chorus'` … */
    readonly kind: string
    readonly startS: number
    readonly endS: number
  }[]
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
  readonly warnings: readonly Warning[]
}

export function trackView(
  track: StoredTrack,
  createdAt: Date,
  urls: MediaUrls,
  facts: SongFacts | null = null,
): TrackView {
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
    warnings: track.warnings,
    facts,
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

/** Extras of ours in the songs of record-info. */
const songExtrasSchema = z
  .object({
    seed: z.number().int(),
    bpm: z.number().meta({ description: 'Quarter notes a minute at the beginning' }),
    key: z.string().meta({ description: 'Such as `F# minor`, at the beginning' }),
    sections: z.array(
      z.object({
        label: z.string().meta({ description: 'Such as `Verse 2`' }),
        kind: z.string(),
        startS: z.number(),
        endS: z.number(),
      }),
    ),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  })
  .nullable()
  .meta({ description: 'Additions of this server; null until the song is finished' })

/** A song in record-info: `createTime` in epoch milliseconds. */
export const recordedTrackSchema = z.object({
  ...trackFields,
  createTime: z.number().int().meta({ description: 'Epoch milliseconds' }),
  troubadour: songExtrasSchema,
})
export type RecordedTrack = z.infer<typeof recordedTrackSchema>

/** A song in a callback: `createTime` as text. */
export const deliveredTrackSchema = z.object({
  ...trackFields,
  createTime: z.string().meta({ description: '`YYYY-MM-DD HH:mm:ss`, UTC' }),
})
export type DeliveredTrack = z.infer<typeof deliveredTrackSchema>

function commonFields(track: TrackView): Omit<DeliveredTrack, 'createTime'> {
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
  const { facts } = track
  return {
    ...commonFields(track),
    createTime: track.createdAt.getTime(),
    troubadour: facts && {
      seed: facts.seed,
      bpm: facts.bpm,
      key: facts.key,
      sections: facts.sections.map(({ label, kind, startS, endS }) => ({ label, kind, startS, endS })),
      warnings: track.warnings.map(({ code, message }) => ({ code, message })),
    },
  }
}

export function deliveredTrack(track: TrackView): DeliveredTrack {
  return { ...commonFields(track), createTime: wireTime(track.createdAt) }
}
