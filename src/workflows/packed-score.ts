import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Score } from '../music/score.js'

/** Scores are stored as gzipped JSON: about 1 MB of notes becomes some tens of kilobytes. */
export async function packScore(score: Score): Promise<Uint8Array> {
  return promisify(gzip)(JSON.stringify(score))
}

export async function unpackScore(packed: Uint8Array): Promise<Score> {
  const json = (await promisify(gunzip)(packed)).toString('utf8')
  return JSON.parse(json) as Score
}
