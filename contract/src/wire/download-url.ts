import { z } from 'zod'
import { envelopeOf } from './envelope.js'

/** Answer of a request for a download address: a bare URL. */
export const downloadUrlSchema = envelopeOf(
  z.string().meta({ description: 'Can be downloaded for at least 20 minutes, as long as the file is kept' }),
)
