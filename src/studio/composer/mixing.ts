import type { EqBand, MixSettings, StemMix } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'
import type { StyleReading } from '../style/style-reading.js'

/** The genre's mix with the production words of the style laid over it. */
export function mixFor(mix: MixSettings, moves: StyleReading['mix']): MixSettings {
  const stems: Partial<Record<StemName, StemMix>> = {}
  for (const [name, strip] of Object.entries(mix.stems) as [StemName, StemMix][])
    stems[name] = moveStrip(name, strip, moves)
  const tone: EqBand[] = [...mix.tone]
  if (moves.warmth !== 0) tone.push({ type: 'high-shelf', frequencyHz: 7000, gainDb: -3 * moves.warmth })
  if (moves.bass !== 0) tone.push({ type: 'low-shelf', frequencyHz: 110, gainDb: 3 * moves.bass })
  return { ...mix, stems, tone }
}

function moveStrip(
  name: StemName,
  strip: StemMix,
  { space, drive, bass, dry }: StyleReading['mix'],
): StemMix {
  const saturation = Math.min(1, Math.max(0, (strip.saturation ?? 0) + 0.35 * drive))
  const shift = 7 * space - 8 * dry
  const sends =
    name === 'bass' || shift === 0
      ? strip.sends
      : Object.fromEntries(
          Object.entries(strip.sends ?? {}).map(([send, level]) => [send, Math.min(-5, level + shift)]),
        )
  return {
    ...strip,
    gainDb: strip.gainDb + (name === 'bass' ? 2 * bass : 0),
    ...(saturation > 0 ? { saturation } : {}),
    ...(sends ? { sends } : {}),
  }
}
