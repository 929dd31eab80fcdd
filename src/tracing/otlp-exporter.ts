import { request } from 'undici'
import type { Attributes, FinishedSpan, SpanKind } from './tracer.js'

/** Takes finished spans and sends them some time. */
export interface SpanExporter {
  add(span: FinishedSpan): void
  /** Sends what is left. */
  close(): Promise<void>
}

export interface OtlpOptions {
  /** Base URL of a collector that takes OTLP over HTTP, e.g. `http://localhost:4318`. */
  readonly endpoint: string
  readonly serviceName: string
  /** Told of spans that could not be sent; they are dropped. */
  readonly onError: (error: unknown) => void
  /** Between two parcels, in milliseconds. Default 2,000. */
  readonly everyMs?: number
}

/** Spans kept for a collector that does not answer; more are dropped. */
const MAX_KEPT = 5000
const TIMEOUT_MS = 10_000
/** Numbers of the protocol (opentelemetry/proto/trace/v1, Span.SpanKind). */
const KINDS: Readonly<Record<SpanKind, number>> = {
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
}
const STATUS_ERROR = 2

/** Sends spans as OTLP JSON to `<endpoint>/v1/traces`, several at a time. */
export function createOtlpExporter(options: OtlpOptions): SpanExporter {
  const { endpoint, serviceName, onError, everyMs = 2000 } = options
  let kept: FinishedSpan[] = []
  let sending: Promise<void> = Promise.resolve()

  async function send(spans: readonly FinishedSpan[]): Promise<void> {
    try {
      const { statusCode, body } = await request(`${endpoint}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parcelOf(serviceName, spans)),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      })
      await body.dump()
      if (statusCode >= 300) throw new Error(`the collector answered ${statusCode}`)
    } catch (error) {
      onError(error)
    }
  }

  function flush(): Promise<void> {
    const spans = kept
    kept = []
    if (spans.length > 0) sending = sending.then(() => send(spans))
    return sending
  }

  const timer = setInterval(() => void flush(), everyMs).unref()
  return {
    add(span) {
      if (kept.length < MAX_KEPT) kept.push(span)
    },
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}

function parcelOf(serviceName: string, spans: readonly FinishedSpan[]): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': serviceName }) },
        scopeSpans: [
          {
            scope: { name: 'troubadour' },
            spans: spans.map((span) => ({
              traceId: span.traceId,
              spanId: span.spanId,
              ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
              name: span.name,
              kind: KINDS[span.kind],
              startTimeUnixNano: String(span.startNanos),
              endTimeUnixNano: String(span.endNanos),
              attributes: attributesOf(span.attributes),
              ...(span.error !== undefined && { status: { code: STATUS_ERROR, message: span.error } }),
            })),
          },
        ],
      },
    ],
  }
}

function attributesOf(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : typeof value === 'boolean'
          ? { boolValue: value }
          : { doubleValue: value },
  }))
}
