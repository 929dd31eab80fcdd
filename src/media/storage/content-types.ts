/** Content types by file extension: those of RFC 2046 ff. that browsers and players act on. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  aac: 'audio/aac',
  flac: 'audio/flac',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  m4a: 'audio/mp4',
  mid: 'audio/midi',
  midi: 'audio/midi',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
  wav: 'audio/wav',
  webm: 'audio/webm',
  webp: 'image/webp',
  zip: 'application/zip',
}

/** Content type that a file name's extension stands for; `application/octet-stream` for unknown ones. */
export function contentTypeOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return BY_EXTENSION[name.slice(dot + 1).toLowerCase()] ?? 'application/octet-stream'
}
