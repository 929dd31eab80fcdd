import { z } from 'zod'

/** A stretch of the recording in seconds from its first frame. */
const span = { startS: z.number(), endS: z.number() }

/** What the server heard in a recording that a task starts from. */
export const heardRecordingSchema = z
  .object({
    field: z.string().meta({ description: 'The field of the request that named the recording' }),
    durationS: z.number(),
    bpm: z.number().meta({ description: 'Median tempo in beats a minute' }),
    beatConfidence: z.number().meta({ description: '0 (a guess) … 1 (sure)' }),
    beatsPerBar: z.number().int(),
    beatDivision: z
      .number()
      .int()
      .nullable()
      .meta({ description: '3 for shuffles and compound metres, else 2; null: not listened for' }),
    beats: z.array(z.number()).meta({ description: 'Every beat, in seconds' }),
    firstDownbeat: z.number().int().meta({
      description: "Index in `beats` of the first bar's first beat; a bar begins every `beatsPerBar` beats",
    }),
    key: z.string().meta({ description: 'Of the recording as a whole, e.g. `F# minor`' }),
    keyConfidence: z.number().meta({ description: '0 (a guess) … 1 (sure)' }),
    keys: z.array(z.object({ ...span, key: z.string() })).meta({ description: 'One after the other' }),
    chords: z
      .array(z.object({ ...span, name: z.string() }))
      .meta({ description: 'Where the recording has harmony, e.g. `Am7`; gaps: no chord' }),
    sections: z.array(z.object({ ...span, label: z.string(), kind: z.string() })).meta({
      description: 'The form. The same `label`: the same part again; `kind`: a guess, e.g. `chorus`',
    }),
    melody: z
      .array(z.tuple([z.number(), z.number(), z.number()]))
      .meta({ description: 'The leading line: [MIDI pitch, start, end] in seconds' }),
    phrases: z.array(z.object(span)).meta({ description: 'Between breaths and pauses' }),
    texture: z.enum(['single-line', 'band']).nullable(),
    tuningCents: z
      .number()
      .nullable()
      .meta({ description: 'Above (below if negative) A = 440 Hz; null: not listened for' }),
    loudnessLufs: z.number().meta({ description: 'Integrated loudness, ITU-R BS.1770-4' }),
  })
  .meta({ description: 'What the server heard in a recording' })
export type HeardRecordingView = z.infer<typeof heardRecordingSchema>
