import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useServer } from '../../server/server.js'
import styles from './style-field.module.css'

const SHOWN = 7

/** Style words as chips, completed from the studio's lexicon. Enter or a comma makes a chip, Backspace takes the last. */
export function StyleField({
  label,
  words,
  onChange,
  placeholder,
  actions,
}: {
  readonly label: string
  readonly words: readonly string[]
  readonly onChange: (words: readonly string[]) => void
  readonly placeholder: string
  readonly actions?: ReactNode
}) {
  const id = useId()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const suggestions = useSuggestions(text, words)
  const isShown = isOpen && suggestions.length > 0

  const add = (written: string) => {
    const parts = written
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '' && !words.includes(part))
    if (parts.length > 0) onChange([...words, ...new Set(parts)])
    setText('')
    setActive(-1)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(
        (before) =>
          (before + step + suggestions.length + (before < 0 && step < 0 ? 1 : 0)) %
          Math.max(1, suggestions.length),
      )
    } else if (event.key === 'Enter' || event.key === ',') {
      const chosen = isShown && active >= 0 ? suggestions[active]?.word : text
      if (chosen !== undefined && chosen.trim() !== '') add(chosen)
      // Enter in an empty field submits the form, as in any other.
      if (event.key === ',' || (chosen ?? '').trim() !== '') event.preventDefault()
    } else if (event.key === 'Tab' && isShown && active >= 0) {
      event.preventDefault()
      add(suggestions[active]!.word)
    } else if (event.key === 'Escape') {
      setOpen(false)
    } else if (event.key === 'Backspace' && text === '' && words.length > 0) {
      onChange(words.slice(0, -1))
    }
  }

  return (
    <div className={styles['field']}>
      <div className={styles['head']}>
        <label htmlFor={id}>{label}</label>
        {actions}
      </div>
      <div className={styles['box']}>
        {words.map((word) => (
          <span key={word} className={styles['chip']}>
            {word}
            <button
              type="button"
              aria-label={`Remove ${word}`}
              onClick={() => onChange(words.filter((each) => each !== word))}
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={id}
          className={styles['input']}
          value={text}
          placeholder={words.length === 0 ? placeholder : ''}
          role="combobox"
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          onChange={(event) => {
            const written = event.target.value
            if (written.includes(',')) add(written)
            else setText(written)
            setOpen(true)
            setActive(-1)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setOpen(false)
            if (text.trim() !== '') add(text)
          }}
        />
      </div>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={`${label}: suggestions`}
        className={styles['list']}
        hidden={!isShown}
      >
        {suggestions.map(({ word, group }, index) => (
          <li
            key={word}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the field loses the focus.
            onPointerDown={(event) => {
              event.preventDefault()
              add(word)
            }}
          >
            {word}
            <span>{group}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Words of the lexicon that begin with what is written, then those that hold it. */
function useSuggestions(text: string, taken: readonly string[]) {
  const { client } = useServer()
  const { data = [] } = useQuery({
    queryKey: ['style-words'],
    queryFn: ({ signal }) => client.styleWords({ signal }),
    staleTime: Infinity,
  })
  return useMemo(() => {
    const wanted = text.trim().toLowerCase()
    if (wanted === '') return []
    const free = data.filter(({ word }) => !taken.includes(word))
    const begins = free.filter(({ word }) => word.startsWith(wanted))
    const holds = free.filter(({ word }) => !word.startsWith(wanted) && word.includes(wanted))
    return [...begins, ...holds].slice(0, SHOWN)
  }, [data, text, taken])
}
