import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button } from '../../parts/button.js'
import { Dialog } from '../../parts/dialog.js'
import { TextArea } from '../../parts/field.js'
import { useServer } from '../../server/server.js'
import styles from './create-scene.module.css'

/** Has lyrics written from an idea, and one of them chosen. */
export function LyricsDialog({
  isOpen,
  onClose,
  onChoose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onChoose: (lyrics: string) => void
}) {
  const { client } = useServer()
  const [idea, setIdea] = useState('')
  const write = useMutation({
    mutationFn: async () => {
      const record = await client.waitFor(await client.lyrics({ prompt: idea.trim() }))
      return record.response?.data ?? []
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    // The form stands inside of another: its submit must not be that one's.
    event.stopPropagation()
    if (idea.trim() !== '') write.mutate()
  }
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Write lyrics" width={write.data ? 'wide' : 'narrow'}>
      <form className={styles['stack']} onSubmit={onSubmit}>
        <TextArea
          label="What is the song about?"
          rows={3}
          value={idea}
          placeholder="Leaving a small town by the sea, and missing it"
          onChange={(event) => setIdea(event.target.value)}
          autoFocus
        />
        <Button type="submit" look="primary" isBusy={write.isPending} disabled={idea.trim() === ''}>
          {write.data ? 'Write others' : 'Write'}
        </Button>
      </form>
      {write.data && (
        <div className={styles['variants']}>
          {write.data.map(({ title, text }) => (
            <section key={text} className={styles['variant']}>
              <h3>{title}</h3>
              <pre tabIndex={0} aria-label={`Lyrics of ${title}`}>
                {text}
              </pre>
              <Button onClick={() => onChoose(text)}>Use these</Button>
            </section>
          ))}
        </div>
      )}
    </Dialog>
  )
}
