/** What a request asks for, as far as its price goes. */
export type PricedOperation = keyof typeof PRICES

/**
 * Credits for each operation. They follow what the public products ask (docs of the API, "Credits"), so that clients that
 * budget by them keep working.
 */
const PRICES = {
  generate: 12,
  extend: 12,
  'upload-cover': 12,
  'upload-extend': 12,
  'add-instrumental': 12,
  'add-vocals': 12,
  'replace-section': 12,
  mashup: 12,
  sounds: 12,
  lyrics: 0.4,
  style: 0.4,
  wav: 0.4,
  midi: 0.4,
  mp4: 2,
  'separate-vocal': 10,
  'split-stem': 50,
  'split-stem-advanced': 20,
  'cover-image': 0,
  persona: 0,
  voice: 0,
  recovery: 0,
  upload: 0,
} as const

/** Credits an operation costs; a failed one is refunded. */
export function priceOf(operation: PricedOperation): number {
  return PRICES[operation]
}
