import { createRealFft } from '../../dsp/fft.js'
import { frameCount, SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { equaliserBand, magnitudeAt } from '../../dsp/biquad.js'
import type { EqBand, SpectrumName } from '../../music/score.js'
import { REFERENCE_HZ, REFERENCE_SPECTRA } from './reference-spectrum.js'

const FFT_SIZE = 4096
/** Looks at a whole song, at either side in turn: so many show its long-term spectrum. */
const LOOKS = 500
/** The fewest frames between two looks: close enough for no drum hit of a few seconds to be missed. */
const CLOSE_HOP = 2048
/** Bands from here to there decide how loud the song is against its curve: 125 Hz to 4 kHz. */
const MIDDLE = { from: 1, to: 6 }
/** The most that a band is moved, in dB: more would be another mix. */
const MOST_DB = 8
/** The same where a recording and a part of ours meet: there every difference is heard as a seam. */
const MOST_DB_AT_JOIN = 9
/** A band that lacks this much is not dull but empty: nothing there is worth lifting. Between the two, less and less. */
const DULL_DB = 11
const EMPTY_DB = 18
/** Share of a difference that is made up for: the song keeps some of its own colour. */
const SHARE = 0.9
/** Smaller moves are not worth a filter, which costs a stereo pass over the whole song. */
const LEAST_DB = 0.6
/** Bells of this width, an octave apart, overlap into a smooth curve. */
const BELL_Q = 1.1
const ROUNDS = 8
/** Lines that tell where in an octave its energy lies. */
const LINES_A_BAND = 12
/** Leaving out an empty band moves the curve, which may show the next one to be empty. */
const OFFSET_ROUNDS = 2
/** Two bands do not make a spectrum. */
const LEAST_PRESENT = 3

/**
 * Equaliser that leans a whole mix towards a reference curve: by at most 8 dB a band, planned once for the song, so that
 * it is the same for the mix and for each stem. Empty for silence.
 */
export function leanToSpectrum(mix: Audio, name: SpectrumName): EqBand[] {
  const hop = Math.max(CLOSE_HOP, Math.floor(frameCount(mix) / LOOKS))
  return leanTo(spectrumOf(mix, hop), REFERENCE_SPECTRA[name], { mostDb: MOST_DB, share: SHARE })
}

/**
 * Equaliser that gives a part the colour of the recording that it joins: by at most 9 dB a band, and wholly, since it is
 * heard right beside it. Empty for silence on either side.
 */
export function leanToRecording(part: Audio, recording: Audio): EqBand[] {
  const there = spectrumOf(recording, CLOSE_HOP)
  return there
    ? leanTo(spectrumOf(part, CLOSE_HOP), levelsOf(there), { mostDb: MOST_DB_AT_JOIN, share: 1 })
    : []
}

interface Leaning {
  /** The most that a band is moved, in dB. */
  readonly mostDb: number
  /** Of a difference, that is made up for. */
  readonly share: number
}

/** Where the energy of each octave band lies: narrow lines with their frequency and energy, in arbitrary units. */
type Spectrum = readonly (readonly SpectralLine[])[]

interface SpectralLine {
  readonly hz: number
  readonly energy: number
}

function leanTo(spectrum: Spectrum | undefined, reference: readonly number[], leaning: Leaning): EqBand[] {
  if (!spectrum) return []
  const moves = lacksOf(levelsOf(spectrum), reference).map((lackDb) => wantedMove(lackDb, leaning))
  return bandsFor(spectrum, moves, leaning.mostDb)
}

/** Levels of the octave bands in dB, with any offset. */
function levelsOf(spectrum: Spectrum): number[] {
  return spectrum.map((lines) => 10 * Math.log10(energyOf(lines) + 1e-12))
}

function energyOf(lines: readonly SpectralLine[], gainAt: (hz: number) => number = () => 1): number {
  return lines.reduce((sum, { hz, energy }) => sum + energy * gainAt(hz) ** 2, 0)
}

/** What each band lacks against the curve, laid through those middle bands that are not empty. */
function lacksOf(levels: readonly number[], reference: readonly number[]): number[] {
  const differences = reference.map((level, band) => level - levels[band]!)
  let middle = differences.slice(MIDDLE.from, MIDDLE.to + 1)
  let offset = mean(middle)
  for (let round = 0; round < OFFSET_ROUNDS; round++) {
    const present = middle.filter((difference) => difference - offset < DULL_DB)
    if (present.length < LEAST_PRESENT) break
    middle = present
    offset = mean(middle)
  }
  return differences.map((difference) => difference - offset)
}

/** How far a band that lacks so many dB should move. */
function wantedMove(lackDb: number, { mostDb, share }: Leaning): number {
  const worth = Math.min(1, Math.max(0, (EMPTY_DB - lackDb) / (EMPTY_DB - DULL_DB)))
  return Math.min(mostDb, Math.max(-mostDb, share * lackDb)) * worth
}

/**
 * Filters that together move the energy of the bands as wanted. Neighbours leak into each other, and a band moves as
 * filters do where its energy lies (a bass at 100 Hz is below the middle of its octave), so they are found by going round.
 */
function bandsFor(spectrum: Spectrum, wanted: readonly number[], mostDb: number): EqBand[] {
  const gains = wanted.slice()
  const bands = (): EqBand[] =>
    gains.map((gainDb, band): EqBand => ({
      type: band === 0 ? 'low-shelf' : band === gains.length - 1 ? 'high-shelf' : 'peak',
      frequencyHz: band === 0 ? 80 : band === gains.length - 1 ? 11_000 : REFERENCE_HZ[band]!,
      gainDb: Math.round(10 * gainDb) / 10,
      ...(band > 0 && band < gains.length - 1 && { q: BELL_Q }),
    }))
  for (let round = 0; round < ROUNDS; round++) {
    const filters = bands().map((band) => equaliserBand(band, SAMPLE_RATE))
    const gainAt = (hz: number): number =>
      filters.reduce((product, filter) => product * magnitudeAt(filter, hz, SAMPLE_RATE), 1)
    wanted.forEach((want, band) => {
      const lines = spectrum[band]!
      const move = 10 * Math.log10(energyOf(lines, gainAt) / Math.max(1e-12, energyOf(lines)))
      gains[band] = Math.min(1.5 * mostDb, Math.max(-1.5 * mostDb, gains[band]! + 0.6 * (want - move)))
    })
  }
  return bands().filter(({ gainDb }) => Math.abs(gainDb) >= LEAST_DB)
}

/** The long-term spectrum of a whole song, by octave bands; undefined for silence. */
function spectrumOf({ channels }: Audio, hop: number): Spectrum | undefined {
  const fft = createRealFft(FFT_SIZE)
  const window = Float32Array.from(
    { length: FFT_SIZE },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT_SIZE),
  )
  const energies = new Float64Array(fft.binCount)
  const segment = new Float32Array(FFT_SIZE)
  const re = new Float64Array(fft.binCount)
  const im = new Float64Array(fft.binCount)
  const frames = channels[0]!.length
  for (let start = 0, look = 0; start + FFT_SIZE <= frames; start += hop, look++) {
    const channel = channels[look % channels.length]!
    for (let i = 0; i < FFT_SIZE; i++) segment[i] = channel[start + i]! * window[i]!
    fft.forward(segment, re, im)
    for (let bin = 0; bin < energies.length; bin++) energies[bin]! += re[bin]! ** 2 + im[bin]! ** 2
  }
  const binHz = SAMPLE_RATE / FFT_SIZE
  const edges = REFERENCE_HZ.map((hz) => Math.ceil(hz / Math.SQRT2 / binHz))
  edges.push(Math.ceil((16_000 * Math.SQRT2) / binHz))
  const spectrum = REFERENCE_HZ.map((_, band) => linesOf(energies, edges[band]!, edges[band + 1]!, binHz))
  return spectrum.every((lines) => energyOf(lines) < 1e-9) ? undefined : spectrum
}

/** Bins of a spectrum, gathered into a few lines at their centres of gravity. */
function linesOf(energies: Float64Array, from: number, to: number, binHz: number): SpectralLine[] {
  const width = Math.ceil((to - from) / LINES_A_BAND)
  const lines: SpectralLine[] = []
  for (let start = from; start < to; start += width) {
    let energy = 0
    let moment = 0
    for (let bin = start; bin < Math.min(to, start + width); bin++) {
      energy += energies[bin]!
      moment += energies[bin]! * bin
    }
    if (energy > 0) lines.push({ hz: (moment / energy) * binHz, energy })
  }
  return lines
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
