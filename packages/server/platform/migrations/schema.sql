-- What the migrations add up to. Made by describe-schema.ts; do not edit.

create table absences (
  id uuid not null,
  person_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  note text not null default ''::text
);

alter table absences add constraint absences_pkey PRIMARY KEY (id);
alter table absences add constraint absences_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE;
alter table absences add constraint absences_check CHECK ((ends_at > starts_at));

CREATE INDEX absences_person ON public.absences USING btree (person_id, ends_at);

create table agreement_comments (
  id uuid not null,
  draft_id uuid,
  version integer,
  clause text,
  text text not null,
  by_person uuid,
  at timestamp with time zone not null default clock_timestamp(),
  settled_at timestamp with time zone,
  settled_by uuid
);

alter table agreement_comments add constraint agreement_comments_pkey PRIMARY KEY (id);
alter table agreement_comments add constraint agreement_comments_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table agreement_comments add constraint agreement_comments_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES agreement_drafts(id) ON DELETE CASCADE;
alter table agreement_comments add constraint agreement_comments_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES people(id);
alter table agreement_comments add constraint agreement_comments_version_fkey FOREIGN KEY (version) REFERENCES agreement_versions(version);
alter table agreement_comments add constraint agreement_comments_check CHECK ((num_nonnulls(draft_id, version) = 1));

CREATE INDEX agreement_comments_draft ON public.agreement_comments USING btree (draft_id, at);
CREATE INDEX agreement_comments_version ON public.agreement_comments USING btree (version, at);

create table agreement_drafts (
  id uuid not null,
  title text not null,
  document text not null,
  based_on integer not null,
  clause text,
  contest uuid,
  revision integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by uuid,
  proposed_as integer,
  owner uuid,
  shared boolean not null default false
);

alter table agreement_drafts add constraint agreement_drafts_pkey PRIMARY KEY (id);
alter table agreement_drafts add constraint agreement_drafts_based_on_fkey FOREIGN KEY (based_on) REFERENCES agreement_versions(version);
alter table agreement_drafts add constraint agreement_drafts_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);
alter table agreement_drafts add constraint agreement_drafts_owner_fkey FOREIGN KEY (owner) REFERENCES people(id);
alter table agreement_drafts add constraint agreement_drafts_proposed_as_fkey FOREIGN KEY (proposed_as) REFERENCES agreement_versions(version);

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
  in_force_from timestamp with time zone,
  proposed_by uuid,
  in_force_at timestamp with time zone,
  effect json
);

alter table agreement_versions add constraint agreement_versions_pkey PRIMARY KEY (version);
alter table agreement_versions add constraint agreement_versions_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES people(id);

create table buying_roles (
  lead_id uuid not null,
  role text not null,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table buying_roles add constraint buying_roles_pkey PRIMARY KEY (lead_id);
alter table buying_roles add constraint buying_roles_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table buying_roles add constraint buying_roles_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table buying_roles add constraint buying_roles_role_check CHECK ((role = ANY (ARRAY['champion'::text, 'decides'::text, 'influences'::text, 'uses'::text, 'signs'::text, 'blocks'::text])));

create table calibration_labels (
  round_id uuid not null,
  "position" integer not null,
  side text not null,
  label boolean not null,
  by_person uuid,
  at timestamp with time zone not null default clock_timestamp()
);

alter table calibration_labels add constraint calibration_labels_pkey PRIMARY KEY (round_id, "position", side);
alter table calibration_labels add constraint calibration_labels_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table calibration_labels add constraint calibration_labels_round_id_position_fkey FOREIGN KEY (round_id, "position") REFERENCES calibration_leads(round_id, "position") ON DELETE CASCADE;
alter table calibration_labels add constraint calibration_labels_side_check CHECK ((side = ANY (ARRAY['marketing'::text, 'sales'::text])));

create table calibration_leads (
  round_id uuid not null,
  "position" integer not null,
  lead_id uuid not null,
  as_of timestamp with time zone not null
);

alter table calibration_leads add constraint calibration_leads_pkey PRIMARY KEY (round_id, "position");
alter table calibration_leads add constraint calibration_leads_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table calibration_leads add constraint calibration_leads_round_id_fkey FOREIGN KEY (round_id) REFERENCES calibration_rounds(id) ON DELETE CASCADE;

create table calibration_rounds (
  id uuid not null,
  agreement_version integer not null,
  begun_by uuid,
  begun_at timestamp with time zone not null default clock_timestamp()
);

alter table calibration_rounds add constraint calibration_rounds_pkey PRIMARY KEY (id);
alter table calibration_rounds add constraint calibration_rounds_agreement_version_fkey FOREIGN KEY (agreement_version) REFERENCES agreement_versions(version);
alter table calibration_rounds add constraint calibration_rounds_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES people(id);

create table catalogue_additions (
  name text not null,
  event json not null,
  added_by uuid,
  changed_at timestamp with time zone not null default now()
);

alter table catalogue_additions add constraint catalogue_additions_pkey PRIMARY KEY (name);
alter table catalogue_additions add constraint catalogue_additions_added_by_fkey FOREIGN KEY (added_by) REFERENCES people(id);

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

create table confirmation_mails (
  recipient text not null,
  day date not null,
  sent integer not null
);

alter table confirmation_mails add constraint confirmation_mails_pkey PRIMARY KEY (recipient, day);

create table consents (
  id uuid not null,
  seq bigint not null generated always as identity,
  lead_id uuid not null,
  purpose text not null,
  status text not null,
  text text not null default ''::text,
  text_version text not null default ''::text,
  source text not null,
  proof json not null default '{}'::json,
  by_person uuid,
  at timestamp with time zone not null default clock_timestamp()
);

alter table consents add constraint consents_pkey PRIMARY KEY (id);
alter table consents add constraint consents_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table consents add constraint consents_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table consents add constraint consents_purpose_fkey FOREIGN KEY (purpose) REFERENCES purposes(id);
alter table consents add constraint consents_status_check CHECK ((status = ANY (ARRAY['given'::text, 'pending'::text, 'withdrawn'::text])));

CREATE INDEX consents_of_lead ON public.consents USING btree (lead_id, purpose, seq);

CREATE TRIGGER consents_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.consents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consents_wait_for_claims AFTER INSERT ON public.consents FOR EACH STATEMENT EXECUTE FUNCTION wait_for_claims();

create table content_assets (
  id uuid not null,
  title text not null,
  teaser text not null default ''::text,
  kind text not null,
  funnel text not null,
  topic text not null default ''::text,
  pains text[] not null default '{}'::text[],
  personas uuid[] not null default '{}'::uuid[],
  product text not null default ''::text,
  language text not null default ''::text,
  owner uuid,
  published_on date,
  fresh_until date,
  url text not null default ''::text,
  file uuid,
  names text[] not null default '{}'::text[],
  archived boolean not null default false,
  revision integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by uuid
);

alter table content_assets add constraint content_assets_pkey PRIMARY KEY (id);
alter table content_assets add constraint content_assets_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);
alter table content_assets add constraint content_assets_file_fkey FOREIGN KEY (file) REFERENCES content_files(id);
alter table content_assets add constraint content_assets_owner_fkey FOREIGN KEY (owner) REFERENCES people(id);
alter table content_assets add constraint content_assets_check CHECK (((url = ''::text) OR (file IS NULL)));
alter table content_assets add constraint content_assets_funnel_check CHECK ((funnel = ANY (ARRAY['top'::text, 'middle'::text, 'bottom'::text])));

CREATE INDEX content_assets_of_file ON public.content_assets USING btree (file) WHERE (file IS NOT NULL);

create table content_evidence (
  asset uuid,
  persona text not null,
  takers integer not null,
  moved integer not null
);

alter table content_evidence add constraint content_evidence_asset_persona_key UNIQUE NULLS NOT DISTINCT (asset, persona);
alter table content_evidence add constraint content_evidence_asset_fkey FOREIGN KEY (asset) REFERENCES content_assets(id) ON DELETE CASCADE;

create table content_files (
  id uuid not null,
  name text not null,
  type text not null,
  bytes integer not null,
  sha256 text not null,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table content_files add constraint content_files_pkey PRIMARY KEY (id);
alter table content_files add constraint assets_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);

create table contest_answers (
  id uuid not null,
  decision_id uuid not null,
  by_person uuid,
  at timestamp with time zone not null default clock_timestamp(),
  kind text not null,
  text text not null,
  draft_id uuid
);

alter table contest_answers add constraint contest_answers_pkey PRIMARY KEY (id);
alter table contest_answers add constraint contest_answers_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table contest_answers add constraint contest_answers_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES agreement_drafts(id);
alter table contest_answers add constraint contest_answers_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'correction'::text, 'draft'::text])));

CREATE INDEX contest_answers_decision ON public.contest_answers USING btree (decision_id, at);

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
alter table decisions add constraint decisions_kind_check CHECK ((kind = ANY (ARRAY['stage'::text, 'overdue'::text, 'assigned'::text])));
alter table decisions add constraint decisions_timer_check CHECK ((timer = ANY (ARRAY['first-touch'::text, 'decide'::text, 'rest'::text])));

CREATE INDEX decisions_by_time ON public.decisions USING btree (at);
CREATE INDEX decisions_to_stage ON public.decisions USING btree (to_stage, at);

CREATE TRIGGER decisions_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table deliveries (
  id uuid not null,
  notice_id uuid,
  channel text not null,
  key text not null,
  recipient text not null,
  message json not null,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null default now(),
  detail text not null default ''::text,
  created_at timestamp with time zone not null default now()
);

alter table deliveries add constraint deliveries_key_key UNIQUE (key);
alter table deliveries add constraint deliveries_pkey PRIMARY KEY (id);
alter table deliveries add constraint deliveries_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id) ON DELETE CASCADE;
alter table deliveries add constraint deliveries_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'webhook'::text])));
alter table deliveries add constraint deliveries_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text])));

CREATE INDEX deliveries_due ON public.deliveries USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

create table duplicate_pairs (
  one_id uuid not null,
  other_id uuid not null,
  evidence text[] not null,
  weight real not null,
  found_at timestamp with time zone not null default now(),
  dismissed_by uuid,
  dismissed_at timestamp with time zone
);

alter table duplicate_pairs add constraint duplicate_pairs_pkey PRIMARY KEY (one_id, other_id);
alter table duplicate_pairs add constraint duplicate_pairs_dismissed_by_fkey FOREIGN KEY (dismissed_by) REFERENCES people(id);
alter table duplicate_pairs add constraint duplicate_pairs_one_id_fkey FOREIGN KEY (one_id) REFERENCES leads(id);
alter table duplicate_pairs add constraint duplicate_pairs_other_id_fkey FOREIGN KEY (other_id) REFERENCES leads(id);
alter table duplicate_pairs add constraint duplicate_pairs_check CHECK ((one_id < other_id));

CREATE INDEX duplicate_pairs_open ON public.duplicate_pairs USING btree (weight DESC, one_id) WHERE (dismissed_at IS NULL);

create table enrolment_steps (
  id bigint not null generated always as identity,
  enrolment_id uuid not null,
  at timestamp with time zone not null,
  version integer,
  step text,
  what text not null,
  detail json not null default '{}'::json,
  by_person uuid
);

alter table enrolment_steps add constraint enrolment_steps_pkey PRIMARY KEY (id);
alter table enrolment_steps add constraint enrolment_steps_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table enrolment_steps add constraint enrolment_steps_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES enrolments(id);

CREATE INDEX enrolment_steps_in_order ON public.enrolment_steps USING btree (enrolment_id, id);

CREATE TRIGGER enrolment_steps_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.enrolment_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table enrolments (
  id uuid not null,
  program_id text not null,
  lead_id uuid not null,
  entered_at timestamp with time zone not null,
  held_out boolean not null,
  stage text not null,
  standing json not null,
  step text,
  paused_at timestamp with time zone,
  left_at timestamp with time zone,
  why text,
  reason text not null default ''::text,
  next_at timestamp with time zone
);

alter table enrolments add constraint enrolments_pkey PRIMARY KEY (id);
alter table enrolments add constraint enrolments_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table enrolments add constraint enrolments_program_id_fkey FOREIGN KEY (program_id) REFERENCES programs(id);

CREATE INDEX enrolments_due ON public.enrolments USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE UNIQUE INDEX enrolments_live ON public.enrolments USING btree (program_id, lead_id) WHERE (left_at IS NULL);
CREATE INDEX enrolments_of_lead ON public.enrolments USING btree (lead_id);
CREATE INDEX enrolments_of_program ON public.enrolments USING btree (program_id, entered_at);

create table erasures (
  id uuid not null,
  lead_id uuid not null,
  reason text not null default ''::text,
  by_person uuid,
  at timestamp with time zone not null default now(),
  rewritten json not null default '{}'::json
);

alter table erasures add constraint erasures_pkey PRIMARY KEY (id);
alter table erasures add constraint erasures_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table erasures add constraint erasures_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);

CREATE INDEX erasures_of_lead ON public.erasures USING btree (lead_id);

CREATE TRIGGER erasures_wait_for_claims AFTER INSERT ON public.erasures FOR EACH STATEMENT EXECUTE FUNCTION wait_for_claims();

create table event_days (
  day date not null,
  name text not null,
  events integer not null,
  last_at timestamp with time zone not null
);

alter table event_days add constraint event_days_pkey PRIMARY KEY (day, name);

create table event_marks (
  id bigint not null generated always as identity,
  event_id uuid not null,
  mark text not null,
  reasons text[] not null default '{}'::text[],
  classifier integer,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table event_marks add constraint event_marks_pkey PRIMARY KEY (id);
alter table event_marks add constraint event_marks_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table event_marks add constraint event_marks_mark_check CHECK ((mark = ANY (ARRAY['settling'::text, 'human'::text, 'machine'::text, 'unknown'::text, 'taken-back'::text])));

CREATE INDEX event_marks_of_event ON public.event_marks USING btree (event_id, id);

CREATE TRIGGER event_marks_append_only BEFORE UPDATE OR TRUNCATE ON public.event_marks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table event_properties (
  day date not null,
  name text not null,
  property text not null,
  texts integer not null,
  dates integer not null,
  numbers integer not null,
  booleans integer not null,
  others integer not null,
  lead_id uuid not null,
  occurred_at timestamp with time zone not null,
  seq bigint not null
);

alter table event_properties add constraint event_properties_pkey PRIMARY KEY (day, name, property);

create table event_tally (
  only_row boolean not null default true,
  through_seq bigint not null
);

alter table event_tally add constraint event_tally_pkey PRIMARY KEY (only_row);
alter table event_tally add constraint event_tally_only_row_check CHECK (only_row);

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
  context json,
  counts boolean not null default true
);

CREATE INDEX events_about_company ON public.events USING btree (company_id, occurred_at, seq) WHERE (company IS NOT NULL);
CREATE INDEX events_about_unknown_company ON public.events USING btree (lead_id) WHERE ((company IS NOT NULL) AND (company_id IS NULL));
CREATE INDEX events_after_mails ON public.events USING btree (received_at) WHERE ((name = 'Page Viewed'::text) AND ((context ->> 'mailClick'::text) IS NOT NULL));
CREATE INDEX events_aside ON public.events USING btree (seq) WHERE (NOT counts);
CREATE INDEX events_assigned ON public.events USING btree (received_at) WHERE (name = 'Handoff Assigned'::text);
CREATE INDEX events_in_order ON public.events USING brin (seq);
CREATE INDEX events_objections ON public.events USING btree (received_at) WHERE (name = 'Objection Raised'::text);
CREATE INDEX events_of_lead ON public.events USING btree (lead_id, occurred_at, seq);
CREATE UNIQUE INDEX events_once ON public.events USING btree (source_id, message_id);

create table failed_events (
  id uuid not null,
  source_id uuid,
  received_at timestamp with time zone not null,
  code text not null,
  detail text not null,
  message_id text,
  body text not null,
  form text,
  settled text,
  settled_by uuid,
  settled_at timestamp with time zone
);

alter table failed_events add constraint failed_events_pkey PRIMARY KEY (id);
alter table failed_events add constraint failed_events_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES people(id);
alter table failed_events add constraint failed_events_settled_check CHECK ((settled = ANY (ARRAY['replayed'::text, 'dismissed'::text])));

CREATE INDEX failed_events_by_time ON public.failed_events USING btree (received_at);
CREATE INDEX failed_events_open ON public.failed_events USING btree (code, received_at, id) WHERE (settled IS NULL);

create table form_days (
  form_id uuid not null,
  day date not null,
  seen integer not null default 0,
  started integer not null default 0,
  refused integer not null default 0
);

alter table form_days add constraint form_days_pkey PRIMARY KEY (form_id, day);
alter table form_days add constraint form_days_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

create table form_versions (
  form_id uuid not null,
  version integer not null,
  definition json not null,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table form_versions add constraint form_versions_pkey PRIMARY KEY (form_id, version);
alter table form_versions add constraint form_versions_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table form_versions add constraint form_versions_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

create table forms (
  id uuid not null,
  slug text not null,
  status text not null default 'draft'::text,
  version integer not null,
  definition json not null,
  changed_by uuid,
  changed_at timestamp with time zone not null default now()
);

alter table forms add constraint forms_slug_key UNIQUE (slug);
alter table forms add constraint forms_pkey PRIMARY KEY (id);
alter table forms add constraint forms_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);
alter table forms add constraint forms_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'live'::text, 'closed'::text])));

create table history_changes (
  seq bigint not null,
  lead_id uuid not null
);

CREATE INDEX history_changes_in_order ON public.history_changes USING btree (seq);

create table hits (
  event_id uuid not null,
  lead_id uuid not null,
  sending text not null,
  link text,
  is_trap boolean not null,
  method text not null,
  user_agent text not null,
  has_language boolean not null,
  network text,
  is_hosted boolean,
  sent_at timestamp with time zone,
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  settled_at timestamp with time zone
);

alter table hits add constraint hits_pkey PRIMARY KEY (event_id);

CREATE INDEX hits_of_network ON public.hits USING btree (network, at) WHERE (network IS NOT NULL);
CREATE INDEX hits_of_sending ON public.hits USING btree (sending, at);
CREATE INDEX hits_unsettled ON public.hits USING btree (received_at) WHERE (settled_at IS NULL);

create table hook_samples (
  id uuid not null,
  hook_id uuid not null,
  at timestamp with time zone not null default now(),
  body text not null,
  outcome text not null
);

alter table hook_samples add constraint hook_samples_pkey PRIMARY KEY (id);
alter table hook_samples add constraint hook_samples_hook_id_fkey FOREIGN KEY (hook_id) REFERENCES hooks(id) ON DELETE CASCADE;

CREATE INDEX hook_samples_of_hook ON public.hook_samples USING btree (hook_id, at);

create table hooks (
  id uuid not null,
  name text not null,
  key_hash bytea not null,
  source_id uuid not null,
  preset text not null,
  state text not null,
  mapping json not null,
  signature json,
  verify_token text,
  created_by uuid,
  created_at timestamp with time zone not null default now()
);

alter table hooks add constraint hooks_key_hash_key UNIQUE (key_hash);
alter table hooks add constraint hooks_name_key UNIQUE (name);
alter table hooks add constraint hooks_pkey PRIMARY KEY (id);
alter table hooks add constraint hooks_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id);
alter table hooks add constraint hooks_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id);
alter table hooks add constraint hooks_state_check CHECK ((state = ANY (ARRAY['collecting'::text, 'live'::text, 'off'::text])));

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

create table import_mappings (
  header_hash text not null,
  mapping json not null,
  at timestamp with time zone not null default now()
);

alter table import_mappings add constraint import_mappings_pkey PRIMARY KEY (header_hash);

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
  finished_at timestamp with time zone,
  upload_id uuid,
  mapping json,
  by_person uuid,
  state text not null default 'finished'::text,
  rows_total bigint not null default 0,
  skipped bigint not null default 0,
  failure text
);

alter table imports add constraint imports_source_id_file_hash_mapping_hash_key UNIQUE (source_id, file_hash, mapping_hash);
alter table imports add constraint imports_pkey PRIMARY KEY (id);
alter table imports add constraint imports_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table imports add constraint imports_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id);
alter table imports add constraint imports_state_check CHECK ((state = ANY (ARRAY['running'::text, 'finished'::text, 'interrupted'::text, 'failed'::text, 'undoing'::text, 'undone'::text])));

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
  next_timer_at timestamp with time zone,
  owner text,
  team text,
  last_owner text,
  last_team text,
  visitor_of uuid,
  merged_into uuid,
  own_company_id uuid
) with (fillfactor=70);

alter table leads add constraint leads_pkey PRIMARY KEY (id);
alter table leads add constraint leads_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id);
alter table leads add constraint leads_joined_to_fkey FOREIGN KEY (joined_to) REFERENCES leads(id);
alter table leads add constraint leads_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES leads(id);
alter table leads add constraint leads_own_company_id_fkey FOREIGN KEY (own_company_id) REFERENCES companies(id);
alter table leads add constraint leads_visitor_of_fkey FOREIGN KEY (visitor_of) REFERENCES leads(id);

CREATE INDEX leads_company ON public.leads USING btree (company_id) WHERE (company_id IS NOT NULL);
CREATE INDEX leads_joined_to ON public.leads USING btree (joined_to) WHERE (joined_to IS NOT NULL);
CREATE INDEX leads_last_owner ON public.leads USING btree (last_owner) WHERE (last_owner IS NOT NULL);
CREATE INDEX leads_merged_into ON public.leads USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX leads_next_timer ON public.leads USING btree (next_timer_at) WHERE (next_timer_at IS NOT NULL);
CREATE INDEX leads_owner ON public.leads USING btree (owner, stage) WHERE (owner IS NOT NULL);
CREATE INDEX leads_visitor_of ON public.leads USING btree (visitor_of) WHERE (visitor_of IS NOT NULL);
CREATE INDEX leads_without_owner ON public.leads USING btree (team, id) WHERE ((stage = 'mql'::text) AND (owner IS NULL));

create table mail_reports (
  key text not null,
  send_id uuid,
  kind text not null,
  detail text not null default ''::text,
  at timestamp with time zone not null default now()
);

alter table mail_reports add constraint mail_reports_pkey PRIMARY KEY (key);
alter table mail_reports add constraint mail_reports_send_id_fkey FOREIGN KEY (send_id) REFERENCES sends(id);

create table mail_versions (
  mail_id text not null,
  version integer not null,
  letter json not null,
  ready boolean not null,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table mail_versions add constraint mail_versions_pkey PRIMARY KEY (mail_id, version);
alter table mail_versions add constraint mail_versions_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table mail_versions add constraint mail_versions_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES mails(id);

CREATE TRIGGER mail_versions_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.mail_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table mails (
  id text not null,
  name text not null,
  version integer not null,
  archived boolean not null default false,
  changed_by uuid,
  changed_at timestamp with time zone not null default now()
);

alter table mails add constraint mails_pkey PRIMARY KEY (id);
alter table mails add constraint mails_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);

create table merges (
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  reason text not null default ''::text,
  by_person uuid,
  at timestamp with time zone not null default now(),
  undone_by uuid,
  undone_at timestamp with time zone
);

alter table merges add constraint merges_pkey PRIMARY KEY (id);
alter table merges add constraint merges_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table merges add constraint merges_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES leads(id);
alter table merges add constraint merges_merged_id_fkey FOREIGN KEY (merged_id) REFERENCES leads(id);
alter table merges add constraint merges_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES people(id);

CREATE UNIQUE INDEX merges_in_force ON public.merges USING btree (merged_id) WHERE (undone_at IS NULL);
CREATE INDEX merges_of_kept ON public.merges USING btree (kept_id);

create table migrations (
  number integer not null,
  name text not null,
  applied_at timestamp with time zone not null default now()
);

alter table migrations add constraint migrations_pkey PRIMARY KEY (number);

create table notices (
  id uuid not null,
  person_id uuid not null,
  key text not null,
  kind text not null,
  lead_id uuid,
  title text not null,
  text text not null,
  at timestamp with time zone not null default clock_timestamp(),
  read_at timestamp with time zone,
  path text
);

alter table notices add constraint notices_key_key UNIQUE (key);
alter table notices add constraint notices_pkey PRIMARY KEY (id);
alter table notices add constraint notices_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table notices add constraint notices_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE;

CREATE INDEX notices_person ON public.notices USING btree (person_id, at DESC);

create table packets (
  lead_id uuid not null,
  cycle integer not null,
  made_at timestamp with time zone not null default clock_timestamp(),
  agreement_version integer not null,
  packet json not null
);

alter table packets add constraint packets_pkey PRIMARY KEY (lead_id, cycle);
alter table packets add constraint packets_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);

create table people (
  id uuid not null,
  name text not null,
  email text not null,
  role text not null,
  active boolean not null default true,
  password text,
  hours text,
  capacity integer not null default 20,
  dialect text not null default 'marketing'::text,
  notify_email boolean not null default true,
  notify_webhook text,
  totp_secret bytea,
  totp_since timestamp with time zone,
  totp_step bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone
);

alter table people add constraint people_email_key UNIQUE (email);
alter table people add constraint people_pkey PRIMARY KEY (id);
alter table people add constraint people_capacity_check CHECK ((capacity >= 0));
alter table people add constraint people_dialect_check CHECK ((dialect = ANY (ARRAY['marketing'::text, 'sales'::text])));
alter table people add constraint people_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'marketing'::text, 'manager'::text, 'rep'::text, 'viewer'::text])));

create table personas (
  id uuid not null,
  name text not null,
  about text not null default ''::text,
  pains text[] not null default '{}'::text[],
  words text[] not null default '{}'::text[],
  marks json not null default '[]'::json,
  archived boolean not null default false,
  revision integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by uuid
);

alter table personas add constraint personas_pkey PRIMARY KEY (id);
alter table personas add constraint personas_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);

create table plays (
  id uuid not null,
  objection text not null,
  answer text not null,
  proof text not null default ''::text,
  content_title text not null default ''::text,
  content_url text not null default ''::text,
  archived boolean not null default false,
  revision integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by uuid
);

alter table plays add constraint plays_pkey PRIMARY KEY (id);
alter table plays add constraint plays_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);

create table program_looks (
  lead_id uuid not null,
  at timestamp with time zone not null
);

alter table program_looks add constraint program_looks_pkey PRIMARY KEY (lead_id);
alter table program_looks add constraint program_looks_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);

CREATE INDEX program_looks_due ON public.program_looks USING btree (at);

create table program_runner (
  only_row boolean not null default true,
  through bigint not null default 0,
  stamp text not null default ''::text,
  swept_to uuid
);

alter table program_runner add constraint program_runner_pkey PRIMARY KEY (only_row);
alter table program_runner add constraint program_runner_only_row_check CHECK (only_row);

create table program_versions (
  program_id text not null,
  version integer not null,
  document text not null,
  hash text not null,
  kind text not null,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table program_versions add constraint program_versions_pkey PRIMARY KEY (program_id, version);
alter table program_versions add constraint program_versions_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table program_versions add constraint program_versions_program_id_fkey FOREIGN KEY (program_id) REFERENCES programs(id);

CREATE TRIGGER program_versions_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.program_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table program_webhooks (
  name text not null,
  url text not null,
  changed_by uuid,
  changed_at timestamp with time zone not null default now()
);

alter table program_webhooks add constraint program_webhooks_pkey PRIMARY KEY (name);
alter table program_webhooks add constraint program_webhooks_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);

create table programs (
  id text not null,
  name text not null,
  state text not null default 'draft'::text,
  draft text not null,
  revision integer not null default 1,
  version integer,
  changed_by uuid,
  changed_at timestamp with time zone not null default now()
);

alter table programs add constraint programs_pkey PRIMARY KEY (id);
alter table programs add constraint programs_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);
alter table programs add constraint programs_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'running'::text, 'paused'::text, 'ended'::text])));

create table purposes (
  id text not null,
  place integer not null,
  name text not null,
  about text not null default ''::text,
  archived boolean not null default false
);

alter table purposes add constraint purposes_pkey PRIMARY KEY (id);

create table reassignments (
  id uuid not null,
  by_person uuid not null,
  at timestamp with time zone not null default now(),
  moves json not null,
  undone_at timestamp with time zone
);

alter table reassignments add constraint reassignments_pkey PRIMARY KEY (id);
alter table reassignments add constraint reassignments_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);

create table recovery_codes (
  hash bytea not null,
  person_id uuid not null
);

alter table recovery_codes add constraint recovery_codes_pkey PRIMARY KEY (hash);
alter table recovery_codes add constraint recovery_codes_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE;

create table referrals (
  submission_id uuid not null,
  referrer_id uuid not null,
  at timestamp with time zone not null,
  told boolean not null default false
);

alter table referrals add constraint referrals_pkey PRIMARY KEY (submission_id);
alter table referrals add constraint referrals_referrer_id_fkey FOREIGN KEY (referrer_id) REFERENCES leads(id);
alter table referrals add constraint referrals_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES submissions(id);

CREATE INDEX referrals_of_referrer ON public.referrals USING btree (referrer_id);
CREATE INDEX referrals_untold ON public.referrals USING btree (at) WHERE (NOT told);

create table report_schedules (
  id uuid not null,
  report text not null,
  title text not null,
  query json not null,
  recipients uuid[] not null,
  every text not null,
  hour integer not null,
  zone text not null,
  next_at timestamp with time zone not null,
  last_at timestamp with time zone,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table report_schedules add constraint report_schedules_pkey PRIMARY KEY (id);
alter table report_schedules add constraint report_schedules_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table report_schedules add constraint report_schedules_every_check CHECK ((every = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])));
alter table report_schedules add constraint report_schedules_hour_check CHECK (((hour >= 0) AND (hour <= 23)));

CREATE INDEX report_schedules_due ON public.report_schedules USING btree (next_at);

create table report_shares (
  id uuid not null,
  report text not null,
  title text not null,
  query json not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table report_shares add constraint report_shares_pkey PRIMARY KEY (id);
alter table report_shares add constraint report_shares_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);

create table secret_keys (
  id uuid not null,
  name text not null,
  hash bytea not null,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  created_by uuid,
  last_used_at timestamp with time zone
);

alter table secret_keys add constraint secret_keys_hash_key UNIQUE (hash);
alter table secret_keys add constraint secret_keys_pkey PRIMARY KEY (id);
alter table secret_keys add constraint secret_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id);

create table segment_dues (
  lead_id uuid not null,
  due_at timestamp with time zone not null
);

alter table segment_dues add constraint segment_dues_pkey PRIMARY KEY (lead_id);
alter table segment_dues add constraint segment_dues_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE;

CREATE INDEX segment_dues_in_order ON public.segment_dues USING btree (due_at);

create table segment_members (
  segment text not null,
  lead_id uuid not null,
  since timestamp with time zone not null
);

alter table segment_members add constraint segment_members_pkey PRIMARY KEY (segment, lead_id);
alter table segment_members add constraint segment_members_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE;
alter table segment_members add constraint segment_members_segment_fkey FOREIGN KEY (segment) REFERENCES segments(id) ON DELETE CASCADE;

CREATE INDEX segment_members_of_lead ON public.segment_members USING btree (lead_id);

create table segment_moves (
  seq bigint not null generated always as identity,
  segment text not null,
  lead_id uuid not null,
  at timestamp with time zone not null,
  entered boolean not null,
  cause text not null
);

alter table segment_moves add constraint segment_moves_pkey PRIMARY KEY (seq);
alter table segment_moves add constraint segment_moves_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE;
alter table segment_moves add constraint segment_moves_segment_fkey FOREIGN KEY (segment) REFERENCES segments(id) ON DELETE CASCADE;
alter table segment_moves add constraint segment_moves_cause_check CHECK ((cause = ANY (ARRAY['event'::text, 'time'::text, 'definition'::text])));

CREATE INDEX segment_moves_of_lead ON public.segment_moves USING btree (lead_id);
CREATE INDEX segment_moves_of_segment ON public.segment_moves USING btree (segment, at);

create table segment_passes (
  only_one boolean not null default true,
  basis text not null,
  begun_at timestamp with time zone not null,
  through_seq bigint not null,
  after_lead uuid,
  judged integer not null default 0,
  leads integer not null,
  done_at timestamp with time zone
);

alter table segment_passes add constraint segment_passes_pkey PRIMARY KEY (only_one);
alter table segment_passes add constraint segment_passes_only_one_check CHECK (only_one);

create table segments (
  id text not null,
  name text not null,
  about text not null default ''::text,
  document text not null,
  revision integer not null default 1,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  changed_by uuid
);

alter table segments add constraint segments_pkey PRIMARY KEY (id);
alter table segments add constraint segments_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id);

create table send_gates (
  name text not null,
  tokens double precision not null,
  at timestamp with time zone not null,
  share double precision not null default 1,
  eased_at timestamp with time zone,
  closed_until timestamp with time zone,
  turn_at timestamp with time zone
);

alter table send_gates add constraint send_gates_pkey PRIMARY KEY (name);

create table send_links (
  send_id uuid not null,
  index integer not null,
  url text not null,
  label text not null
);

alter table send_links add constraint send_links_pkey PRIMARY KEY (send_id, index);
alter table send_links add constraint send_links_send_id_fkey FOREIGN KEY (send_id) REFERENCES sends(id) ON DELETE CASCADE;

create table send_pauses (
  id uuid not null,
  mail text not null,
  reason text not null,
  detail text not null,
  at timestamp with time zone not null default now(),
  lifted_at timestamp with time zone,
  lifted_by uuid
);

alter table send_pauses add constraint send_pauses_pkey PRIMARY KEY (id);
alter table send_pauses add constraint send_pauses_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES people(id);
alter table send_pauses add constraint send_pauses_reason_check CHECK ((reason = ANY (ARRAY['bounces'::text, 'complaints'::text])));

CREATE UNIQUE INDEX send_pauses_standing ON public.send_pauses USING btree (mail) WHERE (lifted_at IS NULL);

create table sending_domains (
  domain text not null,
  rung integer not null default 0,
  day date not null,
  allowed integer,
  sent integer not null default 0
);

alter table sending_domains add constraint sending_domains_pkey PRIMARY KEY (domain);

create table sends (
  id uuid not null,
  key text not null,
  lead_id uuid not null,
  mail text not null,
  mail_version integer not null,
  purpose text not null,
  from_name text,
  from_email text,
  program text,
  enrolment text,
  step text,
  tone text,
  asset text,
  hours text,
  state text not null default 'queued'::text,
  reason text not null default ''::text,
  detail text not null default ''::text,
  fence integer not null default 0,
  lease_until timestamp with time zone,
  begun_at timestamp with time zone,
  due_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  attempts integer not null default 0,
  recipient text,
  domain text,
  mx text,
  subject text,
  rendered_hash text,
  queued_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  settled_at timestamp with time zone,
  settled_by uuid,
  told boolean not null default false,
  bounce text,
  bounce_detail text not null default ''::text,
  bounced_at timestamp with time zone,
  bounce_told boolean not null default false,
  complained_at timestamp with time zone,
  unsubscribed_at timestamp with time zone
);

alter table sends add constraint sends_key_key UNIQUE (key);
alter table sends add constraint sends_pkey PRIMARY KEY (id);
alter table sends add constraint sends_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table sends add constraint sends_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES people(id);
alter table sends add constraint sends_bounce_check CHECK ((bounce = ANY (ARRAY['permanent'::text, 'transient'::text, 'policy'::text])));
alter table sends add constraint sends_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text, 'suppressed'::text, 'parked'::text, 'cancelled'::text])));

CREATE INDEX sends_bounces_untold ON public.sends USING btree (id) WHERE ((bounce IS NOT NULL) AND (NOT bounce_told));
CREATE INDEX sends_due ON public.sends USING btree (next_at) WHERE (state = 'queued'::text);
CREATE INDEX sends_of_asset ON public.sends USING btree (asset) WHERE (asset IS NOT NULL);
CREATE INDEX sends_of_enrolment ON public.sends USING btree (enrolment) WHERE (enrolment IS NOT NULL);
CREATE INDEX sends_of_lead ON public.sends USING btree (lead_id, sent_at);
CREATE INDEX sends_of_mail ON public.sends USING btree (mail, sent_at);
CREATE INDEX sends_of_program ON public.sends USING btree (program) WHERE (program IS NOT NULL);
CREATE INDEX sends_of_recipient ON public.sends USING btree (recipient, bounced_at) WHERE (bounced_at IS NOT NULL);
CREATE INDEX sends_open ON public.sends USING btree (state, settled_at) WHERE (state = ANY (ARRAY['unknown'::text, 'failed'::text, 'parked'::text]));
CREATE INDEX sends_under_way ON public.sends USING btree (lease_until) WHERE (state = 'sending'::text);
CREATE INDEX sends_untold ON public.sends USING btree (id) WHERE ((state = 'sent'::text) AND (NOT told));

create table sessions (
  id uuid not null,
  hash bytea not null,
  person_id uuid not null,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  agent text not null default ''::text
);

alter table sessions add constraint sessions_hash_key UNIQUE (hash);
alter table sessions add constraint sessions_pkey PRIMARY KEY (id);
alter table sessions add constraint sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE;

CREATE INDEX sessions_person ON public.sessions USING btree (person_id);

create table settings (
  name text not null,
  value text not null
);

alter table settings add constraint settings_pkey PRIMARY KEY (name);

create table sign_in_attempts (
  key text not null,
  at timestamp with time zone not null default clock_timestamp()
);

CREATE INDEX sign_in_attempts_key ON public.sign_in_attempts USING btree (key, at);

create table source_hours (
  source_id uuid not null,
  hour timestamp with time zone not null,
  events integer not null,
  last_at timestamp with time zone not null,
  first_seq bigint not null
);

alter table source_hours add constraint source_hours_pkey PRIMARY KEY (source_id, hour);

create table sources (
  id uuid not null,
  name text not null,
  write_key text not null,
  created_at timestamp with time zone not null default now()
);

alter table sources add constraint sources_name_key UNIQUE (name);
alter table sources add constraint sources_write_key_key UNIQUE (write_key);
alter table sources add constraint sources_pkey PRIMARY KEY (id);

create table spend (
  id uuid not null,
  source text not null,
  campaign text not null default ''::text,
  starts_on date not null,
  ends_on date not null,
  amount numeric(14,2) not null,
  currency text not null,
  note text not null default ''::text,
  import_key text,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table spend add constraint spend_import_key_key UNIQUE (import_key);
alter table spend add constraint spend_pkey PRIMARY KEY (id);
alter table spend add constraint spend_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table spend add constraint spend_amount_check CHECK ((amount >= (0)::numeric));
alter table spend add constraint spend_check CHECK ((ends_on >= starts_on));

create table spent_form_tokens (
  id text not null,
  spent_at timestamp with time zone not null default now(),
  content text not null default ''::text,
  submission_id uuid
);

alter table spent_form_tokens add constraint spent_form_tokens_pkey PRIMARY KEY (id);

CREATE INDEX spent_form_tokens_by_time ON public.spent_form_tokens USING btree (spent_at);

create table submissions (
  id uuid not null,
  form_id uuid not null,
  form_version integer not null,
  lead_id uuid not null,
  status text not null,
  at timestamp with time zone not null default now(),
  confirmed_at timestamp with time zone,
  source_id uuid,
  anonymous_id text
);

alter table submissions add constraint submissions_pkey PRIMARY KEY (id);
alter table submissions add constraint submissions_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);
alter table submissions add constraint submissions_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id);
alter table submissions add constraint submissions_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id);
alter table submissions add constraint submissions_status_check CHECK ((status = ANY (ARRAY['accepted'::text, 'awaiting-confirmation'::text, 'confirmed'::text])));

CREATE INDEX submissions_of_form ON public.submissions USING btree (form_id, at);
CREATE INDEX submissions_of_lead ON public.submissions USING btree (lead_id);

create table suppressions (
  key text not null,
  reason text not null,
  by_person uuid,
  at timestamp with time zone not null default now(),
  id uuid not null default gen_random_uuid(),
  removed_at timestamp with time zone,
  removed_by uuid,
  removal text not null default ''::text
);

alter table suppressions add constraint suppressions_pkey PRIMARY KEY (id);
alter table suppressions add constraint suppressions_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);
alter table suppressions add constraint suppressions_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES people(id);

CREATE UNIQUE INDEX suppressions_standing ON public.suppressions USING btree (key) WHERE (removed_at IS NULL);

CREATE TRIGGER suppressions_wait_for_claims AFTER INSERT OR UPDATE ON public.suppressions FOR EACH STATEMENT EXECUTE FUNCTION wait_for_claims();

create table team_members (
  team_id uuid not null,
  person_id uuid not null,
  turn double precision not null default 0
);

alter table team_members add constraint team_members_pkey PRIMARY KEY (team_id, person_id);
alter table team_members add constraint team_members_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE;
alter table team_members add constraint team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE;

CREATE INDEX team_members_person ON public.team_members USING btree (person_id);

create table teams (
  id uuid not null,
  name text not null,
  assignment text not null default 'round-robin'::text,
  created_at timestamp with time zone not null default now()
);

alter table teams add constraint teams_name_key UNIQUE (name);
alter table teams add constraint teams_pkey PRIMARY KEY (id);
alter table teams add constraint teams_assignment_check CHECK ((assignment = ANY (ARRAY['round-robin'::text, 'claim'::text])));

create table tokens (
  hash bytea not null,
  purpose text not null,
  person_id uuid,
  expires_at timestamp with time zone not null
);

alter table tokens add constraint tokens_pkey PRIMARY KEY (hash);
alter table tokens add constraint tokens_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE;
alter table tokens add constraint tokens_purpose_check CHECK ((purpose = ANY (ARRAY['setup'::text, 'invitation'::text, 'reset'::text])));

create table touches (
  seq bigint not null,
  lead_id uuid not null,
  at timestamp with time zone not null,
  source text,
  medium text,
  campaign text
);

alter table touches add constraint touches_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE;

CREATE INDEX touches_of_lead ON public.touches USING btree (lead_id);

create table uploads (
  id uuid not null,
  name text not null,
  bytes integer not null,
  sha256 text not null,
  by_person uuid,
  at timestamp with time zone not null default now()
);

alter table uploads add constraint uploads_pkey PRIMARY KEY (id);
alter table uploads add constraint uploads_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id);

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and current_setting('baton.erasing', true) = 'on' then
    return null;
  end if;
  raise exception '% is append only', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION public.wait_for_claims()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock_shared(7220118);
  return null;
end $function$;
