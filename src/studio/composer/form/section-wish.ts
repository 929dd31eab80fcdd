import type { SectionKind } from '../../../music/score.js'
import type { StemName } from '../../../music/stems.js'
import type { LyricSection, LyricSheet } from '../../lyrics/lyric-sheet.js'
import type { EndingKind } from '../../profiles/profile.js'
import { readTerms } from '../../style/read-terms.js'
import { isAllowed, type Refusals } from '../../style/refusals.js'
import type { StyleReading } from '../../style/style-reading.js'

/** What the tag of a section asks for: `[Verse 2: softly, piano only]`, `[Sax Solo]`, `[Outro: fade out]`. */
export interface SectionWish {
  /** Who is named, in order: one of each list (ids, best first), or anybody of the stems. */
  readonly players: readonly NamedPlayer[]
  /** Nobody else plays. */
  readonly alone: boolean
  /** Stems that are silent. */
  readonly without: ReadonlySet<StemName>
  /** Added to the section's energy. */
  readonly energy: number
  readonly ending?: EndingKind
  /** From here on the key is higher. */
  readonly lift?: true
  /** A choir joins in. */
  readonly choir?: true
}

export interface NamedPlayer {
  readonly name: string
  readonly ids: readonly string[]
  readonly stems: readonly StemName[]
}

/** How much a word moves a section, against the genre's own energy for it. */
const MOOD_STEP = 0.22
const SOFTER =
  /\b(soft(er|ly)?|quiet(er|ly)?|gentl[ey]|hushed|whisper\w*|intimate|tender(ly)?|stripped([\s-](down|back))?|minimal|sparse|calm(er)?|delicate|ethereal|restrained|subdued|mellow|low energy|breakdown|slower|bare)\b/
const LOUDER =
  /\b(loud(er)?|powerful|big(ger)?|full band|full orchestra|everyone|explosive|explodes|epic|intense|energetic|high energy|anthemic|soaring|heavy|heavier|climax|huge|massive|belt(ed|ing)|aggressive|triumphant|emotional peak|hype|all in)\b/
const ALONE = /\b(only|just|alone|unaccompanied|by (it|him|her)self)\b/
const NOBODY =
  /\b(a ?cappella|acapella|acappella|no (instruments|music|band)|voices? only|vocals? only|only vocals?)\b/

/** Drums, or drums and bass: where they are named for a section without words they have it to themselves. */
const RHYTHM: ReadonlySet<StemName> = new Set(['drums', 'percussion', 'bass'])

/** Sections that may be left to drums and bass: a "bass drop" is everybody's. */
const GIVEN_AWAY: ReadonlySet<SectionKind> = new Set(['intro', 'break', 'solo', 'interlude', 'outro'])

/** Reads a section's tag; undefined where it only names the section. */
export function wishOf({ kind, label, cue, lines }: LyricSection): SectionWish | undefined {
  if (cue === undefined && !/\b(drum|drums)\b/i.test(label)) return undefined
  return wishIn([label, cue ?? ''].join(', '), kind, lines.length > 0)
}

/** What the words of a tag ask for in a section with or without words. */
export function wishIn(cue: string, kind: SectionKind, isSung: boolean): SectionWish {
  const text = cue.toLowerCase()
  const { found } = readTerms(
    text.replaceAll(/\b(intro|outro|verse|chorus|bridge|solo|interlude|instrumental)\b/g, ' '),
  )
  const named = found.filter(({ negated, meaning }) => !negated && meaning.instruments)
  const refused = found.filter(({ negated }) => negated)
  const players = named.map(({ term, meaning: { instruments = [], stems = [] } }) => ({
    name: term,
    ids: instruments,
    stems,
  }))
  const isRhythm =
    players.length > 0 &&
    players.every(({ stems }) => stems.length > 0 && stems.every((stem) => RHYTHM.has(stem)))
  const ending = found.find(({ negated, meaning }) => !negated && meaning.form?.ending)?.meaning.form?.ending
  return {
    players,
    alone:
      NOBODY.test(text) ||
      (players.length > 0 && ALONE.test(text)) ||
      (isRhythm && !isSung && GIVEN_AWAY.has(kind)),
    without: new Set(refused.flatMap(({ meaning }) => meaning.stems ?? [])),
    energy: (LOUDER.test(text) ? MOOD_STEP : 0) - (SOFTER.test(text) ? MOOD_STEP : 0),
    ...(ending && { ending }),
    ...(found.some(({ negated, meaning }) => !negated && meaning.form?.lift) && { lift: true as const }),
    ...(found.some(({ negated, meaning }) => !negated && meaning.voice?.choir) && { choir: true as const }),
  }
}

/** A wish without those whom the style refuses; where nobody is left to play alone, the band plays. */
export function withoutRefused(wish: SectionWish, refusals: Refusals): SectionWish {
  const players = allowedOf(wish.players, refusals)
  return { ...wish, players, alone: wish.alone && (players.length > 0 || wish.players.length === 0) }
}

function allowedOf(players: readonly NamedPlayer[], refusals: Refusals): NamedPlayer[] {
  return players
    .map((player) => ({ ...player, ids: player.ids.filter((id) => isAllowed(id, refusals)) }))
    .filter(({ ids }) => ids.length > 0)
}

/** Two wishes for one section, the tag's and the style's. */
export function together(one: SectionWish | undefined, other: SectionWish): SectionWish {
  if (!one) return other
  return {
    ...other,
    ...one,
    players: [...one.players, ...other.players],
    alone: one.alone || other.alone,
    without: new Set([...one.without, ...other.without]),
    energy: one.energy + other.energy,
  }
}

/** A style with what single sections ask for of the whole song: a choir, a key that goes up. */
export function withSectionWishes(
  reading: StyleReading,
  { sections }: Pick<LyricSheet, 'sections'>,
): StyleReading {
  const wishes = [
    ...sections.flatMap((section) => wishOf(section) ?? []),
    ...[...reading.sectionCues].map(([kind, cue]) => wishIn(cue, kind, true)),
  ]
  return {
    ...reading,
    ...(wishes.some(({ choir }) => choir) && { voice: { ...reading.voice, choir: true } }),
    ...(wishes.some(({ lift }) => lift) && { form: { ...reading.form, lift: true } }),
  }
}

/**
 * Instruments that the band needs for sections that name them: under words, and alone. (Where nobody sings the tune is
 * theirs, see `playLeads`.)
 */
export function playersInSections(
  { sections }: Pick<LyricSheet, 'sections'>,
  reading: Refusals & Pick<StyleReading, 'sectionCues'>,
): NamedPlayer[] {
  const tagged = sections.flatMap((section) => {
    const wish = wishOf(section)
    return wish && (wish.alone || section.lines.length > 0) ? wish.players : []
  })
  const players = [
    ...tagged,
    ...[...reading.sectionCues].flatMap(([kind, cue]) => wishIn(cue, kind, true).players),
  ]
  return allowedOf([...new Map(players.map((player) => [player.name, player])).values()], reading)
}

/** Sections that people call by another's name where a form has no such: the drop of house is its chorus. */
const STANDS_FOR: Readonly<Partial<Record<SectionKind, SectionKind>>> = {
  drop: 'chorus',
  chorus: 'drop',
  break: 'bridge',
  bridge: 'break',
}

type Kinds = readonly { readonly kind: SectionKind }[]

/** What a style says of the sections of a kind, in a form that has these. */
export function cueFor(
  kind: SectionKind,
  { sectionCues }: Pick<StyleReading, 'sectionCues'>,
  form: Kinds,
): string | undefined {
  const other = STANDS_FOR[kind]
  const isOther = other !== undefined && !form.some((section) => section.kind === other)
  return sectionCues.get(kind) ?? (isOther ? sectionCues.get(other) : undefined)
}

/** Players that a style wants in sections which a form does not have: they play in the song all the same. */
export function playersWithoutSection(
  reading: Pick<StyleReading, 'sectionCues'>,
  form: Kinds,
): StyleReading['instruments'] {
  const used = new Set(form.map(({ kind }) => cueFor(kind, reading, form)))
  return [...reading.sectionCues].flatMap(([kind, cue]) =>
    used.has(cue) ? [] : wishIn(cue, kind, true).players.map(({ name, ids }) => ({ name, ids })),
  )
}

/** How the song is to end after the tag of its last section. */
export function endingIn({ sections }: Pick<LyricSheet, 'sections'>): EndingKind | undefined {
  const last = sections.at(-1)
  if (last && /\bfad(e|es|ing)([\s-]*out)?\b/i.test(`${last.label} ${last.cue ?? ''}`)) return 'fade'
  return last && wishOf(last)?.ending
}

/** Whether a player is among those that a section names. */
export function isNamedIn(
  { players }: Pick<SectionWish, 'players'>,
  { id, stem }: { readonly id: string; readonly stem: StemName },
): boolean {
  return players.some(({ ids, stems }) => ids.includes(id) || stems.includes(stem))
}
