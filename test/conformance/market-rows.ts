import type { World } from './world.js'

/** One operation of the Market door (contract section 26). */
export interface MarketRow {
  readonly operation: string
  readonly input: (world: World) => Promise<Record<string, unknown>> | Record<string, unknown>
  readonly required: readonly string[]
  /** What `resultJson` holds when the task is done, under these names; absent: answered inline. */
  readonly result?: readonly string[]
  /** Keys of the answer's `data` when it is answered inline. */
  readonly inline?: readonly string[]
  readonly limits?: readonly { readonly field: string; readonly maxChars: number }[]
  readonly ranges?: Readonly<Record<string, readonly [low: number, high: number]>>
}

const track = async (world: World) => {
  const { taskId, audioId } = await world.song()
  return { task_id: taskId, audio_id: audioId }
}
const newTrack = async (world: World) => {
  const { taskId, audioId } = await world.newSong()
  return { task_id: taskId, audio_id: audioId }
}

export const MARKET_ROWS: readonly MarketRow[] = [
  {
    operation: 'generate',
    input: () => ({
      custom_mode: true,
      instrumental: true,
      model: 'V6',
      style: 'folk',
      title: 'Snow',
      duration: 12,
    }),
    required: ['custom_mode', 'instrumental', 'model'],
    result: ['data'],
    limits: [
      { field: 'style', maxChars: 1000 },
      { field: 'lyrics', maxChars: 5000 },
    ],
    ranges: { duration: [10, 360], style_weight: [0, 1], variety: [0, 4] },
  },
  {
    operation: 'extend',
    input: async (world) => ({ audio_id: (await world.song()).audioId, model: 'V5_5', continue_at: 6 }),
    required: ['audio_id', 'model'],
    result: ['data'],
  },
  {
    operation: 'upload-and-cover-audio',
    input: async (world) => ({
      instrumental: true,
      model: 'V5',
      upload_url: await world.recording(),
      style: 'jazz',
      title: 'Blue',
    }),
    required: ['instrumental', 'model', 'upload_url'],
    result: ['data'],
  },
  {
    operation: 'upload-and-extend-audio',
    input: async (world) => ({ model: 'V5', upload_url: await world.recording(), continue_at: 9 }),
    required: ['model', 'upload_url'],
    result: ['data'],
  },
  {
    operation: 'add-instrumental',
    input: async (world) => ({
      negative_tags: 'metal',
      tags: 'rock',
      title: 'Band',
      upload_url: await world.recording(),
    }),
    required: ['negative_tags', 'tags', 'title', 'upload_url'],
    result: ['data'],
  },
  {
    operation: 'add-vocals',
    input: async (world) => ({
      negative_tags: 'metal',
      style: 'pop',
      title: 'Voice',
      upload_url: await world.recording(),
      lyrics: '[Verse]\nOver the hills',
    }),
    required: ['negative_tags', 'style', 'title', 'upload_url'],
    result: ['data'],
  },
  {
    operation: 'replace-section',
    input: async (world) => ({
      ...(await track(world)),
      full_lyrics: 'A lantern in the hall',
      infill_start_s: 2,
      infill_end_s: 9,
      prompt: 'A lantern in the hall',
      tags: 'folk',
      title: 'Anew',
    }),
    required: ['full_lyrics', 'infill_start_s', 'infill_end_s', 'prompt', 'tags', 'title'],
    result: ['data'],
  },
  {
    operation: 'generate-persona',
    input: async (world) => ({
      ...(await newTrack(world)),
      description: 'A warm voice',
      name: 'Folk Singer',
    }),
    required: ['audio_id', 'description', 'name', 'task_id'],
    result: ['personaId'],
  },
  {
    operation: 'mashup',
    input: async (world) => ({
      model: 'V5',
      style: 'house',
      title: 'Two',
      upload_url_list: [await world.recording(), await world.recording()],
    }),
    required: ['model', 'style', 'title', 'upload_url_list'],
    result: ['data'],
  },
  {
    operation: 'sounds',
    input: () => ({ model: 'V5', prompt: 'drum loop', sound_loop: true, sound_tempo: 120, sound_key: 'Am' }),
    required: ['model', 'prompt'],
    result: ['data'],
    limits: [{ field: 'prompt', maxChars: 500 }],
    ranges: { sound_tempo: [1, 300] },
  },
  {
    operation: 'generate-lyrics',
    input: () => ({ prompt: 'a door in the wall' }),
    required: ['prompt'],
    result: ['resultObject'],
  },
  {
    operation: 'timeStamped-lyrics',
    input: track,
    required: ['audio_id', 'task_id'],
    inline: ['alignedWords', 'aligned_words', 'hootCer', 'waveformData'],
  },
  {
    operation: 'boost-music-style',
    input: () => ({ content: 'Pop' }),
    required: ['content'],
    result: ['result'],
  },
  {
    operation: 'cover-generate',
    input: async (world) => ({ task_id: (await world.newSong()).taskId }),
    required: ['task_id'],
    result: ['images'],
  },
  {
    operation: 'convert-to-wav-format',
    input: newTrack,
    required: ['audio_id', 'task_id'],
    result: ['resultUrls'],
  },
  {
    operation: 'create-music-video',
    input: newTrack,
    required: ['audio_id', 'task_id'],
    result: ['resultUrls'],
  },
  {
    operation: 'separate-vocals',
    input: async (world) => ({ ...(await track(world)), type: 'split_stem' }),
    required: ['task_id', 'audio_id'],
    result: ['originData', 'vocalUrl'],
  },
  {
    operation: 'generate-midi-from-audio',
    input: async (world) => ({ task_id: (await world.separation()).taskId }),
    required: ['task_id'],
    result: ['instruments'],
  },
  {
    operation: 'suno-recovery-audio',
    input: async (world) => ({ task_id: (await world.song()).taskId }),
    required: ['task_id'],
    result: ['data'],
  },
  {
    operation: 'validation-phrase',
    input: async (world) => ({
      voice_url: await world.voiceRecording(),
      vocal_start_s: 0,
      vocal_end_s: 12,
      language: 'en',
    }),
    required: ['voice_url', 'vocal_start_s', 'vocal_end_s'],
    result: ['validateInfo'],
  },
  {
    operation: 'regenerate-phrase',
    input: async (world) => ({ task_id: await world.phrase() }),
    required: ['task_id'],
    result: ['validateInfo'],
  },
  {
    operation: 'create-voice',
    input: async (world) => ({ task_id: await world.phrase(), verify_url: await world.voiceRecording() }),
    required: ['task_id', 'verify_url'],
    result: ['voiceId'],
  },
  {
    operation: 'check-voice',
    input: async (world) => ({ task_id: await world.voice() }),
    required: ['task_id'],
    result: ['isAvailable'],
  },
]
