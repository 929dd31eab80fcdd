import type { SectionKind } from '../../../music/score.js'
import type { MelodicHabits } from '../../composer/plan.js'
import type {
  BassPattern,
  ChordPattern,
  DrumFill,
  DrumGroove,
  DrumLanes,
  EndingKind,
  GenreProfile,
  LeadSlot,
  MeterChoice,
  ProgressionBook,
  Slot,
} from '../profile.js'

/** Short forms in which profiles are written: each turns its arguments into plain data and decides nothing. */

type Range = readonly [low: number, high: number]
type Steps = 2 | 3 | 4

export const IN_FOUR: readonly MeterChoice[] = [{ numerator: 4, denominator: 4, weight: 1 }]
export const IN_THREE: readonly MeterChoice[] = [{ numerator: 3, denominator: 4, weight: 1 }]

/** Meters by name and weight: `meters({ '4/4': 3, '6/8': 1 })`. */
export function meters(weights: Readonly<Record<string, number>>): MeterChoice[] {
  return Object.entries(weights).map(([name, weight]) => {
    const [numerator, denominator] = name.split('/').map(Number)
    return { numerator: numerator!, denominator: denominator!, weight }
  })
}

/** A groove; any energy, 4/4 and sixteenths unless said otherwise. */
export function groove(
  id: string,
  lanes: DrumLanes,
  energy: Range = [0, 1],
  meter = '4/4',
  stepsPerBeat: Steps = 4,
): DrumGroove {
  return { id, meter, stepsPerBeat, energy, lanes }
}

/** A fill; as long as its lanes, into sections that are not quite soft unless said otherwise. */
export function fill(
  id: string,
  lanes: DrumLanes,
  energy: Range = [0.3, 1],
  stepsPerBeat: Steps = 4,
): DrumFill {
  return { id, stepsPerBeat, energy, lanes }
}

/** A bass line of cells; sixteenths unless said otherwise. */
export function bassLine(
  id: string,
  cells: string,
  energy: Range = [0, 1],
  stepsPerBeat: 1 | Steps = 4,
): BassPattern {
  return { id, style: 'cells', stepsPerBeat, energy, cells }
}

/** An accompaniment figure of one lane or several; sixteenths unless said otherwise. */
export function figure(
  id: string,
  lanes: string | readonly string[],
  energy: Range = [0, 1],
  stepsPerBeat: 1 | Steps = 4,
): ChordPattern {
  return { id, stepsPerBeat, energy, lanes: typeof lanes === 'string' ? [lanes] : lanes }
}

/** The same line or figure, felt in dotted quarters. */
export function compound<T extends BassPattern | ChordPattern>(pattern: T): T & { readonly compound: true } {
  return { ...pattern, compound: true }
}

type Optional = Partial<
  Pick<
    Extract<Slot, { role: 'pad' }>,
    'fromEnergy' | 'toEnergy' | 'only' | 'never' | 'presence' | 'loops' | 'doubled' | 'gainDb' | 'pan'
  >
>

function seat<Id extends string>(
  id: Id,
  instruments: readonly string[],
  own: Optional,
): { id: Id; instruments: readonly string[]; fromEnergy: number; gainDb: number; pan: number } & Optional {
  return { id, instruments, fromEnergy: 0.35, gainDb: 0, pan: 0, ...own }
}

/** The drummer; from energy 0.35 on, in the middle, unless said otherwise (as for every seat below). */
export function drums(instruments: readonly string[], own: Optional = {}): Slot {
  return { ...seat('drums', instruments, own), role: 'drums' }
}

/** Hand percussion. */
export function percussion(grooves: readonly DrumGroove[], own: Optional = {}, id = 'percussion'): Slot {
  return { ...seat(id, ['percussion-kit'], { pan: 0.35, ...own }), role: 'percussion', grooves }
}

/** The bass player. */
export function bass(
  instruments: readonly string[],
  patterns: readonly BassPattern[],
  own: Optional = {},
): Slot {
  return { ...seat('bass', instruments, own), role: 'bass', patterns }
}

/** Someone who comps, strums or breaks chords, between two MIDI pitches. */
export function chords(
  id: string,
  instruments: readonly string[],
  patterns: readonly ChordPattern[],
  register: Range,
  own: Optional & { readonly voices?: number } = {},
): Slot {
  return { ...seat(id, instruments, own), role: 'chords', patterns, register }
}

/** Someone who holds chords. */
export function pad(
  id: string,
  instruments: readonly string[],
  register: Range,
  own: Optional & { readonly voices?: number } = {},
): Slot {
  return { ...seat(id, instruments, own), role: 'pad', register }
}

/** Someone with a short figure that returns; sixteenths unless said otherwise. */
export function riff(
  id: string,
  instruments: readonly string[],
  register: Range,
  rhythms: readonly string[],
  own: Optional & { readonly stepsPerBeat?: Steps } = {},
): Slot {
  return { stepsPerBeat: 4, ...seat(id, instruments, own), role: 'riff', register, rhythms }
}

/** Someone who answers in the gaps. */
export function answers(instruments: readonly string[], register: Range, own: Optional = {}): Slot {
  return {
    ...seat('answers', instruments, { gainDb: -3, pan: -0.3, presence: 0.85, ...own }),
    role: 'counter',
    register,
  }
}

/** Single strokes at section starts and climaxes. */
export function accents(instruments: readonly string[], register: Range, own: Optional = {}): Slot {
  return { ...seat('accents', instruments, own), role: 'accents', register }
}

/** Risers before, impacts at and sweeps around section changes. */
export function transition(effect: 'riser' | 'impact' | 'sweep', own: Optional = {}): Slot {
  const instruments = { riser: ['riser', 'noise-sweep'], impact: ['impact'], sweep: ['noise-sweep'] }[effect]
  return { ...seat(effect, instruments, { fromEnergy: 0.6, ...own }), role: 'transitions', effect }
}

/** Who carries the tune. */
export function lead(instruments: readonly string[], register: Range, density: number, pan = 0.05): LeadSlot {
  return { instruments, register, density, gainDb: 1, pan }
}

/** Who takes the solos. */
export function soloist(
  instruments: readonly string[],
  register: Range,
  density: number,
  pan = -0.05,
): LeadSlot {
  return { instruments, register, density, gainDb: 1, pan, solos: true }
}

/** Melodic habits laid over those of a plain song in eighths. */
export function melodic(own: Partial<MelodicHabits>): MelodicHabits {
  return {
    gridBeats: 0.5,
    syncopation: 0.35,
    leaps: 0.35,
    repetition: 0.65,
    pentatonic: false,
    blues: false,
    melisma: 0.06,
    speech: 0,
    ...own,
  }
}

/** Endings by weight: `endings({ hold: 3, fade: 1 })`. */
export function endings(weights: Readonly<Partial<Record<EndingKind, number>>>): GenreProfile['endings'] {
  return (Object.entries(weights) as [EndingKind, number][]).map(([kind, weight]) => ({ kind, weight }))
}

/** Loops that every chapter of a book is filled up to. */
const FULL_CHAPTER = 8

/** Sections that lead away from home or back to it: their loops start elsewhere than the refrain's. */
const AWAY: readonly SectionKind[] = ['pre-chorus', 'bridge', 'build']
/** Sections that are played over what verse and refrain are sung to. */
const AT_HOME: readonly SectionKind[] = [
  'intro',
  'solo',
  'interlude',
  'break',
  'outro',
  'post-chorus',
  'drop',
]

/**
 * A book with a genre's own loops, filled up with some of its family's. Which of them differs from genre to genre, so
 * that neighbours do not share all their harmony; a chapter that the genre filled itself stays as it is. What neither
 * has for a kind of section comes from verse and refrain: as it is where the section stays at home, begun in the
 * middle where it leads away.
 */
export function book(family: ProgressionBook, own: Partial<ProgressionBook>): ProgressionBook {
  const turn = [...Object.values(own).flat().join('')].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  const filled = (ownLoops: readonly string[], others: readonly string[]): readonly string[] => {
    const rest = others.filter((loop) => !ownLoops.includes(loop))
    const start = rest.length === 0 ? 0 : turn % rest.length
    const turned = [...rest.slice(start), ...rest.slice(0, start)]
    return [...new Set([...ownLoops, ...turned])].slice(0, Math.max(FULL_CHAPTER, ownLoops.length))
  }
  const verse = filled(own.verse ?? [], family.verse)
  const chorus = filled(own.chorus ?? [], family.chorus)
  const body = [...verse, ...chorus, ...family.verse, ...family.chorus]
  const merged: Partial<Record<SectionKind, readonly string[]>> = {
    verse: filled(verse, body),
    chorus: filled(chorus, body),
  }
  for (const kind of [...AWAY, ...AT_HOME]) {
    const known = filled(own[kind] ?? [], family[kind] ?? [])
    merged[kind] = filled(known, AWAY.includes(kind) ? body.map(fromTheMiddle) : body)
  }
  return merged as ProgressionBook
}

/** `'I | V | vi | IV'` as `'vi | IV | I | V'`. */
function fromTheMiddle(loop: string): string {
  const bars = loop.split(' | ')
  const middle = Math.ceil(bars.length / 2)
  return [...bars.slice(middle), ...bars.slice(0, middle)].join(' | ')
}
