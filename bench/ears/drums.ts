import { transcribeDrums } from '../../src/analysis/transcription/drums.js'
import type { PlayedNote } from '../../src/music/played-notes.js'
import type { AnnotatedSong } from './material/annotated-song.js'
import { momentF } from './measures.js'
import { ONSET_TOLERANCE_SECONDS } from './note-score.js'
import type { Speeds } from './speeds.js'

/** General MIDI percussion keys by the drum they are. */
export const DRUM_GROUPS = {
  kick: [35, 36],
  snare: [37, 38, 39, 40],
  hat: [42, 44, 46],
  tom: [41, 43, 45, 47, 48, 50],
  cymbal: [49, 51, 52, 53, 55, 57, 59],
} as const
export type DrumGroup = keyof typeof DRUM_GROUPS

/** A drum struck less often in an excerpt tells nothing. */
const FEWEST_STROKES = 4

/** F1 of each drum's strokes within 50 ms, in the drums alone or in the whole song. */
export async function scoreDrums(song: AnnotatedSong, from: 'drums' | 'mix', speeds: Speeds) {
  const sound = from === 'mix' ? song.sound : song.drumSound
  if (!sound) return undefined
  const audio = await sound()
  const heard = await speeds.measure('drums', audio, () => transcribeDrums(audio))
  const scores: Partial<Record<DrumGroup, number>> = {}
  for (const [group, keys] of Object.entries(DRUM_GROUPS) as [DrumGroup, readonly number[]][]) {
    const truth = onsets(song.drums, keys)
    if (truth.length < FEWEST_STROKES) continue
    scores[group] = momentF(onsets(heard, keys), truth, ONSET_TOLERANCE_SECONDS)
  }
  return { scores, heard }
}

/** Moments at which any of these drums is struck; strokes at once count once. */
function onsets(notes: readonly PlayedNote[], keys: readonly number[]): number[] {
  return notes
    .filter(({ pitchMidi }) => keys.includes(pitchMidi))
    .map(({ startSeconds }) => startSeconds)
    .toSorted((a, b) => a - b)
    .filter((time, i, all) => i === 0 || time - all[i - 1]! > 0.02)
}
