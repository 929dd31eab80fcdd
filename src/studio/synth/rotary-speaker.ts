import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'
import type { Score } from '../../music/score.js'
import { beatToSeconds } from '../../music/tempo-map.js'

/** One of the two things that turn in the cabinet. */
interface Rotor {
  /** Turns a second when the organist has it slow, and fast. */
  readonly slowHz: number
  readonly fastHz: number
  /** Seconds in which a change of speed is two thirds done: belts slip, drums are heavy. */
  readonly inertiaSeconds: number
  /** Which way it turns. */
  readonly direction: 1 | -1
}

/** Speeds and inertia: Henricksen, "Unearthing the mysteries of the Leslie cabinet", Recording Engineer/Producer, April 1981. */
const HORN: Rotor = { slowHz: 0.8, fastHz: 6.7, inertiaSeconds: 0.4, direction: 1 }
const DRUM: Rotor = { slowHz: 0.67, fastHz: 5.7, inertiaSeconds: 1.4, direction: -1 }

const CROSSOVER_HZ = 800
/** What a low-pass of one pole there keeps of its last value. */
const LOW_KEEP = Math.exp((-2 * Math.PI * CROSSOVER_HZ) / SAMPLE_RATE)
/** The way that the horn's mouth comes nearer and goes away, in frames: 0.18 m at the speed of sound. */
const HORN_FRAMES = (0.18 / 343) * SAMPLE_RATE
/** How much fainter the horn is from behind, and the drum, as a share of its amplitude. */
const HORN_SHADE = 0.5
const DRUM_SHADE = 0.3
/** Where the two microphones stand around the cabinet, in turns. */
const MICROPHONES = [-1 / 6, 1 / 6] as const
/** Sections from this energy on are played with fast rotors. */
const FAST_FROM_ENERGY = 0.65
/** Positions are worked out once a step and run straight in between. */
const STEP_FRAMES = 64
/** Frames of the horn's past; a power of two. */
const LINE_FRAMES = 128

/** Turns of a rotor since the song began, whatever was played before: so that every part of a song sounds as it does in the whole. */
export type Turning = (seconds: number) => number

interface Stretch {
  readonly fromSeconds: number
  readonly turns: number
  readonly speedHz: number
  readonly targetHz: number
}

/** How a rotor turns through a song: slow where it is calm, fast where it is full. */
export function turningOf(
  rotor: Rotor,
  { sections, tempoMap }: Pick<Score, 'sections' | 'tempoMap'>,
): Turning {
  const { inertiaSeconds, direction } = rotor
  const targetOf = (energy: number): number => (energy >= FAST_FROM_ENERGY ? rotor.fastHz : rotor.slowHz)
  const firstHz = sections[0] ? targetOf(sections[0].energy) : rotor.slowHz
  let last: Stretch = { fromSeconds: 0, turns: 0, speedHz: firstHz, targetHz: firstHz }
  const stretches = [last]
  const after = ({ fromSeconds, turns, speedHz, targetHz }: Stretch, seconds: number): [number, number] => {
    const passed = seconds - fromSeconds
    const left = Math.exp(-passed / inertiaSeconds)
    const gained = (speedHz - targetHz) * inertiaSeconds * (1 - left)
    return [turns + targetHz * passed + gained, targetHz + (speedHz - targetHz) * left]
  }
  for (const { startBeat, energy } of sections.slice(1)) {
    const fromSeconds = beatToSeconds(tempoMap, startBeat)
    const [turns, speedHz] = after(last, fromSeconds)
    stretches.push((last = { fromSeconds, turns, speedHz, targetHz: targetOf(energy) }))
  }
  return (seconds) => {
    const stretch = stretches.findLast(({ fromSeconds }) => fromSeconds <= seconds) ?? stretches[0]!
    return direction * after(stretch, seconds)[0]
  }
}

/**
 * An organ's cabinet with a rotating horn above and a rotating drum below, heard by two microphones: the horn comes nearer and
 * goes away (Smith, Serafin, Abel and Berners, "Doppler simulation and the Leslie", DAFx 2002), both are fainter from behind.
 */
export class RotarySpeaker {
  private readonly line = new Float32Array(LINE_FRAMES)
  private readonly lows = new Float32Array(STEP_FRAMES)
  private low = 0
  private readonly horn: Turning
  private readonly drum: Turning

  constructor(
    score: Pick<Score, 'sections' | 'tempoMap'>,
    private readonly kernel: Kernel,
  ) {
    this.horn = turningOf(HORN, score)
    this.drum = turningOf(DRUM, score)
  }

  /** Adds what the microphones hear of `block` to `left` and `right`. `startFrame` and `frames`: multiples of 64. */
  add(
    block: Pointer,
    left: Pointer,
    right: Pointer,
    startFrame: number,
    frames: number,
    leftGain: number,
    rightGain: number,
  ): void {
    const input = this.kernel.floatsAt(block, frames)
    const outputs = [this.kernel.floatsAt(left, frames), this.kernel.floatsAt(right, frames)] as const
    const gains = [leftGain, rightGain] as const
    const { line, lows } = this
    let heard = this.heardAt(startFrame)
    for (let at = 0; at < frames; at += STEP_FRAMES) {
      const write = startFrame + at
      let { low } = this
      for (let i = 0; i < STEP_FRAMES; i++) {
        const x = input[at + i]!
        low = LOW_KEEP * low + (1 - LOW_KEEP) * x
        lows[i] = low
        line[(write + i) % LINE_FRAMES] = x - low
      }
      this.low = Math.abs(low) < 1e-20 ? 0 : low
      const next = this.heardAt(write + STEP_FRAMES)
      heard.forEach((from, side) => {
        const to = next[side]!
        const output = outputs[side]!
        const gain = gains[side]!
        for (let i = 0; i < STEP_FRAMES; i++) {
          const way = i / STEP_FRAMES
          const position = write + i + LINE_FRAMES - (from.delay + way * (to.delay - from.delay))
          const whole = Math.floor(position)
          const first = line[whole % LINE_FRAMES]!
          const high = first + (position - whole) * (line[(whole + 1) % LINE_FRAMES]! - first)
          const hornGain = from.horn + way * (to.horn - from.horn)
          const drumGain = from.drum + way * (to.drum - from.drum)
          output[at + i] = output[at + i]! + gain * (hornGain * high + drumGain * lows[i]!)
        }
      })
      heard = next
    }
  }

  /** The horn's delay in frames (at least 1), and how loud horn and drum are, for each microphone at a moment. */
  private heardAt(frame: number): { delay: number; horn: number; drum: number }[] {
    const seconds = frame / SAMPLE_RATE
    const [hornTurns, drumTurns] = [this.horn(seconds), this.drum(seconds)]
    return MICROPHONES.map((place) => {
      const horn = Math.cos(2 * Math.PI * (hornTurns - place))
      const drum = Math.cos(2 * Math.PI * (drumTurns - place))
      return {
        delay: 1 + HORN_FRAMES * (1 - horn),
        horn: 1 - (HORN_SHADE * (1 - horn)) / 2,
        drum: 1 - (DRUM_SHADE * (1 - drum)) / 2,
      }
    })
  }
}
