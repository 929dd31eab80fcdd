import type { HeardRecording } from '../../../music/heard.js'
import type { Key } from '../../../music/scale.js'
import type { SectionKind } from '../../../music/score.js'
import { secondsToBeat } from '../../../music/tempo-map.js'
import type { BeatSpan } from '../arrangement/song-frame.js'
import type { PlannedSection } from '../plan.js'
import type { BeatGrid } from './beat-grid.js'

/** Where somebody sings, in score beats. */
export function sungSpans(heard: HeardRecording, grid: BeatGrid): BeatSpan[] {
  return heard.phrases.map(({ startSeconds, endSeconds }) => ({
    startBeat: Math.max(0, secondsToBeat(grid.tempoMap, startSeconds)),
    endBeat: Math.max(0, secondsToBeat(grid.tempoMap, endSeconds)),
  }))
}

/** Bars of a section that is cut out of a long stretch of singing. */
const SECTION_BARS = 8

/**
 * Sections that follow the voice: an intro until it starts, stretches of eight bars while it sings that alternate
 * between a lighter and a fuller setting, interludes in long pauses, an outro when it has ended. All on bar lines.
 */
export function sectionsOfPhrases(
  spans: readonly BeatSpan[],
  grid: BeatGrid,
  endBeat: number,
  key: Key,
  energyShift: number,
): PlannedSection[] {
  const { beatsPerBar } = grid
  const lastBar = Math.max(1, Math.ceil(endBeat / beatsPerBar - 1e-6))
  const sungBars = new Array<boolean>(lastBar).fill(false)
  for (const { startBeat, endBeat: to } of spans) {
    // A pick-up of less than half a bar does not make its bar a sung one.
    const from = Math.floor(startBeat / beatsPerBar + 0.5)
    for (
      let bar = Math.min(lastBar - 1, from);
      bar < Math.min(lastBar, Math.ceil(to / beatsPerBar - 0.1));
      bar++
    )
      sungBars[bar] = true
  }
  const stretches = joinShortPauses(runsOf(sungBars))
  const sections: PlannedSection[] = []
  const counts = new Map<SectionKind, number>()
  const add = (kind: SectionKind, fromBar: number, toBar: number, energy: number): void => {
    if (toBar <= fromBar) return
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    sections.push({
      id: `${kind}-${number}`,
      kind,
      label: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${number}`,
      startBeat: fromBar * beatsPerBar,
      endBeat: Math.min(endBeat, toBar * beatsPerBar),
      energy: Math.min(1, Math.max(0.1, energy + energyShift)),
      key,
      lines: [],
    })
  }
  let block = 0
  stretches.forEach(({ sung, from, to }, index) => {
    if (!sung) {
      const kind = index === 0 ? 'intro' : index === stretches.length - 1 ? 'outro' : 'interlude'
      add(kind, from, to, kind === 'intro' ? 0.42 : kind === 'outro' ? 0.5 : 0.62)
      return
    }
    for (let bar = from; bar < to;) {
      const left = to - bar
      // A rest of less than half a section stays with its neighbour.
      const length = left < SECTION_BARS * 1.5 ? left : SECTION_BARS
      const full = block % 2 === 1
      add(full ? 'chorus' : 'verse', bar, bar + length, full ? 0.72 : 0.52)
      block++
      bar += length
    }
  })
  return sections
}

interface Run {
  sung: boolean
  from: number
  to: number
}

function runsOf(bars: readonly boolean[]): Run[] {
  const runs: Run[] = []
  bars.forEach((sung, bar) => {
    const last = runs.at(-1)
    if (last?.sung === sung) last.to = bar + 1
    else runs.push({ sung, from: bar, to: bar + 1 })
  })
  return runs
}

/** Pauses of one or two bars between singing are breath, not interludes. */
function joinShortPauses(runs: readonly Run[]): Run[] {
  const joined: Run[] = []
  runs.forEach((run, index) => {
    const last = joined.at(-1)
    const inside = index > 0 && index < runs.length - 1
    const sung = run.sung || (inside && run.to - run.from <= 2)
    if (last?.sung === sung) last.to = run.to
    else joined.push({ ...run, sung })
  })
  return joined
}
