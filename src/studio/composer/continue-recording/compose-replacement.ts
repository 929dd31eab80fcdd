import { createRandom } from '../../../dsp/random.js'
import type { HeardRecording } from '../../../music/heard.js'
import { keyName } from '../../../music/scale.js'
import type { Score, Section, Track } from '../../../music/score.js'
import { RECORDING_IDS, type SungAround } from '../../../music/song-source.js'
import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong, StudioWarning } from '../../brief.js'
import { lyricWarnings } from '../../lyrics/lyric-warnings.js'
import { harmoniseMelody } from '../accompany/harmonise-melody.js'
import { balanceMix } from '../balance.js'
import { profileFor } from '../profile-for.js'
import { explainStyle, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { playEnsemble, sectionsOfScore } from '../ensemble.js'
import { lyricsFor } from '../lyrics-for.js'
import { mixFor } from '../mixing.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { heardBarChords, spansOfBars } from '../recording-frame-chords.js'
import { askedKeyOf, followingDoubts } from '../recording-frame-doubts.js'
import { frameRecording } from '../recording-frame.js'
import { styleBeside } from '../recording-frame-style.js'
import { chooseSettings, profileOnGrid, type SongSettings } from '../settings.js'
import { titleFor } from '../titles.js'
import { placeWords } from '../topline/place-words.js'
import { loudnessToMeet } from './loudness-to-meet.js'
import { withWordsAround } from './words-around.js'
import { withRoomForPickUp } from './room-for-pick-up.js'

/** The shortest window that anything can be written into, in seconds. */
const SHORTEST_WINDOW_SECONDS = 0.5
/** Bars of one section of a long window. */
const SECTION_BARS = 8
/** How busy the band is in a window: the recording around it is in full swing. */
const USUAL_ENERGY = 0.68
const LEAST_ENERGY = 0.56

/**
 * Writes a window of a recording anew: on its beats, over the chords heard there, in its key and loudness. Outside the
 * window the recording is heard as it is. Throws RangeError for a window outside of the recording.
 */
export function composeReplacement(
  brief: Brief & {
    readonly source: {
      readonly recording: HeardRecording
      readonly startSeconds: number
      readonly endSeconds: number
      readonly around?: SungAround
    }
  },
  seed: number,
  takeIndex: number,
): ComposedSong {
  const { recording: heard, startSeconds } = brief.source
  const endSeconds = Math.min(brief.source.endSeconds, heard.durationSeconds)
  if (!(startSeconds >= 0 && endSeconds - startSeconds >= SHORTEST_WINDOW_SECONDS)) {
    throw new RangeError(
      `the window to replace is ${brief.source.startSeconds} to ${brief.source.endSeconds} s; it has to begin at 0 or later, last at least ${SHORTEST_WINDOW_SECONDS} s and lie within the recording's ${heard.durationSeconds} s`,
    )
  }
  const random = createRandom(seed)
  const { reading, guessed } = styleBeside(brief, heard)
  const profile = profileFor(reading)
  const frame = frameRecording(heard, profile.tempo, Infinity)
  const { grid, endBeat } = frame
  const { beatsPerBar, tempoMap } = grid
  const key = heard.key
  const from = secondsToBeat(tempoMap, startSeconds)
  const until = secondsToBeat(tempoMap, endSeconds)
  const firstBar = Math.floor(from / beatsPerBar + 0.05)
  const barsEnd = Math.max(firstBar + 1, Math.ceil(until / beatsPerBar - 0.05))
  const bars = Array.from({ length: barsEnd - firstBar }, (_, i) => firstBar + i)
  const windowEndBeat = barsEnd * beatsPerBar
  const played = profileOnGrid(profile, grid, takeIndex, random.fork('settings'))
  const settings: SongSettings = {
    ...chooseSettings(profile, reading, takeIndex, random.fork('settings')),
    profile: played,
    bpm: grid.bpm,
    bpmIsFree: false,
    meter: grid.meter,
    beatsPerBar,
    key,
    ending: 'hold',
  }
  const written =
    brief.instrumental || reading.voice.none === true
      ? undefined
      : lyricsFor(
          { ...brief, durationSeconds: endSeconds - startSeconds },
          reading,
          settings,
          takeIndex,
          random.fork('lyrics'),
        )
  const sheet = written?.sections.some(({ lines }) => lines.length > 0) ? written : undefined
  // Words keep to whole bars: half a line would be cut off with the half bar it stands in.
  const whole = bars.filter(
    (bar) => bar * beatsPerBar >= from - 0.2 && (bar + 1) * beatsPerBar <= until + 0.2,
  )
  const placed = sheet
    ? placeWords({
        bars: whole.length > 0 ? whole : bars,
        endBeat: whole.length > 0 ? (whole.at(-1)! + 1) * beatsPerBar : windowEndBeat,
        settings,
        reading,
        sheet,
        takeIndex,
        random: random.fork('form'),
      })
    : undefined
  const sections = placed
    ? withRoomForPickUp(filling(placed.sections, firstBar * beatsPerBar, windowEndBeat), from)
    : playedSections(bars, settings, Math.min(1, USUAL_ENERGY + reading.energy * 0.5))
  const plan: SongPlan = {
    bpm: settings.bpm,
    beatsPerBar,
    meter: settings.meter,
    swing: settings.swing,
    key,
    sections,
    // The song goes on behind the window: nothing is written as its end.
    endBeat: windowEndBeat,
  }
  const songEnd = Math.max(endBeat, windowEndBeat)
  const barCount = Math.max(frame.barCount, barsEnd)
  const barChords = heardBarChords(heard, grid, barCount)
  const chords = barChords
    ? spansOfBars(barChords, 0, beatsPerBar, songEnd)
    : harmoniseMelody({ heard, grid, key, endBeat: songEnd, whim: () => 0 })
  const parts = playEnsemble({
    plan,
    chords,
    tempoMap,
    profile: played,
    reading,
    continues: true,
    ending: 'hold',
    goesOn: true,
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
    ...parts.warnings,
    ...(placed?.warnings ?? []),
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
    meters: [{ beat: 0, ...grid.meter }],
    keys: [{ beat: 0, ...key }],
    sections: [
      ...around('recording-1', 0, sections[0]!.startBeat),
      ...sectionsOfScore(sections),
      ...around('recording-2', windowEndBeat, songEnd),
    ],
    chords,
    ...withWordsAround(
      parts.tracks.map((track) => within(track, from, until)),
      sheet?.text ?? '',
      brief.source.around,
    ),
    recordings: [],
    mix: { ...mixFor(profile.mix, reading.mix), targetLufs: loudnessToMeet(heard) },
    endBeat: songEnd,
    tailSeconds: Math.max(0, heard.durationSeconds - beatToSeconds(tempoMap, songEnd)),
    splice: {
      base: { kind: 'recording', recordingId: RECORDING_IDS[0] },
      startSeconds,
      endSeconds,
    },
  }
  return {
    score: balanceMix(score),
    warnings,
    explanation: {
      style: [...explainStyle(reading), ...(guessed ? ['guessed from tempo, meter, mode and loudness'] : [])],
      recording: [
        `heard ${Math.round(heard.tempoBpm * 10) / 10} bpm, ${keyName(key)}, ${Math.round(heard.loudnessLufs)} LUFS`,
        `new from ${startSeconds.toFixed(2)} to ${endSeconds.toFixed(2)} s: bars ${firstBar} to ${barsEnd}`,
      ],
      form: sections.map(({ label, startBeat, endBeat: to }) => `${label}: beats ${startBeat} to ${to}`),
      arrangement: parts.facts,
    },
  }
}

/** Sung sections, stretched over the broken bars at the window's edges and kept as busy as what lies around. */
function filling(sections: readonly PlannedSection[], startBeat: number, endBeat: number): PlannedSection[] {
  return sections.map((section, index) => ({
    ...section,
    startBeat: index === 0 ? startBeat : section.startBeat,
    endBeat: index === sections.length - 1 ? endBeat : section.endBeat,
    energy: Math.max(LEAST_ENERGY, section.energy),
  }))
}

/** Sections of a window without words. */
function playedSections(
  bars: readonly number[],
  { beatsPerBar, key }: SongSettings,
  energy: number,
): PlannedSection[] {
  const sections: PlannedSection[] = []
  for (let i = 0; i < bars.length;) {
    // A rest of less than half a section stays with its neighbour.
    const left = bars.length - i
    const length = left < SECTION_BARS * 1.5 ? left : SECTION_BARS
    const number = sections.length + 1
    sections.push({
      id: `chorus-${number}`,
      kind: 'chorus',
      label: 'Chorus',
      startBeat: bars[i]! * beatsPerBar,
      endBeat: (bars[i]! + length) * beatsPerBar,
      energy,
      key,
      lines: [],
    })
    i += length
  }
  return sections
}

function around(id: string, startBeat: number, endBeat: number): Section[] {
  return endBeat - startBeat < 1e-6
    ? []
    : [{ id, kind: 'verse', label: 'Recording', startBeat, endBeat, energy: 0.6 }]
}

/** A track cut to the window: what begins before it is lost in the recording, what rings on is let go at its end. */
function within(track: Track, from: number, until: number): Track {
  if (track.kind === 'voice') return track
  return {
    ...track,
    notes: track.notes
      .filter(({ startBeat }) => startBeat >= from - 1e-6 && startBeat < until - 1e-6)
      .map((note) => ({ ...note, durationBeats: Math.min(note.durationBeats, until - note.startBeat) })),
  }
}
