import type { Random } from '../../../dsp/random.js'
import type { InstrumentTrack, Note } from '../../../music/score.js'
import { beatToSeconds, type TempoMap } from '../../../music/tempo-map.js'
import { isKit, type Instrument } from '../../instruments.js'
import type { Manner } from '../../profiles/course.js'
import type { DrumGroove, EndingKind, GenreProfile } from '../../profiles/profile.js'
import { FAMILY_COURSES } from '../../profiles/shared/courses.js'
import { HAND_DRUMS } from '../../profiles/shared/percussion.js'
import { claveOf } from '../clave.js'
import { naturalEnergy } from '../form/energy.js'
import { bassAt, type Feel } from '../feel.js'
import { pickForTake } from '../take-choice.js'
import { articulate } from './articulate.js'
import { playBass } from './bass.js'
import { playChords } from './chords.js'
import { withoutParallels } from './counterpoint.js'
import { playCounterMelody } from './counter-melody.js'
import { playDrums } from './drums.js'
import { playAccents, playTransitions } from './effects.js'
import type { Orchestra, Seat } from './orchestra.js'
import { homeTonic } from '../plan.js'
import { playPad } from './pad.js'
import { readinessOf } from './readiness.js'
import { pickBassPattern, pickChordPattern, type PatternQuery, type Share } from './pick-pattern.js'
import { planCourse, type Course } from './course.js'
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
  const isReady = readinessOf(frame, orchestra.seats)
  const course = planCourse({
    frame,
    seats: orchestra.seats,
    book: profile.form.course ?? FAMILY_COURSES[profile.family],
    keepsClave: claveOf(profile) !== undefined,
    isReady,
    takeIndex,
    random,
  })
  const shareOf = (seat: Seat, bar: Bar): Share => {
    const ready = orchestra.seats.filter((other) => isReady(other, bar))
    const comping = ready.filter((other) => other.slot.role === 'chords' && course.plays(other, bar))
    if (comping.indexOf(seat) > 0) return 'share'
    const isSupported = ready.some(({ slot }) => slot.role === 'drums' || slot.role === 'percussion')
    return comping.length === 1 && !isSupported ? 'carry' : 'steady'
  }
  const tonic = homeTonic(frame.plan)
  const tracks = seats.flatMap((seat) => {
    const { slot, instrument } = seat
    const own = random.fork(`player ${slot.id}`)
    const take = own.fork(takeIndex)
    const isActive = (bar: Bar): boolean => isReady(seat, bar) && course.plays(seat, bar)
    let strokes: Stroke[]
    switch (slot.role) {
      case 'drums': {
        const part = playDrums({
          frame,
          grooves: profile.grooves,
          fills: profile.fills,
          isActive,
          ...(slot.loops && { loopEnergy: loopEnergyOf(profile) }),
          feelIn: (bar) => feelOf(course.mannerIn(bar)),
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
        const inMeter = (groove: DrumGroove) => groove.meter === meter
        const known = slot.grooves.filter(inMeter)
        const grooves = known.length === 0 && seat.isWished ? HAND_DRUMS.filter(inMeter) : known
        strokes =
          grooves.length === 0
            ? []
            : playDrums({
                frame,
                grooves,
                fills: [],
                isActive: (bar) => isActive(bar) && !bar.isFinal && bar.section.kind !== 'build',
                ...(slot.loops && { loopEnergy: loopEnergyOf(profile) }),
                temperature: request.temperature,
                takeIndex,
                random: own,
              }).strokes.filter(({ pitchMidi }) => pitchMidi !== 49)
        break
      }
      case 'bass':
        strokes = playBass({
          frame,
          patternFor: perStage(course, (bar) =>
            bassAt(
              pickBassPattern(slot.patterns, query(bar, request, own, slot.loops)),
              course.mannerIn(bar) === 'half' ? 0.5 : 1,
            ),
          ),
          isActive,
          kickBeats,
          lowMidi: instrument.lowMidi,
          highMidi: Math.min(instrument.highMidi, HIGHEST_BASS),
          runs: RUNS * (1 - profile.tightness),
          random: take,
        })
        if (frame.tune && profile.harmony.strictVoiceLeading) {
          const range = [instrument.lowMidi, Math.min(instrument.highMidi, HIGHEST_BASS)] as const
          // After the stops: what they take out makes neighbours of notes that were none.
          const heard = course.withStops(strokes.toSorted(byStart), slot.role)
          strokes = withoutParallels(heard, frame.tune, frame.chords, range)
        }
        break
      case 'chords': {
        const turns = own.fork(`turns ${takeIndex}`).chance(TURNS * (1 - profile.tightness))
        strokes = playChords({
          frame,
          patternFor: perStage(course, (bar) => {
            const wanted = query(bar, request, own, slot.loops)
            // In half-time the quieter figures have the weight that the feel wants.
            const energy =
              course.mannerIn(bar) === 'half' ? Math.min(HALF_TIME_ENERGY, wanted.energy) : wanted.energy
            return pickChordPattern(slot.patterns, {
              ...wanted,
              energy,
              share: slot.loops ? 'steady' : shareOf(seat, bar),
              isTurn: isTurn(bar) && turns && !slot.loops,
            })
          }),
          isActive,
          register: slot.register,
          voices: slot.voices ?? 4,
          guitar: gripsLikeGuitar(instrument),
          rings: RINGING.has(instrument.id),
        })
        break
      }
      case 'pad':
        strokes = playPad({
          frame,
          isActive,
          register: slot.register,
          voices: slot.voices ?? 4,
          ...(slot.voice !== undefined && { voice: slot.voice }),
        })
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
          isWished: seat.isWished ?? false,
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
    const played = course.withStops(strokes.toSorted(byStart), slot.role).map((stroke) => player.play(stroke))
    const notes = finishNotes(
      slot.role === 'counter' ? articulate(played, instrument, profile.melody, take.fork('touch')) : played,
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
        ...(slot.doubled && { doubled: true }),
        ...(isKit(instrument) && { drumsTunedTo: tonic }),
        notes,
      },
    ]
  })
  return { tracks, facts }
}

function byStart(a: Stroke, b: Stroke): number {
  return a.startBeat - b.startBeat
}

const HALF_TIME_ENERGY = 0.5

/** Chance that a bass line runs into a new section, times how loosely the genre is played. */
const RUNS = 1.2
/** Chance that a player turns his phrases with another figure, times how loosely the genre is played. */
const TURNS = 1.6

/** The fourth bar of a phrase of four. */
function isTurn({ barInSection, barsInSection }: Bar): boolean {
  return barsInSection >= 4 && barInSection % 4 === 3
}

/** Asks once a section and manner, and once more for the turns: such bars are played alike. */
function perStage<T>(course: Course, choose: (bar: Bar) => T): (bar: Bar) => T {
  const chosen = new Map<string, T>()
  return (bar) => {
    const key = `${bar.sectionIndex} ${course.mannerIn(bar)} ${isTurn(bar)}`
    let choice = chosen.get(key)
    if (choice === undefined) chosen.set(key, (choice = choose(bar)))
    return choice
  }
}

function feelOf(manner: Manner): Feel {
  return manner === 'half' ? 0.5 : manner === 'double' ? 2 : 1
}

/** What loops is chosen as for any verse of the genre, so that a part that is made later has the same. */
function loopEnergyOf({ form }: GenreProfile): number {
  return naturalEnergy('verse', form)
}

function query(
  bar: Bar,
  { frame, profile, takeIndex }: ArrangementRequest,
  random: Random,
  loops = false,
): PatternQuery {
  return {
    plan: frame.plan,
    energy: loops ? loopEnergyOf(profile) : bar.section.energy,
    kind: loops ? 'verse' : bar.section.kind,
    takeIndex,
    random: random.fork('pattern'),
  }
}

/** Instruments whose strings go on sounding when the hand has left them: open ones, and those that a pedal frees. */
const RINGING: ReadonlySet<string> = new Set([
  'grand-piano',
  'bright-piano',
  'electric-piano',
  'fm-electric-piano',
  'harp',
  'acoustic-guitar',
  'nylon-guitar',
  'electric-guitar',
  'jazz-guitar',
])

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

/** Beats over which a fade-out sinks to nothing, at most, and share of the song: a short one is no fade from its middle on. */
const FADE_BEATS = 32
const FADE_SHARE = 0.2

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
  const isPitched = !isKit(instrument)
  const lastBar = frame.bars.at(-1)!
  const fadeFrom = endBeat - Math.min(FADE_BEATS, FADE_SHARE * endBeat)
  const finished: { -readonly [field in keyof Note]: Note[field] }[] = []
  const open = new Map<number, number>()
  for (const note of notes.toSorted((a, b) => a.startBeat - b.startBeat)) {
    if (note.startBeat < 0 || note.startBeat >= endBeat - 1e-6) continue
    const startSeconds = beatToSeconds(tempoMap, note.startBeat)
    if (startSeconds < -1e-9) continue
    const pitchMidi = isPitched ? fold(note.pitchMidi, instrument) : note.pitchMidi
    const isEnd = lastBar.isFinal && note.startBeat >= lastBar.startBeat - 1e-6
    const button = isEnd && ending === 'button' && isPitched
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
