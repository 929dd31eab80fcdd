import { registerWindow } from '../../../analysis/separation/registers.js'
import { FFT_SIZE } from '../../../analysis/separation/stft.js'
import { frameCount, SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import type { Score } from '../../../music/score.js'
import { partOfScore } from '../../../studio/performance/part-of-score.js'
import type { PerformedSong, SongOptions } from '../../../studio/performance/perform-song.js'
import type { StereoBlock } from '../../../studio/performance/performer.js'
import type { Extraction, SeparationSource, Separator, WantedPart } from '../../ports/separator.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { PartEncoder } from './part-encoder.js'
import { encodeParts, listenForParts, listenWithOutsideModel, stemsOfBase } from './recording-parts.js'
import { playSong, playStems, prepareStudio } from './studio-performance.js'

/** Recordings from outside that can be taken apart. */
export const SEPARATION_LIMITS = { minDurationSeconds: 1, maxDurationSeconds: 600 }
/** Share of the time that goes into performing the mix, whose master the parts need. */
const MIXING_SHARE = 0.35

/**
 * One thing taken out of a song. Of a song of ours the tracks that belong to it are performed alone in their stems, in
 * the song's own mix and master, and the rest is the song minus that: the two add up to the song sample for sample.
 */
export function createExtractor(assets: Assets): Separator['extract'] {
  return async (source, parts, signal, onProgress) =>
    source.kind === 'file'
      ? extractFromRecording(assets, source.path, parts, signal, onProgress)
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
  const studio = { ...prepared, ...(await stemsOfBase(assets, source, prepared)) }
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

/**
 * Of a recording the stems that the parts belong to are taken, within the registers of the instruments or drums that are
 * named: finer it cannot be told who plays.
 */
async function extractFromRecording(
  assets: Assets,
  path: string,
  parts: readonly WantedPart[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Extraction> {
  const audio = await decodeUpload(path, SEPARATION_LIMITS, signal)
  onProgress(0.1)
  const sources = await listenWithOutsideModel(assets, audio, signal, (fraction) =>
    onProgress(0.1 + 0.4 * fraction),
  )
  const shares = await listenForParts(
    await assets.shareNetwork(),
    audio,
    signal,
    (fraction) => onProgress(sources ? 0.5 + 0.2 * fraction : 0.1 + 0.6 * fraction),
    new Set(parts.map(({ stem }) => stem)),
  )
  const slices = parts.map(({ stem, ...what }) => {
    const window = registerWindow(what, SAMPLE_RATE / FFT_SIZE)
    return window ? { stem, window } : { stem }
  })
  const [extract, remove] = await encodeParts(
    audio,
    shares,
    [slices],
    signal,
    (fraction) => onProgress(0.7 + 0.3 * fraction),
    sources,
  )
  return { extract: extract!, remove: remove! }
}
