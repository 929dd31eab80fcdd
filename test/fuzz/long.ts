/**
 * Does any request bring the server down, or make it keep what it should forget? Starts the built server on an empty
 * folder, sends it requests made from its own OpenAPI document for a long time, draws memory over the minutes, and keeps
 * the server's log beside the picture.
 *
 *   npm run fuzz:long [-- --minutes 30 --out out/fuzz.svg]
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { collectHealth, describeGrowth, growthOf } from '../../bench/soak/health-samples.js'
import { svgReport } from '../../bench/soak/svg-report.js'
import { startServerProcess, type ServerProcess } from '../support/server-process.js'
import { prepareFuzzing } from './rounds.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    out: { type: 'string', default: 'out/fuzz.svg' },
    seed: { type: 'string', default: '1' },
  },
})
/** Requests to each operation before the next one has its turn. */
const EACH = 20
const ALLOWED_GROWTH = 0.1

const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-fuzz-'))
const server = await startServerProcess(dataDir)
try {
  const [key, otherKey] = await Promise.all(['fuzz', 'other'].map((name) => openKey(server, name)))
  const fuzzing = await prepareFuzzing({
    base: server.url,
    key: key!,
    otherKey: otherKey!,
    adminKey: server.key,
  })
  const ending = new AbortController()
  const watching = collectHealth(server.url, { everyMs: 5000, signal: ending.signal })
  const time = AbortSignal.timeout(Number(values.minutes) * 60_000)
  for (let seed = Number(values.seed); !time.aborted; seed++) {
    await fuzzing.round(EACH, seed, { signal: time })
    process.stderr.write(`${fuzzing.tally.sent} sent, ${fuzzing.tally.problemCount} problems\n`)
  }
  ending.abort()
  const samples = await watching

  const memory = growthOf(samples, 'residentMb')
  const isUp = server.process.exitCode === null && (await fetch(`${server.url}/healthz`)).ok
  const lines = [
    `${values.minutes} minutes, ${fuzzing.tally.sent} requests to ${fuzzing.operations.length} operations, eight at a time`,
    `${fuzzing.tally.problemCount} problems; the server ${isUp ? 'is well' : 'is NOT well'}`,
    `memory ${describeGrowth(memory, ' MB')}, heap after collections ${describeGrowth(growthOf(samples, 'heapMb'), ' MB')}, handles ${describeGrowth(growthOf(samples, 'handles'), '')}`,
  ]
  await mkdir(dirname(values.out), { recursive: true })
  await writeFile(values.out, svgReport('Fuzzed requests', lines, samples))
  const log = `${values.out}.log`
  await writeFile(log, server.output())
  console.log(`${lines.join('\n')}\n${values.out}, what the server said: ${log}`)
  console.log('HTTP status/code:', Object.fromEntries([...fuzzing.tally.codes].toSorted()))
  for (const problem of fuzzing.tally.problems.slice(0, 50)) console.log(`- ${problem}`)
  if (fuzzing.tally.problemCount > 0 || !isUp || memory.share > ALLOWED_GROWTH) process.exitCode = 1
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** A sandbox key that no rate limit keeps from being asked. */
async function openKey(process: ServerProcess, name: string): Promise<string> {
  const { data } = await process.call<{ key: string }>('/troubadour/v1/keys', {
    name,
    sandbox: true,
    rateLimit: { events: 100_000, perSeconds: 1 },
  })
  return data.key
}
