import { useQuery, useQueryClient, useMutation } from '@tanstack/react-query'
import { MUSIC_KINDS, type ListedTask } from '@troubadour/sdk'
import { Pause, Play, X } from 'lucide-react'
import { useEffect } from 'react'
import { Button, IconButton } from '../../parts/button.js'
import { formatEta } from '../../parts/formats.js'
import { ProgressBar } from '../../parts/progress-bar.js'
import { showToast } from '../../parts/toast.js'
import { player, usePlayer } from '../../player/player.js'
import { useServer } from '../../server/server.js'
import { playable } from '../../songs/playable.js'
import { KIND_NAMES, useSongs } from '../../songs/song-queries.js'
import { isOver, useTaskProgress } from '../../tasks/use-task-progress.js'
import styles from './making.module.css'

/** Tasks that are being performed or wait for it; those of other pages too, and those from before a reload. */
export function useMaking() {
  const { client } = useServer()
  return useQuery({
    queryKey: ['tasks', 'making'],
    queryFn: ({ signal }) =>
      client.taskPage({ kind: MUSIC_KINDS, state: ['queued', 'running'], limit: 20 }, { signal }),
    refetchInterval: 10_000,
  })
}

const STEPS = [
  { stage: 'pending', label: 'Words' },
  { stage: 'text', label: 'First take' },
  { stage: 'first', label: 'Second take' },
] as const

/** Cards that are told of progress as it happens: browsers keep six connections to a server, and songs need some. */
const FOLLOWED = 2

/** Every song in the making. */
export function MakingCards({ tasks }: { readonly tasks: readonly ListedTask[] }) {
  // The oldest is performed first.
  const followed = new Set(tasks.slice(-FOLLOWED).map(({ taskId }) => taskId))
  return tasks.map((task) => (
    <MakingCard key={task.taskId} task={task} isFollowed={followed.has(task.taskId)} />
  ))
}

/** A song in the making: where it stands, its takes as soon as they sound, and a way to stop it. */
function MakingCard({ task, isFollowed }: { readonly task: ListedTask; readonly isFollowed: boolean }) {
  const { client } = useServer()
  const queries = useQueryClient()
  const progress = useTaskProgress(isFollowed ? task.taskId : null)
  const { data } = useSongs({ sort: 'newest' })
  const takes = (data?.pages ?? [])
    .flatMap(({ songs }) => songs)
    .filter(({ taskId }) => taskId === task.taskId)
  const state = progress?.state ?? task.state
  const stage = progress?.stage ?? task.stage
  const isDone = isOver({ state })
  useEffect(() => {
    // Each stage has new songs to show; the end takes the card away.
    void queries.invalidateQueries({ queryKey: ['songs'] })
    if (isDone) void queries.invalidateQueries({ queryKey: ['tasks'] })
  }, [queries, stage, isDone])
  // The list of tasks may know of the end before this card is told: then it goes without a word, and its songs are there.
  useEffect(() => () => void queries.invalidateQueries({ queryKey: ['songs'] }), [queries])
  const cancel = useMutation({
    mutationFn: () => client.cancel(task),
    onSuccess: async () => {
      showToast('The song was stopped; its credits were given back')
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      await queries.invalidateQueries({ queryKey: ['songs'] })
    },
  })
  const step = STEPS.findIndex((each) => each.stage === stage)
  const fraction = progress?.progress ?? task.progress
  const title = takes[0]?.title ?? KIND_NAMES[task.kind] ?? 'Song'
  return (
    <article className={styles['card']} aria-label={`In the making: ${title}`}>
      <header className={styles['head']}>
        <div className={styles['words']}>
          <h3>{title}</h3>
          <p className="muted small" role="status">
            {lineOf(state, stage, progress?.queuePosition ?? null, progress?.etaSeconds ?? null, fraction)}
          </p>
        </div>
        <IconButton
          label={`Stop making ${title}`}
          size="small"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          <X size={17} aria-hidden />
        </IconButton>
      </header>
      <ProgressBar label={`Progress of ${title}`} value={state === 'queued' ? null : fraction} />
      <ol className={styles['steps']}>
        {STEPS.map(({ label }, index) => (
          <li
            key={label}
            data-state={
              step < 0 || index < step ? 'done' : index === step && state === 'running' ? 'now' : undefined
            }
          >
            {label}
          </li>
        ))}
      </ol>
      {takes.length > 0 && (
        <ul className={styles['takes']}>
          {takes
            .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.audioId.localeCompare(b.audioId))
            .map((song, index) => (
              <li key={song.audioId}>
                <Take song={song} name={`take ${index + 1}`} />
              </li>
            ))}
        </ul>
      )}
    </article>
  )
}

function Take({ song, name }: { readonly song: Parameters<typeof playable>[0]; readonly name: string }) {
  const { track, isPlaying } = usePlayer()
  const isCurrent = track?.id === song.audioId
  const isSounding = isCurrent && isPlaying
  return (
    <Button size="small" onClick={() => (isCurrent ? player.toggle() : player.play(playable(song)))}>
      {isSounding ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
      {isSounding ? `Pause ${name}` : song.audioUrl === null ? `Listen to ${name} now` : `Play ${name}`}
      <span className="visually-hidden"> of {song.title}</span>
    </Button>
  )
}

function lineOf(
  state: string,
  stage: string,
  queuePosition: number | null,
  etaSeconds: number | null,
  fraction: number,
): string {
  const eta = etaSeconds === null ? '' : `, ready in ${formatEta(etaSeconds)}`
  switch (state) {
    case 'queued':
      return queuePosition === null
        ? 'Waiting for its turn'
        : `Waiting: ${queuePosition === 1 ? 'next' : `number ${queuePosition}`} in the queue${eta}`
    case 'running': {
      const doing = { text: 'Performing', first: 'Performing the second take' }[stage] ?? 'Composing'
      return `${doing}: ${Math.round(fraction * 100)} %${eta}`
    }
    case 'failed':
      return 'It failed; its credits were given back'
    case 'cancelled':
      return 'Stopped'
    default:
      return 'Done'
  }
}
