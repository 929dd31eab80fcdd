/**
 * How a voice differs from the singer it is nearest to: what is kept of a recorded voice. Plain data; the singer of the
 * studio is bent to it. Not a copy of the voice: vowels, accent and pronunciation stay the singer's.
 */
export type VoiceProfile = {
  /** Comfortable range for writers. */
  readonly lowMidi: number
  readonly highMidi: number
  /** Length of the vocal tract against the model's own; 0.9 … 1.25. */
  readonly tractLength: number
  /** Slope of the spectrum above 300 Hz against the model's own, in dB an octave. */
  readonly tiltDbPerOctave: number
  /** Breath in voiced sounds against an ordinary voice, in dB. */
  readonly breathDb: number
  readonly vibrato: { readonly rateHz: number; readonly depthCents: number }
  /** Slow wandering of the pitch, standard deviation. */
  readonly driftCents: number
}

/**
 * What listening to a voice finds out. A type alias, so that it can be stored as JSON. Levels are against the studio's
 * own reference voice, measured the same way.
 */
export type VoiceTraits = {
  /** Seconds with a voice in them, and of those the seconds with a pitch. */
  readonly soundingSeconds: number
  readonly voicedSeconds: number
  /** Fractional MIDI pitch: the middle, and the 5th and 95th percentile. */
  readonly medianMidi: number
  readonly lowMidi: number
  readonly highMidi: number
  /** Mean distance of neighbouring formants in Hz: the longer the vocal tract, the smaller. */
  readonly formantSpacingHz: number
  /** Slope of the voiced spectrum from 300 Hz to 4 kHz, in dB an octave. */
  readonly tiltDbPerOctave: number
  /** Harmonics against noise in voiced sounds, in dB. */
  readonly harmonicsToNoiseDb: number
  /** Of held notes; depth 0 where none was heard. */
  readonly vibratoRateHz: number
  readonly vibratoDepthCents: number
  /** Slow wandering of held notes, standard deviation. */
  readonly driftCents: number
}
