import { createCanvas } from '@napi-rs/canvas'
import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import { hzToMidi } from '../../src/dsp/units.js'
import { fundamentalHz } from '../../src/studio/voice/testing/measure.js'
import type { DrawnSong } from './drawn-song.js'

const WIDTH = 900
const HEIGHT = 180

/** The pitch that is heard, over the notes of the score, as PNG: time to the right, semitones upwards. */
export function drawPitchTrack(samples: Float32Array, { syllables, durationSeconds }: DrawnSong): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d')
  const pitches = syllables.map(({ pitchMidi }) => pitchMidi)
  const low = Math.min(...pitches) - 8
  const high = Math.max(...pitches) + 4
  const x = (seconds: number): number => (seconds / durationSeconds) * WIDTH
  const y = (pitchMidi: number): number => HEIGHT * (1 - (pitchMidi - low) / (high - low))
  context.fillStyle = '#0b0d12'
  context.fillRect(0, 0, WIDTH, HEIGHT)
  context.fillStyle = '#31405f'
  for (const { startSeconds, endSeconds, pitchMidi } of syllables) {
    const top = y(pitchMidi + 0.5)
    context.fillRect(x(startSeconds), top, x(endSeconds) - x(startSeconds) - 1, y(pitchMidi - 0.5) - top)
  }
  context.fillStyle = '#ffb86b'
  const highestHz = 440 * 2 ** ((high - 69) / 12)
  const lowestHz = 440 * 2 ** ((low - 69) / 12)
  for (let time = 0.05; time < durationSeconds - 0.05; time += 0.01) {
    const hz = fundamentalHz(samples, Math.round(time * SAMPLE_RATE), lowestHz, highestHz)
    if (hz > 0) context.fillRect(x(time), y(hzToMidi(hz)) - 1, 2, 2)
  }
  return canvas.toBuffer('image/png')
}
