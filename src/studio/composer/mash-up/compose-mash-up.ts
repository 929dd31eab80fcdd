import { createRandom } from '../../../dsp/random.js'
import type { HeardRecording } from '../../../music/heard.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { RecordedWord } from '../../../music/recorded-word.js'
import { keyName } from '../../../music/scale.js'
import type { ChordSpan, InstrumentTrack, RecordingTrack, Score } from '../../../music/score.js'
import { RECORDING_IDS } from '../../../music/song-source.js'
import { constantTempo } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong, StudioWarning } from '../../brief.js'
import { readStyle } from '../../style/read-style.js'
import { arrange } from '../arrangement/arrange.js'
import { chooseOrchestra, type Orchestra } from '../arrangement/orchestra.js'
import { barsOf, type SongFrame } from '../arrangement/song-frame.js'
import { blendProfiles } from '../blend-profiles.js'
import { explainStyle, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { sectionsOfScore } from '../ensemble.js'
import { mixFor } from '../mixing.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { profileOnGrid } from '../settings.js'
import { heardBarChords, spansOfBars } from '../recording-frame-chords.js'
import { askedKeyOf } from '../recording-frame-doubts.js'
import { layBeatGrid } from '../accompany/beat-grid.js'
import { titleFor } from '../titles.js'
import { BAND_STEM } from '../topline/voice-over-recording.js'
import { commonKey, commonTempo, type CommonKey, type CommonTempo } from './common-grid.js'
import { barsFrom, fitBars } from './fit-recording.js'
import { wordsInSong } from './words-in-song.js'

/** Beyond this change of speed, up or down, it is heard that a recording is stretched. */
const AUDIBLE_STRETCH = 1.15
/** Bars the band plays before the voice's recording begins. */
const INTRO_BARS = 4
const SECTION_BARS = 8
/** How new players lie beside the recorded band, in dB. */
const NEW_PLAYERS_DB = -5
/** Fader of the voice over the band; both come at one loudness. In dB. */
const VOICE_DB = 1.5
const TAIL_SECONDS = 1.2

/**
 * The voice of the first recording over the band of the second: one tempo by stretching both, one key by the least
 * transposition, bar line on bar line, the band played over as long as the voice lasts. A style that is asked for adds
 * its drums and a light accompaniment on the common grid.
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
  const profile = blendProfiles(reading.blend)
  const { beatsPerBar } = band
  const tempo = commonTempo(recordings, reading.bpm)
  const tonality = commonKey(voice.key, band.key, askedKeyOf(brief, reading))
  const { bpm } = tempo
  const barSeconds = (beatsPerBar * 60) / bpm

  const voiceFit = { heard: voice, beatsPerHeard: tempo.beatsPerHeard[0], beatsPerBar, bpm }
  const bandFit = { heard: band, beatsPerHeard: tempo.beatsPerHeard[1], beatsPerBar, bpm }
  const voiceFrom = firstSoundingBar(voice, beatsPerBar / voiceFit.beatsPerHeard)
  const bandFrom = firstSoundingBar(band, beatsPerBar)
  const voiceBars = barsFrom(voiceFit, voiceFrom)
  const bandBars = barsFrom(bandFit, bandFrom)
  const most = Math.max(2, Math.floor((brief.maxDurationSeconds - TAIL_SECONDS) / barSeconds))
  const wanted = brief.durationSeconds ?? reading.durationSeconds
  const wantedBars =
    wanted === undefined ? Infinity : Math.max(2, Math.round((wanted - TAIL_SECONDS) / barSeconds))
  // A voice that is recorded alone needs the band to begin; a song brings its own introduction.
  const isAlone = voice.chords.length === 0
  const intro = isAlone && Math.min(most, wantedBars) >= 3 * INTRO_BARS ? INTRO_BARS : 0
  const barCount = Math.min(most, wantedBars, intro + voiceBars)
  const sungBars = Math.min(voiceBars, barCount - intro)
  const loopBars = wholePhrases(Math.min(bandBars, barCount))

  const voiceTreatment = fitBars(
    { ...voiceFit, firstBar: voiceFrom, barCount: sungBars },
    'voice',
    tonality.shift[0],
  )
  const bandTreatment = fitBars(
    { ...bandFit, firstBar: bandFrom, barCount: loopBars },
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
    ...Array.from({ length: Math.ceil(barCount / loopBars) }, (_, round): RecordingTrack => ({
      id: RECORDING_IDS[1],
      stem: BAND_STEM,
      startSeconds: round * loopBars * barSeconds,
      durationSeconds: Math.min(loopBars, barCount - round * loopBars) * barSeconds,
      gainDb: 0,
      treatment: bandTreatment,
    })),
  ]

  const sung = wordsInSong(brief.source.words, voiceTreatment, intro * barSeconds)
  const endBeat = barCount * beatsPerBar
  const sections = sectionsOf(barCount, intro, beatsPerBar, tonality)
  const chords = chordsOf(band, bandFrom, loopBars, barCount, tonality, endBeat)
  const hasStyle = reading.understood.length > 0
  const players = hasStyle
    ? newPlayers(
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
      ...doubts(brief, recordings, tempo, tonality, sung !== undefined),
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
      form: sections.map(({ label, startBeat, endBeat: to }) => `${label}: beats ${startBeat} to ${to}`),
      arrangement: players.tracks.map((track) => `${track.id}: ${track.instrument}`),
    },
  }
}

const percent = (speed: number): string => `${Math.round(speed * 1000) / 10} % of its speed`

/** Its own bar, counted from the first downbeat, in which something is heard first; -1 for a pick-up. */
function firstSoundingBar(heard: HeardRecording, heardBeatsPerBar: number): number {
  const start = heard.phrases[0]?.startSeconds ?? 0
  const beat = heard.beatTimesSeconds.findLastIndex((time) => time <= start + 0.08)
  return Math.max(-1, Math.floor((Math.max(0, beat) - heard.firstDownbeatIndex) / heardBeatsPerBar + 1e-9))
}

/** Whole groups of eight, four or two bars, so that a loop begins again where a phrase does. */
function wholePhrases(bars: number): number {
  const group = [8, 4, 2].find((size) => bars >= size) ?? 1
  return bars - (bars % group)
}

function sectionsOf(
  barCount: number,
  intro: number,
  beatsPerBar: number,
  { key }: CommonKey,
): PlannedSection[] {
  const sections: PlannedSection[] = []
  const add = (kind: PlannedSection['kind'], from: number, to: number, energy: number): void => {
    const number = sections.filter((section) => section.kind === kind).length + 1
    sections.push({
      id: `${kind}-${number}`,
      kind,
      label: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${number}`,
      startBeat: from * beatsPerBar,
      endBeat: to * beatsPerBar,
      energy,
      key,
      lines: [],
    })
  }
  if (intro > 0) add('intro', 0, intro, 0.45)
  for (let bar = intro, block = 0; bar < barCount; block++) {
    const left = barCount - bar
    const length = left < SECTION_BARS * 1.5 ? left : SECTION_BARS
    add(block % 2 === 0 ? 'verse' : 'chorus', bar, bar + length, block % 2 === 0 ? 0.55 : 0.72)
    bar += length
  }
  return sections
}

/** The band's chords where it plays in the song, over and over as it is. */
function chordsOf(
  band: HeardRecording,
  firstBar: number,
  loopBars: number,
  barCount: number,
  { key, shift }: CommonKey,
  endBeat: number,
): ChordSpan[] {
  const grid = layBeatGrid(band, 1)
  const lead = Math.round((grid.offsetBeats + band.firstDownbeatIndex) / grid.beatsPerBar) + firstBar
  const heard = heardBarChords(band, grid, lead + loopBars)?.slice(lead)
  const home = [{ root: key.tonic, quality: key.mode === 'major' ? ('maj' as const) : ('min' as const) }]
  const bars = Array.from({ length: barCount }, (_, bar) =>
    (heard?.[bar % loopBars] ?? home).map((chord) => ({
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

/** Drums, and one player of harmony, of the style that was asked for. */
function newPlayers(
  { plan, chords }: { readonly plan: SongPlan; readonly chords: readonly ChordSpan[] },
  {
    profile,
    reading,
    takeIndex,
    random,
  }: {
    readonly profile: ReturnType<typeof blendProfiles>
    readonly reading: ReturnType<typeof readStyle>
    readonly takeIndex: number
    readonly random: ReturnType<typeof createRandom>
  },
): { tracks: InstrumentTrack[]; unmet: readonly string[] } {
  const orchestra = chooseOrchestra(profile, reading, takeIndex, random.fork('orchestra'))
  const wished = new Set(reading.instruments.flatMap(({ ids }) => ids))
  const harmony =
    orchestra.seats.find(({ instrument }) => wished.has(instrument.id)) ??
    orchestra.seats.find(({ slot }) => slot.role === 'pad') ??
    orchestra.seats.find(({ slot }) => slot.role === 'chords')
  const light: Orchestra = {
    seats: orchestra.seats.filter(
      (seat) => seat.slot.role === 'drums' || seat.slot.role === 'percussion' || seat === harmony,
    ),
    unmet: orchestra.unmet,
  }
  const frame: SongFrame = {
    plan,
    chords,
    bars: barsOf(plan),
    leadSpans: [{ startBeat: 0, endBeat: plan.endBeat }],
    isSung: true,
  }
  const { tracks } = arrange({
    frame,
    profile: profileOnGrid(profile, plan, takeIndex, random.fork('settings')),
    orchestra: light,
    tempoMap: constantTempo(plan.bpm),
    ending: 'hold',
    temperature: reading.temperature,
    takeIndex,
    random: random.fork('arrangement'),
  })
  return {
    tracks: tracks.map((track) => ({
      ...track,
      // The recorded band has its own stem to itself.
      stem: track.stem === BAND_STEM ? 'synth' : track.stem,
      gainDb: track.gainDb + NEW_PLAYERS_DB,
    })),
    unmet: light.unmet,
  }
}

function doubts(
  brief: Brief,
  [voice, band]: readonly [HeardRecording, HeardRecording],
  tempo: CommonTempo,
  tonality: CommonKey,
  isLyricsSung: boolean,
): StudioWarning[] {
  const warnings: StudioWarning[] = []
  const stretched = Math.max(...tempo.speed.map((speed) => Math.max(speed, 1 / speed)))
  if (stretched > AUDIBLE_STRETCH) {
    warnings.push({
      code: 'stretched_far',
      message: `The recordings have ${Math.round(voice.tempoBpm)} and ${Math.round(band.tempoBpm)} bpm; meeting at ${Math.round(tempo.bpm)} bpm, one of them is ${Math.round((stretched - 1) * 100)} % off its speed, which can be heard`,
    })
  }
  if (tonality.shift.some((semitones) => Math.abs(semitones) > 4)) {
    warnings.push({
      code: 'transposed_far',
      message: `The recordings are in ${keyName(voice.key)} and ${keyName(band.key)}; they are moved by ${tonality.shift.join(' and ')} semitones, which can be heard`,
    })
  }
  if (voice.beatsPerBar !== band.beatsPerBar) {
    warnings.push({
      code: 'meters_differ',
      message: `The voice's recording has ${voice.beatsPerBar} beats a bar, the band's ${band.beatsPerBar}; the band's are counted`,
    })
  }
  if (brief.lyrics?.trim() && !isLyricsSung) {
    warnings.push({
      code: 'lyrics_not_sung',
      message: 'A mash-up sings what the first recording sings; the lyrics given are not used',
    })
  }
  if (brief.instrumental) {
    warnings.push({
      code: 'voice_kept',
      message:
        'A mash-up is the voice of the first recording over the second; it is heard although "instrumental" is set',
    })
  }
  for (const [name, heard] of [
    ['first', voice],
    ['second', band],
  ] as const) {
    if (heard.beatConfidence < 0.3) {
      warnings.push({
        code: 'beat_uncertain',
        message: `The ${name} recording has no clear beat; its best guess is followed`,
      })
    }
  }
  return warnings
}
