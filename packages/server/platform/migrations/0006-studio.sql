-- The studio: drafts that belong to people, comments on clauses, what a proposal was measured to do and when it takes effect.

alter table agreement_drafts
  add owner uuid references people,
  -- others of marketing and the managers of sales see and write it, too
  add shared boolean not null default false;
update agreement_drafts set owner = changed_by, shared = true;

create table agreement_comments (
  id uuid primary key,
  draft_id uuid references agreement_drafts on delete cascade,
  version int references agreement_versions,
  -- null: about all of it
  clause text,
  text text not null,
  by_person uuid references people,
  at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  settled_by uuid references people,
  check (num_nonnulls(draft_id, version) = 1)
);
create index agreement_comments_draft on agreement_comments (draft_id, at);
create index agreement_comments_version on agreement_comments (version, at);

alter table agreement_versions
  add proposed_by uuid references people,
  -- the earliest moment at which it comes into force; null: with the second signature
  add in_force_at timestamptz,
  -- what it would have done over the complete history, as measured when it was proposed
  add effect json;

-- where in the application a notice leads that is about no lead
alter table notices add path text;
