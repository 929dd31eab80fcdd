/** Examples of the public documentation (the two vendors' pages and recorded answers), reduced to their shapes. */

/** A value whose kind is not held: null or something, at the server's choice. */
export const ANY = Symbol('any value')

const TEXT = 'text'
const NUMBER = 1

const DELIVERED_SONG = {
  id: TEXT,
  audio_url: TEXT,
  stream_audio_url: TEXT,
  image_url: TEXT,
  prompt: TEXT,
  model_name: TEXT,
  title: TEXT,
  tags: TEXT,
  createTime: TEXT,
  duration: NUMBER,
}

export const MUSIC_COMPLETE = {
  code: 200,
  msg: TEXT,
  data: { callbackType: TEXT, task_id: TEXT, data: [DELIVERED_SONG] },
}
export const MUSIC_TEXT = { code: 200, msg: TEXT, data: { callbackType: TEXT, task_id: TEXT, data: [] } }
export const MUSIC_ERROR = { code: 501, msg: TEXT, data: { callbackType: TEXT, task_id: TEXT, data: null } }

export const MUSIC_RECORD = {
  code: 200,
  msg: TEXT,
  data: {
    taskId: TEXT,
    parentMusicId: TEXT,
    param: TEXT,
    response: ANY,
    status: TEXT,
    type: TEXT,
    operationType: TEXT,
    errorCode: ANY,
    errorMessage: ANY,
    createTime: NUMBER,
  },
}

export const LYRICS_CALLBACK = {
  code: 200,
  msg: TEXT,
  data: {
    callbackType: TEXT,
    task_id: TEXT,
    data: [{ error_message: TEXT, status: TEXT, text: TEXT, title: TEXT }],
  },
}
export const LYRICS_FAILURE = {
  code: 400,
  msg: TEXT,
  data: { callbackType: TEXT, task_id: TEXT, data: null },
}
export const LYRICS_RECORD = {
  code: 200,
  msg: TEXT,
  data: {
    taskId: TEXT,
    param: TEXT,
    response: { taskId: TEXT, data: [{ text: TEXT, title: TEXT, status: TEXT, errorMessage: TEXT }] },
    status: TEXT,
    type: TEXT,
    errorCode: null,
    errorMessage: null,
  },
}

export const WAV_CALLBACK = {
  code: 200,
  msg: TEXT,
  data: { audioWavUrl: TEXT, audio_wav_url: TEXT, task_id: TEXT },
}
export const WAV_FAILURE = {
  code: 500,
  msg: TEXT,
  data: { audioWavUrl: null, audio_wav_url: null, task_id: TEXT },
}
const TRACK_FILE_RECORD = {
  taskId: TEXT,
  musicId: TEXT,
  audioId: TEXT,
  callbackUrl: TEXT,
  musicIndex: NUMBER,
  completeTime: TEXT,
  successFlag: TEXT,
  createTime: TEXT,
  errorCode: null,
  errorMessage: null,
}
export const WAV_RECORD = {
  code: 200,
  msg: TEXT,
  data: { ...TRACK_FILE_RECORD, response: { audioWavUrl: TEXT } },
}

export const VIDEO_CALLBACK = {
  code: 200,
  msg: TEXT,
  data: { task_id: TEXT, video_url: TEXT, videoUrl: TEXT },
}
export const VIDEO_FAILURE = {
  code: 500,
  msg: TEXT,
  data: { task_id: TEXT, video_url: null, videoUrl: null },
}
export const VIDEO_RECORD = {
  code: 200,
  msg: TEXT,
  data: { ...TRACK_FILE_RECORD, response: { videoUrl: TEXT } },
}

const VOCALS = { instrumental_url: TEXT, origin_url: TEXT, vocal_url: TEXT }
const STEMS = {
  origin_url: TEXT,
  backing_vocals_url: TEXT,
  bass_url: TEXT,
  brass_url: TEXT,
  drums_url: TEXT,
  fx_url: TEXT,
  guitar_url: TEXT,
  keyboard_url: TEXT,
  percussion_url: TEXT,
  strings_url: TEXT,
  synth_url: TEXT,
  vocal_url: TEXT,
  woodwinds_url: TEXT,
}
export const VOCALS_CALLBACK = {
  code: 200,
  msg: TEXT,
  data: { task_id: TEXT, vocal_separation_info: VOCALS, vocal_removal_info: VOCALS, ...VOCALS },
}
export const STEMS_CALLBACK = {
  code: 200,
  msg: TEXT,
  data: { task_id: TEXT, vocal_separation_info: STEMS, vocal_removal_info: STEMS, ...STEMS },
}
export const SEPARATION_FAILURE = {
  code: 500,
  msg: TEXT,
  data: { task_id: TEXT, vocal_separation_info: null },
}
export const SEPARATION_RECORD = {
  code: 200,
  msg: TEXT,
  data: {
    taskId: TEXT,
    musicId: TEXT,
    callbackUrl: TEXT,
    musicIndex: NUMBER,
    completeTime: NUMBER,
    response: {
      id: null,
      originUrl: null,
      originData: [{ duration: NUMBER, audio_url: TEXT, stem_type_group_name: TEXT, id: TEXT }],
      instrumentalUrl: ANY,
      vocalUrl: ANY,
      backingVocalsUrl: ANY,
      drumsUrl: ANY,
      bassUrl: ANY,
      guitarUrl: ANY,
      pianoUrl: ANY,
      keyboardUrl: ANY,
      percussionUrl: ANY,
      stringsUrl: ANY,
      synthUrl: ANY,
      fxUrl: ANY,
      brassUrl: ANY,
      woodwindsUrl: ANY,
    },
    successFlag: TEXT,
    createTime: NUMBER,
    errorCode: null,
    errorMessage: null,
  },
}

export const TIMESTAMPED_LYRICS = {
  code: 200,
  msg: TEXT,
  data: {
    alignedWords: [{ word: TEXT, success: true, startS: NUMBER, endS: NUMBER, palign: NUMBER }],
    waveformData: [NUMBER],
    hootCer: NUMBER,
    isStreamed: false,
  },
}
