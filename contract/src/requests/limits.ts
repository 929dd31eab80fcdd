import { MODELS, type ModelId } from '../models.js'
import { charCount } from './fields.js'
import type { LengthLimit } from './parse.js'

/** Length limit of an optional text. */
export function limit(
  field: string,
  value: string | undefined,
  maxChars: number,
  because: string,
): LengthLimit[] {
  return value === undefined ? [] : [{ field, actualChars: charCount(value), maxChars, because }]
}

/** The limits that a model sets to the words, style and title of a song. */
export function songLimits(
  fields: {
    readonly prompt?: string
    readonly lyrics?: string
    readonly style?: string
    readonly title?: string
  },
  modelId: ModelId,
): LengthLimit[] {
  const { maxPromptChars, maxStyleChars, maxTitleChars } = MODELS[modelId]
  const because = `with model ${modelId}`
  return [
    ...limit('prompt', fields.prompt, maxPromptChars, because),
    ...limit('lyrics', fields.lyrics, maxPromptChars, because),
    ...limit('style', fields.style, maxStyleChars, because),
    ...limit('title', fields.title, maxTitleChars, because),
  ]
}
