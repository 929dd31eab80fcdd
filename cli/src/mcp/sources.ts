import { UsageError } from '../errors.js'
import { isTrackReference, recordingUrl } from '../references.js'
import type { ToolContext } from './tool.js'

/** A URL for what a model named as source. Clients elsewhere cannot have files of this machine read. */
export async function sourceUrl({ cli, mayReadFiles }: ToolContext, text: string): Promise<string> {
  if (!mayReadFiles && !isTrackReference(text) && !/^https?:\/\//.test(text)) {
    throw new UsageError(
      `"${text}" is neither a track nor an http(s) URL; files cannot be read over HTTP`,
      'upload the file to the server and give its URL',
    )
  }
  return recordingUrl(cli, text)
}
