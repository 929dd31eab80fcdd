import type { Random } from '../../dsp/random.js'
import type { ChordSpan, InstrumentTrack, Note } from '../../music/score.js'
import { constantTempo } from '../../music/tempo-map.js'
import { arrange } from '../composer/arrangement/arrange.js'
import { playLeads } from '../composer/arrangement/leads.js'
import { chooseOrchestra, type Orchestra, type Seat } from '../composer/arrangement/orchestra.js'
import { barsOf, type SongFrame } from '../composer/arrangement/song-frame.js'
import { harmoniseSections } from '../composer/harmony/harmonise-sections.js'
import type { PlannedSection, SongPlan } from '../composer/plan.js'
import type { SongSettings } from '../composer/settings.js'
import type { Slot } from '../profiles/profile.js'
import type { LoopPart, SoundPromptReading } from './read-sound-prompt.js'

/** Loudness of a loop's players is that of a chorus. */
const ENERGY = 0.72

/** Roles of a genre's players that serve a part. */
const ROLES: Readonly<Record<LoopPart, readonly Slot['role'][]>> = {
  drums: ['drums', 'percussion'],
  bass: ['bass'],
  chords: ['chords'],
  pad: ['pad'],
  arpeggio: ['riff'],
  melody: [],
  riff: ['riff'],
  everything: ['drums', 'percussion', 'bass', 'chords', 'pad', 'riff'],
}

/** Who is asked to play a part in a genre that has nobody for it. */
const STAND_INS: Readonly<
  Partial<Record<LoopPart, { readonly name: string; readonly ids: readonly string[] }>>
> = {
  drums: { name: 'drums', ids: ['standard-kit', '909-kit'] },
  bass: { name: 'bass', ids: ['electric-bass', 'pluck-bass'] },
  chords: { name: 'chords', ids: ['electric-piano', 'grand-piano'] },
  pad: { name: 'pad', ids: ['warm-pad', 'glass-pad'] },
  arpeggio: { name: 'arpeggio', ids: ['arp', 'pluck'] },
  riff: { name: 'riff', ids: ['electric-guitar', 'clavinet'] },
}

export interface LoopRequest {
  readonly reading: SoundPromptReading
  readonly settings: SongSettings
  readonly bars: number
  readonly takeIndex: number
  readonly random: Random
}

export interface LoopParts {
  readonly tracks: readonly InstrumentTrack[]
  readonly chords: readonly ChordSpan[]
  readonly unmet: readonly string[]
}

/** One pass of a loop: the asked players over a turnaround that leads back to its beginning. */
export function playLoop(request: LoopRequest): LoopParts {
  const { reading, settings, bars, takeIndex, random } = request
  const { profile, beatsPerBar, key } = settings
  const endBeat = bars * beatsPerBar
  const section = (startBeat: number, id: string): PlannedSection => ({
    id,
    kind: 'chorus',
    label: 'Loop',
    startBeat,
    endBeat: startBeat + endBeat,
    energy: ENERGY,
    key,
    lines: [],
  })
  const plan: SongPlan = {
    bpm: settings.bpm,
    beatsPerBar,
    meter: settings.meter,
    swing: settings.swing,
    key,
    sections: [section(0, 'loop')],
    endBeat,
  }
  // Harmony for two rounds, the first of which is kept: it leads on instead of ending.
  const { chords: twice } = harmoniseSections({
    plan: { ...plan, sections: [section(0, 'loop'), section(endBeat, 'loop-2')], endBeat: 2 * endBeat },
    habits: profile.harmony,
    temperature: settings.temperature,
    keyIsAsked: reading.style.tonic !== undefined,
    takeIndex,
    random: random.fork('harmony'),
  })
  const chords = twice.filter(({ startBeat }) => startBeat < endBeat - 1e-6)
  const { orchestra, wantsMelody } = playersFor(request)
  const frame: SongFrame = {
    plan,
    chords,
    bars: barsOf(plan).map((bar) => ({ ...bar, isFinal: false })),
    leadSpans: [],
    isSung: false,
  }
  const common = {
    frame,
    orchestra,
    tempoMap: constantTempo(settings.bpm),
    ending: 'hold' as const,
    temperature: settings.temperature,
    takeIndex,
    random: random.fork('arrangement'),
  }
  const leads = wantsMelody
    ? playLeads({ ...common, habits: profile.melody, tightness: profile.tightness, instrumental: true })
    : []
  const band = arrange({ ...common, profile }).tracks.map((track) => onlyAsked(track, reading, endBeat))
  return {
    tracks: [...leads, ...band].filter(({ notes }) => notes.length > 0),
    chords,
    unmet: orchestra.unmet,
  }
}

/** The genre's players for the asked parts and instruments, playing from the first bar whatever their habits. */
function playersFor({ reading, settings, takeIndex, random }: LoopRequest): {
  orchestra: Orchestra
  wantsMelody: boolean
} {
  const { parts, style } = reading
  const { profile } = settings
  const roles = new Set(parts.flatMap((part) => ROLES[part]))
  const missing = parts.flatMap((part) => {
    const standIn = STAND_INS[part]
    const isServed =
      profile.slots.some(({ role }) => ROLES[part].includes(role)) ||
      style.instruments.some(({ ids }) => standIn?.ids.some((id) => ids.includes(id)))
    return standIn && !isServed ? [standIn] : []
  })
  const wishes = [...style.instruments, ...missing]
  const orchestra = chooseOrchestra(
    { ...profile, slots: profile.slots.map((slot) => ({ ...slot, presence: 1 })) },
    { ...style, instruments: wishes },
    takeIndex,
    random.fork('orchestra'),
  )
  const wished = new Set(wishes.flatMap(({ ids }) => ids))
  const byWish = ({ instrument }: { instrument: Seat['instrument'] }): boolean => wished.has(instrument.id)
  const everything = parts.includes('everything')
  const isWishedOnly = parts.length === 0
  const seats = orchestra.seats.filter(
    (seat) => everything || byWish(seat) || (!isWishedOnly && roles.has(seat.slot.role)),
  )
  const wantsMelody =
    parts.includes('melody') || (isWishedOnly && orchestra.lead !== undefined && byWish(orchestra.lead))
  return {
    orchestra: { ...orchestra, seats: seats.map((seat) => ({ ...seat, slot: alwaysPlaying(seat.slot) })) },
    wantsMelody: wantsMelody || (seats.length === 0 && orchestra.lead !== undefined),
  }
}

/** A slot without the sections and energies its player waits for in a song. */
function alwaysPlaying(slot: Slot): Slot {
  const { only: _, never: __, toEnergy: ___, ...open } = slot
  return { ...open, fromEnergy: 0 }
}

/** Of a drum loop the strokes asked for alone; their beats, where the genre never plays them. */
function onlyAsked(
  track: InstrumentTrack,
  { onlyHits }: SoundPromptReading,
  endBeat: number,
): InstrumentTrack {
  if (onlyHits.length === 0 || (track.stem !== 'drums' && track.stem !== 'percussion')) return track
  const keys = new Set(onlyHits.map(({ key }) => key))
  const notes = track.notes.filter(({ pitchMidi }) => keys.has(pitchMidi))
  if (notes.length > 0 || track.stem === 'percussion') return { ...track, notes }
  const plain = onlyHits.flatMap(({ key }): Note[] =>
    Array.from({ length: Math.floor(endBeat) }, (_, beat) => ({
      startBeat: beat,
      durationBeats: 0.5,
      pitchMidi: key,
      velocity: beat % 2 === 0 ? 0.85 : 0.75,
    })),
  )
  return { ...track, notes: plain.toSorted((a, b) => a.startBeat - b.startBeat) }
}
