import type { MixSettings, StemMix } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'
import type { GenreProfile, Slot } from '../profiles/profile.js'
import type { StyleReading } from '../style/style-reading.js'

const RHYTHM_ROLES: ReadonlySet<Slot['role']> = new Set(['drums', 'percussion', 'bass', 'transitions'])
const RHYTHM_STEMS: ReadonlySet<StemName> = new Set(['drums', 'percussion', 'bass', 'fx'])

type Blend = StyleReading['blend']

/** From this share on the second of two genres counts as much as the first. */
const EVEN_SHARE = 0.46

function ownerBy(blend: Blend, side: 'rhythm' | 'colour'): GenreProfile {
  let best = blend[0]!
  let bestScore = -1
  for (const part of blend) {
    const score = part.share * part.profile.identity[side]
    if (score > bestScore) {
      best = part
      bestScore = score
    }
  }
  return best.profile
}

/**
 * One profile out of several: the rhythm section comes from whom it characterises most, harmony, melody and colours
 * likewise. When one genre wins both, the other lends it its leads and two of its players.
 */
export function blendProfiles(blend: Blend): GenreProfile {
  const main = blend[0]!.profile
  if (blend.length === 1) return main
  const rhythm = ownerBy(blend, 'rhythm')
  const owner = ownerBy(blend, 'colour')
  // Two genres that are asked for alike share the song: whoever has the rhythm leaves the colours to the other.
  const equal = blend.find(({ profile, share }) => profile !== rhythm && share >= EVEN_SHARE)
  const colour = owner === rhythm && equal ? equal.profile : owner
  const guest = blend.find(({ profile }) => profile !== main)!.profile
  const ownSlots = [
    ...rhythm.slots.filter((slot) => RHYTHM_ROLES.has(slot.role)),
    ...colour.slots.filter((slot) => !RHYTHM_ROLES.has(slot.role)),
  ]
  const lent = rhythm === colour ? guestSlots(guest) : []
  return {
    ...colour,
    id: main.id,
    label: blend.map(({ profile }) => profile.label).join(' / '),
    identity: { rhythm: rhythm.identity.rhythm, colour: colour.identity.colour },
    tempo: rhythm.tempo,
    meters: rhythm.meters,
    swing: rhythm.swing,
    ...(rhythm.sixteenthSwing === undefined ? {} : { sixteenthSwing: rhythm.sixteenthSwing }),
    tightness: rhythm.tightness,
    form: main.form,
    singing: main.singing,
    grooves: rhythm.grooves,
    fills: rhythm.fills,
    slots: withUniqueIds([...ownSlots, ...lent]),
    leads:
      rhythm === colour
        ? [colour.leads[0]!, ...guest.leads.slice(0, 1), ...colour.leads.slice(1)]
        : colour.leads,
    mix: blendMix(rhythm.mix, colour.mix),
    endings: main.endings,
  }
}

function guestSlots(guest: GenreProfile): Slot[] {
  return guest.slots
    .filter((slot) => slot.role === 'chords' || slot.role === 'pad' || slot.role === 'riff')
    .slice(0, 2)
    .map((slot) => ({ ...slot, gainDb: slot.gainDb - 2 }))
}

function withUniqueIds(slots: readonly Slot[]): Slot[] {
  const seen = new Map<string, number>()
  return slots.map((slot) => {
    const count = (seen.get(slot.id) ?? 0) + 1
    seen.set(slot.id, count)
    return count === 1 ? slot : { ...slot, id: `${slot.id}-${count}` }
  })
}

function blendMix(rhythm: MixSettings, colour: MixSettings): MixSettings {
  const stems: Partial<Record<StemName, StemMix>> = { ...colour.stems }
  for (const stem of RHYTHM_STEMS) {
    const strip = rhythm.stems[stem]
    if (strip) stems[stem] = strip
  }
  return { ...rhythm, stems, glue: (rhythm.glue + colour.glue) / 2 }
}
