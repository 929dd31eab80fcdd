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
      .filter(mentionsMusic)
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
