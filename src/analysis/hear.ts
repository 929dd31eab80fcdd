import { durationSeconds, toMono, type Audio } from '../dsp/audio.js'
import { integratedLufs } from '../dsp/loudness.js'
import { resample } from '../dsp/resample.js'
import type { HeardNote, HeardPhrase, HeardRecording } from '../music/heard.js'
import { pitchClassOf } from '../music/pitch.js'
import { smoothBeats, trackBeats } from './beats.js'
import { recogniseChords } from './chords.js'
import { computeChroma, meanChroma } from './chroma.js'
import { estimateKey, estimateKeyOfMusic } from './key.js'
import { segmentNotes } from './melody.js'
import { estimateMeter } from './meter.js'
import { onsetStrength, type OnsetStrength } from './onset-strength.js'
import { findPhrases, levelTrack } from './phrases.js'
import { pitchClassProfile } from './pitch-class-profile.js'
import { trackPitch } from './pitch-track.js'
import { estimateTempo } from './tempo.js'

/** Beats and pitch need nothing above 8 kHz. */
const ANALYSIS_RATE = 16_000
/** 10 ms. */
const HOP = 160
const HOP_SECONDS = HOP / ANALYSIS_RATE
/** Where less than this share of the sounding frames has one clear pitch, the recording is more than one voice. */
const MONOPHONIC_SHARE = 0.5

/** Listens to a whole recording: tempo, beats, bars, key, phrases, melody and chords. Pure; about 20x real time. */
export function hear(audio: Audio): HeardRecording {
  const mono = toMono(resample(audio, ANALYSIS_RATE))
  const levels = levelTrack(mono, HOP)
  const phrases = findPhrases(levels, HOP_SECONDS)
  const pitchTrack = trackPitch(mono, ANALYSIS_RATE, HOP_SECONDS)
  const isMonophonic = pitchedShare(pitchTrack.pitchMidi, phrases) >= MONOPHONIC_SHARE
  const melody = isMonophonic ? segmentNotes(pitchTrack, levels) : []

  const onsets = onsetStrength(mono, ANALYSIS_RATE, HOP)
  const tempo = estimateTempo(onsets.all, onsets.framesPerSecond)
  const tracked = trackBeats(onsets.all, onsets.framesPerSecond, tempo.bpm)
  const beatTimesSeconds = smoothBeats(tracked)

  const chroma = computeChroma(mono, ANALYSIS_RATE, HOP * 5)
  const keyEstimate = isMonophonic
    ? estimateKey(melodyWeights(melody), phraseFinals(melody, phrases))
    : estimateKeyOfMusic(pitchClassProfile(mono, ANALYSIS_RATE))
  const beatChroma = beatTimesSeconds.map((start, i) =>
    meanChroma(chroma, start, beatTimesSeconds[i + 1] ?? start + 60 / tempo.bpm),
  )
  const meter = estimateMeter(beatAccents(beatTimesSeconds, onsets, beatChroma, melody, phrases))

  return {
    durationSeconds: durationSeconds(audio),
    tempoBpm: medianTempo(beatTimesSeconds),
    beatTimesSeconds,
    firstDownbeatIndex: meter.firstDownbeatIndex,
    beatsPerBar: meter.beatsPerBar,
    key: keyEstimate.key,
    beatConfidence: tempo.strength,
    keyConfidence: keyEstimate.confidence,
    phrases,
    melody,
    chords: isMonophonic ? [] : recogniseChords(beatChroma, keyEstimate.key),
    loudnessLufs: integratedLufs(audio),
  }
}

function pitchedShare(pitchMidi: Float32Array, phrases: readonly HeardPhrase[]): number {
  let sounding = 0
  let pitched = 0
  for (const { startSeconds, endSeconds } of phrases) {
    const end = Math.min(pitchMidi.length, Math.ceil(endSeconds / HOP_SECONDS))
    for (let i = Math.floor(startSeconds / HOP_SECONDS); i < end; i++) {
      sounding++
      if (!Number.isNaN(pitchMidi[i]!)) pitched++
    }
  }
  return sounding > 0 ? pitched / sounding : 0
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

/** How likely a bar starts on each beat: onsets, low onsets, new harmony, long notes and phrase beginnings add up. */
function beatAccents(
  beats: readonly number[],
  onsets: OnsetStrength,
  beatChroma: readonly (readonly number[])[],
  melody: readonly HeardNote[],
  phrases: readonly HeardPhrase[],
): number[] {
  const peakNear = (values: Float32Array, seconds: number) => {
    const centre = Math.round(seconds * onsets.framesPerSecond)
    let peak = 0
    for (let i = Math.max(0, centre - 5); i <= Math.min(values.length - 1, centre + 5); i++)
      peak = Math.max(peak, values[i]!)
    return peak
  }
  const strongest = (values: readonly number[]) => Math.max(1e-9, ...values)
  const all = beats.map((time) => peakNear(onsets.all, time))
  const low = beats.map((time) => peakNear(onsets.low, time))
  const change = beatChroma.map((chroma, i) => {
    const before = beatChroma[i - 1]
    return before ? chroma.reduce((sum, value, pc) => sum + Math.abs(value - before[pc]!), 0) : 0
  })
  const nearBeat = 0.12
  const noteLength = beats.map((time) => {
    const note = melody.find((candidate) => Math.abs(candidate.startSeconds - time) < nearBeat)
    return note ? Math.min(2, note.endSeconds - note.startSeconds) : 0
  })
  const phraseStart = beats.map((time) =>
    phrases.some((phrase) => Math.abs(phrase.startSeconds - time) < nearBeat * 1.5) ? 1 : 0,
  )
  return beats.map(
    (_, i) =>
      all[i]! / strongest(all) +
      low[i]! / strongest(low) +
      change[i]! / strongest(change) +
      noteLength[i]! / strongest(noteLength) +
      phraseStart[i]!,
  )
}

function medianTempo(beats: readonly number[]): number {
  const periods = beats.slice(1).map((time, i) => time - beats[i]!)
  periods.sort((a, b) => a - b)
  return 60 / periods[periods.length >> 1]!
}
