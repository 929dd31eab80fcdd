import type { SungSyllable } from '../../music/score.js'
import { PAUSE } from './phones.js'
import { wordClass } from './word-class.js'

export interface LabelWord {
  readonly text: string
  readonly syllables: readonly Pick<SungSyllable, 'phones' | 'nucleus' | 'stress'>[]
}

export interface LabelledPhone {
  readonly phone: string
  /** Index into the group's syllables, all words together; undefined for the pauses at both ends. */
  readonly syllable?: number
  readonly isNucleus: boolean
  /** The phone in its full context, as the questions of the voice model read it. */
  readonly label: string
}

/**
 * Full-context labels of one breath group, a pause at each end. The format is the one the model was trained with
 * (`HTS_TTS_ENG`, version 1.0): neighbouring phones, then blocks A-C on the previous, this and the next syllable, D-F on
 * the words, G-J on phrase and utterance. A group counts as an utterance of one phrase; nothing sung carries speech
 * intonation, so that accents are plain (stressed syllables of content words) and the end tone is `L-L%`.
 */
export function labelPhones(words: readonly LabelWord[]): LabelledPhone[] {
  const classes = words.map((word) => wordClass(word.text))
  const syllables = words.flatMap((word, wordIndex) =>
    word.syllables.map((syllable, indexInWord) => ({
      ...syllable,
      // Scores mark little words as light. The model knows them as its lexicon has them: stressed unless the vowel is reduced.
      stress: word.syllables.length === 1 && syllable.phones[syllable.nucleus] !== 'ax' ? 1 : syllable.stress,
      wordIndex,
      indexInWord,
      accent: syllable.stress === 1 && classes[wordIndex] === 'content' ? 1 : 0,
    })),
  )
  const phones: { phone: string; syllable?: number; index: number }[] = [
    { phone: PAUSE, index: 0 },
    ...syllables.flatMap((syllable, s) =>
      syllable.phones.map((phone, index) => ({ phone, syllable: s, index })),
    ),
    { phone: PAUSE, index: 0 },
  ]
  const phoneAt = (i: number): string => phones[i]?.phone ?? 'x'

  const neighbour = (s: number, joint: '_' | '+'): string => {
    const syllable = syllables[s]
    if (!syllable) return `0${joint}0${joint}0`
    return [syllable.stress, syllable.accent, syllable.phones.length].join(joint)
  }
  const neighbourWord = (w: number): string =>
    words[w] ? `${classes[w]}_${words[w].syllables.length}` : '0_0'
  /** Distance to the nearest item that passes, going back or forth; 0 where there is none. */
  const distance = (from: number, step: 1 | -1, count: number, passes: (i: number) => boolean): number => {
    for (let i = from + step; i >= 0 && i < count; i += step) if (passes(i)) return Math.abs(i - from)
    return 0
  }
  const tally = (from: number, to: number, passes: (i: number) => boolean): number => {
    let total = 0
    for (let i = from; i < to; i++) if (passes(i)) total++
    return total
  }
  const stressed = (i: number): boolean => syllables[i]!.stress === 1
  const accented = (i: number): boolean => syllables[i]!.accent === 1
  const content = (i: number): boolean => classes[i] === 'content'

  const syllableBlock = (s: number): string => {
    const { stress, accent, phones: own, nucleus, indexInWord, wordIndex } = syllables[s]!
    const count = syllables.length
    return (
      `${stress}-${accent}-${own.length}` +
      `@${indexInWord + 1}-${words[wordIndex]!.syllables.length - indexInWord}` +
      `&${s + 1}-${count - s}` +
      `#${tally(0, s, stressed)}-${tally(s + 1, count, stressed)}` +
      `$${tally(0, s, accented)}-${tally(s + 1, count, accented)}` +
      `!${distance(s, -1, count, stressed)}-${distance(s, 1, count, stressed)}` +
      `;${distance(s, -1, count, accented)}-${distance(s, 1, count, accented)}` +
      `|${own[nucleus] ?? 'x'}`
    )
  }
  const wordBlock = (w: number): string =>
    `${classes[w]}+${words[w]!.syllables.length}@${w + 1}+${words.length - w}` +
    `&${tally(0, w, content)}+${tally(w + 1, words.length, content)}` +
    `#${distance(w, -1, words.length, content)}+${distance(w, 1, words.length, content)}`
  const ending = `/I:0=0/J:${syllables.length}+${words.length}-1`

  return phones.map(({ phone, syllable: s, index }, i) => {
    const quintphone = `${phoneAt(i - 2)}^${phoneAt(i - 1)}-${phone}+${phoneAt(i + 1)}=${phoneAt(i + 2)}`
    if (s === undefined) {
      const opens = i === 0
      const label =
        `${quintphone}@x_x/A:${neighbour(opens ? -1 : syllables.length - 1, '_')}` +
        `/B:x-x-x@x-x&x-x#x-x$x-x!x-x;x-x|x/C:${neighbour(opens ? 0 : -1, '+')}` +
        `/D:${neighbourWord(opens ? -1 : words.length - 1)}/E:x+x@x+x&x+x#x+x/F:${neighbourWord(opens ? 0 : -1)}` +
        `/G:0_0/H:x=x^1=1|0${ending}`
      return { phone, isNucleus: false, label }
    }
    const syllable = syllables[s]!
    const w = syllable.wordIndex
    const label =
      `${quintphone}@${index + 1}_${syllable.phones.length - index}/A:${neighbour(s - 1, '_')}` +
      `/B:${syllableBlock(s)}/C:${neighbour(s + 1, '+')}` +
      `/D:${neighbourWord(w - 1)}/E:${wordBlock(w)}/F:${neighbourWord(w + 1)}` +
      `/G:0_0/H:${syllables.length}=${words.length}^1=1|L-L%${ending}`
    return { phone, syllable: s, isNucleus: index === syllable.nucleus, label }
  })
}
