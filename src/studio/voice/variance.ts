import { labelPhones, type LabelWord } from './labels.js'
import { generateTrajectory, type StateSpan } from './trajectory.js'
import type { VoiceModel } from './hts-model.js'

/**
 * Most likely tracks move less than speech does and sound muffled. Each coefficient is therefore spread around its mean
 * until its variance is that of natural speech (the cheap form of Toda, Tokuda: "A speech parameter generation algorithm
 * considering global variance", IEICE Transactions 2007).
 */
export interface VarianceExpansion {
  readonly mean: Float64Array
  /** Factor on the distance from the mean; 1 leaves a coefficient as it is. */
  readonly scale: Float64Array
}

/**
 * Lines with all phones of the model, spoken in natural time to learn how far its tracks fall short. Words, syllables
 * (`.`) and phones (`-`); an apostrophe marks stress.
 */
const CALIBRATION_LINES = [
  "dh-ax 'y-eh.l-ow 'm-uw-n w-aa-z 'hh-ae-ng.ih-ng 'ow.v-er 'k-w-ay.ax-t 'f-iy-l-d-z ah-v 'b-aa-r.l-iy",
  "'jh-ah-jh dh-ih-s 'm-eh.zh-er-d 'v-oy-s b-ay hh-aw 'iy-ch 'g-uh-d 'ch-ay-l-d sh-uh-d 'f-iy-l ih-t",
  "'n-ah.th-ih-ng dh-ey 's-ao ax.'b-aw-t dh-ax 'p-ae-th k-uh-d 'p-l-iy-z hh-er 'y-ah-ng.g-er 'b-r-ah.dh-er 't-aa-m",
]

/** How much of the missing variance is given back: all of it sounds harsh on held notes. */
const STRENGTH = 0.8

const known = new WeakMap<VoiceModel, VarianceExpansion>()

/** The expansion for a model, worked out once. */
export function varianceExpansion(model: VoiceModel): VarianceExpansion {
  let expansion = known.get(model)
  if (!expansion) {
    expansion = measure(model)
    known.set(model, expansion)
  }
  return expansion
}

function measure(model: VoiceModel): VarianceExpansion {
  const size = model.cepstrumSize
  const sum = new Float64Array(size)
  const squares = new Float64Array(size)
  const natural = new Float64Array(size)
  let frames = 0
  for (const line of CALIBRATION_LINES) {
    const labels = labelPhones(readLine(line))
    const spans: StateSpan[] = []
    for (const { label } of labels.slice(1, -1)) {
      for (const [state, length] of model.stateFrames(label).entries()) {
        spans.push({ density: model.spectrum(label, state), frames: Math.max(1, Math.round(length)) })
      }
    }
    const track = generateTrajectory(spans, size, model.windows)
    const globalVariance = model.globalVariance(labels[1]!.label)
    for (let i = 0; i < track.length; i++) {
      sum[i % size]! += track[i]!
      squares[i % size]! += track[i]! * track[i]!
    }
    for (let i = 0; i < size; i++) natural[i]! += globalVariance[i]! / CALIBRATION_LINES.length
    frames += track.length / size
  }
  const mean = sum.map((value) => value / frames)
  const scale = mean.map((centre, i) => {
    // c0 is loudness: the score decides about that.
    if (i === 0) return 1
    const variance = squares[i]! / frames - centre * centre
    return 1 + STRENGTH * (Math.sqrt(Math.max(1, natural[i]! / variance)) - 1)
  })
  return { mean, scale }
}

function readLine(line: string): LabelWord[] {
  return line.split(' ').map((word) => ({
    text: '',
    syllables: word.split('.').map((syllable) => {
      const phones = syllable.replace("'", '').split('-')
      return {
        phones,
        nucleus: phones.findIndex((phone) => /^[aeiou]/.test(phone)),
        stress: syllable.startsWith("'") ? (1 as const) : (0 as const),
      }
    }),
  }))
}
