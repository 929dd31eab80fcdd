import {
  addInstrumentalDefinition,
  addVocalsDefinition,
  extendDefinition,
  generateDefinition,
  mashupDefinition,
  replaceSectionDefinition,
  soundsDefinition,
  TASK_KINDS,
  uploadCoverDefinition,
  uploadExtendDefinition,
  type MusicRequest,
  type RequestDefinition,
  type Submission,
  type TaskKind,
} from '@troubadour/contract'
import type { z } from 'zod'
import type { ApiDeps } from './deps.js'
import { readReplaceSection } from './replace-section.js'
import { read } from './requests.js'
import type { Submit } from './submit.js'

/** A way to ask for songs: where, for what, and how its fields become a task. */
export interface MusicSubmit {
  readonly kind: TaskKind
  readonly path: string
  /** Of the OpenAPI document. */
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly schema: z.ZodObject
  /** Reads the fields of a body. Throws ApiError for those that break the rules. */
  read(deps: ApiDeps, accountId: string, fields: Readonly<Record<string, unknown>>): Promise<Submit>
}

type Description = Pick<MusicSubmit, 'kind' | 'path' | 'operationId' | 'summary' | 'description'>

/** An endpoint whose request says everything. `parentOf` names the track it works on, known or not. */
function plain<Schema extends z.ZodObject, Request extends MusicRequest>(
  description: Description,
  definition: RequestDefinition<Schema, Submission<Request>>,
  parentOf: (request: Request) => Submit['parent'] = () => undefined,
): MusicSubmit {
  return {
    ...description,
    schema: definition.schema,
    async read(_deps, _accountId, fields) {
      const submission = read(definition, fields)
      return { kind: description.kind, ...submission, parent: parentOf(submission.request) }
    },
  }
}

/** Every way to ask for songs. */
export const MUSIC_SUBMITS: readonly MusicSubmit[] = [
  plain(
    {
      kind: TASK_KINDS.generate,
      path: '/api/v1/generate',
      operationId: 'generate',
      summary: 'Make two songs',
    },
    generateDefinition,
  ),
  plain(
    {
      kind: TASK_KINDS.extend,
      path: '/api/v1/generate/extend',
      operationId: 'extend',
      summary: 'Let a song go on',
      description:
        'Before the point of continuation the new songs sound exactly as the source does. The track is looked up when the task runs.',
    },
    extendDefinition,
    ({ audioId }) => ({ trackId: audioId }),
  ),
  plain(
    {
      kind: TASK_KINDS.uploadCover,
      path: '/api/v1/generate/upload-cover',
      operationId: 'uploadCover',
      summary: 'Play the tune of a recording in another style',
    },
    uploadCoverDefinition,
  ),
  plain(
    {
      kind: TASK_KINDS.uploadExtend,
      path: '/api/v1/generate/upload-extend',
      operationId: 'uploadExtend',
      summary: 'Let a recording go on',
    },
    uploadExtendDefinition,
  ),
  plain(
    {
      kind: TASK_KINDS.addInstrumental,
      path: '/api/v1/generate/add-instrumental',
      operationId: 'addInstrumental',
      summary: 'Arrange an accompaniment under a recording',
    },
    addInstrumentalDefinition,
  ),
  plain(
    {
      kind: TASK_KINDS.addVocals,
      path: '/api/v1/generate/add-vocals',
      operationId: 'addVocals',
      summary: 'Sing over a recording',
    },
    addVocalsDefinition,
  ),
  {
    kind: TASK_KINDS.replaceSection,
    path: '/api/v1/generate/replace-section',
    operationId: 'replaceSection',
    summary: 'Write a part of a song anew',
    description:
      'The source is `taskId` with `audioId`, or `uploadUrl` with `model`. Outside the window the source sounds as it did.',
    schema: replaceSectionDefinition.schema,
    read: readReplaceSection,
  },
  plain(
    {
      kind: TASK_KINDS.mashup,
      path: '/api/v1/generate/mashup',
      operationId: 'mashup',
      summary: 'Join the voice of one recording and the harmony of another',
    },
    mashupDefinition,
  ),
  plain(
    {
      kind: TASK_KINDS.sounds,
      path: '/api/v1/generate/sounds',
      operationId: 'sounds',
      summary: 'Make a sound or a loop',
    },
    soundsDefinition,
  ),
]
