import { createCanvas } from '@napi-rs/canvas'
import type { Score } from '../../../src/music/score.js'
import { STEMS, type StemName } from '../../../src/music/stems.js'
import { beatToSeconds } from '../../../src/music/tempo-map.js'
import { notesOfTrack } from '../symbolic/score-notes.js'

const WIDTH = 900
const HEIGHT = 220
/** Drums and percussion have a strip of their own at the foot. */
const DRUM_STRIP = 40
const LOWEST_MIDI = 24
const HIGHEST_MIDI = 104

/** One colour a stem, used by the page's legend too. */
export const STEM_COLOURS: Readonly<Record<StemName, string>> = {
  vocal: '#ff6b81',
  backingVocals: '#ffa3b1',
  drums: '#b0b7c3',
  percussion: '#8a93a3',
  bass: '#4f8cff',
  guitar: '#f0a030',
  keyboard: '#46c98b',
  strings: '#c678dd',
  synth: '#2ec4d6',
  brass: '#e5c04b',
  woodwinds: '#9bd35a',
  fx: '#6d7480',
}

/** The notes of a song as PNG: time to the right, pitch upwards, drums at the foot; lines where sections begin. */
export function drawPianoRoll(score: Score): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d')
  context.fillStyle = '#10131a'
  context.fillRect(0, 0, WIDTH, HEIGHT)
  const end = beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds
  const x = (beat: number): number => (beatToSeconds(score.tempoMap, beat) / end) * WIDTH
  const rollHeight = HEIGHT - DRUM_STRIP
  const rowHeight = rollHeight / (HIGHEST_MIDI - LOWEST_MIDI)
  for (const { startBeat, endBeat, label, energy } of score.sections) {
    // The louder the section, the lighter its ground.
    context.fillStyle = `rgba(255,255,255,${0.02 + 0.12 * energy})`
    context.fillRect(x(startBeat), 0, x(endBeat) - x(startBeat), HEIGHT)
    context.fillStyle = '#596273'
    context.fillRect(x(startBeat), 0, 1, HEIGHT)
    context.fillStyle = '#9aa4b5'
    context.font = '9px sans-serif'
    context.fillText(label, x(startBeat) + 3, 9)
  }
  for (const track of score.tracks.toSorted((a, b) => STEMS.indexOf(a.stem) - STEMS.indexOf(b.stem))) {
    const isDrums = track.stem === 'drums' || track.stem === 'percussion'
    context.fillStyle = STEM_COLOURS[track.stem]
    for (const { startBeat, durationBeats, pitchMidi, velocity } of notesOfTrack(track)) {
      context.globalAlpha = 0.35 + 0.65 * velocity
      const left = x(startBeat)
      const width = Math.max(1, x(startBeat + durationBeats) - left)
      if (isDrums) context.fillRect(left, HEIGHT - 2 - ((pitchMidi * 7) % (DRUM_STRIP - 4)), 1, 2)
      else context.fillRect(left, (HIGHEST_MIDI - pitchMidi) * rowHeight, width, Math.max(1.5, rowHeight))
    }
  }
  context.globalAlpha = 1
  return canvas.toBuffer('image/png')
}
