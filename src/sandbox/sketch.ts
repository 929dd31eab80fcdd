import { createAudio, type Audio } from '../dsp/audio.js'
import { createRandom } from '../dsp/random.js'
import type { Score } from '../music/score.js'
import { playedNotes, type PlayedNote } from '../music/played-notes.js'
import type { StemName } from '../music/stems.js'
import { SONG_SECONDS } from './song.js'

/** Enough for tones without overtones above it. */
const SAMPLE_RATE = 44_100
/** Peak of one note at full velocity. */
const LEVEL = 0.16
/** A tone's strength by harmonic. */
const HARMONICS: Readonly<Partial<Record<StemName, readonly number[]>>> = {
  vocal: [1, 0.5, 0.35, 0.1],
  keyboard: [0.6, 0.3, 0.1],
  bass: [1.2, 0.3],
}
const RELEASE_SECONDS = 0.03
/** Percussion key of the snare; everything else is a bass drum. */
const SNARE = 38

/**
 * Plays stems of a score with a handful of sine tones: sound that is real, small and made in milliseconds. All stems
 * together are the sum of each alone.
 */
export function sketch(score: Score, stems: readonly StemName[]): Audio {
  const audio = createAudio(2, SONG_SECONDS * SAMPLE_RATE, SAMPLE_RATE)
  const [left, right] = [audio.channels[0]!, audio.channels[1]!]
  for (const track of score.tracks) {
    if (!stems.includes(track.stem)) continue
    for (const note of playedNotes(track, score.tempoMap)) {
      if (track.stem === 'drums') addDrum(left, note)
      else addTone(left, note, HARMONICS[track.stem] ?? [1])
    }
  }
  right.set(left)
  return audio
}

function addTone(out: Float32Array, note: PlayedNote, harmonics: readonly number[]): void {
  const first = Math.round(note.startSeconds * SAMPLE_RATE)
  const length = Math.round((note.endSeconds - note.startSeconds) * SAMPLE_RATE)
  const radians = (2 * Math.PI * 440 * 2 ** ((note.pitchMidi - 69) / 12)) / SAMPLE_RATE
  const release = RELEASE_SECONDS * SAMPLE_RATE
  for (let i = 0; i < length && first + i < out.length; i++) {
    const envelope = Math.min(1, i / 200, (length - i) / release) * Math.exp(-i / SAMPLE_RATE)
    let sample = 0
    for (const [k, strength] of harmonics.entries()) sample += strength * Math.sin(radians * (k + 1) * i)
    out[first + i]! += LEVEL * note.velocity * envelope * sample
  }
}

function addDrum(out: Float32Array, note: PlayedNote): void {
  const random = createRandom(note.pitchMidi)
  const first = Math.round(note.startSeconds * SAMPLE_RATE)
  const isSnare = note.pitchMidi === SNARE
  for (let i = 0; i < SAMPLE_RATE * 0.2 && first + i < out.length; i++) {
    const seconds = i / SAMPLE_RATE
    const sound = isSnare
      ? random.range(-1, 1)
      : Math.sin(2 * Math.PI * (50 * seconds + 3 * (1 - Math.exp(-seconds * 40))))
    out[first + i]! += LEVEL * 1.5 * note.velocity * Math.exp(-seconds * 25) * sound
  }
}
