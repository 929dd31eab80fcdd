import * as examples from './examples.js'
import type { ConformanceCase } from './conformance-case.js'
import { expectSame, expectShape, expectThat, Mismatch } from './mismatch.js'
import { tuneWav } from './tune-wav.js'

/** Rows of the endpoint table that are no submits: credits, download URLs, uploads. */

const label = (row: number, method: string, path: string) => `${row} ${method} ${path}`

async function expectDownload(url: string, bytes: number): Promise<void> {
  const response = await fetch(url)
  const body = await response.arrayBuffer()
  expectThat(
    response.ok && body.byteLength === bytes,
    `${url} gave HTTP ${response.status}, ${body.byteLength} bytes`,
  )
}

export const OTHER_CASES: readonly ConformanceCase[] = [
  ...(
    [
      [34, '/api/v1/chat/credit'],
      [35, '/api/v1/generate/credit'],
    ] as const
  ).map(([row, path]): ConformanceCase => ({
    row,
    label: label(row, 'GET', path),
    name: 'answers with a bare number',
    run: async (world) => {
      const { body } = await world.http.get(path)
      expectSame('code and msg', [body.code, body.msg], [200, 'success'])
      expectThat(typeof body.data === 'number', `data is ${JSON.stringify(body.data)}`)
    },
  })),
  {
    row: 36,
    label: label(36, 'POST', '/api/v1/common/download-url'),
    name: 'gives a URL for a result and for an upload',
    run: async (world) => {
      for (const url of [(await world.song()).audioUrl, await world.recording()]) {
        const { body } = await world.http.post('/api/v1/common/download-url', { url })
        expectSame('code', body.code, 200)
        const link = body.data as unknown
        if (typeof link !== 'string') throw new Mismatch(`data is ${JSON.stringify(link)}`)
        const response = await fetch(link)
        expectThat(response.ok, `${link} gave HTTP ${response.status}`)
        await response.arrayBuffer()
      }
    },
  },
  {
    row: 36,
    label: label(36, 'POST', '/api/v1/common/download-url'),
    name: 'refuses a foreign URL, and none',
    run: async (world) => {
      const post = async (body: object) => (await world.http.post('/api/v1/common/download-url', body)).body
      expectSame('foreign', await post({ url: 'https://example.com/a.mp3' }), {
        code: 422,
        msg: 'url is wrong',
        data: null,
      })
      expectSame('none', await post({}), {
        code: world.dialect.missing,
        msg: 'url cannot be blank',
        data: null,
      })
    },
  },
  {
    row: 37,
    label: label(37, 'POST', '/api/file-base64-upload'),
    name: 'stores plain base64 and data URLs, and serves them back',
    run: async (world) => {
      const content = tuneWav(0.5)
      for (const prefix of ['', 'data:audio/wav;base64,']) {
        const { status, body } = await world.http.post('/api/file-base64-upload', {
          base64Data: prefix + content.toString('base64'),
          uploadPath: '/conformance/',
          fileName: 'a.wav',
        })
        expectSame('HTTP status', status, 200)
        expectShape(body, examples.UPLOAD_ANSWER)
        expectSame('fileSize', body.data?.['fileSize'], content.length)
        await expectDownload(String(body.data?.['downloadUrl']), content.length)
      }
    },
  },
  {
    row: 37,
    label: label(37, 'POST', '/api/file-base64-upload'),
    name: 'refuses what is missing or not base64 with real statuses',
    run: async (world) => {
      const post = async (body: object) => {
        const answer = await world.http.post('/api/file-base64-upload', body)
        return { status: answer.status, body: answer.body }
      }
      expectSame('no path', await post({ base64Data: 'AAAA' }), {
        status: 400,
        body: { success: false, code: 400, msg: 'Missing required parameter: uploadPath' },
      })
      expectSame('not base64', await post({ base64Data: 'what?!', uploadPath: 'a' }), {
        status: 400,
        body: { success: false, code: 400, msg: 'Base64 decoding failed: Invalid Base64 format' },
      })
    },
  },
  {
    row: 38,
    label: label(38, 'POST', '/api/file-url-upload'),
    name: 'fetches a file from a URL',
    run: async (world) => {
      const { status, body } = await world.http.post('/api/file-url-upload', {
        fileUrl: await world.recording(),
        uploadPath: 'conformance',
        fileName: 'copy.wav',
      })
      expectSame('HTTP status', status, 200)
      expectShape(body, examples.UPLOAD_ANSWER)
    },
  },
  {
    row: 38,
    label: label(38, 'POST', '/api/file-url-upload'),
    name: 'refuses a request without a URL and one with a URL of another kind',
    run: async (world) => {
      for (const fileUrl of [undefined, 'file:///etc/passwd']) {
        const { status, body } = await world.http.post('/api/file-url-upload', { fileUrl, uploadPath: 'a' })
        expectSame('status and code', [status, body.code], [400, 400])
        expectThat(body.msg.includes('fileUrl'), `the refusal does not name fileUrl: ${body.msg}`)
      }
    },
  },
  {
    row: 39,
    label: label(39, 'POST', '/api/file-stream-upload'),
    name: 'stores a multipart file',
    run: async (world) => {
      const content = tuneWav(0.5)
      const form = new FormData()
      form.append('uploadPath', 'conformance')
      form.append('file', new Blob([new Uint8Array(content)], { type: 'audio/wav' }), 'b.wav')
      const encoded = new Response(form)
      const { status, body } = await world.http.request('/api/file-stream-upload', {
        method: 'POST',
        body: new Uint8Array(await encoded.arrayBuffer()),
        headers: { 'content-type': encoded.headers.get('content-type')! },
      })
      expectSame('HTTP status', status, 200)
      expectShape(body, examples.UPLOAD_ANSWER)
      await expectDownload(String(body.data?.['downloadUrl']), content.length)
    },
  },
  ...([37, 38, 39] as const).map((row): ConformanceCase => {
    const path = { 37: '/api/file-base64-upload', 38: '/api/file-url-upload', 39: '/api/file-stream-upload' }[
      row
    ]
    return {
      row,
      label: label(row, 'POST', path),
      name: 'refuses a wrong key with HTTP 401 and another method with 405',
      run: async (world) => {
        const unknown = await world.http.request(path, { method: 'POST', body: {}, key: 'no-such-key' })
        expectSame(
          'wrong key',
          [unknown.status, unknown.body],
          [401, { success: false, code: 401, msg: 'Authentication failed: Invalid API Key' }],
        )
        const put = await world.http.request(path, { method: 'PUT', body: {} })
        expectSame('PUT', [put.status, put.body.code], [405, 405])
      },
    }
  }),
]
