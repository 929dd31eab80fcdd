import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LyricSheet } from './lyric-sheet.js'
import { lyricWarnings } from './lyric-warnings.js'
import { parseLyrics } from './parse-lyrics.js'

const shape = (sheet: LyricSheet): string[] =>
  sheet.sections.map(
    ({ kind, label, cue, lines }) =>
      `${kind} "${label}"${cue === undefined ? '' : ` (${cue})`} ${lines.length}`,
  )
const said = (sheet: LyricSheet): string[] =>
  sheet.sections.flatMap((section) =>
    section.lines.map((line) => (line.backing ? '+ ' : '') + line.words.map((word) => word.text).join(' ')),
  )

describe('parseLyrics', () => {
  it('reads tags with numbers, cues and instruments', () => {
    const text =
      '[Intro]\n[Verse 2: softly]\nHello there\n[Guitar Solo]\n[PRE CHORUS]\nRise\n[Chorus]\nUp\n[End]'
    expect(shape(parseLyrics(text, ''))).toEqual([
      'intro "Intro" 0',
      'verse "Verse 2" (softly) 1',
      'solo "Guitar Solo" (guitar) 0',
      'pre-chorus "Pre Chorus" 1',
      'chorus "Chorus" 1',
      'outro "End" 0',
    ])
  })

  it.each([
    'Chorus:',
    '**Chorus**',
    '## Chorus',
    '(Chorus)',
    '**Chorus:**',
    '[chorus]',
    'Chorus',
    '{Chorus}',
    '【Chorus】',
  ])('takes "%s" on a line of its own for a heading', (heading) => {
    expect(shape(parseLyrics(`[Verse]\nOne two\n\n${heading}\nThree four`, ''))).toEqual([
      'verse "Verse" 1',
      'chorus "Chorus" 1',
    ])
  })

  it('reads words after a heading on the same line', () => {
    const sheet = parseLyrics('[Verse] Hello my dear\nOutro: and now goodbye', '')
    expect(shape(sheet)).toEqual(['verse "Verse" 1', 'outro "Outro" 1'])
    expect(said(sheet)).toEqual(['Hello my dear', 'and now goodbye'])
  })

  it('does not take ordinary words for headings', () => {
    expect(said(parseLyrics('[Verse]\ndrop\nsolo\nthe end\nbreak', ''))).toEqual([
      'drop',
      'solo',
      'the end',
      'break',
    ])
  })

  it('gives parentheses to the backing voices, in the line and on a line of their own', () => {
    const sheet = parseLyrics('[Verse]\nI walk (walk on) alone\n(ooh, ooh)\nTonight', '')
    expect(said(sheet)).toEqual(['I walk alone', '+ walk on', 'ooh ooh', 'Tonight'])
    const single = parseLyrics('[Verse]\nI walk alone\n(ooh, ooh)\nTonight', '')
    expect(said(single)).toEqual(['I walk alone', '+ ooh ooh', 'Tonight'])
  })

  it('lets the lead sing parentheses that have no line to answer or no time to do so', () => {
    expect(said(parseLyrics('[Intro]\n(na na na)\n(hey hey)\n(oh)', ''))).toEqual([
      'na na na',
      '+ hey hey',
      'oh',
    ])
    const long = '(we were walking by the river in the middle of the night)'
    expect(said(parseLyrics(`[Verse]\nHello\n${long}`, ''))[1]).toMatch(/^we were/)
  })

  it('does not sing instructions, delivery cues and emoji', () => {
    const sheet = parseLyrics(
      '[Verse]\nCome on over x2\n[Whispered]\nSweet 🐶 dreams :)\n(x2)\n(instrumental)\n🔥🔥',
      '',
    )
    expect(said(sheet)).toEqual(['Come on over', 'Sweet dreams'])
  })

  it('repeats the words of the chorus where its tag stands alone', () => {
    const sheet = parseLyrics('[Chorus]\nSing it now\n[Verse]\nWords\n[Chorus]\n[Chorus: instrumental]', '')
    expect(shape(sheet)).toEqual([
      'chorus "Chorus" 1',
      'verse "Verse" 1',
      'chorus "Chorus" 1',
      'chorus "Chorus" (instrumental) 0',
    ])
    expect(sheet.sections[2]!.lines).toEqual(sheet.sections[0]!.lines)
  })

  it('guesses sections without tags: the paragraph that comes back is the chorus', () => {
    const text = 'one two\nthree\n\nla la love\n\nfour five\nsix\n\nla la love\n'
    expect(shape(parseLyrics(text, ''))).toEqual([
      'verse "Verse 1" 2',
      'chorus "Chorus" 1',
      'verse "Verse 2" 2',
      'chorus "Chorus" 1',
    ])
  })

  it('divides very long lines where a breath is natural', () => {
    const line =
      'I was walking down the avenue of broken lamps and stories, and the wind was like a letter from the sea I never answered'
    const lines = said(parseLyrics(line, ''))
    expect(lines.length).toBeGreaterThan(1)
    expect(lines[0]).toBe('I was walking down the avenue of broken lamps and stories')
  })

  it('sings 400 words of slang and emoji to the end', () => {
    const line =
      "Yo I been vibin' w/ my crew 24/7, no cap 🔥 that's lit, we gonna slay it fr fr, skrrt skrrt ayy!!\r\n"
    const sheet = parseLyrics(line.repeat(22), '')
    const words = sheet.sections.flatMap((section) => section.lines.flatMap((one) => one.words))
    expect(words.length).toBeGreaterThan(390)
    expect(words.at(-1).text).toBe('ayy')
  })

  it('keeps the text and points into it exactly, whatever it is given', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '[Verse 1]',
        '[Chorus]',
        '(ooh)',
        '\r\n',
        '\n',
        '\n\n',
        ' ',
        '**Bridge**',
        '[',
        '(',
        ')',
        ']',
        '🐶',
        "don't",
        'x2',
        '24/7',
        'Chorus:',
        ', ',
        ' - ',
        'é',
        '日本',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('love', 'tonight', 'the', 'river', 'oooh'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join(' ')
        const sheet = parseLyrics(text, 'title')
        expect(sheet.text).toBe(text)
        for (const { lines } of sheet.sections) {
          expect(lines[0]?.backing ?? false).toBe(false)
          for (const line of lines) {
            expect(line.words.length).toBeGreaterThan(0)
            for (const word of line.words) {
              expect(text.slice(word.charStart, word.charEnd)).toBe(word.text)
              expect(word.syllables.length).toBeGreaterThan(0)
            }
          }
        }
      }),
      { numRuns: 600 },
    )
  })
})

describe('lyricWarnings', () => {
  it('names words in scripts the voice cannot read, and is silent otherwise', () => {
    expect(lyricWarnings(parseLyrics('hello 24/7 Zoë', ''))).toEqual([])
    expect(lyricWarnings(parseLyrics('hello привет', ''))[0]).toMatchObject({
      code: 'lyrics_script_not_supported',
      message: expect.stringContaining('привет') as string,
    })
  })
})
