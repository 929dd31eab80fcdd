import type { Score, VoiceTrack } from './score.js'
import { secondsToBeat } from './tempo-map.js'
import type { VoiceProfile } from './voice-profile.js'

/** Somebody who can be asked to sing again: kept from a song of ours (`style`) or made after a recording (`voice`). */
export type Persona = {
  /** The wire's `personaId` or `voiceId`. */
  readonly id: string
  readonly kind: 'style' | 'voice'
  readonly name: string
  readonly description: string
  /** Style words that belong to it, comma-separated; they lean on the style of a new song but do not settle it. */
  readonly style?: string
  /** Id in `studio/voice/singers.ts`; absent for a persona of an instrumental. */
  readonly singerId?: string
  /** How the singer is bent. */
  readonly voice?: VoiceProfile
}

/** What its maker says about a persona. */
export interface PersonaWishes {
  readonly id: string
  readonly name: string
  readonly description: string
  /** The part of the song that shows the voice, in seconds. */
  readonly vocalStart: number
  readonly vocalEnd: number
  /** Style words besides the song's own. */
  readonly style?: string
}

/** The singer and style of a song. The singer is whoever leads in the part that shows the voice. */
export function personaOfScore(
  score: Score,
  { id, name, description, style, vocalStart, vocalEnd }: PersonaWishes,
): Persona {
  const lead = leadSinger(score, vocalStart, vocalEnd)
  const words = [style ?? '', score.tags].filter((text) => text.trim() !== '').join(', ')
  return {
    id,
    kind: 'style',
    name,
    description,
    ...(words === '' ? {} : { style: words }),
    ...(lead && { singerId: lead.singer }),
    ...(lead?.voice && { voice: lead.voice }),
  }
}

/** Whoever sings most between two times; the first voice where nobody does. */
function leadSinger(score: Score, startSeconds: number, endSeconds: number): VoiceTrack | undefined {
  const voices = score.tracks.filter(
    (track): track is VoiceTrack => track.kind === 'voice' && track.stem === 'vocal',
  )
  const from = secondsToBeat(score.tempoMap, startSeconds)
  const to = secondsToBeat(score.tempoMap, endSeconds)
  const sungBeats = ({ phrases }: VoiceTrack): number =>
    phrases
      .flatMap(({ words }) => words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => notes)))
      .reduce((sum, { startBeat, durationBeats }) => {
        const heard = Math.min(to, startBeat + durationBeats) - Math.max(from, startBeat)
        return sum + Math.max(0, heard)
      }, 0)
  return voices.toSorted((a, b) => sungBeats(b) - sungBeats(a))[0]
}
