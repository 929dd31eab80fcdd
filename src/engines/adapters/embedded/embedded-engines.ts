import { drawCover } from '../../../media/cover/index.js'
import { renderVideo } from '../../../media/video/index.js'
import type { Engines } from '../../engines.js'
import { createAssets } from './assets.js'
import { createEmbeddedAligner } from './embedded-aligner.js'
import { createEmbeddedLyricsEngine } from './embedded-lyrics-engine.js'
import { createEmbeddedMusicEngine } from './embedded-music-engine.js'
import { createScoreNotator } from './embedded-notator.js'
import { createEmbeddedSeparator } from './embedded-separator.js'
import { createEmbeddedStyleWriter } from './embedded-style-writer.js'
import { createEmbeddedTranscriber } from './embedded-transcriber.js'
import { createEmbeddedVoiceAnalyst } from './embedded-voice-analyst.js'
import { warmUpPerforming, warmUpWriting } from './warm-up.js'

/** What a thread is going to be used for. */
export type ThreadPurpose = 'writing' | 'performing'

export interface EmbeddedEngines extends Engines {
  /** Does in advance what is slow the first time. */
  warmUp(purpose: ThreadPurpose): Promise<void>
}

/** What an operator may choose about the engines. */
export interface EngineOptions {
  /** Path of an ONNX file that recordings are separated with instead of our own network. */
  readonly separatorModel?: string | undefined
}

/** Everything this project can do by itself, in the calling thread. Sounds are loaded when first needed. */
export function createEmbeddedEngines(options: EngineOptions = {}): EmbeddedEngines {
  const assets = createAssets(options)
  return {
    music: createEmbeddedMusicEngine(assets),
    lyrics: createEmbeddedLyricsEngine(),
    separator: createEmbeddedSeparator(assets),
    transcriber: createEmbeddedTranscriber(assets),
    aligner: createEmbeddedAligner(assets),
    notator: createScoreNotator(),
    styleWriter: createEmbeddedStyleWriter(),
    voiceAnalyst: createEmbeddedVoiceAnalyst(assets),
    coverArtist: { id: 'covers/0.1.0', draw: (request) => drawCover(request) },
    video: { id: 'video/0.1.0', render: renderVideo },
    warmUp: (purpose) => (purpose === 'writing' ? warmUpWriting() : warmUpPerforming(assets)),
  }
}
