import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { canSubmitAgain, isApiError, type TaskDetail } from '@troubadour/sdk'
import { Ban, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { Badge } from '../../parts/badge.js'
import { Button, ButtonLink } from '../../parts/button.js'
import { CodeBlock, CopyLine, Facts, JsonBlock } from '../../parts/code-block.js'
import { ConfirmDialog } from '../../parts/dialog.js'
import { formatCredits, formatEta, formatTime } from '../../parts/formats.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Page, Panel } from '../../parts/page.js'
import { ProgressBar } from '../../parts/progress-bar.js'
import { RecordRow, Records } from '../../parts/records.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import { DELIVERY_TONES, DELIVERY_WORDS } from '../webhooks/delivery-words.js'
import { upToDate, useLiveProgress } from './live-task.js'
import { formatSpan, isOpen, KIND_WORDS, STAGE_WORDS, STATE_TONES, STATE_WORDS } from './task-words.js'
import styles from './tasks-scene.module.css'

const REFRESH_MS = 5000

/** One task: where it stands, what was asked for, what came of it. */
export default function TaskScene() {
  const { taskId = '' } = useParams()
  const { client } = useServer()
  const query = useQuery({
    queryKey: ['task', taskId],
    queryFn: ({ signal }) => client.task(taskId, { signal }),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data.state) ? REFRESH_MS : false),
  })
  const told = useLiveProgress(query.data ? [query.data] : [])
  if (query.isPending) {
    return (
      <Page title="Task">
        <Skeleton lines={5} />
      </Page>
    )
  }
  if (query.isError) {
    const isUnknown = isApiError(query.error) && query.error.code === 404
    return (
      <Page title="Task">
        {isUnknown ? (
          <Empty title="There is no such task" action={<ButtonLink to="/tasks">All tasks</ButtonLink>}>
            It may belong to another account, or be older than the server keeps.
          </Empty>
        ) : (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    )
  }
  return <Task task={upToDate(query.data, told.get(taskId))} />
}

function Task({ task }: { readonly task: TaskDetail }) {
  const name = KIND_WORDS[task.kind] ?? task.kind
  return (
    <Page
      title={`${name} ${task.taskId.slice(0, 8)}`}
      description={
        <Link href="/tasks" className={styles['back']}>
          All tasks
        </Link>
      }
      actions={<Actions task={task} />}
    >
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <State task={task} />
          <Timings task={task} />
          <Callbacks task={task} />
        </div>
        <div className={styles['column']}>
          <Panel title="Request">
            <JsonBlock label="Request" value={task.param} isTall={false} />
          </Panel>
          <Panel title="Result">
            {task.result === null || task.result === undefined ? (
              <p className="muted small">{isOpen(task.state) ? 'Nothing yet.' : 'There is none.'}</p>
            ) : (
              <>
                <Songs result={task.result} />
                <JsonBlock label="Result" value={task.result} />
              </>
            )}
          </Panel>
        </div>
      </div>
    </Page>
  )
}

function Actions({ task }: { readonly task: TaskDetail }) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const again = useMutation({
    mutationFn: () => client.submitAgain(task),
    onSuccess: async ({ taskId }) => {
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      showToast('The same request was submitted again')
      navigate(`/tasks/${taskId}`)
    },
  })
  const cancel = useMutation({
    mutationFn: () => client.cancel(task),
    onSuccess: () => showToast('The task was cancelled and its credits given back'),
    onSettled: async () => {
      setAsking(false)
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['task', task.taskId] }),
        queries.invalidateQueries({ queryKey: ['tasks'] }),
      ])
    },
  })
  return (
    <>
      {canSubmitAgain(task.kind) && (
        <Button isBusy={again.isPending} onClick={() => again.mutate()}>
          <RotateCcw size={16} aria-hidden />
          {task.state === 'failed' || task.state === 'cancelled' ? 'Retry' : 'Submit again'}
        </Button>
      )}
      {isOpen(task.state) && (
        <Button look="danger" onClick={() => setAsking(true)}>
          <Ban size={16} aria-hidden />
          Cancel task
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => cancel.mutate()}
        isBusy={cancel.isPending}
        title="Cancel this task?"
        confirmLabel="Cancel task"
      >
        <p className="small">It ends at once, and its {formatCredits(task.creditsHeld)} are given back.</p>
      </ConfirmDialog>
    </>
  )
}

function State({ task }: { readonly task: TaskDetail }) {
  return (
    <Panel>
      <div className={styles['track']}>
        <Badge tone={STATE_TONES[task.state]}>{STATE_WORDS[task.state]}</Badge>
        <span className="muted" role="status">
          {task.state === 'queued' && task.queuePosition !== null
            ? `Place ${task.queuePosition} in the queue`
            : STAGE_WORDS[task.stage]}
          {isOpen(task.state) && task.etaSeconds !== null && ` · ${formatEta(task.etaSeconds)}`}
        </span>
      </div>
      {isOpen(task.state) && <ProgressBar label="Progress" value={task.progress} />}
      {task.errorMessage !== null && (
        <ErrorNotice
          title={task.errorCode === null ? 'It failed' : `It failed with code ${task.errorCode}`}
          error={task.errorMessage}
        />
      )}
      {task.warnings.length > 0 && (
        <ul className={`${styles['tracks']} small`} aria-label="Warnings">
          {task.warnings.map(({ code, message }, index) => (
            <li key={index}>
              <Badge tone="warn">{code}</Badge> {message}
            </li>
          ))}
        </ul>
      )}
      <Facts
        facts={[
          ['Kind', KIND_WORDS[task.kind] ?? task.kind],
          ['Credits', task.creditsHeld.toLocaleString('en')],
          ['Seed', <span className="mono">{task.seed}</span>],
          ...(task.parentTaskId === null
            ? []
            : [
                [
                  'Works on',
                  <Link href={`/tasks/${task.parentTaskId}`} className="mono">
                    {task.parentTaskId.slice(0, 8)}
                  </Link>,
                ] as const,
              ]),
          ...(task.sandbox ? [['Sandbox', 'Yes: nothing was composed'] as const] : []),
        ]}
      />
      <CopyLine label="task id" text={task.taskId} />
    </Panel>
  )
}

/** How long it waited and how long it was worked on, drawn to one scale. */
function Timings({ task }: { readonly task: TaskDetail }) {
  const created = Date.parse(task.createdAt)
  const started = task.startedAt === null ? null : Date.parse(task.startedAt)
  const ended = task.completedAt === null ? Date.now() : Date.parse(task.completedAt)
  const whole = Math.max(1, ended - created)
  const share = (ms: number) => `${Math.min(100, Math.max(0, (ms / whole) * 100))}%`
  return (
    <Panel title="Timings">
      <ul className={styles['times']}>
        <li>
          <span>Waited</span>
          <span className={styles['bar']} aria-hidden>
            <span style={{ width: share((started ?? ended) - created) }} />
          </span>
          <span className="mono">{formatSpan(task.createdAt, task.startedAt ?? task.completedAt)}</span>
        </li>
        <li>
          <span>Worked on</span>
          <span className={styles['bar']} aria-hidden>
            <span
              style={{
                width: started === null ? '0%' : share(ended - started),
                marginLeft: started === null ? '0%' : share(started - created),
              }}
            />
          </span>
          <span className="mono">
            {isOpen(task.state) && started !== null
              ? 'goes on'
              : formatSpan(task.startedAt, task.completedAt)}
          </span>
        </li>
      </ul>
      <Facts
        facts={[
          ['Submitted', formatTime(task.createdAt)],
          ['Begun', task.startedAt === null ? '–' : formatTime(task.startedAt)],
          ['Ended', task.completedAt === null ? '–' : formatTime(task.completedAt)],
        ]}
      />
    </Panel>
  )
}

function Callbacks({ task }: { readonly task: TaskDetail }) {
  return (
    <Panel title="Callbacks">
      {task.callbackUrl === null ? (
        <p className="muted small">The request named no callback URL.</p>
      ) : (
        <>
          <CodeBlock label="Callback URL" code={task.callbackUrl} />
          {task.callbacks.length === 0 ? (
            <p className="muted small">None was sent yet.</p>
          ) : (
            <Records label="Callbacks of this task">
              {task.callbacks.map(({ eventId, stage, state, lastError, lastStatus }) => (
                <RecordRow
                  key={eventId}
                  to={`/webhooks/${eventId}`}
                  title={stage}
                  state={<Badge tone={DELIVERY_TONES[state]}>{DELIVERY_WORDS[state]}</Badge>}
                  note={lastError ?? (lastStatus === null ? '' : `Answered ${lastStatus}`)}
                />
              ))}
            </Records>
          )}
        </>
      )}
    </Panel>
  )
}

/** Links to the songs that a result names. */
function Songs({ result }: { readonly result: unknown }) {
  const { sunoData } = result as { readonly sunoData?: unknown }
  const songs = Array.isArray(sunoData) ? (sunoData as { id?: string; title?: string }[]) : []
  if (songs.length === 0) return null
  return (
    <ul className={styles['tracks']}>
      {songs.map(({ id, title }, index) =>
        id === undefined ? null : (
          <li key={id} className={styles['track']}>
            <span>
              {title || 'Untitled'} · take {index + 1}
            </span>
            <ButtonLink size="small" to={`/songs/${id}`}>
              Open song
            </ButtonLink>
          </li>
        ),
      )}
    </ul>
  )
}
