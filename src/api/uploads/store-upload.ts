import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { UploadTarget } from '@troubadour/contract'
import { SNIFF_BYTES } from '../../media/codecs/sniff.js'
import { ApiError } from '../api-error.js'
import type { ApiDeps } from '../deps.js'
import { fileTypeOf } from './file-type.js'
import { safeFileName, safeFolders } from './safe-path.js'

/** Days that uploads are kept, as both vendors promise. */
const DEFAULT_KEEP_DAYS = 3
const DAY_MS = 24 * 60 * 60 * 1000

/** What an upload is answered with: the fields of both documented forms. */
export interface UploadAnswer {
  readonly success: true
  readonly fileId: string
  readonly fileName: string
  readonly originalName: string
  readonly filePath: string
  readonly uploadPath: string
  readonly fileUrl: string
  readonly downloadUrl: string
  readonly fileSize: number
  readonly mimeType: string
  readonly uploadedAt: string
  readonly uploadTime: string
  readonly expiresAt: string
}

/** A file that has arrived, wherever it came from. */
export interface ArrivedFile {
  readonly path: string
  /** As its owner or the URL calls it; used when the request names no file. */
  readonly originalName: string | undefined
}

/** Runs `work` with the path of a scratch file that is gone afterwards. */
export async function withScratchFile<T>(deps: ApiDeps, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(deps.config.scratchDir, `upload-${deps.random.token()}`)
  try {
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}

/** Puts an arrived file where its owner wants it, under a path that nobody can guess. */
export async function storeUpload(
  deps: ApiDeps,
  accountId: string,
  target: UploadTarget,
  file: ArrivedFile,
): Promise<UploadAnswer> {
  const { sizeBytes, head } = await lookInto(file.path)
  const type = fileTypeOf(head)
  const fileId = deps.random.token()
  const fileName = withExtension(
    safeFileName(target.fileName ?? file.originalName ?? '') || fileId,
    type.extension,
  )
  const folders = safeFolders(target.uploadPath)
  const key = [accountId, 'uploads', fileId, ...folders, fileName].join('/')
  const keepDays = deps.config.uploadKeepDays ?? DEFAULT_KEEP_DAYS
  const originalName = safeFileName(file.originalName ?? '') || fileName
  // Registered first: a file that nobody knows of would never be swept away.
  await deps.registerUpload(accountId, {
    key,
    contentType: type.mimeType,
    sizeBytes,
    keepDays,
    originalName,
  })
  await deps.objects.put(key, createReadStream(file.path), { contentType: type.mimeType })
  const now = deps.clock()
  const url = deps.urls.media(key)
  return {
    success: true,
    fileId,
    fileName,
    originalName,
    filePath: key,
    uploadPath: folders.join('/'),
    fileUrl: url,
    downloadUrl: url,
    fileSize: sizeBytes,
    mimeType: type.mimeType,
    uploadedAt: now.toISOString(),
    uploadTime: now.toISOString(),
    expiresAt: new Date(now.getTime() + keepDays * DAY_MS).toISOString(),
  }
}

function withExtension(name: string, extension: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.test(name) ? name : `${name}.${extension}`
}

/** Size and first bytes of a file. Throws ApiError for an empty one. */
async function lookInto(path: string): Promise<{ sizeBytes: number; head: Uint8Array }> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0)
    if (bytesRead === 0) throw new ApiError('invalid', 'The file is empty; allowed: 1 byte or more')
    return { sizeBytes: (await handle.stat()).size, head: buffer.subarray(0, bytesRead) }
  } finally {
    await handle.close()
  }
}
