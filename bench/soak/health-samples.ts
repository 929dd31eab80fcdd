import { setTimeout as sleep } from 'node:timers/promises'

/** What a server's process says of itself at one moment. */
export interface HealthSample {
  /** Seconds since the first sample. */
  readonly atSeconds: number
  /** Memory of the whole process, its threads included, in megabytes. */
  readonly residentMb: number
  /** Objects of the main thread that were alive or not yet collected, in megabytes. */
  readonly heapMb: number
  /** Open files, sockets and pipes. */
  readonly handles: number
  /** 99th percentile of the event loop's delay since the last sample, in milliseconds. */
  readonly loopLagMs: number
  /** Requests answered so far. */
  readonly requests: number
}

const METRICS = {
  residentMb: ['process_resident_memory_bytes', 1e-6],
  heapMb: ['nodejs_heap_size_used_bytes', 1e-6],
  handles: ['process_open_fds', 1],
  loopLagMs: ['nodejs_eventloop_lag_p99_seconds', 1e3],
  requests: ['troubadour_http_request_duration_seconds_count', 1],
} as const satisfies Record<Exclude<keyof HealthSample, 'atSeconds'>, readonly [string, number]>

/** Asks `url`/metrics every `everyMs` until `signal` aborts; `onSample` hears of each sample. A missed scrape is left out. */
export async function collectHealth(
  url: string,
  options: {
    readonly everyMs: number
    readonly signal: AbortSignal
    readonly onSample?: (sample: HealthSample) => void
  },
): Promise<HealthSample[]> {
  const startedAt = performance.now()
  const samples: HealthSample[] = []
  while (!options.signal.aborted) {
    const text = await fetch(`${url}/metrics`).then(
      (answer) => answer.text(),
      () => undefined,
    )
    if (text !== undefined) {
      const values = Object.fromEntries(
        Object.entries(METRICS).map(([field, [name, scale]]) => [field, sumOf(text, name) * scale]),
      ) as Omit<HealthSample, 'atSeconds'>
      const sample = { atSeconds: (performance.now() - startedAt) / 1000, ...values }
      samples.push(sample)
      options.onSample?.(sample)
    }
    await sleep(options.everyMs, undefined, { signal: options.signal }).catch(() => undefined)
  }
  return samples
}

/** The sum over all label values of a metric in Prometheus' text format. */
function sumOf(text: string, name: string): number {
  let sum = 0
  for (const [, value] of text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm')))
    sum += Number(value)
  return sum
}

/** How a figure has changed from the end of the warm-up (the first fifth) to the end of the run. */
export interface Growth {
  readonly before: number
  readonly after: number
  /** 0.1 is a tenth more. */
  readonly share: number
}

/**
 * Compares the second fifth of a run with its last. Of the heap, which rises and falls with each collection, the lowest
 * tenth counts; of all else the median.
 */
export function growthOf(
  samples: readonly HealthSample[],
  field: 'residentMb' | 'heapMb' | 'handles',
): Growth {
  const end = samples.at(-1)?.atSeconds ?? 0
  const level = (from: number, to: number) => {
    const values = samples
      .filter(({ atSeconds }) => atSeconds >= from * end && atSeconds <= to * end)
      .map((sample) => sample[field])
      .sort((a, b) => a - b)
    return values[Math.floor((field === 'heapMb' ? 0.1 : 0.5) * (values.length - 1))] ?? Number.NaN
  }
  const [before, after] = [level(0.2, 0.4), level(0.8, 1)]
  return { before, after, share: after / before - 1 }
}

/** `before → after (+share %)` in whole numbers. */
export function describeGrowth({ before, after, share }: Growth, unit: string): string {
  const percent = `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)} %`
  return `${before.toFixed(0)} → ${after.toFixed(0)}${unit} (${percent})`
}
