-- Files are of the library now; forms promise them from there.
alter table assets rename to content_files;
alter index assets_pkey rename to content_files_pkey;

-- The content library. `names`: what events call it besides its title and the path of its address. Personas by id, for everybody where
-- there are none. It leads to a file or to an address.
create table content_assets (
  id uuid primary key,
  title text not null,
  teaser text not null default '',
  kind text not null,
  funnel text not null check (funnel in ('top', 'middle', 'bottom')),
  topic text not null default '',
  pains text[] not null default '{}',
  personas uuid[] not null default '{}',
  product text not null default '',
  language text not null default '',
  owner uuid references people,
  published_on date,
  fresh_until date,
  url text not null default '',
  file uuid references content_files,
  names text[] not null default '{}',
  archived boolean not null default false,
  revision integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by uuid references people,
  check (url = '' or file is null)
);
create index content_assets_of_file on content_assets (file) where file is not null;

-- Of those who took it and were not promoted yet, how many were within sixty days: counted now and then, for choosing what to offer.
-- `persona`: name of the persona that they are, empty for everybody together. `asset` null: all content together.
create table content_evidence (
  asset uuid references content_assets on delete cascade,
  persona text not null,
  takers integer not null,
  moved integer not null,
  unique nulls not distinct (asset, persona)
);
