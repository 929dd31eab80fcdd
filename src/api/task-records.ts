import {
  coverImagesRecordInfo,
  lyricsRecordInfo,
  midiRecordInfo,
  MUSIC_OPERATIONS,
  recoveryRecordInfo,
  TASK_KINDS,
  videoRecordInfo,
  vocalSeparationRecordInfo,
  voicePhraseRecordInfo,
  voiceRecordInfo,
  wavRecordInfo,
  type CoverImagesRequest,
  type CoverImagesResult,
  type LyricsResult,
  type MidiRequest,
  type MidiResult,
  type PersonaResult,
  type RecoveryResult,
  type StyleBoostResult,
  type TaskKind,
  type TrackReference,
  type VideoResult,
  type VoiceCheckResult,
  type VocalSeparationRequest,
  type VocalSeparationResult,
  type VoicePhraseResult,
  type VoiceResult,
  type WavResult,
} from '@troubadour/contract'
import type { Task } from '../tasks/types.js'
import type { ApiDeps } from './deps.js'
import { recordOf as musicRecord } from './music.js'
import { createSongFactsReader } from './song-facts.js'
import { resultOf } from './task-result.js'

/** What a task of any kind has brought: what its record-info shows as `response`. Null until there is something. */
export type ResponseReader = (task: Task) => Promise<unknown>

type Reader = (deps: ApiDeps, task: Task) => unknown

type SongKind =
  | 'generate'
  | 'extend'
  | 'upload-cover'
  | 'upload-extend'
  | 'add-instrumental'
  | 'add-vocals'
  | 'replace-section'
  | 'mashup'
  | 'sounds'

const READERS: Readonly<Record<Exclude<TaskKind, SongKind>, Reader>> = {
  [TASK_KINDS.lyrics]: (_, task) => lyricsRecordInfo(task, resultOf<LyricsResult>(task)).data.response,
  [TASK_KINDS.wav]: (deps, task) =>
    wavRecordInfo(task, requestOf<TrackReference>(task), fileUrlOf<WavResult>(deps, task)).data.response,
  [TASK_KINDS.video]: (deps, task) =>
    videoRecordInfo(task, requestOf<TrackReference>(task), fileUrlOf<VideoResult>(deps, task)).data.response,
  [TASK_KINDS.vocalSeparation]: (deps, task) =>
    vocalSeparationRecordInfo(
      task,
      requestOf<VocalSeparationRequest>(task),
      resultOf<VocalSeparationResult>(task),
      deps.urls,
    ).data.response,
  [TASK_KINDS.midi]: (deps, task) => {
    const { stemId } = requestOf<MidiRequest>(task)
    const { midiData, response } = midiRecordInfo(
      task,
      stemId ?? null,
      resultOf<MidiResult>(task),
      deps.urls,
    ).data
    return response && { ...midiData, ...response }
  },
  [TASK_KINDS.coverImages]: (deps, task) => {
    const { musicTaskId } = requestOf<CoverImagesRequest>(task)
    return coverImagesRecordInfo(task, musicTaskId, resultOf<CoverImagesResult>(task), deps.urls).data
      .response
  },
  [TASK_KINDS.recovery]: (deps, task) =>
    recoveryRecordInfo(task, resultOf<RecoveryResult>(task), deps.urls).data,
  [TASK_KINDS.voicePhrase]: (_, task) =>
    voicePhraseRecordInfo(task, resultOf<VoicePhraseResult>(task)).data.response,
  [TASK_KINDS.voice]: (_, task) => voiceRecordInfo(task, resultOf<VoiceResult>(task)).data.response,
  [TASK_KINDS.voiceCheck]: (_, task) => resultOf<VoiceCheckResult>(task),
  [TASK_KINDS.persona]: (_, task) => resultOf<PersonaResult>(task),
  [TASK_KINDS.styleBoost]: (_, task) => {
    const boost = resultOf<StyleBoostResult>(task)
    return boost && { result: boost.text }
  },
}

export function createResponseReader(deps: ApiDeps): ResponseReader {
  const readFacts = createSongFactsReader(deps.songFactsOf)
  return async (task) => {
    if (Object.hasOwn(MUSIC_OPERATIONS, task.kind)) {
      return (await musicRecord(deps, task, readFacts)).data.response
    }
    return READERS[task.kind as keyof typeof READERS]?.(deps, task) ?? null
  }
}

function requestOf<Request>(task: Task): Request {
  return task.request as unknown as Request
}

function fileUrlOf<Result extends { readonly key: string }>(deps: ApiDeps, task: Task): string | null {
  const result = resultOf<Result>(task)
  return result ? deps.urls.media(result.key) : null
}
