import type { Audio } from '../../src/dsp/audio.js'
import type { PitchedStem } from '../../src/analysis/transcription/stem-readings.js'
import { renderWithFluidSynth, type PlayedPart } from './material/fluidsynth.js'
import { readHumanSongs } from './material/human-parts.js'

/** General MIDI programs by how they are read. */
export const FAMILIES: readonly {
  readonly name: string
  readonly stem: PitchedStem
  readonly plays: (program: number) => boolean
}[] = [
  { name: 'piano', stem: 'keyboard', plays: (p) => p < 8 },
  { name: 'guitar', stem: 'guitar', plays: (p) => p >= 24 && p < 32 },
  { name: 'bass', stem: 'bass', plays: (p) => p >= 32 && p < 40 },
  { name: 'strings', stem: 'strings', plays: (p) => p >= 40 && p < 52 },
  { name: 'brass', stem: 'brass', plays: (p) => p >= 56 && p < 64 },
  { name: 'woodwinds', stem: 'woodwinds', plays: (p) => p >= 64 && p < 80 },
  { name: 'lead', stem: 'synth', plays: (p) => p >= 80 && p < 88 },
  { name: 'pad', stem: 'synth', plays: (p) => p >= 88 && p < 96 },
  { name: 'organ', stem: 'keyboard', plays: (p) => p >= 16 && p < 24 },
]

/** An excerpt of a human song's part, or of all its parts, and its sound. */
export interface TranscriptionCase {
  readonly song: string
  readonly family: string
  readonly stem: PitchedStem
  readonly isKeptForTesting: boolean
  readonly parts: readonly PlayedPart[]
  readonly sound: () => Promise<Audio>
}

/** Parts by family, and whole songs as `mix`, each played with one of two SoundFonts in turn. */
export async function transcriptionCases(fromSeconds = 20, seconds = 30): Promise<TranscriptionCase[]> {
  const cases: TranscriptionCase[] = []
  const songs = await readHumanSongs(fromSeconds, seconds)
  songs.forEach(({ name: song, parts, isKeptForTesting }, i) => {
    const font = i % 2 === 0 ? 'fluid' : 'tim'
    const add = (family: string, stem: PitchedStem, played: readonly PlayedPart[]) =>
      cases.push({
        song,
        family,
        stem,
        isKeptForTesting,
        parts: played,
        sound: () => renderWithFluidSynth(played, font),
      })
    for (const { name, stem, plays } of FAMILIES) {
      const part = parts
        .filter(({ isDrums, program, notes }) => !isDrums && plays(program) && notes.length >= 12)
        .toSorted((a, b) => b.notes.length - a.notes.length)[0]
      if (part) add(name, stem, [part])
    }
    if (parts.filter(({ isDrums }) => !isDrums).length >= 3) add('mix', 'instrumental', parts)
  })
  return cases
}
