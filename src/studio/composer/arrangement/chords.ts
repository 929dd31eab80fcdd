import { chordPitchClasses } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { ChordSpan } from '../../../music/score.js'
import type { ChordPattern } from '../../profiles/profile.js'
import { guitarShape, powerChord, voiceLead } from '../harmony/voicing.js'
import { isTriplets, type Stroke } from './player.js'
import { chordAt, type Bar, type SongFrame } from './song-frame.js'

export interface ChordPlayerRequest {
  readonly frame: SongFrame
  readonly patternFor: (bar: Bar) => ChordPattern
  readonly isActive: (bar: Bar) => boolean
  readonly register: readonly [low: number, high: number]
  readonly voices: number
  /** Grips chords like a guitar instead of a keyboard. */
  readonly guitar: boolean
  /** Lets the notes of broken chords ring into each other: strings left open, or a pedal that is changed with the chord. */
  readonly rings: boolean
}

/** Time between neighbouring strings of a strum, in seconds: a relaxed hand crosses six strings in about 55 ms. */
const STRING_SECONDS = 0.011

/** How many strings a stroke of the hand crosses: only accents sweep over all of them, up-strokes catch the high ones. */
const ALL_STRINGS = 6
const SOFT_DOWN_STRINGS = 4
const UP_STRINGS = 4
const SOFT_UP_STRINGS = 3
const MUTED_STRINGS = 3

/** The longest that a note of a broken chord rings, in beats. */
const LONGEST_RING_BEATS = 4

/** Plays the figures of `ChordPattern` over the chords, each voicing close to the one before. */
export function playChords(request: ChordPlayerRequest): Stroke[] {
  const hand = new Hand(request)
  return request.frame.bars.flatMap((bar) => {
    if (!request.isActive(bar)) return []
    const pattern = request.patternFor(bar)
    return bar.isFinal ? hand.finish(bar, pattern) : hand.playBar(bar, pattern)
  })
}

class Hand {
  private readonly voicings = new Map<ChordSpan, readonly number[]>()
  private previous: readonly number[] | undefined

  constructor(private readonly request: ChordPlayerRequest) {}

  playBar(bar: Bar, pattern: ChordPattern): Stroke[] {
    const stepBeats = 1 / pattern.stepsPerBeat
    const steps = Math.round(bar.beats / stepBeats)
    return pattern.lanes.flatMap((lane) => this.playLane(bar, lane, pattern, steps, stepBeats))
  }

  private playLane(
    bar: Bar,
    lane: string,
    pattern: ChordPattern,
    steps: number,
    stepBeats: number,
  ): Stroke[] {
    const { frame } = this.request
    const barsInLane = Math.max(1, Math.round(lane.length / steps))
    const from = (bar.barInSection % barsInLane) * steps
    const cellAt = (step: number): string => lane[(from + step) % lane.length]!
    const loudness = 0.62 + 0.38 * bar.energy
    const exact = isTriplets(pattern.stepsPerBeat)
    const rings = this.request.rings && pattern.lanes.some((each) => /[0-9]/.test(each))
    const strokes: Stroke[] = []
    let sounding = '.'
    for (let step = 0; step < steps; step++) {
      let cell = cellAt(step)
      const beat = bar.startBeat + step * stepBeats
      const chord = chordAt(frame.chords, beat)
      const changes = step > 0 && Math.abs(chord.startBeat - beat) < 1e-6
      // A held chord is struck again where the harmony changes under it; a broken one simply goes on.
      if (cell === '-' && changes && /[XxDUduPb]/.test(sounding)) cell = sounding
      if (cell === '.' || cell === '-') {
        if (cell === '.') sounding = '.'
        continue
      }
      sounding = cell
      let length = 1
      while (step + length < steps && cellAt(step + length) === '-') {
        const there = beat + length * stepBeats
        if (Math.abs(chordAt(frame.chords, there).startBeat - there) < 1e-6) break
        length++
      }
      const struck = this.strike(cell, chord, beat, length * stepBeats, length > 1, loudness, exact)
      strokes.push(...(rings && /[0-9bf]/.test(cell) ? struck.map((each) => ring(each, chord)) : struck))
    }
    return strokes
  }

  /** The last chord of the song, low note included. */
  finish(bar: Bar, pattern: ChordPattern): Stroke[] {
    const chord = chordAt(this.request.frame.chords, bar.startBeat)
    const cells = pattern.lanes.join('')
    const cell = cells.includes('P') ? 'P' : /[DU]/.test(cells) ? 'D' : 'x'
    const loudness = 0.7 + 0.2 * bar.energy
    const bass =
      cells.includes('b') && cell !== 'D'
        ? this.strike('b', chord, bar.startBeat, bar.beats, true, loudness, false)
        : []
    return [...bass, ...this.strike(cell, chord, bar.startBeat, bar.beats, true, loudness, false)]
  }

  private strike(
    cell: string,
    chord: ChordSpan,
    beat: number,
    beats: number,
    held: boolean,
    loudness: number,
    exact: boolean,
  ): Stroke[] {
    const stroke = (
      pitchMidi: number,
      velocity: number,
      durationBeats: number,
      more: Partial<Stroke> = {},
    ): Stroke => ({
      startBeat: beat,
      durationBeats,
      pitchMidi,
      velocity: velocity * loudness,
      exact,
      ...more,
    })
    const length = held ? beats * 0.97 : beats * 0.85
    switch (cell) {
      case 'X':
        return this.block(chord).map((pitch) => stroke(pitch, 0.92, length))
      case 'x':
        return this.block(chord).map((pitch) => stroke(pitch, 0.76, length))
      case 's':
        return this.block(chord).map((pitch) => stroke(pitch, 0.8, beats * 0.6, { articulation: 'staccato' }))
      case 'g':
        return this.block(chord).map((pitch) => stroke(pitch, 0.38, beats * 0.5, { articulation: 'ghost' }))
      case 'D':
      case 'd':
        return this.strum(chord, false, cell === 'D' ? ALL_STRINGS : SOFT_DOWN_STRINGS).map(
          ({ pitch, order }) =>
            stroke(pitch, (cell === 'D' ? 0.86 : 0.62) * (1 - 0.03 * order), length, {
              spreadSeconds: order * STRING_SECONDS,
            }),
        )
      case 'U':
      case 'u':
        return this.strum(chord, true, cell === 'U' ? UP_STRINGS : SOFT_UP_STRINGS).map(({ pitch, order }) =>
          stroke(pitch, (cell === 'U' ? 0.72 : 0.52) * (1 - 0.05 * order), length, {
            spreadSeconds: order * STRING_SECONDS * 0.8,
          }),
        )
      case 'm':
        return this.strum(chord, false, MUTED_STRINGS).map(({ pitch, order }) =>
          stroke(pitch, 0.42, beats * 0.4, { articulation: 'muted', spreadSeconds: order * 0.004 }),
        )
      case 'P':
        return powerChord(chord).map((pitch, i) => stroke(pitch, 0.9, length, { spreadSeconds: i * 0.002 }))
      case 'p':
        return powerChord(chord)
          .slice(0, 2)
          .map((pitch) => stroke(pitch, 0.72, beats * 0.75, { articulation: 'muted' }))
      case 'b':
        return [stroke(this.low(chord.bass ?? chord.root), 0.85, length)]
      case 'f':
        return [stroke(this.low(fifthOf(chord)), 0.72, length)]
      default:
        return [stroke(this.tone(chord, Number(cell)), 0.72, held ? length : beats * 1.4)]
    }
  }

  private voicing(chord: ChordSpan): readonly number[] {
    const known = this.voicings.get(chord)
    if (known) return known
    const pitches = voiceLead(chord, this.request.voices, this.request.register, this.previous)
    this.voicings.set(chord, pitches)
    this.previous = pitches
    return pitches
  }

  private block(chord: ChordSpan): readonly number[] {
    return this.request.guitar ? guitarShape(chord).slice(-4) : this.voicing(chord)
  }

  private strum(chord: ChordSpan, up: boolean, count: number): { pitch: number; order: number }[] {
    const shape = this.request.guitar ? guitarShape(chord) : [...this.voicing(chord)]
    const strings = up ? shape.slice(-count).reverse() : shape.slice(0, count)
    return strings.map((pitch, order) => ({ pitch, order }))
  }

  /** The n-th chord tone upwards from the bottom of the hand. */
  private tone(chord: ChordSpan, index: number): number {
    const tones = new Set(chordPitchClasses(chord))
    const bottom = this.request.guitar ? guitarShape(chord)[0]! + 7 : this.voicing(chord)[0]!
    let pitch = bottom
    while (!tones.has(pitchClassOf(pitch))) pitch++
    for (let left = index; left > 0;) {
      pitch++
      if (tones.has(pitchClassOf(pitch))) left--
    }
    // Wide figures fold back instead of leaving the register.
    const high = this.request.register[1] + 5
    while (pitch > high) pitch -= 12
    return pitch
  }

  private low(pitchClass: number): number {
    if (this.request.guitar) return 40 + pitchClassOf(pitchClass - 40)
    const from = this.request.register[0] - 14
    return from + pitchClassOf(pitchClass - from)
  }
}

/** A note that is left to ring until the harmony changes. */
function ring(stroke: Stroke, { endBeat }: ChordSpan): Stroke {
  const untilChange = Math.min(LONGEST_RING_BEATS, endBeat - stroke.startBeat)
  return { ...stroke, durationBeats: Math.max(stroke.durationBeats, untilChange * 0.98) }
}

function fifthOf(chord: ChordSpan): number {
  return (
    chordPitchClasses(chord).find((tone) => [6, 7, 8].includes(pitchClassOf(tone - chord.root))) ??
    chord.root + 7
  )
}
