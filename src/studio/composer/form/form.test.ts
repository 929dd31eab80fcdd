import { describe, expect, test } from 'vitest'
import { composeSong } from '../../compose.js'
import { parseLyrics } from '../../lyrics/parse-lyrics.js'
import { tempoWithEnding } from '../tempo.js'
import { beatToSeconds, bpmAt } from '../../../music/tempo-map.js'
import { energyCurve } from './energy.js'
import { fitToBars } from './fit-length.js'
import { barsIn, secondsOf } from './length-goal.js'
import { formFromLyrics, lineWindows } from './lyric-form.js'
import { placeSections } from './place-sections.js'
import { totalBars } from './section-draft.js'
import { parseTemplate } from './template-form.js'

const TEMPLATE = 'intro 4, verse 8, pre-chorus 4, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, outro 4'

describe('templates', () => {
  test('are brought to any number of bars', () => {
    for (let bars = 1; bars <= 200; bars++) {
      const fitted = fitToBars(parseTemplate(TEMPLATE), bars)
      expect(totalBars(fitted)).toBe(bars)
      fitted.forEach((draft) => expect(draft.bars).toBeGreaterThan(0))
    }
  })

  test('end with their outro, and long ones come back to the refrain before it', () => {
    const fitted = fitToBars(parseTemplate(TEMPLATE), 150)
    expect(fitted.at(-1).kind).toBe('outro')
    expect(fitted.at(-2).kind).toBe('chorus')
  })

  test('beginnings and endings stay in proportion', () => {
    const templates = [TEMPLATE, 'intro 16, build 8, drop 16, break 16, build 8, drop 16, outro 8']
    for (const template of templates) {
      for (let bars = 1; bars <= 120; bars++) {
        const fitted = fitToBars(parseTemplate(template), bars)
        const last = fitted.at(-1)
        if (last.kind === 'outro') expect(last.bars, `outro of ${bars}`).toBeLessThanOrEqual(bars / 6 + 2)
        expect(fitted.some(({ kind }) => kind === 'chorus' || kind === 'drop')).toBe(true)
        // Odd bars are the ending's: no other section has a broken phrase.
        for (const { kind, bars: length } of fitted.slice(0, -1))
          expect(length % 2, `${kind} of ${bars}`).toBe(0)
      }
    }
  })

  test('a slip of the pen is named', () => {
    expect(() => parseTemplate('verse 8, corus 8')).toThrow('corus 8')
  })
})

describe('lyrics', () => {
  const sheet = parseLyrics(
    '[Verse]\nHello my darling hello my dear\nThe winter is over the summer is here\n(summer is here)\n\n[Guitar Solo]\n\n[Chorus]\nStay\nOh stay',
    '',
  )

  test('become sections with an intro and an outro around them', () => {
    const drafts = formFromLyrics({ sheet, barSeconds: 2, syllablesPerSecond: 4.5, wishes: {}, tight: false })
    expect(drafts.map(({ kind }) => kind)).toEqual(['intro', 'verse', 'solo', 'chorus', 'outro'])
    expect(drafts[1]!.lines.map(({ lineIndex }) => lineIndex)).toEqual([0, 1])
    expect(drafts[2]!.lines).toEqual([])
  })

  test('go once round a twelve-bar form, each line called and answered, where they are sung to one', () => {
    const blues = parseLyrics(
      '[Verse]\nI woke up in the morning, the rain was at the door\nWoke up this morning, the rain was at the door\nThe river took my money, the river wants some more\n\n[Solo]',
      '',
    )
    const drafts = formFromLyrics({
      sheet: blues,
      barSeconds: 2.4,
      syllablesPerSecond: 4.5,
      wishes: {},
      tight: false,
      strophe: 12,
    })
    expect(drafts.map(({ kind, bars }) => [kind, bars]).slice(1, 3)).toEqual([
      ['verse', 12],
      ['solo', 12],
    ])
    expect(drafts[1]!.lines.map(({ bars, answerBars }) => [bars, answerBars])).toEqual([
      [4, 2],
      [4, 2],
      [4, 2],
    ])
    const [verse] = placeSections({
      drafts: drafts.slice(1),
      energies: [0.5, 0.5, 0.5],
      beatsPerBar: 4,
      key: { tonic: 4, mode: 'major' },
      liftSteps: 0,
      bridgeSteps: 0,
    })
    expect(verse!.lines.map(({ startBeat, endBeat }) => [startBeat, endBeat])).toEqual([
      [0, 8],
      [16, 24],
      [32, 40],
    ])
  })

  test('get shorter windows where bars are long', () => {
    const barsAt = (barSeconds: number): number =>
      lineWindows(sheet.sections[0]!, { barSeconds, syllablesPerSecond: 4.5 })[0]!.bars
    expect([barsAt(4.5), barsAt(2), barsAt(1)]).toEqual([1, 2, 4])
  })

  test('keep their bars when a form is shortened', () => {
    const drafts = formFromLyrics({ sheet, barSeconds: 2, syllablesPerSecond: 4.5, wishes: {}, tight: false })
    const fitted = fitToBars(drafts, 2)
    expect(fitted.filter(({ lines }) => lines.length > 0).map(({ kind }) => kind)).toEqual([
      'verse',
      'chorus',
    ])
  })
})

test('energy rises with each refrain and stays between 0 and 1', () => {
  const drafts = parseTemplate(TEMPLATE)
  for (const shift of [-0.4, 0, 0.4]) {
    const energies = energyCurve(drafts, { templates: [], seconds: [1, 2] }, shift)
    const refrains = energies.filter((_, index) => drafts[index]!.kind === 'chorus')
    expect(refrains.toSorted((a, b) => a - b)).toEqual(refrains)
    energies.forEach((energy) => expect(energy).toBeGreaterThan(0))
    energies.forEach((energy) => expect(energy).toBeLessThanOrEqual(1))
  }
})

test('an energetic mood keeps the differences between sections', () => {
  const drafts = parseTemplate('intro 4, verse 8, chorus 8, break 4, verse 8, chorus 8, outro 4')
  const energies = energyCurve(
    drafts,
    { templates: [], energy: { verse: 0.75, chorus: 0.95 }, seconds: [1, 2] },
    0.4,
  )
  const of = (index: number): number => energies[index]!
  expect(of(2)).toBeGreaterThan(of(1))
  expect(of(5)).toBeGreaterThan(of(4))
  expect(of(1)).toBeGreaterThan(of(3))
  expect(of(2)).toBeLessThan(1)
})

test('a ritardando slows down only at the end', () => {
  const map = tempoWithEnding(120, 64, 8)
  expect(bpmAt(map, 10)).toBeCloseTo(120, 9)
  expect(bpmAt(map, 63.9)).toBeLessThan(90)
  expect(beatToSeconds(map, 64)).toBeGreaterThan(32)
  expect(beatToSeconds(map, 64)).toBeLessThan(34)
})

test('a fixed tempo never fills more than the time there is', () => {
  for (const ending of ['hold', 'ritardando', 'fade', 'button'] as const) {
    for (const seconds of [12, 33.3, 100]) {
      const frame = { bpm: 97, bpmIsFree: false, beatsPerBar: 4, ending }
      expect(secondsOf(barsIn(seconds, frame), frame)).toBeLessThanOrEqual(seconds + 1e-6)
    }
  }
})

test('strophes are played to their end or not at all', () => {
  const drafts = parseTemplate('intro 4, verse 12, solo 12, verse 12, solo 12, chorus 12, verse 12, outro 4')
  for (const bars of [20, 32, 44, 47, 56, 80, 96]) {
    const fitted = fitToBars(drafts, bars, 12)
    expect(totalBars(fitted), `${bars} bars`).toBe(bars)
    const strophes = fitted.filter(({ kind }) => kind === 'verse' || kind === 'solo' || kind === 'chorus')
    expect(strophes[0]!.kind, 'a song begins with its verse').toBe('verse')
    for (const { bars: length } of strophes) expect(length % 12, `${bars} bars`).toBe(0)
  }
})

test('a bridge away from home comes back, and only where no key was asked for', () => {
  const keysOf = (style: string): number[][] =>
    [1, 2, 3, 4].map((seed) => {
      const { keys } = composeSong({ style, instrumental: true, maxDurationSeconds: 480 }, seed, 0).score
      return keys.map(({ tonic }) => (tonic - keys[0]!.tonic + 12) % 12)
    })
  // A lifted last refrain lies a step or two higher; a neighbouring key is further away.
  const isAway = (steps: number): boolean => steps > 2
  const free = keysOf('march')
  expect(free.filter((keys) => keys.some(isAway)).length).toBeGreaterThan(0)
  expect(free.filter((keys) => isAway(keys.at(-1)))).toEqual([])
  expect(keysOf('march in G major').flat().filter(isAway)).toEqual([])
})

test('the last refrain is lifted late, and in a key that was asked for only when that is asked, too', () => {
  const keysOf = (style: string, seconds: number): { share: number; keys: number }[] =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const { score } = composeSong(
        { style, instrumental: true, durationSeconds: seconds, maxDurationSeconds: 480 },
        seed,
        0,
      )
      const { keys, endBeat } = score
      const last = keys.at(-1)!
      // After a bridge elsewhere the song is at home again.
      const share = last.tonic === keys[0]!.tonic ? 0 : 1 - last.beat / endBeat
      return { share, keys: keys.length }
    })
  const free = [...keysOf('city pop', 60), ...keysOf('city pop', 200)]
  expect(free.filter(({ share }) => share > 0).length).toBeGreaterThan(0)
  for (const { share } of free) expect(share).toBeLessThanOrEqual(0.35)
  expect(keysOf('city pop in B minor', 200).filter(({ keys }) => keys > 1)).toEqual([])
  expect(keysOf('pop in B minor, key change', 200).filter(({ keys }) => keys > 1).length).toBe(8)
})
