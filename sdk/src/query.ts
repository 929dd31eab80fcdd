type QueryValue = string | number | readonly string[] | Date | undefined

/** `?a=1&b=2`, or nothing; undefined values are left out, times are ISO 8601. */
export function queryOf(fields: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields) as [string, QueryValue][]) {
    if (value === undefined) continue
    query.set(name, value instanceof Date ? value.toISOString() : String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}
