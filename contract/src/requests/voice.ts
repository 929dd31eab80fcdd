import { z } from 'zod'
import {
  VOICE_LANGUAGES,
  VOICE_SKILLS,
  type VoicePhraseRequest,
  type VoiceRequest,
} from '../task-requests.js'
import { compact, type Submission } from './extras.js'
import { callBackUrl, httpUrl, seedExtras, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

const phraseSchema = z.object({
  voiceUrl: httpUrl('A recording in which the voice is heard; fetched when the task runs'),
  vocalStartS: z.number().int().min(0).meta({ description: 'Where the voice begins, in seconds' }),
  vocalEndS: z.number().int().min(0).meta({ description: 'Where it ends; after `vocalStartS`' }),
  language: z
    .enum(VOICE_LANGUAGES)
    .optional()
    .meta({ description: 'Language of the phrase to read or sing; default `en`' }),
  callBackUrl: callBackUrl.optional(),
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type VoicePhraseBody = z.input<typeof phraseSchema>

/** `POST /api/v1/voice/validate` */
export const voicePhraseDefinition: RequestDefinition<typeof phraseSchema, Submission<VoicePhraseRequest>> = {
  schema: phraseSchema,
  check({ vocalStartS, vocalEndS }) {
    if (vocalEndS > vocalStartS) return undefined
    return {
      reason: 'out-of-range',
      field: 'vocalEndS',
      message: `vocalEndS must be greater than vocalStartS; got ${vocalStartS} to ${vocalEndS}`,
    }
  },
  toValue: (fields) => ({
    request: {
      voiceUrl: fields.voiceUrl,
      vocalStartS: fields.vocalStartS,
      vocalEndS: fields.vocalEndS,
      language: fields.language ?? 'en',
    },
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}

/** A parsed request for another phrase; the earlier task is looked up by the server. */
export interface VoiceRegenerateSubmission {
  readonly phraseTaskId: string
  readonly callbackUrl: string | undefined
  readonly seed: number | undefined
}

const regenerateSchema = z.object({
  taskId: text('The task whose phrase is to be replaced'),
  calBackUrl: callBackUrl
    .optional()
    .meta({ description: 'Spelt with one `l`; `callBackUrl` is read as well' }),
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type VoiceRegenerateBody = z.input<typeof regenerateSchema>

/** `POST /api/v1/voice/regenerate` */
export const voiceRegenerateDefinition: RequestDefinition<
  typeof regenerateSchema,
  VoiceRegenerateSubmission
> = {
  schema: regenerateSchema,
  aliases: {
    callBackUrl: 'calBackUrl',
    callbackUrl: 'calBackUrl',
    call_back_url: 'calBackUrl',
    callback_url: 'calBackUrl',
  },
  toValue: (fields) => ({
    phraseTaskId: fields.taskId,
    callbackUrl: fields.calBackUrl,
    seed: fields.troubadour?.seed,
  }),
}

/** A parsed request to make a voice; the phrase's task is looked up by the server. */
export interface VoiceSubmission {
  readonly request: VoiceRequest
  readonly callbackUrl: string | undefined
  readonly seed: number | undefined
}

const voiceSchema = z.object({
  taskId: text('The task that gave the phrase'),
  verifyUrl: httpUrl('A recording of the phrase; fetched when the task runs'),
  voiceName: text('What the voice is called', 200).optional(),
  description: text('What is special about it', 3000).optional(),
  style: text('Style words that belong to it', 1000).optional(),
  singerSkillLevel: z
    .enum(VOICE_SKILLS)
    .optional()
    .meta({ description: 'How steadily the voice sings; default `beginner`' }),
  callBackUrl: callBackUrl.optional(),
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type VoiceBody = z.input<typeof voiceSchema>

/** `POST /api/v1/voice/generate` */
export const voiceDefinition: RequestDefinition<typeof voiceSchema, VoiceSubmission> = {
  schema: voiceSchema,
  toValue: (fields) => ({
    request: compact({
      phraseTaskId: fields.taskId,
      verifyUrl: fields.verifyUrl,
      name: fields.voiceName,
      description: fields.description,
      style: fields.style,
      skill: fields.singerSkillLevel ?? 'beginner',
    }),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}

const checkSchema = z.object({ task_id: text('The task that made the voice') })

/** The body as clients write it. */
export type CheckVoiceBody = z.input<typeof checkSchema>

/** `POST /api/v1/voice/check-voice` */
export const checkVoiceDefinition: RequestDefinition<typeof checkSchema, string> = {
  schema: checkSchema,
  aliases: { taskId: 'task_id', sunoTaskId: 'task_id' },
  toValue: (fields) => fields.task_id,
}
