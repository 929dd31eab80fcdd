import { basename } from 'node:path'
import type { InferenceSession } from 'onnxruntime-node'
import {
  kindOfModel,
  type PortShape,
  type SourceName,
} from '../../../analysis/separation/outside/model-kind.js'
import { MODEL_RATE, runModel, type Block } from '../../../analysis/separation/outside/run-model.js'
import type { Source } from '../../../analysis/separation/render-parts.js'
import { SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import { resample } from '../../../dsp/resample.js'
import { STEMS, type StemName } from '../../../music/stems.js'

/** A separation network that the operator provides (SEPARATOR_MODEL). */
export interface OutsideModel {
  /**
   * What the recording (at SAMPLE_RATE) consists of as far as the network tells it apart; together the sources are the
   * recording, sample for sample. `onChunk` may wait, or throw to stop.
   */
  sourcesOf(audio: Audio, onChunk: (fraction: number) => Promise<void> | void): Promise<Source[]>
}

/** Stems that each of the network's sources holds. */
const STEMS_OF: Readonly<Record<Exclude<SourceName, 'instrumental' | 'other'>, readonly StemName[]>> = {
  drums: ['drums', 'percussion'],
  bass: ['bass'],
  vocals: ['vocal', 'backingVocals'],
}

/** Opens an ONNX file. Throws UnknownModelError when it is none of the known kinds. */
export async function loadOutsideModel(path: string): Promise<OutsideModel> {
  const { InferenceSession: Session, Tensor } = await import('onnxruntime-node')
  const session = await Session.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 })
  const kind = kindOfModel(portsOf(session.inputMetadata), portsOf(session.outputMetadata), basename(path))
  const run = async (inputs: Readonly<Record<string, Block>>): Promise<Record<string, Block>> => {
    const feeds = Object.entries(inputs).map(([name, { data, dims }]) => [
      name,
      new Tensor('float32', data, dims),
    ])
    const outputs = await session.run(Object.fromEntries(feeds) as InferenceSession.OnnxValueMapType)
    return Object.fromEntries(
      Object.entries(outputs).map(([name, { data, dims }]) => {
        if (!(data instanceof Float32Array))
          throw new TypeError(`the network's "${name}" is no list of float32`)
        return [name, { data, dims }]
      }),
    )
  }
  return {
    sourcesOf: async (audio, onChunk) => {
      const [left, right] = [audio.channels[0]!, audio.channels[1] ?? audio.channels[0]!]
      const stereo = resample({ sampleRate: audio.sampleRate, channels: [left, right] }, MODEL_RATE)
      const found = await runModel(kind, run, stereo, onChunk)
      return asSources(audio, found)
    },
  }
}

/** What the network found, at our rate and length; the last source is what the others leave of the recording. */
function asSources(audio: Audio, found: Map<SourceName, Audio>): Source[] {
  const sources: Source[] = []
  for (const [name, part] of found) {
    found.delete(name)
    if (name === 'other' || (name === 'instrumental' && sources.length > 0)) continue
    const heard = fitted(resample(part, SAMPLE_RATE), audio)
    sources.push(
      name === 'instrumental'
        ? { audio: without(audio, [heard]), stems: STEMS_OF.vocals }
        : { audio: heard, stems: STEMS_OF[name] },
    )
  }
  const told = new Set(sources.flatMap(({ stems }) => stems))
  const rest = without(
    audio,
    sources.map((source) => source.audio),
  )
  return [...sources, { audio: rest, stems: STEMS.filter((stem) => !told.has(stem)) }]
}

/** Resampling back and forth may change the length by a sample; mono recordings get one channel. */
function fitted({ channels }: Audio, like: Audio): Audio {
  const [left, right] = [channels[0]!, channels[1]!]
  return {
    sampleRate: like.sampleRate,
    channels: like.channels.map((channel, c) => {
      const out = new Float32Array(channel.length)
      for (let i = 0; i < Math.min(out.length, left.length); i++) {
        out[i] = like.channels.length === 1 ? (left[i]! + right[i]!) / 2 : channels[c]![i]!
      }
      return out
    }),
  }
}

function without(audio: Audio, parts: readonly Audio[]): Audio {
  return {
    sampleRate: audio.sampleRate,
    channels: audio.channels.map((channel, c) => {
      const rest = Float32Array.from(channel)
      for (const part of parts) for (let i = 0; i < rest.length; i++) rest[i]! -= part.channels[c]![i]!
      return rest
    }),
  }
}

function portsOf(metadata: readonly InferenceSession.ValueMetadata[]): PortShape[] {
  return metadata.map((value) => ({ name: value.name, shape: value.isTensor ? value.shape : [] }))
}
