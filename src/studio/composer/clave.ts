import type { DrumLanes, GenreProfile, Slot } from '../profiles/profile.js'
import { PERCUSSION } from '../profiles/shared/percussion.js'

/** Which half of the clave comes first: the one with two strokes or the one with three. */
export type ClaveDirection = '2-3' | '3-2'

/** The direction that a profile's figures are written in; undefined where nobody plays the clave for the others. */
export function claveOf({ slots }: Pick<GenreProfile, 'slots'>): ClaveDirection | undefined {
  const keeper = slots.find(isClave)
  const cells = keeper?.grooves[0]?.lanes.clave
  if (cells === undefined) return undefined
  return cells === PERCUSSION.claveTwoThree.lanes.clave ? '2-3' : '3-2'
}

function isClave(slot: Slot): slot is Extract<Slot, { role: 'percussion' }> {
  return slot.role === 'percussion' && slot.grooves.every(({ lanes }) => lanes.clave !== undefined)
}

/**
 * Turns everybody in a profile to the other side of the clave: figures begin with their second half. The bass stays,
 * its figures are the same on both sides and lead into the harmony; so do crashes, which mark the bar.
 */
export function turnClave(profile: GenreProfile): GenreProfile {
  return {
    ...profile,
    grooves: profile.grooves.map((groove) => ({ ...groove, lanes: turnLanes(groove) })),
    slots: profile.slots.map((slot): Slot => {
      switch (slot.role) {
        case 'percussion':
          return {
            ...slot,
            grooves: slot.grooves.map((groove) => ({ ...groove, lanes: turnLanes(groove) })),
          }
        case 'chords':
          return {
            ...slot,
            patterns: slot.patterns.map((pattern) => ({
              ...pattern,
              lanes: pattern.lanes.map((lane) => turn(lane, pattern.stepsPerBeat)),
            })),
          }
        case 'riff':
          return { ...slot, rhythms: slot.rhythms.map((rhythm) => turn(rhythm, slot.stepsPerBeat)) }
        case 'drums':
        case 'bass':
        case 'pad':
        case 'counter':
        case 'accents':
        case 'transitions':
          return slot
      }
    }),
  }
}

/** Half a clave is two beats of the profile. */
function turn(cells: string, stepsPerBeat: number): string {
  const half = 2 * stepsPerBeat
  return cells.slice(half) + cells.slice(0, half)
}

function turnLanes({
  lanes,
  stepsPerBeat,
}: {
  readonly lanes: DrumLanes
  readonly stepsPerBeat: number
}): DrumLanes {
  return Object.fromEntries(
    Object.entries(lanes).map(([lane, cells]) => [
      lane,
      lane === 'crash' ? cells : turn(cells, stepsPerBeat),
    ]),
  )
}
