import type { World } from './world.js'

/** One submit of the contract's endpoint table, as the contract's text has it; cases are made from it. */
export interface SubmitRow {
  /** Row of the endpoint table (contract section 25). */
  readonly row: number
  readonly path: string
  /** A complete request without `callBackUrl`; may make what it refers to. Fresh for each call where that matters. */
  readonly body: (world: World) => Promise<Record<string, unknown>> | Record<string, unknown>
  /** Fields without which this very body is refused. */
  readonly required: readonly string[]
  /** Whether `callBackUrl` is insisted on (D20). */
  readonly callback: 'required' | 'optional' | 'none'
  /** How this endpoint's documentation spells it. Default `callBackUrl`. */
  readonly callbackField?: string
  readonly enums?: Readonly<Record<string, readonly string[]>>
  /** Both ends are allowed, what lies `step` beyond is not. */
  readonly ranges?: Readonly<Record<string, readonly [low: number, high: number, step: number]>>
  readonly booleans?: readonly string[]
  readonly limits?: readonly TextLimit[]
  readonly accepts?: readonly Variant[]
  readonly refuses?: readonly Refusal[]
  /** How the outcome is read; absent: the answer itself is the outcome. */
  readonly outcome?: Outcome
  /** The answer of a synchronous operation (its `data`). */
  readonly answer?: unknown
  /** Field of the answer's `data` that names the task. Default `taskId`. */
  readonly idField?: string
  /** The refusal of a parent that does not exist (recorded texts). */
  readonly unknownParent?: {
    readonly change: Readonly<Record<string, unknown>>
    readonly code?: number
    readonly msg: string
  }
  /** What a second, equal submit is answered with. */
  readonly repeat?: { readonly code: number }
}

export interface TextLimit {
  readonly field: string
  readonly maxChars: number
  /** Other fields that make this the limit. */
  readonly with?: Readonly<Record<string, unknown>>
}

/** A change of the body; undefined leaves a field out. */
export interface Variant {
  readonly name: string
  readonly change: (world: World) => Promise<Record<string, unknown>> | Record<string, unknown>
}

export interface Refusal extends Variant {
  /** The field that the refusal names. */
  readonly names: string
  readonly reason?: 'invalid' | 'missing' | 'tooLong'
}

export interface Outcome {
  /** Row of the record-info. */
  readonly row: number
  /** Path with the id left open at its end. */
  readonly recordPath: string
  /** Whether the record (the whole answer) shows that the task is done. */
  readonly isDone: (answer: Readonly<Record<string, unknown>>) => boolean
  readonly record: unknown
  /** Examples of the callbacks, in order; the last one ends the task. */
  readonly callbacks: readonly unknown[]
  /** Example of the callback of a task that has failed, and what its record then says; tried in the sandbox only. */
  readonly failure: { readonly callback: unknown; readonly status: string | number }
  /** The answer for a task that nobody knows. Default code 200 with `data: null`. */
  readonly unknown?: { readonly code: number; readonly msg: string }
}
