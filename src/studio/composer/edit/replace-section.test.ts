import { describe, expect, test } from 'vitest'
import type { Score, VoiceTrack } from '../../../music/score.js'
import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { composeSong } from '../../compose.js'
import { alignedWords, timedWords } from '../../lyrics/timed-words.js'
import { songSeconds } from './source-bars.js'
import { expectConsistent, LYRICS, notesOf, playedSong, sungSong, wordsOf } from './testing/songs.js'

function compose(
  score: Score,
  [startSeconds, endSeconds]: readonly [number, number],
  more: Partial<Brief> = {},
  takeIndex = 0,
): ComposedSong {
  return composeSong(
    {
      instrumental: score.lyrics === '',
      maxDurationSeconds: 480,
      source: { kind: 'replace', score, startSeconds, endSeconds },
      ...more,
    },
    31,
    takeIndex,
  )
}
const replace = (...request: Parameters<typeof compose>): Score => compose(...request).score

/** Start and end of the n-th section of a kind, in seconds rounded as clients round them. */
function timesOf(score: Score, kind: string, number = 0): [number, number] {
  const section = score.sections.filter((one) => one.kind === kind)[number]!
  const rounded = (beat: number): number => Math.round(beatToSeconds(score.tempoMap, beat) * 100) / 100
  return [rounded(section.startBeat), rounded(section.endBeat)]
}

/** Pitches and places of the notes outside a window of beats. */
function outside(score: Score, from: number, until: number): unknown[] {
  return score.tracks
    .flatMap((track) =>
      track.kind === 'voice'
        ? []
        : track.notes.flatMap(({ startBeat, pitchMidi, velocity }) =>
            startBeat < from - 1e-6 || startBeat >= until - 1e-6
              ? [`${track.instrument} ${startBeat} ${pitchMidi} ${velocity}`]
              : [],
          ),
    )
    .sort()
}

function wordsWithin(score: Score, from: number, until: number): string[] {
  return timedWords(score)
    .filter(({ startSeconds }) => startSeconds >= from && startSeconds < until)
    .map(({ text }) => text)
}

describe('a window that is written anew', () => {
  const source = sungSong('indie pop')

  test('keeps every note outside its bars, the length, the tempo and the times asked for', () => {
    for (const window of [
      [20.37, 33.91],
      [8, 14.5],
      [30, 44],
    ] as const) {
      const score = replace(source, window, { lyrics: 'Something else is sung\nin these few bars' })
      expectConsistent(score)
      const from = secondsToBeat(source.tempoMap, window[0])
      const until = secondsToBeat(source.tempoMap, window[1])
      const first = Math.ceil(from / 4 - 0.05) * 4
      const last = Math.floor(until / 4 + 0.05) * 4
      expect(outside(score, first, last)).toEqual(outside(source, first, last))
      expect(score.tempoMap).toEqual(source.tempoMap)
      expect(songSeconds(score)).toBe(songSeconds(source))
      expect(score.splice).toEqual({
        base: { kind: 'score', score: source },
        startSeconds: window[0],
        endSeconds: window[1],
      })
      const inside = (song: Score): string[] =>
        song.tracks.flatMap((track) =>
          notesOf(track).flatMap(({ startBeat, pitchMidi }) =>
            startBeat >= first && startBeat < last ? [`${startBeat} ${pitchMidi}`] : [],
          ),
        )
      expect(inside(score)).not.toEqual(inside(source))
      expect(inside(score).length).toBeGreaterThan(20)
    }
  })

  test('sings the words given in the place of those that were there', () => {
    const window = timesOf(source, 'verse', 1)
    const score = replace(source, window, {
      lyrics:
        'I have thrown away the letter and the pen that I was given\nI have turned around the mountain to the place that I was living',
    })
    expectConsistent(score)
    expect(score.lyrics).toContain(
      LYRICS.replace(
        /There's a letter[^]*to the end/,
        'I have thrown away the letter and the pen that I was given\nI have turned around the mountain to the place that I was living',
      ),
    )
    expect(wordsWithin(score, ...window).slice(0, 6)).toEqual([
      'I',
      'have',
      'thrown',
      'away',
      'the',
      'letter',
    ])
    expect(
      alignedWords(score)
        .map(({ text }) => text)
        .join(''),
    ).toBe(score.lyrics)
    const lead = timedWords({ ...score, tracks: score.tracks.filter(({ stem }) => stem === 'vocal') })
    lead.forEach((word, i) => {
      if (i > 0) expect(word.startSeconds).toBeGreaterThanOrEqual(lead[i - 1]!.endSeconds - 1e-6)
    })
    const leads = score.tracks.filter(({ stem }) => stem === 'vocal')
    expect(leads).toHaveLength(1)
  })

  test('tells apart the singings of a refrain that is written once', () => {
    const words = 'We are never coming home\nnot tonight'
    const refrain = /Oh, carry me over the river tonight\nCarry me over and hold me tight \(hold me tight\)/
    const [from] = timesOf(source, 'chorus', 1)
    // The four bars of the lead's two lines.
    const until = beatToSeconds(source.tempoMap, secondsToBeat(source.tempoMap, from) + 16)
    const second = replace(source, [from, until], { lyrics: words })
    expectConsistent(second)
    // What answers the old refrain after the window is still heard there.
    expect(second.lyrics).toBe(`${LYRICS}\n${words}\n(hold me tight)`)
    const first = replace(source, timesOf(source, 'chorus', 0), { lyrics: words })
    expectConsistent(first)
    expect(first.lyrics).toBe(`${LYRICS.replace(refrain, words)}\n${refrain.exec(LYRICS)![0]}`)
  })

  test('brings sections of its own where the words have headings', () => {
    const window = timesOf(source, 'verse', 1)
    const score = replace(source, window, { lyrics: '[Bridge]\nNobody told me\nNobody knew' })
    expectConsistent(score)
    expect(score.sections.map(({ kind }) => kind)).toContain('bridge')
    expect(score.lyrics).toContain('[Bridge]\nNobody told me\nNobody knew')
  })

  test('invents words where the song was sung, and none where it was not', () => {
    const window = timesOf(source, 'verse', 0)
    const lyrics = [0, 1].map((takeIndex) => {
      const score = replace(source, window, { idea: 'a storm over the lighthouse' }, takeIndex)
      expectConsistent(score)
      expect(score.lyrics).not.toContain('Walking down the harbour')
      expect(score.lyrics.startsWith('[Verse 1]\n')).toBe(true)
      expect(wordsWithin(score, ...window).length).toBeGreaterThan(6)
      return score.lyrics
    })
    expect(lyrics[0]).not.toBe(lyrics[1])
    const [start, end] = timesOf(source, 'intro')
    expect(replace(source, [start, end], { idea: 'a storm' }).lyrics.startsWith(source.lyrics)).toBe(true)
  })

  test('begins and ends anywhere in a line', () => {
    for (let start = 5; start < songSeconds(source) - 8; start += 7.37) {
      const score = replace(source, [start, start + 7.3], { lyrics: 'Only a line or two' })
      expectConsistent(score)
      expect(score.lyrics.match(/Only a line or two/g)).toHaveLength(1)
      expect(
        alignedWords(score)
          .map(({ text }) => text)
          .join(''),
      ).toBe(score.lyrics)
    }
  })

  test('can be silent of words', () => {
    const window = timesOf(source, 'verse', 1)
    const score = replace(source, window, { instrumental: true })
    expectConsistent(score)
    expect(wordsWithin(score, ...window)).toEqual([])
    expect(score.lyrics).not.toContain('letter')
    expect(score.lyrics).toContain('Walking down the harbour')
  })

  test('says which words found no room', () => {
    const words = Array.from(
      { length: 30 },
      (_, i) => `Line ${i} of a very long song that nobody can sing so fast`,
    )
    const { score, warnings } = compose(source, [20, 27], { lyrics: words.join('\n') })
    expectConsistent(score)
    expect(warnings.map(({ code }) => code)).toContain('lyrics_shortened')
  })

  test.each(['folk', 'synthwave', 'jazz swing', 'waltz', 'rock, 6/8', 'ambient, 61 bpm', 'hip hop'])(
    '%s: stays with its players in songs with and without words',
    (style) => {
      for (const song of [sungSong(style), playedSong(style)]) {
        for (const takeIndex of [0, 1]) {
          const score = replace(song, [12.4, 24.6], {}, takeIndex)
          expectConsistent(score)
          expect(score.lyrics === '').toBe(song.lyrics === '')
          expect(score.mix).toEqual(song.mix)
          const singers = (one: Score): string[] =>
            one.tracks
              .filter((track): track is VoiceTrack => track.kind === 'voice')
              .map(({ singer }) => singer)
          for (const singer of singers(score)) expect(singers(song)).toContain(singer)
        }
      }
    },
  )

  test('may reach to the end of the song, which ends there', () => {
    const song = playedSong('folk')
    const score = replace(song, [songSeconds(song) - 12, songSeconds(song) + 0.2])
    expectConsistent(score)
    expect(score.splice!.endSeconds).toBe(songSeconds(song))
    expect(score.endBeat).toBe(song.endBeat)
  })

  test('can be replaced again', () => {
    const once = replace(source, [20, 30], { lyrics: 'First of the new lines\nsecond of the new lines' })
    const twice = replace(once, [26, 38], { lyrics: 'Third of the new lines\nfourth of the new lines' })
    expectConsistent(twice)
    expect(twice.splice).toMatchObject({ base: { score: { splice: { startSeconds: 20 } } } })
    expect(wordsOf(twice.tracks.find(({ stem }) => stem === 'vocal') as VoiceTrack).length).toBeGreaterThan(
      30,
    )
  })

  test('refuses windows outside the song, naming them', () => {
    expect(() => replace(source, [10, 4000])).toThrow(/startSeconds 10 and endSeconds 4000/)
    expect(() => replace(source, [10, 9])).toThrow(RangeError)
    expect(() => replace(source, [-1, 9])).toThrow(RangeError)
  })

  test('is the same for the same seed and another in the next take', () => {
    expect(replace(source, [20, 33])).toEqual(replace(source, [20, 33]))
    expect(replace(source, [20, 33], {}, 1).tracks).not.toEqual(replace(source, [20, 33]).tracks)
  })
})
