import { afterEach, expect, it, vi } from 'vitest'
import { uploadForm, type UploadProgress } from './upload.js'

/** Stands in for the browser's XMLHttpRequest, which Node does not have. */
class FakeRequest {
  static last: FakeRequest
  readonly headers: Record<string, string> = {}
  readonly upload: { onprogress?: (event: UploadEvent) => void } = {}
  status = 0
  responseText = ''
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  sent?: FormData
  constructor() {
    FakeRequest.last = this
  }
  open(): void {}
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value
  }
  send(form: FormData): void {
    this.sent = form
  }
  abort(): void {
    this.onabort?.()
  }
}
type UploadEvent = { loaded: number; total: number }

afterEach(() => {
  vi.unstubAllGlobals()
})

function start(signal?: AbortSignal) {
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
  const seen: UploadProgress[] = []
  const answer = uploadForm(
    {
      url: 'http://troubadour.test/api/file-stream-upload',
      headers: { authorization: 'Bearer x' },
      fields: [['uploadPath', 'a']],
      file: new Blob(['12345']),
      fileName: 'a.wav',
      onProgress: (progress) => seen.push(progress),
      ...(signal && { signal }),
    },
    () => Promise.reject(new Error('browsers tell progress of XMLHttpRequest only')),
  )
  return { answer, seen, request: FakeRequest.last }
}

it('sends by XMLHttpRequest where there is one, and tells its progress', async () => {
  const { answer, seen, request } = start()
  request.upload.onprogress?.({ loaded: 3, total: 5 })
  Object.assign(request, { status: 200, responseText: '{}' }).onload?.()
  expect(await answer).toEqual({ status: 200, text: '{}' })
  expect(seen).toEqual([{ sentBytes: 3, totalBytes: 5 }])
  expect(request.headers).toEqual({ authorization: 'Bearer x' })
  expect([...request.sent!.keys()]).toEqual(['uploadPath', 'file'])
})

it('rejects with the reason when it is told to stop, and says when nobody answers', async () => {
  const stop = new AbortController()
  const stopped = start(stop.signal)
  stop.abort(new Error('enough'))
  await expect(stopped.answer).rejects.toThrow('enough')
  const silent = start()
  silent.request.onerror?.()
  await expect(silent.answer).rejects.toThrow('no answer from')
})
