import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountData } from '@troubadour/contract'
import { useState } from 'react'
import { Badge } from '../../parts/badge.js'
import { Button } from '../../parts/button.js'
import { Dialog } from '../../parts/dialog.js'
import { TextField } from '../../parts/field.js'
import { formatCredits } from '../../parts/formats.js'
import { ErrorNotice, Skeleton } from '../../parts/notices.js'
import { RecordRow, Records } from '../../parts/records.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'

/** Accounts and their balances, for administrators. */
export function Accounts() {
  const { client } = useServer()
  const [adjusted, setAdjusted] = useState<AccountData | null>(null)
  const list = useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => client.accounts({ signal }) })
  if (list.isPending) return <Skeleton lines={3} />
  if (list.isError) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
  return (
    <>
      <Records label="Accounts">
        {list.data.map((account) => (
          <RecordRow
            key={account.id}
            title={account.name}
            state={
              account.unlimited ? (
                <Badge>unlimited</Badge>
              ) : (
                <Badge tone={account.balance > 0 ? 'good' : 'warn'}>{formatCredits(account.balance)}</Badge>
              )
            }
            note={`${account.last30Days.tasks} tasks for ${formatCredits(account.last30Days.credits)} in 30 days`}
            meta={`${account.keys} ${account.keys === 1 ? 'key' : 'keys'}`}
            trail={
              account.unlimited ? undefined : (
                <Button size="small" onClick={() => setAdjusted(account)}>
                  Credits…
                </Button>
              )
            }
          />
        ))}
      </Records>
      {adjusted && <CreditsDialog account={adjusted} onClose={() => setAdjusted(null)} />}
    </>
  )
}

function CreditsDialog({
  account,
  onClose,
}: {
  readonly account: AccountData
  readonly onClose: () => void
}) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const adjust = useMutation({
    mutationFn: () => client.adjustCredits(account.id, { amount: Number(amount), reason: reason.trim() }),
    meta: { isQuiet: true },
    onSuccess: async () => {
      showToast(`The balance of “${account.name}” is changed`)
      onClose()
      await queries.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Credits of “${account.name}”`}
      description={`It has ${formatCredits(account.balance)}.`}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            look="primary"
            isBusy={adjust.isPending}
            disabled={!Number(amount) || reason.trim() === ''}
            onClick={() => adjust.mutate()}
          >
            Change balance
          </Button>
        </>
      }
    >
      <TextField
        label="Amount"
        inputMode="decimal"
        hint="Below 0 takes credits."
        error={adjust.error?.message}
        value={amount}
        onChange={(event) => setAmount(event.target.value)}
      />
      <TextField
        label="Reason"
        hint="Stands in the ledger."
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  )
}
