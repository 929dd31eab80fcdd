import type { GenreProfile } from '../../profiles/profile.js'
import type { StyleReading } from '../../style/style-reading.js'

/** From this closeness on the tempo is kept, however foreign it is to the genre. */
const KEPT_FROM = 0.85

/**
 * Tempo of a cover: what was asked for; the recording's where the genre is played at such tempos; else between the
 * recording's and the genre's nearest, by how closely the recording is followed. Whole beats a minute unless kept.
 */
export function coverTempo(
  feltBpm: number,
  reading: Pick<StyleReading, 'bpm' | 'suggestedBpm' | 'tempoFactor'>,
  { lowBpm, highBpm }: GenreProfile['tempo'],
  closeness: number,
): number {
  if (reading.bpm !== undefined) return reading.bpm
  if (closeness >= KEPT_FROM) return feltBpm
  const wished = reading.suggestedBpm ?? feltBpm * reading.tempoFactor
  const goal = Math.min(highBpm, Math.max(lowBpm, wished))
  if (Math.abs(goal / feltBpm - 1) < 1e-6) return feltBpm
  const share = 1 - closeness / KEPT_FROM
  return Math.round(feltBpm * (goal / feltBpm) ** Math.min(1, 1.4 * share))
}
