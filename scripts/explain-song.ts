/**
 * Prints a take as a readable lead sheet, for judging a composition without hearing it:
 *   node --conditions=source --import tsx scripts/explain-song.ts "a slow blues about a train" [--style …] [--lyrics FILE]
 *     [--instrumental] [--seed N] [--take N] [--duration SECONDS]
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chordName } from '../src/music/chord.js'
import { keyName } from '../src/music/scale.js'
import type { Note, Track } from '../src/music/score.js'
import { beatToSeconds } from '../src/music/tempo-map.js'
import type { Brief } from '../src/studio/brief.js'
import { composeSong } from '../src/studio/compose.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    style: { type: 'string' },
    lyrics: { type: 'string' },
    negative: { type: 'string' },
    instrumental: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    take: { type: 'string', default: '0' },
    duration: { type: 'string' },
    weirdness: { type: 'string' },
  },
})

const idea = positionals.join(' ')
const brief: Brief = {
  instrumental: values.instrumental,
  maxDurationSeconds: 480,
  ...(idea ? { idea } : {}),
  ...(values.style === undefined ? {} : { style: values.style }),
  ...(values.negative === undefined ? {} : { negativeTags: values.negative }),
  ...(values.lyrics === undefined ? {} : { lyrics: readFileSync(values.lyrics, 'utf8') }),
  ...(values.duration === undefined ? {} : { durationSeconds: Number(values.duration) }),
  ...(values.weirdness === undefined ? {} : { weirdness: Number(values.weirdness) }),
}

const started = performance.now()
const { score, warnings, explanation } = composeSong(brief, Number(values.seed), Number(values.take))
const milliseconds = performance.now() - started

const notesOf = (track: Track): readonly Note[] =>
  track.kind === 'instrument'
    ? track.notes
    : track.phrases.flatMap(({ words }) =>
        words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => notes)),
      )
const clock = (beat: number): string => {
  const seconds = Math.round(beatToSeconds(score.tempoMap, beat))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
const lines: string[] = [
  `${score.title}   [${score.genre}]   ${score.tags}`,
  `${score.keys.map((key) => keyName(key)).join(' → ')}, ${score.meters[0]!.numerator}/${score.meters[0]!.denominator}, ${(beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds).toFixed(2)} s, composed in ${milliseconds.toFixed(0)} ms`,
  '',
]
for (const [step, facts] of Object.entries(explanation))
  lines.push(`${step}:`, ...facts.map((fact) => `  ${fact}`))
lines.push('', 'lead sheet:')
const voice = score.tracks.find((track) => track.kind === 'voice' && track.id === 'lead-vocal')
for (const section of score.sections) {
  const chords = score.chords.filter(
    (chord) => chord.startBeat >= section.startBeat && chord.startBeat < section.endBeat,
  )
  lines.push(
    `${clock(section.startBeat)}  ${section.label}  (energy ${section.energy})`,
    `      ${chords.map((chord) => chordName(chord)).join('  ')}`,
  )
  if (voice?.kind === 'voice') {
    for (const { words } of voice.phrases) {
      const first = words[0]!.syllables[0]!.notes[0]!
      if (first.startBeat < section.startBeat - 1 || first.startBeat >= section.endBeat - 1) continue
      lines.push(
        `      ${first.startBeat.toFixed(2).padStart(7)}  ${words.map(({ text }) => text).join(' ')}`,
      )
    }
  }
  const playing = score.tracks.flatMap((track) => {
    const notes = notesOf(track).filter(
      ({ startBeat }) => startBeat >= section.startBeat && startBeat < section.endBeat,
    )
    return notes.length === 0 ? [] : [`${track.id} ${notes.length}`]
  })
  lines.push(`      plays: ${playing.join(', ')}`)
}
lines.push('', 'tracks:')
for (const track of score.tracks) {
  const notes = notesOf(track)
  const pitches = notes.map(({ pitchMidi }) => pitchMidi)
  const loudness = notes.reduce((sum, { velocity }) => sum + velocity, 0) / Math.max(1, notes.length)
  lines.push(
    `  ${track.id.padEnd(18)} ${(track.kind === 'instrument' ? track.instrument : track.singer).padEnd(18)} ${track.stem.padEnd(14)} ${String(notes.length).padStart(5)} notes  ${Math.min(...pitches)}-${Math.max(...pitches)}  mean velocity ${loudness.toFixed(2)}`,
  )
}
if (warnings.length > 0)
  lines.push('', 'warnings:', ...warnings.map(({ code, message }) => `  ${code}: ${message}`))
console.log(lines.join('\n'))
