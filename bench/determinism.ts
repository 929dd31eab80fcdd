/**
 * Do the same seeds give the same bytes? Makes two takes of three songs with 1, 2 and 4 render threads, all at once, and
 * with 2 in another process, and compares the MP3s. Ends with code 1 where any differ.
 *
 *   npm run bench:determinism [-- SECONDS]        length of the songs, default 40 s
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { createEmbeddedEngines } from '../src/engines/adapters/embedded/embedded-engines.js'
import { createThreadedEngines } from '../src/engines/adapters/threaded/threaded-engines.js'

const SONGS = [
  {
    style: 'indie folk, female vocals',
    instrumental: false,
    lyrics: '[Verse]\nThe tide is coming in\nThe tide is going out',
  },
  { style: 'synthwave, 104 bpm', instrumental: true },
  { style: 'jazz trio with brushes', instrumental: true },
]
const OTHER_PROCESS = '--other-process'
const durationSeconds = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 40)

/** Hashes of all takes, in order. */
async function madeBy(renderThreads: number): Promise<string[]> {
  const engines = createThreadedEngines(createEmbeddedEngines(), { renderThreads })
  const { signal } = new AbortController()
  const quiet = { onProgress: () => undefined, onEncoded: () => undefined }
  try {
    const hashes = await Promise.all(
      SONGS.map(async (song, i) => {
        const takes = await engines.music.compose(
          { ...song, seed: 40 + i, takeCount: 2, durationSeconds, maxDurationSeconds: 480 },
          signal,
        )
        return Promise.all(
          takes.map(async ({ score }) => {
            const { mp3 } = await engines.music.perform({ score, recordingFiles: {} }, quiet, signal)
            return createHash('sha256').update(mp3).digest('hex')
          }),
        )
      }),
    )
    return hashes.flat()
  } finally {
    await engines.close()
  }
}

async function madeElsewhere(): Promise<string[]> {
  const child = [...process.execArgv, import.meta.filename, OTHER_PROCESS, `${durationSeconds}`]
  const { stdout } = await promisify(execFile)(process.execPath, child, { maxBuffer: 2 ** 20 })
  return JSON.parse(stdout) as string[]
}

if (process.argv.includes(OTHER_PROCESS)) console.log(JSON.stringify(await madeBy(2)))
else {
  const runs = {
    '1 thread': await madeBy(1),
    '2 threads': await madeBy(2),
    '4 threads': await madeBy(4),
    '2 threads, another process': await madeElsewhere(),
  }
  console.table(
    Object.fromEntries(
      Object.entries(runs).map(([run, hashes]) => [run, hashes.map((hash) => hash.slice(0, 12))]),
    ),
  )
  const distinct = new Set(Object.values(runs).map((hashes) => hashes.join()))
  console.log(distinct.size === 1 ? 'All the same.' : 'They differ.')
  process.exitCode = distinct.size === 1 ? 0 : 1
}
