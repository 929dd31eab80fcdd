import type { SongData } from '@troubadour/contract'
import { Undo2 } from 'lucide-react'
import { Button } from '../../parts/button.js'
import { formatAge } from '../../parts/formats.js'
import { useChangeSong } from '../../songs/song-queries.js'
import styles from './library-scene.module.css'

/** Songs that can still be brought back. */
export function DeletedSongs({ songs }: { readonly songs: readonly SongData[] }) {
  const change = useChangeSong()
  return (
    <ul className={styles['list']} aria-label="Deleted songs">
      {songs.map((song) => (
        <li key={song.audioId} className={styles['deleted']}>
          <div>
            <strong>{song.title}</strong>
            <p className="muted small">
              Deleted {formatAge(song.deletedAt ?? song.createdAt)}; its sound is removed a day after that.
            </p>
          </div>
          <Button size="small" onClick={() => change.mutate({ audioId: song.audioId, deleted: false })}>
            <Undo2 size={16} aria-hidden />
            Bring back
          </Button>
        </li>
      ))}
    </ul>
  )
}
