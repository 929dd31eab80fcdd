-- Singers that later tasks can name: kept from a song of ours, or made from a recorded voice.

create table personas (
  -- `persona_…` or `voice_…`.
  id text collate "C" primary key,
  account_id uuid not null references accounts on delete cascade,
  kind text not null check (kind in ('style', 'voice')),
  -- The task that made it and the track it was taken from. No foreign keys: personas outlive both.
  task_id text collate "C" not null,
  track_id text collate "C",
  persona jsonb not null,
  created_at timestamptz not null default now()
);
create unique index personas_one_a_track on personas (track_id) where track_id is not null;
create index personas_account on personas (account_id);

-- What was made from a task as a whole. Cover images are drawn once, unless that failed.
create index tasks_parent_task on tasks (parent_task_id, kind, created_at desc) where parent_task_id is not null;
create unique index tasks_one_cover on tasks (parent_task_id)
  where kind = 'cover-images' and state in ('queued', 'running', 'succeeded');
