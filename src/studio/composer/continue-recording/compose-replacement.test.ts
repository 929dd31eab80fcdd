import { describe, expect, test } from 'vitest'
import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { composeSong } from '../../compose.js'
import { alignedWords } from '../../lyrics/timed-words.js'
import { notesOf } from '../sung-phrases.js'
import { heardBand } from '../testing/heard-band.js'

const replace = (
  startSeconds: number,
  endSeconds: number,
  more: Partial<Brief> = {},
  recording = heardBand(),
): ComposedSong =>
  composeSong(
    {
      style: 'rock',
      instrumental: true,
      maxDurationSeconds: 480,
      source: { kind: 'replace-recording', recording, startSeconds, endSeconds },
      ...more,
    },
    3,
    0,
  )

describe('a window of a recording written anew', () => {
  test('is spliced in at exactly the places asked for, over a song as long as the recording', () => {
    const { score } = replace(21.3, 30.9)
    expect(score.splice).toEqual({
      base: { kind: 'recording', recordingId: 'upload' },
      startSeconds: 21.3,
      endSeconds: 30.9,
    })
    expect(beatToSeconds(score.tempoMap, score.endBeat) + score.tailSeconds).toBeCloseTo(60, 3)
  })

  test('has all its notes inside the window, on the heard grid', () => {
    for (const style of ['rock', 'house', 'bossa nova']) {
      const { score } = replace(21.3, 30.9, { style })
      const starts = score.tracks.flatMap((track) => (track.kind === 'voice' ? [] : [...track.notes]))
      expect(starts.length).toBeGreaterThan(30)
      for (const note of starts) {
        expect(beatToSeconds(score.tempoMap, note.startBeat)).toBeGreaterThanOrEqual(21.3 - 1e-6)
        expect(beatToSeconds(score.tempoMap, note.startBeat + note.durationBeats)).toBeLessThanOrEqual(
          30.9 + 1e-6,
        )
      }
    }
  })

  test('plays over the chords that are heard there', () => {
    const recording = heardBand({ tonic: 4 })
    const { score } = replace(20, 40, {}, recording)
    const from = secondsToBeat(score.tempoMap, 20)
    const until = secondsToBeat(score.tempoMap, 40)
    for (const chord of score.chords.filter(
      ({ startBeat, endBeat }) => endBeat > from && startBeat < until,
    )) {
      const seconds = beatToSeconds(score.tempoMap, (chord.startBeat + chord.endBeat) / 2)
      const index = recording.beatTimesSeconds.findLastIndex((time) => time <= seconds)
      const heard = recording.chords.find(({ startBeat, endBeat }) => index >= startBeat && index < endBeat)
      if (heard) expect(chord.root).toBe(heard.root)
    }
  })

  test('does not end the song: its last bar is played like the others', () => {
    const { score } = replace(20, 29, { style: 'pop' })
    const drums = score.tracks.find(({ stem }) => stem === 'drums')!
    const from = secondsToBeat(score.tempoMap, 29) - 4
    expect(
      drums.kind === 'instrument' && drums.notes.filter(({ startBeat }) => startBeat > from).length,
    ).toBeGreaterThan(6)
  })

  test('sings given words inside the window', () => {
    const { score } = replace(20, 36, {
      instrumental: false,
      lyrics: '[Verse]\nHere is another line\nNewer than the old design',
    })
    const lead = score.tracks.find(({ stem }) => stem === 'vocal')
    const notes = lead?.kind === 'voice' ? lead.phrases.flatMap(notesOf) : []
    expect(notes.length).toBeGreaterThan(10)
    for (const note of notes) {
      expect(beatToSeconds(score.tempoMap, note.startBeat)).toBeGreaterThanOrEqual(20 - 1e-6)
      expect(beatToSeconds(score.tempoMap, note.startBeat + note.durationBeats)).toBeLessThanOrEqual(36.2)
    }
  })

  test('refuses a window outside of the recording', () => {
    expect(() => replace(59.9, 80)).toThrow(/59\.9 to 80/)
    expect(() => replace(-1, 5)).toThrow(RangeError)
    expect(() => replace(30, 30)).toThrow(RangeError)
  })

  describe('with all words of the song given', () => {
    const lyrics = 'Here is another line\nNewer than the old design'
    const fullLyrics = `[Verse]\nBefore\n${lyrics}\nAfter`
    const around = (confidence: number) => ({
      fullLyrics,
      words: ['Before', 'After'].map((text, i) => ({
        text,
        charStart: fullLyrics.indexOf(text),
        charEnd: fullLyrics.indexOf(text) + text.length,
        startSeconds: 10 + 40 * i,
        endSeconds: 11 + 40 * i,
        confidence,
      })),
    })
    const source = {
      kind: 'replace-recording' as const,
      recording: heardBand(),
      startSeconds: 20,
      endSeconds: 36,
    }

    test('has the words of the recording around its own', () => {
      const { score } = replace(20, 36, {
        instrumental: false,
        lyrics,
        source: { ...source, around: around(0.9) },
      })
      expect(score.lyrics).toBe(fullLyrics)
      const words = alignedWords(score)
      expect(words.map(({ text }) => text).join('')).toBe(fullLyrics)
      expect([words[0], words.at(-1)]).toMatchObject([
        { startSeconds: 10, confidence: 0.9 },
        { startSeconds: 50, confidence: 0.9 },
      ])
      for (const { startSeconds, confidence } of words.slice(1, -1)) {
        expect(confidence).toBeUndefined()
        expect(startSeconds).toBeGreaterThanOrEqual(20)
        expect(startSeconds).toBeLessThan(36)
      }
    })

    test('keeps to its own where the recording sings something else', () => {
      const { score } = replace(20, 36, {
        instrumental: false,
        lyrics,
        source: { ...source, around: around(0.2) },
      })
      expect(score.lyrics).toBe(lyrics)
      expect(score.recordedWords).toBeUndefined()
    })
  })
})
