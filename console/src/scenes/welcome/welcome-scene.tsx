import { useMutation } from '@tanstack/react-query'
import type { MusicRecord } from '@troubadour/contract'
import type { TaskProgress } from '@troubadour/sdk'
import { Sparkles } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Button, ButtonLink } from '../../parts/button.js'
import { CopyLine } from '../../parts/code-block.js'
import { TextArea } from '../../parts/field.js'
import { formatEta } from '../../parts/formats.js'
import { ErrorNotice } from '../../parts/notices.js'
import { Page, Panel } from '../../parts/page.js'
import { ProgressBar } from '../../parts/progress-bar.js'
import { player, type PlayableTrack } from '../../player/player.js'
import { useServer } from '../../server/server.js'
import { SONG_IDEAS } from '../../songs/song-ideas.js'
import styles from './welcome.module.css'

/** The first minutes: the key, and a song. */
export default function WelcomeScene() {
  const { apiKey } = useServer()
  return (
    <Page title="Welcome to Troubadour" description="Your server is ready. Keep its key, then hear it sing.">
      <div className={styles['columns']}>
        <Panel title="Your first song">
          <FirstSong />
        </Panel>
        <div className={styles['stack']}>
          <Panel title="Your administrator key">
            <p className="small">
              It is kept in this browser and in the file <code>api-key</code> of the data folder. Programs
              need it too.
            </p>
            <CopyLine label="key" text={apiKey} />
          </Panel>
          <Panel title="From here">
            <ul className={styles['links']}>
              <li>
                <ButtonLink to="/">Create</ButtonLink>
                <span className="muted small">
                  lyrics, style, voice, length: everything a song can be asked for
                </span>
              </li>
              <li>
                <ButtonLink to="/api-reference">API</ButtonLink>
                <span className="muted small">requests to paste, with your address and key in them</span>
              </li>
              <li>
                <ButtonLink to="/webhooks?tab=inspector">Webhooks</ButtonLink>
                <span className="muted small">see callbacks arrive, without a server</span>
              </li>
              <li>
                <ButtonLink to="/keys">Keys</ButtonLink>
                <span className="muted small">one for each program, with a budget</span>
              </li>
            </ul>
          </Panel>
        </div>
      </div>
    </Page>
  )
}

type Track = NonNullable<MusicRecord['response']>['sunoData'][number]

function playableOf(track: Track): PlayableTrack {
  return {
    id: track.id,
    title: track.title || 'Your first song',
    subtitle: track.tags ?? '',
    imageUrl: track.imageUrl || null,
    audioUrl: track.audioUrl || null,
    streamUrl: track.streamAudioUrl,
    durationSeconds: track.duration ?? null,
    waveform: [],
  }
}

/** Makes a song from a sentence and plays it while it is being performed. */
function FirstSong() {
  const { client } = useServer()
  const [prompt, setPrompt] = useState<string>(SONG_IDEAS[0].idea)
  const [progress, setProgress] = useState<TaskProgress | null>(null)
  const [track, setTrack] = useState<Track | null>(null)
  const make = useMutation({
    mutationFn: async () => {
      setTrack(null)
      setProgress(null)
      let isPlaying = false
      const onUpdate = (record: MusicRecord) => {
        const first = record.response?.sunoData[0]
        if (!first) return
        setTrack(first)
        if (!isPlaying) player.play(playableOf(first))
        else player.update(playableOf(first))
        isPlaying = true
      }
      const task = await client.generate({
        customMode: false,
        instrumental: false,
        model: 'V5',
        prompt: prompt.trim(),
      })
      return client.waitFor(task, { onUpdate, onProgress: setProgress, maxIntervalMs: 2000 })
    },
    meta: { isQuiet: true },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (prompt.trim() !== '') make.mutate()
  }
  return (
    <form className={styles['stack']} onSubmit={onSubmit}>
      <TextArea
        label="What is it about?"
        rows={3}
        maxLength={500}
        value={prompt}
        disabled={make.isPending}
        onChange={(event) => setPrompt(event.target.value)}
      />
      <div className={styles['ideas']}>
        {SONG_IDEAS.map(({ label, idea }) => (
          <Button key={label} size="small" disabled={make.isPending} onClick={() => setPrompt(idea)}>
            {label}
          </Button>
        ))}
      </div>
      <Button type="submit" look="primary" isBusy={make.isPending} disabled={prompt.trim() === ''}>
        <Sparkles size={16} aria-hidden />
        {make.isSuccess ? 'Make another' : 'Make my first song'}
      </Button>
      {make.isPending && (
        <div className={styles['stack']}>
          <ProgressBar label="Progress of the song" value={progress?.progress ?? null} />
          <p className="muted small" role="status">
            {track
              ? `“${track.title}” plays while it is being performed`
              : 'The words are being written. The song begins to play by itself.'}
            {progress?.etaSeconds != null && ` · ${formatEta(progress.etaSeconds)} to the end`}
          </p>
        </div>
      )}
      {make.isError && <ErrorNotice title="The song could not be made" error={make.error} />}
      {make.isSuccess && track && (
        <div className={styles['done']}>
          <p role="status">
            <strong>{track.title}</strong> is finished, in two takes.
          </p>
          <ButtonLink to={`/songs/${track.id}`}>Open song</ButtonLink>
        </div>
      )}
    </form>
  )
}
