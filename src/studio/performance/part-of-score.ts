import type { Score, Track } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'
import { instrumentById, isKit } from '../instruments.js'

/** A part of a song: a stem, some of its instruments, or some keys of its drum kits. */
export interface SongPart {
  readonly stem: StemName
  /** Absent: all of the stem. */
  readonly instruments?: readonly string[]
  /** General MIDI percussion keys; tracks that are no kits have none. Absent: all. */
  readonly keys?: readonly number[]
}

export interface PartOfScore {
  /** Stems that hold something of the part. */
  readonly stems: readonly StemName[]
  /** The score with only the part in its stems; everybody in other stems plays on. */
  readonly score: Score
}

/** What of a score belongs to any of `parts`. Songs that others are built on are looked through as well. */
export function partOfScore(score: Score, parts: readonly SongPart[]): PartOfScore {
  const matches = matchesOf(score, parts)
  const stems = [...new Set(matches.map(({ stem }) => stem))]
  return {
    stems,
    score: reduced(score, parts, new Set(stems)),
  }
}

/** The track with those of its notes that belong to any of `parts`; undefined when none do. */
export function partOfTrack(track: Track, parts: readonly SongPart[]): Track | undefined {
  const fitting = parts.filter(({ stem }) => stem === track.stem)
  if (track.kind === 'voice') {
    return fitting.some(({ instruments, keys }) => !instruments && !keys) ? track : undefined
  }
  const fits = fitting.filter(
    ({ instruments, keys }) =>
      (!instruments || instruments.includes(track.instrument)) &&
      (!keys || isKit(instrumentById(track.instrument))),
  )
  if (fits.some(({ keys }) => !keys)) return track
  const keys = new Set(fits.flatMap((part) => part.keys ?? []))
  const notes = track.notes.filter(({ pitchMidi }) => keys.has(pitchMidi))
  return notes.length === track.notes.length && notes.length > 0
    ? track
    : notes.length > 0
      ? { ...track, notes }
      : undefined
}

/** Tracks and recordings of which something belongs to the part. */
function matchesOf(score: Score, parts: readonly SongPart[]): { readonly stem: StemName }[] {
  const base = score.splice?.base
  return [
    ...score.tracks.filter((track) => partOfTrack(track, parts) !== undefined),
    ...score.recordings.filter(({ stem }) => holdsWhole(stem, parts)),
    ...(base?.kind === 'score' ? matchesOf(base.score, parts) : []),
    // Nothing is known of a recording's instruments: its stems are taken whole.
    ...(base?.kind === 'recording' ? parts.slice(0, 1) : []),
  ]
}

function holdsWhole(stem: StemName, parts: readonly SongPart[]): boolean {
  return parts.some((part) => part.stem === stem && !part.instruments && !part.keys)
}

function reduced(score: Score, parts: readonly SongPart[], stems: ReadonlySet<StemName>): Score {
  const base = score.splice?.base
  return {
    ...score,
    tracks: score.tracks.flatMap((track) =>
      stems.has(track.stem) ? (partOfTrack(track, parts) ?? []) : track,
    ),
    recordings: score.recordings.filter(({ stem }) => !stems.has(stem) || holdsWhole(stem, parts)),
    ...(score.splice &&
      base?.kind === 'score' && {
        splice: { ...score.splice, base: { kind: 'score', score: reduced(base.score, parts, stems) } },
      }),
  }
}
