import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SongDetail } from '@troubadour/contract'
import type { SubmittedTask } from '@troubadour/sdk'
import { useState, type FormEvent } from 'react'
import { Button } from '../../parts/button.js'
import { TextArea, TextField } from '../../parts/field.js'
import { formatCredits } from '../../parts/formats.js'
import { Segments } from '../../parts/segments.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import { usePrices } from '../../songs/song-queries.js'
import styles from './edit-panel.module.css'
import { hundredths, type Selection } from './timeline.js'

export type Edit = 'replace' | 'extend' | 'cover'

const EDITS: readonly { readonly value: Edit; readonly label: string }[] = [
  { value: 'replace', label: 'Replace section' },
  { value: 'extend', label: 'Extend' },
  { value: 'cover', label: 'Cover' },
]
const PRICE_NAMES = { replace: 'replace-section', extend: 'extend', cover: 'upload-cover' } as const
/** Of the server; see replace-section in the contract. */
const SHORTEST_WINDOW = 6

/** Makes another song out of this one. Each gives two takes, which appear below to be compared. */
export function EditPanel({
  song,
  edit,
  onEdit,
  selection,
  onSelect,
  words,
  seconds,
}: {
  readonly song: SongDetail
  readonly edit: Edit
  readonly onEdit: (edit: Edit) => void
  readonly selection: Selection | null
  readonly onSelect: (selection: Selection) => void
  /** What is sung in the selection. */
  readonly words: string
  /** Where the song stands, for "from here". */
  readonly seconds: number | null
}) {
  const price = usePrices().data?.[PRICE_NAMES[edit]]
  return (
    <div className={styles['panel']}>
      <Segments label="Kind of edit" value={edit} options={EDITS} onChange={onEdit} />
      {edit === 'replace' && (
        <ReplaceForm
          key={`${selection?.startS} ${selection?.endS}`}
          song={song}
          selection={selection}
          onSelect={onSelect}
          words={words}
        />
      )}
      {edit === 'extend' && <ExtendForm song={song} seconds={seconds} />}
      {edit === 'cover' && <CoverForm song={song} />}
      {price !== undefined && <p className="muted small">{formatCredits(price)}, two takes.</p>}
    </div>
  )
}

/** Submits an edit and has lists of tasks and songs look again. */
function useEdit(submit: () => Promise<SubmittedTask>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: submit,
    onSuccess: async () => {
      showToast('Two takes are being made')
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      await queries.invalidateQueries({ queryKey: ['songs'] })
    },
  })
}

function ReplaceForm({
  song,
  selection,
  onSelect,
  words,
}: {
  readonly song: SongDetail
  readonly selection: Selection | null
  readonly onSelect: (selection: Selection) => void
  readonly words: string
}) {
  const { client } = useServer()
  const duration = song.durationSeconds ?? 0
  const [start, setStart] = useState(String(selection?.startS ?? ''))
  const [end, setEnd] = useState(String(selection?.endS ?? ''))
  const [text, setText] = useState(words)
  const [style, setStyle] = useState(song.style)
  const from = Number(start)
  const to = Number(end)
  const isTooShort = to - from < SHORTEST_WINDOW
  const problem =
    start === '' || end === '' || !(to > from) || to > duration + 0.5
      ? 'Choose a part above: drag over the waveform, press a section, or Select beside a line.'
      : isTooShort
        ? `A part has at least ${SHORTEST_WINDOW} seconds.`
        : text.trim() === ''
          ? 'Write its words, or describe it.'
          : undefined
  const submit = useEdit(() =>
    client.replaceSection({
      taskId: song.taskId,
      audioId: song.audioId,
      prompt: text,
      tags: style,
      title: song.title,
      infillStartS: hundredths(from),
      infillEndS: hundredths(to),
    }),
  )
  const widen = () => {
    const missing = SHORTEST_WINDOW - (to - from)
    const startS = Math.max(0, hundredths(from - missing / 2))
    onSelect({ startS, endS: Math.min(duration, hundredths(startS + SHORTEST_WINDOW)) })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === undefined) submit.mutate()
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit} aria-label="Replace section">
      <div className={styles['pair']}>
        <TextField
          label="From, seconds"
          inputMode="decimal"
          value={start}
          onChange={(event) => setStart(event.target.value)}
        />
        <TextField
          label="To, seconds"
          inputMode="decimal"
          value={end}
          onChange={(event) => setEnd(event.target.value)}
        />
      </div>
      <TextArea
        label={song.instrumental ? 'Description' : 'New words'}
        rows={4}
        value={text}
        hint="Several lines are sung as they stand; one line is taken as a description."
        onChange={(event) => setText(event.target.value)}
      />
      <TextField label="Style" value={style} onChange={(event) => setStyle(event.target.value)} />
      <div className={styles['submit']}>
        <Button type="submit" look="primary" isBusy={submit.isPending} disabled={problem !== undefined}>
          Make two takes
        </Button>
        {isTooShort && start !== '' && to > from && (
          <Button onClick={widen}>Widen to {SHORTEST_WINDOW} seconds</Button>
        )}
        <span className="muted small">{problem}</span>
      </div>
    </form>
  )
}

function ExtendForm({ song, seconds }: { readonly song: SongDetail; readonly seconds: number | null }) {
  const { client } = useServer()
  const [from, setFrom] = useState('')
  const [text, setText] = useState('')
  const submit = useEdit(() =>
    client.extend({
      audioId: song.audioId,
      defaultParamFlag: text.trim() !== '',
      model: 'V6',
      ...(text.trim() !== '' && { prompt: text }),
      ...(from !== '' && { continueAt: Number(from) }),
    }),
  )
  const isBad = from !== '' && !(Number(from) > 0 && Number(from) < (song.durationSeconds ?? 0))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!isBad) submit.mutate()
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit} aria-label="Extend">
      <div className={styles['from']}>
        <TextField
          label="Continue at, seconds"
          inputMode="decimal"
          placeholder="The end"
          value={from}
          error={isBad ? 'A second of the song before its end' : undefined}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Button disabled={seconds === null} onClick={() => setFrom(String(hundredths(seconds ?? 0)))}>
          From here
        </Button>
      </div>
      <TextArea
        label="Words or description"
        rows={4}
        value={text}
        placeholder="Left empty, the song goes on as it began"
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles['submit']}>
        <Button type="submit" look="primary" isBusy={submit.isPending} disabled={isBad}>
          Extend
        </Button>
      </div>
    </form>
  )
}

function CoverForm({ song }: { readonly song: SongDetail }) {
  const { client } = useServer()
  const [style, setStyle] = useState('')
  const submit = useEdit(() =>
    client.uploadCover({
      uploadUrl: song.audioUrl ?? '',
      model: 'V6',
      customMode: true,
      instrumental: song.instrumental,
      title: song.title,
      style,
      ...(!song.instrumental && { prompt: song.lyrics }),
    }),
  )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (style.trim() !== '') submit.mutate()
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit} aria-label="Cover">
      <TextField
        label="New style"
        value={style}
        placeholder="bossa nova, nylon guitar"
        hint="Tune and words stay, everything else follows the style."
        onChange={(event) => setStyle(event.target.value)}
      />
      <div className={styles['submit']}>
        <Button type="submit" look="primary" isBusy={submit.isPending} disabled={style.trim() === ''}>
          Cover
        </Button>
      </div>
    </form>
  )
}
