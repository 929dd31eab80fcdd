import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { transaction, type Db } from '../db/index.js'
import { signatureHeaders, type SigningKeys } from './signing.js'

/** A receiver of the server's own: it keeps what is sent to it, so that its account can look at it. */
export interface Inspector {
  /** Last part of its URL, unguessable. */
  readonly token: string
  /** HTTP status that senders get. */
  readonly answerStatus: number
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** A request as it came. */
export interface IncomingRequest {
  readonly method: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A request that an inspector has kept, without its content. */
export interface InspectedSummary {
  readonly id: string
  readonly receivedAt: Date
  readonly method: string
  readonly sizeBytes: number
  readonly answerStatus: number
  /** Whether `webhook-signature` was made with a secret of the account over this body. */
  readonly signature: 'right' | 'wrong' | 'none'
  /** As far as the body names them. */
  readonly taskId: string | null
  readonly stage: string | null
}

export interface InspectedRequest extends InspectedSummary {
  readonly headers: Readonly<Record<string, string>>
  /** Its first 64 KiB as text. */
  readonly body: string
  readonly isCut: boolean
}

/** Inspectors, one an account. What they have received is private to it. */
export interface Inspectors {
  find(accountId: string): Promise<Inspector | undefined>
  /** Opens one, or gives the open one another 24 hours and, if asked, another answer. */
  open(accountId: string, wishes: { readonly answerStatus?: number }): Promise<Inspector>
  /** Closes it and forgets what it has received. False when none was open. */
  close(accountId: string): Promise<boolean>
  /** The newest first, at most 100; `after`: the id of one that has been seen. */
  list(accountId: string, after?: string): Promise<InspectedSummary[]>
  read(accountId: string, id: string): Promise<InspectedRequest | undefined>
  /** Forgets what has expired. */
  sweep(): Promise<void>
  /** Keeps a request; the status to answer with. Undefined when no inspector has this token. */
  receive(token: string, request: IncomingRequest): Promise<number | undefined>
}

export interface InspectorOptions {
  readonly db: Db
  readonly signingKeys: (accountId: string) => Promise<SigningKeys>
}

const OPEN_HOURS = 24
/** Requests that are kept; older ones make room. */
const KEPT_REQUESTS = 100
const KEPT_BODY_BYTES = 64 * 1024
const MAX_SHOWN_CHARS = 100

export function createInspectors({ db, signingKeys }: InspectorOptions): Inspectors {
  const openOnes = () =>
    db
      .selectFrom('webhook_inspectors')
      .selectAll()
      .where('expires_at', '>', sql<Date>`statement_timestamp()`)

  return {
    async find(accountId) {
      const row = await openOnes().where('account_id', '=', accountId).executeTakeFirst()
      return row && toInspector(row)
    },

    async open(accountId, { answerStatus }) {
      const expiresAt = sql<Date>`statement_timestamp() + ${OPEN_HOURS}::integer * interval '1 hour'`
      const row = await transaction(db, async (trx) => {
        await forgetExpired(trx)
        return trx
          .insertInto('webhook_inspectors')
          .values({
            account_id: accountId,
            token: randomBytes(18).toString('base64url'),
            answer_status: answerStatus ?? 200,
            expires_at: expiresAt,
          })
          .onConflict((conflict) =>
            conflict.column('account_id').doUpdateSet({
              expires_at: expiresAt,
              ...(answerStatus !== undefined && { answer_status: answerStatus }),
            }),
          )
          .returningAll()
          .executeTakeFirstOrThrow()
      })
      return toInspector(row)
    },

    async close(accountId) {
      const { numDeletedRows } = await db
        .deleteFrom('webhook_inspectors')
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },

    async list(accountId, after) {
      const rows = await db
        .selectFrom('inspected_requests as request')
        .innerJoin('webhook_inspectors as inspector', 'inspector.account_id', 'request.account_id')
        .selectAll('request')
        .where('request.account_id', '=', accountId)
        .where('inspector.expires_at', '>', sql<Date>`statement_timestamp()`)
        .$if(after !== undefined, (query) => query.where('request.id', '>', Number(after)))
        .orderBy('request.id', 'desc')
        .limit(KEPT_REQUESTS)
        .execute()
      return rows.map(toSummary)
    },

    async read(accountId, id) {
      if (!/^\d{1,18}$/.test(id)) return undefined
      const row = await db
        .selectFrom('inspected_requests')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('id', '=', Number(id))
        .executeTakeFirst()
      if (!row) return undefined
      const isCut = row.size_bytes > KEPT_BODY_BYTES
      return { ...toSummary(row), headers: row.headers, body: row.body, isCut }
    },

    sweep: () => forgetExpired(db),

    async receive(token, request) {
      const inspector = await openOnes().where('token', '=', token).executeTakeFirst()
      if (!inspector) return undefined
      const { account_id: accountId, answer_status: answerStatus } = inspector
      const text = request.body.toString('utf8')
      const { taskId, stage } = namesIn(text)
      await db
        .insertInto('inspected_requests')
        .values({
          account_id: accountId,
          method: request.method,
          headers: JSON.stringify(request.headers).replaceAll('\\u0000', '\\ufffd'),
          body: request.body.subarray(0, KEPT_BODY_BYTES).toString('utf8').replaceAll('\0', '\ufffd'),
          size_bytes: request.body.length,
          answer_status: answerStatus,
          signature: verdictOn(
            request.headers,
            { taskId: taskId ?? '', body: text },
            await signingKeys(accountId),
          ),
          task_id: taskId,
          stage,
        })
        .execute()
      await sql`
        delete from inspected_requests
         where account_id = ${accountId}::uuid and id <= (
           select id from inspected_requests where account_id = ${accountId}::uuid
            order by id desc offset ${KEPT_REQUESTS} limit 1)`.execute(db)
      return answerStatus
    },
  }
}

async function forgetExpired(db: Db): Promise<void> {
  await db
    .deleteFrom('webhook_inspectors')
    .where('expires_at', '<=', sql<Date>`statement_timestamp()`)
    .execute()
}

/** What the body of a callback says of itself; nulls for any other body. */
function namesIn(text: string): { readonly taskId: string | null; readonly stage: string | null } {
  try {
    const body = JSON.parse(text) as { data?: Record<string, unknown>; [name: string]: unknown } | null
    const nameOf = (value: unknown) =>
      typeof value === 'string' && value !== '' && !value.includes('\0')
        ? value.slice(0, MAX_SHOWN_CHARS)
        : null
    return {
      taskId: nameOf(
        body?.data?.['task_id'] ?? body?.data?.['taskId'] ?? body?.['task_id'] ?? body?.['taskId'],
      ),
      stage: nameOf(body?.data?.['callbackType']),
    }
  } catch {
    return { taskId: null, stage: null }
  }
}

function verdictOn(
  headers: IncomingRequest['headers'],
  message: { readonly taskId: string; readonly body: string },
  keys: SigningKeys,
): InspectedSummary['signature'] {
  const given = headers['webhook-signature']
  if (given === undefined) return 'none'
  const made = signatureHeaders(
    {
      ...message,
      id: headers['webhook-id'] ?? '',
      timestampSeconds: Number(headers['webhook-timestamp'] ?? Number.NaN),
    },
    keys,
  )['webhook-signature']
  const right = new Set(made?.split(' '))
  return given.split(' ').some((each) => right.has(each)) ? 'right' : 'wrong'
}

function toInspector(row: {
  readonly token: string
  readonly answer_status: number
  readonly created_at: Date
  readonly expires_at: Date
}): Inspector {
  return {
    token: row.token,
    answerStatus: row.answer_status,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

function toSummary(row: {
  readonly id: number
  readonly received_at: Date
  readonly method: string
  readonly size_bytes: number
  readonly answer_status: number
  readonly signature: InspectedSummary['signature']
  readonly task_id: string | null
  readonly stage: string | null
}): InspectedSummary {
  return {
    id: String(row.id),
    receivedAt: row.received_at,
    method: row.method,
    sizeBytes: row.size_bytes,
    answerStatus: row.answer_status,
    signature: row.signature,
    taskId: row.task_id,
    stage: row.stage,
  }
}
