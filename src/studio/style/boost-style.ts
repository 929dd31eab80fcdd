import type { Random } from '../../dsp/random.js'
import { pitchClassName } from '../../music/pitch.js'
import { instrumentById } from '../instruments.js'
import type { GenreProfile } from '../profiles/profile.js'
import type { MixMoves } from './meaning.js'
import { readStyle } from './read-style.js'
import { readTerms } from './read-terms.js'
import type { StyleReading } from './style-reading.js'

/**
 * A style idea written out as a fluent description: genre, mood, tempo, key, instruments, course and sound. What the idea
 * says is kept, what it leaves open comes from the genre's profile and chance. The same content and seed give the
 * same words.
 */
export function boostStyle(content: string, seeded: Random): string {
  const random = seeded.fork(content)
  const reading = readStyle({ style: content, instrumental: false })
  const profile = reading.blend[0]!.profile
  const isSung = reading.voice.none !== true
  return [
    opening(content, reading, random.fork('opening')),
    orchestra(reading, profile, random.fork('orchestra')),
    course(profile, isSung, random.fork('course')),
    sound(reading, profile, isSung, random.fork('sound')),
    ...remainder(reading.notUnderstood),
  ].join(' ')
}

/** Genre, mood, tempo and key. */
function opening(content: string, reading: StyleReading, random: Random): string {
  const { profile } = reading.blend[0]!
  const second = reading.blend[1]
  const found = readTerms(content).found.filter(({ negated }) => !negated)
  const named = found.find(({ meaning }) => (meaning.genre?.[profile.id] ?? 0) > 0)?.term ?? profile.label
  const vein =
    second && second.share >= 0.25 && !named.includes(second.profile.label)
      ? random.pick([` with a vein of ${second.profile.label}`, ` coloured by ${second.profile.label}`])
      : ''
  const moods = found
    .filter(({ meaning }) => isMood(meaning))
    .map(({ term }) => term)
    .slice(0, 3)
  const mood = moods.length > 0 ? moods.join(', ') : inventedMood(reading, random)
  const bpm = tempoOf(reading, profile, random)
  return capitalised(
    `${named}${vein} in ${withArticle(mood)} mood, at ${withArticle(tempoWord(bpm))} ${bpm} beats a minute ${keyPhrase(reading, profile, random)}.`,
  )
}

/** Words that only say how it feels. */
function isMood(meaning: ReturnType<typeof readTerms>['found'][number]['meaning']): boolean {
  const { genre, instruments, voice, form, meter, bpm, mode, stems, brightness, energy } = meaning
  const says = brightness !== undefined || energy !== undefined
  return says && !genre && !instruments && !voice && !form && !meter && !bpm && !mode && !stems
}

function inventedMood({ energy, brightness }: StyleReading, random: Random): string {
  if (energy > 0.1) {
    return brightness < 0
      ? random.pick(['restless, urgent', 'dark, insistent', 'defiant'])
      : random.pick(['bright, high-spirited', 'confident, open-hearted', 'bold'])
  }
  if (energy < -0.1) {
    return brightness < 0
      ? random.pick(['wistful, inward', 'hushed, nocturnal', 'brooding'])
      : random.pick(['calm, tender', 'quiet, hopeful', 'gentle'])
  }
  return brightness < 0
    ? random.pick(['moody, reflective', 'bittersweet', 'smouldering'])
    : random.pick(['warm, easy-going', 'hopeful', 'heartfelt'])
}

function tempoOf({ bpm, suggestedBpm, tempoFactor }: StyleReading, profile: GenreProfile, random: Random) {
  if (bpm !== undefined) return Math.round(bpm)
  const { lowBpm, typicalBpm, highBpm } = profile.tempo
  const drawn = typicalBpm + random.gaussian() * (highBpm - lowBpm) * 0.08
  const usual = suggestedBpm ?? Math.min(highBpm, Math.max(lowBpm, drawn))
  return Math.round(Math.min(220, Math.max(44, usual * tempoFactor)))
}

function tempoWord(bpm: number): string {
  if (bpm < 70) return 'slow'
  if (bpm < 92) return 'unhurried'
  if (bpm < 114) return 'steady'
  return bpm < 138 ? 'driving' : 'fast'
}

function keyPhrase({ mode, tonic, brightness }: StyleReading, profile: GenreProfile, random: Random): string {
  const drawn =
    mode ??
    (Math.abs(brightness) > 0.45
      ? brightness > 0
        ? 'major'
        : 'minor'
      : random.weighted(profile.modes, ({ weight }) => weight).mode)
  if (tonic !== undefined) return `in ${pitchClassName(tonic)} ${drawn}`
  if (drawn === 'major') return random.pick(['in an open major key', 'in a bright major key'])
  if (drawn === 'minor') return random.pick(['in a shadowed minor key', 'in a deep minor key'])
  return `in the ${drawn} mode`
}

/** What plays: what was asked for first, then what the genre uses. */
function orchestra(reading: StyleReading, profile: GenreProfile, random: Random): string {
  const isRefused = (id: string) =>
    reading.withoutInstruments.has(id) || reading.withoutStems.has(instrumentById(id).stem)
  const wished = reading.instruments.map(({ ids }) => ids[0]!)
  const used = new Set<string>()
  const take = (ids: readonly string[], count: number): string[] => {
    const names: string[] = []
    for (const id of ids) {
      const name = spokenName(id)
      if (names.length === count) break
      if (isRefused(id) || used.has(name)) continue
      used.add(name)
      names.push(name)
    }
    return names
  }
  const slots = (...roles: string[]) =>
    random
      .shuffle(profile.slots.filter(({ role, presence = 1 }) => roles.includes(role) && presence >= 0.4))
      .map(({ instruments }) => random.pick(instruments))
  const wishedIn = (isGround: boolean) =>
    wished.filter((id) => ['drums', 'percussion', 'bass'].includes(instrumentById(id).stem) === isGround)

  const drums = profile.drumless ? [] : slots('drums').slice(0, 1)
  const ground = take([...wishedIn(true), ...drums, ...slots('bass').slice(0, 1)], 2)
  const harmony = take([...wishedIn(false), ...slots('chords', 'pad', 'riff')], 3)
  const hook = take(
    profile.leads.flatMap(({ instruments }) => instruments),
    1,
  )
  const parts = [
    ...(ground.length > 0
      ? [`${random.pick(['Built on', 'Carried by', 'Grounded in'])} ${joined(ground)}`]
      : []),
    ...(harmony.length > 0
      ? [
          ground.length > 0
            ? `with ${joined(harmony)} ${random.pick(['filling out the harmony', 'weaving the harmony', 'around the voice of the song'])}`
            : `${random.pick(['Led by', 'Centred on'])} ${joined(harmony)}`,
        ]
      : []),
    ...(hook.length > 0 ? [`and ${hook[0]} for the hook`] : []),
  ]
  if (parts.length === 0) return 'Sparsely played, with room around every sound.'
  return `${parts.join(', ').replace(/^and /, 'Played with ')}.`
}

/** An instrument as it is named within a sentence: `rock organ`, but `FM bass` and `808 drums`. */
function spokenName(id: string): string {
  const { label, stem } = instrumentById(id)
  const words = label.split(' ').map((word) => (/^[A-Z][a-z-]/.test(word) ? word.toLowerCase() : word))
  return /^\d+$/.test(label) && stem === 'drums' ? `${label} drums` : words.join(' ')
}

/** How the song unfolds. */
function course(profile: GenreProfile, isSung: boolean, random: Random): string {
  const kinds = profile.form.templates.join(' ')
  if (kinds.includes('drop')) {
    return random.pick([
      'It opens stripped back, tightens through a long build and releases into a full drop.',
      'Filtered layers gather bar by bar until the drop lets everything through.',
    ])
  }
  if (!isSung || !kinds.includes('chorus')) {
    return random.pick([
      'It grows from a bare opening to a full middle section and settles again.',
      'A single theme returns each time in richer colours, then fades to its beginning.',
    ])
  }
  return kinds.includes('pre-chorus')
    ? random.pick([
        'Sparse verses gather through the pre-chorus and lift into a wide, memorable chorus.',
        'The verse keeps its voice down; the pre-chorus climbs, and the chorus opens with a hook that repeats.',
      ])
    : random.pick([
        'The verses tell the story over a light band, and the refrain brings everyone in.',
        'It starts close and plain, adds a player with each verse and ends on a shared refrain.',
      ])
}

const MOVES: readonly (readonly [move: keyof MixMoves, words: readonly string[]])[] = [
  ['space', ['long, airy reverb', 'a wide, deep room']],
  ['warmth', ['warm, tape-like colour', 'rounded, analogue warmth']],
  ['drive', ['a saturated edge', 'gritty, overdriven colour']],
  ['bass', ['a deep, weighty low end', 'sub-heavy bass']],
  ['dry', ['a close, dry picture', 'hardly any reverb']],
]
const USUAL_SOUND = [
  'a clear, wide stereo picture',
  'a punchy, controlled low end',
  'crisp transients',
  'smooth, detailed highs',
  'natural room sound',
  'careful layering',
]

/** Voice and production. */
function sound(reading: StyleReading, profile: GenreProfile, isSung: boolean, random: Random): string {
  const asked = MOVES.flatMap(([move, words]) => (reading.mix[move] > 0.15 ? [random.pick(words)] : []))
  const production = [...asked, ...random.shuffle(USUAL_SOUND)].slice(0, Math.max(2, asked.length))
  if (!isSung) return `Instrumental throughout, with ${joined(production)}.`
  return `${capitalised(voiceWords(reading, profile, random))}, mixed with ${joined(production)}.`
}

function voiceWords({ voice }: StyleReading, profile: GenreProfile, random: Random): string {
  const gender = voice.gender === 'f' ? 'female ' : voice.gender === 'm' ? 'male ' : ''
  const register = (voice.register ?? 0) < -0.3 ? 'low ' : (voice.register ?? 0) > 0.3 ? 'high ' : ''
  const manner = voice.spoken
    ? random.pick(['rhythmic, spoken', 'half-spoken'])
    : random.pick(['expressive', 'close and honest', 'clear'])
  const singer = `${withArticle(`${manner} ${register}${gender}`.trim())} lead vocal`
  if (voice.choir) return `${singer} with a choir behind it`
  return profile.singing.backing > 0.5 ? `${singer} with stacked harmonies` : singer
}

/** Words that mean nothing to the studio stay in the text: whoever reads it next may know them. */
function remainder(words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`It keeps to the idea of ${joined(words.slice(0, 6))}.`]
}

function joined(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

function withArticle(words: string): string {
  return /^(?:[aeiou]|hon|hour)/i.test(words) && !/^(?:uni|eu|one|use)/i.test(words)
    ? `an ${words}`
    : `a ${words}`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
