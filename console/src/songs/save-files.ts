import { ownUrl } from '../server/own-url.js'
import { zipOf } from './zip.js'

export interface NamedFile {
  readonly name: string
  readonly url: string
}

/** Fetches files of this server and saves them as one ZIP archive. Throws when one of them is gone. */
export async function saveFiles(archiveName: string, files: readonly NamedFile[]): Promise<void> {
  const taken = new Set<string>()
  const entries: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[] = []
  for (const { name, url } of files) {
    const response = await fetch(ownUrl(url))
    if (!response.ok) throw new Error(`“${name}” could not be fetched: it may have expired`)
    entries.push({ name: uniqueName(name, taken), bytes: new Uint8Array(await response.arrayBuffer()) })
  }
  saveBlob(zipOf(entries), archiveName)
}

/** Saves bytes under a name. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Browsers read the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** `Song.mp3`, `Song 2.mp3` …: the two takes of a task share their title. */
function uniqueName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.')
  let unique = name
  for (let count = 2; taken.has(unique.toLowerCase()); count++) {
    unique = `${name.slice(0, dot)} ${count}${name.slice(dot)}`
  }
  taken.add(unique.toLowerCase())
  return unique
}
