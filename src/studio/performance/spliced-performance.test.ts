import { beforeAll, describe, expect, it } from 'vitest'
import { createAudio, SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { integratedLufs, truePeakDbtp } from '../../dsp/loudness.js'
import type { InstrumentTrack, Score, Splice } from '../../music/score.js'
import type { SoundLibrary } from '../synth/sound-library.js'
import { openSounds } from '../../../test/support/open-sounds.js'
import { performInSteps, performSong, performStems, type PerformedSong } from './perform-song.js'
import { note, scoreOf, trackOf } from './testing/test-score.js'

/** A beat is half a second. */
const BEATS_A_SECOND = 2

/** Piano, bass and drums on every beat, one chord throughout. */
function song(seconds: number, root: number, instrument = 'grand-piano'): Score {
  const beats = seconds * BEATS_A_SECOND
  const every = <T>(make: (beat: number) => T): T[] => Array.from({ length: beats }, (_, beat) => make(beat))
  const tracks: InstrumentTrack[] = [
    trackOf(
      instrument,
      every((beat) => note(beat, 1, root + 12 + (beat % 3) * 4)),
    ),
    trackOf(
      'electric-bass',
      every((beat) => note(beat, 1, root - 12)),
    ),
    trackOf(
      '808-kit',
      every((beat) => note(beat, 0.5, beat % 2 === 0 ? 36 : 38)),
    ),
  ]
  return scoreOf(tracks, {
    endBeat: beats,
    mix: { glue: 0.5, tone: [{ type: 'peak', frequencyHz: 900, gainDb: 2 }] },
  })
}

function edited(base: Score, score: Score, startSeconds: number, endSeconds: number | null): Score {
  return { ...score, splice: { base: { kind: 'score', score: base }, startSeconds, endSeconds } }
}

const frame = (seconds: number): number => Math.round(seconds * SAMPLE_RATE)

/** Frames of the first audio, from `from` on, that differ from the second's. */
function differences(a: Audio, b: Audio, from: number, until: number): number {
  let count = 0
  for (const side of [0, 1] as const) {
    for (let i = from; i < until; i++) if (a.channels[side]![i] !== b.channels[side]![i]) count++
  }
  return count
}

let sounds: SoundLibrary
beforeAll(async () => {
  sounds = await openSounds()
})
const performed = new Map<Score, PerformedSong>()
/** A song performed, once a score. */
function perform(score: Score, recordings?: Record<string, Audio>): PerformedSong {
  const known = performed.get(score)
  if (known) return known
  const fresh = performSong(score, { sounds, ...(recordings && { recordings }) })
  performed.set(score, fresh)
  return fresh
}

/** Largest distance of the sum of all stems from the mix. */
function residual(score: Score, recordings?: Record<string, Audio>): number {
  const options = { sounds, ...(recordings && { recordings }) }
  const { mix, plan } = perform(score, recordings)
  let worst = 0
  let at = 0
  for (const { stems } of performStems(score, { ...options, plan })) {
    const length = [...stems.values()][0]![0].length
    for (const side of [0, 1] as const) {
      for (let i = 0; i < length; i++) {
        let sum = 0
        for (const stem of stems.values()) sum += stem[side][i]!
        worst = Math.max(worst, Math.abs(sum - mix.channels[side]![at + i]!))
      }
    }
    at += length
  }
  expect(at).toBe(mix.channels[0]!.length)
  return worst
}

describe('an extended song', () => {
  const base = song(7, 48)
  const score = edited(base, song(12, 53, 'supersaw'), 6.5, null)

  it('is the base sample for sample up to the join, and as long as its own score', () => {
    const [whole, longer] = [perform(base), perform(score)]
    expect(longer.mix.channels[0]!.length).toBe(frame(13))
    expect(differences(whole.mix, longer.mix, 0, frame(6.5))).toBe(0)
    expect(differences(whole.mix, longer.mix, frame(6.5), frame(7))).toBeGreaterThan(1000)
  })

  it('keeps loudness and ceiling of a master', () => {
    const { mix, loudnessLufs, truePeakDbtp: peak } = perform(score)
    expect(loudnessLufs).toBeCloseTo(integratedLufs(mix), 6)
    expect(peak).toBeCloseTo(truePeakDbtp(mix), 6)
    expect(Math.abs(loudnessLufs + 14)).toBeLessThan(1)
    expect(peak).toBeLessThan(-0.9)
  })

  it('has stems that add up to its mix', () => {
    expect(residual(score)).toBeLessThan(10 ** (-90 / 20))
  })

  it('sounds the same each time', () => {
    expect(differences(perform(score).mix, performSong(score, { sounds }).mix, 0, frame(13))).toBe(0)
  })

  it('is built on a song that is the same whether somebody listened to it or not', () => {
    const steps = performInSteps(base, { sounds }, () => true)
    let step = steps.next()
    while (!step.done) step = steps.next()
    expect(differences(step.value.mix, perform(base).mix, 0, frame(7))).toBe(0)
  })

  it('is heard live in full, in order, near to what it will be', () => {
    const live: number[] = []
    const fractions: number[] = []
    const steps = performInSteps(score, { sounds }, () => true)
    let step = steps.next()
    for (; !step.done; step = steps.next()) {
      if (step.value.live) live.push(...step.value.live[0])
      fractions.push(step.value.fraction)
    }
    const { mix } = step.value
    expect(live.length).toBe(frame(13))
    expect(fractions.toSorted((a, b) => a - b)).toEqual(fractions)
    expect(fractions.at(-1)).toBe(1)
    const level = (samples: ArrayLike<number>, from: number): number =>
      integratedLufs({
        sampleRate: SAMPLE_RATE,
        channels: [Float32Array.from({ length: frame(3) }, (_, i) => samples[from + i]!)],
      })
    for (const seconds of [3, 9])
      expect(Math.abs(level(live, frame(seconds)) - level(mix.channels[0]!, frame(seconds)))).toBeLessThan(3)
  })
})

describe('a song with a replaced window', () => {
  const base = song(12, 48)
  const replaced = edited(base, song(12, 50, 'supersaw'), 3.13, 9.77)

  it('is the base sample for sample on both sides', () => {
    const [whole, changed] = [perform(base), perform(replaced)]
    const frames = whole.mix.channels[0]!.length
    expect(changed.mix.channels[0]!.length).toBe(frames)
    expect(differences(whole.mix, changed.mix, 0, frame(3.13))).toBe(0)
    expect(differences(whole.mix, changed.mix, frame(9.77), frames)).toBe(0)
    expect(differences(whole.mix, changed.mix, frame(3.2), frame(9.7))).toBeGreaterThan(frame(6))
  })

  it('can be replaced again: each edit keeps what the one before it left', () => {
    const again = edited(replaced, song(12, 55), 1, 7)
    const [once, twice] = [perform(replaced), perform(again)]
    const frames = once.mix.channels[0]!.length
    expect(differences(once.mix, twice.mix, 0, frame(1))).toBe(0)
    expect(differences(once.mix, twice.mix, frame(7), frames)).toBe(0)
    expect(residual(again)).toBeLessThan(10 ** (-90 / 20))
  })
})

describe('a song built on a recording', () => {
  const recording = createAudio(2, frame(8))
  for (const [side, channel] of recording.channels.entries())
    channel.forEach((_, i) => (channel[i] = 0.4 * Math.sin(i * (0.03 + 0.01 * side))))
  const recordings = { upload: recording }
  const over = (splice: Omit<Splice, 'base'>): Score => ({
    ...song(9, 48),
    splice: { base: { kind: 'recording', recordingId: 'upload' }, ...splice },
  })

  it('leaves it untouched outside the new part', () => {
    const longer = performSong(over({ startSeconds: 5, endSeconds: null }), { sounds, recordings })
    expect(longer.mix.channels[0]!.length).toBe(frame(10))
    expect(differences(recording, longer.mix, 0, frame(5))).toBe(0)
    const changed = performSong(over({ startSeconds: 1, endSeconds: 7.2 }), { sounds, recordings })
    expect(changed.mix.channels[0]!.length).toBe(frame(8))
    expect(differences(recording, changed.mix, 0, frame(1))).toBe(0)
    expect(differences(recording, changed.mix, frame(7.2), frame(8))).toBe(0)
  })

  it('has stems that add up, and can be extended in turn', () => {
    const score = over({ startSeconds: 5, endSeconds: null })
    expect(residual(score, recordings)).toBeLessThan(10 ** (-90 / 20))
    const longer = edited(score, song(10, 53), 8, null)
    const [once, twice] = [score, longer].map((one) => perform(one, recordings).mix)
    expect(differences(once!, twice!, 0, frame(8))).toBe(0)
  })

  it('is gone on with as loud, as dark and as narrow as it is', () => {
    const bright = perform(song(8, 48)).mix
    const dark = bright.channels.map((channel) => {
      let low = 0
      return channel.map((sample) => 0.3 * (low += 0.15 * (sample - low)))
    })
    const mono = dark[0]!.map((sample, i) => (sample + dark[1]![i]!) / 2)
    const narrow: Audio = { sampleRate: SAMPLE_RATE, channels: [mono, mono] }
    const score = over({ startSeconds: 5, endSeconds: null })
    // Composers ask for the loudness of the whole recording; beside the join it may be another.
    const settings = { ...score.mix, targetLufs: integratedLufs(narrow) + 3 }
    const { mix } = performSong({ ...score, mix: settings }, { sounds, recordings: { upload: narrow } })
    const part = (from: number, until: number): Audio => ({
      ...mix,
      channels: mix.channels.map((channel) => channel.subarray(frame(from), frame(until))),
    })
    const [before, after] = [part(1, 5), part(5.1, 9.1)]
    expect(Math.abs(integratedLufs(after) - integratedLufs(before))).toBeLessThan(1)
    const treble = ({ channels: [left] }: Audio): number => {
      let [high, all] = [0, 0]
      for (let i = 1; i < left!.length; i++) {
        high += (left![i]! - left![i - 1]!) ** 2
        all += left![i]! ** 2
      }
      return 10 * Math.log10(high / all)
    }
    const darkened = treble(bright) - treble(before)
    expect(darkened).toBeGreaterThan(6)
    expect(Math.abs(treble(after) - treble(before))).toBeLessThan(darkened / 2)
    const [left, right] = [after.channels[0]!, after.channels[1]!]
    expect(left.reduce((most, sample, i) => Math.max(most, Math.abs(sample - right[i]!)), 0)).toBeLessThan(
      1e-4,
    )
  })

  it('is gone on with as loud as it is where it is left, whatever it becomes later', () => {
    const upload = perform(song(14, 48)).mix
    const rising: Audio = {
      ...upload,
      channels: upload.channels.map((channel) =>
        channel.map((sample, i) => (i < frame(9) ? 0.3 : 1) * sample),
      ),
    }
    const score = over({ startSeconds: 5, endSeconds: null })
    const settings = { ...score.mix, targetLufs: integratedLufs(rising) }
    const { mix } = performSong({ ...score, mix: settings }, { sounds, recordings: { upload: rising } })
    const loudness = (from: number, until: number): number =>
      integratedLufs({
        ...mix,
        channels: mix.channels.map((channel) => channel.subarray(frame(from), frame(until))),
      })
    expect(mix.channels[0]!.length).toBe(frame(10))
    expect(Math.abs(loudness(5, 9) - loudness(1, 5))).toBeLessThan(1)
  })

  it('is heard live in full', () => {
    let frames = 0
    const steps = performInSteps(
      over({ startSeconds: 1, endSeconds: 7.2 }),
      { sounds, recordings },
      () => true,
    )
    for (const { live } of steps) frames += live?.[0].length ?? 0
    expect(frames).toBe(frame(8))
  })

  it('names the recording that is missing', () => {
    expect(() => performSong(over({ startSeconds: 5, endSeconds: null }), { sounds })).toThrow('"upload"')
  })
})

describe('an excerpt', () => {
  const whole = song(6, 48)
  const loop: Score = { ...whole, excerpt: { startSeconds: 1, endSeconds: 4.00001 } }

  it('is that part of the performance, to the sample', () => {
    const { mix } = perform(loop)
    expect(mix.channels[0]!.length).toBe(frame(3))
    const all = perform(whole).mix
    expect(mix.channels[0]).toEqual(all.channels[0]!.slice(frame(1), frame(4)))
    expect(residual(loop)).toBeLessThan(10 ** (-90 / 20))
  })

  it('is heard live from its own start', () => {
    let frames = 0
    for (const { live } of performInSteps(loop, { sounds }, () => true)) frames += live?.[0].length ?? 0
    expect(frames).toBe(frame(3))
  })
})
