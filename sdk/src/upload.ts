import { TransportError } from './errors.js'

/** The part of the browser's XMLHttpRequest that is used; Node has none. */
interface ProgressRequest {
  readonly status: number
  readonly responseText: string
  readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null }
  onload: (() => void) | null
  onerror: (() => void) | null
  onabort: (() => void) | null
  open(method: string, url: string): void
  setRequestHeader(name: string, value: string): void
  send(body: FormData): void
  abort(): void
}
const browser = globalThis as { readonly XMLHttpRequest?: new () => ProgressRequest }

/** Bytes of a file that have gone out so far. */
export interface UploadProgress {
  readonly sentBytes: number
  readonly totalBytes: number
}

export interface FormUpload {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Text fields, in order; they are sent before the file. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly file: Blob
  readonly fileName: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: UploadProgress) => void
}

/** What came back: to be read like any other answer. */
export interface RawAnswer {
  readonly status: number
  readonly text: string
}

/**
 * Sends a file as `multipart/form-data` (RFC 7578) and tells how far it is. Browsers report progress only from
 * XMLHttpRequest; elsewhere the body is a stream that counts what is taken from it.
 */
export async function uploadForm(upload: FormUpload, fetch: typeof globalThis.fetch): Promise<RawAnswer> {
  if (upload.onProgress === undefined) {
    const form = new FormData()
    for (const [name, value] of upload.fields) form.append(name, value)
    form.append('file', upload.file, upload.fileName)
    return send(upload, fetch, { body: form })
  }
  const { XMLHttpRequest } = browser
  return XMLHttpRequest ? uploadByXhr(upload, new XMLHttpRequest()) : uploadByStream(upload, fetch)
}

async function send(
  upload: FormUpload,
  fetch: typeof globalThis.fetch,
  init: RequestInit & { duplex?: 'half' },
): Promise<RawAnswer> {
  const headers = { ...upload.headers, ...(init.headers as Record<string, string> | undefined) }
  try {
    const response = await fetch(upload.url, { method: 'POST', signal: upload.signal, ...init, headers })
    return { status: response.status, text: await response.text() }
  } catch (cause) {
    if (upload.signal?.aborted) throw cause
    throw new TransportError(`no answer from ${upload.url}`, { cause })
  }
}

function uploadByXhr(upload: FormUpload, request: ProgressRequest): Promise<RawAnswer> {
  const form = new FormData()
  for (const [name, value] of upload.fields) form.append(name, value)
  form.append('file', upload.file, upload.fileName)
  return new Promise((resolve, reject) => {
    const stop = () => request.abort()
    const settle = (finish: () => void) => {
      upload.signal?.removeEventListener('abort', stop)
      finish()
    }
    request.open('POST', upload.url)
    for (const [name, value] of Object.entries(upload.headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) =>
      upload.onProgress?.({ sentBytes: loaded, totalBytes: total })
    request.onload = () => settle(() => resolve({ status: request.status, text: request.responseText }))
    request.onerror = () => settle(() => reject(new TransportError(`no answer from ${upload.url}`)))
    request.onabort = () => settle(() => reject(upload.signal?.reason as Error))
    upload.signal?.addEventListener('abort', stop, { once: true })
    if (upload.signal?.aborted) reject(upload.signal.reason as Error)
    else request.send(form)
  })
}

async function uploadByStream(upload: FormUpload, fetch: typeof globalThis.fetch): Promise<RawAnswer> {
  const boundary = `troubadour-${crypto.randomUUID()}`
  const type = upload.file.type || 'application/octet-stream'
  const head =
    upload.fields.map(([name, value]) => `${partHead(boundary, name)}\r\n\r\n${value}\r\n`).join('') +
    `${partHead(boundary, 'file', upload.fileName)}\r\ncontent-type: ${type}\r\n\r\n`
  const body = new Blob([head, upload.file, `\r\n--${boundary}--\r\n`])
  let sentBytes = 0
  const counted = body.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        controller.enqueue(chunk)
        sentBytes += chunk.length
        upload.onProgress?.({ sentBytes, totalBytes: body.size })
      },
    }),
  )
  return send(upload, fetch, {
    body: counted,
    duplex: 'half',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
}

/** Quotes and line ends in names are percent-encoded, as browsers do. */
function partHead(boundary: string, name: string, fileName?: string): string {
  const quoted = (text: string) =>
    `"${text.replaceAll(/["\r\n]/g, (character) => encodeURIComponent(character))}"`
  const file = fileName === undefined ? '' : `; filename=${quoted(fileName)}`
  return `--${boundary}\r\ncontent-disposition: form-data; name=${quoted(name)}${file}`
}
