import { useMutation, useQuery } from '@tanstack/react-query'
import { isApiError } from '@troubadour/sdk'
import { lazy, Suspense, useEffect, useState, type FormEvent } from 'react'
import { Button } from '../parts/button.js'
import { TextField } from '../parts/field.js'
import { Loading } from '../parts/notices.js'
import { serverWith } from '../server/server.js'
import { signIn } from '../server/session.js'
import styles from './signed-out.module.css'

const FirstRun = lazy(() => import('./first-run.js'))

/** Without a key: on a server that was never used, from this machine, the first run; else a place to paste a key. */
export function SignedOut() {
  const firstRun = useQuery({
    queryKey: ['first-run'],
    queryFn: ({ signal }) => serverWith('').client.isFirstRun({ signal }),
    retry: false,
  })
  if (firstRun.isPending) return <Loading />
  return <Suspense fallback={<Loading />}>{firstRun.data === true ? <FirstRun /> : <SignIn />}</Suspense>
}

/** Asks the server about a key before it is kept. */
async function checkKey(key: string): Promise<string> {
  try {
    await serverWith(key).client.me()
    return key
  } catch (error) {
    // A header cannot hold every character: what it cannot hold is no key either.
    const isUnknown = (isApiError(error) && error.code === 401) || error instanceof TypeError
    throw isUnknown
      ? new Error('The server does not accept this key. Keys look like trb_… and are pasted whole.', {
          cause: error,
        })
      : error
  }
}

function SignIn() {
  const [key, setKey] = useState('')
  const check = useMutation({ mutationFn: checkKey, meta: { isQuiet: true }, onSuccess: signIn })
  useEffect(() => {
    document.title = 'Sign in · Troubadour'
  }, [])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (key.trim() !== '') check.mutate(key.trim())
  }
  return (
    <main className={styles['page']}>
      <form className={styles['card']} onSubmit={onSubmit}>
        <img src="/icon.svg" alt="" width={44} height={44} />
        <div>
          <h1>Sign in to Troubadour</h1>
          <p className="muted small">With an API key of this server. It stays in this browser.</p>
        </div>
        <TextField
          label="API key"
          type="password"
          name="api-key"
          autoComplete="current-password"
          autoFocus
          spellCheck={false}
          value={key}
          onChange={(event) => setKey(event.target.value)}
          hint="The first key was printed when the server started and stands in the file api-key of its data folder."
          error={check.error?.message}
        />
        <Button type="submit" look="primary" isBusy={check.isPending} disabled={key.trim() === ''}>
          Sign in
        </Button>
      </form>
    </main>
  )
}
