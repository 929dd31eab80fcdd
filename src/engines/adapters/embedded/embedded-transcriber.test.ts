import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeWav } from '../../../media/codecs/index.js'
import { UnusableAudioError } from '../../ports/errors.js'
import { createEmbeddedTranscriber } from './embedded-transcriber.js'
import { loadPitchNetwork } from './pitch-network.js'

const RATE = 48_000
const { signal } = new AbortController()
const network = loadPitchNetwork()
const transcriber = createEmbeddedTranscriber({ pitchNetwork: () => network })
let folder: string

/** A file with a plucked tone at each of the times. */
async function fileOf(name: string, pitchMidi: number, times: readonly number[], seconds = 8) {
  const samples = new Float32Array(seconds * RATE)
  const hz = 440 * 2 ** ((pitchMidi - 69) / 12)
  for (const time of times) {
    for (let i = 0; i < 0.35 * RATE; i++) {
      const at = Math.round(time * RATE) + i
      const tone = Math.sin((2 * Math.PI * hz * i) / RATE) + 0.5 * Math.sin((4 * Math.PI * hz * i) / RATE)
      if (at < samples.length) samples[at]! += 0.3 * tone * Math.exp((-8 * i) / RATE)
    }
  }
  const path = join(folder, name)
  await writeFile(path, encodeWav({ sampleRate: RATE, channels: [samples, samples] }, { bitDepth: 24 }))
  return path
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transcriber-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('stems of one recording', () => {
  it('are listened to as they sound together', async () => {
    const files = [
      await fileOf('bass.wav', 40, [0.25, 1.25, 2.25, 3.25, 4.25, 5.25], 6),
      await fileOf('guitar.wav', 64, [0.75, 1.75, 2.75, 3.75, 4.75, 5.75, 6.75, 7.25]),
    ]
    const heard = await transcriber.hearTogether(files, signal)
    expect(heard.durationSeconds).toBeCloseTo(8, 1)
    // One stem strikes the beats, the other those between: together they are twice as many.
    const beats = heard.beatTimesSeconds.filter((time) => time > 0.5 && time < 6)
    for (const time of [1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4.25]) {
      expect(Math.min(...beats.map((beat) => Math.abs(beat - time)))).toBeLessThan(0.06)
    }
  })

  it('have no beats where they are silent', async () => {
    await expect(transcriber.hearTogether([await fileOf('silence.wav', 60, [], 3)], signal)).rejects.toThrow(
      UnusableAudioError,
    )
  })

  it('are written down with the program of their kind', async () => {
    const path = await fileOf('bass-only.wav', 40, [0.5, 1.5, 2.5], 4)
    const { notes, program } = await transcriber.transcribe(path, 'bass', signal)
    expect(program).toBe(33)
    expect(notes.map(({ pitchMidi }) => pitchMidi)).toEqual([40, 40, 40])
    notes.forEach(({ startSeconds }, i) => expect(Math.abs(startSeconds - (0.5 + i))).toBeLessThan(0.04))
  })
})
