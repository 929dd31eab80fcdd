/**
 * Ten songs of ten genres, performed here: loudness and true peak of each master measured on its PCM, the residual
 * between the mix and the sum of its stems, and the speed of performing.
 *
 *   npm run bench:songs [-- SECONDS]        length of each song, default 60
 */
import { createAudio, SAMPLE_RATE, type Audio } from '../src/dsp/audio.js'
import { integratedLufs, truePeakDbtp } from '../src/dsp/loudness.js'
import { createAssets } from '../src/engines/adapters/embedded/assets.js'
import { prepareStudio } from '../src/engines/adapters/embedded/studio-performance.js'
import { composeSong } from '../src/studio/compose.js'
import { performSong, performStems } from '../src/studio/performance/perform-song.js'

const GENRES = [
  'pop',
  'rock',
  'folk',
  'jazz swing',
  'bossa nova',
  'reggae',
  'house',
  'lo-fi hip hop',
  'cinematic orchestral',
  'funk',
]
const durationSeconds = Number(process.argv[2] ?? 60)
const assets = createAssets()
const rows: Record<string, string | number>[] = []

for (const [index, genre] of GENRES.entries()) {
  const { score } = composeSong(
    {
      style: genre,
      instrumental: index % 2 === 1,
      durationSeconds,
      maxDurationSeconds: 480,
      idea: `a ${genre} song about the sea`,
    },
    index + 1,
    0,
  )
  const studio = await prepareStudio(assets, { score, recordingFiles: {} }, new AbortController().signal)
  const startedAt = performance.now()
  const song = performSong(score, studio)
  const elapsedSeconds = (performance.now() - startedAt) / 1000
  const sum = createAudio(2, song.mix.channels[0]!.length)
  let position = 0
  let stemCount = 0
  for (const { stems } of performStems(score, { ...studio, plan: song.plan })) {
    stemCount = stems.size
    for (const [left, right] of stems.values()) {
      addTo(sum.channels[0]!, left, position)
      addTo(sum.channels[1]!, right, position)
    }
    position += [...stems.values()][0]![0].length
  }
  const songSeconds = song.mix.channels[0]!.length / SAMPLE_RATE
  rows.push({
    genre,
    seconds: Number(songSeconds.toFixed(1)),
    lufs: Number(integratedLufs(song.mix).toFixed(2)),
    dbtp: Number(truePeakDbtp(song.mix).toFixed(2)),
    stems: stemCount,
    'residual dBFS': Number(residualDb(song.mix, sum).toFixed(1)),
    'x real time': Number((songSeconds / elapsedSeconds).toFixed(1)),
  })
}
console.table(rows)

function addTo(target: Float32Array, block: Float32Array, at: number): void {
  for (let i = 0; i < block.length; i++) target[at + i]! += block[i]!
}

/** Largest difference of any sample, in dBFS. */
function residualDb(a: Audio, b: Audio): number {
  let largest = 0
  a.channels.forEach((channel, c) => {
    const other = b.channels[c]!
    for (let i = 0; i < channel.length; i++) largest = Math.max(largest, Math.abs(channel[i]! - other[i]!))
  })
  return 20 * Math.log10(largest + 1e-12)
}
