import pg from 'pg';

/**
 * Fills a landlord for the picture straight in the database at `url`, its owner's connection string: homes in blocks and estates, who lives there,
 * and `voices` over `years` up to now, of which some are corrected, taken back, somebody's reading or nobody's in
 * particular. The same every time, but for the clock. Needs an organisation that is empty.
 */
export async function fillPicture(
  url: string,
  organisationId: string,
  { homes, voices, years }: { readonly homes: number; readonly voices: number; readonly years: number },
): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    for (const statement of [...statements, 'ANALYZE'])
      await owner.query(
        statement
          .replaceAll(':org', `'${organisationId}'::uuid`)
          .replaceAll(':homes', String(homes))
          .replaceAll(':voices', String(voices))
          .replaceAll(':days', String(years * 364)),
      );
  } finally {
    await owner.end();
  }
}

const id = (kind: string, of: string) => `md5(:org::text || '${kind}' || (${of}))::uuid`;
/** A number from 0 up to `below` that depends on the row alone. */
const pick = (of: string, seed: string, below: string) =>
  `(('x' || substr(md5('${seed}' || (${of})), 1, 7))::bit(28)::int % (${below}))`;

/** Of a voice, its household: low numbers speak more often. Every thirteenth gave none. */
const household = `(1 + (${pick('i', 'home', '1000')}::bigint * ${pick('i', 'more', '1000')} * :homes / 1000000))`;
const isAnonymous = 'i % 29 = 0';
const isByHome = 'i % 13 = 0';
/** Of a prompt, that something was heard; most of these have a voice of the same number. */
const isAnswered = '(i % 2 = 0 AND i % 3 > 0)';
const isPutOff = `(NOT ${isAnswered} AND i % 43 > 0 AND i % 5 = 0)`;
const agoDays = pick('i', 'day', ':days');
const saidAt = `(now() - make_interval(days => ${agoDays}::int, mins => 7))`;

const statements = [
  `INSERT INTO teams (organisation_id, code, name) SELECT :org, 'team' || i, 'Team ' || i FROM generate_series(1, 5) i`,
  // The fifth is small.
  `INSERT INTO team_staff (organisation_id, team_code, staff_id)
   SELECT :org, 'team' || i, 'staff' || n FROM generate_series(1, 5) i, generate_series(1, CASE WHEN i = 5 THEN 4 ELSE 12 END) n`,
  // Every tenth estate has two teams, some blocks that stand alone have one, and a home has one of its own.
  `INSERT INTO team_places (organisation_id, team_code, kind, place)
   SELECT DISTINCT :org, 'team' || team, 'patch', place FROM (
     SELECT 1 + i % 5 AS team, 'estate' || i AS place FROM generate_series(0, :homes / 100) i
     UNION ALL SELECT 2, 'estate' || i FROM generate_series(0, :homes / 100, 10) i
     UNION ALL SELECT 3, 'block' || i FROM generate_series(0, :homes / 25, 10) i
     UNION ALL SELECT 1, 'dwelling9') each`,
  `INSERT INTO connections (organisation_id, id, name, title, connector, configuration, sealed_secrets, value_mapping)
   VALUES (:org, ${id('connection', '1')}, 'housing', 'Housing', 'hackney', '{}', '{}', '{}')`,
  `INSERT INTO homes (organisation_id, id, connection_id, reference_id, allocated_by, kind, scheme, address_lines,
     parent_reference, is_active, content_hash)
   SELECT :org, ${id('home', 'kind || i')}, ${id('connection', '1')}, kind || i, 'hackney/asset', kind, 'general', ARRAY[initcap(kind) || ' ' || i],
     CASE WHEN parent IS NOT NULL THEN jsonb_build_object('id', parent, 'allocatedBy', 'hackney/asset') END, true, '\\x00'
   FROM (
     SELECT 'estate' AS kind, i, NULL AS parent FROM generate_series(0, :homes / 100) i
     UNION ALL SELECT 'block', i, CASE WHEN i % 5 > 0 THEN 'estate' || i * 25 / 100 END FROM generate_series(0, :homes / 25) i
     UNION ALL SELECT 'dwelling', i, CASE WHEN i % 97 > 0 THEN 'block' || i / 25 END FROM generate_series(1, :homes) i) each`,
  `INSERT INTO tenancies (organisation_id, id, connection_id, reference_id, allocated_by, home_id, type_code, is_active,
     is_mutual_exchange, members, content_hash)
   SELECT :org, ${id('tenancy', 'i')}, ${id('connection', '1')}, 'tenancy' || i, 'hackney/tenure', ${id('home', "'dwelling' || i")},
     CASE WHEN i % 331 = 0 THEN 'DEM' WHEN i % 7 = 0 THEN 'ASY' WHEN i % 41 > 0 THEN 'SEC' END, i % 50 > 0, false, '[]', '\\x00'
   FROM generate_series(1, :homes) i`,
  `INSERT INTO people (organisation_id, id, connection_id, reference_id, allocated_by, full_name, date_of_birth, kinds, content_hash)
   SELECT :org, ${id('person', "i || '-' || n")}, ${id('connection', '1')}, 'person' || i || '-' || n, 'hackney/person', 'Invented ' || i,
     CASE WHEN i % 11 > 0 THEN current_date - 5900 - ${pick("i || '-' || n", 'age', '24000')}::int END, '{tenant}', '\\x00'
   FROM generate_series(1, :homes) i, generate_series(1, 2) n WHERE n = 1 OR i % 2 = 0`,
  `INSERT INTO tenancy_parties (organisation_id, person_id, tenancy_reference_id, tenancy_id, is_responsible, resolution)
   SELECT :org, ${id('person', "i || '-' || n")}, 'tenancy' || i, ${id('tenancy', 'i')}, n = 1, 'source-id'
   FROM generate_series(1, :homes) i, generate_series(1, 2) n WHERE n = 1 OR i % 2 = 0`,
  `INSERT INTO ways_to_reach (organisation_id, id, person_id, needs, review_after, recorded_by, ended_at)
   SELECT :org, ${id('reach', "i || '-' || n")}, ${id('person', "i || '-1'")},
     CASE WHEN i % 2 = 0 THEN '{large-print,step-free}'::text[] ELSE '{interpreter}' END, current_date + 300, 'staff',
     CASE WHEN n = 1 THEN now() END
   FROM generate_series(1, :homes) i, generate_series(1, 2) n WHERE i % 3 = 0 AND (n = 1 OR i % 4 > 0)`,
  `INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_code, type_source, occurred_at, tenancy_id)
   SELECT :org, ${id('contact', 'i')}, 'contact' || i, 'hackney/repair', 'RPR-VIS', 'made', ${saidAt}, ${id('tenancy', household)}
   FROM generate_series(1, :voices * 2) i`,
  `INSERT INTO decisions (organisation_id, id, contact_id, household_id, outcome, facts, trace, library_version, decided_at)
   SELECT :org, ${id('decision', 'i')}, ${id('contact', 'i')}, ${id('tenancy', household)}, 'prompt', '{}', '[]', '1', ${saidAt}
   FROM generate_series(1, :voices * 2) i`,
  `INSERT INTO prompts (organisation_id, id, decision_id, household_id, kind, code, theme, title, say, probe, why_asking, reasons,
     state, created_at, expires_at, closed_at)
   SELECT :org, ${id('prompt', 'i')}, ${id('decision', 'i')}, ${id('tenancy', household)}, CASE WHEN i % 23 = 0 THEN 'tell-them' ELSE 'ask' END,
     'P01', 'home', 'Title', 'What?', 'And?', 'Because.', '[]',
     CASE WHEN ${isAnswered} THEN 'answered' WHEN i % 43 = 0 THEN 'withdrawn' WHEN ${isPutOff} THEN 'not-this-time' ELSE 'expired' END, ${saidAt}, now(), now()
   FROM generate_series(1, :voices * 2) i`,
  `INSERT INTO outcomes (organisation_id, id, prompt_id, household_id, outcome, heard, staff_id, said_at, withdrawn_at, idempotency_key, request_hash)
   SELECT :org, ${id('outcome', 'i')}, ${id('prompt', 'i')}, ${id('tenancy', household)}, 'heard', 'idea', 'staff', ${saidAt},
     CASE WHEN i % 53 = 0 THEN now() END, 'key' || i, '\\x00'
   FROM generate_series(1, :voices * 2) i WHERE ${isAnswered}`,
  `INSERT INTO outcomes (organisation_id, id, prompt_id, household_id, outcome, reason, staff_id, said_at, idempotency_key, request_hash)
   SELECT :org, ${id('outcome', 'i')}, ${id('prompt', 'i')}, ${id('tenancy', household)}, 'not-this-time',
     (ARRAY['moment', 'moment', 'topic', 'another-way', 'never', 'wrong'])[1 + ${pick('i', 'reason', '6')}], 'staff', ${saidAt}, 'key' || i, '\\x00'
   FROM generate_series(1, :voices * 2) i WHERE ${isPutOff}`,
  `INSERT INTO voices (organisation_id, id, household_id, person_id, home_id, words, whose, keep_name, taken_by, said_at, recorded_at,
     idempotency_key, request_hash, taken_through, wants_reply, is_anonymous, corrects, withdrawn_at, outcome_id)
   SELECT :org, ${id('voice', 'i')}, CASE WHEN NOT no_name AND NOT by_home THEN ${id('tenancy', 'home')} END,
     CASE WHEN NOT no_name AND NOT by_home AND i % 5 > 0 THEN ${id('person', "home || '-1'")} END,
     CASE WHEN NOT no_name THEN ${id('home', "'dwelling' || home")} END,
     'Words that nobody said, number ' || i, CASE WHEN i % 17 = 0 THEN 'reading' WHEN i % 3 = 0 THEN 'relayed' ELSE 'own' END,
     false, CASE WHEN no_name THEN 'not-kept' ELSE 'staff' END,
     CASE WHEN no_name THEN date_trunc('day', said, 'UTC') ELSE said END,
     CASE WHEN no_name THEN date_trunc('day', now(), 'UTC') ELSE now() END, 'key' || i, '\\x00',
     (ARRAY['in-person', 'in-person', 'in-person', 'phone', 'phone', 'message', 'letter', 'event'])[1 + ${pick('i', 'way', '8')}],
     NOT no_name, no_name, CASE WHEN i % 37 = 0 AND NOT no_name THEN ${id('voice', 'i - 1')} END,
     CASE WHEN i % 31 = 0 THEN now() END, CASE WHEN ${isAnswered} AND NOT no_name AND NOT by_home THEN ${id('outcome', 'i')} END
   FROM (SELECT i, ${household} AS home, ${isAnonymous} AS no_name, ${isByHome} AS by_home, ${saidAt} AS said
     FROM generate_series(1, :voices) i) each`,
  `INSERT INTO voice_sortings (organisation_id, id, voice_id, theme, kind, sorted_by, sorted_at)
   SELECT :org, ${id('sorting', "i || '-' || n")}, ${id('voice', 'i')},
     CASE WHEN i % 19 > 0 THEN (ARRAY['repairs', 'warmth', 'repairs', 'access', 'neighbourhood', 'money'])[1 + ${pick("i || '-' || n", 'theme', '6')}] END,
     (ARRAY['idea', 'worry', 'question', NULL])[1 + ${pick("i || '-' || n", 'kind', '4')}], 'staff', now() - make_interval(mins => 10 - n)
   FROM generate_series(1, :voices) i, generate_series(1, 2) n WHERE i % 5 < 3 AND (n = 1 OR i % 10 = 0)`,
  `INSERT INTO topics (organisation_id, id, title, created_by)
   SELECT :org, ${id('topic', 'i')}, 'Topic ' || i, 'staff' FROM generate_series(1, 40) i`,
  `INSERT INTO topic_voices (organisation_id, voice_id, topic_id, added_by)
   SELECT :org, ${id('voice', 'i')}, ${id('topic', `1 + ${pick('i', 'topic', '40')}`)}, 'staff' FROM generate_series(1, :voices) i WHERE i % 5 < 2`,
  `INSERT INTO replies (organisation_id, id, topic_id, number, result, because, words, said_by, given_by, idempotency_key, request_hash)
   SELECT :org, ${id('reply', 'i')}, ${id('topic', 'i')}, 1, CASE WHEN i % 3 = 0 THEN 'not-doing-because' ELSE 'done' END, 'Because.',
     'We did.', 'Staff', 'staff', 'key' || i, '\\x00' FROM generate_series(1, 40) i`,
  `INSERT INTO replies_owed (organisation_id, voice_id, household_id, since, settled_at, settled_as)
   SELECT :org, v.id, v.household_id, v.said_at, CASE WHEN told OR given_up THEN now() END,
     CASE WHEN told THEN 'told' WHEN given_up THEN 'cannot-reach' END
   FROM (SELECT i, ${id('voice', 'i')} AS id, i % 5 < 2 AND (${agoDays} > 60 OR i % 10 < 6) AS told,
       i % 5 = 4 OR ${agoDays} > 90 AS given_up FROM generate_series(1, :voices) i) each
   JOIN voices v ON v.organisation_id = :org AND v.id = each.id
   WHERE NOT v.is_anonymous AND v.whose <> 'reading' AND v.withdrawn_at IS NULL`,
  `INSERT INTO tellings (organisation_id, id, reply_id, voice_id, household_id, way, state, told_at, told_by)
   SELECT :org, md5(w.voice_id || 'telling')::uuid, r.id, w.voice_id, w.household_id, 'phone', 'told', now(), 'staff'
   FROM replies_owed w JOIN topic_voices t ON t.organisation_id = :org AND t.voice_id = w.voice_id
   JOIN replies r ON r.organisation_id = :org AND r.topic_id = t.topic_id
   WHERE w.organisation_id = :org AND w.settled_as = 'told'`,
  `INSERT INTO topics (organisation_id, id, title, created_by)
   SELECT :org, ${id('ask-topic', 'i')}, 'Ask ' || i, 'staff' FROM generate_series(1, 30) i`,
  `INSERT INTO asks (organisation_id, id, topic_id, state, question, why, owner, claimed, still_open, decision_on, closes_on, scope,
     opened_at, options_shared_at, closed_at, closed_because, created_by, idempotency_key, request_hash)
   SELECT :org, ${id('ask', 'i')}, ${id('ask-topic', 'i')}, state, 'Question ' || i || '?', 'Because.', 'Staff',
     (ARRAY['landlord', 'landlord-after-asking', 'together', 'residents'])[1 + i % 4], CASE WHEN i % 9 > 0 THEN '{colour}'::text[] ELSE '{}' END,
     decision_on, decision_on, '{"kind":"everyone"}', CASE WHEN state <> 'draft' THEN decision_on - 60 END,
     CASE WHEN state <> 'draft' AND i % 5 > 0 THEN decision_on - 50 END, CASE WHEN state IN ('closed', 'decided') THEN decision_on END,
     CASE state WHEN 'closed' THEN 'day-reached' WHEN 'decided' THEN 'decided' END, 'staff', 'key' || i, '\\x00'
   FROM (SELECT i, CASE WHEN i <= 3 THEN 'open' WHEN i % 6 = 0 THEN 'draft' WHEN i % 7 = 0 THEN 'closed' ELSE 'decided' END AS state,
       current_date + CASE WHEN i <= 3 THEN i * 10 ELSE -i * 6 END AS decision_on FROM generate_series(1, 30) i) each`,
  `INSERT INTO topic_voices (organisation_id, voice_id, topic_id, added_by)
   SELECT :org, ${id('voice', 'i')}, ${id('ask-topic', `1 + ${pick('i', 'ask', '3')}`)}, 'staff' FROM generate_series(1, :voices) i WHERE i % 5 = 3`,
  `INSERT INTO ask_options (organisation_id, ask_id, number, title, words, cost)
   SELECT :org, ${id('ask', 'i')}, n, 'Option ' || n, 'This.', CASE WHEN i % 7 <> 3 THEN 100 END
   FROM generate_series(1, 30) i, generate_series(1, 2) n WHERE i % 5 > 0`,
  `INSERT INTO ask_decisions (organisation_id, ask_id, number, decided_on, decided_by, words, because, scope_count, heard_count, recorded_by)
   SELECT :org, id, 1, decision_on, (ARRAY['residents', 'jointly', 'landlord'])[1 + substr(question, 10, 1)::int % 3], 'We will.', 'Because.', 100, 60, 'staff'
   FROM asks WHERE organisation_id = :org AND state = 'decided'`,
  `INSERT INTO ask_households (organisation_id, ask_id, household_id, state, round, until)
   SELECT :org, ${id('ask', 'a')}, ${id('tenancy', 'i')},
     (ARRAY['not-asked', 'asked', 'heard', 'heard', 'declined', 'cannot-now'])[state], CASE WHEN state = 1 THEN 0 ELSE 1 + i % 3 END,
     CASE WHEN state = 6 THEN current_date + (i % 20 - 10) END
   FROM (SELECT a, i, 1 + ${pick("a || '-' || i", 'state', '6')} AS state FROM generate_series(1, 3) a, generate_series(1, :homes) i
     WHERE i % 50 > 0 AND (a = 1 OR i % (a * 4) = 0)) each`,
];
