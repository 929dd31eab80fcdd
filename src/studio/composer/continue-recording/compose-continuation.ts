import { createRandom } from '../../../dsp/random.js'
import type { HeardRecording } from '../../../music/heard.js'
import { keyName } from '../../../music/scale.js'
import type { ChordSpan, Score, SectionKind, Track } from '../../../music/score.js'
import { RECORDING_IDS } from '../../../music/song-source.js'
import { beatToSeconds, type TempoMap } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong, StudioWarning } from '../../brief.js'
import { lyricWarnings } from '../../lyrics/lyric-warnings.js'
import { balanceMix } from '../balance.js'
import { profileFor } from '../profile-for.js'
import { explainStyle, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { playEnsemble, sectionsOfScore } from '../ensemble.js'
import { ritardandoBeats } from '../form/length-goal.js'
import { planForm, type PlannedForm } from '../form/plan-form.js'
import { harmoniseSections } from '../harmony/harmonise-sections.js'
import { lyricsFor } from '../lyrics-for.js'
import { mixFor } from '../mixing.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { heardBarChords, spansOfBars, type BarChords } from '../recording-frame-chords.js'
import { askedKeyOf, followingDoubts } from '../recording-frame-doubts.js'
import { frameRecording } from '../recording-frame.js'
import { styleBeside } from '../recording-frame-style.js'
import { chooseSettings, profileOnGrid, type SongSettings } from '../settings.js'
import { tempoWithEnding } from '../tempo.js'
import { titleFor } from '../titles.js'
import { heardLoops, tonicOf, type HeardLoops } from './heard-loops.js'
import { joinAt, type Join } from './join.js'
import { loudnessToMeet } from './loudness-to-meet.js'
import { withRoomForPickUp } from './room-for-pick-up.js'

/** Length of a continuation nobody gave a length or words for, in seconds. */
const USUAL_SECONDS = 75
/** A continuation is at least this long, whatever total was asked for. */
const SHORTEST_SECONDS = 8
/** Just after the join the band is at least this busy: the recording was in full swing. */
const LEAST_ENERGY_AT_JOIN = 0.6

/** Kinds that are made of the recording's other loop, where it has one. */
const REFRAINS: ReadonlySet<SectionKind> = new Set(['chorus', 'post-chorus', 'drop'])
/** Kinds whose harmony is the genre's own, in the recording's key: what leads away from the loops. */
const DEPARTURES: ReadonlySet<SectionKind> = new Set(['bridge', 'pre-chorus', 'build'])

/** Goes on where a recording is left: from a bar line, in its tempo, key, chords and loudness. */
export function composeContinuation(
  brief: Brief & { readonly source: { readonly recording: HeardRecording; readonly atSeconds?: number } },
  seed: number,
  takeIndex: number,
): ComposedSong {
  const { recording: heard, atSeconds } = brief.source
  const random = createRandom(seed)
  const { reading, guessed } = styleBeside(brief, heard)
  const profile = profileFor(reading)
  const frame = frameRecording(heard, profile.tempo, Infinity)
  const join = joinAt(frame, atSeconds)
  const key = heard.key
  const played = profileOnGrid(
    profile,
    { bpm: join.bpm, meter: frame.grid.meter },
    takeIndex,
    random.fork('settings'),
  )
  const settings: SongSettings = {
    ...chooseSettings(profile, reading, takeIndex, random.fork('settings')),
    // The recording's key is kept unless a lift was asked for.
    profile: { ...played, harmony: { ...played.harmony, lift: 0 } },
    bpm: join.bpm,
    bpmIsFree: false,
    meter: frame.grid.meter,
    beatsPerBar: frame.grid.beatsPerBar,
    key,
  }
  const { maxSeconds, wantedSeconds, warnings: lengthWarnings } = lengthOf(brief, join)
  const instrumental = brief.instrumental || reading.voice.none === true
  const { durationSeconds: _, ...wordsBrief } = brief
  const written = instrumental
    ? undefined
    : lyricsFor(
        {
          ...wordsBrief,
          maxDurationSeconds: maxSeconds,
          ...(wantedSeconds === undefined ? {} : { durationSeconds: wantedSeconds }),
        },
        reading,
        settings,
        takeIndex,
        random.fork('lyrics'),
      )
  const sheet = written?.sections.some(({ lines }) => lines.length > 0) ? written : undefined
  const length = wantedSeconds ?? (sheet ? undefined : Math.min(maxSeconds, USUAL_SECONDS))
  const form = planForm({
    settings,
    // The recording was the introduction.
    reading: { ...reading, form: { ...reading.form, shortIntro: true, longIntro: false } },
    ...(sheet ? { sheet } : {}),
    goal: { maxSeconds, ...(length === undefined ? {} : { wantedSeconds: length }) },
    takeIndex,
    random: random.fork('form'),
  })
  const sections = sectionsFrom(form, join)
  const endBeat = sections.at(-1)!.endBeat
  const plan: SongPlan = { ...form.plan, sections, endBeat }
  const bars = heardBarChords(heard, frame.grid, Math.max(1, join.bar))
  const loops = heardLoops(bars ?? [], join.bar, key)
  const harmony = harmoniseSections({
    plan,
    habits: profile.harmony,
    temperature: settings.temperature,
    takeIndex,
    random: random.fork('harmony'),
  })
  const ahead = bars ? chordsOfLoops(sections, loops, harmony.chords, plan) : harmony.chords
  const behind = bars
    ? spansOfBars(bars, 0, plan.beatsPerBar, join.beat)
    : spansOfBars([[tonicOf(key)]], 0, join.beat, join.beat)
  const chords = [...(join.beat > 0 ? behind : []), ...ahead]
  const barCount = Math.round((endBeat - join.beat) / plan.beatsPerBar)
  const tempoMap = tempoAfter(
    frame.grid.tempoMap,
    join,
    endBeat - join.beat,
    ritardandoBeats(settings.ending, barCount, plan.beatsPerBar),
  )
  const parts = playEnsemble({
    plan,
    chords,
    tempoMap,
    profile: played,
    reading,
    continues: true,
    ending: settings.ending,
    ...(sheet ? { sheet } : {}),
    takeIndex,
    random,
  })
  const warnings: StudioWarning[] = [
    ...styleWarnings(reading),
    ...followingDoubts(heard, {
      askedBpm: reading.bpm,
      askedKey: askedKeyOf(brief, reading),
      usedSeconds: heard.durationSeconds,
    }),
    ...lengthWarnings,
    ...parts.warnings,
    ...form.warnings,
    ...(sheet ? lyricWarnings(sheet) : []),
  ]
  const score: Score = {
    format: 1,
    engine: ENGINE_VERSION,
    seed,
    title: titleFor(brief, sheet?.title, reading, takeIndex, random.fork(`title ${reading.tags}`)),
    tags: reading.tags,
    genre: reading.blend[0]!.profile.id,
    tempoMap,
    meters: [{ beat: 0, ...plan.meter }],
    keys: keysOf(sections, key),
    sections: [
      ...(join.beat > 0
        ? [
            {
              id: 'recording',
              kind: 'verse' as const,
              label: 'Recording',
              startBeat: 0,
              endBeat: join.beat,
              energy: 0.6,
            },
          ]
        : []),
      ...sectionsOfScore(sections),
    ],
    chords,
    tracks: parts.tracks.map((track) => startingAt(track, join.beat)),
    recordings: [],
    lyrics: sheet?.text ?? '',
    mix: { ...mixFor(profile.mix, reading.mix), targetLufs: loudnessToMeet(heard) },
    endBeat,
    tailSeconds: form.tailSeconds,
    splice: {
      base: { kind: 'recording', recordingId: RECORDING_IDS[0] },
      startSeconds: join.seconds,
      endSeconds: null,
    },
  }
  return {
    score: balanceMix(score),
    warnings,
    explanation: {
      style: [...explainStyle(reading), ...(guessed ? ['guessed from tempo, meter, mode and loudness'] : [])],
      recording: [
        `heard ${Math.round(heard.tempoBpm * 10) / 10} bpm, ${keyName(key)}, ${Math.round(heard.loudnessLufs)} LUFS`,
        `goes on at ${join.seconds.toFixed(3)} s, bar ${join.bar}, at ${Math.round(join.bpm * 10) / 10} bpm`,
      ],
      form: form.facts,
      harmony: harmony.facts,
      arrangement: parts.facts,
    },
  }
}

/** What is left for the continuation of the lengths asked for the whole song. */
function lengthOf(
  brief: Brief,
  join: Join,
): { maxSeconds: number; wantedSeconds: number | undefined; warnings: StudioWarning[] } {
  const left = brief.maxDurationSeconds - join.seconds
  const maxSeconds = Math.max(SHORTEST_SECONDS, left)
  const warnings: StudioWarning[] = []
  if (left < SHORTEST_SECONDS) {
    warnings.push({
      code: 'song_longer_than_allowed',
      message: `The recording fills the ${Math.round(brief.maxDurationSeconds)} s a song may last; it goes on for ${SHORTEST_SECONDS} s all the same`,
    })
  }
  if (brief.durationSeconds === undefined) return { maxSeconds, wantedSeconds: undefined, warnings }
  const wanted = brief.durationSeconds - join.seconds
  if (wanted < SHORTEST_SECONDS) {
    warnings.push({
      code: 'duration_not_met',
      message: `${Math.round(brief.durationSeconds)} s in all were asked for; the recording alone lasts ${Math.round(join.seconds)} s and goes on for ${SHORTEST_SECONDS} s`,
    })
  }
  return { maxSeconds, wantedSeconds: Math.min(maxSeconds, Math.max(SHORTEST_SECONDS, wanted)), warnings }
}

/** The form, moved behind the join; what would open a song is a bridge out of the recording here. */
function sectionsFrom({ plan }: PlannedForm, join: Join): PlannedSection[] {
  const moved = plan.sections.map((section, index): PlannedSection => {
    const opens = index === 0 && section.kind === 'intro' && section.lines.length === 0
    return {
      ...section,
      ...(opens ? { kind: 'interlude', id: 'interlude-0', label: 'Interlude' } : {}),
      startBeat: section.startBeat + join.beat,
      endBeat: section.endBeat + join.beat,
      energy: index === 0 ? Math.max(LEAST_ENERGY_AT_JOIN, section.energy) : section.energy,
      lines: section.lines.map((line) => ({
        ...line,
        startBeat: line.startBeat + join.beat,
        endBeat: line.endBeat + join.beat,
      })),
    }
  })
  return withRoomForPickUp(moved, join.beat)
}

/** The recording's loops under the new sections; departures and the very last bar keep the genre's harmony. */
function chordsOfLoops(
  sections: readonly PlannedSection[],
  loops: HeardLoops,
  own: readonly ChordSpan[],
  plan: SongPlan,
): ChordSpan[] {
  const { beatsPerBar } = plan
  const lastBar = plan.endBeat - beatsPerBar
  return sections.flatMap((section) => {
    const transposed = (section.key.tonic - plan.key.tonic + 12) % 12
    const within = (from: number, to: number): ChordSpan[] =>
      own.filter(({ startBeat }) => startBeat >= from - 1e-6 && startBeat < to - 1e-6)
    if (DEPARTURES.has(section.kind)) return within(section.startBeat, section.endBeat)
    const loop = REFRAINS.has(section.kind) ? (loops.other ?? loops.current) : loops.current
    const until = section === sections.at(-1) ? lastBar : section.endBeat
    const count = Math.round((until - section.startBeat) / beatsPerBar)
    const bars = Array.from({ length: count }, (_, i) => raised(loop[i % loop.length]!, transposed))
    return [
      ...spansOfBars(bars, 0, beatsPerBar, until - section.startBeat).map((span) => ({
        ...span,
        startBeat: span.startBeat + section.startBeat,
        endBeat: span.endBeat + section.startBeat,
      })),
      ...(until < section.endBeat ? within(until, section.endBeat) : []),
    ]
  })
}

function raised(bar: BarChords, semitones: number): BarChords {
  return bar.map((chord) => ({
    ...chord,
    root: (chord.root + semitones) % 12,
    ...(chord.bass === undefined ? {} : { bass: (chord.bass + semitones) % 12 }),
  }))
}

/** The recording's own beats up to the join, then its tempo there, kept, and the ending's slowing. */
function tempoAfter(heard: TempoMap, join: Join, beats: number, slowingBeats: number): TempoMap {
  const after = tempoWithEnding(join.bpm, beats, slowingBeats).anchors.map(({ beat, seconds }) => ({
    beat: beat + join.beat,
    seconds: seconds + join.seconds,
  }))
  const before = heard.anchors.filter(
    ({ beat, seconds }) => beat < join.beat - 1e-3 && seconds < join.seconds,
  )
  // Beat 0 has its own place even where the join comes before the second heard beat.
  const start = { beat: 0, seconds: beatToSeconds(heard, 0) }
  const head = before.length > 0 || join.beat < 1e-3 ? before : [start]
  return { anchors: [...head, ...after] }
}

function keysOf(sections: readonly PlannedSection[], first: SongPlan['key']): Score['keys'] {
  const keys = [{ beat: 0, ...first }]
  for (const { key, startBeat } of sections) {
    const last = keys.at(-1)!
    if (key.tonic !== last.tonic || key.mode !== last.mode) keys.push({ beat: startBeat, ...key })
  }
  return keys
}

/** A track without the pick-ups that would fall into the recording. */
function startingAt(track: Track, beat: number): Track {
  if (track.kind === 'voice') return track
  return { ...track, notes: track.notes.filter(({ startBeat }) => startBeat >= beat - 1e-6) }
}
