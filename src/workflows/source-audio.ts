import { OutboundError } from '../net/index.js'
import { ObjectNotFoundError } from '../media/storage/object-store.js'
import { TaskError } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'

/** Largest recording that is fetched: 8 minutes of CD audio fit. */
const MAX_RECORDING_BYTES = 100 * 1024 * 1024
const DOWNLOAD_TIMEOUT_MS = 30_000

/**
 * Brings the recording behind a URL into a local file. URLs of this server's own files are read from the store: its
 * address may be one that the guarded client does not call. Throws TaskError 451 when it cannot be had.
 */
export async function fetchRecording(
  deps: WorkflowDeps,
  url: string,
  toFile: string,
  options: { readonly field: string; readonly maxBytes?: number; readonly signal: AbortSignal },
): Promise<void> {
  const ownKey = ownObjectKey(deps, url)
  try {
    if (ownKey !== undefined) {
      await deps.store.download(ownKey, toFile)
      return
    }
    await deps.client.download(url, {
      maxBytes: options.maxBytes ?? MAX_RECORDING_BYTES,
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
      toFile,
      signal: options.signal,
    })
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof ObjectNotFoundError) {
      throw new TaskError(451, `${options.field}: the file does not exist or has expired.`, { cause: error })
    }
    if (error instanceof OutboundError) {
      // No second attempt: whoever gave the URL should hear of it now, not after minutes of retries.
      throw new TaskError(451, `${options.field} could not be fetched: ${error.message}`, { cause: error })
    }
    throw error
  }
}

function ownObjectKey(deps: WorkflowDeps, url: string): string | undefined {
  const base = deps.urls.media('')
  if (!url.startsWith(base)) return undefined
  try {
    return decodeURIComponent(url.slice(base.length).split(/[?#]/)[0]!)
  } catch (error) {
    throw new TaskError(451, `The URL "${url.slice(0, 200)}" is not encoded properly.`, { cause: error })
  }
}
