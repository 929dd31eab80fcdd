import type { Note, Score } from '../../../music/score.js'
import { instrumentById } from '../../instruments.js'
import { note, scoreOf, trackOf } from './test-score.js'

/** Kick, snare and hats; congas, shaker and tambourine. */
const KIT_PATTERN: readonly (readonly [number, number])[] = [
  [0, 36], [0, 42], [0.5, 42], [1, 38], [1, 42], [1.5, 42], [2, 36], [2, 42], [2.5, 36], [2.5, 42], [3, 38], [3, 42], [3.5, 46],
] // prettier-ignore
const PERCUSSION_PATTERN: readonly (readonly [number, number])[] = [
  [0, 63], [0, 70], [0.5, 62], [0.5, 70], [1, 54], [1, 70], [1.5, 64], [1.5, 70], [2, 63], [2, 70], [2.5, 63], [2.5, 70], [3, 54], [3, 70], [3.5, 64], [3.5, 70],
] // prettier-ignore

/** A phrase that shows one instrument alone at velocity 0.8: six long notes over the middle of its range, or two bars of beat. */
export function auditionScore(instrumentId: string, velocity = 0.8): Score {
  const { source, lowMidi, highMidi, id } = instrumentById(instrumentId)
  if (source.kind === 'kit' || source.kind === 'drum-machine') {
    const pattern = id === 'percussion-kit' ? PERCUSSION_PATTERN : KIT_PATTERN
    const notes = [0, 4].flatMap((bar) => pattern.map(([beat, key]) => note(bar + beat, 0.25, key, velocity)))
    return scoreOf([trackOf(instrumentId, sorted(notes))], { bpm: 100, endBeat: 8 })
  }
  const middle = (lowMidi + highMidi) / 2
  const reach = (highMidi - lowMidi) / 4
  const steps = [-1, -0.4, 0.2, 0.6, 1, 0]
  const length = source.kind === 'synth' && ['riser', 'noise-sweep'].includes(source.patch) ? 4 : 1.5
  const notes = steps.map((step, i) =>
    note(i * length, length * 0.95, Math.round(middle + step * reach), velocity),
  )
  return scoreOf([trackOf(instrumentId, notes)], { bpm: 90, endBeat: steps.length * length })
}

function sorted(notes: readonly Note[]): Note[] {
  return [...notes].sort((a, b) => a.startBeat - b.startBeat)
}
