import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { formatDuration } from '../parts/formats.js'
import styles from './waveform.module.css'

/** Keys move by so many seconds; Page keys by six times as many. */
const KEY_STEP_SECONDS = 5

export interface WaveformProps {
  /** Accessible name. */
  readonly label: string
  /** 0 … 1, evenly spaced over the song. */
  readonly peaks: readonly number[]
  readonly durationSeconds: number | null
  /** Where the song stands; null: nowhere. */
  readonly currentSeconds: number | null
  /** Absent: cannot be sought in. */
  readonly onSeek?: (seconds: number) => void
  /** In pixels. Default 40. */
  readonly height?: number
}

/** A song's loudness over time. A slider for keyboards and screen readers, a picture to click on for all others. */
export function Waveform({
  label,
  peaks,
  durationSeconds,
  currentSeconds,
  onSeek,
  height = 40,
}: WaveformProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const duration = durationSeconds ?? 0
  const share = duration > 0 && currentSeconds !== null ? Math.min(1, currentSeconds / duration) : 0

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const draw = () => drawPeaks(element, peaks, share)
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(element)
    const scheme = window.matchMedia('(prefers-color-scheme: light)')
    const themes = new MutationObserver(draw)
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    scheme.addEventListener('change', draw)
    return () => {
      observer.disconnect()
      themes.disconnect()
      scheme.removeEventListener('change', draw)
    }
  }, [peaks, share])

  const isSeekable = onSeek !== undefined && duration > 0
  const seekToPointer = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onSeek?.(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * duration)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const now = currentSeconds ?? 0
    const goal = {
      ArrowLeft: now - KEY_STEP_SECONDS,
      ArrowDown: now - KEY_STEP_SECONDS,
      ArrowRight: now + KEY_STEP_SECONDS,
      ArrowUp: now + KEY_STEP_SECONDS,
      PageDown: now - 6 * KEY_STEP_SECONDS,
      PageUp: now + 6 * KEY_STEP_SECONDS,
      Home: 0,
      End: duration - KEY_STEP_SECONDS,
    }[event.key]
    if (goal === undefined || !isSeekable) return
    event.preventDefault()
    onSeek(Math.min(duration, Math.max(0, goal)))
  }
  const picture = <canvas ref={canvas} className={styles['canvas']} aria-hidden />
  if (!isSeekable) {
    return (
      <div className={styles['waveform']} style={{ height }}>
        {picture}
      </div>
    )
  }
  return (
    <div
      className={styles['waveform']}
      style={{ height }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(currentSeconds ?? 0)}
      aria-valuetext={`${formatDuration(currentSeconds ?? 0)} of ${formatDuration(duration)}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        seekToPointer(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seekToPointer(event)
      }}
    >
      {picture}
    </div>
  )
}

const BAR = 2
const GAP = 1

/** Bars around the middle; those that have sounded in the accent colour. Fills the element at the screen's resolution. */
export function drawPeaks(element: HTMLCanvasElement, peaks: readonly number[], share: number): void {
  const { width, height } = element.getBoundingClientRect()
  const context = element.getContext('2d')
  if (!context || width === 0) return
  const scale = window.devicePixelRatio || 1
  const pixels = { width: Math.round(width * scale), height: Math.round(height * scale) }
  if (element.width !== pixels.width) element.width = pixels.width
  if (element.height !== pixels.height) element.height = pixels.height
  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.clearRect(0, 0, width, height)
  const style = getComputedStyle(element)
  const played = style.getPropertyValue('accent-color')
  const rest = style.color
  const bars = Math.floor((width + GAP) / (BAR + GAP))
  // A loud song fills the height, so does a soft one: what counts is the shape.
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0.01)
  for (let bar = 0; bar < bars; bar++) {
    const from = Math.floor((bar / bars) * peaks.length)
    const to = Math.max(from + 1, Math.floor(((bar + 1) / bars) * peaks.length))
    let peak = 0
    for (let index = from; index < to; index++) peak = Math.max(peak, peaks[index] ?? 0)
    const length = Math.max(BAR, (peak / loudest) * height)
    context.fillStyle = (bar + 1) / bars <= share ? played : rest
    context.fillRect(bar * (BAR + GAP), (height - length) / 2, BAR, length)
  }
}
