/** One way a request can be refused. */
export interface ApiErrorEntry {
  /** The body's `code`. */
  readonly code: number
  /** The body's `code` when the server speaks the sunoapi dialect. */
  readonly sunoapiCode: number
  /** HTTP status unless the server mirrors codes as statuses. Upload paths always answer with real statuses. */
  readonly httpStatus: number
  readonly meaning: string
}

/** Every way a request can be refused. `docs/errors.md` lists the same; a test holds them together. */
export const API_ERRORS = {
  malformedBody: {
    code: 400,
    sunoapiCode: 400,
    httpStatus: 200,
    meaning: 'The request body is not a JSON object.',
  },
  coverExists: {
    code: 400,
    sunoapiCode: 400,
    httpStatus: 200,
    meaning: 'The task has its cover pictures already; `data.taskId` names the task that drew them.',
  },
  unauthorized: {
    code: 401,
    sunoapiCode: 401,
    httpStatus: 200,
    meaning: 'The API key is missing or unknown.',
  },
  forbidden: {
    code: 401,
    sunoapiCode: 401,
    httpStatus: 200,
    meaning: 'The API key lacks the scope for this request, or may not be used from this address.',
  },
  insufficientCredits: {
    code: 402,
    sunoapiCode: 429,
    httpStatus: 200,
    meaning: 'The account balance does not cover the request.',
  },
  notFound: {
    code: 404,
    sunoapiCode: 404,
    httpStatus: 404,
    meaning: 'There is nothing at this method and path.',
  },
  alreadyExists: {
    code: 409,
    sunoapiCode: 409,
    httpStatus: 200,
    meaning: 'This was made before; `data` names what was made.',
  },
  alreadyEnded: {
    code: 409,
    sunoapiCode: 409,
    httpStatus: 200,
    meaning: 'The task has ended and cannot be cancelled any more.',
  },
  notEnded: {
    code: 409,
    sunoapiCode: 409,
    httpStatus: 200,
    meaning: 'The callback is still being delivered and cannot be sent again yet.',
  },
  bodyTooLarge: {
    code: 413,
    sunoapiCode: 413,
    httpStatus: 200,
    meaning: 'The request body is larger than the endpoint accepts.',
  },
  promptTooLong: {
    code: 413,
    sunoapiCode: 413,
    httpStatus: 200,
    meaning: 'The prompt of a lyrics request is too long.',
  },
  tooLong: {
    code: 422,
    sunoapiCode: 413,
    httpStatus: 200,
    meaning: 'A text is longer than its limit.',
  },
  invalid: {
    code: 422,
    sunoapiCode: 400,
    httpStatus: 200,
    meaning: 'A field has the wrong kind of value or one that is not allowed.',
  },
  missing: {
    code: 422,
    sunoapiCode: 422,
    httpStatus: 200,
    meaning: 'A required field is missing, null or empty.',
  },
  unknownRecord: {
    code: 422,
    sunoapiCode: 422,
    httpStatus: 200,
    meaning: 'The task or track that the request works on does not exist, or is not ready for it.',
  },
  rateLimited: {
    code: 429,
    sunoapiCode: 430,
    httpStatus: 429,
    meaning: 'Too many requests in a short time; `Retry-After` says when to come back.',
  },
  keyCapExceeded: {
    code: 433,
    sunoapiCode: 429,
    httpStatus: 200,
    meaning: 'The request would take its API key beyond the budget or cap that an administrator gave it.',
  },
  maintenance: {
    code: 455,
    sunoapiCode: 455,
    httpStatus: 200,
    meaning: 'The server takes no new work for now, for instance because its disk is nearly full.',
  },
  unknownOriginal: {
    code: 500,
    sunoapiCode: 500,
    httpStatus: 200,
    meaning: 'The task of a recovery does not exist.',
  },
  internal: {
    code: 500,
    sunoapiCode: 500,
    httpStatus: 200,
    meaning: 'Something unexpected went wrong in the server; its log says what.',
  },
} as const satisfies Record<string, ApiErrorEntry>

export type ApiErrorName = keyof typeof API_ERRORS

/** Why an accepted task can fail: `code` of error callbacks, `errorCode` in record-info. */
export const TASK_FAILURES = [
  { code: 400, meaning: 'The words or the description cannot be used; rephrase them.' },
  { code: 408, meaning: 'The work took too long or a source did not answer in time.' },
  { code: 413, meaning: 'The source recording is too long, too large or otherwise outside the limits.' },
  { code: 451, meaning: 'A source file could not be fetched.' },
  { code: 500, meaning: 'Something unexpected went wrong in the server.' },
  {
    code: 501,
    meaning: 'The sound could not be made, for instance because the source holds no usable audio.',
  },
  { code: 531, meaning: 'The task did not run to its end; its credits were refunded.' },
] as const
