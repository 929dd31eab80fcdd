import { setImmediate as letMessagesIn } from 'node:timers/promises'
import { separateStems, separateVoice } from '../../../analysis/separation/separate.js'
import { createAudio, frameCount, type Audio } from '../../../dsp/audio.js'
import { STEMS, type StemName } from '../../../music/stems.js'
import type { SongOptions } from '../../../studio/performance/perform-song.js'
import type { StereoBlock } from '../../../studio/performance/performer.js'
import type { SeparatedStem, SeparationMode, Separator } from '../../ports/separator.js'
import { createExtractor, SEPARATION_LIMITS } from './advanced-stems.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { encodePart, PartEncoder } from './part-encoder.js'
import { playSong, playStems, prepareStudio } from './studio-performance.js'

/** Share of the time that goes into performing the mix, whose master the stems need. */
const MIXING_SHARE = 0.4

type PartName = SeparatedStem['name']

/** Songs of ours are taken apart by performing their stems, recordings by listening. */
export function createEmbeddedSeparator(assets: Assets): Separator {
  return {
    id: 'separator/0.1.0',
    extract: createExtractor(assets),
    separate: async (source, mode, signal, onProgress) => {
      if (source.kind === 'file') {
        const audio = await decodeUpload(source.path, SEPARATION_LIMITS, signal)
        onProgress(0.1)
        return encodeParts(separateRecording(audio, mode), signal, (fraction) =>
          onProgress(0.6 + 0.4 * fraction),
        )
      }
      const studio = await prepareStudio(assets, source, signal)
      const { plan, mix } = await playSong(source.score, studio, signal, (fraction) =>
        onProgress(MIXING_SHARE * fraction),
      )
      const frames = frameCount(mix)
      const parts = new Map<PartName, PartEncoder>()
      for (const name of partNames(mode)) parts.set(name, await PartEncoder.create())
      let position = 0
      const recordingStems = stemsOfRecordings(studio)
      for await (const block of playStems(source.score, { ...studio, recordingStems }, plan, signal)) {
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

/** What a recording that a song goes on from consists of, found out by listening when it is asked for. */
function stemsOfRecordings({ recordings }: SongOptions): NonNullable<SongOptions['recordingStems']> {
  return (id) => separateStems(recordings![id]!)
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

function separateRecording(audio: Audio, mode: SeparationMode): Map<PartName, Audio> {
  if (mode === 'vocals')
    return new Map<PartName, Audio>(Object.entries(separateVoice(audio)) as [PartName, Audio][])
  const found = separateStems(audio)
  const silence = createAudio(1, frameCount(audio), audio.sampleRate)
  return new Map(STEMS.map((name) => [name, found.get(name) ?? silence]))
}

async function encodeParts(
  parts: ReadonlyMap<PartName, Audio>,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<SeparatedStem[]> {
  const stems: SeparatedStem[] = []
  for (const [name, audio] of parts) {
    await letMessagesIn()
    signal.throwIfAborted()
    stems.push({ name, ...(await encodePart(audio)) })
    onProgress(stems.length / parts.size)
  }
  return stems
}
