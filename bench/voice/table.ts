import { percentile } from '../../src/studio/voice/testing/measure.js'
import type { HeldFigures } from './held-vowels.js'
import type { MixFigures } from './in-mixes.js'
import type { LoadingFigures } from './machine.js'
import type { Recognition } from './recognise.js'
import type { SingerFigures } from './sing-lines.js'
import type { WordTimeFigures } from './word-times.js'

/** One measure against what is asked of it. */
export interface Row {
  readonly measure: string
  readonly gate: string
  readonly aim: string
  readonly measured: string
  readonly reachesGate: boolean
  readonly reachesAim: boolean
}

interface Limits {
  readonly gate: number
  readonly aim?: number
  /** Whether more is better. */
  readonly upwards: boolean
}

function row(measure: string, unit: string, values: readonly (readonly [number, Limits])[], note = ''): Row {
  const meets = (value: number, limit: number, upwards: boolean): boolean =>
    upwards ? value >= limit : value <= limit
  const text = (numbers: readonly (number | undefined)[]): string =>
    numbers.map((value) => (value === undefined ? '' : Number(value.toFixed(1)))).join(' / ')
  return {
    measure,
    gate: `${values[0]![1].upwards ? '≥' : '≤'} ${text(values.map(([, { gate }]) => gate))} ${unit}`,
    aim: `${text(values.map(([, { aim }]) => aim))} ${unit}`,
    measured: `${text(values.map(([value]) => value))} ${unit}${note}`,
    reachesGate: values.every(([value, { gate, upwards }]) => meets(value, gate, upwards)),
    reachesAim: values.every(([value, { gate, aim = gate, upwards }]) => meets(value, aim, upwards)),
  }
}

/** The rows that come from sung lines, all singers together. */
export function rowsOf(figures: readonly SingerFigures[]): Row[] {
  const lines = figures.flatMap((singer) => singer.lines)
  const all = (pick: (line: (typeof lines)[number]) => readonly number[]): number[] => lines.flatMap(pick)
  const notes = all(({ noteCents }) => noteCents)
  const onsets = all(({ onsetMs }) => onsetMs)
  const peak = 20 * Math.log10(lines.reduce((most, line) => Math.max(most, line.peak), 1e-9))
  const up = (gate: number, aim: number): Limits => ({ gate, aim, upwards: true })
  const down = (gate: number, aim?: number): Limits => ({
    gate,
    upwards: false,
    ...(aim !== undefined && { aim }),
  })
  return [
    ...recognitionRows(figures),
    row('note pitch error, median / p90', 'cents', [
      [percentile(notes, 0.5), down(8, 5)],
      [percentile(notes, 0.9), down(15, 10)],
    ]),
    row('frame pitch error, p90', 'cents', [
      [
        percentile(
          all(({ frameCents }) => frameCents),
          0.9,
        ),
        down(45, 35),
      ],
    ]),
    row('syllable onset error, median / p90', 'ms', [
      [percentile(onsets, 0.5), down(40, 20)],
      [percentile(onsets, 0.9), down(85, 50)],
    ]),
    row('clicks', '', [[lines.reduce((sum, { clicks }) => sum + clicks, 0), down(0)]]),
    row('peak', 'dBFS', [[peak, down(-1)]]),
    row('speed of one core', 'x real time', [
      [Math.min(...figures.map(({ timesRealTime }) => timesRealTime)), up(6, 12)],
    ]),
  ]
}

function recognitionRows(figures: readonly SingerFigures[]): Row[] {
  const heard = figures.filter(({ recognition }) => recognition !== undefined)
  if (heard.length === 0) return []
  const share = (
    singers: readonly SingerFigures[],
    of: 'recognition' | 'control',
    measure: 'sentences' | 'tenAlternatives' | 'nearest' | 'freeWordErrors',
  ): number => {
    const results = singers.map((singer) => singer[of]!)
    const words = results.reduce((sum, { words: own }) => sum + own, 0)
    return (
      (100 * results.reduce((sum, result: Recognition) => sum + result[measure] * result.words, 0)) / words
    )
  }
  const [women, men] = (['f', 'm'] as const).map((gender) =>
    heard.filter(({ singer }) => singer.gender === gender),
  )
  const bySex = (
    measure: 'nearest' | 'freeWordErrors',
    limits: readonly [Limits, Limits],
  ): (readonly [number, Limits])[] =>
    [women!, men!].flatMap((singers, i) =>
      singers.length === 0 ? [] : [[share(singers, 'recognition', measure), limits[i]!] as const],
    )
  const note = (measure: 'sentences' | 'tenAlternatives' | 'nearest' | 'freeWordErrors'): string => {
    const spoken = share(heard, 'control', measure)
    return Number.isNaN(spoken) ? '' : ` (spoken: ${spoken.toFixed(1)})`
  }
  const up = (gate: number, aim: number): Limits => ({ gate, aim, upwards: true })
  const down = (gate: number, aim: number): Limits => ({ gate, aim, upwards: false })
  const bothSexes = [women!, men!].filter((singers) => singers.length > 0)
  return [
    row(
      'sentence identification',
      '%',
      [[share(heard, 'recognition', 'sentences'), up(95, 100)]],
      note('sentences'),
    ),
    row(
      '10-alternative word choice, female / male',
      '%',
      bothSexes.map((singers) => [share(singers, 'recognition', 'tenAlternatives'), up(94, 97)] as const),
      note('tenAlternatives'),
    ),
    row(
      'nearest-neighbour 6-alternative choice, female / male',
      '%',
      bySex('nearest', [up(66, 75), up(72, 80)]),
      note('nearest'),
    ),
    row(
      'free word error rate, female / male',
      '%',
      bySex('freeWordErrors', [down(80, 60), down(52, 40)]),
      note('freeWordErrors'),
    ),
  ]
}

export function mixRow({ genres, words, tenAlternatives }: MixFigures): Row {
  return row(
    `10-alternative choice, the lead's stem of ${genres.length} genres`,
    '%',
    [[100 * tenAlternatives, { gate: 92, aim: 96, upwards: true }]],
    ` (${words} words)`,
  )
}

export function loadingRows({ loadSeconds, memoryMiB }: LoadingFigures): Row[] {
  return [
    row('loading', 's', [[loadSeconds, { gate: 0.3, upwards: false }]]),
    row('memory', 'MiB', [[memoryMiB, { gate: 220, upwards: false }]]),
  ]
}

export function wordTimeRows(figures: readonly WordTimeFigures[]): Row[] {
  return figures.map(({ kind, words, medianMs, p90Ms }) =>
    row(
      `word times against heard vowels, ${kind} track, median`,
      'ms',
      [[medianMs, { gate: 40, upwards: false }]],
      ` (p90 ${p90Ms.toFixed(0)} ms, ${words} words)`,
    ),
  )
}

export function printTable(
  rows: readonly Row[],
  held: readonly HeldFigures[],
  wordTimes: readonly WordTimeFigures[],
  loading: LoadingFigures | undefined,
): void {
  const all = [...rows, ...wordTimeRows(wordTimes), ...(loading ? loadingRows(loading) : [])]
  console.table(
    all.map(({ measure, gate, aim, measured, reachesGate, reachesAim }) => ({
      measure,
      gate,
      aim,
      measured,
      reached: reachesAim ? 'aim' : reachesGate ? 'gate' : 'no',
    })),
  )
  if (held.length > 0) {
    console.table(
      held.map((figures) =>
        Object.fromEntries(
          Object.entries(figures).map(([name, value]) => [
            name,
            typeof value === 'number' ? Number(value.toFixed(2)) : String(value),
          ]),
        ),
      ),
    )
  }
}
