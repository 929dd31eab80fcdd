import { statfs } from 'node:fs/promises'
import { availableParallelism, freemem, loadavg, totalmem } from 'node:os'
import type { SystemData } from '@troubadour/contract'
import { sql } from 'kysely'
import { describeConfig } from '../config.js'
import type { Engines } from '../engines/engines.js'
import { formatWorkerId, queueGauges, thisWorker } from '../tasks/index.js'
import { outboxGauges } from '../webhooks/index.js'
import type { Foundation } from './foundation.js'
import { packageVersion } from './package-version.js'
import { readiness } from './readiness.js'

const startedAt = new Date(Date.now() - process.uptime() * 1000)

/** How the server is, for the console of an administrator. */
export async function systemOverview(foundation: Foundation): Promise<SystemData> {
  const { config, connection, concurrency, engines, publicUrl } = foundation
  const { db } = connection
  const [problems, database, queue, lastDay, workers, callbacks, files, disk] = await Promise.all([
    readiness(foundation),
    sql<{ version: string; size: number }>`
      select current_setting('server_version') as version,
             pg_database_size(current_database())::double precision as size`.execute(db),
    queueGauges(db),
    sql<{ state: string; count: number }>`
      select state, count(*)::integer as count from tasks
       where created_at > statement_timestamp() - interval '1 day' group by state`.execute(db),
    busyWorkers(foundation),
    outboxGauges(db),
    sql<{ count: number; bytes: number }>`
      select count(*)::integer as count, coalesce(sum(size_bytes), 0)::double precision as bytes
        from files`.execute(db),
    statfs(config.dataDir),
  ])
  return {
    version: packageVersion(),
    node: process.version,
    role: config.role,
    url: publicUrl.current,
    startedAt: startedAt.toISOString(),
    checks: Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, problem ?? 'ok'])),
    process: {
      pid: process.pid,
      memoryBytes: process.memoryUsage.rss(),
      cores: availableParallelism(),
      load: loadavg()[0]!,
      memoryTotalBytes: totalmem(),
      memoryFreeBytes: freemem(),
    },
    database: {
      kind: config.databaseUrl === undefined ? 'embedded' : 'external',
      version: database.rows[0]!.version,
      sizeBytes: database.rows[0]!.size,
    },
    queue: Object.entries(concurrency).map(([lane, places]) => ({
      lane,
      queued: queue.queued[lane] ?? 0,
      running: queue.running[lane] ?? 0,
      places,
    })),
    lastDay: Object.fromEntries(lastDay.rows.map(({ state, count }) => [state, count])),
    workers,
    callbacks,
    storage: {
      kind: config.s3 ? 's3' : 'disk',
      place: config.s3?.bucket ?? config.dataDir,
      files: files.rows[0]!.count,
      filesBytes: files.rows[0]!.bytes,
      freeBytes: disk.bavail * disk.bsize,
      totalBytes: disk.blocks * disk.bsize,
      minFreeBytes: config.minFreeDiskBytes,
      retentionDays: config.retentionDays,
    },
    engines: enginesInUse(engines),
    renderThreads: config.renderThreads,
    configuration: describeConfig(),
  }
}

async function busyWorkers({ config, connection }: Foundation): Promise<SystemData['workers']> {
  const { rows } = await sql<{ id: string; running: number; seen: Date | null }>`
    select worker_id as id, count(*)::integer as running, max(heartbeat_at) as seen
      from tasks where state = 'running' group by worker_id order by worker_id`.execute(connection.db)
  // Machine and process number tell which one this is; what follows tells it from earlier ones.
  const own = formatWorkerId(thisWorker())
  const place = own.slice(0, own.lastIndexOf('/') + 1)
  const busy = rows.map(({ id, running, seen }) => ({
    id,
    isThis: id.startsWith(place),
    running,
    lastSeenAt: seen?.toISOString() ?? null,
  }))
  if (config.role === 'api' || busy.some(({ isThis }) => isThis)) return busy
  return [{ id: own, isThis: true, running: 0, lastSeenAt: null }, ...busy]
}

/** What each port is for, in words. */
const PORTS: Readonly<Record<keyof Engines, string>> = {
  music: 'Songs',
  lyrics: 'Lyrics',
  separator: 'Stems',
  transcriber: 'Listening to recordings',
  aligner: 'Word times',
  notator: 'MIDI',
  styleWriter: 'Style words',
  voiceAnalyst: 'Voices',
  coverArtist: 'Cover pictures',
  video: 'Videos',
}

function enginesInUse(engines: Engines): SystemData['engines'] {
  return Object.entries(PORTS).map(([name, port]) => ({ port, id: engines[name as keyof Engines].id }))
}
