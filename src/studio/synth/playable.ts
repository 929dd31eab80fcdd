import { instrumentById } from '../instruments.js'
import { createEffectInstrument } from '../sounds/effect-instruments.js'
import type { BiquadCoefficients } from '../../dsp/biquad.js'
import type { AmplifierModel } from './amplifier.js'
import { createDrumMachine } from './drum-machine.js'
import type { PlayableInstrument } from './note-sound.js'
import { bodyFilters, createPluckedInstrument } from './plucked-string.js'
import { createKit, createSampledInstrument } from './sampled-instrument.js'
import type { SoundLibrary } from './sound-library.js'
import { createSynthInstrument } from './synth-instrument.js'

/** An instrument of the score, ready to be played. */
export interface PlayableTrack {
  readonly playable: PlayableInstrument
  /** What the whole track goes through: first these filters (the body of a guitar) … */
  readonly body?: readonly BiquadCoefficients[]
  /** … then this amplifier, or a speaker that turns. */
  readonly amplifier?: AmplifierModel
  readonly speaker?: 'rotary'
}

/**
 * An instrument by its id; drums tuned to a song's tonic when `drumsTunedTo` says which (`InstrumentTrack.drumsTunedTo`).
 * Throws RangeError for an instrument that is not in `studio/instruments.ts`.
 */
export function createPlayable(
  instrumentId: string,
  sounds: SoundLibrary,
  drumsTunedTo?: number,
): PlayableTrack {
  const { source } = instrumentById(instrumentId)
  switch (source.kind) {
    case 'sampled':
      return {
        playable: createSampledInstrument(sounds, source.program),
        ...(source.speaker && { speaker: source.speaker }),
      }
    case 'kit':
      return { playable: createKit(sounds, source.program, drumsTunedTo) }
    case 'drum-machine':
      return { playable: createDrumMachine(source.model, drumsTunedTo) }
    case 'synth':
      return { playable: createSynthInstrument(source.patch) }
    case 'effect':
      return { playable: createEffectInstrument(source.recipe) }
    case 'plucked':
      return {
        playable: createPluckedInstrument(source.body),
        body: bodyFilters(source.body),
        ...(source.amp ? { amplifier: source.amp } : {}),
      }
  }
}
