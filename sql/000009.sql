-- Songs in the making that somebody hears through another machine than the one that performs them. Unlogged: a copy
-- that is lost in a crash is made again, and no log has to carry the sound.

create unlogged table stream_demands (
  track_id text collate "C" primary key,
  -- Somebody listens, or has until a moment ago.
  wanted_until timestamptz not null
);

create unlogged table stream_pieces (
  track_id text collate "C" not null,
  -- Place in the stream, in bytes.
  first_byte bigint not null,
  bytes bytea storage external not null,
  -- The stream ends behind these bytes.
  is_last boolean not null default false,
  written_at timestamptz not null default now(),
  primary key (track_id, first_byte)
);
