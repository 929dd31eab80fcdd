import { setImmediate as letMessagesIn } from 'node:timers/promises'
import { findPartShares, type PartShares } from '../../../analysis/separation/part-shares.js'
import { renderParts, type PartSlice, type Source } from '../../../analysis/separation/render-parts.js'
import type { ShareNetwork } from '../../../analysis/separation/share-network.js'
import { separateStems, type SeparatedParts } from '../../../analysis/separation/separate.js'
import { frameCount, type Audio } from '../../../dsp/audio.js'
import type { StemName } from '../../../music/stems.js'
import type { SongOptions } from '../../../studio/performance/perform-song.js'
import type { SeparatedPart } from '../../ports/separator.js'
import type { Assets } from './assets.js'
import { PartEncoder } from './part-encoder.js'
import type { PlayableScore } from './studio-performance.js'

/** Finds what a recording consists of, letting the thread's messages in. Throws the signal's reason when it aborts. */
export async function listenForParts(
  network: ShareNetwork,
  audio: Audio,
  signal: AbortSignal,
  onProgress: (fraction: number) => void = () => undefined,
  wanted?: ReadonlySet<StemName>,
  voices?: 'convincing' | 'any',
): Promise<PartShares> {
  const onBlock = async (fraction: number): Promise<void> => {
    await letMessagesIn()
    signal.throwIfAborted()
    onProgress(fraction)
  }
  return findPartShares(audio, network, onBlock, wanted, voices)
}

/** What the operator's network, if there is one, parts a recording into. */
export async function listenWithOutsideModel(
  assets: Pick<Assets, 'outsideModel'>,
  audio: Audio,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Source[] | undefined> {
  const model = await assets.outsideModel()
  return model?.sourcesOf(audio, async (fraction) => {
    await letMessagesIn()
    signal.throwIfAborted()
    onProgress(fraction)
  })
}

/** The parts of a recording and, last, what they leave of it, encoded while they are rendered: nothing else is kept. */
export async function encodeParts(
  audio: Audio,
  shares: PartShares,
  parts: readonly (readonly PartSlice[])[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
  sources?: readonly Source[],
): Promise<SeparatedPart[]> {
  const encoders: PartEncoder[] = []
  while (encoders.length <= parts.length) encoders.push(await PartEncoder.create())
  const frames = frameCount(audio)
  for (const block of renderParts(audio, shares, parts, sources)) {
    await letMessagesIn()
    signal.throwIfAborted()
    block.parts.forEach((channels, p) =>
      encoders[p]!.add([channels[0]!, channels[1] ?? channels[0]!], block.startFrame),
    )
    onProgress((block.startFrame + block.parts[0]![0]!.length) / frames)
  }
  return encoders.map((encoder) => encoder.finish(frames))
}

/** What the recording that a song goes on from consists of; nothing where the song goes on from none. */
export async function stemsOfBase(
  assets: Pick<Assets, 'shareNetwork'>,
  { score }: PlayableScore,
  { recordings }: SongOptions,
): Promise<Pick<SongOptions, 'recordingStems'>> {
  const ids: string[] = []
  for (
    let splice = score.splice;
    splice;
    splice = splice.base.kind === 'score' ? splice.base.score.splice : undefined
  ) {
    if (splice.base.kind !== 'score') ids.push(splice.base.recordingId)
  }
  const found = new Map<string, SeparatedParts>()
  for (const id of ids) found.set(id, await separateStems(recordings![id]!, await assets.shareNetwork()))
  return { recordingStems: (id) => found.get(id)! }
}
