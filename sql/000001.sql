-- Accounts, API keys, credits, tasks, tracks, files.

create table accounts (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- Nothing is subtracted from an unlimited account; its entries are still written.
  unlimited boolean not null default false,
  -- Free to spend.
  balance numeric(14, 2) not null default 0 check (balance >= 0),
  -- Set aside for tasks that have not ended.
  held numeric(14, 2) not null default 0 check (held >= 0),
  created_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  name text not null,
  -- SHA-256 of the key. Keys are long and random, so a slow password hash would add nothing but delay.
  hash bytea not null unique,
  -- Its last characters, to tell keys apart in lists.
  hint text not null,
  -- 'environment': listed in API_KEYS; 'generated': made at the first start; 'created': made by an administrator.
  source text not null check (source in ('environment', 'generated', 'created')),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_account on api_keys (account_id);

create table tasks (
  id text collate "C" primary key,
  account_id uuid not null references accounts on delete cascade,
  kind text not null,
  lane text not null,
  request jsonb not null,
  param text not null,
  callback_url text,
  state text not null default 'queued' check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  stage text not null default 'pending' check (stage in ('pending', 'text', 'first', 'complete', 'error')),
  progress double precision not null default 0 check (progress between 0 and 1),
  seed bigint not null,
  cost numeric(14, 2) not null default 0 check (cost >= 0),
  -- Counts claims. With commits it fences off a worker that has lost its claim without knowing.
  attempt integer not null default 0,
  -- Counts stage commits, so that a worker can tell whether a commit with a lost answer took place.
  commits integer not null default 0,
  -- Workers that died on this task since its last stage.
  crashes integer not null default 0,
  -- Failures that were worth another attempt.
  retries integer not null default 0,
  worker_id text,
  heartbeat_at timestamptz,
  -- The queue's job that will bring a worker to this task.
  job_id uuid,
  -- Not before; later than created_at while waiting for a retry.
  available_at timestamptz not null default now(),
  result jsonb,
  error_code integer,
  error_message text,
  -- No foreign keys: a parent may be swept before its children.
  parent_task_id text collate "C",
  parent_track_id text collate "C",
  idempotency_key text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  constraint tasks_worker_when_running check ((state = 'running') = (worker_id is not null))
) with (fillfactor = 80);
create index tasks_account on tasks (account_id, created_at desc);
create index tasks_live on tasks (lane, available_at) where state in ('queued', 'running');
create index tasks_running on tasks (worker_id) where state = 'running';
create index tasks_parent_track on tasks (parent_track_id, kind, created_at desc) where parent_track_id is not null;
create index tasks_durations on tasks (kind, completed_at desc) where state = 'succeeded';
create index tasks_created on tasks (created_at);
create unique index tasks_idempotency on tasks (account_id, idempotency_key) where idempotency_key is not null;

-- Every movement of credits. An account's balance and held follow from it:
-- grant: +balance; hold: balance -> held; charge: held -> spent; refund: held -> balance.
create table credit_entries (
  id bigint generated always as identity primary key,
  account_id uuid not null references accounts on delete cascade,
  task_id text collate "C",
  kind text not null check (kind in ('grant', 'hold', 'charge', 'refund')),
  amount numeric(14, 2) not null check (amount > 0),
  note text,
  created_at timestamptz not null default now()
);
create index credit_entries_account on credit_entries (account_id, id desc);
create unique index credit_entries_one_hold on credit_entries (task_id) where kind = 'hold';
create unique index credit_entries_one_settlement on credit_entries (task_id) where kind in ('charge', 'refund');

create table tracks (
  id text collate "C" primary key,
  task_id text collate "C" not null references tasks on delete cascade,
  track_index smallint not null check (track_index >= 0),
  title text not null,
  tags text not null,
  lyrics text not null,
  model_name text not null,
  engine text not null,
  score bytea not null,
  recording_keys jsonb not null default '{}',
  image_key text,
  audio_key text,
  duration_seconds double precision,
  -- Loudness over the song, each 0 to 1.
  waveform real[] not null default '{}',
  warnings jsonb not null default '[]',
  created_at timestamptz not null default now(),
  unique (task_id, track_index)
);
-- Scores are compressed already.
alter table tracks alter column score set storage external;

-- Objects that the sweeper removes when their time has come.
create table files (
  key text collate "C" primary key,
  account_id uuid not null references accounts on delete cascade,
  task_id text collate "C",
  purpose text not null check (purpose in ('result', 'upload')),
  content_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index files_expiry on files (expires_at);
create index files_account on files (account_id, created_at desc);
