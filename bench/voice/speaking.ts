import { constantTempo } from '../../src/music/tempo-map.js'
import type { SungSyllable } from '../../src/music/score.js'
import type { VoiceModel } from '../../src/studio/voice/hts-model.js'
import { labelPhones } from '../../src/studio/voice/labels.js'
import type { Singer } from '../../src/studio/voice/singers.js'
import { pronounce } from '../../src/studio/words/pronounce.js'
import { songOf, type DrawnSong } from './drawn-song.js'

/**
 * The control: the same singer speaks a line. Every vowel gets the length that the model's speech has, and the pitch of
 * talking, so that what recognition loses by singing can be told from what it loses by the voice.
 */
export function speakLine(text: string, singer: Singer, model: VoiceModel): DrawnSong {
  const texts = text.split(' ')
  const written = texts.map((word, i) => ({
    text: word,
    syllables: pronounce(word, { nextWord: texts[i + 1] ?? '' }).syllables,
  }))
  const phones = labelPhones(written)
  let at = 0.6
  const starts: number[] = []
  for (const { label, isNucleus, syllable } of phones) {
    if (syllable === undefined) continue
    if (isNucleus) starts.push(at)
    for (const frames of model.stateFrames(label)) at += frames * model.frameSeconds
  }
  let next = 0
  const words = written.map(({ text: word, syllables }) => ({
    text: word,
    charStart: 0,
    charEnd: word.length,
    syllables: syllables.map((syllable): SungSyllable => {
      const startBeat = starts[next++]!
      const end = starts[next] ?? at
      const pitchMidi = singer.lowMidi + 6 - (2 * next) / starts.length
      return {
        ...syllable,
        notes: [{ startBeat, durationBeats: end - startBeat, pitchMidi, velocity: 0.75 }],
      }
    }),
  }))
  // One beat is one second.
  return songOf(text, singer, words, constantTempo(60), at + 0.6, 'spoken')
}
