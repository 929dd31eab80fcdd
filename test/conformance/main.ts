import { Command, Option } from 'commander'
import { DIALECTS, type Dialect } from './dialects.js'
import { reportOf } from './report.js'
import { ALL_CASES, runConformance } from './run-conformance.js'
import { createWorld } from './world.js'

interface Options {
  readonly base: string
  readonly key: string
  readonly otherKey?: string
  readonly dialect: Dialect['name']
  readonly callbackHost: string
  readonly patience: number
  readonly rows?: string
  readonly grep?: string
  readonly json?: boolean
}

const options = new Command('conformance')
  .description(
    'Holds a server to the wire contract and prints a report. A sandbox key (sk-test-…) makes it quick.',
  )
  .requiredOption('--base <url>', 'address of the server')
  .requiredOption('--key <key>', 'API key')
  .option('--other-key <key>', 'key of another account: also tries whether it sees the first one’s tasks')
  .addOption(
    new Option('--dialect <name>', 'whose error codes to expect')
      .choices(Object.keys(DIALECTS))
      .default('kie'),
  )
  .option('--callback-host <host>', 'where the server reaches this machine', '127.0.0.1')
  .option('--patience <seconds>', 'how long one task may take', Number, 600)
  .option(
    '--rows <numbers>',
    'only these rows of the endpoint table, comma-separated; 0 is what holds everywhere, 40 the Market door',
  )
  .option('--grep <text>', 'only cases whose name contains this')
  .option('--json', 'print a JSON object for each case instead of the report')
  .parse()
  .opts<Options>()

const rows = options.rows?.split(',').map(Number)
const cases = ALL_CASES.filter(
  ({ row, label, name }) => (!rows || rows.includes(row)) && `${label} ${name}`.includes(options.grep ?? ''),
)
const world = await createWorld({
  base: options.base,
  key: options.key,
  otherKey: options.otherKey,
  dialect: DIALECTS[options.dialect],
  callbackHost: options.callbackHost,
  patienceSeconds: options.patience,
})
const results = await runConformance(world, cases, ({ case: { label, name }, problem, seconds }) => {
  process.stderr.write(
    `${problem === undefined ? 'ok ' : 'NO '} ${label}: ${name} (${seconds.toFixed(1)} s)\n`,
  )
})
await world.close()
if (options.json) {
  for (const { case: each, problem, seconds } of results) {
    const { row, label, name } = each
    console.log(
      JSON.stringify({ row, label, name, ok: problem === undefined, problem: problem ?? null, seconds }),
    )
  }
} else {
  console.log(reportOf(results))
}
process.exitCode = results.some(({ problem }) => problem !== undefined) ? 1 : 0
