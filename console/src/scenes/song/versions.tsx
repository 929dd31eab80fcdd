import type { SongData, SongDetail } from '@troubadour/contract'
import { Segments } from '../../parts/segments.js'
import { player, usePlayer } from '../../player/player.js'
import { playable } from '../../songs/playable.js'
import { KIND_NAMES, useSongs } from '../../songs/song-queries.js'
import { SongRow } from '../../songs/song-row.js'
import { MakingCards, useMaking } from '../create/making.js'
import styles from './song-scene.module.css'
import type { Selection } from './timeline.js'

/** What was made out of a song, and the other take of its task. Compared with the song where the edit lies. */
export function Versions({
  song,
  selection,
}: {
  readonly song: SongDetail
  readonly selection: Selection | null
}) {
  const made = useSongs({ parent: song.audioId, sort: 'oldest' })
  const latest = useSongs({ sort: 'newest' })
  const making = useMaking()
  const children = (made.data?.pages ?? []).flatMap(({ songs }) => songs)
  const siblings = (latest.data?.pages ?? [])
    .flatMap(({ songs }) => songs)
    .filter(({ taskId, audioId }) => taskId === song.taskId && audioId !== song.audioId)
  const tasks = (making.data?.tasks ?? []).filter(({ parentAudioId }) => parentAudioId === song.audioId)
  const finished = children.filter(({ audioUrl }) => audioUrl !== null)
  if (children.length === 0 && siblings.length === 0 && tasks.length === 0) return null
  return (
    <section className={styles['versions']} aria-label="Versions">
      <h2>Versions</h2>
      <MakingCards tasks={tasks} />
      {finished.length > 0 && <Compare song={song} versions={finished} selection={selection} />}
      <div className={styles['rows']}>
        {[...finished, ...siblings].map((each) => (
          <SongRow
            key={each.audioId}
            song={each}
            queue={[song, ...children, ...siblings]}
            leading={
              finished.length > 0 && (
                <span className={styles['letter']}>{letterOf(each.audioId, finished)}</span>
              )
            }
          />
        ))}
      </div>
    </section>
  )
}

/** What was made last out of the song, newest last: heard beside it as B and C. */
function compared(versions: readonly SongData[]): readonly SongData[] {
  return versions.slice(-2)
}

/** How a version is called in the comparison; nothing for those that are not in it. */
function letterOf(audioId: string, versions: readonly SongData[]): string {
  return 'BC'[compared(versions).findIndex((each) => each.audioId === audioId)] ?? ''
}

/** A before the others, at the same second: A is the song, B, C … what was made out of it, newest two. */
function Compare({
  song,
  versions,
  selection,
}: {
  readonly song: SongDetail
  readonly versions: readonly SongData[]
  readonly selection: Selection | null
}) {
  const { track } = usePlayer()
  const choices: readonly SongData[] = [song, ...compared(versions)]
  const current = choices.find(({ audioId }) => audioId === track?.id)?.audioId ?? ''
  const listen = (audioId: string) => {
    const chosen = choices.find((each) => each.audioId === audioId)
    if (!chosen) return
    const isOne = choices.some((each) => each.audioId === player.state.track?.id)
    const here = isOne ? player.element.currentTime : undefined
    // A little before the edit, so that its beginning is heard in its place.
    player.play(playable(chosen), choices.map(playable), here ?? Math.max(0, (selection?.startS ?? 0) - 2))
  }
  return (
    <div className={styles['compare']}>
      <Segments
        label="Compare"
        value={current}
        options={choices.map((each, index) => ({
          value: each.audioId,
          label:
            index === 0
              ? 'A: as it is'
              : `${'BC'[index - 1]}: ${KIND_NAMES[each.kind] ?? each.kind}, take ${index}`,
        }))}
        onChange={listen}
      />
      <span className="muted small">Switches without losing the place.</span>
    </div>
  )
}
