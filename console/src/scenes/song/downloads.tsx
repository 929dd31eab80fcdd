import { useMutation } from '@tanstack/react-query'
import type { SongDetail } from '@troubadour/contract'
import { isAlreadyMadeError } from '@troubadour/sdk'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../parts/button.js'
import { Menu } from '../../parts/menu.js'
import { useServer } from '../../server/server.js'
import { downloadUrl } from '../../server/own-url.js'
import { saveBlob } from '../../songs/save-files.js'
import { fileNameOf, saveSong } from '../../songs/song-actions.js'

/** The song as files. WAV and video are made first when nobody has asked for them before. */
export function Downloads({ song }: { readonly song: SongDetail }) {
  const { client } = useServer()
  const [making, setMaking] = useState<string | null>(null)
  const name = fileNameOf(song.title)
  const track = { taskId: song.taskId, audioId: song.audioId }
  const make = useMutation({
    mutationFn: async (kind: 'WAV' | 'MIDI' | 'video') => {
      setMaking(kind)
      if (kind === 'MIDI') {
        saveBlob(await client.songMidi(song.audioId), `${name}.mid`)
      } else if (kind === 'WAV') {
        const url = await madeBefore(client.wav(track), async (taskId) => {
          const record = await client.waitFor({ operation: 'wav', taskId })
          return record.response?.audioWavUrl
        })
        saveUrl(downloadUrl(url, `${name}.wav`))
      } else {
        const url = await madeBefore(client.video(track), async (taskId) => {
          const record = await client.waitFor({ operation: 'video', taskId })
          return record.response?.videoUrl
        })
        saveUrl(downloadUrl(url, `${name}.mp4`))
      }
    },
    onSettled: () => setMaking(null),
  })
  return (
    <Menu
      trigger={
        <Button isBusy={making !== null}>
          {making === null && <Download size={16} aria-hidden />}
          {making === null ? 'Download' : `Making ${making}`}
        </Button>
      }
      entries={[
        { label: 'MP3', onSelect: () => saveSong(song) },
        { label: 'WAV', onSelect: () => make.mutate('WAV') },
        { label: 'MIDI', onSelect: () => make.mutate('MIDI') },
        { label: 'Video with words', onSelect: () => make.mutate('video') },
        ...(song.imageUrl === null
          ? []
          : [
              {
                label: 'Cover picture',
                onSelect: () =>
                  saveUrl(
                    downloadUrl(song.imageUrl!, `${name}${/\.\w+$/.exec(song.imageUrl!)?.[0] ?? '.jpeg'}`),
                  ),
              },
            ]),
      ]}
    />
  )
}

/** The file of a task; of the first one when the song has been made into such a file before. */
async function madeBefore(
  submitted: Promise<{ readonly taskId: string }>,
  fileOf: (taskId: string) => Promise<string | undefined>,
): Promise<string> {
  const taskId = await submitted.then(
    (task) => task.taskId,
    (error: unknown) => {
      if (isAlreadyMadeError(error)) return error.data.taskId
      throw error
    },
  )
  const url = await fileOf(taskId)
  if (url === undefined) throw new Error('The file could not be made')
  return url
}

function saveUrl(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  link.click()
}
