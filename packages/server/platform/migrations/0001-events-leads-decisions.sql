-- Facts, who they are about, and what was decided from them.

create table sources (
  id uuid primary key,
  name text not null unique,
  write_key text not null unique,
  created_at timestamptz not null default now()
);

create table secret_keys (
  id uuid primary key,
  name text not null,
  -- sha-256 of the key: the key itself is shown once and kept nowhere
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

create table companies (
  id uuid primary key,
  external_id text unique,
  domain text unique,
  name text,
  fields json not null default '{}',
  -- whether any event stated facts about it, which its leads then share
  stated boolean not null default false,
  created_at timestamptz not null
);

create table leads (
  id uuid primary key,
  company_id uuid references companies,
  -- rank of the trust that the company was assigned with
  company_trust smallint,
  -- a visitor whose history was joined to this lead; null again unjoins, and no event is edited
  joined_to uuid references leads,
  created_at timestamptz not null,
  first_seen_at timestamptz not null,
  -- for lists: derived from state
  name text,
  email text,
  title text,
  company_name text,
  source text,
  stage text not null,
  tier text,
  cycle int not null default 0,
  grade text,
  fit real,
  score double precision,
  -- the UTC day that the score is faded to
  score_day int,
  waiting_for text[],
  last_activity_at timestamptz,
  stage_since timestamptz,
  -- number of the lead's last decision
  ledger_seq int not null default 0,
  agreement_version int not null,
  -- what folding the lead's history leaves behind, as the engine wrote it
  -- text, because checking that it is JSON at every event costs more than reading it back ever does
  state text not null
) with (fillfactor = 70);

create index leads_company on leads (company_id) where company_id is not null;
create index leads_joined_to on leads (joined_to) where joined_to is not null;

create table identities (
  kind text not null check (kind in ('user', 'external', 'email', 'anonymous')),
  value text not null,
  lead_id uuid not null references leads,
  trust text not null,
  primary key (kind, value)
);

create index identities_lead on identities (lead_id);

create table events (
  seq bigint generated always as identity,
  id uuid not null,
  lead_id uuid,
  -- the company that the company fields are about
  company_id uuid,
  source_id uuid not null,
  message_id text not null,
  name text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  trust text not null,
  identified boolean not null,
  -- json, not jsonb: the stored text is what was folded
  properties json not null,
  lead json,
  company json,
  context json
);

-- an event is counted once, for ever
create unique index events_once on events (source_id, message_id);
create index events_of_lead on events (lead_id, occurred_at, seq);
create index events_about_company on events (company_id, occurred_at, seq) where company is not null;
-- statements about a company that was not known yet: attributed when it is
create index events_about_unknown_company on events (lead_id) where company is not null and company_id is null;
create index events_in_order on events using brin (seq);

create table decisions (
  id uuid primary key,
  lead_id uuid not null references leads,
  seq int not null,
  agreement_version int not null,
  kind text not null,
  from_stage text not null,
  to_stage text not null,
  skipped text[] not null default '{}',
  tier text,
  cycle int not null,
  clauses text[] not null default '{}',
  cause_event uuid,
  evidence uuid[] not null default '{}',
  score double precision not null,
  grade text not null,
  meters json not null,
  -- when it became true, by event time
  at timestamptz not null,
  decided_at timestamptz not null default now(),
  superseded boolean not null default false,
  unique (lead_id, seq)
);

create index decisions_by_time on decisions (at);
create index decisions_to_stage on decisions (to_stage, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger decisions_append_only before update or delete or truncate on decisions
  for each statement execute function refuse_change();

create table agreement_versions (
  version int primary key,
  hash text not null,
  name text not null,
  document text not null,
  catalogue json,
  note text not null default '',
  created_at timestamptz not null default now(),
  in_force_from timestamptz
);

create table failed_events (
  id uuid primary key,
  source_id uuid,
  received_at timestamptz not null,
  code text not null,
  detail text not null,
  message_id text,
  body text not null
);

create index failed_events_by_time on failed_events (received_at);

-- Whoever writes leads, identities or companies first takes the turn: updating this row waits for the writer
-- before, and its number tells the writer whether anybody wrote since its own last turn.
create table intake_turn (
  only_row boolean primary key default true check (only_row),
  generation bigint not null
);

insert into intake_turn values (true, 0);
