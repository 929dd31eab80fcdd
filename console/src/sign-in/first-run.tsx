import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Button } from '../parts/button.js'
import { serverWith } from '../server/server.js'
import { signIn } from '../server/session.js'
import styles from './signed-out.module.css'

/** The first visit, on the machine itself: takes the key that was made at the start. */
export default function FirstRun() {
  const take = useMutation({
    mutationFn: () => serverWith('').client.takeFirstKey(),
    onSuccess: (key) => {
      // The page that shows the key and makes a first song.
      window.history.replaceState(null, '', '/welcome')
      signIn(key)
    },
  })
  useEffect(() => {
    document.title = 'Welcome · Troubadour'
  }, [])
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <img src="/icon.svg" alt="" width={44} height={44} />
        <div>
          <h1>Welcome to Troubadour</h1>
          <p className="muted small">
            This server is new and only this machine can reach it. Take its administrator key to begin; it
            stays in this browser.
          </p>
        </div>
        <Button look="primary" isBusy={take.isPending} onClick={() => take.mutate()}>
          Begin
        </Button>
      </div>
    </main>
  )
}
