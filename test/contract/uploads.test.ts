import { writeFile } from 'node:fs/promises'
import { FormData } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestApi, TEST_KEY, type TestApi } from '../../src/api/testing/test-api.js'
import { DownloadError } from '../../src/net/index.js'

const WAV = Buffer.concat([Buffer.from('RIFF\u0024\0\0\0WAVEfmt '), Buffer.alloc(100)])
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex')

let api: TestApi
beforeEach(async () => {
  api = await createTestApi({
    downloader: {
      download: async (url, { toFile, maxBytes, timeoutMs }) => {
        if (url.includes('gone'))
          throw new DownloadError('status', 'host answered 404 instead of the file.', { status: 404 })
        expect([maxBytes, timeoutMs]).toEqual([100 * 1024 * 1024, 30_000])
        await writeFile(toFile, WAV)
        return { sizeBytes: WAV.length, finalUrl: 'https://cdn.example.com/a/My%20Song.wav?sig=1' }
      },
    },
  })
})
afterEach(() => api.close())

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const post = (path: string, body: unknown) => api.call('POST', path, body)

describe('POST /api/file-base64-upload', () => {
  const path = '/api/file-base64-upload'

  it('stores the file under its owner and answers with both documented sets of fields', async () => {
    const { status, body } = await post(path, {
      base64Data: `data:image/png;base64,${base64(PNG)}`,
      uploadPath: '/images/test-uploads/',
      fileName: 'x.png',
    })
    expect(status).toBe(200)
    const key = 'alice/uploads/token-1/images/test-uploads/x.png'
    expect(body).toEqual({
      success: true,
      code: 200,
      msg: 'File uploaded successfully',
      data: {
        success: true,
        fileId: 'token-1',
        fileName: 'x.png',
        originalName: 'x.png',
        filePath: key,
        uploadPath: 'images/test-uploads',
        fileUrl: `http://troubadour.test/media/${key}`,
        downloadUrl: `http://troubadour.test/media/${key}`,
        fileSize: PNG.length,
        mimeType: 'image/png',
        uploadedAt: '2026-02-03T04:05:06.789Z',
        uploadTime: '2026-02-03T04:05:06.789Z',
        expiresAt: '2026-02-06T04:05:06.789Z',
      },
    })
    expect(api.objects.bytesOf(key)?.equals(PNG)).toBe(true)
    expect(api.uploads).toEqual([
      {
        accountId: 'alice',
        file: { key, contentType: 'image/png', sizeBytes: PNG.length, keepDays: 3, originalName: 'x.png' },
      },
    ])
  })

  it.each([
    ['../../etc/passwd', '../x.wav', 'etc/passwd/x.wav'],
    ['a\\..\\b//c', 'C:\\songs\\y.wav', 'a/b/c/y.wav'],
    ['.hidden', '...', 'hidden/token-1.wav'],
    ['musik/Größe 1', 'a?b#c%d.wav', 'musik/Größe 1/a_b_c_d.wav'],
    ['x', `${'n'.repeat(200)}`, `x/${'n'.repeat(150)}.wav`],
    ['a\u0000b', 'name', 'ab/name.wav'],
  ])('makes path %j and name %j safe', async (uploadPath, fileName, expected) => {
    const { body } = await post(path, { base64Data: base64(WAV), uploadPath, fileName })
    expect(body.data['filePath']).toBe(`alice/uploads/token-1/${expected}`)
  })

  it('tells the type from the bytes, never from the name', async () => {
    const page = base64(Buffer.from('<html><script>alert(1)</script>'))
    const { body } = await post(path, { base64Data: page, uploadPath: 'x', fileName: 'evil.html' })
    expect(body.data['mimeType']).toBe('application/octet-stream')
  })

  it.each(['%%%', 'data:image/png;base64,', 'aGVsbG8=x', 'A'])('refuses %j as base64', async (base64Data) => {
    const { status, body } = await post(path, { base64Data, uploadPath: 'x' })
    expect(status).toBe(400)
    expect(body).toEqual({ success: false, code: 400, msg: 'Base64 decoding failed: Invalid Base64 format' })
  })

  it.each(['base64Data', 'uploadPath'])('refuses a request without %s', async (field) => {
    const { status, body } = await post(path, { base64Data: 'aGk=', uploadPath: 'x', [field]: '' })
    expect(status).toBe(400)
    expect(body).toEqual({ success: false, code: 400, msg: `Missing required parameter: ${field}` })
  })

  it('takes 10 MB and refuses a byte more', async () => {
    const most = Buffer.alloc(10 * 1024 * 1024)
    expect((await post(path, { base64Data: base64(most), uploadPath: 'x' })).status).toBe(200)
    const { status, body } = await post(path, {
      base64Data: base64(Buffer.alloc(most.length + 1)),
      uploadPath: 'x',
    })
    expect(status).toBe(400)
    expect(body.msg).toBe('The file is too large; allowed: 10 MB')
  })

  it('answers 400 to a body that is not JSON', async () => {
    const { status, body } = await post(path, '{"base64Data":')
    expect([status, body.code]).toEqual([400, 400])
  })
})

describe('POST /api/file-url-upload', () => {
  const path = '/api/file-url-upload'

  it('names the file after where the redirects ended', async () => {
    const { status, body } = await post(path, { fileUrl: 'https://example.com/x', uploadPath: 'songs' })
    expect(status).toBe(200)
    expect(body.data).toMatchObject({
      fileName: 'My Song.wav',
      filePath: 'alice/uploads/token-1/songs/My Song.wav',
      mimeType: 'audio/wav',
      fileSize: WAV.length,
    })
  })

  it('says why a file could not be fetched', async () => {
    const { status, body } = await post(path, { fileUrl: 'https://example.com/gone', uploadPath: 'x' })
    expect(status).toBe(400)
    expect(body.msg).toBe('fileUrl could not be fetched: host answered 404 instead of the file.')
    expect(api.uploads).toEqual([])
  })

  it('refuses what is no http URL', async () => {
    const { status, body } = await post(path, { fileUrl: 'file:///etc/passwd', uploadPath: 'x' })
    expect([status, body.msg]).toEqual([
      400,
      'fileUrl must be an http or https URL; got "file:///etc/passwd"',
    ])
  })
})

describe('POST /api/file-stream-upload', () => {
  /** Sends a form as a client does, parts in the given order. */
  const send = async (parts: readonly (readonly [string, string | Blob, string?])[]) => {
    const form = new FormData()
    for (const [name, value, fileName] of parts) {
      if (typeof value === 'string') form.append(name, value)
      else form.append(name, value, fileName)
    }
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/file-stream-upload',
      headers: { authorization: `Bearer ${TEST_KEY}` },
      payload: form,
    })
    return { status: answer.statusCode, body: answer.json<Record<string, never>>() }
  }
  const file = new Blob([WAV])

  it.each([
    [
      'file first',
      [
        ['file', file, 'voice.wav'],
        ['uploadPath', 'songs'],
        ['fileName', 'take 1.wav'],
      ],
    ],
    [
      'file last',
      [
        ['uploadPath', 'songs'],
        ['fileName', 'take 1.wav'],
        ['file', file, 'voice.wav'],
      ],
    ],
  ] as const)('stores the file, %s', async (_, parts) => {
    const { status, body } = await send(parts)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      success: true,
      data: {
        fileName: 'take 1.wav',
        originalName: 'voice.wav',
        fileSize: WAV.length,
        mimeType: 'audio/wav',
      },
    })
  })

  it('keeps the original name unless another is given', async () => {
    const { body } = await send([
      ['file', file, 'voice.wav'],
      ['uploadPath', 'songs'],
    ])
    expect(body).toMatchObject({ data: { fileName: 'voice.wav' } })
  })

  it('refuses forms without file or path, empty files, and other bodies', async () => {
    const messages = []
    for (const parts of [
      [['uploadPath', 'x']],
      [['file', file, 'a.wav']],
      [
        ['file', new Blob([]), 'a.wav'],
        ['uploadPath', 'x'],
      ],
    ] as const) {
      const { status, body } = await send(parts)
      messages.push([status, body['msg']])
    }
    const json = await post('/api/file-stream-upload', { uploadPath: 'x' })
    messages.push([json.status, json.body.msg])
    expect(messages).toEqual([
      [400, 'Missing required parameter: file'],
      [400, 'Missing required parameter: uploadPath'],
      [400, 'The file is empty; allowed: 1 byte or more'],
      [400, 'The request body must be multipart/form-data'],
    ])
    expect(api.uploads).toEqual([])
  })
})
