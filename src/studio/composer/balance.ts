import type { Score } from '../../music/score.js'
import { expectedLoudness } from '../performance/expected-loudness.js'

/** How far our own singers lie over the band after mixing, in dB. */
const SINGER_OVER_BAND_DB = 1.5

/** How far a recording lies over the band: it is what the listener came for. */
const RECORDING_OVER_BAND_DB = 2.5

/** Loudness of an ordinary voice before its strip, in LUFS: what singers are calibrated to and recordings are brought to. */
const VOICE_LUFS = -20

/**
 * What the mix makes of a difference guessed from the notes. Strips and bus compress it: over eight genres from folk to
 * metal the measured distance of voice and band was 0.55 times the guessed one plus 1.2 dB, within 1 dB.
 */
function mixedDistanceDb(guessedDb: number): number {
  return 0.55 * guessedDb + 1.2
}

/** The most a fader is moved, in dB: beyond this something else is wrong. */
const MOST_MOVE_DB = 8

/** Gain that brings a recording of the given loudness to that of an ordinary voice, in dB. */
export function recordingGainDb(loudnessLufs: number): number {
  return Math.round(Math.min(24, Math.max(-24, VOICE_LUFS - loudnessLufs)) * 10) / 10
}

/**
 * The score with the fader of its lead vocal, sung or recorded, set over the band. The fader rather than the tracks:
 * what comes before the strip's compressor is half undone by it.
 */
export function balanceVoice(score: Score): Score {
  const strip = score.mix.stems.vocal
  const band = loudnessOf(score, ({ stem }) => stem !== 'vocal')
  const isRecorded = score.recordings.some(({ stem }) => stem === 'vocal')
  const voice = isRecorded
    ? VOICE_LUFS + (strip?.gainDb ?? 0)
    : loudnessOf(score, ({ stem }) => stem === 'vocal')
  if (strip === undefined || band === undefined || voice === undefined) return score
  const goal = isRecorded ? RECORDING_OVER_BAND_DB : SINGER_OVER_BAND_DB
  const move = Math.min(MOST_MOVE_DB, Math.max(-MOST_MOVE_DB, goal - mixedDistanceDb(voice - band)))
  const vocal = { ...strip, gainDb: Math.round((strip.gainDb + move) * 10) / 10 }
  return { ...score, mix: { ...score.mix, stems: { ...score.mix.stems, vocal } } }
}

/** Loudness that some of the tracks should have before mastering; undefined where they are silent. */
function loudnessOf(score: Score, isMeant: (track: Score['tracks'][number]) => boolean): number | undefined {
  const tracks = score.tracks.filter(isMeant)
  if (tracks.length === 0) return undefined
  const { integratedLufs } = expectedLoudness({ ...score, tracks, recordings: [] })
  return Number.isFinite(integratedLufs) ? integratedLufs : undefined
}
