import { fileURLToPath } from 'node:url'

/**
 * Absolute path of a file that is delivered with the project, e.g. `projectPath('assets/voices')`. This file lies one level
 * below the project folder both as `src/paths.ts` and as `dist/paths.js`.
 */
export function projectPath(relativePath: string): string {
  return fileURLToPath(new URL(`../${relativePath}`, import.meta.url))
}
