import type { ScoreData } from '@troubadour/contract'
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { formatDuration } from '../../parts/formats.js'
import { Waveform } from '../../player/waveform.js'
import styles from './timeline.module.css'

/** A part of the song that is to be changed, in seconds. */
export interface Selection {
  readonly startS: number
  readonly endS: number
}

/** Chords that take a smaller share of the song are marked without their names, which would not fit. */
const NARROWEST_CHORD = 0.02
/** Shorter drags are clicks: they seek. In seconds. */
const SHORTEST_DRAG = 0.4

/**
 * The song from left to right: sections, waveform, chords. A press seeks, a drag selects, a section's name selects it. Until
 * the score has come its rows are kept free.
 */
export function Timeline({
  title,
  durationSeconds,
  peaks,
  score,
  seconds,
  selection,
  onSeek,
  onSelect,
}: {
  readonly title: string
  readonly durationSeconds: number
  readonly peaks: readonly number[]
  readonly score: ScoreData | undefined
  readonly seconds: number | null
  readonly selection: Selection | null
  readonly onSeek: (seconds: number) => void
  readonly onSelect: (selection: Selection | null) => void
}) {
  const lane = useRef<HTMLDivElement>(null)
  const [dragFrom, setDragFrom] = useState<number | null>(null)
  const at = (value: number) => `${(Math.min(durationSeconds, Math.max(0, value)) / durationSeconds) * 100}%`
  const place = ({ startS, endS }: Selection): CSSProperties => ({
    left: at(startS),
    width: `${((Math.min(endS, durationSeconds) - startS) / durationSeconds) * 100}%`,
  })
  const secondOf = (event: PointerEvent) => {
    const box = lane.current!.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * durationSeconds
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    // The waveform below must not seek while a part is drawn.
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragFrom(secondOf(event))
  }
  const onPointerMove = (event: PointerEvent) => {
    if (dragFrom === null) return
    const to = secondOf(event)
    if (Math.abs(to - dragFrom) < SHORTEST_DRAG) return
    onSelect({ startS: hundredths(Math.min(dragFrom, to)), endS: hundredths(Math.max(dragFrom, to)) })
  }
  const onPointerUp = (event: PointerEvent) => {
    if (dragFrom === null) return
    const to = secondOf(event)
    if (Math.abs(to - dragFrom) < SHORTEST_DRAG) onSeek(dragFrom)
    setDragFrom(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && selection) onSelect(null)
  }
  return (
    <div className={styles['timeline']} onKeyDown={onKeyDown}>
      {score?.sections.length !== 0 && (
        <div className={styles['sections']} role="group" aria-label="Sections">
          {score?.sections.map((section) => {
            const isSelected = selection?.startS === section.startS && selection.endS === section.endS
            const isNow = seconds !== null && seconds >= section.startS && seconds < section.endS
            return (
              <button
                key={section.startS}
                type="button"
                className={styles['section']}
                style={{ ...place(section), '--energy': section.energy } as CSSProperties}
                aria-pressed={isSelected}
                data-now={isNow || undefined}
                title={`${section.label}, ${formatDuration(section.startS)} to ${formatDuration(section.endS)}`}
                onClick={() => onSelect(isSelected ? null : { startS: section.startS, endS: section.endS })}
              >
                <span>{section.label}</span>
              </button>
            )
          })}
        </div>
      )}
      <div ref={lane} className={styles['lane']}>
        <Waveform
          label={`Position in ${title}`}
          peaks={peaks}
          durationSeconds={durationSeconds}
          currentSeconds={seconds}
          onSeek={onSeek}
          height={96}
        />
        <div
          className={styles['glass']}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={() => setDragFrom(null)}
        />
        {selection && <div className={styles['selection']} style={place(selection)} />}
        {seconds !== null && <div className={styles['head']} style={{ left: at(seconds) }} />}
      </div>
      {score?.chords.length !== 0 && (
        <div className={styles['chords']} aria-hidden>
          {score?.chords.map((chord) => (
            <span
              key={chord.startS}
              style={place(chord)}
              data-now={(seconds !== null && seconds >= chord.startS && seconds < chord.endS) || undefined}
            >
              {chord.endS - chord.startS > NARROWEST_CHORD * durationSeconds && chord.name}
            </span>
          ))}
        </div>
      )}
    </div>
  )
}

export function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
