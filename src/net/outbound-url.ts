import { InvalidUrlError } from './errors.js'

/** Longest URL that is requested, in characters. */
const MAX_URL_LENGTH = 8192

/**
 * Reads a URL given by a stranger. Throws InvalidUrlError unless it is http or https, has a host and carries no user
 * name or password. The URL standard turns 0x7f.1, 2130706433 and 017700000001 into 127.0.0.1 here, so that
 * what is checked later is what is called.
 */
export function parseOutboundUrl(text: string, base?: URL): URL {
  if (text.length > MAX_URL_LENGTH) {
    throw new InvalidUrlError(
      `The URL is ${text.length} characters long; at most ${MAX_URL_LENGTH} are allowed.`,
    )
  }
  let url: URL
  try {
    url = new URL(text, base)
  } catch (cause) {
    throw new InvalidUrlError(`"${abridged(text)}" is not a URL.`, { cause })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new InvalidUrlError(
      `"${abridged(text)}" is a ${url.protocol} URL; only http: and https: are allowed.`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidUrlError('The URL carries a user name or password; such URLs are not called.')
  }
  url.hash = ''
  return url
}

/** Host of a URL without the brackets around an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname
}

function abridged(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
