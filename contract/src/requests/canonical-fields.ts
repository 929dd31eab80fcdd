import { z } from 'zod'

/** Spellings that clients use for the same field, whatever the endpoint. */
const COMMON_ALIASES: Readonly<Record<string, string>> = {
  callbackUrl: 'callBackUrl',
  calBackUrl: 'callBackUrl',
  callback_url: 'callBackUrl',
  sunoTaskId: 'taskId',
}

/**
 * The fields of `schema` found in `body` under any of their spellings. When several spellings are given, the documented
 * one wins. Null and blank text are left out; text is read as a number where a number is wanted.
 */
export function toCanonicalFields(
  schema: z.ZodObject,
  aliases: Readonly<Record<string, string>>,
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const shape = schema.shape as Readonly<Record<string, z.ZodType>>
  const spellings = new Map(Object.entries({ ...COMMON_ALIASES, ...aliases }))
  for (const name of Object.keys(shape)) spellings.set(snakeCase(name), name)
  const entries = Object.entries(body).map(([key, value]) => [key.trim(), value] as const)
  const fields: Record<string, unknown> = {}
  for (const nameOf of [(key: string) => key, (key: string) => spellings.get(key)]) {
    for (const [key, value] of entries) {
      const name = nameOf(key)
      if (name === undefined || !Object.hasOwn(shape, name) || fields[name] !== undefined) continue
      const canonical = toCanonicalValue(shape[name]!, value)
      if (canonical !== undefined) fields[name] = canonical
    }
  }
  return fields
}

function toCanonicalValue(type: z.ZodType, value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') {
    const text = storable(value)
    return text.trim() === '' ? undefined : toCanonicalText(type, text)
  }
  const inner = withoutOptional(type)
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const element = inner.element as z.ZodType
    return value.map((each) => toCanonicalValue(element, each)).filter((each) => each !== undefined)
  }
  if (inner instanceof z.ZodObject && typeof value === 'object' && !Array.isArray(value)) {
    return toCanonicalFields(inner, {}, value as Record<string, unknown>)
  }
  return value
}

function toCanonicalText(type: z.ZodType, value: string): unknown {
  if (!(withoutOptional(type) instanceof z.ZodNumber)) return value
  const number = Number(value)
  return Number.isFinite(number) ? number : value
}

function withoutOptional(type: z.ZodType): z.ZodType {
  return type instanceof z.ZodOptional ? (type.unwrap() as z.ZodType) : type
}

/** Databases take neither NUL nor halves of surrogate pairs; no other control character has a place in a request. */
function storable(value: string): string {
  return value.replaceAll(/[^\P{Cc}\t\n\r]/gu, '').replaceAll(/\p{Cs}/gu, '\ufffd')
}

/** `audioId` → `audio_id`. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
