import { describe, expect, it } from 'vitest'
import { type BreakWords, createKaraoke, escapeAss, type KaraokeLine, type KaraokeLayout } from './karaoke.js'

const layout: KaraokeLayout = {
  widthPx: 1280,
  heightPx: 720,
  columnLeftPx: 500,
  columnWidthPx: 600,
  topPx: 200,
  accent: [255, 128, 0],
  durationSeconds: 60,
  progressTopPx: 557,
}
const oneRow: BreakWords = (words) => ({ rows: [words.map((_, index) => index)], sizePx: 40 })

function line(startSeconds: number, endSeconds: number, text: string): KaraokeLine {
  const words = text.split(' ')
  const each = (endSeconds - startSeconds) / words.length
  return {
    startSeconds,
    endSeconds,
    words: words.map((word, i) => ({
      text: word,
      startSeconds: startSeconds + i * each,
      endSeconds: startSeconds + (i + 1) * each,
    })),
  }
}

interface Shown {
  readonly style: string
  readonly from: number
  readonly to: number
  readonly text: string
}

function shown(lines: readonly KaraokeLine[], breakWords = oneRow): Shown[] {
  const seconds = (time: string) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return createKaraoke(lines, layout, breakWords)
    .split('\n')
    .filter((row) => row.startsWith('Dialogue:'))
    .map((row) => {
      const [, from, to, style, , , , , , ...text] = row.split(',')
      return { style: style!, from: seconds(from!), to: seconds(to!), text: text.join(',') }
    })
}

/** When each word of a sung line begins and ends, read back from the tags. */
function wordTimes({ from, text }: Shown): { word: string; start: number; end: number }[] {
  let clock = from
  return [...text.matchAll(/\{\\k(f?)(\d+)\}([^{]*)/g)].flatMap(([, fills, length, word]) => {
    const start = clock
    clock += Number(length) / 100
    return fills ? [{ word: word!.trim(), start, end: clock }] : []
  })
}

describe('createKaraoke', () => {
  it('fills each word at its own time, to a centisecond', () => {
    const sung = line(10.004, 13.337, 'one two three four five six seven')
    const read = wordTimes(shown([sung]).find(({ style }) => style === 'Sung')!)
    expect(read.map(({ word }) => word)).toEqual(sung.words.map(({ text }) => text))
    read.forEach(({ start, end }, i) => {
      expect(Math.abs(start - sung.words[i]!.startSeconds)).toBeLessThan(0.0101)
      expect(Math.abs(end - sung.words[i]!.endSeconds)).toBeLessThan(0.0101)
    })
  })

  it('shows a line before it is sung, and one line at a time', () => {
    const lines = [line(5, 7, 'a b'), line(7.1, 9, 'c d'), line(8.5, 12, 'e f'), line(40, 42, 'g h')]
    const sung = shown(lines).filter(({ style }) => style === 'Sung')
    expect(sung).toHaveLength(4)
    sung.forEach(({ from, to }, i) => {
      expect(from).toBeLessThanOrEqual(lines[i]!.startSeconds)
      expect(to).toBeGreaterThan(from)
      if (i > 0) expect(from).toBeGreaterThanOrEqual(sung[i - 1]!.to)
    })
    expect(sung[3]!.from).toBe(38)
  })

  it('announces the next line, but not across a long rest', () => {
    const next = shown([line(5, 7, 'a'), line(8, 9, 'b'), line(40, 42, 'c')]).filter(
      ({ style }) => style === 'Next',
    )
    expect(next.map(({ text }) => text.replace(/\{.*?\}/g, ''))).toEqual(['b'])
  })

  it('breaks rows where the measuring says', () => {
    const rows: BreakWords = () => ({ rows: [[0, 1], [2]], sizePx: 30 })
    expect(shown([line(5, 7, 'a b c')], rows)[1]!.text).toMatch(/a .*b\\N.*c$/)
  })

  it('leaves out lines without words and lines after the end', () => {
    const empty = { startSeconds: 1, endSeconds: 2, words: [] }
    expect(shown([empty, line(61, 62, 'late')]).map(({ style }) => style)).toEqual(['Progress'])
  })

  it('survives words whose times run backwards', () => {
    const words = [
      { text: 'a', startSeconds: 6, endSeconds: 5 },
      { text: 'b', startSeconds: 4, endSeconds: 4.5 },
    ]
    const text = shown([{ startSeconds: 5, endSeconds: 7, words }])[1]!.text
    expect(text).not.toMatch(/\\kf?-/)
  })
})

describe('escapeAss', () => {
  it('leaves nothing that a renderer takes for an instruction', () => {
    expect(escapeAss('{\\p1}m 0 0\\Nx\ny\u2028z')).toBe('(/p1)m 0 0/Nx y z')
  })
})
