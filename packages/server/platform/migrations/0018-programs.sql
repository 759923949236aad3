-- Programs: what leads are sent one after the other, and where each lead is in it.

create table programs (
  -- as its document names it
  id text primary key,
  name text not null,
  state text not null default 'draft' check (state in ('draft', 'running', 'paused', 'ended')),
  -- what is being written; the version that runs is another text until it is started
  draft text not null,
  revision int not null default 1,
  -- that runs, or ran last; null: none was ever started
  version int,
  changed_by uuid references people,
  changed_at timestamptz not null default now()
);

-- Written once: what ran is never changed.
create table program_versions (
  program_id text not null references programs,
  version int not null,
  document text not null,
  hash text not null,
  -- marketing, sales or customers
  kind text not null,
  by_person uuid references people,
  at timestamptz not null default now(),
  primary key (program_id, version)
);

create trigger program_versions_append_only before update or delete or truncate on program_versions
  for each statement execute function refuse_change();

-- One pass of one lead through one program.
create table enrolments (
  id uuid primary key,
  program_id text not null references programs,
  lead_id uuid not null references leads,
  entered_at timestamptz not null,
  held_out boolean not null,
  -- the lead's, when it entered
  stage text not null,
  -- as the engine has it
  standing json not null,
  step text,
  paused_at timestamptz,
  left_at timestamptz,
  why text,
  -- in the words of who took the lead out
  reason text not null default '',
  -- when to look again although nothing happened
  next_at timestamptz
);

create unique index enrolments_live on enrolments (program_id, lead_id) where left_at is null;
create index enrolments_of_lead on enrolments (lead_id);
create index enrolments_of_program on enrolments (program_id, entered_at);
create index enrolments_due on enrolments (next_at) where next_at is not null;

-- What happened in a pass, in order.
create table enrolment_steps (
  id bigint generated always as identity primary key,
  enrolment_id uuid not null references enrolments,
  at timestamptz not null,
  version int,
  step text,
  what text not null,
  detail json not null default '{}',
  by_person uuid references people
);

create index enrolment_steps_in_order on enrolment_steps (enrolment_id, id);

create trigger enrolment_steps_append_only before update or delete or truncate on enrolment_steps
  for each statement execute function refuse_change();

-- When somebody who is in no pass may come to enter although nothing happens.
create table program_looks (
  lead_id uuid primary key references leads,
  at timestamptz not null
);

create index program_looks_due on program_looks (at);

-- Where webhooks of programs lead, by the names that documents call them.
create table program_webhooks (
  name text primary key,
  url text not null,
  changed_by uuid references people,
  changed_at timestamptz not null default now()
);

-- How far the runner came.
create table program_runner (
  only_row boolean primary key default true check (only_row),
  -- events up to this number were looked at
  through bigint not null default 0,
  -- what everybody was looked at under: another agreement, program or segment means to look at everybody anew
  stamp text not null default '',
  -- leads up to this id were, the others are still to be; null: all were
  swept_to uuid
);

insert into program_runner default values;
