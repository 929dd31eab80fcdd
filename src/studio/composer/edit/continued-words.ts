import type { Random } from '../../../dsp/random.js'
import type { Score, SectionKind } from '../../../music/score.js'
import type { Brief } from '../../brief.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import { parseLyrics } from '../../lyrics/parse-lyrics.js'
import { writeLyrics } from '../../lyrics/write-lyrics.js'

/** A block of lyrics: a heading and its lines. */
export interface Block {
  readonly kind: SectionKind
  readonly heading: string
  readonly lines: readonly string[]
}

/** Seconds of singing that a section of invented words fills, roughly. */
const SECTION_SECONDS = 20

/**
 * Words for a part in which a song goes on: those of the brief, else invented ones on the song's own theme around its
 * own refrain. Undefined when nobody is to sing. `roomSeconds`: how long the part may be.
 */
export function continuedWords(
  brief: Brief,
  source: Score,
  lastKind: SectionKind,
  roomSeconds: number,
  takeIndex: number,
  random: Random,
): LyricSheet | undefined {
  if (brief.instrumental) return undefined
  const title = brief.title?.trim() ?? source.title
  const given = brief.lyrics?.trim()
  if (given) return sungSheet(parseLyrics(headed(given), title))
  if (source.lyrics === '' && !brief.idea?.trim()) return undefined
  const written = inventedBlocks(brief, source, takeIndex, random, true)
  const text = nextBlocks(written, lastKind, Math.max(1, Math.floor(roomSeconds / SECTION_SECONDS)))
    .map(({ heading, lines }) => [heading, ...lines].join('\n'))
    .join('\n\n')
  return sungSheet(parseLyrics(text, title))
}

/** Invented verses, bridges and refrains that the song does not have yet. `keepsRefrain`: its own one comes back. */
export function inventedBlocks(
  brief: Brief,
  source: Score,
  takeIndex: number,
  random: Random,
  keepsRefrain: boolean,
): Block[] {
  const own = blocksOf(parseLyrics(source.lyrics, source.title))
  const said = new Set(own.flatMap(({ lines }) => lines.map(plain)))
  const idea = [brief.idea, source.title, ...own.flatMap(({ lines }) => lines)].filter(Boolean).join(' ')
  const sheets = writeLyrics({
    idea: brief.idea?.trim() ? brief.idea : idea.slice(0, 600),
    genre: source.genre,
    mood: source.tags,
    count: 2,
    // A new refrain is not to be built on the old one's hook.
    ...(keepsRefrain && { title: source.title }),
    random,
  })
  const refrain = own.findLast(({ kind }) => kind === 'chorus')
  const verses = own.filter(({ kind }) => kind === 'verse').length
  let number = verses
  return blocksOf(sheets[takeIndex % sheets.length]!).flatMap((block): Block[] => {
    if (block.kind === 'chorus' && keepsRefrain && refrain) return [{ ...refrain, heading: '[Chorus]' }]
    const fresh = { ...block, lines: block.lines.filter((line) => !said.has(plain(line))) }
    if (fresh.lines.length === 0) return []
    return [block.kind === 'verse' ? { ...fresh, heading: `[Verse ${++number}]` } : fresh]
  })
}

/** What comes next: a refrain after a verse, a verse after anything else; then a shortened form that ends well. */
function nextBlocks(blocks: readonly Block[], lastKind: SectionKind, count: number): Block[] {
  const first = (kind: SectionKind): Block[] => blocks.filter((block) => block.kind === kind).slice(0, 1)
  const verse = first('verse')
  const refrain = first('chorus')
  const bridge = first('bridge')
  const outro = first('outro')
  const afterVerse = lastKind === 'verse' || lastKind === 'pre-chorus' || lastKind === 'build'
  const long = afterVerse
    ? [...refrain, ...verse, ...refrain, ...outro]
    : [...verse, ...refrain, ...bridge, ...refrain, ...outro]
  if (count >= long.length) return long
  const short = afterVerse ? [...refrain, ...verse, ...refrain] : [...verse, ...refrain]
  return (short.length > 0 ? short : [...blocks]).slice(0, Math.max(1, count))
}

/** Sections of a sheet as blocks of text; answers in parentheses stay in their lines. */
export function blocksOf(sheet: LyricSheet): Block[] {
  return sheet.sections.flatMap(({ kind, label, lines }): Block[] => {
    const sung = new Set<string>()
    for (const { charStart, charEnd } of lines) sung.add(wholeLine(sheet.text, charStart, charEnd))
    return sung.size === 0 ? [] : [{ kind, heading: `[${label}]`, lines: [...sung] }]
  })
}

/** The line of the text that holds a place. */
function wholeLine(text: string, from: number, until: number): string {
  const start = text.lastIndexOf('\n', from) + 1
  const end = text.indexOf('\n', until)
  return text.slice(start, end < 0 ? text.length : end).trim()
}

function plain(line: string): string {
  return line
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()
}

/** Words without any heading get one, so that they stand apart from those before them. */
function headed(text: string): string {
  const firstLine = text.split('\n', 1)[0]!
  if (/^\s*[[{【(*#]/.test(firstLine) || /:\s*$/.test(firstLine)) return text
  const { sections } = parseLyrics(text, '')
  return sections.length > 1 ? text : `[${sections[0]?.label ?? 'Verse'}]\n${text}`
}

function sungSheet(sheet: LyricSheet): LyricSheet | undefined {
  return sheet.sections.some(({ lines }) => lines.length > 0) ? sheet : undefined
}
