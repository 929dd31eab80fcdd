import { Slider as Radix } from 'radix-ui'
import styles from './slider.module.css'

/** A value on a line. Arrow keys move it by `step`, Page keys by ten steps. */
export function Slider({
  label,
  value,
  onChange,
  min = 0,
  max = 1,
  step = 0.01,
  format = String,
  orientation = 'horizontal',
  disabled,
}: {
  /** Accessible name. */
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly min?: number
  readonly max?: number
  readonly step?: number
  /** The value in words, for screen readers. */
  readonly format?: (value: number) => string
  readonly orientation?: 'horizontal' | 'vertical'
  readonly disabled?: boolean
}) {
  return (
    <Radix.Root
      className={styles['root']}
      value={[value]}
      min={min}
      max={max}
      step={step}
      orientation={orientation}
      disabled={disabled}
      onValueChange={([next]) => {
        if (next !== undefined) onChange(next)
      }}
    >
      <Radix.Track className={styles['track']}>
        <Radix.Range className={styles['range']} />
      </Radix.Track>
      <Radix.Thumb className={styles['thumb']} aria-label={label} aria-valuetext={format(value)} />
    </Radix.Root>
  )
}
