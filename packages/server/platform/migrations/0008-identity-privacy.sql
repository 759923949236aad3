-- Who is who can be settled by people and taken back, and what an event counts for can change: neither edits an event.

-- `joined_to` names whose history this is part of; these two say why, so that taking one step back leaves the others.
alter table leads add column visitor_of uuid references leads;
alter table leads add column merged_into uuid references leads;
-- The company that its own events name. `company_id` is what it is judged with: its own, or that of a lead merged into it.
alter table leads add column own_company_id uuid references companies;
update leads set visitor_of = joined_to, own_company_id = company_id;

create index leads_merged_into on leads (merged_into) where merged_into is not null;
create index leads_visitor_of on leads (visitor_of) where visitor_of is not null;

-- False: kept and shown, and nothing is judged by it. `event_marks` says why.
alter table events add column counts boolean not null default true;

-- Why an event counts or does not; the last mark of an event stands.
create table event_marks (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  mark text not null check (mark in ('settling', 'human', 'machine', 'unknown', 'taken-back')),
  reasons text[] not null default '{}',
  -- of the classifier, where it was one; null: a person said so
  classifier int,
  by_person uuid references people,
  at timestamptz not null default now()
);

create index event_marks_of_event on event_marks (event_id, id);

create trigger event_marks_append_only before update or truncate on event_marks
  for each statement execute function refuse_change();

-- Histories that became others without a new event, numbered like events: a kept frame reads them again.
create table history_changes (
  seq bigint not null,
  lead_id uuid not null
);

create index history_changes_in_order on history_changes (seq);

create table merges (
  id uuid primary key,
  kept_id uuid not null references leads,
  merged_id uuid not null references leads,
  reason text not null default '',
  by_person uuid references people,
  at timestamptz not null default now(),
  undone_by uuid references people,
  undone_at timestamptz
);

create unique index merges_in_force on merges (merged_id) where undone_at is null;
create index merges_of_kept on merges (kept_id);

-- Pairs of leads that look like one person. What somebody said of a pair stays said.
create table duplicate_pairs (
  one_id uuid not null references leads,
  other_id uuid not null references leads,
  evidence text[] not null,
  weight real not null,
  found_at timestamptz not null default now(),
  dismissed_by uuid references people,
  dismissed_at timestamptz,
  primary key (one_id, other_id),
  check (one_id < other_id)
);

create index duplicate_pairs_open on duplicate_pairs (weight desc, one_id) where dismissed_at is null;

-- What a person is to the purchase, as colleagues of a company see it.
create table buying_roles (
  lead_id uuid primary key references leads,
  role text not null check (role in ('champion', 'decides', 'influences', 'uses', 'signs', 'blocks')),
  by_person uuid references people,
  at timestamptz not null default now()
);

-- What is known of whoever opened a mail or followed a link, until and after it is settled whether it was a person.
create table hits (
  event_id uuid primary key,
  lead_id uuid not null,
  sending text not null,
  link text,
  is_trap boolean not null,
  method text not null,
  user_agent text not null,
  has_language boolean not null,
  -- stands for an address, and cannot be turned back into it
  network text,
  is_hosted boolean,
  sent_at timestamptz,
  at timestamptz not null,
  received_at timestamptz not null,
  settled_at timestamptz
);

create index hits_unsettled on hits (received_at) where settled_at is null;
create index hits_of_sending on hits (sending, at);
create index hits_of_network on hits (network, at) where network is not null;

-- Whether pages tell of visits that links of mails led to.
create index events_after_mails on events (received_at)
  where name = 'Page Viewed' and (context ->> 'mailClick') is not null;

-- People whose personal data was erased. What they did stays, without anything that says who they were.
create table erasures (
  id uuid primary key,
  lead_id uuid not null references leads,
  reason text not null default '',
  by_person uuid references people,
  at timestamptz not null default now(),
  -- rows that were rewritten or removed, by table
  rewritten json not null default '{}'
);

create index erasures_of_lead on erasures (lead_id);

-- A ledger is never rewritten, but for what it quotes of somebody whose data is erased.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('baton.erasing', true) = 'on' then
    return null;
  end if;
  raise exception '% is append only', tg_table_name using errcode = 'restrict_violation';
end $$;
