import { setImmediate as letMessagesIn } from 'node:timers/promises'
import { separateStems, separateVoice } from '../../../analysis/separation/separate.js'
import { createAudio, durationSeconds, frameCount, SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import { encodeMp3, assembleMp3File, createMp3Encoder, type Mp3Encoder } from '../../../media/codecs/index.js'
import { STEMS, type StemName } from '../../../music/stems.js'
import type { SongOptions } from '../../../studio/performance/perform-song.js'
import type { StereoBlock } from '../../../studio/performance/performer.js'
import type { SeparatedStem, SeparationMode, Separator } from '../../ports/separator.js'
import type { Assets } from './assets.js'
import { decodeUpload } from './decode-upload.js'
import { playSong, playStems, prepareStudio } from './studio-performance.js'

/** Recordings from outside that can be taken apart. */
const LIMITS = { minDurationSeconds: 1, maxDurationSeconds: 600 }
/** Share of the time that goes into performing the mix, whose master the stems need. */
const MIXING_SHARE = 0.4
/** A stem that never exceeds -80 dBFS is silent. */
const SILENT_PEAK = 1e-4

type PartName = SeparatedStem['name']

/** Songs of ours are taken apart by performing their stems, recordings by listening. */
export function createEmbeddedSeparator(assets: Assets): Separator {
  return {
    id: 'separator/0.1.0',
    separate: async (source, mode, signal, onProgress) => {
      if (source.kind === 'file') {
        const audio = await decodeUpload(source.path, LIMITS, signal)
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
      return [...parts].map(([name, part]) => part.finish(name, frames))
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

/** Encodes one part while it is performed; nothing is kept but the MP3. */
class PartEncoder {
  private readonly pieces: Uint8Array[] = []
  private peak = 0
  private position = 0

  private constructor(private readonly encoder: Mp3Encoder) {}

  static async create(): Promise<PartEncoder> {
    return new PartEncoder(await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 }))
  }

  /** `startFrame`: where the block lies in the song; what was left out before it is silence. */
  add(channels: StereoBlock, startFrame: number): void {
    this.beSilentUntil(startFrame)
    this.peak = Math.max(this.peak, peakOf(channels))
    this.pieces.push(this.encoder.encode(channels))
    this.position += channels[0].length
  }

  private beSilentUntil(frame: number): void {
    while (this.position < frame) {
      const silence = new Float32Array(Math.min(SAMPLE_RATE, frame - this.position))
      this.pieces.push(this.encoder.encode([silence, silence]))
      this.position += silence.length
    }
  }

  finish(name: PartName, frames: number): SeparatedStem {
    if (this.peak >= SILENT_PEAK) this.beSilentUntil(frames)
    this.pieces.push(this.encoder.finish())
    const stem = { name, durationSeconds: frames / SAMPLE_RATE }
    return this.peak < SILENT_PEAK ? stem : { ...stem, mp3: assembleMp3File(this.pieces, frames) }
  }
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
    const stem = { name, durationSeconds: durationSeconds(audio) }
    stems.push(peakOf(audio.channels) < SILENT_PEAK ? stem : { ...stem, mp3: await encodeMp3(audio) })
    onProgress(stems.length / parts.size)
  }
  return stems
}

function peakOf(channels: readonly Float32Array[]): number {
  let peak = 0
  for (const channel of channels) for (const value of channel) peak = Math.max(peak, Math.abs(value))
  return peak
}
