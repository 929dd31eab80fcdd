-- Receivers of our own, one an account, which show what is sent to them: for people without a server.

create table webhook_inspectors (
  account_id uuid primary key references accounts (id) on delete cascade,
  -- The last part of its URL.
  token text not null unique,
  answer_status integer not null check (answer_status between 200 and 599),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table inspected_requests (
  id bigint generated always as identity primary key,
  account_id uuid not null references webhook_inspectors (account_id) on delete cascade,
  received_at timestamptz not null default now(),
  method text not null,
  headers jsonb not null,
  -- Its beginning, as text.
  body text not null,
  size_bytes integer not null,
  answer_status integer not null,
  signature text not null check (signature in ('right', 'wrong', 'none')),
  task_id text,
  stage text
);
create index inspected_requests_account on inspected_requests (account_id, id desc);
