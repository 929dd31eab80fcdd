import type { Random } from '../../../dsp/random.js'
import type { InstrumentTrack, Note } from '../../../music/score.js'
import { beatToSeconds, type TempoMap } from '../../../music/tempo-map.js'
import type { Instrument } from '../../instruments.js'
import type { EndingKind, GenreProfile } from '../../profiles/profile.js'
import { pickForTake } from '../take-choice.js'
import { playBass } from './bass.js'
import { playChords } from './chords.js'
import { withoutParallels } from './counterpoint.js'
import { playCounterMelody } from './counter-melody.js'
import { playDrums } from './drums.js'
import { playAccents, playTransitions } from './effects.js'
import type { Orchestra, Seat } from './orchestra.js'
import { playPad } from './pad.js'
import { pickBassPattern, pickChordPattern, type PatternQuery } from './pick-pattern.js'
import { Player, type Stroke } from './player.js'
import { playRiff } from './riff.js'
import type { Bar, SongFrame } from './song-frame.js'

export interface ArrangementRequest {
  readonly frame: SongFrame
  readonly profile: GenreProfile
  readonly orchestra: Orchestra
  readonly tempoMap: TempoMap
  readonly ending: EndingKind
  readonly temperature: number
  readonly takeIndex: number
  /** A stream of the task. */
  readonly random: Random
}

const HIGHEST_BASS = 57

/** Everyone but the singers and the lead. */
export function arrange(request: ArrangementRequest): { tracks: InstrumentTrack[]; facts: string[] } {
  const { frame, profile, orchestra, takeIndex, random } = request
  const facts: string[] = []
  let kickBeats: readonly number[] = []
  // The drummer first: the bass player listens to the bass drum.
  const seats = orchestra.seats.toSorted(
    (a, b) => Number(b.slot.role === 'drums') - Number(a.slot.role === 'drums'),
  )
  const tracks = seats.flatMap((seat) => {
    const { slot, instrument } = seat
    const own = random.fork(`player ${slot.id}`)
    const take = own.fork(takeIndex)
    const isActive = activity(seat)
    let strokes: Stroke[]
    switch (slot.role) {
      case 'drums': {
        const part = playDrums({
          frame,
          grooves: profile.grooves,
          fills: profile.fills,
          isActive,
          temperature: request.temperature,
          takeIndex,
          random: own,
        })
        kickBeats = part.kickBeats
        facts.push(...part.facts.map((fact) => `drums, ${fact}`))
        strokes = part.strokes
        break
      }
      case 'percussion': {
        const meter = `${frame.plan.meter.numerator}/${frame.plan.meter.denominator}`
        const grooves = slot.grooves.filter((groove) => groove.meter === meter)
        strokes =
          grooves.length === 0
            ? []
            : playDrums({
                frame,
                grooves,
                fills: [],
                isActive: (bar) => isActive(bar) && !bar.isFinal && bar.section.kind !== 'build',
                temperature: request.temperature,
                takeIndex,
                random: own,
              }).strokes.filter(({ pitchMidi }) => pitchMidi !== 49)
        break
      }
      case 'bass':
        strokes = playBass({
          frame,
          patternFor: perSection((bar) => pickBassPattern(slot.patterns, query(bar, request, own))),
          isActive,
          kickBeats,
          lowMidi: instrument.lowMidi,
          highMidi: Math.min(instrument.highMidi, HIGHEST_BASS),
          random: take,
        })
        if (frame.tune && profile.harmony.strictVoiceLeading) {
          const range = [instrument.lowMidi, Math.min(instrument.highMidi, HIGHEST_BASS)] as const
          strokes = withoutParallels(strokes.toSorted(byStart), frame.tune, frame.chords, range)
        }
        break
      case 'chords':
        strokes = playChords({
          frame,
          patternFor: perSection((bar) => pickChordPattern(slot.patterns, query(bar, request, own))),
          isActive,
          register: slot.register,
          voices: slot.voices ?? 4,
          guitar: gripsLikeGuitar(instrument),
        })
        break
      case 'pad':
        strokes = playPad({ frame, isActive, register: slot.register, voices: slot.voices ?? 4 })
        break
      case 'riff':
        strokes = playRiff({
          frame,
          isActive,
          register: slot.register,
          rhythm: pickForTake(slot.rhythms, takeIndex, own.fork('rhythm')),
          stepsPerBeat: slot.stepsPerBeat,
          random: take,
        })
        break
      case 'counter':
        strokes = playCounterMelody({
          frame,
          isActive,
          register: slot.register,
          gridBeats: Math.min(0.5, profile.melody.gridBeats),
          random: take,
        })
        break
      case 'accents':
        strokes = playAccents(frame, isActive, slot.register)
        break
      case 'transitions':
        strokes = playTransitions(frame, slot.effect, slot.fromEnergy)
        break
    }
    const player = new Player(
      frame.plan,
      { tightness: profile.tightness, lagSeconds: lagOf(seat, profile) },
      take.fork('hand'),
      profile.sixteenthSwing,
    )
    const notes = finishNotes(
      strokes.toSorted(byStart).map((stroke) => player.play(stroke)),
      instrument,
      request,
    )
    if (notes.length === 0) return []
    return [
      {
        kind: 'instrument' as const,
        id: slot.id,
        stem: instrument.stem,
        instrument: instrument.id,
        gainDb: slot.gainDb,
        pan: slot.pan,
        notes,
      },
    ]
  })
  return { tracks, facts }
}

function byStart(a: Stroke, b: Stroke): number {
  return a.startBeat - b.startBeat
}

/** Asks once a section: all its bars are played alike. */
function perSection<T>(choose: (bar: Bar) => T): (bar: Bar) => T {
  const chosen = new Map<number, T>()
  return (bar) => {
    let choice = chosen.get(bar.sectionIndex)
    if (choice === undefined) chosen.set(bar.sectionIndex, (choice = choose(bar)))
    return choice
  }
}

function query(bar: Bar, { frame, takeIndex }: ArrangementRequest, random: Random): PatternQuery {
  return {
    plan: frame.plan,
    energy: bar.section.energy,
    kind: bar.section.kind,
    takeIndex,
    random: random.fork('pattern'),
  }
}

/** When a player plays: by the energy of the bar and the kinds of section the slot names. */
function activity({ slot }: Seat): (bar: Bar) => boolean {
  return (bar) => {
    const { kind } = bar.section
    if (slot.only && !slot.only.includes(kind)) return false
    if (slot.never?.includes(kind)) return false
    return bar.energy >= slot.fromEnergy && bar.energy <= (slot.toEnergy ?? 1)
  }
}

function gripsLikeGuitar({ stem, id }: Instrument): boolean {
  return stem === 'guitar' && id.endsWith('guitar')
}

/** Loose genres lay the snare and the bass back a little; comping sits between. */
function lagOf({ slot }: Seat, { tightness }: GenreProfile): number {
  const laidBack = 0.012 * (1 - tightness)
  switch (slot.role) {
    case 'drums':
    case 'percussion':
    case 'transitions':
    case 'accents':
      return 0
    case 'bass':
      return laidBack * 0.6
    case 'chords':
    case 'riff':
      return laidBack * 0.4
    case 'pad':
    case 'counter':
      return laidBack
  }
}

/** Beats over which a fade-out sinks to nothing, at most. */
const FADE_BEATS = 32

/**
 * Brings notes into the instrument's range and the song, ends them as the song ends, and keeps a repeated pitch from
 * sounding over itself.
 */
export function finishNotes(
  notes: readonly Note[],
  instrument: Instrument,
  request: Pick<ArrangementRequest, 'frame' | 'ending' | 'tempoMap'>,
): Note[] {
  const { frame, ending, tempoMap } = request
  const { endBeat } = frame.plan
  const isKit = instrument.source.kind === 'kit' || instrument.source.kind === 'drum-machine'
  const lastBar = frame.bars.at(-1)!
  const fadeFrom = Math.max(endBeat / 2, endBeat - FADE_BEATS)
  const finished: { -readonly [field in keyof Note]: Note[field] }[] = []
  const open = new Map<number, number>()
  for (const note of notes.toSorted((a, b) => a.startBeat - b.startBeat)) {
    if (note.startBeat < 0 || note.startBeat >= endBeat - 1e-6) continue
    const startSeconds = beatToSeconds(tempoMap, note.startBeat)
    if (startSeconds < -1e-9) continue
    const pitchMidi = isKit ? note.pitchMidi : fold(note.pitchMidi, instrument)
    const isEnd = lastBar.isFinal && note.startBeat >= lastBar.startBeat - 1e-6
    const button = isEnd && ending === 'button' && !isKit
    const longest = endBeat - note.startBeat
    const durationBeats = Math.min(longest, button ? Math.min(0.5, note.durationBeats) : note.durationBeats)
    const fade =
      ending === 'fade' && note.startBeat > fadeFrom
        ? Math.max(0.06, 1 - (note.startBeat - fadeFrom) / (endBeat - fadeFrom))
        : 1
    const before = open.get(pitchMidi)
    if (before !== undefined) {
      const earlier = finished[before]!
      const room = note.startBeat - earlier.startBeat
      if (room < 1e-6) continue
      if (earlier.durationBeats > room) earlier.durationBeats = room
    }
    open.set(pitchMidi, finished.length)
    const articulation = button ? 'staccato' : note.articulation
    // Field by field: spreading the note took a tenth of the time that composing takes.
    const copy: (typeof finished)[number] = {
      startBeat: note.startBeat,
      durationBeats,
      pitchMidi,
      velocity: Math.round(note.velocity * fade * 1000) / 1000,
      offsetSeconds: Math.max(-startSeconds, note.offsetSeconds ?? 0),
    }
    if (articulation !== undefined) copy.articulation = articulation
    finished.push(copy)
  }
  return finished
}

/** Moves a pitch by octaves into the instrument's range. */
function fold(pitchMidi: number, { lowMidi, highMidi }: Instrument): number {
  let pitch = pitchMidi
  while (pitch < lowMidi) pitch += 12
  while (pitch > highMidi) pitch -= 12
  return Math.max(lowMidi, pitch)
}
