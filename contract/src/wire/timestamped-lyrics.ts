import { z } from 'zod'
import { envelopeOf, success, type Envelope } from './envelope.js'

/** A sung word and the text around it: joined in order, the texts are the whole lyrics. */
export interface TimedWordView {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
}

export const timestampedLyricsSchema = envelopeOf(
  z.object({
    alignedWords: z.array(
      z.object({
        word: z.string().meta({ description: 'May contain section tags and line breaks' }),
        success: z.boolean(),
        startS: z.number().meta({ description: 'Seconds' }),
        endS: z.number().meta({ description: 'Seconds' }),
        palign: z.number().int(),
      }),
    ),
    waveformData: z.array(z.number()).meta({ description: 'Loudness over the song, each 0 … 1' }),
    hootCer: z.number().meta({ description: 'Alignment error: 0, the times are those of the performance' }),
    isStreamed: z.boolean(),
  }),
)
export type TimestampedLyrics = NonNullable<z.infer<typeof timestampedLyricsSchema>['data']>

export function timestampedLyrics(
  words: readonly TimedWordView[],
  waveform: readonly number[],
): Envelope<TimestampedLyrics> {
  return success({
    alignedWords: words.map(({ text, startSeconds, endSeconds }) => ({
      word: text,
      success: true,
      startS: Math.round(startSeconds * 1000) / 1000,
      endS: Math.round(endSeconds * 1000) / 1000,
      palign: 0,
    })),
    waveformData: [...waveform],
    hootCer: 0,
    isStreamed: false,
  })
}
