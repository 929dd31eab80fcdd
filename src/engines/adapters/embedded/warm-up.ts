import { SAMPLE_RATE } from '../../../dsp/audio.js'
import { createMp3Encoder } from '../../../media/codecs/index.js'
import { drawCover } from '../../../media/cover/index.js'
import { composeSong } from '../../../studio/compose.js'
import { createPerformer } from '../../../studio/performance/performer.js'
import { createStreamingMaster } from '../../../studio/performance/streaming-master.js'
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
  const studio = await prepareStudio(assets, score, {}, new AbortController().signal)
  const performer = createPerformer(score, { ...studio, stems: false })
  const master = createStreamingMaster(score)
  const encoder = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
  for (let second = 0; second < TRIAL_SECONDS; second++) {
    const block = performer.next(SAMPLE_RATE)
    if (!block) break
    encoder.encode(master.push(block.mix))
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
