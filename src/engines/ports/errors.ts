/** The audio handed to an engine cannot be worked on: not audio, too short, too long, silent. */
export class UnusableAudioError extends Error {
  override readonly name: string = 'UnusableAudioError'
}

/** The audio is longer, shorter or larger than the limits allow; another recording may do. */
export class AudioOutsideLimitsError extends UnusableAudioError {
  override readonly name = 'AudioOutsideLimitsError'
}
