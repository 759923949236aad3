-- Blind calibration: both sides say of the same leads whether they are worth a call, without seeing names, scores or each other.

create table calibration_rounds (
  id uuid primary key,
  -- that was in force when it began
  agreement_version int not null references agreement_versions,
  begun_by uuid references people,
  begun_at timestamptz not null default clock_timestamp()
);

create table calibration_leads (
  round_id uuid not null references calibration_rounds on delete cascade,
  position int not null,
  lead_id uuid not null references leads,
  -- the moment that they are looked at
  as_of timestamptz not null,
  primary key (round_id, position)
);

create table calibration_labels (
  round_id uuid not null,
  position int not null,
  side text not null check (side in ('marketing', 'sales')),
  -- worth a call
  label boolean not null,
  by_person uuid references people,
  at timestamptz not null default clock_timestamp(),
  primary key (round_id, position, side),
  foreign key (round_id, position) references calibration_leads on delete cascade
);
