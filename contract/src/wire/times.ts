/** `YYYY-MM-DD HH:mm:ss` in UTC: times in callbacks, and in record-info of WAV and video. */
export function wireTime(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ')
}
