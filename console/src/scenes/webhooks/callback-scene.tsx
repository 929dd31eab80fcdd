import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { isApiError, type CallbackDetail } from '@troubadour/sdk'
import { RotateCcw } from 'lucide-react'
import { Link, useParams } from 'wouter'
import { Badge } from '../../parts/badge.js'
import { Button, ButtonLink } from '../../parts/button.js'
import { CodeBlock, CopyLine, Facts, JsonBlock } from '../../parts/code-block.js'
import { formatTime } from '../../parts/formats.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Page, Panel } from '../../parts/page.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import { adviceOn, DELIVERY_TONES, DELIVERY_WORDS } from './delivery-words.js'
import styles from './webhooks.module.css'

const REFRESH_MS = 1500

/** One callback: what is sent, and every attempt. */
export default function CallbackScene() {
  const { eventId = '' } = useParams()
  const { client } = useServer()
  const query = useQuery({
    queryKey: ['callback', eventId],
    queryFn: ({ signal }) => client.callback(eventId, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.state === 'pending' || state.data?.state === 'waiting' ? REFRESH_MS : false,
  })
  if (query.isSuccess) return <Callback event={query.data} />
  const isUnknown = isApiError(query.error) && query.error.code === 404
  return (
    <Page title="Callback">
      {query.isPending && <Skeleton lines={5} />}
      {query.isError &&
        (isUnknown ? (
          <Empty
            title="There is no such callback"
            action={<ButtonLink to="/webhooks">All callbacks</ButtonLink>}
          >
            It may belong to another account, or be older than the server keeps.
          </Empty>
        ) : (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ))}
    </Page>
  )
}

function Callback({ event }: { readonly event: CallbackDetail }) {
  const { client } = useServer()
  const queries = useQueryClient()
  const resend = useMutation({
    mutationFn: () => client.replayCallback(event.eventId),
    onSuccess: () => showToast('The callback is sent again'),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['callback', event.eventId] }),
        queries.invalidateQueries({ queryKey: ['callbacks'] }),
      ]),
  })
  const hasEnded = event.state === 'delivered' || event.state === 'dead'
  return (
    <Page
      title={`Callback “${event.stage}”`}
      description={
        <>
          <Link href="/webhooks">All callbacks</Link> · <Link href={`/tasks/${event.taskId}`}>Its task</Link>
        </>
      }
      actions={
        <Button look="primary" isBusy={resend.isPending} disabled={!hasEnded} onClick={() => resend.mutate()}>
          <RotateCcw size={16} aria-hidden />
          Resend
        </Button>
      }
    >
      <div className={styles['columns']}>
        <div className={styles['stack']}>
          <Panel>
            <div className={styles['bar']}>
              <Badge tone={DELIVERY_TONES[event.state]}>{DELIVERY_WORDS[event.state]}</Badge>
              <span className="muted small" role="status">
                {standOf(event)}
              </span>
            </div>
            {event.deadReason !== null && <ErrorNotice title="Given up" error={event.deadReason} />}
            <CopyLine label="URL" text={event.url} />
            <CopyLine label="event id" text={event.eventId} />
          </Panel>
          <Attempts event={event} />
        </div>
        <Panel title="Body">
          <JsonBlock label="Body" value={event.body} />
        </Panel>
      </div>
    </Page>
  )
}

function standOf({ state, attempts, nextAttemptAt, finishedAt }: CallbackDetail): string {
  if (state === 'waiting') return 'Goes out after the earlier stage of its task'
  if (state === 'pending') {
    const next = nextAttemptAt === null ? '' : ` not before ${formatTime(nextAttemptAt)}`
    return attempts === 0 ? 'Goes out now' : `Attempt ${attempts + 1} follows,${next}`
  }
  return finishedAt === null ? '' : formatTime(finishedAt)
}

function Attempts({ event }: { readonly event: CallbackDetail }) {
  return (
    <Panel title="Attempts">
      {event.history.length === 0 ? (
        <p className="muted small">None yet.</p>
      ) : (
        <ol className={styles['attempts']}>
          {event.history.toReversed().map((attempt) => {
            const advice = adviceOn(attempt)
            return (
              <li key={attempt.startedAt} className={styles['attempt']}>
                <div className={styles['bar']}>
                  <strong>Attempt {attempt.number}</strong>
                  <Badge tone={attempt.error === null ? 'good' : 'bad'}>
                    {attempt.status === null ? 'No answer' : `HTTP ${attempt.status}`}
                  </Badge>
                </div>
                <Facts
                  facts={[
                    ['When', formatTime(attempt.startedAt)],
                    ['Latency', `${attempt.latencyMs} ms`],
                  ]}
                />
                {attempt.error !== null && (
                  <p className="small">
                    {attempt.error} {advice !== undefined && <span className="muted">{advice}</span>}
                  </p>
                )}
                {attempt.answer !== null && attempt.answer !== '' && (
                  <CodeBlock label={`Answer to attempt ${attempt.number}`} code={attempt.answer} />
                )}
              </li>
            )
          })}
        </ol>
      )}
    </Panel>
  )
}
