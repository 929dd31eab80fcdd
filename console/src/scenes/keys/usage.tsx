import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Facts } from '../../parts/code-block.js'
import { formatCredits } from '../../parts/formats.js'
import { ErrorNotice, Skeleton } from '../../parts/notices.js'
import { NumbersTable } from '../../parts/numbers-table.js'
import { Panel } from '../../parts/page.js'
import { Segments } from '../../parts/segments.js'
import { useServer } from '../../server/server.js'
import { KIND_WORDS } from '../tasks/task-words.js'
import styles from './keys.module.css'
import { UsageChart, type UsageDay } from './usage-chart.js'

const PERIODS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const
const MEASURES = [
  { value: 'credits', label: 'Credits' },
  { value: 'tasks', label: 'Tasks' },
] as const

const DAY_MS = 86_400_000

/** What the account has asked for and spent, by day and by kind. */
export function Usage() {
  const { client } = useServer()
  const [days, setDays] = useState<(typeof PERIODS)[number]['value']>('30')
  const [measure, setMeasure] = useState<(typeof MEASURES)[number]['value']>('credits')
  const today = new Date().toISOString().slice(0, 10)
  const from = new Date(Date.parse(today) - (Number(days) - 1) * DAY_MS).toISOString().slice(0, 10)
  const usage = useQuery({
    queryKey: ['usage', from, today],
    queryFn: ({ signal }) => client.usage({ from, to: today }, { signal }),
    placeholderData: (before) => before,
  })
  if (usage.isPending) return <Skeleton lines={4} />
  if (usage.isError) return <ErrorNotice error={usage.error} onRetry={() => void usage.refetch()} />
  const { rows, total } = usage.data
  const valueOf = (row: (typeof rows)[number]) => (measure === 'tasks' ? row.tasks : row.charged + row.held)

  const chart: UsageDay[] = Array.from({ length: Number(days) }, (_, index) => {
    const day = new Date(Date.parse(from) + index * DAY_MS).toISOString().slice(0, 10)
    return { day, value: rows.filter((row) => row.day === day).reduce((sum, row) => sum + valueOf(row), 0) }
  })
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
    .map((kind) => {
      const ofKind = rows.filter((row) => row.kind === kind)
      return {
        kind,
        tasks: ofKind.reduce((sum, row) => sum + row.tasks, 0),
        credits: ofKind.reduce((sum, row) => sum + row.charged + row.held, 0),
      }
    })
    .sort((a, b) => b.credits - a.credits || b.tasks - a.tasks)

  return (
    <div className={styles['stack']}>
      <div className={styles['bar']}>
        <Segments label="Period" value={days} options={PERIODS} onChange={setDays} />
        <Segments label="Measure" value={measure} options={MEASURES} onChange={setMeasure} />
      </div>
      <Panel>
        <Facts
          facts={[
            ['Tasks', total.tasks.toLocaleString('en')],
            ['Spent', formatCredits(total.charged)],
            ['Set aside', formatCredits(total.held)],
            ['Given back', formatCredits(total.refunded)],
          ]}
        />
        <UsageChart
          days={chart}
          label={`${measure === 'tasks' ? 'Tasks' : 'Credits'} by day`}
          unit={measure === 'tasks' ? 'tasks' : 'credits'}
        />
      </Panel>
      {kinds.length > 0 && (
        <Panel title="By kind">
          <NumbersTable
            columns={['Kind', 'Tasks', 'Credits']}
            rows={kinds.map(({ kind, tasks, credits }) => ({
              name: KIND_WORDS[kind] ?? kind,
              cells: [tasks.toLocaleString('en'), credits.toLocaleString('en', { maximumFractionDigits: 2 })],
            }))}
          />
        </Panel>
      )}
    </div>
  )
}
