import type { Random } from '../../../dsp/random.js'
import { instrumentById } from '../../instruments.js'
import type { GenreProfile } from '../../profiles/profile.js'
import type { NamedPlayer } from '../form/section-wish.js'
import { chooseOrchestra, type Orchestra, type Seat, type Wishes } from './orchestra.js'

/** The band with players who sit in for the sections that name them, and nobody moved for it. */
export function withGuests(
  band: Orchestra,
  profile: GenreProfile,
  wishes: Wishes,
  players: readonly NamedPlayer[],
  takeIndex: number,
  random: Random,
): Orchestra {
  const present = new Set(band.seats.map(({ instrument }) => instrument.stem))
  // "Drums" are there where anybody drums.
  const guests = players.filter(
    ({ ids, stems }) => stems.length === 0 || !present.has(instrumentById(ids[0]!).stem),
  )
  if (guests.length === 0) return band
  const larger = chooseOrchestra(
    profile,
    { ...wishes, instruments: [...wishes.instruments, ...guests] },
    takeIndex,
    random,
  )
  const known = new Set(band.seats.map(({ instrument }) => instrument.id))
  const newcomers = larger.seats.filter(({ instrument }) => !known.has(instrument.id))
  return {
    ...band,
    seats: [
      ...band.seats,
      ...newcomers.map((seat): Seat => ({
        ...seat,
        slot: { ...seat.slot, id: `guest-${seat.slot.id}` },
        isTagged: true,
      })),
    ],
  }
}
