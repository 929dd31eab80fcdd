import { PenLine } from 'lucide-react'
import { useId, useRef, useState, type UIEvent } from 'react'
import { Button } from '../../parts/button.js'
import { formatDuration } from '../../parts/formats.js'
import { LyricsDialog } from './lyrics-dialog.js'
import styles from './lyrics-field.module.css'
import { CROWDED_SYLLABLES, countLines, estimateSeconds } from './syllables.js'

const TAGS = ['Intro', 'Verse', 'Pre-Chorus', 'Chorus', 'Bridge', 'Solo', 'Break', 'Outro']

/** An editor for lyrics: section tags at a press, syllables beside each line, the length they make. */
export function LyricsField({
  lyrics,
  onChange,
}: {
  readonly lyrics: string
  readonly onChange: (lyrics: string) => void
}) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLOListElement>(null)
  const [isWriting, setWriting] = useState(false)
  const lines = countLines(lyrics)
  const sung = lines.filter(({ kind }) => kind === 'words')
  const crowded = sung.filter(({ syllables }) => syllables > CROWDED_SYLLABLES).length
  const insert = (tag: string) => {
    const element = area.current
    const at = element?.selectionStart ?? lyrics.length
    const before = lyrics.slice(0, at)
    const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
    const inserted = `${gap}[${tag}]\n`
    onChange(before + inserted + lyrics.slice(at))
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(at + inserted.length, at + inserted.length)
    })
  }
  const onScroll = (event: UIEvent<HTMLTextAreaElement>) => {
    if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
  }
  return (
    <div className={styles['field']}>
      <div className={styles['head']}>
        <label htmlFor={id}>Lyrics</label>
        <Button size="small" look="quiet" onClick={() => setWriting(true)}>
          <PenLine size={15} aria-hidden />
          Write for me
        </Button>
      </div>
      <div className={styles['tags']} role="group" aria-label="Insert a section">
        {TAGS.map((tag) => (
          <button key={tag} type="button" className={styles['tag']} onClick={() => insert(tag)}>
            {tag}
          </button>
        ))}
      </div>
      <div className={styles['editor']}>
        <textarea
          id={id}
          ref={area}
          value={lyrics}
          wrap="off"
          rows={12}
          spellCheck
          aria-describedby={`${id}-note`}
          placeholder={'[Verse]\nMorning comes over the hill\n…'}
          onChange={(event) => onChange(event.target.value)}
          onScroll={onScroll}
        />
        <ol ref={gutter} className={styles['gutter']} aria-hidden>
          {lines.map(({ kind, syllables }, index) => (
            <li key={index} data-crowded={syllables > CROWDED_SYLLABLES || undefined}>
              {kind === 'words' ? syllables : ''}
            </li>
          ))}
        </ol>
      </div>
      <p id={`${id}-note`} className={styles['note']}>
        {sung.length === 0
          ? 'Each line is sung as it stands; the figures beside it are its syllables.'
          : `${sung.length} lines, ${sung.reduce((sum, { syllables }) => sum + syllables, 0)} syllables, roughly ${formatDuration(estimateSeconds(lines))}.`}
        {crowded > 0 &&
          ` ${crowded === 1 ? 'One line is' : `${crowded} lines are`} crowded: over ${CROWDED_SYLLABLES} syllables.`}
      </p>
      <LyricsDialog
        isOpen={isWriting}
        onClose={() => setWriting(false)}
        onChoose={(text) => {
          onChange(text)
          setWriting(false)
        }}
      />
    </div>
  )
}
