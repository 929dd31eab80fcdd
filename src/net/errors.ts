/** Why an outgoing request did not bring what was asked for. */
export type OutboundFailure =
  /** Not an http(s) URL, or one with a user name or password in it. */
  | 'invalid-url'
  /** It leads to an address that this server does not call. */
  | 'blocked-address'
  /** The host name has no address. */
  | 'unknown-host'
  /** Refused, reset, unreachable, TLS trouble. */
  | 'unreachable'
  | 'timeout'
  | 'redirects'
  /** The final answer's status is not 2xx. */
  | 'status'
  | 'too-large'
  /** A content coding that is broken or that this client does not speak. */
  | 'encoding'
  /** The caller's own signal. */
  | 'aborted'

/** A failed outgoing request. `message` is a sentence that may be shown to whoever gave the URL. */
export class OutboundError extends Error {
  override readonly name: string = 'OutboundError'
  constructor(
    readonly code: OutboundFailure,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options)
  }

  /** Whether the same request may succeed later without anybody changing the URL. */
  get retryable(): boolean {
    return this.code !== 'invalid-url' && this.code !== 'blocked-address' && this.code !== 'aborted'
  }
}

/** The URL is not one this client requests at all. */
export class InvalidUrlError extends OutboundError {
  override readonly name = 'InvalidUrlError'
  constructor(message: string, options?: ErrorOptions) {
    super('invalid-url', message, options)
  }
}

/** The URL, a redirect or a name in it leads into a network that may not be called. */
export class BlockedAddressError extends OutboundError {
  override readonly name = 'BlockedAddressError'
  constructor(
    readonly host: string,
    /** The offending address: for the log, not for the user, who could map our network with it. */
    readonly address: string,
    /** What kind of address it is, e.g. `loopback`. */
    readonly range: string,
  ) {
    super(
      'blocked-address',
      `"${host}" does not lead to a public address; this server only calls public ones.`,
    )
  }
}

/** A download that failed for a reason other than a bad or blocked URL. */
export class DownloadError extends OutboundError {
  override readonly name = 'DownloadError'
  constructor(
    code: OutboundFailure,
    message: string,
    options: ErrorOptions & {
      /** Status of the final answer, when there was one. */
      readonly status?: number
    } = {},
  ) {
    super(code, message, options)
    this.status = options.status
  }
  readonly status: number | undefined
}
