/**
 * How fast is a dense song performed? Prints the real-time factor (seconds of music a second of one core) of performing
 * with mixing, of mastering and of both, the time to the first half second of sound, and what the master measures.
 * Run: node --conditions=source --import tsx bench/perform.ts [bars]
 */
import { readFile } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { soundFontPath } from '../src/engines/adapters/embedded/asset-paths.js'
import { masterMix } from '../src/studio/performance/master.js'
import { performMix } from '../src/studio/performance/perform-song.js'
import { createPerformer } from '../src/studio/performance/performer.js'
import { denseScore } from '../src/studio/performance/testing/test-score.js'
import { loadSoundLibrary } from '../src/studio/synth/sound-library.js'

const bars = Number(process.argv[2] ?? 60)
const score = denseScore(bars)
const bytes = await readFile(soundFontPath())

async function timed<T>(label: string, work: () => T | Promise<T>): Promise<[T, number]> {
  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  const result = await work()
  const ms = performance.now() - start
  const cpu = process.cpuUsage(cpuBefore)
  console.log(`${label}: ${ms.toFixed(0)} ms (CPU ${((cpu.user + cpu.system) / 1000).toFixed(0)} ms)`)
  return [result, ms]
}

const [sounds] = await timed('open the sound bank', () => loadSoundLibrary(bytes))
await timed('first 0.5 s of sound', () => createPerformer(score, { sounds, stems: false }).next(24_000))
const [mix, performMs] = await timed('perform and mix', () => performMix(score, { sounds }))
const [{ plan }, masterMs] = await timed('master', () => masterMix(mix, score.mix))
const seconds = mix.channels[0]!.length / mix.sampleRate
const factor = (ms: number): string => ((1000 * seconds) / ms).toFixed(1)
console.log(
  `${seconds.toFixed(1)} s of music in ${score.tracks.length} parts, ${score.tracks.reduce((n, t) => n + (t.kind === 'instrument' ? t.notes.length : 0), 0)} notes`,
)
console.log(
  `perform and mix ${factor(performMs)}x, master ${factor(masterMs)}x, together ${factor(performMs + masterMs)}x real time`,
)
console.log(`master: ${plan.loudnessLufs.toFixed(2)} LUFS, ${plan.truePeakDbtp.toFixed(2)} dBTP`)
console.log(`memory: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident`)
