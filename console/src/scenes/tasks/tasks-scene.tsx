import { useInfiniteQuery } from '@tanstack/react-query'
import type { TaskKind, TaskStateName } from '@troubadour/contract'
import type { ListedTask, TaskProgress } from '@troubadour/sdk'
import { ListChecks } from 'lucide-react'
import { useSearchParams } from 'wouter'
import { Badge } from '../../parts/badge.js'
import { Button, ButtonLink } from '../../parts/button.js'
import { SelectField } from '../../parts/field.js'
import { formatAge, formatEta, formatTime } from '../../parts/formats.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Page } from '../../parts/page.js'
import { ProgressBar } from '../../parts/progress-bar.js'
import { RecordRow, Records } from '../../parts/records.js'
import { Segments } from '../../parts/segments.js'
import { useServer } from '../../server/server.js'
import { tasksOf, upToDate, useLiveProgress } from './live-task.js'
import { formatSpan, isOpen, KIND_WORDS, STAGE_WORDS, STATE_TONES, STATE_WORDS } from './task-words.js'
import styles from './tasks-scene.module.css'

const PAGE = 40
const REFRESH_MS = 4000
const REFRESH_QUIET_MS = 15_000

const STATES: readonly {
  readonly value: string
  readonly label: string
  readonly states: TaskStateName[]
}[] = [
  { value: 'all', label: 'All', states: [] },
  { value: 'open', label: 'Open', states: ['queued', 'running'] },
  { value: 'succeeded', label: 'Succeeded', states: ['succeeded'] },
  { value: 'failed', label: 'Failed', states: ['failed'] },
  { value: 'cancelled', label: 'Cancelled', states: ['cancelled'] },
]

/** Tasks of all kinds, newest first, as they get on. */
export default function TasksScene() {
  const { client } = useServer()
  const [search, setSearch] = useSearchParams()
  const kind = search.get('kind') ?? ''
  const chosen = STATES.find(({ value }) => value === search.get('state')) ?? STATES[0]!
  const filter = {
    ...(kind in KIND_WORDS && { kind: kind as TaskKind }),
    ...(chosen.states.length > 0 && { state: chosen.states }),
  }
  const list = useInfiniteQuery({
    queryKey: ['tasks', filter],
    queryFn: ({ pageParam, signal }) =>
      client.taskPage({ ...filter, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      tasksOf(state.data).some((task) => isOpen(task.state)) ? REFRESH_MS : REFRESH_QUIET_MS,
  })
  const tasks = tasksOf(list.data)
  const told = useLiveProgress(tasks)

  const choose = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === '' || value === 'all') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )

  return (
    <Page title="Tasks" description="Everything this account has asked for, as it gets on.">
      <div className={styles['filters']}>
        <Segments
          label="State"
          value={chosen.value}
          options={STATES}
          onChange={(value) => choose('state', value)}
        />
        <SelectField
          label="Kind"
          isLabelHidden
          value={kind}
          options={[
            { value: '', label: 'All kinds' },
            ...Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(value) => choose('kind', value)}
        />
      </div>
      {list.isPending && <Skeleton lines={6} />}
      {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && tasks.length === 0 && (
        <Empty
          icon={<ListChecks size={28} aria-hidden />}
          title={search.size > 0 ? 'No task fits this filter' : 'No tasks yet'}
          action={
            search.size > 0 ? (
              <Button onClick={() => setSearch({}, { replace: true })}>Show all</Button>
            ) : (
              <ButtonLink to="/">Create a song</ButtonLink>
            )
          }
        >
          Each song, file or set of lyrics that is asked for becomes a task, here and through the API alike.
        </Empty>
      )}
      {tasks.length > 0 && (
        <Records label="Tasks">
          {tasks.map((task) => (
            <TaskRow key={task.taskId} task={task} told={told.get(task.taskId)} />
          ))}
        </Records>
      )}
      {list.hasNextPage && (
        <div className={styles['more']}>
          <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older tasks
          </Button>
        </div>
      )}
    </Page>
  )
}

function TaskRow({
  task: listed,
  told,
}: {
  readonly task: ListedTask
  readonly told: TaskProgress | undefined
}) {
  const task = upToDate(listed, told)
  const name = KIND_WORDS[task.kind] ?? task.kind
  return (
    <RecordRow
      to={`/tasks/${task.taskId}`}
      title={
        <>
          {name} <span className={`mono muted ${styles['id']}`}>{task.taskId.slice(0, 8)}</span>
        </>
      }
      state={
        <>
          <Badge tone={STATE_TONES[task.state]}>{STATE_WORDS[task.state]}</Badge>
          {task.sandbox && <Badge>sandbox</Badge>}
        </>
      }
      note={
        isOpen(task.state) ? (
          <Progress task={task} told={told} />
        ) : (
          (task.errorMessage ?? STAGE_WORDS[task.stage])
        )
      }
      meta={
        <span title={formatTime(task.createdAt)}>
          {formatAge(task.createdAt)}
          {task.completedAt !== null && ` · ${formatSpan(task.startedAt, task.completedAt)}`}
        </span>
      }
    />
  )
}

function Progress({ task, told }: { readonly task: ListedTask; readonly told: TaskProgress | undefined }) {
  if (task.state === 'queued') {
    const place = told?.queuePosition ?? null
    return <>{place === null ? 'Waiting' : `Place ${place} in the queue`}</>
  }
  const eta = told?.etaSeconds ?? null
  return (
    <span className={styles['progress']}>
      <ProgressBar label={`Progress of task ${task.taskId.slice(0, 8)}`} value={task.progress} />
      <span>
        {Math.round(task.progress * 100)} %{eta !== null && ` · ${formatEta(eta)}`}
      </span>
    </span>
  )
}
