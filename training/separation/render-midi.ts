/**
 * Stems of music by people for training separation: OpenTTD's and Freedoom's MIDI files, played stem by stem by Debian's
 * fluidsynth. Every fifth song is only tested on, and only with a SoundFont that nothing is trained on. Guitars are also
 * played through our amplifier, drums also with real one-shot samples (Debian's hydrogen-drumkits). What the pool has
 * already is not rendered again.
 *
 *   apt-get install fluidsynth fluid-soundfont-gm timgm6mb-soundfont openttd-openmsx freedoom hydrogen-drumkits
 *   node --conditions=source --import tsx training/separation/render-midi.ts
 */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderWithFluidSynth, type PlayedPart } from '../../bench/ears/material/fluidsynth.js'
import { readMidi } from '../../bench/music/symbolic/read-midi.js'
import type { Audio } from '../../src/dsp/audio.js'
import type { PlayedNote } from '../../src/music/played-notes.js'
import type { StemName } from '../../src/music/stems.js'
import { beatToSeconds } from '../../src/music/tempo-map.js'
import { playKit, readKits } from './drum-kits.js'
import { POOL_FOLDER, POOL_RATE, writePoolItem } from './pool.js'
import { stemOfKey, stemOfProgram } from './stem-of-program.js'
import { readWadSongs } from './wad-songs.js'

const SECONDS = 25
const OPENMSX = '/usr/share/games/openttd/baseset/openmsx'
const WADS = ['/usr/share/games/doom/freedoom1.wad', '/usr/share/games/doom/freedoom2.wad']

const files = await Promise.all(
  (await readdir(OPENMSX))
    .filter((file) => file.endsWith('.mid'))
    .toSorted()
    .map(async (file) => ({ name: file.replace(/\.mid$/, ''), midi: await readFile(join(OPENMSX, file)) })),
)
const songs = [...files, ...(await Promise.all(WADS.map(readWadSongs))).flat()]
const kits = await readKits()

for (const [index, song] of songs.entries()) {
  const split = index % 5 === 4 ? 'test' : 'train'
  const name = `midi-${song.name.replaceAll(/[^a-z0-9]+/gi, '-')}-${index}`
  if (existsSync(join(POOL_FOLDER, name))) continue
  const stems = partsByStem(song)
  if (stems.size < 2) continue
  const rendered = new Map<StemName, Audio>()
  for (const [stem, parts] of stems) {
    const audio = await renderWithFluidSynth(parts, split === 'test' ? 'tim' : 'fluid', POOL_RATE)
    rendered.set(stem, cut(audio))
  }
  await writePoolItem({ name, split, origin: 'midi' }, rendered)
  console.log(name, split, [...rendered.keys()].join(' '))

  const strokes = stems.get('drums')?.flatMap(({ notes }) => notes) ?? []
  const ofSplit = kits.filter((kit) => kit.split === split)
  if (strokes.length > 10) {
    const kit = ofSplit[index % ofSplit.length]!
    const drums = playKit(kit, strokes, SECONDS, index)
    await writePoolItem({ name: `kit-${index}`, split, origin: 'kit' }, new Map([['drums', drums]]))
  }
}

/** What the players of each stem play in the song's most played stretch, from second 0 on. */
function partsByStem({ name, midi }: { name: string; midi: Uint8Array }): Map<StemName, PlayedPart[]> {
  const { parts, tempoMap } = readMidi(midi, name)
  const timed = parts.map(({ program, isDrums, notes }) => ({
    program,
    isDrums,
    notes: notes.map(({ startBeat, durationBeats, pitchMidi, velocity }) => ({
      startSeconds: beatToSeconds(tempoMap, startBeat),
      endSeconds: beatToSeconds(tempoMap, startBeat + durationBeats),
      pitchMidi,
      velocity,
    })),
  }))
  const from = busiestStart(timed.flatMap(({ notes }) => notes.map(({ startSeconds }) => startSeconds)))
  const stems = new Map<StemName, PlayedPart[]>()
  for (const { program, isDrums, notes } of timed) {
    const inside = notes
      .filter(({ startSeconds }) => startSeconds >= from && startSeconds < from + SECONDS - 0.3)
      .map((note) => ({
        ...note,
        startSeconds: note.startSeconds - from + 0.1,
        endSeconds: Math.min(SECONDS, note.endSeconds - from + 0.1),
      }))
    const stemOf = ({ pitchMidi }: PlayedNote): StemName =>
      isDrums ? stemOfKey(pitchMidi) : stemOfProgram(program)
    for (const stem of new Set(inside.map(stemOf))) {
      const played = inside.filter((note) => stemOf(note) === stem)
      stems.set(stem, [...(stems.get(stem) ?? []), { program, isDrums, notes: played }])
    }
  }
  for (const [stem, played] of stems) {
    if (played.reduce((sum, { notes }) => sum + notes.length, 0) < 6) stems.delete(stem)
  }
  return stems
}

function busiestStart(starts: readonly number[]): number {
  let [best, most] = [0, 0]
  const last = starts.reduce((a, b) => Math.max(a, b), 0)
  for (let from = 0; from < Math.min(150, last); from += 5) {
    const count = starts.filter((start) => start >= from && start < from + SECONDS).length
    if (count > most) [best, most] = [from, count]
  }
  return best
}

function cut({ channels, sampleRate }: Audio): Audio {
  return { sampleRate, channels: channels.map((channel) => channel.slice(0, SECONDS * POOL_RATE)) }
}
