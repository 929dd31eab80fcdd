import type { SingingManner } from '../../music/score.js'
import type { GenreProfile } from '../profiles/profile.js'
import type { StyleReading } from '../style/style-reading.js'

/** Genres at or below this tempo are sung as ballads, in felt beats a minute. */
const BALLAD_BPM = 88
/** Melodic habits from here on are rapped. */
const RAPPED = 0.7

const BALLAD_WORDS = /\b(breathy|soft vocals?|hushed|tender|intimate|ballad|lullaby|crooner)\b/i
const WHISPER_WORDS = /\bwhisper(ed|s|ing|y)?\b/i

type Habits = Pick<GenreProfile, 'melody'> & Partial<Pick<GenreProfile, 'family' | 'tempo'>>

/** How the lead sings in a style: as it was asked for, else as the genre does. */
export function leadManner(
  profile: Habits,
  reading: Pick<StyleReading, 'voice' | 'understood' | 'energy'>,
): SingingManner {
  const words = reading.understood.join(' ')
  if (WHISPER_WORDS.test(words)) return 'whisper'
  if (reading.voice.spoken === true)
    return profile.melody.speech >= 0.5 || profile.family === 'hip hop' ? 'rap' : 'spoken'
  if (profile.melody.speech >= RAPPED) return 'rap'
  if (BALLAD_WORDS.test(words)) return 'ballad'
  if (profile.family === 'rock' || profile.family === 'metal') return reading.energy < -0.15 ? 'pop' : 'rock'
  const isSlow = profile.tempo !== undefined && profile.tempo.typicalBpm <= BALLAD_BPM
  return isSlow || profile.family === 'ambient' || profile.family === 'classical' ? 'ballad' : 'pop'
}
