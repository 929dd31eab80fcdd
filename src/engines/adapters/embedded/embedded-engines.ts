import { drawCover } from '../../../media/cover/index.js'
import { renderVideo } from '../../../media/video/index.js'
import type { Engines } from '../../engines.js'
import { createAssets } from './assets.js'
import { createScoreAligner } from './embedded-aligner.js'
import { createEmbeddedLyricsEngine } from './embedded-lyrics-engine.js'
import { createEmbeddedMusicEngine } from './embedded-music-engine.js'
import { createEmbeddedSeparator } from './embedded-separator.js'
import { createEmbeddedTranscriber } from './embedded-transcriber.js'

/** Everything this project can do by itself, in the calling thread. Sounds are loaded when first needed. */
export function createEmbeddedEngines(): Engines {
  const assets = createAssets()
  return {
    music: createEmbeddedMusicEngine(assets),
    lyrics: createEmbeddedLyricsEngine(),
    separator: createEmbeddedSeparator(assets),
    transcriber: createEmbeddedTranscriber(),
    aligner: createScoreAligner(),
    coverArtist: { id: 'covers/0.1.0', draw: (request) => drawCover(request) },
    video: { id: 'video/0.1.0', render: renderVideo },
  }
}
