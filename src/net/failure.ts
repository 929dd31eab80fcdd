import { errors } from 'undici'
import { OutboundError } from './errors.js'

export interface FailureContext {
  readonly url: URL
  readonly timeoutMs: number
  readonly stoppedBy: 'timeout' | 'caller' | undefined
}

/** Turns what a request threw into an OutboundError with a sentence. Bugs and full disks pass through unchanged. */
export function describeFailure(error: unknown, context: FailureContext): OutboundError {
  const { host } = context.url
  if (error instanceof OutboundError) return error
  if (context.stoppedBy === 'caller') {
    return new OutboundError('aborted', `The request to ${host} was stopped.`, { cause: error })
  }
  if (context.stoppedBy === 'timeout') {
    return new OutboundError('timeout', `${host} did not finish within ${context.timeoutMs / 1000} s.`, {
      cause: error,
    })
  }
  const code = codeOf(error)
  const unreachable = (why: string) => new OutboundError('unreachable', `${host} ${why}.`, { cause: error })
  switch (code) {
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return new OutboundError('timeout', `No connection to ${host} came about in time.`, { cause: error })
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return new OutboundError('timeout', `${host} fell silent in the middle of its answer.`, {
        cause: error,
      })
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ENODATA':
      return new OutboundError('unknown-host', `The host name ${context.url.hostname} has no address.`, {
        cause: error,
      })
    case 'ECONNREFUSED':
      return unreachable('refused the connection')
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return unreachable('closed the connection before answering')
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return unreachable('cannot be reached from here')
    default:
      break
  }
  // The parser's errors carry a code only sometimes.
  if (error instanceof errors.HTTPParserError || code?.startsWith('UND_ERR_')) {
    return unreachable('did not answer in proper HTTP')
  }
  if (code && /^(ERR_TLS|ERR_SSL|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)) {
    return unreachable(`has no valid TLS certificate (${code})`)
  }
  throw error
}

function codeOf(error: unknown): string | undefined {
  const { code, errors } = error as { code?: unknown; errors?: unknown }
  if (typeof code === 'string') return code
  // Node tries several addresses of a name and reports them together.
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : undefined
}
