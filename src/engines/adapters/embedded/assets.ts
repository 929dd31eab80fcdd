import { readFile } from 'node:fs/promises'
import { loadSoundLibrary, type SoundLibrary } from '../../../studio/synth/sound-library.js'
import { loadVoiceModel, type VoiceModel } from '../../../studio/voice/hts-model.js'
import { soundFontPath, voiceModelPath } from './asset-paths.js'

/** What performing needs, loaded once a thread and only when first asked for. */
export interface Assets {
  sounds(): Promise<SoundLibrary>
  voice(): Promise<VoiceModel>
}

export function createAssets(): Assets {
  let sounds: Promise<SoundLibrary> | undefined
  let voice: Promise<VoiceModel> | undefined
  return {
    sounds: () => (sounds ??= readFile(soundFontPath()).then(loadSoundLibrary)),
    voice: () => (voice ??= readFile(voiceModelPath()).then(loadVoiceModel)),
  }
}
