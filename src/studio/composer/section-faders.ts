import type { Score, Section } from '../../music/score.js'
import { beatToSeconds } from '../../music/tempo-map.js'
import { expectedLoudness } from '../performance/expected-loudness.js'

/** How much of what lacks a fader goes up, and at most how many dB: a piano that begins alone stays softer than a band. */
const UP = { share: 0.6, mostDb: 5 }
/** How far a fader goes down, in dB at most. */
const MOST_DOWN_DB = 5
/** Seconds between two looks at how loud it is. */
const LOOK_SECONDS = 0.4

/**
 * Sets the faders of sections that have none yet: nearer to where their energy belongs between the loudest section and
 * silence. Where the whole band plays all the time verses make room for choruses; who begins alone is heard. How loud
 * sections are without that is guessed from their notes (over twelve genres within 1 dB). Songs with recordings keep
 * the dynamics that those have.
 */
export function rideSections(score: Score): Score {
  const { mix, sections, recordings } = score
  const { dynamicsDb } = mix
  if (dynamicsDb === undefined || sections.length < 2 || recordings.length > 0) return score
  const levels = playedLevels(score)
  const loudestDb = Math.max(...levels)
  const mostEnergy = Math.max(...sections.map(({ energy }) => energy))
  const faderOf = ({ energy }: Section, levelDb: number): number => {
    const lackDb = dynamicsDb * (energy - mostEnergy) - (levelDb - loudestDb)
    const moveDb = lackDb > 0 ? Math.min(UP.mostDb, UP.share * lackDb) : Math.max(-MOST_DOWN_DB, lackDb)
    return Math.round(10 * moveDb) / 10
  }
  return {
    ...score,
    sections: sections.map((section, i) =>
      section.faderDb === undefined && Number.isFinite(levels[i])
        ? { ...section, faderDb: faderOf(section, levels[i]!) }
        : section,
    ),
  }
}

/** How loud each section should be with its fader at 0, in dB; -Infinity where nothing sounds. */
function playedLevels(score: Score): number[] {
  const untouched = score.sections.map((section) => ({ ...section, faderDb: 0 }))
  const forecast = expectedLoudness({ ...score, sections: untouched })
  return score.sections.map(({ startBeat, endBeat }) => {
    const start = beatToSeconds(score.tempoMap, startBeat)
    const end = beatToSeconds(score.tempoMap, endBeat)
    const looks = Math.max(1, Math.floor((end - start) / LOOK_SECONDS))
    let power = 0
    for (let look = 0; look < looks; look++) power += forecast.powerAt(start + (look + 0.5) * LOOK_SECONDS)
    return 10 * Math.log10(power / looks)
  })
}
