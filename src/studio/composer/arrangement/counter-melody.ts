import type { Random } from '../../../dsp/random.js'
import { chordPitchClasses } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { scaleOf } from '../../../music/scale.js'
import { playPad } from './pad.js'
import type { Stroke } from './player.js'
import { chordAt, type Bar, type BeatSpan, type SongFrame } from './song-frame.js'

export interface CounterRequest {
  readonly frame: SongFrame
  readonly isActive: (bar: Bar) => boolean
  readonly register: readonly [low: number, high: number]
  /** Smallest note in beats. */
  readonly gridBeats: number
  /** Asked for by name: heard under the words where these leave too few gaps. */
  readonly isWished: boolean
  /** A stream of the take. */
  readonly random: Random
}

/** Rhythms of an answer in beats; the last note is held as long as there is room. */
const ANSWERS: readonly (readonly number[])[] = [
  [0.5, 0.5, 1],
  [0.5, 0.5, 0.5, 1],
  [1, 1],
  [0.75, 0.25, 1],
  [0.5, 0.5, 0.5, 0.5, 1],
  [0.25, 0.25, 0.5, 1],
]

/** The shortest gap worth answering, in beats. */
const SHORTEST_GAP = 1.6

/** Whoever was asked for and has fewer notes than this to play in gaps holds tones of the chords under the voice as well. */
const FEWEST_NOTES = 12

/** Short answers in the gaps of the leading line: one shape a take, so that they are recognised when they come back. */
export function playCounterMelody({
  frame,
  isActive,
  register,
  gridBeats,
  isWished,
  random,
}: CounterRequest): Stroke[] {
  const shapes = [random.pick(ANSWERS), random.pick(ANSWERS)].map((rhythm) => ({
    rhythm: rhythm.filter((beats) => beats >= gridBeats - 1e-6),
    direction: random.chance(0.5) ? 1 : -1,
  }))
  const strokes: Stroke[] = []
  let last: number | undefined
  gapsOf(frame).forEach((gap, index) => {
    const bar = frame.bars.findLast(({ startBeat }) => startBeat <= gap.startBeat + 1e-6)
    if (!bar || bar.isFinal || !isActive(bar)) return
    const { rhythm, direction } = shapes[index % 2]!
    const start = Math.ceil((gap.startBeat + 0.2) / 0.5) * 0.5
    const answer = place(rhythm, start, gap.endBeat - 0.1)
    if (answer.length === 0) return
    let pitch = last ?? (register[0] + register[1]) / 2
    answer.forEach(({ startBeat, durationBeats }, i) => {
      const isEnd = i === answer.length - 1
      pitch = nextPitch(pitch, i === 0 || isEnd, direction, startBeat, bar, frame, register)
      strokes.push({
        startBeat,
        durationBeats,
        pitchMidi: pitch,
        velocity: (0.55 + 0.2 * bar.energy) * (i === 0 ? 0.95 : 1),
      })
    })
    last = pitch
  })
  if (!isWished || !frame.isSung || strokes.length >= FEWEST_NOTES) return strokes
  const isFree = ({ startBeat, beats }: Bar): boolean =>
    strokes.every(
      (stroke) =>
        stroke.startBeat >= startBeat + beats || stroke.startBeat + stroke.durationBeats <= startBeat,
    )
  const held = playPad({
    frame,
    isActive: (bar) => isActive(bar) && !bar.isFinal && isFree(bar),
    register,
    voices: 1,
  })
  return [...strokes, ...held]
}

/** Stretches without the leading line, at most one a bar. */
function gapsOf(frame: SongFrame): BeatSpan[] {
  const gaps: BeatSpan[] = []
  let from = 0
  const end = frame.plan.endBeat
  for (const span of [...frame.leadSpans, { startBeat: end, endBeat: end }]) {
    let at = from
    while (span.startBeat - at >= SHORTEST_GAP) {
      const until = Math.min(span.startBeat, at + frame.plan.beatsPerBar * 2)
      gaps.push({ startBeat: at, endBeat: Math.min(until, at + frame.plan.beatsPerBar) })
      at = until
    }
    from = Math.max(from, span.endBeat)
  }
  return gaps
}

function place(rhythm: readonly number[], start: number, end: number): BeatSpanWithLength[] {
  const notes: BeatSpanWithLength[] = []
  let beat = start
  for (const beats of rhythm) {
    if (beat + 0.25 > end) break
    notes.push({ startBeat: beat, durationBeats: Math.min(beats, end - beat) * 0.95 })
    beat += beats
  }
  const last = notes.at(-1)
  if (notes.length < 2 || !last) return []
  notes[notes.length - 1] = {
    ...last,
    durationBeats: Math.max(last.durationBeats, Math.min(2, end - last.startBeat)),
  }
  return notes
}

interface BeatSpanWithLength {
  readonly startBeat: number
  readonly durationBeats: number
}

function nextPitch(
  from: number,
  onChord: boolean,
  direction: number,
  beat: number,
  bar: Bar,
  frame: SongFrame,
  register: readonly [number, number],
): number {
  const tones = chordPitchClasses(chordAt(frame.chords, beat))
  const allowed = onChord ? tones : scaleOf(bar.section.key)
  const [low, high] = register
  let best = Math.round(from)
  let bestCost = Infinity
  for (let pitch = low; pitch <= high; pitch++) {
    if (!allowed.includes(pitchClassOf(pitch))) continue
    const distance = pitch - from
    const repeated = Math.abs(distance) < 0.5 ? 3 : 0
    const against = Math.sign(distance) === -direction ? 1.5 : 0
    const cost = Math.abs(distance) + repeated + against + Math.abs(pitch - (low + high) / 2) * 0.12
    if (cost < bestCost) [best, bestCost] = [pitch, cost]
  }
  return best
}
