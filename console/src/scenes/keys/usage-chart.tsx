import { useState } from 'react'
import styles from './keys.module.css'

export interface UsageDay {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly value: number
}

/** Units of the drawing; it is stretched to the width there is. */
const WIDTH = 600
const HEIGHT = 140

/**
 * One column a day. The figures are in a table that screen readers read; pointing at a column, or going through them with
 * the arrow keys, says its day and value.
 */
export function UsageChart({
  days,
  label,
  unit,
}: {
  readonly days: readonly UsageDay[]
  readonly label: string
  readonly unit: string
}) {
  const [chosen, setChosen] = useState<number | null>(null)
  const highest = Math.max(1, ...days.map(({ value }) => value))
  const top = niceTop(highest)
  const step = WIDTH / days.length
  const shown = chosen === null ? undefined : days[chosen]
  const move = (by: number) =>
    setChosen((before) => Math.min(days.length - 1, Math.max(0, (before ?? days.length) + by)))
  return (
    <figure className={styles['chart']}>
      <figcaption className={styles['chartCaption']}>
        <span>{label}</span>
        <span className="muted" role="status">
          {shown ? `${dayWords(shown.day)}: ${numberWords(shown.value)} ${unit}` : ''}
        </span>
      </figcaption>
      <div className={styles['plot']}>
        <div className={`${styles['axis']} muted`} aria-hidden>
          <span>{numberWords(top)}</span>
          <span>{numberWords(top / 2)}</span>
          <span>0</span>
        </div>
        <div
          className={styles['drawing']}
          tabIndex={0}
          role="group"
          aria-label={`${label}; arrow keys go through the days`}
          onKeyDown={(event) => {
            const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
            if (by === undefined) return
            event.preventDefault()
            move(by)
          }}
          onPointerLeave={() => setChosen(null)}
          onBlur={() => setChosen(null)}
        >
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
            {[0, 0.5, 1].map((height) => (
              <line
                key={height}
                x1={0}
                x2={WIDTH}
                y1={HEIGHT * (1 - height)}
                y2={HEIGHT * (1 - height)}
                className={styles['grid']}
              />
            ))}
            {days.map(({ day, value }, index) => {
              const height = (value / top) * HEIGHT
              return (
                <g key={day} onPointerEnter={() => setChosen(index)}>
                  <rect x={index * step} y={0} width={step} height={HEIGHT} className={styles['hit']} />
                  <rect
                    x={index * step + step * 0.15}
                    y={HEIGHT - height}
                    width={step * 0.7}
                    height={height}
                    className={index === chosen ? styles['columnOn'] : styles['column']}
                  />
                </g>
              )
            })}
          </svg>
        </div>
        <div className={`${styles['days']} muted`} aria-hidden>
          <span>{dayWords(days[0]!.day)}</span>
          <span>{dayWords(days.at(-1)!.day)}</span>
        </div>
      </div>
      <table className="visually-hidden">
        <caption>{label}</caption>
        <tbody>
          {days
            .filter(({ value }) => value > 0)
            .map(({ day, value }) => (
              <tr key={day}>
                <th scope="row">{dayWords(day)}</th>
                <td>
                  {numberWords(value)} {unit}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  )
}

/** The next of 1, 2, 2.5, 5, 10, 20, 25 … that is not below the highest value. */
function niceTop(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(highest))
  return power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= highest) ?? 10)
}

function numberWords(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 })
}

/** `22 Nov`, from a day in UTC. */
function dayWords(day: string): string {
  return new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
}
