import { API_ERRORS, type ApiErrorName, type Violation } from '@troubadour/contract'

/** A request that is refused. Becomes an answer in `error-response.ts` and nowhere else. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    readonly reason: ApiErrorName,
    /** For the user. */
    message: string = API_ERRORS[reason].meaning,
    readonly options: {
      /** Instead of the registry's. */
      readonly code?: number
      /** The envelope's `data`; default null. */
      readonly data?: unknown
      readonly retryAfterSeconds?: number
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: options.cause })
  }
}

const VIOLATION_REASONS: Readonly<Record<Violation['reason'], ApiErrorName>> = {
  missing: 'missing',
  invalid: 'invalid',
  'out-of-range': 'invalid',
  'too-long': 'tooLong',
}

/** The refusal of a request that breaks its definition; `reasons` replaces the usual ones. */
export function violationError(
  violation: Violation,
  reasons: Readonly<Partial<Record<Violation['reason'], ApiErrorName>>> = {},
): ApiError {
  const reason = reasons[violation.reason] ?? VIOLATION_REASONS[violation.reason]
  return new ApiError(reason, violation.message)
}
