import { useMutation, useQuery } from '@tanstack/react-query'
import type { SongDetail, VocalSeparationRecord } from '@troubadour/contract'
import { Download, SlidersVertical } from 'lucide-react'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '../../parts/button.js'
import { formatCredits } from '../../parts/formats.js'
import { Empty, ErrorNotice, Loading } from '../../parts/notices.js'
import { ProgressBar } from '../../parts/progress-bar.js'
import { Slider } from '../../parts/slider.js'
import { player } from '../../player/player.js'
import { useServer } from '../../server/server.js'
import { saveFiles } from '../../songs/save-files.js'
import { fileNameOf } from '../../songs/song-actions.js'
import { usePrices } from '../../songs/song-queries.js'
import { useTaskProgress } from '../../tasks/use-task-progress.js'
import { LevelMeter } from './level-meter.js'
import styles from './mixer-panel.module.css'
import { StemMixer, type StemFile } from './stem-mixer.js'

/** Fader order from the voice down; names as on a desk. */
const STRIPS = [
  ['vocalUrl', 'Voice'],
  ['backingVocalsUrl', 'Backing'],
  ['drumsUrl', 'Drums'],
  ['percussionUrl', 'Percussion'],
  ['bassUrl', 'Bass'],
  ['guitarUrl', 'Guitar'],
  ['keyboardUrl', 'Keys'],
  ['stringsUrl', 'Strings'],
  ['synthUrl', 'Synth'],
  ['brassUrl', 'Brass'],
  ['woodwindsUrl', 'Winds'],
  ['fxUrl', 'FX'],
] as const satisfies readonly (readonly [keyof NonNullable<VocalSeparationRecord['response']>, string])[]

interface MixerProps {
  readonly song: SongDetail
  readonly mixer: StemMixer | null
  readonly onMixer: (mixer: StemMixer | null) => void
}

/**
 * The song taken apart: a fader, solo and mute for each of its stems. Separates the song first when nobody has. Its place is
 * as high as the faders from the beginning, so that nothing below jumps when they come.
 */
export function MixerPanel(props: MixerProps) {
  return (
    <div className={styles['place']}>
      <Stems {...props} />
    </div>
  )
}

function Stems({ song, mixer, onMixer }: MixerProps) {
  const { client } = useServer()
  const price = usePrices().data?.['vocal-separation/stems']
  const [isRunning, setRunning] = useState<string | null>(null)
  const separation = useQuery({
    queryKey: ['stems', song.audioId],
    queryFn: async ({ signal }) => {
      const { tasks } = await client.taskPage(
        { kind: 'vocal-separation', parent: song.taskId, state: ['queued', 'running', 'succeeded'] },
        { signal },
      )
      for (const task of tasks.filter(({ parentAudioId }) => parentAudioId === song.audioId)) {
        const { param } = await client.task(task.taskId, { signal })
        if (!param.includes('"split_stem"')) continue
        if (task.state !== 'succeeded') return { taskId: task.taskId, stems: null }
        const record = await client.recordOf({ operation: 'separate', taskId: task.taskId }, { signal })
        if (record?.response) return { taskId: task.taskId, stems: stemsOf(record.response) }
      }
      return null
    },
  })
  const taskId = isRunning ?? (separation.data?.stems === null ? separation.data.taskId : null)
  const progress = useTaskProgress(taskId)
  const refetch = separation.refetch
  useEffect(() => {
    if (progress?.state !== 'succeeded' && progress?.state !== 'failed' && progress?.state !== 'cancelled')
      return
    setRunning(null)
    void refetch()
  }, [progress?.state, refetch])
  const separate = useMutation({
    mutationFn: () => client.separate({ taskId: song.taskId, audioId: song.audioId, type: 'split_stem' }),
    onSuccess: (task) => setRunning(task.taskId),
  })

  if (separation.isError) return <ErrorNotice error={separation.error} onRetry={() => void refetch()} />
  if (separation.isPending) return <Loading />
  if (taskId !== null) {
    return (
      <div className={styles['wait']} role="status">
        <p>Performing each stem by itself: {Math.round((progress?.progress ?? 0) * 100)} %</p>
        <ProgressBar label="Separating" value={progress?.progress ?? null} />
      </div>
    )
  }
  if (!separation.data?.stems) {
    return (
      <Empty
        icon={<SlidersVertical size={28} />}
        title="Hear every instrument by itself"
        action={
          <Button look="primary" isBusy={separate.isPending} onClick={() => separate.mutate()}>
            Separate into stems
          </Button>
        }
      >
        Up to twelve stems that sum to the song, to mix here and to save.
        {price !== undefined && ` ${formatCredits(price)}.`}
      </Empty>
    )
  }
  return <Desk song={song} stems={separation.data.stems} mixer={mixer} onMixer={onMixer} />
}

function stemsOf(response: NonNullable<VocalSeparationRecord['response']>): StemFile[] {
  return STRIPS.flatMap(([field, name]) => {
    const url = response[field]
    return url === null || url === '' ? [] : [{ name, url }]
  })
}

function Desk({
  song,
  stems,
  mixer,
  onMixer,
}: {
  readonly song: SongDetail
  readonly stems: readonly StemFile[]
  readonly mixer: StemMixer | null
  readonly onMixer: (mixer: StemMixer | null) => void
}) {
  const [share, setShare] = useState(0)
  const load = useMutation({
    mutationFn: () => {
      const isMine = player.state.track?.id === song.audioId
      return StemMixer.load(stems, {
        durationSeconds: song.durationSeconds ?? 0,
        startSeconds: isMine ? player.element.currentTime : 0,
        onProgress: setShare,
        signal: new AbortController().signal,
      })
    },
    onSuccess: (loaded) => {
      player.pause()
      onMixer(loaded)
    },
  })
  const save = useMutation({
    mutationFn: () =>
      saveFiles(
        `${fileNameOf(song.title)} stems.zip`,
        stems.map(({ name, url }) => ({ name: `${name}${extensionOf(url)}`, url })),
      ),
  })
  return (
    <div className={styles['desk']}>
      <div className={styles['bar']}>
        {mixer ? (
          <Button size="small" onClick={() => onMixer(null)}>
            Back to the song as it is
          </Button>
        ) : (
          <Button size="small" look="primary" isBusy={load.isPending} onClick={() => load.mutate()}>
            <SlidersVertical size={15} aria-hidden />
            {load.isPending ? `Loading stems: ${Math.round(share * 100)} %` : 'Load into the mixer'}
          </Button>
        )}
        <Button size="small" isBusy={save.isPending} onClick={() => save.mutate()}>
          <Download size={15} aria-hidden />
          Stems as ZIP
        </Button>
      </div>
      {mixer ? (
        <Strips mixer={mixer} />
      ) : (
        <p className="muted small">{stems.map(({ name }) => name).join(', ')}</p>
      )}
    </div>
  )
}

function Strips({ mixer }: { readonly mixer: StemMixer }) {
  const { faders } = useSyncExternalStore(mixer.subscribe, mixer.snapshot)
  return (
    <div className={styles['strips']}>
      {faders.map(({ name, level, isMuted, isSolo }) => (
        <div key={name} className={styles['strip']} role="group" aria-label={name}>
          <div className={styles['fader']}>
            <Slider
              label={`${name} level`}
              orientation="vertical"
              min={0}
              max={1.5}
              step={0.01}
              value={level}
              format={formatLevel}
              onChange={(value) => mixer.setFader(name, { level: value })}
            />
            <StripMeter mixer={mixer} name={name} />
          </div>
          <span className={styles['level']}>{formatLevel(level)}</span>
          <div className={styles['keys']}>
            <button
              type="button"
              aria-label={`Solo ${name}`}
              aria-pressed={isSolo}
              className={styles['solo']}
              onClick={() => mixer.setFader(name, { isSolo: !isSolo })}
            >
              S
            </button>
            <button
              type="button"
              aria-label={`Mute ${name}`}
              aria-pressed={isMuted}
              className={styles['mute']}
              onClick={() => mixer.setFader(name, { isMuted: !isMuted })}
            >
              M
            </button>
          </div>
          <span className={styles['name']}>{name}</span>
        </div>
      ))}
    </div>
  )
}

function StripMeter({ mixer, name }: { readonly mixer: StemMixer; readonly name: string }) {
  const peak = useCallback(() => mixer.peakOf(name), [mixer, name])
  return <LevelMeter peak={peak} />
}

/** A gain in decibels. */
function formatLevel(level: number): string {
  if (level === 0) return '−∞'
  const decibels = Math.round(20 * Math.log10(level) * 10) / 10
  return `${decibels > 0 ? '+' : decibels < 0 ? '−' : ''}${Math.abs(decibels).toFixed(1)} dB`
}

function extensionOf(url: string): string {
  return /\.\w+$/.exec(url.split('?')[0]!)?.[0] ?? ''
}
