import type { Modulator, ModulatorSource, VoiceParameters } from 'spessasynth_core'

/** What the SoundFont says about one sample of one note, in plain units. */
export interface VoiceSettings {
  /** Sample frames a second of sound: pitch, tuning and the sample's own rate together. */
  readonly sampleFramesPerSecond: number
  readonly startOffsetFrames: number
  readonly loopStartOffset: number
  readonly loopEndOffset: number
  readonly loops: boolean
  readonly gain: number
  /** -1 … 1. */
  readonly pan: number
  readonly volume: Envelope
  /** Seconds in which a released note falls by 60 dB. */
  readonly releaseSeconds: number
  /** 20 kHz and more: no filter. */
  readonly cutoffHz: number
  readonly resonanceDb: number
  readonly modulation: Envelope
  readonly modulationToPitchCents: number
  readonly modulationToCutoffCents: number
  readonly tremolo: Lfo
  readonly tremoloToPitchCents: number
  readonly tremoloToCutoffCents: number
  readonly tremoloToVolumeDb: number
  readonly vibrato: Lfo
  readonly vibratoToPitchCents: number
  readonly exclusiveClass: number
}

export interface Envelope {
  readonly delaySeconds: number
  readonly attackSeconds: number
  readonly holdSeconds: number
  readonly decaySeconds: number
  /** Volume: dB below the peak. Modulation: level 0 … 1. */
  readonly sustain: number
}

export interface Lfo {
  readonly delaySeconds: number
  readonly rateHz: number
}

/** Generator numbers of the SoundFont 2.04 specification, section 8.1.2. */
const G = {
  startOffset: 0,
  startLoopOffset: 2,
  endLoopOffset: 3,
  startCoarseOffset: 4,
  modLfoToPitch: 5,
  vibLfoToPitch: 6,
  modEnvToPitch: 7,
  filterCutoff: 8,
  filterQ: 9,
  modLfoToCutoff: 10,
  modEnvToCutoff: 11,
  modLfoToVolume: 13,
  pan: 17,
  modLfoDelay: 21,
  modLfoRate: 22,
  vibLfoDelay: 23,
  vibLfoRate: 24,
  modDelay: 25,
  modAttack: 26,
  modHold: 27,
  modDecay: 28,
  modSustain: 29,
  keyToModHold: 31,
  keyToModDecay: 32,
  volDelay: 33,
  volAttack: 34,
  volHold: 35,
  volDecay: 36,
  volSustain: 37,
  volRelease: 38,
  keyToVolHold: 39,
  keyToVolDecay: 40,
  startLoopCoarse: 45,
  fixedKey: 46,
  fixedVelocity: 47,
  attenuation: 48,
  endLoopCoarse: 50,
  coarseTune: 51,
  fineTune: 52,
  sampleModes: 54,
  scaleTuning: 56,
  exclusiveClass: 57,
  rootKey: 58,
} as const

const SOURCE_NONE = 0
const SOURCE_VELOCITY = 2
const SOURCE_KEY = 3
const COARSE_OFFSET_FRAMES = 32_768
// Hardware and every player since applies 0.4 of the written attenuation; banks are voiced for that.
const ATTENUATION_SCALE = 0.4

/** Reads one voice of a note. `pitchMidi` may have a fraction; the zones were chosen for `key` and `velocity` (1 … 127). */
export function readVoiceSettings(
  voice: VoiceParameters,
  pitchMidi: number,
  key: number,
  velocity: number,
): VoiceSettings {
  const generators = Float64Array.from(voice.generators)
  const writtenAttenuation = generators[G.attenuation]!
  const fixedKey = generators[G.fixedKey]!
  const fixedVelocity = generators[G.fixedVelocity]!
  const soundingKey = fixedKey >= 0 ? fixedKey : key
  const soundingPitch = fixedKey >= 0 ? fixedKey : pitchMidi
  const soundingVelocity = fixedVelocity > 0 ? fixedVelocity : velocity
  for (const modulator of voice.modulators) {
    const amount = modulatorValue(modulator, soundingKey, soundingVelocity)
    if (amount !== 0) generators[modulator.destination] = generators[modulator.destination]! + amount
  }
  const g = (index: number): number => generators[index]!

  const sample = voice.sample
  const rootKey = g(G.rootKey) >= 0 ? g(G.rootKey) : sample.originalKey
  const cents =
    (soundingPitch - rootKey) * g(G.scaleTuning) +
    g(G.coarseTune) * 100 +
    g(G.fineTune) +
    sample.pitchCorrection
  const attenuationCb =
    ATTENUATION_SCALE * Math.max(0, writtenAttenuation) + (g(G.attenuation) - writtenAttenuation)
  const mode = g(G.sampleModes)

  return {
    sampleFramesPerSecond: sample.sampleRate * 2 ** (cents / 1200),
    startOffsetFrames: Math.max(0, g(G.startOffset) + g(G.startCoarseOffset) * COARSE_OFFSET_FRAMES),
    loopStartOffset: g(G.startLoopOffset) + g(G.startLoopCoarse) * COARSE_OFFSET_FRAMES,
    loopEndOffset: g(G.endLoopOffset) + g(G.endLoopCoarse) * COARSE_OFFSET_FRAMES,
    loops: mode === 1 || mode === 3,
    gain: 10 ** (-Math.max(0, attenuationCb) / 200),
    pan: Math.min(1, Math.max(-1, g(G.pan) / 500)),
    volume: {
      delaySeconds: timecents(g(G.volDelay)),
      attackSeconds: timecents(g(G.volAttack)),
      holdSeconds: timecents(g(G.volHold) + (60 - soundingKey) * g(G.keyToVolHold)),
      decaySeconds: timecents(g(G.volDecay) + (60 - soundingKey) * g(G.keyToVolDecay)),
      sustain: Math.min(100, Math.max(0, g(G.volSustain) / 10)),
    },
    releaseSeconds: 0.6 * timecents(g(G.volRelease)),
    cutoffHz: g(G.filterCutoff) >= 13_500 ? 22_000 : 8.176 * 2 ** (Math.max(1500, g(G.filterCutoff)) / 1200),
    resonanceDb: Math.min(96, Math.max(0, g(G.filterQ) / 10)),
    modulation: {
      delaySeconds: timecents(g(G.modDelay)),
      attackSeconds: timecents(g(G.modAttack)),
      holdSeconds: timecents(g(G.modHold) + (60 - soundingKey) * g(G.keyToModHold)),
      decaySeconds: timecents(g(G.modDecay) + (60 - soundingKey) * g(G.keyToModDecay)),
      sustain: 1 - Math.min(1000, Math.max(0, g(G.modSustain))) / 1000,
    },
    modulationToPitchCents: g(G.modEnvToPitch),
    modulationToCutoffCents: g(G.modEnvToCutoff),
    tremolo: { delaySeconds: timecents(g(G.modLfoDelay)), rateHz: lfoRate(g(G.modLfoRate)) },
    tremoloToPitchCents: g(G.modLfoToPitch),
    tremoloToCutoffCents: g(G.modLfoToCutoff),
    tremoloToVolumeDb: g(G.modLfoToVolume) / 10,
    vibrato: { delaySeconds: timecents(g(G.vibLfoDelay)), rateHz: lfoRate(g(G.vibLfoRate)) },
    vibratoToPitchCents: g(G.vibLfoToPitch),
    exclusiveClass: g(G.exclusiveClass),
  }
}

/** -12000 timecents (1 ms) and below count as none at all. */
function timecents(value: number): number {
  return value <= -12_000 ? 0 : Math.min(100, 2 ** (value / 1200))
}

function lfoRate(cents: number): number {
  return 8.176 * 2 ** (Math.min(4500, Math.max(-16_000, cents)) / 1200)
}

/**
 * What a modulator adds at note-on. Velocity and key are the only sources that a score drives; every other controller
 * rests where it adds nothing (volume and expression full, wheels and pressure at zero, sound controllers centred).
 */
function modulatorValue(modulator: Modulator, key: number, velocity: number): number {
  const primary = sourceValue(modulator.primarySource, key, velocity)
  const secondary = sourceValue(modulator.secondarySource, key, velocity)
  if (primary === undefined || secondary === undefined) return 0
  const value = modulator.transformAmount * primary * secondary
  return modulator.transformType === 2 ? Math.abs(value) : value
}

function sourceValue(source: ModulatorSource, key: number, velocity: number): number | undefined {
  if (source.isCC) return undefined
  if (source.index === SOURCE_NONE) return 1
  if (source.index !== SOURCE_VELOCITY && source.index !== SOURCE_KEY) return undefined
  const raw = (source.index === SOURCE_KEY ? key : velocity) / 127
  const position = source.isNegative ? 1 - raw : raw
  if (!source.isBipolar) return curve(source.curveType, position)
  const signed = 2 * position - 1
  return Math.sign(signed) * curve(source.curveType, Math.abs(signed))
}

/** Specification section 9.5.3; concave reaches 1 at the end of its travel and stays there. */
function curve(type: number, position: number): number {
  switch (type) {
    case 1:
      return position >= 1 ? 1 : Math.min(1, -(40 / 96) * Math.log10(1 - position))
    case 2:
      return position <= 0 ? 0 : Math.max(0, 1 + (40 / 96) * Math.log10(position))
    case 3:
      return position >= 0.5 ? 1 : 0
    default:
      return position
  }
}
