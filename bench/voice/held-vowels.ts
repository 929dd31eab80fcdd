import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import { createRealFft } from '../../src/dsp/fft.js'
import { hzToMidi, midiToHz } from '../../src/dsp/units.js'
import { SINGING_MANNERS, type SingingManner } from '../../src/music/score.js'
import { constantTempo } from '../../src/music/tempo-map.js'
import type { VoiceModel } from '../../src/studio/voice/hts-model.js'
import type { Singer } from '../../src/studio/voice/singers.js'
import { fundamentalHz, percentile } from '../../src/studio/voice/testing/measure.js'
import { songOf } from './drawn-song.js'
import type { Listeners } from './install-listeners.js'
import { praatHarmonicsToNoiseDb } from './praat.js'
import { singSong } from './sing-line.js'

/** What long vowels of one singer in one manner measure. */
export interface HeldFigures {
  readonly singer: string
  readonly manner: SingingManner
  /** Median over vowels, by Praat, in dB; NaN without Praat. */
  readonly harmonicsToNoiseDb: number
  readonly vibratoHz: number
  readonly vibratoCents: number
  /** From the beginning of the note until the vibrato is half grown. */
  readonly vibratoOnsetSeconds: number
  /** Mean difference of the vowel's spectral envelope at its harmonics to the same vowel an octave lower, in dB. */
  readonly formantShiftDb: number
  /** Difference of two takes: median of the pitch tracks' distance, in cents. */
  readonly takesApartCents: number
}

const VOWELS = ['aa', 'eh', 'iy', 'ow', 'uw']
const HOLD_SECONDS = 2.6
const START_SECONDS = 0.5

/** All manners for the first singer of each gender would do; every singer is measured in the manners that hold notes. */
export function measureHeldVowels(singer: Singer, model: VoiceModel, listeners: Listeners): HeldFigures[] {
  const manners = SINGING_MANNERS.filter((manner) => !['spoken', 'rap', 'whisper'].includes(manner))
  return manners.map((manner) => {
    const hold = (vowel: string, above: number, take: number): Float32Array => {
      const word = {
        text: 'la',
        charStart: 0,
        charEnd: 2,
        syllables: [
          {
            phones: ['l', vowel],
            nucleus: 1,
            stress: 1 as const,
            notes: [
              {
                startBeat: START_SECONDS,
                durationBeats: HOLD_SECONDS,
                pitchMidi: singer.lowMidi + above,
                velocity: 0.75,
              },
            ],
          },
        ],
      }
      const song = songOf('la', singer, [word], constantTempo(60), START_SECONDS + HOLD_SECONDS + 0.4, manner)
      return singSong(song, model, take)
    }
    const middles = VOWELS.map((vowel) => hold(vowel, 7, 1))
    const noise = listeners.praat ? middles.map((samples) => praatHarmonicsToNoiseDb(steady(samples))) : []
    const tracks = middles.map((samples) => pitchTrack(samples, singer.lowMidi + 7))
    const others = VOWELS.slice(0, 2).map((vowel) => pitchTrack(hold(vowel, 7, 2), singer.lowMidi + 7))
    const vibratos = tracks.map(vibratoOf)
    const at = (values: readonly number[]): number => percentile(values, 0.5)
    return {
      singer: singer.id,
      manner,
      harmonicsToNoiseDb: at(noise),
      vibratoHz: at(vibratos.map(({ hz }) => hz)),
      vibratoCents: at(vibratos.map(({ cents }) => cents)),
      vibratoOnsetSeconds: at(vibratos.map(({ onsetSeconds }) => onsetSeconds)),
      formantShiftDb: at(
        VOWELS.map((vowel) => envelopeDistanceDb(hold(vowel, 2, 1), hold(vowel, 14, 1), singer.lowMidi + 2)),
      ),
      takesApartCents: at(
        others.flatMap((other, i) => other.map((cents, k) => Math.abs(cents - (tracks[i]![k] ?? cents)))),
      ),
    }
  })
}

function steady(samples: Float32Array): Float32Array {
  return samples.slice(
    (START_SECONDS + 0.4) * SAMPLE_RATE,
    (START_SECONDS + HOLD_SECONDS - 0.4) * SAMPLE_RATE,
  )
}

/** Cents against the note, every 10 ms of it. */
function pitchTrack(samples: Float32Array, pitchMidi: number): number[] {
  const hz = midiToHz(pitchMidi)
  const cents: number[] = []
  for (let time = START_SECONDS + 0.05; time < START_SECONDS + HOLD_SECONDS - 0.15; time += 0.01) {
    const found = fundamentalHz(samples, Math.round(time * SAMPLE_RATE), hz / 1.5, hz * 1.5)
    cents.push(found > 0 ? 100 * (hzToMidi(found) - pitchMidi) : (cents.at(-1) ?? 0))
  }
  return cents
}

/** Rate by the strongest period between 3 and 8 Hz of the second half; depth there; onset where half of it is reached. */
function vibratoOf(cents: readonly number[]): { hz: number; cents: number; onsetSeconds: number } {
  const strengthAt = (from: number, length: number, hz: number): number => {
    let re = 0
    let im = 0
    for (let i = 0; i < length; i++) {
      const window = 1 - Math.cos((2 * Math.PI * (i + 0.5)) / length)
      const angle = 2 * Math.PI * hz * i * 0.01
      re += cents[from + i]! * window * Math.cos(angle)
      im += cents[from + i]! * window * Math.sin(angle)
    }
    return (2 * Math.hypot(re, im)) / length
  }
  const from = cents.length >> 1
  let best = { hz: 3, strength: 0 }
  for (let hz = 3; hz <= 8; hz += 0.05) {
    const strength = strengthAt(from, cents.length - from, hz)
    if (strength > best.strength) best = { hz, strength }
  }
  const window = 36
  let onset = 0
  while (onset + window < cents.length && strengthAt(onset, window, best.hz) < best.strength / 2) onset++
  return { hz: best.hz, cents: best.strength, onsetSeconds: (onset + window / 2) * 0.01 + 0.05 }
}

/**
 * How far the spectrum of a high note lies from that of the same vowel an octave lower, read at the harmonics that both
 * have, mean level taken out, in dB: small where formants stay where they are.
 */
function envelopeDistanceDb(low: Float32Array, high: Float32Array, lowMidi: number): number {
  const [lowHz, highHz] = [midiToHz(lowMidi), midiToHz(lowMidi + 12)]
  const [lowSpectrum, highSpectrum] = [averageSpectrum(low), averageSpectrum(high)]
  const differences: number[] = []
  for (let k = 1; k * highHz < 4000; k++) {
    differences.push(levelDb(highSpectrum, k * highHz, highHz) - levelDb(lowSpectrum, k * highHz, lowHz))
  }
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length
  return differences.reduce((sum, value) => sum + Math.abs(value - mean), 0) / differences.length
}

const SPECTRUM_SIZE = 4096

function averageSpectrum(samples: Float32Array): Float64Array {
  const fft = createRealFft(SPECTRUM_SIZE)
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)]
  const power = new Float64Array(fft.binCount)
  const piece = new Float64Array(SPECTRUM_SIZE)
  const held = steady(samples)
  for (let start = 0; start + SPECTRUM_SIZE <= held.length; start += SPECTRUM_SIZE / 2) {
    for (let n = 0; n < SPECTRUM_SIZE; n++) {
      piece[n] = held[start + n]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SPECTRUM_SIZE))
    }
    fft.forward(piece, re, im)
    for (let k = 0; k < fft.binCount; k++) power[k]! += re[k]! ** 2 + im[k]! ** 2
  }
  return power
}

/** Power around a harmonic, within a quarter of the fundamental on both sides, a hertz of fundamental. */
function levelDb(power: Float64Array, hz: number, fundamental: number): number {
  const bin = (frequency: number): number => Math.round((frequency * SPECTRUM_SIZE) / SAMPLE_RATE)
  let sum = 1e-12
  for (let k = bin(hz - fundamental / 4); k <= bin(hz + fundamental / 4); k++) sum += power[k]!
  return 10 * Math.log10(sum / fundamental)
}
