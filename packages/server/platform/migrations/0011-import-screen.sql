-- Files that wait to be imported, how files with the same columns were mapped, and imports that were taken back.

create table uploads (
  id uuid primary key,
  name text not null,
  bytes int not null,
  sha256 text not null,
  by_person uuid references people,
  at timestamptz not null default now()
);

create table import_mappings (
  header_hash text primary key,
  mapping json not null,
  at timestamptz not null default now()
);

alter table imports add column upload_id uuid;
alter table imports add column mapping json;
alter table imports add column by_person uuid references people;
alter table imports add column state text not null default 'finished'
  check (state in ('running', 'finished', 'interrupted', 'failed', 'undoing', 'undone'));
alter table imports add column rows_total bigint not null default 0;
alter table imports add column skipped bigint not null default 0;
alter table imports add column failure text;
