import { expect } from 'vitest'
import type { Note, Score, SungWord, Track, VoiceTrack } from '../../../../music/score.js'
import type { Brief } from '../../../brief.js'
import { composeSong } from '../../../compose.js'

/** The chorus is written once and sung twice. */
export const LYRICS = `[Verse 1]
Walking down the harbour where the quiet water lies
Every window has a candle, every candle has your eyes

[Chorus]
Oh, carry me over the river tonight
Carry me over and hold me tight (hold me tight)

[Verse 2]
There's a letter in my pocket that I never learned to send
There's a road behind the mountain that I follow to the end

[Chorus]`

/** A song with words. */
export function sungSong(style: string, more: Partial<Brief> = {}, takeIndex = 0): Score {
  return composeSong(
    { style, lyrics: LYRICS, title: 'Home', instrumental: false, maxDurationSeconds: 480, ...more },
    11,
    takeIndex,
  ).score
}

/** Forty seconds without words. */
export function playedSong(style: string, more: Partial<Brief> = {}): Score {
  return composeSong(
    { style, instrumental: true, durationSeconds: 40, maxDurationSeconds: 480, ...more },
    7,
    0,
  ).score
}

/** Every note of a track. */
export function notesOf(track: Track): readonly Note[] {
  if (track.kind === 'instrument') return track.notes
  return wordsOf(track).flatMap(({ syllables }) => syllables.flatMap(({ notes }) => [...notes]))
}

/** Every word that a voice sings. */
export function wordsOf(track: VoiceTrack): SungWord[] {
  return track.phrases.flatMap(({ words }) => [...words])
}

/** What holds of any score that was put together from parts. */
export function expectConsistent(score: Score): void {
  expect(JSON.stringify(score)).not.toMatch(/null,|NaN|Infinity/)
  for (const spans of [score.sections, score.chords]) {
    expect(spans[0]!.startBeat).toBe(0)
    expect(spans.at(-1)!.endBeat).toBeCloseTo(score.endBeat, 6)
    spans.forEach(({ startBeat, endBeat }, i) => {
      expect(endBeat).toBeGreaterThan(startBeat)
      if (i > 0) expect(startBeat).toBeCloseTo(spans[i - 1]!.endBeat, 6)
    })
  }
  expect(new Set(score.sections.map(({ id }) => id)).size).toBe(score.sections.length)
  expect(new Set(score.tracks.map(({ id }) => id)).size).toBe(score.tracks.length)
  score.tempoMap.anchors.forEach(({ beat, seconds }, i) => {
    if (i === 0) return
    expect(beat).toBeGreaterThan(score.tempoMap.anchors[i - 1]!.beat)
    expect(seconds).toBeGreaterThan(score.tempoMap.anchors[i - 1]!.seconds)
  })
  for (const track of score.tracks) {
    const notes = notesOf(track)
    expect(notes.length, track.id).toBeGreaterThan(0)
    notes.forEach((note, i) => {
      expect(note.durationBeats, track.id).toBeGreaterThan(0)
      expect(note.startBeat, track.id).toBeLessThan(score.endBeat)
      if (i > 0) expect(note.startBeat, track.id).toBeGreaterThanOrEqual(notes[i - 1]!.startBeat - 1e-9)
      if (i > 0 && track.kind === 'voice')
        expect(note.startBeat, track.id).toBeGreaterThanOrEqual(
          notes[i - 1]!.startBeat + notes[i - 1]!.durationBeats - 1e-6,
        )
    })
    if (track.kind === 'voice') {
      // Calls of the backing voices stand nowhere in the lyrics.
      for (const word of wordsOf(track).filter(({ charStart, charEnd }) => charEnd > charStart))
        expect(score.lyrics.slice(word.charStart, word.charEnd)).toBe(word.text)
    }
  }
}
