import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Badge } from '../../parts/badge.js'
import { Button } from '../../parts/button.js'
import { CodeBlock, JsonBlock } from '../../parts/code-block.js'
import { TextField } from '../../parts/field.js'
import { Panel } from '../../parts/page.js'
import { useServer } from '../../server/server.js'
import { adviceOn } from './delivery-words.js'
import styles from './webhooks.module.css'

/** Sends a signed event to any URL and shows what came of it. */
export function TestEvent() {
  const { client } = useServer()
  const [url, setUrl] = useState('')
  const test = useMutation({
    mutationFn: (target: string) => client.testCallback(target),
    meta: { isQuiet: true },
  })
  const inspect = useMutation({
    mutationFn: () => client.openInspector(),
    onSuccess: ({ url: own }) => setUrl(own),
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (url.trim() !== '') test.mutate(url.trim())
  }
  const result = test.data
  const advice = result && adviceOn(result)
  return (
    <div className={styles['columns']}>
      <Panel title="Send a test event">
        <form className={styles['stack']} onSubmit={onSubmit}>
          <TextField
            label="URL of the receiver"
            type="url"
            placeholder="https://example.com/callback"
            spellCheck={false}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            hint="Sent now, once, signed as real callbacks are. It appears in no list."
            error={test.error?.message}
          />
          <div className={styles['bar']}>
            <Button size="small" look="quiet" isBusy={inspect.isPending} onClick={() => inspect.mutate()}>
              Use the inspector
            </Button>
            <Button type="submit" look="primary" isBusy={test.isPending} disabled={url.trim() === ''}>
              <Send size={16} aria-hidden />
              Send
            </Button>
          </div>
        </form>
        {result && (
          <div role="status" className={styles['stack']}>
            <div className={styles['bar']}>
              <Badge tone={result.delivered ? 'good' : 'bad'}>
                {result.delivered ? 'Delivered' : 'Not delivered'}
              </Badge>
              <span className="muted small">
                {result.status === null ? 'no answer' : `HTTP ${result.status}`} · {result.latencyMs} ms
              </span>
            </div>
            {result.error !== null && (
              <p className="small">
                {result.error} {advice !== undefined && <span className="muted">{advice}</span>}
              </p>
            )}
            {result.answer !== null && result.answer !== '' && (
              <CodeBlock label="Answer" code={result.answer} />
            )}
          </div>
        )}
      </Panel>
      {result && (
        <Panel title="What was sent">
          <h3>Headers</h3>
          <JsonBlock label="Headers" value={result.sent.headers} isTall={false} />
          <h3>Body</h3>
          <JsonBlock label="Body" value={result.sent.body} isTall={false} />
        </Panel>
      )}
    </div>
  )
}
