import type { Random } from '../../../dsp/random.js'
import type { Articulation, Note } from '../../../music/score.js'
import type { Instrument } from '../../instruments.js'
import type { MelodicHabits } from '../plan.js'

/** How an instrument joins, colours and ends notes. What is struck, or blown by bellows, stays on its pitch. */
type Technique = 'bowed' | 'reed' | 'brass' | 'bent' | 'glide' | 'fixed'

const TECHNIQUES: Readonly<Record<Exclude<Technique, 'fixed'>, readonly string[]>> = {
  bowed: ['violin', 'viola', 'cello', 'double-bass', 'fiddle'],
  reed: [
    'soprano-sax',
    'alto-sax',
    'tenor-sax',
    'baritone-sax',
    'oboe',
    'bassoon',
    'clarinet',
    'piccolo',
    'flute',
    'recorder',
    'pan-flute',
    'whistle',
    'harmonica',
  ],
  brass: ['trumpet', 'trombone', 'tuba', 'muted-trumpet', 'french-horn'],
  bent: [
    'acoustic-guitar',
    'electric-guitar',
    'crunch-guitar',
    'distorted-guitar',
    'lead-guitar',
    'jazz-guitar',
    'sitar',
    'koto',
    'fretless-bass',
  ],
  glide: ['saw-lead', 'square-lead', 'soft-lead', 'acid-bass', 'chip-square'],
}

const TECHNIQUE_OF = new Map(
  Object.entries(TECHNIQUES).flatMap(([technique, ids]) =>
    ids.map((id) => [id, technique as Technique] as const),
  ),
)

/** Notes of a beat and a half and longer are warmed. */
const LONG_BEATS = 1.5
/** A rest of so many beats ends a phrase. */
const BREATH_BEATS = 0.6
/** Notes with less than this between them, in beats, are meant to be joined. */
const JOINED_BEATS = 0.15

/** How likely each technique does what it can do, per note that invites it. */
const LIKINGS: Readonly<Record<Technique, { slur: number; slide: number; fall: number }>> = {
  bowed: { slur: 0.75, slide: 0.2, fall: 0 },
  reed: { slur: 0.7, slide: 0.2, fall: 0.35 },
  brass: { slur: 0.45, slide: 0.12, fall: 0.6 },
  bent: { slur: 0.5, slide: 0.55, fall: 0.25 },
  glide: { slur: 0.5, slide: 0.25, fall: 0 },
  fixed: { slur: 0, slide: 0, fall: 0 },
}

/**
 * Gives a line of single notes the joins, slides, falls and vibrato that its instrument has and its genre likes: steps
 * are slurred, guitars bend up into what they dwell on, winds of bluesy and syncopated music fall off the ends of
 * phrases. `notes` in time order; slurred notes are held up to what follows.
 */
export function articulate(
  notes: readonly Note[],
  { id }: Pick<Instrument, 'id'>,
  habits: Pick<MelodicHabits, 'blues' | 'syncopation'>,
  random: Random,
): Note[] {
  const technique = TECHNIQUE_OF.get(id) ?? 'fixed'
  if (technique === 'fixed') return [...notes]
  const liking = LIKINGS[technique]
  const swagger = habits.blues ? 1 : Math.max(0, habits.syncopation - 0.3)
  const highest = Math.max(...notes.map(({ pitchMidi }) => pitchMidi))
  const articulations = notes.map((note, i): Articulation | undefined => {
    const before = notes[i - 1]
    const after = notes[i + 1]
    const isJoined = before !== undefined && gapBetween(before, note) < JOINED_BEATS
    const interval = before === undefined ? 0 : note.pitchMidi - before.pitchMidi
    const endsPhrase = after === undefined || gapBetween(note, after) > BREATH_BEATS
    if (endsPhrase && note.durationBeats < LONG_BEATS && random.chance(liking.fall * swagger)) return 'fall'
    const invitesSlide =
      technique === 'bent'
        ? note.durationBeats >= 0.7 && (note.pitchMidi === highest || interval === 1 || interval === 2)
        : interval >= 3 && interval <= 5
    if (invitesSlide && random.chance(liking.slide)) return 'slide'
    if (note.durationBeats >= LONG_BEATS) return 'vibrato'
    const isStep = interval !== 0 && Math.abs(interval) <= 4
    return isJoined && isStep && random.chance(liking.slur) ? 'legato' : undefined
  })
  return notes.map((note, i) => {
    const after = notes[i + 1]
    const articulation = articulations[i]
    return {
      ...note,
      ...(articulations[i + 1] === 'legato' && { durationBeats: after!.startBeat - note.startBeat }),
      ...(articulation && { articulation }),
    }
  })
}

function gapBetween({ startBeat, durationBeats }: Note, next: Note): number {
  return next.startBeat - startBeat - durationBeats
}
