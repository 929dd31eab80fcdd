import type { Gaussian } from './hts-model.js'

/** One state, held for some frames. */
export interface StateSpan {
  readonly density: Gaussian
  /** At least 1. */
  readonly frames: number
}

/**
 * The smooth parameter tracks that the densities make most likely, static, slope and curvature features taken together
 * (Tokuda, Yoshimura, Masuko, Kobayashi, Kitamura: "Speech parameter generation algorithms for HMM-based speech
 * synthesis", ICASSP 2000, case 1). The normal equations WᵀΣ⁻¹W c = WᵀΣ⁻¹μ have two diagonals beside the main one and
 * are solved as LDLᵀ, for each coefficient alone. Result: frame after frame, `size` coefficients each.
 */
export function generateTrajectory(
  spans: readonly StateSpan[],
  size: number,
  windows: readonly (readonly [number, number, number])[],
): Float32Array {
  const frames = spans.reduce((sum, span) => sum + span.frames, 0)
  const result = new Float32Array(frames * size)
  // Main diagonal and the two above it, then the factors of LDLᵀ in the same places.
  const main = new Float64Array(frames)
  const near = new Float64Array(frames)
  const far = new Float64Array(frames)
  const track = new Float64Array(frames)

  for (let coefficient = 0; coefficient < size; coefficient++) {
    main.fill(0)
    near.fill(0)
    far.fill(0)
    track.fill(0)
    for (let w = 0; w < windows.length; w++) {
      const [before, centre, after] = windows[w]!
      const isStatic = before === 0 && after === 0
      const feature = w * size + coefficient
      let t = 0
      for (const { density, frames: held } of spans) {
        const precision = 1 / Math.max(density.variance[feature]!, 1e-12)
        const pull = density.mean[feature]! * precision
        for (const end = t + held; t < end; t++) {
          if (isStatic) {
            main[t]! += centre * centre * precision
            track[t]! += centre * pull
            continue
          }
          // Slopes at the very ends would need frames that do not exist.
          if (t === 0 || t === frames - 1) continue
          main[t - 1]! += before * before * precision
          main[t]! += centre * centre * precision
          main[t + 1]! += after * after * precision
          near[t - 1]! += before * centre * precision
          near[t]! += centre * after * precision
          far[t - 1]! += before * after * precision
          track[t - 1]! += before * pull
          track[t]! += centre * pull
          track[t + 1]! += after * pull
        }
      }
    }
    solveBanded(main, near, far, track)
    for (let t = 0; t < frames; t++) result[t * size + coefficient] = track[t]!
  }
  return result
}

/**
 * Solves A x = b for a symmetric, positive definite A with two diagonals above the main one; `near[i]` is A[i][i+1],
 * `far[i]` is A[i][i+2]. Overwrites all four: `solution` comes in as b and goes out as x.
 */
function solveBanded(
  main: Float64Array,
  near: Float64Array,
  far: Float64Array,
  solution: Float64Array,
): void {
  const size = main.length
  // d1, l1 … are the values one and two rows above.
  let d1 = 0
  let d2 = 0
  let near1 = 0
  let far1 = 0
  let far2 = 0
  let y1 = 0
  let y2 = 0
  for (let i = 0; i < size; i++) {
    const d = main[i]! - near1 * near1 * d1 - far2 * far2 * d2
    const y = solution[i]! - near1 * y1 - far2 * y2
    const l1 = (near[i]! - near1 * far1 * d1) / d
    const l2 = far[i]! / d
    main[i] = d
    near[i] = l1
    far[i] = l2
    solution[i] = y
    far2 = far1
    far1 = l2
    near1 = l1
    d2 = d1
    d1 = d
    y2 = y1
    y1 = y
  }
  let x1 = 0
  let x2 = 0
  for (let i = size - 1; i >= 0; i--) {
    const x = solution[i]! / main[i]! - near[i]! * x1 - far[i]! * x2
    solution[i] = x
    x2 = x1
    x1 = x
  }
}
