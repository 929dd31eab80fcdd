/** Every kind of task a client can submit; the name a workflow is registered under. */
export const TASK_KINDS = {
  generate: 'generate',
  addInstrumental: 'add-instrumental',
  lyrics: 'lyrics',
  vocalSeparation: 'vocal-separation',
  wav: 'wav',
  video: 'video',
} as const

export type TaskKind = (typeof TASK_KINDS)[keyof typeof TASK_KINDS]

/** Kinds whose result is songs, and what their record-info calls them (`operationType`). */
export const MUSIC_OPERATIONS: Readonly<Partial<Record<TaskKind, string>>> = {
  generate: 'generate',
  'add-instrumental': 'add_instrumental',
}
