import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WebhookSecretData } from '@troubadour/contract'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../parts/badge.js'
import { Button } from '../../parts/button.js'
import { CopyLine } from '../../parts/code-block.js'
import { ConfirmDialog, Dialog } from '../../parts/dialog.js'
import { SelectField } from '../../parts/field.js'
import { formatAge, formatTime } from '../../parts/formats.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { RecordRow, Records } from '../../parts/records.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import styles from './webhooks.module.css'

/** What signs callbacks, and exchanging it without losing one. */
export function Secrets() {
  const { client } = useServer()
  const [isMaking, setMaking] = useState(false)
  const [retiring, setRetiring] = useState<WebhookSecretData | null>(null)
  const list = useQuery({
    queryKey: ['webhook-secrets'],
    queryFn: ({ signal }) => client.webhookSecrets({ signal }),
  })
  return (
    <div className={styles['stack']}>
      <div className={styles['bar']}>
        <p className={`muted small ${styles['words']}`}>
          Every callback is signed with each of these (header <code>webhook-signature</code>, Standard
          Webhooks). To exchange a secret: add a new one with an overlap, teach it to your receiver, and the
          old one retires by itself.
        </p>
        <Button look="primary" onClick={() => setMaking(true)}>
          <Plus size={16} aria-hidden />
          New secret
        </Button>
      </div>
      {list.isPending && <Skeleton lines={2} />}
      {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.length === 0 && (
        <Empty icon={<KeyRound size={28} aria-hidden />} title="No secret of your own">
          Callbacks are signed with the key of the server, if it has one. A secret of your own is known to you
          alone.
        </Empty>
      )}
      {list.isSuccess && list.data.length > 0 && (
        <Records label="Signing secrets">
          {list.data.map((secret) => (
            <RecordRow
              key={secret.id}
              title={<code>{secret.hint}</code>}
              state={
                secret.retiresAt === null ? (
                  <Badge tone="good">Signs</Badge>
                ) : (
                  <Badge tone="warn">Retiring</Badge>
                )
              }
              note={
                secret.retiresAt === null ? 'Until it is retired' : `Until ${formatTime(secret.retiresAt)}`
              }
              meta={`Made ${formatAge(secret.createdAt)}`}
              trail={
                <Button size="small" onClick={() => setRetiring(secret)}>
                  Retire
                </Button>
              }
            />
          ))}
        </Records>
      )}
      <NewSecretDialog
        isOpen={isMaking}
        hasOthers={(list.data?.length ?? 0) > 0}
        onClose={() => setMaking(false)}
      />
      <RetireDialog secret={retiring} onClose={() => setRetiring(null)} />
    </div>
  )
}

const OVERLAPS = [
  { value: 'keep', label: 'Go on until I retire them' },
  { value: '24', label: 'Retire after 24 hours' },
  { value: '168', label: 'Retire after 7 days' },
  { value: '0', label: 'Retire at once' },
] as const

function NewSecretDialog({
  isOpen,
  hasOthers,
  onClose,
}: {
  readonly isOpen: boolean
  readonly hasOthers: boolean
  readonly onClose: () => void
}) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]['value']>('24')
  const make = useMutation({
    mutationFn: () =>
      client.createWebhookSecret(hasOthers && overlap !== 'keep' ? { overlapHours: Number(overlap) } : {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhook-secrets'] }),
  })
  const close = () => {
    make.reset()
    onClose()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={make.isSuccess ? 'Your new secret' : 'New signing secret'}
      description={
        make.isSuccess
          ? 'Copy it now: it is not shown again.'
          : 'It signs callbacks from the moment it is made.'
      }
      actions={
        make.isSuccess ? (
          <Button look="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Close</Button>
            <Button look="primary" isBusy={make.isPending} onClick={() => make.mutate()}>
              Make secret
            </Button>
          </>
        )
      }
    >
      {make.isSuccess ? (
        <CopyLine label="secret" text={make.data.secret} />
      ) : (
        hasOthers && (
          <SelectField
            label="The secrets there are"
            value={overlap}
            options={OVERLAPS}
            onChange={setOverlap}
          />
        )
      )}
    </Dialog>
  )
}

function RetireDialog({
  secret,
  onClose,
}: {
  readonly secret: WebhookSecretData | null
  readonly onClose: () => void
}) {
  const { client } = useServer()
  const queries = useQueryClient()
  const retire = useMutation({
    mutationFn: (id: string) => client.retireWebhookSecret(id),
    onSuccess: () => showToast('The secret signs nothing any more'),
    onSettled: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['webhook-secrets'] })
    },
  })
  return (
    <ConfirmDialog
      isOpen={secret !== null}
      onClose={onClose}
      onConfirm={() => secret && retire.mutate(secret.id)}
      isBusy={retire.isPending}
      title={`Retire ${secret?.hint ?? ''}?`}
      confirmLabel="Retire secret"
    >
      <p className="small">
        Receivers that know no other secret refuse callbacks from now on. Without any secret of yours, the key
        of the server signs.
      </p>
    </ConfirmDialog>
  )
}
