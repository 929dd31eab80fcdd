import type { Random } from '../../../dsp/random.js'
import type { InstrumentTrack, Note, SectionKind } from '../../../music/score.js'
import type { MelodicHabits, PlannedSection } from '../plan.js'
import { instrumentById, isKit } from '../../instruments.js'
import { composeLead } from '../melody/compose-lead.js'
import { finishNotes, type ArrangementRequest } from './arrange.js'
import { articulate } from './articulate.js'
import type { LeadSeat, Orchestra } from './orchestra.js'
import { Player } from './player.js'
import { tuneSeat } from './small-ensemble.js'
import type { BeatSpan } from './song-frame.js'

/** Kinds where an instrumental's tune is played. */
const THEME: ReadonlySet<SectionKind> = new Set([
  'verse',
  'pre-chorus',
  'chorus',
  'post-chorus',
  'bridge',
  'drop',
])

/** Kinds that a sung song leaves to whoever was asked to play. */
const BETWEEN_WORDS: ReadonlySet<SectionKind> = new Set(['intro', 'interlude', 'outro'])

export interface LeadsRequest extends Omit<ArrangementRequest, 'profile' | 'frame'> {
  readonly frame: ArrangementRequest['frame']
  readonly habits: MelodicHabits
  /** Nobody sings: the lead has the tune. */
  readonly instrumental: boolean
  /** The genre's: 0 (loose) … 1 (machine). */
  readonly tightness: number
}

/** How far behind the beat whoever plays a tune of a loose genre leans, in seconds. */
const LAID_BACK_SECONDS = 0.014

/** The tune of an instrumental, and the solos of any song, on their instruments. */
export function playLeads(request: LeadsRequest): InstrumentTrack[] {
  const { frame, orchestra, instrumental, takeIndex } = request
  const tagged = frame.plan.sections.filter((section) => playersOfTune(section).length > 0)
  // What a tag leaves to drums and bass has no tune.
  const unsung = frame.plan.sections.filter(
    (section) =>
      section.lyricSection === undefined && !tagged.includes(section) && section.wish?.alone !== true,
  )
  const solos = unsung.filter(({ kind }) => kind === 'solo')
  // Who plays all alone has nobody to leave an introduction to.
  const isAlone = orchestra.seats.length === 0
  const guest = instrumental ? undefined : guestOf(orchestra)
  const themes = instrumental
    ? unsung.filter(({ kind }) => (isAlone ? kind !== 'solo' : THEME.has(kind)))
    : unsung.filter(({ kind }) => kind === 'drop' || (guest !== undefined && BETWEEN_WORDS.has(kind)))
  const leader = guest ?? orchestra.lead
  const tracks: InstrumentTrack[] = []
  const stream = request.random.fork(`leads ${takeIndex}`)
  // Where the colours allow it, the refrain is given to the second voice in every other take.
  const shared = instrumental && orchestra.soloist !== undefined && takeIndex % 2 === 1
  const isRefrain = ({ kind }: PlannedSection): boolean => kind === 'chorus' || kind === 'drop'
  const first = shared ? themes.filter((section) => !isRefrain(section)) : themes
  const second = shared
    ? [...solos, ...themes.filter(isRefrain)].sort((a, b) => a.startBeat - b.startBeat)
    : solos
  if (leader && first.length > 0) tracks.push(lead('lead', leader, first, request, stream.fork('lead')))
  if (orchestra.soloist && second.length > 0)
    tracks.push(lead('solo', orchestra.soloist, second, request, stream.fork('solo')))
  const taggedFor = new Map<string, PlannedSection[]>()
  for (const section of tagged) {
    const id = chosenOf(playersOfTune(section), orchestra)
    taggedFor.set(id, [...(taggedFor.get(id) ?? []), section])
  }
  for (const [id, sections] of taggedFor) {
    const seat = tuneSeat(orchestra.soloist ?? orchestra.lead, instrumentById(id))
    tracks.push(lead(`solo-${id}`, seat, sections, request, stream.fork(`solo ${id}`)))
  }
  return tracks.filter(({ notes }) => notes.length > 0)
}

/** Instruments (ids, best first) that a tag gives a section without words to: `[Sax Solo]`, `[Piano Interlude]`. */
function playersOfTune({ kind, lyricSection, wish }: PlannedSection): readonly string[] {
  if (lyricSection !== undefined || !wish || THEME.has(kind)) return []
  return wish.players.find(({ ids }) => ids.some(carriesTunes))?.ids.filter(carriesTunes) ?? []
}

function carriesTunes(id: string): boolean {
  const instrument = instrumentById(id)
  return !isKit(instrument) && instrument.stem !== 'fx'
}

/** Whoever of them plays in the band already, the soloist before all, else the first. */
function chosenOf(ids: readonly string[], { lead, soloist, seats }: Orchestra): string {
  const present = [soloist, lead, ...seats].flatMap((seat) => seat?.instrument.id ?? [])
  return present.find((id) => ids.includes(id)) ?? ids[0]!
}

/** Who was asked for by name and would only answer the singer: they have the tune wherever nobody sings. */
function guestOf({ lead, seats }: Orchestra): LeadSeat | undefined {
  const guest = seats.find(({ slot, isWished }) => slot.role === 'counter' && isWished)
  return guest && tuneSeat(lead, guest.instrument)
}

function lead(
  id: string,
  { lead: slot, instrument }: LeadSeat,
  sections: readonly PlannedSection[],
  request: LeadsRequest,
  random: Random,
): InstrumentTrack {
  const [low, high] = slot.register
  const lowMidi = Math.max(low, instrument.lowMidi)
  const highMidi = Math.max(lowMidi + 9, Math.min(high, instrument.highMidi))
  const line = composeLead({
    plan: request.frame.plan,
    chords: request.frame.chords,
    sections,
    range: { lowMidi, highMidi },
    habits: atTemperature(request.habits, request.temperature),
    temperature: request.temperature,
    density: slot.density,
    random,
  })
  const { habits, tightness } = request
  const player = new Player(
    request.frame.plan,
    { tightness, lagSeconds: LAID_BACK_SECONDS * (1 - tightness) },
    random.fork('hand'),
  )
  // The tune was written with its swing in it.
  const notes = articulate(line, instrument, habits, random.fork('touch')).map((note) =>
    player.play({ ...note, exact: true }),
  )
  return {
    kind: 'instrument',
    id,
    stem: instrument.stem,
    instrument: instrument.id,
    gainDb: slot.gainDb,
    pan: slot.pan,
    notes: finishNotes(notes, instrument, request),
  }
}

/** Cool tunes go by step and on the beat, hot ones leap and push; at 0.5 they are as the genre has them. */
function atTemperature(habits: MelodicHabits, temperature: number): MelodicHabits {
  const bent = (habit: number): number => Math.min(1, Math.max(0, habit + 0.5 * (temperature - 0.5)))
  return { ...habits, leaps: bent(habits.leaps), syncopation: bent(habits.syncopation) }
}

/** Where a lead sounds, with rests shorter than a beat and a half closed. */
export function spansOf(notes: readonly Pick<Note, 'startBeat' | 'durationBeats'>[]): BeatSpan[] {
  const spans: { startBeat: number; endBeat: number }[] = []
  for (const { startBeat, durationBeats } of notes.toSorted((a, b) => a.startBeat - b.startBeat)) {
    const last = spans.at(-1)
    const endBeat = startBeat + durationBeats
    if (last && startBeat - last.endBeat < 1.5) last.endBeat = Math.max(last.endBeat, endBeat)
    else spans.push({ startBeat, endBeat })
  }
  return spans
}
