/**
 * Asks the registry whether anything we install has known weaknesses. Fails on high and critical ones of run-time
 * dependencies. Without an answer (no network, no audit service) it says so and passes: a build must not depend on it.
 *
 *   npm run audit:dependencies
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>
  readonly error?: unknown
}

const SERIOUS = new Set(['high', 'critical'])

// npm ends with a code other than 0 both when it finds something and when it cannot ask.
const { stdout } = await promisify(execFile)('npm', ['audit', '--json', '--omit=dev'], {
  timeout: 60_000,
  maxBuffer: 50_000_000,
}).catch((error: unknown) => ({ stdout: String((error as { stdout?: string }).stdout ?? '') }))

const report = parse(stdout)
if (report?.vulnerabilities === undefined) {
  console.log('The registry gave no answer about weaknesses; nothing was checked.')
} else {
  const found = Object.entries(report.vulnerabilities)
  const serious = found.filter(([, { severity }]) => SERIOUS.has(severity))
  for (const [name, { severity, range }] of found) console.log(`${severity.padEnd(9)} ${name} ${range}`)
  console.log(`${found.length} known weaknesses, ${serious.length} of them high or critical.`)
  if (serious.length > 0) process.exitCode = 1
}

function parse(text: string): AuditReport | undefined {
  try {
    return JSON.parse(text) as AuditReport
  } catch {
    return undefined
  }
}
