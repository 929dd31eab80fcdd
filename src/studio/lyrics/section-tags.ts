import type { SectionKind } from '../../music/score.js'
import type { LineManner, LineSinger } from './lyric-sheet.js'

/** A heading such as `[Verse 2: softly]`, understood. */
export interface SectionTag {
  readonly kind: SectionKind
  /** Tidied name: `'Verse 2'`, `'Guitar Solo'`. */
  readonly label: string
  /** What else the tag asks for, lower-case: `'softly'`, `'guitar'`. */
  readonly cue?: string
}

/** Names of sections as song writers spell them; the first that fits wins, so the longer names come first. */
const KIND_NAMES: readonly (readonly [SectionKind, RegExp])[] = [
  ['pre-chorus', /\b(pre[\s-]*(chorus|hook|refrain)|lift|climb)\b/i],
  ['post-chorus', /\bpost[\s-]*(chorus|hook)\b/i],
  ['intro', /\b(intro(duction)?|opening|prelude)\b/i],
  ['outro', /\b(outro|ending|coda|finale|fade[\s-]*out|end|postlude)\b/i],
  ['build', /\b(build([\s-]*up)?|riser)\b/i],
  ['drop', /\b(beat\s+)?drop\b/i],
  ['solo', /\bsolo\b/i],
  ['interlude', /\b(interlude|instrumental|turnaround)\b/i],
  ['break', /\b(break([\s-]*down)?)\b/i],
  ['bridge', /\b(bridge|middle[\s-]*(8|eight)|c[\s-]part)\b/i],
  ['chorus', /\b(chorus|refrain|hook)\b/i],
  ['verse', /\b(verse|strophe|stanza|couplet|rap)\b/i],
]

/** Names plain enough to be a heading without any brackets. */
const PLAIN_HEADING =
  /^((final|last|first|second|third)\s+)?(intro|outro|verse|chorus|refrain|bridge|pre[\s-]?chorus|post[\s-]?chorus)(\s+(\d+|one|two|three|four|[ivx]+))?$/i
/** Also headings, but only when marked as such: a line "Drop" may just as well be sung. */
const MARKED_HEADING =
  /^([a-z]+\s+)?(intro|outro|verse|chorus|refrain|hook|bridge|pre[\s-]?(chorus|hook)|post[\s-]?chorus|solo|interlude|instrumental|break(down)?|build([\s-]?up)?|drop|end|ending|coda)(\s+(\d+|one|two|three|four|[ivx]+))?(\s*[x×]\s*\d)?$/i

const DISPLAY_NAMES: Readonly<Record<SectionKind, string>> = {
  intro: 'Intro',
  verse: 'Verse',
  'pre-chorus': 'Pre-Chorus',
  chorus: 'Chorus',
  'post-chorus': 'Post-Chorus',
  bridge: 'Bridge',
  solo: 'Solo',
  interlude: 'Interlude',
  break: 'Break',
  build: 'Build',
  drop: 'Drop',
  outro: 'Outro',
}

/** `'pre-chorus'` → `'Pre-Chorus'`. */
export function sectionName(kind: SectionKind): string {
  return DISPLAY_NAMES[kind]
}

/** Reads what stands between a tag's brackets; undefined when it names no section (`Whispered`, `Female vocal`). */
export function readTag(tag: string): SectionTag | undefined {
  const content = withSingleSpaces(tag)
  const [head = '', ...rest] = content
    .split(/\s*(?:[:|–—,]|\s-\s)\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const named =
    KIND_NAMES.find(([, name]) => name.test(head)) ?? KIND_NAMES.find(([, name]) => name.test(content))
  if (!named) return undefined
  const [kind, name] = named
  const inHead = name.test(head)
  const words = head.split(/\s+/)
  const label = inHead && words.length <= 4 ? titleCase(head) : DISPLAY_NAMES[kind]
  const around = inHead
    ? head
        .replace(name, ' ')
        .replace(/\b(\d+|one|two|three|four|final|last|first|second|third|[ivx]+|x\s*\d)\b/gi, ' ')
        .trim()
    : head
  const cue = [around, ...rest]
    .filter((part) => part !== '')
    .join(', ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
  return cue === '' ? { kind, label } : { kind, label, cue }
}

/** Long runs of spaces would keep the patterns below trying for hours where to divide them. */
function withSingleSpaces(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** A whole line that is a heading without square brackets: `Chorus:`, `**Verse 2**`, `# Bridge`, `(Chorus)`. */
export function readHeading(line: string): SectionTag | undefined {
  const marks = /^(#{1,6}\s*|[*_]{1,3}|\()?\s*(.+?)\s*(:?)\s*([*_]{1,3}|\))?\s*(:?)$/.exec(
    withSingleSpaces(line),
  )
  if (!marks) return undefined
  const [, opening, name = '', innerColon, closing, outerColon] = marks
  const marked = Boolean((opening && (closing || opening.startsWith('#'))) || innerColon || outerColon)
  return (marked ? MARKED_HEADING : PLAIN_HEADING).test(name) ? readTag(name) : undefined
}

/** A heading and words on one line: `Chorus: we rise again`. Gives the heading and where the words begin. */
export function readInlineHeading(line: string): { tag: SectionTag; wordsAt: number } | undefined {
  const match = /^\s*[*_]{0,3}([\p{L}\s-]{4,12}?(?:\s\d+)?)[*_]{0,3}:[*_]{0,3}\s+(?=\S)/u.exec(line)
  if (!match || !PLAIN_HEADING.test(match[1]!.trim())) return undefined
  const tag = readTag(match[1]!)
  return tag && { tag, wordsAt: match[0].length }
}

/** What in parentheses is an instruction and not sung: `x2`, `repeat`, `instrumental`, `guitar solo`. */
export function isInstruction(content: string): boolean {
  return /^\s*([x×]\s*\d+|\d+\s*[x×]|repeat(s|ed)?( (chorus|\d+|[x×]\s*\d+|twice))?|twice|instrumental( break)?|([a-z]+ )?solo|fade[\s-]*out|spoken|whispered|music|pause)[.!\s]*$/i.test(
    content,
  )
}

/** Whose turn it is after a tag: `Male`, `Verse 2: female vocals`, `Both`, `Duet`. */
export function singerIn(content: string): LineSinger | undefined {
  const female = /\b(female|woman|women|girls?|her|she)\b/i.test(content)
  const male = /\b(male|man|men|boys?|him|he)\b/i.test(content)
  if ((female && male) || /\b(both|duet|together|everyone)\b/i.test(content)) return 'both'
  return female ? 'f' : male ? 'm' : undefined
}

/** How the lines after a tag are sung: `Rap Verse`, `Spoken`, `Bridge: whispered`. */
export function mannerIn(content: string): LineManner | undefined {
  if (/\bwhisper(s|ed|ing)?\b/i.test(content)) return 'whisper'
  if (/\b(spoken|speaking|monologue|narrat(ed|ion|or))\b/i.test(content)) return 'spoken'
  return /\brap(s|ped|ping)?\b/i.test(content) ? 'rap' : undefined
}

/** Whether a text says nothing else than whose turn it is: `Male`, `Female vocal`, `Both singers`. */
export function isTurn(content: string): boolean {
  const rest = content.replaceAll(
    /\b(female|male|woman|man|women|men|girls?|boys?|her|him|she|he|both|duet|together|everyone|and|vocals?|voices?|singers?|lead|sings?|singing|solo|part)\b|[&+/:,\s-]/gi,
    '',
  )
  return rest === '' && singerIn(content) !== undefined
}

/** Whether a tag that names no section asks for an instrument to play: `Guitar`, `Soft piano`. */
export function asksForMusic(content: string): boolean {
  return /\b(guitar|piano|keys|organ|sax(ophone)?|trumpet|horns?|brass|strings?|violin|fiddle|cello|flute|harmonica|synth|bass|drums?|beat|riff|melody|music|band|orchestra|banjo|harp|accordion|percussion)\b/i.test(
    content,
  )
}

function titleCase(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(^|[\s-])(\p{L})(\p{L}*)/gu, (whole, gap: string, first: string, rest: string) =>
      /^[ivx]+$/i.test(first + rest) ? whole.toUpperCase() : gap + first.toUpperCase() + rest.toLowerCase(),
    )
}
