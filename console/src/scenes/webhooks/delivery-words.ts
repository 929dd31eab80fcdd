import type { DeliveredCallback } from '@troubadour/sdk'
import type { Tone } from '../../parts/badge.js'

type State = DeliveredCallback['state']

export const DELIVERY_WORDS: Readonly<Record<State, string>> = {
  waiting: 'Waiting',
  pending: 'Pending',
  delivered: 'Delivered',
  dead: 'Given up',
}

export const DELIVERY_TONES: Readonly<Record<State, Tone>> = {
  waiting: 'neutral',
  pending: 'info',
  delivered: 'good',
  dead: 'bad',
}

/** What to look at when a receiver answers so. The first entry that fits. */
const STATUS_ADVICE: readonly (readonly [(status: number) => boolean, string])[] = [
  [
    (status) => status === 401 || status === 403,
    'The receiver asks for a login. Let this path through without one and check the signature instead.',
  ],
  [
    (status) => status === 404 || status === 410,
    'Nothing listens at this path. Compare the path of the URL with the route of your receiver.',
  ],
  [(status) => status === 405, 'The path is there but takes no POST.'],
  [
    (status) => status === 413,
    'The receiver, or a proxy before it, limits the size of bodies. Callbacks have up to some 100 kB.',
  ],
  [
    (status) => status === 415 || status === 422 || status === 400,
    'The receiver read the body and did not like it. Callbacks are JSON with fields the receiver may not know.',
  ],
  [
    (status) => status === 408 || status === 429,
    'The receiver is overwhelmed. Answer at once, and do the work afterwards.',
  ],
  [
    (status) => status === 502 || status === 503 || status === 504,
    'A proxy answered, but the program behind it did not.',
  ],
  [(status) => status >= 500, 'The receiver has a fault of its own: its log says more.'],
  [(status) => status >= 300 && status < 400, 'The receiver points elsewhere. Give the final URL.'],
]
const ERROR_ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /public ones/,
    'Private addresses are called only when the server was started with ALLOW_PRIVATE_URLS=true.',
  ],
  [/has no address/, 'The name may be mistyped, or its DNS record not there yet.'],
  [/TLS certificate/, 'The certificate is expired, self-signed or for another name.'],
  [
    /did not finish within|in time|fell silent/,
    'Receivers have 15 seconds. Answer at once, and do the work afterwards.',
  ],
  [/refus/, 'Nothing listens on this port: the receiver is not running, or a firewall is in between.'],
]

/** What could be done about a failed attempt; undefined for one that says it all. */
export function adviceOn({
  status,
  error,
}: {
  readonly status: number | null
  readonly error: string | null
}): string | undefined {
  if (error === null) return undefined
  if (status !== null) return STATUS_ADVICE.find(([fits]) => fits(status))?.[1]
  return ERROR_ADVICE.find(([pattern]) => pattern.test(error))?.[1]
}
