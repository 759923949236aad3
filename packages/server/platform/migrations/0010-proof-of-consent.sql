-- What proves a consent is kept with it, and what was taken back stays visible.

-- Not asked for any more; what was agreed to refers to it.
alter table purposes add column archived boolean not null default false;

-- One standing suppression an address; those that were lifted stay, with who lifted them and why.
alter table suppressions drop constraint suppressions_pkey;
alter table suppressions
  add column id uuid not null default gen_random_uuid() primary key,
  add column removed_at timestamptz,
  add column removed_by uuid references people,
  add column removal text not null default '';
create unique index suppressions_standing on suppressions (key) where removed_at is null;

-- Where its events came from, which a form's new address does not change, and the browser that sent it.
alter table submissions
  add column source_id uuid references sources,
  add column anonymous_id text;

-- Who presses twice is answered as the first time: what was sent, as a stand-in, and what it became.
alter table spent_form_tokens
  add column content text not null default '',
  add column submission_id uuid;
