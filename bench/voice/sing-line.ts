import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import type { VoiceModel } from '../../src/studio/voice/hts-model.js'
import { createSinger } from '../../src/studio/voice/singer.js'
import {
  clickCount,
  percentile,
  pitchErrorsCents,
  vowelOnsetErrorSeconds,
} from '../../src/studio/voice/testing/measure.js'
import type { DrawnSong } from './drawn-song.js'

/** Consonants in front of which a vowel's beginning can be heard in the sound alone. */
export const OBSTRUENTS: ReadonlySet<string> = new Set('p t k b d g f th s sh ch jh v dh z zh hh'.split(' '))

/** What one sung line measures. Errors are absolute. */
export interface LineFigures {
  /** Median error of each note; 1200 where no pitch was found. */
  readonly noteCents: readonly number[]
  readonly frameCents: readonly number[]
  readonly onsetMs: readonly number[]
  readonly clicks: number
  readonly peak: number
}

/** A song as it sounds, dry. */
export function singSong(song: DrawnSong, model: VoiceModel, seed: number): Float32Array {
  const samples = new Float32Array(Math.ceil(song.durationSeconds * SAMPLE_RATE))
  createSinger(song.track, song.tempoMap, model, seed).read(samples)
  return samples
}

export function measureLine(samples: Float32Array, song: DrawnSong): LineFigures {
  const noteCents: number[] = []
  const frameCents: number[] = []
  const onsetMs: number[] = []
  for (const syllable of song.syllables) {
    const errors = pitchErrorsCents(samples, syllable)
    noteCents.push(errors.length > 2 ? Math.abs(percentile(errors, 0.5)) : 1200)
    frameCents.push(...errors.map(Math.abs))
    if (!OBSTRUENTS.has(syllable.phones[syllable.nucleus - 1] ?? '')) continue
    const error = vowelOnsetErrorSeconds(samples, syllable.startSeconds)
    if (error !== undefined) onsetMs.push(Math.abs(error) * 1000)
  }
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  return { noteCents, frameCents, onsetMs, clicks: clickCount(samples), peak }
}
