/**
 * Does anything get lost? Kills processes, database, store and receivers at random under load, fills a disk, sets clocks,
 * and audits the books. Ctrl+C ends it early, with the audit.
 *
 *   npm run chaos [-- --kills 200 --tasks 1000 --songs 40 --pace 3000 --seed 1]
 */
import { parseArgs } from 'node:util'
import { runChaos } from './run-chaos.js'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    tasks: { type: 'string', default: '1000' },
    songs: { type: 'string', default: '40' },
    pace: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
  },
})
const ending = new AbortController()
process.once('SIGINT', () => ending.abort())
const startedAt = performance.now()
const report = await runChaos({
  kills: Number(values.kills),
  tasks: Number(values.tasks),
  songs: Number(values.songs),
  seed: Number(values.seed),
  paceMs: Number(values.pace),
  patienceMs: 900_000,
  signal: ending.signal,
  onNews: (news) =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${news}`),
})
console.log(`\naccepted ${report.accepted}, refused or unanswered ${report.refused}`)
for (const [disaster, times] of Object.entries(report.disasters))
  console.log(`${String(times).padStart(5)} × ${disaster}`)
console.log(report.findings.length === 0 ? '\nThe books are right.' : `\n${report.findings.join('\n')}`)
process.exitCode = report.findings.length === 0 ? 0 : 1
