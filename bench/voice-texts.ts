import { createRandom } from '../src/dsp/random.js'
import type { SungSyllable, VoiceTrack } from '../src/music/score.js'
import type { Singer } from '../src/studio/voice/singers.js'
import { pronounce } from '../src/studio/words/pronounce.js'

/** Development lines: everyday words in song-like sentences, with all vowels, clusters and many unstressed syllables. */
export const LINES: readonly string[] = [
  'Twinkle twinkle little star how I wonder what you are',
  'In starry dreams we find tomorrow break free from ordinary sorrow',
  'Walking down the empty street tonight I hear your voice',
  'The river carries all my secrets to the ocean floor',
  'Never let the morning steal the fire from your eyes',
  'Every broken window tells a story of the rain',
  'We were young and chasing shadows underneath the moon',
  'Give me one more reason why I should believe in love',
  'Golden summer fading like a photograph in light',
  'Hold my hand and jump with me before the music ends',
  'Silver thunder over mountains calling out my name',
  'You said forever was a promise we could never keep',
  'Dancing slowly in the kitchen while the coffee cools',
  'Father told me choose your battles save your precious breath',
  'Take me home along the highway where the wild birds sing',
  'Nothing matters but the beating of a thousand hearts',
  'Paper planes and paper houses floating through the sky',
  'I was lost inside the city looking for a sign',
  'Children laugh beneath the branches of the cherry tree',
  'Shout it louder from the rooftop let the people know',
]

/** Where singing begins in each rendered line, in beats. */
const LEAD_BEATS = 1
const MAJOR = [0, 2, 4, 5, 7, 9, 11]
/** Steps of the melody in scale degrees, drawn evenly. */
const STEPS = [-2, -1, -1, 0, 1, 1, 2]

export interface DevelopmentSong {
  readonly text: string
  readonly track: VoiceTrack
  readonly endBeat: number
}

/** A line with a random melody inside the singer's range; the same line and seed give the same melody. */
export function developmentSong(line: number, singer: Singer, seed = 1000): DevelopmentSong {
  const text = LINES[line]!
  const random = createRandom(seed + line)
  const texts = text.split(' ')
  const topDegree = Math.floor(((singer.highMidi - singer.lowMidi) / 12) * 7)
  let degree = 3
  let beat = LEAD_BEATS
  let left = texts.reduce((sum, word) => sum + pronounce(word).syllables.length, 0)
  const words = texts.map((word, index) => {
    const { syllables } = pronounce(word, { nextWord: texts[index + 1] ?? '' })
    const sung: SungSyllable[] = syllables.map((syllable) => {
      left--
      const durationBeats =
        left === 0
          ? 2
          : random.weighted([1, 0.5, 1.5], (beats) => (beats === 1 ? 45 : beats === 0.5 ? 41 : 14))
      const pitchMidi = singer.lowMidi + 12 * Math.floor(degree / 7) + MAJOR[degree % 7]!
      const note = { startBeat: beat, durationBeats, pitchMidi, velocity: 0.75 }
      beat += durationBeats
      degree = Math.max(0, Math.min(topDegree, degree + random.pick(STEPS)))
      return { ...syllable, notes: [note] }
    })
    return { text: word, charStart: 0, charEnd: word.length, syllables: sung }
  })
  const track: VoiceTrack = {
    kind: 'voice',
    id: 'lead',
    stem: 'vocal',
    gainDb: 0,
    pan: 0,
    singer: singer.id,
    phrases: [{ words }],
  }
  return { text, track, endBeat: beat + 2 }
}
