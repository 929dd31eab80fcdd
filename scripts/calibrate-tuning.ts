/**
 * Measures how far each key of the sampled instruments lies from its pitch and writes what brings them back to
 * src/studio/synth/tuning-table.ts. Keys without a steady pitch, and what is in tune anyway, are left as they are; so are
 * the pianos, whose octaves tuners stretch on purpose.
 * Run: node --conditions=source --import tsx scripts/calibrate-tuning.ts [--print]
 */
import { readFile, writeFile } from 'node:fs/promises'
import { soundFontPath } from '../src/engines/adapters/embedded/asset-paths.js'
import { INSTRUMENTS } from '../src/studio/instruments.js'
import { createSampledNote } from '../src/studio/synth/sampled-note.js'
import { loadSoundLibrary } from '../src/studio/synth/sound-library.js'
import { pitchErrorCents } from '../src/studio/synth/testing/measure-pitch.js'
import { renderMono } from '../src/studio/synth/testing/render-mono.js'

/** What lies nearer is in tune for every listener, and within what the measurement is worth. */
const IN_TUNE_CENTS = 3
/** Two looks at the same note, a quarter of a second apart, that differ by more do not see a steady pitch. */
const STEADY_CENTS = 4
/** Neighbouring keys that differ by less play the same recording. */
const SAME_SAMPLE_CENTS = 3.5
/** Recordings are not farther off than this: what measures more has found something else. */
const BELIEVED_CENTS = 25
/** A recording serves several keys; one key alone is an accident of measuring. */
const LEAST_KEYS = 2
/** General MIDI programs of the pianos. */
const LEFT_ALONE = new Set([0, 1, 2, 3])
const LOOK_FRAMES = 14_400
const LOOKS_AT = [4800, 16_800]
const VELOCITY = 0.8

const sounds = await loadSoundLibrary(await readFile(soundFontPath()))
const programs = new Map<number, { id: string; low: number; high: number }>()
for (const { id, source, lowMidi, highMidi } of INSTRUMENTS) {
  if (source.kind !== 'sampled' || LEFT_ALONE.has(source.program)) continue
  const known = programs.get(source.program)
  programs.set(source.program, {
    id,
    low: Math.min(lowMidi, known?.low ?? 127),
    high: Math.max(highMidi, known?.high ?? 0),
  })
}

const rows: string[] = []
for (const [program, { id, low, high }] of [...programs].toSorted((a, b) => a[0] - b[0])) {
  const runs: { from: number; errors: number[] }[] = []
  for (let key = low; key <= high; key++) {
    const error = steadyError(program, key)
    const run = runs.at(-1)
    if (run && Math.abs(mean(run.errors) - error) < SAME_SAMPLE_CENTS) run.errors.push(error)
    else runs.push({ from: key, errors: [error] })
  }
  const steps = runs.map(
    ({ from, errors }) => [from, errors.length < LEAST_KEYS ? 0 : -Math.round(mean(errors))] as const,
  )
  const merged = steps.filter(([, cents], i) => cents !== (steps[i - 1]?.[1] ?? 0))
  console.log(
    `${id.padEnd(20)} ${runs.map(({ from, errors }) => `${from}: ${mean(errors).toFixed(1)}`).join('  ')}`,
  )
  if (merged.length > 0) rows.push(`  // ${id}\n  ${program}: ${JSON.stringify(merged)},`)
}
if (!process.argv.includes('--print')) {
  await writeFile(
    new URL('../src/studio/synth/tuning-table.ts', import.meta.url),
    `/** Written by scripts/calibrate-tuning.ts: by General MIDI program, cents to add from a key on. */\nexport const TUNING_TABLE_CENTS: Readonly<Record<number, readonly (readonly [fromKey: number, cents: number])[]>> = {\n${rows.join('\n')}\n}\n`,
  )
}

/** Error in cents of a key as the bank has it; 0 where it is small or no pitch can be told. */
function steadyError(program: number, key: number): number {
  const voices = sounds.voices('melodic', program, key, VELOCITY)
  if (voices.length === 0) return 0
  const mono = renderMono(createSampledNote(voices), LOOKS_AT.at(-1) + LOOK_FRAMES)
  const [first, second] = LOOKS_AT.map((at) => pitchErrorCents(mono.subarray(at, at + LOOK_FRAMES), key))
  const error = (first! + second!) / 2
  const isSteady = Math.abs(first! - second!) <= STEADY_CENTS && Math.abs(error) <= BELIEVED_CENTS
  return isSteady && Math.abs(error) > IN_TUNE_CENTS ? error : 0
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
