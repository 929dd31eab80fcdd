import type { MixSettings, Score } from '../../../music/score.js'
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
 * How far the singer lies over the band by the notes' promise, in dB. Chosen from measured mixes: the sung stretches of
 * the vocal stem then lie 1 to 3 dB under the whole band's recording, as in published pop mixes.
 */
const VOICE_OVER_BAND_DB = 0.5

/**
 * Mix for a singer over a finished band recording: the recording's strip does nothing and the master adds no colour and
 * no glue of its own, so that it stays as it came; the voice keeps the genre's strip with its fader set over the band.
 */
export function mixOverRecording(score: Score): MixSettings {
  const { mix } = score
  const vocal = mix.stems.vocal ?? { gainDb: 0 }
  const sung = expectedLoudness({
    ...score,
    tracks: score.tracks.filter(({ stem }) => stem === 'vocal'),
    recordings: [],
  }).integratedLufs
  const move = Number.isFinite(sung) ? RECORDING_LUFS + VOICE_OVER_BAND_DB - sung : 0
  const gainDb = Math.round(Math.min(8, Math.max(-8, vocal.gainDb + move)) * 10) / 10
  return {
    ...mix,
    glue: 0,
    tone: [],
    stems: { ...mix.stems, vocal: { ...vocal, gainDb }, [BAND_STEM]: { gainDb: 0 } },
  }
}
