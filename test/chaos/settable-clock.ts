import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The clock of one process, which can be set while it runs. Timers go on as they were, as they do on a real machine. */
export interface SettableClock {
  /** What the process has to be started with. */
  readonly environment: Readonly<Record<string, string>>
  /** Sets the clock so many seconds before (negative) or after the right time; the process notices within a second. */
  setOffBy(seconds: number): void
  /** Removes what the library has left of a process that was killed. */
  forget(pid: number): void
}

/**
 * A clock that reads right at first. Undefined where Debian's `libfaketime` is not installed. The file that says how far
 * it is off lies in `folder`, under `name`.
 */
export function createSettableClock(folder: string, name: string): SettableClock | undefined {
  const library = findLibrary()
  if (library === undefined) return undefined
  const file = join(folder, `${name}.clock`)
  const setOffBy = (seconds: number) =>
    writeFileSync(file, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`, { mode: 0o644 })
  setOffBy(0)
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    setOffBy,
    forget(pid) {
      for (const name of [`faketime_shm_${pid}`, `sem.faketime_sem_${pid}`])
        rmSync(join('/dev/shm', name), { force: true })
    },
  }
}

const LIBRARY = 'faketime/libfaketimeMT.so.1'

function findLibrary(): string | undefined {
  return ['/usr/lib', '/usr/lib64', '/usr/local/lib']
    .flatMap((place) => [place, ...foldersIn(place)])
    .map((folder) => join(folder, LIBRARY))
    .find((path) => existsSync(path))
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(path, name))
}
