import type { SongData } from '@troubadour/contract'
import { useMutation } from '@tanstack/react-query'
import { Download, Heart, Tag, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../parts/button.js'
import { saveFiles } from '../../songs/save-files.js'
import { fileNameOf, LabelsDialog, useDeleteSong } from '../../songs/song-actions.js'
import { useChangeSong } from '../../songs/song-queries.js'
import styles from './library-scene.module.css'

/** What can be done with several songs at once. */
export function SelectionBar({
  songs,
  onAll,
  onNone,
}: {
  readonly songs: readonly SongData[]
  readonly onAll: () => void
  readonly onNone: () => void
}) {
  const change = useChangeSong()
  const remove = useDeleteSong()
  const [isLabelling, setLabelling] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      saveFiles(
        'troubadour-songs.zip',
        songs.flatMap(({ audioUrl, title }) =>
          audioUrl === null ? [] : [{ name: `${fileNameOf(title)}.mp3`, url: audioUrl }],
        ),
      ),
  })
  const like = () => {
    for (const { audioId } of songs) change.mutate({ audioId, liked: true })
  }
  return (
    <div className={styles['selection']} role="toolbar" aria-label="Selected songs">
      <span aria-live="polite">{songs.length} selected</span>
      <Button size="small" look="quiet" onClick={onAll}>
        All
      </Button>
      <Button size="small" aria-label="Download" isBusy={save.isPending} onClick={() => save.mutate()}>
        <Download size={16} aria-hidden />
        <span className={styles['wide']}>Download</span>
      </Button>
      <IconButton label="Like" size="small" onClick={like}>
        <Heart size={17} aria-hidden />
      </IconButton>
      <IconButton label="Labels" size="small" onClick={() => setLabelling(true)}>
        <Tag size={17} aria-hidden />
      </IconButton>
      <IconButton
        label="Delete"
        size="small"
        onClick={() => {
          remove(songs)
          onNone()
        }}
      >
        <Trash2 size={17} aria-hidden />
      </IconButton>
      <IconButton label="Select none" size="small" onClick={onNone}>
        <X size={17} aria-hidden />
      </IconButton>
      <LabelsDialog songs={songs} isOpen={isLabelling} onClose={() => setLabelling(false)} />
    </div>
  )
}
