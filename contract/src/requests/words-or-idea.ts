import type { SongDescription } from '../task-requests.js'

/**
 * What `prompt` is where it may be either: words to be sung as they stand when it looks like a lyric (section tags, or
 * more than one line), else a description. `lyrics` are always words; `prompt` is a description beside them.
 */
export function wordsOrIdea({
  prompt,
  lyrics,
}: {
  readonly prompt?: string
  readonly lyrics?: string
}): Pick<SongDescription, 'idea' | 'lyrics'> {
  if (lyrics !== undefined) return { lyrics, idea: prompt === lyrics ? undefined : prompt }
  if (prompt === undefined) return {}
  return isLyric(prompt) ? { lyrics: prompt } : { idea: prompt }
}

function isLyric(text: string): boolean {
  return /^\s*\[[^\]\n]+\]|\S[^\S\n]*\n\s*\S/u.test(text)
}
