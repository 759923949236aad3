-- What people agreed to, and the forms by which they come.

create table purposes (
  id text primary key,
  place int not null,
  name text not null,
  about text not null default ''
);

insert into purposes (id, place, name, about) values
  ('newsletter', 1, 'News and articles', 'Now and then, by e-mail'),
  ('product', 2, 'Product offers', 'What is new in our product, by e-mail'),
  ('phone', 3, 'Calls', 'Calls about our product');

-- Appended to, never changed: what stands is the last row of a lead and purpose.
create table consents (
  id uuid primary key,
  seq bigint generated always as identity,
  lead_id uuid not null references leads,
  purpose text not null references purposes,
  status text not null check (status in ('given', 'pending', 'withdrawn')),
  -- word for word what was agreed to, and the first half of its hash
  text text not null default '',
  text_version text not null default '',
  -- the form and its version, the page of preferences, or staff
  source text not null,
  proof json not null default '{}',
  by_person uuid references people,
  at timestamptz not null default clock_timestamp()
);

create index consents_of_lead on consents (lead_id, purpose, seq);

create trigger consents_append_only before update or delete or truncate on consents
  for each statement execute function refuse_change();

-- Addresses that nothing is sent to, as stand-ins: they outlive the lead.
create table suppressions (
  key text primary key,
  reason text not null,
  by_person uuid references people,
  at timestamptz not null default now()
);

create table assets (
  id uuid primary key,
  name text not null,
  type text not null,
  bytes int not null,
  sha256 text not null,
  by_person uuid references people,
  at timestamptz not null default now()
);

create table forms (
  id uuid primary key,
  slug text not null unique,
  status text not null default 'draft' check (status in ('draft', 'live', 'closed')),
  version int not null,
  definition json not null,
  changed_by uuid references people,
  changed_at timestamptz not null default now()
);

create table form_versions (
  form_id uuid not null references forms,
  version int not null,
  definition json not null,
  by_person uuid references people,
  at timestamptz not null default now(),
  primary key (form_id, version)
);

create table form_days (
  form_id uuid not null references forms,
  day date not null,
  seen int not null default 0,
  started int not null default 0,
  refused int not null default 0,
  primary key (form_id, day)
);

create table submissions (
  id uuid primary key,
  form_id uuid not null references forms,
  form_version int not null,
  lead_id uuid not null references leads,
  status text not null check (status in ('accepted', 'awaiting-confirmation', 'confirmed')),
  at timestamptz not null default now(),
  confirmed_at timestamptz
);

create index submissions_of_form on submissions (form_id, at);
create index submissions_of_lead on submissions (lead_id);

-- Tokens of pages that were sent: each once.
create table spent_form_tokens (
  id text primary key,
  spent_at timestamptz not null default now()
);

create index spent_form_tokens_by_time on spent_form_tokens (spent_at);

-- How many mails an address was sent because somebody entered it in a form, by day.
create table confirmation_mails (
  recipient text not null,
  day date not null,
  sent int not null,
  primary key (recipient, day)
);
