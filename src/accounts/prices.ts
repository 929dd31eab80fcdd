import type { TaskKind } from '@troubadour/contract'

/**
 * Credits for one task of each kind. They follow what the public products ask (contract section 1.7), so that clients
 * that budget by them keep working.
 */
export const TASK_PRICES: Readonly<Record<TaskKind, number>> = {
  generate: 12,
  extend: 12,
  'upload-cover': 12,
  'upload-extend': 12,
  'add-instrumental': 12,
  'add-vocals': 12,
  'replace-section': 12,
  mashup: 12,
  sounds: 12,
  lyrics: 0.4,
  'vocal-separation': 10,
  midi: 2,
  wav: 0.4,
  video: 2,
  'cover-images': 2,
  recovery: 0,
  'voice-phrase': 0,
  voice: 10,
  persona: 0,
  'style-boost': 0.4,
}

/** Taking all twelve stems apart costs more than voice and rest. */
const SPLIT_STEM_PRICE = 50

/** Credits that a task costs; a failed one is refunded. */
export function priceOfTask(kind: TaskKind, request: Readonly<Record<string, unknown>>): number {
  return kind === 'vocal-separation' && request.mode === 'stems' ? SPLIT_STEM_PRICE : TASK_PRICES[kind]
}
