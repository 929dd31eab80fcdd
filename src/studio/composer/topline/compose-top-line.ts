import { createRandom } from '../../../dsp/random.js'
import type { HeardRecording } from '../../../music/heard.js'
import { keyName } from '../../../music/scale.js'
import type { Score } from '../../../music/score.js'
import { RECORDING_IDS } from '../../../music/song-source.js'
import { beatToSeconds } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong, StudioWarning } from '../../brief.js'
import { lyricWarnings } from '../../lyrics/lyric-warnings.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import { readStyle } from '../../style/read-style.js'
import { recordingGainDb } from '../balance.js'
import { profileFor } from '../profile-for.js'
import { explainStyle, sing, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { sectionsOfScore } from '../ensemble.js'
import { lyricsFor } from '../lyrics-for.js'
import { mixFor } from '../mixing.js'
import type { SongPlan } from '../plan.js'
import { heardBarChords, spansOfBars } from '../recording-frame-chords.js'
import { askedKeyOf, followingDoubts } from '../recording-frame-doubts.js'
import { frameRecording, playedBars } from '../recording-frame.js'
import { harmoniseMelody } from '../accompany/harmonise-melody.js'
import { profileOnGrid, type SongSettings } from '../settings.js'
import { titleFor } from '../titles.js'
import { heardForm } from './heard-form.js'
import { placeWords } from './place-words.js'
import { BAND_STEM, mixOverRecording } from './voice-over-recording.js'

/** Words for a request that brings none and no idea either. */
const NO_IDEA = 'a song to sing along'

/**
 * Writes a sung line over a recording of a band: on its beats, in its key, over its chords, where it plays. The
 * recording itself is heard whole and untouched.
 */
export function composeTopLine(
  brief: Brief & { readonly source: { readonly recording: HeardRecording } },
  seed: number,
  takeIndex: number,
): ComposedSong {
  const heard = brief.source.recording
  const random = createRandom(seed)
  const reading = readStyle({ ...brief, instrumental: false })
  const profile = profileFor(reading)
  const frame = frameRecording(heard, profile.tempo, brief.maxDurationSeconds)
  const { grid, endBeat } = frame
  const [lowSwing, highSwing] = profile.swing
  const settings: SongSettings = {
    profile: profileOnGrid(profile, grid, takeIndex, random.fork('settings')),
    bpm: grid.bpm,
    bpmIsFree: false,
    meter: grid.meter,
    beatsPerBar: grid.beatsPerBar,
    swing: reading.swing ?? (lowSwing + highSwing) / 2,
    key: heard.key,
    ending: 'hold',
    temperature: reading.temperature,
  }
  const sheet = wordsFor({ ...brief, durationSeconds: frame.seconds }, reading, settings, takeIndex, seed)
  const placed = placeWords({
    bars: playedBars(frame),
    form: heardForm(frame),
    endBeat,
    settings,
    reading,
    sheet,
    takeIndex,
    random: random.fork('form'),
  })
  // What comes before the music belongs to its first section.
  const sections = placed.sections.map((section, index) =>
    index === 0 ? { ...section, startBeat: 0 } : section,
  )
  const plan: SongPlan = {
    bpm: settings.bpm,
    beatsPerBar: settings.beatsPerBar,
    meter: settings.meter,
    swing: settings.swing,
    key: settings.key,
    sections,
    endBeat,
  }
  const barChords = heardBarChords(heard, grid, frame.barCount)
  const chords = barChords
    ? spansOfBars(barChords, 0, grid.beatsPerBar, endBeat)
    : harmoniseMelody({ heard, grid, key: heard.key, endBeat, whim: () => 0 })
  const voice = sing({
    sheet,
    plan,
    chords,
    profile: { ...profile, melody: settings.profile.melody },
    reading,
    settings,
    takeIndex,
    random: random.fork('voice'),
  })
  const warnings: StudioWarning[] = [
    ...styleWarnings(reading),
    ...followingDoubts(heard, {
      askedBpm: reading.bpm,
      askedKey: askedKeyOf(brief, reading),
      usedSeconds: frame.seconds,
    }),
    ...(brief.instrumental
      ? [
          {
            code: 'instrumental_ignored',
            message:
              'A sung line was asked for over the recording, so it is sung although "instrumental" is set',
          },
        ]
      : []),
    ...(barChords
      ? []
      : [
          {
            code: 'chords_not_heard',
            message: 'No chords were heard in the recording; the voice keeps to the heard key',
          },
        ]),
    ...placed.warnings,
    ...lyricWarnings(sheet),
  ]
  const score: Score = {
    format: 1,
    engine: ENGINE_VERSION,
    seed,
    title: titleFor(brief, sheet.title, reading, takeIndex, random.fork(`title ${reading.tags}`)),
    tags: reading.tags,
    genre: reading.blend[0]!.profile.id,
    tempoMap: grid.tempoMap,
    meters: [{ beat: 0, ...grid.meter }],
    keys: [{ beat: 0, ...heard.key }],
    sections: sectionsOfScore(sections),
    chords,
    tracks: voice.tracks,
    recordings: [
      {
        id: RECORDING_IDS[0],
        stem: BAND_STEM,
        startSeconds: 0,
        durationSeconds: frame.seconds,
        gainDb: recordingGainDb(heard.loudnessLufs),
      },
    ],
    lyrics: sheet.text,
    mix: mixFor(profile.mix, reading.mix),
    endBeat,
    tailSeconds: Math.max(0, frame.seconds - beatToSeconds(grid.tempoMap, endBeat)),
  }
  return {
    score: { ...score, mix: mixOverRecording(score) },
    warnings,
    explanation: {
      style: explainStyle(reading),
      recording: [
        `heard ${Math.round(heard.tempoBpm * 10) / 10} bpm, ${keyName(heard.key)}, ${heard.chords.length} chords, ${Math.round(heard.loudnessLufs)} LUFS`,
        `sung at ${Math.round(grid.bpm * 10) / 10} bpm`,
      ],
      form: sections.map(
        ({ label, startBeat, endBeat: to, lines }) =>
          `${label}: beats ${startBeat} to ${Math.round(to * 100) / 100}${lines.length > 0 ? `, ${lines.length} lines` : ''}`,
      ),
      voice: [voice.fact],
    },
  }
}

/** The words to be sung; there are always some. */
function wordsFor(
  brief: Brief,
  reading: ReturnType<typeof readStyle>,
  settings: SongSettings,
  takeIndex: number,
  seed: number,
): LyricSheet {
  const random = createRandom(seed).fork('lyrics')
  const sheet = lyricsFor(brief, reading, settings, takeIndex, random)
  if (sheet?.sections.some(({ lines }) => lines.length > 0)) return sheet
  const { lyrics: _, ...withoutLyrics } = brief
  return lyricsFor({ ...withoutLyrics, idea: brief.idea ?? NO_IDEA }, reading, settings, takeIndex, random)!
}
