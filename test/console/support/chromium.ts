import { existsSync } from 'node:fs'

const PLACES = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Path of an installed Chromium; undefined when there is none, and then tests of the console are skipped with a line that
 * says so. On the build machine (`CI`) a missing browser is a fault.
 */
export const chromiumPath: string | undefined = PLACES.find((path) => path !== '' && existsSync(path))

if (chromiumPath === undefined) {
  const sentence =
    'The console is not tested: no Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.'
  if (process.env['CI'] !== undefined) throw new Error(sentence)
  console.warn(sentence)
}
