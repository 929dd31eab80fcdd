import { createRandom } from '../../../dsp/random.js'
import type { HeardRecording } from '../../../music/heard.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { RecordedWord } from '../../../music/recorded-word.js'
import { keyName } from '../../../music/scale.js'
import type { ChordSpan, RecordingTrack, Score, SectionKind } from '../../../music/score.js'
import { RECORDING_IDS } from '../../../music/song-source.js'
import { constantTempo } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { readStyle } from '../../style/read-style.js'
import { profileFor } from '../profile-for.js'
import { explainStyle, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { sectionsOfScore } from '../ensemble.js'
import { mixFor } from '../mixing.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { heardBarChords, spansOfBars } from '../recording-frame-chords.js'
import { askedKeyOf } from '../recording-frame-doubts.js'
import { layBeatGrid } from '../accompany/beat-grid.js'
import { titleFor } from '../titles.js'
import { BAND_STEM } from '../topline/voice-over-recording.js'
import { commonKey, commonTempo, type CommonKey, type CommonTempo } from './common-grid.js'
import { bandUnderVoice } from './band-under-voice.js'
import { barsFrom, fitBars } from './fit-recording.js'
import { formInBars, type FormPart } from './form-in-bars.js'
import { mashUpDoubts } from './mash-up-doubts.js'
import { playBars } from './play-bars.js'
import { playersOfStyle } from './players-of-style.js'
import { wordsInSong } from './words-in-song.js'

/** Bars the band plays before the voice's recording begins. */
const INTRO_BARS = 4
/** Bars the band goes on with its own ending when the voice's recording is over, at most. */
const MOST_OUTRO_BARS = 8
/** How far what frames the voice is expected to lie under the band's loudest part, where the band has no such part, in dB. */
const FRAMING_DB = -6
/** Fader of the voice over the band; both come at one loudness. In dB. */
const VOICE_DB = 1.5
const TAIL_SECONDS = 1.2
/** Energy of parts that are not told as verses are. */
const ENERGY: Readonly<Partial<Record<SectionKind, number>>> = {
  ...{ intro: 0.45, outro: 0.45, break: 0.4, interlude: 0.5 },
  ...{ chorus: 0.8, 'post-chorus': 0.78, drop: 0.85 },
}

/**
 * The voice of the first recording over the band of the second: one tempo by stretching both, one key by the least
 * transposition, bar line on bar line. The form is the voice's; the band is cut and played over at bar lines so that each
 * part is sung over what suits it. A style that is asked for adds its drums and a light accompaniment on the common grid.
 */
export function composeMashUp(
  brief: Brief & {
    readonly source: {
      readonly recordings: readonly [HeardRecording, HeardRecording]
      readonly words?: readonly RecordedWord[]
    }
  },
  seed: number,
  takeIndex: number,
): ComposedSong {
  const { recordings } = brief.source
  const [voice, band] = recordings
  const random = createRandom(seed)
  const reading = readStyle({ ...brief, instrumental: false })
  const profile = profileFor(reading)
  const { beatsPerBar } = band
  const tempo = commonTempo(recordings, reading.bpm)
  const tonality = commonKey(voice.key, band.key, askedKeyOf(brief, reading))
  const { bpm } = tempo
  const barSeconds = (beatsPerBar * 60) / bpm

  const voiceFit = { heard: voice, beatsPerHeard: tempo.beatsPerHeard[0], beatsPerBar, bpm }
  const bandFit = { heard: band, beatsPerHeard: tempo.beatsPerHeard[1], beatsPerBar, bpm }
  const voiceFrom = firstSoundingBar(voice, beatsPerBar / voiceFit.beatsPerHeard)
  const bandFrom = firstSoundingBar(band, beatsPerBar)
  const most = Math.max(2, Math.floor((brief.maxDurationSeconds - TAIL_SECONDS) / barSeconds))
  const wanted = brief.durationSeconds ?? reading.durationSeconds
  const wantedBars =
    wanted === undefined ? Infinity : Math.max(2, Math.round((wanted - TAIL_SECONDS) / barSeconds))
  const room = Math.min(most, wantedBars)
  // A voice that is recorded alone needs the band to begin; a song brings its own introduction.
  const isAlone = voice.chords.length === 0
  const intro = isAlone && room >= 3 * INTRO_BARS ? INTRO_BARS : 0
  const sungBars = Math.min(barsFrom(voiceFit, voiceFrom), room - intro)
  const bandForm = formInBars(bandFit, bandFrom, barsFrom(bandFit, bandFrom))
  const form = withEdges(formInBars(voiceFit, voiceFrom, sungBars), bandForm, {
    intro,
    outro: wantedBars === Infinity ? Math.min(MOST_OUTRO_BARS, most - intro - sungBars) : 0,
  })
  const bandBars = bandUnderVoice(form, bandForm)
  const barCount = bandBars.length
  const firstBandBar = Math.min(...bandBars)

  const voiceTreatment = fitBars(
    { ...voiceFit, firstBar: voiceFrom, barCount: sungBars },
    'voice',
    tonality.shift[0],
  )
  const bandTreatment = fitBars(
    { ...bandFit, firstBar: firstBandBar, barCount: Math.max(...bandBars) + 1 - firstBandBar },
    'band',
    tonality.shift[1],
  )
  const tracks: RecordingTrack[] = [
    {
      id: RECORDING_IDS[0],
      stem: 'vocal',
      startSeconds: intro * barSeconds,
      durationSeconds: voiceTreatment.warp.at(-1)!.treatedSeconds,
      gainDb: 0,
      treatment: voiceTreatment,
    },
    ...playBars(bandBars, firstBandBar, barSeconds).map((piece): RecordingTrack => ({
      id: RECORDING_IDS[1],
      stem: BAND_STEM,
      ...piece,
      gainDb: 0,
      treatment: bandTreatment,
    })),
  ]

  const sung = wordsInSong(brief.source.words, voiceTreatment, intro * barSeconds)
  const endBeat = barCount * beatsPerBar
  const sections = sectionsOf(form, beatsPerBar, tonality)
  const chords = chordsOf(band, bandBars, tonality, endBeat)
  const hasStyle = reading.understood.length > 0
  const players = hasStyle
    ? playersOfStyle(
        { plan: planOf(sections, tempo, tonality, beatsPerBar, endBeat, reading.swing), chords },
        { profile, reading, takeIndex, random },
      )
    : { tracks: [], unmet: [] }
  const mix = mixFor(profile.mix, reading.mix)
  const score: Score = {
    format: 1,
    engine: ENGINE_VERSION,
    seed,
    title: titleFor(brief, undefined, reading, takeIndex, random.fork(`title ${reading.tags}`)),
    tags: reading.tags,
    genre: reading.blend[0]!.profile.id,
    tempoMap: constantTempo(bpm),
    meters: [{ beat: 0, numerator: beatsPerBar, denominator: 4 }],
    keys: [{ beat: 0, ...tonality.key }],
    sections: sectionsOfScore(sections),
    chords,
    tracks: players.tracks,
    recordings: tracks,
    ...(sung ? { recordedWords: sung, lyrics: brief.lyrics! } : { lyrics: '' }),
    mix: {
      ...mix,
      stems: { ...mix.stems, vocal: { gainDb: VOICE_DB, sends: { plate: -18 } }, [BAND_STEM]: { gainDb: 0 } },
    },
    endBeat,
    tailSeconds: TAIL_SECONDS,
  }
  return {
    score,
    warnings: [
      ...styleWarnings(reading),
      ...mashUpDoubts(brief, recordings, tempo, tonality, sung !== undefined),
      ...players.unmet.map((name) => ({
        code: 'instrument_not_available',
        message: `"${name}" was asked for and refused at the same time, or is not available; it does not play`,
      })),
    ],
    explanation: {
      style: explainStyle(reading),
      recording: [
        `voice: ${Math.round(voice.tempoBpm * 10) / 10} bpm, ${keyName(voice.key)}; played at ${percent(tempo.speed[0])}, ${tonality.shift[0]} semitones`,
        `band: ${Math.round(band.tempoBpm * 10) / 10} bpm, ${keyName(band.key)}; played at ${percent(tempo.speed[1])}, ${tonality.shift[1]} semitones`,
        `together ${Math.round(bpm * 10) / 10} bpm in ${keyName(tonality.key)}, ${barCount} bars, the voice from bar ${intro}`,
      ],
      form: sections.map(({ label, startBeat, endBeat: to }) => {
        const [from, until] = [startBeat, to].map((beat) => Math.round(beat / beatsPerBar))
        return `${label}: beats ${startBeat} to ${to}, over the band's bars ${runsOf(bandBars.slice(from, until))}`
      }),
      arrangement: players.tracks.map((track) => `${track.id}: ${track.instrument}`),
    },
  }
}

const percent = (speed: number): string => `${Math.round(speed * 1000) / 10} % of its speed`

/** `1-8, 1-4`: runs of bars, counted from 1 at the band's first downbeat. */
function runsOf(bars: readonly number[]): string {
  const starts = bars.flatMap((bar, i) => (i > 0 && bar === bars[i - 1]! + 1 ? [] : [i]))
  return starts
    .map((start, i) => `${bars[start]! + 1}-${bars[(starts[i + 1] ?? bars.length) - 1]! + 1}`)
    .join(', ')
}

/** Its own bar, counted from the first downbeat, in which something is heard first; -1 for a pick-up. */
function firstSoundingBar(heard: HeardRecording, heardBeatsPerBar: number): number {
  const start = heard.phrases[0]?.startSeconds ?? 0
  const beat = heard.beatTimesSeconds.findLastIndex((time) => time <= start + 0.08)
  return Math.max(-1, Math.floor((Math.max(0, beat) - heard.firstDownbeatIndex) / heardBeatsPerBar + 1e-9))
}

/** The voice's form between what the band plays before and after it; an ending only where the band has one of its own. */
function withEdges(
  voice: readonly FormPart[],
  band: readonly FormPart[],
  { intro, outro }: { readonly intro: number; readonly outro: number },
): FormPart[] {
  const first = voice[0]!
  const last = voice.at(-1)!
  const opening = band.find(({ kind }) => kind === 'intro')
  const ending = band.findLast(({ kind, barCount }) => kind === 'outro' && barCount > 1)
  const outroBars = last.kind === 'outro' ? 0 : Math.min(outro, ending?.barCount ?? 0)
  const before: FormPart = {
    kind: 'intro',
    label: '(before)',
    firstBar: first.firstBar - intro,
    barCount: intro,
    levelDb: opening?.levelDb ?? FRAMING_DB,
  }
  const after: FormPart = {
    kind: 'outro',
    label: '(after)',
    firstBar: last.firstBar + last.barCount,
    barCount: outroBars,
    levelDb: ending?.levelDb ?? FRAMING_DB,
  }
  return [before, ...voice, after].filter(({ barCount }) => barCount > 0)
}

/** The parts of the form in the song's beats. */
function sectionsOf(form: readonly FormPart[], beatsPerBar: number, { key }: CommonKey): PlannedSection[] {
  const counts = new Map<string, number>()
  let bar = 0
  return form.map(({ kind, barCount, levelDb }): PlannedSection => {
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    const startBeat = bar * beatsPerBar
    bar += barCount
    return {
      id: `${kind}-${number}`,
      kind,
      label: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${number}`,
      startBeat,
      endBeat: bar * beatsPerBar,
      energy: energyOf(kind, levelDb),
      key,
      lines: [],
    }
  })
}

/** How much a part asks for, 0 … 1, by what it is and how loud it was sung. */
function energyOf(kind: SectionKind, levelDb: number): number {
  const usual = ENERGY[kind] ?? 0.6
  return Math.round(100 * Math.min(0.95, Math.max(0.25, usual + Math.max(-12, levelDb) / 60))) / 100
}

/** The band's chords in the bars that are played of it. */
function chordsOf(
  band: HeardRecording,
  bandBars: readonly number[],
  { key, shift }: CommonKey,
  endBeat: number,
): ChordSpan[] {
  const grid = layBeatGrid(band, 1)
  const lead = Math.round((grid.offsetBeats + band.firstDownbeatIndex) / grid.beatsPerBar)
  const heard = heardBarChords(band, grid, lead + Math.max(...bandBars) + 1)
  const home = [{ root: key.tonic, quality: key.mode === 'major' ? ('maj' as const) : ('min' as const) }]
  const bars = bandBars.map((bar) =>
    (heard?.[lead + bar] ?? home).map((chord) => ({
      root: heard ? pitchClassOf(chord.root + shift[1]) : chord.root,
      quality: chord.quality,
    })),
  )
  return spansOfBars(bars, 0, grid.beatsPerBar, endBeat)
}

function planOf(
  sections: PlannedSection[],
  { bpm }: CommonTempo,
  { key }: CommonKey,
  beatsPerBar: number,
  endBeat: number,
  swing: number | undefined,
): SongPlan {
  return {
    bpm,
    beatsPerBar,
    meter: { numerator: beatsPerBar, denominator: 4 },
    // Two recordings have their own feel already.
    swing: swing ?? 0.5,
    key,
    sections,
    endBeat,
  }
}
