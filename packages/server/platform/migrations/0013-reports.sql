-- Where people came from each time they came, as the events say that brought them. `seq` names the event.
create table touches (
  seq bigint not null,
  lead_id uuid not null references leads on delete cascade,
  at timestamptz not null,
  source text,
  medium text,
  campaign text
);
create index touches_of_lead on touches (lead_id);

-- What was spent to bring people, by source and campaign, over a range of days. Rows of one file have a key each, so that the file
-- read again changes nothing.
create table spend (
  id uuid primary key,
  source text not null,
  campaign text not null default '',
  starts_on date not null,
  ends_on date not null,
  amount numeric(14, 2) not null check (amount >= 0),
  currency text not null,
  note text not null default '',
  import_key text unique,
  by_person uuid references people,
  at timestamptz not null default now(),
  check (ends_on >= starts_on)
);

-- Kinds of people who buy, as people have named and described them. `marks`: by which facts and acts one is recognised.
create table personas (
  id uuid primary key,
  name text not null,
  about text not null default '',
  pains text[] not null default '{}',
  words text[] not null default '{}',
  marks json not null default '[]',
  archived boolean not null default false,
  revision integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by uuid references people
);

-- Reports that are sent by mail, and reports that a link opens without signing in. `query`: as the address of the screen holds it.
create table report_schedules (
  id uuid primary key,
  report text not null,
  title text not null,
  query json not null,
  recipients uuid[] not null,
  every text not null check (every in ('day', 'week', 'month')),
  hour integer not null check (hour between 0 and 23),
  zone text not null,
  next_at timestamptz not null,
  last_at timestamptz,
  by_person uuid references people,
  at timestamptz not null default now()
);
create index report_schedules_due on report_schedules (next_at);

create table report_shares (
  id uuid primary key,
  report text not null,
  title text not null,
  query json not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  by_person uuid references people,
  at timestamptz not null default now()
);
