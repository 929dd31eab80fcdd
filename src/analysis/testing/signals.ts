import { SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { createRandom } from '../../dsp/random.js'
import { midiToHz } from '../../dsp/units.js'

export interface TestNote {
  readonly startSeconds: number
  readonly durationSeconds: number
  readonly pitchMidi: number
}

/** A monophonic, voice-like line: eight harmonics, soft attacks, vibrato on long notes. */
export function sungLine(
  notes: readonly TestNote[],
  durationSeconds: number,
  sampleRate = SAMPLE_RATE,
): Audio {
  const samples = new Float32Array(Math.round(durationSeconds * sampleRate))
  for (const note of notes) {
    const start = Math.round(note.startSeconds * sampleRate)
    const length = Math.round(note.durationSeconds * sampleRate)
    let phase = 0
    for (let i = 0; i < length && start + i < samples.length; i++) {
      const seconds = i / sampleRate
      const vibrato = seconds > 0.25 ? 0.25 * Math.sin(2 * Math.PI * 5.5 * seconds) : 0
      phase += (2 * Math.PI * midiToHz(note.pitchMidi + vibrato)) / sampleRate
      const envelope = Math.min(1, seconds / 0.02, (length - i) / sampleRate / 0.03)
      let value = 0
      for (let harmonic = 1; harmonic <= 8; harmonic++) value += Math.sin(phase * harmonic) / harmonic
      samples[start + i]! += 0.2 * envelope * value
    }
  }
  return { sampleRate, channels: [samples] }
}

/** Short noise bursts at the given times. */
export function clicks(times: readonly number[], durationSeconds: number, sampleRate = SAMPLE_RATE): Audio {
  const random = createRandom(1)
  const samples = new Float32Array(Math.round(durationSeconds * sampleRate))
  for (const time of times) {
    const start = Math.round(time * sampleRate)
    for (let i = 0; i < 0.03 * sampleRate && start + i < samples.length; i++) {
      samples[start + i]! += 0.5 * (random.next() * 2 - 1) * Math.exp(-i / (0.006 * sampleRate))
    }
  }
  return { sampleRate, channels: [samples] }
}
