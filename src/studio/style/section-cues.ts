import { SECTION_KINDS, type SectionKind } from '../../music/score.js'
import { readTerms } from './read-terms.js'

/** What a text says of single sections: "starts with a lone piano", "no drums in the intro", "quiet verses, loud chorus". */
export interface SectionCues {
  /** In the words of section tags, see `composer/form/section-wish.ts`. */
  readonly cues: ReadonlyMap<SectionKind, string>
  /** Who is silent before the first section of a kind. */
  readonly entrances: readonly Entrance[]
  /** The text without them. */
  readonly rest: string
}

/** "No drums until the chorus", "bass comes in at the drop". */
export interface Entrance {
  /** In the words of a section tag: `no drums`. */
  readonly cue: string
  readonly until: SectionKind
}

const KINDS: Readonly<Record<string, SectionKind>> = {
  intro: 'intro',
  introduction: 'intro',
  beginning: 'intro',
  verse: 'verse',
  chorus: 'chorus',
  choruse: 'chorus',
  refrain: 'chorus',
  bridge: 'bridge',
  breakdown: 'break',
  drop: 'drop',
  outro: 'outro',
}
const KIND = `(${Object.keys(KINDS).join('|')})s?`
/** A list of things, up to the verb that goes on with the story. */
const THINGS = String.raw`([^,.;:!?]+?)(?=\s+(?:and|then|before|until|till|that|which)\s+(?:then\s+)?(?:\w+ly\s+)?(?:builds?|building|grows?|growing|leads?|explodes?|drops?|ends?|rises?|swells?|becomes?|turns?|goes|it|the)\b|\s+(?:in|into|before|until|then)\b|[,.;:!?]|$)`
const STARTS = new RegExp(
  String.raw`\b(?:starts?|starting|begins?|beginning|opens?|opening)\s+(?:off\s+|out\s+)?with\s+${THINGS}`,
  'gi',
)
const ENDS = new RegExp(String.raw`\b(?:ends?|ending|finishes|closes|closing)\s+with\s+${THINGS}`, 'gi')
const STARTS_SOFTLY =
  /\b(?:starts?|starting|begins?|beginning|opens?)\s+(?:off\s+|out\s+)?(soft(?:ly)?|quiet(?:ly)?|gently|calm(?:ly)?|minimal)\b/gi
/** A "bluegrass breakdown with banjo" is no part of a song. */
const WITH = new RegExp(String.raw`\b${KIND.replace('breakdown|', '')}\s+with\s+${THINGS}`, 'gi')
const IN = new RegExp(
  String.raw`\b((?:no|without|only|just)\s+)?((?:[\w'-]{1,24}\s+){0,3}[\w'-]{1,24})\s+(?:in|on|for|during)\s+(?:the\s+)?(?:\w+\s+)?${KIND}\b`,
  'gi',
)
const MOOD = new RegExp(
  String.raw`\b(soft|quiet|gentle|hushed|intimate|stripped(?:[\s-](?:down|back))?|minimal|sparse|calm|delicate|subdued|mellow|loud|powerful|big|huge|massive|explosive|epic|intense|energetic|anthemic|soaring|heavy|triumphant)\s+${KIND}\b`,
  'gi',
)
const PLAYED = new RegExp(
  String.raw`\b([\w'-]{1,24}(?:\s+[\w'-]{1,24})?)\s+(intro|introduction|outro|bridge|breakdown)\b`,
  'gi',
)
const ENTERS = new RegExp(
  String.raw`\b(?:no\s+)?((?:[\w'-]{1,24}\s+){0,2}[\w'-]{1,24})\s+(?:until|till|(?:kicks?|comes?|enters?|joins?|drops?)(?:\s+in)?\s+(?:at|on|with|for|in|during))\s+(?:the\s+)?(?:first\s+)?${KIND}\b`,
  'gi',
)

/** Reads what a text wants of single sections. */
export function readSectionCues(text: string): SectionCues {
  const cues = new Map<SectionKind, string>()
  const entrances: Entrance[] = []
  let rest = text
  const add = (kind: SectionKind | undefined, cue: string, whole: string): void => {
    if (!kind) return
    cues.set(kind, [cues.get(kind), cue.trim().toLowerCase()].filter(Boolean).join(', '))
    rest = rest.replace(whole, ', ')
  }
  const kindOf = (name = ''): SectionKind | undefined => KINDS[name.toLowerCase()]
  for (const [kind, pattern] of [
    ['intro', STARTS],
    ['outro', ENDS],
  ] as const) {
    for (const [whole, things] of text.matchAll(pattern))
      if (namesPlayers(things!)) add(kind, `only ${things!}`, whole)
  }
  for (const [whole, mood] of text.matchAll(STARTS_SOFTLY)) add('intro', mood!, whole)
  for (const [whole, things = '', kind] of rest.matchAll(ENTERS)) {
    const until = kindOf(kind)
    const player = things.replace(/^.*\b(?:no|and|then|the|with|before)\s+/i, '')
    if (!until || !namesPlayers(player)) continue
    entrances.push({ cue: `no ${player.toLowerCase()}`, until })
    rest = rest.replace(whole, `${player}, `)
  }
  for (const [whole, kind, things] of rest.matchAll(WITH))
    if (namesPlayers(things!)) add(kindOf(kind), things!, whole)
  for (const [whole, refusal = '', things = '', name] of rest.matchAll(IN)) {
    const kind = kindOf(name)
    if (!kind || !namesPlayers(things)) continue
    const nowhereElse = /^(.*\S)\s+only$/i.exec(things)?.[1]
    add(kind, `${refusal}${nowhereElse ?? things}`, whole)
    if (nowhereElse !== undefined)
      for (const other of SECTION_KINDS) if (other !== kind) add(other, `no ${nowhereElse}`, whole)
  }
  for (const [whole, mood, kind] of text.matchAll(MOOD)) add(kindOf(kind), mood!, whole)
  for (const [whole, things, kind] of rest.matchAll(PLAYED))
    if (namesPlayers(things!)) add(kindOf(kind), things!, whole)
  return { cues, entrances, rest }
}

/** Whether things are instruments, and no music: a "banjo breakdown" may be a part of a song, a "bluegrass breakdown" is none. */
function namesPlayers(things: string): boolean {
  const { found } = readTerms(things)
  return (
    found.some(({ meaning }) => meaning.instruments !== undefined) &&
    found.every(({ meaning }) => Object.values(meaning.genre ?? {}).every((share) => share < 0.4))
  )
}
