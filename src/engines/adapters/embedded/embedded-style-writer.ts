import { createRandom } from '../../../dsp/random.js'
import { boostStyle } from '../../../studio/style/boost-style.js'
import type { StyleWriter } from '../../ports/style-writer.js'

export function createEmbeddedStyleWriter(): StyleWriter {
  return {
    id: 'style/0.1.0',
    boost: async ({ content, seed }) => boostStyle(content, createRandom(seed)),
  }
}
