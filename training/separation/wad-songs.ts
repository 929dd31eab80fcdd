import { readFile } from 'node:fs/promises'

/** Bytes before the directory entries: magic, number of lumps, where the directory lies. */
const HEADER_BYTES = 12
const ENTRY_BYTES = 16

export interface WadSong {
  readonly name: string
  readonly midi: Uint8Array
}

/** The MIDI files in a game's WAD file, each once, in the directory's order. */
export async function readWadSongs(path: string): Promise<WadSong[]> {
  const wad = await readFile(path)
  const count = wad.readInt32LE(4)
  const directory = wad.readInt32LE(8)
  if (wad.length < HEADER_BYTES + count * ENTRY_BYTES) throw new RangeError(`"${path}" is no whole WAD file`)
  const songs = new Map<string, WadSong>()
  for (let i = 0; i < count; i++) {
    const entry = directory + i * ENTRY_BYTES
    const [start, length] = [wad.readInt32LE(entry), wad.readInt32LE(entry + 4)]
    const midi = wad.subarray(start, start + length)
    if (midi.subarray(0, 4).toString('latin1') !== 'MThd') continue
    const name = wad
      .subarray(entry + 8, entry + 16)
      .toString('latin1')
      .replaceAll('\0', '')
      .toLowerCase()
    const content = midi.toString('base64')
    if (!songs.has(content)) songs.set(content, { name, midi })
  }
  return [...songs.values()]
}
