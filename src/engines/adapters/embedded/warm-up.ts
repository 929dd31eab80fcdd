import { SAMPLE_RATE } from '../../../dsp/audio.js'
import { createMp3Encoder } from '../../../media/codecs/index.js'
import { drawCover } from '../../../media/cover/index.js'
import { composeSong } from '../../../studio/compose.js'
import { performInSteps } from '../../../studio/performance/perform-song.js'
import type { Assets } from './assets.js'
import { prepareStudio } from './studio-performance.js'

/** Seconds of the trial song that are performed. */
const TRIAL_SECONDS = 6

/**
 * Does once, before anybody waits, what is slow the first time: reading the dictionary, compiling the composer. Takes a
 * second or two.
 */
export async function warmUpWriting(): Promise<void> {
  const { score } = composeTrial()
  await drawCover({ seed: 1, title: score.title, tags: score.tags })
}

/** The same for performing: opening the sounds and the voice, compiling the studio's loops. */
export async function warmUpPerforming(assets: Assets): Promise<void> {
  const { score } = composeTrial()
  const studio = await prepareStudio(assets, { score, recordingFiles: {} }, new AbortController().signal)
  const encoder = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
  let frames = 0
  for (const { live } of performInSteps(score, studio, () => true)) {
    if (live) encoder.encode(live)
    frames += live?.[0].length ?? 0
    if (frames >= TRIAL_SECONDS * SAMPLE_RATE) break
  }
  encoder.finish()
}

/** A short song in which everybody plays and somebody sings from the start. */
function composeTrial() {
  const lyrics = '[Chorus]\nHere we are together\nHere we are again'
  return composeSong(
    {
      lyrics,
      title: 'Trial',
      style: 'pop',
      instrumental: false,
      durationSeconds: 20,
      maxDurationSeconds: 30,
    },
    1,
    0,
  )
}
