/**
 * How well does what is written for a recording join it? Songs of ours are given as recordings and go on from several
 * places: the bar that the join falls on, how far the new beats lie from the recording's own, and how level and spectrum
 * differ between the eight seconds before and after. Recordings from elsewhere (WAV, MP3 …) can be named as files: of them
 * only level and spectrum are known. With `--slowing-to 0.8` our songs slow down from their fifth bar on to that share of
 * their tempo.
 *
 *   npm run bench:joins [-- --slowing-to SHARE NAME | FILE …]        default: six songs of ours
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { SAMPLE_RATE, type Audio } from '../../src/dsp/audio.js'
import { createRealFft } from '../../src/dsp/fft.js'
import { integratedLufs } from '../../src/dsp/loudness.js'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import { decodeUpload } from '../../src/engines/adapters/embedded/decode-upload.js'
import { createEmbeddedTranscriber } from '../../src/engines/adapters/embedded/embedded-transcriber.js'
import { playSong, prepareStudio } from '../../src/engines/adapters/embedded/studio-performance.js'
import { encodeWav } from '../../src/media/codecs/index.js'
import type { Score } from '../../src/music/score.js'
import { beatToSeconds, bpmAt, secondsToBeat } from '../../src/music/tempo-map.js'
import { composeSong } from '../../src/studio/compose.js'
import { studioSongs } from './studio-songs.js'

const LIMITS = { minDurationSeconds: 2, maxDurationSeconds: 480 }
/** Shares of a recording's length at which it is left. */
const PLACES = [0.5, 0.8]
const BESIDE_SECONDS = 8

const { signal } = new AbortController()
const assets = createAssets()
const transcriber = createEmbeddedTranscriber(assets)
const rows: Record<string, string | number>[] = []
const folder = await mkdtemp(join(tmpdir(), 'joins-'))
const { values, positionals: wanted } = parseArgs({
  options: { 'slowing-to': { type: 'string' } },
  allowPositionals: true,
})
const slowingTo = values['slowing-to']
const files = wanted.filter((each) => /[./]/.test(each))
if (files.length < wanted.length || wanted.length === 0) {
  const change = slowingTo === undefined ? undefined : (score: Score) => slowing(score, Number(slowingTo))
  for await (const { name, score, mix } of studioSongs(wanted, change)) {
    const file = join(folder, `${name}.wav`)
    await writeFile(file, encodeWav(mix, { bitDepth: 24 }))
    await goOn(file, score)
  }
}
for (const file of files) await goOn(file, undefined)
await rm(folder, { recursive: true })
console.table(rows)

async function goOn(file: string, truth: Score | undefined): Promise<void> {
  const heard = await transcriber.hear(file, LIMITS, signal)
  const recording = await decodeUpload(file, LIMITS, signal)
  for (const place of PLACES) {
    const atSeconds = place * heard.durationSeconds
    const { score } = composeSong(
      {
        instrumental: true,
        durationSeconds: atSeconds + 20,
        maxDurationSeconds: atSeconds + 24,
        source: { kind: 'continue-recording', recording: heard, atSeconds },
      },
      5,
      0,
    )
    const studio = await prepareStudio(assets, { score, recordingFiles: { upload: file } }, signal)
    const { mix } = await playSong(score, studio, signal, () => undefined)
    const at = score.splice!.startSeconds
    const before = cut(recording, at - BESIDE_SECONDS, at)
    const after = cut(mix, at, at + BESIDE_SECONDS)
    const row = {
      recording: basename(file),
      'joined at, s': Math.round(at * 100) / 100,
      ...(truth ? phaseOf(score, truth, at) : {}),
      'level, LU': rounded(integratedLufs(after) - integratedLufs(before)),
      'spectrum, dB a third': rounded(spectralDistance(before, after)),
    }
    // Each as soon as it is known: all of them take a quarter of an hour.
    console.log(JSON.stringify(row))
    rows.push(row)
  }
}

/**
 * Where the join lies in the recording's true bar, in beats, and the largest distance of the next eight beats from where the
 * recording's own would lie if it kept the tempo it has at the join: what it does with it later cannot be known there.
 */
function phaseOf(score: Score, truth: Score, atSeconds: number) {
  const { numerator, denominator } = truth.meters[0]!
  const beatsPerBar = (numerator * 4) / denominator
  // Of compound metres the pulse is three eighths: their beats are heard so.
  const pulseBeats = denominator === 8 && numerator % 3 === 0 ? 1.5 : 1
  const trueBeat = secondsToBeat(truth.tempoMap, atSeconds)
  const trueBpm = bpmAt(truth.tempoMap, trueBeat - 0.5)
  const join = secondsToBeat(score.tempoMap, atSeconds)
  const distances = [0, 1, 2, 3, 4, 8].map((beats) => {
    const seconds = beatToSeconds(score.tempoMap, join + beats) - atSeconds
    const pulses = (trueBeat + (seconds * trueBpm) / 60) / pulseBeats
    return (Math.abs(pulses - Math.round(pulses)) * pulseBeats * 60_000) / trueBpm
  })
  return {
    'beat of the bar': rounded(rounded(trueBeat) % beatsPerBar),
    'at the join, ms': rounded(distances[0]!),
    'phase, ms': rounded(Math.max(...distances)),
  }
}

/** The song with a tempo that goes down from beat to beat from its sixteenth on, to so much of what it was at its end. */
function slowing(score: Score, share: number): Score {
  const from = 16
  const bpm = bpmAt(score.tempoMap, from)
  const anchors = [{ beat: 0, seconds: 0 }]
  for (let beat = 1; beat <= Math.ceil(score.endBeat) + 8; beat++) {
    const slowed = 1 - (1 - share) * Math.max(0, Math.min(1, (beat - from) / (score.endBeat - from)))
    anchors.push({ beat, seconds: anchors.at(-1).seconds + 60 / (bpm * slowed) })
  }
  return { ...score, tempoMap: { anchors } }
}

/** Mean distance of the third-octave levels from 63 Hz to 12 kHz, the difference in level taken out. */
function spectralDistance(a: Audio, b: Audio): number {
  const [one, other] = [thirds(a), thirds(b)]
  const differences = one.map((level, i) => level - other[i]!)
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length
  return differences.reduce((sum, each) => sum + Math.abs(each - mean), 0) / differences.length
}

function thirds({ channels }: Audio): number[] {
  const size = 8192
  const fft = createRealFft(size)
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)]
  const segment = new Float32Array(size)
  const edges = Array.from({ length: 24 }, (_, i) => Math.ceil((63 * 2 ** (i / 3) * size) / SAMPLE_RATE))
  const energies = new Array<number>(edges.length - 1).fill(1e-12)
  for (const channel of channels) {
    for (let start = 0; start + size <= channel.length; start += size / 2) {
      for (let i = 0; i < size; i++)
        segment[i] = channel[start + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
      fft.forward(segment, re, im)
      energies.forEach((_, band) => {
        for (let bin = edges[band]!; bin < Math.max(edges[band]! + 1, edges[band + 1]!); bin++)
          energies[band]! += re[bin]! ** 2 + im[bin]! ** 2
      })
    }
  }
  return energies.map((energy) => 10 * Math.log10(energy))
}

function cut(audio: Audio, fromSeconds: number, untilSeconds: number): Audio {
  const [from, until] = [fromSeconds, untilSeconds].map((seconds) =>
    Math.max(0, Math.round(seconds * SAMPLE_RATE)),
  )
  return { ...audio, channels: audio.channels.map((channel) => channel.subarray(from, until)) }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
