import { useQuery } from '@tanstack/react-query'
import type { ScoreData, SongDetail } from '@troubadour/contract'
import { Heart, ImageIcon, MicVocal } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useParams, useSearchParams } from 'wouter'
import { Badge } from '../../parts/badge.js'
import { ButtonLink, IconButton } from '../../parts/button.js'
import { formatAge, formatDuration, formatTime } from '../../parts/formats.js'
import { Empty, ErrorNotice, Loading } from '../../parts/notices.js'
import { Page, Panel } from '../../parts/page.js'
import { Tabs } from '../../parts/tabs.js'
import { ownUrl } from '../../server/own-url.js'
import { useServer } from '../../server/server.js'
import { PlayButton } from '../../player/play-button.js'
import { SongMenu } from '../../songs/song-actions.js'
import { KIND_NAMES, useChangeSong, useSong } from '../../songs/song-queries.js'
import { Downloads } from './downloads.js'
import { EditPanel, type Edit } from './edit-panel.js'
import { Karaoke } from './karaoke.js'
import { linesOf } from './karaoke-lines.js'
import { MixerPanel } from './mixer-panel.js'
import { PianoRoll } from './piano-roll.js'
import { CoverArtDialog, PersonaDialog } from './song-dialogs.js'
import styles from './song-scene.module.css'
import type { StemMixer } from './stem-mixer.js'
import { Timeline, type Selection } from './timeline.js'
import { useTransport } from './transport.js'
import { Versions } from './versions.js'

/** One song: heard, read, taken apart, changed and saved. */
export default function SongScene() {
  const { trackId = '' } = useParams<{ trackId: string }>()
  const song = useSong(trackId)
  if (song.isPending) return <Loading />
  if (song.isError) {
    return (
      <Page title="Song">
        <ErrorNotice error={song.error} onRetry={() => void song.refetch()} />
      </Page>
    )
  }
  return <SongPage key={trackId} song={song.data} />
}

type View = 'edit' | 'mixer' | 'notes'

function SongPage({ song }: { readonly song: SongDetail }) {
  const { client } = useServer()
  const [search] = useSearchParams()
  const wanted = search.get('edit')
  const [view, setView] = useState<View>('edit')
  const [edit, setEdit] = useState<Edit>(wanted === 'extend' || wanted === 'cover' ? wanted : 'replace')
  const [selection, setSelection] = useState<Selection | null>(null)
  const [mixer, setMixer] = useMixer()
  const transport = useTransport(song, mixer)
  const isFinished = song.audioUrl !== null
  const score = useQuery({
    queryKey: ['score', song.audioId],
    queryFn: ({ signal }) => client.songScore(song.audioId, { signal }),
    enabled: isFinished,
    staleTime: Infinity,
  })
  const words = useSelectedWords(song, selection)
  const select = (chosen: Selection | null) => {
    setSelection(chosen)
    if (chosen) {
      setView('edit')
      setEdit('replace')
    }
  }
  const toggleLabel = transport.isPlaying ? `Pause ${song.title}` : `Play ${song.title}`
  return (
    <Page
      title={song.title}
      description={song.style}
      actions={
        <>
          <LikeButton song={song} />
          <SongButtons song={song} />
          {isFinished && <Downloads song={song} />}
          <SongMenu song={song} />
        </>
      }
    >
      <Panel>
        <div className={styles['top']}>
          {song.imageUrl !== null && (
            <img src={ownUrl(song.imageUrl)} alt="" className={styles['cover']} width={112} height={112} />
          )}
          <div className={styles['about']}>
            <PlayButton
              label={toggleLabel}
              size="large"
              isPlaying={transport.isPlaying}
              onClick={transport.toggle}
            />
            <Facts song={song} score={score.data} seconds={transport.seconds} />
          </div>
        </div>
        {isFinished ? (
          <Timeline
            title={song.title}
            durationSeconds={song.durationSeconds ?? 1}
            peaks={song.waveform}
            score={score.data}
            seconds={transport.seconds}
            selection={selection}
            onSeek={transport.seek}
            onSelect={select}
          />
        ) : (
          <p className="muted">This song is still being made. It can be heard already.</p>
        )}
        {song.warnings.length > 0 && (
          <ul className={styles['warnings']} aria-label="What could not be done">
            {song.warnings.map(({ code, message }) => (
              <li key={code + message}>
                <Badge tone="warn">Note</Badge> {message}
              </li>
            ))}
          </ul>
        )}
      </Panel>

      <div className={styles['columns']}>
        <Panel title="Lyrics">
          {song.instrumental ? (
            <Empty title="Instrumental">Nobody sings in this one.</Empty>
          ) : isFinished ? (
            <Karaoke song={song} seconds={transport.seconds} onSeek={transport.seek} onSelect={select} />
          ) : (
            <pre className={styles['lyrics']}>{song.lyrics}</pre>
          )}
        </Panel>
        <Panel>
          {isFinished ? (
            <Tabs
              label="Work on the song"
              value={view}
              onChange={setView}
              tabs={[
                {
                  value: 'edit',
                  label: 'Edit',
                  content: () => (
                    <EditPanel
                      song={song}
                      edit={edit}
                      onEdit={setEdit}
                      selection={selection}
                      onSelect={select}
                      words={words}
                      seconds={transport.seconds}
                    />
                  ),
                },
                {
                  value: 'mixer',
                  label: 'Mixer',
                  content: () => <MixerPanel song={song} mixer={mixer} onMixer={setMixer} />,
                },
                {
                  value: 'notes',
                  label: 'Notes',
                  content: () => (
                    <Notes error={score.error} onRetry={() => void score.refetch()}>
                      {score.data && (
                        <PianoRoll score={score.data} seconds={transport.seconds} onSeek={transport.seek} />
                      )}
                    </Notes>
                  ),
                },
              ]}
            />
          ) : (
            <Empty title="Edits, stems and notes">They can be had as soon as the song is finished.</Empty>
          )}
        </Panel>
      </div>
      <Versions song={song} selection={selection} />
      {song.parentAudioId !== null && (
        <div>
          <ButtonLink to={`/songs/${song.parentAudioId}`} look="quiet">
            Made out of another song: open it
          </ButtonLink>
        </div>
      )}
    </Page>
  )
}

/** The mixer of this page, closed with it. */
function useMixer() {
  const [mixer, setMixer] = useState<StemMixer | null>(null)
  useEffect(() => {
    if (!mixer) return
    return () => void mixer.close()
  }, [mixer])
  return [mixer, setMixer] as const
}

/** The words that are sung in a part of the song, by their lines. */
function useSelectedWords(song: SongDetail, selection: Selection | null): string {
  const { client } = useServer()
  const { data } = useQuery({
    queryKey: ['timed-words', song.audioId],
    queryFn: ({ signal }) =>
      client.timestampedLyrics({ taskId: song.taskId, audioId: song.audioId }, { signal }),
    enabled: song.audioUrl !== null && !song.instrumental,
    staleTime: Infinity,
  })
  if (!data || !selection) return ''
  return linesOf(data.alignedWords)
    .flatMap(({ words }) => {
      const inside = words.filter(
        ({ startS, endS }) =>
          (startS + endS) / 2 >= selection.startS && (startS + endS) / 2 <= selection.endS,
      )
      return inside.length === 0 ? [] : [inside.map(({ text }) => text).join(' ')]
    })
    .join('\n')
}

function Notes({
  error,
  onRetry,
  children,
}: {
  readonly error: unknown
  readonly onRetry: () => void
  readonly children: ReactNode
}) {
  if (error) return <ErrorNotice error={error} onRetry={onRetry} />
  return children ?? <Loading />
}

function LikeButton({ song }: { readonly song: SongDetail }) {
  const change = useChangeSong()
  return (
    <IconButton
      label={song.liked ? 'Unlike' : 'Like'}
      aria-pressed={song.liked}
      onClick={() => change.mutate({ audioId: song.audioId, liked: !song.liked })}
    >
      <Heart size={18} fill={song.liked ? 'currentColor' : 'none'} aria-hidden />
    </IconButton>
  )
}

function SongButtons({ song }: { readonly song: SongDetail }) {
  const [dialog, setDialog] = useState<'persona' | 'cover' | null>(null)
  if (song.audioUrl === null) return null
  return (
    <>
      {!song.instrumental && song.personaId === null && (
        <IconButton label="Save as persona" onClick={() => setDialog('persona')}>
          <MicVocal size={18} aria-hidden />
        </IconButton>
      )}
      <IconButton label="Cover pictures" onClick={() => setDialog('cover')}>
        <ImageIcon size={18} aria-hidden />
      </IconButton>
      <PersonaDialog song={song} isOpen={dialog === 'persona'} onClose={() => setDialog(null)} />
      <CoverArtDialog song={song} isOpen={dialog === 'cover'} onClose={() => setDialog(null)} />
    </>
  )
}

/** What is written at the top of a lead sheet, and the chord of the moment. */
function Facts({
  song,
  score,
  seconds,
}: {
  readonly song: SongDetail
  readonly score: ScoreData | undefined
  readonly seconds: number | null
}) {
  const at = seconds ?? 0
  const latest = <Entry extends { readonly startS: number }>(entries: readonly Entry[] | undefined) =>
    entries?.findLast(({ startS }) => startS <= at + 0.001) ?? entries?.[0]
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Key', latest(score?.keys)?.key ?? song.key ?? '–'],
    ['Tempo', `${latest(score?.tempos)?.bpm ?? song.bpm ?? '–'} BPM`],
    ['Meter', latest(score?.meters)?.meter ?? '–'],
    ['Chord', seconds === null ? '–' : (latest(score?.chords)?.name ?? '–')],
    ['Time', `${formatDuration(at)} / ${formatDuration(song.durationSeconds)}`],
    ['Seed', song.seed],
    ['Kind', KIND_NAMES[song.kind] ?? song.kind],
    [
      'Made',
      <time key="made" dateTime={song.createdAt} title={formatTime(song.createdAt)}>
        {formatAge(song.createdAt)}
      </time>,
    ],
  ]
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
