import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Music by people where Debian puts it: sets of OpenTTD (GPL-2), Simutrans (Artistic License), Planet Blupi (GPL-3) and Freedoom
 * (BSD). Only measured, never shipped.
 */
const FOLDERS = {
  openttd: '/usr/share/games/openttd/baseset/openmsx',
  simutrans: '/usr/share/games/simutrans/music',
  planetblupi: '/usr/share/planetblupi/music',
} as const
const FREEDOOM_FILE = '/usr/share/games/doom/freedoom2.wad'

export interface MidiFile {
  readonly name: string
  readonly collection: keyof typeof FOLDERS | 'freedoom'
  readonly bytes: Uint8Array
  /** Every fifth song of a collection is kept for testing: nothing may be chosen by it. */
  readonly isKeptForTesting: boolean
}

/** All songs of a collection, ordered by name. */
export async function readMidiFiles(collection: MidiFile['collection']): Promise<MidiFile[]> {
  const files =
    collection === 'freedoom'
      ? freedoomFiles(await readFile(FREEDOOM_FILE))
      : await filesIn(FOLDERS[collection])
  return files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((file, i) => ({ ...file, collection, isKeptForTesting: i % 5 === 4 }))
}

interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

async function filesIn(folder: string): Promise<NamedBytes[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mid'))
  return Promise.all(
    names.map(async (name) => ({
      name: name.replace(/\.mid$/, ''),
      bytes: await readFile(join(folder, name)),
    })),
  )
}

/** A WAD file: "IWAD", count and place of the directory, whose entries are place, length and eight letters of name. */
function freedoomFiles(wad: Buffer): NamedBytes[] {
  const count = wad.readInt32LE(4)
  const directory = wad.readInt32LE(8)
  return Array.from({ length: count }, (_, i) => {
    const at = directory + 16 * i
    const start = wad.readInt32LE(at)
    return {
      name: wad.toString('latin1', at + 8, at + 16).replace(/\0.*$/, ''),
      bytes: wad.subarray(start, start + wad.readInt32LE(at + 4)),
    }
  }).filter(({ name, bytes }) => name.startsWith('D_') && bytes.toString('latin1', 0, 4) === 'MThd')
}
