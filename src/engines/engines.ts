import type { Aligner } from './ports/aligner.js'
import type { CoverArtist } from './ports/cover-artist.js'
import type { LyricsEngine } from './ports/lyrics-engine.js'
import type { MusicEngine } from './ports/music-engine.js'
import type { Notator } from './ports/notator.js'
import type { Separator } from './ports/separator.js'
import type { StyleWriter } from './ports/style-writer.js'
import type { Transcriber } from './ports/transcriber.js'
import type { VideoEngine } from './ports/video-engine.js'
import type { VoiceAnalyst } from './ports/voice-analyst.js'

/** One engine for each port: what workflows work with. */
export interface Engines {
  readonly music: MusicEngine
  readonly lyrics: LyricsEngine
  readonly separator: Separator
  readonly transcriber: Transcriber
  readonly aligner: Aligner
  readonly notator: Notator
  readonly styleWriter: StyleWriter
  readonly voiceAnalyst: VoiceAnalyst
  readonly coverArtist: CoverArtist
  readonly video: VideoEngine
}
