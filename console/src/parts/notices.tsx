import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.js'
import styles from './notices.module.css'
import { Spinner } from './spinner.js'

/** There is nothing here yet: what would be here, and how to get it. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={styles['empty']}>
      {icon !== undefined && <div className={styles['icon']}>{icon}</div>}
      <h2>{title}</h2>
      {children !== undefined && <div className="muted small">{children}</div>}
      {action}
    </div>
  )
}

/** Something could not be read: why, and a way to try again. */
export function ErrorNotice({
  error,
  title = 'This could not be loaded',
  onRetry,
}: {
  readonly error: unknown
  readonly title?: string
  readonly onRetry?: () => void
}) {
  return (
    <div className={styles['error']} role="alert">
      <CircleAlert size={18} aria-hidden />
      <div>
        <strong>{title}.</strong> {error instanceof Error ? error.message : String(error)}
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** Something is being read. `label` is for screen readers. */
export function Loading({ label = 'Loading' }: { readonly label?: string }) {
  return (
    <div className={styles['loading']} role="status">
      <Spinner size={20} />
      <span className="visually-hidden">{label}</span>
    </div>
  )
}

/** Room for what is being read, so that nothing jumps when it arrives. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div aria-hidden className={styles['skeleton']}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  )
}
