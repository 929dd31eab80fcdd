import type { FailureReason, TaskStage } from '../tasks/types.js'

/**
 * What the words in double square brackets of a request ask the sandbox for. Any text of the body may hold them, however
 * deep, also in the query of a URL (percent-encoded or not).
 */
export interface Directives {
  /** The submit is refused with this code. */
  readonly submitCode?: number
  /** Every record-info of the task answers with this code. */
  readonly pollCode?: number
  readonly failure?: PlannedFailure
  /** Waits, each before something happens. */
  readonly delays: readonly PlannedDelay[]
  /** The last stage that the task reaches; it stays there. */
  readonly lastStage?: 'pending' | 'text' | 'first'
  readonly callbacks: CallbackPlan
  /** Songs that are made instead of two. */
  readonly trackCount?: 1
  /** Songs come without words. */
  readonly instrumental: boolean
  /** The result carries a warning. */
  readonly warning: boolean
  /** Songs that a recovery does not find: the second, or all. */
  readonly lost?: 'some' | 'all'
}

export interface PlannedFailure {
  readonly code: number
  readonly message: string
  readonly reason?: FailureReason
  /** Fails once this stage has been reached. */
  readonly after: 'pending' | 'text' | 'first'
}

export interface PlannedDelay {
  readonly delayMs: number
  /** `queue`: before a worker takes the task; `start`: before it does anything; else before that stage. */
  readonly before: DelayPlace
}

const DELAY_PLACES = ['queue', 'start', 'text', 'first', 'complete'] as const
export type DelayPlace = (typeof DELAY_PLACES)[number]

/** How the callbacks of a task are sent. */
export interface CallbackPlan {
  readonly isSent: boolean
  /** Times each is sent. */
  readonly copies: 1 | 2
  /** Between the stage and its callback, in milliseconds. */
  readonly lateMs: number
  /** The last stage's is sent first. */
  readonly isReversed: boolean
}

/** A directive as users learn of it. */
export interface DirectiveDoc {
  /** As it is written, e.g. `[[fail:413@first]]`. */
  readonly example: string
  readonly meaning: string
}

interface Kind {
  readonly docs: readonly DirectiveDoc[]
  /** Undefined: the words after the name are not what is allowed. */
  read(argument: string, place: string | undefined): Partial<Directives> | undefined
}

/** What a failed task says, by code: the wordings of the contract. */
export const FAILURE_MESSAGES: Readonly<Record<number, string>> = {
  400: 'The lyrics contain copyrighted material; please change them.',
  408: 'Rate limited or timed out; please try again later.',
  413: 'The uploaded audio matches an existing work.',
  451: 'A file could not be downloaded.',
  500: 'Internal Error - Please try again later',
  501: 'Audio generation failed',
  531: 'Generation failed; the credits were refunded.',
}

/** Codes that a submit or a query can be refused with. */
export const REFUSAL_CODES = [
  400, 401, 402, 404, 405, 408, 409, 413, 422, 429, 430, 433, 451, 455, 500, 501, 505,
] as const

/** Longest delay: an hour. */
const MAX_DELAY_MS = 3_600_000
const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }

/** `30s`, `500ms`, `1.5m` in milliseconds. */
function readDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text)
  const ms = match ? Number(match[1]) * UNITS_MS[match[2]!]! : Number.NaN
  return ms <= MAX_DELAY_MS ? Math.round(ms) : undefined
}

function readCode(text: string, allowed: readonly number[]): number | undefined {
  return allowed.find((code) => String(code) === text)
}

/** A directive that needs no words after its name. */
function plain(docs: readonly DirectiveDoc[], meaning: Partial<Directives>): Kind {
  return { docs, read: (argument, place) => (argument || place !== undefined ? undefined : meaning) }
}

const failing = (failure: Omit<PlannedFailure, 'after'>): Partial<Directives> => ({
  failure: { ...failure, after: 'pending' },
})

const CALLBACK_PLANS: Readonly<Record<string, Partial<CallbackPlan>>> = {
  none: { isSent: false },
  duplicate: { copies: 2 },
  reordered: { isReversed: true },
}

const KINDS: Readonly<Record<string, Kind>> = {
  submit: {
    docs: [
      {
        example: '[[submit:402]]',
        meaning: `The submit is refused with this code, after its fields were checked: ${REFUSAL_CODES.join(', ')}. No task is made. 429 has HTTP status 429 and \`Retry-After\`, 404 has HTTP status 404`,
      },
    ],
    read: (argument, place) => {
      const submitCode = readCode(argument, REFUSAL_CODES)
      return submitCode === undefined || place !== undefined ? undefined : { submitCode }
    },
  },
  poll: {
    docs: [
      {
        example: '[[poll:455]]',
        meaning: 'Every record-info of the task answers with this code, one of those above. The task goes on',
      },
    ],
    read: (argument, place) => {
      const pollCode = readCode(argument, REFUSAL_CODES)
      return pollCode === undefined || place !== undefined ? undefined : { pollCode }
    },
  },
  fail: {
    docs: [
      {
        example: '[[fail:413]]',
        meaning: `The task fails with this code: ${Object.keys(FAILURE_MESSAGES).join(', ')}. Kinds that know fewer codes report 500 instead, as they would outside the sandbox. The credits are refunded`,
      },
      {
        example: '[[fail:501@first]]',
        meaning:
          'The same once a stage has been reached: `@text` or `@first`. Kinds without these stages fail at once',
      },
    ],
    read: (argument, place = 'pending') => {
      const code = readCode(argument, Object.keys(FAILURE_MESSAGES).map(Number))
      const after = (['pending', 'text', 'first'] as const).find((stage) => stage === place)
      if (code === undefined || after === undefined) return undefined
      return { failure: { code, message: FAILURE_MESSAGES[code]!, after } }
    },
  },
  moderation: plain(
    [
      {
        example: '[[moderation]]',
        meaning:
          'Songs and lyrics fail with status `SENSITIVE_WORD_ERROR` and code 400; other kinds with their usual failure',
      },
    ],
    failing({ code: 400, message: 'Song Description flagged for moderation', reason: 'moderation' }),
  ),
  'create-failed': plain(
    [
      {
        example: '[[create-failed]]',
        meaning: 'The task fails with status `CREATE_TASK_FAILED` (MIDI: `successFlag` 2) and code 500',
      },
    ],
    failing({ code: 500, message: 'The task could not be created.', reason: 'create' }),
  ),
  'callback-exception': plain(
    [
      {
        example: '[[callback-exception]]',
        meaning: 'The task fails with status `CALLBACK_EXCEPTION` and code 500',
      },
    ],
    failing({ code: 500, message: 'The outcome could not be reported.', reason: 'callback' }),
  ),
  stage: {
    docs: [
      {
        example: '[[stage:first-only]]',
        meaning:
          'The task reaches `FIRST_SUCCESS` and no more. `text-only` stops at `TEXT_SUCCESS`, `pending-only` at the start (covers: `successFlag` 2, voice: `processing_validate`). After an hour the task fails with code 408; it can be cancelled before',
      },
    ],
    read: (argument, place) => {
      const lastStage = (['pending', 'text', 'first'] as const).find((stage) => argument === `${stage}-only`)
      return lastStage === undefined || place !== undefined ? undefined : { lastStage }
    },
  },
  delay: {
    docs: [
      {
        example: '[[delay:30s]]',
        meaning: 'The task runs for 30 seconds before its first stage. Units: `ms`, `s`, `m`; at most `60m`',
      },
      {
        example: '[[delay:5s@first]]',
        meaning:
          'The same before something else: `@queue` (it waits for a worker: `wait_processing`, a place in the queue), `@text`, `@first`, `@complete`, or `@each` stage. May be given several times',
      },
    ],
    read: (argument, place = 'start') => {
      const delayMs = readDuration(argument)
      if (delayMs === undefined) return undefined
      const places =
        place === 'each'
          ? (['text', 'first', 'complete'] as const)
          : DELAY_PLACES.filter((each) => each === place)
      return places.length === 0 ? undefined : { delays: places.map((before) => ({ delayMs, before })) }
    },
  },
  callback: {
    docs: [
      { example: '[[callback:none]]', meaning: 'No callback is sent; the outcome can only be polled' },
      { example: '[[callback:duplicate]]', meaning: 'Every callback is sent twice' },
      {
        example: '[[callback:late:5s]]',
        meaning: 'Every callback is sent 5 seconds after its stage, when polling has long shown it',
      },
      {
        example: '[[callback:reordered]]',
        meaning:
          'The callbacks arrive in the wrong order: the last stage first, the first one last, a second apart',
      },
    ],
    read: (argument, place) => {
      if (place !== undefined) return undefined
      const late = /^late:(.*)$/.exec(argument)
      const lateMs = late ? readDuration(late[1]!) : undefined
      const plan = late ? lateMs !== undefined && { lateMs } : CALLBACK_PLANS[argument]
      return plan ? { callbacks: { ...AS_USUAL, ...plan } } : undefined
    },
  },
  tracks: {
    docs: [{ example: '[[tracks:1]]', meaning: 'One song instead of two: `text`, then at once `complete`' }],
    read: (argument, place) => (argument === '1' && place === undefined ? { trackCount: 1 } : undefined),
  },
  instrumental: plain(
    [{ example: '[[instrumental]]', meaning: 'Songs come without words, whatever the request says' }],
    { instrumental: true },
  ),
  warning: plain(
    [{ example: '[[warning]]', meaning: 'The songs carry a warning in `troubadour.warnings`' }],
    { warning: true },
  ),
  recovery: {
    docs: [
      {
        example: '[[recovery:some]]',
        meaning:
          'A recovery finds only the first song; with `[[recovery:none]]` it finds none and its record-info has code 500',
      },
    ],
    read: (argument, place) => {
      const lost = { some: 'some', none: 'all' }[argument] as Directives['lost']
      return lost === undefined || place !== undefined ? undefined : { lost }
    },
  },
}

const AS_USUAL: CallbackPlan = { isSent: true, copies: 1, lateMs: 0, isReversed: false }

/** No directive at all: everything works at once. */
export const NO_DIRECTIVES: Directives = {
  delays: [],
  callbacks: AS_USUAL,
  instrumental: false,
  warning: false,
}

/** Every directive, for the documentation. */
export const DIRECTIVE_DOCS: readonly DirectiveDoc[] = Object.values(KINDS).flatMap(({ docs }) => docs)

const DIRECTIVE = /\[\[([^[\]]*)\]\]/g

/** Something in double square brackets that is no directive. */
export class UnknownDirectiveError extends Error {
  override readonly name = 'UnknownDirectiveError'
  constructor(readonly text: string) {
    super(
      `[[${text}]] is no directive of the sandbox; allowed: ${DIRECTIVE_DOCS.map(({ example }) => example).join(' ')}`,
    )
  }
}

/** The directives of a request body (JSON text). Throws UnknownDirectiveError. */
export function readDirectives(body: string): Directives {
  let found = NO_DIRECTIVES
  for (const text of textsOf(JSON.parse(body))) {
    for (const [, words = ''] of text.matchAll(DIRECTIVE)) found = combine(found, readOne(words))
  }
  return found
}

/** The text without its directives. */
export function withoutDirectives(text: string): string {
  return text
    .replaceAll(DIRECTIVE, '')
    .replaceAll(/[^\S\n]{2,}/g, ' ')
    .trim()
}

/** Whether `next` comes after `stage`. */
export function isAfter(next: TaskStage, stage: 'pending' | 'text' | 'first'): boolean {
  const order: readonly TaskStage[] = ['pending', 'text', 'first', 'complete']
  return order.indexOf(next) > order.indexOf(stage)
}

function readOne(words: string): Partial<Directives> {
  const [, name = '', argument = '', place] = /^\s*([a-z-]+)(?::([^@]*))?(?:@(.*))?$/i.exec(words) ?? []
  const meaning = Object.hasOwn(KINDS, name.toLowerCase())
    ? KINDS[name.toLowerCase()]!.read(argument.trim().toLowerCase(), place?.trim().toLowerCase())
    : undefined
  if (!meaning) throw new UnknownDirectiveError(words)
  return meaning
}

function combine(before: Directives, more: Partial<Directives>): Directives {
  return { ...before, ...more, delays: [...before.delays, ...(more.delays ?? [])] }
}

/** Every text in a JSON value, and what URLs say when they are decoded. */
function* textsOf(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield decoded(value)
  else if (typeof value === 'object' && value !== null) {
    for (const entry of Object.values(value)) yield* textsOf(entry)
  }
}

function decoded(text: string): string {
  if (!/%5b%5b/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    // Not encoded after all: a text with a per cent sign in it.
    return text
  }
}
