import type { IssuedKeyData } from '@troubadour/contract'
import { Button } from '../../parts/button.js'
import { CopyLine } from '../../parts/code-block.js'
import { Dialog } from '../../parts/dialog.js'
import { formatTime } from '../../parts/formats.js'

/** Shows the text of a key, this once. */
export function IssuedKeyDialog({
  title,
  issued,
  isOpen,
  onClose,
}: {
  readonly title: string
  readonly issued: IssuedKeyData
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description="Copy it now: only a hash of it is kept, and it is not shown again."
      actions={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <CopyLine label="key" text={issued.key} />
      {issued.previousKeyUntil !== null && (
        <p className="muted small">The old text works until {formatTime(issued.previousKeyUntil)}.</p>
      )}
    </Dialog>
  )
}
