-- What the numbered files add up to. Made by `npx vitest run src/db -u`; do not edit.

create table accounts (
  id uuid not null default gen_random_uuid(),
  name text not null,
  unlimited boolean not null default false,
  balance numeric(14,2) not null default 0,
  held numeric(14,2) not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint accounts_balance_check CHECK (balance >= 0::numeric),
  constraint accounts_held_check CHECK (held >= 0::numeric),
  constraint accounts_pkey PRIMARY KEY (id)
);

create table api_keys (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  name text not null,
  hash bytea not null,
  hint text not null,
  source text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  scopes text[] not null default '{}'::text[],
  sandbox boolean not null default false,
  credit_budget numeric(14,2),
  hourly_cap numeric(14,2),
  daily_cap numeric(14,2),
  rate_events integer,
  rate_seconds integer,
  allowed_ips text[] not null default '{}'::text[],
  last_used_at timestamp with time zone,
  previous_hash bytea,
  previous_until timestamp with time zone,
  constraint api_keys_credit_budget_check CHECK (credit_budget >= 0::numeric),
  constraint api_keys_daily_cap_check CHECK (daily_cap >= 0::numeric),
  constraint api_keys_hourly_cap_check CHECK (hourly_cap >= 0::numeric),
  constraint api_keys_rate_events_check CHECK (rate_events > 0),
  constraint api_keys_rate_seconds_check CHECK (rate_seconds > 0),
  constraint api_keys_scopes_check CHECK (scopes <@ ARRAY['submit'::text, 'read'::text, 'upload'::text, 'admin'::text]),
  constraint api_keys_source_check CHECK (source = ANY (ARRAY['environment'::text, 'generated'::text, 'created'::text])),
  constraint api_keys_whole_previous CHECK ((previous_hash IS NULL) = (previous_until IS NULL)),
  constraint api_keys_whole_rate_limit CHECK ((rate_events IS NULL) = (rate_seconds IS NULL)),
  constraint api_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_hash_key UNIQUE (hash),
  constraint api_keys_previous_hash_key UNIQUE (previous_hash)
);
CREATE INDEX api_keys_account ON api_keys USING btree (account_id);

create table credit_entries (
  id bigint not null generated always as identity,
  account_id uuid not null,
  task_id text collate "C",
  kind text not null,
  amount numeric(14,2) not null,
  note text,
  created_at timestamp with time zone not null default now(),
  key_id uuid,
  task_kind text,
  constraint credit_entries_amount_check CHECK (amount > 0::numeric OR amount = 0::numeric AND (kind = ANY (ARRAY['hold'::text, 'charge'::text, 'refund'::text]))),
  constraint credit_entries_kind_check CHECK (kind = ANY (ARRAY['grant'::text, 'deduction'::text, 'hold'::text, 'charge'::text, 'refund'::text])),
  constraint credit_entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint credit_entries_pkey PRIMARY KEY (id)
);
CREATE INDEX credit_entries_account ON credit_entries USING btree (account_id, id DESC);
CREATE INDEX credit_entries_account_use ON credit_entries USING btree (account_id, created_at) WHERE (kind = 'hold'::text);
CREATE INDEX credit_entries_key_use ON credit_entries USING btree (key_id, created_at) WHERE ((kind = 'hold'::text) AND (key_id IS NOT NULL));
CREATE UNIQUE INDEX credit_entries_one_hold ON credit_entries USING btree (task_id) WHERE (kind = 'hold'::text);
CREATE UNIQUE INDEX credit_entries_one_settlement ON credit_entries USING btree (task_id) WHERE (kind = ANY (ARRAY['charge'::text, 'refund'::text]));

create table delivery_attempts (
  id bigint not null generated always as identity,
  event_id text collate "C" not null,
  number integer not null,
  started_at timestamp with time zone not null,
  latency_ms integer not null,
  status integer,
  answer text,
  error text,
  constraint delivery_attempts_event_id_fkey FOREIGN KEY (event_id) REFERENCES outbox_events(id) ON DELETE CASCADE,
  constraint delivery_attempts_pkey PRIMARY KEY (id)
);
CREATE INDEX delivery_attempts_event ON delivery_attempts USING btree (event_id, id);
CREATE INDEX delivery_attempts_started ON delivery_attempts USING brin (started_at);

create table files (
  key text collate "C" not null,
  account_id uuid not null,
  task_id text collate "C",
  purpose text not null,
  content_type text not null,
  size_bytes bigint not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint files_purpose_check CHECK (purpose = ANY (ARRAY['result'::text, 'upload'::text])),
  constraint files_size_bytes_check CHECK (size_bytes >= 0),
  constraint files_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint files_pkey PRIMARY KEY (key)
);
CREATE INDEX files_account ON files USING btree (account_id, created_at DESC);
CREATE INDEX files_expiry ON files USING btree (expires_at);

create table heard_recordings (
  content_hash text collate "C" not null,
  heard_by text not null,
  heard jsonb not null,
  used_at timestamp with time zone not null default now(),
  constraint heard_recordings_pkey PRIMARY KEY (content_hash, heard_by)
);
CREATE INDEX heard_recordings_used ON heard_recordings USING btree (used_at);

create table inspected_requests (
  id bigint not null generated always as identity,
  account_id uuid not null,
  received_at timestamp with time zone not null default now(),
  method text not null,
  headers jsonb not null,
  body text not null,
  size_bytes integer not null,
  answer_status integer not null,
  signature text not null,
  task_id text,
  stage text,
  constraint inspected_requests_signature_check CHECK (signature = ANY (ARRAY['right'::text, 'wrong'::text, 'none'::text])),
  constraint inspected_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES webhook_inspectors(account_id) ON DELETE CASCADE,
  constraint inspected_requests_pkey PRIMARY KEY (id)
);
CREATE INDEX inspected_requests_account ON inspected_requests USING btree (account_id, id DESC);

create table outbox_events (
  id text collate "C" not null,
  sequence bigint not null generated always as identity,
  task_id text collate "C" not null,
  account_id uuid not null,
  stage text not null,
  url text not null,
  receiver text collate "C" not null,
  body text not null,
  state text not null,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  lease_until timestamp with time zone,
  claims integer not null default 0,
  dead_reason text,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint outbox_events_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'pending'::text, 'delivered'::text, 'dead'::text])),
  constraint outbox_events_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint outbox_events_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON DELETE CASCADE,
  constraint outbox_events_pkey PRIMARY KEY (id)
) with (fillfactor=70);
CREATE INDEX outbox_events_account ON outbox_events USING btree (account_id, sequence DESC);
CREATE INDEX outbox_events_dead ON outbox_events USING btree (account_id, finished_at) WHERE (state = 'dead'::text);
CREATE INDEX outbox_events_due ON outbox_events USING btree (receiver, next_attempt_at, sequence) WHERE (state = 'pending'::text);
CREATE INDEX outbox_events_in_flight ON outbox_events USING btree (receiver) WHERE (lease_until IS NOT NULL);
CREATE INDEX outbox_events_task ON outbox_events USING btree (task_id, sequence);

create table personas (
  id text collate "C" not null,
  account_id uuid not null,
  kind text not null,
  task_id text collate "C" not null,
  track_id text collate "C",
  persona jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint personas_kind_check CHECK (kind = ANY (ARRAY['style'::text, 'voice'::text])),
  constraint personas_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint personas_pkey PRIMARY KEY (id)
);
CREATE INDEX personas_account ON personas USING btree (account_id);
CREATE UNIQUE INDEX personas_one_a_track ON personas USING btree (track_id) WHERE (track_id IS NOT NULL);

create unlogged table rate_limits (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint,
  constraint rate_limits_pkey PRIMARY KEY (key)
) with (fillfactor=50);

create unlogged table stream_demands (
  track_id text collate "C" not null,
  wanted_until timestamp with time zone not null,
  constraint stream_demands_pkey PRIMARY KEY (track_id)
);

create unlogged table stream_pieces (
  track_id text collate "C" not null,
  first_byte bigint not null,
  bytes bytea storage external not null,
  is_last boolean not null default false,
  written_at timestamp with time zone not null default now(),
  constraint stream_pieces_pkey PRIMARY KEY (track_id, first_byte)
);

create table task_recordings (
  task_id text collate "C" not null,
  field text not null,
  content_hash text collate "C" not null,
  heard_by text not null,
  constraint task_recordings_content_hash_heard_by_fkey FOREIGN KEY (content_hash, heard_by) REFERENCES heard_recordings(content_hash, heard_by),
  constraint task_recordings_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON DELETE CASCADE,
  constraint task_recordings_pkey PRIMARY KEY (task_id, field)
);
CREATE INDEX task_recordings_recording ON task_recordings USING btree (content_hash, heard_by);

create table tasks (
  id text collate "C" not null,
  account_id uuid not null,
  kind text not null,
  lane text not null,
  request jsonb not null,
  param text not null,
  callback_url text,
  state text not null default 'queued'::text,
  stage text not null default 'pending'::text,
  progress double precision not null default 0,
  seed bigint not null,
  cost numeric(14,2) not null default 0,
  attempt integer not null default 0,
  commits integer not null default 0,
  crashes integer not null default 0,
  retries integer not null default 0,
  worker_id text,
  heartbeat_at timestamp with time zone,
  available_at timestamp with time zone not null default now(),
  result jsonb,
  error_code integer,
  error_message text,
  parent_task_id text collate "C",
  parent_track_id text collate "C",
  idempotency_key text,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  completed_at timestamp with time zone,
  sandbox boolean not null default false,
  error_reason text,
  queue_key uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  rank smallint not null default 2,
  trace_parent text,
  constraint tasks_cost_check CHECK (cost >= 0::numeric),
  constraint tasks_error_reason_check CHECK (error_reason = ANY (ARRAY['create'::text, 'moderation'::text, 'callback'::text])),
  constraint tasks_progress_check CHECK (progress >= 0::double precision AND progress <= 1::double precision),
  constraint tasks_rank_check CHECK (rank >= 0 AND rank <= 2),
  constraint tasks_stage_check CHECK (stage = ANY (ARRAY['pending'::text, 'text'::text, 'first'::text, 'complete'::text, 'error'::text])),
  constraint tasks_state_check CHECK (state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text])),
  constraint tasks_worker_when_running CHECK ((state = 'running'::text) = (worker_id IS NOT NULL)),
  constraint tasks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint tasks_pkey PRIMARY KEY (id)
) with (fillfactor=80);
CREATE INDEX tasks_created ON tasks USING btree (created_at);
CREATE INDEX tasks_due ON tasks USING btree (available_at) WHERE (state = 'queued'::text);
CREATE INDEX tasks_durations ON tasks USING btree (kind, completed_at DESC) WHERE (state = 'succeeded'::text);
CREATE UNIQUE INDEX tasks_idempotency ON tasks USING btree (account_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE INDEX tasks_list ON tasks USING btree (account_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX tasks_one_cover ON tasks USING btree (parent_task_id) WHERE ((kind = 'cover-images'::text) AND (state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text])));
CREATE INDEX tasks_parent_task ON tasks USING btree (parent_task_id, kind, created_at DESC) WHERE (parent_task_id IS NOT NULL);
CREATE INDEX tasks_parent_track ON tasks USING btree (parent_track_id, kind, created_at DESC) WHERE (parent_track_id IS NOT NULL);
CREATE INDEX tasks_queue ON tasks USING btree (lane, rank, queue_key, available_at) WHERE (state = 'queued'::text);
CREATE INDEX tasks_running ON tasks USING btree (worker_id) WHERE (state = 'running'::text);

create table tracks (
  id text collate "C" not null,
  task_id text collate "C" not null,
  track_index smallint not null,
  title text not null,
  tags text not null,
  lyrics text not null,
  model_name text not null,
  engine text not null,
  score bytea storage external not null,
  recording_keys jsonb not null default '{}'::jsonb,
  image_key text,
  audio_key text,
  duration_seconds double precision,
  waveform real[] not null default '{}'::real[],
  warnings jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null default now(),
  liked boolean not null default false,
  labels text[] not null default '{}'::text[],
  deleted_at timestamp with time zone,
  constraint tracks_track_index_check CHECK (track_index >= 0),
  constraint tracks_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON DELETE CASCADE,
  constraint tracks_pkey PRIMARY KEY (id),
  constraint tracks_task_id_track_index_key UNIQUE (task_id, track_index)
);
CREATE INDEX tracks_deleted ON tracks USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX tracks_labelled ON tracks USING gin (labels) WHERE (labels <> '{}'::text[]);

create table webhook_inspectors (
  account_id uuid not null,
  token text not null,
  answer_status integer not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint webhook_inspectors_answer_status_check CHECK (answer_status >= 200 AND answer_status <= 599),
  constraint webhook_inspectors_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint webhook_inspectors_pkey PRIMARY KEY (account_id),
  constraint webhook_inspectors_token_key UNIQUE (token)
);

create table webhook_receivers (
  receiver text collate "C" not null,
  allowance smallint not null,
  failures integer not null default 0,
  failing_since timestamp with time zone,
  last_error text,
  opened_at timestamp with time zone,
  probe_at timestamp with time zone,
  probes integer not null default 0,
  constraint webhook_receivers_allowance_check CHECK (allowance > 0),
  constraint webhook_receivers_check CHECK ((opened_at IS NULL) = (probe_at IS NULL)),
  constraint webhook_receivers_pkey PRIMARY KEY (receiver)
) with (fillfactor=70);
CREATE INDEX webhook_receivers_open ON webhook_receivers USING btree (receiver) WHERE (opened_at IS NOT NULL);

create table webhook_secrets (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  secret text not null,
  created_at timestamp with time zone not null default now(),
  retires_at timestamp with time zone,
  constraint webhook_secrets_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint webhook_secrets_pkey PRIMARY KEY (id)
);
CREATE INDEX webhook_secrets_account ON webhook_secrets USING btree (account_id, created_at);
