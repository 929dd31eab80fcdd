import { readStyle } from '../style/read-style.js'
import type { StyleReading } from '../style/style-reading.js'
import type { Key } from '../../music/scale.js'
import { DRUM_HITS, HIT_KITS, type DrumHit } from './drum-hits.js'
import type { EffectRecipe } from './effect-recipe.js'
import { EFFECT_RECIPES } from './recipes/index.js'
import { SoundWords, wordLikeness, wordsOf } from './sound-words.js'

/** A player of a loop, or everybody. */
export type LoopPart = 'drums' | 'bass' | 'chords' | 'pad' | 'arpeggio' | 'melody' | 'riff' | 'everything'

/** What a description asks for. */
export interface SoundPromptReading {
  /** Effects, most important first. */
  readonly effects: readonly EffectRecipe[]
  /** Set when the first effect was only guessed. */
  readonly isGuess: boolean
  /** One stroke on a drum, with the kit it is played on. */
  readonly hit?: { readonly drum: DrumHit; readonly kit: string }
  /** Whether there is music in it, alone or under effects. */
  readonly isMusic: boolean
  /** Players of a musical loop; of music without any the named instruments play. */
  readonly parts: readonly LoopPart[]
  /** One tone or chord rather than a loop. */
  readonly stab?: 'note' | 'chord'
  /** Strokes that alone are to be heard of a drum loop. */
  readonly onlyHits: readonly DrumHit[]
  readonly style: StyleReading
  /** Length asked for in bars. */
  readonly bars?: number
}

const PART_TERMS: Readonly<Record<LoopPart, readonly string[]>> = {
  drums: [
    'drum',
    'beat',
    'percussion',
    'breakbeat',
    'break',
    'groove',
    'drum kit',
    'rhythm',
    'drum machine',
    'drum beat',
  ],
  bass: ['bass', 'bassline', 'bass line', 'sub bass', '808 bass', 'reese'],
  chords: ['chord', 'progression', 'comping', 'strumming', 'strum', 'chord progression'],
  pad: ['pad', 'texture', 'atmosphere', 'ambient pad', 'drone pad', 'soundscape'],
  arpeggio: ['arp', 'arpeggio', 'arpeggiated', 'sequence', 'arpeggiator', 'pluck'],
  melody: ['melody', 'lead', 'solo', 'hook', 'tune', 'theme', 'motif', 'topline', 'lead line', 'synth lead'],
  riff: ['riff', 'lick', 'ostinato'],
  everything: ['band', 'song', 'music', 'instrumental', 'backing track', 'full loop', 'jam', 'track'],
}
const PARTS = Object.keys(PART_TERMS) as LoopPart[]

/** Words for effects that mean something else as soon as there is music. */
const WEAK_TERMS: ReadonlySet<string> = new Set([
  'hit', 'fall', 'falling', 'rising', 'drop', 'space', 'shot', 'noise', 'hum', 'boom', 'punch', 'reverse', 'jump',
  'spring', 'win', 'fire', 'wind', 'heart', 'beach', 'ocean', 'sea', 'forest', 'magic', 'sparkle', 'shimmer', 'train',
  'car', 'glass', 'bell', 'chime', 'whistle', 'drone', 'jet', 'glitch', 'robot', 'warp', 'spell', 'error', 'item',
  'eerie', 'spooky', 'horror', 'police', 'engine', 'electricity', 'computer', 'insect', 'hop', 'bounce', 'transition',
]) // prettier-ignore

const LOOP_WORDS = ['loop', 'looping', 'seamless']

/** Reads a description of a sound. Key and tempo given beside it win over those in the text. */
export function readSoundPrompt(
  prompt: string,
  asked: { readonly loop: boolean; readonly bpm?: number; readonly key?: Key },
): SoundPromptReading {
  const words = new SoundWords(prompt)
  const isLoop = asked.loop || LOOP_WORDS.filter((word) => words.take(word) >= 0).length > 0
  const bars = /(\d{1,2})[\s-]*bars?\b/i.exec(prompt)?.[1]
  const given = {
    style: prompt,
    instrumental: true,
    ...(asked.bpm === undefined ? {} : { bpm: asked.bpm }),
    ...(asked.key ? { key: asked.key } : {}),
  }
  const style = readStyle(given)
  const kit = HIT_KITS.find(({ terms }) => terms.some((term) => words.has(term)))?.instrument
  const stab = stabOf(words)

  const strong = takeEffects(words, (term) => !WEAK_TERMS.has(term))
  const hits = takeHits(words)
  const parts = PARTS.filter((part) => PART_TERMS[part].filter((term) => words.take(term) >= 0).length > 0)
  const common = {
    style,
    isGuess: false,
    isMusic: true,
    ...(bars === undefined ? {} : { bars: Number(bars) }),
  }

  if (hits.length > 0) {
    if (!isLoop && parts.every((part) => part === 'drums') && strong.length === 0) {
      const drum = hits[0]!
      const own = drum.percussion === true ? 'percussion-kit' : (kit ?? 'standard-kit')
      return { ...common, effects: [], hit: { drum, kit: own }, isMusic: false, parts: [], onlyHits: [] }
    }
    const all: LoopPart[] = parts.includes('drums') ? parts : ['drums', ...parts]
    return { ...common, effects: strong, parts: all, onlyHits: parts.includes('drums') ? [] : hits }
  }
  const weak = parts.length > 0 ? [] : takeEffects(words, () => true)
  // "Bell" names an instrument and an effect: what was taken for an effect is no instrument any more.
  const hasEffects = strong.length + weak.length > 0
  const instruments = hasEffects
    ? readStyle({ ...given, style: words.rest.join(' ') }).instruments
    : style.instruments
  const isMusic = parts.length > 0 || instruments.length > 0
  const effects = isMusic ? strong : [...strong, ...weak]
  if (isMusic || (effects.length === 0 && style.understood.length > 0)) {
    const named: readonly LoopPart[] = parts.length > 0 || instruments.length > 0 ? parts : ['everything']
    return { ...common, effects, parts: named, onlyHits: [], ...(stab && !isLoop ? { stab } : {}) }
  }
  if (effects.length > 0) return { ...common, effects, isMusic: false, parts: [], onlyHits: [] }
  return {
    ...common,
    effects: [nearestEffect(prompt)],
    isGuess: true,
    isMusic: false,
    parts: [],
    onlyHits: [],
  }
}

function stabOf(words: SoundWords): 'note' | 'chord' | undefined {
  if (['chord stab', 'stab', 'single chord'].some((term) => words.has(term))) return 'chord'
  if (['one shot', 'oneshot', 'single note', 'note', 'single hit'].some((term) => words.has(term)))
    return 'note'
  return undefined
}

/** Effects named in the words, in their order; where names overlap, the longer. Their words are taken. */
function takeEffects(words: SoundWords, isMeant: (term: string) => boolean): EffectRecipe[] {
  return takeNamed(
    words,
    EFFECT_RECIPES.flatMap((recipe) => recipe.terms.filter(isMeant).map((term) => ({ meant: recipe, term }))),
  )
}

function takeHits(words: SoundWords): DrumHit[] {
  return takeNamed(
    words,
    DRUM_HITS.flatMap((hit) => hit.terms.map((term) => ({ meant: hit, term }))),
  )
}

function takeNamed<T>(
  words: SoundWords,
  names: readonly { readonly meant: T; readonly term: string }[],
): T[] {
  const found = new Map<T, number>()
  for (const { meant, term } of names.toSorted((a, b) => wordsOf(b.term).length - wordsOf(a.term).length)) {
    const at = words.take(term)
    if (at >= 0) found.set(meant, Math.min(at, found.get(meant) ?? at))
  }
  return [...found].toSorted((a, b) => a[1] - b[1]).map(([meant]) => meant)
}

/** The effect with the name most like one of the words. */
function nearestEffect(prompt: string): EffectRecipe {
  const words = wordsOf(prompt).filter((word) => word.length > 2)
  const closeness = (recipe: EffectRecipe): number =>
    Math.max(
      0,
      ...recipe.terms.flatMap((term) =>
        wordsOf(term).flatMap((own) => words.map((word) => wordLikeness(word, own))),
      ),
    )
  return EFFECT_RECIPES.reduce((best, recipe) => (closeness(recipe) > closeness(best) ? recipe : best))
}
