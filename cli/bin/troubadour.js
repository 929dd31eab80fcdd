#!/usr/bin/env node
// Committed, so that npm can link it before anything is built.
import { existsSync } from 'node:fs'

const program = new URL('../dist/main.js', import.meta.url)
if (existsSync(program)) {
  await import(program.href)
} else {
  console.error('troubadour is not built yet: run "npm run build" in the project folder, then try again.')
  process.exitCode = 1
}
