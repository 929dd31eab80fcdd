import type { Random } from '../../../dsp/random.js'
import { CHORD_QUALITIES } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { scaleOf, type Key } from '../../../music/scale.js'
import type { ChordSpan } from '../../../music/score.js'
import type { BassPattern } from '../../profiles/profile.js'
import { BASS } from '../../profiles/shared/bass-patterns.js'
import { isTriplets, type Stroke } from './player.js'
import { chordAt, type Bar, type SongFrame } from './song-frame.js'

export interface BassRequest {
  readonly frame: SongFrame
  readonly patternFor: (bar: Bar) => BassPattern
  readonly isActive: (bar: Bar) => boolean
  readonly kickBeats: readonly number[]
  readonly lowMidi: number
  readonly highMidi: number
  /** Chance that the line runs into the next section instead of stepping; default 0. */
  readonly runs?: number
  readonly random: Random
}

/** A bass line over the chords: patterns, walking quarters or the bass drum's rhythm, leading into the next root. */
export function playBass(request: BassRequest): Stroke[] {
  const { frame, isActive } = request
  const strokes: Stroke[] = []
  const line = new BassLine(request)
  for (const bar of frame.bars) {
    if (!isActive(bar)) continue
    if (bar.isFinal) {
      const chord = chordAt(frame.chords, bar.startBeat)
      strokes.push({
        startBeat: bar.startBeat,
        durationBeats: bar.beats,
        pitchMidi: line.rootOf(chord),
        velocity: 0.75,
      })
      continue
    }
    const pattern = request.patternFor(bar)
    const loudness = 0.7 + 0.25 * bar.energy
    if (pattern.style === 'walking') strokes.push(...line.walk(bar, 1 / pattern.stepsPerBeat, loudness))
    else {
      const played =
        pattern.style === 'kick'
          ? line.followKick(bar, pattern, loudness)
          : line.playCells(bar, pattern, loudness)
      strokes.push(...line.runInto(bar, played, loudness))
    }
  }
  return strokes
}

class BassLine {
  private last: number | undefined

  constructor(private readonly request: BassRequest) {}

  /** The root (or slash bass) in the octave nearest to where the hand is. */
  rootOf(chord: ChordSpan): number {
    return this.place(chord.bass ?? chord.root)
  }

  private place(pitchClass: number): number {
    const { lowMidi, highMidi } = this.request
    // Below D2 most systems lose the pitch, above A2 it stops being a bass; favour what lies between.
    const home = Math.max(lowMidi + 5, Math.min(highMidi, 38))
    const near = this.last === undefined ? home : 0.5 * home + 0.5 * this.last
    let best = lowMidi + pitchClassOf(pitchClass - lowMidi)
    for (let pitch = best; pitch <= highMidi; pitch += 12) {
      if (Math.abs(pitch - near) < Math.abs(best - near)) best = pitch
    }
    return best
  }

  playCells(bar: Bar, pattern: BassPattern, loudness: number): Stroke[] {
    const { frame } = this.request
    const stepBeats = 1 / pattern.stepsPerBeat
    const steps = Math.round(bar.beats / stepBeats)
    const barsInPattern = Math.max(1, Math.round(pattern.cells.length / steps))
    const from = (bar.barInSection % barsInPattern) * steps
    const strokes: Stroke[] = []
    for (let step = 0; step < steps; step++) {
      const cell = pattern.cells[(from + step) % pattern.cells.length]!
      const beat = bar.startBeat + step * stepBeats
      const chord = chordAt(frame.chords, beat)
      const changes = Math.abs(chord.startBeat - beat) < 1e-6 && step > 0
      // A chord that changes under a held note, or in a rest of a busy line, gets its root.
      const effective = cell === '-' && changes ? 'R' : cell
      if (effective === '.' || effective === '-') continue
      let length = 1
      while (step + length < steps && pattern.cells[(from + step + length) % pattern.cells.length] === '-') {
        const there = beat + length * stepBeats
        if (Math.abs(chordAt(frame.chords, there).startBeat - there) < 1e-6) break
        length++
      }
      const root = this.rootOf(chord)
      const pitch = this.pitchFor(effective, root, chord, beat, bar.section.key)
      this.last = root
      const dead = effective === 'x'
      const soft = effective === 'r' || dead
      strokes.push({
        startBeat: beat,
        durationBeats: length * stepBeats * (length === 1 && pattern.stepsPerBeat > 1 ? 0.8 : 0.95),
        pitchMidi: pitch,
        velocity: loudness * (soft ? 0.68 : step === 0 ? 1 : 0.9),
        exact: isTriplets(pattern.stepsPerBeat),
        ...(dead ? { articulation: 'muted' as const } : {}),
      })
    }
    return strokes
  }

  /** Plays with the bass drum; where it rests for a whole bar, which is two in half-time, a held root. */
  followKick(bar: Bar, { stepsPerBeat }: BassPattern, loudness: number): Stroke[] {
    const { frame, kickBeats } = this.request
    const end = bar.startBeat + bar.beats
    const beats = kickBeats.filter((beat) => beat >= bar.startBeat - 1e-6 && beat < end - 1e-6)
    const isSecondHalf = stepsPerBeat < BASS.kickLocked.stepsPerBeat && bar.barInSection % 2 === 1
    const begins = beats.length > 0 && beats[0]! <= bar.startBeat + 0.01
    if (!begins && !isSecondHalf) beats.unshift(bar.startBeat)
    return beats.map((beat, index) => {
      const chord = chordAt(frame.chords, beat)
      const root = this.rootOf(chord)
      this.last = root
      const length = (beats[index + 1] ?? end) - beat
      return { startBeat: beat, durationBeats: length * 0.9, pitchMidi: root, velocity: loudness }
    })
  }

  /** A bar whose last beat climbs or falls by step into the root of the section to come, if it is one to run into. */
  runInto(bar: Bar, played: readonly Stroke[], loudness: number): readonly Stroke[] {
    const { frame, runs = 0, random, isActive } = this.request
    const next = frame.bars[bar.index + 1]
    if (!next || next.sectionIndex === bar.sectionIndex || bar.barsInSection < 4 || played.length === 0)
      return played
    // Drawn for every such bar, whoever plays in it, so that one section does not reshuffle the next.
    const wants = random.fork(`run ${bar.section.id}`).chance(runs)
    if (!wants || !isActive(next) || next.isFinal || bar.beats < 3) return played
    const endBeat = bar.startBeat + bar.beats
    const chord = chordAt(frame.chords, next.startBeat)
    const target = this.place(chord.bass ?? chord.root)
    const before = played.findLast(({ startBeat }) => startBeat < endBeat - 1.01)
    if (!before) return played
    const direction = before.pitchMidi <= target ? -1 : 1
    const steps = stepsTowards(target, direction, bar.section.key)
    if (steps.some((pitch) => pitch < this.request.lowMidi || pitch > this.request.highMidi)) return played
    const kept = played.flatMap((stroke) => {
      if (stroke.startBeat >= endBeat - 1.01) return []
      const durationBeats = Math.min(stroke.durationBeats, endBeat - 1 - stroke.startBeat)
      return [{ ...stroke, durationBeats }]
    })
    return [
      ...kept,
      ...steps.map((pitchMidi, i) => ({
        startBeat: endBeat - 1 + i / 2,
        durationBeats: 0.45,
        pitchMidi,
        velocity: loudness * (0.86 + 0.1 * i),
      })),
    ]
  }

  /** Beats of so many quarter notes: root, chord tones and scale steps, and a step into the next chord's root. */
  walk(bar: Bar, beatLength: number, loudness: number): Stroke[] {
    const { frame, random, lowMidi, highMidi } = this.request
    const beats = Math.max(1, Math.floor(bar.beats / beatLength + 1e-6))
    const scale = new Set(scaleOf(bar.section.key))
    const strokes: Stroke[] = []
    for (let i = 0; i < beats; i++) {
      const beat = bar.startBeat + i * beatLength
      const chord = chordAt(frame.chords, beat)
      const isNewChord = Math.abs(chord.startBeat - beat) < 1e-6
      const next = chordAt(frame.chords, beat + beatLength)
      const before = this.last ?? this.rootOf(chord)
      let pitch: number
      if (isNewChord) pitch = this.rootOf(chord)
      else if (next.startBeat > chord.startBeat) {
        const target = this.place(next.bass ?? next.root)
        const approaches = [
          target - 1,
          target + 1,
          ...[target - 2, target + 2].filter((p) => scale.has(pitchClassOf(p))),
        ]
        const usable = approaches.filter((p) => p !== before && Math.abs(p - before) <= 8)
        pitch = random.pick(usable.length > 0 ? usable : approaches)
      } else {
        const tones = CHORD_QUALITIES[chord.quality].map((step) => pitchClassOf(chord.root + step))
        const options: number[] = []
        for (let p = Math.max(lowMidi, before - 7); p <= Math.min(highMidi, before + 7); p++) {
          if (p === before) continue
          const distance = Math.abs(p - before)
          if (tones.includes(pitchClassOf(p)) || (distance <= 2 && scale.has(pitchClassOf(p))))
            options.push(p)
        }
        const homeward = (p: number): number => 1 / (1 + Math.abs(p - before) + 0.25 * Math.abs(p - 40))
        pitch = options.length > 0 ? random.weighted(options, homeward) : this.rootOf(chord)
      }
      pitch = Math.min(highMidi, Math.max(lowMidi, pitch))
      strokes.push({
        startBeat: beat,
        durationBeats: 0.92 * beatLength,
        pitchMidi: pitch,
        velocity: loudness * (i % 2 === 0 ? 0.92 : 1),
      })
      this.last = pitch
    }
    if (beats >= 3 && random.chance(0.15)) {
      const last = strokes.at(-1)!
      strokes.push({
        ...last,
        startBeat: last.startBeat + 0.5 * beatLength,
        durationBeats: 0.4 * beatLength,
        velocity: loudness * 0.6,
      })
      strokes[strokes.length - 2] = { ...last, durationBeats: 0.45 * beatLength }
    }
    return strokes
  }

  private pitchFor(cell: string, root: number, chord: ChordSpan, beat: number, key: Key): number {
    const { frame, lowMidi, highMidi } = this.request
    const shape = CHORD_QUALITIES[chord.quality]
    const fold = (pitch: number): number =>
      pitch > highMidi ? pitch - 12 : pitch < lowMidi ? pitch + 12 : pitch
    switch (cell) {
      case '8':
        return fold(root + 12)
      case '5': {
        const fifth = shape.find((step) => step >= 6 && step <= 8) ?? 7
        return root + fifth - 12 >= lowMidi && root > 40 ? root + fifth - 12 : fold(root + fifth)
      }
      case '3':
        return fold(root + (shape.find((step) => step >= 2 && step <= 5) ?? 7))
      case '6':
        return fold(root + 9)
      case '7':
        return fold(root + (shape.find((step) => step === 10 || step === 11) ?? 10))
      case 'n': {
        const next = chordAt(frame.chords, chord.endBeat + 1e-3)
        return chord.endBeat - beat <= 1.01 ? this.place(next.bass ?? next.root) : root
      }
      case 'a': {
        const next = chordAt(frame.chords, chord.endBeat + 1e-3)
        const soon = chord.endBeat - beat <= 1.01
        if (!soon || next.root === chord.root)
          return fold(root + (shape.find((step) => step >= 6 && step <= 8) ?? 7))
        const target = this.place(next.bass ?? next.root)
        const scale = scaleOf(key)
        const below = scale.includes(pitchClassOf(target - 2)) ? target - 2 : target - 1
        const above = scale.includes(pitchClassOf(target + 2)) ? target + 2 : target + 1
        return fold(root < target ? below : above)
      }
      default:
        return root
    }
  }
}

/** Two steps of the scale that lead to a pitch, from below (-1) or above (1). */
function stepsTowards(target: number, direction: 1 | -1, key: Key): number[] {
  const scale = new Set(scaleOf(key))
  const steps: number[] = []
  for (let pitch = target + direction; steps.length < 2; pitch += direction) {
    if (scale.has(pitchClassOf(pitch))) steps.unshift(pitch)
  }
  return steps
}
