import type { ColumnType, Generated, Kysely, Transaction } from 'kysely'

/** A column that PostgreSQL fills when it is left out. */
type DefaultedDate = ColumnType<Date, Date | undefined, Date>
/** JSON is read parsed and written as text: `pg` would turn a top-level array into a PostgreSQL array. */
type Json<Value> = ColumnType<Value, string, string>

/** Rows as they lie in the database (sql/*.sql). Column names stop at the row mappers. */
export interface Database {
  accounts: AccountsTable
  api_keys: ApiKeysTable
  credit_entries: CreditEntriesTable
  tasks: TasksTable
  tracks: TracksTable
  files: FilesTable
  personas: PersonasTable
  heard_recordings: HeardRecordingsTable
  task_recordings: TaskRecordingsTable
  outbox_events: OutboxEventsTable
  delivery_attempts: DeliveryAttemptsTable
  webhook_receivers: WebhookReceiversTable
  webhook_secrets: WebhookSecretsTable
  webhook_inspectors: WebhookInspectorsTable
  inspected_requests: InspectedRequestsTable
}

/** A connection pool with typed queries. */
export type Db = Kysely<Database>
/** An open transaction. */
export type Trx = Transaction<Database>

export interface AccountsTable {
  id: Generated<string>
  name: string
  unlimited: Generated<boolean>
  balance: Generated<number>
  held: Generated<number>
  created_at: DefaultedDate
}

export interface ApiKeysTable {
  id: Generated<string>
  account_id: string
  name: string
  hash: Buffer
  hint: string
  source: 'environment' | 'generated' | 'created'
  created_at: DefaultedDate
  expires_at: Date | null
  revoked_at: Date | null
  scopes: Generated<('submit' | 'read' | 'upload' | 'admin')[]>
  sandbox: Generated<boolean>
  credit_budget: number | null
  hourly_cap: number | null
  daily_cap: number | null
  rate_events: number | null
  rate_seconds: number | null
  allowed_ips: Generated<string[]>
  last_used_at: Date | null
  previous_hash: Buffer | null
  previous_until: Date | null
}

export interface CreditEntriesTable {
  id: Generated<number>
  account_id: string
  task_id: string | null
  kind: 'grant' | 'deduction' | 'hold' | 'charge' | 'refund'
  amount: number
  note: string | null
  created_at: DefaultedDate
  key_id: string | null
  task_kind: string | null
}

export interface TasksTable {
  id: string
  account_id: string
  kind: string
  lane: string
  request: Json<unknown>
  param: string
  callback_url: string | null
  state: Generated<'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'>
  stage: Generated<'pending' | 'text' | 'first' | 'complete' | 'error'>
  progress: Generated<number>
  seed: number
  cost: number
  attempt: Generated<number>
  commits: Generated<number>
  crashes: Generated<number>
  retries: Generated<number>
  worker_id: string | null
  heartbeat_at: Date | null
  queue_key: Generated<string>
  rank: Generated<number>
  trace_parent: string | null
  available_at: DefaultedDate
  result: ColumnType<unknown, string | null, string | null>
  error_code: number | null
  error_message: string | null
  error_reason: 'create' | 'moderation' | 'callback' | null
  parent_task_id: string | null
  parent_track_id: string | null
  idempotency_key: string | null
  sandbox: Generated<boolean>
  created_at: DefaultedDate
  started_at: Date | null
  completed_at: Date | null
}

export interface TracksTable {
  id: string
  task_id: string
  track_index: number
  title: string
  tags: string
  lyrics: string
  model_name: string
  engine: string
  score: Buffer
  recording_keys: Json<unknown>
  image_key: string | null
  audio_key: string | null
  duration_seconds: number | null
  waveform: number[]
  warnings: Json<unknown>
  created_at: DefaultedDate
  liked: Generated<boolean>
  labels: Generated<string[]>
  deleted_at: Date | null
}

export interface FilesTable {
  key: string
  account_id: string
  task_id: string | null
  purpose: 'result' | 'upload'
  content_type: string
  size_bytes: number
  created_at: DefaultedDate
  expires_at: Date
}

export interface PersonasTable {
  id: string
  account_id: string
  kind: 'style' | 'voice'
  task_id: string
  track_id: string | null
  persona: Json<unknown>
  created_at: DefaultedDate
}

export interface HeardRecordingsTable {
  content_hash: string
  heard_by: string
  heard: Json<unknown>
  used_at: DefaultedDate
}

export interface TaskRecordingsTable {
  task_id: string
  field: string
  content_hash: string
  heard_by: string
}

export interface OutboxEventsTable {
  id: string
  sequence: Generated<number>
  task_id: string
  account_id: string
  stage: string
  url: string
  receiver: string
  body: string
  state: 'waiting' | 'pending' | 'delivered' | 'dead'
  attempts: Generated<number>
  next_attempt_at: DefaultedDate
  lease_until: Date | null
  claims: Generated<number>
  dead_reason: string | null
  created_at: DefaultedDate
  finished_at: Date | null
}

export interface DeliveryAttemptsTable {
  id: Generated<number>
  event_id: string
  number: number
  started_at: Date
  latency_ms: number
  status: number | null
  answer: string | null
  error: string | null
}

export interface WebhookReceiversTable {
  receiver: string
  allowance: number
  failures: Generated<number>
  failing_since: Date | null
  last_error: string | null
  opened_at: Date | null
  probe_at: Date | null
  probes: Generated<number>
}

export interface WebhookSecretsTable {
  id: Generated<string>
  account_id: string
  secret: string
  created_at: DefaultedDate
  retires_at: Date | null
}

export interface WebhookInspectorsTable {
  account_id: string
  token: string
  answer_status: number
  created_at: DefaultedDate
  expires_at: Date
}

export interface InspectedRequestsTable {
  id: Generated<number>
  account_id: string
  received_at: DefaultedDate
  method: string
  headers: Json<Record<string, string>>
  body: string
  size_bytes: number
  answer_status: number
  signature: 'right' | 'wrong' | 'none'
  task_id: string | null
  stage: string | null
}
