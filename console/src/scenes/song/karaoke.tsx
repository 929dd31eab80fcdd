import { useQuery } from '@tanstack/react-query'
import type { SongDetail } from '@troubadour/contract'
import { useEffect, useMemo, useRef } from 'react'
import { Button } from '../../parts/button.js'
import { ErrorNotice } from '../../parts/notices.js'
import { useServer } from '../../server/server.js'
import { linesOf, nowIn, type Line } from './karaoke-lines.js'
import styles from './karaoke.module.css'
import { hundredths, type Selection } from './timeline.js'

/** The words, each lit while it is sung. A press on a word goes there; a line or a section can be chosen to be changed. */
export function Karaoke({
  song,
  seconds,
  onSeek,
  onSelect,
}: {
  readonly song: SongDetail
  readonly seconds: number | null
  readonly onSeek: (seconds: number) => void
  readonly onSelect: (selection: Selection) => void
}) {
  const { client } = useServer()
  const words = useQuery({
    queryKey: ['timed-words', song.audioId],
    queryFn: ({ signal }) =>
      client.timestampedLyrics({ taskId: song.taskId, audioId: song.audioId }, { signal }),
    enabled: song.audioUrl !== null,
    staleTime: Infinity,
  })
  const lines = useMemo(() => linesOf(words.data?.alignedWords ?? []), [words.data])
  const now = nowIn(lines, seconds)
  const list = useRef<HTMLDivElement>(null)
  const nowLine = now?.line
  useEffect(() => {
    if (nowLine === undefined) return
    const line = list.current?.querySelector<HTMLElement>(`[data-line="${nowLine}"]`)
    if (!line || !list.current) return
    // Within the list only: the page stays where the reader has put it.
    const top = line.offsetTop - list.current.clientHeight / 2 + line.clientHeight / 2
    list.current.scrollTo({ top, behavior: 'smooth' })
  }, [nowLine])
  if (words.isError) return <ErrorNotice error={words.error} onRetry={() => void words.refetch()} />
  if (words.isPending) return <Unsung lyrics={song.lyrics} />
  return (
    <div ref={list} className={styles['list']} role="group" aria-label="Lyrics" tabIndex={0}>
      {lines.map((line, index) =>
        line.tag !== null ? (
          <SectionTag key={index} tag={line.tag} lines={lines} index={index} onSelect={onSelect} />
        ) : (
          <p
            key={index}
            data-line={index}
            className={styles['line']}
            data-now={now?.line === index || undefined}
          >
            {line.words.map((word, at) => (
              <button
                key={at}
                type="button"
                className={styles['word']}
                data-start={word.startS}
                data-now={(now?.line === index && now.word === at) || undefined}
                data-past={(seconds !== null && word.endS <= seconds) || undefined}
                onClick={() => onSeek(word.startS)}
              >
                {word.text}
              </button>
            ))}
            <Button
              size="small"
              look="quiet"
              className={styles['choose']}
              aria-label={`Select “${line.words.map(({ text }) => text).join(' ')}”`}
              onClick={() => onSelect(spanOf([line]))}
            >
              Select
            </Button>
          </p>
        ),
      )}
    </div>
  )
}

/** The text as long as nobody knows when it is sung, in the places where the words will be. */
function Unsung({ lyrics }: { readonly lyrics: string }) {
  return (
    <div className={styles['list']} aria-busy>
      {lyrics
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, index) => (
          <p key={index} className={line.startsWith('[') ? styles['tag'] : styles['line']}>
            {line
              .replace(/^\[(.*)\]$/, '$1')
              .split(' ')
              .map((word, at) => (
                <span key={at} className={styles['word']}>
                  {word}
                </span>
              ))}
          </p>
        ))}
    </div>
  )
}

function SectionTag({
  tag,
  lines,
  index,
  onSelect,
}: {
  readonly tag: string
  readonly lines: readonly Line[]
  readonly index: number
  readonly onSelect: (selection: Selection) => void
}) {
  const next = lines.findIndex((line, at) => at > index && line.tag !== null)
  const sung = lines.slice(index + 1, next < 0 ? undefined : next).filter(({ words }) => words.length > 0)
  return (
    <p className={styles['tag']}>
      {tag}
      {sung.length > 0 && (
        <Button
          size="small"
          look="quiet"
          className={styles['choose']}
          aria-label={`Select ${tag}`}
          onClick={() => onSelect(spanOf(sung))}
        >
          Select
        </Button>
      )}
    </p>
  )
}

function spanOf(lines: readonly Line[]): Selection {
  const words = lines.flatMap((line) => line.words)
  return { startS: hundredths(words[0]!.startS), endS: hundredths(words.at(-1)!.endS) }
}
