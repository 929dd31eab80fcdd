import { expect, it } from 'vitest'
import { canSubmitAgain, taskCalls } from './tasks.js'
import { createTransport } from './transport.js'

/** Answers everything with a task and notes what was asked. */
function recorder() {
  const asked: string[] = []
  const transport = createTransport({
    baseUrl: 'http://server',
    apiKey: 'key',
    fetch: async (url, init) => {
      const body = typeof init?.body === 'string' ? ` ${init.body}` : ''
      asked.push(`${init?.method ?? ''} ${url instanceof Request ? url.url : url.toString()}${body}`)
      return Response.json({ code: 200, msg: 'success', data: { taskId: 'new' } })
    },
  })
  return { asked, calls: taskCalls(transport) }
}

it('submits a request again through the door it came by', async () => {
  const { asked, calls } = recorder()
  await calls.submitAgain({ kind: 'wav', param: '{"taskId":"t","audioId":"a"}' })
  await calls.submitAgain({ kind: 'generate', param: '{"model":"suno/generate","input":{"prompt":"x"}}' })
  await calls.submitAgain({ kind: 'voice-phrase', param: '{"voiceUrl":"u"}' })
  await calls.submitAgain({ kind: 'voice-phrase', param: '{"taskId":"t"}' })
  expect(asked.map((each) => each.split(' ')[1])).toEqual([
    'http://server/api/v1/wav/generate',
    'http://server/api/v1/jobs/createTask',
    'http://server/api/v1/voice/validate',
    'http://server/api/v1/voice/regenerate',
  ])
  expect(asked[0]).toContain('{"taskId":"t","audioId":"a"}')
})

it('refuses kinds that make no task', async () => {
  const { calls } = recorder()
  expect([canSubmitAgain('lyrics'), canSubmitAgain('persona')]).toEqual([true, false])
  await expect(calls.submitAgain({ kind: 'persona', param: '{}' })).rejects.toThrow(RangeError)
})

it('asks for a page as the filter says', async () => {
  const { asked, calls } = recorder()
  await calls.taskPage({ state: ['queued', 'running'], from: new Date(0), limit: 5 })
  expect(asked).toEqual([
    'GET http://server/troubadour/v1/tasks?state=queued%2Crunning&from=1970-01-01T00%3A00%3A00.000Z&limit=5',
  ])
})
