import { casesOf } from './submit-cases.js'
import type { ConformanceCase } from './conformance-case.js'
import { GENERAL_CASES } from './general-cases.js'
import { MARKET_CASES } from './market-cases.js'
import { OTHER_CASES } from './other-rows.js'
import { SUBMIT_ROWS } from './submit-rows.js'
import type { World } from './world.js'

/** What came of one case. */
export interface CaseResult {
  readonly case: ConformanceCase
  /** Undefined when the server does as the contract says. */
  readonly problem: string | undefined
  readonly seconds: number
}

/** Everything the contract says, in the order of its endpoint table. */
export const ALL_CASES: readonly ConformanceCase[] = [
  ...SUBMIT_ROWS.flatMap(casesOf),
  ...OTHER_CASES,
  ...GENERAL_CASES,
  ...MARKET_CASES,
].toSorted((a, b) => a.row - b.row)

/** Runs cases one after the other, so that a report reads like the contract. */
export async function runConformance(
  world: World,
  cases: readonly ConformanceCase[],
  onResult: (result: CaseResult) => void = () => undefined,
): Promise<CaseResult[]> {
  const results: CaseResult[] = []
  for (const each of cases) {
    const startedAt = performance.now()
    let problem: string | undefined
    try {
      await each.run(world)
    } catch (error) {
      problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    }
    const result = { case: each, problem, seconds: (performance.now() - startedAt) / 1000 }
    results.push(result)
    onResult(result)
  }
  return results
}
