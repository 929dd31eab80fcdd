import type { Random } from '../../dsp/random.js'
import { pronounce } from '../words/pronounce.js'
import { rhymeKey } from '../words/rhyme.js'
import type { LyricSheet } from './lyric-sheet.js'
import { parseLyrics } from './parse-lyrics.js'
import {
  BACKING_CALLS,
  BRIDGES,
  COMMON_COUPLETS,
  NAME_CHORUSES,
  PRE_CHORUSES,
  THING_CHORUSES,
  THING_COUPLETS,
  TITLE_CHORUSES,
} from './writer/common-material.js'
import type { ThemeMaterial } from './writer/material.js'
import { readIdea, type IdeaReading } from './writer/read-idea.js'

export interface WriteLyricsRequest {
  /** What the song is about, in free text; any language, English understood best. */
  readonly idea: string
  /** Genre id or name; rap-like genres get longer verses, dance music shorter ones. */
  readonly genre?: string
  /** More words about the mood. */
  readonly mood?: string
  /** How many different variants, at least 1. */
  readonly count: number
  readonly random: Random
  /** A title the client chose; it becomes the hook of the chorus. */
  readonly title?: string
}

/**
 * Writes song lyrics: theme, mood and images from the idea, verses in rhymed pairs (AABB, ABAB) or ballad stanzas
 * (XAXA) of even length, a chorus around a title, a bridge. Variants differ in hook, rhyme scheme and images; no line
 * comes twice outside of the refrains. Same request and seed, same words.
 */
export function writeLyrics(request: WriteLyricsRequest): LyricSheet[] {
  const reading = readIdea(request.idea, request.mood)
  const used = new UsedMaterial()
  return Array.from({ length: Math.max(1, request.count) }, (_, i) =>
    writeVariant(request, reading, i, used, request.random.fork(`variant/${i}`)),
  )
}

/** What earlier variants (and earlier sections) have taken, so that nothing is said twice. */
class UsedMaterial {
  private readonly taken = new Set<string>()
  private readonly measured = new Map<string, MeasuredText>()

  /** One of the unused, weighted; a used one only when there is nothing else. */
  take(options: readonly string[], random: Random, weightOf: (option: string) => number = () => 1): string {
    const fresh = options.filter((option) => !this.taken.has(option))
    const choice = random.weighted(fresh.length > 0 ? fresh : options, (option) =>
      Math.max(1e-6, weightOf(option)),
    )
    this.taken.add(choice)
    return choice
  }

  has(option: string): boolean {
    return this.taken.has(option)
  }

  /** Rhyme and length of a stock text, worked out once a request. */
  measure(text: string): MeasuredText {
    const known = this.measured.get(text)
    if (known) return known
    const fresh = { rhyme: rhymeKey(lastWord(text)), syllables: syllables(text) }
    this.measured.set(text, fresh)
    return fresh
  }
}

interface MeasuredText {
  /** `rhymeKey` of its last word. */
  readonly rhyme: string
  readonly syllables: number
}

type Scheme = 'AABB' | 'ABAB' | 'XAXA'

interface Hook {
  readonly title: string
  readonly lines: readonly string[]
}

function writeVariant(
  request: WriteLyricsRequest,
  reading: IdeaReading,
  index: number,
  used: UsedMaterial,
  random: Random,
): LyricSheet {
  const theme = random.weighted(reading.themes, ({ weight }) => weight ** 2).theme
  const hook = chooseHook(request, reading, theme, index, used, random)
  const scheme = schemeOf(request.genre, index, random)
  const verses = new VerseWriter(reading, theme, used, random, viewpointOf(index))
  const form = formOf(request.genre, random)
  const sections: { tag: string; lines: readonly string[] }[] = []
  const chorus = withBacking(hook.lines, random)
  const preChorus = form.preChorus
    ? couplet(used.take(byMood(PRE_CHORUSES, reading), random), random)
    : undefined
  for (let verse = 1; verse <= 2; verse++) {
    sections.push({ tag: `[Verse ${verse}]`, lines: verses.write(scheme, form.verseLines, verse === 1) })
    if (preChorus) sections.push({ tag: '[Pre-Chorus]', lines: preChorus })
    sections.push({ tag: '[Chorus]', lines: chorus })
  }
  if (form.bridge) {
    sections.push({ tag: '[Bridge]', lines: lines(used.take(byMood(BRIDGES, reading), random), random) })
    sections.push({ tag: '[Chorus]', lines: chorus })
  }
  if (form.outro) sections.push({ tag: '[Outro]', lines: [capitalised(hook.lines.at(-1)!)] })
  const text = sections.map(({ tag, lines: sung }) => [tag, ...sung].join('\n')).join('\n\n')
  return parseLyrics(text, hook.title)
}

/** Form by genre: verse lengths in lines, and which sections there are. */
function formOf(
  genre: string | undefined,
  random: Random,
): { verseLines: number; preChorus: boolean; bridge: boolean; outro: boolean } {
  const name = (genre ?? '').toLowerCase()
  if (isRap(name)) return { verseLines: 8, preChorus: false, bridge: random.chance(0.4), outro: true }
  if (/house|techno|trance|edm|disco|drum|dubstep|rave/.test(name))
    return { verseLines: 4, preChorus: true, bridge: false, outro: true }
  if (/lullaby|waltz|folk|celtic|bossa|ballad/.test(name))
    return { verseLines: 4, preChorus: false, bridge: random.chance(0.5), outro: true }
  if (/punk|ska|hardcore/.test(name))
    return { verseLines: 4, preChorus: random.chance(0.4), bridge: true, outro: false }
  const long = random.chance(0.35)
  return {
    verseLines: long ? 8 : 4,
    preChorus: !long && random.chance(0.75),
    bridge: true,
    outro: random.chance(0.35),
  }
}

function isRap(genre: string): boolean {
  return /rap|hip[\s-]?hop|trap|boom[\s-]?bap|drill|grime/.test(genre)
}

function schemeOf(genre: string | undefined, index: number, random: Random): Scheme {
  if (isRap((genre ?? '').toLowerCase())) return 'AABB'
  const order = random.pick<readonly Scheme[]>([
    ['ABAB', 'AABB', 'XAXA'],
    ['XAXA', 'ABAB', 'AABB'],
    ['AABB', 'XAXA', 'ABAB'],
  ])
  return order[index % order.length]!
}

/** Whose song it is; the variants take turns. */
type Viewpoint = 'I' | 'we' | 'things'

function viewpointOf(index: number): Viewpoint {
  return (['I', 'we', 'things'] as const)[index % 3]!
}

function viewpointWeight(text: string, viewpoint: Viewpoint): number {
  const [self, together] = [/\b(I|I'm|I've|my|me)\b/.test(text), /\b(we|us|our|we're)\b/i.test(text)]
  if (viewpoint === 'I') return self ? 1.8 : 1
  if (viewpoint === 'we') return together ? 2.6 : self ? 0.7 : 1
  return self || together ? 0.7 : 1.8
}

function byMood(
  pools: Readonly<Record<'bright' | 'dark' | 'any', readonly string[]>>,
  reading: IdeaReading,
): readonly string[] {
  if (reading.brightness > 0.3) return [...pools.bright, ...pools.any]
  return reading.brightness < -0.3 ? [...pools.dark, ...pools.any] : pools.any
}

function chooseHook(
  request: WriteLyricsRequest,
  reading: IdeaReading,
  theme: ThemeMaterial,
  index: number,
  used: UsedMaterial,
  random: Random,
): Hook {
  const title = request.title?.trim()
  if (title) {
    const known = reading.themes
      .flatMap(({ theme }) => theme.choruses)
      .find((chorus) => sameWords(chorus.title, title))
    const own =
      known?.lines ??
      used
        .take(
          TITLE_CHORUSES.map((chorus) => chorus.join(' / ')),
          random,
        )
        .split(' / ')
    return { title, lines: own.map((line) => expand(line, random).replaceAll('{Title}', title)) }
  }
  if (reading.name !== undefined && index % 2 === 0) {
    const chorus = used.take(
      NAME_CHORUSES.map((one) => [one.title, ...one.lines].join(' / ')),
      random,
    )
    const [named = '', ...sung] = chorus.replaceAll('{Name}', reading.name).split(' / ')
    return { title: named, lines: sung }
  }
  const thing = reading.things[Math.floor(index / 2) % Math.max(1, reading.things.length)]
  // The idea's own noun is the hook of every second variant, and of the first one when no theme is clearly meant.
  const themeIsClear = reading.themes.length < 4
  if (thing !== undefined && index % 2 === (themeIsClear ? 1 : 0)) {
    const chorus = used.take(
      THING_CHORUSES.map((one) => [one.title, ...one.lines].join(' / ')),
      random,
    )
    const [titled = '', ...sung] = chorus
      .replaceAll('{Thing}', titleCase(thing))
      .replaceAll('{thing}', thing)
      .split(' / ')
    return { title: titled, lines: sung }
  }
  const chosen = used.take(
    theme.choruses.map((one) => one.title),
    random,
  )
  const chorus = theme.choruses.find((one) => one.title === chosen)!
  return { title: chorus.title, lines: chorus.lines.map((line) => expand(line, random)) }
}

function sameWords(a: string, b: string): boolean {
  return a.toLowerCase().replace(/[^a-z ]/g, '') === b.toLowerCase().replace(/[^a-z ]/g, '')
}

/** Writes verses from the themes' stock, so that lines of a verse are equally long and no rhyme comes twice. */
class VerseWriter {
  private readonly rhymesUsed = new Set<string>()

  constructor(
    private readonly reading: IdeaReading,
    private readonly theme: ThemeMaterial,
    private readonly used: UsedMaterial,
    private readonly random: Random,
    private readonly viewpoint: Viewpoint,
  ) {}

  /** `count` lines, a multiple of 4. The first verse brings in the idea's own noun. */
  write(scheme: Scheme, count: number, isFirst: boolean): string[] {
    const verse: string[] = []
    while (verse.length < count) {
      const opening = isFirst && verse.length === 0
      if (scheme === 'XAXA') {
        const quatrain = this.quatrain()
        if (quatrain) {
          verse.push(...quatrain)
          continue
        }
      }
      const first = this.pair(opening)
      const second = this.pair(false, first, scheme === 'ABAB')
      const interleave = scheme === 'ABAB' && !first.linked && !second.linked
      verse.push(
        ...(interleave
          ? [first.lines[0]!, second.lines[0]!, first.lines[1]!, second.lines[1]!]
          : [...first.lines, ...second.lines]),
      )
    }
    return verse
  }

  private quatrain(): string[] | undefined {
    const fresh = this.reading.themes
      .flatMap(({ theme }) => theme.quatrains)
      .filter((one) => !this.used.has(one))
    return fresh.length === 0 ? undefined : lines(this.used.take(fresh, this.random), this.random)
  }

  private pair(wantsThing: boolean, partner?: Pair, mustStandAlone = false): Pair {
    const { reading, used, random } = this
    const thing = reading.things[0]
    if (wantsThing && thing !== undefined && random.chance(0.75)) {
      return this.take(used.take(THING_COUPLETS, random).replaceAll('{thing}', thing))
    }
    const stock = reading.themes.flatMap(({ theme, weight }) =>
      theme.couplets.map((text) => ({ text, weight: weight ** 2 })),
    )
    const common = byMood(COMMON_COUPLETS, reading).map((text) => ({ text, weight: 0.12 }))
    const weights = new Map([...stock, ...common].map(({ text, weight }) => [text, weight]))
    return this.take(
      used.take([...weights.keys()], random, (text) => {
        if (mustStandAlone && isLinked(text)) return 0.001
        const { rhyme, syllables: length } = used.measure(text)
        const evenness = partner ? 1 / (1 + Math.abs(length - partner.syllables) / 3) ** 2 : 1
        return (
          weights.get(text)! *
          viewpointWeight(text, this.viewpoint) *
          evenness *
          (this.rhymesUsed.has(rhyme) ? 0.05 : 1)
        )
      }),
    )
  }

  private take(text: string): Pair {
    const { rhyme, syllables: length } = this.used.measure(text)
    this.rhymesUsed.add(rhyme)
    return { lines: couplet(text, this.random), linked: isLinked(text), syllables: length }
  }
}

interface Pair {
  readonly lines: readonly string[]
  /** The second line continues the first. */
  readonly linked: boolean
  readonly syllables: number
}

/** Whether the second line needs the first right before it: it goes on, or a pronoun in it looks back. */
function isLinked(text: string): boolean {
  const second = / \/ (.*)$/.exec(text)?.[1]
  return (
    second === undefined ||
    /^(He|She|It|They|And|But|That|Their|His|Her|Its|Then|Of|From|With|To|Every)\b|\b(he|she|it|they|them)\b/.test(
      second,
    )
  )
}

function lastWord(text: string): string {
  return /([\p{L}'-]+)[^\p{L}]*$/u.exec(text)?.[1] ?? ''
}

/** Syllables of a stock text, each choice counted by its first option. */
function syllables(text: string): number {
  return text
    .replace(/\{([^|}]*)[^}]*\}/g, '$1')
    .split(/\s+/)
    .reduce((sum, word) => sum + pronounce(word).syllables.length, 0)
}

function couplet(text: string, random: Random): string[] {
  return expand(text, random).split(/ [/>] /)
}

function lines(text: string, random: Random): string[] {
  return expand(text, random).split(' / ')
}

/** Decides the choices of a stock text: `{kettle|heater}`. */
function expand(text: string, random: Random): string {
  return text.replace(/\{([^{}]*\|[^{}]*)\}/g, (_, options: string) => random.pick(options.split('|')))
}

/** Lets backing voices answer one line of the chorus, sometimes. */
function withBacking(chorus: readonly string[], random: Random): string[] {
  const call = random.chance(0.4) ? random.pick(BACKING_CALLS) : undefined
  const answered = random.pick([1, 3])
  return chorus.map((line, i) => (call !== undefined && i === answered ? `${line} (${call})` : line))
}

function capitalised(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1)
}

function titleCase(text: string): string {
  return text.replace(/(^|\s|-)(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase())
}
