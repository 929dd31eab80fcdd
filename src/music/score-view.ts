import { chordName } from './chord.js'
import type { MidiSoundOf } from './midi-file.js'
import { heardNotes, playedNotes } from './played-notes.js'
import { keyName } from './scale.js'
import type { Score } from './score.js'
import type { StemName } from './stems.js'
import { beatToSeconds, bpmAt } from './tempo-map.js'

interface Span {
  /** Seconds of the sound, to the thousandth. */
  readonly startS: number
  readonly endS: number
}

/** What is written in a score, in seconds of its sound: for drawing it over its waveform. */
export interface ScoreView {
  readonly durationS: number
  readonly tempos: { readonly startS: number; readonly bpm: number }[]
  readonly meters: { readonly startS: number; readonly meter: string }[]
  readonly keys: { readonly startS: number; readonly key: string }[]
  readonly sections: (Span & { readonly label: string; readonly kind: string; readonly energy: number })[]
  readonly chords: (Span & { readonly name: string })[]
  readonly parts: {
    readonly name: string
    readonly stem: StemName
    /** Pitches are percussion keys. */
    readonly drums: boolean
    /** [MIDI key, start in seconds, end in seconds, strength 0 … 1] */
    readonly notes: [number, number, number, number][]
  }[]
}

/** Tempi that differ by less than this many beats a minute are one: a heard recording has an anchor a beat. */
const SAME_TEMPO_BPM = 1

/** Tells a score in seconds. Of a loop only the part that is heard, counted from its start. */
export function scoreView(score: Score, soundOf: MidiSoundOf): ScoreView {
  const heard = score.excerpt ?? { startSeconds: 0, endSeconds: beatToSeconds(score.tempoMap, score.endBeat) }
  const durationS = round(heard.endSeconds - heard.startSeconds)
  const secondsAt = (beat: number) => {
    const seconds = beatToSeconds(score.tempoMap, beat)
    return round(Math.min(Math.max(seconds, heard.startSeconds), heard.endSeconds) - heard.startSeconds)
  }
  const span = ({ startBeat, endBeat }: { readonly startBeat: number; readonly endBeat: number }): Span => ({
    startS: secondsAt(startBeat),
    endS: secondsAt(endBeat),
  })
  const isHeard = ({ startS, endS }: Span) => endS > startS
  return {
    durationS,
    tempos: temposOf(score).map(({ beat, bpm }) => ({ startS: secondsAt(beat), bpm })),
    meters: score.meters.map(({ beat, numerator, denominator }) => ({
      startS: secondsAt(beat),
      meter: `${numerator}/${denominator}`,
    })),
    keys: score.keys.map((key) => ({ startS: secondsAt(key.beat), key: keyName(key) })),
    sections: score.sections
      .map((section) => ({
        ...span(section),
        label: section.label,
        kind: section.kind,
        energy: round(section.energy),
      }))
      .filter(isHeard),
    chords: score.chords.map((chord) => ({ ...span(chord), name: chordName(chord) })).filter(isHeard),
    parts: score.tracks.flatMap((track) => {
      const notes = heardNotes(playedNotes(track, score.tempoMap), score)
      if (notes.length === 0) return []
      const { name, isKit } = soundOf(track)
      return {
        name,
        stem: track.stem,
        drums: isKit,
        notes: notes.map(
          ({ pitchMidi, startSeconds, endSeconds, velocity }): [number, number, number, number] => [
            pitchMidi,
            round(startSeconds),
            round(endSeconds),
            round(velocity),
          ],
        ),
      }
    }),
  }
}

function temposOf({ tempoMap }: Score): { readonly beat: number; readonly bpm: number }[] {
  const tempos: { beat: number; bpm: number }[] = []
  for (const { beat } of tempoMap.anchors.slice(0, -1)) {
    const bpm = Math.round(bpmAt(tempoMap, beat) * 10) / 10
    const before = tempos.at(-1)
    if (!before || Math.abs(before.bpm - bpm) >= SAME_TEMPO_BPM) tempos.push({ beat: Math.max(0, beat), bpm })
  }
  return tempos
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
