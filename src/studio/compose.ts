import type { Brief, ComposedSong } from './brief.js'
import { composeAccompaniment } from './composer/accompany/compose-accompaniment.js'
import { composeFreely } from './composer/compose-freely.js'
import { composeContinuation } from './composer/continue-recording/compose-continuation.js'
import { composeReplacement } from './composer/continue-recording/compose-replacement.js'
import { composeCover } from './composer/cover/compose-cover.js'
import { continueSong } from './composer/edit/continue-song.js'
import { replaceSection } from './composer/edit/replace-section.js'
import { composeMashUp } from './composer/mash-up/compose-mash-up.js'
import { composeTopLine } from './composer/topline/compose-top-line.js'

/**
 * Writes one take of a song: the whole way from the brief to the score, pure and deterministic. The same brief and seed
 * with another `takeIndex` gives another song in the same style.
 */
export function composeSong(brief: Brief, seed: number, takeIndex: number): ComposedSong {
  const { source } = brief
  switch (source?.kind) {
    case undefined:
      return composeFreely(brief, seed, takeIndex)
    case 'accompany':
      return composeAccompaniment({ ...brief, source }, seed, takeIndex)
    case 'sing-over':
      return composeTopLine({ ...brief, source }, seed, takeIndex)
    case 'mash-up':
      return composeMashUp({ ...brief, source }, seed, takeIndex)
    case 'cover':
      return composeCover({ ...brief, source }, seed, takeIndex)
    case 'continue':
      return continueSong({ ...brief, source }, seed, takeIndex)
    case 'replace':
      return replaceSection({ ...brief, source }, seed, takeIndex)
    case 'continue-recording':
      return composeContinuation({ ...brief, source }, seed, takeIndex)
    case 'replace-recording':
      return composeReplacement({ ...brief, source }, seed, takeIndex)
  }
}
