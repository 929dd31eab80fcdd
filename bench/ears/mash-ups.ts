/**
 * How well do mash-ups fit? Pairs of our own songs are listened to as if they came from outside, and mash-ups of them are
 * written: how much of what is sung as a refrain or as something else lies over the band's refrain or something else, how far
 * the voice's true bar lines lie from the band's beats, and how much of what is sung belongs to the band's key. Nothing is performed.
 *
 *   npm run bench:mash-ups [-- NAME NAME …]        each with the next, the last with the first; default: pop rock folk synth-pop
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import { createEmbeddedTranscriber } from '../../src/engines/adapters/embedded/embedded-transcriber.js'
import { encodeWav } from '../../src/media/codecs/index.js'
import type { HeardRecording } from '../../src/music/heard.js'
import { playedNotes } from '../../src/music/played-notes.js'
import { pitchClassOf } from '../../src/music/pitch.js'
import { scaleOf } from '../../src/music/scale.js'
import type { RecordingTrack, Score, SectionKind } from '../../src/music/score.js'
import { beatToSeconds, secondsToBeat } from '../../src/music/tempo-map.js'
import { composeSong } from '../../src/studio/compose.js'
import { studioSongs } from './studio-songs.js'

const LIMITS = { minDurationSeconds: 2, maxDurationSeconds: 480 }
const REFRAINS: ReadonlySet<SectionKind> = new Set(['chorus', 'post-chorus', 'drop'])

const transcriber = createEmbeddedTranscriber(createAssets())
const { signal } = new AbortController()
const folder = await mkdtemp(join(tmpdir(), 'mash-ups-'))
const wanted = process.argv.slice(2)
const songs: { name: string; score: Score; heard: HeardRecording }[] = []
for await (const { name, score, mix } of studioSongs(
  wanted.length > 0 ? wanted : ['pop', 'rock', 'folk', 'synth-pop'],
)) {
  const file = join(folder, `${name}.wav`)
  await writeFile(file, encodeWav(mix, { bitDepth: 24 }))
  songs.push({ name, score, heard: await transcriber.hear(file, LIMITS, signal) })
  console.log(`heard ${name}`)
}
await rm(folder, { recursive: true })
console.table(songs.map((voice, i) => rowOf(voice, songs[(i + 1) % songs.length]!)))

function rowOf(voice: (typeof songs)[number], band: (typeof songs)[number]) {
  const { score } = composeSong(
    {
      ...{ style: '', instrumental: false, maxDurationSeconds: 480 },
      source: { kind: 'mash-up', recordings: [voice.heard, band.heard] },
    },
    1,
    0,
  )
  const [sung] = score.recordings
  const pieces = score.recordings.slice(1)
  const isRefrain = ({ score: truth }: typeof voice, seconds: number): boolean => {
    const beat = secondsToBeat(truth.tempoMap, seconds)
    return REFRAINS.has(truth.sections.findLast(({ startBeat }) => startBeat <= beat)?.kind ?? 'verse')
  }
  const notes = voice.score.tracks
    .filter((track) => track.kind === 'voice' && track.stem === 'vocal')
    .flatMap((track) => playedNotes(track, voice.score.tempoMap))
  const key = band.score.keys[0]!
  const scale = scaleOf({ ...key, tonic: pitchClassOf(key.tonic + pieces[0]!.treatment!.transposeSemitones) })
  let [counted, suited, inKey] = [0, 0, 0]
  for (const { startSeconds, pitchMidi } of notes) {
    const at = inSong(sung!, startSeconds)
    const piece = at === undefined ? undefined : pieces.findLast((other) => other.startSeconds <= at)
    if (at === undefined || !piece) continue
    const under = inRecording(piece, at)
    counted++
    if (isRefrain(voice, startSeconds) === isRefrain(band, under)) suited++
    if (scale.includes(pitchClassOf(Math.round(pitchMidi) + sung!.treatment!.transposeSemitones))) inKey++
  }
  const apart = barLinesOf(voice.score).flatMap((line) => {
    const at = inSong(sung!, line)
    const piece = pieces.findLast((other) => other.startSeconds <= (at ?? -1))
    return at === undefined || !piece ? [] : [fromBeat(band.score, inRecording(piece, at))]
  })
  return {
    ...{ voice: voice.name, band: band.name, notes: counted, pieces: pieces.length },
    'refrains over refrains, others over others': rounded(suited / counted),
    'in the key': rounded(inKey / counted),
    'bar line to beat, median ms': Math.round(apart.toSorted((a, b) => a - b)[apart.length >> 1]!),
    'stretched to': rounded(sung!.treatment ? speedOf(sung!) : 1),
  }
}

/** When a moment of a recording is heard in the song; undefined outside of what is used. */
function inSong({ startSeconds, treatment }: RecordingTrack, recordingSeconds: number): number | undefined {
  const { warp } = treatment!
  const next = warp.findIndex((point) => point.recordingSeconds > recordingSeconds)
  if (next <= 0) return undefined
  const [from, to] = [warp[next - 1]!, warp[next]!]
  const share = (recordingSeconds - from.recordingSeconds) / (to.recordingSeconds - from.recordingSeconds)
  return startSeconds + from.treatedSeconds + share * (to.treatedSeconds - from.treatedSeconds)
}

/** Which moment of its recording a piece plays at a moment of the song. */
function inRecording(
  { startSeconds, offsetSeconds = 0, treatment }: RecordingTrack,
  seconds: number,
): number {
  const treated = offsetSeconds + seconds - startSeconds
  const { warp } = treatment!
  const found = warp.findIndex(({ treatedSeconds }) => treatedSeconds > treated)
  const next = found < 1 ? warp.length - 1 : found
  const [from, to] = [warp[next - 1]!, warp[next]!]
  const share = (treated - from.treatedSeconds) / (to.treatedSeconds - from.treatedSeconds)
  return from.recordingSeconds + share * (to.recordingSeconds - from.recordingSeconds)
}

/** The true bar lines of a song, in seconds. */
function barLinesOf({ tempoMap, meters, endBeat }: Score): number[] {
  const { numerator, denominator } = meters[0]!
  const bar = (4 * numerator) / denominator
  return Array.from({ length: Math.floor(endBeat / bar) }, (_, i) => beatToSeconds(tempoMap, i * bar))
}

/** How far a moment is from the nearest true beat, in milliseconds. */
function fromBeat({ tempoMap }: Score, seconds: number): number {
  const beat = secondsToBeat(tempoMap, seconds)
  return 1000 * Math.abs(seconds - beatToSeconds(tempoMap, Math.round(beat)))
}

function speedOf({ treatment }: RecordingTrack): number {
  const [first, last] = [treatment!.warp[0]!, treatment!.warp.at(-1)!]
  return (last.recordingSeconds - first.recordingSeconds) / (last.treatedSeconds - first.treatedSeconds)
}

function rounded(value: number): number {
  return Math.round(100 * value) / 100
}
