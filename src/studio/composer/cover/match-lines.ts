import type { LyricLine, LyricSheet } from '../../lyrics/lyric-sheet.js'
import { spanOf, type TunePhrase } from './tune.js'

/** A phrase of the song with its place in it. */
export interface PlacedPhrase {
  /** Beats from the song's start. */
  readonly phrase: TunePhrase
  readonly sectionIndex: number
  /** Whether it is the first of its section. */
  readonly opensSection: boolean
}

/** A line of the lyrics on what it is sung to. */
export interface SetLine {
  readonly line: LyricLine
  readonly lyricSection: number
  readonly opensLyricSection: boolean
  readonly sectionIndex: number
  readonly phrase: TunePhrase
}

/** Fewer seconds than this a syllable cannot be sung in. */
const SHORTEST_SYLLABLE_SECONDS = 0.15
/** Cost of leaving a phrase to the instruments, and of leaving a line out. */
const SKIPPED_PHRASE = 0.9
const LEFT_OUT_LINE = 30
/** What speaks for singing a line where the recording sings it. */
const SUNG_THERE = 6

interface Item {
  readonly line: LyricLine
  readonly lyricSection: number
  readonly opens: boolean
  readonly syllables: number
}

type Step = 'start' | 'skip' | 'sing' | 'sing-two' | 'share' | 'leave-out'

/**
 * Decides which line is sung to which phrase of a given melody, both in order: as many syllables as notes where possible,
 * lyric sections beginning with sections of the melody; a long line takes two phrases, two short lines share one, some
 * phrases stay without words. What lies behind the last line is not counted. Lines in parentheses are sung in their
 * place.
 */
export function matchLines(
  sheet: LyricSheet,
  phrases: readonly PlacedPhrase[],
  bpm: number,
): { set: SetLine[]; leftOut: number } {
  const items = itemsOf(sheet)
  const [lineCount, phraseCount] = [items.length, phrases.length]
  const width = phraseCount + 1
  const best = new Float64Array((lineCount + 1) * width).fill(Infinity)
  const steps = new Array<Step>(best.length).fill('start')
  best[0] = 0
  const relax = (line: number, phrase: number, cost: number, step: Step): void => {
    const at = line * width + phrase
    if (line <= lineCount && phrase <= phraseCount && cost < best[at]! - 1e-12) {
      best[at] = cost
      steps[at] = step
    }
  }
  for (let l = 0; l <= lineCount; l++) {
    for (let p = 0; p <= phraseCount; p++) {
      const here = best[l * width + p]!
      if (here === Infinity) continue
      relax(l, p + 1, here + (l === lineCount ? 0 : SKIPPED_PHRASE), 'skip')
      const item = items[l]
      if (!item) continue
      relax(l + 1, p, here + LEFT_OUT_LINE, 'leave-out')
      const [first, second] = [phrases[p], phrases[p + 1]]
      if (!first) continue
      const seam = seamCost(item, first)
      const there = isSungOn(item, first) ? SUNG_THERE : 0
      relax(l + 1, p + 1, here + seam + fitCost(item.syllables, first.phrase, bpm) - there, 'sing')
      if (second && second.sectionIndex === first.sectionIndex) {
        const both = [...first.phrase, ...second.phrase]
        relax(l + 1, p + 2, here + seam + 0.5 + fitCost(item.syllables, both, bpm), 'sing-two')
      }
      const next = items[l + 1]
      if (next && !next.opens && first.phrase.length >= 4) {
        const [a, b] = halves(first.phrase, item.syllables, next.syllables)
        const cost = 0.35 + fitCost(item.syllables, a, bpm) + fitCost(next.syllables, b, bpm)
        relax(l + 2, p + 1, here + seam + cost, 'share')
      }
    }
  }
  return follow(items, phrases, steps, width)
}

/** Whether the recording sings a line on a phrase. */
function isSungOn({ line }: Item, { phrase }: PlacedPhrase): boolean {
  const own = phrase.filter(({ sung }) => sung?.line === line.charStart).length
  return own > phrase.length / 2
}

function itemsOf(sheet: LyricSheet): Item[] {
  return sheet.sections.flatMap(({ lines }, lyricSection) =>
    lines
      .filter(({ words }) => words.length > 0)
      .map((line, index) => ({
        line,
        lyricSection,
        opens: index === 0,
        syllables: line.words.reduce((sum, { syllables }) => sum + syllables.length, 0),
      })),
  )
}

/** Sections of words like to begin with sections of the melody, and only there. */
function seamCost(item: Item, { opensSection }: PlacedPhrase): number {
  return item.opens === opensSection ? 0 : item.opens ? 0.7 : 0.35
}

function fitCost(syllables: number, phrase: TunePhrase, bpm: number): number {
  const { startBeat, endBeat } = spanOf(phrase)
  const room = ((endBeat - startBeat) * 60) / bpm / SHORTEST_SYLLABLE_SECONDS
  if (syllables > room) return LEFT_OUT_LINE / 2 + (syllables - room)
  const ratio = Math.log2(phrase.length / syllables)
  // A few notes more than syllables are an ornament, twice as many another line.
  return ratio > 0 ? 0.5 * ratio + 0.8 * Math.max(0, ratio - 0.4) : -0.9 * ratio
}

/** A phrase parted for two lines, in proportion to their syllables, where its rest is longest thereabouts. */
function halves(phrase: TunePhrase, first: number, second: number): [TunePhrase, TunePhrase] {
  const wanted = (phrase.length * first) / (first + second)
  let at = 1
  let least = Infinity
  for (let i = 1; i < phrase.length; i++) {
    const gap = phrase[i]!.startBeat - phrase[i - 1]!.startBeat
    const cost = Math.abs(i - wanted) - 1.2 * gap
    if (cost < least) [least, at] = [cost, i]
  }
  return [phrase.slice(0, at), phrase.slice(at)]
}

function follow(
  items: readonly Item[],
  phrases: readonly PlacedPhrase[],
  steps: readonly Step[],
  width: number,
): { set: SetLine[]; leftOut: number } {
  const set: SetLine[] = []
  let leftOut = 0
  let [l, p] = [items.length, phrases.length]
  const sing = (item: Item, placed: PlacedPhrase, phrase: TunePhrase): void => {
    set.push({
      line: item.line,
      lyricSection: item.lyricSection,
      opensLyricSection: item.opens,
      sectionIndex: placed.sectionIndex,
      phrase,
    })
  }
  for (;;) {
    switch (steps[l * width + p]!) {
      case 'start':
        return { set: set.reverse(), leftOut }
      case 'skip':
        p--
        break
      case 'leave-out':
        l--
        leftOut++
        break
      case 'sing':
        l--
        p--
        sing(items[l]!, phrases[p]!, phrases[p]!.phrase)
        break
      case 'sing-two':
        l--
        p -= 2
        sing(items[l]!, phrases[p]!, [...phrases[p]!.phrase, ...phrases[p + 1]!.phrase])
        break
      case 'share': {
        l -= 2
        p--
        const [a, b] = halves(phrases[p]!.phrase, items[l]!.syllables, items[l + 1]!.syllables)
        sing(items[l + 1]!, phrases[p]!, b)
        sing(items[l]!, phrases[p]!, a)
        break
      }
    }
  }
}
