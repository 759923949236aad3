-- People who sign in, whose handoffs are, what they do with them, and what they are told.

create table people (
  id uuid primary key,
  name text not null,
  -- in lower case
  email text not null unique,
  role text not null check (role in ('admin', 'marketing', 'manager', 'rep', 'viewer')),
  active boolean not null default true,
  -- argon2id as a PHC string; null until an invitation was accepted
  password text,
  -- working hours in the agreement's notation, on one line; null: those of the agreement
  hours text,
  -- handoffs that the person can work on at one time
  capacity int not null default 20 check (capacity >= 0),
  dialect text not null default 'marketing' check (dialect in ('marketing', 'sales')),
  notify_email boolean not null default true,
  notify_webhook text,
  -- second factor: the secret of an app's codes; it counts once a code confirmed it
  totp_secret bytea,
  totp_since timestamptz,
  -- the half minute of the last code that was used: none counts twice
  totp_step bigint not null default 0,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz
);

create table recovery_codes (
  -- sha-256 of the code: each is used once
  hash bytea primary key,
  person_id uuid not null references people on delete cascade
);

create table teams (
  id uuid primary key,
  -- as the routes of the agreement name it
  name text not null unique,
  assignment text not null default 'round-robin' check (assignment in ('round-robin', 'claim')),
  created_at timestamptz not null default now()
);

create table team_members (
  team_id uuid not null references teams on delete cascade,
  person_id uuid not null references people on delete cascade,
  -- smooth weighted round robin: grows by the capacity at each turn, falls by everybody's when it is theirs
  turn double precision not null default 0,
  primary key (team_id, person_id)
);
create index team_members_person on team_members (person_id);

create table absences (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  note text not null default ''
);
create index absences_person on absences (person_id, ends_at);

create table sessions (
  id uuid primary key,
  -- sha-256 of what the cookie holds
  hash bytea not null unique,
  person_id uuid not null references people on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  agent text not null default ''
);
create index sessions_person on sessions (person_id);

-- single-use links: the first start, an invitation, a new password
create table tokens (
  -- sha-256 of the token
  hash bytea primary key,
  purpose text not null check (purpose in ('setup', 'invitation', 'reset')),
  person_id uuid references people on delete cascade,
  expires_at timestamptz not null
);

create table sign_in_attempts (
  -- an account at an address, an address, or an account
  key text not null,
  at timestamptz not null default clock_timestamp()
);
create index sign_in_attempts_key on sign_in_attempts (key, at);

-- who of sales has a lead, and the team that it was routed to: derived from state, for lists
alter table leads add column owner text, add column team text;
-- who had it last: they go on seeing what they gave back
alter table leads add column last_owner text, add column last_team text;
create index leads_owner on leads (owner, stage) where owner is not null;
create index leads_last_owner on leads (last_owner) where last_owner is not null;
create index leads_without_owner on leads (team, id) where stage = 'mql' and owner is null;

alter table decisions drop constraint decisions_kind_check;
alter table decisions disable trigger decisions_append_only;
update decisions set kind = 'assigned' where kind = 'reassigned';
alter table decisions enable trigger decisions_append_only;
alter table decisions add constraint decisions_kind_check check (kind in ('stage', 'overdue', 'assigned'));

-- what sales was given when it was given it: never changed, but by erasing a person
create table packets (
  lead_id uuid not null references leads,
  cycle int not null,
  made_at timestamptz not null default clock_timestamp(),
  agreement_version int not null,
  packet json not null,
  primary key (lead_id, cycle)
);

-- rare among events, and looked for by name
create index events_assigned on events (received_at) where name = 'Handoff Assigned';
create index events_objections on events (received_at) where name = 'Objection Raised';

create table reassignments (
  id uuid primary key,
  by_person uuid not null references people,
  at timestamptz not null default now(),
  -- lead, from, to, and the event that did it
  moves json not null,
  undone_at timestamptz
);

create table plays (
  id uuid primary key,
  objection text not null,
  answer text not null,
  proof text not null default '',
  content_title text not null default '',
  content_url text not null default '',
  archived boolean not null default false,
  revision int not null default 1,
  changed_at timestamptz not null default now(),
  changed_by uuid references people
);

create table agreement_drafts (
  id uuid primary key,
  title text not null,
  document text not null,
  based_on int not null references agreement_versions,
  clause text,
  -- the decision that contested it
  contest uuid,
  revision int not null default 1,
  changed_at timestamptz not null default now(),
  changed_by uuid references people,
  proposed_as int references agreement_versions
);

create table contest_answers (
  id uuid primary key,
  decision_id uuid not null,
  by_person uuid references people,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('answer', 'correction', 'draft')),
  text text not null,
  draft_id uuid references agreement_drafts
);
create index contest_answers_decision on contest_answers (decision_id, at);

-- what somebody was told, once
create table notices (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  -- the same thing is told once
  key text not null unique,
  kind text not null,
  lead_id uuid references leads,
  title text not null,
  text text not null,
  at timestamptz not null default clock_timestamp(),
  read_at timestamptz
);
create index notices_person on notices (person_id, at desc);

-- a notice on its way out of the house
create table deliveries (
  id uuid primary key,
  -- a notice to somebody, or a mail by itself (an invitation, a new password, a meeting)
  notice_id uuid references notices on delete cascade,
  channel text not null check (channel in ('mail', 'webhook')),
  -- the same is sent once
  key text not null unique,
  recipient text not null,
  message json not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'unknown')),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  detail text not null default '',
  created_at timestamptz not null default now()
);
create index deliveries_due on deliveries (next_at) where state in ('queued', 'sending');
