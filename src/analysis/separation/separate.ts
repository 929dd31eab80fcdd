import { frameCount, type Audio } from '../../dsp/audio.js'
import type { StemName } from '../../music/stems.js'
import { medianOverFrequency, medianOverTime } from './median.js'
import { repeatingShare } from './repeating-background.js'
import { applyMask, BINS, createMatrix, FFT_SIZE, forEachFrame, stftFrames, type Matrix } from './stft.js'
import { voiceComb } from './voice-comb.js'

/** Nobody sings below this. */
const VOICE_LOW_CUT_HZ = 90
/** Harmonic sound below this is taken for the bass. */
const BASS_LIMIT_HZ = 220

/** The stems a recording from outside is parted into; they sum to it. */
export type SeparatedParts = ReadonlyMap<StemName, Audio>

/**
 * Takes the leading voice out of a finished recording by what tells voices from bands: they stand in the middle, do not
 * repeat, and have harmonics that move together. Returns voice and rest; the two sum to the input.
 */
export function separateVoice(audio: Audio): { vocal: Audio; instrumental: Audio } {
  const vocal = applyMask(audio, voiceMask(audio))
  return { vocal, instrumental: subtract(audio, [vocal]) }
}

/**
 * Voice, drums (broad-band, short), bass (harmonic, low) and the rest, which is handed out as keyboard: guitars, keys and
 * strings cannot be told apart by these means.
 */
export function separateStems(audio: Audio): SeparatedParts {
  const { vocal, instrumental } = separateVoice(audio)
  const { drums, bass } = bandMasks(instrumental)
  const drumPart = applyMask(instrumental, drums)
  const bassPart = applyMask(instrumental, bass)
  return new Map<StemName, Audio>([
    ['vocal', vocal],
    ['drums', drumPart],
    ['bass', bassPart],
    ['keyboard', subtract(instrumental, [drumPart, bassPart])],
  ])
}

function voiceMask(audio: Audio): Matrix {
  const { magnitudes, centre } = analyse(audio)
  const repeating = repeatingShare(magnitudes, audio.sampleRate)
  const central = createMatrix(magnitudes.frames)
  for (let i = 0; i < central.data.length; i++) central.data[i] = magnitudes.data[i]! * centre.data[i]!
  const comb = voiceComb(central, audio.sampleRate)

  const lowCutBin = Math.ceil((VOICE_LOW_CUT_HZ * FFT_SIZE) / audio.sampleRate)
  const mask = central
  for (let i = 0; i < mask.data.length; i++) {
    const evidence = Math.sqrt(centre.data[i]!) * (1 - repeating.data[i]!) * (0.35 + 0.9 * comb.data[i]!)
    // Wiener form: what is probably voice passes almost whole, what probably is not almost vanishes.
    const voice = Math.min(1, evidence) ** 2
    const rest = (1 - Math.min(1, evidence)) ** 2
    mask.data[i] = i % BINS < lowCutBin ? 0 : voice / (voice + rest)
  }
  return mask
}

/** Mean magnitude of the channels, and how much of each cell stands in the middle of the stereo picture (mono: all). */
function analyse(audio: Audio): { magnitudes: Matrix; centre: Matrix } {
  const frames = stftFrames(frameCount(audio))
  const magnitudes = createMatrix(frames)
  const centre = createMatrix(frames)
  forEachFrame(audio, (frame, re, im) => {
    const [leftRe, rightRe] = [re[0]!, re[1] ?? re[0]!]
    const [leftIm, rightIm] = [im[0]!, im[1] ?? im[0]!]
    for (let k = 0; k < BINS; k++) {
      const left = Math.hypot(leftRe[k]!, leftIm[k]!)
      const right = Math.hypot(rightRe[k]!, rightIm[k]!)
      const difference = Math.hypot(leftRe[k]! - rightRe[k]!, leftIm[k]! - rightIm[k]!)
      const at = frame * BINS + k
      magnitudes.data[at] = Math.sqrt((left * left + right * right) / 2)
      centre.data[at] = Math.max(0, 1 - difference / (left + right + 1e-9)) ** 2
    }
  })
  return { magnitudes, centre }
}

/** Harmonic-percussive separation by medians (FitzGerald, DAFx 2010), the harmonic part split at the bass limit. */
function bandMasks(audio: Audio): { drums: Matrix; bass: Matrix } {
  const { magnitudes } = analyse(audio)
  const harmonic = medianOverTime(magnitudes, 8)
  const percussive = medianOverFrequency(magnitudes, 15)
  const drums = percussive
  const bass = harmonic
  for (let i = 0; i < drums.data.length; i++) {
    const h = harmonic.data[i]! ** 2
    const p = percussive.data[i]! ** 2
    const percussiveShare = h + p > 0 ? p / (h + p) : 0
    const hz = ((i % BINS) * audio.sampleRate) / FFT_SIZE
    const low = 1 / (1 + Math.exp((hz - BASS_LIMIT_HZ) / 25))
    drums.data[i] = percussiveShare
    bass.data[i] = (1 - percussiveShare) * low
  }
  return { drums, bass }
}

/** What is left of `whole` without `parts`. */
function subtract(whole: Audio, parts: readonly Audio[]): Audio {
  return {
    sampleRate: whole.sampleRate,
    channels: whole.channels.map((channel, c) => {
      const rest = Float32Array.from(channel)
      for (const part of parts) {
        const taken = part.channels[c]!
        for (let i = 0; i < rest.length; i++) rest[i]! -= taken[i]!
      }
      return rest
    }),
  }
}
