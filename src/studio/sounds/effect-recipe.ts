import type { Waveform } from '../synth/wavetables.js'

/** A value, or break points `[place 0 … 1 within the event, value]` in rising order. Frequencies move by octaves. */
export type Curve = number | readonly (readonly [place: number, value: number])[]

/** A sounding body struck once: frequency against the layer's, level in dB, seconds until it is 60 dB down. */
export type StruckMode = readonly [ratio: number, gainDb: number, seconds: number]

/** One strand of an effect: a source through an optional filter under an envelope, once or as a series of events. */
export interface EffectLayer {
  readonly source:
    | { readonly kind: 'noise'; readonly colour: 'white' | 'pink' | 'brown' }
    | {
        readonly kind: 'wave'
        readonly wave: Waveform
        /** At the recipe's own pitch. */
        readonly hz: Curve
        /** Frequency modulation: the modulator's frequency against the carrier's, and its depth in radians. */
        readonly fm?: { readonly ratio: number; readonly index: Curve }
        readonly vibrato?: { readonly hz: number; readonly semitones: number }
      }
    | { readonly kind: 'modes'; readonly hz: number; readonly modes: readonly StruckMode[] }
  readonly filter?: { readonly type: 'low' | 'band' | 'high'; readonly hz: Curve; readonly q: number }
  readonly gainDb: number
  /** Seconds until it is full; default 0.003. */
  readonly attack?: number
  /** Seconds in which it then falls by 60 dB; absent: held to the event's end. */
  readonly decay?: number
  /** Seconds of fading at the end of what is held; default 0.02. */
  readonly release?: number
  readonly tremolo?: { readonly hz: number; readonly depth: number; readonly square?: boolean }
  /** Slow random swells: how often, and by how many dB up and down. */
  readonly swell?: { readonly hz: number; readonly db: number }
  /** Softly clipped, 0 … 1. */
  readonly drive?: number
  /** 0 in the middle … 1 all over the stereo field; default 0.5. */
  readonly width?: number
  /** Many short events instead of one as long as the sound. */
  readonly events?: {
    readonly seconds: number
    /** At these seconds, then over again after `every` where it is given. */
    readonly at?: readonly number[]
    /** Seconds from one turn to the next; a pulse takes its turns from the score, where a tempo may set them. */
    readonly every?: number
    /** Or at random, so many a second. */
    readonly perSecond?: number
    /** Random shift, as a share of `every`. */
    readonly jitter?: number
    /** Random differences from event to event: ± dB and ± semitones. */
    readonly db?: number
    readonly semitones?: number
  }
}

/** A sound effect as data. */
export interface EffectRecipe {
  readonly id: string
  /** As shown to people. */
  readonly label: string
  /** Words and phrases that mean it, lower case, singular. */
  readonly terms: readonly string[]
  /** `one-shot`: happens once; `ambience`: goes on evenly; `pulse`: repeats at an interval. */
  readonly kind: 'one-shot' | 'ambience' | 'pulse'
  /** Usual length in seconds. */
  readonly seconds: number
  /** Has a pitch that a key can set: the MIDI note it sounds at as written. */
  readonly tunedMidi?: number
  /** 0 (dry) … 1 (in a great hall). */
  readonly space: number
  readonly layers: readonly EffectLayer[]
}
