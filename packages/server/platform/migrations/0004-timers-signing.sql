-- The life of a lead after its promotion: handoffs, timers, and versions of the agreement that are signed.

-- kind: what was decided. added_by: how it came to be decided.
alter table decisions rename column kind to added_by;
alter table decisions disable trigger decisions_append_only;
update decisions set added_by = 'fold' where added_by = 'stage';
alter table decisions enable trigger decisions_append_only;
alter table decisions
  add constraint decisions_added_by check (added_by in ('fold', 'refold', 'signing')),
  add column kind text not null default 'stage' check (kind in ('stage', 'overdue', 'reassigned')),
  -- number of the lead's decision that no longer holds because of this one
  add column supersedes int,
  -- the clock or rest that ran out; its cause is the event that set it
  add column timer text check (timer in ('first-touch', 'decide', 'rest')),
  -- clauses that were not kept
  add column breaks text[] not null default '{}',
  -- clause or fact that a rejection contests
  add column contested json,
  -- the handoff as it stood
  add column handoff json,
  drop column superseded,
  -- the moment of writing, not of the transaction's begin: by it a decision falls under the version in force
  alter column decided_at set default clock_timestamp();
alter table decisions alter column kind drop default;

-- when the next timer of the lead is due
alter table leads add column next_timer_at timestamptz;
create index leads_next_timer on leads (next_timer_at) where next_timer_at is not null;

-- A version is in force once both sides signed it, and not before.
create table agreement_signatures (
  version int not null references agreement_versions,
  side text not null check (side in ('marketing', 'sales')),
  name text not null,
  signed_at timestamptz not null default clock_timestamp(),
  primary key (version, side)
);
