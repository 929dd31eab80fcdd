import { durationSeconds, type Audio } from '../../../src/dsp/audio.js'
import { integratedLufs, truePeakDbtp } from '../../../src/dsp/loudness.js'
import { keyName } from '../../../src/music/scale.js'
import type { SpectrumName } from '../../../src/music/score.js'
import type { StemName } from '../../../src/music/stems.js'
import { REFERENCE_SPECTRA } from '../../../src/studio/mix/reference-spectrum.js'
import type { Asked } from '../prompts.js'
import { findClicks, type Click } from './clicks.js'
import { genreFeatures, type GenreFeatures } from './genre-features.js'
import { hearKey, keyRelation } from './key.js'
import { dcDbfs, isHeard, isSilent, lastSoundSeconds, loudnessRangeLu } from './levels.js'
import { listen, type Listening } from './listening.js'
import { expectedMeter, hearMeter } from './meter.js'
import { fitCurve, octaveSpectrum, type CurveFit, type OctaveSpectrum } from './spectrum.js'
import { hearTempo, tempoError } from './tempo.js'

/** A song as it sounds: its master, and the loudest 400 ms of each stem in dBFS. */
export interface PerformedTake {
  readonly mix: Audio
  /** The same after coding, as listeners get it. */
  readonly decoded: Audio
  /** The curve that its genre and players are held against. */
  readonly spectrum?: SpectrumName
  readonly stemLevels: Readonly<Partial<Record<StemName, number>>>
  /** Stems that each list of asked instruments plays on in this take; empty where none of them has a part. */
  readonly stemsOfAsked: readonly (readonly StemName[])[]
  /** Length of a bar, as far as the score is concerned, in seconds: the tolerance of the length. */
  readonly barSeconds: number
  /** The asked or given length. */
  readonly wantedSeconds?: number
}

/** Everything that is measured of the sound. Booleans say whether what was asked for is heard; absent where nothing was. */
export interface AudioFigures {
  readonly seconds: number
  readonly lastSoundSeconds: number
  /** Of the decoded MP3, as is the true peak. */
  readonly lufs: number
  readonly truePeakDbtp: number
  /** What went into the encoder. */
  readonly masterDbtp: number
  readonly dcDbfs: number
  readonly rangeLu: number
  readonly clicks: readonly Click[]
  readonly spectrum: OctaveSpectrum
  readonly curve?: CurveFit & { readonly name: SpectrumName }
  readonly tempo: {
    readonly bpm: number
    readonly secondBpm?: number
    /** As a share, of the better of the two ears. */
    readonly error?: number
    readonly isHeard?: boolean
  }
  readonly key: { readonly name: string; readonly relation?: ReturnType<typeof keyRelation> }
  readonly meter: { readonly barBeats: number; readonly tripleness: number; readonly isHeard?: boolean }
  readonly stems: Readonly<Partial<Record<StemName, number>>>
  readonly instrumentsHeard?: boolean
  readonly silentHeard?: boolean
  readonly lengthMet?: boolean
  readonly features: GenreFeatures
}

/** Tempos are asked for to 1 %. */
const TEMPO_TOLERANCE = 0.01
/** Beats whose thirds sound as much as their halves fall into three. */
const TRIPLE_FROM = 0.5

/** Listens to a take with ears that know only what was asked. */
export function measureAudio(take: PerformedTake, asked: Asked): AudioFigures {
  const { mix } = take
  const seconds = durationSeconds(mix)
  const spectrum = octaveSpectrum(mix)
  const listening = listen(mix)
  const tempo = hearTempo(listening)
  const key = hearKey(listening)
  const error =
    asked.bpm === undefined
      ? undefined
      : Math.min(
          tempoError(tempo.bpm, asked.bpm),
          tempo.secondBpm === undefined ? Infinity : tempoError(tempo.secondBpm, asked.bpm),
        )
  return {
    seconds,
    lastSoundSeconds: lastSoundSeconds(mix),
    lufs: integratedLufs(take.decoded),
    truePeakDbtp: truePeakDbtp(take.decoded),
    masterDbtp: truePeakDbtp(mix),
    dcDbfs: dcDbfs(mix),
    rangeLu: loudnessRangeLu(mix),
    clicks: findClicks(mix),
    spectrum,
    ...(take.spectrum && {
      curve: { name: take.spectrum, ...fitCurve(spectrum.levelsDb, REFERENCE_SPECTRA[take.spectrum]) },
    }),
    tempo: {
      bpm: tempo.bpm,
      ...(tempo.secondBpm !== undefined && { secondBpm: tempo.secondBpm }),
      ...(error !== undefined && { error, isHeard: error <= TEMPO_TOLERANCE }),
    },
    key: { name: keyName(key), ...(asked.key && { relation: keyRelation(key, asked.key) }) },
    meter: meterFigures(listening, tempo.bpm, asked),
    stems: take.stemLevels,
    ...(asked.instruments && {
      instrumentsHeard: take.stemsOfAsked.every((stems) =>
        stems.some((stem) => isHeard(take.stemLevels[stem] ?? -Infinity)),
      ),
    }),
    ...(asked.silent && {
      silentHeard: asked.silent.every((stem) => isSilent(take.stemLevels[stem] ?? -Infinity)),
    }),
    ...(take.wantedSeconds !== undefined && {
      lengthMet: Math.abs(seconds - take.wantedSeconds) <= take.barSeconds,
    }),
    features: genreFeatures(listening, spectrum),
  }
}

/** The beat is the asked one where a tempo was asked for, else the heard one: a meter hangs on what counts as a beat. */
function meterFigures(listening: Listening, heardBpm: number, asked: Asked): AudioFigures['meter'] {
  const expected = asked.meter === undefined ? undefined : expectedMeter(asked.meter)
  const { barBeats, tripleness } = hearMeter(listening, 60 / (asked.bpm ?? heardBpm))
  return {
    barBeats,
    tripleness,
    ...(expected && {
      isHeard: expected.isTriple ? tripleness >= TRIPLE_FROM : expected.barBeats.includes(barBeats),
    }),
  }
}
