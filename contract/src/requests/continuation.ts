import { z } from 'zod'
import type { SongDescription } from '../task-requests.js'
import { compact, weightsOf } from './extras.js'
import { callBackUrl, model, songExtras, songFields, text } from './fields.js'
import { lyricsField, personaFields } from './modes.js'
import { wordsOrIdea } from './words-or-idea.js'

/** What extend and upload-extend have in common. */
export const continuationFields = {
  defaultParamFlag: z.boolean().meta({
    description:
      'True: the parameters of this request are used. False: everything but `continueAt` is taken from the source',
  }),
  prompt: text(
    'Words to be sung as they stand when it holds section tags or several lines; otherwise a description of what follows',
  ).optional(),
  lyrics: lyricsField,
  style: text('Genres, moods, instruments, tempo … Default: as the source').optional(),
  title: text('Default: that of the source').optional(),
  continueAt: z.number().positive().optional().meta({
    description: 'Second of the source at which the new part begins; less than its length. Default: its end',
  }),
  model,
  callBackUrl,
  negativeTags: text('Styles and instruments to avoid').optional(),
  ...songFields,
  ...personaFields,
  troubadour: songExtras,
}

/** How the new part shall be. Without singing there are no words. */
export function continuationOf(fields: {
  readonly prompt?: string
  readonly lyrics?: string
  readonly instrumental?: boolean
  readonly style?: string
  readonly title?: string
  readonly negativeTags?: string
  readonly vocalGender?: 'm' | 'f'
  readonly personaId?: string
  readonly personaModel?: 'style_persona' | 'voice_persona'
  readonly styleWeight?: number
  readonly weirdnessConstraint?: number
  readonly audioWeight?: number
}): SongDescription {
  return compact<SongDescription>({
    ...(fields.instrumental ? { idea: fields.prompt } : wordsOrIdea(fields)),
    style: fields.style,
    title: fields.title,
    negativeTags: fields.negativeTags,
    vocalGender: fields.instrumental ? undefined : fields.vocalGender,
    personaId: fields.personaId,
    personaModel: fields.personaModel,
    ...weightsOf(fields),
  })
}
