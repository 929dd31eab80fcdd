import { z } from 'zod'
import { TASK_KINDS, type TaskKind } from '../task-kinds.js'
import { envelopeOf, success, type Envelope } from '../wire/envelope.js'
import { failureOf, type TaskView } from '../wire/task-view.js'
import { MARKET_PREFIX, type MarketOperation } from './operations.js'

/** What a task is called at this door, whichever door it came through. */
const OPERATIONS: Readonly<Record<TaskKind, MarketOperation>> = {
  generate: 'generate',
  extend: 'extend',
  'upload-cover': 'upload-and-cover-audio',
  'upload-extend': 'upload-and-extend-audio',
  'add-instrumental': 'add-instrumental',
  'add-vocals': 'add-vocals',
  'replace-section': 'replace-section',
  mashup: 'mashup',
  sounds: 'sounds',
  lyrics: 'generate-lyrics',
  'vocal-separation': 'separate-vocals',
  midi: 'generate-midi-from-audio',
  wav: 'convert-to-wav-format',
  video: 'create-music-video',
  'cover-images': 'cover-generate',
  recovery: 'suno-recovery-audio',
  'voice-phrase': 'validation-phrase',
  voice: 'create-voice',
  'voice-check': 'check-voice',
  persona: 'generate-persona',
  'style-boost': 'boost-music-style',
}

export const marketRecordSchema = envelopeOf(
  z.object({
    taskId: z.string(),
    model: z
      .string()
      .meta({ description: 'Such as `ai-music-api/generate`, whichever door it came through' }),
    state: z.enum(['waiting', 'queuing', 'generating', 'success', 'fail']),
    param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
    resultJson: z
      .string()
      .nullable()
      .meta({ description: 'The result as a JSON string; null until success' }),
    response: z.unknown().meta({ description: 'The same as `resultJson`, not as a string' }),
    failCode: z.string().nullable(),
    failMsg: z.string().nullable(),
    costTime: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Milliseconds of work; null until it has ended' }),
    creditsConsumed: z.number().meta({ description: '0 for a task that failed: refunded' }),
    createTime: z.number().int().meta({ description: 'Epoch milliseconds, as all times here' }),
    updateTime: z.number().int(),
    completeTime: z.number().int().nullable(),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type MarketRecord = NonNullable<z.infer<typeof marketRecordSchema>['data']>

/** A task as this door sees it; the server's own task type fits. */
export interface MarketTask extends TaskView {
  readonly kind: string
  /** Times that a worker has taken it. */
  readonly attempt: number
  /** Credits. */
  readonly cost: number
  readonly startedAt: Date | null
  readonly request: Readonly<Record<string, unknown>>
}

/** Answer of `GET /api/v1/jobs/recordInfo`. `response` is what the task's own record-info shows. */
export function marketRecordInfo(task: MarketTask, response: unknown): Envelope<MarketRecord> {
  const failure = failureOf(task)
  const state = failure ? 'fail' : stateOf(task)
  const result = state === 'success' ? resultOf(task.kind, response) : null
  const endedAt = task.completedAt?.getTime() ?? null
  const startedAt = task.startedAt?.getTime() ?? null
  return success({
    taskId: task.id,
    model: MARKET_PREFIX + operationOf(task),
    state,
    param: task.param,
    resultJson: result && JSON.stringify(result),
    response: result,
    failCode: failure ? String(failure.code) : null,
    failMsg: failure?.message ?? null,
    costTime: endedAt === null ? null : endedAt - (startedAt ?? endedAt),
    creditsConsumed: state === 'success' ? task.cost : 0,
    createTime: task.createdAt.getTime(),
    updateTime: endedAt ?? startedAt ?? task.createdAt.getTime(),
    completeTime: endedAt,
  })
}

function operationOf({ kind, request }: MarketTask): MarketOperation {
  if (kind === TASK_KINDS.voicePhrase && request['earlierTaskId'] !== undefined) return 'regenerate-phrase'
  return OPERATIONS[kind as TaskKind]
}

function stateOf(task: MarketTask): MarketRecord['state'] {
  if (task.state === 'succeeded') return 'success'
  if (task.state === 'running') return 'generating'
  return task.attempt === 0 ? 'waiting' : 'queuing'
}

/** The result in the shape this door has for its kind. */
function resultOf(kind: string, response: unknown): object {
  const payload = (response ?? {}) as Readonly<Record<string, unknown>>
  switch (kind) {
    case TASK_KINDS.lyrics:
      return { resultObject: { lyricsData: payload['data'] } }
    case TASK_KINDS.wav:
      return { resultUrls: [payload['audioWavUrl']] }
    case TASK_KINDS.video:
      return { resultUrls: [payload['videoUrl']] }
    case TASK_KINDS.coverImages:
      return { ...payload, resultUrls: payload['images'] }
    case TASK_KINDS.recovery:
      return { data: response }
    default:
      return 'sunoData' in payload ? { data: payload['sunoData'] } : payload
  }
}
