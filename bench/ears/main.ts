/**
 * How well do the ears hear? Music by people (MIDI files of Debian's openttd-openmsx, freedoom, simutrans-data and
 * planetblupi-music-midi), played by Debian's fluidsynth with SoundFonts that none of our sounds are made from, every third
 * song with a tempo that sways; and songs of our own studio, whose scores say what is true. Every fifth song is kept for
 * testing and nothing was chosen by it. Writes a page to listen to.
 *
 *   apt-get install fluidsynth fluid-soundfont-gm timgm6mb-soundfont openttd-openmsx freedoom simutrans-data planetblupi-music-midi
 *   npm run bench:ears [-- --seconds 45 --songs 12 --out out/ears --only analysis,drums,transcription]
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadPitchNetwork } from '../../src/engines/adapters/embedded/pitch-network.js'
import { analyseSong, type AnalysedSong } from './analysis.js'
import { scoreDrums } from './drums.js'
import type { AnnotatedSong } from './material/annotated-song.js'
import { readMidiSongs } from './material/midi-songs.js'
import { ownSongs } from './material/own-songs.js'
import { writePage } from './page.js'
import { createSpeeds } from './speeds.js'
import { meansBy } from './tables.js'
import { transcriptionTable } from './transcription-scores.js'

/** Where the excerpts of songs by people begin: most have come to the point by then. */
const FROM_SECONDS = 15
/** Songs on the page. */
const LISTENED_SONGS = 9

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '45' },
    songs: { type: 'string', default: '12' },
    out: { type: 'string', default: 'out/ears' },
    only: { type: 'string', default: 'analysis,drums,transcription' },
  },
})
const seconds = Number(values.seconds)
const count = Number(values.songs)
const parts = values.only.split(',')
const network = await loadPitchNetwork()
const speeds = createSpeeds()
const tables: { title: string; rows: Record<string, string | number>[] }[] = []
const show = (title: string, rows: Record<string, string | number>[]) => {
  console.log(`\n${title}`)
  console.table(rows)
  tables.push({ title, rows })
}

const collections = parts.some((part) => part !== 'transcription')
  ? [
      (await readMidiSongs('openttd', FROM_SECONDS, seconds)).slice(0, count),
      (await readMidiSongs('freedoom', FROM_SECONDS, seconds)).slice(0, count),
      (await readMidiSongs('simutrans', FROM_SECONDS, seconds)).slice(0, count),
      (await readMidiSongs('planetblupi', FROM_SECONDS, seconds)).slice(0, count),
      ownSongs(seconds, count),
    ]
  : []
const songs = collections.flat()
const groupOf = ({ material, isDrifting, isKeptForTesting }: AnnotatedSong) =>
  `${material}${isDrifting ? ', drifting' : ''}${isKeptForTesting ? ' (kept)' : ''}`

const analysed: AnalysedSong[] = []
if (parts.includes('analysis')) {
  for (const song of songs) analysed.push(await analyseSong(song, network, speeds))
  show(
    'Analysis',
    meansBy(analysed.map(({ song, scores }) => ({ group: groupOf(song), scores: { ...scores } }))),
  )
}
if (parts.includes('drums')) {
  const rows: { group: string; scores: Record<string, number | undefined> }[] = []
  for (const song of songs) {
    for (const from of ['drums', 'mix'] as const) {
      const scored = await scoreDrums(song, from, speeds)
      const kept = song.isKeptForTesting ? ' (kept)' : ''
      if (scored) rows.push({ group: `${from}, ${song.material}${kept}`, scores: scored.scores })
    }
  }
  show('Drums: F1 of strokes within 50 ms', meansBy(rows))
}
if (parts.includes('transcription')) {
  show('Transcription: notes within 50 ms', await transcriptionTable(network, seconds, count, speeds))
}
show('Speed', speeds.table())
const folder = resolve(values.out)
const step = Math.max(1, Math.ceil(analysed.length / LISTENED_SONGS))
await writePage(
  folder,
  tables,
  analysed.filter((_, i) => i % step === 0),
)
console.log(`\nTo listen: ${folder}/index.html`)
