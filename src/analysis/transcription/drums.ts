import { toMono, type Audio } from '../../dsp/audio.js'
import { resample } from '../../dsp/resample.js'
import type { PlayedNote } from '../../music/played-notes.js'
import { drumActivity } from './drum-activity.js'
import { DRUM_HOP, DRUM_RATE, drumBands } from './drum-bands.js'
import { DRUM_TEMPLATES, type DrumName } from './drum-templates.js'

/** A stroke is written this long: drums have no length of their own, in seconds. */
const NOTE_SECONDS = 0.1
/** Strokes of one drum are at least this far apart, in frames of 10 ms. */
const SHORTEST_GAP = 5
/** A stroke rises above what sounded this many frames before: as long as an attack is. */
const LOOK_BACK = 3
/** Frames on each side whose mean a rise must pass. */
const NEIGHBOURHOOD = 20
/** Share of frames whose rise is smaller than a loud stroke's. */
const LOUD_SHARE = 0.995

/** How a drum is told from its neighbours, and when it counts as struck. */
interface DrumReading {
  /** General MIDI key it is written as. */
  readonly key: number
  /** Least rise of a stroke: a share of the recording's loud strokes of this drum … */
  readonly ofOwn: number
  /** … and of the loud strokes of the drum that has the loudest. */
  readonly ofAll: number
}

/** Chosen on songs of the bench that are not kept for testing. */
const DRUMS: Readonly<Record<DrumName, DrumReading>> = {
  kick: { key: 36, ofOwn: 0.22, ofAll: 0.04 },
  snare: { key: 38, ofOwn: 0.25, ofAll: 0.05 },
  hat: { key: 42, ofOwn: 0.45, ofAll: 0.015 },
  openHat: { key: 46, ofOwn: 0.4, ofAll: 0.03 },
  lowTom: { key: 45, ofOwn: 0.4, ofAll: 0.2 },
  highTom: { key: 50, ofOwn: 0.4, ofAll: 0.2 },
  crash: { key: 49, ofOwn: 0.45, ofAll: 0.08 },
  ride: { key: 51, ofOwn: 0.4, ofAll: 0.04 },
}
const NAMES = Object.keys(DRUMS) as DrumName[]
/**
 * What passes for a stroke of the first drum when others are struck: it is not believed where one of them rises so many
 * times as much at the same moment.
 */
const RIVALS: Readonly<Record<DrumName, Readonly<Partial<Record<DrumName, number>>>>> = {
  kick: { snare: 2.45, lowTom: 3, highTom: 3 },
  snare: { kick: 1.1, lowTom: 2.2, highTom: 2 },
  hat: { openHat: 1.9, ride: 2.5 },
  openHat: { hat: 0.6, ride: 0.8, crash: 1.2, snare: 1.5 },
  ride: { hat: 0.4, openHat: 0.7, crash: 1, snare: 1.5 },
  crash: { hat: 0.3, openHat: 0.3, kick: 0.5, snare: 0.5 },
  lowTom: { kick: 0.45, snare: 0.45, highTom: 0.9 },
  highTom: { kick: 0.5, snare: 0.5, lowTom: 1.1 },
}

/**
 * Bass drum, snare, hi-hats, toms and cymbals, as they were struck: what of each frame the spectra of known drums explain,
 * and where that rises. Hand drums are written as the nearest of these.
 */
export function transcribeDrums(audio: Audio): PlayedNote[] {
  const mono = resample({ sampleRate: audio.sampleRate, channels: [toMono(audio)] }, DRUM_RATE).channels[0]!
  const { frames, bands } = drumBands(mono)
  return strokesIn(drumActivity(bands, frames, DRUM_TEMPLATES), frames)
}

/**
 * The strokes, ordered by start, then by key.
 * @param activity Rows of one value a template, see `drumActivity`.
 */
export function strokesIn(activity: Float32Array, frames: number): PlayedNote[] {
  const rises = new Map(NAMES.map((drum) => [drum, riseOf(drum, activity, frames)]))
  const loudest = Math.max(...[...rises.values()].map(loudRise))
  if (loudest <= 0) return []
  const strokes = NAMES.flatMap((drum) => strokesOf(drum, rises.get(drum)!, loudest))
  return strokes
    .filter((stroke) => !isDoubted(stroke, strokes))
    .map(({ drum, frame, strength }): PlayedNote => {
      const startSeconds = (frame * DRUM_HOP) / DRUM_RATE
      return {
        pitchMidi: DRUMS[drum].key,
        startSeconds,
        endSeconds: startSeconds + NOTE_SECONDS,
        // Samplers play a stroke of half the velocity at a quarter of the amplitude (SoundFont 2.04, 9.6.2).
        velocity: Math.max(0.1, Math.min(1, Math.sqrt(strength) * 0.9)),
      }
    })
    .toSorted((a, b) => a.startSeconds - b.startSeconds || a.pitchMidi - b.pitchMidi)
}

interface Stroke {
  readonly drum: DrumName
  readonly frame: number
  readonly rise: number
  /** Against the loud strokes of its drum. */
  readonly strength: number
}

/** How much more of the drum's strokes sounds than a moment before, frame by frame. */
function riseOf(drum: DrumName, activity: Float32Array, frames: number): Float32Array {
  const count = DRUM_TEMPLATES.length
  const own = DRUM_TEMPLATES.flatMap((template, t) =>
    template.drum === drum && template.isStroke ? [t] : [],
  )
  const level = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame++) {
    for (const t of own) level[frame]! += activity[frame * count + t]!
  }
  return level.map((value, frame) => {
    let before = 0
    for (let i = Math.max(0, frame - LOOK_BACK); i < frame - 1; i++) before = Math.max(before, level[i]!)
    return Math.max(0, value - before)
  })
}

/** What loud strokes rise by; 0 where there are none. */
function loudRise(rise: Float32Array): number {
  const sorted = Float32Array.from(rise).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(LOUD_SHARE * sorted.length))] ?? 0
}

function strokesOf(drum: DrumName, rise: Float32Array, loudest: number): Stroke[] {
  const loud = loudRise(rise)
  const least = Math.max(DRUMS[drum].ofOwn * loud, DRUMS[drum].ofAll * loudest)
  const sums = new Float64Array(rise.length + 1)
  for (let i = 0; i < rise.length; i++) sums[i + 1] = sums[i]! + rise[i]!
  const found: Stroke[] = []
  for (let frame = 1; frame + 1 < rise.length; frame++) {
    const value = rise[frame]!
    if (value < least || value < rise[frame - 1]! || value <= rise[frame + 1]!) continue
    const from = Math.max(0, frame - NEIGHBOURHOOD)
    const to = Math.min(rise.length, frame + NEIGHBOURHOOD + 1)
    if (value < least + (0.5 * (sums[to]! - sums[from]!)) / (to - from)) continue
    const last = found.at(-1)
    const stroke = { drum, frame, rise: value, strength: value / Math.max(loud, 1e-9) }
    if (!last || frame - last.frame >= SHORTEST_GAP) found.push(stroke)
    else if (stroke.strength > last.strength) found[found.length - 1] = stroke
  }
  return found
}

/** Whether a rival explains the same moment better. */
function isDoubted(stroke: Stroke, strokes: readonly Stroke[]): boolean {
  const rivals = RIVALS[stroke.drum]
  return strokes.some(({ drum, frame, rise }) => {
    const times = rivals[drum]
    return times !== undefined && Math.abs(frame - stroke.frame) <= 2 && rise > times * stroke.rise
  })
}
