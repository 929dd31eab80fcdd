import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { SpanExporter } from './otlp-exporter.js'

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer'
export type Attributes = Readonly<Record<string, string | number | boolean>>

/** A piece of work with a beginning and an end. */
export interface Span {
  /** W3C trace context, to be sent along or stored: `00-<trace>-<span>-01`. */
  readonly traceparent: string
  set(attributes: Attributes): void
  /** With an error the span counts as failed. Further calls do nothing. */
  end(error?: unknown): void
}

/** Follows work through requests, queue, engines and callbacks. */
export interface Tracer {
  /** Begins a span below `parent` (a traceparent from anywhere), else below the span of the work around it, else a new trace. */
  start(
    name: string,
    options?: {
      readonly kind?: SpanKind
      readonly parent?: string | undefined
      readonly attributes?: Attributes
    },
  ): Span
  /** Runs work as part of a span: spans that begin inside are below it. */
  within<T>(span: Span, work: () => T): T
  /** Sends what has not been sent. */
  close(): Promise<void>
}

/** One finished span as it is exported. Ids are lower-case hex, times nanoseconds since 1970. */
export interface FinishedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  readonly kind: SpanKind
  readonly startNanos: bigint
  readonly endNanos: bigint
  readonly attributes: Attributes
  readonly error: string | undefined
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/** A tracer that hands finished spans to `exporter`. */
export function createTracer(exporter: SpanExporter): Tracer {
  const around = new AsyncLocalStorage<Span>()
  return {
    start(name, { kind = 'internal', parent, attributes = {} } = {}) {
      const [, traceId = randomBytes(16).toString('hex'), parentSpanId] =
        TRACEPARENT.exec(parent ?? around.getStore()?.traceparent ?? '') ?? []
      const spanId = randomBytes(8).toString('hex')
      const startNanos = nowNanos()
      let all = attributes
      let isOpen = true
      return {
        traceparent: `00-${traceId}-${spanId}-01`,
        set(more) {
          all = { ...all, ...more }
        },
        end(error) {
          if (!isOpen) return
          isOpen = false
          exporter.add({
            ...{ traceId, spanId, parentSpanId, name, kind, startNanos },
            endNanos: nowNanos(),
            attributes: all,
            error: error === undefined ? undefined : error instanceof Error ? error.message : 'failed',
          })
        },
      }
    },
    within: (span, work) => around.run(span, work),
    close: () => exporter.close(),
  }
}

const SILENT_SPAN: Span = { traceparent: '', set: () => undefined, end: () => undefined }

/** Does nothing: tracing is off. */
export const NO_TRACER: Tracer = {
  start: () => SILENT_SPAN,
  within: (_span, work) => work(),
  close: async () => undefined,
}

/** Runs work as a span, which ends with it. */
export async function traced<T>(tracer: Tracer, span: Span, work: () => Promise<T>): Promise<T> {
  try {
    const result = await tracer.within(span, work)
    span.end()
    return result
  } catch (error) {
    span.end(error)
    throw error
  }
}

/** Every asynchronous method of an engine as a span `engine <port>.<method>`. */
export function tracedPorts<Ports extends object>(tracer: Tracer, ports: Ports): Ports {
  if (tracer === NO_TRACER) return ports
  return new Proxy(ports, {
    get(target, port) {
      const value = Reflect.get(target, port) as unknown
      if (typeof port !== 'string' || typeof value !== 'object' || value === null) return value
      return new Proxy(value, {
        get(engine, method) {
          const call = Reflect.get(engine, method) as unknown
          if (typeof method !== 'string' || typeof call !== 'function') return call
          return (...inputs: unknown[]): unknown => {
            const span = tracer.start(`engine ${port}.${method}`)
            const result = tracer.within(span, () => Reflect.apply(call, engine, inputs) as unknown)
            if (!(result instanceof Promise)) {
              span.end()
              return result
            }
            void result.then(
              () => span.end(),
              (error: unknown) => span.end(error),
            )
            return result
          }
        },
      })
    },
  })
}

function nowNanos(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n
}
