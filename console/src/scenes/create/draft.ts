import { useEffect, useState } from 'react'

/** What a recording is used for. */
export type SourceUse = 'cover' | 'extend' | 'add-vocals' | 'add-instrumental'

/** A recording that was brought along. */
export interface Source {
  readonly name: string
  /** On the server. */
  readonly url: string
  readonly durationSeconds: number | null
  readonly use: SourceUse
}

/** The form as it stands. Kept in this browser, so that nothing written is lost. */
export interface Draft {
  readonly mode: 'simple' | 'custom'
  /** Simple mode: what the song is about and how it sounds. */
  readonly idea: string
  readonly title: string
  readonly style: readonly string[]
  readonly exclude: readonly string[]
  readonly lyrics: string
  readonly isInstrumental: boolean
  readonly gender: 'any' | 'f' | 'm'
  /** Id of a persona or voice, with its kind; empty: none. */
  readonly personaId: string
  /** 0 … 1; null: as the server thinks best. */
  readonly styleWeight: number | null
  readonly weirdness: number | null
  readonly audioWeight: number | null
  /** Seconds; null: as the words need. */
  readonly durationSeconds: number | null
  /** As written; empty: drawn by the server. */
  readonly seed: string
  readonly bpm: string
  readonly key: string
  readonly source: Source | null
  /** Second of the source from which it is extended; as written; empty: its end. */
  readonly continueAt: string
}

export const EMPTY_DRAFT: Draft = {
  mode: 'simple',
  idea: '',
  title: '',
  style: [],
  exclude: [],
  lyrics: '',
  isInstrumental: false,
  gender: 'any',
  personaId: '',
  styleWeight: null,
  weirdness: null,
  audioWeight: null,
  durationSeconds: null,
  seed: '',
  bpm: '',
  key: '',
  source: null,
  continueAt: '',
}

const STORED = 'troubadour.draft'

/** The draft of this browser. */
export function useDraft(): readonly [Draft, (changes: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(readDraft)
  useEffect(() => {
    try {
      localStorage.setItem(STORED, JSON.stringify(draft))
    } catch {
      // Full or forbidden: the draft lives as long as the page.
    }
  }, [draft])
  return [draft, (changes) => setDraft((before) => ({ ...before, ...changes }))]
}

function readDraft(): Draft {
  try {
    return { ...EMPTY_DRAFT, ...(JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Draft>) }
  } catch {
    return EMPTY_DRAFT
  }
}
