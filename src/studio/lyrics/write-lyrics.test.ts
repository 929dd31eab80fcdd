import { describe, expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { rhymes } from '../words/rhyme.js'
import type { LyricSheet } from './lyric-sheet.js'
import { readIdea, THEMES } from './writer/read-idea.js'
import { writeLyrics } from './write-lyrics.js'

const IDEAS = [
  'A song about a lost dog finding its way home in the rain',
  'upbeat summer pop about beach nights',
  'sad piano ballad about a breakup',
  'a lighthouse keeper who falls in love with the sea',
  'punk song against my boss',
  'A birthday song for Anna',
  'synthwave about robots driving at night',
  'gospel about grace and mercy',
  'coffee',
  'trap song about making it from nothing',
  'a lullaby for my baby daughter',
  'Ein Lied über den Winter',
  '日本の歌',
  '',
  '🔥🔥🔥',
  'old friends meeting again after years',
  'christmas snow and candles',
  'the mountain and the forest in spring',
  'astronaut drifting through space',
  'a protest anthem for freedom',
]
const write = (idea: string, seed: number, more: object = {}): LyricSheet[] =>
  writeLyrics({ idea, count: 3, random: createRandom(seed), ...more })
/** Three songs for each idea, written once. */
const SONGS = IDEAS.map((idea, i) => ({ idea, sheets: write(idea, i) }))
const linesOf = (sheet: LyricSheet, kinds: readonly string[]): string[] =>
  sheet.sections
    .filter((section) => kinds.includes(section.kind))
    .flatMap((section) =>
      section.lines.map((line) => sheet.text.slice(line.charStart, line.charEnd).toLowerCase()),
    )

describe('writeLyrics', () => {
  it.each(SONGS)('writes three complete songs for "$idea"', ({ sheets }) => {
    expect(sheets).toHaveLength(3)
    for (const sheet of sheets) {
      const kinds = sheet.sections.map((section) => section.kind)
      expect(kinds.filter((kind) => kind === 'verse')).toHaveLength(2)
      expect(kinds.filter((kind) => kind === 'chorus').length).toBeGreaterThanOrEqual(2)
      expect(sheet.title.length).toBeGreaterThan(0)
      expect(sheet.text).not.toMatch(/[{}|]|undefined/)
      for (const section of sheet.sections) expect(section.lines.length).toBeGreaterThan(0)
    }
  })

  it('has the title in the chorus', () => {
    const plain = (text: string): string => text.toLowerCase().replace(/[^a-z ]/g, '')
    for (const { sheets } of SONGS) {
      for (const sheet of sheets) {
        const chorus = plain(linesOf(sheet, ['chorus']).join(' '))
        // Long titles are sung in parts: every word of weight is there.
        for (const word of plain(sheet.title)
          .split(' ')
          .filter((one) => one.length > 3))
          expect(chorus).toContain(word)
      }
    }
  })

  it('repeats no line outside of the refrains', () => {
    for (const { sheets } of SONGS) {
      for (const sheet of sheets) {
        const lines = linesOf(sheet, ['verse', 'bridge'])
        expect(new Set(lines).size).toBe(lines.length)
      }
    }
  })

  it('rhymes its verses by an even scheme', () => {
    for (const { sheets } of SONGS) {
      for (const sheet of sheets) {
        for (const section of sheet.sections.filter(({ kind }) => kind === 'verse')) {
          const ends = section.lines.map((line) => line.words.at(-1)!.text)
          for (let at = 0; at + 4 <= ends.length; at += 4) {
            const [a, b, c, d] = ends.slice(at, at + 4) as [string, string, string, string]
            const coupled = rhymes(a, b) && rhymes(c, d)
            const crossed = rhymes(a, c) && rhymes(b, d)
            expect(coupled || crossed || rhymes(b, d), `${a} ${b} ${c} ${d}`).toBe(true)
          }
        }
      }
    }
  })

  it('makes variants that share no verse line, and twenty different songs of twenty ideas', () => {
    for (const { sheets } of SONGS) {
      const [first, second] = sheets
      const shared = linesOf(first!, ['verse']).filter((line) => linesOf(second!, ['verse']).includes(line))
      expect(shared).toEqual([])
      expect(first!.title).not.toBe(second!.title)
    }
    const songs = SONGS.map(({ sheets }) => sheets[0]!.text)
    expect(new Set(songs).size).toBe(IDEAS.length)
  })

  it("sings the client's own title and the name of the person", () => {
    const [sheet] = write('a song about the sea', 1, { title: 'Zanzibar Blue' })
    expect(sheet!.title).toBe('Zanzibar Blue')
    expect(linesOf(sheet!, ['chorus']).join(' ')).toContain('zanzibar blue')
    expect(write('A birthday song for Anna', 1)[0]!.text).toContain('Anna')
  })

  it('is the same for the same seed and another for another', () => {
    expect(write('rain', 1)).toEqual(write('rain', 1))
    expect(write('rain', 1)[0]!.text).not.toBe(write('rain', 2)[0]!.text)
  })

  it('gives rap longer verses', () => {
    const [sheet] = write('making it from nothing', 1, { genre: 'trap' })
    expect(sheet!.sections.find(({ kind }) => kind === 'verse')!.lines.length).toBeGreaterThanOrEqual(8)
  })
})

describe('readIdea', () => {
  it('finds theme, mood and nouns', () => {
    const reading = readIdea('a sad song about a lighthouse keeper and the sea')
    expect(reading.themes[0]!.theme.id).toBe('sea')
    expect(reading.brightness).toBeLessThan(0)
    expect(reading.things).toEqual(['lighthouse keeper', 'sea'])
  })

  it('does not sing about what kind of music is asked for', () => {
    expect(readIdea('an upbeat pop song with a guitar solo').things).toEqual([])
  })
})

describe("the writer's material", () => {
  const plain = (text: string): string => text.replace(/\{([^|}]*)[^}]*\}/g, '$1')
  const lastWord = (line: string): string => /([\p{L}']+)[^\p{L}]*$/u.exec(line)![1]!

  it.each(THEMES.map((theme) => [theme.id, theme] as const))(
    'rhymes throughout the theme "%s"',
    (_, theme) => {
      for (const couplet of theme.couplets) {
        const [first, second] = plain(couplet).split(/ [/>] /)
        expect(rhymes(lastWord(first!), lastWord(second!)), couplet).toBe(true)
      }
      for (const quatrain of theme.quatrains) {
        const lines = plain(quatrain).split(' / ')
        expect(lines).toHaveLength(4)
        expect(rhymes(lastWord(lines[1]!), lastWord(lines[3]!)), quatrain).toBe(true)
      }
    },
  )
})
