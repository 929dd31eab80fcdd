import { spawn } from 'node:child_process'
import { chown, cp, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { binariesUnder, type PostgresBinaries } from './binaries.js'

/** `nobody` on every Linux distribution. */
const NOBODY = 65_534

/** How to run programs that refuse to run as root. */
export interface Launcher {
  readonly kind: 'as-is' | 'user-namespace' | 'capabilities' | 'nobody'
  readonly binaries: PostgresBinaries
  /** Program and arguments that start `program` with `args`. */
  command(program: string, args: readonly string[]): { readonly file: string; readonly args: string[] }
  /** User and group for `spawn`; undefined keeps ours. */
  readonly identity: { readonly uid: number; readonly gid: number } | undefined
  /** Who has to own the data; undefined: whoever we are. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined
}

/** What chooseLauncher needs to know of this process. Tests pretend to be somebody else. */
export interface Situation {
  readonly isRoot: boolean
  /** PostgreSQL also refuses users without a name, as in `docker run --user 1234`. */
  readonly hasUserName: boolean
  /** Kinds that must not be tried. */
  readonly without?: readonly Launcher['kind'][]
}

/** The situation of this process. */
export function currentSituation(): Situation {
  return { isRoot: process.getuid?.() === 0, hasUserName: hasUserName() }
}

function hasUserName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/**
 * PostgreSQL refuses to run as root. The ways out, best first:
 * 1. a user namespace in which we appear as `nobody`: files keep their owner, and folders that are closed to others (a
 *    home of mode 0700) stay reachable;
 * 2. where the kernel or a container forbids namespaces, `nobody` with the one capability that opens such folders;
 * 3. plain `nobody`, with a copy of the programs where it cannot reach them. The data folder must be reachable.
 */
export async function chooseLauncher(
  binaries: PostgresBinaries,
  directory: string,
  situation: Situation,
): Promise<Launcher> {
  const nobody = { uid: NOBODY, gid: NOBODY }
  const direct = (file: string, args: readonly string[]) => ({ file, args: [...args] })
  const through = (prefix: readonly [string, ...string[]]) => (program: string, args: readonly string[]) => ({
    file: prefix[0],
    args: [...prefix.slice(1), program, ...args],
  })
  const works = async (kind: Launcher['kind'], prefix: readonly [string, ...string[]]) =>
    situation.without?.includes(kind) !== true &&
    (await succeeds(prefix[0], [...prefix.slice(1), binaries.postgres, '-V']))

  if (!situation.isRoot && situation.hasUserName) {
    return { kind: 'as-is', binaries, identity: undefined, owner: undefined, command: direct }
  }
  const namespace = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] as const
  if (await works('user-namespace', namespace)) {
    return {
      kind: 'user-namespace',
      binaries,
      identity: undefined,
      owner: undefined,
      command: through(namespace),
    }
  }
  if (!situation.isRoot) {
    throw new Error(
      `the embedded PostgreSQL cannot run: user ${process.getuid?.() ?? '?'} has no name in /etc/passwd and user namespaces ` +
        'are not allowed here; add the user, start as root, or set DATABASE_URL',
    )
  }
  const capabilities = [
    'setpriv',
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ] as const
  if (await works('capabilities', capabilities)) {
    return {
      kind: 'capabilities',
      binaries,
      identity: undefined,
      owner: nobody,
      command: through(capabilities),
    }
  }
  const closed = await firstClosedFolder(directory)
  if (closed !== undefined) {
    throw new Error(
      `the embedded PostgreSQL cannot run: it may not be root, user namespaces are not allowed here, and "${closed}" is ` +
        'closed to other users; set DATA_DIR to a folder such as /var/lib/troubadour, start as another user, or set DATABASE_URL',
    )
  }
  return {
    kind: 'nobody',
    binaries: await traversableBinaries(binaries, directory),
    identity: nobody,
    owner: nobody,
    command: direct,
  }
}

/** Gives a folder and all it holds to the user that the launcher runs as; does nothing when it has it already. */
export async function giveTo(launcher: Launcher, directory: string): Promise<void> {
  if (process.getuid === undefined || process.getgid === undefined) return
  const uid = launcher.owner?.uid ?? process.getuid()
  const gid = launcher.owner?.gid ?? process.getgid()
  if ((await stat(directory)).uid === uid || process.getuid() !== 0) return
  await chownAll(directory, uid, gid)
}

async function chownAll(path: string, uid: number, gid: number): Promise<void> {
  const info = await lstat(path)
  if (info.isSymbolicLink()) return
  if (info.isDirectory()) {
    for (const name of await readdir(path)) await chownAll(join(path, name), uid, gid)
  }
  // The folder itself comes last: its owner says whether the whole tree has been done.
  await chown(path, uid, gid)
}

/** The programs where they are when others can reach them, else a copy beside the data. */
async function traversableBinaries(binaries: PostgresBinaries, directory: string): Promise<PostgresBinaries> {
  if ((await firstClosedFolder(binaries.root)) === undefined) return binaries
  const { mtimeMs, size } = await stat(binaries.postgres)
  const copy = join(directory, `programs-${size}-${Math.round(mtimeMs)}`)
  if ((await stat(copy).catch(() => undefined)) === undefined) {
    const unfinished = `${copy}.unfinished`
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { recursive: true, mode: 0o755 })
    await cp(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true })
    await rename(unfinished, copy)
  }
  return binariesUnder(copy)
}

/** The first folder on the way to `path`, itself included, that others may not enter. */
async function firstClosedFolder(path: string): Promise<string | undefined> {
  const parent = dirname(path)
  const above = parent === path ? undefined : await firstClosedFolder(parent)
  if (above !== undefined) return above
  return ((await stat(path)).mode & 0o001) === 0 ? path : undefined
}

async function succeeds(file: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'ignore' })
    child.once('error', () => {
      resolve(false)
    })
    child.once('exit', (code) => {
      resolve(code === 0)
    })
  })
}
