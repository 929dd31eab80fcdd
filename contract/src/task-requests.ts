import type { ModelId } from './models.js'
import type { RequestedKey } from './requests/musical-key.js'
import type { AdvancedStemName } from './stem-names.js'

/**
 * Requests as they are stored with a task and read by the workflows: validated, aliases resolved, one spelling.
 * Absent means that the client left the choice to the engine. Plain JSON.
 */
export type TaskRequest =
  | MusicRequest
  | LyricsRequest
  | VocalSeparationRequest
  | WavRequest
  | VideoRequest
  | StyleBoostRequest
  | CoverImagesRequest
  | PersonaRequest
  | RecoveryRequest
  | VoicePhraseRequest
  | VoiceRequest
  | VoiceCheckRequest
  | MidiRequest

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

/** Requests whose result is songs or sounds. */
export type MusicRequest =
  | GenerateRequest
  | ExtendRequest
  | UploadCoverRequest
  | UploadExtendRequest
  | AddInstrumentalRequest
  | AddVocalsRequest
  | ReplaceSectionRequest
  | MashupRequest
  | SoundsRequest

/** What any song can be asked to be. */
export type SongDescription = SongWishes &
  SongWeights & {
    /** A description; words are invented from it when there are no `lyrics`. */
    readonly idea?: string
    /** Sung literally. */
    readonly lyrics?: string
    readonly style?: string
    readonly title?: string
    readonly negativeTags?: string
    readonly vocalGender?: 'm' | 'f'
    readonly personaId?: string
    readonly personaModel?: 'style_persona' | 'voice_persona'
  }

/** In non-custom mode there are no lyrics, style, title, gender, persona and duration. */
export type GenerateRequest = SongDescription & {
  readonly model: ModelId
  readonly customMode: boolean
  readonly instrumental: boolean
  /** 10 … 360; only for models that honour it. */
  readonly durationSeconds?: number
}

export type ExtendRequest = SongDescription & {
  readonly model: ModelId
  /** The track that goes on; not looked up before the task runs. */
  readonly audioId: string
  /** Everything but the continuation point is taken from the source (`defaultParamFlag` false). */
  readonly inheritsAll: boolean
  /** Absent: as the source is. */
  readonly instrumental?: boolean
  /** Above 0; absent: the end of the source. */
  readonly continueAtSeconds?: number
}

export type UploadCoverRequest = GenerateRequest & {
  /** http or https; not fetched before the task runs. */
  readonly uploadUrl: string
}

export type UploadExtendRequest = SongDescription & {
  readonly model: ModelId
  /** http or https; not fetched before the task runs. */
  readonly uploadUrl: string
  /** Absent: sung when there is something to sing. */
  readonly instrumental?: boolean
  /** Above 0; absent: the end of the recording. */
  readonly continueAtSeconds?: number
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

export type AddVocalsRequest = SongDescription & {
  readonly model: ModelId
  /** http or https; not fetched before the task runs. */
  readonly uploadUrl: string
  readonly title: string
  readonly style: string
  readonly negativeTags: string
}

export type ReplaceSectionRequest = SongDescription & {
  /** That of the request, or of the task that made the track. */
  readonly model: ModelId
  readonly source:
    ({ readonly kind: 'track' } & TrackReference) | { readonly kind: 'url'; readonly uploadUrl: string }
  readonly title: string
  /** The wire's `tags`. */
  readonly style: string
  /** Seconds from the start of the source, in hundredths; at least 6 apart. */
  readonly startSeconds: number
  readonly endSeconds: number
  /** All words of the song as it shall be. */
  readonly fullLyrics?: string
}

export type MashupRequest = GenerateRequest & {
  /** The voice is taken from the first, the harmony from the second. */
  readonly uploadUrls: [string, string]
}

export type SoundsRequest = {
  readonly model: ModelId
  readonly prompt: string
  /** The end leads back to the beginning. */
  readonly loop: boolean
  /** 1 … 300 quarter notes a minute. */
  readonly bpm?: number
  readonly key?: RequestedKey
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
  /**
   * `vocals`: voice and the rest (`separate_vocal`). `stems`: all twelve (`split_stem`). `advanced`: one part and
   * everything else (`split_stem_advanced`).
   */
  readonly mode: 'vocals' | 'stems' | 'advanced'
  /** What is taken out in `advanced` mode. */
  readonly stemName?: AdvancedStemName
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

export type StyleBoostRequest = {
  readonly content: string
}

/** Pictures for a music task, which is also the task's parent. */
export type CoverImagesRequest = {
  readonly musicTaskId: string
}

export type PersonaRequest = TrackReference & {
  readonly name: string
  readonly description: string
  /** Where the voice is heard in the track, in seconds. */
  readonly vocalStart: number
  readonly vocalEnd: number
  readonly style?: string
}

export type RecoveryRequest = {
  readonly originalTaskId: string
}

export const VOICE_LANGUAGES = ['en', 'zh', 'es', 'fr', 'pt', 'de', 'ja', 'ko', 'hi', 'ru'] as const
export type VoiceLanguage = (typeof VOICE_LANGUAGES)[number]

export const VOICE_SKILLS = ['beginner', 'intermediate', 'advanced', 'professional'] as const
export type VoiceSkill = (typeof VOICE_SKILLS)[number]

export type VoicePhraseRequest = {
  /** http or https; not fetched before the task runs. */
  readonly voiceUrl: string
  readonly vocalStartS: number
  readonly vocalEndS: number
  readonly language: VoiceLanguage
  /** Of a regenerated phrase: the earlier task. What it found out about the sample is used again. */
  readonly earlierTaskId?: string
}

export type VoiceRequest = {
  readonly phraseTaskId: string
  /** http or https; not fetched before the task runs. */
  readonly verifyUrl: string
  readonly name?: string
  readonly description?: string
  readonly style?: string
  readonly skill: VoiceSkill
}

export type VoiceCheckRequest = {
  readonly voiceTaskId: string
}

export type MidiRequest = {
  readonly separationTaskId: string
  /** The id of one of its stems; absent: all. */
  readonly stemId?: string
  /** On the lines of the beats; absent: as played. */
  readonly quantize?: true
}
