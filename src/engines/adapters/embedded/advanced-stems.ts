import { setImmediate as letMessagesIn } from 'node:timers/promises'
import { separateStems } from '../../../analysis/separation/separate.js'
import { frameCount, SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import type { Score } from '../../../music/score.js'
import type { StemName } from '../../../music/stems.js'
import { partOfScore } from '../../../studio/performance/part-of-score.js'
import type { PerformedSong, SongOptions } from '../../../studio/performance/perform-song.js'
import type { StereoBlock } from '../../../studio/performance/performer.js'
import type { Extraction, SeparationSource, Separator, WantedPart } from '../../ports/separator.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { encodePart, PartEncoder } from './part-encoder.js'
import { playSong, playStems, prepareStudio } from './studio-performance.js'

/** Recordings from outside that can be taken apart. */
export const SEPARATION_LIMITS = { minDurationSeconds: 1, maxDurationSeconds: 600 }
/** Share of the time that goes into performing the mix, whose master the parts need. */
const MIXING_SHARE = 0.35

/** What the separator hears of each stem in a recording; what it cannot tell apart is in the rest. */
const HEARD_AS: Readonly<Partial<Record<StemName, StemName>>> = {
  backingVocals: 'vocal',
  percussion: 'drums',
}
const REST: StemName = 'keyboard'

/**
 * One thing taken out of a song. Of a song of ours the tracks that belong to it are performed alone in their stems, in
 * the song's own mix and master, and the rest is the song minus that: the two add up to the song sample for sample.
 */
export function createExtractor(assets: Assets): Separator['extract'] {
  return async (source, parts, signal, onProgress) =>
    source.kind === 'file'
      ? extractFromRecording(source.path, parts, signal, onProgress)
      : extractFromScore(assets, source, parts, signal, onProgress)
}

async function extractFromScore(
  assets: Assets,
  source: SeparationSource & { readonly kind: 'score' },
  parts: readonly WantedPart[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Extraction> {
  const prepared = await prepareStudio(assets, source, signal)
  const studio = {
    ...prepared,
    recordingStems: (id: string) => separateStems(prepared.recordings![id]!),
  }
  const { plan, mix } = await playSong(source.score, studio, signal, (fraction) =>
    onProgress(MIXING_SHARE * fraction),
  )
  const frames = frameCount(mix)
  const extract = await PartEncoder.create()
  const remove = await PartEncoder.create()
  let position = 0
  for await (const block of takeOut(source.score, parts, studio, { plan, mix }, signal)) {
    extract.add(block.extract, position)
    remove.add(block.remove, position)
    position += block.extract[0].length
    onProgress(MIXING_SHARE + (1 - MIXING_SHARE) * (position / frames))
  }
  return { extract: extract.finish(frames), remove: remove.finish(frames) }
}

/** The parts of a performed song and everything else, from the front, a block at a time; together they are the song. */
export async function* takeOut(
  score: Score,
  parts: readonly WantedPart[],
  studio: SongOptions,
  { plan, mix }: Pick<PerformedSong, 'plan' | 'mix'>,
  signal: AbortSignal,
): AsyncGenerator<{ readonly extract: StereoBlock; readonly remove: StereoBlock }, void, undefined> {
  const frames = frameCount(mix)
  const part = partOfScore(score, parts)
  const blocks = playStems(part.score, studio, plan, signal)
  for (let position = 0; position < frames;) {
    signal.throwIfAborted()
    // Where nothing of the song belongs to the parts, nobody has to play again.
    const block = part.stems.length > 0 ? (await blocks.next()).value : undefined
    const length = block ? block.mix[0].length : Math.min(SAMPLE_RATE, frames - position)
    const extract = sumOf(
      part.stems.map((stem) => block?.stems.get(stem)),
      length,
    )
    yield { extract, remove: rest(mix, extract, position) }
    position += length
  }
}

function sumOf(blocks: readonly (StereoBlock | undefined)[], length: number): StereoBlock {
  const sum: StereoBlock = [new Float32Array(length), new Float32Array(length)]
  for (const block of blocks) {
    block?.forEach((channel, side) => {
      for (let i = 0; i < length; i++) sum[side]![i]! += channel[i]!
    })
  }
  return sum
}

/** The mix from `start` without what was taken. */
function rest(mix: Audio, taken: StereoBlock, start: number): StereoBlock {
  const side = (channel: Float32Array, out: Float32Array) =>
    out.map((value, i) => channel[start + i]! - value)
  return [side(mix.channels[0]!, taken[0]), side(mix.channels[1]!, taken[1])]
}

async function extractFromRecording(
  path: string,
  parts: readonly WantedPart[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Extraction> {
  const audio = await decodeUpload(path, SEPARATION_LIMITS, signal)
  onProgress(0.1)
  await letMessagesIn()
  const found = separateStems(audio)
  onProgress(0.7)
  signal.throwIfAborted()
  const wanted = parts[0]!.stem
  const taken = found.get(HEARD_AS[wanted] ?? wanted) ?? found.get(REST)!
  const left: Audio = {
    sampleRate: audio.sampleRate,
    channels: audio.channels.map((channel, c) =>
      channel.map((value, i) => value - taken.channels[c % taken.channels.length]![i]!),
    ),
  }
  const extract = await encodePart(taken)
  onProgress(0.85)
  return { extract, remove: await encodePart(left) }
}
