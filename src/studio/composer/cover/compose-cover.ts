import { createRandom, type Random } from '../../../dsp/random.js'
import type { HeardRecording } from '../../../music/heard.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { RecordedWord } from '../../../music/recorded-word.js'
import { keyName, type Key } from '../../../music/scale.js'
import type { Score } from '../../../music/score.js'
import type { Brief, ComposedSong, StudioWarning } from '../../brief.js'
import { lyricWarnings } from '../../lyrics/lyric-warnings.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import { balanceMix } from '../balance.js'
import { profileFor } from '../profile-for.js'
import { explainStyle, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { playEnsemble, sectionsOfScore } from '../ensemble.js'
import { energyCurve } from '../form/energy.js'
import { ritardandoBeats, tailFor } from '../form/length-goal.js'
import { placeSections } from '../form/place-sections.js'
import { harmoniseMelody } from '../accompany/harmonise-melody.js'
import { lyricsFor } from '../lyrics-for.js'
import { mixFor } from '../mixing.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { heardBarChords, spansOfBars, type BarChords } from '../recording-frame-chords.js'
import { frameRecording, playedBars, type RecordingFrame } from '../recording-frame.js'
import { styleBeside } from '../recording-frame-style.js'
import { chooseSettings, profileOnGrid, type SongSettings } from '../settings.js'
import { leadManner } from '../singing-manner.js'
import { chooseSinger, singingRange } from '../singers.js'
import { tempoWithEnding } from '../tempo.js'
import { titleFor } from '../titles.js'
import { placeWords } from '../topline/place-words.js'
import { recolour } from './cover-harmony.js'
import { coverKeyShift } from './cover-key.js'
import { formOfCover, type CoverForm } from './cover-form.js'
import { coverTempo } from './cover-tempo.js'
import { performTune } from './perform-tune.js'
import { wordsInRecording, type WordAt } from './sung-in-recording.js'
import { movedPhrase, tuneOf, type TunePhrase } from './tune.js'
import { sectionsOfTune, type TuneSection } from './tune-sections.js'

/** Fewer heard notes than this are no melody. */
const FEWEST_NOTES = 6
/** From this closeness on nothing is put before or behind the heard song. */
const AS_IT_IS_FROM = 0.8
/** How often the heard form is gone through at most to make room for words. */
const MOST_PASSES = 6

/**
 * Plays a heard song in another style: its melody, sung with words or played, its form and its chords; tempo, key,
 * harmony and players after the style, the more freely the lower `audioWeight`. The recording itself is not heard.
 */
export function composeCover(
  brief: Brief & {
    readonly source: { readonly recording: HeardRecording; readonly words?: readonly RecordedWord[] }
  },
  seed: number,
  takeIndex: number,
): ComposedSong {
  const { recording: heard } = brief.source
  const random = createRandom(seed)
  const { reading, guessed } = styleBeside(brief, heard)
  const profile = profileFor(reading)
  const closeness = brief.audioWeight ?? 0.5
  const frame = frameRecording(heard, profile.tempo, Infinity)
  const { beatsPerBar } = frame.grid
  const bpm = coverTempo(frame.grid.bpm, reading, profile.tempo, closeness)
  const chosen = chooseSettings(profile, reading, takeIndex, random.fork('settings'))
  const instrumental = brief.instrumental || reading.voice.none === true
  const written = instrumental
    ? undefined
    : lyricsFor(brief, reading, chosen, takeIndex, random.fork('lyrics'))
  const sheet = written?.sections.some(({ lines }) => lines.length > 0) ? written : undefined
  const { persona } = reading.voice
  const singer = chooseSinger(profile.singing, reading.voice, takeIndex, random.fork('voice').fork('singer'))
  const range = singingRange(singer, reading.voice.register ?? profile.singing.register)

  const wordAt = wordsInRecording(sheet, brief.source.words)
  const material = heardMaterial(frame, wordAt)
  const tune = material.phrases
  const hasTune = tune.flat().length >= FEWEST_NOTES
  const shift = coverKeyShift({
    heard: heard.key,
    asked: reading.tonic,
    closeness,
    phrases: hasTune ? tune : [],
    range,
    profile,
  })
  const key: Key = { ...heard.key, tonic: pitchClassOf(heard.key.tonic + shift) }
  const played = profileOnGrid(profile, { bpm, meter: frame.grid.meter }, takeIndex, random.fork('settings'))
  const settings: SongSettings = {
    ...chosen,
    profile: played,
    bpm,
    bpmIsFree: false,
    meter: frame.grid.meter,
    beatsPerBar,
    key,
  }
  const sections = material.sections.map((section): TuneSection => {
    const melody = section.phrases.map((phrase) => movedPhrase(phrase, 0, shift))
    const bars = recolour({
      bars: section.bars.map((bar) => transposed(bar, shift)),
      melody: melody.flat(),
      beatsPerBar,
      key,
      colour: profile.harmony.colour,
      temperature: settings.temperature,
      closeness,
      // The same for every section: what comes back comes back with its chords.
      random: random.fork(`harmony ${takeIndex}`),
    })
    return { ...section, bars, phrases: hasTune ? melody : [] }
  })
  const maxSeconds = brief.maxDurationSeconds - 2.5
  const wantedSeconds = brief.durationSeconds ?? reading.durationSeconds
  const request = { sections, sheet, settings, maxSeconds, wantedSeconds, closeness }
  const laid = hasTune
    ? layHeardTune(request, reading.energy)
    : layNewTune(request, reading, takeIndex, random.fork('form'))
  const endBeat = laid.sections.at(-1)!.endBeat
  const plan: SongPlan = {
    bpm,
    beatsPerBar,
    meter: settings.meter,
    swing: settings.swing,
    key,
    sections: laid.sections,
    endBeat,
  }
  const bars = endingAtHome(laid.bars, key)
  const chords = spansOfBars(bars, 0, beatsPerBar, endBeat)
  const tempoMap = tempoWithEnding(bpm, endBeat, ritardandoBeats(settings.ending, bars.length, beatsPerBar))
  const parts = playEnsemble({
    plan,
    chords,
    tempoMap,
    profile: played,
    reading,
    ending: settings.ending,
    ...(sheet ? { sheet } : {}),
    ...(laid.form
      ? {
          tune: (orchestra) =>
            performTune({
              form: laid.form!,
              plan,
              orchestra,
              singer,
              range,
              manner: leadManner(played, reading),
              ...(persona?.voice && { voice: persona.voice }),
            }),
        }
      : {}),
    takeIndex,
    random,
  })
  const score: Score = {
    format: 1,
    engine: ENGINE_VERSION,
    seed,
    title: titleFor(brief, sheet?.title, reading, takeIndex, random.fork(`title ${reading.tags}`)),
    tags: reading.tags,
    genre: reading.blend[0]!.profile.id,
    tempoMap,
    meters: [{ beat: 0, ...plan.meter }],
    keys: [{ beat: 0, ...key }],
    sections: sectionsOfScore(laid.sections),
    chords,
    tracks: parts.tracks,
    recordings: [],
    lyrics: sheet?.text ?? '',
    mix: mixFor(profile.mix, reading.mix),
    endBeat,
    tailSeconds: tailFor(settings.ending, (endBeat * 60) / bpm),
  }
  return {
    score: balanceMix(score),
    warnings: [
      ...styleWarnings(reading),
      ...coverDoubts(heard, reading.mode, hasTune),
      ...laid.warnings,
      ...parts.warnings,
      ...(sheet ? lyricWarnings(sheet) : []),
    ],
    explanation: {
      style: [...explainStyle(reading), ...(guessed ? ['guessed from tempo, meter, mode and loudness'] : [])],
      recording: [
        `heard ${Math.round(heard.tempoBpm * 10) / 10} bpm, ${keyName(heard.key)}, ${heard.melody.length} notes, ${heard.chords.length} chords`,
        `played at ${Math.round(bpm * 10) / 10} bpm in ${keyName(key)}, closeness ${closeness}`,
      ],
      form: laid.sections.map(
        ({ label, startBeat, endBeat: to }) => `${label}: ${(to - startBeat) / beatsPerBar} bars`,
      ),
      voice: sheet
        ? [singer.label, ...(wordAt ? ['the words are sung where the recording sings them'] : [])]
        : ['nobody sings'],
      arrangement: parts.facts,
    },
  }
}

/** The heard song from its first to its last bar of music, in sections; beats count from that first bar. */
function heardMaterial(
  frame: RecordingFrame,
  wordAt: WordAt | undefined,
): { sections: TuneSection[]; phrases: TunePhrase[] } {
  const { heard, grid } = frame
  const played = playedBars(frame)
  const tune = tuneOf(heard.melody, grid, heard.key, wordAt)
  // A pick-up may begin in a bar that is silent otherwise.
  const opening = Math.floor((tune[0]?.[0]?.startBeat ?? Infinity) / grid.beatsPerBar)
  const [first, last] = [Math.max(0, Math.min(played[0]!, opening)), played.at(-1)! + 1]
  const phrases = tune.map((phrase) => movedPhrase(phrase, -first * grid.beatsPerBar))
  const bars = heardBarChords(heard, grid, last) ?? barsUnderMelody(frame, last)
  return { sections: sectionsOfTune(bars.slice(first), phrases, grid.beatsPerBar), phrases }
}

/** A harmony for a melody that was heard alone. */
function barsUnderMelody({ heard, grid }: RecordingFrame, barCount: number): BarChords[] {
  const { beatsPerBar } = grid
  const spans = harmoniseMelody({
    heard,
    grid,
    key: heard.key,
    endBeat: barCount * beatsPerBar,
    whim: () => 0,
  })
  return Array.from({ length: barCount }, (_, bar) =>
    spans
      .filter(
        ({ startBeat, endBeat }) =>
          startBeat < (bar + 1) * beatsPerBar - 1e-6 && endBeat > bar * beatsPerBar + 1e-6,
      )
      .map(({ root, quality }) => ({ root, quality })),
  )
}

function transposed(bar: BarChords, semitones: number): BarChords {
  return bar.map((chord) => ({
    ...chord,
    root: pitchClassOf(chord.root + semitones),
    ...(chord.bass === undefined ? {} : { bass: pitchClassOf(chord.bass + semitones) }),
  }))
}

interface LaidCover {
  readonly sections: PlannedSection[]
  readonly bars: readonly BarChords[]
  /** Absent where a new tune is to be written. */
  readonly form?: CoverForm
  readonly warnings: readonly StudioWarning[]
}

interface LayRequest {
  readonly sections: readonly TuneSection[]
  readonly sheet: LyricSheet | undefined
  readonly settings: SongSettings
  readonly maxSeconds: number
  readonly wantedSeconds: number | undefined
  readonly closeness: number
}

function layHeardTune(request: LayRequest, mood: number): LaidCover {
  const { sections, sheet, settings, maxSeconds, wantedSeconds, closeness } = request
  const { beatsPerBar, bpm, key, profile } = settings
  const free = closeness < AS_IT_IS_FROM
  const length = sections.reduce((sum, { bars }) => sum + bars.length, 0)
  const edge = !free || length < 8 ? 0 : (beatsPerBar * 60) / bpm > 2.6 ? 2 : 4
  const form = formOfCover({
    heard: sections,
    ...(sheet ? { sheet } : {}),
    bpm,
    beatsPerBar,
    maxSeconds,
    ...(wantedSeconds === undefined ? {} : { wantedSeconds }),
    introBars: edge,
    outroBars: edge,
  })
  const drafts = form.sections.map(({ kind, label, bars }) => ({ kind, label, bars: bars.length, lines: [] }))
  return {
    sections: placeSections({
      drafts,
      energies: energyCurve(drafts, profile.form, mood),
      beatsPerBar,
      key,
      liftSteps: 0,
      bridgeSteps: 0,
    }),
    bars: form.sections.flatMap(({ bars }) => bars),
    form,
    warnings:
      form.leftOut === 0
        ? []
        : [
            {
              code: 'lyrics_shortened',
              message: `The melody of the recording has no room for all the lyrics; ${form.leftOut} lines are left out`,
            },
          ],
  }
}

/** The heard bars with room for a tune of our own: sections of the words over them, or verses and choruses in turn. */
function layNewTune(
  { sections, sheet, settings, maxSeconds, wantedSeconds }: LayRequest,
  reading: Parameters<typeof placeWords>[0]['reading'],
  takeIndex: number,
  random: Random,
): LaidCover {
  const { beatsPerBar, bpm, key, profile } = settings
  const once = sections.flatMap(({ bars }) => bars)
  const room = Math.max(
    1,
    Math.floor((Math.min(maxSeconds, wantedSeconds ?? Infinity) * bpm) / 60 / beatsPerBar),
  )
  const passesFor = (bars: number): number =>
    Math.min(MOST_PASSES, Math.max(1, Math.ceil(bars / once.length)))
  const barsOf = (passes: number): BarChords[] =>
    Array.from({ length: Math.min(room, passes * once.length) }, (_, i) => once[i % once.length]!)
  if (!sheet) {
    const passes = wantedSeconds === undefined ? 1 : passesFor(room)
    const bars = barsOf(passes)
    const again = Array.from({ length: passes }, () => sections).flat()
    let used = 0
    const drafts = again.flatMap(({ kind, bars: own }) => {
      const count = Math.min(own.length, bars.length - used)
      used += count
      return count > 0 ? [{ kind, label: '', bars: count, lines: [] }] : []
    })
    const energies = energyCurve(drafts, profile.form, reading.energy)
    return {
      sections: placeSections({ drafts, energies, beatsPerBar, key, liftSteps: 0, bridgeSteps: 0 }),
      bars,
      warnings: [],
    }
  }
  for (let passes = passesFor(wantedSeconds === undefined ? 1 : room); ; passes++) {
    const bars = barsOf(passes)
    const placed = placeWords({
      bars: bars.map((_, i) => i),
      endBeat: bars.length * beatsPerBar,
      settings,
      reading,
      sheet,
      takeIndex,
      random,
    })
    const isShort = placed.warnings.some(({ code }) => code === 'lyrics_shortened')
    if (isShort && passes < MOST_PASSES && bars.length < room) continue
    return { sections: placed.sections, bars, warnings: placed.warnings }
  }
}

/** The last bar comes home, whatever the recording breaks off on. */
function endingAtHome(bars: readonly BarChords[], key: Key): BarChords[] {
  const last = bars.at(-1)![0]!
  if (pitchClassOf(last.root) === key.tonic) return [...bars.slice(0, -1), [last]]
  const home = bars.flat().find(({ root }) => root === key.tonic)
  return home ? [...bars.slice(0, -1), [home]] : [...bars]
}

function coverDoubts(
  heard: HeardRecording,
  askedMode: Key['mode'] | undefined,
  hasTune: boolean,
): StudioWarning[] {
  return [
    ...(hasTune
      ? []
      : [
          {
            code: 'melody_not_heard',
            message:
              'No leading melody was heard in the recording; a new one is written over its chords and form',
          },
        ]),
    ...(askedMode === undefined || askedMode === heard.key.mode
      ? []
      : [
          {
            code: 'mode_from_recording',
            message: `${askedMode} was asked for; the recording's melody is in ${heard.key.mode} and keeps its mode`,
          },
        ]),
    ...(heard.beatConfidence < 0.3
      ? [{ code: 'beat_uncertain', message: 'The recording has no clear beat; its best guess is followed' }]
      : []),
  ]
}
