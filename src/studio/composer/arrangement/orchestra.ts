import type { Random } from '../../../dsp/random.js'
import type { StemName } from '../../../music/stems.js'
import { instrumentById, isKit, type Instrument } from '../../instruments.js'
import type { GenreProfile, LeadSlot, Slot } from '../../profiles/profile.js'
import { BASS } from '../../profiles/shared/bass-patterns.js'
import { CHORDS } from '../../profiles/shared/chord-patterns.js'
import { PERCUSSION } from '../../profiles/shared/percussion.js'
import { isAllowed } from '../../style/refusals.js'
import type { StyleReading } from '../../style/style-reading.js'
import { pickForTake } from '../take-choice.js'
import { withFigures } from './figures.js'
import { seatChairs, smallEnsemble, tuneSeat } from './small-ensemble.js'

/** A player with the instrument chosen for a take. */
export interface Seat {
  readonly slot: Slot
  readonly instrument: Instrument
  /** Asked for by name. */
  readonly isWished?: boolean
  /** Plays in those sections only whose tags name the instrument. */
  readonly isTagged?: boolean
}

export interface LeadSeat {
  readonly lead: LeadSlot
  readonly instrument: Instrument
}

export interface Orchestra {
  readonly seats: readonly Seat[]
  /** Carries the tune where nobody sings; absent when every possible instrument was refused. */
  readonly lead?: LeadSeat
  /** Plays the solos. */
  readonly soloist?: LeadSeat
  /** Wishes no player could be found for. */
  readonly unmet: readonly string[]
}

export type Wishes = Pick<StyleReading, 'instruments' | 'withoutInstruments' | 'withoutStems'> &
  Partial<
    Pick<
      StyleReading,
      'energy' | 'styleWeight' | 'temperature' | 'ensemble' | 'withoutTune' | 'form' | 'figures'
    >
  >

/** From a mood as soft as this, harsh instruments are left to others where there are others. */
const SOFT_MOOD = -0.12
const HARSH: ReadonlySet<string> = new Set([
  'distorted-guitar',
  'crunch-guitar',
  'lead-guitar',
  'power-kit',
  '909-kit',
  'saw-lead',
  'square-lead',
])

/** From this style weight on, and below this temperature, only the alternates most typical of a genre play. */
const STRICT_STYLE = 0.75
const TAME_TEMPERATURE = 0.25
/** Below this style weight, and from this temperature on, every alternate is as welcome as the first. */
const LOOSE_STYLE = 0.3
const WILD_TEMPERATURE = 0.65
/** Two, so that takes still differ. */
const MOST_TYPICAL = 2
/** Between strict and loose a third one, less typical, is let in this often: a genre is known by who usually plays it. */
const GUEST_CHANCE = 0.2

/** Of a player's alternates, the most typical first, those that suit the mood and the weights, or all if none does. */
function suited(options: readonly string[], wishes: Wishes, random: Random): readonly string[] {
  const { energy = 0, styleWeight = 0.5, temperature = 0.5 } = wishes
  const mild = energy <= SOFT_MOOD ? options.filter((id) => !HARSH.has(id)) : options
  const fitting = mild.length > 0 ? mild : options
  if (styleWeight >= STRICT_STYLE || temperature <= TAME_TEMPERATURE) return fitting.slice(0, MOST_TYPICAL)
  if (styleWeight < LOOSE_STYLE || temperature >= WILD_TEMPERATURE) return fitting
  return fitting.slice(0, random.chance(GUEST_CHANCE) ? MOST_TYPICAL + 1 : MOST_TYPICAL)
}

/** From this temperature on somebody unexpected may sit among the colours. */
const ODD_TEMPERATURE = 0.6
/** Instruments that surprise in most music and still blend: each is at home in few genres and tunes with all. */
const ODD_ONES: readonly string[] = [
  'vibraphone',
  'harp',
  'kalimba',
  'sitar',
  'steel-drums',
  'music-box',
  'accordion',
  'koto',
  'harpsichord',
  'marimba',
]

/** At high temperatures one of those who comp beside the first plays an instrument that nobody expects. */
function withSurprise(
  seats: readonly Seat[],
  allowed: (id: string) => boolean,
  { temperature = 0.5 }: Wishes,
  random: Random,
): Seat[] {
  if (temperature <= ODD_TEMPERATURE || !random.chance((temperature - ODD_TEMPERATURE) * 2.5))
    return [...seats]
  const colours = seats.filter(({ slot }) => slot.role === 'chords').slice(1)
  const known = new Set(seats.map(({ instrument }) => instrument.id))
  const odd = ODD_ONES.filter((id) => allowed(id) && !known.has(id))
  const [seat] = colours.length > 0 ? [random.pick(colours)] : []
  if (!seat || odd.length === 0) return [...seats]
  const instrument = instrumentById(random.pick(odd))
  return seats.map((other) => (other === seat ? { ...seat, instrument } : other))
}

/** Chooses who plays in a take. `random` belongs to the task; neighbouring takes get different alternates. */
export function chooseOrchestra(
  profile: GenreProfile,
  wishes: Wishes,
  takeIndex: number,
  random: Random,
): Orchestra {
  const allowed = (id: string): boolean => isAllowed(id, wishes)
  const seats: Seat[] = profile.slots.flatMap((slot) => {
    const options = suited(slot.instruments.filter(allowed), wishes, random.fork(`guest ${slot.id}`))
    if (options.length === 0) return []
    const present = random.fork(`presence ${slot.id} ${takeIndex}`).chance(slot.presence ?? 1)
    if (!present) return []
    return [
      { slot, instrument: instrumentById(pickForTake(options, takeIndex, random.fork(`seat ${slot.id}`))) },
    ]
  })
  const leads = profile.leads.flatMap((lead) => {
    const options = suited(
      lead.instruments.filter(allowed),
      wishes,
      random.fork(`guest lead ${lead.solos === true}`),
    )
    if (options.length === 0) return []
    return [
      {
        lead,
        instrument: instrumentById(
          pickForTake(options, takeIndex, random.fork(`lead ${lead.solos === true}`)),
        ),
      },
    ]
  })
  const orchestra: Draft = {
    promised: new Set(),
    seats: withSurprise(seats, allowed, wishes, random.fork(`surprise ${takeIndex}`)),
    lead: leads.find(({ lead }) => !lead.solos) ?? leads[0],
    soloist: leads.find(({ lead }) => lead.solos) ?? leads[0],
  }
  const unmet = wishes.instruments.flatMap((wish) =>
    grant(wish.ids.filter(allowed), profile, orchestra) ? [] : [wish.name],
  )
  const chairs = seatChairs(wishes.ensemble ?? [], allowed)
  if (chairs.length === 0) {
    giveTuneToWish(orchestra, wishes)
    giveSolo(orchestra, wishes.form?.soloOn?.filter(allowed) ?? [])
  }
  const band: Pick<Orchestra, 'seats' | 'lead' | 'soloist'> =
    chairs.length > 0
      ? smallEnsemble(bandOf(orchestra), chairs)
      : {
          ...bandOf(orchestra),
          seats: withFoundation(orchestra.seats).map((seat) =>
            orchestra.promised.has(seat.instrument.id) ? { ...seat, isWished: true } : seat,
          ),
        }
  const seated = withFigures(band.seats, wishes.figures ?? [])
  if (!wishes.withoutTune) return { ...band, seats: seated, unmet }
  return { seats: seated.filter(({ slot }) => slot.role !== 'counter'), unmet }
}

function bandOf({ seats, lead, soloist }: Draft): Pick<Orchestra, 'seats' | 'lead' | 'soloist'> {
  return { seats, ...(lead && { lead }), ...(soloist && { soloist }) }
}

/** Instruments that play chords and are as good at tunes: whoever asks for one of them expects it in front. */
const TUNEFUL: ReadonlySet<string> = new Set([
  'grand-piano',
  'electric-piano',
  'fm-electric-piano',
  'celesta',
  'music-box',
  'vibraphone',
  'marimba',
  'kalimba',
  'steel-drums',
  'acoustic-guitar',
  'nylon-guitar',
  'jazz-guitar',
  'banjo',
  'sitar',
  'koto',
  'harp',
  'accordion',
])

/** Lets the first instrument of the one wish there is carry the tune, if it is made for tunes. */
function giveTuneToWish(draft: Draft, { instruments }: Wishes): void {
  const [wish] = instruments
  const isAlone = instruments.every(({ name }) => name === wish?.name)
  const id = isAlone ? wish?.ids.find((each) => draft.promised.has(each)) : undefined
  if (id === undefined || !TUNEFUL.has(id) || draft.lead === undefined) return
  const instrument = instrumentById(id)
  // A guitar that the genre has in front already is the one that was meant.
  if (instrument.stem !== 'guitar' || draft.lead.instrument.stem !== 'guitar')
    draft.lead = tuneSeat(draft.lead, instrument)
}

/** Lets one of these play the solos, whoever of them plays already before the first. */
function giveSolo(draft: Draft, ids: readonly string[]): void {
  if (ids.length === 0 || (draft.soloist && ids.includes(draft.soloist.instrument.id))) return
  const id = ids.find((each) => draft.promised.has(each)) ?? ids[0]!
  draft.soloist = tuneSeat(draft.soloist, instrumentById(id))
}

interface Draft {
  /** Instruments that stand for a wish: no later wish may send them away. */
  readonly promised: Set<string>
  seats: Seat[]
  lead: LeadSeat | undefined
  soloist: LeadSeat | undefined
}

/** Makes sure one of the wished instruments is heard, early and for most of the song. Returns whether it could. */
function grant(ids: readonly string[], profile: GenreProfile, draft: Draft): boolean {
  if (ids.length === 0) return false
  draft.promised.add(seatWished(ids, profile, draft))
  return true
}

/** Seats one of the wished instruments and gives its id. */
function seatWished(ids: readonly string[], profile: GenreProfile, draft: Draft): string {
  const wanted = new Set(ids)
  const seated = draft.seats.findIndex(({ instrument }) => wanted.has(instrument.id))
  if (seated >= 0) {
    draft.seats[seated] = forward(draft.seats[seated]!)
    return draft.seats[seated].instrument.id
  }
  if (draft.lead && wanted.has(draft.lead.instrument.id)) {
    addCounterVoice(draft, draft.lead.instrument)
    return draft.lead.instrument.id
  }
  const slot = profile.slots.find((candidate) => candidate.instruments.some((id) => wanted.has(id)))
  if (slot) {
    const instrument = instrumentById(slot.instruments.find((id) => wanted.has(id))!)
    takeSeat(draft, forward({ slot, instrument }), (seat) => seat.slot.id === slot.id)
    return instrument.id
  }
  addPlayer(draft, instrumentById(ids[0]!))
  return ids[0]!
}

/** Replaces whoever sits in such a seat, unless somebody wished for them: then the newcomer sits down beside them. */
function takeSeat(draft: Draft, seat: Seat, isSuch: (seat: Seat) => boolean): void {
  const index = draft.seats.findIndex(isSuch)
  if (index >= 0 && !draft.promised.has(draft.seats[index]!.instrument.id)) {
    draft.seats[index] = seat
    return
  }
  const isTaken = draft.seats.some(({ slot }) => slot.id === seat.slot.id)
  draft.seats.push(
    isTaken ? { ...seat, slot: { ...seat.slot, id: `${seat.slot.id}-${seat.instrument.id}` } } : seat,
  )
}

/** Plays what the genre has for such a role, or `otherwise` where it has nothing. */
function takeSeatOf(role: Slot['role'], draft: Draft, instrument: Instrument, otherwise: Slot): void {
  const isSuch = ({ slot }: Seat): boolean => slot.role === role
  const known = draft.seats.find(isSuch)
  takeSeat(draft, known ? forward({ slot: known.slot, instrument }) : { slot: otherwise, instrument }, isSuch)
}

function forward(seat: Seat): Seat {
  const { toEnergy: _, only: __, ...slot } = seat.slot
  return {
    ...seat,
    slot: { ...slot, fromEnergy: Math.min(seat.slot.fromEnergy, 0.3), gainDb: seat.slot.gainDb + 1 },
  }
}

const MELODIC_STEMS: ReadonlySet<StemName> = new Set(['woodwinds', 'brass'])
const SOLO_STRINGS = new Set(['violin', 'viola', 'cello', 'fiddle'])

/** Seats an instrument the genre does not know, in the role it usually has. */
function addPlayer(draft: Draft, instrument: Instrument): void {
  const base = { id: instrument.id, instruments: [instrument.id], fromEnergy: 0.25, gainDb: 0, pan: 0.3 }
  const register = comfortable(instrument)
  const { stem } = instrument
  if (isKit(instrument)) {
    if (stem === 'percussion') {
      draft.seats.push({
        slot: {
          ...base,
          role: 'percussion',
          grooves: [
            PERCUSSION.congas,
            PERCUSSION.shakerSixteenths,
            PERCUSSION.shakerSixEight,
            PERCUSSION.tambourineWaltz,
          ],
        },
        instrument,
      })
      return
    }
    takeSeatOf('drums', draft, instrument, { ...base, pan: 0, role: 'drums' })
    return
  }
  if (stem === 'bass') {
    takeSeatOf('bass', draft, instrument, {
      ...base,
      pan: 0,
      role: 'bass',
      patterns: [BASS.halfNotes, BASS.pushedRoots, BASS.rootEighths, BASS.waltz, BASS.sixEight],
    })
    return
  }
  if (MELODIC_STEMS.has(stem) || SOLO_STRINGS.has(instrument.id) || instrument.id.includes('lead')) {
    addCounterVoice(draft, instrument)
    const seat: LeadSeat = {
      lead: { instruments: [instrument.id], register, density: 0.5, gainDb: 1, pan: 0.1 },
      instrument,
    }
    if (instrument.id === 'brass-section') {
      draft.seats.push({
        slot: {
          ...base,
          id: `${instrument.id}-stabs`,
          fromEnergy: 0.5,
          role: 'chords',
          register,
          voices: 3,
          patterns: [CHORDS.charleston, CHORDS.pushes, CHORDS.halves],
        },
        instrument,
      })
      return
    }
    if (!draft.lead || !draft.promised.has(draft.lead.instrument.id)) draft.lead = seat
    if (!draft.soloist || !draft.promised.has(draft.soloist.instrument.id)) draft.soloist = seat
    return
  }
  if (stem === 'guitar') {
    const strummed = instrument.id.endsWith('guitar')
    const patterns = strummed
      ? [CHORDS.strumFolk, CHORDS.fingerpicked, CHORDS.strumPop, CHORDS.waltzStrum, CHORDS.sixEightStrum]
      : [CHORDS.arpSkipping, CHORDS.pluckSyncopated, CHORDS.waltzFingers, CHORDS.sixEightArp]
    draft.seats.push({ slot: { ...base, role: 'chords', patterns, register: [45, 76] }, instrument })
    return
  }
  if (
    stem === 'strings' ||
    stem === 'backingVocals' ||
    instrument.id.endsWith('pad') ||
    instrument.id.includes('organ')
  ) {
    if (instrument.id === 'harp' || instrument.id === 'pizzicato-strings') {
      draft.seats.push({
        slot: {
          ...base,
          role: 'chords',
          patterns: [CHORDS.arpUpDown, CHORDS.waltzArpeggio, CHORDS.sixEightArp],
          register,
        },
        instrument,
      })
    } else
      draft.seats.push({
        slot: { ...base, role: 'pad', register: [Math.max(register[0], 52), Math.min(register[1], 79)] },
        instrument,
      })
    return
  }
  if (instrument.id === 'timpani' || instrument.id === 'taiko') {
    draft.seats.push({
      slot: { ...base, role: 'accents', register: [instrument.lowMidi + 2, instrument.highMidi - 2] },
      instrument,
    })
    return
  }
  draft.seats.push({
    slot: {
      ...base,
      role: 'chords',
      patterns: [
        CHORDS.ballad,
        CHORDS.quarters,
        CHORDS.pushes,
        CHORDS.arpUpDown,
        CHORDS.waltzArpeggio,
        CHORDS.sixEightArp,
      ],
      register: [Math.max(register[0], 52), Math.max(register[0] + 16, Math.min(register[1], 79))],
    },
    instrument,
  })
}

function addCounterVoice(draft: Draft, instrument: Instrument): void {
  const slot: Slot = {
    id: 'answers',
    role: 'counter',
    instruments: [instrument.id],
    register: comfortable(instrument),
    fromEnergy: 0.2,
    gainDb: 0,
    pan: 0.25,
  }
  takeSeat(draft, { slot, instrument }, (seat) => seat.slot.role === 'counter')
}

/** The middle of an instrument's range, two octaves at most. */
function comfortable({ lowMidi, highMidi }: Instrument): [low: number, high: number] {
  const middle = (lowMidi + highMidi) / 2
  return [Math.round(Math.max(lowMidi, middle - 11)), Math.round(Math.min(highMidi, middle + 11))]
}

/** Energy from which somebody with a figure plays where the harmony begins with held chords. */
const FIRST_MOTION = 0.14

/**
 * Someone must play the harmony from the first bar: the earliest such player starts at once if none does. Where it is
 * held chords, the earliest figure joins them early: a minute of one chord after another is no beginning.
 */
function withFoundation(seats: readonly Seat[]): Seat[] {
  const harmonic = seats.filter(({ slot }) => slot.role === 'chords' || slot.role === 'pad')
  const pool =
    harmonic.length > 0 ? harmonic : seats.filter(({ slot }) => slot.role === 'bass' || slot.role === 'riff')
  const earliest = earliestOf(pool)
  if (!earliest) return [...seats]
  const moving = earliestOf(seats.filter(({ slot }) => slot.role === 'chords'))
  return seats.map((seat) => {
    const from =
      seat === earliest ? 0 : seat === moving ? Math.min(FIRST_MOTION, seat.slot.fromEnergy) : undefined
    return from === undefined ? seat : { ...seat, slot: { ...seat.slot, fromEnergy: from } }
  })
}

/** Who enters first, of those who may play anywhere if there are any. */
function earliestOf(seats: readonly Seat[]): Seat | undefined {
  const open = seats.filter(({ slot }) => slot.only === undefined && slot.toEnergy === undefined)
  return (open.length > 0 ? open : seats).toSorted((a, b) => a.slot.fromEnergy - b.slot.fromEnergy)[0]
}
