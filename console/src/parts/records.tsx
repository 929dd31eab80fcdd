import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './records.module.css'

/** A list of things in rows; each row leads to one of them. */
export function Records({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={styles['records']} aria-label={label}>
      {children}
    </ul>
  )
}

/** One row: what it is, how it is, and the small print. On a phone the parts stand under each other. */
export function RecordRow({
  to,
  title,
  state,
  note,
  meta,
  trail,
}: {
  /** Where a press leads; without it the row leads nowhere. */
  readonly to?: string
  readonly title: ReactNode
  /** Usually a `Badge`. */
  readonly state?: ReactNode
  /** A sentence below the title. */
  readonly note?: ReactNode
  /** At the right, such as a time. */
  readonly meta?: ReactNode
  /** Controls of the row. */
  readonly trail?: ReactNode
}) {
  const body = (
    <>
      <span className={styles['title']}>{title}</span>
      {state !== undefined && <span className={styles['state']}>{state}</span>}
      {note !== undefined && <span className={styles['note']}>{note}</span>}
      {meta !== undefined && <span className={styles['meta']}>{meta}</span>}
    </>
  )
  return (
    <li className={styles['item']}>
      {to === undefined ? (
        <div className={styles['row']}>{body}</div>
      ) : (
        <Link href={to} className={`${styles['row']} ${styles['link']}`}>
          {body}
          <ChevronRight size={16} className={styles['arrow']} aria-hidden />
        </Link>
      )}
      {trail !== undefined && <div className={styles['trail']}>{trail}</div>}
    </li>
  )
}
