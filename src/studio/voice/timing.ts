import type { BreathGroup } from './breath-groups.js'
import type { VoiceModel } from './hts-model.js'
import { labelPhones, type LabelledPhone } from './labels.js'
import { isAspirated, isDiphthong } from './phones.js'

/** A breath group with its labels and the durations its phones have in speech. */
export interface LabelledGroup {
  readonly group: BreathGroup
  /** A pause at each end. */
  readonly phones: readonly LabelledPhone[]
  /** For each phone the mean duration of each state in speech, in frames. */
  readonly stateFrames: readonly Float32Array[]
}

export interface TimedPhone extends LabelledPhone {
  readonly startSeconds: number
  readonly endSeconds: number
}

export interface TimingLimits {
  /** The voice before has finished by then. */
  readonly earliestSeconds: number
  /** The voice after begins then. */
  readonly latestSeconds: number
  /** Length of consonants against speech. */
  readonly consonantLength: number
}

/** Share of a note that stays with its vowel however many consonants want room. */
const VOWEL_SHARE = 0.5
/**
 * Breath between the burst of `p`, `t`, `k` and the vowel. Speech takes 60 ms and more; on a beat that is heard as singing
 * early, since the burst marks the beat.
 */
const LONGEST_ASPIRATION_SECONDS = 0.04
/** Silence in front of the first and after the last phone, in which the parameters settle. */
const MARGIN_SECONDS = 0.05
/** What the first consonants get even where the voice before leaves no room. */
const LEAST_ENTRY_SECONDS = 0.05
/** How much of the last consonants is sung after the note's end, where nothing follows. */
const CODA_OVERHANG = 0.45

export function labelGroup(group: BreathGroup, model: VoiceModel): LabelledGroup {
  const phones = labelPhones(group.words)
  const stateFrames = phones.map(({ phone, label }) =>
    isAspirated(phone)
      ? withShortBreath(model.stateFrames(label), LONGEST_ASPIRATION_SECONDS / model.frameSeconds)
      : model.stateFrames(label),
  )
  return { group, phones, stateFrames }
}

/** A stop whose last two states, its breath, last at most so many frames together. */
function withShortBreath(states: Float32Array, longestFrames: number): Float32Array {
  const breathFrom = states.length - 2
  const breath = states.subarray(breathFrom).reduce((sum, frames) => sum + frames, 0)
  if (breath <= longestFrames) return states
  return states.map((frames, state) => (state < breathFrom ? frames : (frames * longestFrames) / breath))
}

/** When the first consonant of a group starts if nothing is in its way. */
export function naturalStartSeconds(
  labelled: LabelledGroup,
  frameSeconds: number,
  consonantLength: number,
): number {
  const first = labelled.phones.findIndex((phone) => phone.syllable === 0)
  const nucleus = labelled.phones.findIndex((phone) => phone.isNucleus)
  let seconds = 0
  for (let i = first; i < nucleus; i++) seconds += spokenSeconds(labelled, i, frameSeconds)
  return labelled.group.startSeconds - seconds * consonantLength
}

/**
 * Singers put the vowel on the beat (Sundberg, "The Science of the Singing Voice", 1987): each vowel starts where its
 * first note does, and the consonants in front of it take their time from the note before. They keep the length they
 * have in speech as long as half of that note is left to its vowel; at a fast tempo all of them shrink alike.
 */
export function timePhones(
  labelled: LabelledGroup,
  frameSeconds: number,
  limits: TimingLimits,
): TimedPhone[] {
  const { group, phones } = labelled
  const starts = new Float64Array(phones.length)
  const ends = new Float64Array(phones.length)
  const nuclei: number[] = []
  for (const [i, phone] of phones.entries()) if (phone.isNucleus) nuclei.push(i)

  const total = (from: number, to: number): number => {
    let seconds = 0
    for (let i = from; i < to; i++) seconds += spokenSeconds(labelled, i, frameSeconds)
    return seconds
  }
  /** Lays phones `from` … `to - 1` so that the last ends at `end`; returns where the first starts. */
  const layBack = (from: number, to: number, end: number, scale: number): number => {
    let at = end
    for (let i = to - 1; i >= from; i--) {
      ends[i] = at
      at -= spokenSeconds(labelled, i, frameSeconds) * scale
      starts[i] = at
    }
    return at
  }
  const scaleFor = (natural: number, room: number): number =>
    natural > 0 ? Math.min(limits.consonantLength, Math.max(0, room) / natural) : 1

  for (const [k, nucleus] of nuclei.entries()) {
    const vowelStart = group.syllables[k]!.notes[0]!.startSeconds
    const before = k === 0 ? 0 : nuclei[k - 1]!
    const room =
      k === 0
        ? Math.max(LEAST_ENTRY_SECONDS, vowelStart - limits.earliestSeconds)
        : (vowelStart - starts[before]!) * (1 - VOWEL_SHARE)
    const from = layBack(before + 1, nucleus, vowelStart, scaleFor(total(before + 1, nucleus), room))
    if (k > 0) ends[before] = from
    starts[nucleus] = vowelStart
  }

  const last = nuclei.at(-1)!
  const closing = phones.length - 1
  const noteEnd = group.endSeconds
  const coda = total(last + 1, closing)
  const codaScale = scaleFor(coda, (noteEnd - starts[last]!) * (1 - VOWEL_SHARE))
  const end = Math.max(
    Math.min(noteEnd + coda * codaScale * CODA_OVERHANG, limits.latestSeconds),
    starts[last]! + 0.5 * (noteEnd - starts[last]!),
  )
  ends[last] = Math.max(layBack(last + 1, closing, end, codaScale), starts[last]! + 2 * frameSeconds)
  ends[0] = starts[1]!
  starts[0] = ends[0] - MARGIN_SECONDS
  starts[closing] = end
  ends[closing] = end + MARGIN_SECONDS
  return phones.map((phone, i) => ({ ...phone, startSeconds: starts[i]!, endSeconds: ends[i]! }))
}

/** Where the extra time of a stretched vowel goes, for each of five states. Diphthongs hold their first target. */
const HELD_VOWEL = [0.03, 0.24, 0.44, 0.25, 0.04]
const HELD_DIPHTHONG = [0.02, 0.62, 0.3, 0.05, 0.01]

/**
 * Shares `frames` (≥ 1) among the states of a phone. Within their spoken length states keep their proportions; what a
 * held vowel has on top goes to its steady middle. States may get no frame at all when the phone is shorter than they
 * are many.
 */
export function shareFrames(phone: LabelledPhone, spoken: Float32Array, frames: number): number[] {
  let natural = 0
  for (const length of spoken) natural += length
  const extra = frames - natural
  const held = isDiphthong(phone.phone) ? HELD_DIPHTHONG : HELD_VOWEL
  let wanted = 0
  let given = 0
  return Array.from(spoken, (length, state) => {
    const isStretched = phone.isNucleus && extra > 0 && spoken.length === held.length
    wanted += isStretched ? length + extra * held[state]! : (length * frames) / natural
    const share = state === spoken.length - 1 ? frames - given : Math.round(wanted) - given
    given += share
    return share
  })
}

function spokenSeconds(labelled: LabelledGroup, i: number, frameSeconds: number): number {
  let frames = 0
  for (const length of labelled.stateFrames[i]!) frames += length
  return frames * frameSeconds
}
