import { describe, expect, test } from 'vitest'
import type { Note, Score, VoiceTrack } from '../../music/score.js'
import { composeSong } from '../compose.js'
import { timedWords } from '../lyrics/timed-words.js'

const LYRICS = `[Verse]
Walking down the harbour where the quiet water lies
Every window has a candle

[Chorus]
Oh carry me over the river tonight
Carry me over and hold me tight

[Verse]
There is a letter in my pocket

[Chorus]
Oh carry me over the river tonight
Carry me over and hold me tight`

function voices(style: string, take = 0): { score: Score; tracks: Map<string, VoiceTrack> } {
  const { score } = composeSong(
    { style, lyrics: LYRICS, instrumental: false, maxDurationSeconds: 480 },
    5,
    take,
  )
  const tracks = score.tracks.filter((track): track is VoiceTrack => track.kind === 'voice')
  return { score, tracks: new Map(tracks.map((track) => [track.id, track])) }
}

const notesOf = ({ phrases }: VoiceTrack): Note[] =>
  phrases.flatMap(({ words }) =>
    words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => [...notes])),
  )

describe('voices behind the lead', () => {
  test('a choir that is asked for holds chords, doubles the choruses and answers them', () => {
    const { score, tracks } = voices('gospel with choir')
    for (const id of ['lead-vocal', 'double-vocal', 'octave-vocal', 'choir-high', 'choir-low']) {
      expect([...tracks.keys()]).toContain(id)
    }
    for (const [id, track] of tracks) {
      expect(track.stem).toBe(id === 'lead-vocal' ? 'vocal' : 'backingVocals')
      const notes = notesOf(track)
      notes.forEach((note, i) => {
        if (i > 0) expect(note.startBeat).toBeGreaterThanOrEqual(notes[i - 1]!.startBeat)
      })
    }
    const words = timedWords(score).map(({ text }) => text)
    expect(words).not.toContain('aah')
    expect(words.filter((text) => text === 'carry')).toHaveLength(2)
  })

  test('an octave is sung by the other sex, note by note', () => {
    const { tracks } = voices('gospel with choir')
    const lead = new Map(notesOf(tracks.get('lead-vocal')!).map((note) => [note.startBeat, note.pitchMidi]))
    for (const { startBeat, pitchMidi } of notesOf(tracks.get('octave-vocal')!)) {
      expect(Math.abs(pitchMidi - lead.get(startBeat)!)).toBe(12)
    }
  })

  test('the lines of the lead stray from the beat by milliseconds, in each take in their own way', () => {
    const offsetsOf = (take: number): number[] =>
      voices('synth-pop', take)
        .tracks.get('lead-vocal')!
        .phrases.map(({ words }) => {
          const notes = words.flatMap(({ syllables }) => syllables.flatMap((syllable) => syllable.notes))
          const offsets = new Set(notes.map(({ offsetSeconds }) => offsetSeconds))
          expect(offsets.size).toBe(1)
          return [...offsets][0]!
        })
    const [first, second] = [offsetsOf(0), offsetsOf(1)]
    for (const offset of [...first, ...second]) expect(Math.abs(offset)).toBeLessThan(0.025)
    expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(0.003)
    expect(second).not.toEqual(first)
  })

  test.each([
    ['boom bap hip hop', 'rap'],
    ['hard rock', 'rock'],
    ['lullaby', 'ballad'],
    ['pop with whispered vocals', 'whisper'],
    ['ambient spoken word', 'spoken'],
    ['synth-pop', undefined],
  ])('%s is sung in the manner %s', (style, manner) => {
    expect(voices(style).tracks.get('lead-vocal')!.manner).toBe(manner)
  })
})
