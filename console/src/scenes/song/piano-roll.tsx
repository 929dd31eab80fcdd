import type { ScoreData } from '@troubadour/contract'
import { ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react'
import { IconButton } from '../../parts/button.js'
import { Empty } from '../../parts/notices.js'
import styles from './piano-roll.module.css'

type Part = ScoreData['parts'][number]

const ROW = 5
const PIXELS_A_SECOND = [8, 16, 32, 64, 128] as const
/** Canvases wider than this are refused by browsers. */
const MAX_WIDTH = 16_000
/** Hues a golden angle apart, by the place of a part in the score: neighbours differ most. */
const HUE_STEP = 137.5

/** Every note of the score as it is played: time from left to right, pitch from bottom to top, a colour a part. */
export function PianoRoll({
  score,
  seconds,
  onSeek,
}: {
  readonly score: ScoreData
  readonly seconds: number | null
  readonly onSeek: (seconds: number) => void
}) {
  const [zoom, setZoom] = useState(2)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const canvas = useRef<HTMLCanvasElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => score.parts.filter((part) => !hidden.has(part.name)), [score.parts, hidden])
  const [low, high] = useMemo(() => rangeOf(score.parts), [score.parts])
  const scale = Math.min(PIXELS_A_SECOND[zoom]!, MAX_WIDTH / Math.max(1, score.durationS))
  const width = Math.max(1, Math.ceil(score.durationS * scale))
  const height = (high - low + 1) * ROW

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const draw = () => drawNotes(element, { score, shown, scale, low, high, width, height })
    draw()
    const scheme = window.matchMedia('(prefers-color-scheme: light)')
    const themes = new MutationObserver(draw)
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    scheme.addEventListener('change', draw)
    return () => {
      themes.disconnect()
      scheme.removeEventListener('change', draw)
    }
  }, [score, shown, scale, low, high, width, height])

  const page = seconds === null ? null : Math.floor((seconds * scale) / 400)
  useEffect(() => {
    const box = scroller.current
    if (!box || page === null) return
    const left = page * 400
    if (left < box.scrollLeft || left + 400 > box.scrollLeft + box.clientWidth)
      box.scrollTo({ left: left - 40 })
  }, [page])

  if (score.parts.length === 0) {
    return <Empty title="No notes">What was made from this recording has no score of its own.</Empty>
  }
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onSeek((event.clientX - box.left) / scale)
  }
  const toggle = (name: string) =>
    setHidden((before) => {
      const next = new Set(before)
      if (!next.delete(name)) next.add(name)
      return next
    })
  const notes = score.parts.reduce((sum, part) => sum + part.notes.length, 0)
  return (
    <div className={styles['roll']}>
      <div className={styles['bar']}>
        <div className={styles['parts']} role="group" aria-label="Parts">
          {score.parts.map((part, index) => (
            <button
              key={`${part.name} ${index}`}
              type="button"
              className={styles['part']}
              aria-pressed={!hidden.has(part.name)}
              onClick={() => toggle(part.name)}
            >
              <span style={{ background: colourOf(index) }} />
              {partName(part.name)}
            </button>
          ))}
        </div>
        <div className={styles['zoom']}>
          <IconButton label="Zoom out" size="small" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
            <ZoomOut size={17} aria-hidden />
          </IconButton>
          <IconButton
            label="Zoom in"
            size="small"
            disabled={zoom === PIXELS_A_SECOND.length - 1}
            onClick={() => setZoom(zoom + 1)}
          >
            <ZoomIn size={17} aria-hidden />
          </IconButton>
        </div>
      </div>
      <div ref={scroller} className={styles['scroller']} tabIndex={0} role="region" aria-label="Piano roll">
        <div className={styles['sheet']} style={{ width, height }}>
          <canvas
            ref={canvas}
            role="img"
            aria-label={`Piano roll: ${notes} notes in ${score.parts.length} parts`}
            onPointerDown={onPointerDown}
          />
          {seconds !== null && <div className={styles['head']} style={{ left: seconds * scale }} />}
        </div>
      </div>
    </div>
  )
}

/** `lead-vocal` → `Lead vocal`: singers have ids for names. */
function partName(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function rangeOf(parts: readonly Part[]): readonly [number, number] {
  let low = 127
  let high = 0
  for (const { notes } of parts) {
    for (const [pitch] of notes) {
      low = Math.min(low, pitch)
      high = Math.max(high, pitch)
    }
  }
  return low > high ? [60, 72] : [low - 1, high + 1]
}

function colourOf(index: number): string {
  return `oklch(0.72 0.13 ${(75 + index * HUE_STEP) % 360})`
}

interface Drawing {
  readonly score: ScoreData
  readonly shown: readonly Part[]
  readonly scale: number
  readonly low: number
  readonly high: number
  readonly width: number
  readonly height: number
}

/** Keys that are black on a piano. */
const BLACK = new Set([1, 3, 6, 8, 10])

function drawNotes(
  element: HTMLCanvasElement,
  { score, shown, scale, low, high, width, height }: Drawing,
): void {
  const context = element.getContext('2d')
  if (!context) return
  const ratio = width * 2 > MAX_WIDTH ? 1 : Math.min(2, window.devicePixelRatio || 1)
  element.width = width * ratio
  element.height = height * ratio
  element.style.width = `${width}px`
  element.style.height = `${height}px`
  context.scale(ratio, ratio)
  const style = getComputedStyle(element)
  const [stripe, line] = [style.getPropertyValue('--raised'), style.getPropertyValue('--line')]
  const light = style.colorScheme === 'light' || (style.colorScheme !== 'dark' && isLight())
  context.fillStyle = resolve(stripe, light)
  for (let pitch = low; pitch <= high; pitch++) {
    if (BLACK.has(pitch % 12)) context.fillRect(0, (high - pitch) * ROW, width, ROW)
  }
  context.fillStyle = resolve(line, light)
  for (const { startS } of score.sections) context.fillRect(Math.round(startS * scale), 0, 1, height)
  for (const part of shown) {
    context.fillStyle = colourOf(score.parts.indexOf(part))
    for (const [pitch, start, end, velocity] of part.notes) {
      context.globalAlpha = 0.45 + 0.55 * velocity
      const length = part.drums ? 3 : Math.max(2, (end - start) * scale - 1)
      context.fillRect(start * scale, (high - pitch) * ROW + 0.5, length, ROW - 1)
    }
  }
  context.globalAlpha = 1
}

function isLight(): boolean {
  return window.matchMedia('(prefers-color-scheme: light)').matches
}

/** Canvases do not know `light-dark()`. */
function resolve(value: string, light: boolean): string {
  const pair = /light-dark\(([^,]+),\s*([^)]+)\)/.exec(value)
  return pair ? pair[light ? 1 : 2]!.trim() : value
}
