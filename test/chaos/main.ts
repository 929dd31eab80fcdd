/**
 * Does anything get lost? Kills processes, database, store and receivers at random under load and audits the books.
 *
 *   npm run chaos [-- --kills 200 --tasks 1000 --songs 40 --seed 1]
 */
import { parseArgs } from 'node:util'
import { runChaos } from './run-chaos.js'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    tasks: { type: 'string', default: '1000' },
    songs: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
})
const startedAt = performance.now()
const report = await runChaos({
  kills: Number(values.kills),
  tasks: Number(values.tasks),
  songs: Number(values.songs),
  seed: Number(values.seed),
  paceMs: 3000,
  patienceMs: 900_000,
  onNews: (news) =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${news}`),
})
console.log(`\naccepted ${report.accepted}, refused or unanswered ${report.refused}`)
for (const [disaster, times] of Object.entries(report.disasters))
  console.log(`${String(times).padStart(5)} × ${disaster}`)
console.log(report.findings.length === 0 ? '\nThe books are right.' : `\n${report.findings.join('\n')}`)
process.exitCode = report.findings.length === 0 ? 0 : 1
