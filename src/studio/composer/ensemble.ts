import type { Random } from '../../dsp/random.js'
import type { ChordSpan, InstrumentTrack, Section, SungPhrase, Track } from '../../music/score.js'
import type { TempoMap } from '../../music/tempo-map.js'
import type { StudioWarning } from '../brief.js'
import type { LyricSheet } from '../lyrics/lyric-sheet.js'
import type { EndingKind, GenreProfile } from '../profiles/profile.js'
import type { StyleReading } from '../style/style-reading.js'
import { arrange } from './arrangement/arrange.js'
import { playLeads, spansOf } from './arrangement/leads.js'
import { chooseOrchestra, type Orchestra } from './arrangement/orchestra.js'
import { barsOf, type SongFrame } from './arrangement/song-frame.js'
import { endingBars, mergeSpans, sing } from './compose-freely.js'
import { notesOf } from './sung-phrases.js'
import type { PlannedSection, SongPlan } from './plan.js'

export interface EnsembleRequest {
  readonly plan: SongPlan
  readonly chords: readonly ChordSpan[]
  readonly tempoMap: TempoMap
  readonly profile: GenreProfile
  readonly reading: StyleReading
  readonly ending: EndingKind
  /** The music goes on behind the plan's last bar, which is played like any other. */
  readonly goesOn?: boolean
  /** Other music comes before the plan's first bar that is played, see `SongFrame`. */
  readonly continues?: boolean
  /** Words whose lines the plan has placed; absent: nobody sings, unless `tune` does. */
  readonly sheet?: LyricSheet
  /** A tune that is there already, sung or played, instead of one to be written; given the orchestra that will play. */
  readonly tune?: (orchestra: Orchestra) => Tune
  readonly takeIndex: number
  readonly random: Random
}

/** A tune on its tracks. */
export interface Tune {
  readonly tracks: readonly Track[]
  readonly isSung: boolean
}

export interface EnsembleParts {
  readonly tracks: readonly Track[]
  readonly warnings: readonly StudioWarning[]
  readonly facts: readonly string[]
}

/** Everybody on a finished plan: the tune with its singer or soloist, and the band around it. */
export function playEnsemble(request: EnsembleRequest): EnsembleParts {
  const { plan, chords, tempoMap, profile, reading, ending, sheet, takeIndex, random } = request
  const orchestra = chooseOrchestra(profile, reading, takeIndex, random.fork('orchestra'))
  const common = {
    tempoMap,
    ending,
    temperature: reading.temperature,
    takeIndex,
    orchestra,
    random: random.fork('arrangement'),
  }
  const tune = request.tune?.(orchestra) ?? (sheet && sungTune(sheet, request))
  const given = tune?.tracks ?? []
  const tuneNotes = given.flatMap((track) => [...notesOfTrack(track)])
  const tuneSpans = spansOf(tuneNotes)
  const isSung = tune?.isSung ?? false
  const bars = request.goesOn
    ? barsOf(plan).map((bar) => ({ ...bar, isFinal: false }))
    : endingBars(barsOf(plan), { ending }, isSung)
  const bare: SongFrame = {
    plan,
    chords,
    bars,
    leadSpans: tuneSpans,
    isSung,
    continues: request.continues ?? false,
  }
  const leads = request.tune
    ? []
    : playLeads({
        ...common,
        frame: bare,
        habits: profile.melody,
        tightness: profile.tightness,
        instrumental: tune === undefined,
      })
  const frame: SongFrame = {
    ...bare,
    leadSpans: mergeSpans([...tuneSpans, ...leads.flatMap(({ notes }) => spansOf(notes))]),
    tune: [...tuneNotes, ...leads.flatMap(({ notes }) => notes)].sort((a, b) => a.startBeat - b.startBeat),
  }
  const band = arrange({ ...common, frame, profile })
  const tracks: Track[] = [...given, ...leads, ...band.tracks]
  return {
    tracks,
    warnings: instrumentWarnings(orchestra),
    facts: [...tracks.map((track) => `${track.id}: ${playerOf(track)}`), ...band.facts],
  }
}

/** Instruments that were asked for and do not play. */
export function instrumentWarnings(orchestra: Pick<Orchestra, 'unmet'>): StudioWarning[] {
  return orchestra.unmet.map((name) => ({
    code: 'instrument_not_available',
    message: `"${name}" was asked for and refused at the same time, or is not available; it does not play`,
  }))
}

/** A plan's sections as the score names them. */
export function sectionsOfScore(sections: readonly PlannedSection[]): Section[] {
  return sections.map(({ id, kind, label, startBeat, endBeat, energy }) => ({
    id,
    kind,
    label,
    startBeat,
    endBeat,
    energy,
  }))
}

function sungTune(sheet: LyricSheet, request: EnsembleRequest): Tune {
  const { plan, chords, profile, reading, takeIndex, random } = request
  const voice = sing({
    sheet,
    plan,
    chords,
    profile,
    reading,
    settings: { temperature: reading.temperature },
    takeIndex,
    random: random.fork('voice'),
  })
  return { tracks: voice.tracks, isSung: true }
}

function playerOf(track: Track): string {
  return track.kind === 'voice' ? track.singer : track.instrument
}

function notesOfTrack(track: Track): InstrumentTrack['notes'] {
  return track.kind === 'voice' ? track.phrases.flatMap((phrase: SungPhrase) => notesOf(phrase)) : track.notes
}
