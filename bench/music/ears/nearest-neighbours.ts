import { FEATURE_GROUPS, type GenreFeatures } from './genre-features.js'

export interface LabelledSong {
  readonly prompt: string
  readonly label: string
  readonly features: GenreFeatures
}

/** Neighbours that vote, at most: no more than the smallest label has songs of other prompts. */
const NEIGHBOURS = 3

/**
 * Names the label of each song from the songs of all other prompts: the nearest (three, fewer in small sets) vote, nearer
 * ones louder. Features are brought to mean 0 and deviation 1, and each group of them weighs the same. One answer a song,
 * in their order.
 */
export function classifyLeavingPromptOut(songs: readonly LabelledSong[]): (string | undefined)[] {
  const neighbours = Math.max(1, Math.min(NEIGHBOURS, ...songs.map((song) => likeOf(song, songs))))
  const vectors = standardised(songs.map(({ features }) => features))
  return songs.map((song, i) => {
    const nearest = songs
      .map((other, j) => ({ other, distance: distanceOf(vectors[i]!, vectors[j]!) }))
      .filter(({ other }) => other.prompt !== song.prompt)
      .toSorted((a, b) => a.distance - b.distance)
      .slice(0, neighbours)
    const votes = new Map<string, number>()
    for (const { other, distance } of nearest)
      votes.set(other.label, (votes.get(other.label) ?? 0) + 1 / (distance + 1e-6))
    return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0]
  })
}

/** Songs of other prompts that have a song's label. */
function likeOf({ prompt, label }: LabelledSong, songs: readonly LabelledSong[]): number {
  return songs.filter((other) => other.label === label && other.prompt !== prompt).length
}

function standardised(features: readonly GenreFeatures[]): number[][] {
  const vectors = features.map((): number[] => [])
  for (const group of FEATURE_GROUPS) {
    const size = features[0]?.[group].length ?? 0
    for (let i = 0; i < size; i++) {
      const values = features.map((song) => song[group][i]!)
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
      const weight = 1 / Math.sqrt(size)
      values.forEach((value, song) => {
        vectors[song]!.push(deviation > 1e-9 ? ((value - mean) / deviation) * weight : 0)
      })
    }
  }
  return vectors
}

function distanceOf(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0))
}
