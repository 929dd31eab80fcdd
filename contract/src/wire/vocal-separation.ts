import { z } from 'zod'
import type { VocalSeparationRequest } from '../task-requests.js'
import type { SeparatedFile, SeparatedStemName, VocalSeparationResult } from '../task-results.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import type { MediaUrls } from './media-urls.js'
import { bothIds, failureOf, failureStatus, type FailureView, type TaskView } from './task-view.js'

/** Each stem's `stem_type_group_name`, and its name among the instruments of MIDI data. */
export const STEM_GROUP_NAMES: Readonly<Record<SeparatedStemName, string>> = {
  vocal: 'Vocals',
  instrumental: 'Instrumental',
  backingVocals: 'Backing Vocals',
  drums: 'Drums',
  percussion: 'Percussion',
  bass: 'Bass',
  guitar: 'Guitar',
  keyboard: 'Keyboard',
  strings: 'Strings',
  synth: 'Synth',
  brass: 'Brass',
  woodwinds: 'Woodwinds',
  fx: 'FX',
}

const delivered = z.string().meta({ description: 'Empty when there is no such sound in the song' })

const vocalUrlsSchema = z
  .object({ instrumental_url: delivered, origin_url: delivered, vocal_url: delivered })
  .meta({ description: '`separate_vocal`' })

const stemUrlsSchema = z
  .object({
    origin_url: delivered,
    vocal_url: delivered,
    backing_vocals_url: delivered,
    drums_url: delivered,
    percussion_url: delivered,
    bass_url: delivered,
    guitar_url: delivered,
    keyboard_url: delivered,
    strings_url: delivered,
    synth_url: delivered,
    brass_url: delivered,
    woodwinds_url: delivered,
    fx_url: delivered,
  })
  .meta({ description: '`split_stem`' })

const separatedFileSchema = z.object({
  duration: z.number().meta({ description: 'Seconds' }),
  audio_url: delivered,
  stem_type_group_name: z.string(),
  id: z.string().meta({ description: 'The `audioId` of a MIDI request' }),
})
const stemPairSchema = z
  .object({ extract: separatedFileSchema, remove: separatedFileSchema })
  .meta({ description: '`split_stem_advanced`: what was asked for, and everything else' })
type StemPair = z.infer<typeof stemPairSchema>

const pairInfoSchema = z.object({ origin_data: z.array(stemPairSchema) })

const separationSchemaOf = <Urls extends z.ZodObject>(urls: Urls) =>
  z.object({
    ...urls.shape,
    task_id: z.string(),
    taskId: z.string(),
    vocal_separation_info: urls,
    vocal_removal_info: urls,
  })

export const vocalSeparationCallbackSchema = z
  .object({
    code: z.number().int(),
    msg: z.string(),
    taskId: z.string(),
    task_id: z.string(),
    data: z.union([
      separationSchemaOf(vocalUrlsSchema),
      separationSchemaOf(stemUrlsSchema),
      separationSchemaOf(pairInfoSchema),
      z
        .object({
          task_id: z.string(),
          taskId: z.string(),
          vocal_separation_info: z.null(),
          vocal_removal_info: z.null(),
        })
        .meta({ description: 'Failure' }),
    ]),
  })
  .meta({ description: 'Sent once: with the stems, or with code 500 and null in their place.' })
export type VocalSeparationCallback = z.infer<typeof vocalSeparationCallbackSchema>

/** The stems under both documented wrapper keys, and flat on `data` for receivers that look there. */
export function vocalSeparationCallback(
  taskId: string,
  mode: VocalSeparationRequest['mode'],
  result: VocalSeparationResult,
  urls: MediaUrls,
): VocalSeparationCallback {
  const url = (name: SeparatedStemName): string => {
    const key = result.stems.find((stem) => stem.name === name)?.key ?? null
    return key === null ? '' : urls.media(key)
  }
  const origin = { origin_url: result.originKey === null ? '' : urls.media(result.originKey) }
  const wrapped = <Urls extends object>(info: Urls) => ({
    ...info,
    ...bothIds(taskId),
    vocal_separation_info: info,
    vocal_removal_info: info,
  })
  if (mode === 'advanced') {
    return {
      code: 200,
      msg: 'vocal Removal generated successfully.',
      ...bothIds(taskId),
      data: wrapped({ origin_data: pairsOf(result, urls) }),
    }
  }
  return {
    code: 200,
    msg: 'vocal separation generated successfully.',
    ...bothIds(taskId),
    data:
      mode === 'vocals'
        ? wrapped({ instrumental_url: url('instrumental'), ...origin, vocal_url: url('vocal') })
        : wrapped({
            ...origin,
            vocal_url: url('vocal'),
            backing_vocals_url: url('backingVocals'),
            drums_url: url('drums'),
            percussion_url: url('percussion'),
            bass_url: url('bass'),
            guitar_url: url('guitar'),
            keyboard_url: url('keyboard'),
            strings_url: url('strings'),
            synth_url: url('synth'),
            brass_url: url('brass'),
            woodwinds_url: url('woodwinds'),
            fx_url: url('fx'),
          }),
  }
}

export function vocalSeparationFailureCallback(
  taskId: string,
  mode: VocalSeparationRequest['mode'],
  failure: FailureView,
): VocalSeparationCallback {
  const documented = mode === 'vocals' ? 'Vocal separation failed' : 'Instrument separation failed'
  return {
    code: 500,
    msg: failure.message ? `${documented}: ${failure.message}` : documented,
    ...bothIds(taskId),
    data: { ...bothIds(taskId), vocal_separation_info: null, vocal_removal_info: null },
  }
}

const recorded = z.string().nullable()

const separationResponseSchema = z.object({
  id: z.null(),
  originUrl: recorded,
  originData: z.union([z.array(separatedFileSchema), z.array(stemPairSchema)]),
  instrumentalUrl: recorded,
  vocalUrl: recorded,
  backingVocalsUrl: recorded,
  drumsUrl: recorded,
  bassUrl: recorded,
  guitarUrl: recorded,
  pianoUrl: recorded,
  keyboardUrl: recorded,
  percussionUrl: recorded,
  stringsUrl: recorded,
  synthUrl: recorded,
  fxUrl: recorded,
  brassUrl: recorded,
  woodwindsUrl: recorded,
})

const SEPARATION_STATUSES = [
  'PENDING',
  'SUCCESS',
  'CREATE_TASK_FAILED',
  'GENERATE_AUDIO_FAILED',
  'CALLBACK_EXCEPTION',
] as const

export const vocalSeparationRecordSchema = envelopeOf(
  z.object({
    taskId: z.string(),
    param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
    musicId: z
      .string()
      .nullable()
      .meta({ description: 'The source track; null for a recording from outside' }),
    audioId: z.string().nullable().meta({ description: 'Same as `musicId`' }),
    musicIndex: z.number().int().nullable(),
    callbackUrl: z.string().nullable(),
    completeTime: z.number().int().nullable().meta({ description: 'Epoch milliseconds' }),
    response: separationResponseSchema.nullable(),
    successFlag: z.enum(SEPARATION_STATUSES),
    createTime: z.number().int().meta({ description: 'Epoch milliseconds' }),
    errorCode: z.number().int().nullable(),
    errorMessage: z.string().nullable(),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type VocalSeparationRecord = NonNullable<z.infer<typeof vocalSeparationRecordSchema>['data']>

function responseOf(result: VocalSeparationResult, urls: MediaUrls): VocalSeparationRecord['response'] {
  const audible = result.stems.flatMap((stem) =>
    stem.key === null ? [] : [{ ...stem, url: urls.media(stem.key) }],
  )
  const url = (name: SeparatedStemName): string | null =>
    audible.find((stem) => stem.name === name)?.url ?? null
  return {
    id: null,
    originUrl: result.originKey === null ? null : urls.media(result.originKey),
    originData: result.pair
      ? pairsOf(result, urls)
      : audible.map((stem) => fileOf(stem, STEM_GROUP_NAMES[stem.name], urls)),
    instrumentalUrl: url('instrumental'),
    vocalUrl: url('vocal'),
    backingVocalsUrl: url('backingVocals'),
    drumsUrl: url('drums'),
    bassUrl: url('bass'),
    guitarUrl: url('guitar'),
    // Pianos belong to the keyboard stem here; the key exists because clients look for it.
    pianoUrl: null,
    keyboardUrl: url('keyboard'),
    percussionUrl: url('percussion'),
    stringsUrl: url('strings'),
    synthUrl: url('synth'),
    fxUrl: url('fx'),
    brassUrl: url('brass'),
    woodwindsUrl: url('woodwinds'),
  }
}

function pairsOf({ pair }: VocalSeparationResult, urls: MediaUrls): StemPair[] {
  if (!pair) return []
  const { name, extract, remove } = pair
  return [{ extract: fileOf(extract, name, urls), remove: fileOf(remove, `No ${name}`, urls) }]
}

function fileOf(
  { id, key, durationSeconds }: SeparatedFile,
  groupName: string,
  urls: MediaUrls,
): z.infer<typeof separatedFileSchema> {
  return {
    duration: durationSeconds,
    audio_url: key === null ? '' : urls.media(key),
    stem_type_group_name: groupName,
    id,
  }
}

/** Answer of vocal-removal record-info; `result` is null until the task has succeeded. */
export function vocalSeparationRecordInfo(
  task: TaskView,
  request: VocalSeparationRequest,
  result: VocalSeparationResult | null,
  urls: MediaUrls,
): Envelope<VocalSeparationRecord> {
  const failure = failureOf(task)
  const { source } = request
  const audioId = source.kind === 'track' ? source.audioId : null
  return success({
    taskId: task.id,
    param: task.param,
    musicId: audioId,
    audioId,
    musicIndex: source.kind === 'track' ? source.trackIndex : null,
    callbackUrl: task.callbackUrl,
    completeTime: task.completedAt?.getTime() ?? null,
    response: failure || !result ? null : responseOf(result, urls),
    successFlag: failure
      ? failureStatus(task, 'GENERATE_AUDIO_FAILED', SEPARATION_STATUSES)
      : result
        ? 'SUCCESS'
        : 'PENDING',
    createTime: task.createdAt.getTime(),
    errorCode: failure ? 500 : null,
    errorMessage: failure?.message ?? null,
  })
}
