/** The audio handed to an engine cannot be worked on: not audio, too short, too long, silent. */
export class UnusableAudioError extends Error {
  override readonly name = 'UnusableAudioError'
}
