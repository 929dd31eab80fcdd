import { stemsWithRestLast, VOICES } from '../../../analysis/separation/separate.js'
import { frameCount } from '../../../dsp/audio.js'
import { STEMS, type StemName } from '../../../music/stems.js'
import type { StereoBlock } from '../../../studio/performance/performer.js'
import type { SeparatedStem, SeparationMode, Separator } from '../../ports/separator.js'
import { createExtractor, SEPARATION_LIMITS } from './advanced-stems.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { PartEncoder } from './part-encoder.js'
import { encodeParts, listenForParts, listenWithOutsideModel, stemsOfBase } from './recording-parts.js'
import { playSong, playStems, prepareStudio } from './studio-performance.js'

/** Share of the time that goes into performing the mix, whose master the stems need. */
const MIXING_SHARE = 0.4
/** Shares of the time that recordings take to be decoded and listened to; the rest goes into the parts. */
const DECODING_SHARE = 0.1
const LISTENING_SHARE = 0.4

type PartName = SeparatedStem['name']

/** Songs of ours are taken apart by performing their stems, recordings by listening. */
export function createEmbeddedSeparator(assets: Assets): Separator {
  return {
    id: 'separator/0.6.0',
    extract: createExtractor(assets),
    separate: async (source, mode, signal, onProgress) => {
      if (source.kind === 'file') {
        return separateRecording(assets, source.path, mode, signal, onProgress)
      }
      const studio = await prepareStudio(assets, source, signal)
      const { plan, mix } = await playSong(source.score, studio, signal, (fraction) =>
        onProgress(MIXING_SHARE * fraction),
      )
      const frames = frameCount(mix)
      const parts = new Map<PartName, PartEncoder>()
      for (const name of partNames(mode)) parts.set(name, await PartEncoder.create())
      let position = 0
      const withBase = { ...studio, ...(await stemsOfBase(assets, source, studio)) }
      for await (const block of playStems(source.score, withBase, plan, signal)) {
        const length = block.mix[0].length
        for (const [name, channels] of regroup(block.stems, mode, length))
          parts.get(name)!.add(channels, position)
        position += length
        onProgress(MIXING_SHARE + (1 - MIXING_SHARE) * (position / frames))
      }
      return [...parts].map(([name, part]) => ({ name, ...part.finish(frames) }))
    },
  }
}

/** Recordings are listened to twice: to find out what is in them, and to take it out. */
async function separateRecording(
  assets: Assets,
  path: string,
  mode: SeparationMode,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<SeparatedStem[]> {
  const audio = await decodeUpload(path, SEPARATION_LIMITS, signal)
  onProgress(DECODING_SHARE)
  const sources = await listenWithOutsideModel(assets, audio, signal, (fraction) =>
    onProgress(DECODING_SHARE + (LISTENING_SHARE / 2) * fraction),
  )
  const shares = await listenForParts(
    await (mode === 'vocals' ? assets.voiceNetwork() : assets.shareNetwork()),
    audio,
    signal,
    (fraction) => onProgress(DECODING_SHARE + LISTENING_SHARE * (sources ? 0.5 + fraction / 2 : fraction)),
    undefined,
    // An operator's network says itself what is a voice.
    mode === 'stems' && !sources ? 'convincing' : 'any',
  )
  const report = (fraction: number): void =>
    onProgress(DECODING_SHARE + LISTENING_SHARE + (1 - DECODING_SHARE - LISTENING_SHARE) * fraction)
  if (mode === 'vocals') {
    const [vocal, instrumental] = await encodeParts(audio, shares, [VOICES], signal, report, sources)
    return [
      { name: 'vocal', ...vocal! },
      { name: 'instrumental', ...instrumental! },
    ]
  }
  const there = stemsWithRestLast(shares)
  const parts = await encodeParts(
    audio,
    shares,
    there.slice(0, -1).map((stem) => [{ stem }]),
    signal,
    report,
    sources,
  )
  const nothing = { durationSeconds: parts[0]!.durationSeconds }
  return STEMS.map((name) => ({ name, ...(there.includes(name) ? parts[there.indexOf(name)]! : nothing) }))
}

/** Parts of a mode, in the contract's order. */
function partNames(mode: SeparationMode): PartName[] {
  return mode === 'vocals' ? ['vocal', 'instrumental'] : [...STEMS]
}

/** The blocks of each part: in `vocals` mode all voices together and all the rest together. */
function regroup(
  stems: ReadonlyMap<StemName, StereoBlock>,
  mode: SeparationMode,
  length: number,
): Map<PartName, StereoBlock> {
  if (mode === 'stems') return new Map(stems)
  const parts = new Map<PartName, StereoBlock>(
    partNames(mode).map((name) => [name, [new Float32Array(length), new Float32Array(length)]]),
  )
  for (const [name, stem] of stems) {
    const part = parts.get(name === 'vocal' || name === 'backingVocals' ? 'vocal' : 'instrumental')!
    stem.forEach((channel, c) => {
      for (let i = 0; i < length; i++) part[c]![i]! += channel[i]!
    })
  }
  return parts
}
