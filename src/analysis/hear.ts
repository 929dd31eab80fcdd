import { durationSeconds, toMono, type Audio } from '../dsp/audio.js'
import { integratedLufs } from '../dsp/loudness.js'
import { resample } from '../dsp/resample.js'
import type { HeardNote, HeardPhrase, HeardRecording } from '../music/heard.js'
import type { Key } from '../music/scale.js'
import { pitchClassOf } from '../music/pitch.js'
import { featuresOfBars } from './bar-features.js'
import { beatAccents } from './beat-accents.js'
import { recogniseChords } from './chords.js'
import { estimateKey, estimateKeyOfMusic } from './key.js'
import { findKeys } from './key-path.js'
import { leadMelody } from './lead-melody.js'
import { segmentNotes } from './melody.js'
import { estimateMeter } from './meter.js'
import { onsetStrength } from './onset-strength.js'
import { findPhrases, levelTrack } from './phrases.js'
import { chromaBetween, type PitchChroma } from './pitch-chroma.js'
import { trackPitch } from './pitch-track.js'
import { findPulse } from './pulse.js'
import { findSections } from './sections.js'
import { isSingleLine } from './texture.js'
import { readNotes } from './transcription/note-events.js'
import {
  atFullScale,
  listenForPitches,
  PITCH_RATE,
  type PitchNetwork,
} from './transcription/pitch-activity.js'
import { STEM_READINGS } from './transcription/stem-readings.js'
import { estimateTuning } from './tuning.js'

/** Beats and the pitch of single lines need nothing above 8 kHz. */
const ANALYSIS_RATE = 16_000
/** 10 ms. */
const HOP = 160
const HOP_SECONDS = HOP / ANALYSIS_RATE

/**
 * Listens to a whole recording: beats, bars, keys, chords, form, melody, loudness and tuning. Pure but for the network.
 * @param network Tells which keys sound, see `listenForPitches`.
 * @param onProgress Told the share done, 0 … 1.
 */
export async function hear(
  audio: Audio,
  network: PitchNetwork,
  onProgress?: (fraction: number) => void,
): Promise<HeardRecording> {
  const seconds = durationSeconds(audio)
  const loudnessLufs = integratedLufs(audio)
  const plain = resample({ sampleRate: audio.sampleRate, channels: [toMono(audio)] }, PITCH_RATE)
  const mono = resample(plain, ANALYSIS_RATE).channels[0]!
  const samples = atFullScale(plain.channels[0]!)
  const activity = await listenForPitches(samples, network, onProgress)
  const notes = readNotes(activity, STEM_READINGS.instrumental)

  const levels = levelTrack(mono, HOP)
  const phrases = findPhrases(levels, HOP_SECONDS)
  const pitchTrack = trackPitch(mono, ANALYSIS_RATE, HOP_SECONDS)
  const isAlone = isSingleLine(pitchTrack, phrases, activity)
  const melody = isAlone ? segmentNotes(pitchTrack, levels) : leadMelody(activity, samples)

  const onsets = onsetStrength(atFullScale(mono), ANALYSIS_RATE, HOP)
  const pulse = findPulse(onsets, notes, activity, seconds)
  const beats = pulse.beatTimesSeconds
  const beatChroma = chromaBetween(activity, beats)
  const meter = estimateMeter(beatAccents({ beats, onsets, beatChroma, melody, phrases, isAlone }))

  const everySecond = chromaBetween(
    activity,
    Array.from({ length: Math.max(1, Math.ceil(seconds)) }, (_, second) => second),
  )
  const keyEstimate = isAlone
    ? estimateKey(melodyWeights(melody), phraseFinals(melody, phrases))
    : estimateKeyOfMusic(profileOf(everySecond))
  const keys = isAlone
    ? [{ startSeconds: 0, endSeconds: seconds, key: keyEstimate.key }]
    : findKeys(
        seconds,
        (start, end) => profileOf(everySecond.slice(Math.floor(start), Math.ceil(end))),
        keyEstimate.key,
      )
  const keyAt = (beat: number): Key =>
    (keys.find(({ endSeconds }) => beats[beat]! < endSeconds) ?? keys.at(-1)!).key
  const { firstDownbeatIndex, beatsPerBar } = meter
  const placeInBar = (beat: number) =>
    (((beat - firstDownbeatIndex) % beatsPerBar) + beatsPerBar) % beatsPerBar
  const tuningCents = estimateTuning(mono, ANALYSIS_RATE)

  return {
    durationSeconds: seconds,
    tempoBpm: medianTempo(beats),
    beatTimesSeconds: beats,
    firstDownbeatIndex,
    beatsPerBar,
    beatDivision: pulse.division,
    key: keyEstimate.key,
    keys,
    beatConfidence: pulse.confidence,
    keyConfidence: keyEstimate.confidence,
    phrases,
    texture: isAlone ? 'single-line' : 'band',
    melody,
    chords: isAlone ? [] : recogniseChords(beatChroma, keyAt, placeInBar),
    sections: findSections(
      featuresOfBars(barLines(beats, firstDownbeatIndex, beatsPerBar, seconds), activity, samples),
      seconds,
    ),
    loudnessLufs,
    ...(tuningCents === undefined ? {} : { tuningCents }),
  }
}

/** How much each pitch class sounds altogether. */
function profileOf(chroma: readonly PitchChroma[]): number[] {
  const sum = new Array<number>(12).fill(0)
  for (const { all } of chroma) all.forEach((value, pitchClass) => (sum[pitchClass]! += value))
  return sum
}

/** Where bars begin, and the end of the recording; what comes before the first whole bar is a bar of its own. */
function barLines(
  beats: readonly number[],
  firstDownbeat: number,
  beatsPerBar: number,
  seconds: number,
): number[] {
  const lines: number[] = []
  for (let beat = firstDownbeat; beat < beats.length; beat += beatsPerBar) {
    if (beats[beat]! < seconds - 0.1) lines.push(beats[beat]!)
  }
  if (lines.length === 0 || lines[0]! > 0.1) lines.unshift(0)
  return [...lines, seconds]
}

/** Seconds sung on each pitch class. */
function melodyWeights(melody: readonly HeardNote[]): number[] {
  const weights = new Array<number>(12).fill(0)
  for (const note of melody) weights[pitchClassOf(note.pitchMidi)]! += note.endSeconds - note.startSeconds
  return weights
}

/** Pitch classes of the last note of each phrase; the recording's very last counts three times. */
function phraseFinals(melody: readonly HeardNote[], phrases: readonly HeardPhrase[]): number[] {
  const finals = new Array<number>(12).fill(0)
  phrases.forEach((phrase, i) => {
    const last = melody.findLast(
      (note) => note.startSeconds >= phrase.startSeconds && note.startSeconds < phrase.endSeconds,
    )
    if (last) finals[pitchClassOf(last.pitchMidi)]! += i === phrases.length - 1 ? 3 : 1
  })
  return finals
}

function medianTempo(beats: readonly number[]): number {
  const periods = beats.slice(1).map((time, i) => time - beats[i]!)
  periods.sort((a, b) => a - b)
  return 60 / periods[periods.length >> 1]!
}
