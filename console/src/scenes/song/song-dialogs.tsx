import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SongDetail } from '@troubadour/contract'
import { isAlreadyMadeError } from '@troubadour/sdk'
import { useState, type FormEvent } from 'react'
import { Button } from '../../parts/button.js'
import { Dialog } from '../../parts/dialog.js'
import { TextArea, TextField } from '../../parts/field.js'
import { showToast } from '../../parts/toast.js'
import { downloadUrl, ownUrl } from '../../server/own-url.js'
import { useServer } from '../../server/server.js'
import styles from './song-scene.module.css'

interface SongDialogProps {
  readonly song: SongDetail
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Keeps singer and style of the song under a name. */
export function PersonaDialog({ song, isOpen, onClose }: SongDialogProps) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const duration = song.durationSeconds ?? 0
  const save = useMutation({
    mutationFn: () =>
      client.persona({
        taskId: song.taskId,
        audioId: song.audioId,
        name: name.trim(),
        description: description.trim() || song.style,
        vocalStart: 0,
        vocalEnd: Math.max(10, Math.min(30, Math.floor(duration))),
      }),
    onSuccess: async () => {
      showToast(`“${name.trim()}” can be chosen for new songs`)
      onClose()
      await queries.invalidateQueries({ queryKey: ['personas'] })
      await queries.invalidateQueries({ queryKey: ['song', song.audioId] })
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') save.mutate()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Save as persona"
      description="Keeps the singer and the style of this song for later ones."
    >
      <form className={styles['stack']} onSubmit={onSubmit}>
        <TextField
          label="Name"
          value={name}
          maxLength={200}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <TextArea
          label="What is special about it"
          rows={3}
          value={description}
          placeholder={song.style}
          onChange={(event) => setDescription(event.target.value)}
        />
        <Button type="submit" look="primary" isBusy={save.isPending} disabled={name.trim() === ''}>
          Save persona
        </Button>
      </form>
    </Dialog>
  )
}

/** Two pictures for the song's task, to be saved. */
export function CoverArtDialog({ song, isOpen, onClose }: SongDialogProps) {
  const { client } = useServer()
  const make = useMutation({
    mutationFn: async () => {
      const taskId = await client.coverImages({ taskId: song.taskId }).then(
        (task) => task.taskId,
        (error: unknown) => {
          if (isAlreadyMadeError(error)) return error.data.taskId
          throw error
        },
      )
      const record = await client.waitFor({ operation: 'coverImages', taskId })
      return record.response?.images ?? []
    },
  })
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Cover pictures" width="wide">
      {make.data ? (
        <div className={styles['pictures']}>
          {make.data.map((url, index) => (
            <figure key={url}>
              <img src={ownUrl(url)} alt={`Cover ${index + 1} of ${song.title}`} />
              <a href={downloadUrl(url, `${song.title} ${index + 1}.png`)}>Save picture {index + 1}</a>
            </figure>
          ))}
        </div>
      ) : (
        <div className={styles['stack']}>
          {song.imageUrl !== null && (
            <img className={styles['current']} src={ownUrl(song.imageUrl)} alt={`Cover of ${song.title}`} />
          )}
          <Button look="primary" isBusy={make.isPending} onClick={() => make.mutate()}>
            Paint two more
          </Button>
        </div>
      )}
    </Dialog>
  )
}
