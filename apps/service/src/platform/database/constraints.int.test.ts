import { createTestDatabase, type TestDatabase } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { landlordA, scopedTables, seedTwins } from '../../../test/isolation.js';

const id = '11111111-1111-4111-8111-111111111111';
const fresh = '22222222-2222-4222-8222-222222222222';

/** Every table holds one row whose ids are all `id` and whose texts are all `same`; each case tries to add a second. */
describe('the rules that constraints carry', () => {
  let database: TestDatabase;
  let db: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = new pg.Client({ connectionString: database.url });
    await db.connect();
    await seedTwins(db, await scopedTables(db));
  });
  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  /** Runs one statement as the service does, takes it back, and answers which rule it broke. */
  async function broken(statement: string): Promise<string> {
    await db.query(`BEGIN; SET LOCAL ROLE doorstep_app; SET LOCAL doorstep.organisation = '${landlordA}'`);
    try {
      const { rowCount } = await db.query(statement);
      return `none: ${rowCount} rows`;
    } catch (error) {
      const { constraint, message } = error as { constraint?: string; message: string };
      return constraint ?? message;
    } finally {
      await db.query('ROLLBACK');
    }
  }

  /** The row that is there, with some columns set to something else. */
  const again = async (table: string, changes: Record<string, string | number | null>) => {
    const { rows } = await db.query<{ columns: string }>(
      `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    );
    const { columns } = rows[0]!;
    return broken(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM (
         SELECT (jsonb_populate_record(t, '${JSON.stringify(changes)}')).* FROM ${table} t) again`,
    );
  };

  it.each([
    ['one decision a contact', 'decisions', { id: fresh }, 'uq_decisions_one_a_contact'],
    [
      'one prompt a decision',
      'prompts',
      { id: fresh, state: 'expired', closed_at: '2026-11-25' },
      'uq_prompts_one_a_decision',
    ],
    ['one outcome stored for a key', 'outcomes', { id: fresh, withdrawn_at: '2026-11-25' }, 'uq_outcomes_one_a_key'],
    ['one outcome a prompt', 'outcomes', { id: fresh, idempotency_key: 'another' }, 'uq_outcomes_one_a_prompt'],
    ['one voice stored for a key', 'voices', { id: fresh }, 'uq_voices_one_a_key'],
    ['one running run a connection', 'runs', { id: fresh }, 'uq_runs_one_running'],
    ['one contact a reference', 'contacts', { id: fresh }, 'uq_contacts_reference'],
    ['one home a reference', 'homes', { id: fresh }, 'uq_homes_reference'],
    ['one person a reference', 'people', { id: fresh }, 'uq_people_reference'],
    ['one tenancy a reference', 'tenancies', { id: fresh }, 'uq_tenancies_reference'],
    ['one repair a reference', 'repairs', { id: fresh }, 'uq_repairs_reference'],
    ['one connection a name', 'connections', { id: fresh }, 'uq_connections_name'],
    ['one version of a rule on at a time', 'rules', { version: 2 }, 'uq_rules_one_on'],
    [
      'a rule on only after its preview',
      'rules',
      { version: 2, code: 'another', previewed_at: null },
      'ck_rules_state',
    ],
    ['one rule a version', 'rules', { state: 'draft', switched_on_at: null }, 'pk_rules'],
    ['one ladder under way a household', 'ladders', { id: fresh }, 'uq_ladders_one_a_household'],
    ['one live step a household', 'ladder_tries', { id: fresh, step: 2 }, 'uq_ladder_tries_one_live'],
    [
      'one try an attempt',
      'ladder_tries',
      { id: fresh, ended_at: '2026-11-25', ended_as: 'passed' },
      'uq_ladder_tries_attempt',
    ],
    ['one moment stored for a key', 'moments', { id: fresh }, 'uq_moments_one_a_key'],
    ['no tap that tells why', 'moments', { id: fresh, kind: 'only-minor-present' }, 'ck_moments_kind'],
    ['one set of lengths a place', 'suppression_settings', { version: 2 }, 'pk_suppression_settings'],
    ['lengths at a level there is', 'suppression_settings', { level: 'street' }, 'ck_suppression_settings_level'],
    ['a code with a patch', 'suppression_settings', { code: '' }, 'ck_suppression_settings_code'],
    [
      'a nation for all alone',
      'suppression_settings',
      { code: 'x', nation: 'scotland' },
      'ck_suppression_settings_nation',
    ],
    ['a token used once', 'used_tokens', { expires_at: '2027-01-01' }, 'pk_used_tokens'],
    [
      'a decision with a reason when there is no prompt',
      'decisions',
      { id: fresh, why_not_form: 'loud' },
      'ck_decisions_outcome',
    ],
    ['a prompt without a why-not', 'decisions', { id: fresh, outcome: 'prompt' }, 'ck_decisions_outcome'],
    ['an outcome of a kind there is', 'outcomes', { id: fresh, heard: 'rated-5' }, 'ck_outcomes_outcome'],
    ['a closed prompt with its time', 'prompts', { id: fresh, state: 'answered' }, 'ck_prompts_closed'],
    ['words that are not empty', 'voices', { id: fresh, words: '' }, 'ck_voices_words'],
    ['words that are somebody’s', 'voices', { id: fresh, whose: 'model' }, 'ck_voices_whose'],
    ['a decision about a contact that exists', 'decisions', { id: fresh, contact_id: fresh }, 'fk_decisions_contact'],
    [
      'words that belong to an outcome',
      'voices',
      { id: fresh, outcome_id: fresh, idempotency_key: 'another' },
      'fk_voices_outcome',
    ],
  ])('hold: %s', async (_, table, changes, constraint) => {
    expect(await again(table, changes)).toBe(constraint);
  });

  it('hold: one open prompt of a kind a household', async () => {
    const second = `
      WITH c AS (INSERT INTO contacts SELECT (jsonb_populate_record(t, '{"id": "${fresh}", "reference_id": "another"}')).* FROM contacts t),
           d AS (INSERT INTO decisions SELECT (jsonb_populate_record(t, '{"id": "${fresh}", "contact_id": "${fresh}"}')).* FROM decisions t)
      INSERT INTO prompts SELECT (jsonb_populate_record(t, '{"id": "${fresh}", "decision_id": "${fresh}", "kind": "KIND", "telling_id": null}')).* FROM prompts t`;
    expect(await broken(second.replace('KIND', 'ask'))).toBe('uq_prompts_one_open_a_kind');
    expect(await broken(second.replace('KIND', 'invite'))).toBe('none: 1 rows');
  });

  it('hold: one notice a contact in the outbox', async () => {
    const statement = `INSERT INTO outbox (organisation_id, topic, subject_id) VALUES ('${landlordA}', 'contact', '${id}')`;
    expect(await broken(statement)).toBe('uq_outbox_subject');
  });

  it('hold: one preference a theme, and one for all themes', async () => {
    expect(await again('preferences', { id: fresh })).toBe('none: 1 rows');
    const twice = `
      INSERT INTO preferences (organisation_id, id, household_id, kind, theme)
      SELECT '${landlordA}', gen_random_uuid(), '${id}', 'do-not-ask', THEME FROM generate_series(1, 2)`;
    expect(await broken(twice.replace('THEME', "'safety'"))).toBe('uq_preferences_one_a_theme');
    expect(await broken(twice.replace('THEME', 'NULL'))).toBe('uq_preferences_one_a_theme');
  });

  it.each([
    'voices',
    'voice_sortings',
    'voice_consents',
    'lightbulbs',
    'outcomes',
    'moments',
    'decisions',
    'contacts',
    'ladder_tries',
    'complaint_choices',
    'route_choices',
    'replies',
    'involvements',
    'recompense_entries',
    'audit_entries',
  ])('keep what is in %s for good', async (table) => {
    const refused = `permission denied for table ${table}`;
    expect(await broken(`DELETE FROM ${table}`)).toBe(refused);
    expect(await broken(`TRUNCATE ${table}`)).toBe(refused);
    const { rows } = await db.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [table],
    );
    const rewritable = [];
    for (const { name } of rows) {
      if ((await broken(`UPDATE ${table} SET ${name} = ${name}`)) !== refused) rewritable.push(name);
    }
    // Taking an outcome or a voice back is a mark beside it: what was said stays. A contact may find its home late.
    const marks: Readonly<Record<string, string[]>> = {
      outcomes: ['withdrawn_at', 'reminder_ended_at'],
      voices: ['withdrawn_at'],
      contacts: ['home_id', 'tenancy_id'],
      lightbulbs: ['taken_back_by', 'taken_back_at'],
      ladder_tries: ['answer', 'answered_at', 'answered_by', 'ended_at', 'ended_as'],
    };
    expect(rewritable).toEqual(marks[table] ?? []);
  });
});
