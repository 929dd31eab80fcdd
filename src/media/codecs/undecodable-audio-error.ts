/**
 * Why a file gives no sound:
 * `empty` no bytes; `not-audio` no format we know; `damaged` a known format without anything to hear, or one that brings
 * the decoder down; `too-large` more bytes, or more memory while decoding, than allowed; `too-long` plays longer than
 * allowed; `timeout` decoding took longer than allowed.
 */
export type UndecodableAudioReason = 'empty' | 'not-audio' | 'damaged' | 'too-large' | 'too-long' | 'timeout'

/** A file from outside cannot be used as audio. The message is a sentence for whoever sent it; trying again is no use. */
export class UndecodableAudioError extends Error {
  override readonly name = 'UndecodableAudioError'
  readonly code = 'undecodable_audio'
  readonly retryable = false
  constructor(
    readonly reason: UndecodableAudioReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
