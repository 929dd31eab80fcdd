import type { HealthSample } from './health-samples.js'

/** One curve of a report. */
export interface Chart {
  readonly title: string
  readonly unit: string
  readonly valueOf: (sample: HealthSample) => number
}

/** What a long run is judged by. */
export const HEALTH_CHARTS: readonly Chart[] = [
  { title: 'Memory of the process', unit: 'MB', valueOf: ({ residentMb }) => residentMb },
  { title: 'Heap of the main thread', unit: 'MB', valueOf: ({ heapMb }) => heapMb },
  { title: 'Open files, sockets and pipes', unit: '', valueOf: ({ handles }) => handles },
  { title: 'Delay of the event loop, 99th percentile', unit: 'ms', valueOf: ({ loopLagMs }) => loopLagMs },
]

const WIDTH = 860
const CHART_HEIGHT = 120
const [LEFT, RIGHT, TOP] = [70, 20, 24]
/** Points beyond what the eye can tell apart make the file larger and no clearer. */
const MAX_POINTS = 400

/** A report that any browser shows: `lines` of text above one chart a curve, all over the minutes of the run. */
export function svgReport(
  title: string,
  lines: readonly string[],
  samples: readonly HealthSample[],
  charts: readonly Chart[] = HEALTH_CHARTS,
): string {
  const headHeight = 48 + lines.length * 18
  const height = headHeight + charts.length * (CHART_HEIGHT + TOP + 30)
  const text = (x: number, y: number, content: string, more = '') =>
    `<text x="${x}" y="${y}" ${more}>${escaped(content)}</text>`
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    text(LEFT, 28, title, 'font-size="17" font-weight="600"'),
    ...lines.map((line, index) => text(LEFT, 50 + index * 18, line)),
    ...charts.map((chart, index) =>
      curve(chart, samples, headHeight + index * (CHART_HEIGHT + TOP + 30), text),
    ),
    '</svg>',
  ].join('\n')}\n`
}

function curve(
  { title, unit, valueOf }: Chart,
  samples: readonly HealthSample[],
  top: number,
  text: (x: number, y: number, content: string, more?: string) => string,
): string {
  const step = Math.max(1, Math.ceil(samples.length / MAX_POINTS))
  const shown = samples.filter((_, index) => index % step === 0)
  const highest = niceAbove(Math.max(1, ...shown.map(valueOf)))
  const seconds = samples.at(-1)?.atSeconds ?? 1
  const x = (atSeconds: number) => LEFT + (atSeconds / seconds) * (WIDTH - LEFT - RIGHT)
  const y = (value: number) => top + TOP + CHART_HEIGHT * (1 - value / highest)
  const points = shown.map((sample) => `${x(sample.atSeconds).toFixed(1)},${y(valueOf(sample)).toFixed(1)}`)
  const levels = [0, highest / 2, highest]
  const minutes = [0, 0.25, 0.5, 0.75, 1].map((share) => share * seconds)
  return [
    text(LEFT, top + 14, title, 'font-weight="600"'),
    ...levels.map((level) => `<path d="M${LEFT} ${y(level)}H${WIDTH - RIGHT}" stroke="#ddd" fill="none"/>`),
    ...levels.map((level) => text(LEFT - 8, y(level) + 4, `${level} ${unit}`.trim(), 'text-anchor="end"')),
    ...minutes.map((at) =>
      text(x(at), top + TOP + CHART_HEIGHT + 16, `${(at / 60).toFixed(0)} min`, 'text-anchor="middle"'),
    ),
    `<polyline points="${points.join(' ')}" fill="none" stroke="#0a6" stroke-width="1.5"/>`,
  ].join('\n')
}

/** The next of 1, 2, 5, 10, 20 … */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((factor) => factor * power).find((nice) => nice >= value) ?? value
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
