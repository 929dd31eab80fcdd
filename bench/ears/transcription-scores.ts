import { transcribeNotes } from '../../src/analysis/transcription/transcribe-notes.js'
import type { PitchNetwork } from '../../src/analysis/transcription/pitch-activity.js'
import { scoreNotes } from './note-score.js'
import { meansBy } from './tables.js'
import { transcriptionCases } from './transcription.js'

/** F1 of notes by family of instruments, and the speed of listening. */
export async function transcriptionTable(network: PitchNetwork, seconds: number, songs: number) {
  const rows: { group: string; scores: Record<string, number> }[] = []
  let processorSeconds = 0
  let heardSeconds = 0
  const cases = await transcriptionCases(20, seconds)
  const names = [...new Set(cases.map(({ song }) => song))].slice(0, songs)
  for (const { song, family, stem, parts, isKeptForTesting, sound } of cases) {
    if (!names.includes(song)) continue
    const audio = await sound()
    const before = process.cpuUsage()
    const { notes: heard } = await transcribeNotes(audio, stem, network)
    const { user, system } = process.cpuUsage(before)
    processorSeconds += (user + system) / 1e6
    heardSeconds += audio.channels[0]!.length / audio.sampleRate
    const truth = parts.filter(({ isDrums }) => !isDrums).flatMap(({ notes }) => notes)
    const { precision, recall, f1 } = scoreNotes(truth, heard)
    rows.push({
      group: isKeptForTesting ? `${family} (kept)` : family,
      scores: { precision, recall, F1: f1 },
    })
  }
  return { table: meansBy(rows), timesRealTime: heardSeconds / processorSeconds }
}
