import { instrumentById, isKit, type Instrument } from '../../instruments.js'
import type { ChordPattern, Slot } from '../../profiles/profile.js'
import { BASS } from '../../profiles/shared/bass-patterns.js'
import { CHORDS } from '../../profiles/shared/chord-patterns.js'
import type { LeadSeat, Orchestra, Seat } from './orchestra.js'

type Band = Pick<Orchestra, 'seats' | 'lead' | 'soloist'>

/** The upper hand on keys and harps; the lower one has a bass line of its own where nobody else has it. */
const KEYBOARD_FIGURES: readonly ChordPattern[] = [
  CHORDS.halves,
  CHORDS.arpUpDown,
  CHORDS.alberti,
  CHORDS.arpDotted,
  CHORDS.quarters,
  CHORDS.waltzLilt,
  CHORDS.sixEightArp,
  CHORDS.sixEightLilt,
]
/** Guitarists bring a thumb. */
const GUITAR_FIGURES: readonly ChordPattern[] = [
  CHORDS.fingerpicked,
  CHORDS.travisPicking,
  CHORDS.bossaGuitar,
  CHORDS.strumCountry,
  CHORDS.waltzFingers,
  CHORDS.waltzPicked,
  CHORDS.sixEightPicked,
]
const BASS_LINES = [
  BASS.halfNotes,
  BASS.rootFifth,
  BASS.pushedRoots,
  BASS.waltz,
  BASS.waltzWalk,
  BASS.sixEightLong,
  BASS.sixEight,
]

/** Where inner voices lie between a tune and a bass. */
const INNER_REGISTER = [52, 72] as const

/** Instruments of fixed pitch on which chords are not played. */
const SINGLE_KEYS: ReadonlySet<string> = new Set([
  'glockenspiel',
  'timpani',
  'taiko',
  'kalimba',
  'steel-drums',
])

/**
 * The band of those who sit in `chairs` and of nobody else. One of them has the tune, one the bass where there is one,
 * who can plays chords, and the others take the inner voices; whoever sits in the genre's band already keeps his part.
 */
export function smallEnsemble(band: Band, chairs: readonly Instrument[]): Band {
  const kits = chairs.filter(isKit)
  const others = chairs.filter((each) => !isKit(each))
  const lowChoir = lowestChoir(others)
  const chordal = others.filter((each) => playsChords(each) && each !== lowChoir)
  const single = others.filter((each) => !playsChords(each))
  const bass =
    single.find(({ stem }) => stem === 'bass') ??
    lowChoir ??
    (single.length > 1 || (chordal.length > 0 && single.length > 0)
      ? deepOf(single, chordal.length > 0)
      : undefined)
  const melodic = single.filter((each) => each !== bass)
  const leader = melodic[0] ?? chordal[0] ?? bass
  const inner = melodic.slice(1)
  const second = chordal.length > 0 || inner.length > 2 ? inner[0] : undefined
  const voices = inner.filter((each) => each !== second)
  const seats = named([
    ...kits.map((instrument) => kitSeat(band, instrument)),
    ...(bass ? [bassSeat(band, bass)] : []),
    ...chordal.flatMap((instrument, i) => chordSeats(band, instrument, bass !== undefined, i)),
    ...(second ? [answeringSeat(second)] : []),
    ...voices.map((instrument, i) => innerSeat(instrument, i, voices.length)),
  ])
  const soloist = inner[0] ?? leader
  return {
    seats,
    ...(leader && { lead: tuneSeat(band.lead, leader) }),
    ...(soloist && { soloist: tuneSeat(band.soloist, soloist) }),
  }
}

function playsChords({ id, stem }: Instrument): boolean {
  if (SINGLE_KEYS.has(id)) return false
  return (
    stem === 'keyboard' ||
    stem === 'guitar' ||
    stem === 'percussion' ||
    stem === 'backingVocals' ||
    id === 'harp' ||
    id === 'pizzicato-strings' ||
    id.endsWith('-strings') ||
    id.endsWith('-section') ||
    id.endsWith('pad') ||
    id === 'arp' ||
    id === 'pluck' ||
    id === 'supersaw'
  )
}

/** Where all are singers, the last choir sings below the others. */
function lowestChoir(players: readonly Instrument[]): Instrument | undefined {
  return players.length > 1 && players.every(({ stem }) => stem === 'backingVocals')
    ? players.at(-1)
    : undefined
}

/** The deepest of several, if it is deep enough; beside chords, which bring a bass of their own, only a true one. */
function deepOf(players: readonly Instrument[], hasChords: boolean): Instrument | undefined {
  const deepest = players.toSorted((a, b) => a.lowMidi - b.lowMidi)[0]
  return deepest && deepest.lowMidi <= (hasChords ? 30 : 41) ? deepest : undefined
}

function base(instrument: Instrument): Pick<Slot, 'id' | 'instruments' | 'fromEnergy' | 'gainDb' | 'pan'> {
  return { id: instrument.id, instruments: [instrument.id], fromEnergy: 0, gainDb: 0, pan: 0 }
}

/** What the genre gives an instrument to play with chords and below them, both hands of it: from the first bar on. */
function ownHands(band: Band, instrument: Instrument, hasBass: boolean): Seat[] {
  return band.seats.flatMap(({ slot }) => {
    if (!slot.instruments.includes(instrument.id)) return []
    if (slot.role !== 'chords' && (slot.role !== 'bass' || hasBass)) return []
    const { toEnergy: _, only: __, never: ___, ...open } = slot
    const fromEnergy = slot.role === 'chords' ? 0 : Math.min(slot.fromEnergy, 0.35)
    return [{ slot: { ...open, fromEnergy }, instrument, isWished: true }]
  })
}

function kitSeat(band: Band, instrument: Instrument): Seat {
  const role = instrument.stem === 'percussion' ? 'percussion' : 'drums'
  const known = band.seats.find(({ slot }) => slot.role === role)
  const slot: Slot =
    known?.slot.role === 'percussion'
      ? { ...known.slot, fromEnergy: 0.2 }
      : { ...base(instrument), id: 'drums', role: 'drums', fromEnergy: 0.2 }
  return { slot, instrument, isWished: true }
}

function bassSeat(band: Band, instrument: Instrument): Seat {
  const known = band.seats.find(({ slot }) => slot.role === 'bass')
  const slot: Slot =
    known?.slot.role === 'bass' && instrument.stem === 'bass'
      ? { ...known.slot, fromEnergy: 0.1 }
      : { ...base(instrument), role: 'bass', patterns: BASS_LINES, pan: 0.2 }
  return { slot, instrument, isWished: true }
}

/** Who has no bass beside him plays it himself. */
function chordSeats(band: Band, instrument: Instrument, hasBass: boolean, index: number): Seat[] {
  const hands = ownHands(band, instrument, hasBass)
  const isFounded = hasBass || hands.some(({ slot }) => slot.role === 'bass')
  const known = hands.filter(({ slot }) => slot.role !== 'chords' || isFounded || hasOwnBass(slot.patterns))
  if (known.some(({ slot }) => slot.role === 'chords')) return known
  if (holdsChords(instrument)) {
    const slot: Slot = { ...base(instrument), role: 'pad', register: [48, 76], voices: 4 }
    return [{ slot, instrument, isWished: true }]
  }
  const isGuitar = instrument.stem === 'guitar'
  const patterns = isGuitar ? GUITAR_FIGURES : KEYBOARD_FIGURES
  const pan = index === 0 ? -0.15 : 0.3
  const slot: Slot = { ...base(instrument), role: 'chords', patterns, register: [52, 74], pan }
  const hand: Seat = { slot, instrument, isWished: true }
  return hasBass || isGuitar || index > 0 || instrument.lowMidi > LOWEST_HAND
    ? [hand]
    : [hand, { slot: lowHand(instrument), instrument, isWished: true }]
}

/** From instruments that go as deep as this somebody may expect a bass, as a MIDI pitch. */
const LOWEST_HAND = 41

function lowHand(instrument: Instrument): Slot {
  return {
    ...base(instrument),
    id: `${instrument.id}-low`,
    role: 'bass',
    patterns: BASS_LINES,
    gainDb: -3,
    pan: -0.2,
  }
}

function hasOwnBass(patterns: readonly ChordPattern[]): boolean {
  return patterns.every(({ lanes }) => lanes.some((lane) => /[bP]/.test(lane)))
}

function holdsChords({ id, stem }: Instrument): boolean {
  return stem === 'backingVocals' || id.endsWith('-strings') || id.endsWith('-section') || id.endsWith('pad')
}

function answeringSeat(instrument: Instrument): Seat {
  const slot: Slot = {
    ...base(instrument),
    id: 'answers',
    role: 'counter',
    register: middleOf(instrument),
    pan: 0.35,
  }
  return { slot, instrument, isWished: true }
}

/** One voice of the harmony each. */
function innerSeat(instrument: Instrument, index: number, count: number): Seat {
  const alone = count === 1
  const slot: Slot = {
    ...base(instrument),
    role: 'pad',
    register: INNER_REGISTER,
    // A single player between tune and bass stops two strings, or sings two reeds: harmony wants a third and a seventh.
    voices: alone ? 2 : count,
    ...(!alone && { voice: index }),
    pan: [-0.35, 0.25, 0.4, -0.2][index % 4]!,
  }
  return { slot, instrument, isWished: true }
}

/** The seat of whoever carries the tune, handed to another instrument. */
export function tuneSeat(known: LeadSeat | undefined, instrument: Instrument): LeadSeat {
  const lead = known?.lead ?? { density: 0.5, gainDb: 1, pan: 0.05 }
  return { lead: { ...lead, instruments: [instrument.id], register: tuneOf(instrument) }, instrument }
}

/** The two octaves in which an instrument carries a tune: the upper part of wide ranges, the middle of small ones. */
function tuneOf({ lowMidi, highMidi }: Instrument): [low: number, high: number] {
  const top = Math.min(highMidi - 3, Math.max(lowMidi + 19, 84))
  return [Math.max(lowMidi, top - 22), top]
}

function middleOf({ lowMidi, highMidi }: Instrument): [low: number, high: number] {
  const middle = (lowMidi + highMidi) / 2
  return [Math.round(Math.max(lowMidi, middle - 11)), Math.round(Math.min(highMidi, middle + 11))]
}

/** Seats with names of their own, as tracks need them. */
function named(seats: readonly Seat[]): Seat[] {
  const taken = new Map<string, number>()
  return seats.map((seat) => {
    const count = (taken.get(seat.slot.id) ?? 0) + 1
    taken.set(seat.slot.id, count)
    return count === 1 ? seat : { ...seat, slot: { ...seat.slot, id: `${seat.slot.id}-${count}` } }
  })
}

/** The chairs of an ensemble with whoever of the candidates may play; chairs that all were refused stay empty. */
export function seatChairs(
  chairs: readonly (readonly string[])[],
  isAllowed: (id: string) => boolean,
): Instrument[] {
  return chairs.flatMap((ids) => {
    const id = ids.find(isAllowed)
    return id === undefined ? [] : [instrumentById(id)]
  })
}
