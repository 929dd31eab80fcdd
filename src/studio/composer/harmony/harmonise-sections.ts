import type { Random } from '../../../dsp/random.js'
import type { Chord } from '../../../music/chord.js'
import { isMinorish, type Key } from '../../../music/scale.js'
import type { ChordSpan, SectionKind } from '../../../music/score.js'
import type { HarmonyHabits, ProgressionBook } from '../../profiles/profile.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { pickForTake } from '../take-choice.js'
import { keySupport, plainest } from './key-support.js'
import { bendToMode, colourChord, withPlainTonic } from './modal-colour.js'
import { chordOn, parseProgression, type RelativeChord } from './numerals.js'
import { reharmonise } from './reharmonise.js'

/** Which chapter of the book serves a kind that has none of its own, in order of preference. */
const STAND_INS: Readonly<Record<SectionKind, readonly SectionKind[]>> = {
  intro: ['intro', 'interlude', 'verse'],
  verse: ['verse'],
  'pre-chorus': ['pre-chorus', 'build', 'bridge', 'verse'],
  chorus: ['chorus'],
  'post-chorus': ['post-chorus', 'chorus'],
  bridge: ['bridge', 'break', 'pre-chorus', 'chorus'],
  solo: ['solo', 'chorus'],
  interlude: ['interlude', 'intro', 'verse'],
  break: ['break', 'bridge', 'intro', 'verse'],
  build: ['build', 'pre-chorus', 'bridge', 'chorus'],
  drop: ['drop', 'chorus'],
  outro: ['outro', 'intro', 'chorus'],
}

/** Kinds that stand apart even where verses, choruses and drops stand on one loop. */
const CONTRASTING: readonly SectionKind[] = ['intro', 'pre-chorus', 'bridge', 'break', 'interlude', 'outro']

/** Finds the chapter for a kind; every book has verse and chorus, so this always ends. */
function chapterFor(
  book: ProgressionBook,
  kind: SectionKind,
): { kind: SectionKind; loops: readonly string[] } {
  for (const standIn of STAND_INS[kind]) {
    const loops = book[standIn]
    if (loops && loops.length > 0) return { kind: standIn, loops }
  }
  return { kind: 'verse', loops: book.verse }
}

export interface HarmonyRequest {
  readonly plan: SongPlan
  readonly habits: HarmonyHabits
  /** 0 … 1. */
  readonly temperature: number
  /**
   * Whether the key was asked for: then it is to be heard. Progressions that leave it open stay in the book, and minor tonics
   * go without their sevenths.
   */
  readonly keyIsAsked?: boolean
  readonly takeIndex: number
  readonly random: Random
}

const BLUES_BARS = 12
const SHARED_BARS = 4

/** The chords of the whole song, without gaps, and what was chosen. */
export function harmoniseSections(request: HarmonyRequest): { chords: ChordSpan[]; facts: string[] } {
  const { plan, habits, temperature, keyIsAsked, takeIndex, random } = request
  const minorKey = isMinorish(plan.key)
  const book = minorKey ? habits.minor : habits.major
  const loops = new Map<string, RelativeChord[][]>()
  const facts: string[] = []
  const standsOnOneLoop = random.fork(`one loop ${takeIndex}`).chance(habits.oneLoop ?? 0)

  const loopFor = (section: PlannedSection): RelativeChord[][] => {
    const shares = standsOnOneLoop && !CONTRASTING.includes(section.kind)
    const chapter = chapterFor(book, shares ? 'chorus' : section.kind)
    const bars = Math.round((section.endBeat - section.startBeat) / plan.beatsPerBar)
    // A section with a bar or two too many has the chords of its kind all the same, and begins them once more.
    const barCount = bars > 4 ? bars - (bars % 4) : bars
    const lengthOf = (loop: string): number => loop.split('|').length
    // A shared loop has four bars however long a section is: so parts that are written later find the same.
    const fours = shares ? chapter.loops.filter((candidate) => lengthOf(candidate) === SHARED_BARS) : []
    const fitting =
      fours.length > 0 ? fours : chapter.loops.filter((candidate) => barCount % lengthOf(candidate) === 0)
    // Twelve bars are a blues where the book has one, and not three times four.
    const twelves = barCount === BLUES_BARS ? fitting.filter((loop) => lengthOf(loop) === BLUES_BARS) : []
    const usable = twelves.length > 0 ? twelves : fitting.length > 0 ? fitting : shortest(chapter.loops)
    const name = `${chapter.kind}:${usable.join(';')}`
    const known = loops.get(name)
    if (known) return known
    const choices = keyIsAsked
      ? plainest(usable, (text) => keySupport(parseProgression(text), plan.key.mode))
      : usable
    const stream = random.fork(`loop ${chapter.kind}`)
    const text = pickForTake(choices, takeIndex, stream.fork('choice'))
    const own = stream.fork(takeIndex)
    const plain = parseProgression(text).map((bar) =>
      bar.map((chord) => colourChord(bendToMode(chord, plan.key.mode), habits.colour, own)),
    )
    const rich = reharmonise(plain, temperature, minorKey, own)
    const loop = keyIsAsked ? rich.map((bar) => bar.map(withPlainTonic)) : rich
    loops.set(name, loop)
    facts.push(`${chapter.kind}: ${text}`)
    return loop
  }

  const chords: ChordSpan[] = []
  plan.sections.forEach((section, index) => {
    const loop = loopFor(section)
    const next = plan.sections[index + 1]
    const barCount = Math.round((section.endBeat - section.startBeat) / plan.beatsPerBar)
    for (let bar = 0; bar < barCount; bar++) {
      const isLast = bar === barCount - 1
      let content = loop[bar % loop.length]!
      if (isLast && !next)
        content = [content[0]!.rootSteps === 0 ? content[0]! : tonicChord(habits, minorKey, plan.key)]
      else if (isLast && next && wantsCadence(section, next, habits, temperature, random)) {
        content = cadence(content, section.key, next.key, minorKey, habits)
      }
      appendBar(chords, section.startBeat + bar * plan.beatsPerBar, plan, content, section.key)
    }
  })
  return { chords, facts }
}

function shortest(loops: readonly string[]): string[] {
  const lengths = loops.map((loop) => loop.split('|').length)
  const least = Math.min(...lengths)
  return loops.filter((_, index) => lengths[index] === least)
}

function wantsCadence(
  section: PlannedSection,
  next: PlannedSection,
  habits: HarmonyHabits,
  temperature: number,
  random: Random,
): boolean {
  if (next.key.tonic !== section.key.tonic) return true
  if (next.kind !== 'chorus' && next.kind !== 'verse' && next.kind !== 'solo') return false
  // One decision for each pair of kinds, so that every verse leads into its chorus the same way.
  return random
    .fork(`cadence ${section.kind} ${next.kind}`)
    .chance(habits.cadence * (1.2 - 0.4 * temperature))
}

function cadence(
  bar: readonly RelativeChord[],
  from: Key,
  to: Key,
  minorKey: boolean,
  habits: HarmonyHabits,
): RelativeChord[] {
  const rich = habits.colour === 'sevenths' || habits.colour === 'ninths'
  const lift = (to.tonic - from.tonic + 12) % 12
  const dominant: RelativeChord = {
    rootSteps: (lift + 7) % 12,
    quality: rich ? (minorKey ? '7b9' : '7') : lift > 0 ? '7' : 'maj',
  }
  const [first] = bar
  return first && first.rootSteps !== dominant.rootSteps ? [first, dominant] : [dominant]
}

/** The chord to end on. */
function tonicChord(habits: HarmonyHabits, minorKey: boolean, key: Key): RelativeChord {
  const plain: RelativeChord = { rootSteps: 0, quality: minorKey ? 'min' : 'maj' }
  if (key.mode === 'mixolydian' && habits.colour === 'sevenths') return { rootSteps: 0, quality: '7' }
  if (habits.colour === 'sevenths' || habits.colour === 'ninths')
    return { rootSteps: 0, quality: minorKey ? 'm9' : '6' }
  return plain
}

function appendBar(
  chords: ChordSpan[],
  startBeat: number,
  plan: SongPlan,
  content: readonly RelativeChord[],
  key: Key,
): void {
  const edges = splitBar(plan, content.length)
  content.forEach((relative, index) => {
    const chord = chordOn(key.tonic, relative)
    const from = startBeat + edges[index]!
    const to = startBeat + edges[index + 1]!
    const previous = chords.at(-1)
    if (previous && previous.endBeat === from && sameChord(previous, chord) && index > 0) {
      chords[chords.length - 1] = { ...previous, endBeat: to }
    } else chords.push({ ...chord, startBeat: from, endBeat: to })
  })
}

function sameChord(a: Chord, b: Chord): boolean {
  return a.root === b.root && a.quality === b.quality && a.bass === b.bass
}

/** Where a bar's chords begin, in beats from its start: whole beats where the meter has them, halves of compound bars. */
export function splitBar(plan: Pick<SongPlan, 'beatsPerBar' | 'meter'>, parts: number): number[] {
  const { beatsPerBar, meter } = plan
  const unit = meter.denominator === 8 ? (meter.numerator % 3 === 0 ? 1.5 : 0.5) : 1
  const edges = [0]
  for (let part = 1; part < parts; part++) {
    const edge = Math.round((part * beatsPerBar) / parts / unit + 1e-6) * unit
    edges.push(Math.min(beatsPerBar, Math.max(edges.at(-1)!, edge)))
  }
  edges.push(beatsPerBar)
  // More chords than places: equal shares after all.
  if (edges.some((edge, index) => index > 0 && edge <= edges[index - 1]!)) {
    return Array.from({ length: parts + 1 }, (_, index) => (index * beatsPerBar) / parts)
  }
  return edges
}
