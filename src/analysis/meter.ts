export interface MeterEstimate {
  readonly beatsPerBar: 3 | 4
  /** Which of the first beats starts a bar. */
  readonly firstDownbeatIndex: number
}

/** Three in a bar must fit this much better than four: most songs have four. */
const THREE_MUST_WIN_BY = 1.15

/** `accents`: one value a beat, high where bars are likely to start. */
export function estimateMeter(accents: readonly number[]): MeterEstimate {
  const four = bestPhase(accents, 4)
  const three = bestPhase(accents, 3)
  const triple =
    accents.length >= 12 && three.contrast > four.contrast * THREE_MUST_WIN_BY && three.contrast > 0.15
  return triple
    ? { beatsPerBar: 3, firstDownbeatIndex: three.phase }
    : { beatsPerBar: 4, firstDownbeatIndex: four.phase }
}

/** The phase whose beats are accented most, and by how much it stands out (in standard deviations of all accents). */
function bestPhase(accents: readonly number[], beatsPerBar: number): { phase: number; contrast: number } {
  const mean = accents.reduce((sum, value) => sum + value, 0) / (accents.length || 1)
  const spread =
    Math.sqrt(accents.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (accents.length || 1)) || 1
  let phase = 0
  let contrast = -Infinity
  for (let candidate = 0; candidate < Math.min(beatsPerBar, accents.length); candidate++) {
    let sum = 0
    let count = 0
    for (let i = candidate; i < accents.length; i += beatsPerBar) {
      sum += accents[i]!
      count++
    }
    const stands = (sum / count - mean) / spread
    if (stands > contrast) {
      contrast = stands
      phase = candidate
    }
  }
  return { phase, contrast }
}
