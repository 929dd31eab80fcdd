import type { Score, SectionKind } from '../../../src/music/score.js'
import { notesOfTrack } from '../symbolic/score-notes.js'

/** Sections where silence may be planned. */
const PLANNED: ReadonlySet<SectionKind> = new Set(['break', 'build'])
/** A bar sounds when a note covers more than this of it, in beats. */
const HEARD_BEATS = 0.05

/** Numbers, from 1, of bars in which nothing sounds (effects do not count) outside planned breaks. */
export function emptyBars(score: Score): number[] {
  const meter = score.meters[0]!
  const barBeats = (meter.numerator * 4) / meter.denominator
  const bars = Math.ceil(score.endBeat / barBeats - 1e-6)
  const isHeard = new Array<boolean>(bars).fill(false)
  for (const track of score.tracks) {
    if (track.stem === 'fx') continue
    for (const { startBeat, durationBeats } of notesOfTrack(track)) {
      const first = Math.max(0, Math.floor(startBeat / barBeats))
      for (let bar = first; bar < bars && bar * barBeats < startBeat + durationBeats - HEARD_BEATS; bar++)
        isHeard[bar] = true
    }
  }
  return isHeard.flatMap((heard, bar) => {
    const section = score.sections.find(
      ({ startBeat, endBeat }) => bar * barBeats >= startBeat - 1e-6 && bar * barBeats < endBeat - 1e-6,
    )
    return heard || (section && PLANNED.has(section.kind)) ? [] : [bar + 1]
  })
}
