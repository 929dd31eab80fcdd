import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { measurePiece, type PieceMeasures } from './measure-piece.js'
import { readMidi } from './read-midi.js'

/** Music by people, as MIDI files, where Debian puts it: OpenTTD's music set (GPL-2). Only measured, never shipped. */
const DEBIAN_PACKAGE = 'openttd-openmsx'
const DEBIAN_FOLDER = '/usr/share/games/openttd/baseset/openmsx'
/** Longer files are loops written out for a game, and no pieces. */
const MOST_BARS = 240

export interface HumanPiece {
  readonly name: string
  readonly measures: PieceMeasures
}

/** Measures every MIDI file of the folders, by default of Debian's set. Files of fewer than 8 or more than 240 bars are left out. */
export async function readHumanSet(folders?: readonly string[]): Promise<HumanPiece[]> {
  const pieces: HumanPiece[] = []
  for (const folder of folders ?? [DEBIAN_FOLDER]) {
    for (const file of await midiFiles(folder)) {
      const piece = readMidi(await readFile(join(folder, file)), file)
      const bars = piece.barBeats.length - 1
      if (bars >= 8 && bars <= MOST_BARS) pieces.push({ name: file, measures: measurePiece(piece) })
    }
  }
  return pieces
}

/** What to tell somebody who has no human set. */
export function howToInstall(): string {
  return `The human reference is missing. On Debian: apt-get install ${DEBIAN_PACKAGE}; elsewhere pass a folder of MIDI files with --human.`
}

async function midiFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => /\.midi?$/i.test(file)).toSorted()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
