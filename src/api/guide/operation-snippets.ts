import { z } from 'zod'

/**
 * An operation as a page shows it: a fenced block `operation` holds this as JSON and becomes the same request in four
 * languages. Texts `$TASK_ID` and alike stand for environment variables.
 */
export const operationSchema = z.object({
  /** Method of the SDK's client. */
  method: z.string(),
  /** Path of the request. */
  submit: z.string(),
  /** Path that tells how far the task is; absent where the answer comes at once. */
  record: z.string().optional(),
  body: z.record(z.string(), z.unknown()),
  /** Whether the request has a callback URL; the SDK fills one in. Default true where there is a task. */
  callback: z.boolean().optional(),
  /** What follows `troubadour`; absent where the command line has nothing alike. */
  cli: z.string().optional(),
  /** The SDK's call, where it does not take the body as it is. */
  call: z.string().optional(),
  /** What is printed of the result: an expression in both languages. Default everything. */
  ts: z.string().optional(),
  python: z.string().optional(),
})
export type OperationSnippet = z.infer<typeof operationSchema>

/** A fenced block of code. */
export interface Snippet {
  readonly language: 'cli' | 'sh' | 'ts' | 'python'
  readonly code: string
}

export const LANGUAGE_LABELS: Readonly<Record<Snippet['language'], string>> = {
  cli: 'CLI',
  sh: 'curl',
  ts: 'TypeScript',
  python: 'Python',
}

const CALLBACK = 'https://example.com/callback'

/** The request in every language that has it. */
export function snippetsOf(operation: OperationSnippet): Snippet[] {
  return [
    ...(operation.cli === undefined
      ? []
      : [{ language: 'cli' as const, code: `troubadour ${operation.cli}` }]),
    { language: 'sh', code: curl(operation) },
    { language: 'ts', code: typeScript(operation) },
    { language: 'python', code: python(operation) },
  ]
}

function wireBody({ body, record, callback = record !== undefined }: OperationSnippet): object {
  return callback ? { ...body, callBackUrl: CALLBACK } : body
}

function curl(operation: OperationSnippet): string {
  return `curl -s "$TROUBADOUR_URL${operation.submit}" \\
  -H "Authorization: Bearer $TROUBADOUR_API_KEY" -H 'Content-Type: application/json' -d @- <<JSON
${JSON.stringify(wireBody(operation), null, 2)}
JSON`
}

function typeScript({ method, record, body, ts, call: given }: OperationSnippet): string {
  const call = given ?? `client.${method}(${literal(body, TYPESCRIPT, '')})`
  const head = `import { createClient } from '@troubadour/sdk'

const client = createClient({
  baseUrl: process.env.TROUBADOUR_URL!,
  apiKey: process.env.TROUBADOUR_API_KEY!,
})`
  if (record === undefined) return `${head}\nconsole.log(await ${call})`
  return `${head}\nconst task = await ${call}\nconst result = await client.waitFor(task)\nconsole.log(${ts ?? 'result.response'})`
}

function python(operation: OperationSnippet): string {
  const { submit, record, python: shown } = operation
  const body = literal(wireBody(operation), PYTHON, '')
  const imports = [
    ...(body.includes('os.environ') ? ['import os'] : []),
    `from troubadour_api import post${record === undefined ? '' : ', wait'}`,
  ].join('\n')
  if (record === undefined) return `${imports}\n\nprint(post(${JSON.stringify(submit)}, ${body}))`
  return `${imports}\n\ntask = post(${JSON.stringify(submit)}, ${body})\nresult = wait(${JSON.stringify(record)}, task)\nprint(${shown ?? 'result'})`
}

interface Language {
  readonly text: (text: string) => string
  readonly key: (name: string) => string
  readonly variable: (name: string) => string
  readonly word: (value: boolean | null) => string
}

const TYPESCRIPT: Language = {
  text: (text) => (text.includes('\n') ? `\`${text}\`` : `'${text.replaceAll("'", "\\'")}'`),
  key: (name) => name,
  variable: (name) => `process.env.${name}!`,
  word: String,
}
const PYTHON: Language = {
  text: (text) => JSON.stringify(text),
  key: (name) => JSON.stringify(name),
  variable: (name) => `os.environ["${name}"]`,
  word: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
}

/** A value as source code. */
function literal(value: unknown, language: Language, indent: string): string {
  const inner = `${indent}  `
  if (typeof value === 'string') {
    const [, variable] = /^\$([A-Z_]+)$/.exec(value) ?? []
    return variable === undefined ? language.text(value) : language.variable(variable)
  }
  if (typeof value === 'boolean' || value === null) return language.word(value)
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, language, indent)).join(', ')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const lines = Object.entries(value).map(
    ([name, each]) => `${inner}${language.key(name)}: ${literal(each, language, inner)},\n`,
  )
  return `{\n${lines.join('')}${indent}}`
}
