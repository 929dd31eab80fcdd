import type { Score, Track } from '../../../src/music/score.js'
import { notesOfTrack } from '../symbolic/score-notes.js'
import { melodyTracks } from './melody-of.js'

/** How far two takes of one request lie apart, each 0 (the same) … 1 (nothing in common). */
export interface TakeDistance {
  /** Where in the bar what is struck. */
  readonly groove: number
  /** The tune's intervals and rhythm, key left out. */
  readonly melody: number
  /** Who plays. */
  readonly orchestration: number
}

export function takeDistance(a: Score, b: Score): TakeDistance {
  return {
    groove: grooveDistance(a, b),
    melody: melodyDistance(a, b),
    orchestration: orchestrationDistance(a, b),
  }
}

/** Places in a bar; both takes' bars have as many. */
const PLACES = 32

/**
 * Share of onsets at each place of the bar, a profile for each drum key; songs without drums have one of everything.
 * Half the summed difference of the profiles, weighed by how much of the playing they are.
 */
function grooveDistance(a: Score, b: Score): number {
  const hasDrums = (score: Score): boolean => drumTracks(score).length > 0
  const useDrums = hasDrums(a) && hasDrums(b)
  const [first, second] = [a, b].map((score) => grooveProfile(score, useDrums))
  const keys = new Set([...first!.keys(), ...second!.keys()])
  let difference = 0
  for (const key of keys) difference += Math.abs((first!.get(key) ?? 0) - (second!.get(key) ?? 0))
  return difference / 2
}

function grooveProfile(score: Score, useDrums: boolean): Map<string, number> {
  const meter = score.meters[0]!
  const bar = (meter.numerator * 4) / meter.denominator
  const counts = new Map<string, number>()
  let total = 0
  for (const track of useDrums ? drumTracks(score) : score.tracks) {
    for (const { startBeat, pitchMidi } of notesOfTrack(track)) {
      const place = Math.round(((startBeat % bar) / bar) * PLACES) % PLACES
      const key = useDrums ? `${pitchMidi}/${place}` : String(place)
      counts.set(key, (counts.get(key) ?? 0) + 1)
      total++
    }
  }
  for (const [key, count] of counts) counts.set(key, count / total)
  return counts
}

function drumTracks(score: Score): Track[] {
  return score.tracks.filter(({ stem }) => stem === 'drums')
}

/** Notes of the tune that are compared. */
const TUNE_NOTES = 64

/** Edit distance of the beginnings of the tunes, as intervals with the rhythm between their onsets in sixteenths. */
function melodyDistance(a: Score, b: Score): number {
  const [first, second] = [tuneOf(a), tuneOf(b)]
  const longest = Math.max(first.length, second.length)
  return longest === 0 ? 0 : editDistance(first, second) / longest
}

function tuneOf(score: Score): string[] {
  const track = melodyTracks(score)[0]
  const notes = track ? notesOfTrack(track).slice(0, TUNE_NOTES + 1) : []
  return notes.slice(1).map((note, i) => {
    const before = notes[i]!
    return `${note.pitchMidi - before.pitchMidi}/${Math.round((note.startBeat - before.startBeat) * 4)}`
  })
}

/** Levenshtein's: how many entries have to be put in, taken out or changed. */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

/** Jaccard's distance of the sets of instruments. */
function orchestrationDistance(a: Score, b: Score): number {
  const [first, second] = [instrumentsOf(a), instrumentsOf(b)]
  const all = new Set([...first, ...second])
  const common = [...first].filter((name) => second.has(name)).length
  return all.size === 0 ? 0 : 1 - common / all.size
}

/** Instruments and singers of a song. */
export function instrumentsOf(score: Score): Set<string> {
  return new Set(score.tracks.map((track) => (track.kind === 'voice' ? track.singer : track.instrument)))
}
