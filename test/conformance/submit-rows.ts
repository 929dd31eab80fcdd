import * as examples from './examples.js'
import type { Outcome, SubmitRow, Variant } from './submit-row.js'

/** Every submit of the contract's endpoint table, with what its sections say of it. */

const UNKNOWN_ID = '00000000000000000000000000000000'
const UNKNOWN_TRACK = '00000000-0000-4000-8000-000000000000'

const ALL_MODELS = ['V3_5', 'V4', 'V4_5', 'V4_5PLUS', 'V4_5ALL', 'V5', 'V5_5', 'V6', 'V6_WILD', 'V6_MINI']
const WEIGHTS = {
  styleWeight: [0, 1, 0.01],
  weirdnessConstraint: [0, 1, 0.01],
  audioWeight: [0, 1, 0.01],
} as const
const GENDERS = ['m', 'f']
const PERSONA_MODELS = ['style_persona', 'voice_persona']

const isSuccess = (answer: Readonly<Record<string, unknown>>) => {
  const data = answer['data'] as Record<string, unknown> | null
  return data?.['status'] === 'SUCCESS' || data?.['successFlag'] === 'SUCCESS' || data?.['successFlag'] === 1
}

const MUSIC: Outcome = {
  row: 10,
  recordPath: '/api/v1/generate/record-info?taskId=',
  isDone: isSuccess,
  record: examples.MUSIC_RECORD,
  callbacks: [examples.MUSIC_TEXT, examples.MUSIC_COMPLETE, examples.MUSIC_COMPLETE],
  failure: { callback: examples.MUSIC_ERROR, status: 'GENERATE_AUDIO_FAILED' },
}
const MUSIC_AT_ONCE: Outcome = { ...MUSIC, callbacks: [examples.MUSIC_COMPLETE] }

/** Style and title limits by model (contract section 3, D16). */
const styleAndTitle = (styleField = 'style') => [
  { field: styleField, maxChars: 200, with: { model: 'V4' } },
  { field: styleField, maxChars: 1000, with: { model: 'V5' } },
  { field: 'title', maxChars: 80, with: { model: 'V4' } },
  { field: 'title', maxChars: 80, with: { model: 'V4_5ALL' } },
  { field: 'title', maxChars: 100, with: { model: 'V4_5' } },
  { field: 'title', maxChars: 100, with: { model: 'V5_5' } },
]
const lyricsLimits = [
  { field: 'prompt', maxChars: 3000, with: { model: 'V3_5', title: 'T', style: 'folk' } },
  { field: 'prompt', maxChars: 3000, with: { model: 'V4', title: 'T', style: 'folk' } },
  { field: 'prompt', maxChars: 5000, with: { model: 'V4_5' } },
  { field: 'prompt', maxChars: 5000, with: { model: 'V5' } },
]

const without = (...names: string[]) => Object.fromEntries(names.map((name) => [name, undefined]))
const variant = (name: string, change: Record<string, unknown>): Variant => ({ name, change: () => change })

const CUSTOM = {
  prompt: '[Verse]\nSnow upon the hill\nThe night is still',
  style: 'folk',
  title: 'First Snow',
  customMode: true,
  instrumental: false,
  model: 'V5',
}

export const SUBMIT_ROWS: readonly SubmitRow[] = [
  {
    row: 1,
    path: '/api/v1/generate',
    body: () => CUSTOM,
    required: ['prompt', 'style', 'title', 'customMode', 'instrumental', 'model'],
    callback: 'required',
    enums: { model: ALL_MODELS, vocalGender: GENDERS, personaModel: PERSONA_MODELS },
    ranges: { ...WEIGHTS, duration: [10, 360, 1] },
    booleans: ['customMode', 'instrumental'],
    limits: [
      { field: 'prompt', maxChars: 3000, with: { customMode: false } },
      ...lyricsLimits,
      ...styleAndTitle(),
    ],
    accepts: [
      variant('custom and instrumental without a prompt', { instrumental: true, prompt: undefined }),
      variant('not custom with nothing but a prompt', { customMode: false, ...without('style', 'title') }),
      variant('not custom and instrumental', { customMode: false, instrumental: true }),
      variant('the newest clients: lyrics beside the prompt', {
        lyrics: 'La la la',
        prompt: 'a song',
        variety: 2,
      }),
    ],
    refuses: [
      {
        name: 'not custom without a prompt',
        names: 'prompt',
        reason: 'missing',
        change: () => ({ customMode: false, prompt: undefined }),
      },
      { name: 'a model written with a dot', names: 'model', change: () => ({ model: 'V4.5' }) },
    ],
    outcome: MUSIC,
  },
  {
    row: 2,
    path: '/api/v1/generate/extend',
    body: async (world) => ({
      defaultParamFlag: true,
      audioId: (await world.song()).audioId,
      prompt: '[Verse]\nAnd on we go',
      style: 'folk',
      title: 'Further',
      continueAt: 6,
      model: 'V5_5',
    }),
    required: ['defaultParamFlag', 'audioId', 'model'],
    callback: 'required',
    enums: { model: ALL_MODELS, vocalGender: GENDERS, personaModel: PERSONA_MODELS },
    ranges: WEIGHTS,
    booleans: ['defaultParamFlag', 'instrumental'],
    limits: [...lyricsLimits, ...styleAndTitle()],
    accepts: [
      variant('inheriting everything', {
        defaultParamFlag: false,
        ...without('prompt', 'style', 'title', 'continueAt'),
      }),
      variant('flag and prompt without style and title', without('style', 'title')),
      variant('an audioId that nobody knows, found out later', { audioId: UNKNOWN_TRACK }),
      variant('instrumental without a prompt', { instrumental: true, prompt: undefined }),
    ],
    refuses: [{ name: 'continueAt 0', names: 'continueAt', change: () => ({ continueAt: 0 }) }],
    outcome: MUSIC,
  },
  {
    row: 3,
    path: '/api/v1/generate/upload-cover',
    body: async (world) => ({ ...CUSTOM, uploadUrl: await world.recording() }),
    required: ['uploadUrl', 'prompt', 'style', 'title', 'instrumental', 'model'],
    callback: 'required',
    enums: { model: ALL_MODELS, vocalGender: GENDERS, personaModel: PERSONA_MODELS },
    ranges: { ...WEIGHTS, duration: [10, 360, 1] },
    booleans: ['customMode', 'instrumental'],
    limits: [...lyricsLimits, ...styleAndTitle()],
    accepts: [
      variant('without customMode but with a style: custom', without('customMode')),
      variant('not custom with nothing but a prompt', { customMode: false, ...without('style', 'title') }),
      variant('a URL that nobody can reach, found out later', { uploadUrl: 'https://nowhere.invalid/a.mp3' }),
    ],
    refuses: [
      {
        name: 'a URL that is none',
        names: 'uploadUrl',
        change: () => ({ uploadUrl: 'ftp://example.com/a' }),
      },
    ],
    outcome: MUSIC,
  },
  {
    row: 4,
    path: '/api/v1/generate/upload-extend',
    body: async (world) => ({
      uploadUrl: await world.recording(),
      defaultParamFlag: true,
      instrumental: true,
      style: 'pop',
      title: 'Onwards',
      continueAt: 9,
      model: 'V5',
    }),
    required: ['uploadUrl', 'defaultParamFlag', 'model'],
    callback: 'required',
    enums: { model: ALL_MODELS, vocalGender: GENDERS, personaModel: PERSONA_MODELS },
    ranges: WEIGHTS,
    booleans: ['defaultParamFlag', 'instrumental'],
    limits: styleAndTitle(),
    accepts: [
      variant('inheriting everything', {
        defaultParamFlag: false,
        ...without('style', 'title', 'continueAt', 'instrumental'),
      }),
      variant('flag true with neither style nor title', without('style', 'title')),
    ],
    refuses: [{ name: 'continueAt 0', names: 'continueAt', change: () => ({ continueAt: 0 }) }],
    outcome: MUSIC,
  },
  {
    row: 5,
    path: '/api/v1/generate/add-instrumental',
    body: async (world) => ({
      uploadUrl: await world.recording(),
      title: 'With a Band',
      tags: 'soft rock',
      negativeTags: 'metal',
    }),
    required: ['uploadUrl', 'title', 'tags', 'negativeTags'],
    callback: 'required',
    enums: { model: ['V4_5PLUS', 'V5', 'V5_5'], vocalGender: GENDERS },
    ranges: WEIGHTS,
    limits: [
      { field: 'tags', maxChars: 1000 },
      { field: 'negativeTags', maxChars: 200 },
    ],
    accepts: [variant('style for tags', { tags: undefined, style: 'soft rock' })],
    outcome: MUSIC,
  },
  {
    row: 6,
    path: '/api/v1/generate/add-vocals',
    body: async (world) => ({
      uploadUrl: await world.recording(),
      prompt: '[Verse]\nOver the hills we go',
      title: 'With a Voice',
      style: 'pop',
      negativeTags: 'metal',
    }),
    required: ['uploadUrl', 'prompt', 'title', 'style', 'negativeTags'],
    callback: 'required',
    enums: { model: ['V4_5PLUS', 'V5', 'V5_5'], vocalGender: GENDERS },
    ranges: WEIGHTS,
    limits: [
      { field: 'style', maxChars: 1000 },
      { field: 'negativeTags', maxChars: 200 },
    ],
    accepts: [variant('tags for style', { style: undefined, tags: 'pop' })],
    outcome: MUSIC,
  },
  {
    row: 7,
    path: '/api/v1/generate/replace-section',
    body: async (world) => {
      const { taskId, audioId } = await world.song()
      return {
        taskId,
        audioId,
        prompt: 'A lantern in the hall',
        tags: 'folk',
        title: 'Lantern Anew',
        infillStartS: 2,
        infillEndS: 8.25,
        fullLyrics: 'A lantern in the hall\nA whisper in the rain',
      }
    },
    required: ['taskId', 'audioId', 'prompt', 'tags', 'title', 'infillStartS', 'infillEndS'],
    callback: 'optional',
    accepts: [
      variant('without fullLyrics', { fullLyrics: undefined }),
      {
        name: 'a recording instead of a track',
        change: async (world) => ({
          ...without('taskId', 'audioId'),
          uploadUrl: await world.recording(),
          model: 'V5',
        }),
      },
      variant('six seconds', { infillStartS: 2, infillEndS: 8 }),
    ],
    refuses: [
      {
        name: 'an end before the start',
        names: 'infillEndS',
        change: () => ({ infillStartS: 9, infillEndS: 2 }),
      },
      {
        name: 'less than six seconds',
        names: 'infillEndS',
        change: () => ({ infillStartS: 2, infillEndS: 4 }),
      },
      { name: 'a start before the song', names: 'infillStartS', change: () => ({ infillStartS: -1 }) },
    ],
    outcome: {
      ...MUSIC_AT_ONCE,
      failure: { callback: examples.SECTION_ERROR, status: 'GENERATE_AUDIO_FAILED' },
    },
  },
  {
    row: 8,
    path: '/api/v1/generate/mashup',
    body: async (world) => ({
      uploadUrlList: [await world.recording(), await world.recording()],
      customMode: true,
      instrumental: true,
      prompt: 'mix them',
      style: 'house',
      title: 'Two in One',
      model: 'V5',
    }),
    required: ['uploadUrlList', 'customMode', 'model', 'style', 'title'],
    callback: 'required',
    enums: { model: ALL_MODELS, vocalGender: GENDERS },
    ranges: { ...WEIGHTS, duration: [10, 360, 1] },
    booleans: ['customMode', 'instrumental'],
    limits: styleAndTitle(),
    accepts: [
      variant('not custom with a prompt', {
        customMode: false,
        ...without('style', 'title'),
      }),
    ],
    refuses: [
      {
        name: 'one URL',
        names: 'uploadUrlList',
        change: async (world) => ({ uploadUrlList: [await world.recording()] }),
      },
      {
        name: 'three URLs',
        names: 'uploadUrlList',
        change: async (world) => ({ uploadUrlList: Array(3).fill(await world.recording()) as string[] }),
      },
      { name: 'no list', names: 'uploadUrlList', change: () => ({ uploadUrlList: 'https://example.com/a' }) },
    ],
    outcome: MUSIC,
  },
  {
    row: 9,
    path: '/api/v1/generate/sounds',
    body: () => ({
      prompt: 'drum loop',
      model: 'V5',
      soundLoop: true,
      soundTempo: 120,
      soundKey: 'Am',
      grabLyrics: false,
    }),
    required: ['prompt', 'model'],
    callback: 'optional',
    enums: {
      model: ['V5', 'V5_5'],
      soundKey: 'Any Cm C#m Dm D#m Em Fm F#m Gm G#m Am A#m Bm C C# D D# E F F# G G# A A# B'.split(' '),
    },
    ranges: { soundTempo: [1, 300, 1] },
    booleans: ['soundLoop', 'grabLyrics'],
    limits: [{ field: 'prompt', maxChars: 500 }],
    refuses: [{ name: 'a tempo of 120.5', names: 'soundTempo', change: () => ({ soundTempo: 120.5 }) }],
    outcome: MUSIC_AT_ONCE,
  },
  {
    row: 11,
    path: '/api/v1/generate/get-timestamped-lyrics',
    body: async (world) => {
      const { taskId, audioId } = await world.song()
      return { taskId, audioId }
    },
    required: ['taskId', 'audioId'],
    callback: 'none',
    answer: examples.TIMESTAMPED_LYRICS,
    unknownParent: { change: { taskId: UNKNOWN_ID }, msg: 'The corresponding record does not exist' },
  },
  {
    row: 12,
    path: '/api/v1/style/generate',
    body: () => ({ content: 'Pop, Mysterious' }),
    required: ['content'],
    callback: 'none',
    answer: examples.STYLE_ANSWER,
  },
  {
    row: 13,
    path: '/api/v1/suno/cover/generate',
    body: async (world) => ({ taskId: (await world.newSong()).taskId }),
    required: ['taskId'],
    callback: 'optional',
    unknownParent: { change: { taskId: UNKNOWN_ID }, msg: 'Original music record does not exist' },
    repeat: { code: 400 },
    outcome: {
      row: 14,
      recordPath: '/api/v1/suno/cover/record-info?taskId=',
      isDone: isSuccess,
      record: examples.COVER_RECORD,
      callbacks: [examples.COVER_CALLBACK],
      failure: { callback: examples.COVER_ERROR, status: 3 },
    },
  },
  {
    row: 15,
    path: '/api/v1/generate/generate-persona',
    body: async (world) => {
      const { taskId, audioId } = await world.newSong()
      return {
        taskId,
        audioId,
        name: 'Folk Singer',
        description: 'A warm voice',
        vocalStart: 0,
        vocalEnd: 12,
        style: 'folk',
      }
    },
    required: ['taskId', 'audioId', 'name', 'description'],
    callback: 'none',
    answer: examples.PERSONA_ANSWER,
    accepts: [
      variant('keys with stray spaces', {
        ...without('vocalStart', 'vocalEnd'),
        ' vocalStart': 0,
        ' vocalEnd': 20,
      }),
      variant('a window of 30 s', { vocalStart: 0, vocalEnd: 30 }),
      variant('no window', without('vocalStart', 'vocalEnd')),
    ],
    refuses: [
      {
        name: 'a window under 10 s',
        names: 'vocalEnd',
        change: () => ({ vocalStart: 5, vocalEnd: 14.99 }),
      },
      { name: 'a window over 30 s', names: 'vocalEnd', change: () => ({ vocalStart: 0, vocalEnd: 30.01 }) },
    ],
    unknownParent: { change: { taskId: UNKNOWN_ID }, msg: 'Music does not exist' },
    repeat: { code: 409 },
  },
  {
    row: 16,
    path: '/api/v1/suno/recovery',
    callbackField: 'call_back_url',
    body: async (world) => ({ task_id: (await world.song()).taskId }),
    required: ['task_id'],
    callback: 'optional',
    idField: 'task_id',
    accepts: [
      {
        name: 'sunoTaskId',
        change: async (world) => ({ task_id: undefined, sunoTaskId: (await world.song()).taskId }),
      },
      {
        name: 'taskId',
        change: async (world) => ({ task_id: undefined, taskId: (await world.song()).taskId }),
      },
    ],
    unknownParent: {
      change: { task_id: UNKNOWN_ID },
      code: 500,
      msg: 'The original Suno task does not exist.',
    },
    outcome: {
      row: 17,
      recordPath: '/api/v1/suno/recovery/record-info?task_id=',
      isDone: (answer) => answer['code'] === 200 && Array.isArray(answer['data']),
      record: examples.RECOVERY_RECORD,
      callbacks: [examples.RECOVERY_CALLBACK],
      failure: { callback: examples.RECOVERY_ERROR, status: 500 },
      unknown: { code: 500, msg: 'The music link recovery task does not exist.' },
    },
  },
  {
    row: 18,
    path: '/api/v1/voice/validate',
    body: async (world) => ({ voiceUrl: await world.voiceRecording(), vocalStartS: 0, vocalEndS: 12 }),
    required: ['voiceUrl', 'vocalStartS', 'vocalEndS'],
    callback: 'optional',
    enums: { language: ['en', 'zh', 'es', 'fr', 'pt', 'de', 'ja', 'ko', 'hi', 'ru'] },
    accepts: [
      variant('a URL that nobody can reach, found out later', { voiceUrl: 'https://nowhere.invalid/v' }),
    ],
    refuses: [
      {
        name: 'an end before the start',
        names: 'vocalEndS',
        change: () => ({ vocalStartS: 10, vocalEndS: 10 }),
      },
    ],
    outcome: {
      row: 19,
      recordPath: '/api/v1/voice/validate-info?taskId=',
      isDone: (answer) => (answer['data'] as { status?: unknown } | null)?.status === 'wait_validating',
      record: examples.PHRASE_RECORD,
      callbacks: [examples.PHRASE_CALLBACK],
      failure: { callback: examples.PHRASE_ERROR, status: 'processing_validate_fail' },
    },
  },
  {
    row: 20,
    path: '/api/v1/voice/regenerate',
    callbackField: 'calBackUrl',
    body: async (world) => ({ taskId: await world.phrase() }),
    required: ['taskId'],
    callback: 'optional',
    unknownParent: {
      change: { taskId: UNKNOWN_ID },
      msg: 'The record is not found or does not need to be rebuilt or does not require a retry',
    },
    outcome: {
      row: 19,
      recordPath: '/api/v1/voice/validate-info?taskId=',
      isDone: (answer) => (answer['data'] as { status?: unknown } | null)?.status === 'wait_validating',
      record: examples.PHRASE_RECORD,
      callbacks: [examples.PHRASE_CALLBACK],
      failure: { callback: examples.PHRASE_ERROR, status: 'processing_validate_fail' },
    },
  },
  {
    row: 21,
    path: '/api/v1/voice/generate',
    body: async (world) => ({
      taskId: await world.phrase(),
      verifyUrl: await world.voiceRecording(),
      voiceName: 'Mine',
      description: 'As recorded',
      style: 'folk',
    }),
    required: ['taskId', 'verifyUrl'],
    callback: 'optional',
    enums: { singerSkillLevel: ['beginner', 'intermediate', 'advanced', 'professional'] },
    unknownParent: { change: { taskId: UNKNOWN_ID }, msg: 'Validate record not found' },
    outcome: {
      row: 22,
      recordPath: '/api/v1/voice/record-info?taskId=',
      isDone: (answer) => (answer['data'] as { status?: unknown } | null)?.status === 'success',
      record: examples.VOICE_RECORD,
      callbacks: [examples.VOICE_CALLBACK],
      failure: { callback: examples.VOICE_ERROR, status: 'fail' },
    },
  },
  {
    row: 23,
    path: '/api/v1/voice/check-voice',
    body: async (world) => ({ task_id: await world.voice() }),
    required: ['task_id'],
    callback: 'none',
    answer: { isAvailable: true },
    unknownParent: { change: { task_id: UNKNOWN_ID }, msg: 'Voice record not found' },
  },
  {
    row: 24,
    path: '/api/v1/lyrics',
    body: () => ({ prompt: 'A peaceful night in the city' }),
    required: ['prompt'],
    callback: 'required',
    accepts: [
      variant('200 words', { prompt: Array(200).fill('word').join(' ') }),
      variant('1500 characters', { prompt: 'wo '.repeat(499).trim() }),
    ],
    outcome: {
      row: 25,
      recordPath: '/api/v1/lyrics/record-info?taskId=',
      isDone: isSuccess,
      record: examples.LYRICS_RECORD,
      callbacks: [examples.LYRICS_CALLBACK],
      failure: { callback: examples.LYRICS_ERROR, status: 'GENERATE_LYRICS_FAILED' },
    },
  },
  {
    row: 26,
    path: '/api/v1/wav/generate',
    body: async (world) => {
      const { taskId, audioId } = await world.newSong()
      return { taskId, audioId }
    },
    required: ['taskId', 'audioId'],
    callback: 'required',
    unknownParent: { change: { taskId: UNKNOWN_ID }, msg: 'Record does not exist' },
    repeat: { code: 409 },
    outcome: {
      row: 27,
      recordPath: '/api/v1/wav/record-info?taskId=',
      isDone: isSuccess,
      record: examples.WAV_RECORD,
      callbacks: [examples.WAV_CALLBACK],
      failure: { callback: examples.WAV_ERROR, status: 'GENERATE_WAV_FAILED' },
    },
  },
  {
    row: 28,
    path: '/api/v1/vocal-removal/generate',
    body: async (world) => {
      const { taskId, audioId } = await world.song()
      return { taskId, audioId, type: 'split_stem' }
    },
    required: ['taskId', 'audioId'],
    callback: 'required',
    enums: { type: ['separate_vocal', 'split_stem'] },
    accepts: [
      variant('separate_vocal by default', { type: undefined }),
      variant('split_stem_advanced', { type: 'split_stem_advanced', stemName: 'Lead Vocal' }),
      {
        name: 'a recording instead of a track',
        change: async (world) => ({ ...without('taskId', 'audioId'), audioUrl: await world.recording() }),
      },
    ],
    refuses: [
      {
        name: 'split_stem_advanced without stemName',
        names: 'stemName',
        reason: 'missing',
        change: () => ({ type: 'split_stem_advanced' }),
      },
      {
        name: 'a stem that is not on the list',
        names: 'stemName',
        change: () => ({ type: 'split_stem_advanced', stemName: 'Nose Flute' }),
      },
    ],
    unknownParent: { change: { taskId: UNKNOWN_ID }, msg: 'Record does not exist' },
    outcome: {
      row: 29,
      recordPath: '/api/v1/vocal-removal/record-info?taskId=',
      isDone: isSuccess,
      record: examples.SEPARATION_RECORD,
      callbacks: [examples.STEMS_CALLBACK],
      failure: { callback: examples.SEPARATION_ERROR, status: 'GENERATE_AUDIO_FAILED' },
    },
  },
  {
    row: 30,
    path: '/api/v1/midi/generate',
    body: async (world) => ({ taskId: (await world.separation()).taskId }),
    required: ['taskId'],
    callback: 'required',
    accepts: [
      { name: 'one stem', change: async (world) => ({ audioId: (await world.separation()).stemId }) },
    ],
    unknownParent: { change: { taskId: UNKNOWN_ID }, msg: 'Record does not exist' },
    outcome: {
      row: 31,
      recordPath: '/api/v1/midi/record-info?taskId=',
      isDone: isSuccess,
      record: examples.MIDI_RECORD,
      callbacks: [examples.MIDI_CALLBACK],
      failure: { callback: examples.MIDI_ERROR, status: 3 },
    },
  },
  {
    row: 32,
    path: '/api/v1/mp4/generate',
    body: async (world) => {
      const { taskId, audioId } = await world.newSong()
      return { taskId, audioId, author: 'Somebody', domainName: 'example.com' }
    },
    required: ['taskId', 'audioId'],
    callback: 'required',
    limits: [
      { field: 'author', maxChars: 50 },
      { field: 'domainName', maxChars: 50 },
    ],
    unknownParent: { change: { taskId: UNKNOWN_ID }, msg: 'Record does not exist' },
    repeat: { code: 409 },
    outcome: {
      row: 33,
      recordPath: '/api/v1/mp4/record-info?taskId=',
      isDone: isSuccess,
      record: examples.VIDEO_RECORD,
      callbacks: [examples.VIDEO_CALLBACK],
      failure: { callback: examples.VIDEO_ERROR, status: 'GENERATE_MP4_FAILED' },
    },
  },
]
