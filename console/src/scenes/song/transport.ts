import type { SongDetail } from '@troubadour/contract'
import { useSyncExternalStore } from 'react'
import { player, usePlayer, usePlayerTime } from '../../player/player.js'
import { playable } from '../../songs/playable.js'
import type { StemMixer } from './stem-mixer.js'

/** What sounds on the song's page: the player, or the mixer once its stems are loaded. */
export interface Transport {
  /** Second of the song that sounds; null before anything has. */
  readonly seconds: number | null
  readonly isPlaying: boolean
  readonly toggle: () => void
  readonly seek: (seconds: number) => void
}

const SILENT = { subscribe: () => () => undefined, snapshot: () => null }

/** One transport over both. Starting one silences the other. */
export function useTransport(song: SongDetail | undefined, mixer: StemMixer | null): Transport {
  const { track, isPlaying } = usePlayer()
  const playerSeconds = usePlayerTime(song?.audioId)
  const mixed = useSyncExternalStore(mixer?.subscribe ?? SILENT.subscribe, mixer?.snapshot ?? SILENT.snapshot)
  if (mixer && mixed) {
    return {
      seconds: mixed.seconds,
      isPlaying: mixed.isPlaying,
      toggle: () => {
        player.pause()
        mixer.toggle()
      },
      seek: (seconds) => mixer.seek(seconds),
    }
  }
  const isMine = song !== undefined && track?.id === song.audioId
  return {
    seconds: playerSeconds,
    isPlaying: isMine && isPlaying,
    toggle: () => {
      if (!song) return
      if (isMine) player.toggle()
      else player.play(playable(song))
    },
    seek: (seconds) => {
      if (!song) return
      if (isMine) player.seek(seconds)
      else player.play(playable(song), undefined, seconds)
    },
  }
}
