import { useEffect, useRef } from 'react'
import { fallen, heightOf } from './meter-ballistics.js'
import styles from './level-meter.module.css'

/**
 * How loud something is now: a bar that jumps up and falls slowly. Drawn without React, sixty times a second; screen
 * readers are spared it.
 */
export function LevelMeter({ peak }: { /** 0 … 1 is full scale. */ readonly peak: () => number }) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let shown = 0
    let before = performance.now()
    let frame = 0
    const draw = (now: number) => {
      shown = Math.max(peak(), fallen(shown, (now - before) / 1000))
      before = now
      bar.current?.style.setProperty('--height', heightOf(shown).toFixed(3))
      frame = requestAnimationFrame(draw)
    }
    frame = requestAnimationFrame(draw)
    return () => cancelAnimationFrame(frame)
  }, [peak])
  return (
    <div className={styles['meter']} aria-hidden>
      <div ref={bar} className={styles['bar']} />
    </div>
  )
}
