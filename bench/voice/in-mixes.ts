import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import { createRandom } from '../../src/dsp/random.js'
import type { Assets } from '../../src/engines/adapters/embedded/assets.js'
import { prepareStudio } from '../../src/engines/adapters/embedded/studio-performance.js'
import type { Score, SungWord, VoiceTrack } from '../../src/music/score.js'
import { beatToSeconds, type TempoMap } from '../../src/music/tempo-map.js'
import { composeSong } from '../../src/studio/compose.js'
import { createPerformer } from '../../src/studio/performance/performer.js'
import { PROFILES } from '../../src/studio/profiles/index.js'
import type { SungNote } from '../../src/studio/voice/testing/measure.js'
import { cutHeldMiddles, recognise, type Utterance } from './recognise.js'

/** Lines a song. */
const LINES = 2
/** Heard before the first and after the last vowel of a line at most. */
const MARGIN_SECONDS = 0.5
/** Where one line ends and the next begins, in the gap between their notes: codas ring on, consonants come early. */
const SHARE_OF_GAP = 0.3
/** Lines are faded in and out where another is sung close by. */
const FADE_FRAMES = 960

export interface MixFigures {
  readonly words: number
  readonly tenAlternatives: number
  /** What makes one genre harder than another. */
  readonly genres: readonly GenreFigures[]
}

export interface GenreFigures {
  readonly label: string
  readonly singer: string
  readonly manner: string
  readonly wordsASecond: number
  readonly words: number
  readonly tenAlternatives: number
  /** `sung > heard`. */
  readonly misheard: readonly string[]
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
  const figures: GenreFigures[] = []
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
    const lead = leadOf(score)
    if (!lead) continue
    const utterances = await sungLines(score, lead, lines, assets)
    const { words, tenAlternatives, misheard } = await recognise(utterances, ['ten'])
    const seconds = utterances.reduce((sum, { sungSeconds }) => sum + sungSeconds, 0)
    figures.push({
      ...{ label, singer: lead.singer, manner: lead.manner ?? 'pop' },
      ...{ wordsASecond: words / seconds, words, tenAlternatives, misheard },
    })
  }
  const words = figures.reduce((sum, each) => sum + each.words, 0)
  const right = figures.reduce((sum, each) => sum + each.words * each.tenAlternatives, 0)
  return { words, tenAlternatives: right / words, genres: figures }
}

function leadOf(score: Score): VoiceTrack | undefined {
  return score.tracks.find((track): track is VoiceTrack => track.kind === 'voice' && track.stem === 'vocal')
}

interface SungLine extends Utterance {
  /** From the first note to the end of the last, before any middles were cut. */
  readonly sungSeconds: number
}

/** The lines of a song as its lead's stem has them. */
async function sungLines(
  score: Score,
  lead: VoiceTrack,
  lines: readonly string[],
  assets: Assets,
): Promise<SungLine[]> {
  const voices: Score = {
    ...score,
    tracks: score.tracks.filter(({ stem }) => stem === 'vocal'),
    recordings: [],
  }
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
  const words = lead.phrases.flatMap((phrase) => phrase.words)
  let from = 0
  return lines.flatMap((text) => {
    const count = text.split(' ').length
    const until = from + count
    const spoken = words.slice(from, until)
    const around = [words[from - 1], words[until]] as const
    from = until
    return spoken.length === count ? [utteranceOf(text, spoken, around, score, stem)] : []
  })
}

/** A line cut out of the stem: nothing of the words around it is left, however close they are sung. */
function utteranceOf(
  text: string,
  words: readonly SungWord[],
  [before, after]: readonly [SungWord | undefined, SungWord | undefined],
  { tempoMap }: Score,
  stem: Float32Array,
): SungLine {
  const notes = words.flatMap((word) => notesOf(word, tempoMap))
  const first = notes[0]!.startSeconds
  const last = notes.at(-1).endSeconds
  const endBefore = before ? notesOf(before, tempoMap).at(-1).endSeconds : first - 2
  const startAfter = after ? notesOf(after, tempoMap)[0]!.startSeconds : last + 2
  const start = Math.max(0, first - MARGIN_SECONDS, endBefore + SHARE_OF_GAP * (first - endBefore))
  const end = Math.min(last + MARGIN_SECONDS, last + SHARE_OF_GAP * (startAfter - last))
  const piece = stem.slice(Math.round(start * SAMPLE_RATE), Math.round(end * SAMPLE_RATE))
  for (let n = 0; n < Math.min(FADE_FRAMES, piece.length); n++) {
    piece[n] = (piece[n]! * n) / FADE_FRAMES
    piece[piece.length - 1 - n] = (piece[piece.length - 1 - n]! * n) / FADE_FRAMES
  }
  const moved = notes.map((note) => ({
    ...note,
    startSeconds: note.startSeconds - start,
    endSeconds: note.endSeconds - start,
  }))
  return { text, samples: cutHeldMiddles(piece, moved), sungSeconds: last - first }
}

/** One a syllable, whatever it is sung on. */
function notesOf({ syllables }: SungWord, tempoMap: TempoMap): SungNote[] {
  return syllables.map(({ notes }) => {
    const last = notes.at(-1)!
    return {
      startSeconds: beatToSeconds(tempoMap, notes[0]!.startBeat) + (notes[0]!.offsetSeconds ?? 0),
      endSeconds: beatToSeconds(tempoMap, last.startBeat + last.durationBeats),
      pitchMidi: notes[0]!.pitchMidi,
    }
  })
}
