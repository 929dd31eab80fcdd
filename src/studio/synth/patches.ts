import type { SynthPatchId } from '../instruments.js'
import type { Waveform } from './wavetables.js'

/** Four stages in seconds and a level; the filter envelope's sustain is 0 … 1 too. */
export interface Adsr {
  readonly attack: number
  readonly decay: number
  readonly sustain: number
  /** Time to fall by 60 dB after the key is let go. */
  readonly release: number
}

export interface OscillatorSettings {
  readonly waveform: Waveform
  /** Against the written pitch, in semitones. */
  readonly semitones: number
  readonly level: number
  /** How many copies, detuned evenly over ±`detuneCents`, spread over the stereo field by `spread` (0 … 1). */
  readonly unison: number
  readonly detuneCents: number
  readonly spread: number
  /** Width of a pulse, 0.5 square; only with `square`. The width wanders by `pulseWander` at the LFO's rate. */
  readonly pulseWidth?: number
  readonly pulseWander?: number
}

/** Oscillators into a filter, the classic way. */
export interface SubtractivePatch {
  readonly kind: 'subtractive'
  readonly oscillators: readonly OscillatorSettings[]
  /** White noise beside the oscillators. */
  readonly noise: number
  readonly filter: {
    readonly poles: 2 | 4
    /** Corner at middle C with the envelope closed, in Hz. */
    readonly cutoffHz: number
    /** 1: the corner follows the pitch. */
    readonly keyTracking: number
    readonly q: number
    /** How far the envelope opens it at full velocity, in octaves. */
    readonly envelopeOctaves: number
    /** How much of that velocity decides, 0 … 1. */
    readonly velocityToEnvelope: number
    readonly envelope: Adsr
  }
  readonly amplitude: Adsr
  readonly lfo: {
    readonly rateHz: number
    readonly pitchCents: number
    readonly cutoffOctaves: number
    readonly onset: number
  }
  /** Soft clipping after the filter, 0 … 1. */
  readonly drive: number
  /** How far below its pitch a note starts, in cents, and how long it takes to arrive, in seconds. */
  readonly scoop?: { readonly cents: number; readonly seconds: number }
}

export interface FmOperator {
  /** Frequency against the written pitch. */
  readonly ratio: number
  /** Output level: amplitude for a carrier, index in radians for a modulator, at full velocity. */
  readonly level: number
  readonly envelope: Adsr
  /** 0 … 1: how much of the level velocity decides. */
  readonly velocity: number
  /** Operators (by index) that this one modulates; a carrier modulates none. */
  readonly modulates: readonly number[]
  /** How much of its own output it hears, in radians. */
  readonly feedback?: number
  /** Fewer modulation octaves up the keyboard: level halves every this many octaves above middle C. */
  readonly keyScalingOctaves?: number
}

/** Sines that bend each other's phase. Operators are listed modulators first. */
export interface FmPatch {
  readonly kind: 'fm'
  readonly operators: readonly FmOperator[]
  /** Second copy detuned by this many cents, left against right; 0 is mono. */
  readonly detuneCents: number
  readonly tremolo: { readonly rateHz: number; readonly depth: number }
  readonly release: number
}

/** Sounds that tell a change rather than play a tune. */
export interface EffectPatch {
  readonly kind: 'effect'
  readonly effect: 'riser' | 'impact' | 'noise-sweep'
}

export type Patch = SubtractivePatch | FmPatch | EffectPatch

const osc = (
  waveform: Waveform,
  level: number,
  extra: Partial<Omit<OscillatorSettings, 'waveform' | 'level'>> = {},
): OscillatorSettings => ({ waveform, level, semitones: 0, unison: 1, detuneCents: 0, spread: 0, ...extra })

const STILL = { rateHz: 1, pitchCents: 0, cutoffOctaves: 0, onset: 0 } as const

/** Every synthesiser patch. */
export const PATCHES: Readonly<Record<SynthPatchId, Patch>> = {
  'sub-bass': {
    kind: 'subtractive',
    oscillators: [osc('sine', 1), osc('triangle', 0.22)],
    noise: 0,
    filter: {
      poles: 2,
      cutoffHz: 520,
      keyTracking: 0.5,
      q: 0.6,
      envelopeOctaves: 1.2,
      velocityToEnvelope: 0.6,
      envelope: { attack: 0.002, decay: 0.12, sustain: 0.1, release: 0.1 },
    },
    amplitude: { attack: 0.006, decay: 0.4, sustain: 0.85, release: 0.09 },
    lfo: STILL,
    drive: 0.35,
  },
  'reese-bass': {
    kind: 'subtractive',
    oscillators: [
      osc('saw', 0.6, { unison: 3, detuneCents: 17, spread: 0.5 }),
      osc('saw', 0.3, { semitones: 12, unison: 2, detuneCents: 11, spread: 0.8 }),
      osc('sine', 0.5),
    ],
    noise: 0,
    filter: {
      poles: 4,
      cutoffHz: 620,
      keyTracking: 0.4,
      q: 0.9,
      envelopeOctaves: 1.1,
      velocityToEnvelope: 0.5,
      envelope: { attack: 0.02, decay: 0.7, sustain: 0.4, release: 0.2 },
    },
    amplitude: { attack: 0.006, decay: 0.3, sustain: 0.9, release: 0.1 },
    lfo: { rateHz: 0.27, pitchCents: 0, cutoffOctaves: 0.45, onset: 0 },
    drive: 0.5,
  },
  'acid-bass': {
    kind: 'subtractive',
    oscillators: [osc('saw', 0.9)],
    noise: 0,
    filter: {
      poles: 4,
      cutoffHz: 330,
      keyTracking: 0.3,
      q: 5.5,
      envelopeOctaves: 3.6,
      velocityToEnvelope: 0.7,
      envelope: { attack: 0.002, decay: 0.24, sustain: 0.03, release: 0.1 },
    },
    amplitude: { attack: 0.003, decay: 1.6, sustain: 0.55, release: 0.05 },
    lfo: STILL,
    drive: 0.65,
  },
  'pluck-bass': {
    kind: 'subtractive',
    oscillators: [
      osc('saw', 0.55),
      osc('square', 0.4, { detuneCents: 5 }),
      osc('sine', 0.35, { semitones: -12 }),
    ],
    noise: 0,
    filter: {
      poles: 4,
      cutoffHz: 420,
      keyTracking: 0.5,
      q: 1.1,
      envelopeOctaves: 2.6,
      velocityToEnvelope: 0.6,
      envelope: { attack: 0.001, decay: 0.22, sustain: 0.08, release: 0.15 },
    },
    amplitude: { attack: 0.003, decay: 0.9, sustain: 0.45, release: 0.08 },
    lfo: STILL,
    drive: 0.3,
  },
  'fm-bass': {
    kind: 'fm',
    operators: [
      {
        ratio: 2,
        level: 1.6,
        envelope: { attack: 0.001, decay: 0.18, sustain: 0.1, release: 0.1 },
        velocity: 0.8,
        modulates: [2],
        keyScalingOctaves: 1.5,
      },
      {
        ratio: 1,
        level: 2.4,
        envelope: { attack: 0.001, decay: 0.5, sustain: 0.25, release: 0.1 },
        velocity: 0.6,
        modulates: [2],
        feedback: 0.5,
        keyScalingOctaves: 1.5,
      },
      {
        ratio: 1,
        level: 1,
        envelope: { attack: 0.002, decay: 1.4, sustain: 0.5, release: 0.08 },
        velocity: 0,
        modulates: [],
      },
    ],
    detuneCents: 0,
    tremolo: { rateHz: 1, depth: 0 },
    release: 0.09,
  },
  supersaw: {
    kind: 'subtractive',
    oscillators: [
      osc('saw', 0.85, { unison: 7, detuneCents: 21, spread: 0.95 }),
      osc('saw', 0.25, { semitones: 12, unison: 3, detuneCents: 13, spread: 0.7 }),
    ],
    noise: 0.006,
    filter: {
      poles: 2,
      cutoffHz: 5200,
      keyTracking: 0.5,
      q: 0.8,
      envelopeOctaves: 1.2,
      velocityToEnvelope: 0.8,
      envelope: { attack: 0.01, decay: 0.7, sustain: 0.4, release: 0.3 },
    },
    amplitude: { attack: 0.008, decay: 0.5, sustain: 0.85, release: 0.28 },
    lfo: STILL,
    drive: 0.1,
  },
  'saw-lead': {
    kind: 'subtractive',
    oscillators: [
      osc('saw', 0.6, { unison: 3, detuneCents: 9, spread: 0.35 }),
      osc('square', 0.2, { semitones: -12, pulseWidth: 0.4 }),
    ],
    noise: 0,
    filter: {
      poles: 4,
      cutoffHz: 3000,
      keyTracking: 0.6,
      q: 1.2,
      envelopeOctaves: 1.4,
      velocityToEnvelope: 0.7,
      envelope: { attack: 0.005, decay: 0.4, sustain: 0.5, release: 0.2 },
    },
    amplitude: { attack: 0.005, decay: 0.3, sustain: 0.85, release: 0.14 },
    lfo: { rateHz: 5.4, pitchCents: 11, cutoffOctaves: 0, onset: 0.25 },
    drive: 0.25,
    scoop: { cents: -60, seconds: 0.035 },
  },
  'square-lead': {
    kind: 'subtractive',
    oscillators: [
      osc('square', 0.6, { pulseWidth: 0.42, pulseWander: 0.06 }),
      osc('square', 0.35, { detuneCents: 7, unison: 2, spread: 0.5 }),
    ],
    noise: 0,
    filter: {
      poles: 2,
      cutoffHz: 3400,
      keyTracking: 0.6,
      q: 0.9,
      envelopeOctaves: 0.9,
      velocityToEnvelope: 0.7,
      envelope: { attack: 0.005, decay: 0.35, sustain: 0.5, release: 0.2 },
    },
    amplitude: { attack: 0.004, decay: 0.25, sustain: 0.8, release: 0.12 },
    lfo: { rateHz: 5.6, pitchCents: 9, cutoffOctaves: 0, onset: 0.25 },
    drive: 0.15,
  },
  'soft-lead': {
    kind: 'subtractive',
    oscillators: [
      osc('triangle', 0.8, { unison: 2, detuneCents: 5, spread: 0.3 }),
      osc('sine', 0.3, { semitones: 12 }),
    ],
    noise: 0.004,
    filter: {
      poles: 2,
      cutoffHz: 2400,
      keyTracking: 0.7,
      q: 0.7,
      envelopeOctaves: 0.8,
      velocityToEnvelope: 0.8,
      envelope: { attack: 0.03, decay: 0.5, sustain: 0.6, release: 0.2 },
    },
    amplitude: { attack: 0.025, decay: 0.3, sustain: 0.9, release: 0.22 },
    lfo: { rateHz: 5.1, pitchCents: 12, cutoffOctaves: 0, onset: 0.3 },
    drive: 0.1,
    scoop: { cents: -90, seconds: 0.05 },
  },
  pluck: {
    kind: 'subtractive',
    oscillators: [
      osc('saw', 0.55, { unison: 3, detuneCents: 10, spread: 0.7 }),
      osc('square', 0.25, { semitones: 12, pulseWidth: 0.35 }),
    ],
    noise: 0.01,
    filter: {
      poles: 4,
      cutoffHz: 480,
      keyTracking: 0.7,
      q: 1.4,
      envelopeOctaves: 3.6,
      velocityToEnvelope: 0.6,
      envelope: { attack: 0.001, decay: 0.26, sustain: 0, release: 0.2 },
    },
    amplitude: { attack: 0.002, decay: 0.75, sustain: 0, release: 0.3 },
    lfo: STILL,
    drive: 0.1,
  },
  arp: {
    kind: 'subtractive',
    oscillators: [
      osc('square', 0.5, { pulseWidth: 0.3, pulseWander: 0.08 }),
      osc('saw', 0.4, { unison: 2, detuneCents: 8, spread: 0.6 }),
    ],
    noise: 0,
    filter: {
      poles: 4,
      cutoffHz: 900,
      keyTracking: 0.6,
      q: 1.8,
      envelopeOctaves: 2.4,
      velocityToEnvelope: 0.7,
      envelope: { attack: 0.001, decay: 0.16, sustain: 0.15, release: 0.15 },
    },
    amplitude: { attack: 0.002, decay: 0.35, sustain: 0.3, release: 0.14 },
    lfo: STILL,
    drive: 0.15,
  },
  'warm-pad': {
    kind: 'subtractive',
    oscillators: [
      osc('saw', 0.5, { unison: 4, detuneCents: 12, spread: 1 }),
      osc('triangle', 0.4, { semitones: -12, unison: 2, detuneCents: 5, spread: 0.6 }),
    ],
    noise: 0.003,
    filter: {
      poles: 4,
      cutoffHz: 900,
      keyTracking: 0.4,
      q: 0.8,
      envelopeOctaves: 1.2,
      velocityToEnvelope: 0.6,
      envelope: { attack: 0.9, decay: 2, sustain: 0.6, release: 1 },
    },
    amplitude: { attack: 0.45, decay: 1, sustain: 0.9, release: 1.4 },
    lfo: { rateHz: 0.19, pitchCents: 3, cutoffOctaves: 0.3, onset: 0 },
    drive: 0.1,
  },
  'glass-pad': {
    kind: 'fm',
    operators: [
      {
        ratio: 3.01,
        level: 0.9,
        envelope: { attack: 0.6, decay: 3, sustain: 0.4, release: 1 },
        velocity: 0.6,
        modulates: [2],
        keyScalingOctaves: 1.2,
      },
      {
        ratio: 7,
        level: 0.35,
        envelope: { attack: 0.01, decay: 1.2, sustain: 0.1, release: 1 },
        velocity: 0.7,
        modulates: [3],
        keyScalingOctaves: 1,
      },
      {
        ratio: 1,
        level: 0.7,
        envelope: { attack: 0.35, decay: 2, sustain: 0.85, release: 1.6 },
        velocity: 0,
        modulates: [],
      },
      {
        ratio: 2,
        level: 0.35,
        envelope: { attack: 0.05, decay: 2.5, sustain: 0.5, release: 1.6 },
        velocity: 0,
        modulates: [],
      },
    ],
    detuneCents: 7,
    tremolo: { rateHz: 0.31, depth: 0.12 },
    release: 1.6,
  },
  'strings-pad': {
    kind: 'subtractive',
    oscillators: [
      osc('saw', 0.55, { unison: 5, detuneCents: 14, spread: 1 }),
      osc('saw', 0.3, { semitones: 12, unison: 3, detuneCents: 11, spread: 0.9 }),
    ],
    noise: 0.004,
    filter: {
      poles: 2,
      cutoffHz: 2600,
      keyTracking: 0.5,
      q: 0.7,
      envelopeOctaves: 0.6,
      velocityToEnvelope: 0.8,
      envelope: { attack: 0.3, decay: 1, sustain: 0.7, release: 0.6 },
    },
    amplitude: { attack: 0.16, decay: 0.6, sustain: 0.92, release: 0.75 },
    lfo: { rateHz: 5.2, pitchCents: 4, cutoffOctaves: 0, onset: 0.4 },
    drive: 0.05,
  },
  'fm-bell': {
    kind: 'fm',
    operators: [
      {
        ratio: 3.5,
        level: 2.2,
        envelope: { attack: 0.001, decay: 1.6, sustain: 0, release: 1 },
        velocity: 0.6,
        modulates: [2],
        keyScalingOctaves: 1.5,
      },
      {
        ratio: 7.01,
        level: 0.9,
        envelope: { attack: 0.001, decay: 0.35, sustain: 0, release: 0.5 },
        velocity: 0.8,
        modulates: [3],
        keyScalingOctaves: 1,
      },
      {
        ratio: 1,
        level: 0.75,
        envelope: { attack: 0.001, decay: 3.2, sustain: 0, release: 1.2 },
        velocity: 0,
        modulates: [],
      },
      {
        ratio: 2,
        level: 0.3,
        envelope: { attack: 0.001, decay: 1.4, sustain: 0, release: 1 },
        velocity: 0.3,
        modulates: [],
      },
    ],
    detuneCents: 3,
    tremolo: { rateHz: 3, depth: 0 },
    release: 1.2,
  },
  'fm-piano': {
    kind: 'fm',
    operators: [
      {
        ratio: 14,
        level: 0.65,
        envelope: { attack: 0.001, decay: 0.16, sustain: 0, release: 0.2 },
        velocity: 0.9,
        modulates: [2],
        keyScalingOctaves: 0.9,
      },
      {
        ratio: 1,
        level: 1.15,
        envelope: { attack: 0.001, decay: 1.5, sustain: 0.1, release: 0.3 },
        velocity: 0.8,
        modulates: [3],
        keyScalingOctaves: 1.5,
      },
      {
        ratio: 1,
        level: 0.5,
        envelope: { attack: 0.001, decay: 2.4, sustain: 0, release: 0.3 },
        velocity: 0.2,
        modulates: [],
      },
      {
        ratio: 1.002,
        level: 0.6,
        envelope: { attack: 0.002, decay: 3, sustain: 0.05, release: 0.3 },
        velocity: 0,
        modulates: [],
      },
    ],
    detuneCents: 4,
    tremolo: { rateHz: 4.2, depth: 0.1 },
    release: 0.3,
  },
  'chip-square': {
    kind: 'subtractive',
    oscillators: [osc('square', 0.7, { pulseWidth: 0.25 })],
    noise: 0,
    filter: {
      poles: 2,
      cutoffHz: 16_000,
      keyTracking: 0,
      q: 0.7,
      envelopeOctaves: 0,
      velocityToEnvelope: 0,
      envelope: { attack: 0.001, decay: 0.1, sustain: 1, release: 0.05 },
    },
    amplitude: { attack: 0.001, decay: 0.5, sustain: 0.65, release: 0.03 },
    lfo: { rateHz: 6.2, pitchCents: 14, cutoffOctaves: 0, onset: 0.22 },
    drive: 0,
  },
  'chip-triangle': {
    kind: 'subtractive',
    oscillators: [osc('triangle', 1)],
    noise: 0,
    filter: {
      poles: 2,
      cutoffHz: 16_000,
      keyTracking: 0,
      q: 0.7,
      envelopeOctaves: 0,
      velocityToEnvelope: 0,
      envelope: { attack: 0.001, decay: 0.1, sustain: 1, release: 0.05 },
    },
    amplitude: { attack: 0.001, decay: 0.2, sustain: 1, release: 0.03 },
    lfo: STILL,
    drive: 0,
  },
  riser: { kind: 'effect', effect: 'riser' },
  impact: { kind: 'effect', effect: 'impact' },
  'noise-sweep': { kind: 'effect', effect: 'noise-sweep' },
}
