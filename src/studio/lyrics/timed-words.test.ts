import { describe, expect, it, test } from 'vitest'
import type { Score, SungPhrase, VoiceTrack } from '../../music/score.js'
import { constantTempo } from '../../music/tempo-map.js'
import type { LyricLine } from './lyric-sheet.js'
import { parseLyrics } from './parse-lyrics.js'
import { alignedWords, timedLines, timedWords } from './timed-words.js'

/** One beat a syllable from `startBeat`. */
function sung(line: LyricLine, startBeat: number): SungPhrase {
  let beat = startBeat
  return {
    words: line.words.map((word) => ({
      ...word,
      syllables: word.syllables.map((syllable) => ({
        ...syllable,
        notes: [{ startBeat: beat++, durationBeats: 0.9, pitchMidi: 60, velocity: 0.8 }],
      })),
    })),
  }
}

function voice(stem: VoiceTrack['stem'], phrases: SungPhrase[]): VoiceTrack {
  return { kind: 'voice', id: stem, stem, gainDb: 0, pan: 0, singer: 'any', phrases }
}

function scoreOf(lyrics: string, tracks: VoiceTrack[]): Score {
  return {
    format: 1,
    engine: 'studio/0',
    seed: 1,
    title: '',
    tags: '',
    genre: 'pop',
    tempoMap: constantTempo(120),
    meters: [{ beat: 0, numerator: 4, denominator: 4 }],
    keys: [],
    sections: [],
    chords: [],
    tracks,
    recordings: [],
    lyrics,
    mix: { stems: {}, glue: 0, tone: [], targetLufs: -14 },
    endBeat: 64,
    tailSeconds: 0,
  }
}

const TEXT = "[Verse]\nWaggin' my tail, oh yes (hey!)\n\n[Chorus: loud]\nRun (with me) home!\n[Chorus]\n"
const sheet = parseLyrics(TEXT, '')
const [verse, chorus, again] = sheet.sections
const score = scoreOf(TEXT, [
  voice('vocal', [sung(verse!.lines[0]!, 0), sung(chorus!.lines[0]!, 16), sung(again!.lines[0]!, 32)]),
  // A harmony of the chorus and the two answers.
  voice('backingVocals', [
    sung(verse!.lines[1]!, 7),
    sung(chorus!.lines[0]!, 16),
    sung(chorus!.lines[1]!, 18),
  ]),
])

describe('alignedWords', () => {
  it('cuts the text at its words, tags and line breaks before them, and loses nothing', () => {
    const words = alignedWords(score)
    expect(words.map((word) => word.text)).toEqual([
      "[Verse]\nWaggin'",
      ' my',
      ' tail,',
      ' oh',
      ' yes',
      ' (hey!)',
      '\n\n[Chorus: loud]\nRun',
      ' (with',
      ' me)',
      ' home!\n[Chorus]\n',
    ])
    expect(words.map((word) => word.text).join('')).toBe(TEXT)
  })

  it('has the times of the score', () => {
    const [first, second] = alignedWords(score)
    expect(first).toMatchObject({ startSeconds: 0, endSeconds: 0.95 })
    expect(second!.startSeconds).toBe(1)
  })

  it('is empty for an instrumental', () => {
    expect(alignedWords(scoreOf('', []))).toEqual([])
  })
})

describe('timedWords', () => {
  it('has every singing once, also of repeated choruses, but not the harmony', () => {
    const runs = timedWords(score).filter((word) => word.text === 'Run')
    expect(runs.map((word) => word.startSeconds)).toEqual([8, 16])
    const words = timedWords(score)
    expect(words.map((word) => word.startSeconds)).toEqual(
      words.map((word) => word.startSeconds).sort((a, b) => a - b),
    )
  })
})

test('a word that comes in early on the first beat begins with the song', () => {
  const phrase = sung(verse!.lines[0]!, 0)
  const [first, ...rest] = phrase.words
  const [note] = first!.syllables[0]!.notes
  const early = {
    ...first!,
    syllables: [{ ...first!.syllables[0]!, notes: [{ ...note!, offsetSeconds: -0.012 }] }],
  }
  const score = scoreOf(sheet.text, [voice('vocal', [{ words: [early, ...rest] }])])
  expect(timedWords(score)[0]!.startSeconds).toBe(0)
})

describe('timedLines', () => {
  it('shows lines with punctuation and the answers in parentheses', () => {
    expect(timedLines(score).map((line) => line.words.map((word) => word.text).join(' '))).toEqual([
      "Waggin' my tail, oh yes (hey!)",
      'Run home! (with me)',
      'Run home!',
    ])
  })

  it('lasts as long as its words', () => {
    const [line] = timedLines(score)
    expect(line).toMatchObject({ startSeconds: 0, endSeconds: 3.95 })
  })
})

describe('words that a recording sings', () => {
  const text = 'One two\nThree'
  const word = (name: string, startSeconds: number) => {
    const charStart = text.indexOf(name)
    return {
      text: name,
      charStart,
      charEnd: charStart + name.length,
      startSeconds,
      endSeconds: startSeconds + 1,
    }
  }
  const recordedWords = [word('One', 3), word('two', 4), word('Three', 6)].map((each) => ({
    ...each,
    confidence: 0.8,
  }))
  const recorded: Score = { ...scoreOf(text, []), recordedWords }

  it('stand among the words and lines of the song, with how sure they are', () => {
    expect(alignedWords(recorded).map(({ text: piece }) => piece)).toEqual(['One', ' two', '\nThree'])
    expect(alignedWords(recorded)[1]).toMatchObject({ startSeconds: 4, endSeconds: 5, confidence: 0.8 })
    expect(timedLines(recorded).map(({ words }) => words.length)).toEqual([2, 1])
    expect(timedWords(recorded).map(({ startSeconds }) => startSeconds)).toEqual([3, 4, 6])
  })
})
