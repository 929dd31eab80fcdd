import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one plain line, `12 passed, 0 failed, 1 skipped`, for scripts that read logs without colours. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) for (const test of module.children.allTests()) counts[test.result().state]++
    const failed = counts.failed + modules.filter((module) => module.errors().length > 0).length
    console.log(`\n${counts.passed} passed, ${failed} failed, ${counts.skipped + counts.pending} skipped`)
  }
}
