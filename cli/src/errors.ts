import { isApiError, isTaskFailedError, isTroubadourError, WaitTimeoutError } from '@troubadour/sdk'
import { EXIT, type ExitCode } from './exit-codes.js'

/** A command line, file or setting that cannot be used. `hint` says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  constructor(
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** What a person or a script is told of an error. */
export interface Explanation {
  readonly name: string
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  /** The server's code. */
  readonly code?: number
  readonly exitCode: ExitCode
}

/** Undefined for errors that are bugs: those are shown whole. */
export function explain(error: unknown): Explanation | undefined {
  if (error instanceof UsageError) return about(error, EXIT.usage, error.hint)
  if (isApiError(error)) return { ...about(error, EXIT.refused, hintFor(error.code)), code: error.code }
  if (isTaskFailedError(error)) {
    const message = `task ${error.taskId} ended with ${error.status}: ${error.message}`
    const hint = `troubadour task show ${error.taskId} tells more; credits are given back`
    return { name: error.name, message, hint, ...code(error.code), exitCode: EXIT.taskFailed }
  }
  if (error instanceof WaitTimeoutError) {
    return about(
      error,
      EXIT.timeout,
      `it goes on on the server; look again with troubadour wait ${error.taskId}`,
    )
  }
  if (isTroubadourError(error)) {
    return about(error, EXIT.unreachable, 'is it running? Start one with troubadour serve, or give --url')
  }
  if (isFileError(error)) {
    return { name: 'FileError', message: fileMessage(error), exitCode: EXIT.usage }
  }
  return undefined
}

function about(error: Error, exitCode: ExitCode, hint: string | undefined): Explanation {
  return { name: error.name, message: error.message, ...(hint !== undefined && { hint }), exitCode }
}

function code(value: number | null): { readonly code?: number } {
  return value === null ? {} : { code: value }
}

function hintFor(apiCode: number): string | undefined {
  switch (apiCode) {
    case 401:
      return 'give a key with --key or TROUBADOUR_API_KEY; the server keeps its first one in DATA_DIR/api-key'
    case 402:
      return 'troubadour credits shows what is left; an administrator can grant more'
    case 404:
      return 'troubadour task list shows the tasks of this key'
    case 429:
    case 430:
      return 'wait a moment and try again'
    case 433:
      return 'the key has a budget or cap; troubadour keys list shows it to an administrator'
    case 455:
      return 'the server takes no new work just now; troubadour doctor on its machine tells why'
    default:
      return undefined
  }
}

type FileError = NodeJS.ErrnoException & { readonly code: string }

function isFileError(error: unknown): error is FileError {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string'
}

function fileMessage({ code: errno, path, message }: FileError): string {
  if (path === undefined) return message
  if (errno === 'ENOENT') return `there is no file "${path}"`
  if (errno === 'EACCES') return `"${path}" may not be read or written`
  if (errno === 'EISDIR') return `"${path}" is a folder; allowed: a file`
  return message
}
