import { useMutation } from '@tanstack/react-query'
import { FileAudio, Mic, Square, Upload, X } from 'lucide-react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { Button, IconButton } from '../../parts/button.js'
import { formatDuration } from '../../parts/formats.js'
import { Meter } from '../../parts/meter.js'
import { ProgressBar } from '../../parts/progress-bar.js'
import { Segments } from '../../parts/segments.js'
import { showFailure } from '../../parts/toast.js'
import { ownUrl } from '../../server/own-url.js'
import { useServer } from '../../server/server.js'
import { recordSound, type Recording } from '../../songs/record-sound.js'
import type { Source, SourceUse } from './draft.js'
import styles from './source-field.module.css'

const USES: readonly { readonly value: SourceUse; readonly label: string }[] = [
  { value: 'cover', label: 'Cover' },
  { value: 'extend', label: 'Extend' },
  { value: 'add-vocals', label: 'Add voice' },
  { value: 'add-instrumental', label: 'Add band' },
]
const MEANINGS: Readonly<Record<SourceUse, string>> = {
  cover: 'The tune stays, everything else follows the style.',
  extend: 'The recording goes on from its end, or from a second you name.',
  'add-vocals': 'A voice sings your words over the recording.',
  'add-instrumental': 'A band plays under the recorded voice.',
}

/** A recording to begin from: dropped, chosen or recorded here. */
export function SourceField({
  source,
  onChange,
}: {
  readonly source: Source | null
  readonly onChange: (source: Source | null) => void
}) {
  const { client } = useServer()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [sent, setSent] = useState<number | null>(null)
  const upload = useMutation({
    mutationFn: async (file: File): Promise<Source> => {
      setSent(0)
      const [uploaded, durationSeconds] = await Promise.all([
        client.upload(file, {
          uploadPath: 'console',
          // Two files of one name are two files.
          fileName: `${crypto.randomUUID().slice(0, 8)}-${file.name}`,
          onProgress: ({ sentBytes, totalBytes }) => setSent(sentBytes / totalBytes),
        }),
        durationOf(file),
      ])
      const name = file.name.replace(/\.\w+$/, '')
      return { name, url: uploaded.downloadUrl, durationSeconds, use: source?.use ?? 'cover' }
    },
    onSuccess: onChange,
    onSettled: () => setSent(null),
  })
  const take = (file: File | undefined) => {
    if (file) upload.mutate(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  if (source) {
    return (
      <div className={styles['chosen']}>
        <div className={styles['file']}>
          <FileAudio size={18} aria-hidden />
          <span className={styles['name']}>{source.name}</span>
          <span className="muted small">{formatDuration(source.durationSeconds)}</span>
          <IconButton label={`Remove ${source.name}`} size="small" onClick={() => onChange(null)}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
        <audio controls preload="metadata" src={ownUrl(source.url)} aria-label={source.name} />
        <Segments
          label="What to do with it"
          value={source.use}
          options={USES}
          onChange={(use) => onChange({ ...source, use })}
          size="small"
        />
        <p className="muted small">{MEANINGS[source.use]}</p>
      </div>
    )
  }
  return (
    <div
      className={styles['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className="small">
        <strong>Begin from a recording</strong>{' '}
        <span className="muted">to cover, extend or accompany it.</span>
      </p>
      {sent !== null ? (
        <ProgressBar label="Uploading" value={sent} />
      ) : (
        <div className={styles['ways']}>
          <Button size="small" onClick={() => input.current?.click()}>
            <Upload size={15} aria-hidden />
            Choose file
          </Button>
          <RecordButton onRecorded={take} />
          <span className="muted small">or drop one here</span>
        </div>
      )}
      <input
        ref={input}
        type="file"
        accept="audio/*"
        hidden
        aria-label="Recording"
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}

function RecordButton({ onRecorded }: { readonly onRecorded: (file: File) => void }) {
  const [recording, setRecording] = useState<Recording | null>(null)
  const [seconds, setSeconds] = useState(0)
  const [level, setLevel] = useState(0)
  useEffect(() => {
    if (!recording) return
    const startedAt = Date.now()
    const timer = setInterval(() => {
      setSeconds((Date.now() - startedAt) / 1000)
      setLevel(recording.level())
    }, 100)
    return () => clearInterval(timer)
  }, [recording])
  const start = () => {
    recordSound().then(
      (started) => {
        setSeconds(0)
        setRecording(started)
      },
      () => showFailure(new Error('The microphone cannot be used: allow it for this page in the browser')),
    )
  }
  const finish = () => {
    setRecording(null)
    recording?.finish().then(onRecorded, showFailure)
  }
  if (!recording) {
    return (
      <Button size="small" onClick={start}>
        <Mic size={15} aria-hidden />
        Record
      </Button>
    )
  }
  return (
    <>
      <Button size="small" look="primary" onClick={finish}>
        <Square size={13} fill="currentColor" aria-hidden />
        Stop at {formatDuration(seconds)}
      </Button>
      <span className={styles['meter']}>
        <Meter label="Input level" max={1} value={level} />
      </span>
    </>
  )
}

/** Length of a file in seconds; null when this browser cannot tell. */
function durationOf(file: File): Promise<number | null> {
  return new Promise((resolve) => {
    const url = URL.createObjectURL(file)
    const audio = new Audio()
    const settle = (value: number | null) => {
      URL.revokeObjectURL(url)
      resolve(value)
    }
    audio.onloadedmetadata = () => settle(Number.isFinite(audio.duration) ? audio.duration : null)
    audio.onerror = () => settle(null)
    audio.src = url
  })
}
