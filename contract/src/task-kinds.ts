/** Every kind of task a client can submit; the name a workflow is registered under. */
export const TASK_KINDS = {
  generate: 'generate',
  extend: 'extend',
  uploadCover: 'upload-cover',
  uploadExtend: 'upload-extend',
  addInstrumental: 'add-instrumental',
  addVocals: 'add-vocals',
  replaceSection: 'replace-section',
  mashup: 'mashup',
  sounds: 'sounds',
  lyrics: 'lyrics',
  vocalSeparation: 'vocal-separation',
  midi: 'midi',
  wav: 'wav',
  video: 'video',
  coverImages: 'cover-images',
  recovery: 'recovery',
  voicePhrase: 'voice-phrase',
  voice: 'voice',
  /** Answered at once; recorded as a task when it was asked for through the Market door. */
  voiceCheck: 'voice-check',
  /** Answered at once; recorded as a task that has succeeded. */
  persona: 'persona',
  /** Answered at once; recorded as a task that has succeeded. */
  styleBoost: 'style-boost',
} as const

export type TaskKind = (typeof TASK_KINDS)[keyof typeof TASK_KINDS]

/** Kinds whose result is songs, and what their record-info calls them (`operationType`). */
export const MUSIC_OPERATIONS: Readonly<Partial<Record<TaskKind, string>>> = {
  generate: 'generate',
  extend: 'extend',
  'upload-cover': 'upload_cover',
  'upload-extend': 'upload_extend',
  'add-instrumental': 'add_instrumental',
  'add-vocals': 'add_vocals',
  'replace-section': 'replace_section',
  mashup: 'mashup',
  sounds: 'sounds',
}
