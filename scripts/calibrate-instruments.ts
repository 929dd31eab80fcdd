/**
 * Measures how loud each instrument is at velocity 0.8 and writes the gains that make them equal to
 * src/studio/synth/calibration-table.ts. With --out DIR it also writes what it heard as WAV files, to listen to.
 * Run: node --conditions=source --import tsx scripts/calibrate-instruments.ts [--out DIR] [instrument …]
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { integratedLufs, truePeakDbtp } from '../src/dsp/loudness.js'
import { soundFontPath } from '../src/engines/adapters/embedded/asset-paths.js'
import { encodeWav } from '../src/media/codecs/wav.js'
import { INSTRUMENTS, isKit } from '../src/studio/instruments.js'
import { performMix } from '../src/studio/performance/perform-song.js'
import { auditionScore } from '../src/studio/performance/testing/audition.js'
import { calibrationDb } from '../src/studio/synth/calibration.js'
import { loadSoundLibrary } from '../src/studio/synth/sound-library.js'

/** Loudness of a single line at velocity 0.8, in LUFS; kits play several drums at once and get more. */
const TARGET_LUFS = -20
const KIT_TARGET_LUFS = -18

const args = process.argv.slice(2)
const outAt = args.indexOf('--out')
const outDir = outAt >= 0 ? args.splice(outAt, 2)[1] : undefined
const wanted = args.length > 0 ? INSTRUMENTS.filter(({ id }) => args.includes(id)) : INSTRUMENTS
const sounds = await loadSoundLibrary(await readFile(soundFontPath()))
if (outDir) await mkdir(outDir, { recursive: true })

const gains: Record<string, number> = {}
for (const instrument of INSTRUMENTS) {
  const { id } = instrument
  const before = calibrationDb(id)
  if (!wanted.includes(instrument)) {
    gains[id] = before
    continue
  }
  const mix = performMix(auditionScore(id), { sounds })
  const lufs = integratedLufs(mix)
  gains[id] = Math.round(10 * (before + (isKit(instrument) ? KIT_TARGET_LUFS : TARGET_LUFS) - lufs)) / 10
  console.log(
    `${id.padEnd(20)} ${lufs.toFixed(1).padStart(6)} LUFS, peak ${truePeakDbtp(mix).toFixed(1).padStart(6)} dBTP, gain ${gains[id].toFixed(1)} dB`,
  )
  if (outDir) await writeFile(join(outDir, `${id}.wav`), encodeWav(mix, { bitDepth: 24 }))
}
await writeFile(
  new URL('../src/studio/synth/calibration-table.ts', import.meta.url),
  `/** Written by scripts/calibrate-instruments.ts: gain in dB by instrument. */\nexport const CALIBRATION_TABLE_DB: Readonly<Record<string, number>> = {\n${Object.entries(
    gains,
  )
    .map(([id, db]) => `  '${id}': ${db},`)
    .join('\n')}\n}\n`,
)
