import { z } from 'zod'
import { TASK_KINDS } from '../task-kinds.js'
import { compact } from './extras.js'
import { charCount, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

/** How songs are ordered; what comes first. */
export const SONG_ORDERS = ['newest', 'oldest', 'title', 'longest'] as const
export type SongOrderName = (typeof SONG_ORDERS)[number]

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200
const MAX_LABELS = 20
const MAX_LABEL_CHARS = 40

const yesOrNo = (description: string) => z.enum(['true', 'false']).optional().meta({ description })

const listSchema = z.object({
  query: text('Words that title, style or lyrics hold, in any case', 200).optional(),
  liked: yesOrNo('Only songs that are liked, or are not'),
  label: text('Only songs with this label', MAX_LABEL_CHARS).optional(),
  kind: z.enum(TASK_KINDS).optional().meta({ description: 'Only songs made by tasks of this kind' }),
  parent: text('Only songs made out of this song: an `audioId`', 100).optional(),
  deleted: yesOrNo('True: deleted songs that can be brought back, instead of the others'),
  sort: z.enum(SONG_ORDERS).optional().meta({ description: 'What comes first; default `newest`' }),
  limit: z
    .number()
    .int()
    .min(1)
    .max(MAX_LIMIT)
    .optional()
    .meta({ description: `Songs on a page, 1 … ${MAX_LIMIT}; default ${DEFAULT_LIMIT}` }),
  cursor: z
    .string()
    .refine((value) => /^[\w-]{0,1000}\.[\w-]{1,100}$/.test(value), {
      params: { expected: 'a nextCursor of an earlier answer' },
    })
    .optional()
    .meta({ description: '`nextCursor` of the page before' }),
})

/** Which songs to list. */
export interface SongListQuery {
  readonly text: string | undefined
  readonly isLiked: boolean | undefined
  readonly label: string | undefined
  readonly kinds: readonly string[] | undefined
  readonly parentTrackId: string | undefined
  readonly isDeleted: boolean
  readonly order: SongOrderName
  readonly limit: number
  readonly cursor: string | undefined
}

/** `GET /troubadour/v1/library` */
export const songListDefinition: RequestDefinition<typeof listSchema, SongListQuery> = {
  schema: listSchema,
  toValue: (fields) => ({
    text: fields.query,
    isLiked: fields.liked === undefined ? undefined : fields.liked === 'true',
    label: fields.label,
    kinds: fields.kind === undefined ? undefined : [fields.kind],
    parentTrackId: fields.parent,
    isDeleted: fields.deleted === 'true',
    order: fields.sort ?? 'newest',
    limit: fields.limit ?? DEFAULT_LIMIT,
    cursor: fields.cursor,
  }),
}

const changeSchema = z.object({
  title: text('The new title', 200).optional(),
  liked: z.boolean().optional(),
  labels: z
    .array(
      z.string().refine((value) => charCount(value.trim()) <= MAX_LABEL_CHARS, {
        params: { expected: `text of at most ${MAX_LABEL_CHARS} characters` },
      }),
    )
    .max(MAX_LABELS)
    .optional()
    .meta({ description: `All labels the song shall have, at most ${MAX_LABELS}` }),
  deleted: z.boolean().optional().meta({
    description: 'True: hidden at once, its sound removed a day later. False: brought back',
  }),
})

/** The body as clients write it. */
export type ChangeSongBody = z.input<typeof changeSchema>

/** What changes on a song; absent: stays. */
export interface SongChange {
  readonly title?: string
  readonly isLiked?: boolean
  readonly labels?: readonly string[]
  readonly isDeleted?: boolean
}

/** `PATCH /troubadour/v1/library/{audioId}` */
export const changeSongDefinition: RequestDefinition<typeof changeSchema, SongChange> = {
  schema: changeSchema,
  toValue: ({ title, liked, labels, deleted }) =>
    compact({
      title: title?.trim(),
      isLiked: liked,
      labels: labels && [...new Set(labels.map((label) => label.trim()).filter(Boolean))],
      isDeleted: deleted,
    }),
}
