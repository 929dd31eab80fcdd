-- The library: what people note on their songs.

alter table tracks
  add column liked boolean not null default false,
  -- Folders and tags in one: a song may have several.
  add column labels text[] not null default '{}',
  -- Hidden since then; its sound is removed a day later. Null: it is there.
  add column deleted_at timestamptz;

create index tracks_labelled on tracks using gin (labels) where labels <> '{}';
create index tracks_deleted on tracks (deleted_at) where deleted_at is not null;
