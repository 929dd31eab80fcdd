import {
  LOG_LEVELS,
  type LogLevelName,
  type LogLineData,
  type LogPage,
  type LogQuery,
} from '@troubadour/contract'

/** The last lines of a process's log, in memory. A pino destination. */
export interface LogTail {
  write(line: string): void
  read(query: LogQuery): LogPage
}

export interface LogTailOptions {
  /** Lines kept. Default 1000. */
  readonly capacity?: number
  /** Values that must not be shown wherever they occur. */
  readonly secrets?: readonly (string | undefined)[]
}

/** A longer line (a stack trace, say) is cut, in characters. */
const MAX_LINE_CHARS = 8000
const BLACKED_OUT = '•••'
/** Keys and secrets of our own, bearer tokens, passwords in URLs. */
const SECRET_SHAPES = [
  /\b(sk-|trb_)[\w-]{6,}/g,
  /\bwhsec_[\w+/=-]+/g,
  /(?<=\bBearer\s)\S+/gi,
  /(?<=\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g,
]
/** What every line has, and what tells it apart. */
const STANDARD_FIELDS = new Set(['level', 'time', 'pid', 'hostname', 'msg'])
/** Shorter ones would black out ordinary words. */
const MIN_SECRET_CHARS = 6

export function createLogTail({ capacity = 1000, secrets = [] }: LogTailOptions = {}): LogTail {
  const known = secrets.filter(
    (secret): secret is string => secret !== undefined && secret.length >= MIN_SECRET_CHARS,
  )
  const lines: LogLineData[] = []
  let lastId = 0

  /** Works on parsed text: inside JSON a secret could be spelt with escapes. */
  function blackedOut(value: unknown): unknown {
    if (typeof value === 'string') {
      let text = value
      for (const secret of known) text = text.replaceAll(secret, BLACKED_OUT)
      for (const shape of SECRET_SHAPES) text = text.replace(shape, BLACKED_OUT)
      return text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}…` : text
    }
    if (Array.isArray(value)) return value.map(blackedOut)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, blackedOut(inner)]))
  }

  return {
    write(text) {
      let entry: Record<string, unknown>
      try {
        entry = blackedOut(JSON.parse(text)) as Record<string, unknown>
      } catch {
        return
      }
      lines.push({
        id: String(++lastId),
        time: new Date(Number(entry['time'])).toISOString(),
        level: nameOfLevel(Number(entry['level'])),
        message: typeof entry['msg'] === 'string' ? entry['msg'] : '',
        details: Object.fromEntries(Object.entries(entry).filter(([name]) => !STANDARD_FIELDS.has(name))),
      })
      if (lines.length > capacity) lines.shift()
    },

    read({ level, after = 0, limit }) {
      const least = level === undefined ? 0 : LOG_LEVELS.indexOf(level)
      const fresh = lines.filter((line) => Number(line.id) > after && LOG_LEVELS.indexOf(line.level) >= least)
      return {
        lines: fresh.slice(-limit),
        lost: after > 0 && Number(lines[0]?.id ?? lastId + 1) > after + 1,
      }
    },
  }
}

/** pino counts severities in tens: 10 is trace, 60 fatal. */
function nameOfLevel(level: number): LogLevelName {
  return LOG_LEVELS[Math.min(LOG_LEVELS.length, Math.max(1, Math.round(level / 10))) - 1]!
}
