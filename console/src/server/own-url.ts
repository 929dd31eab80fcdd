/**
 * A file of this server as this page can reach it: the server names files by its public address, which need not be the
 * one in the browser's address bar, and the content security policy allows only that.
 */
export function ownUrl(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return pathname.startsWith('/media/') || pathname.startsWith('/stream/') ? pathname + search : url
}

/** The same file, to be saved as `fileName` instead of played. */
export function downloadUrl(url: string, fileName: string): string {
  return `${ownUrl(url).split('?')[0]}?download=${encodeURIComponent(fileName)}`
}
