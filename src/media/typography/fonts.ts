import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'

/** The faces we set text in, all from the DejaVu family that comes with the dependencies. Names for `context.font`. */
export type Typeface =
  | 'sans'
  | 'sans-bold'
  | 'sans-light'
  | 'sans-condensed'
  | 'sans-condensed-bold'
  | 'serif'
  | 'serif-bold'
  | 'serif-italic'
  | 'serif-condensed'
  | 'mono'
  | 'mono-bold'

const FILES: Readonly<Record<Typeface, string>> = {
  sans: 'DejaVuSans.ttf',
  'sans-bold': 'DejaVuSans-Bold.ttf',
  'sans-light': 'DejaVuSans-ExtraLight.ttf',
  'sans-condensed': 'DejaVuSansCondensed.ttf',
  'sans-condensed-bold': 'DejaVuSansCondensed-Bold.ttf',
  serif: 'DejaVuSerif.ttf',
  'serif-bold': 'DejaVuSerif-Bold.ttf',
  'serif-italic': 'DejaVuSerif-Italic.ttf',
  'serif-condensed': 'DejaVuSerifCondensed.ttf',
  mono: 'DejaVuSansMono.ttf',
  'mono-bold': 'DejaVuSansMono-Bold.ttf',
}

/** Folder of the DejaVu font files, for programs that want one. */
export function fontFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
}

let registered = false

/** A value for `context.font`. The faces are registered on first use, once a process (and worker thread). */
export function font(face: Typeface, sizePx: number): string {
  if (!registered) {
    registered = true
    for (const [name, file] of Object.entries(FILES)) {
      GlobalFonts.registerFromPath(join(fontFolder(), file), `troubadour-${name}`)
    }
    // DejaVu's plain face has the most scripts: it stands in for what the other faces lack.
  }
  return `${sizePx}px troubadour-${face}, troubadour-sans`
}

/**
 * What of a text can be drawn here: characters that neither our fonts nor the machine's have are left out, as are
 * control characters; white space is made single. May be empty.
 */
export function drawableText(text: string): string {
  return [...text.normalize('NFC').replace(/\s+/g, ' ')]
    .filter(isDrawable)
    .join('')
    .replace(/ +/g, ' ')
    .trim()
}

const drawable = new Map<string, boolean>()

function isDrawable(character: string): boolean {
  if (/^[ -~\u00a0-\u024f]$/u.test(character)) return true
  if (/^\p{C}$/u.test(character)) return false
  // Marks that combine with the character before them are nothing alone.
  if (/^\p{M}$/u.test(character)) return true
  let known = drawable.get(character)
  if (known === undefined) {
    known = pixelsOf(character) !== pixelsOf(MISSING)
    drawable.set(character, known)
  }
  return known
}

/** Not a character and never will be: drawn as the box that stands for a missing one. */
const MISSING = '\u{10fffe}'

function pixelsOf(character: string): string {
  const canvas = createCanvas(32, 32)
  const context = canvas.getContext('2d')
  context.font = font('sans', 20)
  context.fillText(character, 4, 24)
  return Buffer.from(context.getImageData(0, 0, 32, 32).data.buffer).toString('base64')
}

/** Text broken into lines at the largest size that fits. */
export interface FittedText {
  readonly lines: readonly string[]
  readonly sizePx: number
}

/**
 * The largest size (between `minSizePx` and `maxSizePx`) at which a text takes at most `maxLines` lines of `widthPx`.
 * Breaks between words, or inside one that is too wide by itself; what does not fit even at the smallest size ends in an
 * ellipsis.
 */
export function fitText(
  context: SKRSContext2D,
  text: string,
  box: {
    readonly face: Typeface
    readonly widthPx: number
    readonly maxLines: number
    readonly maxSizePx: number
    readonly minSizePx: number
  },
): FittedText {
  for (let sizePx = box.maxSizePx; ; sizePx = Math.max(box.minSizePx, Math.floor(sizePx * 0.93))) {
    context.font = font(box.face, sizePx)
    const isLast = sizePx <= box.minSizePx
    const lines = breakLines(context, text, box.widthPx, isLast)
    if (lines !== undefined && lines.length <= box.maxLines)
      return { lines: balance(context, lines, box), sizePx }
    if (isLast) {
      const kept = lines!.slice(0, box.maxLines)
      kept[kept.length - 1] = `${kept.at(-1)!.replace(/.{2}$/u, '')}…`
      return { lines: kept, sizePx }
    }
  }
}

/** Greedy lines; undefined when a word alone is too wide and may not be cut. */
function breakLines(
  context: SKRSContext2D,
  text: string,
  widthPx: number,
  mayCutWords: boolean,
): string[] | undefined {
  const fits = (line: string) => context.measureText(line).width <= widthPx
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    if (fits(word)) continue
    // Scripts without spaces are cut anywhere at any size, other words only when nothing else helps.
    if (!mayCutWords && !/[\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0eff]/u.test(word)) return undefined
    line = ''
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  if (line !== '') lines.push(line)
  return lines
}

/** Same number of lines, but of like width: no last line of one short word. */
function balance(
  context: SKRSContext2D,
  lines: readonly string[],
  box: { readonly widthPx: number },
): readonly string[] {
  if (lines.length < 2) return lines
  const text = lines.join(' ')
  let best = lines
  for (let widthPx = box.widthPx * 0.95; widthPx > box.widthPx * 0.4; widthPx -= box.widthPx * 0.05) {
    const narrower = breakLines(context, text, widthPx, false)
    if (narrower === undefined || narrower.length > lines.length) break
    best = narrower
  }
  return best
}
