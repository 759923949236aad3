-- Who brought whom: somebody filled in a form behind a link that another lead passed on.
create table referrals (
  -- its lead is who was brought
  submission_id uuid primary key references submissions,
  referrer_id uuid not null references leads,
  at timestamptz not null,
  -- settled: the history of who brought them has it, or it is nothing to be told of
  told boolean not null default false
);

create index referrals_of_referrer on referrals (referrer_id);
create index referrals_untold on referrals (at) where not told;
