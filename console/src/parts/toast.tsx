import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { Toast } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.js'
import styles from './toast.module.css'

interface Message {
  readonly id: number
  readonly text: string
  readonly tone: 'good' | 'bad'
  readonly action?: { readonly label: string; readonly run: () => void }
}

let messages: readonly Message[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Message[]): void {
  messages = next
  for (const listener of listeners) listener()
}

/** Says shortly that something was done; `action` is a way back, such as Undo. */
export function showToast(text: string, action?: Message['action']): void {
  change([...messages.slice(-2), { id: ++lastId, text, tone: 'good', action }])
}

/** Says that something could not be done, and why. */
export function showFailure(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error)
  change([...messages.slice(-2), { id: ++lastId, text, tone: 'bad' }])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where toasts appear; once, in the shell. F8 moves the focus to them. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => messages)
  return (
    <Toast.Provider label="Message" swipeDirection="right" duration={6000}>
      {shown.map(({ id, text, tone, action }) => (
        <Toast.Root
          key={id}
          className={styles['toast']}
          type={tone === 'bad' ? 'foreground' : 'background'}
          duration={action || tone === 'bad' ? 10_000 : 5000}
          onOpenChange={(isOpen) => {
            if (!isOpen) change(messages.filter((message) => message.id !== id))
          }}
        >
          {tone === 'bad' ? (
            <CircleAlert size={18} className={styles['bad']} aria-hidden />
          ) : (
            <CircleCheck size={18} className={styles['good']} aria-hidden />
          )}
          <Toast.Description className={styles['text']}>{text}</Toast.Description>
          {action && (
            <Toast.Action altText={action.label} asChild onClick={action.run}>
              <Button size="small">{action.label}</Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <IconButton label="Dismiss" size="small">
              <X size={16} aria-hidden />
            </IconButton>
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className={styles['viewport']} />
    </Toast.Provider>
  )
}
