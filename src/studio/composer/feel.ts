import type { BassPattern, ChordPattern, DrumLanes, GenreProfile, Slot } from '../profiles/profile.js'

/** How many times as fast as it is counted a music is felt: 0.5 half-time, 1 as counted, 2 double-time. */
export type Feel = 0.5 | 1 | 2

/** From this share of its rhythm on, a genre is recognised by a groove that belongs to a tempo. */
const OWN_GROOVE = 0.75
/** Eighths that swing more than this are nearly triplets, which cannot become quarters or sixteenths. */
const TRIPLETS = 0.6

/**
 * The feel at a tempo that people may count either way: drum and bass at 87 and salsa at 190 beats a minute are what
 * drum and bass at 174 and salsa at 95 are. Another tempo outside of a genre's range is simply slow or fast music.
 */
export function feelAt(
  { tempo, identity, swing }: Pick<GenreProfile, 'tempo' | 'identity' | 'swing'>,
  bpm: number,
  meter: { readonly numerator: number; readonly denominator: number },
): Feel {
  const isEven = meter.denominator === 4 && meter.numerator % 2 === 0
  if (!isEven || identity.rhythm < OWN_GROOVE || swing[1] > TRIPLETS) return 1
  const fits = (felt: number): boolean => felt >= tempo.lowBpm && felt <= tempo.highBpm
  if (fits(bpm)) return 1
  return fits(2 * bpm) ? 2 : fits(bpm / 2) ? 0.5 : 1
}

/** A profile rewritten for counting it another way: the same music, in so many times as few beats and bars. */
export function profileAtFeel(profile: GenreProfile, feel: Feel): GenreProfile {
  if (feel === 1) return profile
  const { tempo, melody, form, harmony } = profile
  const { sixteenthSwing = 0.5, ...rest } = profile
  const countedBars = (bars: number): number => Math.max(1, Math.round(bars / feel))
  return {
    ...rest,
    tempo: {
      lowBpm: tempo.lowBpm / feel,
      typicalBpm: tempo.typicalBpm / feel,
      highBpm: tempo.highBpm / feel,
    },
    // What swings the sixteenths of a music swings the eighths where it is counted double; the rest is too fine or coarse.
    swing: feel === 0.5 ? [sixteenthSwing, sixteenthSwing] : [0.5, 0.5],
    melody: { ...melody, gridBeats: melody.gridBeats / feel },
    leads: profile.leads.map((lead) => ({ ...lead, density: densityAt(lead.density, feel) })),
    form: {
      ...form,
      templates: form.templates.map((template) =>
        template.replaceAll(/\d+/g, (bars) => String(countedBars(Number(bars)))),
      ),
    },
    harmony: { ...harmony, major: bookAt(harmony.major, feel), minor: bookAt(harmony.minor, feel) },
    grooves: profile.grooves.map((groove) => (groove.isGuest ? groove : drumsAt(groove, feel))),
    fills: profile.fills.map((fill) => ({ ...fill, stepsPerBeat: fill.stepsPerBeat * feel })),
    slots: profile.slots.map((slot) => slotAt(slot, feel)),
  }
}

/** Notes a beat are 0.5 + 1.6 × density, see `composeLead`. */
function densityAt(density: number, feel: Feel): number {
  return Math.min(1.6, Math.max(0, ((0.5 + 1.6 * density) * feel - 0.5) / 1.6))
}

function bookAt<T extends GenreProfile['harmony']['major']>(book: T, feel: Feel): T {
  return Object.fromEntries(
    Object.entries(book).map(([kind, loops]) => [kind, loops.map((loop) => progressionAt(loop, feel))]),
  ) as unknown as T
}

/** `'I | IV V'` in double time is `'I I IV V'`, in half time `'I | I | IV | V'`. */
export function progressionAt(progression: string, feel: Feel): string {
  const bars = progression.split('|').map((bar) => bar.trim().split(/\s+/))
  if (feel === 1) return progression
  if (feel === 0.5) {
    return bars
      .flatMap((chords) => {
        const half = Math.ceil(chords.length / 2)
        return chords.length === 1 ? [chords, chords] : [chords.slice(0, half), chords.slice(half)]
      })
      .map((chords) => chords.join(' '))
      .join(' | ')
  }
  const even = bars.length % 2 === 0 ? bars : [...bars, ...bars]
  return Array.from({ length: even.length / 2 }, (_, i) => {
    const pair = [even[2 * i]!, even[2 * i + 1]!] as const
    const shares = pair[0].length === pair[1].length ? pair[0].length : pair[0].length * pair[1].length
    return pair
      .flatMap((chords) => chords.flatMap((chord) => new Array<string>(shares / chords.length).fill(chord)))
      .join(' ')
  }).join(' | ')
}

/** In double time figures come twice, so that they still fill their bars. */
function cellsAt(cells: string, feel: Feel): string {
  return feel === 2 ? cells.repeat(2) : cells
}

/** A groove or fill at a feel. */
export function drumsAt<T extends { readonly stepsPerBeat: number; readonly lanes: DrumLanes }>(
  drums: T,
  feel: Feel,
): T {
  const lanes = Object.fromEntries(
    Object.entries(drums.lanes).map(([lane, cells]) => [lane, cellsAt(cells, feel)]),
  )
  return { ...drums, stepsPerBeat: drums.stepsPerBeat * feel, lanes }
}

/** A bass line at a feel: one that walks steps once a felt beat, one with the bass drum goes where that does. */
export function bassAt(pattern: BassPattern, feel: Feel): BassPattern {
  return { ...pattern, stepsPerBeat: pattern.stepsPerBeat * feel, cells: cellsAt(pattern.cells, feel) }
}

function chordsAt(pattern: ChordPattern, feel: Feel): ChordPattern {
  return {
    ...pattern,
    stepsPerBeat: pattern.stepsPerBeat * feel,
    lanes: pattern.lanes.map((lane) => cellsAt(lane, feel)),
  }
}

function slotAt(slot: Slot, feel: Feel): Slot {
  switch (slot.role) {
    case 'percussion':
      return { ...slot, grooves: slot.grooves.map((groove) => drumsAt(groove, feel)) }
    case 'bass':
      return { ...slot, patterns: slot.patterns.map((pattern) => bassAt(pattern, feel)) }
    case 'chords':
      return { ...slot, patterns: slot.patterns.map((pattern) => chordsAt(pattern, feel)) }
    case 'riff':
      return {
        ...slot,
        stepsPerBeat: slot.stepsPerBeat * feel,
        rhythms: slot.rhythms.map((rhythm) => cellsAt(rhythm, feel)),
      }
    case 'drums':
    case 'pad':
    case 'counter':
    case 'accents':
    case 'transitions':
      return slot
  }
}
