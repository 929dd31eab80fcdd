import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createOtlpExporter } from './otlp-exporter.js'
import { createTracer, NO_TRACER, traced, tracedPorts, type FinishedSpan } from './tracer.js'

/** A tracer and what it has finished. */
function recording() {
  const spans: FinishedSpan[] = []
  const tracer = createTracer({ add: (span) => spans.push(span), close: async () => undefined })
  return { spans, tracer }
}

it('follows a request through queue, engine and callback as one trace', async () => {
  const { spans, tracer } = recording()
  const client = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const request = tracer.start('POST /generate', { kind: 'server', parent: client })
  request.end()
  // Stored with the task, by another process perhaps.
  const engines = tracedPorts(tracer, { composer: { compose: async (words: string) => words.length } })
  const task = tracer.start('task generate', { kind: 'consumer', parent: request.traceparent })
  await traced(tracer, task, async () => {
    expect(await engines.composer.compose('la la')).toBe(5)
  })
  const [first, engine, second] = spans
  expect(spans.map(({ name }) => name)).toEqual([
    'POST /generate',
    'engine composer.compose',
    'task generate',
  ])
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set(['0af7651916cd43dd8448eb211c80319c']))
  expect(first!.parentSpanId).toBe('b7ad6b7169203331')
  expect(second!.parentSpanId).toBe(first!.spanId)
  expect(engine!.parentSpanId).toBe(second!.spanId)
  expect(second!.endNanos).toBeGreaterThanOrEqual(second!.startNanos)
})

it('tells failed work from the rest, and ends a span once', async () => {
  const { spans, tracer } = recording()
  const failing = traced(tracer, tracer.start('work'), () => Promise.reject(new Error('no sound')))
  await expect(failing).rejects.toThrow('no sound')
  const engines = tracedPorts(tracer, { ears: { hear: () => Promise.reject(new Error('deaf')) } })
  await expect(engines.ears.hear()).rejects.toThrow('deaf')
  const span = tracer.start('twice')
  span.end()
  span.end()
  expect(spans.map(({ name, error }) => [name, error])).toEqual([
    ['work', 'no sound'],
    ['engine ears.hear', 'deaf'],
    ['twice', undefined],
  ])
})

it('begins a trace of its own where the parent is nonsense', () => {
  const { spans, tracer } = recording()
  tracer.start('work', { parent: 'nonsense' }).end()
  expect(spans[0]!.traceId).toMatch(/^[0-9a-f]{32}$/)
  expect(spans[0]!.parentSpanId).toBeUndefined()
})

it('changes nothing while it is off', () => {
  const ports = { composer: { compose: async () => 1 } }
  expect(tracedPorts(NO_TRACER, ports)).toBe(ports)
  expect(NO_TRACER.start('work').traceparent).toBe('')
})

it('sends spans to a collector, and drops them when it does not answer', async () => {
  const parcels: { path: string; body: string }[] = []
  const collector = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      parcels.push({ path: request.url!, body: Buffer.concat(pieces).toString() })
      response.writeHead(parcels.length === 1 ? 200 : 503).end()
    })
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const errors: unknown[] = []
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const options = { endpoint, serviceName: 'test', onError: (error: unknown) => errors.push(error) }
  for (const name of ['heard', 'lost']) {
    const tracer = createTracer(createOtlpExporter(options))
    tracer.start(name, { kind: 'client', attributes: { tries: 2, note: 'la', ok: true } }).end()
    await tracer.close()
  }
  collector.close()
  expect(parcels[0]!.path).toBe('/v1/traces')
  const sent = JSON.parse(parcels[0]!.body) as {
    resourceSpans: { scopeSpans: { spans: { name: string; kind: number; attributes: object[] }[] }[] }[]
  }
  expect(sent.resourceSpans[0]!.scopeSpans[0]!.spans[0]).toMatchObject({
    name: 'heard',
    kind: 3,
    attributes: [
      { key: 'tries', value: { doubleValue: 2 } },
      { key: 'note', value: { stringValue: 'la' } },
      { key: 'ok', value: { boolValue: true } },
    ],
  })
  expect(errors).toHaveLength(1)
})
