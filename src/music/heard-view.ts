import { chordName } from './chord.js'
import type { HeardRecording } from './heard.js'
import { keyName } from './scale.js'

interface Span {
  /** Seconds from the recording's first frame. */
  readonly startS: number
  readonly endS: number
}

/** What was heard in a recording, for people and their programs: names for keys and chords, seconds for places. */
export interface HeardView {
  readonly durationS: number
  /** Median tempo in beats a minute, in tenths. */
  readonly bpm: number
  /** How sure the beats are, 0 … 1. */
  readonly beatConfidence: number
  readonly beatsPerBar: number
  readonly beatDivision: number | null
  /** Every beat, in milliseconds' steps. */
  readonly beats: number[]
  /** Index in `beats` of the first bar's first beat. */
  readonly firstDownbeat: number
  /** `'F# minor'`: of the recording as a whole. */
  readonly key: string
  readonly keyConfidence: number
  readonly keys: (Span & { readonly key: string })[]
  readonly chords: (Span & { readonly name: string })[]
  readonly sections: (Span & { readonly label: string; readonly kind: string })[]
  /** [MIDI pitch, start in seconds, end in seconds] */
  readonly melody: [number, number, number][]
  readonly phrases: Span[]
  readonly texture: 'single-line' | 'band' | null
  readonly tuningCents: number | null
  readonly loudnessLufs: number
}

/** Tells what was heard in seconds and names. */
export function heardView(heard: HeardRecording): HeardView {
  const beats = heard.beatTimesSeconds
  const secondsAt = (beat: number) => {
    const at = Math.max(0, Math.min(beats.length - 1, Math.floor(beat)))
    const next = beats[at + 1]
    const length = next === undefined ? beats[at]! - (beats[at - 1] ?? 0) : next - beats[at]!
    return round(Math.min(heard.durationSeconds, Math.max(0, beats[at]! + (beat - at) * length)))
  }
  const span = ({
    startSeconds,
    endSeconds,
  }: {
    readonly startSeconds: number
    readonly endSeconds: number
  }): Span => ({
    startS: round(startSeconds),
    endS: round(endSeconds),
  })
  return {
    durationS: round(heard.durationSeconds),
    bpm: round(heard.tempoBpm, 10),
    beatConfidence: round(heard.beatConfidence, 100),
    beatsPerBar: heard.beatsPerBar,
    beatDivision: heard.beatDivision ?? null,
    beats: beats.map((time) => round(time)),
    firstDownbeat: heard.firstDownbeatIndex,
    key: keyName(heard.key),
    keyConfidence: round(heard.keyConfidence, 100),
    keys: (heard.keys ?? []).map((stretch) => ({ ...span(stretch), key: keyName(stretch.key) })),
    chords: heard.chords.map((chord) => ({
      startS: secondsAt(chord.startBeat),
      endS: secondsAt(chord.endBeat),
      name: chordName(chord),
    })),
    sections: (heard.sections ?? []).map((section) => ({
      ...span(section),
      label: section.label,
      kind: section.kind,
    })),
    melody: heard.melody.map(({ pitchMidi, startSeconds, endSeconds }): [number, number, number] => [
      round(pitchMidi, 100),
      round(startSeconds),
      round(endSeconds),
    ]),
    phrases: heard.phrases.map(span),
    texture: heard.texture ?? null,
    tuningCents: heard.tuningCents === undefined ? null : Math.round(heard.tuningCents),
    loudnessLufs: round(heard.loudnessLufs, 10),
  }
}

function round(value: number, parts = 1000): number {
  return Math.round(value * parts) / parts
}
