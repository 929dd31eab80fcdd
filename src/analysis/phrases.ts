import type { HeardPhrase } from '../music/heard.js'

/** Pauses shorter than this belong to the phrase (consonants, quick breaths). */
const JOINED_GAP_SECONDS = 0.35
const SHORTEST_PHRASE_SECONDS = 0.25

/** RMS level in dBFS, one value every `hop` samples over a window of two hops; silence is -120. */
export function levelTrack(mono: Float32Array, hop: number): Float32Array {
  const count = Math.floor(mono.length / hop)
  const levels = new Float32Array(count)
  for (let frame = 0; frame < count; frame++) {
    const from = Math.max(0, (frame - 1) * hop)
    const to = Math.min(mono.length, (frame + 1) * hop)
    let energy = 0
    for (let i = from; i < to; i++) energy += mono[i]! * mono[i]!
    levels[frame] = Math.max(-120, 10 * Math.log10(energy / (to - from) + 1e-12))
  }
  return levels
}

/**
 * Stretches of sound between pauses. The threshold lies between the recording's own floor (5th percentile) and its loud
 * parts (95th percentile), so that room noise does not count as singing.
 */
export function findPhrases(levelDb: Float32Array, hopSeconds: number): HeardPhrase[] {
  if (levelDb.length === 0) return []
  const sorted = Float32Array.from(levelDb).sort()
  const quantile = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
  const loudDb = quantile(0.95)
  if (loudDb < -70) return []
  const thresholdDb = Math.max(loudDb - 32, Math.min(quantile(0.05) + 10, loudDb - 14))

  const spans: { start: number; end: number }[] = []
  for (let i = 0; i < levelDb.length; i++) {
    if (levelDb[i]! < thresholdDb) continue
    const last = spans.at(-1)
    if (last && (i - last.end) * hopSeconds < JOINED_GAP_SECONDS) last.end = i + 1
    else spans.push({ start: i, end: i + 1 })
  }
  return spans
    .map(({ start, end }) => ({ startSeconds: start * hopSeconds, endSeconds: end * hopSeconds }))
    .filter((phrase) => phrase.endSeconds - phrase.startSeconds >= SHORTEST_PHRASE_SECONDS)
}
