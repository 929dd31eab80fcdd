import type { VoiceProfile, VoiceTraits } from '../../music/voice-profile.js'
import { SINGERS, type Singer } from './singers.js'

/** Somebody's practice: how steadily the pitch is held, as a share of the singer's own wandering. */
const STEADINESS = { beginner: 1.6, intermediate: 1.2, advanced: 1, professional: 0.8 } as const

/** What the model's own voice measures (tract length 1, no tilt), from renderings of all singers by `voiceTraits`. */
const REFERENCE = { formantSpacingHz: 1205, tiltDbPerOctave: -9.3 }
/** Harmonics over noise of an ordinary voice between 2 and 5 kHz, in dB. */
const ORDINARY_HARMONICS_DB = 14

/** What writers need of a singer at least: a tenth, and a little more. */
const LEAST_RANGE_SEMITONES = 17

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Apparent length of a vocal tract against the model's own; 1 where no formants were found. */
export function tractLengthOf({ formantSpacingHz }: VoiceTraits): number {
  return Number.isFinite(formantSpacingHz) && formantSpacingHz > 0
    ? REFERENCE.formantSpacingHz / formantSpacingHz
    : 1
}

/** The singer nearest to a voice, by the length of the tract and the height of the pitch, and how to bend it. */
export function fitVoice(
  traits: VoiceTraits,
  skill: keyof typeof STEADINESS,
): { readonly singerId: string; readonly voice: VoiceProfile } {
  const tractLength = clamp(tractLengthOf(traits), 0.9, 1.25)
  const distance = ({ tractLength: own, lowMidi, highMidi }: Singer) =>
    Math.abs(Math.log(own / tractLength)) / 0.08 + Math.abs((lowMidi + highMidi) / 2 - traits.medianMidi) / 12
  const singer = SINGERS.toSorted((a, b) => distance(a) - distance(b))[0]!
  return {
    singerId: singer.id,
    voice: {
      ...rangeOf(traits),
      tractLength,
      // Microphones and rooms tilt recordings by themselves: half of what is heard is taken for the voice's own.
      tiltDbPerOctave: clamp((traits.tiltDbPerOctave - REFERENCE.tiltDbPerOctave) / 2, -2, 2),
      breathDb: clamp(ORDINARY_HARMONICS_DB - traits.harmonicsToNoiseDb, -2, 9),
      vibrato:
        traits.vibratoDepthCents > 0
          ? { rateHz: traits.vibratoRateHz, depthCents: clamp(traits.vibratoDepthCents, 10, 80) }
          : { rateHz: singer.vibrato.rateHz, depthCents: singer.vibrato.depthCents / 3 },
      driftCents: singer.driftCents * STEADINESS[skill],
    },
  }
}

/**
 * Where the voice can be asked to sing. Of a sung sample what was heard, widened to what a tune needs; people speak near
 * the bottom of their range, so that most of the room is made above.
 */
function rangeOf({ medianMidi, lowMidi, highMidi }: VoiceTraits): { lowMidi: number; highMidi: number } {
  const low = clamp(Math.round(Math.min(lowMidi, medianMidi - 2)), 36, 64)
  return {
    lowMidi: low,
    highMidi: clamp(Math.round(Math.max(highMidi, low + LEAST_RANGE_SEMITONES)), 53, 84),
  }
}

/** Vocal tracts that differ by more are two people's: women's and men's differ by about 0.15. */
const TRACT_LIMIT = 0.12
/** Speaking and singing lie far apart in one voice; nobody's middle is further away than this, in semitones. */
const PITCH_LIMIT = 13

/** Why two recordings cannot be of the same voice, as a sentence; undefined when they may well be. */
export function voiceDifference(sample: VoiceTraits, other: VoiceTraits): string | undefined {
  const tract = Math.abs(Math.log(tractLengthOf(sample) / tractLengthOf(other))) / TRACT_LIMIT
  const pitch = Math.abs(sample.medianMidi - other.medianMidi) / PITCH_LIMIT
  if (tract > 1) return 'The vocal tract of the voice is not that of the sample.'
  if (pitch > 1) return 'The pitch of the voice is not that of the sample.'
  // Both nearly too far apart at once: another voice as well.
  return Math.hypot(tract, pitch) > 1.15 ? 'Pitch and vocal tract are not those of the sample.' : undefined
}
