-- Mail to leads: what is to be sent, what became of it, and what holds it back.

create table sends (
  id uuid primary key,
  -- one send a key, for ever
  key text not null unique,
  lead_id uuid not null references leads,
  mail text not null,
  mail_version int not null,
  purpose text not null,
  from_name text,
  from_email text,
  program text,
  enrolment text,
  step text,
  tone text,
  asset text,
  -- hours in which it may leave, as JSON
  hours text,
  state text not null default 'queued'
    check (state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'suppressed', 'parked', 'cancelled')),
  -- why it is in that state, or waits: a word of a closed list
  reason text not null default '',
  detail text not null default '',
  -- rises with every claim: who holds an older number has lost it
  fence int not null default 0,
  lease_until timestamptz,
  -- set before the letter is handed over: from here on an attempt that ends without an answer is unknown
  begun_at timestamptz,
  due_at timestamptz not null,
  next_at timestamptz not null,
  attempts int not null default 0,
  -- stands for the address that it went to
  recipient text,
  domain text,
  mx text,
  subject text,
  rendered_hash text,
  queued_at timestamptz not null default now(),
  -- by the worker's clock
  sent_at timestamptz,
  settled_at timestamptz,
  settled_by uuid references people,
  -- whether the lead's history says so
  told boolean not null default false,
  bounce text check (bounce in ('permanent', 'transient', 'policy')),
  bounce_detail text not null default '',
  bounced_at timestamptz,
  bounce_told boolean not null default false,
  complained_at timestamptz,
  unsubscribed_at timestamptz
);
create index sends_due on sends (next_at) where state = 'queued';
create index sends_under_way on sends (lease_until) where state = 'sending';
create index sends_of_lead on sends (lead_id, sent_at);
create index sends_of_mail on sends (mail, sent_at);
create index sends_of_program on sends (program) where program is not null;
create index sends_of_enrolment on sends (enrolment) where enrolment is not null;
create index sends_of_asset on sends (asset) where asset is not null;
create index sends_of_recipient on sends (recipient, bounced_at) where bounced_at is not null;
create index sends_untold on sends (id) where state = 'sent' and not told;
create index sends_bounces_untold on sends (id) where bounce is not null and not bounce_told;
create index sends_open on sends (state, settled_at) where state in ('unknown', 'failed', 'parked');

-- Where the links of a sent message lead: as they stood in it, and never changed.
create table send_links (
  send_id uuid not null references sends on delete cascade,
  index int not null,
  url text not null,
  label text not null,
  primary key (send_id, index)
);

-- What lets sends through at a rate: all of them, and those to one group of mail servers.
create table send_gates (
  name text primary key,
  tokens double precision not null,
  at timestamptz not null,
  -- share of the rate that is left after a server asked for less
  share double precision not null default 1,
  eased_at timestamptz,
  closed_until timestamptz,
  -- the turn that was given last to who waits
  turn_at timestamptz
);

-- How many mails a day a domain may send while receivers get to know it.
create table sending_domains (
  domain text primary key,
  rung int not null default 0,
  day date not null,
  allowed int,
  sent int not null default 0
);

-- Mails that are held back because of what came back of them.
create table send_pauses (
  id uuid primary key,
  mail text not null,
  reason text not null check (reason in ('bounces', 'complaints')),
  detail text not null,
  at timestamptz not null default now(),
  lifted_at timestamptz,
  lifted_by uuid references people
);
create unique index send_pauses_standing on send_pauses (mail) where lifted_at is null;

-- Reports of what came back, each taken once.
create table mail_reports (
  key text primary key,
  send_id uuid references sends,
  kind text not null,
  detail text not null default '',
  at timestamptz not null default now()
);

-- Whoever says no waits until nobody is just being taken to be mailed, and the other way round: so either it is seen, or it was later.
create function wait_for_claims() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7220118);
  return null;
end $$;
create trigger consents_wait_for_claims after insert on consents for each statement execute function wait_for_claims();
create trigger suppressions_wait_for_claims after insert or update on suppressions
  for each statement execute function wait_for_claims();
create trigger erasures_wait_for_claims after insert on erasures for each statement execute function wait_for_claims();
