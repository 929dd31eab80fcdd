import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Audio } from '../../src/dsp/audio.js'
import type { StemName } from '../../src/music/stems.js'

/** Where the rendered stems lie while a network is trained; nothing of it is committed. */
export const POOL_FOLDER = process.env['POOL_FOLDER'] ?? 'out/separation-pool'
/** Everything is rendered at the rate that separation works at, in Hz. */
export const POOL_RATE = 48_000

/** Whether networks are made from it or only judged by it. */
export type Split = 'train' | 'test'

/** What was rendered together: stems of one song that fit each other, or one voice. */
export interface PoolItem {
  readonly name: string
  readonly split: Split
  /** `studio`: our own songs; `midi`: people's MIDI files with a SoundFont; `kit`: one-shot samples; `speech`: re-sung speech. */
  readonly origin: 'studio' | 'midi' | 'kit' | 'speech'
  readonly stems: readonly StemName[]
}

/** Writes stems as 16-bit stereo PCM, each scaled to its own peak: mixing sets the levels anew. */
export async function writePoolItem(
  item: Omit<PoolItem, 'stems'>,
  stems: ReadonlyMap<StemName, Audio>,
): Promise<void> {
  const folder = join(POOL_FOLDER, item.name)
  await mkdir(folder, { recursive: true })
  const kept: StemName[] = []
  for (const [stem, { channels }] of stems) {
    const peak = peakOf(channels)
    if (peak < 1e-3) continue
    const [left, right] = [channels[0]!, channels[1] ?? channels[0]!]
    const pcm = new Int16Array(2 * left.length)
    for (let i = 0; i < left.length; i++) {
      pcm[2 * i] = Math.round((left[i]! / peak) * 32_000)
      pcm[2 * i + 1] = Math.round((right[i]! / peak) * 32_000)
    }
    await writeFile(join(folder, `${stem}.s16`), new Uint8Array(pcm.buffer))
    kept.push(stem)
  }
  if (kept.length > 0)
    await writeFile(join(folder, 'item.json'), JSON.stringify({ ...item, stems: kept } satisfies PoolItem))
}

/** All items of the pool, ordered by name. */
export async function readPool(): Promise<PoolItem[]> {
  const names = (await readdir(POOL_FOLDER)).toSorted()
  const items = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(POOL_FOLDER, name, 'item.json'), 'utf8').catch(() => undefined)
      return text === undefined ? undefined : (JSON.parse(text) as PoolItem)
    }),
  )
  return items.filter((item) => item !== undefined)
}

/** One stem of an item, stereo. */
export async function readPoolStem(item: PoolItem, stem: StemName): Promise<Audio> {
  const bytes = await readFile(join(POOL_FOLDER, item.name, `${stem}.s16`))
  return stereoOf(new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)))
}

function stereoOf(pcm: Int16Array): Audio {
  const frames = pcm.length / 2
  const channels = [new Float32Array(frames), new Float32Array(frames)] as const
  for (let i = 0; i < frames; i++) {
    channels[0][i] = pcm[2 * i]! / 32_768
    channels[1][i] = pcm[2 * i + 1]! / 32_768
  }
  return { sampleRate: POOL_RATE, channels }
}

function peakOf(channels: readonly Float32Array[]): number {
  let peak = 0
  for (const channel of channels) for (const value of channel) peak = Math.max(peak, Math.abs(value))
  return peak
}
