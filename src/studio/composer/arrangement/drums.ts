import type { Random } from '../../../dsp/random.js'
import type { DrumFill, DrumGroove, DrumLane, DrumLanes } from '../../profiles/profile.js'
import { DRUM_KEYS } from '../../profiles/shared/drum-keys.js'
import { METER_GROOVES } from '../../profiles/shared/meter-grooves.js'
import type { SectionKind } from '../../../music/score.js'
import { drumsAt, type Feel } from '../feel.js'
import { handForTake, pickForTake, type RhythmShape } from '../take-choice.js'
import { isTriplets, type Stroke } from './player.js'
import type { Bar, SongFrame } from './song-frame.js'

export interface DrumRequest {
  readonly frame: SongFrame
  readonly grooves: readonly DrumGroove[]
  readonly fills: readonly DrumFill[]
  /** Bars in which the drummer plays. */
  readonly isActive: (bar: Bar) => boolean
  /** The energy that one groove all through the song is chosen for; absent: one a kind of section. */
  readonly loopEnergy?: number
  /** In half- or double-time in a bar; default 1. */
  readonly feelIn?: (bar: Bar) => Feel
  readonly temperature: number
  readonly takeIndex: number
  /** A stream of the task; takes are told apart by `takeIndex`. */
  readonly random: Random
}

export interface DrumPart {
  readonly strokes: Stroke[]
  /** Beats of the bass drum, ordered: the bass player listens. */
  readonly kickBeats: readonly number[]
  readonly facts: readonly string[]
}

/** Grooves by section, fills into changes, crashes on arrivals, ghost notes that come and go. */
export function playDrums(request: DrumRequest): DrumPart {
  const { frame, isActive, takeIndex, temperature } = request
  const chance = request.random.fork(`drums ${takeIndex}`)
  const strokes: Stroke[] = []
  const facts: string[] = []
  const chosen = new Map<SectionKind, string>()
  const grooves = new Map<string, DrumGroove>()
  frame.bars.forEach((bar) => {
    if (!isActive(bar)) return
    if (bar.isFinal) {
      strokes.push(...finalStroke(bar))
      return
    }
    const feel = request.feelIn?.(bar) ?? 1
    const key = `${bar.sectionIndex} ${feel}`
    let groove = grooves.get(key)
    if (!groove) grooves.set(key, (groove = drumsAt(grooveFor(bar, request), feel)))
    if (chosen.get(bar.section.kind) !== groove.id) {
      chosen.set(bar.section.kind, groove.id)
      facts.push(`${bar.section.kind}: ${groove.id}`)
    }
    const next = frame.bars[bar.index + 1]
    const fill = fillFor(bar, next, request, chance)
    const grooveEnd = fill ? bar.beats - fillBeats(fill) : bar.beats
    strokes.push(...grooveStrokes(groove, bar, grooveEnd, temperature, chance))
    if (fill) strokes.push(...fillStrokes(fill, bar, bar.startBeat + grooveEnd))
    if (bar.section.kind === 'build') strokes.push(...snareBuild(bar, chance))
    if (arrives(bar, frame, isActive)) {
      strokes.push({
        startBeat: bar.startBeat,
        durationBeats: 2,
        pitchMidi: DRUM_KEYS.crash,
        velocity: 0.55 + 0.35 * bar.energy,
      })
    }
  })
  strokes.sort((a, b) => a.startBeat - b.startBeat)
  const kicks = strokes
    .filter(({ pitchMidi }) => pitchMidi === DRUM_KEYS.kick)
    .map(({ startBeat }) => startBeat)
  return { strokes, kickBeats: [...new Set(kicks)], facts }
}

/**
 * The groove for a bar: one per section kind and take, from those that fit meter and energy. The takes of a task have
 * their grooves dealt out beforehand: were they chosen section by section, one take's verse would be the other's chorus.
 */
function grooveFor(
  { section }: Bar,
  { grooves, loopEnergy, frame, takeIndex, random }: DrumRequest,
): DrumGroove {
  const { numerator, denominator } = frame.plan.meter
  const meter = `${numerator}/${denominator}`
  const own = grooves.filter((groove) => groove.meter === meter)
  const pool = own.length > 0 ? own : METER_GROOVES.filter((groove) => groove.meter === meter)
  const any = pool.length > 0 ? pool : METER_GROOVES.filter((groove) => groove.meter === '4/4')
  const energy = loopEnergy ?? section.energy
  const within = (margin: number): DrumGroove[] =>
    any.filter(({ energy: [low, high] }) => energy >= low - margin && energy <= high + margin)
  const exact = within(0)
  const near = exact.length > 1 ? exact : within(NEARLY_FITS)
  const fitting = near.length > 0 ? near : [nearest(any, energy)]
  const hand = handForTake(any.toSorted(byEnergy), takeIndex, random.fork('grooves'), shapeOf)
  const dealt = fitting.filter((groove) => hand.includes(groove))
  const draw = random.fork(`groove ${GROUPS[loopEnergy === undefined ? section.kind : 'verse']}`)
  return dealt.length > 0
    ? pickForTake(dealt, Math.floor(takeIndex / 2), draw)
    : pickForTake(fitting, takeIndex, draw)
}

/** Who strikes where in the bar, as a share of it. */
function shapeOf({ lanes, meter, stepsPerBeat }: DrumGroove): RhythmShape {
  const [numerator, denominator] = meter.split('/').map(Number)
  const beatsPerBar = (numerator! * 4) / denominator!
  const shape = new Map<string, number>()
  for (const [lane, cells] of lanesOf(lanes)) {
    ;[...cells].forEach((cell, step) => {
      const place = `${lane} ${(step / stepsPerBeat) % beatsPerBar}`
      if (cell !== '.') shape.set(place, (shape.get(place) ?? 0) + 1)
    })
  }
  return shape
}

/** How far outside its energies a groove may be played rather than the same one in both takes. */
const NEARLY_FITS = 0.1

function byEnergy({ energy: [low, high] }: DrumGroove, other: DrumGroove): number {
  return low + high - other.energy[0] - other.energy[1]
}

/** Kinds that share their groove. */
const GROUPS: Readonly<Record<SectionKind, string>> = {
  intro: 'verse',
  verse: 'verse',
  'pre-chorus': 'pre-chorus',
  chorus: 'chorus',
  'post-chorus': 'chorus',
  bridge: 'bridge',
  solo: 'solo',
  interlude: 'verse',
  break: 'bridge',
  build: 'pre-chorus',
  drop: 'drop',
  outro: 'verse',
}

function nearest<T extends { readonly energy: readonly [number, number] }>(
  items: readonly T[],
  energy: number,
): T {
  const distance = ({ energy: [low, high] }: T): number => Math.max(low - energy, energy - high, 0)
  return items.reduce((best, item) => (distance(item) < distance(best) ? item : best))
}

function lanesOf(lanes: DrumLanes): [DrumLane, string][] {
  return Object.entries(lanes) as [DrumLane, string][]
}

/** Whether a stroke is a decoration that a player may leave out or add. */
const GHOST = 3

function grooveStrokes(
  groove: DrumGroove,
  bar: Bar,
  untilBeat: number,
  temperature: number,
  random: Random,
): Stroke[] {
  const strokes: Stroke[] = []
  const stepBeats = 1 / groove.stepsPerBeat
  const stepsPerBar = Math.round(bar.beats / stepBeats)
  const loudness = 0.62 + 0.38 * bar.energy
  for (const [lane, cells] of lanesOf(groove.lanes)) {
    const fullBar = Math.max(1, stepsPerBar)
    const barsInLane = Math.max(1, Math.round(cells.length / fullBar))
    const from = (bar.barInSection % barsInLane) * fullBar
    for (let step = 0; step < stepsPerBar; step++) {
      const cell = cells[(from + step) % cells.length]!
      const beat = step * stepBeats
      if (beat >= untilBeat - 1e-6) break
      let strength = cell === '.' ? 0 : Number(cell)
      if (strength > 0 && strength <= GHOST && random.chance(0.15 + 0.25 * temperature)) strength = 0
      if (
        strength === 0 &&
        lane === 'snare' &&
        step % 4 === 3 &&
        groove.stepsPerBeat === 4 &&
        random.chance(0.05 * temperature)
      )
        strength = 2
      if (
        strength === 0 &&
        lane === 'kick' &&
        step === stepsPerBar - 2 &&
        bar.barInSection % 4 === 3 &&
        random.chance(0.3 + 0.3 * temperature)
      )
        strength = 6
      if (strength === 0) continue
      strokes.push({
        startBeat: bar.startBeat + beat,
        durationBeats: lane === 'openHat' ? stepBeats * 2 : stepBeats,
        pitchMidi: DRUM_KEYS[lane],
        velocity: (strength / 9) * loudness,
        exact: isTriplets(groove.stepsPerBeat),
        ...(strength <= GHOST ? { articulation: 'ghost' as const } : {}),
      })
    }
  }
  return strokes
}

function fillBeats(fill: DrumFill): number {
  return Math.max(...lanesOf(fill.lanes).map(([, cells]) => cells.length)) / fill.stepsPerBeat
}

/** Fills lead out of sections; shorter ones may mark the middle of long sections. */
function fillFor(
  bar: Bar,
  next: Bar | undefined,
  request: DrumRequest,
  random: Random,
): DrumFill | undefined {
  if (!next || bar.section.kind === 'build') return undefined
  const leaves = next.sectionIndex !== bar.sectionIndex
  const half =
    bar.barInSection % 8 === 7 || (bar.barInSection % 4 === 3 && random.chance(0.25 * request.temperature))
  if (!leaves && !half) return undefined
  const straight = request.frame.plan.meter.denominator === 4
  const fitting = request.fills.filter(
    ({ energy: [low, high] }) => next.energy >= low - 0.05 && next.energy <= high + 0.05,
  )
  const short = fitting.filter(
    (fill) => fillBeats(fill) <= (leaves ? bar.beats : 2) && (straight || fillBeats(fill) <= 1),
  )
  if (short.length === 0) return undefined
  const longest =
    leaves && next.energy > 0.7 ? short.toSorted((a, b) => fillBeats(b) - fillBeats(a)).slice(0, 2) : short
  return random.pick(longest)
}

function fillStrokes(fill: DrumFill, bar: Bar, fromBeat: number): Stroke[] {
  const loudness = 0.65 + 0.35 * bar.energy
  return lanesOf(fill.lanes).flatMap(([lane, cells]) =>
    [...cells].flatMap((cell, step) =>
      cell === '.'
        ? []
        : [
            {
              startBeat: fromBeat + step / fill.stepsPerBeat,
              durationBeats: 1 / fill.stepsPerBeat,
              pitchMidi: DRUM_KEYS[lane],
              velocity: (Number(cell) / 9) * loudness,
              exact: isTriplets(fill.stepsPerBeat),
            },
          ],
    ),
  )
}

/** A snare roll that doubles its speed towards the section's end. */
function snareBuild(bar: Bar, random: Random): Stroke[] {
  const left = bar.barsInSection - bar.barInSection
  const perBeat = left > 4 ? 1 : left > 2 ? 2 : 4
  const steps = Math.round(bar.beats * perBeat)
  const progress = (step: number): number => (bar.barInSection + step / steps) / bar.barsInSection
  return Array.from({ length: steps }, (_, step) => ({
    startBeat: bar.startBeat + step / perBeat,
    durationBeats: 1 / perBeat,
    pitchMidi: DRUM_KEYS.snare,
    velocity: 0.3 + 0.5 * progress(step) + random.range(-0.03, 0.03),
  }))
}

/** The first bar of a louder section after another one. */
function arrives(bar: Bar, frame: SongFrame, isActive: (bar: Bar) => boolean): boolean {
  if (bar.barInSection !== 0 || bar.index === 0 || bar.energy < 0.5) return false
  const before = frame.bars[bar.index - 1]!
  return bar.energy >= before.energy - 0.05 && (isActive(before) || bar.energy > 0.65)
}

function finalStroke(bar: Bar): Stroke[] {
  const velocity = 0.5 + 0.4 * bar.energy
  return [
    { startBeat: bar.startBeat, durationBeats: 1, pitchMidi: DRUM_KEYS.kick, velocity },
    {
      startBeat: bar.startBeat,
      durationBeats: bar.beats,
      pitchMidi: DRUM_KEYS.crash,
      velocity: velocity * 0.9,
    },
  ]
}
