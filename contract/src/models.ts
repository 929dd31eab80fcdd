/** What clients may name as `model`, and what it means here: limits and the name results carry. */
export interface Model {
  readonly id: ModelId
  /** `modelName` of tracks and `type` of record-info. */
  readonly resultName: string
  readonly maxDurationSeconds: number
  /** Longest `prompt` in custom mode, in characters. */
  readonly maxPromptChars: number
  readonly maxStyleChars: number
  readonly maxTitleChars: number
  /** Whether `duration` has an effect in custom mode. */
  readonly hasDuration: boolean
  /** Clients of these models may leave out `style` and `title` in custom mode. */
  readonly fillsStyleAndTitle: boolean
}

export const MODEL_IDS = [
  'V3_5',
  'V4',
  'V4_5',
  'V4_5PLUS',
  'V4_5ALL',
  'V5',
  'V5_5',
  'V6',
  'V6_WILD',
  'V6_MINI',
] as const

export type ModelId = (typeof MODEL_IDS)[number]

const early = (id: ModelId, resultName: string): Model => ({
  id,
  resultName,
  maxDurationSeconds: 240,
  maxPromptChars: 3000,
  maxStyleChars: 200,
  maxTitleChars: 80,
  hasDuration: false,
  fillsStyleAndTitle: false,
})
const late = (id: ModelId, resultName: string, differences: Partial<Model> = {}): Model => ({
  id,
  resultName,
  maxDurationSeconds: 480,
  maxPromptChars: 5000,
  maxStyleChars: 1000,
  maxTitleChars: 100,
  hasDuration: false,
  fillsStyleAndTitle: false,
  ...differences,
})

/** Limits of the public API for each model; one engine performs all of them. */
export const MODELS: Readonly<Record<ModelId, Model>> = {
  V3_5: early('V3_5', 'chirp-v3-5'),
  V4: early('V4', 'chirp-v4'),
  V4_5: late('V4_5', 'chirp-v4-5'),
  V4_5PLUS: late('V4_5PLUS', 'chirp-bluejay'),
  V4_5ALL: late('V4_5ALL', 'chirp-auk-turbo', { maxTitleChars: 80 }),
  V5: late('V5', 'chirp-crow'),
  V5_5: late('V5_5', 'chirp-fenix', { hasDuration: true }),
  V6: late('V6', 'chirp-v6', { hasDuration: true, fillsStyleAndTitle: true }),
  V6_WILD: late('V6_WILD', 'chirp-v6-wild', { hasDuration: true, fillsStyleAndTitle: true }),
  V6_MINI: late('V6_MINI', 'chirp-v6-mini', { hasDuration: true, fillsStyleAndTitle: true }),
}
