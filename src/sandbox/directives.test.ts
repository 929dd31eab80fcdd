import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { projectPath } from '../paths.js'
import { directiveTable } from './directive-table.js'
import {
  DIRECTIVE_DOCS,
  FAILURE_MESSAGES,
  isAfter,
  NO_DIRECTIVES,
  readDirectives,
  REFUSAL_CODES,
  UnknownDirectiveError,
  withoutDirectives,
} from './directives.js'

const read = (text: string) => readDirectives(JSON.stringify({ prompt: text }))

describe('reading directives', () => {
  it('finds none in ordinary requests', () => {
    expect(read('[Verse] A song [in brackets] for 100%5B of you')).toEqual(NO_DIRECTIVES)
  })

  it('finds them in any text, however deep, and in encoded URLs', () => {
    const directives = readDirectives(
      JSON.stringify({
        title: 'Rain [[ FAIL:413@First ]]',
        uploadUrlList: ['https://a.example/?x=%5B%5Bcallback:none%5D%5D', 'https://b.example'],
        troubadour: { sandbox: '[[tracks:1]] [[warning]]' },
      }),
    )
    expect(directives).toMatchObject({
      failure: { code: 413, message: FAILURE_MESSAGES[413], after: 'first' },
      callbacks: { isSent: false },
      trackCount: 1,
      warning: true,
    })
  })

  it('knows every code of a refusal and of a failure', () => {
    for (const code of REFUSAL_CODES) {
      expect(read(`[[submit:${code}]]`).submitCode).toBe(code)
      expect(read(`[[poll:${code}]]`).pollCode).toBe(code)
    }
    for (const code of Object.keys(FAILURE_MESSAGES))
      expect(read(`[[fail:${code}]]`).failure?.code).toBe(Number(code))
  })

  it('adds delays up, and spreads one over every stage', () => {
    expect(read('[[delay:1.5s]] [[delay:20ms@queue]] [[delay:1m@complete]]').delays).toEqual([
      { delayMs: 1500, before: 'start' },
      { delayMs: 20, before: 'queue' },
      { delayMs: 60_000, before: 'complete' },
    ])
    expect(read('[[delay:1s@each]]').delays.map(({ before }) => before)).toEqual([
      'text',
      'first',
      'complete',
    ])
  })

  it('reads the plans of callbacks', () => {
    expect(read('[[callback:duplicate]]').callbacks).toEqual({ ...NO_DIRECTIVES.callbacks, copies: 2 })
    expect(read('[[callback:late:5s]]').callbacks.lateMs).toBe(5000)
    expect(read('[[callback:reordered]]').callbacks.isReversed).toBe(true)
  })

  it('understands everything it documents', () => {
    for (const { example } of DIRECTIVE_DOCS) expect(read(example)).not.toEqual(NO_DIRECTIVES)
  })

  it.each([
    '[[fial:413]]',
    '[[fail:999]]',
    '[[fail:413@complete]]',
    '[[delay:soon]]',
    '[[delay:61m]]',
    '[[delay:1s@lunch]]',
    '[[stage:last-only]]',
    '[[callback:late:never]]',
    '[[tracks:3]]',
    '[[moderation:yes]]',
    '[[constructor]]',
    '[[]]',
  ])('refuses %s and lists what there is', (text) => {
    expect(() => read(text)).toThrow(UnknownDirectiveError)
    expect(() => read(text)).toThrow(`${text} is no directive of the sandbox; allowed: [[submit:402]]`)
  })
})

it('takes directives out of texts that are shown', () => {
  expect(withoutDirectives('Rain [[fail:413]] and snow\n[[tracks:1]]\nSun')).toBe('Rain and snow\n\nSun')
})

it('orders stages; an error comes after none', () => {
  expect(isAfter('complete', 'pending')).toBe(true)
  expect(isAfter('first', 'first')).toBe(false)
  expect(isAfter('error', 'pending')).toBe(false)
})

it('docs/sandbox.md holds the table that the code makes', async () => {
  expect(await readFile(projectPath('docs/sandbox.md'), 'utf8')).toContain(directiveTable())
})
