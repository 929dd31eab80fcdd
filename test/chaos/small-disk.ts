import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A disk of `megabytes` for the folder `path` of one process: a file system in memory that only this process and its
 * children see, gone when they are. Undefined where the system allows no mounts.
 */
export interface SmallDisk {
  /** How to start `program` on it. */
  command(
    program: string,
    args: readonly string[],
  ): { readonly file: string; readonly args: readonly string[] }
  /** Writes until nothing more fits, seen from the process `pid`; `leaveMegabytes` stay free. */
  fill(pid: number, leaveMegabytes?: number): void
  /** Removes what `fill` has written. */
  free(pid: number): void
}

const MEGABYTE = Buffer.alloc(1_000_000)
const BALLAST = 'ballast'

export function createSmallDisk(path: string, megabytes: number): SmallDisk | undefined {
  const unshare = ['unshare', ...(process.getuid?.() === 0 ? ['--mount'] : ['-Ur', '--mount'])]
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0"`
  const trial = spawnSync(unshare[0]!, [...unshare.slice(1), 'sh', '-c', mount, path], { stdio: 'ignore' })
  if (trial.status !== 0) return undefined
  // What another process sees under its own mounts.
  const ballastOf = (pid: number) => `/proc/${pid}/root${join(path, BALLAST)}`
  return {
    command: (program, args) => ({
      file: unshare[0]!,
      args: [...unshare.slice(1), 'sh', '-c', `${mount} && exec "$@"`, path, program, ...args],
    }),
    fill(pid, leaveMegabytes = 0) {
      const file = openSync(ballastOf(pid), 'a')
      try {
        for (;;) writeSync(file, MEGABYTE)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
      const size = statSync(ballastOf(pid)).size
      truncateSync(ballastOf(pid), Math.max(0, size - leaveMegabytes * MEGABYTE.length))
    },
    free: (pid) => rmSync(ballastOf(pid), { force: true }),
  }
}
