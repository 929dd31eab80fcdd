import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import { createRandom, hash32 } from '../../src/dsp/random.js'
import type { SungNote } from '../../src/studio/voice/testing/measure.js'

/**
 * How well a recogniser trained on speech understands singing: Debian's pocketsphinx with its US English model. Each word
 * is to be told from alternatives, in order, so that no language model can guess it.
 */

const run = promisify(execFile)
const MODEL = '/usr/share/pocketsphinx/model/en-us'
const VOWEL = /^(AA|AE|AH|AO|AW|AY|EH|ER|EY|IH|IY|OW|OY|UH|UW)$/
const BEAMS = ['-beam', '1e-57', '-pbeam', '1e-57', '-wbeam', '1e-40']

export interface Utterance {
  readonly text: string
  readonly samples: Float32Array
}

export interface Recognition {
  readonly words: number
  /** Share of lines told from all the others. */
  readonly sentences: number
  /** Share of words told from nine others of as many syllables. */
  readonly tenAlternatives: number
  /** Share of words told from the five that sound most alike. */
  readonly nearest: number
  /** Errors (words wrong, missing or added) a word, when any English may be heard. */
  readonly freeWordErrors: number
  /** Words of the ten-alternatives choice taken for others: `sung > heard`. */
  readonly misheard: readonly string[]
}

/** What is to be asked; all of it costs about two seconds a line. */
export type Question = 'sentences' | 'ten' | 'nearest' | 'free'
export const QUESTIONS: readonly Question[] = ['sentences', 'ten', 'nearest', 'free']

/** Free recognition with the recogniser's own language model, searched narrowly enough to be done in seconds. */
const FREE_SEARCH = [
  '-lm',
  path.join(MODEL, 'en-us.lm.bin'),
  '-maxhmmpf',
  '2000',
  '-maxwpf',
  '5',
  '-fwdflat',
  'no',
  '-topn',
  '2',
]

export function canRecognise(): boolean {
  return existsSync(MODEL)
}

/** Cuts the middle out of each long note: the recogniser has never heard a vowel of a second. */
export function cutHeldMiddles(samples: Float32Array, notes: readonly SungNote[]): Float32Array {
  const fade = Math.round(0.012 * SAMPLE_RATE)
  const pieces: number[] = []
  let at = 0
  for (const note of notes) {
    const from = Math.round((note.startSeconds + 0.15) * SAMPLE_RATE)
    const to = Math.round((note.endSeconds - 0.19) * SAMPLE_RATE)
    if (to - from < 0.03 * SAMPLE_RATE) continue
    for (let i = at; i < from - fade; i++) pieces.push(samples[i] ?? 0)
    for (let i = 0; i < 2 * fade; i++) {
      const u = i / (2 * fade)
      pieces.push((samples[from - fade + i] ?? 0) * (1 - u) + (samples[to - fade + i] ?? 0) * u)
    }
    at = to + fade
  }
  for (let i = at; i < samples.length; i++) pieces.push(samples[i]!)
  return Float32Array.from(pieces)
}

/** Shares are NaN where the question was not asked. */
export async function recognise(
  utterances: readonly Utterance[],
  questions: readonly Question[] = QUESTIONS,
): Promise<Recognition> {
  const dictionary = await readDictionary()
  const folder = await mkdtemp(path.join(tmpdir(), 'voice-bench-'))
  try {
    const names = utterances.map((_, i) => `line${i}`)
    const spoken = utterances.map(({ text }) => wordsOf(text))
    const words = spoken.flat().length
    for (const [i, { samples }] of utterances.entries()) {
      await writeFile(path.join(folder, `${names[i]}.wav`), wavBytes(decimate(samples), SAMPLE_RATE / 3))
    }
    /** Words taken for others: `sung > heard`. */
    const choose = async (
      kind: string,
      alternatives: (word: string, key: string) => string[],
    ): Promise<string[]> => {
      for (const [i, line] of spoken.entries()) {
        const slots = line.map((word, k) => [word, ...alternatives(word, `${utterances[i]!.text} ${k}`)])
        await writeFile(path.join(folder, `${names[i]}_${kind}.fsg`), finiteStateGrammar(kind, slots))
      }
      const list = path.join(folder, `${kind}.fctl`)
      await writeFile(list, names.map((name) => `${name}_${kind}\n`).join(''))
      const heard = await decode(folder, names, [
        '-fsgctl',
        list,
        '-fsgdir',
        folder,
        '-fsgext',
        '.fsg',
        ...BEAMS,
      ])
      return spoken.flatMap((line, i) => {
        const answers = heard.get(names[i]!) ?? []
        return line.flatMap((word, k) => (answers[k] === word ? [] : [`${word} > ${answers[k] ?? '-'}`]))
      })
    }
    const asked = new Set(questions)
    let sentences = NaN
    if (asked.has('sentences')) {
      const grammar = path.join(folder, 'sentences.gram')
      const alternatives = [...new Set(spoken.map((line) => `(${line.join(' ')})`))].join(' | ')
      await writeFile(grammar, `#JSGF V1.0;\ngrammar g;\npublic <s> = ${alternatives};\n`)
      const told = await decode(folder, names, ['-jsgf', grammar, ...BEAMS])
      sentences =
        spoken.filter((line, i) => told.get(names[i]!)?.join(' ') === line.join(' ')).length / spoken.length
    }
    const misheard = asked.has('ten')
      ? await choose('random', (word, key) => dictionary.others(word, 9, key))
      : undefined
    const confused = asked.has('nearest')
      ? await choose('nearest', (word) => dictionary.nearest(word, 5))
      : undefined
    const free = asked.has('free') ? await decode(folder, names, FREE_SEARCH) : undefined
    return {
      words,
      sentences,
      tenAlternatives: misheard ? 1 - misheard.length / words : NaN,
      nearest: confused ? 1 - confused.length / words : NaN,
      freeWordErrors: free
        ? spoken.reduce((sum, line, i) => sum + editDistance(line, free.get(names[i]!) ?? []), 0) / words
        : NaN,
      misheard: misheard ?? [],
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** 16-bit mono WAV file. */
export function wavBytes(samples: Float32Array, sampleRate: number): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(sampleRate, 24)
  bytes.writeUInt32LE(sampleRate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, i) =>
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), 44 + 2 * i),
  )
  return bytes
}

interface Dictionary {
  /** Words of as many syllables, drawn by the key. */
  others(word: string, count: number, key: string): string[]
  /** The words that differ by the fewest phones. */
  nearest(word: string, count: number): string[]
}

async function readDictionary(): Promise<Dictionary> {
  const entries: { word: string; phones: string[]; syllables: number }[] = []
  const spoken = new Map<string, string[][]>()
  for (const line of (await readFile(path.join(MODEL, 'cmudict-en-us.dict'), 'utf8')).split('\n')) {
    const match = /^(\S+?)(\(\d+\))?\s+(.*)$/.exec(line)
    if (!match) continue
    const [, word, variant, text] = match
    const phones = text!.split(' ')
    spoken.set(word!, [...(spoken.get(word!) ?? []), phones])
    if (variant || !/^[a-z]{2,9}$/.test(word!)) continue
    entries.push({ word: word!, phones, syllables: phones.filter((phone) => VOWEL.test(phone)).length })
  }
  const syllablesOf = (word: string): number =>
    (spoken.get(word)?.[0] ?? []).filter((phone) => VOWEL.test(phone)).length
  const remembered = new Map<string, string[]>()
  const remember = (key: string, find: () => string[]): string[] => {
    const found = remembered.get(key) ?? find()
    remembered.set(key, found)
    return found
  }
  return {
    others(word, count, key) {
      const random = createRandom(hash32(key))
      const own = spoken.get(word)![0]!
      const pool = entries.filter((entry) => entry.syllables === syllablesOf(word) && entry.word !== word)
      const chosen = new Set<string>()
      while (chosen.size < count) {
        const entry = random.pick(pool)
        if (editDistance(entry.phones, own) >= 2) chosen.add(entry.word)
      }
      return [...chosen]
    },
    nearest: (word, count) =>
      remember(`nearest ${word}`, () => {
        const random = createRandom(hash32(word))
        const own = spoken.get(word)!
        const ranked = entries
          .filter(
            (entry) =>
              entry.syllables === syllablesOf(word) && Math.abs(entry.phones.length - own[0]!.length) <= 1,
          )
          .map((entry) => ({ entry, distance: editDistance(entry.phones, own[0]!) }))
          .filter(({ entry, distance }) => {
            if (distance === 0 || distance > 2) return false
            const sounds = (spoken.get(entry.word) ?? []).map((phones) => phones.join(' '))
            return !own.some((phones) => sounds.includes(phones.join(' ')))
          })
          .map((candidate) => ({ ...candidate, rank: candidate.distance + random.next() * 0.9 }))
          .sort((a, b) => a.rank - b.rank)
        const chosen = new Map<string, string>()
        for (const { entry } of ranked) {
          const sound = entry.phones.join(' ')
          if (!chosen.has(sound)) chosen.set(sound, entry.word)
          if (chosen.size === count) break
        }
        return [...chosen.values()]
      }),
  }
}

async function decode(
  folder: string,
  names: readonly string[],
  options: string[],
): Promise<Map<string, string[]>> {
  const control = path.join(folder, 'list.ctl')
  const answer = path.join(folder, 'list.hyp')
  await writeFile(control, names.map((name) => `${name}\n`).join(''))
  const fixed = ['-hmm', path.join(MODEL, 'en-us'), '-dict', path.join(MODEL, 'cmudict-en-us.dict')]
  const reading = [
    '-remove_silence',
    'no',
    '-logfn',
    '/dev/null',
    '-adcin',
    'yes',
    '-adchdr',
    '44',
    '-cepext',
    '.wav',
  ]
  const files = ['-cepdir', folder, '-ctl', control, '-hyp', answer]
  await run('pocketsphinx_batch', [...fixed, ...reading, ...files, ...options])
  const heard = new Map<string, string[]>()
  for (const line of (await readFile(answer, 'utf8')).split('\n')) {
    const match = /^(.*?)\s*\((\S+) -?\d+\)$/.exec(line)
    if (match) heard.set(match[2]!, wordsOf(match[1]!.replace(/\(\d+\)/g, '')))
  }
  return heard
}

function finiteStateGrammar(name: string, slots: readonly (readonly string[])[]): string {
  const lines = [
    `FSG_BEGIN ${name}`,
    `NUM_STATES ${slots.length + 1}`,
    'START_STATE 0',
    `FINAL_STATE ${slots.length}`,
  ]
  for (const [k, words] of slots.entries()) {
    for (const word of words) lines.push(`TRANSITION ${k} ${k + 1} ${(1 / words.length).toFixed(6)} ${word}`)
  }
  return [...lines, 'FSG_END', ''].join('\n')
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^a-z' ]/g, '')
    .split(/\s+/)
    .filter(Boolean)
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, phone] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries()) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (phone === other ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}

/** 48 → 16 kHz: a windowed-sinc low-pass at 7.2 kHz, then every third sample; peak at half of full scale. */
function decimate(samples: Float32Array): Float32Array {
  const half = 48
  const taps = Float64Array.from({ length: 2 * half + 1 }, (_, i) => {
    const n = i - half
    const ideal = n === 0 ? 0.3 : Math.sin(0.3 * Math.PI * n) / (Math.PI * n)
    return ideal * (0.5 + 0.5 * Math.cos((Math.PI * n) / (half + 1)))
  })
  const result = new Float32Array(Math.floor(samples.length / 3))
  let peak = 1e-9
  for (let i = 0; i < result.length; i++) {
    let sum = 0
    for (let k = 0; k < taps.length; k++) sum += taps[k]! * (samples[3 * i + k - half] ?? 0)
    result[i] = sum
    peak = Math.max(peak, Math.abs(sum))
  }
  return result.map((sample) => (0.5 * sample) / peak)
}
