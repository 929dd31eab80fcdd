import type { Note, SungSyllable, SungWord } from '../../music/score.js'
import type { Language } from '../words/languages/language.js'
import { VOWELS } from '../words/phones.js'
import type { LyricSyllable, LyricWord } from './lyric-sheet.js'

/**
 * Synalepha: in Spanish, Italian and Portuguese a vowel that ends a word flows together with one that begins the next, and
 * a tune has one note for both ("la‿alma"). Such words stand in a sheet as one word with parts; in the score they are
 * two words again, which share the note, so that each keeps its own time.
 */
const FLOWING: ReadonlySet<Language> = new Set(['es', 'it', 'pt'])
const DIPHTHONGS: ReadonlySet<string> = new Set(['ay', 'aw', 'ey', 'oy', 'ow'])
const WRITTEN_ACCENT = /[áéíóúàèìòùâêô]/i
/** What a vowel that is only passed through gets of the common note: a share, and a limit in beats. */
const PASSING = { share: 0.4, limitBeats: 0.3 }

/** The words of a line with those joined that flow together. `text` is the text that they stand in. */
export function joinFlowing(
  words: readonly LyricWord[],
  text: string,
  language: Language,
): readonly LyricWord[] {
  if (!FLOWING.has(language)) return words
  const joined: LyricWord[] = []
  for (const word of words) {
    const before = joined.at(-1)
    const between = before && text.slice(before.charEnd, word.charStart)
    if (before && /^\s+$/.test(between!) && flows(before.parts?.at(-1) ?? before, word)) {
      // A vowel alone between two others ("vive o amar") has flowed already.
      const isPassage = (before.parts?.at(-1)?.syllables.length ?? 2) === 1
      if (!isPassage) {
        joined[joined.length - 1] = joinedWord(before, word, text)
        continue
      }
    }
    joined.push(word)
  }
  return joined
}

function flows(word: LyricWord, next: LyricWord): boolean {
  const last = word.syllables.at(-1)!
  const first = next.syllables[0]!
  if (last.nucleus !== last.phones.length - 1 || first.nucleus !== 0) return false
  const [from, to] = [last.phones[last.nucleus]!, first.phones[0]!]
  if (!VOWELS.has(from) || !VOWELS.has(to) || DIPHTHONGS.has(from)) return false
  // Words of one syllable lean on the next unless an accent says that they stand for themselves.
  const isStressed = word.syllables.length > 1 ? last.stress === 1 : WRITTEN_ACCENT.test(word.text)
  return !(isStressed && first.stress === 1)
}

function joinedWord(before: LyricWord, word: LyricWord, text: string): LyricWord {
  const last = before.syllables.at(-1)!
  const first = word.syllables[0]!
  const common: LyricSyllable = {
    phones: [
      ...last.phones,
      ...(first.phones[0] === last.phones.at(-1) ? first.phones.slice(1) : first.phones),
    ],
    nucleus: last.nucleus,
    stress: last.stress === 1 || first.stress === 1 ? 1 : 0,
  }
  return {
    text: text.slice(before.charStart, word.charEnd),
    charStart: before.charStart,
    charEnd: word.charEnd,
    syllables: [...before.syllables.slice(0, -1), common, ...word.syllables.slice(1)],
    parts: [...(before.parts ?? [before]), word],
  }
}

/** The sung words of a word of the sheet: itself, or its parts. `notes` are those of each of its syllables. */
export function sungWords(word: LyricWord, notes: readonly (readonly Note[])[]): SungWord[] {
  let at = -1
  return (word.parts ?? [word]).map(({ text, charStart, charEnd, syllables }, part, parts) => ({
    text,
    charStart,
    charEnd,
    syllables: syllables.map((syllable, i): SungSyllable => {
      if (part > 0 && i === 0) return { ...syllable, notes: divided(notes[at]!)[1], joined: true }
      at++
      const flowsOn = i === syllables.length - 1 && part < parts.length - 1
      return { ...syllable, notes: flowsOn ? divided(notes[at]!)[0] : notes[at]! }
    }),
  }))
}

/** The notes of a common syllable: what the first vowel has of them, and the second. */
function divided([first, ...others]: readonly Note[]): [Note[], Note[]] {
  const passing = Math.min(PASSING.share * first!.durationBeats, PASSING.limitBeats)
  return [
    [{ ...first!, durationBeats: passing }],
    [
      { ...first!, startBeat: first!.startBeat + passing, durationBeats: first!.durationBeats - passing },
      ...others,
    ],
  ]
}

/** The words of a score with those joined that share a note: what their tune is made of. */
export function rejoined(words: readonly SungWord[]): SungWord[] {
  const joined: SungWord[] = []
  for (const word of words) {
    const before = joined.at(-1)
    if (before && word.syllables[0]!.joined === true) {
      const last = before.syllables.at(-1)!
      const first = word.syllables[0]!
      const common: SungSyllable = {
        phones: [...last.phones, ...first.phones],
        nucleus: last.nucleus,
        stress: last.stress === 1 || first.stress === 1 ? 1 : 0,
        notes: [...last.notes, ...first.notes],
      }
      joined[joined.length - 1] = {
        text: `${before.text} ${word.text}`,
        charStart: before.charStart,
        charEnd: word.charEnd,
        syllables: [...before.syllables.slice(0, -1), common, ...word.syllables.slice(1)],
      }
    } else joined.push(word)
  }
  return joined
}
