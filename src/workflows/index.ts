import type { Workflow } from '../tasks/types.js'
import { createAddInstrumentalWorkflow } from './add-instrumental.js'
import { createAddVocalsWorkflow } from './add-vocals.js'
import { createCoverImagesWorkflow } from './cover-images.js'
import type { WorkflowDeps } from './deps.js'
import { createExtendWorkflow } from './extend.js'
import { createGenerateWorkflow } from './generate.js'
import { createLyricsWorkflow } from './lyrics.js'
import { createMashupWorkflow } from './mashup.js'
import { createMidiWorkflow } from './midi.js'
import { createRecoveryWorkflow } from './recovery.js'
import { createReplaceSectionWorkflow } from './replace-section.js'
import { createSoundsWorkflow } from './sounds.js'
import { createUploadCoverWorkflow } from './upload-cover.js'
import { createUploadExtendWorkflow } from './upload-extend.js'
import { createVideoWorkflow } from './video.js'
import { createVocalSeparationWorkflow } from './vocal-separation.js'
import { createVoicePhraseWorkflow } from './voice-phrase.js'
import { createVoiceWorkflow } from './voice.js'
import { createWavWorkflow } from './wav.js'

export type { WorkflowDeps } from './deps.js'
export { unpackScore } from './packed-score.js'

/** One workflow for each task kind. */
export function createWorkflows(deps: WorkflowDeps): Workflow[] {
  return [
    createGenerateWorkflow(deps),
    createExtendWorkflow(deps),
    createUploadCoverWorkflow(deps),
    createUploadExtendWorkflow(deps),
    createAddInstrumentalWorkflow(deps),
    createAddVocalsWorkflow(deps),
    createReplaceSectionWorkflow(deps),
    createMashupWorkflow(deps),
    createSoundsWorkflow(deps),
    createLyricsWorkflow(deps),
    createVocalSeparationWorkflow(deps),
    createWavWorkflow(deps),
    createVideoWorkflow(deps),
    createMidiWorkflow(deps),
    createCoverImagesWorkflow(deps),
    createRecoveryWorkflow(deps),
    createVoicePhraseWorkflow(deps),
    createVoiceWorkflow(deps),
  ]
}
