/**
 * What do drums sound like? Plays each drum of our own kits alone and writes down its spectrum at the stroke and after it,
 * two kinds of each drum, as `src/analysis/transcription/drum-templates.ts` holds them.
 *
 *   node --conditions=source --import tsx bench/ears/fit-drum-templates.ts > templates.txt
 */
import { toMono } from '../../src/dsp/audio.js'
import { resample } from '../../src/dsp/resample.js'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import { prepareStudio } from '../../src/engines/adapters/embedded/studio-performance.js'
import type { InstrumentTrack, Score } from '../../src/music/score.js'
import { constantTempo } from '../../src/music/tempo-map.js'
import { performMix } from '../../src/studio/performance/perform-song.js'
import { DRUM_BANDS, DRUM_HOP, DRUM_RATE, drumBands } from '../../src/analysis/transcription/drum-bands.js'

const KITS = ['standard-kit', 'room-kit', 'power-kit', 'brush-kit', '808-kit', '909-kit', 'lofi-kit']
const DRUMS = { kick: 36, snare: 38, hat: 42, openHat: 46, lowTom: 45, highTom: 50, crash: 49, ride: 51 }
const STROKE_FRAMES = 5
const TAIL_FRAMES = 16

const assets = createAssets()

async function strokesOf(kit: string): Promise<number[][]> {
  const keys = Object.values(DRUMS)
  const track: InstrumentTrack = {
    ...{ kind: 'instrument', id: 'kit', stem: 'drums', instrument: kit, gainDb: 0, pan: 0 },
    notes: keys.map((pitchMidi, i) => ({
      startBeat: 2 * i + 1,
      durationBeats: 0.5,
      pitchMidi,
      velocity: 0.85,
    })),
  }
  const score: Score = {
    ...{ format: 1, engine: 'bench', seed: 0, title: '', tags: '', genre: '', tempoMap: constantTempo(60) },
    ...{
      meters: [{ beat: 0, numerator: 4, denominator: 4 }],
      keys: [],
      sections: [],
      chords: [],
      tracks: [track],
    },
    ...{ recordings: [], lyrics: '', mix: { stems: {}, glue: 0, tone: [], targetLufs: -14 } },
    ...{ endBeat: 2 * keys.length + 1, tailSeconds: 0 },
  }
  const studio = await prepareStudio(assets, { score, recordingFiles: {} }, new AbortController().signal)
  const { bands } = drumBands(toMono(resample(performMix(score, studio), DRUM_RATE)))
  return keys.map((_, i) => {
    const frame = Math.round(((2 * i + 1) * DRUM_RATE) / DRUM_HOP)
    const mean = (from: number, to: number) =>
      Array.from({ length: DRUM_BANDS }, (_unused, band) => {
        let sum = 0
        for (let f = frame + from; f < frame + to; f++) sum += bands[f * DRUM_BANDS + band]!
        return sum / (to - from)
      })
    return [...scaled(mean(0, STROKE_FRAMES)), ...scaled(mean(STROKE_FRAMES, TAIL_FRAMES))]
  })
}

function scaled(values: readonly number[]): number[] {
  const largest = Math.max(1e-9, ...values)
  return values.map((value) => value / largest)
}

/** The two groups, by least squares from the two that differ most. */
function twoKinds(samples: readonly (readonly number[])[]): number[][] {
  const distance = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + (Math.sqrt(value) - Math.sqrt(b[i]!)) ** 2, 0)
  let pair: readonly [readonly number[], readonly number[]] = [samples[0]!, samples[1]!]
  for (const a of samples) for (const b of samples) if (distance(a, b) > distance(...pair)) pair = [a, b]
  let centres = pair.map((sample) => [...sample])
  for (let round = 0; round < 10; round++) {
    const groups = centres.map((): (readonly number[])[] => [])
    for (const sample of samples)
      groups[distance(sample, centres[0]!) <= distance(sample, centres[1]!) ? 0 : 1]!.push(sample)
    centres = groups.map((group, g) =>
      group.length === 0
        ? centres[g]!
        : group[0]!.map((_, i) => group.reduce((sum, sample) => sum + sample[i]!, 0) / group.length),
    )
  }
  return centres
}

/** One letter a band: 1.5 dB down from the loudest each, `z` for 37 dB and less. */
function encode(values: readonly number[]): string {
  return scaled(values)
    .map((value) => Math.min(25, Math.round((-20 * Math.log10(value + 1e-9)) / 1.5)))
    .map((step) => String.fromCharCode(97 + step))
    .join('')
}

const strokes = await Promise.all(KITS.map(strokesOf))
Object.keys(DRUMS).forEach((drum, d) => {
  for (const kind of twoKinds(strokes.map((kit) => kit[d]!))) {
    console.log(
      `  { drum: '${drum}', stroke: '${encode(kind.slice(0, DRUM_BANDS))}', tail: '${encode(kind.slice(DRUM_BANDS))}' },`,
    )
  }
})
