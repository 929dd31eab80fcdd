import { readExplicitWishes } from './explicit-wishes.js'
import { readTerms } from './read-terms.js'

/**
 * The part of a song idea that talks about the music rather than about the story: everything before "about" ("a slow
 * blues about a train"), or the whole of a short description; in longer prose the words around song, track, music …
 */
export function styleOfIdea(idea: string): string {
  const about = /\b(?:about|telling|that tells|dedicated to|called|titled|named)\b/i.exec(idea)
  if (about && about.index > 0) {
    const tail = idea.slice(about.index)
    // "… about the sea with female vocals, 90 bpm": what follows a comma or a "with" may be music again.
    const later = tail
      .split(/[,;.\n]|\b(?=(?:with|featuring|sung by|played on|in the style of)\b)/i)
      .slice(1)
      .filter((clause) => mentionsMusic(clause) || isMadeOfMusic(clause))
    return [idea.slice(0, about.index), ...later].join(', ')
  }
  if (idea.split(/\s+/).length <= 16) return idea
  return idea
    .split(/[.;\n!?]/)
    .filter(mentionsMusic)
    .join(', ')
}

function mentionsMusic(sentence: string): boolean {
  return /\b(?:song|music|track|beat|beats|tune|ballad|anthem|instrumental|style|vibe|sound|vocals?|voice|singer|tempo|bpm|guitar|piano|drums|bass|synths?|strings|melody|groove|chorus|verse|solo|key|minor|major|genre)\b/i.test(
    sentence,
  )
}

/** What belongs to somebody in the story is no wish: "my house", "her guitar". */
const SOMEBODYS = /\b(?:my|your|his|her|our|their|the)\b/i

/** Whether a clause says little else than who plays, in which genre, how fast: "organ and choir", "140 bpm", "6/8". */
function isMadeOfMusic(clause: string): boolean {
  const { bpm, meter, mode, rest } = readExplicitWishes(clause)
  if (bpm !== undefined || meter !== undefined || mode !== undefined) return true
  const { found, unknown } = readTerms(rest)
  // "Love, house, soul" are what a song is about as easily as genres: one of them says nothing.
  const named = found.filter(
    ({ meaning: { instruments, stems, voice, form, genre } }) =>
      instruments ?? stems ?? voice ?? form ?? (found.length > 1 && genre),
  )
  const strangers = unknown.flatMap((words) => words.split(' '))
  return named.length > strangers.length && !SOMEBODYS.test(clause)
}
