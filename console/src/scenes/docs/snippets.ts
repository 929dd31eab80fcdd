import type { Operation } from './openapi.js'

export const LANGUAGES = [
  { value: 'curl', label: 'curl' },
  { value: 'typescript', label: 'TypeScript' },
  { value: 'python', label: 'Python' },
] as const
export type Language = (typeof LANGUAGES)[number]['value']

export interface SnippetOptions {
  readonly baseUrl: string
  readonly apiKey: string
  readonly language: Language
}

/** A request as it can be pasted. */
interface Request {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: object | undefined
}

/** An operation as code that runs as it stands, but for what is in capitals. */
export function snippetOf(operation: Operation, { baseUrl, apiKey, language }: SnippetOptions): string {
  const request = requestOf(operation, baseUrl, apiKey)
  if (operation.requestBody && !operation.body) return formSnippet(request, language)
  if (language === 'curl') return curl(request)
  return language === 'python' ? python(request) : typescript(request)
}

function requestOf(operation: Operation, baseUrl: string, apiKey: string): Request {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => inCapitals(name))
  const needed = (operation.parameters ?? []).filter((each) => each.in === 'query' && each.required)
  const query = needed.map(({ name }) => `${name}=${inCapitals(name)}`).join('&')
  const body = operation.body && typeof operation.example === 'object' ? operation.example : undefined
  const isOpen = operation.security?.length === 0
  return {
    method: operation.method,
    url: `${baseUrl}${path}${query === '' ? '' : `?${query}`}`,
    headers: [
      ...(isOpen ? [] : [['Authorization', `Bearer ${apiKey}`] as const]),
      ...(body ? [['Content-Type', 'application/json'] as const] : []),
    ],
    body: body ?? undefined,
  }
}

/** `taskId` → `TASK_ID`. */
function inCapitals(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()
}

/** For a shell: an apostrophe ends the text, stands alone escaped, and begins it again. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function curl({ method, url, headers, body }: Request): string {
  return [
    `curl ${method === 'GET' || (method === 'POST' && body) ? '' : `-X ${method} `}${quoted(url)}`,
    ...headers.map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`),
    ...(body ? [`  -d ${quoted(JSON.stringify(body, null, 2))}`] : []),
  ].join(' \\\n')
}

function typescript({ method, url, headers, body }: Request): string {
  const lines = [
    `const response = await fetch(${JSON.stringify(url)}, {`,
    ...(method === 'GET' ? [] : [`  method: ${JSON.stringify(method)},`]),
    ...(headers.length === 0
      ? []
      : [
          '  headers: {',
          ...headers.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
          '  },',
        ]),
    ...(body ? [`  body: JSON.stringify(${indented(body, 2)}),`] : []),
    '})',
    'console.log(await response.json())',
  ]
  return lines.join('\n')
}

function python({ method, url, headers, body }: Request): string {
  const lines = [
    'import json',
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${JSON.stringify(url)},`,
    `    method=${JSON.stringify(method)},`,
    ...(headers.length === 0
      ? []
      : [
          '    headers={',
          ...headers.map(([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
          '    },',
        ]),
    ...(body ? [`    data=json.dumps(${pythonValue(body, 1)}).encode(),`] : []),
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    print(json.load(response))',
  ]
  return lines.join('\n')
}

function indented(value: unknown, spaces: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`)
}

/** A JSON value as Python writes it. */
function pythonValue(value: unknown, depth: number): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return JSON.stringify(value)
  const pad = '    '.repeat(depth + 1)
  const end = '    '.repeat(depth)
  const inside = Array.isArray(value)
    ? value.map((each) => pad + pythonValue(each, depth + 1))
    : Object.entries(value).map(
        ([name, each]) => `${pad}${JSON.stringify(name)}: ${pythonValue(each, depth + 1)}`,
      )
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return inside.length === 0 ? open + close : `${open}\n${inside.join(',\n')},\n${end}${close}`
}

/** An upload of a file, which is no JSON. */
function formSnippet({ url, headers }: Request, language: Language): string {
  const [name = '', value = ''] = headers[0] ?? []
  if (language === 'curl') {
    return [
      `curl ${quoted(url)}`,
      `  -H ${quoted(`${name}: ${value}`)}`,
      '  -F file=@recording.wav',
      '  -F uploadPath=recordings',
    ].join(' \\\n')
  }
  if (language === 'typescript') {
    return `import { openAsBlob } from 'node:fs'

const form = new FormData()
form.set('uploadPath', 'recordings')
form.set('file', await openAsBlob('recording.wav'), 'recording.wav')
const response = await fetch(${JSON.stringify(url)}, {
  method: 'POST',
  headers: { ${JSON.stringify(name)}: ${JSON.stringify(value)} },
  body: form,
})
console.log(await response.json())`
  }
  return `import json
import urllib.request
from pathlib import Path

boundary = "troubadour-upload"
content = Path("recording.wav").read_bytes()
head = (
    f"--{boundary}\\r\\nContent-Disposition: form-data; name=\\"uploadPath\\"\\r\\n\\r\\nrecordings\\r\\n"
    f"--{boundary}\\r\\nContent-Disposition: form-data; name=\\"file\\"; filename=\\"recording.wav\\"\\r\\n\\r\\n"
)
request = urllib.request.Request(
    ${JSON.stringify(url)},
    method="POST",
    headers={
        ${JSON.stringify(name)}: ${JSON.stringify(value)},
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    },
    data=head.encode() + content + f"\\r\\n--{boundary}--\\r\\n".encode(),
)
with urllib.request.urlopen(request) as response:
    print(json.load(response))`
}
