/**
 * How well are recordings taken apart? Mixes whose stems are known: rock songs with a guitar recorded apart (Debian's
 * fretsonfire packages; real), the same with a voice of a real speaker, re-sung, 6 dB below the band, and songs of the pool that
 * nothing was trained on (`training/separation`: other songs, fonts, genres and singers). SDR = energy of a stem over energy
 * of the error, in dB; `gain` = SDR less what the untouched mix has. What is not heard counts as silence, whose SDR is 0 dB;
 * stems 25 dB or more below the mix are left out.
 *
 *   apt-get install ffmpeg fretsonfire-songs-sectoid fretsonfire-songs-muldjord
 *   npm run bench:ears:separation [-- SECONDS [real|pool|long]]   default 15 seconds of each song, all but `long`
 *
 * `long`: time and memory of eight minutes (a song of ours again and again), in a process of its own.
 */
import { findPartShares } from '../../src/analysis/separation/part-shares.js'
import { renderParts } from '../../src/analysis/separation/render-parts.js'
import { shareByRules } from '../../src/analysis/separation/rule-shares.js'
import {
  separateStems,
  separateVoice,
  stemsWithRestLast,
  VOICES,
} from '../../src/analysis/separation/separate.js'
import type { ShareNetwork } from '../../src/analysis/separation/share-network.js'
import type { Audio } from '../../src/dsp/audio.js'
import { loadShareNetwork, loadVoiceNetwork } from '../../src/engines/adapters/embedded/share-network.js'
import type { StemName } from '../../src/music/stems.js'
import { fretsOnFireSongs, type GuitarSong } from './material/frets-on-fire.js'
import { ownSongs } from './material/own-songs.js'
import { poolMixes, poolVoices } from './material/pool-mixes.js'
import { createSpeeds } from './speeds.js'

const LONG_SECONDS = 480
/** Of a voice against the band it is laid over. */
const VOICE_DB = -6
/** Stems softer than this against the mix are not judged. */
const LEAST_DB = -25

const seconds = Number(process.argv[2] ?? 15)
const material = process.argv[3]
const rows: Record<string, string | number>[] = []
const voices = await loadVoiceNetwork()
const networks: readonly (readonly [
  string,
  { readonly all: ShareNetwork; readonly voices: ShareNetwork },
])[] = [
  ['network', { all: await loadShareNetwork(voices), voices }],
  ['rules', { all: shareByRules, voices: shareByRules }],
]
const speeds = createSpeeds()
let largestResidual = -Infinity

if (material === 'long') await measureLong()
else await measureSongs()

async function measureSongs(): Promise<void> {
  if (material !== 'pool') {
    const songs = await fretsOnFireSongs(seconds)
    for (const { name, guitar, rest } of songs)
      await measure(name, new Map([['guitar', guitar]]), [guitar, rest])
    for (const [i, voice] of (await poolVoices(seconds, songs.length)).entries())
      await measureSung(songs[i]!, voice)
  }
  if (material !== 'real') {
    for (const { name, stems } of await poolMixes(seconds)) await measure(name, stems, [...stems.values()])
  }
  console.table(rows)
  console.table(means())
  console.log(`Stems sum to the input within ${largestResidual.toFixed(0)} dBFS.`)
  console.table(speeds.table())
}

async function measureSung({ name, guitar, rest }: GuitarSong, voice: Audio): Promise<void> {
  const band = sumOf([guitar, rest])
  const gain = 10 ** (VOICE_DB / 20) * Math.sqrt(energyOf(band) / energyOf(voice))
  const vocal = { ...voice, channels: voice.channels.map((channel) => channel.map((value) => gain * value)) }
  await measure(`${name}, sung`, new Map([['vocal', vocal]]), [vocal, band])
}

/** Eight minutes, as a server takes them apart: nothing is kept of the parts. */
async function measureLong(): Promise<void> {
  const [song] = ownSongs(45, 1)
  const short = await song!.sound()
  const audio = {
    ...short,
    channels: short.channels.map((channel) =>
      Float32Array.from({ length: LONG_SECONDS * short.sampleRate }, (_, i) => channel[i % channel.length]!),
    ),
  }
  const memory = () => Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    `Memory before: ${memory()} MiB at most (more where the song had to be performed first: run it again).`,
  )
  const network = networks[0]![1].all
  const shares = await speeds.measure('listening', audio, () => findPartShares(audio, network))
  const parts = stemsWithRestLast(shares)
    .slice(0, -1)
    .map((stem) => [{ stem }])
  for (const [what, wanted] of [
    ['voice', [VOICES]],
    [`${parts.length + 1} stems`, parts],
  ] as const) {
    await speeds.measure(`rendering ${what}`, audio, async () => {
      let frames = 0
      for (const block of renderParts(audio, shares, wanted)) frames += block.parts[0]![0]!.length
      return frames
    })
  }
  console.table(speeds.table())
  console.log(`Memory at its peak: ${memory()} MiB.`)
}

async function measure(
  song: string,
  stems: ReadonlyMap<StemName, Audio>,
  parts: readonly Audio[],
): Promise<void> {
  const mix = sumOf(parts)
  const voices = VOICES.map(({ stem }) => stem)
  const judged: (readonly [what: string, stems: readonly StemName[]])[] = [
    ['voices', voices],
    ['bass + drums', ['bass', 'drums', 'percussion']],
    ...[...stems.keys()]
      .filter((stem) => !voices.some((voice) => voice === stem))
      .map((stem) => [stem, [stem]] as const),
  ]
  for (const [by, network] of networks) {
    const row: Record<string, string | number> = { song, by }
    const found = await speeds.measure(`${by}, all stems`, mix, () => separateStems(mix, network.all))
    largestResidual = Math.max(largestResidual, residualDb(mix, [...found.values()]))
    const silence = { ...mix, channels: mix.channels.map((channel) => new Float32Array(channel.length)) }
    for (const [what, names] of judged) {
      const truths = names.flatMap((stem) => stems.get(stem) ?? [])
      if (truths.length < (what === 'bass + drums' ? 2 : 1)) continue
      const truth = sumOf(truths)
      if (10 * Math.log10(energyOf(truth) / energyOf(mix)) < LEAST_DB) continue
      const heard = sumOf([silence, ...names.flatMap((stem) => found.get(stem) ?? [])])
      row[`${what}: gain`] = round(sdr(truth, heard) - sdr(truth, mix))
      if (stems.size === 1) row[`${what}: SDR`] = round(sdr(truth, heard))
      if (what !== 'voices') continue
      const mono = { ...mix, channels: [middle(mix)] }
      const monoTruth = { ...mix, channels: [middle(truth)] }
      const { vocal } = await speeds.measure(`${by}, voice of mono`, mono, () =>
        separateVoice(mono, network.voices),
      )
      row['voices, mono: gain'] = round(sdr(monoTruth, vocal) - sdr(monoTruth, mono))
      if (stems.size === 1) row['voices, mono: SDR'] = round(sdr(monoTruth, vocal))
    }
    await speeds.measure(`${by}, voice`, mix, () => separateVoice(mix, network.voices))
    rows.push(row)
  }
}

/** Mean of each column over the songs that have it. */
function means(): Record<string, string | number>[] {
  return networks.map(([by]) => {
    const own = rows.filter((row) => row['by'] === by)
    const columns = new Set(
      own.flatMap((row) => Object.keys(row).filter((key) => key !== 'song' && key !== 'by')),
    )
    const mean: Record<string, string | number> = { by }
    for (const column of columns) {
      const values = own.flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : []))
      mean[column] = round(values.reduce((total, value) => total + value, 0) / values.length)
    }
    return mean
  })
}

function sdr(truth: Audio, heard: Audio): number {
  let [signal, error] = [1e-9, 1e-9]
  truth.channels.forEach((channel, c) => {
    for (let i = 0; i < channel.length; i++) {
      signal += channel[i]! ** 2
      error += (channel[i]! - heard.channels[c]![i]!) ** 2
    }
  })
  return 10 * Math.log10(signal / error)
}

function energyOf({ channels }: Audio): number {
  return channels.reduce((sum, channel) => channel.reduce((all, value) => all + value * value, sum), 1e-9)
}

function residualDb(mix: Audio, parts: readonly Audio[]): number {
  const sum = sumOf(parts)
  let peak = 1e-12
  mix.channels.forEach((channel, c) => {
    for (let i = 0; i < channel.length; i++)
      peak = Math.max(peak, Math.abs(channel[i]! - sum.channels[c]![i]!))
  })
  return 20 * Math.log10(peak)
}

function sumOf(parts: readonly Audio[]): Audio {
  const first = parts[0]!
  return {
    sampleRate: first.sampleRate,
    channels: first.channels.map((channel, c) =>
      channel.map((_, i) => parts.reduce((sum, part) => sum + part.channels[c]![i]!, 0)),
    ),
  }
}

function middle({ channels }: Audio): Float32Array {
  return channels[0]!.map((value, i) => (value + channels[1]![i]!) / 2)
}

function round(value: number): number {
  return Number(value.toFixed(2))
}
