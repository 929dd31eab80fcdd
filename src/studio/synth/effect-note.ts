import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom, hash32 } from '../../dsp/random.js'
import { StateVariableFilter } from '../../dsp/state-variable-filter.js'
import { midiToHz } from '../../dsp/units.js'
import { finishedNote, velocityGain, type NoteRequest, type NoteSound } from './note-sound.js'
import { TABLE_SIZE, tableIncrement, wavetable } from './wavetables.js'

/** Risers, impacts and sweeps; a riser reaches its peak exactly when its key is let go. */
export function createEffectNote(
  effect: 'riser' | 'impact' | 'noise-sweep',
  request: NoteRequest,
): NoteSound {
  switch (effect) {
    case 'riser':
      return renderRiser(request)
    case 'impact':
      return renderImpact(request)
    case 'noise-sweep':
      return renderSweep(request)
  }
}

const ATTACK_SECONDS = 0.02

function renderRiser(request: NoteRequest): NoteSound {
  const seconds = Math.min(30, Math.max(0.25, request.heldSeconds))
  const frames = Math.round(seconds * SAMPLE_RATE)
  const tail = Math.round(0.06 * SAMPLE_RATE)
  const left = new Float32Array(frames + tail)
  const right = new Float32Array(frames + tail)
  const random = createRandom(hash32(`riser ${request.pitchMidi} ${request.variant}`))
  const noiseFilters = [new StateVariableFilter(SAMPLE_RATE), new StateVariableFilter(SAMPLE_RATE)]
  const toneFilter = new StateVariableFilter(SAMPLE_RATE)
  const hz = midiToHz(request.pitchMidi)
  const saw = wavetable('saw', hz * 4)
  const gain = 0.5 * velocityGain(request.velocity)
  const phases = [0, TABLE_SIZE / 3, TABLE_SIZE / 2]
  for (let i = 0; i < left.length; i++) {
    const progress = Math.min(1, i / frames)
    if (i % 32 === 0) {
      const corner = 300 * 2 ** (5.2 * progress)
      for (const filter of noiseFilters) filter.set(corner, 1.6)
      toneFilter.set(200 * 2 ** (5.5 * progress), 0.9)
    }
    const increment = tableIncrement(hz * 2 ** (2 * progress * progress))
    let tone = 0
    for (let p = 0; p < 3; p++) {
      tone += saw[phases[p]! | 0]!
      const next = phases[p]! + increment * (1 + 0.006 * (p - 1))
      phases[p] = next >= TABLE_SIZE ? next - TABLE_SIZE : next
    }
    tone = 0.22 * toneFilter.next(tone)
    const swell = progress ** 1.7
    // The pulse quickens towards the end.
    const pulse =
      1 -
      0.35 * progress * (0.5 + 0.5 * Math.cos(2 * Math.PI * (2 * seconds * progress * (1 + 2 * progress))))
    const fade = i < frames ? Math.min(1, i / (ATTACK_SECONDS * SAMPLE_RATE)) : 1 - (i - frames) / tail
    const level = gain * swell * pulse * fade
    noiseFilters[0]!.next(random.next() * 2 - 1)
    noiseFilters[1]!.next(random.next() * 2 - 1)
    left[i] = level * (noiseFilters[0]!.band + tone)
    right[i] = level * (noiseFilters[1]!.band + tone)
  }
  return finishedNote(left, right)
}

function renderImpact(request: NoteRequest): NoteSound {
  const frames = Math.round(3.2 * SAMPLE_RATE)
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  const random = createRandom(hash32(`impact ${request.pitchMidi} ${request.variant}`))
  const filters = [new StateVariableFilter(SAMPLE_RATE), new StateVariableFilter(SAMPLE_RATE)]
  const gain = velocityGain(request.velocity)
  // Lows that a listener still hears as a thump: the written pitch decides only their colour.
  const lowHz = Math.min(70, Math.max(34, midiToHz(request.pitchMidi)))
  let phase = 0
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE
    if (i % 32 === 0) for (const filter of filters) filter.set(250 + 6000 * Math.exp(-t * 3.2), 0.7)
    phase += (2 * Math.PI * (lowHz + 90 * Math.exp(-t * 26))) / SAMPLE_RATE
    const thump = Math.tanh(1.8 * Math.sin(phase)) * Math.exp(-t * 2.1) * Math.min(1, i / 40)
    const wash = Math.exp(-t * 1.9) * Math.min(1, i / 60)
    const fade = Math.min(1, (frames - i) / 4800)
    left[i] = gain * fade * (0.62 * thump + 0.5 * wash * filters[0]!.next(random.next() * 2 - 1))
    right[i] = gain * fade * (0.62 * thump + 0.5 * wash * filters[1]!.next(random.next() * 2 - 1))
  }
  return finishedNote(left, right)
}

function renderSweep(request: NoteRequest): NoteSound {
  const seconds = Math.min(20, Math.max(0.3, request.heldSeconds))
  const frames = Math.round(seconds * SAMPLE_RATE)
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  const random = createRandom(hash32(`sweep ${request.pitchMidi} ${request.variant}`))
  const filters = [new StateVariableFilter(SAMPLE_RATE), new StateVariableFilter(SAMPLE_RATE)]
  const gain = 0.8 * velocityGain(request.velocity)
  for (let i = 0; i < frames; i++) {
    const progress = i / frames
    if (i % 32 === 0) for (const filter of filters) filter.set(9000 * 2 ** (-5 * progress), 0.9)
    const level = gain * (1 - progress) ** 1.6 * Math.min(1, i / 240)
    filters[0]!.next(random.next() * 2 - 1)
    filters[1]!.next(random.next() * 2 - 1)
    left[i] = level * filters[0]!.band
    right[i] = level * filters[1]!.band
  }
  return finishedNote(left, right)
}
