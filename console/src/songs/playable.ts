import type { SongData } from '@troubadour/contract'
import type { PlayableTrack } from '../player/player.js'

/** A song as the player takes it. */
export function playable(song: SongData): PlayableTrack {
  return {
    id: song.audioId,
    title: song.title,
    subtitle: song.style,
    imageUrl: song.imageUrl,
    audioUrl: song.audioUrl,
    streamUrl: song.streamUrl,
    durationSeconds: song.durationSeconds,
    waveform: song.waveform,
  }
}
