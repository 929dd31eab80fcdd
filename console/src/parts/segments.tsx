import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './segments.module.css'

/** One of a few, all visible. Arrow keys move between them. */
export function Segments<Value extends string>({
  label,
  value,
  options,
  onChange,
  size = 'medium',
}: {
  /** Accessible name of the group. */
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[]
  readonly onChange: (value: Value) => void
  readonly size?: 'medium' | 'small'
}) {
  return (
    <ToggleGroup.Root
      type="single"
      className={`${styles['segments']} ${size === 'small' ? styles['small'] : ''}`}
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        // Pressing the chosen one again would choose none.
        if (next !== '') onChange(next as Value)
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} className={styles['segment']}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
