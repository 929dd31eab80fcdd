import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EventState } from '@troubadour/contract'
import type { DeliveredCallback } from '@troubadour/sdk'
import { RotateCcw, Webhook } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../parts/badge.js'
import { Button } from '../../parts/button.js'
import { Dialog } from '../../parts/dialog.js'
import { SelectField, TextField } from '../../parts/field.js'
import { formatAge, formatTime } from '../../parts/formats.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { RecordRow, Records } from '../../parts/records.js'
import { Segments } from '../../parts/segments.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import { DELIVERY_TONES, DELIVERY_WORDS } from './delivery-words.js'
import styles from './webhooks.module.css'

const PAGE = 40
/** Callbacks among which receivers are looked for. */
const LOOKED_THROUGH = 200
const REFRESH_MS = 3000
const FILTERS: readonly { readonly value: string; readonly label: string; readonly states: EventState[] }[] =
  [
    { value: 'all', label: 'All', states: [] },
    { value: 'open', label: 'Open', states: ['waiting', 'pending'] },
    { value: 'delivered', label: 'Delivered', states: ['delivered'] },
    { value: 'dead', label: 'Given up', states: ['dead'] },
  ]

/** Every callback, newest first. */
export function Deliveries() {
  const { client } = useServer()
  const [shown, setShown] = useState(FILTERS[0]!)
  const [receiver, setReceiver] = useState('')
  const receivers = useReceivers()
  const [isResending, setResending] = useState(false)
  const list = useInfiniteQuery({
    queryKey: ['callbacks', shown.value, receiver],
    queryFn: ({ pageParam, signal }) =>
      client.callbackPage(
        {
          limit: PAGE,
          ...(shown.states.length > 0 && { state: shown.states }),
          ...(receiver !== '' && { receiver }),
          ...(pageParam !== '' && { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    refetchInterval: REFRESH_MS,
  })
  const events = list.data?.pages.flatMap((page) => page.events) ?? []
  return (
    <div className={styles['stack']}>
      <div className={styles['bar']}>
        <div className={styles['filters']}>
          <Segments
            label="State of delivery"
            value={shown.value}
            options={FILTERS}
            onChange={(value) => setShown(FILTERS.find((each) => each.value === value)!)}
          />
          <SelectField
            label="Receiver"
            isLabelHidden
            value={receiver}
            options={[
              { value: '', label: 'All receivers' },
              ...receivers.map((each) => ({ value: each, label: each })),
            ]}
            onChange={setReceiver}
          />
        </div>
        <Button onClick={() => setResending(true)}>
          <RotateCcw size={16} aria-hidden />
          Resend all failed…
        </Button>
      </div>
      {list.isPending && <Skeleton lines={6} />}
      {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && events.length === 0 && (
        <Empty icon={<Webhook size={28} aria-hidden />} title="No callbacks here">
          {shown.value === 'all' && receiver === ''
            ? 'Requests that name a callBackUrl are called back at each stage. Without a server of your own, take the URL of the inspector.'
            : 'No callback fits this filter.'}
        </Empty>
      )}
      {events.length > 0 && (
        <Records label="Callbacks">
          {events.map((event) => (
            <RecordRow
              key={event.eventId}
              to={`/webhooks/${event.eventId}`}
              title={event.stage}
              state={<Badge tone={DELIVERY_TONES[event.state]}>{DELIVERY_WORDS[event.state]}</Badge>}
              note={noteOn(event)}
              meta={<span title={formatTime(event.createdAt)}>{formatAge(event.createdAt)}</span>}
            />
          ))}
        </Records>
      )}
      {list.hasNextPage && (
        <div className={styles['more']}>
          <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older callbacks
          </Button>
        </div>
      )}
      <ResendDialog isOpen={isResending} onClose={() => setResending(false)} />
    </div>
  )
}

/** Hosts that were called back lately, for the filter. */
function useReceivers(): readonly string[] {
  const { client } = useServer()
  const { data } = useQuery({
    queryKey: ['callbacks', 'receivers'],
    queryFn: ({ signal }) => client.callbackPage({ limit: LOOKED_THROUGH }, { signal }),
  })
  return [...new Set((data?.events ?? []).map(({ receiver }) => receiver))].sort()
}

function noteOn({ receiver, attempts, lastError, lastStatus, state }: DeliveredCallback): string {
  const tried = attempts > 1 ? `${receiver} · ${attempts} attempts` : receiver
  if (state === 'delivered') return `${tried} · answered ${lastStatus ?? ''}`
  return lastError === null ? tried : `${tried} · ${lastError}`
}

const PERIODS = [
  { value: '1', label: 'in the last hour' },
  { value: '24', label: 'in the last day' },
  { value: '168', label: 'in the last week' },
  { value: '720', label: 'in the last 30 days' },
] as const

/** Sends everything again that was given up, after a receiver was down. */
function ResendDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [hours, setHours] = useState<(typeof PERIODS)[number]['value']>('24')
  const [receiver, setReceiver] = useState('')
  const resend = useMutation({
    mutationFn: () =>
      client.replayCallbacks({
        since: new Date(Date.now() - Number(hours) * 3_600_000),
        ...(receiver.trim() !== '' && { receiver: receiver.trim() }),
      }),
    onSuccess: async (count) => {
      showToast(
        count === 0
          ? 'No callback was given up in that time'
          : `${count} ${count === 1 ? 'callback is' : 'callbacks are'} sent again`,
      )
      onClose()
      await queries.invalidateQueries({ queryKey: ['callbacks'] })
    },
  })
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Resend all failed callbacks"
      description="They go out again with the same ids and the same bytes, in a new series of attempts."
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" isBusy={resend.isPending} onClick={() => resend.mutate()}>
            Resend
          </Button>
        </>
      }
    >
      <SelectField label="Given up" value={hours} options={PERIODS} onChange={setHours} />
      <TextField
        label="Only to this receiver"
        placeholder="example.com"
        hint="Host, with its port when the URL names one. Empty: all."
        value={receiver}
        onChange={(event) => setReceiver(event.target.value)}
      />
    </Dialog>
  )
}
