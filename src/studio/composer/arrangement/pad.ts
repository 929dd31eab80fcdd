import type { Stroke } from './player.js'
import { chordsWithin, type Bar, type SongFrame } from './song-frame.js'
import { voiceLead } from '../harmony/voicing.js'

export interface PadRequest {
  readonly frame: SongFrame
  readonly isActive: (bar: Bar) => boolean
  readonly register: readonly [low: number, high: number]
  readonly voices: number
}

/** Longest time a common tone is held without being struck again, in beats. */
const LONGEST_TIE = 16

/** Held chords; tones that two neighbouring chords share sound on. */
export function playPad({ frame, isActive, register, voices }: PadRequest): Stroke[] {
  const strokes: Stroke[] = []
  let previous: readonly number[] | undefined
  let open = new Map<number, { startBeat: number; endBeat: number; velocity: number }>()
  const close = (): void => {
    for (const [pitchMidi, { startBeat, endBeat, velocity }] of open) {
      strokes.push({ startBeat, durationBeats: endBeat - startBeat, pitchMidi, velocity, exact: true })
    }
    open = new Map()
  }
  for (const bar of frame.bars) {
    if (!isActive(bar)) {
      close()
      continue
    }
    if (bar.barInSection === 0) close()
    const velocity = 0.45 + 0.35 * bar.energy
    for (const chord of chordsWithin(frame.chords, bar.startBeat, bar.startBeat + bar.beats)) {
      const isContinued =
        previous !== undefined &&
        chord.startBeat === bar.startBeat &&
        bar.barInSection > 0 &&
        sameSpan(frame, chord.startBeat)
      const pitches: readonly number[] = isContinued
        ? previous!
        : voiceLead(chord, voices, register, previous)
      previous = pitches
      const still = new Map<number, { startBeat: number; endBeat: number; velocity: number }>()
      for (const pitch of pitches) {
        const held = open.get(pitch)
        if (held && chord.endBeat - held.startBeat <= LONGEST_TIE) {
          still.set(pitch, { ...held, endBeat: chord.endBeat })
          open.delete(pitch)
        } else still.set(pitch, { startBeat: chord.startBeat, endBeat: chord.endBeat, velocity })
      }
      close()
      open = still
    }
  }
  close()
  return strokes
}

/** Whether the chord at a bar line began before it. */
function sameSpan(frame: SongFrame, beat: number): boolean {
  return !frame.chords.some(({ startBeat }) => Math.abs(startBeat - beat) < 1e-6)
}
