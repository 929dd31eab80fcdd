import { ApiError } from '../api-error.js'

/** Decodes plain base64 or a data URL. Throws ApiError in the words of the public API. */
export function decodeBase64(text: string): Buffer {
  const payload = text.replace(/^data:[^,]*,/, '').replaceAll(/\s+/g, '')
  const unpadded = payload.replace(/={1,2}$/, '')
  // One left-over character carries 6 bits: not even a byte.
  if (unpadded === '' || !/^[A-Za-z0-9+/]*$/.test(unpadded) || unpadded.length % 4 === 1) {
    throw new ApiError('invalid', 'Base64 decoding failed: Invalid Base64 format')
  }
  return Buffer.from(unpadded, 'base64')
}
