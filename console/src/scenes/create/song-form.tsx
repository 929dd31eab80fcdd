import { useMutation, useQuery } from '@tanstack/react-query'
import { Dices, Sparkles, WandSparkles } from 'lucide-react'
import type { ChangeEvent, FormEvent } from 'react'
import { Button, IconButton } from '../../parts/button.js'
import { SelectField, TextArea, TextField } from '../../parts/field.js'
import { formatCredits, formatDuration } from '../../parts/formats.js'
import { Panel } from '../../parts/page.js'
import { Segments } from '../../parts/segments.js'
import { Slider } from '../../parts/slider.js'
import { Switch } from '../../parts/switch.js'
import { showToast } from '../../parts/toast.js'
import { useServer } from '../../server/server.js'
import { SONG_IDEAS } from '../../songs/song-ideas.js'
import { usePrices } from '../../songs/song-queries.js'
import styles from './create-scene.module.css'
import { kindOf, missingOf, submitDraft } from './draft-request.js'
import { EMPTY_DRAFT, type Draft } from './draft.js'
import { LyricsField } from './lyrics-field.js'
import { SourceField } from './source-field.js'
import { StyleField } from './style-field.js'

interface FormProps {
  readonly draft: Draft
  readonly onChange: (changes: Partial<Draft>) => void
}

/** Everything that a song can be asked for with: one box in simple mode, all of it in custom mode. */
export function SongForm({ draft, onChange, onSubmitted }: FormProps & { readonly onSubmitted: () => void }) {
  const { client } = useServer()
  const prices = usePrices().data
  const { data: me } = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => client.me({ signal }) })
  const { data: personas = [] } = useQuery({
    queryKey: ['personas'],
    queryFn: ({ signal }) => client.personas({ signal }),
  })
  const submit = useMutation({
    mutationFn: () =>
      submitDraft(
        client,
        draft,
        personas.find(({ personaId }) => personaId === draft.personaId),
      ),
    onSuccess: () => {
      showToast('The song is being made')
      onSubmitted()
    },
  })
  const missing = missingOf(draft)
  const price = prices?.[kindOf(draft)]
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined) submit.mutate()
  }
  return (
    <Panel>
      <form className={styles['form']} onSubmit={onSubmit} aria-label="New song">
        <div className={styles['head']}>
          <Segments
            label="Mode"
            value={draft.mode}
            options={[
              { value: 'simple', label: 'Simple' },
              { value: 'custom', label: 'Custom' },
            ]}
            onChange={(mode) => onChange({ mode })}
          />
          <Button size="small" look="quiet" onClick={() => onChange({ ...EMPTY_DRAFT, mode: draft.mode })}>
            Clear
          </Button>
        </div>
        {draft.mode === 'simple' ? (
          <>
            <TextArea
              label="Song description"
              rows={5}
              maxLength={3000}
              value={draft.idea}
              placeholder="An upbeat synth-pop song about dancing through a summer night"
              hint="Genre, mood, instruments, story: whatever you have."
              onChange={(event) => onChange({ idea: event.target.value })}
            />
            <div className={styles['ideas']} role="group" aria-label="Ideas to begin with">
              {SONG_IDEAS.map(({ label, idea }) => (
                <Button key={label} size="small" onClick={() => onChange({ idea })}>
                  {label}
                </Button>
              ))}
            </div>
          </>
        ) : (
          <CustomFields draft={draft} onChange={onChange} personas={personas} />
        )}
        <Switch
          label="Instrumental"
          isOn={draft.isInstrumental}
          onChange={(isInstrumental) => onChange({ isInstrumental })}
        />
        {draft.mode === 'custom' && <MoreWishes draft={draft} onChange={onChange} />}
        <div className={styles['submit']}>
          <Button type="submit" look="primary" isBusy={submit.isPending} disabled={missing !== undefined}>
            {!submit.isPending && <Sparkles size={17} aria-hidden />}
            Create
          </Button>
          <p className={styles['price']} aria-live="polite">
            <span>{missing ?? 'Two takes'}</span>
            <span>
              {price !== undefined && formatCredits(price)}
              {me && ` of ${me.credits.toLocaleString('en')}`}
            </span>
          </p>
        </div>
      </form>
    </Panel>
  )
}

function CustomFields({
  draft,
  onChange,
  personas,
}: FormProps & {
  readonly personas: readonly { readonly personaId: string; readonly name: string; readonly kind: string }[]
}) {
  const { client } = useServer()
  const boost = useMutation({
    mutationFn: () => client.boostStyle({ content: draft.style.join(', ') }),
    onSuccess: ({ result }) =>
      onChange({
        style: result
          .split(/[,.;]\s*/)
          .map((part) => part.trim())
          .filter(Boolean),
      }),
  })
  const isSung = !draft.isInstrumental && draft.source?.use !== 'add-instrumental'
  return (
    <>
      <SourceField source={draft.source} onChange={(source) => onChange({ source })} />
      {draft.source?.use === 'extend' && (
        <TextField
          label="Continue at"
          inputMode="decimal"
          value={draft.continueAt}
          placeholder="The end"
          hint="Second of the recording"
          onChange={(event) => onChange({ continueAt: event.target.value })}
        />
      )}
      {isSung && <LyricsField lyrics={draft.lyrics} onChange={(lyrics) => onChange({ lyrics })} />}
      <StyleField
        label="Style"
        words={draft.style}
        placeholder="folk, warm, acoustic guitar, 96 bpm"
        onChange={(style) => onChange({ style })}
        actions={
          <Button
            size="small"
            look="quiet"
            disabled={draft.style.length === 0}
            isBusy={boost.isPending}
            onClick={() => boost.mutate()}
          >
            <WandSparkles size={15} aria-hidden />
            Boost
          </Button>
        }
      />
      <TextField
        label="Title"
        value={draft.title}
        maxLength={100}
        placeholder="Found by the server when left empty"
        onChange={(event) => onChange({ title: event.target.value })}
      />
      {isSung && (
        <div className={styles['pair']}>
          <SelectField
            label="Voice"
            value={draft.gender}
            options={[
              { value: 'any', label: 'Any' },
              { value: 'f', label: 'Female' },
              { value: 'm', label: 'Male' },
            ]}
            onChange={(gender) => onChange({ gender })}
          />
          <SelectField
            label="Persona"
            value={personas.some(({ personaId }) => personaId === draft.personaId) ? draft.personaId : ''}
            options={[
              { value: '', label: 'None' },
              ...personas.map(({ personaId, name, kind }) => ({
                value: personaId,
                label: kind === 'voice' ? `${name} (voice)` : name,
              })),
            ]}
            onChange={(personaId) => onChange({ personaId })}
          />
        </div>
      )}
    </>
  )
}

function MoreWishes({ draft, onChange }: FormProps) {
  const field = (name: 'bpm' | 'key' | 'seed') => ({
    value: draft[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.target.value }),
  })
  return (
    <details className={styles['more']}>
      <summary>More wishes</summary>
      <div className={styles['form']}>
        <StyleField
          label="Exclude"
          words={draft.exclude}
          placeholder="heavy metal, choir"
          onChange={(exclude) => onChange({ exclude })}
        />
        <Knob
          label="Style weight"
          value={draft.styleWeight}
          onChange={(styleWeight) => onChange({ styleWeight })}
        />
        <Knob label="Weirdness" value={draft.weirdness} onChange={(weirdness) => onChange({ weirdness })} />
        {draft.source && (
          <Knob
            label="Closeness to the recording"
            value={draft.audioWeight}
            onChange={(audioWeight) => onChange({ audioWeight })}
          />
        )}
        <Knob
          label="Length"
          value={draft.durationSeconds}
          min={10}
          max={360}
          step={5}
          middle={120}
          format={formatDuration}
          onChange={(durationSeconds) => onChange({ durationSeconds })}
        />
        <div className={styles['three']}>
          <TextField label="Tempo" inputMode="numeric" placeholder="BPM" {...field('bpm')} />
          <TextField label="Key" placeholder="D minor" {...field('key')} />
          <div className={styles['seed']}>
            <TextField label="Seed" inputMode="numeric" placeholder="Any" {...field('seed')} />
            <IconButton
              label="Draw a seed"
              onClick={() => onChange({ seed: String(Math.floor(Math.random() * 2 ** 31)) })}
            >
              <Dices size={17} aria-hidden />
            </IconButton>
          </div>
        </div>
        <p className="muted small">
          The same wishes with the same seed make the same song, to the last sample.
        </p>
      </div>
    </details>
  )
}

/** A slider that can be left to the server. */
function Knob({
  label,
  value,
  onChange,
  min = 0,
  max = 1,
  step = 0.05,
  middle = 0.5,
  format = (shown) => `${Math.round(shown * 100)} %`,
}: {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly min?: number
  readonly max?: number
  readonly step?: number
  /** Where the thumb stands while it is left to the server. */
  readonly middle?: number
  readonly format?: (value: number) => string
}) {
  return (
    <div className={styles['knob']}>
      <span>{label}</span>
      {value === null ? (
        <span>auto</span>
      ) : (
        <span>
          {format(value)}{' '}
          <button
            type="button"
            className={styles['reset']}
            aria-label={`${label}: auto`}
            onClick={() => onChange(null)}
          >
            auto
          </button>
        </span>
      )}
      <div className={value === null ? styles['auto'] : undefined}>
        <Slider
          label={label}
          value={value ?? middle}
          min={min}
          max={max}
          step={step}
          format={value === null ? () => 'auto' : format}
          onChange={onChange}
        />
      </div>
    </div>
  )
}
