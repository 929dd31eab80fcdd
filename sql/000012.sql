-- What was heard in recordings from outside: listened to once, used by every task on the same bytes.

create table heard_recordings (
  -- SHA-256 of the file, in hexadecimal.
  content_hash text collate "C" not null,
  -- Ears of another version listen anew.
  heard_by text not null,
  heard jsonb not null,
  used_at timestamptz not null default now(),
  primary key (content_hash, heard_by)
);
create index heard_recordings_used on heard_recordings (used_at);

create table task_recordings (
  task_id text collate "C" not null references tasks on delete cascade,
  -- The field of the request that named the recording.
  field text not null,
  content_hash text collate "C" not null,
  heard_by text not null,
  primary key (task_id, field),
  foreign key (content_hash, heard_by) references heard_recordings
);
create index task_recordings_recording on task_recordings (content_hash, heard_by);
