// A receiver for callbacks in thirty lines: prints what arrives and checks the signature when a key is set.
//
//   node examples/callback-receiver.mjs [port]          WEBHOOK_HMAC_KEY=… to verify signatures
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const port = Number(process.argv[2] ?? 8765)
const key = process.env.WEBHOOK_HMAC_KEY

/** The vendor-style signature: base64 HMAC-SHA256 over `taskId.timestamp`. */
function isSigned(headers, taskId) {
  const timestamp = headers['x-webhook-timestamp']
  const given = Buffer.from(headers['x-webhook-signature'] ?? '', 'base64')
  const expected = createHmac('sha256', key).update(`${taskId}.${timestamp}`).digest()
  return given.length === expected.length && timingSafeEqual(given, expected)
}

createServer(async (request, response) => {
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  const body = JSON.parse(Buffer.concat(pieces).toString('utf8') || '{}')
  const signature = key
    ? isSigned(request.headers, body.data?.task_id)
      ? ', signature valid'
      : ', SIGNATURE WRONG'
    : ''
  console.log(
    `\n${new Date().toISOString()} ${request.method} ${request.url} (code ${body.code}${signature})`,
  )
  console.log(JSON.stringify(body, null, 2))
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"received"}')
}).listen(port, '127.0.0.1', () => console.log(`Waiting for callbacks on http://127.0.0.1:${port}/`))
