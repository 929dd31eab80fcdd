import type { SongOrderName } from '@troubadour/contract'
import { Heart, LibraryBig, Search, Trash2 } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { Button, ButtonLink } from '../../parts/button.js'
import { SelectField, TextField } from '../../parts/field.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Page } from '../../parts/page.js'
import { SongRow } from '../../songs/song-row.js'
import { KIND_NAMES, useSongLabels, useSongs } from '../../songs/song-queries.js'
import { DeletedSongs } from './deleted-songs.js'
import styles from './library-scene.module.css'
import { SelectionBar } from './selection-bar.js'

const ORDERS: readonly { readonly value: SongOrderName; readonly label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'title', label: 'By title' },
  { value: 'longest', label: 'Longest first' },
]
const KINDS = [
  { value: '', label: 'Everything' },
  ...Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label })),
]

/** Every song of the account: found, ordered, played, noted on, saved and deleted. The address holds the filters. */
export default function LibraryScene() {
  const [search, setSearch] = useSearchParams()
  const [text, setText] = useState(search.get('query') ?? '')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const query = useDeferredValue(text.trim())
  const sort = (search.get('sort') ?? 'newest') as SongOrderName
  const label = search.get('label') ?? ''
  const kind = search.get('kind') ?? ''
  const isLiked = search.get('liked') === 'true'
  const isTrash = search.get('deleted') === 'true'
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  const found = useSongs({
    sort,
    ...(query !== '' && { query }),
    ...(label !== '' && { label }),
    ...(kind !== '' && { kind: kind as never }),
    ...(isLiked && { liked: true }),
    ...(isTrash && { deleted: true }),
  })
  const songs = found.data?.pages.flatMap((page) => page.songs) ?? []
  const labels = useSongLabels().data ?? []
  const hasFilter = query !== '' || label !== '' || kind !== '' || isLiked
  const toggle = (id: string) =>
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const chosen = songs.filter((song) => selected.has(song.audioId))

  return (
    <Page
      title="Library"
      actions={
        <ButtonLink to="/" look="primary">
          New song
        </ButtonLink>
      }
    >
      <search className={styles['filters']} aria-label="Songs">
        <div className={styles['text']}>
          <Search size={16} className={styles['glass']} aria-hidden />
          <TextField
            label="Search"
            isLabelHidden
            type="search"
            placeholder="Title, style or words"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <SelectField
          label="Order"
          isLabelHidden
          value={sort}
          options={ORDERS}
          onChange={(value) => set('sort', value === 'newest' ? '' : value)}
        />
        <SelectField
          label="Kind"
          isLabelHidden
          value={kind}
          options={KINDS}
          onChange={(value) => set('kind', value)}
        />
        {labels.length > 0 && (
          <SelectField
            label="Label"
            isLabelHidden
            value={label}
            options={[
              { value: '', label: 'All labels' },
              ...labels.map((each) => ({ value: each.label, label: `${each.label} (${each.songs})` })),
            ]}
            onChange={(value) => set('label', value)}
          />
        )}
        <div className={styles['toggles']}>
          <Button
            aria-pressed={isLiked}
            className={styles['toggle']}
            onClick={() => set('liked', isLiked ? '' : 'true')}
          >
            <Heart size={16} fill={isLiked ? 'currentColor' : 'none'} aria-hidden />
            Liked
          </Button>
          <Button
            aria-pressed={isTrash}
            className={styles['toggle']}
            onClick={() => {
              setSelected(new Set())
              set('deleted', isTrash ? '' : 'true')
            }}
          >
            <Trash2 size={16} aria-hidden />
            Deleted
          </Button>
        </div>
      </search>

      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton lines={6} />}
      {found.isSuccess && songs.length === 0 && <Nothing hasFilter={hasFilter} isTrash={isTrash} />}
      {isTrash ? (
        <DeletedSongs songs={songs} />
      ) : (
        <ul className={styles['list']} aria-label="Songs" aria-busy={found.isFetching}>
          {songs.map((song) => (
            <li key={song.audioId}>
              <SongRow
                song={song}
                queue={songs}
                leading={
                  <input
                    type="checkbox"
                    className={styles['box']}
                    aria-label={`Select ${song.title}`}
                    checked={selected.has(song.audioId)}
                    onChange={() => toggle(song.audioId)}
                  />
                }
              />
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <More isBusy={found.isFetchingNextPage} onMore={() => void found.fetchNextPage()} />
      )}
      {chosen.length > 0 && (
        <SelectionBar
          songs={chosen}
          onAll={() => setSelected(new Set(songs.map((song) => song.audioId)))}
          onNone={() => setSelected(new Set())}
        />
      )}
    </Page>
  )
}

function Nothing({ hasFilter, isTrash }: { readonly hasFilter: boolean; readonly isTrash: boolean }) {
  if (isTrash) return <Empty icon={<Trash2 size={28} />} title="Nothing was deleted" />
  if (hasFilter) {
    return (
      <Empty icon={<Search size={28} />} title="No song fits">
        Try fewer words, or take a filter away.
      </Empty>
    )
  }
  return (
    <Empty
      icon={<LibraryBig size={28} />}
      title="No songs yet"
      action={
        <ButtonLink to="/" look="primary">
          Create the first
        </ButtonLink>
      }
    >
      Everything this server makes for you appears here.
    </Empty>
  )
}

/** Loads the next page when it comes into sight, or by its button. */
function More({ isBusy, onMore }: { readonly isBusy: boolean; readonly onMore: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  useEffect(() => {
    more.current = onMore
  })
  useEffect(() => {
    if (!place.current) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) more.current()
      },
      { rootMargin: '300px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} className={styles['more']}>
      <Button isBusy={isBusy} onClick={onMore}>
        Show more
      </Button>
    </div>
  )
}
