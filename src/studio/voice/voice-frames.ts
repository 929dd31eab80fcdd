import type { Random } from '../../dsp/random.js'
import { dbToGain } from '../../dsp/units.js'
import type { TimedNote } from './breath-groups.js'
import type { VoiceModel } from './hts-model.js'
import { labelPhones } from './labels.js'
import type { Delivery } from './manners.js'
import { isSibilant, voicedFriction, voicingOf } from './phones.js'
import { pitchContour } from './pitch.js'
import { shareFrames, type LabelledGroup, type TimedPhone } from './timing.js'
import { generateTrajectory, type StateSpan } from './trajectory.js'
import { varianceExpansion } from './variance.js'
import type { VocalTract } from './vocal-tract.js'
import { createWander } from './wander.js'

/** Everything the vocoder needs for one breath group, a value a frame. */
export interface VoiceFrames {
  /** Frame 0 of the song is second 0; groups may start before it. */
  readonly firstFrame: number
  readonly count: number
  /** `count` rows of mel-cepstra. */
  readonly cepstra: Float32Array
  readonly f0Hz: Float64Array
  /** 0 … 1: strength of the vocal folds' pulses. */
  readonly voicing: Float32Array
  /** 0 … 1: share of voiced friction (`v`, `z`), and of hiss without voice (`s`, breath). */
  readonly friction: Float32Array
  readonly hiss: Float32Array
  /** Linear. */
  readonly gain: Float32Array
  /** Brightness by effort, in dB an octave around 1 kHz. */
  readonly tiltDbPerOctave: Float32Array
}

/** Level of a vowel at velocity 0.75, as weighted power in dB against a full-scale square wave. */
const VOWEL_LEVEL_DB = -19
/** Level of the model's own vowels in that measure, on average over singers and pitches. */
const TYPICAL_LEVEL_DB = 68
/** How much of the difference between loud and soft vowels is evened out; all of it sounds pressed. */
const EVENING = 0.85
/**
 * Hummed consonants (`m`, `l`, a voiced `h`) are at least so much softer than vowels: at some pitches their lowest
 * harmonic falls on their only resonance, and what should lead to the vowel would drown it.
 */
const HUM_BELOW_VOWEL_DB = 2
/** From the softest to the loudest velocity. */
const DYNAMIC_RANGE_DB = 18
/**
 * What high notes have of a higher velocity, at the top of the range against its middle: nobody sings them without more
 * effort (Sundberg, "The Science of the Singing Voice", 1987, chapter 3).
 */
const EFFORT_OF_HEIGHT = 0.09
/** Breath in front of a group where there is time for one. */
const BREATH = {
  leastRestSeconds: 0.35,
  shareOfRest: 0.45,
  longestSeconds: 0.42,
  gapSeconds: 0.05,
  levelDb: 1,
}
const PAUSE_LEVEL_DB = -14
/** Frames over which groups fade in and out of silence. */
const FADE_FRAMES = 6
/** How far the loudness of held vowels wanders, standard deviation. */
const UNSTEADINESS_DB = 0.6
/** How far held vowels wander, against the natural spread of each coefficient. */
const LIFE = 0.07
/** Coefficients that shape formants; the ones above are fine detail. */
const LIVELY_COEFFICIENTS = 14

export interface GroupPerformance {
  readonly labelled: LabelledGroup
  readonly phones: readonly TimedPhone[]
  /** Length of the rest in front of the first consonant. */
  readonly restSeconds: number
}

export function performGroup(
  performance: GroupPerformance,
  model: VoiceModel,
  tract: VocalTract,
  singer: Delivery,
  random: Random,
): VoiceFrames {
  const score = layStates(performance, model)
  if (singer.voicing < 1) whisper(score, singer.voicing)
  const { spans, firstFrame, count } = score
  const cepstra = generateTrajectory(spans, model.cepstrumSize, model.windows)
  expandVariance(cepstra, score, model)

  const { group } = performance.labelled
  const f0Hz = pitchContour(
    group,
    firstFrame * model.frameSeconds,
    count,
    model.frameSeconds,
    singer,
    random.fork('pitch'),
  )
  const { gain, tiltDbPerOctave } = loudness(
    performance,
    score,
    cepstra,
    f0Hz,
    model,
    tract,
    singer,
    random.fork('loudness'),
  )
  enliven(
    cepstra,
    score,
    model.globalVariance(performance.labelled.phones[0]!.label),
    model,
    random.fork('life'),
  )
  smooth(score.voicing, 1)
  smooth(score.friction, 1)
  smooth(score.hiss, 1)
  return {
    firstFrame,
    count,
    cepstra,
    f0Hz,
    voicing: score.voicing,
    friction: score.friction,
    hiss: score.hiss,
    gain,
    tiltDbPerOctave,
  }
}

/** States in frames, and what each frame belongs to. */
interface StateScore {
  readonly spans: readonly StateSpan[]
  readonly firstFrame: number
  readonly count: number
  readonly voicing: Float32Array
  readonly friction: Float32Array
  readonly hiss: Float32Array
  /** 1 in phones, 0 in pauses and breath. */
  readonly speech: Float32Array
  /** 1 in the held part of vowels. */
  readonly vowel: Float32Array
  /** 1 in `s`, `sh` and their like. */
  readonly sibilant: Float32Array
  /** Syllable of each frame; -1 in pauses and breath. */
  readonly syllable: Int16Array
  /** First frame and end of each syllable's vowel. */
  readonly vowels: readonly (readonly [number, number])[]
  /** Frames of the breath at the start. */
  readonly breathFrames: number
}

function layStates({ labelled, phones, restSeconds }: GroupPerformance, model: VoiceModel): StateScore {
  const { frameSeconds } = model
  const toFrame = (seconds: number): number => Math.round(seconds / frameSeconds)
  const spans: StateSpan[] = []
  const phoneStart = toFrame(phones[0]!.startSeconds)

  const breathSeconds =
    restSeconds < BREATH.leastRestSeconds
      ? 0
      : Math.min(BREATH.longestSeconds, (restSeconds - BREATH.gapSeconds) * BREATH.shareOfRest)
  const breathFrames = Math.floor(breathSeconds / frameSeconds)
  if (breathFrames > 0) {
    const { label } = labelPhones([
      { text: 'ha', syllables: [{ phones: ['hh', 'ah'], nucleus: 1, stress: 1 }] },
    ])[1]!
    spans.push({ density: model.spectrum(label, model.stateCount >> 1), frames: breathFrames })
  }
  const firstFrame = phoneStart - breathFrames

  const ends = phones.map((phone) => toFrame(phone.endSeconds))
  const count = Math.max(ends.at(-1)!, phoneStart + phones.length) - firstFrame
  const voicing = new Float32Array(count)
  const friction = new Float32Array(count)
  const hiss = new Float32Array(count).fill(1)
  const speech = new Float32Array(count)
  const vowel = new Float32Array(count)
  const sibilant = new Float32Array(count)
  const syllable = new Int16Array(count).fill(-1)
  const vowels: (readonly [number, number])[] = []

  let at = breathFrames
  for (const [i, phone] of phones.entries()) {
    // Every phone still to come keeps at least one frame, however little time there is.
    const latest = count - (phones.length - 1 - i)
    const end = i === phones.length - 1 ? count : Math.min(latest, Math.max(at + 1, ends[i]! - firstFrame))
    const isPause = phone.syllable === undefined
    if (phone.isNucleus) vowels.push([at, end])
    speech.fill(isPause ? 0 : 1, at, end)
    syllable.fill(phone.syllable ?? -1, at, end)
    if (isPause) {
      spans.push({ density: model.spectrum(phone.label, model.stateCount >> 1), frames: end - at })
      at = end
      continue
    }
    const kind = voicingOf(phone.phone)
    sibilant.fill(isSibilant(phone.phone) ? 1 : 0, at, end)
    for (const [state, frames] of shareFrames(phone, labelled.stateFrames[i]!, end - at).entries()) {
      if (frames <= 0) continue
      spans.push({ density: model.spectrum(phone.label, state), frames })
      const isVoiced = kind === 'always' || (kind === 'by-model' && model.voicing(phone.label, state) > 0.5)
      voicing.fill(isVoiced ? 1 : 0, at, at + frames)
      hiss.fill(isVoiced ? 0 : 1, at, at + frames)
      friction.fill(isVoiced ? voicedFriction(phone.phone) : 0, at, at + frames)
      vowel.fill(phone.isNucleus && isVoiced ? 1 : 0, at, at + frames)
      at += frames
    }
  }
  return {
    spans,
    firstFrame,
    count,
    voicing,
    friction,
    hiss,
    speech,
    vowel,
    sibilant,
    syllable,
    vowels,
    breathFrames,
  }
}

/** Breath takes the place of the vocal folds. */
function whisper({ voicing, friction, hiss }: StateScore, share: number): void {
  for (let frame = 0; frame < voicing.length; frame++) {
    voicing[frame]! *= share
    friction[frame]! *= share
    hiss[frame] = 1 - share * (1 - hiss[frame]!)
  }
}

function expandVariance(cepstra: Float32Array, { speech, count }: StateScore, model: VoiceModel): void {
  const { mean, scale } = varianceExpansion(model)
  const size = model.cepstrumSize
  const amount = speech.slice()
  smooth(amount, 2)
  for (let frame = 0; frame < count; frame++) {
    for (let m = 1; m < size; m++) {
      const i = frame * size + m
      cepstra[i]! += (cepstra[i]! - mean[m]!) * (scale[m]! - 1) * amount[frame]!
    }
  }
}

/** Slow, small movement of the lower coefficients in held vowels: nobody holds a vowel perfectly still. */
function enliven(
  cepstra: Float32Array,
  { vowel, count }: StateScore,
  spread: Float32Array,
  model: VoiceModel,
  random: Random,
): void {
  const size = model.cepstrumSize
  const amount = vowel.slice()
  smooth(amount, 8)
  for (let m = 1; m < Math.min(LIVELY_COEFFICIENTS, size); m++) {
    const wander = createWander(random.fork(m), model.frameSeconds, 0.12)
    const depth = LIFE * Math.sqrt(spread[m]!)
    for (let frame = 0; frame < count; frame++)
      cepstra[frame * size + m]! += wander() * depth * amount[frame]!
  }
}

/**
 * Loudness from the score. The model's vowels differ by many decibels and high notes fall between formants, so that each
 * syllable is first evened out by the level its harmonics really have at its pitch.
 */
function loudness(
  { labelled }: GroupPerformance,
  score: StateScore,
  cepstra: Float32Array,
  f0Hz: Float64Array,
  model: VoiceModel,
  tract: VocalTract,
  singer: Delivery,
  random: Random,
): { gain: Float32Array; tiltDbPerOctave: Float32Array } {
  const { count, vowels, syllable, speech, voicing, vowel, sibilant, breathFrames } = score
  const unsteadiness = createWander(random, model.frameSeconds, 0.18)
  const { syllables } = labelled.group
  const corrections = vowels.map(([start, end]) => {
    const levels = [0.2, 0.4, 0.6, 0.8].map((part) => {
      const frame = Math.min(end - 1, Math.floor(start + part * (end - start)))
      return tract.harmonicLevelDb(cepstra, frame * model.cepstrumSize, f0Hz[frame]!)
    })
    const level = levels.reduce((sum, value) => sum + value, 0) / levels.length
    return (VOWEL_LEVEL_DB - level) * EVENING + (VOWEL_LEVEL_DB - TYPICAL_LEVEL_DB) * (1 - EVENING)
  })

  const gainDb = new Float32Array(count)
  const effort = new Float32Array(count)
  let last = 0
  for (let frame = 0; frame < count; frame++) {
    if (syllable[frame]! >= 0) last = syllable[frame]!
    const { notes } = syllables[last]!
    const time = (score.firstFrame + frame) * model.frameSeconds
    const note = notes.findLast((candidate) => candidate.startSeconds <= time) ?? notes[0]!
    effort[frame] = note.velocity - 0.75 + EFFORT_OF_HEIGHT * heightOf(note.pitchMidi, singer)
    gainDb[frame] =
      corrections[last]! +
      DYNAMIC_RANGE_DB * effort[frame]! +
      swell(note, time, singer.swellDb) +
      UNSTEADINESS_DB * unsteadiness() * vowel[frame]!
  }
  smooth(gainDb, 10)
  smooth(effort, 10)
  const consonantDb = new Float32Array(count)
  for (let frame = 0; frame < count; frame++) {
    const isConsonant = speech[frame]! - vowel[frame]! > 0
    if (!isConsonant) continue
    consonantDb[frame] = singer.consonantDb + singer.sibilantDb * sibilant[frame]!
    if (voicing[frame]! === 0) continue
    const hum =
      tract.harmonicLevelDb(cepstra, frame * model.cepstrumSize, f0Hz[frame]!) +
      corrections[syllable[frame]!]!
    consonantDb[frame]! -= Math.max(0, hum - VOWEL_LEVEL_DB + HUM_BELOW_VOWEL_DB)
  }
  smooth(consonantDb, 1)

  const gain = new Float32Array(count)
  const pause = dbToGain(PAUSE_LEVEL_DB)
  for (let frame = 0; frame < count; frame++) {
    gain[frame] = dbToGain(gainDb[frame]! + consonantDb[frame]!) * (pause + (1 - pause) * speech[frame]!)
  }
  smooth(gain, 2)
  for (let frame = 0; frame < breathFrames; frame++) {
    const swell = Math.sin((Math.PI * (frame + 0.5)) / breathFrames) ** 1.5
    gain[frame] = dbToGain(gainDb[frame]! + BREATH.levelDb) * swell
  }
  for (let i = 0; i < FADE_FRAMES && i < count; i++) {
    gain[i]! *= i / FADE_FRAMES
    gain[count - 1 - i]! *= i / FADE_FRAMES
  }
  return { gain, tiltDbPerOctave: effort.map((value) => 4 * value) }
}

/** -1 at the bottom of a singer's range, 1 at its top. */
function heightOf(pitchMidi: number, { lowMidi, highMidi }: Delivery): number {
  const height = (2 * pitchMidi - lowMidi - highMidi) / (highMidi - lowMidi)
  return Math.min(1, Math.max(-1, height))
}

/** Long notes grow towards their middle and fade again, 0 at the middle; short ones are left alone. */
function swell({ startSeconds, endSeconds }: TimedNote, time: number, depthDb: number): number {
  const length = endSeconds - startSeconds
  const share = Math.min(1, Math.max(0, (length - 0.4) / 0.8))
  const place = Math.min(1, Math.max(0, (time - startSeconds) / length))
  return -depthDb * share * (1 - Math.sin(Math.PI * place))
}

/** Moving average over 2 × radius + 1 frames, shorter at the ends. */
function smooth(values: Float32Array, radius: number): void {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!
  for (let i = 0; i < values.length; i++) {
    const from = Math.max(0, i - radius)
    const to = Math.min(values.length, i + radius + 1)
    values[i] = (sums[to]! - sums[from]!) / (to - from)
  }
}
