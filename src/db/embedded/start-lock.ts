import { readFileSync } from 'node:fs'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** No start takes longer: an older lock belongs to a process whose number was given to another one. */
const MAX_AGE_MS = 120_000

/**
 * Lets one process at a time prepare or start the server of a folder. A lock left by a killed process is taken over.
 * Losing a race for a stale lock does no harm: PostgreSQL's own lock file admits one server a folder.
 */
export async function withStartLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const path = join(directory, 'start.lock')
  while (!(await tryLock(path))) {
    if (await isStale(path)) await rm(path, { force: true })
    else await sleep(50)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isStale(path: string): Promise<boolean> {
  const [text, info] = await Promise.all([
    readFile(path, 'utf8').catch(() => undefined),
    stat(path).catch(() => undefined),
  ])
  if (text === undefined || info === undefined) return false
  const ageMs = Date.now() - info.mtimeMs
  // Between creating the file and writing the number it is empty for a moment.
  if (text === '') return ageMs > 2000
  return ageMs > MAX_AGE_MS || !isAlive(Number(text))
}

/**
 * Whether a process with this number exists, ours or not. A dead one that nobody has asked for its exit status does not
 * count: in containers whose first process never asks, it stays in the list for ever.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  if (process.platform !== 'linux') return true
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The state follows the program's name, which is in parentheses and may hold anything.
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return false
  }
}
