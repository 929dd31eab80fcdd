import type { VoiceProfile, VoiceTraits } from '../../music/voice-profile.js'

/** Listens to voices and finds singers for them. */
export interface VoiceAnalyst {
  readonly id: string
  /** Throws `UnusableAudioError` where nobody is heard, or not for long enough. */
  listen(filePath: string, window: VoiceWindow | undefined, signal: AbortSignal): Promise<VoiceTraits>
  /** Why two recordings cannot be of the same voice, as a sentence; undefined when they may well be. */
  difference(sample: VoiceTraits, other: VoiceTraits): string | undefined
  /**
   * Whether `phrase`, one of `phrase()`, is said or sung in a recording; undefined where that cannot be told, as for
   * languages whose sounds are not known.
   */
  says(filePath: string, phrase: string, signal: AbortSignal): Promise<boolean | undefined>
  /** The singer nearest to a voice, and how to bend it. */
  fit(traits: VoiceTraits, skill: VoiceSkill): { readonly singerId: string; readonly voice: VoiceProfile }
  /** A phrase to be read or sung; never `except`. Throws RangeError for a language there are none in. */
  phrase(language: string, seed: number, except?: string): string
}

/** The part of a recording in which the voice is heard. */
export interface VoiceWindow {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** How steadily somebody sings. */
export type VoiceSkill = 'beginner' | 'intermediate' | 'advanced' | 'professional'
