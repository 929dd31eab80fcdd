import { transcribeNotes } from '../../src/analysis/transcription/transcribe-notes.js'
import type { PitchNetwork } from '../../src/analysis/transcription/pitch-activity.js'
import { audibleNotes, scoreNotes, scoreVelocities } from './note-score.js'
import { meansBy } from './tables.js'
import { transcriptionCases } from './transcription.js'

/** Where the excerpts begin, in seconds: most songs have come to the point by then. */
const FROM_SECONDS = 20

/** F1 of notes and error of velocities by family of instruments, and the speed of listening. */
export async function transcriptionTable(network: PitchNetwork, seconds: number, songs: number) {
  const rows: { group: string; scores: Record<string, number | undefined> }[] = []
  let processorSeconds = 0
  let heardSeconds = 0
  const cases = await transcriptionCases({ fromSeconds: FROM_SECONDS, seconds, songs })
  for (const { song, family, stem, parts, isKeptForTesting, sound } of cases) {
    const audio = await sound()
    const before = process.cpuUsage()
    const { notes: heard } = await transcribeNotes(audio, stem, network)
    const { user, system } = process.cpuUsage(before)
    processorSeconds += (user + system) / 1e6
    heardSeconds += audio.channels[0]!.length / audio.sampleRate
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
  return { table: meansBy(rows), timesRealTime: heardSeconds / processorSeconds }
}
