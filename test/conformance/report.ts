import type { CaseResult } from './run-conformance.js'

/** A table of rows with their cases passed, and the problems below it, as Markdown. */
export function reportOf(results: readonly CaseResult[]): string {
  const labels = [...new Set(results.map((result) => result.case.label))]
  const rows = labels.map((label) => {
    const own = results.filter((result) => result.case.label === label)
    const passed = own.filter(({ problem }) => problem === undefined).length
    return `| ${label} | ${passed} / ${own.length} | ${passed === own.length ? 'yes' : 'no'} |`
  })
  const problems = results.filter(({ problem }) => problem !== undefined)
  const whole = labels.filter((label) =>
    results.every((result) => result.case.label !== label || result.problem === undefined),
  )
  return [
    '| Row | Cases passed | Conforms |',
    '|---|---|---|',
    ...rows,
    '',
    `${whole.length} of ${labels.length} rows conform; ${results.length - problems.length} of ${results.length} cases passed.`,
    ...problems.map((result) => `- ${result.case.label}: ${result.case.name}: ${result.problem}`),
  ].join('\n')
}
