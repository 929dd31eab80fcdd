/**
 * Writes a page for each genre profile, and their index, to `docs/genres/`. Run after changing a profile:
 *   npm run genres
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { instrumentById } from '../src/studio/instruments.js'
import { PROFILES } from '../src/studio/profiles/index.js'
import {
  GENRE_FAMILIES,
  type BassPattern,
  type ChordPattern,
  type DrumFill,
  type DrumGroove,
  type GenreProfile,
  type ProgressionBook,
  type Slot,
} from '../src/studio/profiles/profile.js'

import { LEXICON, normaliseTerm } from '../src/studio/style/lexicon/index.js'
import { SUB_GENRES } from '../src/studio/style/lexicon/sub-genres/index.js'

const target = new URL('../docs/genres/', import.meta.url)

const percent = (share: number): string => `${Math.round(100 * share)} %`
const code = (text: string): string => `\`${text}\``
const labels = (ids: readonly string[]): string => ids.map((id) => instrumentById(id).label).join(', ')
const energy = ([low, high]: readonly [number, number]): string =>
  low <= 0 && high >= 1 ? 'any' : `${low} … ${high}`

function shares<T extends { readonly weight: number }>(
  items: readonly T[],
  nameOf: (item: T) => string,
): string {
  const total = items.reduce((sum, { weight }) => sum + weight, 0)
  return items.map((item) => `${nameOf(item)} ${percent(item.weight / total)}`).join(', ')
}

/** Cells with a space after each beat and a bar line after each bar, so that a drummer can read along. */
function grid(cells: string, stepsPerBeat: number, beatsPerBar: number): string {
  const barSteps = Math.round(stepsPerBeat * beatsPerBar)
  const bars: string[] = []
  for (let from = 0; from < cells.length; from += barSteps) {
    const bar = cells.slice(from, from + barSteps)
    const beats: string[] = []
    for (let step = 0; step < bar.length; step += stepsPerBeat)
      beats.push(bar.slice(step, step + stepsPerBeat))
    bars.push(beats.join(' '))
  }
  return bars.join(' | ')
}

function grooveGrid({ id, meter, stepsPerBeat, energy: range, lanes }: DrumGroove): string[] {
  const [numerator, denominator] = meter.split('/').map(Number)
  const beatsPerBar = (numerator! * 4) / denominator!
  // Eighths are grouped in threes where they are felt in threes.
  const isCompound = denominator === 8 && numerator! % 3 === 0
  const group = isCompound ? (stepsPerBeat * 3) / 2 : stepsPerBeat
  const bar = isCompound ? beatsPerBar / 1.5 : beatsPerBar
  return [
    `${id}  (${meter}, energy ${energy(range)})`,
    ...Object.entries(lanes).map(([lane, cells]) => `  ${lane.padEnd(11)} ${grid(cells, group, bar)}`),
  ]
}

function fillGrid({ id, stepsPerBeat, lanes }: DrumFill): string[] {
  return [
    id,
    ...Object.entries(lanes).map(([lane, cells]) => `  ${lane.padEnd(11)} ${grid(cells, stepsPerBeat, 4)}`),
  ]
}

function beatsPerBar(beats: number): number {
  return beats % 4 === 0 ? 4 : 3
}

function bassLines({ id, style, cells, stepsPerBeat, energy: range }: BassPattern): string {
  const line =
    style === 'walking'
      ? 'invents a walking line of quarter notes'
      : style === 'kick'
        ? 'plays with the bass drum'
        : grid(cells, stepsPerBeat, beatsPerBar(cells.length / stepsPerBeat))
  return `  ${id.padEnd(22)} ${line}  (energy ${energy(range)})`
}

function figureLines({ id, lanes, stepsPerBeat, energy: range }: ChordPattern): string[] {
  return lanes.map((lane, index) => {
    const cells = grid(lane, stepsPerBeat, beatsPerBar(lane.length / stepsPerBeat))
    return `  ${(index === 0 ? id : '').padEnd(22)} ${cells}${index === 0 ? `  (energy ${energy(range)})` : ''}`
  })
}

function bookTable(title: string, book: ProgressionBook): string[] {
  const rows = Object.entries(book).flatMap(([kind, loops]) => [
    `- **${kind}**: ${loops.map((loop) => code(loop)).join(' · ')}`,
  ])
  return [`### ${title}`, '', ...rows, '']
}

const ROLES: Readonly<Record<Slot['role'], string>> = {
  drums: 'drums',
  percussion: 'percussion',
  bass: 'bass',
  chords: 'chords, figures',
  pad: 'held chords',
  riff: 'riff',
  counter: 'answers',
  accents: 'accents',
  transitions: 'transitions',
}

function orchestraTable(profile: GenreProfile): string[] {
  const slots = profile.slots.map(
    (slot) =>
      `| ${slot.id} | ${ROLES[slot.role]}${slot.loops ? ', one figure all through' : ''}${slot.doubled ? ', played twice' : ''} | ${labels(slot.instruments)} | ${slot.fromEnergy}${slot.toEnergy === undefined ? '' : ` … ${slot.toEnergy}`} | ${percent(slot.presence ?? 1)} |`,
  )
  const leads = profile.leads.map(
    (lead) =>
      `| ${lead.solos ? 'soloist' : 'lead'} | ${lead.solos ? 'solos' : 'tune'} | ${labels(lead.instruments)} | | |`,
  )
  return [
    '| Seat | Role | Instruments | From energy | In takes |',
    '| --- | --- | --- | --- | --- |',
    ...slots,
    ...leads,
  ]
}

/** From this share of a genre on a style is a shade of it rather than coloured by it. */
const SHADE_SHARE = 0.4

/** Styles that are this genre before any other, with what sets them apart. */
function shadesTable({ id }: GenreProfile): string[] {
  const rows = SUB_GENRES.flatMap(([terms, meaning]) => {
    const names = terms.split(', ').filter((term) => LEXICON.get(normaliseTerm(term)) === meaning)
    const [first, ...others] = Object.entries(meaning.genre ?? {}).toSorted(([, a], [, b]) => b - a)
    if (first?.[0] !== id || first[1] < SHADE_SHARE || names.length === 0) return []
    const { bpm, meter, beats = [] } = meaning
    const cells = [
      names.join(', '),
      others.map(([other, share]) => `${other} ${percent(share)}`).join(', '),
      bpm === undefined ? '' : `${bpm} bpm`,
      meter ? `${meter.numerator}/${meter.denominator}` : '',
      beats.map((beat) => code(beat.replace(`${id}/`, ''))).join(', '),
    ]
    return [`| ${cells.join(' | ')} |`]
  })
  if (rows.length === 0) return []
  return [
    '## Shades',
    '',
    '| Asked for as | Coloured by | Tempo | Meter | Grooves |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ]
}

function unique<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}

function page(profile: GenreProfile): string {
  const { tempo, swing, harmony, form, melody } = profile
  const bassPatterns = unique(profile.slots.flatMap((slot) => (slot.role === 'bass' ? slot.patterns : [])))
  const figures = unique(profile.slots.flatMap((slot) => (slot.role === 'chords' ? slot.patterns : [])))
  const hands = unique(profile.slots.flatMap((slot) => (slot.role === 'percussion' ? slot.grooves : [])))
  const tonal =
    melody.speech > 0.5 ? 'spoken on few pitches' : melody.pentatonic ? 'pentatonic' : 'full scale'
  const lines = [
    `# ${profile.label}`,
    '',
    `Family: ${profile.family}. Asked for as: ${profile.terms.join(', ')}.`,
    '',
    '| | |',
    '| --- | --- |',
    `| Tempo | ${tempo.lowBpm} … ${tempo.highBpm} bpm, typically ${tempo.typicalBpm} |`,
    `| Meters | ${shares(profile.meters, ({ numerator, denominator }) => `${numerator}/${denominator}`)} |`,
    `| Off-beat eighth at | ${swing[0]} … ${swing[1]} of the beat |`,
    ...(profile.sixteenthSwing === undefined
      ? []
      : [`| Off-beat sixteenth at | ${profile.sixteenthSwing} of the eighth |`]),
    `| Tightness | ${profile.tightness} |`,
    `| Modes | ${shares(profile.modes, ({ mode }) => mode)} |`,
    `| Melody | ${tonal}, syncopation ${melody.syncopation}, leaps ${melody.leaps}, repetition ${melody.repetition} |`,
    `| Length | ${form.seconds[0]} … ${form.seconds[1]} s |`,
    `| Endings | ${shares(profile.endings, ({ kind }) => kind)} |`,
    '',
    ...shadesTable(profile),
    '## Forms',
    '',
    ...form.templates.map((template) => `- ${template}`),
    '',
    '## Harmony',
    '',
    `Triads become: ${harmony.colour}. A dominant before the chorus: ${percent(harmony.cadence)}. A lift of the last chorus: ${percent(harmony.lift)}. One loop for verses and choruses: ${percent(harmony.oneLoop ?? 0)}.`,
    '',
    ...bookTable('Major', harmony.major),
    ...bookTable('Minor', harmony.minor),
    '## Drums',
    '',
    ...(profile.drumless ? ['Without a drummer by nature; these are for songs that ask for one.', ''] : []),
    '```text',
    ...profile.grooves.flatMap((groove) => [...grooveGrid(groove), '']),
    'fills',
    ...profile.fills.flatMap((fill) => fillGrid(fill)),
    ...(hands.length === 0 ? [] : ['', 'hand percussion', ...hands.flatMap((groove) => grooveGrid(groove))]),
    '```',
    '',
    '## Bass',
    '',
    '```text',
    ...bassPatterns.map(bassLines),
    '```',
    '',
    '## Comping and arpeggios',
    '',
    '```text',
    ...figures.flatMap(figureLines),
    '```',
    '',
    '## Orchestration',
    '',
    ...orchestraTable(profile),
    '',
  ]
  return lines.join('\n')
}

function index(): string {
  const families = GENRE_FAMILIES.flatMap((family) => {
    const members = PROFILES.filter((profile) => profile.family === family)
    return [
      `## ${family[0]!.toUpperCase()}${family.slice(1)}`,
      '',
      '| Genre | Tempo | Meters | Modes | Grooves |',
      '| --- | --- | --- | --- | --- |',
      ...members.map(
        ({ id, label, tempo, meters, modes, grooves }) =>
          `| [${label}](${id}.md) | ${tempo.lowBpm} … ${tempo.highBpm} | ${meters.map(({ numerator, denominator }) => `${numerator}/${denominator}`).join(', ')} | ${modes.map(({ mode }) => mode).join(', ')} | ${grooves.length} |`,
      ),
      '',
    ]
  })
  return [
    '# Genres',
    '',
    `The ${PROFILES.length} genre profiles of the embedded engine, by family. These pages are generated from`,
    '`src/studio/profiles/genres/` by `npm run genres`; the alphabets of the grids are explained in',
    '`src/studio/profiles/profile.ts`: in drum grids `1` … `9` are strokes of that strength and `.` is a rest, in bass lines',
    '`R` is the root, `8` its octave and digits are chord steps, in figures digits are the chord’s tones from the bottom,',
    '`x` a chord, `D` and `U` strums and `-` a hold. Any two genres blend: “celtic drum and bass”.',
    '',
    ...families,
  ].join('\n')
}

/** The pages as they are committed, by file name. */
export function renderGenrePages(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', index()],
    ...PROFILES.map((profile) => [`${profile.id}.md`, page(profile)] as const),
  ])
}

if (process.argv[1] === import.meta.filename) {
  const pages = renderGenrePages()
  await mkdir(target, { recursive: true })
  for (const file of await readdir(target)) {
    if (!pages.has(file)) await rm(new URL(file, target))
  }
  for (const [file, text] of pages) await writeFile(new URL(file, target), text)
}
