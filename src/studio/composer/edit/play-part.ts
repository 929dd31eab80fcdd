import type { Random } from '../../../dsp/random.js'
import type { ChordSpan, SectionKind, Track } from '../../../music/score.js'
import { constantTempo } from '../../../music/tempo-map.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import type { EndingKind } from '../../profiles/profile.js'
import { arrange } from '../arrangement/arrange.js'
import { playLeads, spansOf } from '../arrangement/leads.js'
import { barsOf, type SongFrame } from '../arrangement/song-frame.js'
import { endingBars, mergeSpans, sing } from '../compose-freely.js'
import { notesOf } from '../sung-phrases.js'
import type { LineTune } from '../melody/line-tune.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { moveTrack, spansBefore, tracksBefore, tracksFrom } from './cut-tracks.js'
import type { Palette } from './palette.js'

export interface PartRequest {
  /** The new part by itself: its sections begin at beat 0. */
  readonly plan: SongPlan
  /** Its chords, from beat 0. */
  readonly chords: readonly ChordSpan[]
  /** The bar before it in the song, and what follows it: heard by the players, not played. */
  readonly before?: Context
  readonly after?: Context
  readonly sheet?: LyricSheet
  /** Tunes of the song, in any coordinates. */
  readonly tunes?: ReadonlyMap<SectionKind, readonly LineTune[]>
  readonly palette: Palette
  /** How the song ends with this part; absent: it goes on. */
  readonly ending?: EndingKind
  /** Draw patterns and themes of this take rather than those the song has. */
  readonly newPatternsOfTake?: number
  /** The played tune is a new one even where the song has one for such a section. */
  readonly newTheme: boolean
  readonly takeIndex: number
  readonly random: Random
}

/** A bar of the song beside the part. */
export interface Context {
  readonly section: PlannedSection
  /** Over the bar, counted from its start. */
  readonly chords: readonly ChordSpan[]
}

/** Everybody on a part of a song, from beat 0. What leads into or out of the neighbouring bars is played up to its edge. */
export function playPart(request: PartRequest): { readonly tracks: Track[]; readonly facts: string[] } {
  const { plan, chords, sheet, tunes, palette, ending, takeIndex, random } = request
  const { profile, reading, orchestra } = palette
  const lead = request.before ? plan.beatsPerBar : 0
  const wide = withContext(request, lead)
  const voice = sheet
    ? sing({
        sheet,
        plan,
        chords,
        profile,
        reading,
        settings: { temperature: reading.temperature },
        ...(tunes && { tunes }),
        takeIndex,
        random: random.fork('voice'),
      })
    : undefined
  const sung = (voice ? voice.lead.flatMap(notesOf) : []).map((note) => ({
    ...note,
    startBeat: note.startBeat + lead,
  }))
  const bars = ending
    ? endingBars(barsOf(wide.plan), { ending }, sheet !== undefined)
    : barsOf(wide.plan).map((bar) => ({ ...bar, isFinal: false }))
  const bare: SongFrame = {
    plan: wide.plan,
    chords: wide.chords,
    bars,
    leadSpans: spansOf(sung),
    isSung: voice !== undefined,
    continues: request.before !== undefined,
  }
  const take = request.newPatternsOfTake ?? palette.patternTake
  const common = {
    // Only tells players where the song begins; they never reach back to it.
    tempoMap: constantTempo(plan.bpm),
    ending: ending ?? 'hold',
    temperature: reading.temperature,
    takeIndex: take,
    orchestra,
    random: palette.patterns.fork('arrangement'),
  }
  const leads = playLeads({
    ...common,
    frame: { ...bare, plan: { ...wide.plan, sections: wide.own } },
    ...(request.newTheme ? { random: random.fork('leads') } : {}),
    habits: profile.melody,
    tightness: profile.tightness,
    instrumental: sheet === undefined,
  })
  const frame: SongFrame = {
    ...bare,
    leadSpans: mergeSpans([...bare.leadSpans, ...leads.flatMap(({ notes }) => spansOf(notes))]),
    tune: [...sung, ...leads.flatMap(({ notes }) => notes)].sort((a, b) => a.startBeat - b.startBeat),
  }
  const band = arrange({ ...common, frame, profile })
  const played = tracksFrom([...leads, ...band.tracks], lead).map((track) => moveTrack(track, -lead))
  const tracks = tracksBefore([...(voice?.tracks ?? []), ...played], plan.endBeat).filter(hasNotes)
  return {
    tracks,
    facts: [
      ...(voice ? [voice.fact] : ['nobody sings']),
      ...tracks.map((track) => `${track.id}: ${track.kind === 'voice' ? track.singer : track.instrument}`),
      ...band.facts,
    ],
  }
}

function hasNotes(track: Track): boolean {
  return (track.kind === 'voice' ? track.phrases : track.notes).length > 0
}

/** The part with the bars beside it; `own` are its sections in that frame. */
function withContext(
  { plan, chords, before, after }: PartRequest,
  lead: number,
): { plan: SongPlan; chords: ChordSpan[]; own: PlannedSection[] } {
  const own = plan.sections.map((section) => moveSection(section, lead))
  const endBeat = plan.endBeat + lead
  const tail = after ? spansBefore(after.chords, plan.beatsPerBar) : []
  return {
    plan: {
      ...plan,
      sections: [
        ...(before ? [{ ...before.section, startBeat: 0, endBeat: lead }] : []),
        ...own,
        ...(after ? [{ ...after.section, startBeat: endBeat, endBeat: endBeat + plan.beatsPerBar }] : []),
      ],
      endBeat: endBeat + (after ? plan.beatsPerBar : 0),
    },
    chords: [
      ...(before ? before.chords : []),
      ...chords.map((chord) => moveSpan(chord, lead)),
      ...tail.map((chord) => moveSpan(chord, endBeat)),
    ],
    own,
  }
}

/** A span later by so many beats. */
export function moveSpan<T extends { readonly startBeat: number; readonly endBeat: number }>(
  span: T,
  beats: number,
): T {
  return { ...span, startBeat: span.startBeat + beats, endBeat: span.endBeat + beats }
}

function moveSection(section: PlannedSection, beats: number): PlannedSection {
  return { ...moveSpan(section, beats), lines: section.lines.map((line) => moveSpan(line, beats)) }
}
