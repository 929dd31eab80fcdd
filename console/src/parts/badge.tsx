import type { ReactNode } from 'react'
import styles from './badge.module.css'

export type Tone = 'neutral' | 'accent' | 'good' | 'bad' | 'warn' | 'info'

/** A word on a state. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone
  readonly children: ReactNode
}) {
  return <span className={`${styles['badge']} ${styles[tone]}`}>{children}</span>
}
