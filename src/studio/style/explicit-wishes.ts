import { parsePitchClass, type PitchClass } from '../../music/pitch.js'
import type { Mode } from '../../music/scale.js'

/** Wishes written as figures or note names. */
export interface ExplicitWishes {
  readonly bpm?: number
  readonly tonic?: PitchClass
  readonly mode?: Mode
  readonly meter?: { readonly numerator: number; readonly denominator: number }
  readonly durationSeconds?: number
  /** The wishes as reported: `'92 bpm'`, `'D minor'`. */
  readonly labels: readonly string[]
  /** The text without them. */
  readonly rest: string
}

const MODE_WORDS: Readonly<Record<string, Mode>> = {
  major: 'major',
  maj: 'major',
  minor: 'minor',
  min: 'minor',
  m: 'minor',
  dorian: 'dorian',
  phrygian: 'phrygian',
  lydian: 'lydian',
  mixolydian: 'mixolydian',
  locrian: 'locrian',
  aeolian: 'minor',
  ionian: 'major',
  'harmonic minor': 'harmonic minor',
}

const NOTE = String.raw`([a-g])[\s-]*(sharp|flat|#|\u266f|\u266d|b(?![a-z]))?`
const KEY_WITH_MODE = new RegExp(
  String.raw`(?:\b(?:in|key of|key:)\s+)?(?:the key of\s+)?\b${NOTE}[\s-]*(harmonic minor|major|maj|minor|min|dorian|phrygian|lydian|mixolydian|locrian|aeolian|ionian)\b(?!\s+(?:details|adjustments|setback|change))`,
  'i',
)
const KEY_SHORT =
  /(?:\b(?:in|key of|key:)\s+(?:the key of\s+)?|^|[,;]\s*)([A-G])([#b\u266f\u266d])?(m)?(?=\s*(?:[,;.]|$))/
/** "Fm" anywhere; "I Am" is no key. */
const KEY_ABBREVIATED = /(?<![\w'&])(?<!\bI\s+)([A-G])([#b\u266f\u266d])?(m)(?![\w'&]|\s+I\b)/
const KEY_OF = new RegExp(String.raw`\bkey(?: of|:)\s+${NOTE}(?=\s|[,;.]|$)`, 'i')
const METER = /(?<![\d:./])(\d{1,2})\s*\/\s*(2|4|8|16)(?![\d/])(?:\s+time(?:\s+signature)?)?/
const BPM =
  /(\d{2,3})(?:\s*(?:-|to|\u2013)\s*(\d{2,3}))?(?:\.\d+)?\s*(?:bpm|beats per minute|beats a minute)\b/i
const BPM_AFTER = /\b(?:bpm|tempo)\s*[:=]?\s*(?:of\s+)?(\d{2,3})\b/i
/** "Drum and bass at 174". */
const BPM_AT =
  /\bat\s+(\d{2,3})\b(?!\s*(?:[%:.\u00b0]\s*\d?|percent|[ap]\.?m\b|o'clock|k?hz|sec|min|degrees|bars?\b))/i
const MINUTES =
  /(\d+(?:\.\d+)?)[\s-]*(?:minutes?|mins?)\b(?:\s*(?:and\s*)?(\d{1,2})(?:\s*(?:seconds?|secs?|s))?(?=\s*(?:[,;.]|long|$)))?(?:\s+long)?/i
/** "One and a half minutes", "two minutes", "half a minute". */
const SPELT_MINUTES =
  /\b(half a|a(?=\s+minute\s+and\s+a)|one|two|three|four|five|six)(\s+and\s+a\s+half)?[\s-]+minutes?\b(\s+and\s+a\s+half)?(?:\s+long)?/i
const SPELT: Readonly<Record<string, number>> = {
  'half a': 0.5,
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
}
const SECONDS = /(\d{1,3})[\s-]*(?:seconds?|secs?)\b(?:\s+long)?/i
/** "15s": but tens are decades from the twenties on. */
const SECONDS_SHORT = /(?<![\d'])(10|1?\d?[1-9]|1[0-9]0)s\b(?:\s+long)?/i
const CLOCK = /\b(\d):([0-5]\d)\b(?:\s+(?:long|minutes?|length))?/

/** A tag that is nothing but a number, as in "liquid drum and bass, 174". */
const BARE_TEMPO = /(?:^|[,;])\s*(\d{2,3})\s*(?=[,;]|$)/

/** "Rock in 5": other numbers may be of anything. */
const COUNTED_IN = /\bin\s+([357])(?=\s*(?:[,;.]|$))/i

const METERS_PLAYED = new Set(['2/4', '3/4', '4/4', '5/4', '6/8', '7/8', '9/8', '12/8'])

/** Takes tempo, key, meter and length out of a text. Tempos outside 40 … 240 are left alone: they are no tempos. */
export function readExplicitWishes(text: string): ExplicitWishes {
  let rest = text
  const labels: string[] = []
  const wishes: { -readonly [K in keyof ExplicitWishes]?: ExplicitWishes[K] } = {}
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest)
    if (!match) return undefined
    rest = `${rest.slice(0, match.index)} , ${rest.slice(match.index + match[0].length)}`
    return match
  }

  const tempo =
    take(BPM) ?? take(BPM_AFTER) ?? take(BPM_AT) ?? (isTempoTag(rest) ? take(BARE_TEMPO) : undefined)
  if (tempo) {
    const low = Number(tempo[1])
    const bpm = tempo[2] === undefined ? low : Math.round((low + Number(tempo[2])) / 2)
    if (bpm >= 40 && bpm <= 240) {
      wishes.bpm = bpm
      labels.push(`${bpm} bpm`)
    }
  }

  const keyed = take(KEY_WITH_MODE)
  const short = keyed ?? take(KEY_SHORT) ?? take(KEY_ABBREVIATED)
  const bare = short ?? take(KEY_OF)
  const key = keyed ?? short ?? bare
  if (key) {
    const sign = key[2]?.toLowerCase()
    const accidental =
      sign === 'sharp' || sign === '#' || sign === '\u266f' ? '#' : sign === undefined ? '' : 'b'
    const tonic = parsePitchClass(key[1]! + accidental)
    if (tonic !== undefined) {
      wishes.tonic = tonic
      const mode = key[3] === undefined ? undefined : MODE_WORDS[key[3].toLowerCase()]
      // "Key of G" means G major; a mode named elsewhere in the text can still say otherwise.
      if (mode) wishes.mode = mode
      labels.push(`${key[1]!.toUpperCase()}${accidental} ${mode ?? ''}`.trim())
    }
  }

  const meter = METER.exec(rest)
  if (meter && METERS_PLAYED.has(`${meter[1]}/${meter[2]}`)) {
    take(METER)
    wishes.meter = { numerator: Number(meter[1]), denominator: Number(meter[2]) }
    labels.push(`${meter[1]}/${meter[2]}`)
  }
  const counted = meter ? undefined : take(COUNTED_IN)
  if (counted) {
    wishes.meter = { numerator: Number(counted[1]), denominator: counted[1] === '7' ? 8 : 4 }
    labels.push(`${wishes.meter.numerator}/${wishes.meter.denominator}`)
  }

  const minutes = take(MINUTES)
  const spelt = minutes ? undefined : take(SPELT_MINUTES)
  const clock = minutes || spelt ? undefined : take(CLOCK)
  const seconds = minutes || spelt || clock ? undefined : (take(SECONDS) ?? takeShortSeconds(take))
  if (spelt) {
    const half = spelt[2] !== undefined || spelt[3] !== undefined ? 0.5 : 0
    wishes.durationSeconds = (SPELT[spelt[1]!.toLowerCase()]! + half) * 60
  } else if (minutes) wishes.durationSeconds = Number(minutes[1]) * 60 + Number(minutes[2] ?? 0)
  else if (clock) wishes.durationSeconds = Number(clock[1]) * 60 + Number(clock[2])
  else if (seconds) wishes.durationSeconds = Number(seconds[1])

  return { ...wishes, labels, rest }
}

/** A length such as "15s"; one digit is too little to be one. */
function takeShortSeconds(
  take: (pattern: RegExp) => RegExpExecArray | undefined,
): RegExpExecArray | undefined {
  const match = take(SECONDS_SHORT)
  return match && Number(match[1]) >= 5 ? match : undefined
}

/** Tags from 60 to 200 are tempos, but for round ones below a hundred, which are decades ("80"). */
function isTempoTag(text: string): boolean {
  const tag = Number(BARE_TEMPO.exec(text)?.[1] ?? 0)
  return tag <= 200 && (tag >= 100 || (tag >= 60 && tag % 10 !== 0))
}
