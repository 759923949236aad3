-- Named audiences. `document`: a condition of the language of audiences.
create table segments (
  id text primary key,
  name text not null,
  about text not null default '',
  document text not null,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  changed_by uuid references people
);

create table segment_members (
  segment text not null references segments on delete cascade,
  lead_id uuid not null references leads on delete cascade,
  since timestamptz not null,
  primary key (segment, lead_id)
);
create index segment_members_of_lead on segment_members (lead_id);

-- When a lead may come into a segment, or leave one, with no new event.
create table segment_dues (
  lead_id uuid primary key references leads on delete cascade,
  due_at timestamptz not null
);
create index segment_dues_in_order on segment_dues (due_at);

-- Everybody is judged anew when segments or the agreement change: by what, and how far that has come; and up to which number of events
-- and changes of histories single leads were judged. One row.
create table segment_passes (
  only_one boolean primary key default true check (only_one),
  basis text not null,
  begun_at timestamptz not null,
  through_seq bigint not null,
  after_lead uuid,
  judged integer not null default 0,
  leads integer not null,
  done_at timestamptz
);

create table segment_moves (
  seq bigint generated always as identity primary key,
  segment text not null references segments on delete cascade,
  lead_id uuid not null references leads on delete cascade,
  at timestamptz not null,
  entered boolean not null,
  cause text not null check (cause in ('event', 'time', 'definition'))
);
create index segment_moves_of_segment on segment_moves (segment, at);
create index segment_moves_of_lead on segment_moves (lead_id);
