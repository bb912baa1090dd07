import type pg from 'pg';

/**
 * Finds out from the catalogue whether one landlord can reach another's rows: how the tables are made, and what really
 * happens when the service's role tries. A table added tomorrow is checked tomorrow; nothing here lists tables, save
 * the values that a check constraint wants.
 */

const app = 'doorstep_app';
const dispatch = 'doorstep_dispatch';

export const landlordA = '00000000-0000-4000-8000-00000000000a';
export const landlordB = '00000000-0000-4000-8000-00000000000b';

/** Our id of every row, and the other system's id of every row: the same for both landlords. */
const sameId = '11111111-1111-4111-8111-111111111111';

/** Where a check constraint leaves no choice. Any other column takes a value of its type. */
const wanted: Readonly<Record<string, unknown>> = {
  'alarms.kind': 'told-late',
  'appointments.lifecycle': 'planned',
  'ask_decisions.actions': [],
  'ask_decisions.decided_by': 'residents',
  'ask_decisions.option_number': 1,
  'ask_decisions.works_reference': 'same',
  'ask_decisions.heard_count': 1,
  'ask_decisions.scope_count': 1,
  'ask_events.kind': 'heard',
  'ask_events.option_number': 1,
  'ask_events.reason': null,
  'ask_events.round': null,
  'ask_events.until': null,
  'ask_events.way': 'letter',
  'ask_households.reason': null,
  'ask_households.state': 'asked',
  'ask_households.until': null,
  'ask_options.number': 1,
  'ask_principles.principle': 'reciprocity',
  'ask_reopenings.closed_because': 'day-reached',
  'ask_voices_needed.kind': 'words',
  'ask_requests.answered_at': null,
  'ask_requests.answered_by': null,
  'ask_requests.ask_id': null,
  'ask_requests.refused_because': null,
  'ask_warnings.option_number': 1,
  'asks.claimed': 'together',
  'asks.closed_at': null,
  'asks.closed_because': null,
  'asks.formats': [],
  'asks.opened_at': null,
  'asks.size': 'small',
  'asks.stakes': 'light',
  'asks.state': 'draft',
  'endpoint_deliveries.given_up_at': null,
  'evaluations.is_baseline': false,
  'evaluations.locked_at': null,
  'evaluations.seal': null,
  'evaluations.written_by': `staff:${sameId}`,
  'evaluations.year': null,
  'evidence_packs.kind': 'ask',
  'evidence_packs.content_hash': null,
  'evidence_packs.made_at': null,
  'evidence_packs.state': 'waiting',
  'evidence_packs.year': null,
  'listening_pages.ended_at': null,
  'listening_pages.ended_by': null,
  'can_do_lines.role': 'officer',
  'skill_offers.kind': 'skill',
  'skill_offers.expires_on': '2099-01-01',
  'skill_offers.withdrawn_at': null,
  'organisations.clash_days': 3,
  'planned_works.ask_id': null,
  'planned_works.dismissed_at': null,
  'planned_works.dismissed_because': null,
  'planned_works.dismissed_by': null,
  'planned_works.jobs': ['10004711'],
  'policy_reviews.answer': null,
  'policy_reviews.answered_at': null,
  'policy_reviews.answered_by': null,
  'policy_reviews.raised_on': null,
  'policy_clashes.said_in': '2026-11-01',
  'promise_actions.done_on': null,
  'promise_checks.judgement': 'kept',
  'promise_checks.promise_version': 1,
  'promise_checks.written_by': `staff:${sameId}`,
  'promises.why_changed': null,
  'promises.version': 1,
  'promise_actions.promise_version': 1,
  'stories.consent_kind': 'said-so',
  'stories.told_as': 'without-name',
  'complaint_choices.choice': 'offered',
  'complaint_choices.hand_off_id': null,
  'connections.requests_per_minute': 600,
  'connections.sealed_webhook_secrets': [],
  'connections.sync_every_minutes': 15,
  'console_sessions.signed_in_by': 'link',
  'decisions.outcome': 'none',
  'decisions.why_not_form': 'open',
  'delivery_settings.way': 'email',
  'first_heard.kind': 'home',
  'gather_links.expires_at': '2026-12-20T09:00:00Z',
  'gather_links.form': 'own-words',
  'gather_links.kind': 'stall',
  'gather_links.withdrawn_at': null,
  'gather_links.withdrawn_by': null,
  'hand_off_routes.acknowledge_minutes': 15,
  'hand_off_routes.route': 'hazard',
  'hand_off_routes.way': 'by-hand',
  'hand_offs.repeats': null,
  'hand_offs.route': 'hazard',
  'hand_offs.way': 'by-hand',
  'held_voices.record_type': 'person',
  'held_voices.settled_at': null,
  'held_voices.voice_id': null,
  'homes.kind': 'dwelling',
  'homes.scheme': 'general',
  'involvements.kind': 'meeting',
  'involvements.minutes': 30,
  'ladder_tries.answer': 'heard',
  'ladder_tries.channel': 'letter',
  'ladder_tries.ended_as': null,
  'ladder_tries.ended_at': null,
  'ladder_tries.time_of_day': 'any',
  'ladders.ended_at': null,
  'ladders.ended_because': null,
  'ladders.ended_reason': null,
  'ladders.preferred': 'letter',
  'ladders.revisit_at': null,
  'leave_links.expires_at': '2026-12-20T09:00:00Z',
  'lightbulbs.asked_by': 'resident',
  'lightbulbs.taken_back_at': null,
  'lightbulbs.taken_back_by': null,
  'look_settings.accent': '#1d5c9f',
  'look_settings.accent_dark': '#8dbdf0',
  'look_settings.density': 'compact',
  'look_settings.preset': 'fluent',
  'look_settings.theme': 'auto',
  'merged_references.into_reference_id': 'another',
  'moments.kind': 'not-now',
  'other_references.entity': 'home',
  'outbox.topic': 'contact',
  'outcome_details.ask_by': null,
  'outcome_details.came': null,
  'outcome_details.needs': [],
  'outcome_details.takes_part': 'phone',
  'outcome_details.wrong_because': null,
  'off_switches.covers': 'team',
  'organisations.shows_prompts_to': 'everyone',
  'outcomes.felt_listened': null,
  'outcomes.heard': 'idea',
  'outcomes.outcome': 'heard',
  'outcomes.reason': null,
  'outcomes.reminder_ended_at': null,
  'outcomes.withdrawn_at': null,
  'panel_links.record_type': 'person',
  'panel_drafts.form': 'log',
  'panel_sessions.mount': 'page',
  'phones.removed_at': null,
  'phones.removed_by': null,
  'preferences.kind': 'do-not-ask',
  'privacy_cases.closed_as': null,
  'privacy_cases.closed_on': null,
  'privacy_cases.kind': 'restrict',
  'privacy_cases.paused_because': 'clarification',
  'prompt_texts.code': 'P01',
  'prompt_texts.language': 'en',
  'prompt_texts.state': 'retired',
  'prompts.closed_at': null,
  'prompts.kind': 'ask',
  'prompts.state': 'open',
  'recompense_entries.kind': null,
  'recompense_entries.line': 'thank-you',
  'recompense_entries.step': 'offered',
  'recompense_preferences.wants': ['nothing'],
  'recompense_rules.kind': 'meeting',
  'repairs.phase': 'completed',
  'repairs.priority_code': '4',
  'replies.result': 'done',
  'replies_owed.answer_by': null,
  'replies_owed.settled_as': null,
  'replies_owed.settled_at': null,
  'retention_settings.kind': 'contacts',
  'route_choices.chosen': ['hazard'],
  'route_choices.why_not': null,
  'route_words.kind': 'offers',
  'rules.retire_note': null,
  'rules.retired_at': null,
  'rules.state': 'on',
  'runs.status': 'running',
  'said_entries.settled_at': null,
  'said_entries.settled_by': null,
  'said_entries.state': 'held',
  'said_parts.part': 'words',
  'set_up_marks.step': 'match',
  'staff.issuer': null,
  'staff.locale': 'cy',
  'staff.roles': ['evaluator'],
  'staff.subject': null,
  'staff_tasks.done_at': null,
  'staff_tasks.done_by': null,
  'staff_tasks.kind': 'call-back',
  'stuck_points.came_of_it': null,
  'stuck_points.ended_at': null,
  'stuck_points.ended_by': null,
  'suppression_settings.level': 'patch',
  'suppression_settings.nation': null,
  'team_places.kind': 'scheme',
  'tellings.asked_way': 'letter',
  'tellings.form': 'standard',
  'tellings.reminders': 0,
  'tellings.state': 'waiting',
  'tellings.told_at': null,
  'tellings.told_by': null,
  'tellings.way': 'letter',
  'tenancy_parties.resolution': 'source-id',
  'visit_entries.held_because': null,
  'visit_entries.settled_at': null,
  'visit_entries.settled_by': null,
  'visit_entries.state': 'kept',
  'visit_entries.what': 'raised',
  'visit_photos.refused_because': null,
  'visit_photos.state': 'arriving',
  'visit_photos.stored_as': null,
  'voice_sortings.kind': 'idea',
  'voices.corrects': null,
  'voices.is_anonymous': false,
  'voices.kind': 'idea',
  'voices.speaker': 'resident',
  'voices.supported_by': null,
  'voices.taken_through': 'in-person',
  'voices.whose': 'own',
  'ways_to_reach.needs': [],
  'ways_to_reach.way': 'letter',
  'webhook_endpoints.off_because': 'by-hand',
  'webhook_endpoints.sealed_secrets': ['sealed'],
  'wonder_answers.entry_id': null,
  'word_settings.resident_word': 'tenant',
  'word_settings.reply_days': 10,
  'word_settings.waiting_days': 21,
  'write_backs.kind': 'note',
  'write_backs.record_type': 'person',
  'write_backs.sent_at': null,
  'write_backs.state': 'waiting',
  'write_backs.telling_id': null,
  'write_backs.voice_id': null,
};

/** What the dispatcher may read: which landlord, which row, when. Nothing of what anybody said or is called, save the landlord. */
const dispatchReads: Readonly<Record<string, readonly string[]>> = {
  connections: ['id', 'next_sync_at', 'organisation_id'],
  organisations: ['id', 'name', 'slug'],
  outbox: ['created_at', 'done_at', 'due_at', 'organisation_id', 'sent_at', 'seq', 'subject_id', 'topic'],
  sign_in_settings: ['organisation_id'],
};

interface ScopedColumn {
  readonly name: string;
  readonly type: string;
  /** Made by the database itself, so it cannot be given. */
  readonly isGenerated: boolean;
  readonly canUpdate: boolean;
}

/** A table that holds rows of landlords. */
export interface ScopedTable {
  readonly name: string;
  /** The column that names the landlord. */
  readonly organisation: 'id' | 'organisation_id';
  readonly columns: readonly ScopedColumn[];
  readonly parents: readonly string[];
  /** What the service's role was granted, on the table or on any column. */
  readonly verbs: readonly ('SELECT' | 'INSERT' | 'UPDATE' | 'DELETE')[];
}

/** Every landlord table, parents before children. */
export async function scopedTables(db: pg.ClientBase): Promise<ScopedTable[]> {
  const { rows } = await db.query<ScopedTable>(
    `SELECT c.relname AS name,
       CASE WHEN c.relname = 'organisations' THEN 'id' ELSE 'organisation_id' END AS organisation,
       (SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
            'isGenerated', a.attidentity = 'a' OR a.attgenerated <> '',
            'canUpdate', has_column_privilege($1, c.oid, a.attnum, 'UPDATE')) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       array(SELECT DISTINCT p.relname::text FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
             WHERE k.conrelid = c.oid AND k.contype = 'f' AND p.oid <> c.oid) AS parents,
       array(SELECT verb FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) verb
             WHERE has_table_privilege($1, c.oid, verb)
               OR (verb <> 'DELETE' AND has_any_column_privilege($1, c.oid, verb))) AS verbs
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND (c.relname = 'organisations' OR EXISTS (
         SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped))
     ORDER BY c.relname`,
    [app],
  );
  const ordered: ScopedTable[] = [];
  while (ordered.length < rows.length) {
    const next = rows.find(
      (one) => !ordered.includes(one) && one.parents.every((parent) => ordered.some(({ name }) => name === parent)),
    );
    if (!next) throw new Error('The tables refer to each other in a circle.');
    ordered.push(next);
  }
  return ordered;
}

/** Gives both landlords one row in every table, alike in every column but the one that names the landlord. */
export async function seedTwins(db: pg.ClientBase, tables: readonly ScopedTable[]): Promise<void> {
  await db.query('BEGIN');
  for (const landlord of [landlordA, landlordB]) {
    await actAs(db, app, landlord);
    for (const table of tables) await insertRow(db, table, landlord);
  }
  await db.query('COMMIT');
}

/** What is wrong with how tables, keys, policies and roles are made; empty when nothing is. */
export async function findStructureBreaches(db: pg.ClientBase): Promise<string[]> {
  const { rows } = await db.query<{ breach: string }>(structureSql, [app, dispatch]);
  const breaches = rows.map((one) => one.breach);
  const readable = await db.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attname) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND has_column_privilege($1, c.oid, a.attnum, 'SELECT')
     GROUP BY c.relname`,
    [dispatch],
  );
  for (const { name, columns } of readable.rows) {
    const extra = columns.filter((column) => !dispatchReads[name]?.includes(column));
    if (extra.length > 0) breaches.push(`${dispatch} can read ${name}: ${extra.join(', ')}`);
  }
  return breaches;
}

const structureSql = `
  WITH scoped AS (
    SELECT c.oid, c.relname AS name, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
           (SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = c.oid
              AND a.attname = CASE WHEN c.relname = 'organisations' THEN 'id' ELSE 'organisation_id' END) AS column
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND (c.relname = 'organisations' OR EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped))
  ), rule AS (
    SELECT s.name, format('(%s = ( SELECT current_organisation() AS current_organisation))',
                          CASE WHEN s.name = 'organisations' THEN 'id' ELSE 'organisation_id' END) AS text
    FROM scoped s
  )
  SELECT name || ' has no row level security' AS breach FROM scoped WHERE NOT relrowsecurity
  UNION ALL SELECT name || ' does not force row level security on its owner' FROM scoped WHERE NOT relforcerowsecurity
  UNION ALL SELECT s.name || ' has no policy for ' || $1 FROM scoped s
    WHERE NOT EXISTS (SELECT FROM pg_policies p
      WHERE p.schemaname = 'public' AND p.tablename = s.name AND $1::name = ANY (p.roles) AND p.cmd = 'ALL')
  UNION ALL SELECT p.tablename || '.' || p.policyname || ' lets ' || array_to_string(p.roles, ', ') || ' past its landlord'
    FROM pg_policies p JOIN rule r ON r.name = p.tablename
    WHERE p.schemaname = 'public' AND p.roles <> ARRAY[$2::name] AND p.permissive = 'PERMISSIVE'
      AND (p.qual IS DISTINCT FROM r.text OR p.with_check IS DISTINCT FROM r.text)
  UNION ALL SELECT s.name || ' has no primary key that begins with its landlord' FROM scoped s
    WHERE NOT EXISTS (SELECT FROM pg_constraint k
      WHERE k.conrelid = s.oid AND k.contype = 'p' AND k.conkey[1] = s.column)
  UNION ALL SELECT i.indexrelid::regclass || ' would tell one landlord what another holds'
    FROM pg_index i JOIN scoped s ON s.oid = i.indrelid
    WHERE i.indisunique AND i.indkey[0] <> s.column AND i.indexrelid::regclass::text <> 'uq_organisations_slug'
  UNION ALL SELECT k.conname || ' can point at another landlord'
    FROM pg_constraint k JOIN scoped child ON child.oid = k.conrelid JOIN scoped parent ON parent.oid = k.confrelid
    WHERE k.contype = 'f' AND NOT EXISTS (
      SELECT FROM unnest(k.conkey, k.confkey) pair (here, there)
      WHERE pair.here = child.column AND pair.there = parent.column)
  UNION ALL SELECT r.rolname || ' owns ' || d.classid::regclass || ' ' || d.objid
    FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid AND d.refclassid = 'pg_authid'::regclass
    WHERE d.deptype = 'o' AND r.rolname IN ($1, $2)
      AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  UNION ALL SELECT rolname || ' may do more than it should' FROM pg_roles
    WHERE rolname IN ($1, $2) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin)
  UNION ALL SELECT member.rolname || ' is also ' || other.rolname
    FROM pg_auth_members m JOIN pg_roles member ON member.oid = m.member JOIN pg_roles other ON other.oid = m.roleid
    WHERE member.rolname IN ($1, $2)
  UNION ALL SELECT role || ' may make tables' FROM unnest(ARRAY[$1, $2]) role
    WHERE has_schema_privilege(role, 'public', 'CREATE')
  UNION ALL SELECT role || ' may empty ' || s.name FROM scoped s, unnest(ARRAY[$1, $2]) role
    WHERE has_table_privilege(role, s.oid, 'TRUNCATE')
  UNION ALL SELECT role || ' reaches ' || c.relname || ', which belongs to no landlord'
    FROM pg_class c, unnest(ARRAY[$1, $2]) role
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND c.oid NOT IN (SELECT oid FROM scoped)
      AND (has_any_column_privilege(role, c.oid, 'SELECT') OR has_any_column_privilege(role, c.oid, 'INSERT')
        OR has_any_column_privilege(role, c.oid, 'UPDATE') OR has_table_privilege(role, c.oid, 'DELETE'))
  UNION ALL SELECT p.oid::regprocedure || ' works with its owner''s rights' FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
  ORDER BY 1`;

/**
 * Tries every granted verb on each table, from each landlord and from none, against rows that differ in nothing but the
 * landlord. Needs `seedTwins`, and a transaction that the caller opened and will roll back. Empty when all is well.
 */
export async function findReachBreaches(db: pg.ClientBase, tables: readonly ScopedTable[]): Promise<string[]> {
  const breaches: string[] = [];
  for (const table of tables) {
    for (const [here, other] of [
      [landlordA, landlordB],
      [landlordB, landlordA],
      [null, landlordA],
    ] as const) {
      for (const attempt of attemptsOn(table, here, other)) {
        const came = await tryOut(db, app, here, attempt.work);
        if (!attempt.isRight(came)) {
          const where = here === null ? 'with no landlord' : here === landlordA ? 'as A' : 'as B';
          breaches.push(`${table.name}: ${attempt.what} ${where}: ${String(came)}`);
        }
      }
    }
    if (table.name in dispatchReads) {
      const came = await tryOut(db, dispatch, null, (on) =>
        count(on, `SELECT ${dispatchReads[table.name]!.join(', ')} FROM ${table.name}`),
      );
      if (came !== 2) breaches.push(`${table.name}: ${dispatch} sees the work of ${String(came)} landlords, not 2`);
    }
  }
  return breaches;
}

/** How many rows a statement reached, or why it was refused. */
type Came = number | 'row level security' | 'not granted' | string;

interface Attempt {
  readonly what: string;
  readonly work: (db: pg.ClientBase) => Promise<number>;
  readonly isRight: (came: Came) => boolean;
}

function attemptsOn(table: ScopedTable, here: string | null, other: string): Attempt[] {
  const { name, organisation } = table;
  const own = here === null ? 0 : 1;
  const theirs = `WHERE ${organisation} = '${other}'`;
  const exactly = (wantedRows: number) => (came: Came) => came === wantedRows;
  const attempts: Attempt[] = [];
  if (table.verbs.includes('SELECT')) {
    attempts.push(
      { what: 'reads all', work: (db) => count(db, `SELECT * FROM ${name}`), isRight: exactly(own) },
      {
        what: 'counts',
        work: async (db) => Number((await db.query(`SELECT count(*) AS n FROM ${name}`)).rows[0].n),
        isRight: exactly(own),
      },
      { what: 'reads the other', work: (db) => count(db, `SELECT * FROM ${name} ${theirs}`), isRight: exactly(0) },
    );
  }
  if (table.verbs.includes('INSERT')) {
    // A row that is there already is passed over only after the policy has let it in.
    if (here !== null)
      attempts.push({ what: 'adds its own', work: (db) => insertRow(db, table, here), isRight: exactly(0) });
    attempts.push({
      what: 'adds to the other',
      work: (db) => insertRow(db, table, other),
      isRight: (came) => came === 'row level security',
    });
  }
  if (table.verbs.includes('UPDATE')) {
    const column = table.columns.find((one) => one.canUpdate)?.name;
    attempts.push(
      {
        what: 'changes all',
        work: (db) => count(db, `UPDATE ${name} SET ${column} = ${column}`),
        isRight: exactly(own),
      },
      {
        what: 'changes the other',
        work: (db) => count(db, `UPDATE ${name} SET ${column} = ${column} ${theirs}`),
        isRight: exactly(0),
      },
    );
    if (here !== null && table.columns.some((one) => one.name === organisation && one.canUpdate)) {
      attempts.push({
        what: 'gives its own away',
        work: (db) => count(db, `UPDATE ${name} SET ${organisation} = '${other}'`),
        isRight: (came) => came === 'row level security',
      });
    }
  }
  if (table.verbs.includes('DELETE')) {
    attempts.push(
      { what: 'removes all', work: (db) => count(db, `DELETE FROM ${name}`), isRight: exactly(own) },
      { what: 'removes the other', work: (db) => count(db, `DELETE FROM ${name} ${theirs}`), isRight: exactly(0) },
    );
  }
  const refused = (['UPDATE', 'DELETE'] as const).filter((verb) => !table.verbs.includes(verb));
  for (const verb of refused) {
    const statement =
      verb === 'DELETE' ? `DELETE FROM ${name}` : `UPDATE ${name} SET ${organisation} = ${organisation}`;
    attempts.push({
      what: `was never granted ${verb}, tries`,
      work: (db) => count(db, statement),
      isRight: (came) => came === 'not granted',
    });
  }
  return attempts;
}

async function tryOut(
  db: pg.ClientBase,
  role: string,
  landlord: string | null,
  work: (db: pg.ClientBase) => Promise<number>,
): Promise<Came> {
  await db.query('SAVEPOINT attempt');
  await actAs(db, role, landlord);
  try {
    return await work(db);
  } catch (error) {
    const { message } = error as Error;
    if (message.includes('row-level security policy')) return 'row level security';
    return message.startsWith('permission denied') ? 'not granted' : message;
  } finally {
    await db.query('ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt');
  }
}

async function actAs(db: pg.ClientBase, role: string, landlord: string | null): Promise<void> {
  await db.query(`SET LOCAL ROLE ${role}; SET LOCAL doorstep.organisation = '${landlord ?? ''}'`);
}

async function count(db: pg.ClientBase, statement: string): Promise<number> {
  return (await db.query(statement)).rowCount ?? 0;
}

async function insertRow(db: pg.ClientBase, table: ScopedTable, landlord: string): Promise<number> {
  const columns = table.columns.filter((one) => !one.isGenerated);
  const values = columns.map((one) => (one.name === table.organisation ? landlord : valueFor(table, one, landlord)));
  const places = values.map((_, at) => `$${at + 1}`).join(', ');
  const inserted = await db.query(
    `INSERT INTO ${table.name} (${columns.map((one) => one.name).join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING`,
    values,
  );
  return inserted.rowCount ?? 0;
}

function valueFor(table: ScopedTable, column: ScopedColumn, landlord: string): unknown {
  const key = `${table.name}.${column.name}`;
  if (key in wanted) return wanted[key];
  // The one name that is unique in the whole installation.
  if (key === 'organisations.slug') return `landlord-${landlord.slice(-1)}`;
  const byType: Readonly<Record<string, unknown>> = {
    uuid: sameId,
    text: 'same',
    'text[]': [],
    jsonb: '{}',
    bytea: Buffer.from('same'),
    boolean: false,
    integer: 1,
    bigint: 1,
    date: '2026-11-25',
    smallint: 1,
    'timestamp with time zone': '2026-11-25T09:00:00Z',
  };
  if (!(column.type in byType)) throw new Error(`Say which value ${key} takes: it is a ${column.type}.`);
  return byType[column.type];
}
