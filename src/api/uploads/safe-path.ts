/** Folders deeper than this are cut off. */
const MAX_FOLDERS = 10
/** Longest folder or file name in bytes; file systems allow 255 and stores add to names. */
const MAX_NAME_BYTES = 150

/** A client's folder as parts that are safe in object keys: no way up, nothing hidden, no odd characters. */
export function safeFolders(uploadPath: string): string[] {
  return uploadPath
    .split(/[\\/]+/)
    .map(safeName)
    .filter((part) => part !== '')
    .slice(0, MAX_FOLDERS)
}

/** A client's file name, safe in object keys; `''` when nothing of it is left. Folders in front are dropped. */
export function safeFileName(fileName: string): string {
  return safeName(fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1))
}

/** The last part of a URL's path as a file name; `''` when it has none. */
export function fileNameOfUrl(url: string): string {
  const { pathname } = new URL(url)
  try {
    return safeFileName(decodeURIComponent(pathname))
  } catch {
    // Percent signs that are no escapes.
    return safeFileName(pathname)
  }
}

function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M} ._()&+,=@-]/gu, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  return shorten(plain)
}

/** Cuts the stem and keeps the extension. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : ''
  let stem = name.slice(0, name.length - extension.length)
  while (Buffer.byteLength(stem + extension) > MAX_NAME_BYTES) stem = [...stem].slice(0, -1).join('')
  return stem + extension
}
