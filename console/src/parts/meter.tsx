import styles from './meter.module.css'

/** How much of something is taken: a bar that is `value` of `max` full. Both in the same unit, from 0. */
export function Meter({
  label,
  value,
  max,
}: {
  readonly label: string
  readonly value: number
  readonly max: number
}) {
  return <meter className={styles['meter']} aria-label={label} min={0} max={max} value={value} />
}
