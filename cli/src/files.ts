import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TransportError } from '@troubadour/sdk'
import type { Cli } from './cli.js'

/** A file of the server and how it shall be called here. */
export interface WantedFile {
  readonly url: string
  /** Without extension: that of the URL is used. */
  readonly name: string
}

/** Downloads into a folder, which is made when it is missing. Returns the paths, in order. */
export async function downloadAll(cli: Cli, folder: string, files: readonly WantedFile[]): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const line = cli.output().progress('download')
  const paths: string[] = []
  try {
    for (const [index, { url, name }] of files.entries()) {
      const path = join(folder, `${fileName(name)}${extensionOf(url)}`)
      line.show(path, index / files.length)
      await download(url, path, cli.signal)
      paths.push(path)
    }
  } finally {
    line.end()
  }
  return paths
}

/** A file that did not arrive whole is removed. */
async function download(url: string, path: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause
    throw new TransportError(`no answer from ${new URL(url).origin}`, { cause })
  })
  if (!response.ok || !response.body) throw new TransportError(`${url} answered HTTP ${response.status}`)
  try {
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path), { signal })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

function extensionOf(url: string): string {
  return /\.[A-Za-z0-9]{2,5}$/.exec(new URL(url).pathname)?.[0] ?? ''
}

/** Letters and digits only, so that it is a file name on every system. */
export function fileName(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return words || 'song'
}
