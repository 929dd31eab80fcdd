import type { ChordSpan } from '../music/score.js'
import { CHORD_QUALITIES, type ChordQuality } from '../music/chord.js'
import { scaleOf, type Key } from '../music/scale.js'

const QUALITIES: readonly ChordQuality[] = ['maj', 'min']
/** Log-probability lost by changing the chord from one beat to the next. */
const CHANGE_COST = 0.35
/** Bonus for chords made of the key's own notes. */
const IN_KEY_BONUS = 0.06

/** Major and minor triads, one decision a beat, by Viterbi over template correlations. `beatChroma`: 12 values a beat. */
export function recogniseChords(beatChroma: readonly (readonly number[])[], key: Key): ChordSpan[] {
  if (beatChroma.length === 0) return []
  const scale = new Set(scaleOf(key))
  const states = QUALITIES.flatMap((quality) =>
    Array.from({ length: 12 }, (_, root) => {
      const pitchClasses = CHORD_QUALITIES[quality].map((step) => (root + step) % 12)
      return {
        root,
        quality,
        pitchClasses,
        bonus: pitchClasses.every((pc) => scale.has(pc)) ? IN_KEY_BONUS : 0,
      }
    }),
  )
  const fit = (chroma: readonly number[], pitchClasses: readonly number[]) => {
    const norm = Math.sqrt(chroma.reduce((sum, value) => sum + value * value, 0) * pitchClasses.length)
    return norm > 0 ? pitchClasses.reduce((sum, pc) => sum + chroma[pc]!, 0) / norm : 0
  }

  let scores = states.map((state) => fit(beatChroma[0]!, state.pitchClasses) + state.bonus)
  const origins: number[][] = []
  for (const chroma of beatChroma.slice(1)) {
    const leader = scores.indexOf(Math.max(...scores))
    const origin = scores.map((score, i) => (score >= scores[leader]! - CHANGE_COST ? i : leader))
    origins.push(origin)
    scores = states.map((state, i) => {
      const from = origin[i]!
      return scores[from]! - (from === i ? 0 : CHANGE_COST) + fit(chroma, state.pitchClasses) + state.bonus
    })
  }
  const path = [scores.indexOf(Math.max(...scores))]
  for (let beat = origins.length - 1; beat >= 0; beat--) path.unshift(origins[beat]![path[0]!]!)

  const spans: ChordSpan[] = []
  path.forEach((stateIndex, beat) => {
    const { root, quality } = states[stateIndex]!
    const last = spans.at(-1)
    if (last && last.root === root && last.quality === quality)
      spans[spans.length - 1] = { ...last, endBeat: beat + 1 }
    else spans.push({ startBeat: beat, endBeat: beat + 1, root, quality })
  })
  return spans
}
