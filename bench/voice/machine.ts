import { execFileSync } from 'node:child_process'

/** What a process that has just started pays for the voice. */
export interface LoadingFigures {
  readonly loadSeconds: number
  /** Resident memory after singing ten seconds, in MiB. */
  readonly memoryMiB: number
}

const CHILD = `
import { readFile } from 'node:fs/promises'
import { loadVoiceModel } from './src/studio/voice/hts-model.ts'
import { createSinger } from './src/studio/voice/singer.ts'
const bytes = await readFile('assets/voices/cmu_us_slt_arctic_hts.htsvoice')
const started = performance.now()
const used = process.cpuUsage()
const model = loadVoiceModel(bytes)
const cpu = process.cpuUsage(used)
const loadSeconds = Math.min((performance.now() - started) / 1000, (cpu.user + cpu.system) / 1e6)
const notes = [{ startBeat: 0.5, durationBeats: 0.5, pitchMidi: 62, velocity: 0.75 }]
const words = Array.from({ length: 16 }, (_, i) => ({ text: 'la', charStart: 0, charEnd: 2,
  syllables: [{ phones: ['l', 'aa'], nucleus: 1, stress: 1, notes: [{ ...notes[0], startBeat: 0.5 + 0.55 * i }] }] }))
createSinger({ kind: 'voice', id: 'lead', stem: 'vocal', gainDb: 0, pan: 0, singer: 'clara', phrases: [{ words }] },
  { anchors: [{ beat: 0, seconds: 0 }, { beat: 1, seconds: 1 }] }, model, 1).read(new Float32Array(480000))
console.log(JSON.stringify({ loadSeconds, memoryMiB: process.memoryUsage().rss / 2 ** 20 }))
`

/** Loads the model and sings in a process of its own. */
export function measureLoading(): LoadingFigures {
  const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', CHILD]
  const root = new URL('../..', import.meta.url)
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })) as LoadingFigures
}
