import type { SongData } from '@troubadour/contract'
import { Heart, Pause, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Badge } from '../parts/badge.js'
import { IconButton } from '../parts/button.js'
import { formatAge, formatDuration, formatTime } from '../parts/formats.js'
import { player, usePlayer, usePlayerTime } from '../player/player.js'
import { Waveform } from '../player/waveform.js'
import { ownUrl } from '../server/own-url.js'
import { playable } from './playable.js'
import { SongMenu } from './song-actions.js'
import { KIND_NAMES, useChangeSong } from './song-queries.js'
import styles from './song-row.module.css'

/** A song in a list: cover that plays, words, waveform, like and menu. */
export function SongRow({
  song,
  queue,
  leading,
}: {
  readonly song: SongData
  /** What Next and Previous go through. */
  readonly queue: readonly SongData[]
  /** Before the cover, such as a checkbox. */
  readonly leading?: ReactNode
}) {
  const { track, isPlaying } = usePlayer()
  const change = useChangeSong()
  const isCurrent = track?.id === song.audioId
  const seconds = usePlayerTime(song.audioId)
  const isFinished = song.audioUrl !== null
  return (
    <article className={styles['row']} data-current={isCurrent || undefined} aria-label={song.title}>
      {leading}
      <PlayCover song={song} queue={queue} isPlaying={isCurrent && isPlaying} />
      <div className={styles['words']}>
        <Link href={`/songs/${song.audioId}`} className={styles['title']}>
          {song.title}
        </Link>
        <p className={styles['style']}>{song.style}</p>
        <p className={styles['facts']}>
          {!isFinished && <Badge tone="accent">in the making</Badge>}
          {song.kind !== 'generate' && <Badge>{KIND_NAMES[song.kind] ?? song.kind}</Badge>}
          {song.instrumental && <Badge>Instrumental</Badge>}
          {song.labels.map((label) => (
            <Badge key={label} tone="info">
              {label}
            </Badge>
          ))}
          <time dateTime={song.createdAt} title={formatTime(song.createdAt)}>
            {formatAge(song.createdAt)}
          </time>
        </p>
      </div>
      <div className={styles['wave']}>
        {isFinished && (
          <Waveform
            label={`Position in ${song.title}`}
            peaks={song.waveform}
            durationSeconds={song.durationSeconds}
            currentSeconds={seconds}
            onSeek={(goal) => player.play(playable(song), queue.map(playable), goal)}
            height={34}
          />
        )}
      </div>
      <span className={styles['duration']}>{formatDuration(song.durationSeconds)}</span>
      <div className={styles['actions']}>
        <IconButton
          label={song.liked ? `Unlike ${song.title}` : `Like ${song.title}`}
          size="small"
          aria-pressed={song.liked}
          onClick={() => change.mutate({ audioId: song.audioId, liked: !song.liked })}
        >
          <Heart size={17} fill={song.liked ? 'currentColor' : 'none'} aria-hidden />
        </IconButton>
        <SongMenu song={song} />
      </div>
    </article>
  )
}

function PlayCover({
  song,
  queue,
  isPlaying,
}: {
  readonly song: SongData
  readonly queue: readonly SongData[]
  readonly isPlaying: boolean
}) {
  const { track } = usePlayer()
  const onClick = () => {
    if (track?.id === song.audioId) player.toggle()
    else player.play(playable(song), queue.map(playable))
  }
  return (
    <button
      type="button"
      className={styles['cover']}
      aria-label={isPlaying ? `Pause ${song.title}` : `Play ${song.title}`}
      onClick={onClick}
    >
      {song.imageUrl !== null && (
        <img src={ownUrl(song.imageUrl)} alt="" width={52} height={52} loading="lazy" />
      )}
      <span className={styles['sign']}>
        {isPlaying ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
      </span>
    </button>
  )
}
