import type { SectionKind } from '../../music/score.js'
import { languagesOfLines, type Language } from '../words/languages/language.js'
import { pronounce } from '../words/pronounce.js'
import type { LineManner, LineSinger, LyricLine, LyricSection, LyricSheet, LyricWord } from './lyric-sheet.js'
import {
  asksForMusic,
  isInstruction,
  isTurn,
  mannerIn,
  readHeading,
  readInlineHeading,
  readTag,
  sectionName,
  singerIn,
  type SectionTag,
} from './section-tags.js'
import { joinFlowing } from './synalepha.js'

/** Longer lines are divided at a comma or a joining word: nobody sings more in one breath. */
const MOST_SYLLABLES_A_LINE = 18

interface OpenSection extends SectionTag {
  cue?: string
  readonly lines: LyricLine[]
}

/**
 * Reads lyrics as people write them: `[Verse 2: softly]`, `**Chorus**`, `Chorus:`, `(ooh)` for backing voices, or no
 * headings at all (paragraphs; the repeated one is the chorus). `text` stays untouched and all offsets point into it.
 * Emoji and instructions (`x2`) are not sung; a chorus tag without words repeats the words of the chorus before it.
 * Never throws.
 */
export function parseLyrics(text: string, title: string): LyricSheet {
  const reader = new LyricReader(text)
  const ranges = lineRanges(text)
  const languages = languagesOfLines(ranges.map(([start, end]) => text.slice(start, end)))
  for (const [i, [start, end]] of ranges.entries()) reader.readLine(start, end, languages[i]!)
  const sections = reader.hasTags ? reader.finish() : guessSections(reader.paragraphs)
  return { title, text, sections: sections.map(assignVoices) }
}

/** Start and end of every line, without its line break (`\n`, `\r\n`, `\r`, Unicode separators). */
function lineRanges(text: string): [start: number, end: number][] {
  const ranges: [number, number][] = []
  let start = 0
  for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029\v\f]/g)) {
    ranges.push([start, match.index])
    start = match.index + match[0].length
  }
  ranges.push([start, text.length])
  return ranges
}

class LyricReader {
  hasTags = false
  /** Lines between blank lines, for lyrics without headings. */
  readonly paragraphs: LyricLine[][] = [[]]
  private readonly sections: OpenSection[] = []
  /** A tag that asks for an instrument but names no section; becomes an interlude if no words follow it. */
  private pendingCue: string | undefined
  /** Whose turn the last tag said it is. */
  private singer: LineSinger | undefined
  /** How the last tag wants it sung. */
  private manner: LineManner | undefined
  /** Parentheses that were opened on an earlier line and not closed yet. */
  private insideParentheses = false

  constructor(private readonly text: string) {}

  readLine(start: number, end: number, language: Language): void {
    const line = this.text.slice(start, end)
    if (line.trim() === '') {
      this.insideParentheses = false
      if (this.paragraphs.at(-1)!.length > 0) this.paragraphs.push([])
      return
    }
    const heading = readHeading(line)
    if (heading) {
      this.open(heading)
      return
    }
    if (isTurn(line.replaceAll(/^\s*\(|\)\s*$/g, '')) && /[(:]/.test(line)) {
      this.singer = singerIn(line)
      return
    }
    const inline = readInlineHeading(line)
    if (inline) this.open(inline.tag)
    this.readWords(start + (inline?.wordsAt ?? 0), end, language)
  }

  finish(): LyricSection[] {
    this.settleCue()
    const sections: LyricSection[] = []
    for (const section of this.sections) {
      const before = sections.at(-1)
      // [End] after an outro only says that nothing follows.
      if (/^end$/i.test(section.label) && section.lines.length === 0 && before?.kind === 'outro') continue
      sections.push(
        section.lines.length > 0 ? section : { ...section, lines: this.repeatedLines(section, sections) },
      )
    }
    return sections
  }

  private repeatedLines(section: SectionTag, before: readonly LyricSection[]): readonly LyricLine[] {
    const repeats: readonly SectionKind[] = ['chorus', 'pre-chorus', 'post-chorus']
    if (
      !repeats.includes(section.kind) ||
      (section.cue !== undefined && /instrumental|solo/.test(section.cue))
    )
      return []
    return (
      before.findLast((earlier) => earlier.kind === section.kind && earlier.lines.length > 0)?.lines ?? []
    )
  }

  private open(tag: SectionTag): void {
    this.settleCue()
    this.hasTags = true
    this.insideParentheses = false
    this.singer = singerIn(tag.cue ?? '')
    this.manner = mannerIn(`${tag.label} ${tag.cue ?? ''}`)
    this.sections.push({ ...tag, lines: [] })
  }

  private settleCue(): void {
    const cue = this.pendingCue
    this.pendingCue = undefined
    if (cue === undefined) return
    this.sections.push({
      kind: 'interlude',
      label: sectionName('interlude'),
      cue: cue.toLowerCase(),
      lines: [],
    })
  }

  /** Reads a line's tags, then its words in and outside of parentheses. */
  private readWords(start: number, end: number, language: Language): void {
    const spans = this.spansOf(start, end)
    const lead = wordsIn(
      this.text,
      spans.filter((span) => !span.backing),
      language,
    )
    if (lead.length > 0) this.add(lead, false, language)
    for (const span of spans) {
      if (!span.backing || isInstruction(this.text.slice(span.start, span.end))) continue
      const words = wordsIn(this.text, [span], language)
      if (words.length > 0) this.add(words, true, language)
    }
  }

  private add(words: readonly LyricWord[], backing: boolean, language: Language): void {
    // An instrument that is named before words plays with them.
    if (this.pendingCue !== undefined) this.addCue(this.pendingCue)
    this.pendingCue = undefined
    if (this.sections.length === 0)
      this.sections.push({ kind: 'verse', label: sectionName('verse'), lines: [] })
    for (const part of breaths(this.text, words)) {
      const line: LyricLine = {
        charStart: part[0]!.charStart,
        charEnd: part.at(-1)!.charEnd,
        words: joinFlowing(part, this.text, language),
        backing,
        ...(this.singer && { singer: this.singer }),
        ...(this.manner && { manner: this.manner }),
      }
      this.sections.at(-1)!.lines.push(line)
      this.paragraphs.at(-1)!.push(line)
    }
  }

  /** Divides a line at brackets (tags, never sung) and parentheses (backing voices). */
  private spansOf(start: number, end: number): Span[] {
    const spans: Span[] = []
    let from = start
    const close = (to: number): void => {
      if (to > from) spans.push({ start: from, end: to, backing: this.insideParentheses })
    }
    for (let at = start; at < end; at++) {
      const char = this.text[at]!
      if (char === '[' || char === '{' || char === '【') {
        const closing = this.text.slice(at, end).search(/[\]}】]/)
        close(at)
        const content = this.text.slice(at + 1, closing < 0 ? end : at + closing)
        this.readBracket(content)
        at = closing < 0 ? end : at + closing
        from = at + 1
      } else if ((char === '(' || char === '（') && !isEmoticon(this.text, at)) {
        close(at)
        this.insideParentheses = true
        from = at + 1
      } else if ((char === ')' || char === '）') && this.insideParentheses) {
        close(at)
        this.insideParentheses = false
        from = at + 1
      }
    }
    close(end)
    return spans
  }

  private readBracket(content: string): void {
    const tag = readTag(content)
    if (isTurn(content)) this.singer = singerIn(content)
    else if (tag) this.open(tag)
    else if (asksForMusic(content)) {
      this.settleCue()
      this.hasTags = true
      this.pendingCue = content.trim()
    } else {
      this.manner = mannerIn(content) ?? this.manner
      this.addCue(content)
    }
  }

  /** Words of a tag that names no section are said of the one that is open. */
  private addCue(content: string): void {
    const section = this.sections.at(-1)
    if (section) section.cue = [section.cue, content.trim().toLowerCase()].filter(Boolean).join(', ')
  }
}

interface Span {
  readonly start: number
  readonly end: number
  readonly backing: boolean
}

function isEmoticon(text: string, at: number): boolean {
  return at > 0 && /[:;=]-?$/.test(text.slice(Math.max(0, at - 2), at))
}

/** Words of the spans with their pronunciation. What makes no sound is left out. */
function wordsIn(text: string, spans: readonly Span[], language: Language): LyricWord[] {
  const tokens = spans.flatMap((span) =>
    [...text.slice(span.start, span.end).matchAll(/[^\s—–…]+/g)].flatMap((match) => {
      const core = /[\p{L}\p{N}$€£¥#&+=@%'’‘].*?(?=[^\p{L}\p{N}\p{M}%'’‘]*$)/su.exec(match[0])
      // A sign of repetition at a line's end is an instruction.
      if (!core || /^([x×]\d+|\d+[x×])$/i.test(core[0])) return []
      const charStart = span.start + match.index + core.index
      return [{ text: core[0], charStart, charEnd: charStart + core[0].length }]
    }),
  )
  return tokens.flatMap((token, i) => {
    const nextWord = tokens[i + 1]?.text
    const { syllables } = pronounce(token.text, { language, ...(nextWord !== undefined && { nextWord }) })
    return syllables.length === 0 ? [] : [{ ...token, syllables }]
  })
}

const JOINING_WORDS: ReadonlySet<string> = new Set(
  'and but or so because when while if then that where like with till until for from to in on'.split(' '),
)

/** Divides words into singable lines: in the middle, preferably after a comma or before a joining word. */
function breaths(text: string, words: readonly LyricWord[]): LyricWord[][] {
  const count = words.reduce((sum, word) => sum + word.syllables.length, 0)
  if (count <= MOST_SYLLABLES_A_LINE || words.length < 2) return [[...words]]
  let best = 1
  let bestCost = Infinity
  let before = 0
  for (let i = 1; i < words.length; i++) {
    before += words[i - 1]!.syllables.length
    const gap = text.slice(words[i - 1]!.charEnd, words[i]!.charStart)
    const bonus = /[.!?;]/.test(gap)
      ? 5
      : /[,:—–-]/.test(gap)
        ? 4
        : JOINING_WORDS.has(words[i]!.text.toLowerCase())
          ? 2
          : 0
    const cost = Math.abs(before - count / 2) - bonus
    if (cost < bestCost) [best, bestCost] = [i, cost]
  }
  return [...breaths(text, words.slice(0, best)), ...breaths(text, words.slice(best))]
}

/** More than this in parentheses needs time of its own. */
const MOST_SYLLABLES_OF_AN_ANSWER = 10

/**
 * Who sings what is in parentheses: backing voices answer a line of the lead, in its time. The lead takes what would
 * have nobody to answer (the first line of a section), no time (long ones) or several answers to one line that were
 * written as lines.
 */
function assignVoices(section: LyricSection): LyricSection {
  let answered = true
  return {
    ...section,
    lines: section.lines.map((line, i) => {
      if (!line.backing) {
        answered = false
        return line
      }
      const before = section.lines[i - 1]
      const isInLine = before !== undefined && !before.backing && line.charStart < before.charEnd
      const count = line.words.reduce((sum, word) => sum + word.syllables.length, 0)
      const byLead = answered || (count > MOST_SYLLABLES_OF_AN_ANSWER && !isInLine)
      answered = !byLead
      return byLead ? { ...line, backing: false } : line
    }),
  }
}

/** Sections of lyrics without headings. */
function guessSections(paragraphs: readonly (readonly LyricLine[])[]): LyricSection[] {
  const stanzas = paragraphs.filter((lines) => lines.length > 0).flatMap(divideLongStanza)
  const keys = stanzas.map((lines) => wordsKey(lines))
  const countOf = (key: string): number => keys.filter((other) => other === key).length
  const hasRepeats = keys.some((key) => countOf(key) > 1)
  // A shared opening or closing line marks a refrain whose other lines change.
  const openings = stanzas.map((lines) => wordsKey(lines.slice(0, 1)))
  const isChorus = stanzas.map((_, i) =>
    hasRepeats ? countOf(keys[i]!) > 1 : openings.filter((key) => key === openings[i]).length > 1,
  )
  // Nothing comes back: every second stanza is taken for a chorus, the fifth for a bridge.
  const guessed = !isChorus.includes(true) && stanzas.length >= 3
  let verses = 0
  return stanzas.map((lines, i) => {
    const kind: SectionKind = guessed
      ? i % 6 === 4
        ? 'bridge'
        : i % 2 === 1
          ? 'chorus'
          : 'verse'
      : isChorus[i]
        ? 'chorus'
        : 'verse'
    return { kind, label: kind === 'verse' ? `Verse ${++verses}` : sectionName(kind), lines }
  })
}

/** A stanza of many lines is sung as several sections of four (or eight) lines. */
function divideLongStanza(lines: readonly LyricLine[]): LyricLine[][] {
  if (lines.length <= 8) return [[...lines]]
  const size = lines.length > 32 ? 8 : 4
  const parts: LyricLine[][] = []
  for (let at = 0; at < lines.length; at += size) parts.push(lines.slice(at, at + size))
  const last = parts.at(-1)!
  if (last.length === 1 && parts.length > 1) {
    parts.pop()
    parts.at(-1)!.push(...last)
  }
  return parts
}

function wordsKey(lines: readonly LyricLine[]): string {
  return lines.map((line) => line.words.map((word) => word.text.toLowerCase()).join(' ')).join('\n')
}
