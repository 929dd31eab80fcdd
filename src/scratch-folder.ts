import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * This process's own folder for short-lived files, empty. Folders of processes that are gone (killed in the middle of
 * their work) are removed; those of other live processes on the same data folder are left alone.
 */
export async function openScratchFolder(dataDir: string): Promise<string> {
  const parent = join(dataDir, 'scratch')
  await mkdir(parent, { recursive: true })
  for (const name of await readdir(parent)) {
    if (Number(name) === process.pid || !isAlive(Number(name))) {
      await rm(join(parent, name), { recursive: true, force: true })
    }
  }
  const folder = join(parent, String(process.pid))
  await mkdir(folder)
  return folder
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
