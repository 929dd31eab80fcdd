import type { SectionKind, SungPhrase } from '../../music/score.js'
import type { LineSinger, LyricSheet } from '../lyrics/lyric-sheet.js'
import { singersFor, type Singer } from '../voice/singers.js'
import { notesOf, originOfPhrase } from './sung-phrases.js'
import type { PlannedSection } from './plan.js'
import { chooseBackingSinger } from './singers.js'

/** Who sings what of a lead that two share: by turns, or both at once. */
export interface SharedLead {
  readonly own: readonly SungPhrase[]
  readonly partner: readonly SungPhrase[]
  readonly both: readonly SungPhrase[]
}

/** Sections in which both sing, unless the lyrics say otherwise. */
const TOGETHER: ReadonlySet<SectionKind> = new Set(['chorus', 'post-chorus', 'drop', 'outro'])

/** Genders that the lyrics give lines to. */
export function singersNamed({ sections }: Pick<LyricSheet, 'sections'>): Set<LineSinger> {
  return new Set(sections.flatMap(({ lines }) => lines.flatMap(({ singer }) => singer ?? [])))
}

/** The second voice of a duet: of the other gender, an octave away, or another one like the first. */
export function chooseDuetPartner(singer: Singer, duet: 'mixed' | 'alike'): Singer {
  return duet === 'alike' ? chooseBackingSinger(singer) : octaveSinger(singer)
}

/** Of the other gender, whose range lies nearest to the singer's an octave away. */
export function octaveSinger(singer: Singer): Singer {
  const up = singer.gender === 'f' ? -12 : 12
  const distance = ({ lowMidi, highMidi }: Singer): number =>
    Math.abs(lowMidi + highMidi - singer.lowMidi - singer.highMidi - 2 * up)
  return singersFor(singer.gender === 'f' ? 'm' : 'f').toSorted((a, b) => distance(a) - distance(b))[0]!
}

/**
 * Deals out a lead. Lines that the lyrics give to somebody are theirs; where no line is given to anybody, verses are
 * sung by turns (a single one two lines at a time), lifts by whoever has not sung the verse, bridges line by line.
 */
export function shareLead(
  lead: readonly SungPhrase[],
  sections: readonly PlannedSection[],
  sheet: Pick<LyricSheet, 'sections'>,
  gender: Singer['gender'],
): SharedLead {
  const named = singersNamed(sheet)
  const isGiven = named.has('f') || named.has('m')
  const verses = sections.filter(({ kind, lines }) => kind === 'verse' && lines.length > 0)
  const turnOf = (phrase: SungPhrase): keyof SharedLead => {
    const { section, lineIndex, line } = originOfPhrase(phrase, sections, sheet)
    const singer = line?.singer
    if (singer !== undefined) return singer === 'both' ? 'both' : singer === gender ? 'own' : 'partner'
    if (TOGETHER.has(section.kind)) return 'both'
    if (isGiven) return 'own'
    const turn = Math.max(
      0,
      verses.findLastIndex(({ startBeat }) => startBeat <= section.startBeat),
    )
    if (section.kind === 'bridge') return lineIndex % 2 === 0 ? 'partner' : 'own'
    if (section.kind === 'pre-chorus') return turn % 2 === 0 ? 'partner' : 'own'
    const isPartners = verses.length > 1 ? turn % 2 === 1 : lineIndex % 4 >= 2
    return isPartners ? 'partner' : 'own'
  }
  const shares: Record<keyof SharedLead, SungPhrase[]> = { own: [], partner: [], both: [] }
  for (const phrase of lead) shares[turnOf(phrase)].push(phrase)
  return shares
}

/** Octaves up or down, in semitones, that bring phrases into a singer's range. */
export function octavesInto({ lowMidi, highMidi }: Singer, phrases: readonly SungPhrase[]): number {
  const pitches = phrases.flatMap(notesOf).map(({ pitchMidi }) => pitchMidi)
  const outside = (shift: number): number =>
    pitches.reduce(
      (sum, pitch) => sum + Math.max(0, lowMidi - pitch - shift) + Math.max(0, pitch + shift - highMidi),
      0,
    )
  return [0, -12, 12].toSorted((a, b) => outside(a) - outside(b))[0]!
}
