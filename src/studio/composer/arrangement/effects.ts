import { chordPitchClasses } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { Stroke } from './player.js'
import { chordAt, type Bar, type SongFrame } from './song-frame.js'

/**
 * Risers before, impacts at and sweeps away from section changes whose arrival reaches `fromEnergy`; crackle from the first
 * bar to the last.
 */
export function playTransitions(
  frame: SongFrame,
  effect: 'riser' | 'impact' | 'sweep' | 'crackle',
  fromEnergy: number,
): Stroke[] {
  if (effect === 'crackle') return playCrackle(frame)
  return frame.bars.flatMap((bar) => {
    if (bar.barInSection !== 0 || bar.index === 0 || bar.isFinal || bar.energy < fromEnergy) return []
    const before = frame.bars[bar.index - 1]!
    const rises = bar.energy > before.energy + 0.1 || before.section.kind === 'build'
    const velocity = 0.5 + 0.3 * bar.energy
    switch (effect) {
      case 'riser': {
        if (!rises) return []
        const beats = Math.min(
          before.section.kind === 'build' ? 16 : 4,
          before.section.endBeat - before.section.startBeat,
        )
        return [
          { startBeat: bar.startBeat - beats, durationBeats: beats, pitchMidi: 60, velocity, exact: true },
        ]
      }
      case 'impact':
        return rises
          ? [
              {
                startBeat: bar.startBeat,
                durationBeats: 4,
                pitchMidi: 36,
                velocity: velocity + 0.1,
                exact: true,
              },
            ]
          : []
      case 'sweep':
        return [
          {
            startBeat: bar.startBeat,
            durationBeats: Math.min(8, bar.barsInSection * bar.beats),
            pitchMidi: 72,
            velocity: velocity * 0.8,
            exact: true,
          },
        ]
    }
  })
}

/** Bars of one turn of crackle: equal turns are rendered once. */
const CRACKLE_BARS = 4
/** Turns overlap by about as much as they fade. */
const CRACKLE_OVERLAP_BEATS = 0.5

function playCrackle(frame: SongFrame): Stroke[] {
  return frame.bars
    .filter(({ index }) => index % CRACKLE_BARS === 0)
    .map(({ startBeat, beats }) => ({
      startBeat,
      durationBeats: CRACKLE_BARS * beats + CRACKLE_OVERLAP_BEATS,
      pitchMidi: 60,
      velocity: 0.8,
      exact: true,
    }))
}

/** Single deep tones on arrivals and every fourth bar of loud sections; a roll into the next section. */
export function playAccents(
  frame: SongFrame,
  isActive: (bar: Bar) => boolean,
  [low, high]: readonly [number, number],
): Stroke[] {
  return frame.bars.flatMap((bar) => {
    if (!isActive(bar)) return []
    const chord = chordAt(frame.chords, bar.startBeat)
    const tones = [chord.root, ...chordPitchClasses(chord)]
    const tone =
      tones.map((pitchClass) => low + pitchClassOf(pitchClass - low)).find((pitch) => pitch <= high) ?? low
    const velocity = 0.5 + 0.4 * bar.energy
    const strokes: Stroke[] = []
    if (bar.isFinal || bar.barInSection % 4 === 0)
      strokes.push({
        startBeat: bar.startBeat,
        durationBeats: Math.min(2, bar.beats),
        pitchMidi: tone,
        velocity,
      })
    const next = frame.bars[bar.index + 1]
    if (next && next.sectionIndex !== bar.sectionIndex && next.energy >= bar.energy) {
      const steps = 8
      const from = bar.startBeat + bar.beats - 2
      for (let i = 0; i < steps && from >= bar.startBeat; i++) {
        strokes.push({
          startBeat: from + i / 4,
          durationBeats: 0.25,
          pitchMidi: tone,
          velocity: velocity * (0.35 + (0.6 * i) / steps),
        })
      }
    }
    return strokes
  })
}
