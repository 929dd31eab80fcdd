import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import type { VoiceModel } from '../../src/studio/voice/hts-model.js'
import type { Singer } from '../../src/studio/voice/singers.js'
import { drawSong, type DrawnSong } from './drawn-song.js'
import type { Listeners } from './install-listeners.js'
import { cutHeldMiddles, recognise, type Question, type Recognition } from './recognise.js'
import { measureLine, singSong, type LineFigures } from './sing-line.js'
import { speakLine } from './speaking.js'

/** What one singer's lines measure. */
export interface SingerFigures {
  readonly singer: Singer
  readonly lines: readonly LineFigures[]
  /** Of the sung lines with the middles of long notes cut out, and of the same lines spoken. */
  readonly recognition?: Recognition
  readonly control?: Recognition
  /** Seconds of singing a second of one core. */
  readonly timesRealTime: number
  /** The first lines, to be listened to and looked at. */
  readonly examples: readonly { readonly song: DrawnSong; readonly samples: Float32Array }[]
}

const EXAMPLES = 2

export async function singLines(
  singer: Singer,
  texts: readonly string[],
  seed: number,
  model: VoiceModel,
  listeners: Listeners,
  controls: readonly Question[],
): Promise<SingerFigures> {
  const sung = texts.map((text, i) => {
    const song = drawSong(text, singer, seed)
    const started = process.cpuUsage()
    const samples = singSong(song, model, seed + i)
    const { user, system } = process.cpuUsage(started)
    return { song, samples, cpuSeconds: (user + system) / 1e6 }
  })
  // The first line also pays for compiling.
  const timed = sung.length > 1 ? sung.slice(1) : sung
  const seconds = timed.reduce((sum, { song }) => sum + song.durationSeconds, 0)
  const cpu = timed.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)
  const words = listeners.pocketsphinx && {
    recognition: await recognise(
      sung.map(({ song, samples }) => ({
        text: song.text,
        samples: cutHeldMiddles(samples, song.syllables),
      })),
    ),
    control: await recognise(
      texts.map((text, i) => ({ text, samples: singSong(speakLine(text, singer, model), model, i) })),
      controls,
    ),
  }
  return {
    singer,
    lines: sung.map(({ song, samples }) => measureLine(samples, song)),
    ...(words || {}),
    timesRealTime: seconds / cpu,
    examples: sung.slice(0, EXAMPLES),
  }
}

/** Seconds of a signal. */
export function secondsOf(samples: Float32Array): number {
  return samples.length / SAMPLE_RATE
}
