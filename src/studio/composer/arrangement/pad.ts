import type { Stroke } from './player.js'
import { chordsWithin, type Bar, type SongFrame } from './song-frame.js'
import { voiceLead } from '../harmony/voicing.js'

export interface PadRequest {
  readonly frame: SongFrame
  readonly isActive: (bar: Bar) => boolean
  readonly register: readonly [low: number, high: number]
  readonly voices: number
  /** Only this one of the voices, 0 the lowest. */
  readonly voice?: number
}

/** Longest time a common tone is held without being struck again, in beats. */
const LONGEST_TIE = 16

/** Held chords; tones that two neighbouring chords share sound on. */
export function playPad({ frame, isActive, register, voices, voice }: PadRequest): Stroke[] {
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
      const bloom = bloomOf(bar, chord)
      const still = new Map<number, { startBeat: number; endBeat: number; velocity: number }>()
      let newcomers = 0
      for (const pitch of voice === undefined ? pitches : pitches.slice(voice, voice + 1)) {
        const held = open.get(pitch)
        if (held && chord.endBeat - held.startBeat <= LONGEST_TIE) {
          still.set(pitch, { ...held, endBeat: chord.endBeat })
          open.delete(pitch)
        } else {
          const startBeat = Math.min(chord.startBeat + newcomers * bloom, chord.endBeat - 1)
          still.set(pitch, { startBeat, endBeat: chord.endBeat, velocity })
          newcomers++
        }
      }
      close()
      open = still
    }
  }
  close()
  return strokes
}

/** Softer than this, and longer than so many beats, a chord opens like a flower: one voice a beat. */
const BLOOMING = { energy: 0.4, beats: 3 }

/** Beats between the entries of a chord's voices. */
function bloomOf({ energy }: Bar, { startBeat, endBeat }: { startBeat: number; endBeat: number }): number {
  return energy < BLOOMING.energy && endBeat - startBeat > BLOOMING.beats ? (endBeat - startBeat) / 4 : 0
}

/** Whether the chord at a bar line began before it. */
function sameSpan(frame: SongFrame, beat: number): boolean {
  return !frame.chords.some(({ startBeat }) => Math.abs(startBeat - beat) < 1e-6)
}
