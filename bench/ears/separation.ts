/**
 * How well are recordings taken apart? Mixes whose stems are known: rock songs with a guitar recorded apart (Debian's
 * fretsonfire packages; real), and songs of the pool that nothing was trained on (`training/separation`: other songs, fonts,
 * genres and singers). SDR = energy of a stem over energy of the error, in dB; `gain` = SDR less what the untouched mix has.
 *
 *   apt-get install ffmpeg fretsonfire-songs-sectoid fretsonfire-songs-muldjord
 *   npm run bench:ears:separation [-- SECONDS [real|pool]]        default 15 seconds of each song
 */
import { shareByRules } from '../../src/analysis/separation/rule-shares.js'
import { separateStems, separateVoice, VOICES } from '../../src/analysis/separation/separate.js'
import type { ShareNetwork } from '../../src/analysis/separation/share-network.js'
import { durationSeconds, type Audio } from '../../src/dsp/audio.js'
import { loadShareNetwork } from '../../src/engines/adapters/embedded/share-network.js'
import type { StemName } from '../../src/music/stems.js'
import { fretsOnFireSongs } from './material/frets-on-fire.js'
import { poolMixes } from './material/pool-mixes.js'

const seconds = Number(process.argv[2] ?? 15)
const material = process.argv[3]
const rows: Record<string, string | number>[] = []
const networks: readonly (readonly [string, ShareNetwork])[] = [
  ['network', await loadShareNetwork()],
  ['rules', shareByRules],
]
const spent = new Map<string, { seconds: number; music: number }>()
let largestResidual = -Infinity

if (material !== 'pool') {
  for (const { name, guitar, rest } of await fretsOnFireSongs(40, seconds)) {
    await measure(name, new Map([['guitar', guitar]]), [guitar, rest])
  }
}
if (material !== 'real') {
  for (const { name, stems } of await poolMixes(seconds)) await measure(name, stems, [...stems.values()])
}
console.table(rows)
console.table(means())
console.log(`Stems sum to the input within ${largestResidual.toFixed(0)} dBFS.`)
for (const [what, { seconds: used, music }] of spent)
  console.log(`${what}: ${(music / used).toFixed(1)} times real time on one core.`)
console.log(`Memory at its peak: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB.`)

async function measure(
  song: string,
  stems: ReadonlyMap<StemName, Audio>,
  parts: readonly Audio[],
): Promise<void> {
  const mix = sumOf(parts)
  const voices = VOICES.flatMap(({ stem }) => stems.get(stem) ?? [])
  for (const [by, network] of networks) {
    const row: Record<string, string | number> = { song, by }
    const found = await timed(`${by}, all stems`, mix, () => separateStems(mix, network))
    largestResidual = Math.max(largestResidual, residualDb(mix, [...found.values()]))
    for (const [stem, truth] of stems) {
      if (voices.includes(truth)) continue
      const heard = found.get(stem)
      row[stem] = heard ? round(sdr(truth, heard) - sdr(truth, mix)) : 'not heard'
      if (stems.size === 1) row[`${stem} SDR`] = heard ? round(sdr(truth, heard)) : 'not heard'
    }
    if (voices.length > 0) {
      const truth = sumOf(voices)
      const heard = VOICES.flatMap(({ stem }) => found.get(stem) ?? [])
      row['voices'] = heard.length > 0 ? round(sdr(truth, sumOf(heard)) - sdr(truth, mix)) : 'not heard'
      const mono = { ...mix, channels: [middle(mix)] }
      const monoTruth = { ...mix, channels: [middle(truth)] }
      const { vocal } = await timed(`${by}, voice of mono`, mono, () => separateVoice(mono, network))
      row['voices, mono'] = round(sdr(monoTruth, vocal) - sdr(monoTruth, mono))
    }
    rows.push(row)
  }
}

/** Mean of each column over the songs that have it; what was not heard counts as silence: 0 dB SDR, so nothing gained. */
function means(): Record<string, string | number>[] {
  return networks.map(([by]) => {
    const own = rows.filter((row) => row['by'] === by)
    const columns = new Set(
      own.flatMap((row) => Object.keys(row).filter((key) => key !== 'song' && key !== 'by')),
    )
    const mean: Record<string, string | number> = { by }
    for (const column of columns) {
      const values = own.flatMap((row) => (column in row ? [row[column]] : []))
      const sum = values.reduce<number>((total, value) => total + (typeof value === 'number' ? value : 0), 0)
      mean[column] = round(sum / values.length)
    }
    return mean
  })
}

async function timed<T>(what: string, { channels, sampleRate }: Audio, work: () => Promise<T>): Promise<T> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  const so = spent.get(what) ?? { seconds: 0, music: 0 }
  spent.set(what, {
    seconds: so.seconds + (user + system) / 1e6,
    music: so.music + durationSeconds({ channels, sampleRate }),
  })
  return result
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
