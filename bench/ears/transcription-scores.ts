import { transcribeNotes } from '../../src/analysis/transcription/transcribe-notes.js'
import type { PitchNetwork } from '../../src/analysis/transcription/pitch-activity.js'
import { audibleNotes, scoreNotes, scoreVelocities } from './note-score.js'
import type { Speeds } from './speeds.js'
import { meansBy } from './tables.js'
import { transcriptionCases } from './transcription.js'

/** Where the excerpts begin, in seconds: most songs have come to the point by then. */
const FROM_SECONDS = 20

/** F1 of notes and error of velocities by family of instruments. */
export async function transcriptionTable(
  network: PitchNetwork,
  seconds: number,
  songs: number,
  speeds: Speeds,
) {
  const rows: { group: string; scores: Record<string, number | undefined> }[] = []
  const cases = await transcriptionCases({ fromSeconds: FROM_SECONDS, seconds, songs })
  for (const { song, family, stem, parts, isKeptForTesting, sound } of cases) {
    const audio = await sound()
    const { notes: heard } = await speeds.measure('transcription', audio, () =>
      transcribeNotes(audio, stem, network),
    )
    const truth = audibleNotes(parts.filter(({ isDrums }) => !isDrums).flatMap(({ notes }) => notes))
    const { precision, recall, f1, pairs } = scoreNotes(truth, heard)
    const group = isKeptForTesting ? `${family} (kept)` : family
    console.log(`${group}, ${song}: F1 ${f1.toFixed(2)} of ${truth.length} notes`)
    rows.push({
      group,
      // Whole bands are mixed by their players' faders: how hard they play is not in the sound.
      scores: { precision, recall, F1: f1, ...(family === 'mix' ? {} : scoreVelocities(pairs)) },
    })
  }
  return meansBy(rows)
}
