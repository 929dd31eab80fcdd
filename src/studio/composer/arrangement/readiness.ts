import type { SectionKind } from '../../../music/score.js'
import { isNamedIn, type SectionWish } from '../form/section-wish.js'
import type { Seat } from './orchestra.js'
import type { Bar, SongFrame } from './song-frame.js'

/** Whether the energy of a bar and the kind of its section are a player's. */
export type Readiness = (seat: Seat, bar: Bar) => boolean

/** Sections that carry the song along, and the share of the band that at least plays there. */
const BODY: Readonly<Partial<Record<SectionKind, number>>> = {
  verse: 0.7,
  'pre-chorus': 0.75,
  solo: 0.75,
  chorus: 0.75,
  interlude: 0.65,
  bridge: 0.6,
  break: 0.35,
  build: 0.6,
}
/** Softer than this a section may be as empty as it likes. */
const HUSHED = 0.25

/**
 * By the energies and section kinds that the slots name, unless a section's tag names its players. The body of a song keeps most of its band, however soft it is
 * against the refrain: a verse is no other song.
 */
export function readinessOf({ bars }: Pick<SongFrame, 'bars'>, seats: readonly Seat[]): Readiness {
  const loudest = Math.max(0, ...bars.map(({ energy }) => energy))
  const floors = new Map<string, number>()
  const floorOf = (bar: Bar): number => {
    const share = BODY[bar.section.kind]
    if (share === undefined || bar.section.energy < HUSHED) return 0
    let floor = floors.get(bar.section.kind)
    if (floor === undefined) {
      const energies = seats
        .filter(({ slot }) => isOfTheBand(slot, bar.section.kind) && slot.fromEnergy <= loudest)
        .map(({ slot }) => slot.fromEnergy)
        .sort((a, b) => a - b)
      floor = energies[Math.ceil(energies.length * share) - 1] ?? 0
      floors.set(bar.section.kind, floor)
    }
    return floor
  }
  const isPossible = (wish: SectionWish): boolean =>
    wish.players.length === 0 || seats.some(({ instrument }) => isNamedIn(wish, instrument))
  return ({ slot, instrument, isTagged }, bar) => {
    const { kind, wish } = bar.section
    if (isTagged && !(wish && isNamedIn(wish, instrument))) return false
    if (wish) {
      if (wish.without.has(instrument.stem)) return false
      if (isNamedIn(wish, instrument)) return true
      // A band without the player who should be alone goes on as it is.
      if (wish.alone && isPossible(wish)) return false
    }
    if (slot.only && !slot.only.includes(kind)) return false
    if (slot.never?.includes(kind)) return false
    const energy = isOfTheBand(slot, kind) ? Math.max(bar.energy, floorOf(bar)) : bar.energy
    return energy >= slot.fromEnergy && bar.energy <= (slot.toEnergy ?? 1)
  }
}

/** Somebody who plays along rather than comes in for a moment or sits in for the soft sections. */
function isOfTheBand(slot: Seat['slot'], kind: SectionKind): boolean {
  return (
    slot.toEnergy === undefined &&
    (slot.only === undefined || slot.only.includes(kind)) &&
    !slot.never?.includes(kind) &&
    slot.role !== 'counter' &&
    slot.role !== 'accents' &&
    slot.role !== 'transitions'
  )
}
