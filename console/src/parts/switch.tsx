import { Switch as Radix } from 'radix-ui'
import { useId, type ReactNode } from 'react'
import styles from './switch.module.css'

/** On or off, with its words beside it. */
export function Switch({
  label,
  isOn,
  onChange,
  disabled,
}: {
  readonly label: ReactNode
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly disabled?: boolean
}) {
  const id = useId()
  return (
    <div className={styles['row']}>
      <Radix.Root
        id={id}
        className={styles['switch']}
        checked={isOn}
        onCheckedChange={onChange}
        disabled={disabled}
      >
        <Radix.Thumb className={styles['thumb']} />
      </Radix.Root>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
    </div>
  )
}
