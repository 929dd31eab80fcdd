import { access, chmod, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'

let checkedPath: Promise<string> | undefined

/**
 * Path of the ffmpeg program that comes with the dependencies, made executable when the package manager forgot to.
 * It is only ever given files of our own making: see `decodeAudioFile` for anything from outside.
 */
export function ffmpegPath(): Promise<string> {
  checkedPath ??= findFfmpeg()
  return checkedPath
}

async function findFfmpeg(): Promise<string> {
  // Loaded when first needed: on a platform without a binary the import itself throws.
  const require = createRequire(import.meta.url)
  const { path } = require('@ffmpeg-installer/ffmpeg') as { path: string }
  try {
    await access(path, constants.X_OK)
  } catch {
    await chmod(path, 0o755)
  }
  return path
}
