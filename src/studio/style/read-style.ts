import { hash32 } from '../../dsp/random.js'
import type { StemName } from '../../music/stems.js'
import type { Brief } from '../brief.js'
import { PROFILES, profileById } from '../profiles/index.js'
import type { GenreProfile } from '../profiles/profile.js'
import { readEnsemble } from './ensembles.js'
import { readExplicitWishes } from './explicit-wishes.js'
import { styleOfIdea } from './idea-style.js'
import { normaliseTerm } from './lexicon/index.js'
import type { FigureWish, FormWish, MixMoves, VoiceWish } from './meaning.js'
import { readTerms, type FoundTerm } from './read-terms.js'
import { isAllowed } from './refusals.js'
import { readSectionCues } from './section-cues.js'
import type { StyleReading } from './style-reading.js'

type StyleBrief = Pick<
  Brief,
  | 'idea'
  | 'style'
  | 'negativeTags'
  | 'styleWeight'
  | 'weirdness'
  | 'instrumental'
  | 'vocalGender'
  | 'bpm'
  | 'key'
  | 'durationSeconds'
  | 'persona'
>

/** Genres that a text without one may be given: such as most listeners would take for a neutral answer. */
const MOOD_GENRES: ReadonlySet<string> = new Set([
  'ambient',
  'cinematic',
  'classical-piano',
  'deep-house',
  'folk',
  'funk',
  'hard-rock',
  'house',
  'indie-rock',
  'jazz-swing',
  'lofi-hip-hop',
  'metal',
  'orchestral',
  'pop',
  'rnb-soul',
  'rock',
  'synth-pop',
  'synthwave',
  'trap',
])

/** Below this style weight a genre that stands alone gets company from its family. */
const LOOSE_STYLE = 0.35
/** The share of that guest, beside the genre's own 1, where the style weight is 0. */
const GUEST_SHARE = 0.9

/** Share from which a genre is named rather than hinted at by its instruments and moods. */
const CLEARLY_NAMED = 0.4

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Reads style, idea and negative tags into one set of wishes. Figures in the brief win over figures in the texts. */
export function readStyle(brief: StyleBrief): StyleReading {
  const explicitStyle = readExplicitWishes(brief.style ?? '')
  const cuedIdea = readSectionCues(brief.idea ?? '')
  const explicitIdea = readExplicitWishes(styleOfIdea(cuedIdea.rest))
  const cuedStyle = readSectionCues(explicitStyle.rest)
  const sectionCues = new Map([...cuedIdea.cues, ...cuedStyle.cues])
  const entrances = [...cuedStyle.entrances, ...cuedIdea.entrances]
  const style = readTerms(cuedStyle.rest)
  const idea = readTerms(explicitIdea.rest)
  const refused = readTerms(brief.negativeTags ?? '')

  const tally = new Tally()
  const foundInStyle = style.found
  // What the style line says about genre settles it; the idea only adds what it leaves open.
  const styleNamesGenre = foundInStyle.some((term) => term.meaning.genre && !term.negated)
  const foundInIdea = idea.found.filter((term) => !(styleNamesGenre && term.meaning.genre))
  foundInStyle.forEach((term, index) => tally.add(term, 1 / (1 + 0.2 * index)))
  foundInIdea.forEach((term, index) => tally.add(term, 0.6 / (1 + 0.2 * index)))
  // A persona leans on the style: less than any word of the request, and never with a tempo or key of its own.
  const persona = readTerms(readExplicitWishes(brief.persona?.style ?? '').rest)
  persona.found.forEach((term, index) => tally.add(term, 0.35 / (1 + 0.2 * index)))
  refused.found.forEach((term) => tally.add({ ...term, negated: !term.negated }, 1))

  const bpm = brief.bpm ?? explicitStyle.bpm ?? explicitIdea.bpm
  const tonic = brief.key?.tonic ?? explicitStyle.tonic ?? explicitIdea.tonic
  const namedMode = brief.key?.mode ?? explicitStyle.mode ?? explicitIdea.mode ?? tally.mode
  // A tonic named without a mode is major, as musicians say it.
  const mode = namedMode ?? (tonic === undefined ? undefined : 'major')
  const meter = explicitStyle.meter ?? explicitIdea.meter ?? tally.meter
  const durationSeconds =
    brief.durationSeconds ?? explicitStyle.durationSeconds ?? explicitIdea.durationSeconds
  const blend = tally.blend(brief.styleWeight ?? 0.5, `${brief.style ?? ''}|${brief.idea ?? ''}`)

  const instruments = tally.instruments.filter((wish) => wish.ids.length > 0)
  const ensemble = readEnsemble(
    `${cuedStyle.rest}; ${explicitIdea.rest}`,
    instruments.filter(({ name }) => tally.namesOfInstruments.has(name)),
  )

  const genders = new Set(
    foundInStyle.flatMap(({ meaning, negated }) =>
      meaning.voice?.gender && !meaning.voice.choir && !negated ? [meaning.voice.gender] : [],
    ),
  )
  const { duet = genders.size > 1 ? 'mixed' : undefined, ...voice } = tally.voice

  const labels = [
    ...explicitStyle.labels,
    ...explicitIdea.labels.filter((label) => !explicitStyle.labels.includes(label)),
  ]
  const understood = unique([
    ...[...foundInStyle, ...foundInIdea].map(({ term, negated }) => (negated ? `no ${term}` : term)),
    ...labels,
    ...[...sectionCues].map(([kind, cue]) => `${kind}: ${cue}`),
    ...entrances.map(({ cue, until }) => `${cue} until ${until}`),
  ])
  return {
    blend,
    ...(bpm === undefined ? {} : { bpm }),
    ...(tally.bpm === undefined ? {} : { suggestedBpm: tally.bpm }),
    tempoFactor: clamp(tally.tempo, 0.6, 1.5),
    ...(tonic === undefined ? {} : { tonic }),
    ...(mode === undefined ? {} : { mode }),
    ...(meter === undefined ? {} : { meter }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    instruments,
    ...(ensemble && { ensemble }),
    withoutInstruments: tally.withoutInstruments,
    withoutStems: tally.withoutStems,
    withoutTune: tally.withoutTune,
    ...(brief.styleWeight === undefined ? {} : { styleWeight: brief.styleWeight }),
    energy: clamp(tally.energy, -0.4, 0.4),
    brightness: clamp(tally.brightness, -1, 1),
    voice: {
      ...voice,
      // "A duet of violin and piano" is said of players.
      ...(duet && !ensemble && { duet }),
      ...(brief.vocalGender === undefined ? {} : { gender: brief.vocalGender }),
      ...(brief.persona === undefined ? {} : { persona: brief.persona }),
    },
    mix: { space: 0, warmth: 0, drive: 0, bass: 0, dry: 0, slap: 0, tape: 0, ...tally.mix },
    form: { ...tally.form, ...soloistOf([...foundInStyle, ...foundInIdea]) },
    ...(tally.swing === undefined ? {} : { swing: tally.swing }),
    beats: [...tally.beats],
    figures: tally.figures,
    sectionCues,
    entrances,
    temperature: clamp((brief.weirdness ?? 0.5) + tally.harmony * 0.6, 0, 1),
    understood,
    notUnderstood: unique([...style.unknown, ...refused.unknown]),
    tags: tagsOf(blend[0]!.profile, blend, understood, brief),
  }
}

/** The instrument that is named right before its solo. */
function soloistOf(found: readonly FoundTerm[]): FormWish {
  const solo = found.findIndex(
    ({ meaning, negated }, i) =>
      meaning.form?.solo && !negated && found[i - 1]?.meaning.instruments !== undefined,
  )
  const soloOn = found[solo - 1]?.meaning.instruments
  return soloOn ? { soloOn } : {}
}

function tagsOf(
  leading: GenreProfile,
  blend: StyleReading['blend'],
  understood: readonly string[],
  brief: StyleBrief,
): string {
  const genreNamed = blend.some(({ profile }) =>
    profile.terms.some((term) => understood.includes(normaliseTerm(term))),
  )
  const words = genreNamed ? understood : [leading.label, ...understood]
  const voice = brief.instrumental
    ? ['instrumental']
    : brief.vocalGender === 'f'
      ? ['female vocals']
      : brief.vocalGender === 'm'
        ? ['male vocals']
        : []
  return unique([...words, ...voice]).join(', ')
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)]
}

/** Adds up what the found terms ask for. */
class Tally {
  readonly shares = new Map<string, number>()
  readonly otherwise = new Map<string, number>()
  readonly refusedGenres = new Set<string>()
  readonly instruments: { name: string; ids: readonly string[] }[] = []
  /** The wishes that were said by an instrument's name rather than by that of a music in which it belongs. */
  readonly namesOfInstruments = new Set<string>()
  readonly withoutInstruments = new Set<string>()
  readonly withoutStems = new Set<StemName>()
  withoutTune = false
  voice: VoiceWish = {}
  mix: MixMoves = {}
  form: FormWish = {}
  energy = 0
  brightness = 0
  tempo = 1
  harmony = 0
  bpm: number | undefined
  mode: StyleReading['mode']
  meter: StyleReading['meter']
  swing: number | undefined
  readonly beats = new Set<string>()
  readonly figures: FigureWish[] = []

  add({ term, meaning, negated }: FoundTerm, weight: number): void {
    if (negated) {
      this.refuse(meaning)
      return
    }
    for (const [id, share] of Object.entries(meaning.genre ?? {})) {
      this.shares.set(id, (this.shares.get(id) ?? 0) + share * weight)
    }
    for (const [id, share] of Object.entries(meaning.genreOtherwise ?? {})) {
      this.otherwise.set(id, (this.otherwise.get(id) ?? 0) + share * weight)
    }
    if (meaning.instruments) {
      this.instruments.push({ name: term, ids: meaning.instruments })
      if (!Object.values(meaning.genre ?? {}).some((share) => share >= CLEARLY_NAMED))
        this.namesOfInstruments.add(term)
    }
    meaning.players?.forEach((ids) => this.instruments.push({ name: term, ids }))
    // Several words of one mood say it once more, not twice as much.
    this.energy += (meaning.energy ?? 0) / (1 + 2 * Math.abs(this.energy))
    this.brightness += (meaning.brightness ?? 0) / (1 + Math.abs(this.brightness))
    this.tempo *= meaning.tempo ?? 1
    this.harmony += meaning.harmony ?? 0
    this.bpm ??= meaning.bpm
    this.mode ??= meaning.mode
    this.meter ??= meaning.meter
    this.swing ??= meaning.swing
    meaning.beats?.forEach((beat) => this.beats.add(beat))
    if (meaning.figures) this.figures.push(meaning.figures)
    this.voice = { ...meaning.voice, ...this.voice }
    this.form = { ...meaning.form, ...this.form }
    for (const [move, amount] of Object.entries(meaning.mix ?? {}) as [keyof MixMoves, number][]) {
      this.mix = { ...this.mix, [move]: clamp((this.mix[move] ?? 0) + amount, -1, 1) }
    }
  }

  private refuse(meaning: FoundTerm['meaning']): void {
    for (const id of Object.keys({ ...meaning.genre, ...meaning.genreOtherwise })) this.refusedGenres.add(id)
    if (meaning.stems) meaning.stems.forEach((stem) => this.withoutStems.add(stem))
    else meaning.instruments?.forEach((id) => this.withoutInstruments.add(id))
    if (meaning.tune) this.withoutTune = true
    if (meaning.stems?.includes('vocal')) this.voice = { ...this.voice, none: true }
    if (!meaning.instruments && !meaning.genre) {
      this.energy -= meaning.energy ?? 0
      this.brightness -= (meaning.brightness ?? 0) * 0.5
      if (meaning.tempo !== undefined) this.tempo /= meaning.tempo
    }
    for (const [move, amount] of Object.entries(meaning.mix ?? {}) as [keyof MixMoves, number][]) {
      this.mix = { ...this.mix, [move]: clamp((this.mix[move] ?? 0) - amount, -1, 1) }
    }
    this.dropRefusedInstruments()
  }

  private dropRefusedInstruments(): void {
    this.instruments.forEach((wish, index) => {
      const ids = wish.ids.filter((id) => isAllowed(id, this))
      this.instruments[index] = { ...wish, ids }
    })
  }

  /** At most three genres; `styleWeight` sharpens the largest share. */
  blend(styleWeight: number, text: string): { profile: GenreProfile; share: number }[] {
    // What colours a genre, as "ukulele" does folk, is none by itself.
    const names = Math.max(0, ...this.shares.values()) >= CLEARLY_NAMED || this.otherwise.size === 0
    const named = [...(names ? this.shares : this.otherwise)]
      .filter(([id, share]) => share > 0 && !this.refusedGenres.has(id))
      .map(([id, share]) => ({ profile: profileById(id), share: share ** (0.3 + 2.1 * styleWeight) }))
      .sort((a, b) => b.share - a.share)
      .slice(0, 3)
    const kept = named.filter(({ share }) => share >= 0.15 * named[0]!.share)
    const blend = kept.length > 0 ? kept : [{ profile: this.genreOfMood(text), share: 1 }]
    const [only] = blend
    if (only && blend.length === 1 && styleWeight < LOOSE_STYLE) {
      const guest = this.neighbourOf(only.profile, text)
      if (guest)
        blend.push({ profile: guest, share: only.share * GUEST_SHARE * (1 - styleWeight / LOOSE_STYLE) })
    }
    const total = blend.reduce((sum, { share }) => sum + share, 0)
    return blend.map(({ profile, share }) => ({ profile, share: share / total }))
  }

  /** Another genre of the family, the same one for the same text. */
  private neighbourOf(profile: GenreProfile, text: string): GenreProfile | undefined {
    const family = PROFILES.filter(
      ({ id, family }) => family === profile.family && id !== profile.id && !this.refusedGenres.has(id),
    )
    return family.length === 0 ? undefined : family[hash32(text) % family.length]
  }

  /** A genre for a text that names none: by mood and instruments, and by the text itself where several would do. */
  private genreOfMood(text: string): GenreProfile {
    const wanted = new Set(this.instruments.flatMap(({ ids }) => ids))
    const open = PROFILES.filter(({ id }) => !this.refusedGenres.has(id))
    const neutral = open.filter(({ id }) => MOOD_GENRES.has(id))
    const scored = (neutral.length > 0 ? neutral : open).map((profile) => {
      const heard = profile.slots.flatMap((slot) => slot.instruments).filter((id) => wanted.has(id)).length
      const energyOf = profile.form.energy?.verse ?? 0.5
      const minor = profile.modes.filter(
        ({ mode }) => mode !== 'major' && mode !== 'mixolydian' && mode !== 'lydian',
      )
      const darkness =
        minor.reduce((sum, { weight }) => sum + weight, 0) /
        profile.modes.reduce((sum, { weight }) => sum + weight, 0)
      const mood =
        -Math.abs(energyOf - 0.5 - this.energy) * 3 -
        Math.abs(darkness - (0.45 - 0.45 * this.brightness)) * 1.2
      const whim = (hash32(profile.id + text) % 1000) / 2500
      return { profile, score: heard * 0.7 + mood + whim + (profile.id === 'pop' ? 0.45 : 0) }
    })
    scored.sort((a, b) => b.score - a.score)
    return scored[0]!.profile
  }
}
