import { createRandom } from '../../src/dsp/random.js'
import type { SingingManner, SungSyllable, VoiceTrack } from '../../src/music/score.js'
import { beatToSeconds, constantTempo, type TempoMap } from '../../src/music/tempo-map.js'
import { pronounce } from '../../src/studio/words/pronounce.js'
import type { Singer } from '../../src/studio/voice/singers.js'
import type { SungNote } from '../../src/studio/voice/testing/measure.js'

/** Where singing begins in each rendered line, in beats. */
const LEAD_BEATS = 1
const MAJOR = [0, 2, 4, 5, 7, 9, 11]
/** Steps of the melody in scale degrees, drawn evenly. */
const STEPS = [-2, -1, -1, 0, 1, 1, 2]

/** A line with a melody, and what measuring needs to know about it. */
export interface DrawnSong {
  readonly text: string
  readonly track: VoiceTrack
  readonly tempoMap: TempoMap
  readonly durationSeconds: number
  /** One a syllable, in order. */
  readonly syllables: readonly (SungNote & { readonly phones: readonly string[]; readonly nucleus: number })[]
}

/** A line with a random melody inside the singer's range; the same line and seed give the same melody. */
export function drawSong(text: string, singer: Singer, seed: number, manner?: SingingManner): DrawnSong {
  const random = createRandom(seed).fork(text)
  const tempoMap = constantTempo(100)
  const texts = text.split(' ')
  const topDegree = Math.floor(((singer.highMidi - singer.lowMidi) / 12) * 7)
  const spoken = texts.map((word, index) => pronounce(word, { nextWord: texts[index + 1] ?? '' }).syllables)
  let left = spoken.flat().length
  let degree = random.int(4) + 2
  let beat = LEAD_BEATS
  const words = texts.map((word, index) => {
    const syllables = spoken[index]!.map((syllable): SungSyllable => {
      left--
      const durationBeats =
        left === 0
          ? 2
          : random.weighted([1, 0.5, 1.5], (beats) => (beats === 1 ? 45 : beats === 0.5 ? 30 : 25))
      const pitchMidi = singer.lowMidi + 12 * Math.floor(degree / 7) + MAJOR[degree % 7]!
      const note = { startBeat: beat, durationBeats, pitchMidi, velocity: 0.75 }
      beat += durationBeats
      degree = Math.max(0, Math.min(topDegree, degree + random.pick(STEPS)))
      return { ...syllable, notes: [note] }
    })
    return { text: word, charStart: 0, charEnd: word.length, syllables }
  })
  return songOf(text, singer, words, tempoMap, beat + 2, manner)
}

/** The song of one phrase of words. */
export function songOf(
  text: string,
  singer: Singer,
  words: VoiceTrack['phrases'][number]['words'],
  tempoMap: TempoMap,
  endBeat: number,
  manner?: SingingManner,
): DrawnSong {
  return {
    text,
    tempoMap,
    durationSeconds: beatToSeconds(tempoMap, endBeat),
    track: {
      kind: 'voice',
      id: 'lead',
      stem: 'vocal',
      gainDb: 0,
      pan: 0,
      singer: singer.id,
      ...(manner && { manner }),
      phrases: [{ words }],
    },
    syllables: words.flatMap(({ syllables }) =>
      syllables.map(({ phones, nucleus, notes }) => ({
        phones,
        nucleus,
        startSeconds: beatToSeconds(tempoMap, notes[0]!.startBeat),
        endSeconds: beatToSeconds(tempoMap, notes.at(-1)!.startBeat + notes.at(-1)!.durationBeats),
        pitchMidi: notes[0]!.pitchMidi,
      })),
    ),
  }
}
