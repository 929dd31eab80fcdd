import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ChangeKeyBody, KeyData, KeyScope } from '@troubadour/contract'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '../../parts/button.js'
import { Dialog } from '../../parts/dialog.js'
import { SelectField, TextField } from '../../parts/field.js'
import { Switch } from '../../parts/switch.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import { IssuedKeyDialog } from './issued-key-dialog.js'
import styles from './keys.module.css'

/** What the form holds, as it is typed. */
interface Draft {
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly creditBudget: string
  readonly dailyCap: string
  readonly hourlyCap: string
  /** `YYYY-MM-DD`. */
  readonly expires: string
  readonly allowedIps: string
}

const EMPTY: Draft = {
  name: '',
  scopes: ['submit', 'read', 'upload'],
  creditBudget: '',
  dailyCap: '',
  hourlyCap: '',
  expires: '',
  allowedIps: '',
}

const SCOPES: readonly { readonly scope: KeyScope; readonly words: string }[] = [
  { scope: 'submit', words: 'Make and cancel tasks' },
  { scope: 'read', words: 'Look at tasks, songs and credits' },
  { scope: 'upload', words: 'Bring files' },
  { scope: 'admin', words: 'Everything, keys and accounts included' },
]

/** The limits of a draft as the API takes them; null: none. */
function limitsOf(draft: Draft) {
  const credits = (text: string) => (text.trim() === '' ? null : Number(text.replace(',', '.')))
  return {
    creditBudget: credits(draft.creditBudget),
    dailyCap: credits(draft.dailyCap),
    hourlyCap: credits(draft.hourlyCap),
    // To the end of the day, where the browser is.
    expiresAt: draft.expires === '' ? null : new Date(`${draft.expires}T23:59:59`).toISOString(),
    allowedIps: draft.allowedIps.split(/[\s,]+/).filter(Boolean),
  }
}

function draftOf(key: KeyData): Draft {
  const text = (value: number | null) => (value === null ? '' : String(value))
  return {
    name: key.name,
    scopes: key.scopes,
    creditBudget: text(key.creditBudget),
    dailyCap: text(key.dailyCap),
    hourlyCap: text(key.hourlyCap),
    expires: key.expiresAt === null ? '' : dayOf(new Date(key.expiresAt)),
    allowedIps: key.allowedIps.join(', '),
  }
}

/** `YYYY-MM-DD` where the browser is. */
function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Makes a key and shows it, this once. */
export function NewKeyDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(EMPTY)
  const [account, setAccount] = useState<'same' | 'new'>('same')
  const [credits, setCredits] = useState('')
  const [isSandbox, setSandbox] = useState(false)
  const make = useMutation({
    mutationFn: () => {
      const limits = Object.entries(limitsOf(draft)).filter(([, value]) => value !== null)
      return client.createKey({
        name: draft.name.trim(),
        scopes: [...draft.scopes],
        account,
        sandbox: isSandbox,
        ...(account === 'new' && credits.trim() !== '' && { credits: Number(credits) }),
        ...Object.fromEntries(limits),
      })
    },
    meta: { isQuiet: true },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  const close = () => {
    onClose()
    make.reset()
    setDraft(EMPTY)
    setCredits('')
    setSandbox(false)
  }
  if (make.isSuccess) {
    return (
      <IssuedKeyDialog
        isOpen={isOpen}
        onClose={close}
        title={`“${make.data.name}” is ready`}
        issued={make.data}
      />
    )
  }
  return (
    <KeyDialog
      isOpen={isOpen}
      onClose={close}
      title="New key"
      submitLabel="Make key"
      isBusy={make.isPending}
      error={make.error}
      draft={draft}
      onChange={setDraft}
      onSubmit={() => make.mutate()}
    >
      <SelectField
        label="Account"
        value={account}
        options={[
          { value: 'same', label: 'Mine: same songs and tasks' },
          { value: 'new', label: 'One of its own' },
        ]}
        onChange={setAccount}
      />
      {account === 'new' && (
        <TextField
          label="Credits of the new account"
          inputMode="decimal"
          hint="Empty: unlimited."
          value={credits}
          onChange={(event) => setCredits(event.target.value)}
        />
      )}
      <Switch
        label="Sandbox: answers like a real key, composes nothing"
        isOn={isSandbox}
        onChange={setSandbox}
      />
    </KeyDialog>
  )
}

/** Changes what a key may do; what the operator's settings decide can only be renamed. */
export function ChangeKeyDialog({
  apiKey,
  onClose,
}: {
  readonly apiKey: KeyData
  readonly onClose: () => void
}) {
  const { client } = useServer()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(apiKey))
  const isMade = apiKey.source === 'created'
  const change = useMutation({
    mutationFn: () => {
      const changes: ChangeKeyBody = isMade
        ? { name: draft.name.trim(), scopes: [...draft.scopes], ...limitsOf(draft) }
        : { name: draft.name.trim() }
      return client.changeKey(apiKey.id, changes)
    },
    meta: { isQuiet: true },
    onSuccess: async ({ name }) => {
      showToast(`“${name}” is changed`)
      onClose()
      await queries.invalidateQueries({ queryKey: ['keys'] })
    },
  })
  return (
    <KeyDialog
      isOpen
      onClose={onClose}
      title={`Change “${apiKey.name}”`}
      submitLabel="Save"
      isBusy={change.isPending}
      error={change.error}
      draft={draft}
      onChange={setDraft}
      onSubmit={() => change.mutate()}
      isNameOnly={!isMade}
    />
  )
}

function KeyDialog({
  isOpen,
  onClose,
  title,
  submitLabel,
  isBusy,
  error,
  draft,
  onChange,
  onSubmit,
  isNameOnly = false,
  children,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  readonly submitLabel: string
  readonly isBusy: boolean
  readonly error: Error | null
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly onSubmit: () => void
  readonly isNameOnly?: boolean
  readonly children?: React.ReactNode
}) {
  const formId = useId()
  const field = (name: keyof Omit<Draft, 'scopes'>) => ({
    value: draft[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...draft, [name]: event.target.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            type="submit"
            form={formId}
            look="primary"
            isBusy={isBusy}
            disabled={draft.name.trim() === '' || draft.scopes.length === 0}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['stack']} onSubmit={submit}>
        <TextField
          label="Name"
          required
          maxLength={100}
          placeholder="ci robot"
          hint="For people: who or what uses it."
          error={error?.message}
          {...field('name')}
        />
        {!isNameOnly && (
          <>
            <fieldset className={styles['scopes']}>
              <legend>It may</legend>
              {SCOPES.map(({ scope, words }) => (
                <label key={scope}>
                  <input
                    type="checkbox"
                    checked={draft.scopes.includes(scope)}
                    onChange={(event) =>
                      onChange({
                        ...draft,
                        scopes: event.target.checked
                          ? [...draft.scopes, scope]
                          : draft.scopes.filter((each) => each !== scope),
                      })
                    }
                  />
                  <span>
                    <strong>{scope}</strong> <span className="muted">{words}</span>
                  </span>
                </label>
              ))}
            </fieldset>
            <div className={styles['three']}>
              <TextField
                label="Credits ever"
                inputMode="decimal"
                placeholder="no limit"
                {...field('creditBudget')}
              />
              <TextField
                label="in 24 hours"
                inputMode="decimal"
                placeholder="no limit"
                {...field('dailyCap')}
              />
              <TextField
                label="in an hour"
                inputMode="decimal"
                placeholder="no limit"
                {...field('hourlyCap')}
              />
            </div>
            <div className={styles['pair']}>
              <TextField label="Last day" type="date" {...field('expires')} />
              <TextField label="Only from addresses" placeholder="203.0.113.0/24" {...field('allowedIps')} />
            </div>
          </>
        )}
        {children}
      </form>
    </Dialog>
  )
}
