/** A callback as it was received. */
export interface ReceivedCallback {
  /** Any object of headers; names in any case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The body, byte for byte as it came. */
  readonly rawBody: string
}

export interface VerifyOptions {
  /** How far the sender's clock may be off, in seconds. Default 300. */
  readonly toleranceSeconds?: number
  /** Unix seconds. Default: now. */
  readonly nowSeconds?: number
}

/**
 * Whether `X-Webhook-Signature` is right: base64 of HMAC-SHA256 over `<task id>.<timestamp>` with the account's key.
 * It covers the task id and the time, not the body: prefer `verifyStandardWebhook` where the server sends it.
 */
export async function verifyWebhookSignature(
  { headers, rawBody }: ReceivedCallback,
  hmacKey: string,
  options: VerifyOptions = {},
): Promise<boolean> {
  const timestamp = headerOf(headers, 'x-webhook-timestamp')
  const signature = headerOf(headers, 'x-webhook-signature')
  const taskId = taskIdOf(rawBody)
  if (!timestamp || !signature || !taskId || !isFresh(timestamp, options)) return false
  return isSignatureOf(signature, utf8(hmacKey), `${taskId}.${timestamp}`)
}

/**
 * Whether one of the signatures in `webhook-signature` (Standard Webhooks) is right: HMAC-SHA256 over
 * `<id>.<timestamp>.<body>`. `secret` starts with `whsec_`.
 */
export async function verifyStandardWebhook(
  { headers, rawBody }: ReceivedCallback,
  secret: string,
  options: VerifyOptions = {},
): Promise<boolean> {
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature')
  if (!id || !timestamp || !signatures || !isFresh(timestamp, options)) return false
  const key = fromBase64(secret.replace(/^whsec_/, ''))
  if (!key) throw new TypeError('secret must be "whsec_" followed by base64')
  for (const part of signatures.split(' ')) {
    const [version, signature = ''] = part.split(',')
    const isRight = version === 'v1' && (await isSignatureOf(signature, key, `${id}.${timestamp}.${rawBody}`))
    if (isRight) return true
  }
  return false
}

function headerOf(headers: ReceivedCallback['headers'], name: string): string | undefined {
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
  return typeof value === 'string' ? value : value?.[0]
}

function taskIdOf(rawBody: string): string | undefined {
  try {
    const body = JSON.parse(rawBody) as { data?: { task_id?: unknown }; task_id?: unknown } | null
    const taskId = body?.data?.task_id ?? body?.task_id
    return typeof taskId === 'string' ? taskId : undefined
  } catch {
    return undefined
  }
}

function isFresh(timestamp: string, { toleranceSeconds = 300, nowSeconds }: VerifyOptions): boolean {
  const now = nowSeconds ?? Date.now() / 1000
  return /^\d+$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= toleranceSeconds
}

/** Compares inside the crypto library, in constant time. */
async function isSignatureOf(signature: string, key: Bytes, message: string): Promise<boolean> {
  const bytes = fromBase64(signature)
  if (!bytes) return false
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const cryptoKey = await crypto.subtle.importKey('raw', key, hmac, false, ['verify'])
  return crypto.subtle.verify('HMAC', cryptoKey, bytes, utf8(message))
}

type Bytes = Uint8Array<ArrayBuffer>

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text)
}

function fromBase64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
