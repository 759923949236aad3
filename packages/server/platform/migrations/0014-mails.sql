-- Mails that programs send: each a letter in versions.

create table mails (
  -- what programs call it by
  id text primary key,
  name text not null,
  version int not null,
  archived boolean not null default false,
  changed_by uuid references people,
  changed_at timestamptz not null default now()
);

-- Written once: a send names the version that it renders.
create table mail_versions (
  mail_id text not null references mails,
  version int not null,
  letter json not null,
  -- nothing in the letter itself keeps it from being sent
  ready boolean not null,
  by_person uuid references people,
  at timestamptz not null default now(),
  primary key (mail_id, version)
);

create trigger mail_versions_append_only before update or delete or truncate on mail_versions
  for each statement execute function refuse_change();
