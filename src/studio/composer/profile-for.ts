import { profileById } from '../profiles/index.js'
import type { DrumGroove, GenreProfile } from '../profiles/profile.js'
import { NAMED_BEATS } from '../profiles/shared/named-beats.js'
import type { StyleReading } from '../style/style-reading.js'
import { blendProfiles } from './blend-profiles.js'

/** Where every beat that was asked for is a loud one, sections below this energy keep the genre's quiet grooves. */
const LIVELY = 0.42

/** The genre that a style asks for: its blend in one profile, drummed in the rhythms that it names. */
export function profileFor({ blend, beats }: Pick<StyleReading, 'blend' | 'beats'>): GenreProfile {
  const profile = blendProfiles(blend)
  const asked = beats.map(grooveNamed)
  if (asked.length === 0) return profile
  const meters = new Set(asked.map(({ meter }) => meter))
  const quietest = Math.min(LIVELY, ...asked.map(({ energy: [low] }) => low))
  return {
    ...profile,
    grooves: [
      ...asked.map((groove) => ({
        ...groove,
        energy: [Math.min(LIVELY, groove.energy[0]), 1] as const,
        ...(!profile.grooves.includes(groove) && { isGuest: true as const }),
      })),
      ...profile.grooves.flatMap((groove) =>
        meters.has(groove.meter) ? below(quietest, groove, asked) : [groove],
      ),
    ],
  }
}

function grooveNamed(name: string): DrumGroove {
  const [genre, id] = name.split('/')
  const groove =
    id === undefined
      ? NAMED_BEATS.find((each) => each.id === name)
      : profileById(genre!).grooves.find((each) => each.id === id)
  if (!groove) throw new RangeError(`There is no groove "${name}"`)
  return groove
}

/** What of a genre's own groove is left for sections too quiet for those that were asked for. */
function below(energy: number, groove: DrumGroove, asked: readonly DrumGroove[]): DrumGroove[] {
  const [low, high] = groove.energy
  return low < energy && !asked.some(({ id }) => id === groove.id)
    ? [{ ...groove, energy: [low, Math.min(high, energy)] }]
    : []
}
