/**
 * How exactly are given words found in recordings? Songs of ours, whose singers' times are known, are listened to as if
 * they came from outside: the voice alone, the whole mix, the voice that separation takes out of it, and both together, which
 * is what the server listens to. Times are those of each word's first vowel; words are found from their first consonant on.
 *
 *   npm run bench:words [-- NAME …]        default: six songs
 */
import { listenForWords } from '../../src/analysis/alignment/align-words.js'
import { voiceInFront } from '../../src/analysis/alignment/voice-in-front.js'
import { separateVoice } from '../../src/analysis/separation/separate.js'
import type { Audio } from '../../src/dsp/audio.js'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import type { Score } from '../../src/music/score.js'
import { beatToSeconds } from '../../src/music/tempo-map.js'
import { studioSongs } from './studio-songs.js'

const assets = createAssets()
const scorer = await assets.phoneScorer()
const rows: Record<string, string | number>[] = []
const all = new Map<string, number[]>()

for await (const { name, score, mix, voice } of studioSongs(process.argv.slice(2))) {
  const words = sungWords(score)
  const separated = (await separateVoice(mix, await assets.voiceNetwork())).vocal
  const materials: Record<string, readonly [Audio, ...Audio[]]> = {
    voice: [voice],
    mix: [mix],
    separated: [separated],
    both: [voiceInFront(mix, separated), mix],
  }
  for (const [material, versions] of Object.entries(materials)) {
    const before = process.cpuUsage()
    const found = listenForWords(versions, scorer)(words)!
    const { user, system } = process.cpuUsage(before)
    const errors = found.map(({ startSeconds }, i) => Math.abs(startSeconds - words[i]!.startSeconds))
    all.set(material, [...(all.get(material) ?? []), ...errors])
    const seconds = mix.channels[0]!.length / mix.sampleRate
    const row = {
      ...{ song: name, material, words: words.length },
      ...figures(errors),
      found: share(
        found.map(({ confidence }) => confidence),
        (confidence) => confidence >= 0.5,
      ),
      'times real time': Math.round(seconds / ((user + system) / 1e6)),
    }
    // Each as soon as it is known: all of them take half an hour.
    console.log(JSON.stringify(row))
    rows.push(row)
  }
}
console.table(rows)
console.table([...all].map(([material, errors]) => ({ material, words: errors.length, ...figures(errors) })))

/** The leads' words in the order they are sung. */
function sungWords(score: Score) {
  return score.tracks
    .flatMap((track) => (track.kind === 'voice' && track.stem === 'vocal' ? track.phrases : []))
    .flatMap(({ words }) =>
      words.map(({ syllables }, index) => ({
        phones: syllables.flatMap(({ phones }) => phones),
        beginsLine: index === 0,
        startSeconds: beatToSeconds(score.tempoMap, syllables[0]!.notes[0]!.startBeat),
      })),
    )
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
}

function figures(errors: readonly number[]) {
  const sorted = errors.toSorted((a, b) => a - b)
  return {
    'median error, s': Math.round(1000 * sorted[sorted.length >> 1]!) / 1000,
    'within 0.3 s': share(errors, (error) => error < 0.3),
    'within 0.1 s': share(errors, (error) => error < 0.1),
  }
}

function share(values: readonly number[], holds: (value: number) => boolean): number {
  return Math.round((100 * values.filter(holds).length) / values.length) / 100
}
