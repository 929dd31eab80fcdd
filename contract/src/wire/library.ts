import { z } from 'zod'
import { TASK_STATES } from '../requests/tasks.js'
import { SEPARATED_STEM_NAMES } from '../task-results.js'
import { envelopeOf } from './envelope.js'
import type { MediaUrls } from './media-urls.js'
import type { SongFacts, StoredTrack } from './track.js'

/** Songs and what people note on them, as `/troubadour/v1/library` shows them. Times are ISO 8601. */

const songSchema = z.object({
  audioId: z.string(),
  taskId: z.string(),
  kind: z.string().meta({ description: 'Kind of the task that made it' }),
  state: z.enum(TASK_STATES).meta({ description: 'Of the task that made it' }),
  title: z.string(),
  style: z.string().meta({ description: 'Style as understood, comma-separated' }),
  instrumental: z.boolean(),
  audioUrl: z.string().nullable().meta({ description: 'Null until the song is finished' }),
  streamUrl: z.string().meta({ description: 'Plays while the song is still being performed' }),
  imageUrl: z.string().nullable(),
  durationSeconds: z.number().nullable().meta({ description: 'Null until the song is finished' }),
  waveform: z
    .array(z.number())
    .meta({ description: 'Loudness over the song, each 0 … 1; empty until the song is finished' }),
  liked: z.boolean(),
  labels: z.array(z.string()),
  seed: z.number().int().meta({ description: 'Of the task; with the same request it gives the same songs' }),
  parentAudioId: z.string().nullable().meta({ description: 'The song it was made out of' }),
  sandbox: z.boolean(),
  createdAt: z.string().meta({ format: 'date-time' }),
  deletedAt: z.string().nullable().meta({ format: 'date-time' }),
})
/** A song in a library. */
export type SongData = z.infer<typeof songSchema>

export const songPageSchema = envelopeOf(
  z.object({
    songs: z.array(songSchema),
    nextCursor: z.string().nullable().meta({ description: 'For the next page; null on the last one' }),
  }),
)

const warning = z.object({ code: z.string(), message: z.string() })

const songDetailSchema = songSchema.extend({
  lyrics: z.string().meta({ description: 'With section tags; empty for an instrumental' }),
  modelName: z.string(),
  warnings: z.array(warning).meta({ description: 'What of the request could not be done' }),
  bpm: z.number().nullable().meta({ description: 'At the beginning; null until the song is finished' }),
  key: z.string().nullable().meta({ description: 'Such as `F# minor`, at the beginning' }),
  personaId: z.string().nullable().meta({ description: 'The persona that was taken from it' }),
})
/** A song with everything but its notes. */
export type SongDetail = z.infer<typeof songDetailSchema>

export const songDetailResponseSchema = envelopeOf(songDetailSchema)
export const songLabelsSchema = envelopeOf(
  z.object({ labels: z.array(z.object({ label: z.string(), songs: z.number().int() })) }),
)

const span = { startS: z.number(), endS: z.number() }

const scoreSchema = z.object({
  durationS: z.number().meta({ description: 'Where the music ends, in seconds' }),
  tempos: z.array(z.object({ startS: z.number(), bpm: z.number() })),
  meters: z.array(z.object({ startS: z.number(), meter: z.string().meta({ description: 'Such as `6/8`' }) })),
  keys: z.array(z.object({ startS: z.number(), key: z.string() })),
  sections: z.array(
    z.object({
      ...span,
      label: z.string(),
      kind: z.string(),
      energy: z.number().meta({ description: '0 … 1' }),
    }),
  ),
  chords: z.array(z.object({ ...span, name: z.string().meta({ description: 'Such as `Am7`' }) })),
  parts: z.array(
    z.object({
      name: z.string(),
      stem: z.enum(SEPARATED_STEM_NAMES),
      drums: z.boolean().meta({ description: 'Pitches are General MIDI percussion keys' }),
      notes: z
        .array(z.tuple([z.number(), z.number(), z.number(), z.number()]))
        .meta({ description: '[MIDI key, start in seconds, end in seconds, strength 0 … 1]' }),
    }),
  ),
})
/** What is written in a song's score, in seconds of its sound. */
export type ScoreData = z.infer<typeof scoreSchema>

export const scoreResponseSchema = envelopeOf(scoreSchema)

export const priceListSchema = envelopeOf(
  z.object({
    prices: z
      .record(z.string(), z.number())
      .meta({ description: 'Credits by kind of task; separations by kind and mode' }),
  }),
)

export const personaListSchema = envelopeOf(
  z.object({
    personas: z.array(
      z.object({
        personaId: z.string(),
        kind: z.enum(['style', 'voice']).meta({ description: 'Goes with `personaModel`' }),
        name: z.string(),
        description: z.string(),
        createdAt: z.string().meta({ format: 'date-time' }),
      }),
    ),
  }),
)
/** A persona or voice in a list. */
export type PersonaData = NonNullable<z.infer<typeof personaListSchema>['data']>['personas'][number]

/** What a word of a style text is about. */
export const STYLE_WORD_GROUPS = ['genre', 'mood', 'instrument', 'voice', 'tempo', 'sound'] as const
export type StyleWordGroup = (typeof STYLE_WORD_GROUPS)[number]

export const styleWordsSchema = envelopeOf(
  z.object({
    words: z.array(z.object({ word: z.string(), group: z.enum(STYLE_WORD_GROUPS) })),
  }),
)

/** What the mapper needs to know of a song; the server's own type fits. */
export interface SongView {
  readonly track: StoredTrack & { readonly waveform: readonly number[]; readonly createdAt: Date }
  readonly isLiked: boolean
  readonly labels: readonly string[]
  readonly deletedAt: Date | null
  readonly task: {
    readonly id: string
    readonly kind: string
    readonly state: SongData['state']
    readonly seed: number
    readonly parentTrackId: string | null
    readonly sandbox: boolean
  }
}

export function songData({ track, task, ...notes }: SongView, urls: MediaUrls): SongData {
  const isFinished = track.audioKey !== null
  return {
    audioId: track.id,
    taskId: task.id,
    kind: task.kind,
    state: task.state,
    title: track.title,
    style: track.tags,
    instrumental: track.lyrics === '',
    audioUrl: track.audioKey === null ? null : urls.media(track.audioKey),
    streamUrl: urls.stream(track.id),
    imageUrl: track.imageKey === null ? null : urls.media(track.imageKey),
    durationSeconds: isFinished ? track.durationSeconds : null,
    waveform: track.waveform.map((value) => Math.round(value * 1000) / 1000),
    liked: notes.isLiked,
    labels: [...notes.labels],
    seed: task.seed,
    parentAudioId: task.parentTrackId,
    sandbox: task.sandbox,
    createdAt: track.createdAt.toISOString(),
    deletedAt: notes.deletedAt?.toISOString() ?? null,
  }
}

/** `facts` is null for a song that is not finished. */
export function songDetail(
  song: SongView,
  about: { readonly facts: SongFacts | null; readonly personaId: string | null },
  urls: MediaUrls,
): SongDetail {
  return {
    ...songData(song, urls),
    lyrics: song.track.lyrics,
    modelName: song.track.modelName,
    warnings: song.track.warnings.map(({ code, message }) => ({ code, message })),
    bpm: about.facts?.bpm ?? null,
    key: about.facts?.key ?? null,
    personaId: about.personaId,
  }
}
