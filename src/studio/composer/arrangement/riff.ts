import type { Random } from '../../../dsp/random.js'
import { chordPitchClasses } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { scaleOf, type Key } from '../../../music/scale.js'
import { pentatonicOf } from '../settings.js'
import { isTriplets, type Stroke } from './player.js'
import { chordAt, type Bar, type SongFrame } from './song-frame.js'

export interface RiffRequest {
  readonly frame: SongFrame
  readonly isActive: (bar: Bar) => boolean
  readonly register: readonly [low: number, high: number]
  /** Rhythms in the notation of `Slot`. */
  readonly rhythm: string
  readonly stepsPerBeat: number
  /** A stream of the take. */
  readonly random: Random
}

/** A short figure that comes back all through its sections, bent to each chord. */
export function playRiff({ frame, isActive, register, rhythm, stepsPerBeat, random }: RiffRequest): Stroke[] {
  const contour = writeContour([...rhythm].filter((cell) => cell === 'x').length, random)
  return frame.bars.flatMap((bar) => {
    if (!isActive(bar) || bar.isFinal || competes(bar, frame, register)) return []
    return playBar(bar, frame, register, rhythm, stepsPerBeat, contour)
  })
}

/** A figure in the register of a played tune gives way to it; under a voice it is a hook. */
function competes(bar: Bar, { leadSpans, isSung }: SongFrame, [low]: readonly [number, number]): boolean {
  if (isSung || low < 57) return false
  const end = bar.startBeat + bar.beats
  const covered = leadSpans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(end, span.endBeat) - Math.max(bar.startBeat, span.startBeat)),
    0,
  )
  return covered > 0.5 * bar.beats
}

/** Scale steps above the bottom of the figure: mostly steps, now and then a leap, coming home at the end. */
function writeContour(count: number, random: Random): number[] {
  const contour: number[] = []
  let step = random.int(3)
  for (let i = 0; i < count; i++) {
    contour.push(step)
    const leap = random.chance(0.25) ? random.pick([-3, 3, 4]) : random.pick([-1, 1, 1, -1, 0, 2])
    step = Math.min(6, Math.max(0, step + leap))
  }
  if (count > 2) contour[count - 1] = contour[0]!
  return contour
}

function playBar(
  bar: Bar,
  frame: SongFrame,
  register: readonly [number, number],
  rhythm: string,
  stepsPerBeat: number,
  contour: readonly number[],
): Stroke[] {
  const steps = Math.round(bar.beats * stepsPerBeat)
  const barsInRhythm = Math.max(1, Math.round(rhythm.length / steps))
  const from = (bar.barInSection % barsInRhythm) * steps
  let note = [...rhythm.slice(0, from)].filter((cell) => cell === 'x').length
  const strokes: Stroke[] = []
  for (let step = 0; step < steps; step++) {
    if (rhythm[(from + step) % rhythm.length] !== 'x') continue
    let length = 1
    while (step + length < steps && rhythm[(from + step + length) % rhythm.length] === '-') length++
    const beat = bar.startBeat + step / stepsPerBeat
    const strong = step % (stepsPerBeat * 2) === 0
    const pitch = pitchOf(contour[note % contour.length]!, bar.section.key, frame, beat, register[0], strong)
    note++
    strokes.push({
      startBeat: beat,
      durationBeats: (length / stepsPerBeat) * 0.92,
      pitchMidi: pitch > register[1] ? pitch - 12 : pitch,
      velocity: (0.6 + 0.25 * bar.energy) * (strong ? 1 : 0.88),
      exact: isTriplets(stepsPerBeat),
    })
  }
  return strokes
}

/** Counts pentatonic steps above the register's bottom; strong notes, and notes a semitone off, go to the chord. */
function pitchOf(
  step: number,
  key: Key,
  frame: SongFrame,
  beat: number,
  low: number,
  strong: boolean,
): number {
  const scale = pentatonicOf(key)
  const tonicLow = low + pitchClassOf(key.tonic - low)
  const ladder = scale.map((pitchClass) => pitchClassOf(pitchClass - key.tonic)).sort((a, b) => a - b)
  const octave = Math.floor(step / ladder.length)
  const pitch = tonicLow + ladder[step % ladder.length]! + 12 * octave
  const tones = chordPitchClasses(chordAt(frame.chords, beat))
  const clashes = tones.some((tone) => [1, 11].includes(pitchClassOf(pitch - tone)))
  return strong || clashes ? nearestTone(pitch, tones, key) : pitch
}

function nearestTone(pitch: number, tones: readonly number[], key: Key): number {
  const scale = scaleOf(key)
  for (let distance = 0; distance <= 6; distance++) {
    for (const candidate of [pitch - distance, pitch + distance]) {
      if (tones.includes(pitchClassOf(candidate))) return candidate
      if (distance > 4 && scale.includes(pitchClassOf(candidate))) return candidate
    }
  }
  return pitch
}
