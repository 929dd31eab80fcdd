import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button } from './button.js'
import styles from './dialog.module.css'

export interface DialogProps {
  readonly isOpen: boolean
  /** Called for Escape, the cross and a click beside it. */
  readonly onClose: () => void
  readonly title: string
  /** A sentence under the title. */
  readonly description?: ReactNode
  /** `wide` for tables and code. Default `narrow`. */
  readonly width?: 'narrow' | 'wide'
  /** Buttons at the bottom, the safe one first. */
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/**
 * A modal dialog. The browser's own element: it keeps the focus inside, gives it back, closes on Escape and makes the rest
 * of the page inert without injecting styles, which the content security policy would refuse.
 */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, description, width = 'narrow', actions, children } = props
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const descriptionId = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (isOpen && !dialog.open) dialog.showModal()
    if (!isOpen && dialog.open) dialog.close()
  }, [isOpen])
  // At the end of the page: a dialog with a form may belong to a form.
  return createPortal(
    <dialog
      ref={element}
      className={`${styles['dialog']} ${width === 'wide' ? styles['wide'] : ''}`}
      aria-labelledby={titleId}
      aria-describedby={description === undefined ? undefined : descriptionId}
      onClose={(event) => {
        if (event.target === element.current) onClose()
      }}
      onClick={(event) => {
        // The backdrop belongs to the dialog element itself.
        if (event.target === element.current) onClose()
      }}
    >
      {isOpen && (
        <div className={styles['body']}>
          <header className={styles['header']}>
            <div>
              <h2 id={titleId}>{title}</h2>
              {description !== undefined && (
                <p id={descriptionId} className="muted small">
                  {description}
                </p>
              )}
            </div>
            {/* Without a tooltip: open on focus, it would take the first Escape. */}
            <button type="button" className={styles['close']} aria-label="Close" onClick={onClose}>
              <X size={18} aria-hidden />
            </button>
          </header>
          <div className={styles['content']}>{children}</div>
          {actions !== undefined && <footer className={styles['actions']}>{actions}</footer>}
        </div>
      )}
    </dialog>,
    document.body,
  )
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({
  isOpen,
  onClose,
  onConfirm,
  title,
  confirmLabel,
  isBusy = false,
  children,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
  /** The question. */
  readonly title: string
  /** What is done, as a verb: `Revoke key`. */
  readonly confirmLabel: string
  readonly isBusy?: boolean
  /** What it means. */
  readonly children: ReactNode
}) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button look="danger" isBusy={isBusy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
