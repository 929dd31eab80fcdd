import { expect, it } from 'vitest'
import { readEvents } from './server-sent-events.js'

async function eventsOf(...chunks: string[]) {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk))
      controller.close()
    },
  })
  const events = []
  for await (const event of readEvents(body)) events.push(event)
  return events
}

it('reads events however the stream is cut, comments and unknown fields left out', async () => {
  const text = ': hello\n\nid: 7\nevent: progress\ndata: {"a":\ndata: 1}\nretry: 10\n\ndata:x\r\n\r\n'
  const expected = [
    { type: 'progress', data: '{"a":\n1}', id: '7' },
    { type: 'message', data: 'x', id: undefined },
  ]
  expect(await eventsOf(text)).toEqual(expected)
  expect(await eventsOf(...text)).toEqual(expected)
})

it('takes an event that the end of the stream cuts off for none', async () => {
  expect(await eventsOf('data: whole\n\ndata: hal')).toEqual([
    { type: 'message', data: 'whole', id: undefined },
  ])
})
