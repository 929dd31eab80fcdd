import { instrumentById } from '../instruments.js'
import type { AmplifierModel } from './amplifier.js'
import { createDrumMachine } from './drum-machine.js'
import type { PlayableInstrument } from './note-sound.js'
import { createPluckedInstrument } from './plucked-string.js'
import { createKit, createSampledInstrument } from './sampled-instrument.js'
import type { SoundLibrary } from './sound-library.js'
import { createSynthInstrument } from './synth-instrument.js'

/** Where a score's instrument names become sound. */
export interface SoundMaker {
  readonly playable: PlayableInstrument
  /** The amplifier that the whole track goes through. */
  readonly amplifier?: AmplifierModel
}

/** Throws RangeError for an instrument that is not in `studio/instruments.ts`. */
export function createSoundMaker(instrumentId: string, sounds: SoundLibrary): SoundMaker {
  const { source } = instrumentById(instrumentId)
  switch (source.kind) {
    case 'sampled':
      return { playable: createSampledInstrument(sounds, source.program) }
    case 'kit':
      return { playable: createKit(sounds, source.program) }
    case 'drum-machine':
      return { playable: createDrumMachine(source.model) }
    case 'synth':
      return { playable: createSynthInstrument(source.patch) }
    case 'plucked':
      return {
        playable: createPluckedInstrument(source.body),
        ...(source.amp ? { amplifier: source.amp } : {}),
      }
  }
}
