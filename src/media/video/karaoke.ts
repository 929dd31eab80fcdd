/** A lyric line while it is sung; the same shape as the video port's. */
export interface KaraokeLine {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly words: readonly KaraokeWord[]
}

export interface KaraokeWord {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
}

export interface KaraokeLayout {
  readonly widthPx: number
  readonly heightPx: number
  /** Left edge and width of the column that lyrics are set in. */
  readonly columnLeftPx: number
  readonly columnWidthPx: number
  /** Top of the line being sung. */
  readonly topPx: number
  /** Colour of words already sung. */
  readonly accent: Rgb
  /** How long the song is, for the progress line. */
  readonly durationSeconds: number
  /** Height at which the progress line is drawn. */
  readonly progressTopPx: number
}

export type Rgb = readonly [red: number, green: number, blue: number]

/**
 * Breaks a line's words into rows of at most the column's width: for each row the indices of its words, and the em
 * size that makes them fit.
 */
export type BreakWords = (
  words: readonly string[],
  role: 'sung' | 'next',
) => { readonly rows: readonly (readonly number[])[]; readonly sizePx: number }

/** A line appears this long before it is sung, when nothing else is in its place. */
const LEAD_SECONDS = 2
/** Between lines in quick succession the next takes over this long before it begins. */
const CHANGE_SECONDS = 0.35
/** A line stays this long after its last word. */
const LINGER_SECONDS = 1.2
/** The next line is announced while one is sung, unless there is a longer rest between them. */
const MAX_REST_SECONDS = 8

/**
 * ASS counts a font's size over its whole line height; DejaVu's is 2384 units for an em of 2048.
 */
const ASS_SIZE_FACTOR = 2384 / 2048

/**
 * Subtitles in the Advanced SubStation format: the line being sung, each word filled with the accent colour while it is
 * sung, the next line below it, and a progress line. Times are exact to the format's centisecond.
 */
export function createKaraoke(
  lines: readonly KaraokeLine[],
  layout: KaraokeLayout,
  breakWords: BreakWords,
): string {
  const shown = schedule(lines, layout.durationSeconds)
  const events = [progressLine(layout)]
  shown.forEach((line, index) => {
    const sung = sungText(line, breakWords)
    events.push(dialogue('Sung', line.showSeconds, line.hideSeconds, layout, layout.topPx, sung.text))
    const next = shown[index + 1]
    if (next === undefined || next.startSeconds - line.endSeconds > MAX_REST_SECONDS) return
    const top = layout.topPx + sung.heightPx + 26
    events.push(dialogue('Next', line.showSeconds, line.hideSeconds, layout, top, nextText(next, breakWords)))
  })
  return [header(layout), ...events, ''].join('\n')
}

interface ShownLine extends KaraokeLine {
  readonly showSeconds: number
  readonly hideSeconds: number
}

/** One line at a time: each is shown from a little before it is sung until the next takes its place. */
function schedule(lines: readonly KaraokeLine[], durationSeconds: number): ShownLine[] {
  const ordered = lines
    .filter((line) => line.words.length > 0 && line.startSeconds < durationSeconds)
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
  const shown: ShownLine[] = []
  for (const [index, line] of ordered.entries()) {
    const next = ordered[index + 1]
    const showSeconds = Math.max(0, line.startSeconds - LEAD_SECONDS, shown.at(-1)?.hideSeconds ?? 0)
    const changeSeconds =
      next === undefined
        ? durationSeconds
        : Math.min(next.startSeconds, Math.max(line.endSeconds, next.startSeconds - CHANGE_SECONDS))
    const hideSeconds = Math.min(line.endSeconds + LINGER_SECONDS, changeSeconds, durationSeconds)
    if (hideSeconds > showSeconds) shown.push({ ...line, showSeconds, hideSeconds })
  }
  return shown
}

function sungText(
  line: ShownLine,
  breakWords: BreakWords,
): { readonly text: string; readonly heightPx: number } {
  const texts = line.words.map((word) => escapeAss(word.text))
  const { rows, sizePx } = breakWords(texts, 'sung')
  // Each \k counts centiseconds from the one before; counted from the line's start, rounding cannot add up.
  let clock = centiseconds(line.showSeconds)
  const until = (seconds: number) => {
    const length = Math.max(0, centiseconds(seconds) - clock)
    clock += length
    return length
  }
  const text = rows
    .map((row) =>
      row
        .map((index) => {
          const word = line.words[index]!
          const rest = until(word.startSeconds)
          const sung = until(word.endSeconds)
          return `${rest > 0 ? `{\\k${rest}}` : ''}{\\kf${sung}}${texts[index]!}`
        })
        .join(' '),
    )
    .join('\\N')
  const fade = '{\\fad(160,120)}'
  return { text: `${fade}${size(sizePx)}${text}`, heightPx: rows.length * sizePx * ASS_SIZE_FACTOR }
}

function nextText(line: KaraokeLine, breakWords: BreakWords): string {
  const texts = line.words.map((word) => escapeAss(word.text))
  const { rows, sizePx } = breakWords(texts, 'next')
  return `{\\fad(160,120)}${size(sizePx)}${rows.map((row) => row.map((index) => texts[index]).join(' ')).join('\\N')}`
}

/**
 * Text that no renderer can take for an instruction: braces open override blocks and a backslash starts `\N` and the
 * like. There is no escape that all versions know, so look-alikes stand in for them.
 */
export function escapeAss(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll('\\', '/')
    .trim()
}

function size(sizePx: number): string {
  return `{\\fs${Math.round(sizePx * ASS_SIZE_FACTOR)}}`
}

/** A thin line that grows from the left edge to the right while the song plays. */
function progressLine(layout: KaraokeLayout): string {
  const { widthPx, progressTopPx, durationSeconds } = layout
  const top = Math.round(progressTopPx)
  const reveal = `\\clip(0,${top},0,${top + 3})\\t(\\clip(0,${top},${widthPx},${top + 3}))`
  const text = `{\\an7\\pos(0,${top})${reveal}\\p1}m 0 0 l ${widthPx} 0 ${widthPx} 3 0 3{\\p0}`
  return `Dialogue: 0,${time(0)},${time(durationSeconds)},Progress,,0,0,0,,${text}`
}

function dialogue(
  style: string,
  fromSeconds: number,
  toSeconds: number,
  layout: KaraokeLayout,
  topPx: number,
  text: string,
): string {
  const place = `{\\an7\\pos(${layout.columnLeftPx},${Math.round(topPx)})}`
  return `Dialogue: 1,${time(fromSeconds)},${time(toSeconds)},${style},,0,0,0,,${place}${text}`
}

function header({ widthPx, heightPx, accent }: KaraokeLayout): string {
  // No outline: the backdrop is dark already, and blending one would cost as much as the letters themselves.
  const style = (name: string, primary: string, secondary: string, bold: boolean) =>
    `Style: ${name},DejaVu Sans,48,${primary},${secondary},&H90000000,&H00000000,${bold ? -1 : 0},0,0,0,100,100,0,0,1,0,0,7,0,0,0,1`
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${widthPx}`,
    `PlayResY: ${heightPx}`,
    // No wrapping of its own: rows are broken where our measuring says.
    'WrapStyle: 2',
    'ScaledBorderAndShadow: yes',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    style('Sung', colour(accent), '&H00FFFFFF', true),
    style('Next', '&H70FFFFFF', '&H70FFFFFF', false),
    style('Progress', colour(accent), colour(accent), false),
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
  ].join('\n')
}

/** `&HAABBGGRR`: opaque, blue first. */
function colour([red, green, blue]: Rgb): string {
  const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0').toUpperCase()
  return `&H00${hex(blue)}${hex(green)}${hex(red)}`
}

function centiseconds(seconds: number): number {
  return Math.round(seconds * 100)
}

/** `h:mm:ss.cc` */
function time(seconds: number): string {
  const total = Math.max(0, centiseconds(seconds))
  const pad = (value: number) => String(value).padStart(2, '0')
  const whole = Math.floor(total / 100)
  return `${Math.floor(whole / 3600)}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}.${pad(total % 100)}`
}
