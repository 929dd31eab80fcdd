import { useQuery } from '@tanstack/react-query'
import type { LogLevelName, LogLineData } from '@troubadour/contract'
import { useEffect, useRef, useState } from 'react'
import { Badge, type Tone } from '../../parts/badge.js'
import { SelectField, TextField } from '../../parts/field.js'
import { ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Switch } from '../../parts/switch.js'
import { useServer } from '../../server/server.js'
import styles from './system.module.css'

const REFRESH_MS = 2000
const LEVELS = [
  { value: 'trace', label: 'Everything' },
  { value: 'info', label: 'Info and more' },
  { value: 'warn', label: 'Warnings and errors' },
  { value: 'error', label: 'Errors' },
] as const
const TONES: Readonly<Record<LogLevelName, Tone>> = {
  trace: 'neutral',
  debug: 'neutral',
  info: 'info',
  warn: 'warn',
  error: 'bad',
  fatal: 'bad',
}

/** The end of the log, as it grows. */
export function Logs() {
  const { client } = useServer()
  const [level, setLevel] = useState<(typeof LEVELS)[number]['value']>('trace')
  const [words, setWords] = useState('')
  const [isFollowing, setFollowing] = useState(true)
  const box = useRef<HTMLDivElement>(null)
  const page = useQuery({
    queryKey: ['logs', level],
    queryFn: ({ signal }) => client.logs({ level, limit: 500 }, { signal }),
    refetchInterval: isFollowing ? REFRESH_MS : false,
    placeholderData: (before) => before,
  })
  const wanted = words.trim().toLowerCase()
  const lines = (page.data?.lines ?? []).filter((line) => wanted === '' || textOf(line).includes(wanted))
  const last = lines.at(-1)?.id
  useEffect(() => {
    if (isFollowing && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [isFollowing, last])
  return (
    <div className={styles['stack']}>
      <div className={styles['filters']}>
        <SelectField label="Severity" isLabelHidden value={level} options={LEVELS} onChange={setLevel} />
        <TextField
          label="Find in the log"
          isLabelHidden
          type="search"
          placeholder="Find"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Switch label="Follow" isOn={isFollowing} onChange={setFollowing} />
      </div>
      {page.isPending && <Skeleton lines={4} />}
      {page.isError && <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />}
      {page.isSuccess && (
        // Scrolls, so keyboards must reach it.
        <div ref={box} className={styles['log']} tabIndex={0} role="log" aria-live="off" aria-label="Log">
          {lines.length === 0 ? (
            <p className="muted small">
              {wanted === '' ? 'Nothing was logged at this severity.' : 'No line holds these words.'}
            </p>
          ) : (
            <ol>
              {lines.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ol>
          )}
        </div>
      )}
      <p className="muted small">
        The last 1000 lines of the process that answers. What looks like a secret is blacked out.
      </p>
    </div>
  )
}

function Line({ line }: { readonly line: LogLineData }) {
  const { err, ...rest } = line.details
  const error = err as { readonly message?: string; readonly stack?: string } | undefined
  const details = Object.keys(rest).length > 0 ? JSON.stringify(rest) : ''
  return (
    <li className={styles['logLine']}>
      <time dateTime={line.time} className="muted">
        {new Date(line.time).toLocaleTimeString('en-GB')}
      </time>
      <Badge tone={TONES[line.level]}>{line.level}</Badge>
      <span className={styles['logText']}>
        {line.message}
        {error?.message !== undefined && `: ${error.message}`}{' '}
        {details !== '' && <span className="muted">{details}</span>}
        {error?.stack !== undefined && (
          <details>
            <summary className="muted">Where</summary>
            <pre className={styles['stackTrace']}>{error.stack}</pre>
          </details>
        )}
      </span>
    </li>
  )
}

function textOf({ message, details }: LogLineData): string {
  return `${message} ${JSON.stringify(details)}`.toLowerCase()
}
