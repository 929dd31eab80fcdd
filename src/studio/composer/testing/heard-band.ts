import { createRandom } from '../../../dsp/random.js'
import type { ChordQuality } from '../../../music/chord.js'
import type { HeardNote, HeardRecording } from '../../../music/heard.js'

export interface HeardBandOptions {
  readonly bpm: number
  readonly firstBeatSeconds: number
  readonly downbeat: number
  readonly beatsPerBar: number
  readonly seconds: number
  readonly tonic: number
  /** Standard deviation of each beat's length, as a share of it. */
  readonly wander: number
  /** Notes of a leading line are heard too. */
  readonly withMelody: boolean
}

/** I, vi, IV, V as steps above the tonic. */
const LOOP: readonly (readonly [steps: number, quality: ChordQuality])[] = [
  [0, 'maj'],
  [9, 'min'],
  [5, 'maj'],
  [7, 'maj'],
]

/** What is heard in a band that plays a four-bar loop, one chord a bar, for tests; with a tune of chord tones if wanted. */
export function heardBand(options: Partial<HeardBandOptions> = {}): HeardRecording {
  const {
    bpm = 112,
    firstBeatSeconds = 0.3,
    downbeat = 1,
    beatsPerBar = 4,
    seconds = 60,
    tonic = 2,
    wander = 0.01,
    withMelody = false,
  } = options
  const random = createRandom(9)
  const beatTimesSeconds: number[] = []
  for (let at = firstBeatSeconds; at < seconds; at += (60 / bpm) * (1 + wander * random.gaussian()))
    beatTimesSeconds.push(at)
  const chords: HeardRecording['chords'][number][] = []
  for (let beat = downbeat, bar = 0; beat < beatTimesSeconds.length; beat += beatsPerBar, bar++) {
    const [steps, quality] = LOOP[bar % LOOP.length]!
    chords.push({
      root: (tonic + steps) % 12,
      quality,
      startBeat: beat,
      endBeat: Math.min(beatTimesSeconds.length, beat + beatsPerBar),
    })
  }
  const start = beatTimesSeconds[downbeat] ?? 0
  return {
    durationSeconds: seconds,
    tempoBpm: bpm,
    beatTimesSeconds,
    firstDownbeatIndex: downbeat,
    beatsPerBar,
    key: { tonic, mode: 'major' },
    beatConfidence: 0.9,
    keyConfidence: 0.9,
    phrases: [{ startSeconds: start, endSeconds: seconds }],
    melody: withMelody ? tuneOver(chords, beatTimesSeconds, beatsPerBar) : [],
    chords,
    loudnessLufs: -12,
  }
}

/** Beats and lengths of two bars of tune; then a rest, so that phrases can be told. */
const TUNE_RHYTHM: readonly (readonly [beat: number, beats: number])[] = [
  [0, 1],
  [1, 0.5],
  [1.5, 0.5],
  [2, 1],
  [3, 1],
  [4, 1.5],
  [5.5, 0.5],
  [6, 1],
]

function tuneOver(
  chords: HeardRecording['chords'],
  beats: readonly number[],
  beatsPerBar: number,
): HeardNote[] {
  const timeOf = (beat: number): number => {
    const index = Math.min(beats.length - 2, Math.floor(beat))
    return beats[index]! + (beat - index) * (beats[index + 1]! - beats[index]!)
  }
  const first = chords[0]!.startBeat
  const last = beats.length - 1
  const notes: HeardNote[] = []
  for (let from = first, pair = 0; from + 2 * beatsPerBar <= last; from += 2 * beatsPerBar, pair++) {
    TUNE_RHYTHM.filter(([beat]) => beat < 2 * beatsPerBar - 1).forEach(([beat, length], i) => {
      const chord = chords.find(
        ({ startBeat, endBeat }) => from + beat >= startBeat && from + beat < endBeat,
      )!
      const third = chord.quality === 'min' ? 3 : 4
      const step = [0, third, 7, third, 0, 7, third, 0][(i + pair) % 8]!
      notes.push({
        startSeconds: timeOf(from + beat) + 0.01,
        endSeconds: timeOf(from + beat + length) - 0.02,
        pitchMidi: 60 + ((chord.root + step) % 12) + 0.05,
        velocity: 0.75,
      })
    })
  }
  return notes
}
