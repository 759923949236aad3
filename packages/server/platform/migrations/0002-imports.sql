-- Files that were imported, and how far: an interrupted import goes on where it stopped.

create table imports (
  id uuid primary key,
  source_id uuid not null references sources,
  file_name text not null,
  -- sha-256, hex: the same file under the same mapping is one import
  file_hash text not null,
  mapping_hash text not null,
  -- all rows up to this one are durable
  rows_done bigint not null default 0,
  stored bigint not null default 0,
  duplicates bigint not null default 0,
  rejected bigint not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (source_id, file_hash, mapping_hash)
);
