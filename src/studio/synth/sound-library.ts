import { BasicSoundBank, SoundBankLoader, type BasicPreset, type BasicSample } from 'spessasynth_core'
import { readVoiceSettings, type VoiceSettings } from './soundfont-voice.js'

/** A decoded sample. `frames` starts with one frame of silence and ends with a few frames past the loop or the end, so that an interpolator may look around. */
export interface SampleFrames {
  readonly frames: Float32Array
  /** Index in `frames` where the loop starts, and where it jumps back; equal when it does not loop. */
  readonly loopStart: number
  readonly loopEnd: number
  /** Index of the first frame after the sound. */
  readonly end: number
}

/** One sample of a note, ready to be played. */
export interface SampledVoice {
  readonly settings: VoiceSettings
  readonly sample: SampleFrames
}

/** A SoundFont opened for playing; samples are decoded when first needed. */
export interface SoundLibrary {
  /** Everything that sounds when a key is struck. Empty where the preset has a gap. `velocity` 0 … 1. */
  voices(
    bank: 'melodic' | 'kit',
    program: number,
    pitchMidi: number,
    velocity: number,
  ): readonly SampledVoice[]
  /** The same without decoding anything: settings only. */
  settings(
    bank: 'melodic' | 'kit',
    program: number,
    pitchMidi: number,
    velocity: number,
  ): readonly VoiceSettings[]
}

/** Frames kept before and after a sample for four-point interpolation. */
const GUARD_FRAMES = 4
/** Decoded samples kept for later notes. A grand piano in full is about 60 MB. */
const DECODED_BUDGET_BYTES = 192 * 2 ** 20

/** Opens an SF2 or SF3 file that was read whole. Throws RangeError when it holds no presets. */
export async function loadSoundLibrary(file: ArrayBuffer | Uint8Array): Promise<SoundLibrary> {
  await BasicSoundBank.isSF3DecoderReady
  const bytes =
    file instanceof Uint8Array
      ? (file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer)
      : file
  const bank = SoundBankLoader.fromArrayBuffer(bytes)
  if (bank.presets.length === 0) throw new RangeError('the sound bank holds no presets')
  return new BankLibrary(bank)
}

class BankLibrary implements SoundLibrary {
  private readonly presets = new Map<string, BasicPreset>()
  private readonly decoded = new Map<string, SampleFrames>()
  private decodedBytes = 0

  constructor(bank: BasicSoundBank) {
    for (const preset of bank.presets) {
      if (preset.isDrum) this.presets.set(`kit ${preset.program}`, preset)
      else if (preset.bankMSB === 0 && preset.bankLSB === 0)
        this.presets.set(`melodic ${preset.program}`, preset)
    }
  }

  voices(bank: 'melodic' | 'kit', program: number, pitchMidi: number, velocity: number): SampledVoice[] {
    return this.find(bank, program, pitchMidi, velocity).map(({ sample, settings }) => ({
      settings,
      sample: this.decode(sample, settings),
    }))
  }

  settings(bank: 'melodic' | 'kit', program: number, pitchMidi: number, velocity: number): VoiceSettings[] {
    return this.find(bank, program, pitchMidi, velocity).map(({ settings }) => settings)
  }

  private find(
    bank: 'melodic' | 'kit',
    program: number,
    pitchMidi: number,
    velocity: number,
  ): { sample: BasicSample; settings: VoiceSettings }[] {
    const preset = this.presets.get(`${bank} ${program}`) ?? this.presets.get(`${bank} 0`)
    if (!preset) return []
    const key = Math.min(127, Math.max(0, Math.round(pitchMidi)))
    const midiVelocity = Math.min(127, Math.max(1, Math.round(velocity * 127)))
    return preset.getVoiceParameters(key, midiVelocity).map((voice) => ({
      sample: voice.sample,
      settings: readVoiceSettings(voice, pitchMidi, key, midiVelocity),
    }))
  }

  private decode(sample: BasicSample, settings: VoiceSettings): SampleFrames {
    const loopStart = sample.loopStart + settings.loopStartOffset
    const loopEnd = sample.loopEnd + settings.loopEndOffset
    const loops = settings.loops && loopEnd - loopStart >= 8 && loopStart >= 0
    const key = `${sample.name} ${loops ? `${loopStart} ${loopEnd}` : 'once'}`
    const known = this.decoded.get(key)
    if (known) {
      // Most recently used last: a Map keeps insertion order.
      this.decoded.delete(key)
      this.decoded.set(key, known)
      return known
    }
    const data = sample.getAudioData()
    const result = withGuards(data, loops ? loopStart : 0, loops ? Math.min(loopEnd, data.length) : 0)
    forgetDecoded(sample)
    this.decoded.set(key, result)
    this.decodedBytes += result.frames.byteLength
    for (const [oldest, entry] of this.decoded) {
      if (this.decodedBytes <= DECODED_BUDGET_BYTES || oldest === key) break
      this.decoded.delete(oldest)
      this.decodedBytes -= entry.frames.byteLength
    }
    return result
  }
}

function withGuards(data: Float32Array, loopStart: number, loopEnd: number): SampleFrames {
  const length = loopEnd > 0 ? loopEnd : data.length
  const frames = new Float32Array(1 + length + GUARD_FRAMES)
  frames.set(data.subarray(0, length), 1)
  if (loopEnd > 0) {
    for (let i = 0; i < GUARD_FRAMES; i++) frames[1 + length + i] = data[loopStart + i]!
    return { frames, loopStart: loopStart + 1, loopEnd: loopEnd + 1, end: length + 1 }
  }
  return { frames, loopStart: 0, loopEnd: 0, end: length + 1 }
}

/** The parser keeps what it decoded for ever; the cache above is bounded, so its copy is dropped. */
function forgetDecoded(sample: BasicSample): void {
  if (sample.isCompressed)
    (sample as unknown as { audioData: Float32Array | undefined }).audioData = undefined
}
