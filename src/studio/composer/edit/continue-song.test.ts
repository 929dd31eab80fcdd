import { describe, expect, test } from 'vitest'
import type { Score, VoiceTrack } from '../../../music/score.js'
import { beatToSeconds, bpmAt, secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief } from '../../brief.js'
import { composeSong } from '../../compose.js'
import { alignedWords, timedWords } from '../../lyrics/timed-words.js'
import { songSeconds } from './source-bars.js'
import { expectConsistent, notesOf, playedSong, sungSong, wordsOf } from './testing/songs.js'

const NEW_WORDS = `[Bridge]
Nobody told me the winter was over
Nobody opened the door

[Chorus]
Oh, carry me over the river tonight
Carry me over and hold me tight`

function goOn(score: Score, atSeconds: number | undefined, more: Partial<Brief> = {}, takeIndex = 0): Score {
  return composeSong(
    {
      instrumental: score.lyrics === '',
      maxDurationSeconds: 480,
      source: { kind: 'continue', score, ...(atSeconds === undefined ? {} : { atSeconds }) },
      ...more,
    },
    23,
    takeIndex,
  ).score
}

/** The beat at which the new part begins. */
function joinOf(score: Score): number {
  return Math.round(secondsToBeat(score.tempoMap, score.splice!.startSeconds + 0.06) * 1e6) / 1e6
}

describe('a song that goes on', () => {
  test.each([
    ['near the start', 3],
    ['in the middle', 21.5],
    ['at its end', undefined],
  ])('%s keeps its notes and words up to a bar line', (_, atSeconds) => {
    const source = sungSong('indie pop')
    const score = goOn(source, atSeconds, { lyrics: NEW_WORDS })
    expectConsistent(score)
    const join = joinOf(score)
    expect(join % 4).toBeCloseTo(0, 6)
    if (atSeconds !== undefined) {
      expect(score.splice!.startSeconds).toBeLessThanOrEqual(
        Math.max(atSeconds, (4 * 60) / bpmAt(score.tempoMap, 0)),
      )
    }
    expect(score.splice).toMatchObject({ base: { kind: 'score', score: source }, endSeconds: null })
    for (const track of source.tracks) {
      const kept = notesOf(track).filter(({ startBeat }) => startBeat < join - 1e-6)
      const now = score.tracks.find(({ id }) => id === track.id)
      expect(
        (now ? notesOf(now) : [])
          .filter(({ startBeat }) => startBeat < join - 1e-6)
          .map(({ startBeat, pitchMidi }) => [startBeat, pitchMidi]),
      ).toEqual(kept.map(({ startBeat, pitchMidi }) => [startBeat, pitchMidi]))
    }
    expect(score.lyrics).toContain('Nobody told me the winter was over')
    expect(beatToSeconds(score.tempoMap, join)).toBeCloseTo(beatToSeconds(source.tempoMap, join), 9)
  })

  test.each(['folk', 'synthwave', 'jazz swing', 'waltz', 'rock, 6/8', 'hip hop'])(
    '%s: stays with its players, singer, key and tempo',
    (style) => {
      const source = sungSong(style)
      const score = goOn(source, 30, { lyrics: NEW_WORDS })
      expectConsistent(score)
      const join = joinOf(score)
      expect(bpmAt(score.tempoMap, join + 2)).toBeCloseTo(bpmAt(source.tempoMap, join - 2), 6)
      expect(score.keys).toEqual(source.keys.filter(({ beat }) => beat < join))
      expect(score.mix).toEqual(source.mix)
      const players = (song: Score): string[] =>
        song.tracks
          .map((track) => `${track.stem} ${track.kind === 'voice' ? track.singer : track.instrument}`)
          .sort()
      const known = new Set(players(source))
      const strangers = players(score).filter((player) => !known.has(player))
      expect(strangers.length, strangers.join()).toBeLessThanOrEqual(2)
      const after = score.tracks.filter((track) => notesOf(track).some(({ startBeat }) => startBeat > join))
      expect(after.length).toBeGreaterThan(2)
    },
  )

  test('sings the refrain again as it was', () => {
    const source = sungSong('folk')
    const score = goOn(source, undefined, { lyrics: NEW_WORDS })
    const join = joinOf(score)
    const pitchesOf = (from: number): number[] => {
      const lead = score.tracks.find(({ stem }) => stem === 'vocal') as VoiceTrack
      const at = wordsOf(lead).findIndex(
        (word) => word.text === 'carry' && word.syllables[0]!.notes[0]!.startBeat >= from,
      )
      return wordsOf(lead)
        .slice(at, at + 5)
        .flatMap(({ syllables }) => syllables.map(({ notes }) => notes[0]!.pitchMidi))
    }
    expect(pitchesOf(join)).toEqual(pitchesOf(0))
  })

  test('has words with times, in order, without overlap', () => {
    const source = sungSong('pop')
    const score = goOn(source, 25, { lyrics: NEW_WORDS })
    const words = timedWords(score)
    expect(
      alignedWords(score)
        .map(({ text }) => text)
        .join(''),
    ).toBe(score.lyrics)
    const lead = timedWords({ ...score, tracks: score.tracks.filter(({ stem }) => stem === 'vocal') })
    lead.forEach((word, i) => {
      expect(word.endSeconds).toBeGreaterThan(word.startSeconds)
      if (i > 0) expect(word.startSeconds).toBeGreaterThanOrEqual(lead[i - 1]!.endSeconds - 1e-6)
    })
    const nobody = words.find(({ text }) => text === 'Nobody')!
    expect(nobody.startSeconds).toBeGreaterThanOrEqual(score.splice!.startSeconds)
    expect(score.lyrics.indexOf('Nobody')).toBe(nobody.charStart)
  })

  test('invents words on its theme when none are given, around its own refrain', () => {
    const source = sungSong('pop')
    for (const takeIndex of [0, 1]) {
      const score = goOn(source, undefined, {}, takeIndex)
      expectConsistent(score)
      expect(score.lyrics.length).toBeGreaterThan(source.lyrics.length + 80)
      expect(score.lyrics.split('Oh, carry me over the river tonight').length).toBeGreaterThan(2)
    }
    expect(goOn(source, undefined, {}, 0).lyrics).not.toBe(goOn(source, undefined, {}, 1).lyrics)
  })

  test('an instrumental stays one', () => {
    for (const style of ['house', 'ambient', 'classical piano', 'metal', 'bossa nova']) {
      const score = goOn(playedSong(style), 20)
      expectConsistent(score)
      expect(score.lyrics).toBe('')
      expect(score.tracks.every(({ kind }) => kind === 'instrument')).toBe(true)
      expect(songSeconds(score)).toBeGreaterThan(60)
    }
  })

  test.each(['hold', 'ritardando', 'fade', 'button'])('goes on before an ending (%s) begins', (ending) => {
    const words: Record<string, string> = {
      fade: 'fade out',
      ritardando: 'ritardando',
      hold: 'pop',
      button: 'punk',
    }
    const source = playedSong(`folk, ${words[ending]!}`, { durationSeconds: 60 })
    const score = goOn(source, undefined)
    const join = joinOf(score)
    expect(join).toBeLessThan(source.endBeat)
    expect(bpmAt(score.tempoMap, join + 1)).toBeCloseTo(bpmAt(source.tempoMap, 1), 3)
    const loudest = (from: number, until: number): number =>
      Math.max(
        ...score.tracks.flatMap((track) =>
          notesOf(track).flatMap(({ startBeat, velocity }) =>
            startBeat >= from && startBeat < until ? [velocity] : [],
          ),
        ),
      )
    expect(loudest(join - 8, join)).toBeGreaterThan(0.45)
    expectConsistent(score)
  })

  test('is as long as wanted and never longer than allowed', () => {
    for (const source of [playedSong('folk'), sungSong('folk')]) {
      const wanted = goOn(source, 20, { durationSeconds: 25 })
      expect(Math.abs(songSeconds(wanted) - wanted.splice!.startSeconds - 25)).toBeLessThan(3.2)
      const limited = goOn(source, 20, { maxDurationSeconds: 32 })
      expect(songSeconds(limited)).toBeLessThanOrEqual(32)
    }
  })

  test('refuses a join outside the song and a song without room, naming the values', () => {
    const source = playedSong('folk')
    expect(() => goOn(source, 400)).toThrow(/atSeconds .*got 400/)
    expect(() => goOn(source, 0)).toThrow(RangeError)
    expect(() => goOn(source, 30, { maxDurationSeconds: 30 })).toThrow(/30 s cannot go on at/)
  })

  test('changes its style where asked to', () => {
    const source = sungSong('folk')
    const score = goOn(source, 30, { lyrics: NEW_WORDS, style: 'drum and bass' })
    expectConsistent(score)
    expect(score.genre).not.toBe(source.genre)
    const singer = (song: Score): unknown =>
      (song.tracks.find(({ stem }) => stem === 'vocal') as VoiceTrack).singer
    expect(singer(score)).toBe(singer(source))
  })

  test('goes on and on', () => {
    const once = goOn(sungSong('pop'), 25, { lyrics: NEW_WORDS })
    const twice = goOn(once, songSeconds(once), { lyrics: '[Outro]\nOver the river we go' })
    expectConsistent(twice)
    expect(twice.lyrics.match(/Nobody told me/g)).toHaveLength(1)
    expect(twice.lyrics.trim().endsWith('Over the river we go')).toBe(true)
  })

  test('takes a loop for what is heard of it', () => {
    const whole = playedSong('house, 120 bpm')
    const loop: Score = { ...whole, excerpt: { startSeconds: 8, endSeconds: 24 } }
    const score = goOn(loop, undefined)
    expectConsistent(score)
    expect(score.excerpt).toBeUndefined()
    expect(score.splice!.base).toEqual({ kind: 'score', score: loop })
    expect(joinOf(score)).toBe(32)
    const notesFrom = (song: Score, from: number): number[] =>
      song.tracks
        .flatMap((track) => notesOf(track).map(({ startBeat }) => startBeat - from))
        .filter((beat) => beat >= 0 && beat < 31)
        .sort((a, b) => a - b)
    expect(notesFrom(score, 0)).toEqual(notesFrom(whole, 16))
  })

  test('is the same for the same seed and another in the next take', () => {
    const source = playedSong('funk')
    expect(goOn(source, 20)).toEqual(goOn(source, 20))
    expect(goOn(source, 20, {}, 1).tracks).not.toEqual(goOn(source, 20).tracks)
  })
})
