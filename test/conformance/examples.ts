import * as documented from '../contract/documented-shapes.js'
import { ANY } from './mismatch.js'

/** Examples of the public documentation, reduced to their shapes: what results and callbacks must hold. */

const TEXT = 'text'
const NUMBER = 1
const BOTH_IDS = { taskId: TEXT, task_id: TEXT }

/** The same example with this module's sign for an open kind. */
function open(example: unknown): unknown {
  if (example === documented.ANY) return ANY
  if (Array.isArray(example)) return example.map(open)
  if (typeof example !== 'object' || example === null) return example
  return Object.fromEntries(Object.entries(example).map(([key, value]) => [key, open(value)]))
}

const RECORDED_SONG = {
  id: TEXT,
  audioUrl: TEXT,
  audio_url: TEXT,
  sourceAudioUrl: TEXT,
  source_audio_url: TEXT,
  streamAudioUrl: TEXT,
  stream_audio_url: TEXT,
  sourceStreamAudioUrl: TEXT,
  source_stream_audio_url: TEXT,
  imageUrl: TEXT,
  image_url: TEXT,
  sourceImageUrl: TEXT,
  source_image_url: TEXT,
  prompt: TEXT,
  modelName: TEXT,
  model_name: TEXT,
  title: TEXT,
  tags: TEXT,
  createTime: NUMBER,
  duration: NUMBER,
}

export const MUSIC_RECORD = {
  code: 200,
  msg: TEXT,
  data: {
    taskId: TEXT,
    parentMusicId: TEXT,
    param: TEXT,
    response: { taskId: TEXT, sunoData: [RECORDED_SONG], data: [RECORDED_SONG] },
    status: TEXT,
    type: TEXT,
    operationType: TEXT,
    errorCode: null,
    errorMessage: null,
    createTime: NUMBER,
  },
}
const musicStage = (example: unknown) => ({ ...(open(example) as object), ...BOTH_IDS })
export const MUSIC_TEXT = musicStage(documented.MUSIC_TEXT)
export const MUSIC_COMPLETE = musicStage(documented.MUSIC_COMPLETE)
export const MUSIC_ERROR = { code: 501, msg: TEXT, ...BOTH_IDS, data: { callbackType: TEXT, task_id: TEXT } }

export const SECTION_ERROR = { ...MUSIC_ERROR, data: { ...MUSIC_ERROR.data, error: TEXT } }

export const LYRICS_ERROR = open(documented.LYRICS_FAILURE)
export const WAV_ERROR = open(documented.WAV_FAILURE)
export const VIDEO_ERROR = open(documented.VIDEO_FAILURE)
export const SEPARATION_ERROR = open(documented.SEPARATION_FAILURE)
export const COVER_ERROR = { code: 501, msg: TEXT, ...BOTH_IDS, data: { taskId: TEXT, images: null } }
export const RECOVERY_ERROR = { code: 500, msg: TEXT, task_id: TEXT, data: ANY }
export const PHRASE_ERROR = {
  code: 500,
  msg: TEXT,
  data: { taskId: TEXT, validateInfo: ANY, status: TEXT, errorCode: 500, errorMessage: TEXT },
}
export const VOICE_ERROR = {
  code: 500,
  msg: TEXT,
  data: { taskId: TEXT, voiceId: ANY, status: TEXT, errorCode: 500, errorMessage: TEXT },
}
export const MIDI_ERROR = { code: 500, msg: TEXT, data: { taskId: TEXT } }

export const LYRICS_RECORD = open(documented.LYRICS_RECORD)
export const LYRICS_CALLBACK = open(documented.LYRICS_CALLBACK)
export const WAV_RECORD = open(documented.WAV_RECORD)
export const WAV_CALLBACK = open(documented.WAV_CALLBACK)
export const VIDEO_RECORD = open(documented.VIDEO_RECORD)
export const VIDEO_CALLBACK = open(documented.VIDEO_CALLBACK)
export const SEPARATION_RECORD = open(documented.SEPARATION_RECORD)
export const VOCALS_CALLBACK = open(documented.VOCALS_CALLBACK)
export const STEMS_CALLBACK = open(documented.STEMS_CALLBACK)
export const TIMESTAMPED_LYRICS = (open(documented.TIMESTAMPED_LYRICS) as { data: unknown }).data

const STEM = { duration: NUMBER, audio_url: ANY, stem_type_group_name: TEXT, id: TEXT }
const STEM_PAIR = { extract: STEM, remove: STEM }
export const ADVANCED_CALLBACK = {
  code: 200,
  msg: TEXT,
  data: {
    task_id: TEXT,
    vocal_removal_info: { origin_data: [STEM_PAIR] },
    vocal_separation_info: { origin_data: [STEM_PAIR] },
  },
}

export const COVER_RECORD = {
  code: 200,
  msg: TEXT,
  data: {
    taskId: TEXT,
    parentTaskId: TEXT,
    callbackUrl: ANY,
    completeTime: TEXT,
    response: { images: [TEXT] },
    successFlag: NUMBER,
    createTime: TEXT,
    errorCode: ANY,
    errorMessage: ANY,
  },
}
export const COVER_CALLBACK = { code: 200, msg: TEXT, ...BOTH_IDS, data: { taskId: TEXT, images: [TEXT] } }

export const RECOVERY_ITEM = { id: TEXT, audio_url: TEXT, title: TEXT, status: TEXT, error: TEXT }
export const RECOVERY_RECORD = { code: 200, msg: TEXT, data: [RECOVERY_ITEM] }
export const RECOVERY_CALLBACK = { code: 200, msg: TEXT, task_id: TEXT, data: [RECOVERY_ITEM] }

export const PHRASE_RECORD = {
  code: 200,
  msg: TEXT,
  data: { taskId: TEXT, validateInfo: TEXT, status: TEXT, errorCode: ANY, errorMessage: ANY },
}
export const PHRASE_CALLBACK = PHRASE_RECORD
export const VOICE_RECORD = {
  code: 200,
  msg: TEXT,
  data: { taskId: TEXT, voiceId: TEXT, status: TEXT, errorCode: ANY, errorMessage: ANY },
}
export const VOICE_CALLBACK = VOICE_RECORD

const INSTRUMENT = { name: TEXT, notes: [{ pitch: NUMBER, start: NUMBER, end: NUMBER, velocity: NUMBER }] }
export const MIDI_RECORD = {
  code: 200,
  msg: TEXT,
  data: {
    taskId: TEXT,
    recordTaskId: NUMBER,
    audioId: ANY,
    callbackUrl: TEXT,
    completeTime: NUMBER,
    midiData: { state: TEXT, instruments: [INSTRUMENT] },
    successFlag: NUMBER,
    createTime: NUMBER,
    errorCode: ANY,
    errorMessage: ANY,
  },
}
export const MIDI_CALLBACK = {
  code: 200,
  msg: TEXT,
  taskId: TEXT,
  data: { taskId: TEXT, task_id: TEXT, state: TEXT, instruments: [INSTRUMENT] },
}

export const STYLE_ANSWER = {
  taskId: TEXT,
  param: TEXT,
  result: TEXT,
  creditsConsumed: NUMBER,
  creditsRemaining: NUMBER,
  successFlag: TEXT,
  errorCode: null,
  errorMsg: ANY,
  errorMessage: ANY,
  createTime: NUMBER,
}
export const PERSONA_ANSWER = { personaId: TEXT, name: TEXT, description: TEXT }
export const UPLOAD_ANSWER = {
  success: true,
  code: 200,
  msg: TEXT,
  data: {
    success: true,
    fileId: TEXT,
    fileName: TEXT,
    originalName: ANY,
    filePath: TEXT,
    uploadPath: TEXT,
    downloadUrl: TEXT,
    fileUrl: TEXT,
    fileSize: NUMBER,
    mimeType: TEXT,
    uploadedAt: TEXT,
    uploadTime: TEXT,
    expiresAt: TEXT,
  },
}

export const JOB_RECORD = {
  code: 200,
  msg: TEXT,
  data: {
    taskId: TEXT,
    model: TEXT,
    state: TEXT,
    param: TEXT,
    resultJson: TEXT,
    failCode: ANY,
    failMsg: ANY,
    costTime: ANY,
    creditsConsumed: NUMBER,
    createTime: NUMBER,
    updateTime: NUMBER,
    completeTime: NUMBER,
  },
}
