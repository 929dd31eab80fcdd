import { resolve } from 'node:path'
import type { Command } from 'commander'
import { describeConfig, loadConfig } from '../config.js'
import { migrate, readMigrations } from '../db/index.js'
import { projectPath } from '../paths.js'
import { backUp } from './backup.js'
import { examine, type Finding } from './doctor.js'
import { openStores } from './open-stores.js'
import { restore } from './restore.js'

interface Json {
  readonly json?: boolean
}

/** `doctor`, `migrate`, `backup` and `restore`: for people who run a server. */
export function addAdminCommands(program: Command): void {
  program
    .command('doctor')
    .description('check this machine and every setting; says how to fix what is wrong')
    .option('--settings', 'print every setting and what it means, and check nothing')
    .option('--json', 'print a JSON object a line')
    .addHelpText('after', '\nEnds with status 1 when something must be fixed before the server can work.')
    .action(async ({ settings, json }: Json & { settings?: boolean }) => {
      if (settings) printSettings(json ?? false)
      else await doctor(json ?? false)
    })

  program
    .command('migrate')
    .description('bring the database up to date; a starting server does so too')
    .option('--json', 'print a JSON object')
    .action(async ({ json }: Json) => {
      const stores = await openStores(loadConfig())
      try {
        const applied = await migrate(stores.connection.db, await readMigrations(projectPath('sql')))
        const text = applied.length === 0 ? 'the database is up to date' : `applied ${applied.join(', ')}`
        console.log(json ? JSON.stringify({ applied }) : text)
      } finally {
        await stores.close()
      }
    })

  program
    .command('backup')
    .description('write database and files into one archive; the server may run')
    .argument('[file]', 'default: troubadour-DATE.tar.gz in this folder')
    .option('--json', 'print a JSON object')
    .addHelpText(
      'after',
      `
The archive is a gzipped tar with checksums; restore reads it. It holds hashed
keys, songs and the first key: keep it as safe as the server. Settings
(API_KEYS, secrets) are in the environment, not in it.

Examples:
  $ troubadour backup
  $ DATA_DIR=/srv/troubadour troubadour backup /backups/monday.tar.gz`,
    )
    .action(async (file: string | undefined, { json }: Json) => {
      const path = resolve(file ?? `troubadour-${new Date().toISOString().slice(0, 10)}.tar.gz`)
      const report = await backUp(loadConfig(), path, tell)
      for (const key of report.missingObjects) tell(`not in the storage: ${key}`)
      const rows = sumOf(report.rows)
      const size = `${(report.sizeBytes / 1e6).toFixed(1)} MB`
      console.log(json ? JSON.stringify(report) : `${path}: ${rows} rows, ${report.objects} files, ${size}`)
    })

  program
    .command('restore')
    .description('put an archive of backup into an empty database and storage')
    .argument('<file>', 'made by backup')
    .option('--json', 'print a JSON object')
    .addHelpText(
      'after',
      `
The settings say where to: an empty DATA_DIR, or an empty database and a bucket.
Stop the server first. Nothing is committed unless all checksums are right.
Tasks that were in work when the backup was made go on.

Example:
  $ DATA_DIR=./restored troubadour restore troubadour-2027-01-31.tar.gz`,
    )
    .action(async (file: string, { json }: Json) => {
      const report = await restore(loadConfig(), resolve(file), tell)
      const text = `${sumOf(report.rows)} rows, ${report.objects} files of ${report.manifest.createdAt} are back`
      console.log(json ? JSON.stringify(report) : text)
    })
}

async function doctor(json: boolean): Promise<void> {
  for await (const finding of examine()) {
    console.log(json ? JSON.stringify(finding) : lineOf(finding))
    if (finding.state === 'fail') process.exitCode = 1
  }
}

const MARKS: Readonly<Record<Finding['state'], string>> = { ok: 'ok   ', warn: 'WARN ', fail: 'FAIL ' }

function lineOf({ name, state, text, fix }: Finding): string {
  return `${MARKS[state]} ${name.padEnd(12)} ${text}${fix === undefined ? '' : `\n${' '.repeat(19)}fix: ${fix}`}`
}

function printSettings(json: boolean): void {
  for (const row of describeConfig()) {
    if (json) console.log(JSON.stringify(row))
    else console.log(`${row.name.padEnd(22)} ${row.value}\n${' '.repeat(23)}${row.description}`)
  }
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

function sumOf(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0)
}
