import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { KeyData } from '@troubadour/contract'
import { useState } from 'react'
import { Button } from '../../parts/button.js'
import { Dialog } from '../../parts/dialog.js'
import { SelectField } from '../../parts/field.js'
import { useServer } from '../../server/server.js'
import { IssuedKeyDialog } from './issued-key-dialog.js'

const OVERLAPS = [
  { value: '24', label: '24 hours more' },
  { value: '168', label: '7 days more' },
  { value: '1', label: 'one hour more' },
  { value: '0', label: 'no longer' },
] as const

/** Gives a key a new text; the old one works on for a while. */
export function RotateDialog({
  apiKey,
  onClose,
}: {
  readonly apiKey: KeyData
  readonly onClose: () => void
}) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]['value']>('24')
  const rotate = useMutation({
    mutationFn: () => client.rotateKey(apiKey.id, { overlapHours: Number(overlap) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  if (rotate.isSuccess) {
    return (
      <IssuedKeyDialog
        isOpen
        onClose={onClose}
        title={`“${apiKey.name}” has a new text`}
        issued={rotate.data}
      />
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Rotate “${apiKey.name}”`}
      description="It gets a new text. Its settings and what it has spent stay."
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" isBusy={rotate.isPending} onClick={() => rotate.mutate()}>
            Rotate key
          </Button>
        </>
      }
    >
      <SelectField label="The old text works" value={overlap} options={OVERLAPS} onChange={setOverlap} />
    </Dialog>
  )
}
