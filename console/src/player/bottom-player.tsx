import { useQuery } from '@tanstack/react-query'
import { SkipBack, SkipForward, Volume1, Volume2, VolumeX } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { IconButton } from '../parts/button.js'
import { formatDuration } from '../parts/formats.js'
import { Slider } from '../parts/slider.js'
import { ownUrl } from '../server/own-url.js'
import { useServer } from '../server/server.js'
import { playable } from '../songs/playable.js'
import styles from './bottom-player.module.css'
import { PlayButton } from './play-button.js'
import { player, usePlayer, usePlayerTime, type PlayableTrack } from './player.js'
import { Waveform } from './waveform.js'

/** While a song is being made: looks whether it is finished, so that its length and waveform appear. */
function useFinishedSong(track: PlayableTrack | null, isLive: boolean): void {
  const { client } = useServer()
  const { data: song } = useQuery({
    queryKey: ['song', track?.id],
    queryFn: ({ signal }) => client.song(track!.id, { signal }),
    enabled: track !== null && isLive && track.audioUrl === null,
    refetchInterval: 4000,
  })
  useEffect(() => {
    if (song) player.update(playable(song))
  }, [song])
}

/** The song that sounds, on every scene. Space plays and pauses wherever no text is written. */
export function BottomPlayer() {
  const state = usePlayer()
  const { track, isPlaying, isWaiting, isLive, volume } = state
  const seconds = usePlayerTime(track?.id)
  useFinishedSong(track, isLive)
  const isShown = track !== null
  useEffect(() => {
    document.documentElement.style.setProperty('--player-height', isShown ? '4.5rem' : '0px')
    if (!isShown) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.defaultPrevented || event.target !== document.body) return
      event.preventDefault()
      player.toggle()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isShown])
  // Whoever signs out wants silence.
  useEffect(() => () => player.close(), [])
  if (!track) return null
  const duration = track.durationSeconds
  const VolumeIcon = volume === 0 ? VolumeX : volume < 0.5 ? Volume1 : Volume2
  return (
    <section className={styles['player']} aria-label="Player">
      <div className={styles['song']}>
        {track.imageUrl !== null && (
          <img src={ownUrl(track.imageUrl)} alt="" width={48} height={48} className={styles['cover']} />
        )}
        <div className={styles['words']}>
          <Link href={`/songs/${track.id}`} className={styles['title']}>
            {track.title}
          </Link>
          <p className={styles['subtitle']}>{state.error ?? track.subtitle}</p>
        </div>
      </div>
      <div className={styles['controls']}>
        <span className={styles['skips']}>
          <IconButton label="Previous" size="small" onClick={() => player.previous()}>
            <SkipBack size={18} aria-hidden />
          </IconButton>
        </span>
        <PlayButton
          label={isPlaying ? 'Pause' : 'Play'}
          isPlaying={isPlaying}
          isWaiting={isWaiting}
          onClick={() => player.toggle()}
        />
        <span className={styles['skips']}>
          <IconButton label="Next" size="small" onClick={() => player.next()}>
            <SkipForward size={18} aria-hidden />
          </IconButton>
        </span>
      </div>
      <div className={styles['line']}>
        <span className={styles['time']}>{formatDuration(seconds)}</span>
        {isLive && duration === null ? (
          <span className={styles['live']}>playing while it is being made</span>
        ) : (
          <Waveform
            label={`Position in ${track.title}`}
            peaks={track.waveform}
            durationSeconds={duration}
            currentSeconds={seconds}
            onSeek={(goal) => player.seek(goal)}
            height={36}
          />
        )}
        <span className={styles['time']}>
          {isLive && duration === null ? 'live' : formatDuration(duration)}
        </span>
      </div>
      <div className={styles['volume']}>
        <IconButton
          label={volume === 0 ? 'Unmute' : 'Mute'}
          size="small"
          onClick={() => player.setVolume(volume === 0 ? 1 : 0)}
        >
          <VolumeIcon size={18} aria-hidden />
        </IconButton>
        <Slider
          label="Volume"
          value={volume}
          step={0.05}
          format={(value) => `${Math.round(value * 100)} per cent`}
          onChange={(value) => player.setVolume(value)}
        />
      </div>
    </section>
  )
}
