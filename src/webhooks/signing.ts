import { createHmac } from 'node:crypto'

/** Secrets that sign an account's callbacks. */
export interface SigningKeys {
  /** Key of the vendor-style signature, used as its UTF-8 bytes. Absent: those headers are not sent. */
  readonly hmacKey?: string | undefined
  /**
   * Secrets of the Standard Webhooks signature, `whsec_` followed by base64. While a secret is being exchanged both the
   * new and the old one are listed, and receivers accept either. Empty: those headers are not sent.
   */
  readonly secrets: readonly string[]
}

const SECRET_PREFIX = 'whsec_'

/**
 * Keys for callbacks signed with one configured key. It signs vendor-style as it stands, and by Standard Webhooks too: as
 * the `whsec_…` secret that it is, or with its UTF-8 bytes (a receiver's library then takes
 * `whsec_` + base64 of the key).
 */
export function signingKeysFrom(hmacKey: string | undefined): SigningKeys {
  if (hmacKey === undefined || hmacKey === '') return { secrets: [] }
  const isSecret = secretBytes(hmacKey) !== undefined
  return {
    hmacKey,
    secrets: [isSecret ? hmacKey : SECRET_PREFIX + Buffer.from(hmacKey, 'utf8').toString('base64')],
  }
}

export interface SignedMessage {
  /** The same for all attempts. */
  readonly id: string
  readonly taskId: string
  readonly body: string
  /** Of this attempt, in Unix seconds. */
  readonly timestampSeconds: number
}

/** Signature headers of one attempt. */
export function signatureHeaders(message: SignedMessage, keys: SigningKeys): Record<string, string> {
  const timestamp = String(message.timestampSeconds)
  const headers: Record<string, string> = {}
  if (keys.hmacKey !== undefined) {
    // Spelt as documented: some receivers look headers up by case.
    headers['X-Webhook-Timestamp'] = timestamp
    headers['X-Webhook-Signature'] = hmacBase64(
      Buffer.from(keys.hmacKey, 'utf8'),
      `${message.taskId}.${timestamp}`,
    )
  }
  // Useful without signatures too: the id tells a repeated delivery from a new one.
  headers['webhook-id'] = message.id
  headers['webhook-timestamp'] = timestamp
  if (keys.secrets.length > 0) {
    const content = `${message.id}.${timestamp}.${message.body}`
    headers['webhook-signature'] = keys.secrets
      .map((secret) => `v1,${hmacBase64(decodeSecret(secret), content)}`)
      .join(' ')
  }
  return headers
}

/** Whether a text is a Standard Webhooks secret of 16 bytes or more: shorter ones could be guessed. */
export function isSigningSecret(text: string): boolean {
  return (secretBytes(text)?.length ?? 0) >= 16
}

/** Bytes of a `whsec_` secret; undefined for other text. */
function secretBytes(secret: string): Buffer | undefined {
  if (!secret.startsWith(SECRET_PREFIX)) return undefined
  const encoded = secret.slice(SECRET_PREFIX.length)
  return /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64') : undefined
}

/** Bytes of a `whsec_` secret. Throws TypeError when it is not one. */
function decodeSecret(secret: string): Buffer {
  const bytes = secretBytes(secret)
  if (!bytes) throw new TypeError('webhook secret: expected "whsec_" followed by base64')
  return bytes
}

function hmacBase64(key: Buffer, content: string): string {
  return createHmac('sha256', key).update(content, 'utf8').digest('base64')
}
