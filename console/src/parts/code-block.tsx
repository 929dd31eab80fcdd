import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import styles from './code-block.module.css'
import { IconButton } from './button.js'
import { showFailure } from './toast.js'

/** Puts a text on the clipboard and says so for two seconds. */
export function CopyButton({ text, label = 'Copy' }: { readonly text: string; readonly label?: string }) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // Browsers keep the clipboard from pages that came by plain http from elsewhere.
      showFailure('The browser does not let this page copy. Select the text instead.')
    }
  }
  return (
    <>
      <IconButton label={isCopied ? 'Copied' : label} size="small" onClick={() => void copy()}>
        {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      </IconButton>
      <span className="visually-hidden" role="status">
        {isCopied ? 'Copied' : ''}
      </span>
    </>
  )
}

/** Code or data, with a button that copies it. */
export function CodeBlock({
  label,
  code,
  copied = code,
  isTall = false,
}: {
  /** Accessible name: what it is. */
  readonly label: string
  readonly code: string
  /** What the button copies, when that differs from what is shown. */
  readonly copied?: string
  /** Room for much text. */
  readonly isTall?: boolean
}) {
  return (
    <div className={styles['frame']}>
      {/* Scrolls, so keyboards must reach it. */}
      <pre
        className={`${styles['code']} ${isTall ? styles['tall'] : ''}`}
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        <code>{code}</code>
      </pre>
      <div className={styles['copy']}>
        <CopyButton text={copied} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </div>
  )
}

/** A value as indented JSON; text that is JSON is indented too, other text stays as it is. */
export function JsonBlock({
  label,
  value,
  isTall = true,
}: {
  readonly label: string
  readonly value: unknown
  readonly isTall?: boolean
}) {
  return <CodeBlock label={label} code={indented(value)} isTall={isTall} />
}

function indented(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2)
  try {
    return JSON.stringify(JSON.parse(value), null, 2)
  } catch {
    return value
  }
}

/** Short text on one line to be copied, such as an id or a URL. */
export function CopyLine({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className={styles['line']}>
      <code className={styles['lineText']}>{text}</code>
      <CopyButton text={text} label={`Copy ${label}`} />
    </div>
  )
}

/** Names and values under each other. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
