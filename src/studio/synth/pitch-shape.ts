import type { NoteRequest } from './note-sound.js'

/** Where a note's pitch lies against its written pitch, in cents, `seconds` after its start. */
export type PitchShape = (seconds: number) => number

/** How a player colours long notes by himself. */
export interface VibratoHabit {
  readonly rateHz: number
  readonly depthCents: number
  /** The note has to last this long before vibrato sets in; it then takes as long again to reach its depth. */
  readonly onsetSeconds: number
}

const SLIDE_SECONDS = 0.11
const SLIDE_CENTS = -200
const FALL_CENTS_PER_SECOND = -2400

/** The pitch shape of an articulation; undefined when the note simply stays on its pitch. */
export function pitchShapeOf(request: NoteRequest, habit?: VibratoHabit): PitchShape | undefined {
  if (request.articulation === 'slide') {
    return (seconds) => {
      const left = 1 - Math.min(1, seconds / SLIDE_SECONDS)
      return SLIDE_CENTS * left * left * (3 - 2 * left)
    }
  }
  if (request.articulation === 'fall') {
    const start = Math.max(0.06, request.heldSeconds * 0.55)
    return (seconds) => (seconds < start ? 0 : Math.max(-1200, FALL_CENTS_PER_SECOND * (seconds - start)))
  }
  const vibrato: VibratoHabit | undefined =
    request.articulation === 'vibrato'
      ? {
          rateHz: habit?.rateHz ?? 5.4,
          depthCents: Math.max(28, 1.6 * (habit?.depthCents ?? 0)),
          onsetSeconds: 0.14,
        }
      : habit
  if (!vibrato || request.articulation === 'staccato' || request.articulation === 'muted') return undefined
  const { rateHz, depthCents, onsetSeconds } = vibrato
  return (seconds) => {
    const grown = Math.min(1, Math.max(0, seconds / onsetSeconds - 1))
    return depthCents * grown * Math.sin(2 * Math.PI * rateHz * (seconds - onsetSeconds))
  }
}
