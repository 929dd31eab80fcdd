import { Command } from 'commander'
import { prepareFuzzing } from './rounds.js'

interface Options {
  readonly base: string
  readonly key: string
  readonly otherKey?: string
  readonly adminKey?: string
  readonly requests: number
  readonly seed: number
}

const options = new Command('fuzz')
  .description(
    'Sends a server requests made from its own OpenAPI document, most of them spoilt, and says what went wrong. Give it a sandbox key: what is accepted is made.',
  )
  .requiredOption('--base <url>', 'address of the server')
  .requiredOption('--key <key>', 'API key')
  .option('--other-key <key>', 'key of another account, whose task must never be seen')
  .option('--admin-key <key>', 'for the operations that manage keys and accounts')
  .option('--requests <number>', 'how many in all', Number, 20_000)
  .option('--seed <number>', 'same seed, same requests', Number, 2026)
  .parse()
  .opts<Options>()

const { requests, seed, ...target } = options
const base = target.base.replace(/\/+$/, '')
const fuzzing = await prepareFuzzing({ ...target, base })
await fuzzing.round(Math.ceil(requests / fuzzing.operations.length), seed, {
  onOperation: ({ method, path }) =>
    void process.stderr.write(
      `${fuzzing.tally.sent} sent, ${fuzzing.tally.problemCount} problems, after ${method} ${path}\n`,
    ),
})
const health = await fetch(`${base}/healthz`)
console.log(
  `${fuzzing.tally.sent} requests to ${fuzzing.operations.length} operations; the server ${health.ok ? 'is well' : 'is NOT well'}.`,
)
console.log('HTTP status/code:', Object.fromEntries([...fuzzing.tally.codes].toSorted()))
for (const problem of fuzzing.tally.problems.slice(0, 50)) console.log(`- ${problem}`)
console.log(`${fuzzing.tally.problemCount} problems`)
process.exitCode = fuzzing.tally.problemCount > 0 || !health.ok ? 1 : 0
