import { fileURLToPath } from 'node:url'

/** The project folder, with a trailing slash. This file lies one level below it both as `src/paths.ts` and as `dist/paths.js`. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** Absolute path of a file that is delivered with the project, e.g. `projectPath('assets/voices')`. */
export function projectPath(relativePath: string): string {
  return fileURLToPath(new URL(`../${relativePath}`, import.meta.url))
}
