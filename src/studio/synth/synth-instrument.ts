import type { SynthPatchId } from '../instruments.js'
import { createEffectNote } from './effect-note.js'
import { createFmNote } from './fm-note.js'
import type { PlayableInstrument } from './note-sound.js'
import { PATCHES } from './patches.js'
import { createSubtractiveNote } from './subtractive-note.js'

/** A patch of the synthesiser. */
export function createSynthInstrument(id: SynthPatchId): PlayableInstrument {
  const patch = PATCHES[id]
  return {
    cacheKey: `synth ${id}`,
    variants: 1,
    shapedByLength: patch.kind === 'effect' && patch.effect !== 'impact',
    createNote: (request) => {
      switch (patch.kind) {
        case 'subtractive':
          return createSubtractiveNote(patch, request, id)
        case 'fm':
          return createFmNote(patch, request)
        case 'effect':
          return createEffectNote(patch.effect, request)
      }
    },
    releaseSeconds: (request) => {
      if (patch.kind === 'effect') return undefined
      const release = patch.kind === 'fm' ? patch.release : patch.amplitude.release
      return request.articulation === 'staccato' || request.articulation === 'muted'
        ? Math.min(0.12, release)
        : release
    },
    chokeGroup: () => 0,
  }
}
