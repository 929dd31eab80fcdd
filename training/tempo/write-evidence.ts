/**
 * Evidence to weigh tempi by: a line of JSON for each song, with what speaks for each way to count it and how far its tempo is from
 * the written one. Songs by people (none that are kept for testing) in two windows each, and songs of our own studio in every
 * genre: played by the studio, by Debian's fluidsynth, or sung, in turn.
 *
 *   apt-get install fluidsynth fluid-soundfont-gm timgm6mb-soundfont openttd-openmsx freedoom simutrans-data planetblupi-music-midi
 *   node --conditions=source --import tsx training/tempo/write-evidence.ts out/tempo-evidence.jsonl [ROUNDS]
 */
import { appendFile, writeFile } from 'node:fs/promises'
import { readMidiSongs } from '../../bench/ears/material/midi-songs.js'
import { beatF, medianBpm } from '../../bench/ears/measures.js'
import { chooseTempo, waysToCount } from '../../src/analysis/metrical-level.js'
import { onsetStrength } from '../../src/analysis/onset-strength.js'
import { phaseEvidence } from '../../src/analysis/phase-evidence.js'
import { newnessAt } from '../../src/analysis/pitch-chroma.js'
import { beatsAt, pulseEnvelopes } from '../../src/analysis/pulse.js'
import { tempoProfile } from '../../src/analysis/tempo-profile.js'
import { readNotes } from '../../src/analysis/transcription/note-events.js'
import { atFullScale, listenForPitches, PITCH_RATE } from '../../src/analysis/transcription/pitch-activity.js'
import { STEM_READINGS } from '../../src/analysis/transcription/stem-readings.js'
import { toMono, type Audio } from '../../src/dsp/audio.js'
import { resample } from '../../src/dsp/resample.js'
import { loadPitchNetwork } from '../../src/engines/adapters/embedded/pitch-network.js'
import { studioExcerpts } from './studio-excerpts.js'

/** Sample rate and hop at which `hear` looks for onsets. */
const ONSET_RATE = 16_000
const ONSET_HOP = 160
/** Windows of songs by people begin here, in seconds. */
const WINDOWS = [15, 60]
const WINDOW_SECONDS = 45
/** Fewer beats are no song. */
const FEWEST_BEATS = 20
/** Beats that agree less with the written ones, on or between them, tell nothing of where they should lie. */
const LEAST_AGREEMENT = 0.7

const out = process.argv[2] ?? 'out/tempo-evidence.jsonl'
const rounds = Number(process.argv[3] ?? 6)
const network = await loadPitchNetwork()

/** @param song Windows of one song, and our own songs of one genre, are left out of a fit together. */
async function write(
  song: string,
  source: string,
  window: number,
  truth: readonly number[],
  audio: Audio,
): Promise<void> {
  const plain = resample({ sampleRate: audio.sampleRate, channels: [toMono(audio)] }, PITCH_RATE)
  const mono = atFullScale(resample(plain, ONSET_RATE).channels[0]!)
  const activity = await listenForPitches(atFullScale(plain.channels[0]!), network)
  const notes = readNotes(activity, STEM_READINGS.instrumental)
  const onsets = onsetStrength(mono, ONSET_RATE, ONSET_HOP)
  const envelopes = pulseEnvelopes(onsets, notes)
  const { framesPerSecond } = onsets
  const profile = tempoProfile([envelopes.all, envelopes.low, envelopes.accents], framesPerSecond)
  const ways = waysToCount(envelopes, notes, framesPerSecond, profile).map(({ beats, evidence }) => ({
    ratio: (60 * (beats.length - 1)) / (beats.at(-1)! - beats[0]!) / medianBpm(truth),
    evidence,
  }))
  const tempo = chooseTempo(envelopes, notes, framesPerSecond, profile)
  const beats = beatsAt(tempo, profile, envelopes, framesPerSecond)
  const newness = (seconds: number, span: number) => newnessAt(activity, seconds, span)
  const phase = {
    right: whereBeatsLie(beats, truth),
    evidence: phaseEvidence(beats, envelopes, framesPerSecond, newness),
  }
  await appendFile(out, `${JSON.stringify({ song, source, window, ways, phase })}\n`)
}

/** Whether written beats are those that were found, or lie between them; undefined where neither is so. */
function whereBeatsLie(beats: readonly number[], truth: readonly number[]): 'on' | 'between' | undefined {
  const within = truth.filter((time) => time > beats[0]! - 0.1 && time < beats.at(-1)! + 0.1)
  const [on, between] = [beats, beats.slice(1).map((next, i) => (beats[i]! + next) / 2)].map(
    (times) => beatF(times, within).strict,
  )
  if (Math.max(on!, between!) < LEAST_AGREEMENT) return undefined
  return on! > between! ? 'on' : 'between'
}

await writeFile(out, '')
for (const collection of ['openttd', 'freedoom', 'simutrans', 'planetblupi'] as const) {
  for (const [window, from] of WINDOWS.entries()) {
    for (const song of await readMidiSongs(collection, from, WINDOW_SECONDS)) {
      if (song.isKeptForTesting || song.beatTimesSeconds.length < FEWEST_BEATS) continue
      const name = `${collection} ${song.name}`
      await write(name, collection, window, song.beatTimesSeconds, await song.sound())
      console.log(name, window)
    }
  }
}
for await (const { genre, beatTimesSeconds, audio } of studioExcerpts(rounds)) {
  await write(genre, 'studio', 0, beatTimesSeconds, audio)
  console.log(genre)
}
