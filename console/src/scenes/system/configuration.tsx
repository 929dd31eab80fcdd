import type { SystemData } from '@troubadour/contract'
import { useState } from 'react'
import { Badge } from '../../parts/badge.js'
import { Switch } from '../../parts/switch.js'
import styles from './system.module.css'

/** Every setting as the server understood it. */
export function Configuration({ rows }: { readonly rows: SystemData['configuration'] }) {
  const [isChangedOnly, setChangedOnly] = useState(false)
  const shown = rows.filter(({ isDefault }) => !isChangedOnly || !isDefault)
  return (
    <div className={styles['stack']}>
      <Switch label="Only what differs from the default" isOn={isChangedOnly} onChange={setChangedOnly} />
      {shown.length === 0 ? (
        <p className="muted small">Everything is as it comes.</p>
      ) : (
        <dl className={styles['settings']}>
          {shown.map(({ name, value, isDefault, description }) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
                {!isDefault && <Badge tone="accent">set</Badge>}
              </dt>
              <dd>
                <code className={isDefault ? 'muted' : ''}>{value}</code>
                <span className="muted small">{description}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="muted small">
        Settings are environment variables, read when the server starts. Secrets are never shown.
      </p>
    </div>
  )
}
