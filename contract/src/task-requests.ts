import type { ModelId } from './models.js'
import type { RequestedKey } from './requests/musical-key.js'

/**
 * Requests as they are stored with a task and read by the workflows: validated, aliases resolved, one spelling.
 * Absent means that the client left the choice to the engine. Plain JSON.
 */
export type TaskRequest =
  | GenerateRequest
  | AddInstrumentalRequest
  | LyricsRequest
  | VocalSeparationRequest
  | WavRequest
  | VideoRequest

/** Wishes of the `troubadour` extras that any song can have. */
export type SongWishes = {
  /** 20 … 300 quarter notes a minute. */
  readonly bpm?: number
  readonly key?: RequestedKey
}

/** How closely wishes are followed; each 0 … 1. */
export type SongWeights = {
  readonly styleWeight?: number
  readonly weirdness?: number
  readonly audioWeight?: number
}

export type GenerateRequest = SongWishes &
  SongWeights & {
    readonly model: ModelId
    readonly customMode: boolean
    readonly instrumental: boolean
    /** A description; words are invented from it when there are no `lyrics`. */
    readonly idea?: string
    /** Sung literally. Only in custom mode with vocals. */
    readonly lyrics?: string
    /** Only in custom mode, as are title, gender, persona and duration. */
    readonly style?: string
    readonly title?: string
    readonly negativeTags?: string
    readonly vocalGender?: 'm' | 'f'
    readonly personaId?: string
    readonly personaModel?: 'style_persona' | 'voice_persona'
    /** 10 … 360; only for models that honour it. */
    readonly durationSeconds?: number
  }

export type AddInstrumentalRequest = SongWishes &
  SongWeights & {
    readonly model: ModelId
    /** http or https; not fetched before the task runs. */
    readonly uploadUrl: string
    readonly title: string
    /** The wire's `tags`. */
    readonly style: string
    readonly negativeTags: string
    readonly vocalGender?: 'm' | 'f'
  }

export type LyricsRequest = {
  readonly prompt: string
}

/** A finished track of an earlier task of the same account. */
export type TrackReference = {
  readonly taskId: string
  readonly audioId: string
  /** 0 or 1: its place in that task. */
  readonly trackIndex: number
}

export type VocalSeparationRequest = {
  /** `vocals`: voice and the rest (`separate_vocal`). `stems`: all twelve (`split_stem`). */
  readonly mode: 'vocals' | 'stems'
  readonly source:
    ({ readonly kind: 'track' } & TrackReference) | { readonly kind: 'url'; readonly audioUrl: string }
}

export type WavRequest = TrackReference

export type VideoRequest = TrackReference & {
  /** Shown on the cover, at most 50 characters. */
  readonly author?: string
  /** Watermark, at most 50 characters. */
  readonly domainName?: string
}
