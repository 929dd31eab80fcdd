import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { Badge } from '../../parts/badge.js'
import { Button } from '../../parts/button.js'
import { CodeBlock } from '../../parts/code-block.js'
import { SelectField, TextField } from '../../parts/field.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Page, Panel } from '../../parts/page.js'
import { Segments } from '../../parts/segments.js'
import { useServer } from '../../server/server.js'
import styles from './docs.module.css'
import { typeWords, type Operation, type OperationGroup, type Schema } from './openapi.js'
import { LANGUAGES, snippetOf, type Language } from './snippets.js'
import { useReference } from './use-reference.js'

/** The API reference, with requests that can be pasted as they stand. */
export default function DocsScene() {
  const reference = useReference()
  return (
    <Page
      title="API"
      description={
        <>
          What this server understands, with your address and key filled in. How it all works stands in the{' '}
          <a href="/guide">guide</a>; the same as <a href="/openapi.json">OpenAPI 3.1</a> and as a{' '}
          <a href="/docs">page to try requests</a>.
        </>
      }
    >
      {reference.isPending && <Skeleton lines={6} />}
      {reference.isError && <ErrorNotice error={reference.error} onRetry={() => void reference.refetch()} />}
      {reference.isSuccess && <Reference groups={reference.data} />}
    </Page>
  )
}

function Reference({ groups }: { readonly groups: readonly OperationGroup[] }) {
  const { apiKey } = useServer()
  const [search, setSearch] = useSearchParams()
  const [language, setLanguage] = useState<Language>('curl')
  const [isRevealed, setRevealed] = useState(false)
  const [words, setWords] = useState('')
  const all = groups.flatMap(({ operations }) => operations)
  const shown = all.find(({ operationId }) => operationId === search.get('operation')) ?? all[0]
  const wanted = words.trim().toLowerCase()
  const fitting = groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter(
        ({ path, summary = '', operationId }) =>
          wanted === '' || `${path} ${summary} ${operationId}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ operations }) => operations.length > 0)
  const choose = (operationId: string) => setSearch({ operation: operationId }, { replace: true })
  if (!shown) return <Empty title="The server describes no operations" />
  return (
    <>
      <div className={styles['bar']}>
        <Segments label="Language" value={language} options={LANGUAGES} onChange={setLanguage} />
        <Button aria-pressed={isRevealed} onClick={() => setRevealed(!isRevealed)}>
          {isRevealed ? 'Hide my key' : 'Show my key'}
        </Button>
      </div>
      <div className={styles['columns']}>
        <nav aria-label="Operations" className={styles['index']}>
          <TextField
            label="Find an operation"
            isLabelHidden
            type="search"
            placeholder="Find"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {fitting.length === 0 && <p className="muted small">No operation fits.</p>}
          {fitting.map((group) => (
            <section key={group.name} aria-label={group.name}>
              <h2 className={styles['group']}>{group.name}</h2>
              <ul>
                {group.operations.map(({ operationId, summary }) => (
                  <li key={operationId}>
                    <button
                      type="button"
                      className={styles['entry']}
                      aria-current={operationId === shown.operationId || undefined}
                      onClick={() => choose(operationId)}
                    >
                      {summary}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <div className={styles['select']}>
          <SelectField
            label="Operation"
            value={shown.operationId}
            options={all.map(({ operationId, summary = '', tags }) => ({
              value: operationId,
              label: `${tags?.[0] ?? ''}: ${summary}`,
            }))}
            onChange={choose}
          />
        </div>
        <OperationPanel operation={shown} language={language} apiKey={apiKey} isRevealed={isRevealed} />
      </div>
    </>
  )
}

function OperationPanel({
  operation,
  language,
  apiKey,
  isRevealed,
}: {
  readonly operation: Operation
  readonly language: Language
  readonly apiKey: string
  readonly isRevealed: boolean
}) {
  const baseUrl = window.location.origin
  const snippet = (key: string) => snippetOf(operation, { baseUrl, apiKey: key, language })
  const words = LANGUAGES.find(({ value }) => value === language)!.label
  const fields = operation.body ? fieldsOf(operation.body) : []
  const parameters = operation.parameters ?? []
  const answer = operation.responses?.['200']?.content?.['application/json']?.schema
  return (
    <Panel title={operation.summary}>
      <p className={styles['path']}>
        <Badge tone="accent">{operation.method}</Badge> <code>{operation.path}</code>
      </p>
      {operation.description !== undefined && operation.description !== operation.summary && (
        <p className="small">
          <Described text={operation.description} />
        </p>
      )}
      <CodeBlock
        label={`Request in ${words}`}
        code={snippet(isRevealed ? apiKey : masked(apiKey))}
        // Whoever copies wants it to work; only eyes are kept from it.
        copied={snippet(apiKey)}
        isTall
      />
      {parameters.length > 0 && (
        <Fields
          title="Parameters"
          fields={parameters.map(({ name, required = false, schema, description, in: place }) => ({
            name,
            isNeeded: required,
            type: `${typeWords(schema)}${place === 'path' ? ', in the path' : ''}`,
            description: description ?? schema?.description ?? '',
          }))}
        />
      )}
      {fields.length > 0 && <Fields title="Body" fields={fields} />}
      {answer && <Answer schema={answer} />}
    </Panel>
  )
}

/** Words in which backticks mark code. */
function Described({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
}

/** The key as a shape: enough to know it again. */
function masked(key: string): string {
  return `${key.slice(0, 3)}${'•'.repeat(12)}`
}

interface FieldRow {
  readonly name: string
  readonly isNeeded: boolean
  readonly type: string
  readonly description: string
}

function fieldsOf(schema: Schema): FieldRow[] {
  // Bodies of several forms: the first one with fields stands for them.
  const form = schema.properties
    ? schema
    : (schema.oneOf ?? schema.anyOf)?.find(({ properties }) => properties)
  return Object.entries(form?.properties ?? {}).map(([name, field]) => ({
    name,
    isNeeded: form?.required?.includes(name) ?? false,
    type: typeWords(field),
    description: field.description ?? '',
  }))
}

function Fields({ title, fields }: { readonly title: string; readonly fields: readonly FieldRow[] }) {
  return (
    <section className={styles['fields']} aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {fields.map(({ name, isNeeded, type, description }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              {isNeeded && <Badge tone="warn">needed</Badge>}
            </dt>
            <dd>
              <Described text={description} /> <span className="muted">{type}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Answer({ schema }: { readonly schema: Schema }) {
  const data = schema.properties?.['data']
  const inner = data?.anyOf?.find(({ properties }) => properties) ?? data
  const fields = inner?.properties ? fieldsOf(inner) : []
  if (fields.length === 0) return null
  return <Fields title="Answer, in data" fields={fields.map((field) => ({ ...field, isNeeded: false }))} />
}
