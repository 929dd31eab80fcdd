/**
 * How well do the ears hear? Transcription: parts and whole songs by people (Debian's openttd-openmsx), played by Debian's
 * fluidsynth with SoundFonts that none of our sounds are made from; F1 of notes within 50 ms. Every fifth song is kept for
 * testing and nothing was chosen by it.
 *
 *   apt-get install fluidsynth fluid-soundfont-gm timgm6mb-soundfont openttd-openmsx
 *   npm run bench:ears [-- SECONDS]        default 30 seconds of each song
 */
import { transcribeNotes } from '../../src/analysis/transcription/transcribe-notes.js'
import { loadPitchNetwork } from '../../src/engines/adapters/embedded/pitch-network.js'
import { scoreNotes } from './note-score.js'
import { transcriptionCases } from './transcription.js'

const seconds = Number(process.argv[2] ?? 30)
const network = await loadPitchNetwork()
const families = new Map<string, { precision: number[]; recall: number[]; f1: number[] }>()
let processorSeconds = 0
let heardSeconds = 0

for (const { family, stem, parts, isKeptForTesting, sound } of await transcriptionCases(20, seconds)) {
  const audio = await sound()
  const before = process.cpuUsage()
  const heard = await transcribeNotes(audio, stem, network)
  const { user, system } = process.cpuUsage(before)
  processorSeconds += (user + system) / 1e6
  heardSeconds += audio.channels[0]!.length / audio.sampleRate
  const truth = parts.filter(({ isDrums }) => !isDrums).flatMap(({ notes }) => notes)
  const score = scoreNotes(truth, heard)
  const name = isKeptForTesting ? `${family} (kept)` : family
  const rows = families.get(name) ?? { precision: [], recall: [], f1: [] }
  rows.precision.push(score.precision)
  rows.recall.push(score.recall)
  rows.f1.push(score.f1)
  families.set(name, rows)
}

const mean = (values: readonly number[]) =>
  Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3))
console.table(
  [...families]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([family, { precision, recall, f1 }]) => ({
      family,
      pieces: f1.length,
      precision: mean(precision),
      recall: mean(recall),
      F1: mean(f1),
    })),
)
console.log(`Transcription: ${(heardSeconds / processorSeconds).toFixed(1)} times real time on one core.`)
