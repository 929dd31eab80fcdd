import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import { base64UploadDefinition, streamUploadDefinition, urlUploadDefinition } from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { OutboundError } from '../../net/index.js'
import { ApiError } from '../api-error.js'
import type { ApiDeps } from '../deps.js'
import { operation } from '../operation.js'
import { bodyOf, read } from '../requests.js'
import { refuseWhenDiskIsFull } from '../submit.js'
import { decodeBase64 } from './base64.js'
import { fileNameOfUrl } from './safe-path.js'
import { storeUpload, withScratchFile, type UploadAnswer } from './store-upload.js'

const MEGABYTE = 1024 * 1024
const MAX_BASE64_BYTES = 10 * MEGABYTE
const MAX_URL_BYTES = 100 * MEGABYTE
const URL_TIMEOUT_MS = 30_000
const MAX_STREAM_BYTES = 100 * MEGABYTE
/** 4 characters for 3 bytes, and room for the other fields. */
const BASE64_BODY_BYTES = Math.ceil(MAX_BASE64_BYTES / 3) * 4 + MEGABYTE

const answerSchema = z.object({
  success: z.literal(true),
  code: z.literal(200),
  msg: z.string(),
  data: z.object({
    success: z.literal(true),
    fileId: z.string(),
    fileName: z.string(),
    originalName: z.string(),
    filePath: z.string(),
    uploadPath: z.string(),
    fileUrl: z.string(),
    downloadUrl: z.string(),
    fileSize: z.number().int(),
    mimeType: z.string(),
    uploadedAt: z.string(),
    uploadTime: z.string(),
    expiresAt: z.string(),
  }),
})

const uploaded = (data: UploadAnswer) => ({
  success: true,
  code: 200,
  msg: 'File uploaded successfully',
  data,
})

/** `/api/file-…-upload`: recordings from outside. */
export function uploadRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/file-base64-upload',
    {
      bodyLimit: BASE64_BODY_BYTES,
      config: { errorSurface: 'upload' },
      schema: operation({
        id: 'uploadBase64',
        tag: 'Uploads',
        summary: 'Upload a small file as base64',
        body: base64UploadDefinition.schema,
        response: answerSchema,
      }),
    },
    async (request) => {
      const { base64Data, ...target } = read(base64UploadDefinition, bodyOf(request).fields)
      await refuseWhenDiskIsFull(deps)
      const bytes = decodeBase64(base64Data)
      refuseAbove(MAX_BASE64_BYTES, bytes.length)
      return withScratchFile(deps, async (path) => {
        await writeFile(path, bytes)
        return uploaded(
          await storeUpload(deps, request.account.accountId, target, { path, originalName: undefined }),
        )
      })
    },
  )

  app.post(
    '/api/file-url-upload',
    {
      config: { errorSurface: 'upload' },
      schema: operation({
        id: 'uploadUrl',
        tag: 'Uploads',
        summary: 'Upload a file from a URL',
        body: urlUploadDefinition.schema,
        response: answerSchema,
      }),
    },
    async (request) => {
      const { fileUrl, ...target } = read(urlUploadDefinition, bodyOf(request).fields)
      await refuseWhenDiskIsFull(deps)
      return withScratchFile(deps, async (path) => {
        const originalName = fileNameOfUrl(await fetchInto(deps, fileUrl, path)) || undefined
        return uploaded(await storeUpload(deps, request.account.accountId, target, { path, originalName }))
      })
    },
  )

  void app.register(async (streams) => {
    streams.removeAllContentTypeParsers()
    await streams.register(multipart, {
      limits: { fileSize: MAX_STREAM_BYTES, files: 1, fields: 20, fieldSize: 10_000, parts: 21 },
      throwFileSizeLimit: false,
    })
    streams.post(
      '/api/file-stream-upload',
      {
        bodyLimit: MAX_STREAM_BYTES + MEGABYTE,
        config: { errorSurface: 'upload' },
        schema: operation({
          id: 'uploadStream',
          tag: 'Uploads',
          summary: 'Upload a file as multipart form',
          consumes: 'multipart/form-data',
          body: streamUploadDefinition.schema.extend({
            file: z.unknown().meta({ type: 'string', format: 'binary', description: 'At most 100 MB' }),
          }),
          response: answerSchema,
        }),
      },
      async (request) => {
        await refuseWhenDiskIsFull(deps)
        return withScratchFile(deps, async (path) => {
          const form = await receiveForm(request, path)
          const target = read(streamUploadDefinition, form.fields)
          if (!form.hasFile) throw new ApiError('missing', 'file cannot be blank')
          return uploaded(
            await storeUpload(deps, request.account.accountId, target, {
              path,
              originalName: form.originalName,
            }),
          )
        })
      },
    )
  })
}

/** Downloads `url` to a file and returns where its redirects ended. */
async function fetchInto(deps: ApiDeps, url: string, toFile: string): Promise<string> {
  try {
    const limits = { maxBytes: MAX_URL_BYTES, timeoutMs: URL_TIMEOUT_MS }
    return (await deps.downloader.download(url, { ...limits, toFile })).finalUrl
  } catch (cause) {
    if (!(cause instanceof OutboundError)) throw cause
    throw new ApiError('invalid', `fileUrl could not be fetched: ${cause.message}`, { cause })
  }
}

interface ReceivedForm {
  readonly fields: Record<string, unknown>
  readonly hasFile: boolean
  readonly originalName: string | undefined
}

/** Reads a form in whatever order its parts come; the file goes to the disk piece by piece. */
async function receiveForm(request: FastifyRequest, toFile: string): Promise<ReceivedForm> {
  if (!request.isMultipart()) {
    throw new ApiError('malformedBody', 'The request body must be multipart/form-data')
  }
  const fields: Record<string, unknown> = {}
  let originalName: string | undefined
  let hasFile = false
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = part.value
      continue
    }
    await pipeline(part.file, createWriteStream(toFile))
    if (part.file.truncated) refuseAbove(MAX_STREAM_BYTES, Number.POSITIVE_INFINITY)
    hasFile = true
    originalName = part.filename || undefined
  }
  return { fields, hasFile, originalName }
}

function refuseAbove(maxBytes: number, sizeBytes: number): void {
  if (sizeBytes <= maxBytes) return
  throw new ApiError('bodyTooLarge', `The file is too large; allowed: ${maxBytes / MEGABYTE} MB`)
}
