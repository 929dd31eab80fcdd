import type { Random } from '../../../dsp/random.js'
import {
  parseCourse,
  type Company,
  type CourseBook,
  type CourseKind,
  type Manner,
  type Stage,
} from '../../profiles/course.js'
import { pickForTake } from '../take-choice.js'
import type { Seat } from './orchestra.js'
import type { Stroke } from './player.js'
import type { Bar, BeatSpan, SongFrame } from './song-frame.js'

/** What the whole band does in each bar, agreed upon before anybody plays. */
export interface Course {
  /** Whether a player plays in a bar, its energy being right for him. */
  plays(seat: Seat, bar: Bar): boolean
  mannerIn(bar: Bar): Manner
  /** A part as the band's stops leave it: nothing sounds into a silence that all have agreed upon. */
  withStops(strokes: readonly Stroke[], role: Seat['slot']['role']): Stroke[]
}

export interface CourseRequest {
  readonly frame: SongFrame
  readonly seats: readonly Seat[]
  readonly book: CourseBook
  /** Percussionists hold the time key of the music, and play through every stop. */
  readonly keepsClave: boolean
  /** Whether a player's energies and section kinds let him play in a bar. */
  readonly isReady: (seat: Seat, bar: Bar) => boolean
  readonly takeIndex: number
  /** A stream of the task. */
  readonly random: Random
}

/** Softer sections are thin by themselves. */
const THIN = 0.3
/** Sections with less than this share of the fullest one's players are thin by themselves, too. */
const THINNED = 0.7
/** Bands of no more players than this have nobody to spare. */
const SMALLEST_BAND = 3
/** Share of a bar that the tune covers where the band may leave it alone with strokes. */
const CARRIED = 0.6
/** Over so many beats the band is heard under a tune that it plays hits for. */
const HIT_BEATS = 0.9

/** Draws the courses of all sections and the stops between them. */
export function planCourse(request: CourseRequest): Course {
  const { frame, seats } = request
  const stages = stagesOf(request)
  const silences = silencesOf(request, stages)
  const fullest = Math.max(
    0,
    ...frame.bars.map(
      (bar) => seats.filter((seat) => !isGuest(seat.slot.role) && request.isReady(seat, bar)).length,
    ),
  )
  const companies = new Map<number, ReadonlySet<Seat>>()
  const companyIn = (bar: Bar): ReadonlySet<Seat> => {
    let company = companies.get(bar.index)
    if (!company)
      companies.set(bar.index, (company = companyOf(bar, stages[bar.index]!.company, fullest, request)))
    return company
  }
  return {
    plays: (seat, bar) => companyIn(bar).has(seat),
    mannerIn: (bar) => stages[bar.index]?.manner ?? 'plain',
    withStops: (strokes, role) =>
      role === 'transitions' || (role === 'percussion' && request.keepsClave)
        ? [...strokes]
        : cutOut(strokes, silences, role === 'drums' || role === 'percussion', frame),
  }
}

/** The stage of every bar. */
function stagesOf({ frame, book, takeIndex, random }: CourseRequest): Stage[] {
  const courses = new Map<number, Stage[]>()
  const { sections } = frame.plan
  const lastRefrain = sections.findLastIndex(isRefrain)
  return frame.bars.map((bar) => {
    const { section, sectionIndex } = bar
    let course = courses.get(sectionIndex)
    if (!course) {
      const kind: CourseKind =
        isRefrain(section) && sectionIndex === lastRefrain - 1 && !frame.continues
          ? 'quiet-refrain'
          : section.kind === 'verse' && section.id === 'verse-1' && !frame.continues
            ? 'first-verse'
            : section.kind
      const options = book.sections[kind] ?? (kind === 'first-verse' ? book.sections.verse : undefined)
      course = options
        ? parseCourse(pickForTake(options, takeIndex, random.fork(`course ${section.id}`)))
        : FULL
      courses.set(sectionIndex, course)
    }
    return stageAt(course, bar)
  })
}

const FULL: Stage[] = [{ company: 'all', manner: 'plain' }]

function isRefrain({ kind }: { readonly kind: Bar['section']['kind'] }): boolean {
  return kind === 'chorus' || kind === 'drop'
}

/** Stages change where phrases of two bars do, in short sections bar by bar. */
function stageAt(course: readonly Stage[], { barInSection, barsInSection }: Bar): Stage {
  const unit = barsInSection >= 8 ? 2 : 1
  const position = (Math.floor(barInSection / unit) * unit) / barsInSection
  return course[Math.min(course.length - 1, Math.floor(position * course.length + 1e-6))]!
}

/** Who plays in a bar. The last bar belongs to everybody who is ready for it. */
function companyOf(
  bar: Bar,
  company: Company,
  fullest: number,
  { seats, isReady }: CourseRequest,
): ReadonlySet<Seat> {
  const ready = seats.filter((seat) => isReady(seat, bar))
  const everybody = new Set(ready)
  const players = ready.filter(({ slot }) => !isGuest(slot.role))
  const isThin = bar.section.energy < THIN || players.length < THINNED * fullest
  if (bar.isFinal || company === 'all' || players.length <= SMALLEST_BAND || isThin) return everybody
  const drums = players.filter(({ slot }) => slot.role === 'drums')
  const percussion = players.filter(({ slot }) => slot.role === 'percussion')
  const bass = players.filter(({ slot }) => slot.role === 'bass')
  const harmony = harmonyOf(players)
  const core = new Set([...drums, ...bass, ...harmony])
  const guests = ready.filter(({ slot }) => isGuest(slot.role))
  const chosen = ((): Seat[] => {
    switch (company) {
      case 'most': {
        const others = players.filter((seat) => !core.has(seat)).toSorted(fromEarlyToLate)
        return [...core, ...others.slice(0, Math.ceil((others.length * 2) / 3)), ...guests]
      }
      case 'trio':
        return [...core, ...guests.filter(({ slot }) => slot.role === 'counter')]
      case 'rhythm':
        return drums.length > 0 && bass.length > 0
          ? [...drums, ...percussion, ...bass]
          : [...bass, ...harmony]
      case 'drums':
        return drums.length + percussion.length > 0 ? [...drums, ...percussion] : harmony
      case 'bare':
        return [...bass, ...harmony]
      case 'alone':
        return harmony
    }
  })()
  // What was asked for by name is not sent out with the colours.
  const wished = company === 'most' || company === 'trio' ? ready.filter(({ isWished }) => isWished) : []
  const staying = new Set([...chosen, ...wished])
  return staying.size > 0 ? staying : everybody
}

/** Those who come in for a moment. */
function isGuest(role: Seat['slot']['role']): boolean {
  return role === 'counter' || role === 'accents' || role === 'transitions'
}

function fromEarlyToLate(a: Seat, b: Seat): number {
  return a.slot.fromEnergy - b.slot.fromEnergy
}

/** Who carries the harmony when only one does: preferably someone with a figure, and whoever was asked for. */
function harmonyOf(players: readonly Seat[]): Seat[] {
  const rank = ({ slot, isWished }: Seat): number =>
    slot.fromEnergy + (slot.role === 'chords' ? 0 : slot.role === 'pad' ? 0.3 : 0.6) - (isWished ? 0.5 : 0)
  return players
    .filter(({ slot }) => slot.role === 'chords' || slot.role === 'pad' || slot.role === 'riff')
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, 1)
}

interface Silence extends BeatSpan {
  /** Those who drum play on in it, most of them a fill. */
  readonly isFilled: boolean
}

/** Where the band stops: before louder sections, and between the strokes under a soloist. */
function silencesOf({ frame, book, takeIndex, random }: CourseRequest, stages: readonly Stage[]): Silence[] {
  return frame.bars.flatMap((bar): Silence[] => {
    const next = frame.bars[bar.index + 1]
    if (!next || bar.isFinal || bar.section.energy < THIN) return []
    const endBeat = bar.startBeat + bar.beats
    if (stages[bar.index]!.manner === 'hits' && isCarried(bar, frame)) {
      const pickUp = bar.barInSection % 2 === 1 ? bar.beats / 4 : 0
      return [{ startBeat: bar.startBeat + HIT_BEATS, endBeat: endBeat - pickUp, isFilled: false }]
    }
    const leaves = next.sectionIndex !== bar.sectionIndex
    const arrives = leaves && (isRefrain(next.section) || next.section.energy > bar.section.energy + 0.1)
    if (!arrives || bar.barsInSection < 4 || bar.section.kind === 'intro') return []
    const own = random.fork(`stop ${bar.section.id} ${takeIndex}`)
    if (!own.chance(book.stops)) return []
    const beats = own.chance(0.65) ? bar.beats / 2 : bar.beats / 4
    return [{ startBeat: endBeat - beats, endBeat, isFilled: own.chance(0.7) }]
  })
}

/** Whether a tune sounds through most of a bar. */
function isCarried(bar: Bar, { leadSpans }: SongFrame): boolean {
  const end = bar.startBeat + bar.beats
  const covered = leadSpans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(end, span.endBeat) - Math.max(bar.startBeat, span.startBeat)),
    0,
  )
  return covered >= CARRIED * bar.beats
}

/** A part without what would sound in the silences; before one, notes end where it begins. */
function cutOut(
  strokes: readonly Stroke[],
  silences: readonly Silence[],
  isStruck: boolean,
  { plan }: SongFrame,
): Stroke[] {
  const relevant = isStruck ? silences.filter(({ isFilled }) => !isFilled) : silences
  const margin = plan.beatsPerBar / 64
  return strokes.flatMap((stroke) => {
    const end = stroke.startBeat + stroke.durationBeats
    for (const { startBeat, endBeat } of relevant) {
      if (end <= startBeat + margin || stroke.startBeat >= endBeat - margin) continue
      if (stroke.startBeat >= startBeat - margin) return []
      return [{ ...stroke, durationBeats: startBeat - stroke.startBeat }]
    }
    return [stroke]
  })
}
