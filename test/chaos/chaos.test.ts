import { expect, it } from 'vitest'
import { runChaos } from './run-chaos.js'

it('loses nothing to kills, a dying database, a failing store and stormy receivers', async () => {
  const report = await runChaos({ tasks: 60, songs: 1, kills: 6, paceMs: 1500, seed: 7, patienceMs: 150_000 })
  expect(report.findings, report.output.slice(-3000)).toEqual([])
  expect(report.accepted).toBeGreaterThan(30)
  expect(report.disasters['worker killed']).toBeGreaterThan(0)
}, 420_000)
