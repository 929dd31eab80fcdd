import type {
  eventPageSchema,
  EventState,
  TaskKind,
  taskPageSchema,
  TaskStateName,
} from '@troubadour/contract'
import type { z } from 'zod'
import type { Transport } from './transport.js'

/** Which tasks to list. */
export interface TaskFilter {
  readonly kind?: TaskKind | readonly TaskKind[]
  readonly state?: TaskStateName | readonly TaskStateName[]
  /** Created then or later. */
  readonly from?: Date
  /** Created before then. */
  readonly to?: Date
  /** Tasks that work on a result of this one. */
  readonly parent?: string
}

/** Which callbacks to list. */
export interface CallbackFilter {
  readonly state?: EventState | readonly EventState[]
  readonly taskId?: string
  /** Host, with its port when the URL names one. */
  readonly receiver?: string
}

type FilterValue = string | readonly string[] | Date | undefined

type TaskPage = NonNullable<z.infer<typeof taskPageSchema>['data']>
type EventPage = NonNullable<z.infer<typeof eventPageSchema>['data']>

export type ListedTask = TaskPage['tasks'][number]
export type DeliveredCallback = EventPage['events'][number]

/** Entries of a list, one page fetched after the other as they are asked for. */
export async function* pagesOf<Entry>(
  transport: Transport,
  path: string,
  field: string,
  filter: object,
  signal: AbortSignal | undefined,
): AsyncGenerator<Entry> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter) as [string, FilterValue][]) {
    if (value === undefined) continue
    query.set(name, value instanceof Date ? value.toISOString() : String(value))
  }
  for (;;) {
    const page = await transport.send<Record<string, unknown>>(`${path}?${query}`, { method: 'GET', signal })
    yield* page[field] as Entry[]
    const cursor = page['nextCursor']
    if (typeof cursor !== 'string') return
    query.set('cursor', cursor)
  }
}
