import { isMinorish } from '../../music/scale.js'
import type { HeardRecording } from '../../music/heard.js'
import type { Brief } from '../brief.js'
import { PROFILES } from '../profiles/index.js'
import type { GenreProfile } from '../profiles/profile.js'
import { readStyle } from '../style/read-style.js'
import type { StyleReading } from '../style/style-reading.js'

/** Genres that most recordings of unknown style sit well beside, and how much sooner they are guessed. */
const LIKELY: Readonly<Record<string, number>> = { pop: 0.6, rock: 0.35, folk: 0.2 }

/** A master is louder than this, in LUFS, only in loud genres. */
const MIDDLING_LUFS = -13

/** The style asked for; where none is named, the one that the recording's tempo, meter, mode and loudness speak for. */
export function styleBeside(
  brief: Brief,
  heard: HeardRecording,
): { reading: StyleReading; guessed: boolean } {
  const asked = readStyle(brief)
  if (asked.understood.length > 0) return { reading: asked, guessed: false }
  const { label } = guessGenre(heard)
  return {
    reading: readStyle({ ...brief, style: [brief.style, label].filter(Boolean).join(', ') }),
    guessed: true,
  }
}

/** The genre whose habits lie nearest to what was heard. Timbre is not looked at. */
export function guessGenre(heard: HeardRecording): GenreProfile {
  const scoreOf = (profile: GenreProfile): number => {
    const { lowBpm, typicalBpm, highBpm } = profile.tempo
    const tempo = Math.max(
      ...[0.5, 1, 2].map((factor) => {
        const bpm = heard.tempoBpm * factor
        const outside = bpm < lowBpm ? lowBpm / bpm : bpm > highBpm ? bpm / highBpm : 1
        return -2 * Math.log2(outside) - Math.abs(Math.log2(bpm / typicalBpm)) - (factor === 1 ? 0 : 0.25)
      }),
    )
    const meters = profile.meters.filter(({ numerator, denominator }) =>
      heard.beatsPerBar === 3 ? numerator === 3 && denominator === 4 : numerator === 4,
    )
    const minor = isMinorish(heard.key)
    const modes = profile.modes.filter(({ mode }) => isMinorish({ tonic: 0, mode }) === minor)
    const loud = Math.min(1, Math.max(-1, (heard.loudnessLufs - MIDDLING_LUFS) / 6))
    const vigour = (profile.form.energy?.chorus ?? 0.8) - 0.75
    return (
      tempo +
      0.8 * share(meters, profile.meters) +
      0.4 * share(modes, profile.modes) +
      0.8 * loud * vigour +
      (LIKELY[profile.id] ?? 0)
    )
  }
  return PROFILES.reduce((best, profile) => (scoreOf(profile) > scoreOf(best) ? profile : best))
}

function share(some: readonly { weight: number }[], all: readonly { weight: number }[]): number {
  const sum = (items: readonly { weight: number }[]): number =>
    items.reduce((total, { weight }) => total + weight, 0)
  return sum(some) / sum(all)
}
