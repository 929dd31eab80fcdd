import { readFile } from 'node:fs/promises'
import type { ShareNetwork } from '../../../analysis/separation/share-network.js'
import type { PitchNetwork } from '../../../analysis/transcription/pitch-activity.js'
import { unpackPhoneModel } from '../../../analysis/alignment/phone-model-file.js'
import { createPhoneScorer, type PhoneScorer } from '../../../analysis/alignment/phone-scores.js'
import { loadSoundLibrary, type SoundLibrary } from '../../../studio/synth/sound-library.js'
import { loadVoiceModel, type VoiceModel } from '../../../studio/voice/hts-model.js'
import { phoneModelPath, soundFontPath, voiceModelPath } from './asset-paths.js'
import { loadOutsideModel, type OutsideModel } from './outside-model.js'
import { loadPitchNetwork } from './pitch-network.js'
import { loadShareNetwork } from './share-network.js'

/** What performing and listening need, loaded once a thread and only when first asked for. */
export interface Assets {
  sounds(): Promise<SoundLibrary>
  voice(): Promise<VoiceModel>
  pitchNetwork(): Promise<PitchNetwork>
  shareNetwork(): Promise<ShareNetwork>
  /** Undefined when the operator provides none. */
  outsideModel(): Promise<OutsideModel> | undefined
  phoneScorer(): Promise<PhoneScorer>
}

export function createAssets({
  separatorModel,
}: { readonly separatorModel?: string | undefined } = {}): Assets {
  let sounds: Promise<SoundLibrary> | undefined
  let voice: Promise<VoiceModel> | undefined
  let pitchNetwork: Promise<PitchNetwork> | undefined
  let shareNetwork: Promise<ShareNetwork> | undefined
  let outsideModel: Promise<OutsideModel> | undefined
  let phoneScorer: Promise<PhoneScorer> | undefined
  return {
    sounds: () => (sounds ??= readFile(soundFontPath()).then(loadSoundLibrary)),
    voice: () => (voice ??= readFile(voiceModelPath()).then(loadVoiceModel)),
    pitchNetwork: () => (pitchNetwork ??= loadPitchNetwork()),
    shareNetwork: () => (shareNetwork ??= loadShareNetwork()),
    outsideModel: () =>
      separatorModel === undefined ? undefined : (outsideModel ??= loadOutsideModel(separatorModel)),
    phoneScorer: () =>
      (phoneScorer ??= readFile(phoneModelPath()).then((bytes) =>
        createPhoneScorer(unpackPhoneModel(bytes)),
      )),
  }
}
