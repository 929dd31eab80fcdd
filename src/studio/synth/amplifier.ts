import { SAMPLE_RATE } from '../../dsp/audio.js'
import { highPass, lowPass, peaking } from '../../dsp/biquad.js'
import { FilterSections } from '../../dsp/kernel/filter-sections.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'
import { Oversampler } from '../../dsp/oversampler.js'

export type AmplifierModel = 'clean' | 'crunch' | 'high-gain'

interface AmplifierSettings {
  readonly oversampling: number
  /** Lows taken away before the valves, so that chords stay tight, in Hz. */
  readonly tightHz: number
  readonly firstGain: number
  readonly secondGain: number
  /** Push off centre: even harmonics. */
  readonly bias: number
  /** Tone stack and speaker: frequency, q, dB. */
  readonly tone: readonly (readonly [number, number, number])[]
  readonly speakerTopHz: number
  /** Input level below which the noise gate closes; 0: no gate. */
  readonly gate: number
  readonly outputGain: number
}

const MODELS: Readonly<Record<AmplifierModel, AmplifierSettings>> = {
  clean: {
    oversampling: 2,
    tightHz: 70,
    firstGain: 1.5,
    secondGain: 1,
    bias: 0.08,
    tone: [
      [120, 0.8, 1.5],
      [420, 0.9, -2.5],
      [2700, 1, 3],
    ],
    speakerTopHz: 6200,
    gate: 0,
    outputGain: 1.2,
  },
  crunch: {
    oversampling: 2,
    tightHz: 110,
    firstGain: 9,
    secondGain: 2.6,
    bias: 0.16,
    tone: [
      [115, 1, 2],
      [380, 0.9, -2],
      [800, 0.8, 1],
      [2500, 1.2, 4],
    ],
    speakerTopHz: 5200,
    gate: 0.0006,
    outputGain: 0.42,
  },
  'high-gain': {
    oversampling: 4,
    tightHz: 125,
    firstGain: 44,
    secondGain: 7,
    bias: 0.12,
    tone: [
      [110, 1.1, 5],
      [450, 0.8, -5.5],
      [1500, 0.9, 1],
      [2900, 1.3, 4],
    ],
    speakerTopHz: 5000,
    gate: 0.0012,
    outputGain: 0.34,
  },
}

/** One guitar's amplifier and cabinet. The whole chord goes through it at once: that is what makes it growl. */
export class Amplifier {
  private readonly settings: AmplifierSettings
  private readonly oversampler: Oversampler
  private readonly valves: Pointer
  private readonly before: FilterSections
  private readonly after: FilterSections
  private gateEnvelope = 0
  private gateGain = 0

  /** `maximumFrames`: the largest block that `process` will be given. */
  constructor(
    model: AmplifierModel,
    maximumFrames: number,
    private readonly kernel: Kernel,
  ) {
    this.settings = MODELS[model]
    const { oversampling, tightHz, tone, speakerTopHz, outputGain } = this.settings
    this.oversampler = new Oversampler(oversampling, maximumFrames, 8, kernel)
    this.valves = kernel.allocateFloats(2)
    this.before = new FilterSections(kernel, [highPass(tightHz, 0.7, SAMPLE_RATE)])
    const speaker = lowPass(speakerTopHz * 1.04, 1.25, SAMPLE_RATE)
    this.after = new FilterSections(kernel, [
      highPass(78, 0.9, SAMPLE_RATE),
      ...tone.map(([hz, q, db]) => peaking(hz, q, db, SAMPLE_RATE)),
      // A guitar speaker falls off like a wall above its cone's break-up. The last section carries the output gain.
      lowPass(speakerTopHz, 0.54, SAMPLE_RATE),
      { ...speaker, b0: outputGain * speaker.b0, b1: outputGain * speaker.b1, b2: outputGain * speaker.b2 },
    ])
  }

  /** Overwrites the first `frames` (a multiple of 4) of `block`. */
  process(block: Pointer, frames: number): void {
    const { firstGain, secondGain, bias, gate, oversampling } = this.settings
    if (gate > 0) this.applyGate(this.kernel.floatsAt(block, frames), frames, gate)
    this.before.processMono(block, frames)
    const high = this.oversampler.up(block, frames)
    const rate = SAMPLE_RATE * oversampling
    this.kernel.run.driveValves(
      this.valves,
      high,
      frames * oversampling,
      firstGain,
      bias,
      softClip(bias),
      // Coupling between the stages: one pole down at 9 kHz (Miller capacitance), one up at 90 Hz.
      1 - Math.exp((-2 * Math.PI * 9000) / rate),
      1 - Math.exp((-2 * Math.PI * 90) / rate),
      secondGain,
    )
    this.oversampler.down(block, frames)
    this.after.processMono(block, frames)
  }

  /** Opens in a millisecond, closes over a tenth of a second: keeps the gain from lifting the end of every note. */
  private applyGate(block: Float32Array, frames: number, threshold: number): void {
    let { gateEnvelope, gateGain } = this
    for (let i = 0; i < frames; i++) {
      const size = Math.abs(block[i]!)
      gateEnvelope = size > gateEnvelope ? size : gateEnvelope * 0.9996
      const target = gateEnvelope > threshold ? 1 : (gateEnvelope / threshold) ** 2
      gateGain += (target > gateGain ? 0.03 : 0.0006) * (target - gateGain)
      block[i] = block[i]! * gateGain
    }
    this.gateEnvelope = gateEnvelope
    this.gateGain = gateGain
  }
}

/** A valve's soft knee: slope 1 at rest, ±1 at the rails (rational tanh). */
function softClip(x: number): number {
  if (x > 3) return 1
  if (x < -3) return -1
  const squared = x * x
  return (x * (27 + squared)) / (27 + 9 * squared)
}
