/** Major and minor profile: a weight for each degree in semitones above the tonic. */
export type KeyProfiles = Readonly<Record<'major' | 'minor', readonly number[]>>

/**
 * How well each scale degree fits a major and a minor key: probe-tone ratings of Krumhansl & Kessler (1982), table in
 * Krumhansl, Cognitive Foundations of Musical Pitch (1990), p. 30.
 */
export const RATED_PROFILES: KeyProfiles = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
}

/**
 * How often each degree sounds in whole pieces: Albrecht & Shanahan, "The Use of Large Corpora to Train a New Type of
 * Key-Finding Algorithm", Music Perception 31 (2013), table 2. For accompanied music these find the key far more often
 * than ratings do, for a tune alone a little less often.
 */
export const COUNTED_PROFILES: KeyProfiles = {
  major: [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.08, 0.008, 0.081],
  minor: [0.22, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052],
}

/** How well music in which the 12 pitch classes (from C) sound this much fits a key: correlation with its profile, -1 … 1. */
export function fitOfKey(
  weights: readonly number[],
  profiles: KeyProfiles,
  { tonic, mode }: { readonly tonic: number; readonly mode: 'major' | 'minor' },
): number {
  return correlation(
    weights,
    profiles[mode].map((_, pitchClass) => profiles[mode][(pitchClass - tonic + 12) % 12]!),
  )
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length
  let [ab, aa, bb] = [0, 0, 0]
  a.forEach((value, i) => {
    ab += (value - meanA) * (b[i]! - meanB)
    aa += (value - meanA) ** 2
    bb += (b[i]! - meanB) ** 2
  })
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0
}
