TABLE alarms ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  subject text NOT NULL
  level smallint NOT NULL DEFAULT 1
  to_email text
  tries smallint NOT NULL DEFAULT 0
  raised_at timestamp with time zone NOT NULL DEFAULT now()
  sent_at timestamp with time zone
  seen_at timestamp with time zone
  seen_by text
  CONSTRAINT alarms_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT ck_alarms_kind CHECK ((kind = ANY (ARRAY['told-late'::text, 'not-acknowledged'::text, 'told-again'::text, 'cannot-send'::text, 'third-time-unpaid'::text, 'unusual-rise'::text, 'reply-overdue'::text, 'visit-held'::text, 'facts-wrong'::text, 'not-living-here'::text, 'records-missing'::text, 'system-refuses'::text, 'erased-in-host'::text, 'endpoint-off'::text, 'question-waits'::text, 'topic-waits'::text, 'policy-clashes'::text])))
  CONSTRAINT pk_alarms PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_alarms_once UNIQUE (organisation_id, kind, subject, level)
  CREATE INDEX ix_alarms_unseen ON public.alarms USING btree (organisation_id, raised_at) WHERE (seen_at IS NULL)
  CREATE TRIGGER tell_of_added AFTER INSERT ON public.alarms REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_of_added('alarm.raised')
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (seen_at, seen_by, sent_at, tries) TO doorstep_app

TABLE alert_readings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  person_id uuid NOT NULL
  read_at timestamp with time zone NOT NULL
  CONSTRAINT fk_alert_readings_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE
  CONSTRAINT pk_alert_readings PRIMARY KEY (organisation_id, person_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE alerts ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  person_id uuid NOT NULL
  reference_id text NOT NULL
  allocated_by text NOT NULL
  code text NOT NULL
  code_source text NOT NULL
  start_date date
  end_date date
  is_active boolean NOT NULL
  CONSTRAINT fk_alerts_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE
  CONSTRAINT pk_alerts PRIMARY KEY (organisation_id, person_id, reference_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE api_keys ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  name text NOT NULL
  secret_hash bytea NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  revoked_at timestamp with time zone
  role text NOT NULL DEFAULT 'system'::text
  CONSTRAINT api_keys_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_api_keys PRIMARY KEY (organisation_id, id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (revoked_at) TO doorstep_app

TABLE appointments ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL DEFAULT gen_random_uuid()
  repair_id uuid NOT NULL
  reference_id text NOT NULL
  allocated_by text NOT NULL
  starts_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone
  lifecycle text NOT NULL
  lifecycle_source text
  CONSTRAINT ck_appointments_lifecycle CHECK ((lifecycle = ANY (ARRAY['planned'::text, 'started'::text, 'completed'::text, 'cancelled'::text, 'no-access'::text, 'unknown'::text])))
  CONSTRAINT fk_appointments_repair FOREIGN KEY (organisation_id, repair_id) REFERENCES repairs(organisation_id, id) ON DELETE CASCADE
  CONSTRAINT pk_appointments PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_appointments_reference UNIQUE (organisation_id, repair_id, reference_id)
  CREATE INDEX ix_appointments_starts ON public.appointments USING btree (organisation_id, starts_at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE ask_barriers ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  ask_id uuid NOT NULL
  household_id uuid NOT NULL
  stage text NOT NULL
  words text NOT NULL
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_ask_barriers_words CHECK (((stage <> ''::text) AND (words <> ''::text)))
  CONSTRAINT fk_ask_barriers_household FOREIGN KEY (organisation_id, ask_id, household_id) REFERENCES ask_households(organisation_id, ask_id, household_id)
  CONSTRAINT pk_ask_barriers PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_ask_barriers_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key)
  CREATE INDEX ix_ask_barriers_ask ON public.ask_barriers USING btree (organisation_id, ask_id, stage)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT SELECT (id, organisation_id) TO doorstep_remove
  GRANT UPDATE (words) TO doorstep_remove

TABLE ask_decisions ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  ask_id uuid NOT NULL
  number integer NOT NULL
  decided_on date NOT NULL
  decided_by text NOT NULL
  presented_by text
  facilitator text
  option_number integer
  words text NOT NULL
  because text NOT NULL
  few_heard_because text
  scope_count integer NOT NULL
  heard_count integer NOT NULL
  works_connection_id uuid
  works_reference text
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  residents_of text
  actions jsonb NOT NULL DEFAULT '[]'::jsonb
  works_state text
  works_moved_at timestamp with time zone
  CONSTRAINT ck_ask_decisions_by CHECK ((decided_by = ANY (ARRAY['residents'::text, 'jointly'::text, 'landlord'::text, 'regulator'::text])))
  CONSTRAINT ck_ask_decisions_counts CHECK (((heard_count >= 0) AND (heard_count <= scope_count)))
  CONSTRAINT ck_ask_decisions_residents_of CHECK ((residents_of <> ''::text))
  CONSTRAINT ck_ask_decisions_words CHECK (((words <> ''::text) AND (because <> ''::text)))
  CONSTRAINT ck_ask_decisions_works CHECK (((works_connection_id IS NULL) = (works_reference IS NULL)))
  CONSTRAINT fk_ask_decisions_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT fk_ask_decisions_option FOREIGN KEY (organisation_id, ask_id, option_number) REFERENCES ask_options(organisation_id, ask_id, number)
  CONSTRAINT fk_ask_decisions_works FOREIGN KEY (organisation_id, works_connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_ask_decisions PRIMARY KEY (organisation_id, ask_id, number)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (works_moved_at, works_state) TO doorstep_app

TABLE ask_events ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  ask_id uuid NOT NULL
  household_id uuid NOT NULL
  kind text NOT NULL
  at timestamp with time zone NOT NULL
  round integer
  reason text
  until date
  way text
  voice_id uuid
  prompt_id uuid
  option_number integer
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_ask_events_kind CHECK (((kind = ANY (ARRAY['asked'::text, 'heard'::text, 'unheard'::text, 'declined'::text, 'cannot-now'::text, 'left'::text, 'came-back'::text])) AND ((kind = 'asked'::text) = (round IS NOT NULL)) AND ((kind = 'declined'::text) = (reason IS NOT NULL)) AND ((kind = 'cannot-now'::text) = (until IS NOT NULL))))
  CONSTRAINT ck_ask_events_reason CHECK ((reason = ANY (ARRAY['not-my-topic'::text, 'not-this-way'::text, 'no-reason'::text])))
  CONSTRAINT ck_ask_events_way CHECK ((way = ANY (ARRAY['in-person'::text, 'phone'::text, 'message'::text, 'letter'::text, 'online'::text, 'event'::text])))
  CONSTRAINT fk_ask_events_household FOREIGN KEY (organisation_id, ask_id, household_id) REFERENCES ask_households(organisation_id, ask_id, household_id)
  CONSTRAINT fk_ask_events_option FOREIGN KEY (organisation_id, ask_id, option_number) REFERENCES ask_options(organisation_id, ask_id, number)
  CONSTRAINT fk_ask_events_prompt FOREIGN KEY (organisation_id, prompt_id) REFERENCES prompts(organisation_id, id)
  CONSTRAINT fk_ask_events_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_ask_events PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_ask_events_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key)
  CREATE INDEX ix_ask_events_household ON public.ask_events USING btree (organisation_id, ask_id, household_id, at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT SELECT (organisation_id, voice_id) TO doorstep_remove

TABLE ask_households ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  ask_id uuid NOT NULL
  household_id uuid NOT NULL
  added_at timestamp with time zone NOT NULL DEFAULT now()
  state text NOT NULL DEFAULT 'not-asked'::text
  round integer NOT NULL DEFAULT 0
  reason text
  until date
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  would_meet_since timestamp with time zone
  introduced_at timestamp with time zone
  CONSTRAINT ck_ask_households_introduced CHECK (((introduced_at IS NULL) OR (would_meet_since IS NOT NULL)))
  CONSTRAINT ck_ask_households_reason CHECK ((reason = ANY (ARRAY['not-my-topic'::text, 'not-this-way'::text, 'no-reason'::text])))
  CONSTRAINT ck_ask_households_state CHECK ((state = ANY (ARRAY['not-asked'::text, 'asked'::text, 'heard'::text, 'declined'::text, 'cannot-now'::text])))
  CONSTRAINT ck_ask_households_until CHECK (((state = 'cannot-now'::text) = (until IS NOT NULL)))
  CONSTRAINT fk_ask_households_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT fk_ask_households_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT pk_ask_households PRIMARY KEY (organisation_id, ask_id, household_id)
  CREATE INDEX ix_ask_households_counted ON public.ask_households USING btree (organisation_id, ask_id) INCLUDE (household_id, state, round, until)
  CREATE INDEX ix_ask_households_household ON public.ask_households USING btree (organisation_id, household_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (changed_at, introduced_at, reason, round, state, until, would_meet_since) TO doorstep_app

TABLE ask_options ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  ask_id uuid NOT NULL
  number integer NOT NULL
  title text NOT NULL
  words text NOT NULL
  cost bigint
  cost_words text
  who_pays text
  fixed_parts text[] NOT NULL DEFAULT '{}'::text[]
  withdrawn_at timestamp with time zone
  CONSTRAINT ck_ask_options_cost CHECK ((cost >= 0))
  CONSTRAINT ck_ask_options_number CHECK ((((number >= 1) AND (number <= 5)) AND (title <> ''::text)))
  CONSTRAINT fk_ask_options_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_ask_options PRIMARY KEY (organisation_id, ask_id, number)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (cost, cost_words, fixed_parts, title, who_pays, withdrawn_at, words) TO doorstep_app

TABLE ask_principles ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  ask_id uuid NOT NULL
  principle text NOT NULL
  words text NOT NULL
  answered_by text NOT NULL
  answered_at timestamp with time zone NOT NULL DEFAULT now()
  ended_at timestamp with time zone
  CONSTRAINT ck_ask_principles_principle CHECK ((principle = ANY (ARRAY['sharing-power'::text, 'reciprocity'::text, 'lived-experience'::text, 'common-purpose'::text])))
  CONSTRAINT ck_ask_principles_words CHECK ((words <> ''::text))
  CONSTRAINT fk_ask_principles_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_ask_principles PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_ask_principles_ask ON public.ask_principles USING btree (organisation_id, ask_id)
  CREATE UNIQUE INDEX uq_ask_principles_one_answer ON public.ask_principles USING btree (organisation_id, ask_id, principle) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at) TO doorstep_app

TABLE ask_reopenings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  ask_id uuid NOT NULL
  number integer NOT NULL
  closed_at timestamp with time zone
  closed_because text NOT NULL
  decision_on date NOT NULL
  closes_on date NOT NULL
  why text NOT NULL
  reopened_by text NOT NULL
  reopened_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_ask_reopenings_closed CHECK (((closed_because = ANY (ARRAY['day-reached'::text, 'enough-answers'::text, 'stopped'::text])) AND ((closed_because = 'day-reached'::text) OR (closed_at IS NOT NULL))))
  CONSTRAINT ck_ask_reopenings_why CHECK ((why <> ''::text))
  CONSTRAINT fk_ask_reopenings_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_ask_reopenings PRIMARY KEY (organisation_id, ask_id, number)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE ask_requests ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  question text NOT NULL
  why text NOT NULL
  scope jsonb NOT NULL
  requested_by text NOT NULL
  requested_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  answered_by text
  answered_at timestamp with time zone
  ask_id uuid
  refused_because text
  CONSTRAINT ck_ask_requests_answered CHECK ((((answered_at IS NULL) = (answered_by IS NULL)) AND ((answered_at IS NULL) = (num_nonnulls(ask_id, refused_because) = 0))))
  CONSTRAINT ck_ask_requests_answered_once CHECK ((num_nonnulls(ask_id, refused_because) <= 1))
  CONSTRAINT fk_ask_requests_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT fk_ask_requests_organisation FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_ask_requests PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_ask_requests_ask UNIQUE (organisation_id, ask_id)
  CONSTRAINT uq_ask_requests_write UNIQUE (organisation_id, requested_by, idempotency_key)
  CREATE INDEX ix_ask_requests_by_day ON public.ask_requests USING btree (organisation_id, requested_at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (answered_at, answered_by, ask_id, refused_because) TO doorstep_app

TABLE ask_voices_needed ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  ask_id uuid NOT NULL
  kind text NOT NULL
  wanted text NOT NULL
  is_heard boolean NOT NULL DEFAULT false
  kept_by text NOT NULL
  kept_at timestamp with time zone NOT NULL DEFAULT now()
  ended_at timestamp with time zone
  CONSTRAINT ck_ask_voices_needed_kind CHECK ((kind = ANY (ARRAY['way'::text, 'place'::text, 'speaker'::text, 'words'::text])))
  CONSTRAINT ck_ask_voices_needed_said CHECK (((NOT is_heard) OR (kind = 'words'::text)))
  CONSTRAINT ck_ask_voices_needed_wanted CHECK ((wanted <> ''::text))
  CONSTRAINT fk_ask_voices_needed_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_ask_voices_needed PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_ask_voices_needed_ask ON public.ask_voices_needed USING btree (organisation_id, ask_id)
  CREATE UNIQUE INDEX uq_ask_voices_needed_once ON public.ask_voices_needed USING btree (organisation_id, ask_id, kind, wanted) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at) TO doorstep_app

TABLE ask_warnings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  ask_id uuid NOT NULL
  voice_id uuid NOT NULL
  option_number integer
  tied_by text NOT NULL
  tied_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT fk_ask_warnings_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT fk_ask_warnings_option FOREIGN KEY (organisation_id, ask_id, option_number) REFERENCES ask_options(organisation_id, ask_id, number)
  CONSTRAINT fk_ask_warnings_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_ask_warnings PRIMARY KEY (organisation_id, ask_id, voice_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (option_number, tied_at, tied_by) TO doorstep_app

TABLE asks ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL DEFAULT 1
  topic_id uuid NOT NULL
  state text NOT NULL DEFAULT 'draft'::text
  size text NOT NULL DEFAULT 'small'::text
  question text NOT NULL
  why text NOT NULL
  owner text NOT NULL
  claimed text NOT NULL
  already_decided jsonb NOT NULL DEFAULT '[]'::jsonb
  still_open text[] NOT NULL
  target text
  journey text
  room_to_change text
  briefing text
  formats text[] NOT NULL DEFAULT '{}'::text[]
  recompense text
  stakes text NOT NULL DEFAULT 'light'::text
  theme text
  is_tenant_led boolean NOT NULL DEFAULT false
  wording_held_by text
  decision_on date NOT NULL
  closes_on date NOT NULL
  most_answers integer
  scope jsonb NOT NULL
  opened_at timestamp with time zone
  options_shared_at timestamp with time zone
  closed_at timestamp with time zone
  closed_because text
  created_by text NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  changed_by text
  changed_at timestamp with time zone
  easy_read text[] NOT NULL DEFAULT '{}'::text[]
  CONSTRAINT asks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT ck_asks_claimed CHECK ((claimed = ANY (ARRAY['landlord'::text, 'landlord-after-asking'::text, 'together'::text, 'residents'::text])))
  CONSTRAINT ck_asks_closed_because CHECK ((closed_because = ANY (ARRAY['day-reached'::text, 'enough-answers'::text, 'stopped'::text, 'decided'::text])))
  CONSTRAINT ck_asks_formats CHECK ((formats <@ ARRAY['standard'::text, 'large-print'::text, 'easy-read'::text, 'welsh'::text, 'spoken'::text, 'sign-language'::text]))
  CONSTRAINT ck_asks_most_answers CHECK ((most_answers > 0))
  CONSTRAINT ck_asks_size CHECK ((size = ANY (ARRAY['small'::text, 'full'::text])))
  CONSTRAINT ck_asks_stakes CHECK ((stakes = ANY (ARRAY['light'::text, 'policy'::text, 'contract'::text, 'rent'::text])))
  CONSTRAINT ck_asks_state CHECK (((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'decided'::text])) AND ((state = 'draft'::text) = (opened_at IS NULL)) AND ((state = ANY (ARRAY['draft'::text, 'open'::text])) = (closed_at IS NULL)) AND ((closed_at IS NULL) = (closed_because IS NULL))))
  CONSTRAINT ck_asks_words CHECK (((question <> ''::text) AND (why <> ''::text) AND (owner <> ''::text)))
  CONSTRAINT fk_asks_topic FOREIGN KEY (organisation_id, topic_id) REFERENCES topics(organisation_id, id)
  CONSTRAINT pk_asks PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_asks_one_a_key UNIQUE (organisation_id, created_by, idempotency_key)
  CONSTRAINT uq_asks_topic UNIQUE (organisation_id, topic_id)
  CREATE INDEX ix_asks_open ON public.asks USING btree (organisation_id, closes_on) WHERE (state = 'open'::text)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE audit_entries ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  actor text NOT NULL
  action text NOT NULL
  subject text NOT NULL
  detail jsonb NOT NULL DEFAULT '{}'::jsonb
  CONSTRAINT pk_audit_entries PRIMARY KEY (organisation_id, id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE audit_seals ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  day date NOT NULL
  entries integer NOT NULL
  seal bytea NOT NULL
  sealed_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT audit_seals_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT ck_audit_seals_entries CHECK ((entries > 0))
  CONSTRAINT pk_audit_seals PRIMARY KEY (organisation_id, day)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE can_do_lines ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  role text NOT NULL
  en jsonb NOT NULL
  cy jsonb
  version integer NOT NULL
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_can_do_lines_role CHECK ((role = ANY (ARRAY['income'::text, 'asb'::text, 'legal'::text, 'lead'::text, 'officer'::text, 'operative'::text])))
  CONSTRAINT fk_can_do_lines_organisation FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_can_do_lines PRIMARY KEY (organisation_id, role)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE case_subjects ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  case_id uuid NOT NULL
  allocated_by text NOT NULL
  reference_id text NOT NULL
  CONSTRAINT fk_case_subjects_case FOREIGN KEY (organisation_id, case_id) REFERENCES cases(organisation_id, id) ON DELETE CASCADE
  CONSTRAINT pk_case_subjects PRIMARY KEY (organisation_id, case_id, allocated_by, reference_id)
  CREATE INDEX ix_case_subjects_reference ON public.case_subjects USING btree (organisation_id, reference_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE cases ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL DEFAULT gen_random_uuid()
  connection_id uuid NOT NULL
  reference_id text NOT NULL
  allocated_by text NOT NULL
  kind text NOT NULL
  kind_source text NOT NULL
  state text NOT NULL
  is_open boolean NOT NULL
  opened_at timestamp with time zone
  closed_at timestamp with time zone
  content_hash bytea NOT NULL
  source_updated_at timestamp with time zone
  first_seen_at timestamp with time zone NOT NULL DEFAULT now()
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  deleted_at timestamp with time zone
  row_hash bytea
  CONSTRAINT fk_cases_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_cases PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_cases_reference UNIQUE (organisation_id, connection_id, reference_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE complaint_choices ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  voice_id uuid
  household_id uuid
  person_id uuid
  choice text NOT NULL
  told_at timestamp with time zone NOT NULL
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  hand_off_id uuid
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_complaint_choices_choice CHECK ((choice = ANY (ARRAY['offered'::text, 'yes'::text, 'no-thanks'::text, 'not-now'::text])))
  CONSTRAINT ck_complaint_choices_yes CHECK (((choice = 'yes'::text) = (hand_off_id IS NOT NULL)))
  CONSTRAINT fk_complaint_choices_hand_off FOREIGN KEY (organisation_id, hand_off_id) REFERENCES hand_offs(organisation_id, id)
  CONSTRAINT fk_complaint_choices_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_complaint_choices_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT fk_complaint_choices_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_complaint_choices PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_complaint_choices_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key)
  CREATE INDEX ix_complaint_choices_voice ON public.complaint_choices USING btree (organisation_id, voice_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (hand_off_id, organisation_id) TO doorstep_remove

TABLE connections ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  name text NOT NULL
  title text NOT NULL
  connector text NOT NULL
  configuration jsonb NOT NULL
  sealed_secrets jsonb NOT NULL
  value_mapping jsonb NOT NULL
  allowed_addresses text[] NOT NULL DEFAULT '{}'::text[]
  sync_every_minutes integer NOT NULL DEFAULT 15
  next_sync_at timestamp with time zone NOT NULL DEFAULT now()
  last_complete_at timestamp with time zone
  created_at timestamp with time zone NOT NULL DEFAULT now()
  contact_mapping jsonb
  contact_mapping_version integer NOT NULL DEFAULT 0
  contact_mapping_changed_by text
  contact_mapping_changed_at timestamp with time zone
  writes_notes boolean NOT NULL DEFAULT false
  sealed_webhook_secrets text[] NOT NULL DEFAULT '{}'::text[]
  requests_per_minute integer
  refused_at timestamp with time zone
  added_with text
  added_hash bytea
  secret_changes jsonb NOT NULL DEFAULT '{}'::jsonb
  value_mapping_version integer NOT NULL DEFAULT 0
  value_mapping_changed_by text
  value_mapping_changed_at timestamp with time zone
  paused_at timestamp with time zone
  removed_at timestamp with time zone
  schedule jsonb
  wants_full boolean NOT NULL DEFAULT false
  asked_at timestamp with time zone
  allowed_addresses_version integer NOT NULL DEFAULT 0
  allowed_addresses_changed_by text
  allowed_addresses_changed_at timestamp with time zone
  schedule_version integer NOT NULL DEFAULT 0
  schedule_changed_by text
  schedule_changed_at timestamp with time zone
  CONSTRAINT ck_connections_addresses_version CHECK ((allowed_addresses_version >= 0))
  CONSTRAINT ck_connections_requests CHECK (((requests_per_minute >= 1) AND (requests_per_minute <= 100000)))
  CONSTRAINT ck_connections_schedule_version CHECK ((schedule_version >= 0))
  CONSTRAINT ck_connections_sync_every CHECK (((sync_every_minutes >= 1) AND (sync_every_minutes <= 1440)))
  CONSTRAINT ck_connections_webhook_secrets CHECK ((cardinality(sealed_webhook_secrets) <= 2))
  CONSTRAINT connections_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_connections PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_connections_added_with UNIQUE (organisation_id, added_with)
  CONSTRAINT uq_connections_name UNIQUE (organisation_id, name)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  POLICY what_is_due PERMISSIVE FOR SELECT TO doorstep_dispatch USING true
  GRANT INSERT, SELECT, UPDATE TO doorstep_app
  GRANT SELECT (id, next_sync_at, organisation_id) TO doorstep_dispatch

TABLE console_sessions ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  secret_hash bytea NOT NULL
  staff_id uuid NOT NULL
  signed_in_by text NOT NULL
  opened_at timestamp with time zone NOT NULL DEFAULT now()
  used_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  ended_at timestamp with time zone
  CONSTRAINT ck_console_sessions_by CHECK ((signed_in_by = ANY (ARRAY['link'::text, 'provider'::text])))
  CONSTRAINT fk_console_sessions_staff FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, id)
  CONSTRAINT pk_console_sessions PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_console_sessions_staff ON public.console_sessions USING btree (organisation_id, staff_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at, used_at) TO doorstep_app

TABLE contacts ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  reference_id text NOT NULL
  allocated_by text NOT NULL
  type_code text
  type_source text NOT NULL
  occurred_at timestamp with time zone NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  home_id uuid
  tenancy_id uuid
  person_id uuid
  repair_id uuid
  CONSTRAINT fk_contacts_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes(organisation_id, id)
  CONSTRAINT fk_contacts_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT fk_contacts_repair FOREIGN KEY (organisation_id, repair_id) REFERENCES repairs(organisation_id, id)
  CONSTRAINT fk_contacts_tenancy FOREIGN KEY (organisation_id, tenancy_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT pk_contacts PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_contacts_reference UNIQUE (organisation_id, allocated_by, reference_id)
  CREATE INDEX ix_contacts_tenancy ON public.contacts USING btree (organisation_id, tenancy_id)
  CREATE INDEX ix_contacts_unmapped ON public.contacts USING btree (organisation_id, type_source) WHERE (type_code IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (home_id, tenancy_id) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (id, occurred_at, organisation_id) TO doorstep_remove

TABLE decisions ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  contact_id uuid NOT NULL
  household_id uuid
  outcome text NOT NULL
  why_not text
  why_not_form text
  facts jsonb NOT NULL
  trace jsonb NOT NULL
  library_version text NOT NULL
  decided_at timestamp with time zone NOT NULL DEFAULT now()
  rule_code text
  rule_version integer
  settings jsonb
  CONSTRAINT ck_decisions_outcome CHECK ((((outcome = 'prompt'::text) AND (why_not IS NULL) AND (why_not_form IS NULL)) OR ((outcome = 'none'::text) AND (why_not IS NOT NULL) AND (why_not_form = ANY (ARRAY['open'::text, 'silent'::text])))))
  CONSTRAINT ck_decisions_rule CHECK (((rule_code IS NULL) = (rule_version IS NULL)))
  CONSTRAINT fk_decisions_contact FOREIGN KEY (organisation_id, contact_id) REFERENCES contacts(organisation_id, id)
  CONSTRAINT fk_decisions_rule FOREIGN KEY (organisation_id, rule_code, rule_version) REFERENCES rules(organisation_id, code, version)
  CONSTRAINT pk_decisions PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_decisions_one_a_contact UNIQUE (organisation_id, contact_id)
  CREATE INDEX ix_decisions_decided ON public.decisions USING btree (organisation_id, decided_at)
  CREATE INDEX ix_decisions_household ON public.decisions USING btree (organisation_id, household_id, decided_at)
  CREATE INDEX ix_decisions_rule ON public.decisions USING btree (organisation_id, rule_code, rule_version) WHERE (rule_code IS NOT NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (contact_id, id, organisation_id) TO doorstep_remove

TABLE delivery_settings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  way text NOT NULL
  settings jsonb NOT NULL
  sealed_secret text
  set_by text NOT NULL
  set_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_delivery_settings_way CHECK ((way = ANY (ARRAY['email'::text, 'text'::text])))
  CONSTRAINT delivery_settings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_delivery_settings PRIMARY KEY (organisation_id, way)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE endpoint_deliveries ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  endpoint_id uuid NOT NULL
  event text NOT NULL
  subject_id uuid NOT NULL
  happened_at timestamp with time zone NOT NULL DEFAULT now()
  tries smallint NOT NULL DEFAULT 0
  last_status smallint
  last_problem text
  sent_at timestamp with time zone
  given_up_at timestamp with time zone
  CONSTRAINT ck_endpoint_deliveries_end CHECK (((sent_at IS NULL) OR (given_up_at IS NULL)))
  CONSTRAINT fk_endpoint_deliveries_endpoint FOREIGN KEY (organisation_id, endpoint_id) REFERENCES webhook_endpoints(organisation_id, id) ON DELETE CASCADE
  CONSTRAINT pk_endpoint_deliveries PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_endpoint_deliveries_age ON public.endpoint_deliveries USING btree (organisation_id, happened_at)
  CREATE INDEX ix_endpoint_deliveries_newest ON public.endpoint_deliveries USING btree (organisation_id, endpoint_id, happened_at DESC)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE erased_references ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  entity text NOT NULL
  key_hash bytea NOT NULL
  erased_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT fk_erased_references_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_erased_references PRIMARY KEY (organisation_id, connection_id, entity, key_hash)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE evaluation_answers ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  evaluation_id uuid NOT NULL
  words text NOT NULL
  answered_by text NOT NULL
  answered_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_evaluation_answers_words CHECK ((words <> ''::text))
  CONSTRAINT fk_evaluation_answers_evaluation FOREIGN KEY (organisation_id, evaluation_id) REFERENCES evaluations(organisation_id, id)
  CONSTRAINT pk_evaluation_answers PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_evaluation_answers_one_a_key UNIQUE (organisation_id, answered_by, idempotency_key)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE evaluations ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL DEFAULT 1
  ask_id uuid
  is_baseline boolean NOT NULL DEFAULT false
  year integer
  themes jsonb NOT NULL DEFAULT '[]'::jsonb
  report text
  opened_by text NOT NULL
  opened_at timestamp with time zone NOT NULL DEFAULT now()
  written_by text NOT NULL
  written_at timestamp with time zone NOT NULL DEFAULT now()
  locked_at timestamp with time zone
  seal bytea
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_evaluations_locked CHECK ((((locked_at IS NULL) = (seal IS NULL)) AND ((locked_at IS NULL) OR (report IS NOT NULL)) AND (report <> ''::text)))
  CONSTRAINT ck_evaluations_of CHECK ((((ask_id IS NULL) = (year IS NOT NULL)) AND ((ask_id IS NULL) OR (NOT is_baseline))))
  CONSTRAINT evaluations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT fk_evaluations_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_evaluations PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_evaluations_one_a_key UNIQUE (organisation_id, opened_by, idempotency_key)
  CONSTRAINT uq_evaluations_one_an_ask UNIQUE (organisation_id, ask_id)
  CREATE UNIQUE INDEX uq_evaluations_one_a_year ON public.evaluations USING btree (organisation_id, year) WHERE ((ask_id IS NULL) AND (NOT is_baseline))
  CREATE UNIQUE INDEX uq_evaluations_one_baseline ON public.evaluations USING btree (organisation_id) WHERE is_baseline
  CREATE TRIGGER evaluators_alone AFTER INSERT OR UPDATE ON public.evaluations FOR EACH ROW EXECUTE FUNCTION refuse_all_but_evaluators()
  CREATE TRIGGER stays_locked AFTER UPDATE ON public.evaluations FOR EACH ROW WHEN ((old.locked_at IS NOT NULL)) EXECUTE FUNCTION refuse_what_is_locked()
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (locked_at, report, seal, themes, version, written_at, written_by) TO doorstep_app

TABLE evidence_packs ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  ask_id uuid
  year integer
  is_publication boolean NOT NULL
  state text NOT NULL DEFAULT 'waiting'::text
  step text
  steps_done integer NOT NULL DEFAULT 0
  steps_in_all integer NOT NULL DEFAULT 0
  as_of timestamp with time zone NOT NULL
  content_hash bytea
  asked_by text NOT NULL
  asked_at timestamp with time zone NOT NULL DEFAULT now()
  made_at timestamp with time zone
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_evidence_packs_kind CHECK ((((kind = 'ask'::text) AND (ask_id IS NOT NULL) AND (year IS NULL)) OR ((kind = 'year'::text) AND (ask_id IS NULL) AND (year IS NOT NULL))))
  CONSTRAINT ck_evidence_packs_state CHECK (((state = ANY (ARRAY['waiting'::text, 'making'::text, 'made'::text, 'stopped'::text])) AND ((state = 'made'::text) = (made_at IS NOT NULL)) AND ((state = 'made'::text) = (content_hash IS NOT NULL))))
  CONSTRAINT evidence_packs_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT fk_evidence_packs_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_evidence_packs PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_evidence_packs_one_a_key UNIQUE (organisation_id, asked_by, idempotency_key)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (content_hash, made_at, state, step, steps_done, steps_in_all) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (id, is_publication, made_at, organisation_id, state) TO doorstep_remove

TABLE first_heard ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  kind text NOT NULL
  id uuid NOT NULL
  said_at timestamp with time zone NOT NULL
  CONSTRAINT ck_first_heard_kind CHECK ((kind = ANY (ARRAY['who'::text, 'household'::text, 'home'::text])))
  CONSTRAINT first_heard_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_first_heard PRIMARY KEY (organisation_id, kind, id)
  CREATE INDEX ix_first_heard_said ON public.first_heard USING btree (organisation_id, kind, said_at) INCLUDE (id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app
  GRANT UPDATE (said_at) TO doorstep_app

TABLE gather_links ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  secret_hash bytea NOT NULL
  kind text NOT NULL
  name text NOT NULL
  place text NOT NULL
  ask_id uuid
  wonder_id uuid
  form text NOT NULL
  made_by text NOT NULL
  made_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  withdrawn_at timestamp with time zone
  withdrawn_by text
  most_an_hour integer NOT NULL DEFAULT 60
  hour_began_at timestamp with time zone NOT NULL DEFAULT now()
  said_this_hour integer NOT NULL DEFAULT 0
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_gather_links_expires CHECK (((expires_at > made_at) AND (expires_at <= (made_at + '90 days'::interval))))
  CONSTRAINT ck_gather_links_form CHECK ((form = ANY (ARRAY['own-words'::text, 'always-and-never'::text, 'recipe'::text])))
  CONSTRAINT ck_gather_links_kind CHECK ((kind = ANY (ARRAY['partner'::text, 'stall'::text])))
  CONSTRAINT ck_gather_links_pace CHECK ((((most_an_hour >= 1) AND (most_an_hour <= 600)) AND ((said_this_hour >= 0) AND (said_this_hour <= most_an_hour))))
  CONSTRAINT ck_gather_links_withdrawn CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
  CONSTRAINT ck_gather_links_wonder CHECK (((wonder_id IS NULL) OR ((ask_id IS NOT NULL) AND (form = 'own-words'::text))))
  CONSTRAINT ck_gather_links_words CHECK (((name <> ''::text) AND (place <> ''::text)))
  CONSTRAINT fk_gather_links_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT fk_gather_links_wonder FOREIGN KEY (organisation_id, wonder_id) REFERENCES wonders(organisation_id, id)
  CONSTRAINT gather_links_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_gather_links PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_gather_links_one_a_key UNIQUE (organisation_id, made_by, idempotency_key)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (hour_began_at, said_this_hour, withdrawn_at, withdrawn_by) TO doorstep_app

TABLE hand_off_contents ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  hand_off_id uuid NOT NULL
  sealed text NOT NULL
  CONSTRAINT fk_hand_off_contents_hand_off FOREIGN KEY (organisation_id, hand_off_id) REFERENCES hand_offs(organisation_id, id)
  CONSTRAINT pk_hand_off_contents PRIMARY KEY (organisation_id, hand_off_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (hand_off_id, organisation_id) TO doorstep_remove

TABLE hand_off_routes ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  route text NOT NULL
  way text NOT NULL
  connection_id uuid
  email text
  phone text
  what_to_do text
  escalate_to text
  acknowledge_minutes integer
  set_by text NOT NULL
  set_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_hand_off_routes_minutes CHECK (((acknowledge_minutes >= 1) AND (acknowledge_minutes <= 43200)))
  CONSTRAINT ck_hand_off_routes_route CHECK ((route = ANY (ARRAY['emergency'::text, 'crisis'::text, 'safeguarding_da'::text, 'safeguarding'::text, 'hazard'::text, 'building_safety'::text, 'conduct'::text, 'legal'::text, 'asb'::text, 'complaint_choice'::text, 'support'::text, 'data_rights'::text, 'information_request'::text, 'service_request'::text])))
  CONSTRAINT ck_hand_off_routes_way CHECK ((((way = 'host'::text) AND (connection_id IS NOT NULL)) OR ((way = 'email'::text) AND (email IS NOT NULL)) OR (way = 'by-hand'::text)))
  CONSTRAINT fk_hand_off_routes_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT hand_off_routes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_hand_off_routes PRIMARY KEY (organisation_id, route)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE hand_offs ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  route text NOT NULL
  reference text NOT NULL
  household_id uuid
  home_id uuid
  person_id uuid
  is_emergency boolean NOT NULL
  raised_by text
  told_at timestamp with time zone NOT NULL
  captured_at timestamp with time zone NOT NULL
  received_at timestamp with time zone NOT NULL DEFAULT now()
  target_at timestamp with time zone NOT NULL
  way text NOT NULL
  repeats uuid
  tries smallint NOT NULL DEFAULT 0
  sent_at timestamp with time zone
  acknowledged_at timestamp with time zone
  acknowledged_by text
  host_reference text
  escalations smallint NOT NULL DEFAULT 0
  closed_at timestamp with time zone
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_hand_offs_acknowledged CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL)))
  CONSTRAINT ck_hand_offs_clock CHECK (((told_at <= captured_at) AND (captured_at <= received_at)))
  CONSTRAINT ck_hand_offs_restricted CHECK (((route <> 'restricted'::text) OR ((household_id IS NULL) AND (home_id IS NULL) AND (person_id IS NULL) AND (raised_by IS NULL) AND (repeats IS NULL))))
  CONSTRAINT ck_hand_offs_route CHECK ((route = ANY (ARRAY['emergency'::text, 'hazard'::text, 'building_safety'::text, 'legal'::text, 'asb'::text, 'complaint_choice'::text, 'support'::text, 'data_rights'::text, 'information_request'::text, 'service_request'::text, 'restricted'::text])))
  CONSTRAINT ck_hand_offs_way CHECK ((way = ANY (ARRAY['host'::text, 'email'::text, 'by-hand'::text])))
  CONSTRAINT fk_hand_offs_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes(organisation_id, id)
  CONSTRAINT fk_hand_offs_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_hand_offs_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT fk_hand_offs_repeats FOREIGN KEY (organisation_id, repeats) REFERENCES hand_offs(organisation_id, id)
  CONSTRAINT pk_hand_offs PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_hand_offs_one_a_key UNIQUE (organisation_id, idempotency_key)
  CONSTRAINT uq_hand_offs_reference UNIQUE (organisation_id, reference)
  CREATE INDEX ix_hand_offs_home ON public.hand_offs USING btree (organisation_id, home_id) WHERE (home_id IS NOT NULL)
  CREATE INDEX ix_hand_offs_household ON public.hand_offs USING btree (organisation_id, household_id) WHERE (household_id IS NOT NULL)
  CREATE INDEX ix_hand_offs_waiting ON public.hand_offs USING btree (organisation_id, target_at) WHERE (acknowledged_at IS NULL)
  CREATE TRIGGER tell_of_added AFTER INSERT ON public.hand_offs REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_of_added('hand-off.raised')
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (acknowledged_at, acknowledged_by, closed_at, escalations, host_reference, sent_at, tries, way) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (closed_at, id, organisation_id, repeats) TO doorstep_remove

TABLE held_rows ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL DEFAULT gen_random_uuid()
  connection_id uuid NOT NULL
  stream text NOT NULL
  key text NOT NULL
  code text NOT NULL
  message text NOT NULL
  raw text
  first_seen_at timestamp with time zone NOT NULL DEFAULT now()
  last_seen_at timestamp with time zone NOT NULL DEFAULT now()
  released_at timestamp with time zone
  left_out_at timestamp with time zone
  left_out_by text
  field text
  value text
  may_be_empty boolean NOT NULL DEFAULT false
  CONSTRAINT fk_held_rows_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_held_rows PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_held_rows_key UNIQUE (organisation_id, connection_id, stream, key, code)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE held_voices ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  record_type text NOT NULL
  record_id text NOT NULL
  allocated_by text NOT NULL
  sealed_request text
  taken_by text NOT NULL
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  received_at timestamp with time zone NOT NULL DEFAULT now()
  settled_at timestamp with time zone
  voice_id uuid
  CONSTRAINT ck_held_voices_record CHECK ((record_type = ANY (ARRAY['person'::text, 'tenancy'::text, 'home'::text])))
  CONSTRAINT ck_held_voices_settled CHECK ((((settled_at IS NULL) = (sealed_request IS NOT NULL)) AND ((settled_at IS NULL) = (voice_id IS NULL))))
  CONSTRAINT fk_held_voices_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT held_voices_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_held_voices PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_held_voices_one_a_key UNIQUE (organisation_id, taken_by, idempotency_key)
  CREATE INDEX ix_held_voices_waiting ON public.held_voices USING btree (organisation_id, received_at) WHERE (settled_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (sealed_request, settled_at, voice_id) TO doorstep_app

TABLE homes ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL DEFAULT gen_random_uuid()
  connection_id uuid NOT NULL
  reference_id text NOT NULL
  allocated_by text NOT NULL
  kind text NOT NULL
  kind_source text
  scheme text NOT NULL
  address_lines text[] NOT NULL
  postal_code text
  parent_reference jsonb
  is_active boolean NOT NULL
  content_hash bytea NOT NULL
  source_updated_at timestamp with time zone
  first_seen_at timestamp with time zone NOT NULL DEFAULT now()
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  deleted_at timestamp with time zone
  row_hash bytea
  parent_id text GENERATED AS (parent_reference ->> 'id'::text)
  CONSTRAINT ck_homes_kind CHECK ((kind = ANY (ARRAY['estate'::text, 'block'::text, 'dwelling'::text, 'non-dwelling'::text, 'facility'::text, 'unknown'::text])))
  CONSTRAINT ck_homes_scheme CHECK ((scheme = ANY (ARRAY['general'::text, 'sheltered'::text, 'refuge'::text])))
  CONSTRAINT fk_homes_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_homes PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_homes_reference UNIQUE (organisation_id, connection_id, reference_id)
  CREATE INDEX ix_homes_areas ON public.homes USING btree (organisation_id, connection_id, reference_id) INCLUDE (parent_id) WHERE ((deleted_at IS NULL) AND (kind <> 'dwelling'::text))
  CREATE INDEX ix_homes_counted ON public.homes USING btree (organisation_id, id) INCLUDE (connection_id, parent_id) WHERE (deleted_at IS NULL)
  CREATE INDEX ix_homes_parent ON public.homes USING btree (organisation_id, parent_id) WHERE (deleted_at IS NULL)
  CREATE INDEX ix_homes_reference ON public.homes USING btree (organisation_id, reference_id)
  CREATE INDEX ix_homes_refuges ON public.homes USING btree (organisation_id, id) WHERE (scheme = 'refuge'::text)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE installations ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  name text NOT NULL
  allowed_origins text[] NOT NULL
  public_keys jsonb NOT NULL
  record_systems jsonb NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  role_map jsonb NOT NULL DEFAULT '{}'::jsonb
  sealed_keys jsonb NOT NULL DEFAULT '[]'::jsonb
  key_set_url text
  key_set_addresses text[] NOT NULL DEFAULT '{}'::text[]
  sealed_canvas_secret text
  canvas_organisation text
  version integer NOT NULL DEFAULT 1
  changed_by text NOT NULL DEFAULT 'doorstep'::text
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  last_seen_at timestamp with time zone
  last_seen_origin text
  CONSTRAINT ck_installations_canvas CHECK (((sealed_canvas_secret IS NULL) = (canvas_organisation IS NULL)))
  CONSTRAINT installations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_installations PRIMARY KEY (organisation_id, id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (allowed_origins, canvas_organisation, changed_at, changed_by, key_set_addresses, key_set_url, last_seen_at, last_seen_origin, name, public_keys, record_systems, role_map, sealed_canvas_secret, sealed_keys, version) TO doorstep_app

TABLE involvements ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  person_id uuid NOT NULL
  household_id uuid
  kind text NOT NULL
  minutes integer NOT NULL
  happened_at timestamp with time zone NOT NULL
  owner text NOT NULL
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_involvements_kind CHECK ((kind = ANY (ARRAY['conversation'::text, 'call-back'::text, 'meeting'::text, 'walkabout'::text, 'workshop'::text, 'panel'::text, 'training'::text, 'evaluation'::text])))
  CONSTRAINT ck_involvements_minutes CHECK (((minutes >= 1) AND (minutes <= 1440)))
  CONSTRAINT fk_involvements_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_involvements_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT pk_involvements PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_involvements_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key)
  CREATE INDEX ix_involvements_person ON public.involvements USING btree (organisation_id, person_id, happened_at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE ladder_tries ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  ladder_id uuid NOT NULL
  household_id uuid NOT NULL
  step integer NOT NULL
  attempt integer NOT NULL
  channel text
  time_of_day text NOT NULL
  skipped jsonb NOT NULL
  at timestamp with time zone NOT NULL
  made_by text NOT NULL
  answer text
  answered_at timestamp with time zone
  answered_by text
  ended_at timestamp with time zone
  ended_as text
  CONSTRAINT ck_ladder_tries_answer CHECK ((((answer IS NULL) AND (answered_at IS NULL) AND (answered_by IS NULL)) OR ((answer = ANY (ARRAY['heard'::text, 'declined'::text, 'not_my_topic'::text, 'not_this_way'::text, 'bad_time'::text, 'dont_trust'::text, 'couldnt_reach'::text, 'needs_support'::text, 'moved'::text])) AND (answered_at IS NOT NULL) AND (answered_by IS NOT NULL))))
  CONSTRAINT ck_ladder_tries_channel CHECK ((channel = ANY (ARRAY['in-person'::text, 'phone'::text, 'message'::text, 'letter'::text])))
  CONSTRAINT ck_ladder_tries_ended CHECK ((((ended_at IS NULL) AND (ended_as IS NULL)) OR ((ended_at IS NOT NULL) AND (ended_as = ANY (ARRAY['answered'::text, 'tried-again'::text, 'passed'::text, 'inbound'::text, 'ladder-ended'::text])))))
  CONSTRAINT ck_ladder_tries_step CHECK ((((step >= 0) AND (step <= 7)) AND ((attempt >= 1) AND (attempt <= 2))))
  CONSTRAINT ck_ladder_tries_time CHECK ((time_of_day = ANY (ARRAY['any'::text, 'morning'::text, 'afternoon'::text])))
  CONSTRAINT fk_ladder_tries_ladder FOREIGN KEY (organisation_id, ladder_id, household_id) REFERENCES ladders(organisation_id, id, household_id)
  CONSTRAINT pk_ladder_tries PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_ladder_tries_attempt UNIQUE (organisation_id, ladder_id, step, attempt)
  CREATE INDEX ix_ladder_tries_household ON public.ladder_tries USING btree (organisation_id, household_id)
  CREATE UNIQUE INDEX uq_ladder_tries_one_live ON public.ladder_tries USING btree (organisation_id, household_id) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (answer, answered_at, answered_by, ended_as, ended_at) TO doorstep_app

TABLE ladders ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  household_id uuid NOT NULL
  started_by text NOT NULL
  started_at timestamp with time zone NOT NULL
  preferred text
  needs text[] NOT NULL
  holds text[] NOT NULL
  told_low_trust boolean NOT NULL
  picked integer
  look_again_at timestamp with time zone
  waits_because text
  ended_at timestamp with time zone
  ended_because text
  ended_reason text
  revisit_at timestamp with time zone
  CONSTRAINT ck_ladders_ended CHECK ((((ended_at IS NULL) AND (ended_because IS NULL) AND (ended_reason IS NULL) AND (revisit_at IS NULL)) OR ((ended_at IS NOT NULL) AND (ended_because = ANY (ARRAY['heard'::text, 'declined'::text, 'quiet'::text])) AND (revisit_at IS NOT NULL))))
  CONSTRAINT ck_ladders_holds CHECK ((holds <@ ARRAY['message'::text, 'phone'::text, 'visit'::text, 'support'::text]))
  CONSTRAINT ck_ladders_needs CHECK ((needs <@ ARRAY['interpreter'::text, 'sign-language'::text, 'representative'::text, 'large-print'::text, 'easy-read'::text, 'no-internet'::text, 'hearing'::text]))
  CONSTRAINT ck_ladders_picked CHECK (((picked >= 0) AND (picked <= 7)))
  CONSTRAINT ck_ladders_preferred CHECK ((preferred = ANY (ARRAY['in-person'::text, 'phone'::text, 'message'::text, 'letter'::text])))
  CONSTRAINT fk_ladders_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT pk_ladders PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_ladders_household UNIQUE (organisation_id, id, household_id)
  CREATE INDEX ix_ladders_household ON public.ladders USING btree (organisation_id, household_id, started_at)
  CREATE UNIQUE INDEX uq_ladders_one_a_household ON public.ladders USING btree (organisation_id, household_id) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at, ended_because, ended_reason, look_again_at, picked, revisit_at, waits_because) TO doorstep_app

TABLE leave_links ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  code_hash bytea NOT NULL
  ask_id uuid NOT NULL
  household_id uuid NOT NULL
  made_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL DEFAULT (now() + '90 days'::interval)
  left_at timestamp with time zone
  CONSTRAINT ck_leave_links_expires CHECK (((expires_at > made_at) AND (expires_at <= (made_at + '90 days'::interval))))
  CONSTRAINT fk_leave_links_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT fk_leave_links_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT leave_links_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_leave_links PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_leave_links_code UNIQUE (organisation_id, code_hash)
  CREATE INDEX ix_leave_links_expires ON public.leave_links USING btree (organisation_id, expires_at)
  CREATE INDEX ix_leave_links_household ON public.leave_links USING btree (organisation_id, household_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app
  GRANT UPDATE (left_at) TO doorstep_app

TABLE lightbulbs ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  voice_id uuid NOT NULL
  asked_by text NOT NULL
  set_by text NOT NULL
  set_at timestamp with time zone NOT NULL DEFAULT now()
  taken_back_by text
  taken_back_at timestamp with time zone
  CONSTRAINT ck_lightbulbs_asked_by CHECK ((asked_by = ANY (ARRAY['staff'::text, 'resident'::text])))
  CONSTRAINT ck_lightbulbs_taken_back CHECK (((taken_back_by IS NULL) = (taken_back_at IS NULL)))
  CONSTRAINT fk_lightbulbs_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_lightbulbs PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_lightbulbs_voice ON public.lightbulbs USING btree (organisation_id, voice_id)
  CREATE UNIQUE INDEX uq_lightbulbs_one_a_voice ON public.lightbulbs USING btree (organisation_id, voice_id) WHERE (taken_back_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (taken_back_at, taken_back_by) TO doorstep_app

TABLE listening_pages ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  year integer NOT NULL
  page jsonb NOT NULL
  content_hash bytea NOT NULL
  published_by text NOT NULL
  published_at timestamp with time zone NOT NULL DEFAULT now()
  ended_by text
  ended_at timestamp with time zone
  CONSTRAINT ck_listening_pages_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  CONSTRAINT listening_pages_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_listening_pages PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX uq_listening_pages_one ON public.listening_pages USING btree (organisation_id) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at, ended_by) TO doorstep_app

TABLE live_teams ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  team_code text NOT NULL
  live_since timestamp with time zone NOT NULL DEFAULT now()
  set_by text NOT NULL
  CONSTRAINT fk_live_teams_team FOREIGN KEY (organisation_id, team_code) REFERENCES teams(organisation_id, code)
  CONSTRAINT pk_live_teams PRIMARY KEY (organisation_id, team_code)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE look_settings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  preset text NOT NULL
  accent text
  accent_dark text
  theme text NOT NULL
  density text NOT NULL
  version integer NOT NULL
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_look_settings_accent CHECK ((((accent IS NULL) = (accent_dark IS NULL)) AND (accent ~ '^#[0-9a-f]{6}$'::text) AND (accent_dark ~ '^#[0-9a-f]{6}$'::text)))
  CONSTRAINT ck_look_settings_density CHECK ((density = ANY (ARRAY['comfortable'::text, 'compact'::text])))
  CONSTRAINT ck_look_settings_preset CHECK ((preset = ANY (ARRAY['neutral'::text, 'fluent'::text, 'slds'::text])))
  CONSTRAINT ck_look_settings_theme CHECK ((theme = ANY (ARRAY['auto'::text, 'light'::text, 'dark'::text])))
  CONSTRAINT look_settings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_look_settings PRIMARY KEY (organisation_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE merged_references ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  entity text NOT NULL
  allocated_by text NOT NULL
  reference_id text NOT NULL
  into_reference_id text NOT NULL
  merged_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_merged_references_into CHECK ((into_reference_id <> reference_id))
  CONSTRAINT fk_merged_references_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_merged_references PRIMARY KEY (organisation_id, connection_id, entity, reference_id)
  CREATE INDEX ix_merged_references_asked ON public.merged_references USING btree (organisation_id, allocated_by, reference_id)
  CREATE INDEX ix_merged_references_into ON public.merged_references USING btree (organisation_id, connection_id, entity, into_reference_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE moments ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  household_id uuid NOT NULL
  contact_id uuid
  prompt_id uuid
  kind text NOT NULL
  staff_id text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_moments_kind CHECK ((kind = ANY (ARRAY['not-now'::text, 'not-the-household'::text])))
  CONSTRAINT fk_moments_contact FOREIGN KEY (organisation_id, contact_id) REFERENCES contacts(organisation_id, id)
  CONSTRAINT fk_moments_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_moments_prompt FOREIGN KEY (organisation_id, prompt_id) REFERENCES prompts(organisation_id, id)
  CONSTRAINT pk_moments PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_moments_one_a_key UNIQUE (organisation_id, staff_id, idempotency_key)
  CREATE INDEX ix_moments_contact ON public.moments USING btree (organisation_id, contact_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT SELECT (contact_id, organisation_id) TO doorstep_remove

TABLE off_switches ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  covers text NOT NULL
  subject text
  because text NOT NULL
  thrown_at timestamp with time zone NOT NULL DEFAULT now()
  thrown_by text NOT NULL
  lifted_at timestamp with time zone
  lifted_by text
  CONSTRAINT ck_off_switches_because CHECK ((because <> ''::text))
  CONSTRAINT ck_off_switches_covers CHECK (((covers = ANY (ARRAY['everything'::text, 'team'::text, 'place'::text])) AND ((covers = 'everything'::text) = (subject IS NULL))))
  CONSTRAINT ck_off_switches_lifted CHECK (((lifted_at IS NULL) = (lifted_by IS NULL)))
  CONSTRAINT off_switches_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_off_switches PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX uq_off_switches_thrown ON public.off_switches USING btree (organisation_id, covers, COALESCE(subject, ''::text)) WHERE (lifted_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (lifted_at, lifted_by) TO doorstep_app

TABLE organisations ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  id uuid NOT NULL
  slug text NOT NULL
  name text NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  shows_prompts_to text NOT NULL DEFAULT 'everyone'::text
  just_words_months integer NOT NULL DEFAULT 6
  survey_periods_version integer NOT NULL DEFAULT 0
  survey_periods_changed_by text
  survey_periods_changed_at timestamp with time zone
  clash_days integer NOT NULL DEFAULT 3
  skill_offer_months integer NOT NULL DEFAULT 12
  CONSTRAINT ck_organisations_clash_days CHECK (((clash_days >= 2) AND (clash_days <= 30)))
  CONSTRAINT ck_organisations_just_words_months CHECK (((just_words_months >= 1) AND (just_words_months <= 36)))
  CONSTRAINT ck_organisations_shows_prompts_to CHECK ((shows_prompts_to = ANY (ARRAY['everyone'::text, 'live-teams'::text])))
  CONSTRAINT ck_organisations_skill_offer_months CHECK (((skill_offer_months >= 1) AND (skill_offer_months <= 60)))
  CONSTRAINT ck_organisations_slug CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
  CONSTRAINT pk_organisations PRIMARY KEY (id)
  CONSTRAINT uq_organisations_slug UNIQUE (slug)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (id = ( SELECT current_organisation() AS current_organisation))
  POLICY which_exist PERMISSIVE FOR SELECT TO doorstep_dispatch USING true
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (clash_days, just_words_months, name, shows_prompts_to, skill_offer_months, survey_periods_changed_at, survey_periods_changed_by, survey_periods_version) TO doorstep_app
  GRANT SELECT (id, name, slug) TO doorstep_dispatch

TABLE other_references ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  entity text NOT NULL
  entity_id uuid NOT NULL
  allocated_by text NOT NULL
  reference_id text NOT NULL
  CONSTRAINT ck_other_references_entity CHECK ((entity = ANY (ARRAY['home'::text, 'person'::text, 'tenancy'::text])))
  CONSTRAINT fk_other_references_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_other_references PRIMARY KEY (organisation_id, connection_id, entity, allocated_by, reference_id, entity_id)
  CREATE INDEX ix_other_references_entity ON public.other_references USING btree (organisation_id, entity_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE outbox ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  topic text NOT NULL
  subject_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  sent_at timestamp with time zone
  done_at timestamp with time zone
  due_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_outbox_topic CHECK ((topic = ANY (ARRAY['contact'::text, 'hand-off'::text, 'hand-off-check'::text, 'telling'::text, 'write-back'::text, 'alarm'::text, 'preference-review'::text, 'recompense-review'::text, 'reply-check'::text, 'held-voices'::text, 'hint'::text, 'evidence'::text, 'webhook'::text])))
  CONSTRAINT pk_outbox PRIMARY KEY (organisation_id, seq)
  CONSTRAINT uq_outbox_subject UNIQUE (organisation_id, topic, subject_id)
  CREATE INDEX ix_outbox_following ON public.outbox USING btree (organisation_id, due_at) WHERE ((done_at IS NULL) AND (topic <> ALL (ARRAY['contact'::text, 'webhook'::text])))
  CREATE INDEX ix_outbox_in_hand ON public.outbox USING btree (organisation_id, sent_at) WHERE ((done_at IS NULL) AND (sent_at IS NOT NULL))
  CREATE INDEX ix_outbox_waiting ON public.outbox USING btree (organisation_id, seq) WHERE (done_at IS NULL)
  CREATE INDEX ix_outbox_webhooks ON public.outbox USING btree (organisation_id, due_at) WHERE ((done_at IS NULL) AND (topic = 'webhook'::text))
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  POLICY what_waits PERMISSIVE FOR ALL TO doorstep_dispatch USING true
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (done_at, due_at, sent_at) TO doorstep_app
  GRANT SELECT TO doorstep_dispatch
  GRANT UPDATE (sent_at) TO doorstep_dispatch
  GRANT SELECT (done_at, organisation_id, subject_id, topic) TO doorstep_remove

TABLE outcome_details ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  outcome_id uuid NOT NULL
  takes_part text
  needs text[] NOT NULL DEFAULT '{}'::text[]
  ask_by text
  wrong_because text
  came text
  staff_id text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_outcome_details_ask_by CHECK ((ask_by = ANY (ARRAY['phone'::text, 'text'::text, 'letter'::text, 'in-person'::text, 'representative'::text])))
  CONSTRAINT ck_outcome_details_came CHECK ((((takes_part IS NULL) = (came IS NOT NULL)) AND (came = ANY (ARRAY['kept'::text, 'number-needed'::text, 'raised'::text, 'noted'::text]))))
  CONSTRAINT ck_outcome_details_needs CHECK (((needs <@ ARRAY['interpreter'::text, 'childcare'::text, 'travel'::text, 'large-print'::text, 'companion'::text]) AND ((takes_part IS NOT NULL) OR (needs = '{}'::text[]))))
  CONSTRAINT ck_outcome_details_one CHECK ((num_nonnulls(takes_part, ask_by, wrong_because) = 1))
  CONSTRAINT ck_outcome_details_takes_part CHECK ((takes_part = ANY (ARRAY['come-along'::text, 'phone'::text, 'online'::text, 'visit'::text])))
  CONSTRAINT ck_outcome_details_wrong CHECK ((wrong_because = ANY (ARRAY['not-living-here'::text, 'dealt-with'::text, 'facts-wrong'::text, 'other'::text])))
  CONSTRAINT fk_outcome_details_outcome FOREIGN KEY (organisation_id, outcome_id) REFERENCES outcomes(organisation_id, id)
  CONSTRAINT pk_outcome_details PRIMARY KEY (organisation_id, outcome_id)
  CONSTRAINT uq_outcome_details_one_a_key UNIQUE (organisation_id, staff_id, idempotency_key)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT SELECT (organisation_id, outcome_id) TO doorstep_remove
  GRANT UPDATE (needs) TO doorstep_remove

TABLE outcomes ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  prompt_id uuid NOT NULL
  household_id uuid NOT NULL
  person_id uuid
  outcome text NOT NULL
  heard text
  reason text
  staff_id text NOT NULL
  said_at timestamp with time zone NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  withdrawn_at timestamp with time zone
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  felt_listened text
  reminder_ended_at timestamp with time zone
  CONSTRAINT ck_outcomes_felt_listened CHECK (((felt_listened IS NULL) OR ((felt_listened = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text])) AND (outcome = 'heard'::text))))
  CONSTRAINT ck_outcomes_outcome CHECK ((((outcome = 'heard'::text) AND (heard = ANY (ARRAY['idea'::text, 'worry'::text, 'good'::text, 'happy'::text])) AND (reason IS NULL)) OR ((outcome = 'not-this-time'::text) AND (heard IS NULL) AND (reason = ANY (ARRAY['moment'::text, 'topic'::text, 'another-way'::text, 'never'::text, 'wrong'::text]))) OR ((outcome = 'take-part'::text) AND (heard IS NULL) AND (reason IS NULL))))
  CONSTRAINT fk_outcomes_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_outcomes_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT fk_outcomes_prompt FOREIGN KEY (organisation_id, prompt_id) REFERENCES prompts(organisation_id, id)
  CONSTRAINT pk_outcomes PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_outcomes_one_a_key UNIQUE (organisation_id, staff_id, idempotency_key)
  CREATE INDEX ix_outcomes_household ON public.outcomes USING btree (organisation_id, household_id)
  CREATE INDEX ix_outcomes_not_this_time ON public.outcomes USING btree (organisation_id, prompt_id) INCLUDE (reason) WHERE ((outcome = 'not-this-time'::text) AND (withdrawn_at IS NULL))
  CREATE UNIQUE INDEX uq_outcomes_one_a_prompt ON public.outcomes USING btree (organisation_id, prompt_id) WHERE (withdrawn_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (reminder_ended_at, withdrawn_at) TO doorstep_app

TABLE panel_drafts ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  installation_id uuid NOT NULL
  staff_id text NOT NULL
  record_type text NOT NULL
  record_id text NOT NULL
  form text NOT NULL
  sealed text NOT NULL
  kept_at timestamp with time zone NOT NULL DEFAULT now()
  keep_until timestamp with time zone NOT NULL
  CONSTRAINT ck_panel_drafts_form CHECK ((form = ANY (ARRAY['words'::text, 'log'::text, 'correction'::text])))
  CONSTRAINT fk_panel_drafts_installation FOREIGN KEY (organisation_id, installation_id) REFERENCES installations(organisation_id, id)
  CONSTRAINT pk_panel_drafts PRIMARY KEY (organisation_id, installation_id, staff_id, record_type, record_id, form)
  CREATE INDEX ix_panel_drafts_until ON public.panel_drafts USING btree (organisation_id, keep_until)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE panel_links ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  secret_hash bytea NOT NULL
  installation_id uuid NOT NULL
  staff_id text NOT NULL
  roles text[] NOT NULL
  teams text[] NOT NULL
  record_type text NOT NULL
  record_id text NOT NULL
  made_by text NOT NULL
  expires_at timestamp with time zone NOT NULL
  used_at timestamp with time zone
  CONSTRAINT ck_panel_links_record CHECK ((record_type = ANY (ARRAY['person'::text, 'tenancy'::text, 'home'::text])))
  CONSTRAINT fk_panel_links_installation FOREIGN KEY (organisation_id, installation_id) REFERENCES installations(organisation_id, id)
  CONSTRAINT pk_panel_links PRIMARY KEY (organisation_id, id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app
  GRANT UPDATE (used_at) TO doorstep_app

TABLE panel_sessions ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  secret_hash bytea NOT NULL
  installation_id uuid NOT NULL
  staff_id text NOT NULL
  roles text[] NOT NULL
  record_type text NOT NULL
  record_id text NOT NULL
  origin text
  expires_at timestamp with time zone NOT NULL
  mount text NOT NULL DEFAULT 'page'::text
  teams text[] NOT NULL DEFAULT '{}'::text[]
  CONSTRAINT ck_panel_sessions_mount CHECK ((mount = ANY (ARRAY['page'::text, 'frame'::text, 'link'::text])))
  CONSTRAINT ck_panel_sessions_origin CHECK (((mount = 'link'::text) = (origin IS NULL)))
  CONSTRAINT fk_panel_sessions_installation FOREIGN KEY (organisation_id, installation_id) REFERENCES installations(organisation_id, id)
  CONSTRAINT pk_panel_sessions PRIMARY KEY (organisation_id, secret_hash)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE people ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL DEFAULT gen_random_uuid()
  connection_id uuid NOT NULL
  reference_id text NOT NULL
  allocated_by text NOT NULL
  full_name text NOT NULL
  title text
  given_name text
  family_name text
  date_of_birth date
  date_of_death date
  kinds text[] NOT NULL
  content_hash bytea NOT NULL
  source_updated_at timestamp with time zone
  first_seen_at timestamp with time zone NOT NULL DEFAULT now()
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  deleted_at timestamp with time zone
  row_hash bytea
  CONSTRAINT fk_people_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_people PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_people_reference UNIQUE (organisation_id, connection_id, reference_id)
  CREATE INDEX ix_people_counted ON public.people USING btree (organisation_id, id) INCLUDE (date_of_birth) WHERE (deleted_at IS NULL)
  CREATE INDEX ix_people_reference ON public.people USING btree (organisation_id, reference_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE phones ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  name text
  operative_id text NOT NULL
  operative_name text
  app_version text NOT NULL
  secret_hash bytea NOT NULL
  added_at timestamp with time zone NOT NULL DEFAULT now()
  last_contact_at timestamp with time zone NOT NULL DEFAULT now()
  waiting integer NOT NULL DEFAULT 0
  oldest_waiting_at timestamp with time zone
  clock_ahead_seconds integer
  removed_at timestamp with time zone
  removed_by text
  cleared_at timestamp with time zone
  CONSTRAINT ck_phones_removed CHECK (((removed_at IS NULL) = (removed_by IS NULL)))
  CONSTRAINT ck_phones_waiting CHECK ((waiting >= 0))
  CONSTRAINT phones_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_phones PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_phones_operative ON public.phones USING btree (organisation_id, operative_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (app_version, cleared_at, clock_ahead_seconds, last_contact_at, name, oldest_waiting_at, operative_id, operative_name, removed_at, removed_by, secret_hash, waiting) TO doorstep_app

TABLE planned_works ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL DEFAULT gen_random_uuid()
  connection_id uuid NOT NULL
  place_id uuid NOT NULL
  works_hash bytea NOT NULL
  jobs text[] NOT NULL
  found_at timestamp with time zone NOT NULL DEFAULT now()
  ask_id uuid
  dismissed_at timestamp with time zone
  dismissed_by text
  dismissed_because text
  CONSTRAINT ck_planned_works_answered_once CHECK (((ask_id IS NULL) OR (dismissed_at IS NULL)))
  CONSTRAINT ck_planned_works_dismissed CHECK ((((dismissed_at IS NULL) = (dismissed_by IS NULL)) AND ((dismissed_at IS NULL) = (dismissed_because IS NULL))))
  CONSTRAINT ck_planned_works_jobs CHECK ((cardinality(jobs) > 0))
  CONSTRAINT fk_planned_works_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT fk_planned_works_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT fk_planned_works_place FOREIGN KEY (organisation_id, place_id) REFERENCES homes(organisation_id, id)
  CONSTRAINT pk_planned_works PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_planned_works_once UNIQUE (organisation_id, connection_id, place_id, works_hash)
  CREATE INDEX ix_planned_works_offered ON public.planned_works USING btree (organisation_id, found_at) WHERE ((ask_id IS NULL) AND (dismissed_at IS NULL))
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ask_id, dismissed_at, dismissed_because, dismissed_by, found_at, jobs) TO doorstep_app

TABLE policy_clashes ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  review_id uuid NOT NULL
  words text NOT NULL
  said_in date NOT NULL
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_policy_clashes_said_in CHECK ((EXTRACT(day FROM said_in) = (1)::numeric))
  CONSTRAINT ck_policy_clashes_words CHECK (((char_length(words) >= 1) AND (char_length(words) <= 200)))
  CONSTRAINT fk_policy_clashes_review FOREIGN KEY (organisation_id, review_id) REFERENCES policy_reviews(organisation_id, id)
  CONSTRAINT pk_policy_clashes PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_policy_clashes_one_a_key UNIQUE (organisation_id, idempotency_key)
  CREATE INDEX ix_policy_clashes_review ON public.policy_clashes USING btree (organisation_id, review_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (id, organisation_id, said_in) TO doorstep_remove

TABLE policy_reviews ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  place text
  theme text NOT NULL
  days integer NOT NULL
  last_day date
  raised_on date
  answer text
  answered_by text
  answered_at timestamp with time zone
  CONSTRAINT ck_policy_reviews_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) OR (raised_on IS NOT NULL))))
  CONSTRAINT ck_policy_reviews_raised CHECK (((raised_on IS NULL) = (last_day IS NOT NULL)))
  CONSTRAINT fk_policy_reviews_organisation FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_policy_reviews PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX uq_policy_reviews_gathering ON public.policy_reviews USING btree (organisation_id, place, theme) NULLS NOT DISTINCT WHERE (raised_on IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (answer, answered_at, answered_by, days, last_day, raised_on) TO doorstep_app

TABLE preferences ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  household_id uuid NOT NULL
  kind text NOT NULL
  theme text
  outcome_id uuid
  since timestamp with time zone NOT NULL DEFAULT now()
  ended_at timestamp with time zone
  until timestamp with time zone
  recorded_by text
  review_after date
  ended_by_outcome uuid
  CONSTRAINT ck_preferences_kind CHECK ((kind = ANY (ARRAY['do-not-ask'::text, 'tell-me'::text, 'ask-more'::text, 'work-with-me'::text, 'pause'::text])))
  CONSTRAINT ck_preferences_pause CHECK (((kind <> 'pause'::text) OR (until IS NOT NULL)))
  CONSTRAINT fk_preferences_ended_by_outcome FOREIGN KEY (organisation_id, ended_by_outcome) REFERENCES outcomes(organisation_id, id)
  CONSTRAINT fk_preferences_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_preferences_outcome FOREIGN KEY (organisation_id, outcome_id) REFERENCES outcomes(organisation_id, id)
  CONSTRAINT pk_preferences PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_preferences_ended_by_outcome ON public.preferences USING btree (organisation_id, ended_by_outcome) WHERE (ended_by_outcome IS NOT NULL)
  CREATE UNIQUE INDEX uq_preferences_one_a_theme ON public.preferences USING btree (organisation_id, household_id, kind, COALESCE(theme, ''::text)) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at, ended_by_outcome) TO doorstep_app

TABLE privacy_cases ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  person_id uuid NOT NULL
  kind text NOT NULL
  received_on date NOT NULL
  due_on date NOT NULL
  paused_on date
  paused_because text
  restricted_at timestamp with time zone
  lifted_at timestamp with time zone
  closed_on date
  closed_as text
  version integer NOT NULL DEFAULT 1
  opened_by text NOT NULL
  opened_at timestamp with time zone NOT NULL DEFAULT now()
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_privacy_cases_closed CHECK ((((closed_on IS NULL) = (closed_as IS NULL)) AND (closed_as = ANY (ARRAY['copied'::text, 'restricted'::text, 'erased'::text, 'refused'::text, 'withdrawn'::text]))))
  CONSTRAINT ck_privacy_cases_due CHECK ((due_on >= received_on))
  CONSTRAINT ck_privacy_cases_kind CHECK ((kind = ANY (ARRAY['copy'::text, 'restrict'::text, 'erase'::text])))
  CONSTRAINT ck_privacy_cases_paused CHECK ((((paused_on IS NULL) = (paused_because IS NULL)) AND (paused_because = ANY (ARRAY['proof-of-identity'::text, 'clarification'::text]))))
  CONSTRAINT ck_privacy_cases_restricted CHECK ((((restricted_at IS NULL) OR (kind = 'restrict'::text)) AND ((lifted_at IS NULL) OR (restricted_at IS NOT NULL))))
  CONSTRAINT fk_privacy_cases_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT pk_privacy_cases PRIMARY KEY (organisation_id, id)
  CONSTRAINT privacy_cases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT uq_privacy_cases_one_a_key UNIQUE (organisation_id, opened_by, idempotency_key)
  CREATE INDEX ix_privacy_cases_open ON public.privacy_cases USING btree (organisation_id, received_on) WHERE (closed_on IS NULL)
  CREATE INDEX ix_privacy_cases_person ON public.privacy_cases USING btree (organisation_id, person_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (changed_at, changed_by, closed_as, closed_on, due_on, lifted_at, paused_because, paused_on, restricted_at, version) TO doorstep_app

TABLE promise_actions ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  promise_id uuid NOT NULL
  promise_version integer NOT NULL
  what text NOT NULL
  owner text NOT NULL
  due_on date NOT NULL
  done_on date
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  not_done_because text
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  settled_at timestamp with time zone
  CONSTRAINT ck_promise_actions_settled CHECK ((((done_on IS NULL) OR (not_done_because IS NULL)) AND (not_done_because <> ''::text)))
  CONSTRAINT ck_promise_actions_what CHECK (((what <> ''::text) AND (owner <> ''::text)))
  CONSTRAINT ck_promise_actions_when_settled CHECK (((settled_at IS NULL) = ((done_on IS NULL) AND (not_done_because IS NULL))))
  CONSTRAINT fk_promise_actions_promise FOREIGN KEY (organisation_id, promise_id, promise_version) REFERENCES promises(organisation_id, id, version)
  CONSTRAINT pk_promise_actions PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_promise_actions_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key)
  CREATE INDEX ix_promise_actions_promise ON public.promise_actions USING btree (organisation_id, promise_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (done_on, not_done_because, settled_at) TO doorstep_app

TABLE promise_checks ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  evaluation_id uuid NOT NULL
  promise_id uuid NOT NULL
  promise_version integer NOT NULL
  judgement text NOT NULL
  words text
  written_by text NOT NULL
  CONSTRAINT ck_promise_checks_judgement CHECK ((judgement = ANY (ARRAY['kept'::text, 'partly'::text, 'not-kept'::text, 'too-early'::text])))
  CONSTRAINT fk_promise_checks_evaluation FOREIGN KEY (organisation_id, evaluation_id) REFERENCES evaluations(organisation_id, id)
  CONSTRAINT fk_promise_checks_promise FOREIGN KEY (organisation_id, promise_id, promise_version) REFERENCES promises(organisation_id, id, version)
  CONSTRAINT pk_promise_checks PRIMARY KEY (organisation_id, evaluation_id, promise_id)
  CREATE TRIGGER evaluators_alone AFTER INSERT OR UPDATE ON public.promise_checks FOR EACH ROW EXECUTE FUNCTION refuse_all_but_evaluators()
  CREATE TRIGGER stays_locked AFTER INSERT OR UPDATE ON public.promise_checks FOR EACH ROW EXECUTE FUNCTION refuse_where_locked()
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (judgement, promise_version, words, written_by) TO doorstep_app

TABLE promises ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  version integer NOT NULL
  place integer NOT NULL
  words text NOT NULL
  why_changed text
  agreed_with text NOT NULL
  owner text NOT NULL
  ask_id uuid
  made_by text NOT NULL
  made_at timestamp with time zone NOT NULL DEFAULT now()
  ended_at timestamp with time zone
  ended_because text
  ended_by text
  idempotency_key text
  request_hash bytea
  CONSTRAINT ck_promises_ended CHECK ((((ended_because IS NULL) = (ended_by IS NULL)) AND ((ended_because IS NULL) OR (ended_at IS NOT NULL)) AND (ended_because <> ''::text)))
  CONSTRAINT ck_promises_key CHECK (((idempotency_key IS NULL) = (request_hash IS NULL)))
  CONSTRAINT ck_promises_why CHECK (((version >= 1) AND ((version = 1) = (why_changed IS NULL))))
  CONSTRAINT ck_promises_words CHECK (((words <> ''::text) AND (owner <> ''::text) AND (agreed_with <> ''::text)))
  CONSTRAINT fk_promises_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_promises PRIMARY KEY (organisation_id, id, version)
  CONSTRAINT promises_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT uq_promises_one_a_key UNIQUE (organisation_id, made_by, idempotency_key)
  CREATE UNIQUE INDEX uq_promises_one_in_force ON public.promises USING btree (organisation_id, id) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at, ended_because, ended_by, place) TO doorstep_app

TABLE prompt_texts ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  code text NOT NULL
  version integer NOT NULL
  language text NOT NULL
  state text NOT NULL
  body jsonb NOT NULL
  credits text[] NOT NULL
  created_by text NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  reviewed_by text
  reviewed_at timestamp with time zone
  in_use_at timestamp with time zone
  retired_at timestamp with time zone
  learning_note text
  CONSTRAINT ck_prompt_texts_code CHECK ((code ~ '^[PL][0-9]{2,3}$'::text))
  CONSTRAINT ck_prompt_texts_language CHECK ((language = ANY (ARRAY['en'::text, 'cy'::text])))
  CONSTRAINT ck_prompt_texts_reviewed CHECK (((reviewed_by IS NULL) = (reviewed_at IS NULL)))
  CONSTRAINT ck_prompt_texts_state CHECK ((((state = 'draft'::text) AND (in_use_at IS NULL) AND (retired_at IS NULL)) OR ((state = 'in-use'::text) AND (in_use_at IS NOT NULL) AND (retired_at IS NULL)) OR ((state = 'retired'::text) AND (retired_at IS NOT NULL))))
  CONSTRAINT ck_prompt_texts_version CHECK ((version > 0))
  CONSTRAINT ck_prompt_texts_welsh_in_use CHECK (((language = 'en'::text) OR (state <> 'in-use'::text) OR (reviewed_at IS NOT NULL)))
  CONSTRAINT pk_prompt_texts PRIMARY KEY (organisation_id, id)
  CONSTRAINT prompt_texts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT uq_prompt_texts_version UNIQUE (organisation_id, code, language, version)
  CREATE UNIQUE INDEX uq_prompt_texts_one_in_use ON public.prompt_texts USING btree (organisation_id, code, language) WHERE (state = 'in-use'::text)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (in_use_at, learning_note, retired_at, reviewed_at, reviewed_by, state) TO doorstep_app

TABLE prompts ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  decision_id uuid NOT NULL
  household_id uuid NOT NULL
  kind text NOT NULL
  code text NOT NULL
  theme text NOT NULL
  title text NOT NULL
  say text NOT NULL
  probe text NOT NULL
  why_asking text NOT NULL
  reasons jsonb NOT NULL
  state text NOT NULL DEFAULT 'open'::text
  created_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  closed_at timestamp with time zone
  already_decided text
  still_open text
  ask_id uuid
  stuck_id uuid
  wonder_id uuid
  telling_id uuid
  CONSTRAINT ck_prompts_closed CHECK (((state = 'open'::text) = (closed_at IS NULL)))
  CONSTRAINT ck_prompts_kind CHECK ((kind = ANY (ARRAY['tell-them'::text, 'reply-due'::text, 'invite'::text, 'ask'::text, 'check-preference'::text])))
  CONSTRAINT ck_prompts_room CHECK (((already_decided IS NULL) = (still_open IS NULL)))
  CONSTRAINT ck_prompts_state CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'not-this-time'::text, 'expired'::text, 'withdrawn'::text])))
  CONSTRAINT fk_prompts_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT fk_prompts_decision FOREIGN KEY (organisation_id, decision_id) REFERENCES decisions(organisation_id, id)
  CONSTRAINT fk_prompts_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_prompts_stuck FOREIGN KEY (organisation_id, stuck_id) REFERENCES stuck_points(organisation_id, id)
  CONSTRAINT fk_prompts_wonder FOREIGN KEY (organisation_id, wonder_id) REFERENCES wonders(organisation_id, id)
  CONSTRAINT pk_prompts PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_prompts_one_a_decision UNIQUE (organisation_id, decision_id)
  CREATE INDEX ix_prompts_ask ON public.prompts USING btree (organisation_id, ask_id) WHERE (ask_id IS NOT NULL)
  CREATE INDEX ix_prompts_became ON public.prompts USING btree (organisation_id, created_at) INCLUDE (id, household_id, state) WHERE ((kind <> 'tell-them'::text) AND (state <> 'withdrawn'::text))
  CREATE INDEX ix_prompts_household ON public.prompts USING btree (organisation_id, household_id, created_at)
  CREATE INDEX ix_prompts_stuck ON public.prompts USING btree (organisation_id, stuck_id, household_id) WHERE (stuck_id IS NOT NULL)
  CREATE INDEX ix_prompts_wonder ON public.prompts USING btree (organisation_id, wonder_id, household_id) WHERE (wonder_id IS NOT NULL)
  CREATE UNIQUE INDEX uq_prompts_one_a_telling ON public.prompts USING btree (organisation_id, household_id, telling_id) WHERE (telling_id IS NOT NULL)
  CREATE UNIQUE INDEX uq_prompts_one_open_a_kind ON public.prompts USING btree (organisation_id, household_id, kind) WHERE (state = 'open'::text)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (closed_at, state) TO doorstep_app
  GRANT SELECT (decision_id, organisation_id) TO doorstep_remove

TABLE recompense_entries ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  involvement_id uuid NOT NULL
  person_id uuid NOT NULL
  line text NOT NULL
  step text NOT NULL
  kind text
  value_pence integer
  notice text
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_recompense_entries_kind CHECK ((kind = ANY (ARRAY['money'::text, 'voucher'::text, 'training'::text, 'time'::text, 'nothing'::text])))
  CONSTRAINT ck_recompense_entries_line CHECK ((line = ANY (ARRAY['thank-you'::text, 'travel'::text, 'childcare'::text, 'other-expense'::text])))
  CONSTRAINT ck_recompense_entries_notice CHECK (((line <> 'thank-you'::text) OR (step <> ALL (ARRAY['chosen'::text, 'given'::text])) OR (kind <> ALL (ARRAY['money'::text, 'voucher'::text])) OR (notice IS NOT NULL)))
  CONSTRAINT ck_recompense_entries_step CHECK ((step = ANY (ARRAY['offered'::text, 'chosen'::text, 'given'::text, 'turned-down'::text])))
  CONSTRAINT ck_recompense_entries_value CHECK (((value_pence >= 0) AND ((step <> 'given'::text) OR (value_pence IS NOT NULL))))
  CONSTRAINT fk_recompense_entries_involvement FOREIGN KEY (organisation_id, involvement_id) REFERENCES involvements(organisation_id, id)
  CONSTRAINT fk_recompense_entries_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT pk_recompense_entries PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_recompense_entries_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key)
  CREATE INDEX ix_recompense_entries_involvement ON public.recompense_entries USING btree (organisation_id, involvement_id, recorded_at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE recompense_preferences ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  person_id uuid NOT NULL
  wants text[] NOT NULL
  review_after date NOT NULL
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  ended_at timestamp with time zone
  CONSTRAINT ck_recompense_preferences_wants CHECK (((cardinality(wants) > 0) AND (wants <@ ARRAY['money'::text, 'voucher'::text, 'training'::text, 'time'::text, 'nothing'::text])))
  CONSTRAINT fk_recompense_preferences_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT pk_recompense_preferences PRIMARY KEY (organisation_id, id)
  CREATE UNIQUE INDEX uq_recompense_preferences_one_a_person ON public.recompense_preferences USING btree (organisation_id, person_id) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (id, organisation_id) TO doorstep_remove

TABLE recompense_rules ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  offer_from_minutes integer NOT NULL
  minimum_pence integer NOT NULL
  effective_from date NOT NULL
  set_by text NOT NULL
  set_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_recompense_rules_kind CHECK ((kind = ANY (ARRAY['conversation'::text, 'call-back'::text, 'meeting'::text, 'walkabout'::text, 'workshop'::text, 'panel'::text, 'training'::text, 'evaluation'::text])))
  CONSTRAINT ck_recompense_rules_values CHECK (((offer_from_minutes >= 0) AND (minimum_pence >= 0)))
  CONSTRAINT pk_recompense_rules PRIMARY KEY (organisation_id, id)
  CONSTRAINT recompense_rules_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT uq_recompense_rules_one_a_day UNIQUE (organisation_id, kind, effective_from)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE remembered_writes ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  actor text NOT NULL
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  begun_at timestamp with time zone NOT NULL DEFAULT now()
  sealed_answer text
  CONSTRAINT fk_remembered_writes_organisation FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT pk_remembered_writes PRIMARY KEY (organisation_id, actor, idempotency_key)
  CREATE INDEX ix_remembered_writes_begun ON public.remembered_writes USING btree (organisation_id, begun_at)
  CREATE INDEX ix_remembered_writes_unanswered ON public.remembered_writes USING btree (organisation_id, begun_at) WHERE (sealed_answer IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE repairs ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL DEFAULT gen_random_uuid()
  connection_id uuid NOT NULL
  reference_id text NOT NULL
  allocated_by text NOT NULL
  home_reference_id text
  home_allocated_by text
  home_id uuid
  description text NOT NULL
  priority_code text
  priority_source text
  phase text NOT NULL
  status_source text
  trade_code text
  trade_name text
  contractor text
  raised_at timestamp with time zone
  completed_at timestamp with time zone
  ended_at timestamp with time zone
  is_emergency boolean NOT NULL
  is_hazard boolean NOT NULL
  content_hash bytea NOT NULL
  source_updated_at timestamp with time zone
  first_seen_at timestamp with time zone NOT NULL DEFAULT now()
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  deleted_at timestamp with time zone
  row_hash bytea
  CONSTRAINT ck_repairs_phase CHECK ((phase = ANY (ARRAY['requested'::text, 'open'::text, 'scheduled'::text, 'in-progress'::text, 'on-hold'::text, 'awaiting-approval'::text, 'completed'::text, 'cancelled'::text, 'no-access'::text, 'superseded'::text, 'unknown'::text])))
  CONSTRAINT ck_repairs_priority CHECK ((priority_code = ANY (ARRAY['1'::text, '2'::text, '3'::text, '4'::text, '5'::text])))
  CONSTRAINT fk_repairs_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT fk_repairs_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes(organisation_id, id)
  CONSTRAINT pk_repairs PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_repairs_reference UNIQUE (organisation_id, connection_id, reference_id)
  CREATE INDEX ix_repairs_home ON public.repairs USING btree (organisation_id, home_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE replies ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  topic_id uuid NOT NULL
  number integer NOT NULL
  result text NOT NULL
  because text
  passed_to text
  owner text
  promised_by date
  words text NOT NULL
  easy_read text
  said_by text NOT NULL
  given_by text NOT NULL
  given_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_replies_because CHECK (((result <> ALL (ARRAY['paused-because'::text, 'not-doing-because'::text])) OR (COALESCE(because, ''::text) <> ''::text)))
  CONSTRAINT ck_replies_passed_to CHECK (((result <> 'passed-to'::text) OR (COALESCE(passed_to, ''::text) <> ''::text)))
  CONSTRAINT ck_replies_promise CHECK (((promised_by IS NULL) OR (COALESCE(owner, ''::text) <> ''::text)))
  CONSTRAINT ck_replies_result CHECK ((result = ANY (ARRAY['done'::text, 'doing'::text, 'paused-because'::text, 'not-doing-because'::text, 'passed-to'::text])))
  CONSTRAINT ck_replies_said_by CHECK (((said_by <> ''::text) AND (words <> ''::text)))
  CONSTRAINT fk_replies_topic FOREIGN KEY (organisation_id, topic_id) REFERENCES topics(organisation_id, id)
  CONSTRAINT pk_replies PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_replies_number UNIQUE (organisation_id, topic_id, number)
  CONSTRAINT uq_replies_one_a_key UNIQUE (organisation_id, given_by, idempotency_key)
  CREATE TRIGGER tell_of_added AFTER INSERT ON public.replies REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_of_added('reply.given')
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE replies_owed ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  voice_id uuid NOT NULL
  household_id uuid
  since timestamp with time zone NOT NULL
  settled_at timestamp with time zone
  settled_as text
  answer_owner text
  answer_by date
  CONSTRAINT ck_replies_owed_settled CHECK ((((settled_at IS NULL) = (settled_as IS NULL)) AND (settled_as = ANY (ARRAY['told'::text, 'no-reply-wanted'::text, 'cannot-reach'::text, 'corrected'::text, 'withdrawn'::text]))))
  CONSTRAINT fk_replies_owed_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_replies_owed_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_replies_owed PRIMARY KEY (organisation_id, voice_id)
  CREATE INDEX ix_replies_owed_household ON public.replies_owed USING btree (organisation_id, household_id) WHERE (settled_at IS NULL)
  CREATE INDEX ix_replies_owed_since ON public.replies_owed USING btree (organisation_id, since) WHERE (settled_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (answer_by, answer_owner, settled_as, settled_at) TO doorstep_app
  GRANT SELECT (organisation_id, settled_at, voice_id) TO doorstep_remove

TABLE retention_settings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  kind text NOT NULL
  months integer
  version integer NOT NULL
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  ran_at timestamp with time zone
  removed integer
  CONSTRAINT ck_retention_settings_kind CHECK ((kind = ANY (ARRAY['unnamed-words'::text, 'contacts'::text, 'visit-photos'::text, 'hand-offs'::text, 'stories'::text, 'personal-packs'::text, 'policy-clashes'::text])))
  CONSTRAINT ck_retention_settings_ran CHECK (((ran_at IS NULL) = (removed IS NULL)))
  CONSTRAINT pk_retention_settings PRIMARY KEY (organisation_id, kind)
  CONSTRAINT retention_settings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE route_choices ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  voice_id uuid
  hand_off_id uuid
  offered text[] NOT NULL
  chosen text[] NOT NULL
  why_not text
  decided_by text NOT NULL
  decided_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_route_choices_decided CHECK (((cardinality(chosen) > 0) OR (why_not IS NOT NULL)))
  CONSTRAINT ck_route_choices_why_not CHECK ((why_not = ANY (ARRAY['already-known'::text, 'over'::text, 'not-here'::text, 'a-saying'::text, 'misread'::text, 'resident-said-no'::text])))
  CONSTRAINT fk_route_choices_hand_off FOREIGN KEY (organisation_id, hand_off_id) REFERENCES hand_offs(organisation_id, id)
  CONSTRAINT fk_route_choices_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_route_choices PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_route_choices_voice ON public.route_choices USING btree (organisation_id, voice_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (hand_off_id, organisation_id) TO doorstep_remove

TABLE route_words ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  route text NOT NULL
  phrase text NOT NULL
  kind text NOT NULL
  added_by text NOT NULL
  added_at timestamp with time zone NOT NULL DEFAULT now()
  ended_at timestamp with time zone
  CONSTRAINT ck_route_words_kind CHECK ((kind = ANY (ARRAY['offers'::text, 'never'::text])))
  CONSTRAINT ck_route_words_phrase CHECK ((phrase <> ''::text))
  CONSTRAINT pk_route_words PRIMARY KEY (organisation_id, id)
  CONSTRAINT route_words_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CREATE UNIQUE INDEX uq_route_words_one_a_phrase ON public.route_words USING btree (organisation_id, route, lower(phrase)) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at) TO doorstep_app

TABLE rules ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  code text NOT NULL
  version integer NOT NULL
  state text NOT NULL DEFAULT 'draft'::text
  body jsonb NOT NULL
  owner text NOT NULL
  created_by text NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  previewed_at timestamp with time zone
  switched_on_at timestamp with time zone
  retired_at timestamp with time zone
  retire_note text
  CONSTRAINT ck_rules_state CHECK ((((state = 'draft'::text) AND (switched_on_at IS NULL) AND (retired_at IS NULL) AND (retire_note IS NULL)) OR ((state = 'on'::text) AND (switched_on_at IS NOT NULL) AND (previewed_at IS NOT NULL) AND (retired_at IS NULL) AND (retire_note IS NULL)) OR ((state = 'retired'::text) AND (retired_at IS NOT NULL) AND (retire_note <> ''::text))))
  CONSTRAINT ck_rules_version CHECK ((version > 0))
  CONSTRAINT pk_rules PRIMARY KEY (organisation_id, code, version)
  CONSTRAINT rules_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CREATE UNIQUE INDEX uq_rules_one_on ON public.rules USING btree (organisation_id, code) WHERE (state = 'on'::text)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (previewed_at, retire_note, retired_at, state, switched_on_at) TO doorstep_app

TABLE runs ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  connection_id uuid NOT NULL
  status text NOT NULL
  is_full boolean NOT NULL
  counts jsonb NOT NULL DEFAULT '{}'::jsonb
  problem text
  started_at timestamp with time zone NOT NULL DEFAULT now()
  finished_at timestamp with time zone
  asked_by text
  CONSTRAINT ck_runs_status CHECK ((status = ANY (ARRAY['running'::text, 'complete'::text, 'incomplete'::text, 'interrupted'::text, 'paused'::text])))
  CONSTRAINT fk_runs_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_runs PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_runs_started ON public.runs USING btree (organisation_id, started_at DESC)
  CREATE UNIQUE INDEX uq_runs_one_running ON public.runs USING btree (organisation_id, connection_id) WHERE (status = 'running'::text)
  CREATE TRIGGER tell_of_changed AFTER UPDATE OF finished_at ON public.runs FOR EACH ROW WHEN (((old.finished_at IS NULL) AND (new.finished_at IS NOT NULL))) EXECUTE FUNCTION tell_of_changed('run.finished')
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE said_entries ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  link_id uuid NOT NULL
  state text NOT NULL
  sealed_words text
  received_at timestamp with time zone NOT NULL DEFAULT now()
  settled_at timestamp with time zone
  settled_by text
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_said_entries_settled CHECK ((((settled_at IS NULL) = (settled_by IS NULL)) AND ((state <> 'held'::text) OR (settled_at IS NULL))))
  CONSTRAINT ck_said_entries_state CHECK (((state = ANY (ARRAY['held'::text, 'kept'::text, 'left-out'::text])) AND ((state = 'held'::text) = (sealed_words IS NOT NULL))))
  CONSTRAINT fk_said_entries_link FOREIGN KEY (organisation_id, link_id) REFERENCES gather_links(organisation_id, id)
  CONSTRAINT pk_said_entries PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_said_entries_one_a_key UNIQUE (organisation_id, link_id, idempotency_key)
  CREATE INDEX ix_said_entries_held ON public.said_entries USING btree (organisation_id, received_at) WHERE (state = 'held'::text)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (sealed_words, settled_at, settled_by, state) TO doorstep_app

TABLE said_parts ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  entry_id uuid NOT NULL
  number integer NOT NULL
  part text NOT NULL
  voice_id uuid NOT NULL
  CONSTRAINT ck_said_parts_part CHECK ((part = ANY (ARRAY['words'::text, 'always'::text, 'never'::text, 'ingredients'::text, 'method'::text, 'spoils'::text])))
  CONSTRAINT fk_said_parts_entry FOREIGN KEY (organisation_id, entry_id) REFERENCES said_entries(organisation_id, id)
  CONSTRAINT fk_said_parts_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_said_parts PRIMARY KEY (organisation_id, entry_id, number)
  CONSTRAINT uq_said_parts_voice UNIQUE (organisation_id, voice_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

UNLOGGED TABLE seen_keys ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  pass uuid NOT NULL
  after integer NOT NULL
  keys text[] NOT NULL
  CONSTRAINT pk_seen_keys PRIMARY KEY (organisation_id, pass, after)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE set_up_marks ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  step text NOT NULL
  connection_id uuid NOT NULL
  done_at timestamp with time zone NOT NULL DEFAULT now()
  done_by text NOT NULL
  CONSTRAINT ck_set_up_marks_step CHECK ((step = ANY (ARRAY['match'::text, 'try'::text, 'questions'::text])))
  CONSTRAINT fk_set_up_marks_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id) ON DELETE CASCADE
  CONSTRAINT pk_set_up_marks PRIMARY KEY (organisation_id, step, connection_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (done_at, done_by) TO doorstep_app

TABLE shift_links ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  secret_hash bytea NOT NULL
  operative_id text NOT NULL
  operative_name text
  scope jsonb NOT NULL
  for_date date NOT NULL
  made_by text NOT NULL
  made_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  used_at timestamp with time zone
  CONSTRAINT pk_shift_links PRIMARY KEY (organisation_id, id)
  CONSTRAINT shift_links_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (used_at) TO doorstep_app

TABLE sign_in_links ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  secret_hash bytea NOT NULL
  staff_id uuid NOT NULL
  made_by text NOT NULL
  made_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  used_at timestamp with time zone
  CONSTRAINT fk_sign_in_links_staff FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, id)
  CONSTRAINT pk_sign_in_links PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_sign_in_links_staff ON public.sign_in_links USING btree (organisation_id, staff_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app
  GRANT UPDATE (used_at) TO doorstep_app

TABLE sign_in_settings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  issuer text NOT NULL
  client_id text NOT NULL
  sealed_client_secret text NOT NULL
  secret_ends_in text NOT NULL
  secret_saved_by text NOT NULL
  secret_saved_at timestamp with time zone NOT NULL DEFAULT now()
  groups_claim text NOT NULL
  role_of_group jsonb NOT NULL
  requires_mfa boolean NOT NULL
  accepted_amr text[] NOT NULL
  accepted_acr text[] NOT NULL
  allowed_addresses text[] NOT NULL DEFAULT '{}'::text[]
  version integer NOT NULL DEFAULT 1
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT pk_sign_in_settings PRIMARY KEY (organisation_id)
  CONSTRAINT sign_in_settings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  POLICY who_has_one PERMISSIVE FOR SELECT TO doorstep_dispatch USING true
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app
  GRANT SELECT (organisation_id) TO doorstep_dispatch

TABLE sign_ins_under_way ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  secret_hash bytea NOT NULL
  state text NOT NULL
  nonce text NOT NULL
  code_verifier text NOT NULL
  return_path text NOT NULL
  expires_at timestamp with time zone NOT NULL
  CONSTRAINT pk_sign_ins_under_way PRIMARY KEY (organisation_id, id)
  CONSTRAINT sign_ins_under_way_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CREATE INDEX ix_sign_ins_under_way_expires ON public.sign_ins_under_way USING btree (organisation_id, expires_at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE silences ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  household_id uuid NOT NULL
  staff_id text
  since timestamp with time zone NOT NULL DEFAULT now()
  until timestamp with time zone
  ended_at timestamp with time zone
  ended_by text
  CONSTRAINT fk_silences_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT pk_silences PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_silences_household ON public.silences USING btree (organisation_id, household_id) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at, ended_by, until) TO doorstep_app

TABLE skill_offers ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  person_id uuid NOT NULL
  kind text NOT NULL
  words text NOT NULL
  consented_at timestamp with time zone NOT NULL DEFAULT now()
  expires_on date NOT NULL
  withdrawn_at timestamp with time zone
  recorded_by text NOT NULL
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_skill_offers_kind CHECK ((kind = ANY (ARRAY['skill'::text, 'time'::text, 'things'::text, 'place'::text])))
  CONSTRAINT ck_skill_offers_withdrawn CHECK (((withdrawn_at IS NULL) OR (words = '…'::text)))
  CONSTRAINT ck_skill_offers_words CHECK (((char_length(words) >= 1) AND (char_length(words) <= 200)))
  CONSTRAINT fk_skill_offers_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT pk_skill_offers PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_skill_offers_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key)
  CREATE INDEX ix_skill_offers_expires ON public.skill_offers USING btree (organisation_id, expires_on)
  CREATE INDEX ix_skill_offers_person ON public.skill_offers USING btree (organisation_id, person_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (withdrawn_at, words) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (expires_on, id, organisation_id) TO doorstep_remove

TABLE staff ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  name text NOT NULL
  email text
  issuer text
  subject text
  roles text[] NOT NULL
  locale text NOT NULL DEFAULT 'en-GB'::text
  version integer NOT NULL DEFAULT 1
  added_by text NOT NULL
  added_at timestamp with time zone NOT NULL DEFAULT now()
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  last_seen_at timestamp with time zone
  removed_at timestamp with time zone
  CONSTRAINT ck_staff_account CHECK (((issuer IS NULL) = (subject IS NULL)))
  CONSTRAINT ck_staff_locale CHECK ((locale = ANY (ARRAY['en-GB'::text, 'cy'::text])))
  CONSTRAINT ck_staff_roles CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['administrator'::text, 'lead'::text, 'officer'::text, 'operative'::text, 'viewer'::text, 'evaluator'::text, 'income'::text, 'asb'::text, 'legal'::text])))
  CONSTRAINT pk_staff PRIMARY KEY (organisation_id, id)
  CONSTRAINT staff_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT uq_staff_account UNIQUE (organisation_id, issuer, subject)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (changed_at, changed_by, email, last_seen_at, locale, name, removed_at, roles, version) TO doorstep_app

TABLE staff_seen ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  staff_id text NOT NULL
  roles text[] NOT NULL
  teams text[] NOT NULL
  last_seen_on date NOT NULL DEFAULT CURRENT_DATE
  CONSTRAINT pk_staff_seen PRIMARY KEY (organisation_id, staff_id)
  CONSTRAINT staff_seen_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app
  GRANT UPDATE (last_seen_on, roles, teams) TO doorstep_app

TABLE staff_tasks ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  subject text NOT NULL
  household_id uuid
  person_id uuid
  voice_id uuid
  owner text
  due_on date NOT NULL
  made_at timestamp with time zone NOT NULL DEFAULT now()
  done_at timestamp with time zone
  done_by text
  CONSTRAINT ck_staff_tasks_done CHECK (((done_at IS NULL) = (done_by IS NULL)))
  CONSTRAINT ck_staff_tasks_kind CHECK ((kind = ANY (ARRAY['check-in'::text, 'call-back'::text, 'ask-preferences-again'::text, 'ask-recompense-again'::text, 'write-in-host'::text, 'take-part'::text, 'tell-works'::text])))
  CONSTRAINT fk_staff_tasks_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_staff_tasks_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT fk_staff_tasks_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_staff_tasks PRIMARY KEY (organisation_id, id)
  CONSTRAINT staff_tasks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CREATE UNIQUE INDEX uq_staff_tasks_one_open ON public.staff_tasks USING btree (organisation_id, kind, subject) WHERE (done_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (done_at, done_by, due_on, owner) TO doorstep_app

TABLE stories ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  voice_id uuid NOT NULL
  happened text NOT NULL
  felt text
  changed text
  told_as text NOT NULL
  consented_at timestamp with time zone
  consent_kind text
  withdrawn_at timestamp with time zone
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_stories_consent CHECK ((((consented_at IS NULL) = (consent_kind IS NULL)) AND (consent_kind = ANY (ARRAY['said-so'::text, 'signed'::text]))))
  CONSTRAINT ck_stories_told_as CHECK ((told_as = ANY (ARRAY['without-name'::text, 'with-first-name'::text])))
  CONSTRAINT fk_stories_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_stories PRIMARY KEY (organisation_id, id)
  CONSTRAINT stories_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  CONSTRAINT uq_stories_one_a_key UNIQUE (organisation_id, recorded_by, idempotency_key)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (consent_kind, consented_at, withdrawn_at) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (consented_at, id, organisation_id, recorded_at, voice_id, withdrawn_at) TO doorstep_remove

TABLE stream_fields ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  stream text NOT NULL
  entity text NOT NULL
  field text NOT NULL
  present integer NOT NULL
  had integer NOT NULL
  had_at timestamp with time zone NOT NULL
  vanished_at timestamp with time zone
  CONSTRAINT fk_stream_fields_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_stream_fields PRIMARY KEY (organisation_id, connection_id, stream, field)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE stream_fields_left ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  stream text NOT NULL
  field text NOT NULL
  came_at timestamp with time zone
  seen_at timestamp with time zone NOT NULL
  CONSTRAINT ck_stream_fields_left_field CHECK (((length(field) >= 1) AND (length(field) <= 100)))
  CONSTRAINT fk_stream_fields_left_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_stream_fields_left PRIMARY KEY (organisation_id, connection_id, stream, field)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE stream_states ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  stream text NOT NULL
  pass uuid NOT NULL
  state jsonb
  keys_seen integer NOT NULL DEFAULT 0
  is_complete boolean NOT NULL DEFAULT false
  updated_at timestamp with time zone NOT NULL DEFAULT now()
  is_full boolean NOT NULL DEFAULT true
  swept_at timestamp with time zone
  may_remove_many boolean NOT NULL DEFAULT false
  fields_left text[] NOT NULL DEFAULT '{}'::text[]
  fields_told_at timestamp with time zone
  CONSTRAINT fk_stream_states_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_stream_states PRIMARY KEY (organisation_id, connection_id, stream)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE stuck_points ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  ask_id uuid NOT NULL
  stuck_on text NOT NULL
  question text NOT NULL
  said_by text NOT NULL
  said_at timestamp with time zone NOT NULL DEFAULT now()
  ended_at timestamp with time zone
  ended_by text
  came_of_it text
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_stuck_points_ended CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (came_of_it IS NULL))))
  CONSTRAINT ck_stuck_points_words CHECK (((stuck_on <> ''::text) AND (question <> ''::text)))
  CONSTRAINT fk_stuck_points_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_stuck_points PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_stuck_points_one_a_key UNIQUE (organisation_id, said_by, idempotency_key)
  CREATE UNIQUE INDEX uq_stuck_points_one_open ON public.stuck_points USING btree (organisation_id, ask_id) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (came_of_it, ended_at, ended_by) TO doorstep_app

TABLE suppression_settings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  level text NOT NULL
  code text NOT NULL
  nation text
  lengths jsonb NOT NULL
  version integer NOT NULL
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_suppression_settings_code CHECK (((level = 'organisation'::text) = (code = ''::text)))
  CONSTRAINT ck_suppression_settings_level CHECK ((level = ANY (ARRAY['organisation'::text, 'patch'::text, 'scheme'::text])))
  CONSTRAINT ck_suppression_settings_nation CHECK (((nation IS NULL) OR ((level = 'organisation'::text) AND (nation = ANY (ARRAY['england-and-wales'::text, 'scotland'::text, 'northern-ireland'::text])))))
  CONSTRAINT pk_suppression_settings PRIMARY KEY (organisation_id, level, code)
  CONSTRAINT suppression_settings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE survey_periods ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  name text NOT NULL
  code text
  starts_on date NOT NULL
  ends_on date NOT NULL
  CONSTRAINT ck_survey_periods_days CHECK ((ends_on >= starts_on))
  CONSTRAINT pk_survey_periods PRIMARY KEY (organisation_id, id)
  CONSTRAINT survey_periods_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE team_places ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  team_code text NOT NULL
  kind text NOT NULL
  place text NOT NULL
  CONSTRAINT ck_team_places_kind CHECK ((kind = ANY (ARRAY['scheme'::text, 'patch'::text])))
  CONSTRAINT fk_team_places_team FOREIGN KEY (organisation_id, team_code) REFERENCES teams(organisation_id, code)
  CONSTRAINT pk_team_places PRIMARY KEY (organisation_id, team_code, kind, place)
  CREATE INDEX ix_team_places_place ON public.team_places USING btree (organisation_id, place)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE team_staff ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  team_code text NOT NULL
  staff_id text NOT NULL
  last_seen_on date NOT NULL DEFAULT CURRENT_DATE
  CONSTRAINT fk_team_staff_team FOREIGN KEY (organisation_id, team_code) REFERENCES teams(organisation_id, code)
  CONSTRAINT pk_team_staff PRIMARY KEY (organisation_id, team_code, staff_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app
  GRANT UPDATE (last_seen_on) TO doorstep_app

TABLE teams ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  code text NOT NULL
  name text NOT NULL
  version integer NOT NULL DEFAULT 1
  changed_by text NOT NULL DEFAULT 'doorstep'::text
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT pk_teams PRIMARY KEY (organisation_id, code)
  CONSTRAINT teams_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (changed_at, changed_by, name, version) TO doorstep_app

TABLE tellings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  reply_id uuid NOT NULL
  voice_id uuid NOT NULL
  household_id uuid
  person_id uuid
  way text NOT NULL
  form text NOT NULL DEFAULT 'standard'::text
  language text NOT NULL DEFAULT 'en-GB'::text
  state text NOT NULL DEFAULT 'waiting'::text
  made_at timestamp with time zone NOT NULL DEFAULT now()
  tries integer NOT NULL DEFAULT 0
  reminders smallint NOT NULL DEFAULT 0
  last_problem text
  told_at timestamp with time zone
  told_by text
  receipt text
  asked_way text
  CONSTRAINT ck_tellings_asked_way CHECK ((asked_way = ANY (ARRAY['text'::text, 'letter'::text])))
  CONSTRAINT ck_tellings_form CHECK ((form = ANY (ARRAY['standard'::text, 'large-print'::text, 'easy-read'::text])))
  CONSTRAINT ck_tellings_reminders CHECK (((reminders >= 0) AND (reminders <= 2)))
  CONSTRAINT ck_tellings_state CHECK ((state = ANY (ARRAY['waiting'::text, 'told'::text, 'replaced'::text])))
  CONSTRAINT ck_tellings_told CHECK ((((state = 'told'::text) = (told_at IS NOT NULL)) AND ((told_at IS NULL) = (told_by IS NULL))))
  CONSTRAINT ck_tellings_way CHECK ((way = ANY (ARRAY['in-person'::text, 'phone'::text, 'letter'::text, 'email'::text, 'text'::text])))
  CONSTRAINT fk_tellings_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_tellings_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT fk_tellings_reply FOREIGN KEY (organisation_id, reply_id) REFERENCES replies(organisation_id, id)
  CONSTRAINT fk_tellings_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_tellings PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_tellings_once UNIQUE (organisation_id, reply_id, voice_id)
  CREATE INDEX ix_tellings_household ON public.tellings USING btree (organisation_id, household_id) WHERE (state = 'waiting'::text)
  CREATE INDEX ix_tellings_household_told ON public.tellings USING btree (organisation_id, household_id, told_at) WHERE (state = 'told'::text)
  CREATE INDEX ix_tellings_told ON public.tellings USING btree (organisation_id, voice_id) INCLUDE (reply_id) WHERE (state = 'told'::text)
  CREATE UNIQUE INDEX uq_tellings_one_waiting ON public.tellings USING btree (organisation_id, voice_id) WHERE (state = 'waiting'::text)
  CREATE TRIGGER tell_of_changed AFTER UPDATE OF told_at ON public.tellings FOR EACH ROW WHEN (((old.told_at IS NULL) AND (new.told_at IS NOT NULL))) EXECUTE FUNCTION tell_of_changed('reply.told')
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (asked_way, form, last_problem, receipt, reminders, state, told_at, told_by, tries, way) TO doorstep_app

TABLE tenancies ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL DEFAULT gen_random_uuid()
  connection_id uuid NOT NULL
  reference_id text NOT NULL
  allocated_by text NOT NULL
  home_reference_id text
  home_allocated_by text
  home_id uuid
  type_code text
  type_source text
  start_date date
  end_date date
  is_active boolean NOT NULL
  is_mutual_exchange boolean NOT NULL
  succession_date date
  eviction_date date
  notice_served_date date
  members jsonb NOT NULL
  content_hash bytea NOT NULL
  source_updated_at timestamp with time zone
  first_seen_at timestamp with time zone NOT NULL DEFAULT now()
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  deleted_at timestamp with time zone
  row_hash bytea
  CONSTRAINT fk_tenancies_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT fk_tenancies_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes(organisation_id, id)
  CONSTRAINT pk_tenancies PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_tenancies_reference UNIQUE (organisation_id, connection_id, reference_id)
  CREATE INDEX ix_tenancies_counted ON public.tenancies USING btree (organisation_id, id) INCLUDE (home_id, type_code) WHERE (is_active AND (deleted_at IS NULL))
  CREATE INDEX ix_tenancies_ended ON public.tenancies USING btree (organisation_id, id) WHERE ((NOT is_active) OR (deleted_at IS NOT NULL))
  CREATE INDEX ix_tenancies_home ON public.tenancies USING btree (organisation_id, home_id)
  CREATE INDEX ix_tenancies_living ON public.tenancies USING btree (organisation_id, home_id) INCLUDE (id) WHERE (is_active AND (deleted_at IS NULL))
  CREATE INDEX ix_tenancies_reference ON public.tenancies USING btree (organisation_id, reference_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE tenancy_parties ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  person_id uuid NOT NULL
  tenancy_reference_id text NOT NULL
  tenancy_id uuid
  is_responsible boolean
  resolution text NOT NULL DEFAULT 'unresolved'::text
  CONSTRAINT ck_tenancy_parties_resolution CHECK ((resolution = ANY (ARRAY['unresolved'::text, 'source-id'::text, 'name-and-birth-date'::text, 'name-only'::text, 'not-named'::text])))
  CONSTRAINT fk_tenancy_parties_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id) ON DELETE CASCADE
  CONSTRAINT fk_tenancy_parties_tenancy FOREIGN KEY (organisation_id, tenancy_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT pk_tenancy_parties PRIMARY KEY (organisation_id, person_id, tenancy_reference_id)
  CREATE INDEX ix_tenancy_parties_counted ON public.tenancy_parties USING btree (organisation_id, person_id) INCLUDE (tenancy_id)
  CREATE INDEX ix_tenancy_parties_tenancy ON public.tenancy_parties USING btree (organisation_id, tenancy_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE topic_voices ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  voice_id uuid NOT NULL
  topic_id uuid NOT NULL
  added_by text NOT NULL
  added_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT fk_topic_voices_topic FOREIGN KEY (organisation_id, topic_id) REFERENCES topics(organisation_id, id)
  CONSTRAINT fk_topic_voices_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_topic_voices PRIMARY KEY (organisation_id, voice_id)
  CREATE INDEX ix_topic_voices_topic ON public.topic_voices USING btree (organisation_id, topic_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (added_at, added_by, topic_id) TO doorstep_app

TABLE topics ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  title text NOT NULL
  theme text
  owner text
  created_by text NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_topics_title CHECK ((title <> ''::text))
  CONSTRAINT pk_topics PRIMARY KEY (organisation_id, id)
  CONSTRAINT topics_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (owner, theme, title) TO doorstep_app

TABLE unknown_codes ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  stream text NOT NULL
  field text NOT NULL
  value text NOT NULL
  times bigint NOT NULL
  last_seen_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT fk_unknown_codes_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_unknown_codes PRIMARY KEY (organisation_id, connection_id, stream, field, value)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE used_tokens ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  installation_id uuid NOT NULL
  token_id text NOT NULL
  expires_at timestamp with time zone NOT NULL
  CONSTRAINT fk_used_tokens_installation FOREIGN KEY (organisation_id, installation_id) REFERENCES installations(organisation_id, id)
  CONSTRAINT pk_used_tokens PRIMARY KEY (organisation_id, installation_id, token_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE visit_entries ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  phone_id uuid NOT NULL
  operative_id text NOT NULL
  reference text NOT NULL
  body_hash bytea NOT NULL
  state text NOT NULL
  held_because text
  sealed_body text
  what text
  topics text[] NOT NULL DEFAULT '{}'::text[]
  household_id uuid
  home_id uuid
  repair_id uuid
  voice_id uuid
  hand_off_id uuid
  corrects uuid
  told_at timestamp with time zone
  saved_at timestamp with time zone
  clock_ahead_seconds integer
  received_at timestamp with time zone NOT NULL DEFAULT now()
  settled_at timestamp with time zone
  settled_by text
  CONSTRAINT ck_visit_entries_held CHECK ((((state = 'held'::text) = (held_because IS NOT NULL)) AND (held_because = ANY (ARRAY['home-unknown'::text, 'phone-removed'::text, 'phone-copy'::text, 'unreadable'::text, 'choose-route'::text, 'no-route'::text]))))
  CONSTRAINT ck_visit_entries_settled CHECK (((settled_at IS NULL) = (settled_by IS NULL)))
  CONSTRAINT ck_visit_entries_state CHECK ((state = ANY (ARRAY['kept'::text, 'held'::text, 'detached'::text])))
  CONSTRAINT ck_visit_entries_what CHECK ((what = ANY (ARRAY['raised'::text, 'nothing-raised'::text, 'nobody-in'::text, 'not-today'::text])))
  CONSTRAINT fk_visit_entries_hand_off FOREIGN KEY (organisation_id, hand_off_id) REFERENCES hand_offs(organisation_id, id)
  CONSTRAINT fk_visit_entries_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes(organisation_id, id)
  CONSTRAINT fk_visit_entries_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_visit_entries_phone FOREIGN KEY (organisation_id, phone_id) REFERENCES phones(organisation_id, id)
  CONSTRAINT fk_visit_entries_repair FOREIGN KEY (organisation_id, repair_id) REFERENCES repairs(organisation_id, id)
  CONSTRAINT fk_visit_entries_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_visit_entries PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_visit_entries_reference UNIQUE (organisation_id, reference)
  CREATE INDEX ix_visit_entries_hand_off ON public.visit_entries USING btree (organisation_id, hand_off_id) WHERE (hand_off_id IS NOT NULL)
  CREATE INDEX ix_visit_entries_held ON public.visit_entries USING btree (organisation_id, received_at) WHERE ((state = 'held'::text) AND (settled_at IS NULL))
  CREATE INDEX ix_visit_entries_household ON public.visit_entries USING btree (organisation_id, household_id)
  CREATE INDEX ix_visit_entries_voice ON public.visit_entries USING btree (organisation_id, voice_id) WHERE (voice_id IS NOT NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (hand_off_id, held_because, home_id, household_id, sealed_body, settled_at, settled_by, state, voice_id) TO doorstep_app
  GRANT SELECT (hand_off_id, organisation_id) TO doorstep_remove
  GRANT UPDATE (hand_off_id) TO doorstep_remove

TABLE visit_photos ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  entry_id uuid NOT NULL
  sha256 bytea NOT NULL
  bytes integer NOT NULL
  received_bytes integer NOT NULL DEFAULT 0
  state text NOT NULL DEFAULT 'arriving'::text
  kind text
  refused_because text
  stored_as text
  made_at timestamp with time zone NOT NULL DEFAULT now()
  whole_at timestamp with time zone
  CONSTRAINT ck_visit_photos_bytes CHECK ((((bytes >= 1) AND (bytes <= 8388608)) AND ((received_bytes >= 0) AND (received_bytes <= bytes))))
  CONSTRAINT ck_visit_photos_kept CHECK (((state = 'kept'::text) = (stored_as IS NOT NULL)))
  CONSTRAINT ck_visit_photos_refused CHECK ((((state = 'refused'::text) = (refused_because IS NOT NULL)) AND (refused_because = ANY (ARRAY['not-an-image'::text, 'not-what-was-sent'::text, 'infected'::text, 'too-large'::text]))))
  CONSTRAINT ck_visit_photos_state CHECK ((state = ANY (ARRAY['arriving'::text, 'kept'::text, 'refused'::text])))
  CONSTRAINT fk_visit_photos_entry FOREIGN KEY (organisation_id, entry_id) REFERENCES visit_entries(organisation_id, id)
  CONSTRAINT pk_visit_photos PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_visit_photos_entry ON public.visit_photos USING btree (organisation_id, entry_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (kind, received_bytes, refused_because, state, stored_as, whole_at) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (id, organisation_id, state, stored_as, whole_at) TO doorstep_remove

TABLE visit_sessions ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  secret_hash bytea NOT NULL
  phone_id uuid NOT NULL
  operative_id text NOT NULL
  scope jsonb NOT NULL
  expires_at timestamp with time zone NOT NULL
  CONSTRAINT fk_visit_sessions_phone FOREIGN KEY (organisation_id, phone_id) REFERENCES phones(organisation_id, id)
  CONSTRAINT pk_visit_sessions PRIMARY KEY (organisation_id, secret_hash)
  CREATE INDEX ix_visit_sessions_phone ON public.visit_sessions USING btree (organisation_id, phone_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT TO doorstep_app

TABLE voice_consents ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  voice_id uuid NOT NULL
  keep_name boolean NOT NULL
  may_share boolean NOT NULL
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT fk_voice_consents_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_voice_consents PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_voice_consents_voice ON public.voice_consents USING btree (organisation_id, voice_id, recorded_at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE voice_sortings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  voice_id uuid NOT NULL
  kind text
  theme text
  sorted_by text NOT NULL
  sorted_at timestamp with time zone NOT NULL DEFAULT now()
  is_about_fixed boolean NOT NULL DEFAULT false
  CONSTRAINT ck_voice_sortings_kind CHECK ((kind = ANY (ARRAY['idea'::text, 'worry'::text, 'good'::text, 'happy'::text, 'warning'::text, 'question'::text, 'offer'::text, 'keep'::text, 'always'::text, 'never'::text])))
  CONSTRAINT fk_voice_sortings_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_voice_sortings PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_voice_sortings_voice ON public.voice_sortings USING btree (organisation_id, voice_id, sorted_at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE voices ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  outcome_id uuid
  household_id uuid
  person_id uuid
  words text NOT NULL
  whose text NOT NULL
  keep_name boolean NOT NULL
  taken_by text NOT NULL
  said_at timestamp with time zone NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  home_id uuid
  place text
  kind text
  speaker text NOT NULL DEFAULT 'resident'::text
  reach text
  taken_through text NOT NULL DEFAULT 'in-person'::text
  supported_by text
  may_share boolean NOT NULL DEFAULT false
  wants_reply boolean NOT NULL DEFAULT true
  is_anonymous boolean NOT NULL DEFAULT false
  is_about_another boolean NOT NULL DEFAULT false
  corrects uuid
  withdrawn_at timestamp with time zone
  words_removed_at timestamp with time zone
  CONSTRAINT ck_voices_anonymous CHECK (((NOT is_anonymous) OR ((outcome_id IS NULL) AND (household_id IS NULL) AND (person_id IS NULL) AND (home_id IS NULL) AND (reach IS NULL) AND (corrects IS NULL) AND (NOT keep_name) AND (NOT wants_reply) AND (taken_by = 'not-kept'::text) AND (said_at = date_trunc('day'::text, said_at, 'UTC'::text)) AND (recorded_at = date_trunc('day'::text, recorded_at, 'UTC'::text)))))
  CONSTRAINT ck_voices_kind CHECK ((kind = ANY (ARRAY['idea'::text, 'worry'::text, 'good'::text, 'happy'::text, 'warning'::text, 'question'::text, 'offer'::text, 'keep'::text, 'always'::text, 'never'::text])))
  CONSTRAINT ck_voices_somewhere CHECK (((household_id IS NOT NULL) OR (home_id IS NOT NULL) OR (place IS NOT NULL) OR is_anonymous OR (speaker <> 'resident'::text)))
  CONSTRAINT ck_voices_speaker CHECK ((speaker = ANY (ARRAY['resident'::text, 'household-member'::text, 'carer'::text, 'family'::text, 'neighbour'::text, 'partner'::text, 'trader'::text, 'other'::text])))
  CONSTRAINT ck_voices_supported_by CHECK ((supported_by = ANY (ARRAY['interpreter'::text, 'sign-language'::text, 'advocate'::text, 'carer'::text, 'family'::text, 'peer'::text, 'partner'::text, 'staff'::text])))
  CONSTRAINT ck_voices_taken_through CHECK ((taken_through = ANY (ARRAY['in-person'::text, 'phone'::text, 'message'::text, 'letter'::text, 'online'::text, 'event'::text])))
  CONSTRAINT ck_voices_whose CHECK ((whose = ANY (ARRAY['own'::text, 'relayed'::text, 'reading'::text])))
  CONSTRAINT ck_voices_words CHECK ((words <> ''::text))
  CONSTRAINT fk_voices_corrects FOREIGN KEY (organisation_id, corrects) REFERENCES voices(organisation_id, id)
  CONSTRAINT fk_voices_home FOREIGN KEY (organisation_id, home_id) REFERENCES homes(organisation_id, id)
  CONSTRAINT fk_voices_household FOREIGN KEY (organisation_id, household_id) REFERENCES tenancies(organisation_id, id)
  CONSTRAINT fk_voices_outcome FOREIGN KEY (organisation_id, outcome_id) REFERENCES outcomes(organisation_id, id)
  CONSTRAINT fk_voices_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT pk_voices PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_voices_one_a_key UNIQUE (organisation_id, taken_by, idempotency_key)
  CREATE INDEX ix_voices_corrections ON public.voices USING btree (organisation_id, corrects) WHERE ((corrects IS NOT NULL) AND (withdrawn_at IS NULL))
  CREATE INDEX ix_voices_counted ON public.voices USING btree (organisation_id, said_at) INCLUDE (id, person_id, household_id, home_id, taken_through, outcome_id) WHERE ((withdrawn_at IS NULL) AND (whose <> 'reading'::text))
  CREATE INDEX ix_voices_household ON public.voices USING btree (organisation_id, household_id)
  CREATE INDEX ix_voices_said ON public.voices USING btree (organisation_id, said_at, id)
  CREATE UNIQUE INDEX uq_voices_one_correction ON public.voices USING btree (organisation_id, corrects) WHERE (corrects IS NOT NULL)
  CREATE TRIGGER find_first_heard_again AFTER UPDATE OF withdrawn_at ON public.voices FOR EACH ROW WHEN (((old.withdrawn_at IS NULL) AND (new.withdrawn_at IS NOT NULL))) EXECUTE FUNCTION find_first_heard_again()
  CREATE TRIGGER keep_first_heard AFTER INSERT ON public.voices REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_first_heard()
  CREATE TRIGGER tell_of_added AFTER INSERT ON public.voices REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_of_added('voice.heard')
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (withdrawn_at) TO doorstep_app
  GRANT SELECT (id, keep_name, organisation_id, said_at, withdrawn_at, words_removed_at) TO doorstep_remove
  GRANT UPDATE (keep_name, may_share, reach, supported_by, words, words_removed_at) TO doorstep_remove

TABLE ways_to_reach ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  person_id uuid NOT NULL
  way text
  email text
  mobile text
  times text[] NOT NULL DEFAULT '{}'::text[]
  place text
  speaks_for_them text
  speaker_relation text
  needs text[] NOT NULL DEFAULT '{}'::text[]
  language text
  preferred_name text
  said_as text
  is_restricted boolean NOT NULL DEFAULT false
  review_after date NOT NULL
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  ended_at timestamp with time zone
  outcome_id uuid
  ended_by_outcome uuid
  CONSTRAINT ck_ways_to_reach_address CHECK ((((way IS DISTINCT FROM 'email'::text) OR (email IS NOT NULL)) AND ((way IS DISTINCT FROM 'text'::text) OR (mobile IS NOT NULL))))
  CONSTRAINT ck_ways_to_reach_needs CHECK ((needs <@ ARRAY['interpreter'::text, 'sign-language'::text, 'representative'::text, 'large-print'::text, 'easy-read'::text, 'no-internet'::text, 'hearing'::text, 'braille'::text, 'audio'::text, 'step-free'::text, 'same-gender'::text, 'childcare'::text, 'travel'::text, 'companion'::text]))
  CONSTRAINT ck_ways_to_reach_way CHECK ((way = ANY (ARRAY['in-person'::text, 'phone'::text, 'letter'::text, 'email'::text, 'text'::text])))
  CONSTRAINT fk_ways_to_reach_ended_by_outcome FOREIGN KEY (organisation_id, ended_by_outcome) REFERENCES outcomes(organisation_id, id)
  CONSTRAINT fk_ways_to_reach_outcome FOREIGN KEY (organisation_id, outcome_id) REFERENCES outcomes(organisation_id, id)
  CONSTRAINT fk_ways_to_reach_person FOREIGN KEY (organisation_id, person_id) REFERENCES people(organisation_id, id)
  CONSTRAINT pk_ways_to_reach PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_ways_to_reach_ended_by_outcome ON public.ways_to_reach USING btree (organisation_id, ended_by_outcome) WHERE (ended_by_outcome IS NOT NULL)
  CREATE INDEX ix_ways_to_reach_outcome ON public.ways_to_reach USING btree (organisation_id, outcome_id) WHERE (outcome_id IS NOT NULL)
  CREATE UNIQUE INDEX uq_ways_to_reach_one_a_person ON public.ways_to_reach USING btree (organisation_id, person_id) WHERE (ended_at IS NULL)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (ended_at, ended_by_outcome) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (id, organisation_id) TO doorstep_remove

TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  delivery_id text NOT NULL
  received_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT fk_webhook_deliveries_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_webhook_deliveries PRIMARY KEY (organisation_id, connection_id, delivery_id)
  CREATE INDEX ix_webhook_deliveries_age ON public.webhook_deliveries USING btree (organisation_id, received_at)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  url text NOT NULL
  events text[] NOT NULL
  allowed_addresses text[] NOT NULL DEFAULT '{}'::text[]
  sealed_secrets text[] NOT NULL
  secret_before_until timestamp with time zone
  failing_since timestamp with time zone
  off_at timestamp with time zone
  off_because text
  version integer NOT NULL DEFAULT 1
  added_at timestamp with time zone NOT NULL DEFAULT now()
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_webhook_endpoints_off CHECK (((off_at IS NULL) = (off_because IS NULL)))
  CONSTRAINT ck_webhook_endpoints_off_because CHECK ((off_because = ANY (ARRAY['by-hand'::text, 'gone'::text, 'failing'::text])))
  CONSTRAINT ck_webhook_endpoints_secrets CHECK (((cardinality(sealed_secrets) >= 1) AND (cardinality(sealed_secrets) <= 2)))
  CONSTRAINT pk_webhook_endpoints PRIMARY KEY (organisation_id, id)
  CONSTRAINT webhook_endpoints_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE webhook_hints ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  connection_id uuid NOT NULL
  stream text NOT NULL
  key text NOT NULL
  noted_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT fk_webhook_hints_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT pk_webhook_hints PRIMARY KEY (organisation_id, connection_id, stream, key)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT DELETE, INSERT, SELECT, UPDATE TO doorstep_app

TABLE wonder_answers ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  wonder_id uuid NOT NULL
  number integer NOT NULL
  voice_id uuid
  entry_id uuid
  recorded_by text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ck_wonder_answers_number CHECK (((number >= 1) AND (number <= 5)))
  CONSTRAINT ck_wonder_answers_one CHECK ((num_nonnulls(voice_id, entry_id) = 1))
  CONSTRAINT fk_wonder_answers_entry FOREIGN KEY (organisation_id, entry_id) REFERENCES said_entries(organisation_id, id)
  CONSTRAINT fk_wonder_answers_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT fk_wonder_answers_wonder FOREIGN KEY (organisation_id, wonder_id) REFERENCES wonders(organisation_id, id)
  CONSTRAINT pk_wonder_answers PRIMARY KEY (organisation_id, wonder_id, number)
  CONSTRAINT uq_wonder_answers_entry UNIQUE (organisation_id, wonder_id, entry_id)
  CONSTRAINT uq_wonder_answers_voice UNIQUE (organisation_id, wonder_id, voice_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app

TABLE wonders ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  ask_id uuid NOT NULL
  question text NOT NULL
  most integer NOT NULL DEFAULT 5
  answers integer NOT NULL DEFAULT 0
  asked_by text NOT NULL
  asked_at timestamp with time zone NOT NULL DEFAULT now()
  full_at timestamp with time zone
  idempotency_key text NOT NULL
  request_hash bytea NOT NULL
  CONSTRAINT ck_wonders_answers CHECK ((((most >= 1) AND (most <= 5)) AND ((answers >= 0) AND (answers <= most)) AND ((answers = most) = (full_at IS NOT NULL))))
  CONSTRAINT ck_wonders_question CHECK ((question <> ''::text))
  CONSTRAINT fk_wonders_ask FOREIGN KEY (organisation_id, ask_id) REFERENCES asks(organisation_id, id)
  CONSTRAINT pk_wonders PRIMARY KEY (organisation_id, id)
  CONSTRAINT uq_wonders_one_a_key UNIQUE (organisation_id, asked_by, idempotency_key)
  CREATE INDEX ix_wonders_ask ON public.wonders USING btree (organisation_id, ask_id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (answers, full_at) TO doorstep_app

TABLE word_settings ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  resident_word text NOT NULL
  version integer NOT NULL
  changed_by text NOT NULL
  changed_at timestamp with time zone NOT NULL DEFAULT now()
  reply_days integer
  waiting_days integer
  keeps_known_person boolean NOT NULL DEFAULT true
  CONSTRAINT ck_word_settings_reply_days CHECK (((reply_days >= 1) AND (reply_days <= 365)))
  CONSTRAINT ck_word_settings_resident CHECK ((resident_word = ANY (ARRAY['resident'::text, 'tenant'::text, 'customer'::text])))
  CONSTRAINT ck_word_settings_waiting_days CHECK (((waiting_days >= 1) AND (waiting_days <= 365)))
  CONSTRAINT pk_word_settings PRIMARY KEY (organisation_id)
  CONSTRAINT word_settings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT, UPDATE TO doorstep_app

TABLE write_backs ENABLE ROW LEVEL SECURITY FORCE ROW LEVEL SECURITY
  organisation_id uuid NOT NULL
  id uuid NOT NULL
  connection_id uuid NOT NULL
  kind text NOT NULL
  hand_off_id uuid
  voice_id uuid
  telling_id uuid
  record_type text NOT NULL
  record_id text NOT NULL
  state text NOT NULL DEFAULT 'waiting'::text
  tries integer NOT NULL DEFAULT 0
  last_problem text
  receipt text
  made_at timestamp with time zone NOT NULL DEFAULT now()
  sent_at timestamp with time zone
  CONSTRAINT ck_write_backs_kind CHECK ((kind = ANY (ARRAY['note'::text, 'raise'::text, 'task'::text])))
  CONSTRAINT ck_write_backs_record CHECK ((record_type = ANY (ARRAY['person'::text, 'tenancy'::text, 'home'::text])))
  CONSTRAINT ck_write_backs_sent CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL)))
  CONSTRAINT ck_write_backs_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'by-hand'::text, 'not-needed'::text])))
  CONSTRAINT ck_write_backs_subject CHECK ((num_nonnulls(hand_off_id, voice_id, telling_id) = 1))
  CONSTRAINT fk_write_backs_connection FOREIGN KEY (organisation_id, connection_id) REFERENCES connections(organisation_id, id)
  CONSTRAINT fk_write_backs_hand_off FOREIGN KEY (organisation_id, hand_off_id) REFERENCES hand_offs(organisation_id, id)
  CONSTRAINT fk_write_backs_telling FOREIGN KEY (organisation_id, telling_id) REFERENCES tellings(organisation_id, id)
  CONSTRAINT fk_write_backs_voice FOREIGN KEY (organisation_id, voice_id) REFERENCES voices(organisation_id, id)
  CONSTRAINT pk_write_backs PRIMARY KEY (organisation_id, id)
  CREATE INDEX ix_write_backs_unsent ON public.write_backs USING btree (organisation_id, made_at) WHERE (state = ANY (ARRAY['waiting'::text, 'failed'::text, 'by-hand'::text]))
  CREATE UNIQUE INDEX uq_write_backs_once ON public.write_backs USING btree (organisation_id, connection_id, kind, COALESCE(hand_off_id, voice_id, telling_id))
  POLICY one_organisation PERMISSIVE FOR ALL TO doorstep_app, doorstep_remove USING (organisation_id = ( SELECT current_organisation() AS current_organisation)) WITH CHECK (organisation_id = ( SELECT current_organisation() AS current_organisation))
  GRANT INSERT, SELECT TO doorstep_app
  GRANT UPDATE (last_problem, receipt, sent_at, state, tries) TO doorstep_app
  GRANT DELETE TO doorstep_remove
  GRANT SELECT (hand_off_id, id, organisation_id) TO doorstep_remove
  GRANT UPDATE (record_id) TO doorstep_remove

CREATE OR REPLACE FUNCTION public.current_organisation()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('doorstep.organisation', true), '')::uuid $function$

CREATE OR REPLACE FUNCTION public.find_first_heard_again()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      DECLARE
        held record;
        next_at timestamptz;
      BEGIN
        -- One after another: what is found would else miss what is taken back at the same moment.
        FOR held IN SELECT f.kind, f.id FROM first_heard f JOIN (VALUES ('who', coalesce(NEW.person_id, NEW.household_id)),
        (CASE WHEN NEW.household_id IS NULL THEN 'home' ELSE 'household' END, coalesce(NEW.household_id, NEW.home_id))
      ) k (kind, id) ON f.kind = k.kind AND f.id = k.id
          WHERE f.organisation_id = NEW.organisation_id ORDER BY f.kind, f.id FOR UPDATE OF f
        LOOP
          -- Where this was the first, none that is left was said before it.
          SELECT min(v.said_at) INTO next_at FROM voices v
            WHERE v.organisation_id = NEW.organisation_id AND v.withdrawn_at IS NULL AND v.whose <> 'reading'
              AND v.said_at >= NEW.said_at
              AND CASE held.kind WHEN 'who' THEN coalesce(v.person_id, v.household_id) = held.id
                WHEN 'household' THEN v.household_id = held.id ELSE v.household_id IS NULL AND v.home_id = held.id END;
          IF next_at IS NULL THEN
            DELETE FROM first_heard f WHERE f.organisation_id = NEW.organisation_id AND f.kind = held.kind AND f.id = held.id
              AND f.said_at >= NEW.said_at;
          ELSE
            UPDATE first_heard f SET said_at = next_at WHERE f.organisation_id = NEW.organisation_id AND f.kind = held.kind
              AND f.id = held.id AND f.said_at >= NEW.said_at;
          END IF;
        END LOOP;
        RETURN NULL;
      END $function$

CREATE OR REPLACE FUNCTION public.keep_first_heard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN 
        INSERT INTO first_heard (organisation_id, kind, id, said_at)
        SELECT v.organisation_id, k.kind, k.id, min(v.said_at) FROM added v CROSS JOIN LATERAL (VALUES ('who', coalesce(v.person_id, v.household_id)),
        (CASE WHEN v.household_id IS NULL THEN 'home' ELSE 'household' END, coalesce(v.household_id, v.home_id))
      ) k (kind, id)
        WHERE k.id IS NOT NULL AND v.withdrawn_at IS NULL AND v.whose <> 'reading'
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (organisation_id, kind, id) DO UPDATE SET said_at = excluded.said_at
          WHERE excluded.said_at < first_heard.said_at;
        RETURN NULL;
      END $function$

CREATE OR REPLACE FUNCTION public.refuse_all_but_evaluators()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF NOT EXISTS (SELECT FROM staff s WHERE s.organisation_id = NEW.organisation_id
              AND 'staff:' || s.id = NEW.written_by AND s.roles = ARRAY['evaluator'])
            AND NOT EXISTS (SELECT FROM api_keys k WHERE k.organisation_id = NEW.organisation_id
              AND 'api-key:' || k.id = NEW.written_by AND k.role = 'evaluator') THEN
          RAISE EXCEPTION 'An evaluation is written by residents who evaluate alone.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $function$

CREATE OR REPLACE FUNCTION public.refuse_what_is_locked()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'This evaluation is locked.' USING ERRCODE = 'check_violation';
      END $function$

CREATE OR REPLACE FUNCTION public.refuse_where_locked()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF EXISTS (SELECT FROM evaluations e WHERE e.organisation_id = NEW.organisation_id
            AND e.id = NEW.evaluation_id AND e.locked_at IS NOT NULL) THEN
          RAISE EXCEPTION 'This evaluation is locked.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $function$

CREATE OR REPLACE FUNCTION public.tell_endpoints(landlord uuid, what text, ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF NOT EXISTS (SELECT FROM webhook_endpoints
            WHERE organisation_id = landlord AND off_at IS NULL AND what = ANY (events)) THEN
          RETURN;
        END IF;
        WITH made AS (
          INSERT INTO endpoint_deliveries (organisation_id, id, endpoint_id, event, subject_id)
          SELECT landlord, gen_random_uuid(), e.id, what, subject
          FROM webhook_endpoints e, unnest(ids) AS subject
          WHERE e.organisation_id = landlord AND e.off_at IS NULL AND what = ANY (e.events)
          RETURNING id
        )
        INSERT INTO outbox (organisation_id, topic, subject_id) SELECT landlord, 'webhook', id FROM made;
        PERFORM pg_notify('doorstep_outbox', '');
      END $function$

CREATE OR REPLACE FUNCTION public.tell_of_added()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        PERFORM tell_endpoints(organisation_id, TG_ARGV[0], array_agg(id)) FROM added GROUP BY organisation_id;
        RETURN NULL;
      END $function$

CREATE OR REPLACE FUNCTION public.tell_of_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        PERFORM tell_endpoints(NEW.organisation_id, TG_ARGV[0], ARRAY[NEW.id]);
        RETURN NULL;
      END $function$
