import { TASK_KINDS, type TaskKind, type VocalSeparationRequest } from '@troubadour/contract'

/** What has a price: every kind of task, and each way to separate. */
export type PriceName =
  Exclude<TaskKind, 'vocal-separation'> | `vocal-separation/${VocalSeparationRequest['mode']}`

/**
 * Credits for one task. They follow what the public products ask (contract section 1.7), so that clients that budget by
 * them keep working; what no page gives a price costs as much as its nearest relative.
 */
export const DEFAULT_PRICES: Readonly<Record<PriceName, number>> = {
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
  'vocal-separation/vocals': 10,
  'vocal-separation/stems': 50,
  'vocal-separation/advanced': 20,
  midi: 0.4,
  wav: 0.4,
  video: 2,
  'cover-images': 0.4,
  recovery: 0.4,
  'voice-phrase': 0.4,
  voice: 2,
  'voice-check': 0,
  persona: 0.4,
  'style-boost': 0.4,
}

/** Credits that a task costs; a failed one is refunded. */
export interface PriceList {
  (kind: TaskKind, request: Readonly<Record<string, unknown>>): number
  /** Every price by its name. */
  readonly list: Readonly<Record<PriceName, number>>
}

/** A price for something that this server does not sell. */
export class UnknownPriceError extends Error {
  override readonly name = 'UnknownPriceError'
  constructor(
    readonly item: string,
    readonly allowed: string,
  ) {
    super(`there is no price "${item}"; allowed: ${allowed}`)
  }
}

/** The default prices, with `changes` by their name. Throws UnknownPriceError. */
export function createPriceList(changes: Readonly<Record<string, number>> = {}): PriceList {
  for (const name of Object.keys(changes)) {
    if (!Object.hasOwn(DEFAULT_PRICES, name)) {
      throw new UnknownPriceError(name, Object.keys(DEFAULT_PRICES).join(', '))
    }
  }
  const prices: Readonly<Record<PriceName, number>> = { ...DEFAULT_PRICES, ...changes }
  const priceOf = (kind: TaskKind, request: Readonly<Record<string, unknown>>) =>
    kind === TASK_KINDS.vocalSeparation
      ? prices[`vocal-separation/${request['mode'] as VocalSeparationRequest['mode']}`]
      : prices[kind]
  return Object.assign(priceOf, { list: prices })
}
