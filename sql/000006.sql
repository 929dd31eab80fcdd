-- Callbacks: receivers that fail are spared, accounts have signing secrets of their own, attempts are forgotten in time.

create table webhook_receivers (
  -- Host and port, as in outbox_events.receiver. Without a row: never called, or always well since.
  receiver text collate "C" primary key,
  -- Deliveries that may be under way at a time: grows with success, shrinks with failure.
  allowance smallint not null check (allowance > 0),
  -- Attempts that have failed since the last success, and when the first of them ended.
  failures integer not null default 0,
  failing_since timestamptz,
  last_error text,
  -- Since then the circuit is open: nothing is sent but one probe at a time, the next not before probe_at.
  opened_at timestamptz,
  probe_at timestamptz,
  probes integer not null default 0,
  check ((opened_at is null) = (probe_at is null))
) with (fillfactor = 70);
create index webhook_receivers_open on webhook_receivers (receiver) where opened_at is not null;

create table webhook_secrets (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  -- `whsec_` and base64. Kept as it is: every callback is signed with it.
  secret text not null,
  created_at timestamptz not null default now(),
  -- From then on it signs nothing; null: until somebody retires it.
  retires_at timestamptz
);
create index webhook_secrets_account on webhook_secrets (account_id, created_at);

-- Attempts are written in the order of their time, so that a few bytes for each thousand of them find the old ones.
create index delivery_attempts_started on delivery_attempts using brin (started_at);
