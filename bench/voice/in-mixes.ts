import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import { createRandom } from '../../src/dsp/random.js'
import type { Assets } from '../../src/engines/adapters/embedded/assets.js'
import { prepareStudio } from '../../src/engines/adapters/embedded/studio-performance.js'
import type { Score, SungPhrase, VoiceTrack } from '../../src/music/score.js'
import { beatToSeconds } from '../../src/music/tempo-map.js'
import { composeSong } from '../../src/studio/compose.js'
import { createPerformer } from '../../src/studio/performance/performer.js'
import { PROFILES } from '../../src/studio/profiles/index.js'
import type { SungNote } from '../../src/studio/voice/testing/measure.js'
import { cutHeldMiddles, recognise, type Utterance } from './recognise.js'

/** Lines a song. */
const LINES = 2
/** Heard before the first and after the last vowel of a line. */
const MARGIN_SECONDS = 0.5

export interface MixFigures {
  readonly genres: number
  readonly words: number
  readonly tenAlternatives: number
}

/**
 * The voice as the mix has it, in songs of many genres: composed and arranged whole, then the lead's stem alone, with its
 * channel strip, rooms and delay; line by line to the recogniser, middles of long notes cut out.
 */
export async function understoodInMixes(
  texts: readonly string[],
  genreCount: number,
  seed: number,
  assets: Assets,
): Promise<MixFigures> {
  const random = createRandom(seed).fork('mixes')
  const genres = PROFILES.length <= genreCount ? PROFILES : random.shuffle(PROFILES).slice(0, genreCount)
  const utterances: Utterance[] = []
  for (const [i, { label }] of genres.entries()) {
    const lines = random.fork(label).shuffle(texts).slice(0, LINES)
    const { score } = composeSong(
      {
        style: label,
        lyrics: `[Verse]\n${lines.join('\n')}`,
        instrumental: false,
        maxDurationSeconds: 480,
        vocalGender: i % 2 === 0 ? 'f' : 'm',
      },
      seed + i,
      0,
    )
    utterances.push(...(await sungLines(score, lines, assets)))
  }
  const { words, tenAlternatives } = await recognise(utterances, ['ten'])
  return { genres: genres.length, words, tenAlternatives }
}

/** The lines of a song as its lead's stem has them. */
async function sungLines(score: Score, lines: readonly string[], assets: Assets): Promise<Utterance[]> {
  const voices: Score = {
    ...score,
    tracks: score.tracks.filter(({ stem }) => stem === 'vocal'),
    recordings: [],
  }
  const lead = voices.tracks.find((track): track is VoiceTrack => track.kind === 'voice')
  if (!lead) return []
  const studio = await prepareStudio(
    assets,
    { score: voices, recordingFiles: {} },
    new AbortController().signal,
  )
  const performer = createPerformer(voices, {
    ...studio,
    stems: true,
    voice: (track) => studio.voice!(track, voices),
  })
  const stem = new Float32Array(performer.frameCount)
  for (let at = 0, block = performer.next(16_384); block; block = performer.next(16_384)) {
    const [left, right] = block.stems?.get('vocal') ?? block.mix
    for (let n = 0; n < left.length; n++) stem[at + n] = 0.5 * (left[n]! + right[n]!)
    at += left.length
  }
  let from = 0
  return lines.flatMap((text) => {
    const count = text.split(' ').length
    const words = lead.phrases.flatMap((phrase) => phrase.words).slice(from, from + count)
    from += count
    return words.length === count ? [utteranceOf(text, { words }, score, stem)] : []
  })
}

function utteranceOf(
  text: string,
  { words }: SungPhrase,
  { tempoMap }: Score,
  stem: Float32Array,
): Utterance {
  const notes: SungNote[] = words.flatMap(({ syllables }) =>
    syllables.map(({ notes: own }) => {
      const last = own.at(-1)!
      return {
        startSeconds: beatToSeconds(tempoMap, own[0]!.startBeat) + (own[0]!.offsetSeconds ?? 0),
        endSeconds: beatToSeconds(tempoMap, last.startBeat + last.durationBeats),
        pitchMidi: own[0]!.pitchMidi,
      }
    }),
  )
  const start = Math.max(0, notes[0]!.startSeconds - MARGIN_SECONDS)
  const end = Math.max(...notes.map(({ endSeconds }) => endSeconds)) + MARGIN_SECONDS
  const piece = stem.slice(Math.round(start * SAMPLE_RATE), Math.round(end * SAMPLE_RATE))
  const moved = notes.map((note) => ({
    ...note,
    startSeconds: note.startSeconds - start,
    endSeconds: note.endSeconds - start,
  }))
  return { text, samples: cutHeldMiddles(piece, moved) }
}
