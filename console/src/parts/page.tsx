import { useEffect, type ReactNode } from 'react'
import styles from './page.module.css'

/** The frame of a scene: its heading, what can be done there, and the rest. Also names the browser's tab. */
export function Page({
  title,
  description,
  actions,
  children,
}: {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Troubadour`
  }, [title])
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <div className={styles['words']}>
          <h1>{title}</h1>
          {description !== undefined && <p className="muted small">{description}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a scene with an own heading. */
export function Panel({
  title,
  actions,
  children,
  className,
}: {
  readonly title?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <section className={[styles['panel'], className].filter(Boolean).join(' ')}>
      {(title !== undefined || actions !== undefined) && (
        <header className={styles['panelHeader']}>
          {title !== undefined && <h2>{title}</h2>}
          {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
