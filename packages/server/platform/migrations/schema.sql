-- What the migrations add up to. Made by describe-schema.ts; do not edit.

create table agreement_signatures (
  version integer not null,
  side text not null,
  name text not null,
  signed_at timestamp with time zone not null default clock_timestamp()
);

alter table agreement_signatures add constraint agreement_signatures_pkey PRIMARY KEY (version, side);
alter table agreement_signatures add constraint agreement_signatures_version_fkey FOREIGN KEY (version) REFERENCES agreement_versions(version);
alter table agreement_signatures add constraint agreement_signatures_side_check CHECK ((side = ANY (ARRAY['marketing'::text, 'sales'::text])));

create table agreement_versions (
  version integer not null,
  hash text not null,
  name text not null,
  document text not null,
  catalogue json,
  note text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  in_force_from timestamp with time zone
);

alter table agreement_versions add constraint agreement_versions_pkey PRIMARY KEY (version);

create table companies (
  id uuid not null,
  external_id text,
  domain text,
  name text,
  fields json not null default '{}'::json,
  stated boolean not null default false,
  created_at timestamp with time zone not null
);

alter table companies add constraint companies_domain_key UNIQUE (domain);
alter table companies add constraint companies_external_id_key UNIQUE (external_id);
alter table companies add constraint companies_pkey PRIMARY KEY (id);

create table decisions (
  id uuid not null,
  lead_id uuid not null,
  seq integer not null,
  agreement_version integer not null,
  added_by text not null,
  from_stage text not null,
  to_stage text not null,
  skipped text[] not null default '{}'::text[],
  tier text,
  cycle integer not null,
  clauses text[] not null default '{}'::text[],
  cause_event uuid,
  evidence uuid[] not null default '{}'::uuid[],
  score double precision not null,
  grade text not null,
  meters json not null,
  at timestamp with time zone not null,
  decided_at timestamp with time zone not null default clock_timestamp(),
  kind text not null,
  supersedes integer,
  timer text,
  breaks text[] not null default '{}'::text[],
  contested json,
  handoff json
);

alter table decisions add constraint decisions_lead_id_seq_key UNIQUE (lead_id, seq);
alter table decisions add constraint decisions_pkey PRIMARY KEY (id);
alter table decisions add constraint decisions_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table decisions add constraint decisions_added_by CHECK ((added_by = ANY (ARRAY['fold'::text, 'refold'::text, 'signing'::text])));
alter table decisions add constraint decisions_kind_check CHECK ((kind = ANY (ARRAY['stage'::text, 'overdue'::text, 'reassigned'::text])));
alter table decisions add constraint decisions_timer_check CHECK ((timer = ANY (ARRAY['first-touch'::text, 'decide'::text, 'rest'::text])));

CREATE INDEX decisions_by_time ON public.decisions USING btree (at);
CREATE INDEX decisions_to_stage ON public.decisions USING btree (to_stage, at);

CREATE TRIGGER decisions_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table events (
  seq bigint not null generated always as identity,
  id uuid not null,
  lead_id uuid,
  company_id uuid,
  source_id uuid not null,
  message_id text not null,
  name text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  trust text not null,
  identified boolean not null,
  properties json not null,
  lead json,
  company json,
  context json
);

CREATE INDEX events_about_company ON public.events USING btree (company_id, occurred_at, seq) WHERE (company IS NOT NULL);
CREATE INDEX events_about_unknown_company ON public.events USING btree (lead_id) WHERE ((company IS NOT NULL) AND (company_id IS NULL));
CREATE INDEX events_in_order ON public.events USING brin (seq);
CREATE INDEX events_of_lead ON public.events USING btree (lead_id, occurred_at, seq);
CREATE UNIQUE INDEX events_once ON public.events USING btree (source_id, message_id);

create table failed_events (
  id uuid not null,
  source_id uuid,
  received_at timestamp with time zone not null,
  code text not null,
  detail text not null,
  message_id text,
  body text not null
);

alter table failed_events add constraint failed_events_pkey PRIMARY KEY (id);

CREATE INDEX failed_events_by_time ON public.failed_events USING btree (received_at);

create table identities (
  kind text not null,
  value text not null,
  lead_id uuid not null,
  trust text not null
);

alter table identities add constraint identities_pkey PRIMARY KEY (kind, value);
alter table identities add constraint identities_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table identities add constraint identities_kind_check CHECK ((kind = ANY (ARRAY['user'::text, 'external'::text, 'email'::text, 'anonymous'::text])));

CREATE INDEX identities_lead ON public.identities USING btree (lead_id);

create table imports (
  id uuid not null,
  source_id uuid not null,
  file_name text not null,
  file_hash text not null,
  mapping_hash text not null,
  rows_done bigint not null default 0,
  stored bigint not null default 0,
  duplicates bigint not null default 0,
  rejected bigint not null default 0,
  started_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone
);

alter table imports add constraint imports_source_id_file_hash_mapping_hash_key UNIQUE (source_id, file_hash, mapping_hash);
alter table imports add constraint imports_pkey PRIMARY KEY (id);
alter table imports add constraint imports_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id);

create table intake_turn (
  only_row boolean not null default true,
  generation bigint not null
);

alter table intake_turn add constraint intake_turn_pkey PRIMARY KEY (only_row);
alter table intake_turn add constraint intake_turn_only_row_check CHECK (only_row);

create table leads (
  id uuid not null,
  company_id uuid,
  company_trust smallint,
  joined_to uuid,
  created_at timestamp with time zone not null,
  first_seen_at timestamp with time zone not null,
  name text,
  email text,
  title text,
  company_name text,
  source text,
  stage text not null,
  tier text,
  cycle integer not null default 0,
  grade text,
  fit real,
  score double precision,
  score_day integer,
  waiting_for text[],
  last_activity_at timestamp with time zone,
  stage_since timestamp with time zone,
  ledger_seq integer not null default 0,
  agreement_version integer not null,
  state text not null,
  next_timer_at timestamp with time zone
) with (fillfactor=70);

alter table leads add constraint leads_pkey PRIMARY KEY (id);
alter table leads add constraint leads_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id);
alter table leads add constraint leads_joined_to_fkey FOREIGN KEY (joined_to) REFERENCES leads(id);

CREATE INDEX leads_company ON public.leads USING btree (company_id) WHERE (company_id IS NOT NULL);
CREATE INDEX leads_joined_to ON public.leads USING btree (joined_to) WHERE (joined_to IS NOT NULL);
CREATE INDEX leads_next_timer ON public.leads USING btree (next_timer_at) WHERE (next_timer_at IS NOT NULL);

create table migrations (
  number integer not null,
  name text not null,
  applied_at timestamp with time zone not null default now()
);

alter table migrations add constraint migrations_pkey PRIMARY KEY (number);

create table secret_keys (
  id uuid not null,
  name text not null,
  hash bytea not null,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone
);

alter table secret_keys add constraint secret_keys_hash_key UNIQUE (hash);
alter table secret_keys add constraint secret_keys_pkey PRIMARY KEY (id);

create table settings (
  name text not null,
  value text not null
);

alter table settings add constraint settings_pkey PRIMARY KEY (name);

create table sources (
  id uuid not null,
  name text not null,
  write_key text not null,
  created_at timestamp with time zone not null default now()
);

alter table sources add constraint sources_name_key UNIQUE (name);
alter table sources add constraint sources_write_key_key UNIQUE (write_key);
alter table sources add constraint sources_pkey PRIMARY KEY (id);

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append only', tg_table_name using errcode = 'restrict_violation';
end $function$;
