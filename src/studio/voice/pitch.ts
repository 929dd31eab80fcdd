import type { Random } from '../../dsp/random.js'
import { midiToHz } from '../../dsp/units.js'
import type { BreathGroup, TimedNote } from './breath-groups.js'
import type { Delivery } from './manners.js'
import { spokenPitch } from './spoken-pitch.js'
import { createWander } from './wander.js'

/** Fundamental in hertz that the vocoder is ever asked for; notes beyond are clamped, not refused. */
const LOWEST_HZ = 45
const HIGHEST_HZ = 1600

/**
 * The pitch of one breath group, a value a frame, in hertz. What makes a row of notes a singing voice follows Saitou,
 * Unoki, Akagi ("Development of an F0 control model based on F0 dynamic characteristics for singing-voice synthesis",
 * Speech Communication 46, 2005): glides that start before the note, overshoot, vibrato, fine fluctuation. Everything is
 * scaled down on short notes, so that no ornament moves a note off its pitch.
 */
export function pitchContour(
  group: Pick<BreathGroup, 'syllables' | 'endsPhrase'>,
  firstFrameSeconds: number,
  frames: number,
  frameSeconds: number,
  singer: Delivery,
  random: Random,
): Float64Array {
  const pitches =
    singer.melody === 'spoken'
      ? spokenPitch(group, firstFrameSeconds, frames, frameSeconds, singer, random)
      : sungPitch(
          group.syllables.flatMap(({ notes }) => notes),
          firstFrameSeconds,
          frames,
          frameSeconds,
          singer,
          random,
        )
  return pitches.map((pitch) => Math.min(HIGHEST_HZ, Math.max(LOWEST_HZ, midiToHz(pitch))))
}

/** As fractional MIDI pitch a frame. */
function sungPitch(
  notes: readonly TimedNote[],
  firstFrameSeconds: number,
  frames: number,
  frameSeconds: number,
  singer: Delivery,
  random: Random,
): Float64Array {
  const pitches = new Float64Array(frames)
  const glides = notes.map((note, k) => glideInto(note, notes[k - 1], singer))
  const intonation = notes.map(() => random.gaussian() * 0.02)
  const scoop = scoopInto(notes[0]!, singer, random)
  const fall = fallFrom(notes.at(-1)!, random)

  let vibratoPhase = random.next() * 2 * Math.PI
  const rateWander = createWander(random.fork('vibrato rate'), frameSeconds, 0.8)
  const depthWander = createWander(random.fork('vibrato depth'), frameSeconds, 0.6)
  const drift = createWander(random.fork('drift'), frameSeconds, 0.45)
  const tremor = createWander(random.fork('tremor'), frameSeconds, 0.03)

  let k = 0
  for (let frame = 0; frame < frames; frame++) {
    const time = firstFrameSeconds + frame * frameSeconds
    while (k + 1 < notes.length && time >= glides[k + 1]!.startSeconds) k++
    const note = notes[k]!
    const glide = glides[k]!
    let pitch = note.pitchMidi + intonation[k]!
    if (k > 0 && time < glide.endSeconds) {
      const from = notes[k - 1]!.pitchMidi + intonation[k - 1]!
      pitch = from + (pitch - from) * easeInOut((time - glide.startSeconds) / glide.seconds)
    } else {
      pitch += glide.overshoot * ringing(time - glide.endSeconds)
    }
    if (k === 0) pitch -= scoop.depth * (1 - easeInOut((time - note.startSeconds) / scoop.seconds))
    if (k === notes.length - 1)
      pitch -= fall.depth * easeInOut((time - (note.endSeconds - fall.seconds)) / fall.seconds)

    const rate = singer.vibrato.rateHz * (1 + 0.05 * rateWander())
    vibratoPhase += 2 * Math.PI * rate * frameSeconds
    const depth = (singer.vibrato.depthCents / 100) * (1 + 0.2 * depthWander())
    pitch += depth * vibratoAmount(note, time, singer) * Math.sin(vibratoPhase)
    pitch += (drift() * singer.driftCents) / 100 + tremor() * 0.02
    pitches[frame] = pitch
  }
  return pitches
}

interface Glide {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly seconds: number
  /** Semitones beyond the target just after arrival. */
  readonly overshoot: number
}

/** Two thirds of a glide happen in front of the beat, hidden in the consonants where there are any. */
function glideInto(note: TimedNote, before: TimedNote | undefined, singer: Delivery): Glide {
  if (!before) return { startSeconds: -Infinity, endSeconds: -Infinity, seconds: 1, overshoot: 0 }
  const interval = note.pitchMidi - before.pitchMidi
  const length = note.endSeconds - note.startSeconds
  const wished =
    note.articulation === 'slide' ? 0.16 : singer.glide * (0.07 + 0.004 * Math.min(12, Math.abs(interval)))
  const seconds = Math.max(
    0.01,
    Math.min(wished, 0.4 * length, 0.5 * (before.endSeconds - before.startSeconds)),
  )
  return {
    startSeconds: note.startSeconds - seconds * 0.65,
    endSeconds: note.startSeconds + seconds * 0.35,
    seconds,
    overshoot: length > 0.25 ? Math.sign(interval) * Math.min(0.18, 0.04 * Math.abs(interval)) : 0,
  }
}

/** A damped swing that starts at 0, peaks at about 1 after 45 ms and has died away after 0.2 s. */
function ringing(seconds: number): number {
  if (!(seconds > 0) || seconds > 0.3) return 0
  return 2.2 * Math.sin(2 * Math.PI * 4.5 * seconds) * Math.exp(-seconds / 0.045)
}

function scoopInto(note: TimedNote, singer: Delivery, random: Random): { depth: number; seconds: number } {
  const length = note.endSeconds - note.startSeconds
  const draw = random.range(0.4, 1.3)
  const asked = note.articulation === 'slide' ? 2.5 : (singer.scoopCents / 100) * draw
  // Below 0.18 s the rise would be most of the note.
  return { depth: asked * clamp01((length - 0.18) / 0.25), seconds: Math.min(0.11, 0.3 * length) }
}

function fallFrom(note: TimedNote, random: Random): { depth: number; seconds: number } {
  const length = note.endSeconds - note.startSeconds
  const draw = random.range(0.15, 0.5)
  const asked = note.articulation === 'fall' ? 4 : draw
  const seconds = note.articulation === 'fall' ? Math.min(0.25, 0.4 * length) : 0.07
  return { depth: asked * clamp01((length - 0.2) / 0.2), seconds }
}

/** 0 … 1: nothing on short notes, a late and soft onset on long ones, steady before the next note begins. */
function vibratoAmount(note: TimedNote, time: number, singer: Delivery): number {
  const length = note.endSeconds - note.startSeconds
  const eager = note.articulation === 'vibrato'
  if (length < (eager ? 0.25 : 0.45)) return 0
  const delay = Math.min(singer.vibrato.delaySeconds, 0.4 * length) * (eager ? 0.4 : 1)
  const onset = clamp01((time - note.startSeconds - delay) / 0.35)
  const release = clamp01((note.endSeconds + 0.02 - time) / 0.09)
  return easeInOut(onset) * release
}

function easeInOut(position: number): number {
  const x = clamp01(position)
  return x * x * (3 - 2 * x)
}

function clamp01(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value
}
