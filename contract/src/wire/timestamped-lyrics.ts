import { z } from 'zod'
import { envelopeOf, success, type Envelope } from './envelope.js'

/** A sung word and the text around it: joined in order, the texts are the whole lyrics. */
export interface TimedWordView {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
  /** How surely it was found in a recording, 0 … 1. Absent: the word is performed, its times are exact. */
  readonly confidence?: number
}

/** A word that is less surely found than this counts as not found. */
const FOUND = 0.5

export const timestampedLyricsSchema = envelopeOf(
  z.object({
    alignedWords: z.array(
      z.object({
        word: z.string().meta({ description: 'May contain section tags and line breaks' }),
        success: z.boolean().meta({ description: 'Whether the word was found; always, but in recordings' }),
        startS: z.number().meta({ description: 'Seconds' }),
        endS: z.number().meta({ description: 'Seconds' }),
        palign: z.number().int().meta({ description: 'How doubtful the times are: 0 (exact) … 100' }),
      }),
    ),
    waveformData: z.array(z.number()).meta({ description: 'Loudness over the song, each 0 … 1' }),
    hootCer: z.number().meta({
      description:
        'Alignment error: share of the letters whose words were not found, by confidence. 0 where all is performed',
    }),
    isStreamed: z.boolean(),
  }),
)
export type TimestampedLyrics = NonNullable<z.infer<typeof timestampedLyricsSchema>['data']>

export function timestampedLyrics(
  words: readonly TimedWordView[],
  waveform: readonly number[],
): Envelope<TimestampedLyrics> {
  return success({
    alignedWords: words.map(({ text, startSeconds, endSeconds, confidence = 1 }) => ({
      word: text,
      success: confidence >= FOUND,
      startS: Math.round(startSeconds * 1000) / 1000,
      endS: Math.round(endSeconds * 1000) / 1000,
      palign: Math.round(100 * (1 - confidence)),
    })),
    waveformData: [...waveform],
    hootCer: errorShare(words),
    isStreamed: false,
  })
}

/** Letters that are probably not where their word says, against all letters. */
function errorShare(words: readonly TimedWordView[]): number {
  let letters = 0
  let wrong = 0
  for (const { text, confidence = 1 } of words) {
    const length = text.replace(/\[[^\]]*\]/g, '').replace(/[^\p{L}\p{N}]/gu, '').length
    letters += length
    wrong += length * (1 - confidence)
  }
  return letters === 0 ? 0 : Math.round((wrong / letters) * 1e4) / 1e4
}
