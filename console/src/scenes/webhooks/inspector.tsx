import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { InspectedSummary, InspectorData } from '@troubadour/contract'
import { Radio, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Badge, type Tone } from '../../parts/badge.js'
import { Button } from '../../parts/button.js'
import { CopyLine, Facts, JsonBlock } from '../../parts/code-block.js'
import { ConfirmDialog } from '../../parts/dialog.js'
import { SelectField } from '../../parts/field.js'
import { formatAge, formatBytes, formatTime } from '../../parts/formats.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Panel } from '../../parts/page.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import styles from './webhooks.module.css'

const REFRESH_MS = 1000

/** A receiver of the server's own: what is sent to its URL appears here. */
export function Inspector() {
  const { client } = useServer()
  const queries = useQueryClient()
  const page = useQuery({
    queryKey: ['inspector'],
    queryFn: ({ signal }) => client.inspector(undefined, { signal }),
    refetchInterval: ({ state }) => (state.data?.inspector ? REFRESH_MS : false),
  })
  const open = useMutation({
    mutationFn: () => client.openInspector(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inspector'] }),
  })
  if (page.isPending) return <Skeleton lines={4} />
  if (page.isError) return <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />
  const { inspector, requests } = page.data
  if (!inspector) {
    return (
      <Empty
        icon={<Radio size={28} aria-hidden />}
        title="See callbacks without a server"
        action={
          <Button look="primary" isBusy={open.isPending} onClick={() => open.mutate()}>
            Open the inspector
          </Button>
        }
      >
        It gives you a URL for 24 hours. Whatever is sent there appears here at once, headers and body, for
        your account only.
      </Empty>
    )
  }
  return (
    <div className={styles['stack']}>
      <Address inspector={inspector} />
      <Received requests={requests} />
    </div>
  )
}

const ANSWERS = [
  { value: '200', label: '200: received' },
  { value: '400', label: '400: not liked' },
  { value: '404', label: '404: nothing there' },
  { value: '500', label: '500: a fault' },
  { value: '503', label: '503: down' },
] as const

function Address({ inspector }: { readonly inspector: InspectorData }) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [isClosing, setClosing] = useState(false)
  const refresh = () => queries.invalidateQueries({ queryKey: ['inspector'] })
  const answer = useMutation({
    mutationFn: (status: number) => client.openInspector({ answerStatus: status }),
    onSuccess: refresh,
  })
  const test = useMutation({
    mutationFn: () => client.testCallback(inspector.url),
    onSuccess: refresh,
  })
  const close = useMutation({
    mutationFn: () => client.closeInspector(),
    onSuccess: () => showToast('The inspector is closed, and what it had received is forgotten'),
    onSettled: async () => {
      setClosing(false)
      await refresh()
    },
  })
  const status = String(inspector.answerStatus)
  return (
    <Panel
      title="Your receiver"
      actions={
        <>
          <Button size="small" isBusy={test.isPending} onClick={() => test.mutate()}>
            <Send size={16} aria-hidden />
            Send a test event
          </Button>
          <Button size="small" onClick={() => setClosing(true)}>
            <Trash2 size={16} aria-hidden />
            Close
          </Button>
        </>
      }
    >
      <CopyLine label="URL of the inspector" text={inspector.url} />
      <p className="muted small">
        Give it as <code>callBackUrl</code>. Open until {formatTime(inspector.expiresAt)}; the last 100
        requests are kept.
      </p>
      <div className={styles['answer']}>
        <SelectField
          label="It answers with"
          hint="Anything but 200 shows how failed callbacks are sent again."
          value={status}
          options={
            ANSWERS.some(({ value }) => value === status)
              ? ANSWERS
              : [...ANSWERS, { value: status, label: status }]
          }
          disabled={answer.isPending}
          onChange={(value) => answer.mutate(Number(value))}
        />
      </div>
      <ConfirmDialog
        isOpen={isClosing}
        onClose={() => setClosing(false)}
        onConfirm={() => close.mutate()}
        isBusy={close.isPending}
        title="Close the inspector?"
        confirmLabel="Close and forget"
      >
        <p className="small">
          What came is forgotten, and its URL answers nobody any more. A new one gets another URL.
        </p>
      </ConfirmDialog>
    </Panel>
  )
}

const SIGNATURE_WORDS: Readonly<
  Record<InspectedSummary['signature'], { readonly tone: Tone; readonly words: string }>
> = {
  right: { tone: 'good', words: 'Signature right' },
  wrong: { tone: 'bad', words: 'Signature wrong' },
  none: { tone: 'neutral', words: 'Not signed' },
}

function Received({ requests }: { readonly requests: readonly InspectedSummary[] }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = requests.find(({ id }) => id === chosen) ?? requests[0]
  if (!shown) {
    return (
      <Empty icon={<Radio size={28} aria-hidden />} title="Listening">
        Nothing has come yet. Send a test event, or make a song with this URL as its callBackUrl.
      </Empty>
    )
  }
  return (
    <div className={styles['inspected']}>
      <ul className={styles['arrivals']} aria-label="Requests that have come">
        {requests.map((request) => (
          <li key={request.id}>
            <button
              type="button"
              className={styles['arrival']}
              aria-pressed={request.id === shown.id}
              onClick={() => setChosen(request.id)}
            >
              <strong>{request.stage ?? request.method}</strong>
              <span className="muted">{formatAge(request.receivedAt)}</span>
              <span className="muted">{formatBytes(request.sizeBytes)}</span>
              <span className="muted">{request.answerStatus}</span>
            </button>
          </li>
        ))}
      </ul>
      <Arrived request={shown} />
    </div>
  )
}

function Arrived({ request }: { readonly request: InspectedSummary }) {
  const { client } = useServer()
  const whole = useQuery({
    queryKey: ['inspected', request.id],
    queryFn: ({ signal }) => client.inspectedRequest(request.id, { signal }),
    staleTime: Infinity,
  })
  const { tone, words } = SIGNATURE_WORDS[request.signature]
  return (
    <Panel title={`${request.method} ${request.stage ?? ''}`} actions={<Badge tone={tone}>{words}</Badge>}>
      <Facts
        facts={[
          ['Came', formatTime(request.receivedAt)],
          ['Size', formatBytes(request.sizeBytes)],
          ['Answered', String(request.answerStatus)],
          ...(request.taskId === null
            ? []
            : [['Task', <span className="mono">{request.taskId.slice(0, 8)}</span>] as const]),
        ]}
      />
      {whole.isPending && <Skeleton lines={3} />}
      {whole.isError && <ErrorNotice error={whole.error} onRetry={() => void whole.refetch()} />}
      {whole.isSuccess && (
        <>
          <h3>Headers</h3>
          <JsonBlock label="Headers" value={whole.data.headers} isTall={false} />
          <h3>Body</h3>
          <JsonBlock label="Body" value={whole.data.body} />
          {whole.data.isCut && <p className="muted small">The body was longer; its first 64 KiB are kept.</p>}
        </>
      )}
    </Panel>
  )
}
