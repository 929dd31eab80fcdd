import { GENRE_FAMILIES, type GenreFamily } from '../../../src/studio/profiles/profile.js'
import type { PlainPrompt } from './plain-prompts.js'

export interface HeardAnswer {
  readonly prompt: PlainPrompt
  /** The profile that led. */
  readonly genre: string
  /** The family that the sound was taken for. */
  readonly heard: string
}

export interface FamilyLine {
  readonly family: GenreFamily
  /** As a share of its songs: `'5 of 6'`. */
  readonly right: string
  /** Who its other songs were taken for, with their genre. */
  readonly takenFor: string
}

/** How many songs of each family were named rightly, and what the others were taken for. */
export function familyLines(answers: readonly HeardAnswer[]): FamilyLine[] {
  return GENRE_FAMILIES.flatMap((family): FamilyLine[] => {
    const own = answers.filter(({ prompt }) => prompt.family === family)
    if (own.length === 0) return []
    const wrong = own.filter(({ heard }) => heard !== family)
    return [
      {
        family,
        right: `${own.length - wrong.length} of ${own.length}`,
        takenFor: wrong.map(({ genre, heard }) => `${genre}: ${heard}`).join('; '),
      },
    ]
  })
}

/** The table of confusions: a row a family that was asked for, a column a family that was heard; only what occurs. */
export function confusionLines(answers: readonly HeardAnswer[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {}
  for (const { prompt, heard } of answers) {
    const row = (table[prompt.family] ??= {})
    row[heard] = (row[heard] ?? 0) + 1
  }
  return table
}
