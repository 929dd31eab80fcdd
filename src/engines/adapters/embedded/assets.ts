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
import { loadShareNetwork, loadVoiceNetwork } from './share-network.js'

/** What performing and listening need, loaded once a thread and only when first asked for. */
export interface Assets {
  sounds(): Promise<SoundLibrary>
  voice(): Promise<VoiceModel>
  pitchNetwork(): Promise<PitchNetwork>
  /** For who asks for nothing but voices: does not listen for who else plays. */
  voiceNetwork(): Promise<ShareNetwork>
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
  let voiceNetwork: Promise<ShareNetwork> | undefined
  let shareNetwork: Promise<ShareNetwork> | undefined
  let outsideModel: Promise<OutsideModel> | undefined
  let phoneScorer: Promise<PhoneScorer> | undefined
  const tellVoices = () => (voiceNetwork ??= loadVoiceNetwork())
  return {
    sounds: () => (sounds ??= readFile(soundFontPath()).then(loadSoundLibrary)),
    voice: () => (voice ??= readFile(voiceModelPath()).then(loadVoiceModel)),
    pitchNetwork: () => (pitchNetwork ??= loadPitchNetwork()),
    voiceNetwork: tellVoices,
    shareNetwork: () => (shareNetwork ??= tellVoices().then(loadShareNetwork)),
    outsideModel: () =>
      separatorModel === undefined ? undefined : (outsideModel ??= loadOutsideModel(separatorModel)),
    phoneScorer: () =>
      (phoneScorer ??= readFile(phoneModelPath()).then((bytes) =>
        createPhoneScorer(unpackPhoneModel(bytes)),
      )),
  }
}
