import { useQuery } from '@tanstack/react-query'
import type { SystemData } from '@troubadour/contract'
import { isApiError } from '@troubadour/sdk'
import { Lock } from 'lucide-react'
import { useSearchParams } from 'wouter'
import { Badge } from '../../parts/badge.js'
import { Facts } from '../../parts/code-block.js'
import { formatAge, formatBytes, formatTime } from '../../parts/formats.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Meter } from '../../parts/meter.js'
import { NumbersTable } from '../../parts/numbers-table.js'
import { Page, Panel } from '../../parts/page.js'
import { Tabs } from '../../parts/tabs.js'
import { useServer } from '../../server/server.js'
import { STATE_TONES, STATE_WORDS } from '../tasks/task-words.js'
import { Configuration } from './configuration.js'
import { Logs } from './logs.js'
import styles from './system.module.css'

const REFRESH_MS = 3000

/** How the server is, for administrators. */
export default function SystemScene() {
  const { client } = useServer()
  const [search, setSearch] = useSearchParams()
  const tab = search.get('tab') ?? 'health'
  const system = useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => client.system({ signal }),
    refetchInterval: REFRESH_MS,
  })
  const isRefused = isApiError(system.error) && system.error.code === 401
  return (
    <Page
      title="System"
      description={
        system.data &&
        `Troubadour ${system.data.version} at ${system.data.url}, ${roleWords(system.data.role)}`
      }
    >
      {system.isPending && <Skeleton lines={5} />}
      {system.isError &&
        (isRefused ? (
          <Empty icon={<Lock size={28} aria-hidden />} title="For administrators">
            This key lacks the scope “admin”.
          </Empty>
        ) : (
          <ErrorNotice error={system.error} onRetry={() => void system.refetch()} />
        ))}
      {system.data && !isRefused && (
        <Tabs
          label="System"
          value={tab}
          onChange={(value) => setSearch(value === 'health' ? {} : { tab: value }, { replace: true })}
          tabs={[
            { value: 'health', label: 'Health', content: () => <Health system={system.data} /> },
            { value: 'logs', label: 'Logs', content: () => <Logs /> },
            {
              value: 'configuration',
              label: 'Configuration',
              content: () => <Configuration rows={system.data.configuration} />,
            },
          ]}
        />
      )}
    </Page>
  )
}

function roleWords(role: SystemData['role']): string {
  if (role === 'all') return 'answering requests and performing tasks'
  return role === 'api' ? 'answering requests only' : 'performing tasks only'
}

function Health({ system }: { readonly system: SystemData }) {
  const { process: own, database, storage, callbacks } = system
  return (
    <div className={styles['grid']}>
      <Panel title="Health">
        <ul className={styles['checks']}>
          {Object.entries(system.checks).map(([name, found]) => (
            <li key={name}>
              <span>{name}</span>
              <Badge tone={found === 'ok' ? 'good' : 'bad'}>{found}</Badge>
            </li>
          ))}
          <li>
            <span>free disk space</span>
            <Badge tone={storage.freeBytes >= storage.minFreeBytes ? 'good' : 'bad'}>
              {storage.freeBytes >= storage.minFreeBytes ? 'ok' : 'too little: no new work is taken'}
            </Badge>
          </li>
        </ul>
        <Facts
          facts={[
            ['Since', formatTime(system.startedAt)],
            ['Process', `${own.pid}, Node ${system.node}`],
            ['Memory', formatBytes(own.memoryBytes)],
            ['Load', `${own.load.toFixed(2)} on ${own.cores} cores`],
          ]}
        />
      </Panel>

      <Panel title="Queue">
        <NumbersTable
          columns={['Lane', 'Queued', 'Running', 'Places']}
          rows={system.queue.map(({ lane, queued, running, places }) => ({
            name: lane,
            cells: [queued, running, places],
          }))}
        />
        <p className="muted small">Places: tasks that one worker takes at a time.</p>
        <div className={styles['counts']}>
          <span className="small">Last 24 hours</span>
          {Object.entries(system.lastDay).map(([state, count]) => (
            <Badge key={state} tone={STATE_TONES[state as keyof typeof STATE_TONES] ?? 'neutral'}>
              {count} {(STATE_WORDS[state as keyof typeof STATE_WORDS] ?? state).toLowerCase()}
            </Badge>
          ))}
        </div>
      </Panel>

      <Panel title="Workers">
        {system.workers.length === 0 ? (
          <p className="muted small">No worker has a task in hand.</p>
        ) : (
          <ul className={styles['workers']}>
            {system.workers.map(({ id, isThis, running, lastSeenAt }) => (
              <li key={id}>
                <code className={styles['worker']}>{id}</code>
                <span className={styles['counts']}>
                  {isThis && <Badge tone="info">this process</Badge>}
                  <Badge tone={running > 0 ? 'accent' : 'neutral'}>
                    {running === 0 ? 'idle' : `${running} in work`}
                  </Badge>
                  {lastSeenAt !== null && <span className="muted small">{formatAge(lastSeenAt)}</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Facts facts={[['Render threads', String(system.renderThreads)]]} />
      </Panel>

      <Panel title="Storage">
        <div className={styles['space']}>
          <span className="small">
            {formatBytes(storage.freeBytes)} of {formatBytes(storage.totalBytes)} free
          </span>
          <Meter
            label="Disk in use"
            max={storage.totalBytes}
            value={storage.totalBytes - storage.freeBytes}
          />
        </div>
        <Facts
          facts={[
            [storage.kind === 's3' ? 'Bucket' : 'Folder', storage.place],
            ['Files', `${storage.files.toLocaleString('en')}, ${formatBytes(storage.filesBytes)}`],
            ['Kept', `${storage.retentionDays} days`],
            ['Work stops below', formatBytes(storage.minFreeBytes)],
          ]}
        />
      </Panel>

      <Panel title="Database">
        <Facts
          facts={[
            ['PostgreSQL', database.version],
            ['Kind', database.kind === 'embedded' ? 'embedded in this server' : 'external'],
            ['Size', formatBytes(database.sizeBytes)],
          ]}
        />
      </Panel>

      <Panel title="Callbacks">
        <Facts
          facts={[
            ['To be sent', String(callbacks.pending)],
            ['Behind earlier ones', String(callbacks.waiting)],
            ['Given up', String(callbacks.dead)],
            ['Longest due', `${callbacks.oldestDueSeconds.toFixed(1)} s`],
            ['Receivers down', String(callbacks.openCircuits)],
          ]}
        />
      </Panel>

      <Panel title="Engines" className={styles['wide']}>
        <Facts facts={system.engines.map(({ port, id }) => [port, <code>{id}</code>] as const)} />
      </Panel>
    </div>
  )
}
