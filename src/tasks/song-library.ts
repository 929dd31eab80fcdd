import { sql, type Selectable } from 'kysely'
import type { Db, TracksTable } from '../db/index.js'
import { toTrack } from './task-rows.js'
import type { Task, Track } from './types.js'

/** How a library is ordered; what comes first. */
export type SongOrder = 'newest' | 'oldest' | 'title' | 'longest'

/** Which songs of an account are asked for. */
export interface SongQuery {
  /** Words that title, style or lyrics must hold, in any case. */
  readonly text?: string | undefined
  readonly isLiked?: boolean | undefined
  readonly label?: string | undefined
  /** Kinds of the tasks that made them. */
  readonly kinds?: readonly string[] | undefined
  /** Deleted ones instead of the others. */
  readonly isDeleted?: boolean | undefined
  /** Songs made out of this one. */
  readonly parentTrackId?: string | undefined
  readonly order: SongOrder
  /** Songs on a page. */
  readonly limit: number
  /** `nextCursor` of an earlier page. */
  readonly cursor?: string | undefined
}

/** A song with what people note on it and where it came from. */
export interface LibrarySong {
  readonly track: Track
  readonly isLiked: boolean
  readonly labels: readonly string[]
  readonly deletedAt: Date | null
  readonly task: Pick<Task, 'id' | 'kind' | 'state' | 'seed' | 'parentTaskId' | 'parentTrackId' | 'sandbox'>
}

export interface SongPage {
  readonly songs: readonly LibrarySong[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

/** What can be changed on a song; absent: stays. */
export interface SongChanges {
  readonly title?: string | undefined
  readonly isLiked?: boolean | undefined
  readonly labels?: readonly string[] | undefined
  readonly isDeleted?: boolean | undefined
}

/** A singer that later songs can name. */
export interface LibraryPersona {
  readonly id: string
  readonly kind: 'style' | 'voice'
  readonly name: string
  readonly description: string
  readonly createdAt: Date
}

/** The songs of accounts: those that are finished, and those whose task still works on them. */
export interface SongLibrary {
  list(accountId: string, query: SongQuery): Promise<SongPage>
  /** Deleted ones too; undefined when the account has no such song. */
  find(accountId: string, trackId: string): Promise<LibrarySong | undefined>
  /** Undefined when the account has no such song. */
  change(accountId: string, trackId: string, changes: SongChanges): Promise<LibrarySong | undefined>
  /** Labels in use, in alphabetical order, each with the number of its songs. */
  labels(accountId: string): Promise<readonly { readonly label: string; readonly songs: number }[]>
  /** Personas and voices, newest first. */
  personas(accountId: string): Promise<readonly LibraryPersona[]>
}

interface SongRow extends Selectable<TracksTable> {
  readonly task_kind: string
  readonly task_state: Task['state']
  readonly seed: number
  readonly parent_task_id: string | null
  readonly parent_track_id: string | null
  readonly sandbox: boolean
  readonly sort_value: string
}

/** Listed at most; who has more knows their ids. */
const MAX_PERSONAS = 200

/** What a library is ordered by, as text that orders and comes back unharmed: cursors hold it. */
const SORTS = {
  newest: {
    value: sql`to_char(t.created_at at time zone 'utc', 'YYYYMMDDHH24MISSUS')`,
    direction: sql`desc`,
  },
  oldest: { value: sql`to_char(t.created_at at time zone 'utc', 'YYYYMMDDHH24MISSUS')`, direction: sql`asc` },
  title: { value: sql`lower(t.title) collate "C"`, direction: sql`asc` },
  longest: {
    value: sql`to_char(coalesce(t.duration_seconds, 0), 'FM000000.000000')`,
    direction: sql`desc`,
  },
} as const satisfies Record<SongOrder, unknown>

/** The library in PostgreSQL. */
export function createSongLibrary(db: Db): SongLibrary {
  const selected = sql`
    select t.*, k.kind as task_kind, k.state as task_state, k.seed, k.parent_task_id, k.parent_track_id, k.sandbox`
  const find = async (accountId: string, trackId: string) => {
    const { rows } = await sql<SongRow>`
      ${selected} from tracks t join tasks k on k.id = t.task_id
       where t.id = ${trackId} and k.account_id = ${accountId}`.execute(db)
    return rows[0] && toSong(rows[0])
  }
  return {
    find,

    async list(accountId, query) {
      const { value, direction } = SORTS[query.order]
      const conditions = [
        sql`k.account_id = ${accountId}`,
        // Of a task that failed there is nothing to hear.
        sql`(t.audio_key is not null or k.state in ('queued', 'running'))`,
        query.isDeleted === true ? sql`t.deleted_at is not null` : sql`t.deleted_at is null`,
      ]
      for (const word of query.text?.split(/\s+/).filter(Boolean) ?? []) {
        const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
        conditions.push(
          sql`(t.title ilike ${pattern} or t.tags ilike ${pattern} or t.lyrics ilike ${pattern})`,
        )
      }
      if (query.isLiked !== undefined) conditions.push(sql`t.liked = ${query.isLiked}`)
      if (query.label !== undefined) conditions.push(sql`t.labels @> array[${query.label}]`)
      if (query.kinds !== undefined) conditions.push(sql`k.kind in (${sql.join(query.kinds)})`)
      if (query.parentTrackId !== undefined) conditions.push(sql`k.parent_track_id = ${query.parentTrackId}`)
      if (query.cursor !== undefined) {
        const after = parseCursor(query.cursor)
        const than = query.order === 'newest' || query.order === 'longest' ? sql`<` : sql`>`
        conditions.push(sql`(${value}, t.id) ${than} (${after.value}, ${after.id})`)
      }
      const { rows } = await sql<SongRow>`
        ${selected}, ${value} as sort_value
          from tracks t join tasks k on k.id = t.task_id
         where ${sql.join(conditions, sql` and `)}
         order by ${value} ${direction}, t.id ${direction}
         limit ${query.limit + 1}`.execute(db)
      const page = rows.slice(0, query.limit)
      const last = page.at(-1)
      return {
        songs: page.map(toSong),
        nextCursor: rows.length > page.length && last ? formatCursor(last.sort_value, last.id) : null,
      }
    },

    async change(accountId, trackId, { title, isLiked, labels, isDeleted }) {
      const sets = [
        ...(title === undefined ? [] : [sql`title = ${title}`]),
        ...(isLiked === undefined ? [] : [sql`liked = ${isLiked}`]),
        ...(labels === undefined ? [] : [sql`labels = ${[...labels]}`]),
        // Deleting twice does not prolong the time in which it can be brought back.
        ...(isDeleted === undefined
          ? []
          : [isDeleted ? sql`deleted_at = coalesce(t.deleted_at, now())` : sql`deleted_at = null`]),
      ]
      if (sets.length > 0) {
        await sql`
          update tracks t set ${sql.join(sets)} from tasks k
           where k.id = t.task_id and t.id = ${trackId} and k.account_id = ${accountId}`.execute(db)
      }
      return find(accountId, trackId)
    },

    async labels(accountId) {
      const { rows } = await sql<{ label: string; songs: number }>`
        select label, count(*) as songs
          from tracks t join tasks k on k.id = t.task_id, unnest(t.labels) as label
         where k.account_id = ${accountId} and t.deleted_at is null and t.labels <> '{}'
         group by label order by lower(label), label`.execute(db)
      return rows
    },

    async personas(accountId) {
      const rows = await db
        .selectFrom('personas')
        .select(['id', 'kind', 'persona', 'created_at'])
        .where('account_id', '=', accountId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(MAX_PERSONAS)
        .execute()
      return rows.map(({ id, kind, persona, created_at: createdAt }) => {
        const { name, description } = persona as { readonly name?: string; readonly description?: string }
        return { id, kind, name: name ?? '', description: description ?? '', createdAt }
      })
    },
  }
}

function toSong(row: SongRow): LibrarySong {
  return {
    track: toTrack(row),
    isLiked: row.liked,
    labels: row.labels,
    deletedAt: row.deleted_at,
    task: {
      id: row.task_id,
      kind: row.task_kind,
      state: row.task_state,
      seed: row.seed,
      parentTaskId: row.parent_task_id,
      parentTrackId: row.parent_track_id,
      sandbox: row.sandbox,
    },
  }
}

/** The last song of the page before. */
function formatCursor(value: string, id: string): string {
  return `${Buffer.from(value).toString('base64url')}.${id}`
}

function parseCursor(cursor: string): { readonly value: string; readonly id: string } {
  const [value = '', id = ''] = cursor.split('.')
  return { value: Buffer.from(value, 'base64url').toString(), id }
}
