import type { TaskKind } from '@troubadour/contract'
import type { OperationName } from './operations.js'

/** Kinds whose result is songs. */
export const MUSIC_KINDS = [
  'generate',
  'extend',
  'upload-cover',
  'upload-extend',
  'add-instrumental',
  'add-vocals',
  'replace-section',
  'mashup',
  'sounds',
] as const satisfies TaskKind[]

/** The operation whose record shows a task of a kind; undefined for kinds that are answered at once. */
export const OPERATION_OF: Readonly<Record<TaskKind, OperationName | undefined>> = {
  generate: 'generate',
  extend: 'extend',
  'upload-cover': 'uploadCover',
  'upload-extend': 'uploadExtend',
  'add-instrumental': 'addInstrumental',
  'add-vocals': 'addVocals',
  'replace-section': 'replaceSection',
  mashup: 'mashup',
  sounds: 'sounds',
  lyrics: 'lyrics',
  'vocal-separation': 'separate',
  midi: 'midi',
  wav: 'wav',
  video: 'video',
  'cover-images': 'coverImages',
  recovery: 'recover',
  'voice-phrase': 'voicePhrase',
  voice: 'voice',
  'voice-check': undefined,
  persona: undefined,
  'style-boost': undefined,
}
