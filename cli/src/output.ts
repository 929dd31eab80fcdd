/** Where a command writes; `process.stdout` and `process.stderr` fit. */
export interface Terminal {
  readonly stdout: Sink
  readonly stderr: Sink
}

export interface Sink {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Results go to stdout, all that is said about them to stderr: results can be piped. */
export interface Output {
  readonly isJson: boolean
  /** One result: as JSON with `--json`, otherwise as the lines. */
  result(value: unknown, lines: string | readonly string[]): void
  /** For people; not with `--quiet`. */
  note(text: string): void
  progress(label: string): ProgressLine
}

/** One line that is redrawn on a terminal; elsewhere a line for each new state. */
export interface ProgressLine {
  /** `fraction` 0 … 1; undefined when nobody knows. `state` is what is going on. */
  show(state: string, fraction?: number, details?: string): void
  end(): void
}

export interface OutputOptions {
  readonly json: boolean
  readonly quiet: boolean
}

export function createOutput({ stdout, stderr }: Terminal, { json, quiet }: OutputOptions): Output {
  return {
    isJson: json,
    result(value, lines) {
      const text = json ? JSON.stringify(value) : typeof lines === 'string' ? lines : lines.join('\n')
      if (text !== '') stdout.write(`${text}\n`)
    },
    note(text) {
      if (!quiet) stderr.write(`${text}\n`)
    },
    progress(label) {
      if (quiet) return { show: () => undefined, end: () => undefined }
      return stderr.isTTY ? redrawnLine(stderr, label) : loggedLine(stderr, label)
    },
  }
}

const BAR_WIDTH = 24
const CLEAR_LINE = '\r\u001b[K'

function redrawnLine(sink: Sink, label: string): ProgressLine {
  return {
    show(state, fraction, details = '') {
      const bar =
        fraction === undefined
          ? ''
          : ` ${barOf(fraction)} ${String(Math.floor(fraction * 100)).padStart(3)} %`
      const line = `${label}${bar}  ${state}${details && `, ${details}`}`
      sink.write(CLEAR_LINE + line.slice(0, (sink.columns ?? 80) - 1))
    },
    end() {
      sink.write(CLEAR_LINE)
    },
  }
}

function barOf(fraction: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * BAR_WIDTH)
  return `[${'='.repeat(filled)}${' '.repeat(BAR_WIDTH - filled)}]`
}

function loggedLine(sink: Sink, label: string): ProgressLine {
  let shown = ''
  return {
    show(state) {
      if (state === shown) return
      shown = state
      sink.write(`${label}: ${state}\n`)
    },
    end: () => undefined,
  }
}

/** Columns as wide as their widest cell; the last one is not padded. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  )
}

/** `3:07` */
export function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
