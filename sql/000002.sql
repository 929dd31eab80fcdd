-- Callbacks: what is to be delivered, and every attempt to deliver it.

create table outbox_events (
  -- The receiver's `webhook-id`: the same in all attempts and replays.
  id text collate "C" primary key,
  -- Order of writing. Stages of a task are written one after the other, so it is also their order.
  sequence bigint generated always as identity,
  task_id text collate "C" not null references tasks on delete cascade,
  account_id uuid not null references accounts on delete cascade,
  -- 'text', 'first', 'complete', 'error' …
  stage text not null,
  url text not null,
  -- Host and port of the URL: the lane the event waits in.
  receiver text collate "C" not null,
  -- The very bytes that each attempt sends.
  body text not null,
  -- 'waiting': an earlier event of the task has not ended. 'pending': to be attempted at next_attempt_at.
  state text not null check (state in ('waiting', 'pending', 'delivered', 'dead')),
  -- Attempts that have ended, since the event was written or replayed.
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- Until then one process is delivering it; afterwards that process is taken for dead.
  lease_until timestamptz,
  -- Counts claims: keeps a process that has lost its lease from recording an outcome.
  claims integer not null default 0,
  dead_reason text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
) with (fillfactor = 70);
create index outbox_events_due on outbox_events (receiver, next_attempt_at, sequence) where state = 'pending';
create index outbox_events_in_flight on outbox_events (receiver) where lease_until is not null;
create index outbox_events_task on outbox_events (task_id, sequence);
create index outbox_events_dead on outbox_events (account_id, finished_at) where state = 'dead';

create table delivery_attempts (
  id bigint generated always as identity primary key,
  event_id text collate "C" not null references outbox_events on delete cascade,
  -- 1 for the first one since the event was written or replayed.
  number integer not null,
  started_at timestamptz not null,
  latency_ms integer not null,
  -- HTTP status; null when no answer came.
  status integer,
  -- First bytes of the answer.
  answer text,
  -- Why it did not count as delivered; null when it did.
  error text
);
create index delivery_attempts_event on delivery_attempts (event_id, id);
