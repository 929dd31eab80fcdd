/** Something that is not as the contract says. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch'
}

/** A value whose kind the documentation leaves open. */
export const ANY = Symbol('any value')

/**
 * Where a body departs from an example of the documentation: every key of the example must be there, with a value of the
 * same kind, at any depth. Extra keys are fine. Lists are held to the example's only item.
 */
export function mismatches(actual: unknown, example: unknown, path = 'body'): string[] {
  if (example === ANY) return []
  if (Array.isArray(example)) {
    if (!Array.isArray(actual)) return [`${path} is ${kindOf(actual)}, documented: a list`]
    return actual.flatMap((item, index) =>
      example.length === 0 ? [] : mismatches(item, example[0], `${path}[${index}]`),
    )
  }
  if (typeof example === 'object' && example !== null) {
    if (typeof actual !== 'object' || actual === null)
      return [`${path} is ${kindOf(actual)}, documented: an object`]
    return Object.entries(example).flatMap(([key, value]) =>
      Object.hasOwn(actual, key)
        ? mismatches((actual as Record<string, unknown>)[key], value, `${path}.${key}`)
        : [`${path}.${key} is missing`],
    )
  }
  const isSame = kindOf(actual) === kindOf(example)
  return isSame ? [] : [`${path} is ${kindOf(actual)}, documented: ${kindOf(example)}`]
}

/** Throws Mismatch naming every departure from the example. */
export function expectShape(actual: unknown, example: unknown): void {
  const found = mismatches(actual, example)
  if (found.length > 0) throw new Mismatch(found.join('; '))
}

/** Throws Mismatch unless both are the same JSON. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (got !== wanted) throw new Mismatch(`${what} is ${short(got)}, expected ${short(wanted)}`)
}

export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Mismatch(otherwise)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value
}

function short(text: string | undefined): string {
  if (text === undefined) return 'nothing'
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
