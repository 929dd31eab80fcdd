import { SAMPLE_RATE } from '../../dsp/audio.js'
import { lowPass, type BiquadCoefficients } from '../../dsp/biquad.js'
import { FilterSections } from '../../dsp/kernel/filter-sections.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'
import type { Score } from '../../music/score.js'
import { beatToSeconds } from '../../music/tempo-map.js'

/** Nothing is taken away here. */
const OPEN_HZ = 20_000
/** A filter closes within so many seconds before its build begins, and is open so long before the build is over. */
const CLOSE_SECONDS = 0.5
const OPEN_AHEAD_SECONDS = 0.05
/** Four poles with a little edge: what is at the corner stands out as it moves. */
const SECTION_QS = [0.6, 1.5]
/** The corner moves once a step. */
const STEP_FRAMES = 128

/** The corner's way through a song, in Hz, by seconds. */
export type Corner = (seconds: number) => number

/** How the filter moves in a score: it closes at each build and opens till the next section; undefined where it never does. */
export function cornerOf({
  mix,
  sections,
  tempoMap,
}: Pick<Score, 'mix' | 'sections' | 'tempoMap'>): Corner | undefined {
  const { buildSweepHz } = mix
  if (buildSweepHz === undefined) return undefined
  const builds = sections
    .filter(({ kind }) => kind === 'build')
    .map(({ startBeat, endBeat }) => ({
      starts: beatToSeconds(tempoMap, startBeat),
      opens: beatToSeconds(tempoMap, endBeat) - OPEN_AHEAD_SECONDS,
    }))
  if (builds.length === 0) return undefined
  const octaves = Math.log2(OPEN_HZ / buildSweepHz)
  return (seconds) => {
    const build = builds.find(({ starts, opens }) => seconds > starts - CLOSE_SECONDS && seconds < opens)
    if (!build) return OPEN_HZ
    const { starts, opens } = build
    const closed =
      seconds < starts ? (seconds - starts) / CLOSE_SECONDS + 1 : 1 - (seconds - starts) / (opens - starts)
    return OPEN_HZ * 2 ** (-octaves * closed)
  }
}

/** The filter of one of the stems with chords and tunes. It works all through a song, so that it never has to be switched on or off. */
export class FilterSweep {
  private readonly sections: FilterSections
  private cornerHz = OPEN_HZ

  constructor(
    private readonly corner: Corner,
    kernel: Kernel,
  ) {
    this.sections = new FilterSections(kernel, sectionsAt(OPEN_HZ))
  }

  /** In place; `frames` a multiple of 128. */
  process(left: Pointer, right: Pointer, startFrame: number, frames: number): void {
    let from = 0
    for (let at = 0; at < frames; at += STEP_FRAMES) {
      const cornerHz = this.corner((startFrame + at) / SAMPLE_RATE)
      if (cornerHz === this.cornerHz) continue
      if (at > from) this.sections.processStereo(left + 4 * from, right + 4 * from, at - from)
      this.sections.set(sectionsAt(cornerHz))
      this.cornerHz = cornerHz
      from = at
    }
    this.sections.processStereo(left + 4 * from, right + 4 * from, frames - from)
  }
}

function sectionsAt(cornerHz: number): BiquadCoefficients[] {
  return SECTION_QS.map((q) => lowPass(cornerHz, q, SAMPLE_RATE))
}
