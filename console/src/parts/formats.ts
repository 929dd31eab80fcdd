/** `3:07`, from seconds. `–` for what is unknown. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '–'
  const whole = Math.max(0, Math.floor(seconds))
  const minutes = Math.floor(whole / 60)
  return `${minutes}:${String(whole % 60).padStart(2, '0')}`
}

/** `about 2 min`, from seconds. */
export function formatEta(seconds: number): string {
  if (seconds < 5) return 'a few seconds'
  if (seconds < 90) return `about ${Math.ceil(seconds / 5) * 5} s`
  return `about ${Math.round(seconds / 60)} min`
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** `5 minutes ago`; older than a week: the date. */
export function formatAge(time: string | Date, now = Date.now()): string {
  const then = new Date(time)
  const seconds = (then.getTime() - now) / 1000
  if (Math.abs(seconds) > 7 * 86_400) {
    return then.toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' })
  }
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit)
  }
  return 'just now'
}

/** Date and time to the second, for tables and tooltips. */
export function formatTime(time: string | Date): string {
  return new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
}

/** `12 credits`, `0.4 credits`. */
export function formatCredits(credits: number): string {
  return `${credits.toLocaleString('en', { maximumFractionDigits: 2 })} ${credits === 1 ? 'credit' : 'credits'}`
}

/** `1.4 MB`, decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toFixed(1)} ${['B', 'kB', 'MB', 'GB', 'TB'][power]}`
}
