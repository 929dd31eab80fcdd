/**
 * Measures on which pitch the drums of the sampled kits ring and writes it to src/studio/synth/kit-pitches.ts. Metal, wood and
 * what is all noise have none.
 * Run: node --conditions=source --import tsx scripts/measure-kits.ts [--print]
 */
import { readFile, writeFile } from 'node:fs/promises'
import { hzToMidi } from '../src/dsp/units.js'
import { soundFontPath } from '../src/engines/adapters/embedded/asset-paths.js'
import { INSTRUMENTS } from '../src/studio/instruments.js'
import { createSampledNote } from '../src/studio/synth/sampled-note.js'
import { loadSoundLibrary } from '../src/studio/synth/sound-library.js'
import { strongestPartial } from '../src/studio/synth/testing/measure-pitch.js'
import { renderMono } from '../src/studio/synth/testing/render-mono.js'

/** Keys of General MIDI percussion that have a skin: bass drums, snares, toms, bongos, congas, timbales. */
const SKINS = [35, 36, 38, 40, 41, 43, 45, 47, 48, 50, 60, 61, 62, 63, 64, 65, 66]
/** A drum has a pitch when so much of its power lies within a semitone about its strongest partial. */
const LEAST_SHARE = 0.3
const LOWEST_HZ = 25
const HIGHEST_HZ = 450
/** Past the stick. */
const FROM_FRAME = 960
const FRAMES = 24_000
const VELOCITY = 0.8

const sounds = await loadSoundLibrary(await readFile(soundFontPath()))
const rows: string[] = []
const done = new Set<number>()
for (const { id, source } of INSTRUMENTS) {
  if (source.kind !== 'kit' || done.has(source.program)) continue
  done.add(source.program)
  const pitches = SKINS.flatMap((key) => {
    const pitch = ringingPitch(source.program, key)
    return pitch === undefined ? [] : [`    ${key}: ${pitch.toFixed(1)},`]
  })
  rows.push(`  // ${id}\n  ${source.program}: {\n${pitches.join('\n')}\n  },`)
}
if (process.argv.includes('--print')) console.log(rows.join('\n'))
else {
  await writeFile(
    new URL('../src/studio/synth/kit-pitches.ts', import.meta.url),
    `/** Written by scripts/measure-kits.ts: MIDI pitch on which a kit's drums ring, by program and percussion key. */\nexport const KIT_PITCHES: Readonly<Record<number, Readonly<Record<number, number>>>> = {\n${rows.join('\n')}\n}\n`,
  )
}

/** MIDI pitch of a drum's strongest partial; undefined where too little of the sound is there. */
function ringingPitch(program: number, key: number): number | undefined {
  const voices = sounds.voices('kit', program, key, VELOCITY)
  if (voices.length === 0) return undefined
  const sound = renderMono(createSampledNote(voices), FROM_FRAME + FRAMES).subarray(FROM_FRAME)
  const { hz, share } = strongestPartial(sound, LOWEST_HZ, HIGHEST_HZ)
  return share < LEAST_SHARE ? undefined : hzToMidi(hz)
}
