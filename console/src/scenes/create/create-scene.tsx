import { useQuery, useQueryClient } from '@tanstack/react-query'
import { AudioLines } from 'lucide-react'
import { useEffect } from 'react'
import { useSearchParams } from 'wouter'
import { ButtonLink } from '../../parts/button.js'
import { Empty, ErrorNotice, Skeleton } from '../../parts/notices.js'
import { Page } from '../../parts/page.js'
import { showFailure, showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import { SongRow } from '../../songs/song-row.js'
import { useSongs } from '../../songs/song-queries.js'
import styles from './create-scene.module.css'
import { draftOfParam } from './draft-request.js'
import { useDraft, type Draft } from './draft.js'
import { MakingCards, useMaking } from './making.js'
import { SongForm } from './song-form.js'

/** Latest songs beside the form. */
const SHOWN = 12

/** What the song shall be on the left; what is being made and what was made on the right. */
export default function CreateScene() {
  const [draft, change] = useDraft()
  const queries = useQueryClient()
  useReused(change)
  const making = useMaking()
  const found = useSongs({ sort: 'newest' })
  const tasks = making.data?.tasks ?? []
  const isInMaking = new Set(tasks.map(({ taskId }) => taskId))
  const songs = (found.data?.pages[0]?.songs ?? [])
    .filter((song) => song.audioUrl !== null || !isInMaking.has(song.taskId))
    .slice(0, SHOWN)
  return (
    <Page title="Create">
      <div className={styles['scene']}>
        <SongForm
          draft={draft}
          onChange={change}
          onSubmitted={() => void queries.invalidateQueries({ queryKey: ['tasks'] })}
        />
        <div className={styles['results']}>
          {tasks.length > 0 && (
            <section className={styles['stack']} aria-label="In the making">
              <h2>In the making</h2>
              <MakingCards tasks={tasks} />
            </section>
          )}
          <section className={styles['stack']} aria-label="Latest songs">
            <div className={styles['head']}>
              <h2>Latest songs</h2>
              {songs.length > 0 && (
                <ButtonLink to="/library" size="small" look="quiet">
                  All songs
                </ButtonLink>
              )}
            </div>
            {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
            {found.isPending && <Skeleton lines={4} />}
            {found.isSuccess && songs.length === 0 && tasks.length === 0 && (
              <Empty icon={<AudioLines size={28} />} title="Your first song is a sentence away">
                Describe it and press Create. It plays here while it is still being performed, in two takes to
                choose from.
              </Empty>
            )}
            <div className={styles['rows']}>
              {songs.map((song) => (
                <SongRow key={song.audioId} song={song} queue={songs} />
              ))}
            </div>
          </section>
        </div>
      </div>
    </Page>
  )
}

/** `/?again=TASK` fills the form with the request and the seed of that task. */
function useReused(change: (changes: Partial<Draft>) => void): void {
  const { client } = useServer()
  const [search, setSearch] = useSearchParams()
  const taskId = search.get('again')
  const { data, error } = useQuery({
    queryKey: ['task', taskId],
    queryFn: ({ signal }) => client.task(taskId!, { signal }),
    enabled: taskId !== null,
  })
  useEffect(() => {
    if (taskId === null || (!data && !error)) return
    setSearch({}, { replace: true })
    try {
      if (error) throw error
      if (data) change(draftOfParam(data.param, data.seed))
      showToast('Words, style and seed were filled in')
    } catch (problem) {
      showFailure(problem)
    }
    // `change` and `setSearch` are new at each render and mean the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [taskId, data, error])
}
