/** Addresses of resources. A track is written `TASK_ID/AUDIO_ID`. */

export const RECENT_TRACKS_URI = 'troubadour://tracks'
export const TRACK_TEMPLATE = 'troubadour://tracks/{taskId}/{audioId}'
export const LYRICS_TEMPLATE = 'troubadour://tracks/{taskId}/{audioId}/lyrics'

export function audioUri(track: string): string {
  return `${RECENT_TRACKS_URI}/${track}`
}

export function lyricsUri(track: string): string {
  return `${audioUri(track)}/lyrics`
}
