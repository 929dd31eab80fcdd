/** Where files and live streams are heard from. `publicUrl` is the server's own address, with or without a final `/`. */
export interface MediaUrls {
  /** URL of an object key. */
  media(key: string): string
  /** URL of a track's MP3 that plays while it is still being performed. */
  stream(trackId: string): string
}

export function createMediaUrls(publicUrl: string): MediaUrls {
  const base = publicUrl.replace(/\/+$/, '')
  return {
    media: (key) => `${base}/media/${key.split('/').map(encodeURIComponent).join('/')}`,
    stream: (trackId) => `${base}/stream/${encodeURIComponent(trackId)}.mp3`,
  }
}
