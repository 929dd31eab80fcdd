import { z } from 'zod'

/** Raised when archives change so that older programs cannot read them. */
export const ARCHIVE_FORMAT = 1

/** First file of an archive. */
export const MANIFEST = 'manifest.json'
/** Last file: `sha256  path` of every other one, in order. An archive without it is not complete. */
export const CHECKSUMS = 'checksums.sha256'
/** The key made at the first start, if there is one. */
export const FIRST_KEY = 'api-key'

export const manifestSchema = z.object({
  format: z.number().int(),
  /** Of the program that wrote it. */
  version: z.string(),
  /** Number of the last migration. */
  schemaVersion: z.number().int(),
  createdAt: z.string(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Rows of a table: a JSON string a line. */
export function tablePath(table: string): string {
  return `database/${table}.jsonl`
}

export function objectPath(key: string): string {
  return `objects/${key}`
}

/** What a path of an archive holds. */
export function kindOf(path: string): { readonly table: string } | { readonly object: string } | undefined {
  const [, table] = /^database\/([a-z_]+)\.jsonl$/.exec(path) ?? []
  if (table !== undefined) return { table }
  return path.startsWith('objects/') ? { object: path.slice('objects/'.length) } : undefined
}
