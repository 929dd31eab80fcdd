/**
 * Does anything leak? Starts the built server on an empty folder, lets customers use it at an even rate for a long time,
 * and writes memory, heap, open files and event loop delay over the minutes into one picture.
 *
 *   npm run soak [-- --minutes 45 --rate 10 --out out/soak.svg]
 *
 * Fails when a task has not ended, a request was not answered as it should, or memory, heap or open files have grown by
 * more than a tenth between the end of the warm-up (a fifth of the run) and the end.
 */
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createRandom } from '../../src/dsp/random.js'
import { startServerProcess, type ServerProcess } from '../../test/support/server-process.js'
import { collectHealth, describeGrowth, growthOf } from './health-samples.js'
import { svgReport } from './svg-report.js'
import { sendTraffic } from './traffic.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '45' },
    rate: { type: 'string', default: '10' },
    'song-every': { type: 'string', default: '60' },
    out: { type: 'string', default: 'out/soak.svg' },
    seed: { type: 'string', default: '1' },
  },
})
const minutes = Number(values.minutes)
const rate = Number(values.rate)
/** A tenth is allowed; a leak over 45 minutes shows as more. */
const ALLOWED_GROWTH = 0.1
/** Handles and megabytes by which small numbers may differ without meaning anything. */
const SLACK = 12

const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-soak-'))
const receiver = await startReceiver()
let server: ServerProcess | undefined
try {
  server = await startServerProcess(dataDir, { MIN_FREE_DISK_MB: '2000' })
  const { data } = await server.call<{ key: string }>('/troubadour/v1/keys', {
    name: 'soak',
    sandbox: true,
    rateLimit: { events: 100_000, perSeconds: 1 },
  })
  const ending = new AbortController()
  let toldMinute = -1
  const watching = collectHealth(server.url, {
    everyMs: 5000,
    signal: ending.signal,
    onSample: ({ atSeconds, residentMb, heapMb, handles }) => {
      const minute = Math.floor(atSeconds / 60)
      if (minute === toldMinute) return
      toldMinute = minute
      console.log(
        `${String(minute).padStart(3)} min  ${residentMb.toFixed(0)} MB, heap ${heapMb.toFixed(0)} MB, ${handles} handles`,
      )
    },
  })
  const stopSending = AbortSignal.timeout(minutes * 60_000)
  const traffic = await sendTraffic({
    url: server.url,
    sandboxKey: data.key,
    realKey: server.key,
    rate,
    songEveryMs: Number(values['song-every']) * 1000,
    receivers: receiver.urls,
    random: createRandom(Number(values.seed)),
    signal: stopSending,
  })
  ending.abort()
  const samples = await watching
  const open = await unended(server)

  const growth = {
    memory: growthOf(samples, 'residentMb'),
    heap: growthOf(samples, 'heapMb'),
    handles: growthOf(samples, 'handles'),
  }
  const requests = (samples.at(-1)?.requests ?? 0) - (samples[0]?.requests ?? 0)
  const lines = [
    `${minutes} minutes, ${rate} acts a second, one server with its own PostgreSQL, on a machine of ${availableParallelism()} cores that others used too`,
    `${requests} requests, ${traffic.submitted.length} tasks, ${receiver.taken()} callbacks taken; tasks not ended: ${open}; unexpected answers: ${traffic.failures}`,
    `memory ${describeGrowth(growth.memory, ' MB')}, heap after collections ${describeGrowth(growth.heap, ' MB')}, handles ${describeGrowth(growth.handles, '')}`,
    Object.entries(traffic.acts)
      .map(([name, count]) => `${count} ${name}`)
      .slice(0, 6)
      .join(', '),
    Object.entries(traffic.acts)
      .map(([name, count]) => `${count} ${name}`)
      .slice(6)
      .join(', '),
  ]
  await mkdir(dirname(values.out), { recursive: true })
  await writeFile(values.out, svgReport('Soak', lines, samples))
  console.log(`\n${lines.join('\n')}\n${values.out}`)
  for (const problem of traffic.problems.slice(0, 20)) console.log(`- ${problem}`)
  const hasGrown = Object.values(growth).some(
    ({ before, after, share }) => share > ALLOWED_GROWTH && after - before > SLACK,
  )
  if (hasGrown || open > 0 || traffic.failures > 0) process.exitCode = 1
} finally {
  await server?.stop()
  await receiver.close()
  await rm(dataDir, { recursive: true, force: true })
}

/** Tasks that are still to end after a while: the delays and retries that were asked for are over by then. */
async function unended({ url }: ServerProcess): Promise<number> {
  let open = Number.NaN
  for (let wait = 0; wait < 60; wait++) {
    const text = await (await fetch(`${url}/metrics`)).text()
    open = [...text.matchAll(/^troubadour_tasks_(?:queued|running)\{.*\} (\d+)$/gm)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    )
    if (open === 0) return 0
    await sleep(2000)
  }
  return open
}

/** Takes callbacks; does not answer those to `/hanging`. */
async function startReceiver() {
  let taken = 0
  const listener = createServer((request, response) => {
    request.resume()
    if (request.url === '/hanging') return
    taken++
    request.on('end', () => response.end('{"status":"received"}'))
  }).listen(0, '0.0.0.0')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  return {
    urls: {
      well: `http://127.0.0.1:${port}/callback`,
      hanging: `http://127.0.0.2:${port}/hanging`,
      gone: 'http://127.0.0.3:9/gone',
    },
    taken: () => taken,
    close: async () => {
      listener.closeAllConnections()
      listener.close()
      await once(listener, 'close')
    },
  }
}
