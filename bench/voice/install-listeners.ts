import { execFileSync, spawnSync } from 'node:child_process'
import { canRecognise } from './recognise.js'

/** Which of the programs that listen are there. */
export interface Listeners {
  readonly pocketsphinx: boolean
  readonly praat: boolean
}

/** Debian packages of the listeners: measuring needs them, the studio does not. */
const PACKAGES = ['pocketsphinx', 'pocketsphinx-en-us', 'praat']

/** Looks for the listeners and tries once to install what is missing. */
export function installListeners(): Listeners {
  const there = (): Listeners => ({
    pocketsphinx: canRecognise() && isProgram('pocketsphinx_batch'),
    praat: isProgram('praat'),
  })
  const before = there()
  if (before.pocketsphinx && before.praat) return before
  try {
    execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', ...PACKAGES], { stdio: 'ignore' })
  } catch (cause) {
    console.warn(
      `${PACKAGES.join(', ')} could not be installed (${String(cause)}); rows that need them are left out`,
    )
  }
  return there()
}

function isProgram(name: string): boolean {
  return spawnSync('which', [name]).status === 0
}
