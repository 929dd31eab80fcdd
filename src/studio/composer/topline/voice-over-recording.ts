import type { MixSettings, Score, StemMix } from '../../../music/score.js'
import type { StemName } from '../../../music/stems.js'
import { expectedLoudness } from '../../performance/expected-loudness.js'

/**
 * The stem a recorded band is counted to. A band cannot be told apart into its players here, and what a separated
 * recording keeps besides drums and bass is handed out under the same name; of voices it is none, so that taking the
 * voice out of the song leaves it whole.
 */
export const BAND_STEM: StemName = 'keyboard'

/** Loudness a recording is brought to before mixing, in LUFS, as all instruments and singers are. */
const RECORDING_LUFS = -20

/**
 * How far the singer lies under the band by the notes' promise, in dB. The voice's strip adds about five: measured on
 * the mastered stems of a pop song, the sung stretches then lie 1 dB under the whole band, as in published pop mixes.
 */
const VOICE_UNDER_BAND_DB = 5.5

/**
 * Mix for a singer over a finished band recording: the recording's strip does nothing and the master adds no colour and
 * no glue of its own, so that it stays as it came; the voices keep the genre's strips, moved to where the lead sits well.
 */
export function mixOverRecording(score: Score): MixSettings {
  const { mix } = score
  const vocal = mix.stems.vocal ?? { gainDb: 0 }
  const sung = expectedLoudness({
    ...score,
    tracks: score.tracks.filter(({ stem }) => stem === 'vocal'),
    recordings: [],
  }).integratedLufs
  const move = Number.isFinite(sung) ? RECORDING_LUFS - VOICE_UNDER_BAND_DB - sung : 0
  const moved = (strip: StemMix): StemMix => ({
    ...strip,
    gainDb: Math.round(Math.min(8, Math.max(-16, strip.gainDb + move)) * 10) / 10,
  })
  const backing = mix.stems.backingVocals
  return {
    ...mix,
    glue: 0,
    tone: [],
    stems: {
      ...mix.stems,
      vocal: moved(vocal),
      ...(backing ? { backingVocals: moved(backing) } : {}),
      [BAND_STEM]: { gainDb: 0 },
    },
  }
}
