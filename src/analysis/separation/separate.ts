import { createAudio, frameCount, type Audio } from '../../dsp/audio.js'
import type { StemName } from '../../music/stems.js'
import { findPartShares, type PartShares } from './part-shares.js'
import { renderParts, type PartSlice } from './render-parts.js'
import type { ShareNetwork } from './share-network.js'

/** The stems a recording from outside is parted into; they sum to it. */
export type SeparatedParts = ReadonlyMap<StemName, Audio>

/** What counts as voice where only voice and band are asked for. */
export const VOICES = [{ stem: 'vocal' }, { stem: 'backingVocals' }] as const satisfies readonly PartSlice[]

/** What others would leave something in that nobody takes for it. */
const NEVER_REST: ReadonlySet<StemName> = new Set(['vocal', 'backingVocals', 'drums', 'bass'])

/** Takes all voices out of a finished recording at 48 kHz. Voice and rest sum to the input. */
export async function separateVoice(
  audio: Audio,
  network: ShareNetwork,
): Promise<{ vocal: Audio; instrumental: Audio }> {
  const [vocal, instrumental] = wholeParts(audio, await findPartShares(audio, network), [VOICES])
  return { vocal: vocal!, instrumental: instrumental! }
}

/** The stems that are heard in a finished recording at 48 kHz. */
export async function separateStems(audio: Audio, network: ShareNetwork): Promise<SeparatedParts> {
  const shares = await findPartShares(audio, network, undefined, undefined, 'convincing')
  const wanted = stemsWithRestLast(shares)
  const parts = wholeParts(
    audio,
    shares,
    wanted.slice(0, -1).map((stem) => [{ stem }]),
  )
  return new Map(wanted.map((stem, i) => [stem, parts[i]!]))
}

/** The stems that are there in the order they are rendered in: the last one is what the others leave. */
export function stemsWithRestLast({ present }: Pick<PartShares, 'present'>): StemName[] {
  const rest = present.findLast((stem) => !NEVER_REST.has(stem)) ?? present.at(-1)!
  return [...present.filter((stem) => stem !== rest), rest]
}

/** Rendered parts as whole recordings, the rest last. */
function wholeParts(audio: Audio, shares: PartShares, parts: readonly (readonly PartSlice[])[]): Audio[] {
  const whole = Array.from({ length: parts.length + 1 }, () =>
    createAudio(audio.channels.length, frameCount(audio), audio.sampleRate),
  )
  for (const block of renderParts(audio, shares, parts)) {
    block.parts.forEach((part, p) =>
      part.forEach((channel, c) => whole[p]!.channels[c]!.set(channel, block.startFrame)),
    )
  }
  return whole
}
