import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Audio } from '../../../src/dsp/audio.js'

/** Rendered sounds stay here from one run to the next; delete it after changes to the studio. */
const FOLDER = process.env['EARS_BENCH_FOLDER'] ?? join(tmpdir(), 'troubadour-bench-ears')

/** The sound of this name, rendered the first time it is asked for. Stereo; 16 bits a sample on disk. */
export async function keptSound(name: string, render: () => Promise<Audio>): Promise<Audio> {
  const file = join(FOLDER, `${name.replace(/[^\w-]+/g, '_')}.s16`)
  const known = await readFile(file).catch(() => undefined)
  if (known) return fromBytes(known)
  const bytes = toBytes(await render())
  await mkdir(FOLDER, { recursive: true })
  await writeFile(`${file}.part`, bytes)
  await rename(`${file}.part`, file)
  return fromBytes(bytes)
}

/** Four bytes of sample rate, then left and right in turn. */
function toBytes({ sampleRate, channels }: Audio): Buffer {
  const [left, right] = [channels[0]!, channels[1] ?? channels[0]!]
  const bytes = Buffer.alloc(4 + 4 * left.length)
  bytes.writeUInt32LE(sampleRate)
  const sample = (value: number) => Math.round(Math.max(-1, Math.min(1, value)) * 32_767)
  for (let i = 0; i < left.length; i++) {
    bytes.writeInt16LE(sample(left[i]!), 4 + 4 * i)
    bytes.writeInt16LE(sample(right[i]!), 6 + 4 * i)
  }
  return bytes
}

function fromBytes(bytes: Buffer): Audio {
  const frames = (bytes.length - 4) >> 2
  const channels = [new Float32Array(frames), new Float32Array(frames)] as const
  for (let i = 0; i < frames; i++) {
    channels[0][i] = bytes.readInt16LE(4 + 4 * i) / 32_768
    channels[1][i] = bytes.readInt16LE(6 + 4 * i) / 32_768
  }
  return { sampleRate: bytes.readUInt32LE(), channels }
}
