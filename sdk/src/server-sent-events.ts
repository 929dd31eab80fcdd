/** One event of a `text/event-stream` (HTML Living Standard, section 9.2). */
export interface ServerSentEvent {
  /** The stream's `event` field; `message` when it has none. */
  readonly type: string
  readonly data: string
  readonly id: string | undefined
}

/** Reads the events of an answer as they arrive. Ends with the stream. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let pending = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      pending += decoder.decode(value, { stream: !done })
      const blocks = pending.split(/\r\n\r\n|\n\n|\r\r/)
      // A block whose end has not arrived is no event; neither is one that the stream's end cut off.
      pending = blocks.pop()!
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event) yield event
      }
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function parseBlock(block: string): ServerSentEvent | undefined {
  let type = 'message'
  let id: string | undefined
  const data: string[] = []
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? []
    if (field === 'event') type = value
    else if (field === 'data') data.push(value)
    else if (field === 'id') id = value
  }
  return data.length === 0 ? undefined : { type, data: data.join('\n'), id }
}
