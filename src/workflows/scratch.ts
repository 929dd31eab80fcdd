import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Runs `work` with a folder of its own and removes the folder afterwards, whatever happened. */
export async function withScratch<Result>(
  scratchDir: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  await mkdir(scratchDir, { recursive: true })
  const folder = await mkdtemp(join(scratchDir, 'run-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
