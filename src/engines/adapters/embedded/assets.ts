import { readFile } from 'node:fs/promises'
import type { PitchNetwork } from '../../../analysis/transcription/pitch-activity.js'
import { loadSoundLibrary, type SoundLibrary } from '../../../studio/synth/sound-library.js'
import { loadVoiceModel, type VoiceModel } from '../../../studio/voice/hts-model.js'
import { soundFontPath, voiceModelPath } from './asset-paths.js'
import { loadPitchNetwork } from './pitch-network.js'

/** What performing and listening need, loaded once a thread and only when first asked for. */
export interface Assets {
  sounds(): Promise<SoundLibrary>
  voice(): Promise<VoiceModel>
  pitchNetwork(): Promise<PitchNetwork>
}

export function createAssets(): Assets {
  let sounds: Promise<SoundLibrary> | undefined
  let voice: Promise<VoiceModel> | undefined
  let pitchNetwork: Promise<PitchNetwork> | undefined
  return {
    sounds: () => (sounds ??= readFile(soundFontPath()).then(loadSoundLibrary)),
    voice: () => (voice ??= readFile(voiceModelPath()).then(loadVoiceModel)),
    pitchNetwork: () => (pitchNetwork ??= loadPitchNetwork()),
  }
}
