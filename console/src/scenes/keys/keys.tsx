import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { KeyData } from '@troubadour/contract'
import { Ellipsis, KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { Badge, type Tone } from '../../parts/badge.js'
import { Button, IconButton } from '../../parts/button.js'
import { ConfirmDialog } from '../../parts/dialog.js'
import { formatAge, formatCredits, formatTime } from '../../parts/formats.js'
import { Menu } from '../../parts/menu.js'
import { Meter } from '../../parts/meter.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Switch } from '../../parts/switch.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import { ChangeKeyDialog, NewKeyDialog } from './key-form.js'
import styles from './keys.module.css'
import { RotateDialog } from './rotate-dialog.js'

type Doing = { readonly what: 'change' | 'rotate' | 'revoke'; readonly key: KeyData } | null

/** All keys of the server: making, changing, rotating and revoking them. */
export function Keys() {
  const { client } = useServer()
  const [isMaking, setMaking] = useState(false)
  const [doing, setDoing] = useState<Doing>(null)
  const [withEnded, setWithEnded] = useState(false)
  const list = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => client.keys({ signal }) })
  const keys = (list.data ?? []).filter((key) => withEnded || key.revokedAt === null)
  const endedCount = list.data?.filter((key) => key.revokedAt !== null).length ?? 0
  const close = () => setDoing(null)
  return (
    <div className={styles['stack']}>
      <div className={styles['bar']}>
        {endedCount > 0 ? (
          <Switch label={`Revoked ones too (${endedCount})`} isOn={withEnded} onChange={setWithEnded} />
        ) : (
          <span />
        )}
        <Button look="primary" onClick={() => setMaking(true)}>
          <Plus size={16} aria-hidden />
          New key
        </Button>
      </div>
      {list.isPending && <Skeleton lines={4} />}
      {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && keys.length === 0 && (
        <Empty icon={<KeyRound size={28} aria-hidden />} title="No keys in use" />
      )}
      {keys.length > 0 && (
        <ul className={styles['keys']} aria-label="Keys">
          {keys.map((key) => (
            <KeyCard key={key.id} apiKey={key} onDo={(what) => setDoing({ what, key })} />
          ))}
        </ul>
      )}
      <NewKeyDialog isOpen={isMaking} onClose={() => setMaking(false)} />
      {doing?.what === 'change' && <ChangeKeyDialog apiKey={doing.key} onClose={close} />}
      {doing?.what === 'rotate' && <RotateDialog apiKey={doing.key} onClose={close} />}
      <RevokeDialog apiKey={doing?.what === 'revoke' ? doing.key : null} onClose={close} />
    </div>
  )
}

function standOf(key: KeyData): { readonly tone: Tone; readonly words: string } {
  if (key.revokedAt !== null) return { tone: 'bad', words: 'Revoked' }
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now())
    return { tone: 'bad', words: 'Expired' }
  return { tone: 'good', words: 'In use' }
}

const SOURCES: Readonly<Record<KeyData['source'], string | undefined>> = {
  environment: 'from API_KEYS',
  generated: 'first key',
  created: undefined,
}

function KeyCard({
  apiKey: key,
  onDo,
}: {
  readonly apiKey: KeyData
  readonly onDo: (what: NonNullable<Doing>['what']) => void
}) {
  const { tone, words } = standOf(key)
  const isMade = key.source === 'created'
  const limits = [
    { words: 'ever', limit: key.creditBudget, spent: key.spent.total },
    { words: 'in 24 hours', limit: key.dailyCap, spent: key.spent.lastDay },
    { words: 'in an hour', limit: key.hourlyCap, spent: key.spent.lastHour },
  ].filter((each): each is typeof each & { readonly limit: number } => each.limit !== null)
  return (
    <li className={styles['key']}>
      <div className={styles['bar']}>
        <h3 className={styles['name']}>{key.name}</h3>
        {key.revokedAt === null && (
          <Menu
            trigger={
              <IconButton label={`Actions on ${key.name}`} size="small">
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            }
            entries={[
              { label: isMade ? 'Change…' : 'Rename…', onSelect: () => onDo('change') },
              { label: 'Rotate…', onSelect: () => onDo('rotate'), disabled: !isMade },
              {
                label: 'Revoke…',
                onSelect: () => onDo('revoke'),
                disabled: !isMade,
                isDangerous: true,
                startsGroup: true,
              },
            ]}
          />
        )}
      </div>
      <p className={styles['badges']}>
        <Badge tone={tone}>{words}</Badge>
        {key.scopes.map((scope) => (
          <Badge key={scope}>{scope}</Badge>
        ))}
        {key.sandbox && <Badge tone="info">sandbox</Badge>}
        {SOURCES[key.source] !== undefined && <Badge>{SOURCES[key.source]}</Badge>}
      </p>
      <p className="small">
        <code>{key.hint}</code>
        <span className="muted">
          {' · '}
          {key.lastUsedAt === null ? 'never used' : `used ${formatAge(key.lastUsedAt)}`}
        </span>
      </p>
      {limits.length === 0 ? (
        <p className="muted small">{formatCredits(key.spent.total)} spent, no limit</p>
      ) : (
        <ul className={styles['limits']}>
          {limits.map((each) => (
            <li key={each.words}>
              <span className="small">
                {each.spent.toLocaleString('en')} of {formatCredits(each.limit)} {each.words}
              </span>
              <Meter
                label={`Spent ${each.words}`}
                max={Math.max(each.limit, 1)}
                value={Math.min(each.spent, each.limit)}
              />
            </li>
          ))}
        </ul>
      )}
      <ul className={`muted small ${styles['notes']}`}>
        {key.expiresAt !== null && <li>Expires {formatTime(key.expiresAt)}</li>}
        {key.previousKeyUntil !== null && (
          <li>The text before works until {formatTime(key.previousKeyUntil)}</li>
        )}
        {key.rateLimit !== null && (
          <li>
            {key.rateLimit.events} tasks in {key.rateLimit.perSeconds} s
          </li>
        )}
        {key.allowedIps.length > 0 && <li>Only from {key.allowedIps.join(', ')}</li>}
      </ul>
    </li>
  )
}

function RevokeDialog({
  apiKey,
  onClose,
}: {
  readonly apiKey: KeyData | null
  readonly onClose: () => void
}) {
  const { client } = useServer()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: (id: string) => client.revokeKey(id),
    onSuccess: ({ name }) => showToast(`“${name}” is revoked`),
    onSettled: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['keys'] })
    },
  })
  return (
    <ConfirmDialog
      isOpen={apiKey !== null}
      onClose={onClose}
      onConfirm={() => apiKey && revoke.mutate(apiKey.id)}
      isBusy={revoke.isPending}
      title={`Revoke “${apiKey?.name ?? ''}”?`}
      confirmLabel="Revoke key"
    >
      <p className="small">Programs that use it are refused from now on, for good. Its tasks go on.</p>
    </ConfirmDialog>
  )
}
