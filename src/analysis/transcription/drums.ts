import { toMono, type Audio } from '../../dsp/audio.js'
import { resample } from '../../dsp/resample.js'
import type { PlayedNote } from '../../music/played-notes.js'
import { forEachSpectrum } from '../spectrogram.js'

const RATE = 22_050
const FFT_SIZE = 1024
/** 5.8 ms. */
const HOP = 128
/** Strokes of one drum are at least this far apart, in seconds. */
const SHORTEST_GAP_SECONDS = 0.06
/** A stroke is written this long: drums have no length of their own. */
const NOTE_SECONDS = 0.1

/** The three drums that are told apart: General MIDI key, the band they rule, and the rise that counts, in dB. */
const DRUMS = [
  { key: 36, lowHz: 40, highHz: 120, riseDb: 12 },
  { key: 38, lowHz: 180, highHz: 1800, riseDb: 12 },
  { key: 42, lowHz: 6000, highHz: 10_500, riseDb: 12 },
] as const
/** Strokes this far below the loudest of their drum are taken for the ringing of others, in dB. */
const QUIETEST_DB = -26
/** How much louder the snare's band may be while a bass drum is heard, in dB. */
const KICK_MARGIN_DB = 6
/** The rise is measured against the level this many hops before: about the attack of a drum. */
const LOOK_BACK = 4

/**
 * Bass drum, snare and hi-hat by the rise of energy in their bands. A simple ear: toms, cymbals and hand drums are
 * written as the nearest of the three, and quiet strokes under loud ones are missed.
 */
export function transcribeDrums(audio: Audio): PlayedNote[] {
  const mono = toMono(resample(audio, RATE))
  const frames = Math.floor(mono.length / HOP)
  const levels = DRUMS.map(() => new Float32Array(frames).fill(-120))
  forEachSpectrum(mono, FFT_SIZE, HOP, (magnitudes, frame) => {
    DRUMS.forEach(({ lowHz, highHz }, d) => {
      const from = Math.ceil((lowHz * FFT_SIZE) / RATE)
      const to = Math.floor((highHz * FFT_SIZE) / RATE)
      let energy = 0
      for (let bin = from; bin <= to; bin++) energy += magnitudes[bin]! ** 2
      if (frame < frames) levels[d]![frame] = 10 * Math.log10(energy + 1e-12)
    })
  })
  const [kick, snare] = levels
  // Every stroke begins with a click that reaches down to the bass drum: one that is louder higher up is none.
  for (let frame = 0; frame < frames; frame++) {
    if (kick![frame]! < snare![frame]! - KICK_MARGIN_DB) kick![frame] = -120
  }
  return DRUMS.flatMap(({ key, riseDb }, d) => strokes(levels[d]!, key, riseDb)).toSorted(
    (a, b) => a.startSeconds - b.startSeconds || a.pitchMidi - b.pitchMidi,
  )
}

function strokes(levelDb: Float32Array, key: number, riseDb: number): PlayedNote[] {
  const gap = Math.ceil((SHORTEST_GAP_SECONDS * RATE) / HOP)
  const found: { frame: number; peakDb: number }[] = []
  let loudest = -120
  for (let frame = LOOK_BACK; frame < levelDb.length; frame++) {
    if (levelDb[frame]! - levelDb[frame - LOOK_BACK]! < riseDb) continue
    const last = found.at(-1)
    if (last && frame - last.frame < gap) continue
    let peakDb = -120
    for (let i = frame; i < Math.min(levelDb.length, frame + gap); i++) peakDb = Math.max(peakDb, levelDb[i]!)
    loudest = Math.max(loudest, peakDb)
    found.push({ frame, peakDb })
  }
  return found
    .filter(({ peakDb }) => peakDb > loudest + QUIETEST_DB && peakDb > -60)
    .map(({ frame, peakDb }) => {
      const startSeconds = (frame * HOP) / RATE
      return {
        pitchMidi: key,
        startSeconds,
        endSeconds: startSeconds + NOTE_SECONDS,
        velocity: Math.max(0.1, Math.min(1, 1 + (peakDb - loudest) / 30)),
      }
    })
}
