import type { RecordingTrack, Score, SungPhrase, Track } from '../../music/score.js'
import { secondsToBeat } from '../../music/tempo-map.js'

/**
 * The rest of a score from a moment on: that moment is its second 0, and notes and words that begin earlier are left
 * out. Positions in beats stay as they are. For playing only: sections, chords and lyrics are not cut.
 */
export function scoreFrom(score: Score, startSeconds: number): Score {
  if (startSeconds <= 0) return score
  const startBeat = secondsToBeat(score.tempoMap, startSeconds)
  return {
    ...score,
    tempoMap: {
      anchors: score.tempoMap.anchors.map(({ beat, seconds }) => ({ beat, seconds: seconds - startSeconds })),
    },
    tracks: score.tracks.map((track) => trackFrom(track, startBeat)),
    recordings: score.recordings.map((recording): RecordingTrack => ({
      ...recording,
      startSeconds: recording.startSeconds - startSeconds,
    })),
  }
}

function trackFrom(track: Track, startBeat: number): Track {
  if (track.kind === 'instrument')
    return { ...track, notes: track.notes.filter((note) => note.startBeat >= startBeat) }
  return {
    ...track,
    phrases: track.phrases.flatMap(({ words }): SungPhrase[] => {
      const left = words.filter(({ syllables }) => syllables[0]!.notes[0]!.startBeat >= startBeat)
      return left.length > 0 ? [{ words: left }] : []
    }),
  }
}
