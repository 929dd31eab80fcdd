import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { ownUrl } from '../server/own-url.js'

/** A song as the player needs it. */
export interface PlayableTrack {
  /** The `audioId`. */
  readonly id: string
  readonly title: string
  /** A line under the title, such as the style. */
  readonly subtitle: string
  readonly imageUrl: string | null
  /** Null while the song is still being performed: then the stream plays. */
  readonly audioUrl: string | null
  readonly streamUrl: string
  /** Null while nobody knows. */
  readonly durationSeconds: number | null
  /** Peaks 0 … 1, evenly spaced over the song; empty while it is being performed. */
  readonly waveform: readonly number[]
}

export interface PlayerState {
  readonly track: PlayableTrack | null
  readonly queue: readonly PlayableTrack[]
  /** Wanted, not only happening: also true while the first bytes are awaited. */
  readonly isPlaying: boolean
  readonly isWaiting: boolean
  /** What sounds is the live stream of a song that was not finished when it began. */
  readonly isLive: boolean
  readonly error: string | null
  /** 0 … 1. */
  readonly volume: number
}

const VOLUME_STORED = 'troubadour.volume'

/** The one thing that sounds: a media element, what it plays, and what comes next. */
class Player {
  readonly element = new Audio()
  #state: PlayerState = {
    track: null,
    queue: [],
    isPlaying: false,
    isWaiting: false,
    isLive: false,
    error: null,
    volume: storedVolume(),
  }
  readonly #listeners = new Set<() => void>()

  constructor() {
    this.element.preload = 'metadata'
    this.element.volume = this.#state.volume
    this.element.addEventListener('play', () => this.#change({ isPlaying: true, error: null }))
    this.element.addEventListener('pause', () => this.#change({ isPlaying: false }))
    this.element.addEventListener('waiting', () => this.#change({ isWaiting: true }))
    this.element.addEventListener('playing', () => this.#change({ isWaiting: false }))
    this.element.addEventListener('ended', () => this.next())
    this.element.addEventListener('error', () => {
      if (this.element.error === null || this.#state.track === null) return
      this.#change({ isPlaying: false, isWaiting: false, error: 'This song cannot be played' })
    })
    if ('mediaSession' in navigator) {
      navigator.mediaSession.setActionHandler('play', () => this.toggle())
      navigator.mediaSession.setActionHandler('pause', () => this.toggle())
      navigator.mediaSession.setActionHandler('nexttrack', () => this.next())
      navigator.mediaSession.setActionHandler('previoustrack', () => this.previous())
    }
  }

  get state(): PlayerState {
    return this.#state
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #change(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** Plays a song, from `atSeconds` when given; `queue` is what Next and Previous go through. */
  play(track: PlayableTrack, queue?: readonly PlayableTrack[], atSeconds?: number): void {
    const isSame = this.#state.track?.id === track.id && this.#state.error === null
    if (queue) this.#change({ queue })
    if (!isSame) this.#load(track)
    if (atSeconds !== undefined) this.seek(atSeconds)
    // Refused when the element was given something else meanwhile, or by the browser: the events say what holds.
    void this.element.play().catch(() => undefined)
  }

  #load(track: PlayableTrack): void {
    const isLive = track.audioUrl === null
    this.#change({ track, isLive, isWaiting: true, error: null })
    this.element.src = ownUrl(track.audioUrl ?? track.streamUrl)
    if ('mediaSession' in navigator) {
      navigator.mediaSession.metadata = new MediaMetadata({
        title: track.title,
        artist: track.subtitle,
        artwork: track.imageUrl === null ? [] : [{ src: ownUrl(track.imageUrl) }],
      })
    }
  }

  /** What is newly known of the song, such as its length when it is finished. */
  update(track: PlayableTrack): void {
    if (this.#state.track?.id !== track.id) return
    this.#change({ track })
    // A stream cannot be sought in; the finished file takes over as soon as nobody would hear the change.
    if (this.#state.isLive && track.audioUrl !== null && this.element.paused) this.#swapToFile()
  }

  #swapToFile(): void {
    const { track } = this.#state
    if (!track || track.audioUrl === null) return
    const seconds = this.element.currentTime
    this.element.src = ownUrl(track.audioUrl)
    this.element.currentTime = seconds
    this.#change({ isLive: false })
  }

  toggle(): void {
    if (this.#state.track === null) return
    if (this.element.paused) void this.element.play().catch(() => undefined)
    else this.element.pause()
  }

  pause(): void {
    this.element.pause()
  }

  /** Whether `seek` has an effect. */
  get isSeekable(): boolean {
    return !this.#state.isLive || this.#state.track?.audioUrl != null
  }

  seek(seconds: number): void {
    const wasPlaying = !this.element.paused
    if (this.#state.isLive && this.#state.track?.audioUrl != null) this.#swapToFile()
    if (!this.isSeekable) return
    this.element.currentTime = Math.max(0, seconds)
    if (wasPlaying && this.element.paused) void this.element.play().catch(() => undefined)
  }

  next(): void {
    this.#step(1)
  }

  /** The song before, or the beginning of this one when more than three seconds have sounded. */
  previous(): void {
    if (this.element.currentTime > 3) this.seek(0)
    else this.#step(-1)
  }

  #step(by: number): void {
    const { queue, track } = this.#state
    const following = queue[queue.findIndex((each) => each.id === track?.id) + by]
    if (track && following && queue.some((each) => each.id === track.id)) this.play(following)
  }

  setVolume(volume: number): void {
    this.element.volume = volume
    this.#change({ volume })
    try {
      localStorage.setItem(VOLUME_STORED, String(volume))
    } catch {
      // For this visit only.
    }
  }

  /** Silence, and no song: after signing out. */
  close(): void {
    this.element.pause()
    this.element.removeAttribute('src')
    this.element.load()
    this.#change({ track: null, queue: [], isPlaying: false, isWaiting: false, isLive: false, error: null })
  }
}

function storedVolume(): number {
  try {
    const volume = Number(localStorage.getItem(VOLUME_STORED) ?? 1)
    return volume >= 0 && volume <= 1 ? volume : 1
  } catch {
    return 1
  }
}

/** The console has one player; scenes come and go, it goes on. */
export const player = new Player()

export function usePlayer(): PlayerState {
  return useSyncExternalStore(player.subscribe, () => player.state)
}

/** The second of `trackId` that sounds now, every animation frame while it plays; null when another song is on. */
export function usePlayerTime(trackId: string | undefined): number | null {
  const { track, isPlaying } = usePlayer()
  const isMine = trackId !== undefined && track?.id === trackId
  const [seconds, setSeconds] = useState(() => player.element.currentTime)
  const frame = useRef(0)
  useEffect(() => {
    if (!isMine) return
    const read = () => setSeconds(player.element.currentTime)
    const tick = () => {
      read()
      frame.current = requestAnimationFrame(tick)
    }
    read()
    if (isPlaying) frame.current = requestAnimationFrame(tick)
    player.element.addEventListener('seeked', read)
    player.element.addEventListener('timeupdate', read)
    return () => {
      cancelAnimationFrame(frame.current)
      player.element.removeEventListener('seeked', read)
      player.element.removeEventListener('timeupdate', read)
    }
  }, [isMine, isPlaying])
  return isMine ? seconds : null
}
