import { BASS } from '../../profiles/shared/bass-patterns.js'
import { CHORDS } from '../../profiles/shared/chord-patterns.js'
import type { FigureWish } from '../../style/meaning.js'
import type { Seat } from './orchestra.js'

/** Hands out the figures that were asked for: to the players who were, or to all of their stems. */
export function withFigures(seats: readonly Seat[], figures: readonly FigureWish[]): readonly Seat[] {
  return figures.reduce<readonly Seat[]>((now, { stems, chords = [], bass = [] }) => {
    const meant = now.filter(
      ({ slot: { role }, instrument: { stem }, isWished = false }) =>
        stems.includes(stem) &&
        (role === 'bass' ? bass : role === 'chords' || (role === 'pad' && isWished) ? chords : []).length > 0,
    )
    const wished = meant.filter(({ isWished }) => isWished)
    const players = new Set(wished.length > 0 ? wished : meant)
    return now.map((seat) => {
      const { slot } = seat
      if (!players.has(seat)) return seat
      if (slot.role === 'chords' || slot.role === 'pad')
        return { ...seat, slot: { ...slot, role: 'chords', patterns: chords.map((name) => CHORDS[name]) } }
      if (slot.role === 'bass')
        return { ...seat, slot: { ...slot, patterns: bass.map((name) => BASS[name]) } }
      return seat
    })
  }, seats)
}
