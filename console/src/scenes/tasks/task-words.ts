import type { ListedTask } from '@troubadour/sdk'
import type { Tone } from '../../parts/badge.js'

type State = ListedTask['state']

/** Kinds of tasks in words, in the order of the filter. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  generate: 'Song',
  extend: 'Extend',
  'upload-cover': 'Cover',
  'upload-extend': 'Extend a recording',
  'add-instrumental': 'Add instrumental',
  'add-vocals': 'Add vocals',
  'replace-section': 'Replace section',
  mashup: 'Mashup',
  sounds: 'Sounds',
  lyrics: 'Lyrics',
  'vocal-separation': 'Stems',
  midi: 'MIDI',
  wav: 'WAV',
  video: 'Video',
  'cover-images': 'Cover pictures',
  recovery: 'Recovery',
  'voice-phrase': 'Voice phrase',
  voice: 'Voice',
  'voice-check': 'Voice check',
  persona: 'Persona',
  'style-boost': 'Style boost',
}

export const STATE_WORDS: Readonly<Record<State, string>> = {
  queued: 'Queued',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const STATE_TONES: Readonly<Record<State, Tone>> = {
  queued: 'info',
  running: 'accent',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'neutral',
}

export function isOpen(state: State): boolean {
  return state === 'queued' || state === 'running'
}

/** What a task is at, in words. */
export const STAGE_WORDS: Readonly<Record<ListedTask['stage'], string>> = {
  pending: 'Beginning',
  text: 'Words are written',
  first: 'First take is done',
  complete: 'Complete',
  error: 'Ended with an error',
}

/** `1.4 s`, `2 min 5 s`, `–` for what has not happened. */
export function formatSpan(from: string | null, to: string | null): string {
  if (from === null || to === null) return '–'
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000
  if (seconds < 60) return `${Math.max(0, seconds).toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
