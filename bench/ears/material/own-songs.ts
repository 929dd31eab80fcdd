import { createHash } from 'node:crypto'
import { createAudio, type Audio } from '../../../src/dsp/audio.js'
import { createAssets } from '../../../src/engines/adapters/embedded/assets.js'
import { prepareStudio } from '../../../src/engines/adapters/embedded/studio-performance.js'
import { playedNotes } from '../../../src/music/played-notes.js'
import type { Score } from '../../../src/music/score.js'
import { beatToSeconds } from '../../../src/music/tempo-map.js'
import { composeSong } from '../../../src/studio/compose.js'
import { performSong, performStems } from '../../../src/studio/performance/perform-song.js'
import type { AnnotatedSong, Stretch } from './annotated-song.js'
import { keptSound } from './kept-sounds.js'

/** Styles as people ask for them; the sixth, eleventh … are kept for testing. */
// prettier-ignore
const STYLES = [
  'pop', 'rock', 'folk', 'jazz swing', 'bossa nova', 'reggae', 'house', 'lo-fi hip hop', 'cinematic orchestral', 'funk',
  'waltz', 'country', 'metal', 'synthwave', 'trap', 'soul', 'disco', 'blues', 'celtic', 'drum and bass', 'tango', 'r&b',
  'punk', 'gospel', 'ambient', 'salsa', 'indie rock', 'hip hop', 'trance', 'city pop', 'lullaby', 'ska', 'march',
  'bluegrass', 'grunge', 'samba', 'techno', 'dubstep', 'baroque', 'k-pop',
] as const

const assets = createAssets()

/** The first songs of our own studio, one a style, every other one sung; what is true of them stands in their scores. */
export function ownSongs(seconds: number, count: number = STYLES.length): AnnotatedSong[] {
  return STYLES.slice(0, count).map((style, i): AnnotatedSong => {
    const seed = 1000 + i
    const instrumental = i % 2 === 1
    const { score } = composeSong(
      {
        style,
        instrumental,
        durationSeconds: seconds,
        maxDurationSeconds: seconds + 60,
        idea: `a ${style} song about rivers`,
      },
      seed,
      0,
    )
    // By the score, not only by its wish: the studio changes, and sounds are kept.
    const written = createHash('sha256').update(JSON.stringify(score)).digest('hex').slice(0, 12)
    const id = `own-${style}-${written}`
    const voice = score.tracks.find(({ kind }) => kind === 'voice')
    const drums = score.tracks.filter(({ stem, kind }) => stem === 'drums' && kind === 'instrument')
    return {
      name: style,
      material: 'own studio',
      isKeptForTesting: i % 5 === 0,
      isDrifting: false,
      durationSeconds: beatToSeconds(score.tempoMap, score.endBeat),
      ...beatsOf(score),
      keys: stretches(score, score.keys, ({ tonic, mode }) => ({ tonic, mode })),
      chords: stretches(score, score.chords, ({ root, quality, bass }) => ({
        root,
        quality,
        ...(bass === undefined ? {} : { bass }),
      })),
      sections: stretches(score, score.sections, ({ kind }) => kind),
      ...(voice && { melody: playedNotes(voice, score.tempoMap) }),
      drums: drums.flatMap((track) => playedNotes(track, score.tempoMap)),
      sound: () => keptSound(`${id}-mix`, async () => performSong(score, await studioFor(score)).mix),
      ...(drums.length > 0 && { drumSound: () => keptSound(`${id}-drums`, () => drumsOf(score)) }),
    }
  })
}

function studioFor(score: Score) {
  return prepareStudio(assets, { score, recordingFiles: {} }, new AbortController().signal)
}

async function drumsOf(score: Score): Promise<Audio> {
  const studio = await studioFor(score)
  const song = performSong(score, studio)
  const drums = createAudio(2, song.mix.channels[0]!.length)
  let at = 0
  for (const { stems } of performStems(score, { ...studio, plan: song.plan })) {
    stems.get('drums')?.forEach((channel, c) => drums.channels[c]!.set(channel, at))
    at += [...stems.values()][0]![0].length
  }
  return drums
}

/** When its beats and bar lines come, in seconds; in compound metres beats are dotted. */
export function beatsOf(score: Score) {
  const beats: number[] = []
  const downbeats: number[] = []
  score.meters.forEach(({ beat: from, numerator, denominator }, i) => {
    const until = score.meters[i + 1]?.beat ?? score.endBeat
    const isCompound = denominator === 8 && numerator % 3 === 0 && numerator > 3
    const step = isCompound ? 1.5 : 4 / denominator
    const bar = (numerator * 4) / denominator
    for (let beat = from; beat < until - 1e-6; beat += step) beats.push(beat)
    for (let beat = from; beat < until - 1e-6; beat += bar) downbeats.push(beat)
  })
  const seconds = (values: readonly number[]) => values.map((beat) => beatToSeconds(score.tempoMap, beat))
  return { beatTimesSeconds: seconds(beats), downbeatTimesSeconds: seconds(downbeats) }
}

/** Things of a score in clock time; those without an end last until the next. */
function stretches<Thing, T>(
  score: Score,
  things: readonly (Thing &
    ({ readonly beat: number } | { readonly startBeat: number; readonly endBeat: number }))[],
  valueOf: (thing: Thing) => T,
): Stretch<T>[] {
  const startOf = (thing: (typeof things)[number]) => ('beat' in thing ? thing.beat : thing.startBeat)
  return things.map((thing, i) => {
    const next = things[i + 1]
    const endBeat = 'endBeat' in thing ? thing.endBeat : next ? startOf(next) : score.endBeat
    return {
      startSeconds: beatToSeconds(score.tempoMap, startOf(thing)),
      endSeconds: beatToSeconds(score.tempoMap, endBeat),
      value: valueOf(thing),
    }
  })
}
