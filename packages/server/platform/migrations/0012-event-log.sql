-- What came in, looked at and mended: refused events and what became of them, volumes, names that the catalogue does not know
-- and what people added to it, keys, and inbound webhooks.

-- As what the body was sent, so that it can be read again; null: kept before this was noted.
alter table failed_events add column form text;
alter table failed_events add column settled text check (settled in ('replayed', 'dismissed'));
alter table failed_events add column settled_by uuid references people;
alter table failed_events add column settled_at timestamptz;

create index failed_events_open on failed_events (code, received_at, id) where settled is null;

alter table secret_keys add column created_by uuid references people;
alter table secret_keys add column last_used_at timestamptz;

create index events_aside on events (seq) where not counts;

-- Up to which number events have been counted.
create table event_tally (
  only_row boolean primary key default true check (only_row),
  through_seq bigint not null
);

insert into event_tally values (true, 0);

create table source_hours (
  source_id uuid not null,
  hour timestamptz not null,
  events int not null,
  last_at timestamptz not null,
  first_seq bigint not null,
  primary key (source_id, hour)
);

-- Names that came, by day of receipt (UTC).
create table event_days (
  day date not null,
  name text not null,
  events int not null,
  last_at timestamptz not null,
  primary key (day, name)
);

-- Properties that came with them, what their values were, and the last event that had one.
create table event_properties (
  day date not null,
  name text not null,
  property text not null,
  texts int not null,
  dates int not null,
  numbers int not null,
  booleans int not null,
  others int not null,
  lead_id uuid not null,
  occurred_at timestamptz not null,
  seq bigint not null,
  primary key (day, name, property)
);

-- Events that people put into the catalogue, and properties that they added to known ones. Versions of the agreement that are
-- proposed later know them; those before have the catalogue that they were signed with.
create table catalogue_additions (
  name text primary key,
  event json not null,
  added_by uuid references people,
  changed_at timestamptz not null default now()
);

create table hooks (
  id uuid primary key,
  name text not null unique,
  -- sha-256 of the key in its address: the address is shown once and kept nowhere
  key_hash bytea not null unique,
  source_id uuid not null references sources,
  preset text not null,
  state text not null check (state in ('collecting', 'live', 'off')),
  mapping json not null,
  -- kept as it is: signatures are made with it
  signature json,
  verify_token text,
  created_by uuid references people,
  created_at timestamptz not null default now()
);

create table hook_samples (
  id uuid primary key,
  hook_id uuid not null references hooks on delete cascade,
  at timestamptz not null default now(),
  body text not null,
  outcome text not null
);

create index hook_samples_of_hook on hook_samples (hook_id, at);
