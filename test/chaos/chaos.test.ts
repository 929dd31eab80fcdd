import { expect, it } from 'vitest'
import { runChaos } from './run-chaos.js'

/** A task whose workers were killed six times, and whose store failed three times, waits 210 s in all. */
const PATIENCE_MS = 300_000

it('loses nothing to kills, a dying database, a failing store and stormy receivers', async () => {
  const report = await runChaos({
    tasks: 60,
    songs: 1,
    kills: 6,
    paceMs: 1500,
    seed: 7,
    patienceMs: PATIENCE_MS,
  })
  expect(report.findings, report.output.slice(-3000)).toEqual([])
  expect(report.accepted).toBeGreaterThan(30)
  expect(report.disasters['worker killed']).toBeGreaterThan(0)
}, 600_000)
