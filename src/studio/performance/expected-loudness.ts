import { SAMPLE_RATE } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import type { Note, Score, Track } from '../../music/score.js'
import { beatToSeconds } from '../../music/tempo-map.js'
import { instrumentById, isKit } from '../instruments.js'
import { sectionGains } from '../mix/section-dynamics.js'

/** How loud a score will be before mastering, guessed without playing it. */
export interface ExpectedLoudness {
  readonly integratedLufs: number
  /** The same as mean square, both channels together. */
  readonly integratedPower: number
  /** Expected mean square around a moment of the song. */
  powerAt(seconds: number): number
}

/** What instruments are calibrated to: one line at velocity 0.8, in LUFS. */
const LINE_LUFS = -20
/** A single drum hit against a kit's calibrated beat. */
const HIT_LUFS = -19
const VOICE_LUFS = -20
const RECORDING_LUFS = -20
const WINDOW_SECONDS = 0.4
/** Sounds that fade by themselves are heard for about this long, in seconds. */
const HIT_SECONDS = 0.2
/** Notes fade and strips take away a little of what velocities promise; measured over the dense test score and its parts. */
const LOSS_DB = 1.5

/** What is left of a touch's power behind an overdriven amplifier, as an exponent. */
const DRIVEN_TOUCH = 0.8

/** Adds up what each note should contribute, window by window, and gates the sum as a loudness meter does. */
export function expectedLoudness(score: Score): ExpectedLoudness {
  const endSeconds = beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds
  const windows = new Float64Array(Math.max(1, Math.ceil(endSeconds / WINDOW_SECONDS)))
  const add = (startSeconds: number, seconds: number, power: number): void => {
    const end = Math.min(endSeconds, startSeconds + seconds)
    for (let at = Math.max(0, startSeconds); at < end;) {
      const window = Math.min(windows.length - 1, Math.floor(at / WINDOW_SECONDS + 1e-9))
      const until = Math.min(end, (window + 1) * WINDOW_SECONDS)
      if (until <= at) break
      windows[window] = windows[window]! + (power * (until - at)) / WINDOW_SECONDS
      at = until
    }
  }
  for (const track of score.tracks) addTrack(track, score, add)
  for (const recording of score.recordings) {
    add(recording.startSeconds, recording.durationSeconds, lufsToPower(RECORDING_LUFS + recording.gainDb))
  }
  ride(windows, sectionGains(score))
  const integratedPower = gatedMean(windows)
  return {
    integratedPower,
    integratedLufs: powerToLufs(integratedPower),
    powerAt: (seconds) =>
      windows[Math.min(windows.length - 1, Math.max(0, Math.floor(seconds / WINDOW_SECONDS)))]!,
  }
}

/** Lets the windows follow what the faders do. */
function ride(windows: Float64Array, gains: Float32Array | undefined): void {
  if (!gains) return
  windows.forEach((power, window) => {
    const frame = (window + 0.5) * WINDOW_SECONDS * SAMPLE_RATE
    const gain = gains[Math.min(gains.length - 1, Math.round(frame / CURVE_STEP_FRAMES))]!
    windows[window] = power * gain ** 2
  })
}

function addTrack(
  track: Track,
  score: Score,
  add: (startSeconds: number, seconds: number, power: number) => void,
): void {
  const stemDb = score.mix.stems[track.stem]?.gainDb ?? 0
  const notes =
    track.kind === 'voice'
      ? track.phrases.flatMap(({ words }) =>
          words.flatMap(({ syllables }) => syllables.flatMap((s) => s.notes)),
        )
      : track.notes
  const instrument = track.kind === 'voice' ? undefined : instrumentById(track.instrument)
  const source = instrument?.source
  const isHit = instrument !== undefined && isKit(instrument)
  // An overdriven amplifier makes of a chord what it makes of a note, and of a soft one nearly what it makes of a hard one.
  const isDriven = source?.kind === 'plucked' && source.amp !== undefined && source.amp !== 'clean'
  const levelDb =
    (isHit ? HIT_LUFS : source === undefined ? VOICE_LUFS : LINE_LUFS) + track.gainDb + stemDb - LOSS_DB
  for (const note of isDriven ? oneOfEachChord(notes) : notes) {
    const start = beatToSeconds(score.tempoMap, note.startBeat)
    const seconds = isHit
      ? HIT_SECONDS
      : beatToSeconds(score.tempoMap, note.startBeat + note.durationBeats) - start
    // 1.6: the power of velocity that instruments follow, as amplitude.
    add(start, seconds, lufsToPower(levelDb) * (note.velocity / 0.8) ** (isDriven ? DRIVEN_TOUCH : 3.2))
  }
}

/** The longest of the notes that begin together. */
function oneOfEachChord<T extends Pick<Note, 'startBeat' | 'durationBeats'>>(notes: readonly T[]): T[] {
  const chords = new Map<number, T>()
  for (const note of notes) {
    const known = chords.get(note.startBeat)
    if (!known || known.durationBeats < note.durationBeats) chords.set(note.startBeat, note)
  }
  return [...chords.values()]
}

function lufsToPower(lufs: number): number {
  return 10 ** ((lufs + 0.691) / 10)
}

function powerToLufs(power: number): number {
  return -0.691 + 10 * Math.log10(Math.max(1e-9, power))
}

/** Mean of the windows that are no more than 10 LU below the mean of all audible ones. */
function gatedMean(windows: Float64Array): number {
  const mean = (values: Float64Array): number =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  const audible = windows.filter((power) => power > lufsToPower(-70))
  const gate = mean(audible) / 10
  return Math.max(1e-9, mean(audible.filter((power) => power > gate)))
}
