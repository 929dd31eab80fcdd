-- API keys with scopes, caps, limits and rotation; a ledger that knows who spent credits on what; shared rate limits.

alter table api_keys
  -- 'submit', 'read', 'upload', 'admin' (which stands for all). Without any a key can do nothing.
  add column scopes text[] not null default '{}'
    check (scopes <@ array['submit', 'read', 'upload', 'admin']),
  -- The key begins `sk-test-`: its tasks never run the engine.
  add column sandbox boolean not null default false,
  -- Credits the key may spend: ever, within 60 minutes, within 24 hours.
  add column credit_budget numeric(14, 2) check (credit_budget >= 0),
  add column hourly_cap numeric(14, 2) check (hourly_cap >= 0),
  add column daily_cap numeric(14, 2) check (daily_cap >= 0),
  -- New tasks in a time, instead of the account's limit.
  add column rate_events integer check (rate_events > 0),
  add column rate_seconds integer check (rate_seconds > 0),
  -- CIDR ranges; empty: from anywhere.
  add column allowed_ips text[] not null default '{}',
  -- Not more exact than a minute.
  add column last_used_at timestamptz,
  -- Of a rotated key: what it was before, which works until then.
  add column previous_hash bytea unique,
  add column previous_until timestamptz,
  add constraint api_keys_whole_rate_limit check ((rate_events is null) = (rate_seconds is null)),
  add constraint api_keys_whole_previous check ((previous_hash is null) = (previous_until is null));
-- Until now every key was one of the operator's own.
update api_keys set scopes = '{admin}';

alter table credit_entries
  -- Who asked for it and what it is spent on. No foreign key: it would lock the key's row in every submit, and keys stay.
  add column key_id uuid,
  add column task_kind text,
  drop constraint credit_entries_kind_check,
  drop constraint credit_entries_amount_check,
  -- deduction: balance taken away by an administrator.
  add constraint credit_entries_kind_check check (kind in ('grant', 'deduction', 'hold', 'charge', 'refund')),
  -- A free task holds nothing, and is counted as used all the same.
  add constraint credit_entries_amount_check check (amount > 0 or (amount = 0 and kind in ('hold', 'charge', 'refund')));
update credit_entries e set task_kind = t.kind from tasks t where t.id = e.task_id;
create index credit_entries_key_use on credit_entries (key_id, created_at) where kind = 'hold' and key_id is not null;
create index credit_entries_account_use on credit_entries (account_id, created_at) where kind = 'hold';

-- Counts of rate-limiter-flexible, which defines the columns. Unlogged: losing them in a crash costs nothing, and a
-- count that waited for the disk would cost as much as a submit.
create unlogged table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
) with (fillfactor = 50);
