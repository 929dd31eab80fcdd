import { createRequire } from 'node:module'
import { projectPath } from '../paths.js'

/** Version of the server, from package.json. */
export function packageVersion(): string {
  const { version } = createRequire(import.meta.url)(projectPath('package.json')) as { version: string }
  return version
}
