import type { SongData } from '@troubadour/contract'
import {
  AudioLines,
  Download,
  EllipsisVertical,
  History,
  Pencil,
  Repeat2,
  Scissors,
  Tag,
  Trash2,
} from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useLocation } from 'wouter'
import { Button, IconButton } from '../parts/button.js'
import { Dialog } from '../parts/dialog.js'
import { TextField } from '../parts/field.js'
import { Menu } from '../parts/menu.js'
import { showToast } from '../parts/toast.js'
import { downloadUrl } from '../server/own-url.js'
import { useChangeSong } from './song-queries.js'
import { useRecovery } from './use-recovery.js'

/** Everything that can be done with a song, behind one button. */
export function SongMenu({ song }: { readonly song: SongData }) {
  const [, navigate] = useLocation()
  const [dialog, setDialog] = useState<'rename' | 'labels' | null>(null)
  const remove = useDeleteSong()
  const recover = useRecovery()
  const isFinished = song.audioUrl !== null
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`More for ${song.title}`} size="small">
            <EllipsisVertical size={18} aria-hidden />
          </IconButton>
        }
        entries={[
          {
            label: 'Open',
            icon: <AudioLines size={16} aria-hidden />,
            onSelect: () => navigate(`/songs/${song.audioId}`),
          },
          {
            label: 'Use words, style and seed again',
            icon: <Repeat2 size={16} aria-hidden />,
            onSelect: () => navigate(`/?again=${song.taskId}`),
          },
          {
            label: 'Extend',
            icon: <Scissors size={16} aria-hidden />,
            disabled: !isFinished,
            onSelect: () => navigate(`/songs/${song.audioId}?edit=extend`),
          },
          {
            label: 'Download MP3',
            icon: <Download size={16} aria-hidden />,
            disabled: !isFinished,
            onSelect: () => saveSong(song),
          },
          {
            label: 'Restore lost files',
            icon: <History size={16} aria-hidden />,
            disabled: !isFinished,
            onSelect: () => recover(song),
          },
          {
            label: 'Rename',
            icon: <Pencil size={16} aria-hidden />,
            startsGroup: true,
            onSelect: () => setDialog('rename'),
          },
          { label: 'Labels', icon: <Tag size={16} aria-hidden />, onSelect: () => setDialog('labels') },
          {
            label: 'Delete',
            icon: <Trash2 size={16} aria-hidden />,
            isDangerous: true,
            startsGroup: true,
            onSelect: () => remove([song]),
          },
        ]}
      />
      <RenameDialog song={song} isOpen={dialog === 'rename'} onClose={() => setDialog(null)} />
      <LabelsDialog songs={[song]} isOpen={dialog === 'labels'} onClose={() => setDialog(null)} />
    </>
  )
}

/** Saves a finished song under its title. */
export function saveSong(song: SongData): void {
  if (song.audioUrl === null) return
  const link = document.createElement('a')
  link.href = downloadUrl(song.audioUrl, `${fileNameOf(song.title)}.mp3`)
  link.download = ''
  link.click()
}

/** A title as file systems take it. */
export function fileNameOf(title: string): string {
  return title.replaceAll(/[/\\:*?"<>|\p{Cc}]/gu, '_').trim() || 'song'
}

/** Deletes songs at once; the toast brings them back. */
export function useDeleteSong(): (songs: readonly SongData[]) => void {
  const change = useChangeSong()
  return (songs) => {
    const all = (deleted: boolean) =>
      Promise.all(songs.map(({ audioId }) => change.mutateAsync({ audioId, deleted })))
    void all(true)
      .then(() =>
        showToast(
          songs.length === 1 ? `“${songs[0]!.title}” was deleted` : `${songs.length} songs were deleted`,
          {
            label: 'Undo',
            run: () => void all(false).catch(() => undefined),
          },
        ),
      )
      // The mutation has said it.
      .catch(() => undefined)
  }
}

function RenameDialog({
  song,
  isOpen,
  onClose,
}: {
  readonly song: SongData
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const change = useChangeSong()
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const title = textOf(event.currentTarget, 'title').trim()
    if (title === '') return
    change.mutate({ audioId: song.audioId, title }, { onSuccess: onClose })
  }
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Rename song">
      <form onSubmit={save} style={{ display: 'grid', gap: 'var(--space-4)' }}>
        <TextField label="Title" name="title" defaultValue={song.title} maxLength={200} required autoFocus />
        <Button type="submit" look="primary" isBusy={change.isPending}>
          Rename
        </Button>
      </form>
    </Dialog>
  )
}

/** Gives all of some songs the same labels, added to those they have; for one song also takes them away. */
export function LabelsDialog({
  songs,
  isOpen,
  onClose,
}: {
  readonly songs: readonly SongData[]
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const change = useChangeSong()
  const isOne = songs.length === 1
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const written = textOf(event.currentTarget, 'labels').split(',')
    void Promise.all(
      songs.map(({ audioId, labels }) =>
        change.mutateAsync({ audioId, labels: isOne ? written : [...labels, ...written] }),
      ),
    )
      .then(onClose)
      .catch(() => undefined)
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={isOne ? 'Labels' : `Labels for ${songs.length} songs`}
      description="A song may have several: albums, moods, clients."
    >
      <form onSubmit={save} style={{ display: 'grid', gap: 'var(--space-4)' }}>
        <TextField
          label="Labels"
          name="labels"
          defaultValue={isOne ? songs[0]!.labels.join(', ') : ''}
          hint="Separated by commas"
          autoFocus
        />
        <Button type="submit" look="primary" isBusy={change.isPending}>
          Save labels
        </Button>
      </form>
    </Dialog>
  )
}

/** What was written into a field of a form. */
function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name)
  return typeof value === 'string' ? value : ''
}
