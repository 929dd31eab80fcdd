import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlayedNote } from '../../../src/music/played-notes.js'
import { beatToSeconds } from '../../../src/music/tempo-map.js'
import { readMidi } from '../../music/symbolic/read-midi.js'
import type { PlayedPart } from './fluidsynth.js'

/** Music by people, as MIDI files, where Debian puts it: OpenTTD's music set (GPL-2). Only measured, never shipped. */
const FOLDER = '/usr/share/games/openttd/baseset/openmsx'

export interface HumanSong {
  readonly name: string
  /** Every fifth song is kept for testing: nothing may be chosen by it. */
  readonly isKeptForTesting: boolean
  readonly parts: readonly PlayedPart[]
}

/** The set's songs in clock time, from `fromSeconds` on for `seconds`, which is then second 0. */
export async function readHumanSongs(fromSeconds: number, seconds: number): Promise<HumanSong[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.mid')).toSorted()
  return Promise.all(
    files.map(async (file, i) => {
      const { parts, tempoMap } = readMidi(await readFile(join(FOLDER, file)), file)
      const inTime = parts.map(({ program, isDrums, notes }) => ({
        program,
        isDrums,
        notes: notes.flatMap(({ startBeat, durationBeats, pitchMidi, velocity }): PlayedNote[] => {
          const startSeconds = beatToSeconds(tempoMap, startBeat) - fromSeconds
          const endSeconds = beatToSeconds(tempoMap, startBeat + durationBeats) - fromSeconds
          return startSeconds >= 0.1 && startSeconds < seconds - 0.5
            ? [{ pitchMidi, startSeconds, endSeconds: Math.min(endSeconds, seconds), velocity }]
            : []
        }),
      }))
      return {
        name: file.replace(/\.mid$/, ''),
        isKeptForTesting: i % 5 === 4,
        parts: inTime.filter(({ notes }) => notes.length > 0),
      }
    }),
  )
}
