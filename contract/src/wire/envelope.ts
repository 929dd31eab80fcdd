import { z } from 'zod'

/** The frame of every answer of the API: `{code, msg, data}`; `code` 200 is success, anything else an error. */
export function envelopeOf<Data extends z.ZodType>(data: Data) {
  return z.object({
    code: z.number().int().meta({ description: '200 on success, otherwise an error code' }),
    msg: z.string().meta({ description: '`success`, or a sentence that says what was wrong' }),
    data: data.nullable(),
  })
}

export type Envelope<Data> = { code: number; msg: string; data: Data }

export function success<Data>(data: Data): Envelope<Data> {
  return { code: 200, msg: 'success', data }
}

export const submittedSchema = envelopeOf(
  z.object({ taskId: z.string().meta({ description: '32 lower-case hex digits; treat as opaque' }) }),
).meta({ description: 'The task was created; its outcome is read from record-info or the callback.' })
