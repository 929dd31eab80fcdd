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
  const tapeWear = Math.min(1, Math.max(0, (mix.tapeWear ?? 0) + moves.tape))
  const { tapeWear: _, ...settings } = mix
  return { ...settings, stems, tone, ...(tapeWear > 0 && { tapeWear }) }
}

function moveStrip(
  name: StemName,
  strip: StemMix,
  { space, drive, bass, dry, slap }: StyleReading['mix'],
): StemMix {
  const saturation = Math.min(1, Math.max(0, (strip.saturation ?? 0) + 0.35 * drive))
  const shift = 7 * space - 8 * dry
  const own = name === 'vocal' && slap !== 0 ? withSlap(strip.sends, slap) : strip.sends
  const sends =
    name === 'bass' || shift === 0
      ? own
      : Object.fromEntries(
          Object.entries(own ?? {}).map(([send, level]) => [send, Math.min(-5, level + shift)]),
        )
  return {
    ...strip,
    gainDb: strip.gainDb + (name === 'bass' ? 2 * bass : 0),
    ...(saturation > 0 ? { saturation } : {}),
    ...(sends ? { sends } : {}),
  }
}

/** A slap of the strength asked for, where the genre has no stronger one; none where it is not wanted. */
function withSlap(
  { slap: own, ...others }: NonNullable<StemMix['sends']> = {},
  slap: number,
): StemMix['sends'] {
  if (slap < 0) return others
  return { ...others, slap: Math.max(own ?? -Infinity, -15 - 8 * (1 - slap)) }
}
