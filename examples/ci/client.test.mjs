// What an application's tests against the sandbox look like: the good way, a failure, a refusal, callbacks. Ends with
// status 1 when one fails. Node's standard library only.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'

const URL_ = process.env.TROUBADOUR_URL ?? 'http://127.0.0.1:3000'
const KEY = process.env.TROUBADOUR_API_KEY ?? 'sk-test-ci'

async function api(path, body) {
  const response = await fetch(URL_ + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  return response.json()
}

const received = []
let receiver
before(async () => {
  receiver = createServer(async (request, response) => {
    received.push(JSON.parse(await text(request)))
    response.end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => receiver.once('listening', resolve))
})
after(() => receiver.close())

const song = (prompt) => ({
  prompt,
  ...{ customMode: false, instrumental: false, model: 'V5' },
  callBackUrl: `http://127.0.0.1:${receiver.address().port}/`,
})

/** The record of a task once it has ended. */
async function ended(taskId) {
  for (let attempt = 0; attempt < 60; attempt++) {
    const { data } = await api(`/api/v1/generate/record-info?taskId=${taskId}`)
    if (data && data.status !== 'PENDING' && !/^(TEXT|FIRST)_SUCCESS$/.test(data.status)) return data
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`task ${taskId} did not end`)
}

test('a song arrives, by record and by callbacks in order', async () => {
  const { data } = await api('/api/v1/generate', song('a song for our tests'))
  const record = await ended(data.taskId)
  assert.equal(record.status, 'SUCCESS')
  const audio = await fetch(record.response.sunoData[0].audioUrl)
  assert.equal(audio.headers.get('content-type'), 'audio/mpeg')
  assert.ok((await audio.arrayBuffer()).byteLength > 10_000)
  const mine = () => received.filter((body) => body.data.task_id === data.taskId)
  for (let attempt = 0; mine().length < 3 && attempt < 100; attempt++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  assert.deepEqual(
    mine().map((body) => body.data.callbackType),
    ['text', 'first', 'complete'],
  )
})

test('our code hears of a task that fails', async () => {
  const { data } = await api('/api/v1/generate', song('too loud [[fail:413]]'))
  const record = await ended(data.taskId)
  assert.equal(record.status, 'GENERATE_AUDIO_FAILED')
  assert.equal(record.errorCode, 413)
})

test('our code is told when credits run out', async () => {
  const { code, data } = await api('/api/v1/generate', song('[[submit:402]]'))
  assert.equal(code, 402)
  assert.equal(data?.taskId, undefined)
})
