import { InvalidUrlError } from './errors.js'

/** Longest URL that is requested, in characters. */
const MAX_URL_LENGTH = 8192

/**
 * Ports of protocols that take lines of text, out of the Fetch standard's list of bad ports: a request to one of them could
 * be made to say something there. Mail, shells, file transfer, directories, chat, telephony, databases of keys.
 */
const OTHER_PROTOCOLS = new Set([
  ...[
    20, 21, 22, 23, 25, 69, 110, 111, 115, 119, 135, 139, 143, 161, 389, 445, 465, 512, 513, 514, 515, 532,
    540,
  ],
  ...[
    587, 601, 636, 989, 990, 992, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379,
  ],
  ...[6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211],
])

/**
 * Reads a URL given by a stranger. Throws InvalidUrlError unless it is http or https, has a host, carries no user name
 * or password and names no port of another protocol. The URL standard turns 0x7f.1, 2130706433 and 017700000001 into 127.0.0.1 here, so that
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
  if (OTHER_PROTOCOLS.has(Number(url.port))) {
    throw new InvalidUrlError(`The URL names port ${url.port}, where no web server listens.`)
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
