export { decodeAudioFile, type DecodeLimits } from './decode-audio-file.js'
export { tagMp3 } from './id3.js'
export {
  assembleMp3File,
  createMp3Encoder,
  encodeMp3,
  type Mp3Encoder,
  type Mp3EncoderOptions,
} from './mp3-encoder.js'
export { type ProbedAudio, probeAudioFile } from './probe.js'
export { type AudioFormat, id3v2Length, looksLikeText, SNIFF_BYTES, sniffAudio } from './sniff.js'
export { UndecodableAudioError, type UndecodableAudioReason } from './undecodable-audio-error.js'
export { encodeWav, type WavOptions } from './wav.js'
