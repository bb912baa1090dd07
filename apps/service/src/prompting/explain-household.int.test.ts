import { suppressionRows } from '@doorstep/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';
import { TakeContacts } from '../contacts/index.js';
import { ChangeSuppressionSettings, ExplainHousehold, ReplayDecisions, ShowSuppressionSettings } from './index.js';

interface Household {
  readonly id: string;
  readonly reference: string;
  readonly scheme: string;
  readonly person: string;
}

let house: SyncFromSim;
let households: Household[];

beforeAll(async () => {
  house = await syncFromSim({ homes: 300 });
  await house.sync();
  await house.decideAll();
  households = await house.sql<Household>(
    `SELECT DISTINCT ON (h.parent_reference->>'id') t.id, t.reference_id AS reference, h.parent_reference->>'id' AS scheme,
       (SELECT min(p.reference_id) FROM tenancy_parties y JOIN people p ON p.id = y.person_id WHERE y.tenancy_id = t.id) AS person
     FROM prompts q JOIN tenancies t ON t.id = q.household_id JOIN homes h ON h.id = t.home_id
     WHERE q.state = 'open' AND h.parent_reference IS NOT NULL ORDER BY h.parent_reference->>'id', t.id`,
  );
  expect(households.length).toBeGreaterThanOrEqual(3);
});
afterAll(() => house.close());

/** Makes the question that stands open for the household one that was answered so many days ago. */
async function askedAgo(household: Household, days: number): Promise<void> {
  await house.sql(
    `UPDATE prompts SET state = 'answered', closed_at = now(), created_at = now() - make_interval(days => $2) WHERE household_id = $1`,
    [household.id, days],
  );
}

async function decideContact(household: Household, reference: string, occurredAt = new Date().toISOString()) {
  await house.app.get(TakeContacts).run('test', house.organisationId, [
    {
      reference: { id: reference, allocatedBy: 'switchboard' },
      type: 'TEL-GEN',
      occurredAt,
      tenancy: { id: household.reference, allocatedBy: 'hackney/tenure' },
    },
  ]);
  await house.decideAll();
  const [decision] = await house.sql<{ outcome: string; why_not: string | null; settings: object | null }>(
    `SELECT d.outcome, d.why_not, d.settings FROM decisions d JOIN contacts c ON c.id = d.contact_id WHERE c.reference_id = $1`,
    [reference],
  );
  return decision!;
}

const set = (change: object) => house.app.get(ChangeSuppressionSettings).run('test', house.organisationId, change);

describe('what a landlord sets about when not to ask', () => {
  it.each([
    { level: 'organisation', code: null },
    { level: 'patch', code: 'north' },
    { level: 'scheme', code: 'the towers' },
  ])('goes past no floor at the level of $level, and says which', async (at) => {
    await expect(set({ ...at, lengths: { betweenAsks: 29 }, version: 0 })).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'past-floor',
      message: expect.stringContaining(
        'betweenAsks: 29 is past the floor, which no level may lower. Write at least 30',
      ),
    });
    await expect(set({ ...at, lengths: { asksInPeriod: 5 }, version: 0 })).rejects.toMatchObject({
      message: expect.stringContaining('Write at most 4 (asks)'),
    });
  });

  it('is left alone at a place where a longer rest was set, and nowhere else', async () => {
    const [here, there] = [households[0]!, households[1]!];
    expect(await set({ level: 'organisation', code: null, lengths: { betweenAsks: 40 }, version: 0 })).toMatchObject({
      version: 1,
      changedBy: 'test',
    });
    // Set for what its block stands in, which by mistake stands in that block.
    const [estate] = await house.sql<{ code: string }>(
      `SELECT reference_id AS code FROM homes h WHERE organisation_id = $1 AND parent_reference IS NULL
         AND reference_id NOT IN (SELECT parent_reference->>'id' FROM homes WHERE organisation_id = $1 AND parent_reference IS NOT NULL)
       LIMIT 1`,
      [house.organisationId],
    );
    const standsIn = `UPDATE homes SET parent_reference = jsonb_build_object('id', $3::text)
      WHERE organisation_id = $1 AND reference_id = $2 RETURNING id`;
    expect(await house.sql(standsIn, [house.organisationId, here.scheme, estate!.code])).toHaveLength(1);
    await house.sql(standsIn, [house.organisationId, estate!.code, here.scheme]);
    await set({ level: 'patch', code: estate!.code, lengths: { betweenAsks: 90 }, version: 0 });
    for (const one of [here, there]) await askedAgo(one, 45);
    expect(await decideContact(here, 'longer rest')).toMatchObject({
      why_not: 'asked-recently',
      settings: { organisation: { betweenAsks: 90 } },
    });
    expect(await decideContact(there, 'usual rest')).toMatchObject({
      outcome: 'prompt',
      settings: { organisation: { betweenAsks: 40 } },
    });
  });

  it('holds to the floor even where it was lowered behind our back', async () => {
    const one = households[2]!;
    await askedAgo(one, 20);
    await house.sql(
      `INSERT INTO suppression_settings (organisation_id, level, code, lengths, version, changed_by)
       VALUES ($1, 'scheme', $2, '{"betweenAsks": 1}', 1, 'nobody')`,
      [house.organisationId, one.scheme],
    );
    expect(await decideContact(one, 'lowered')).toMatchObject({ why_not: 'asked-recently' });
  });

  it('is not written over: who comes second is told who was first', async () => {
    const change = { level: 'organisation', code: null, lengths: {}, version: 1 };
    const both = await Promise.allSettled([set(change), set(change)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(set(change)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('they are at version 2 now'),
    });
    const { lengths, levels } = await house.app.get(ShowSuppressionSettings).run(house.organisationId);
    expect(lengths).toContainEqual(expect.objectContaining({ name: 'afterDeath', row: 8, atLeast: 180, atMost: null }));
    expect(levels[0]).toMatchObject({ level: 'organisation', code: null, lengths: {}, version: 2 });
  });

  it.each([
    [{ level: 'scheme', code: null, lengths: {} }, 'Write the code of the scheme'],
    [{ level: 'organisation', code: 'x', lengths: {} }, 'write null'],
    [{ level: 'patch', code: 'x', nation: 'scotland', lengths: {} }, 'The nation is set for the whole organisation'],
    [{ level: 'patch', code: 'x', lengths: { afterLunch: 3 } }, 'There is no length called afterLunch'],
  ])('is refused as %j', async (change, sentence) => {
    await expect(set({ ...change, version: 0 })).rejects.toMatchObject({ message: expect.stringContaining(sentence) });
  });
});

describe('an auditor', () => {
  const explain = (record: { type: 'person' | 'tenancy' | 'home'; reference: string }, from: string, to: string) =>
    house.app.get(ExplainHousehold).run('auditor', house.organisationId, record, { from, to });

  it('is told why a home was not asked in March', async () => {
    const one = households[0]!;
    await house.sql(
      `INSERT INTO preferences (organisation_id, id, household_id, kind) VALUES ($1, gen_random_uuid(), $2, 'do-not-ask')`,
      [house.organisationId, one.id],
    );
    await decideContact(one, 'in march', '2026-03-31T22:30:00.000Z');
    const person = { type: 'person', reference: one.person } as const;
    const march = await explain(person, '2026-03-01', '2026-03-31');
    expect(march.answer).toBe(
      'From 1 March 2026 to 31 March 2026 there was 1 contact; none led to a question. ' +
        'Not asked because the household asked not to be asked.',
    );
    expect(march.items[0]!.answer).toMatch(
      /^.+, 31 March 2026: not asked, because the household asked not to be asked\.$/,
    );
    const { looked } = march.items[0]!.decision!;
    expect(looked.filter(({ code }) => suppressionRows.some((row) => row.code === code))).toHaveLength(
      suppressionRows.length,
    );
    expect(looked.find(({ code }) => code === 'do-not-ask')).toMatchObject({
      stopped: true,
      words: 'Stopped: the household asked not to be asked',
    });
    expect(await explain(person, '2026-04-01', '2026-04-30')).toMatchObject({
      answer: expect.stringContaining('no everyday contact with them is known'),
      total: 0,
    });
    const [home] = await house.sql<{ reference: string }>(
      'SELECT h.reference_id AS reference FROM homes h JOIN tenancies t ON t.home_id = h.id WHERE t.id = $1',
      [one.id],
    );
    const byTenancy = await explain({ type: 'tenancy', reference: one.reference }, '2026-03-01', '2026-03-31');
    expect(byTenancy).toEqual(march);
    expect(await explain({ type: 'home', ...home! }, '2026-03-01', '2026-03-31')).toEqual(march);
    const audited = await house.sql(
      `SELECT split_part(subject, ':', 1) AS kind FROM audit_entries WHERE actor = 'auditor' AND action = 'decisions.explain' ORDER BY 1`,
    );
    expect(audited).toEqual([{ kind: 'home' }, { kind: 'person' }, { kind: 'person' }, { kind: 'tenancy' }]);
  });

  it('sees what was asked, too', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const { answer, items } = await explain(
      { type: 'tenancy', reference: households[1]!.reference },
      '2026-01-01',
      tomorrow,
    );
    expect(answer).toContain('led to a question');
    expect(items.at(-1)).toMatchObject({ decision: { outcome: 'prompt' }, prompt: { state: 'open' }, outcomes: [] });
  });

  it('is told what cannot be looked up', async () => {
    await expect(explain({ type: 'home', reference: 'nowhere' }, '2026-03-01', '2026-03-31')).rejects.toMatchObject({
      code: 'home-unknown',
    });
    const one = { type: 'person', reference: households[0]!.person } as const;
    await expect(explain(one, '2026-04-01', '2026-03-31')).rejects.toMatchObject({ code: 'period' });
  });
});

describe('decisions made again', () => {
  const replay = (limit: number | null = null) => house.app.get(ReplayDecisions).run(house.organisationId, limit);

  it('come out the same from what was kept', async () => {
    const [counted] = await house.sql<{ n: number }>('SELECT count(*)::int AS n FROM decisions');
    expect(await replay()).toEqual({ replayed: counted!.n, librariesGone: [], items: [], total: 0 });
    expect(await replay(3)).toMatchObject({ replayed: 3, total: 0 });
  });

  it('show the one whose facts were changed by hand', async () => {
    const [changed] = await house.sql<{ id: string; code: string }>(
      `UPDATE decisions d SET facts = jsonb_set(facts, '{household,adults}', '0') FROM prompts q
       WHERE q.decision_id = d.id AND d.id = (SELECT min(id::text)::uuid FROM decisions WHERE outcome = 'prompt')
       RETURNING d.id, q.code`,
    );
    expect(await replay()).toMatchObject({
      total: 1,
      items: [
        {
          decisionId: changed!.id,
          was: `prompt ${changed!.code}`,
          is: 'none: no-adult (silent)',
          isLibraryGone: false,
        },
      ],
    });
  });

  it('name the library that is gone, and the facts that cannot be read', async () => {
    await house.sql(
      `UPDATE decisions SET library_version = 'of old', facts = '{}' WHERE id = (SELECT max(id::text)::uuid FROM decisions)`,
    );
    const { items, librariesGone, total } = await replay();
    expect(total).toBe(2);
    expect(librariesGone).toEqual([{ version: 'of old', decisions: 1 }]);
    expect(items[0]).toMatchObject({ is: expect.stringMatching(/^cannot be decided: /), isLibraryGone: true });
  });
});
