import { z } from 'zod'
import { httpUrl, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

const MAX_PATH_CHARS = 500
const MAX_NAME_CHARS = 200

const uploadPath = text('Folder, without leading or trailing slash', MAX_PATH_CHARS)
const fileName = text('With extension', MAX_NAME_CHARS)

/** Where an upload wants to be stored. */
export interface UploadTarget {
  readonly uploadPath: string
  readonly fileName: string | undefined
}

const base64Schema = z.object({
  base64Data: text('Plain base64 or a data URL; at most 10 MB of file'),
  uploadPath,
  fileName: fileName.optional().meta({ description: 'With extension; random when absent' }),
})

/** `POST /api/file-base64-upload` */
export const base64UploadDefinition: RequestDefinition<
  typeof base64Schema,
  UploadTarget & { readonly base64Data: string }
> = { schema: base64Schema, toValue: (fields) => ({ ...fields, fileName: fields.fileName }) }

const urlSchema = z.object({
  fileUrl: httpUrl('Fetched at once: at most 100 MB, in at most 30 seconds'),
  uploadPath,
  fileName: fileName.optional().meta({ description: 'With extension; taken from the URL when absent' }),
})

/** `POST /api/file-url-upload` */
export const urlUploadDefinition: RequestDefinition<
  typeof urlSchema,
  UploadTarget & { readonly fileUrl: string }
> = { schema: urlSchema, toValue: (fields) => ({ ...fields, fileName: fields.fileName }) }

const streamSchema = z.object({
  uploadPath,
  fileName: fileName.optional().meta({ description: 'With extension; the original name when absent' }),
})

/** The text fields of `POST /api/file-stream-upload`. */
export const streamUploadDefinition: RequestDefinition<typeof streamSchema, UploadTarget> = {
  schema: streamSchema,
  toValue: (fields) => ({ uploadPath: fields.uploadPath, fileName: fields.fileName }),
}
