import { decide, suppressionRows, type DecisionFacts } from '@doorstep/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';
import { TakeContacts } from '../contacts/index.js';
import { showPanel } from '../embed/show-panel.js';
import { Database } from '../platform/database/database.js';
import { ChangeSurveyPeriods } from './change-survey-periods.js';
import { DecideContacts } from './decide-contacts.js';
import { atDisplay } from './staff-moment.js';

const day = 86_400_000;
const never = new AbortController().signal;
const canary = 'Quillfeather';

/** A household with nothing that stands in the way of a question. */
interface Household {
  readonly tenureId: string;
  readonly personId: string;
  readonly propertyReference: string;
}

let house: SyncFromSim;
let refuge: Household;
const clear: Household[] = [];
/** How many of the households above the thirtieth are used up. */
let ownReasons = 0;

beforeAll(async () => {
  house = await syncFromSim({ homes: 200 });
  const { landlord } = house.sim;
  for (const person of [...landlord.persons.all()]) landlord.persons.put({ ...person, surname: canary });
  for (const asset of [...landlord.assets.all()]) {
    const assetAddress = { ...asset.assetAddress, addressLine1: `1 ${canary} House`, postCode: 'QF1 1QF' };
    landlord.assets.put({ ...asset, assetAddress });
  }
  for (const tenure of [...landlord.tenures.all()]) {
    const householdMembers = tenure.householdMembers.map((one) => ({
      ...one,
      fullName: one.fullName.replace(/\S+$/, canary),
    }));
    landlord.tenures.put({ ...tenure, householdMembers });
  }
  const stories = new Set(landlord.highlights.map(({ tenureId }) => tenureId));
  refuge = householdOf(landlord.highlights.find(({ code }) => code === 'refuge')!.tenureId);
  const troubled = new Set([...landlord.processes.all()].flatMap((one) => one.relatedEntities.map(({ id }) => id)));
  const living = new Set([...landlord.persons.all()].filter((one) => !one.dateOfDeath).map(({ id }) => id));
  for (const tenure of landlord.tenures.all()) {
    if (!tenure.isActive || stories.has(tenure.id) || troubled.has(tenure.id) || clear.length === 50) continue;
    if (tenure.successionDate || tenure.evictionDate || (tenure.notices ?? []).length > 0) continue;
    const asset = landlord.assets.get(tenure.tenuredAsset.id);
    if (asset?.assetType !== 'Dwelling' || asset.assetLocation?.parentAssets.some(({ type }) => /refuge/i.test(type)))
      continue;
    const people = [...landlord.persons.all()].filter((one) => one.tenures.some(({ id }) => id === tenure.id));
    const adult = people.find((one) => Date.parse(one.dateOfBirth ?? '') < Date.now() - 20 * 365 * day);
    if (!adult || people.some(({ id }) => !living.has(id) || troubled.has(id))) continue;
    for (const { id } of people) landlord.setAlerts(id, []);
    const household = { tenureId: tenure.id, personId: adult.id, propertyReference: asset.assetId };
    for (const { reference } of landlord.workOrders.ofProperty(asset.assetId)) landlord.workOrders.delete(reference);
    clear.push(household);
  }
  expect(clear.length).toBe(50);
});
afterAll(() => house.close());

function householdOf(tenureId: string): Household {
  const { landlord } = house.sim;
  const tenure = landlord.tenures.get(tenureId)!;
  const person = [...landlord.persons.all()].find((one) => one.tenures.some(({ id }) => id === tenureId))!;
  return { tenureId, personId: person.id, propertyReference: landlord.assets.get(tenure.tenuredAsset.id)!.assetId };
}

/** Tells a contact with the household, as a landlord's switchboard would. Answers its reference. */
async function tell({ tenureId }: Household, reference: string, type = 'TEL-GEN'): Promise<string> {
  await house.app.get(TakeContacts).run('test', house.organisationId, [
    {
      reference: { id: reference, allocatedBy: 'switchboard' },
      type,
      occurredAt: new Date(Date.now() - 60_000).toISOString(),
      tenancy: { id: tenureId, allocatedBy: 'hackney/tenure' },
    },
  ]);
  return reference;
}

async function decisionOn(
  reference: string,
): Promise<{ outcome: string; why_not: string | null; form: string | null }> {
  const rows = await house.sql<{ outcome: string; why_not: string | null; form: string | null }>(
    `SELECT d.outcome, d.why_not, d.why_not_form AS form FROM decisions d JOIN contacts c ON c.id = d.contact_id WHERE c.reference_id = $1`,
    [reference],
  );
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

async function tenancyId({ tenureId }: Household): Promise<string> {
  const [row] = await house.sql<{ id: string }>('SELECT id FROM tenancies WHERE reference_id = $1', [tenureId]);
  return row!.id;
}

async function contactIds(from: string): Promise<string[]> {
  return (await house.sql<{ id: string }>(`SELECT id FROM contacts WHERE ${from} ORDER BY id`)).map(({ id }) => id);
}

/** A question that was put to the household so many days ago, and what came of it. */
async function askedBefore(
  household: Household,
  daysAgo: number,
  state: 'answered' | 'not-this-time',
): Promise<string> {
  const [row] = await house.sql<{ id: string }>(
    `WITH contact AS (
       INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_code, type_source, occurred_at, tenancy_id)
       SELECT $1, gen_random_uuid(), gen_random_uuid()::text, 'earlier', 'TEL-GEN', 'told', now(), $2 RETURNING id
     ), decision AS (
       INSERT INTO decisions (organisation_id, id, contact_id, household_id, outcome, facts, trace, library_version)
       SELECT $1, gen_random_uuid(), id, $2, 'prompt', '{"earlier": true}', '[]', '1' FROM contact RETURNING id
     )
     INSERT INTO prompts (organisation_id, id, decision_id, household_id, kind, code, theme, title, say, probe, why_asking,
       reasons, state, created_at, expires_at, closed_at)
     SELECT $1, gen_random_uuid(), id, $2, 'ask', 'P01', 'home', 't', 's', 'p', 'w', '[]', $4,
       now() - make_interval(days => $3), now() - make_interval(days => $3 - 14), now() - make_interval(days => $3)
     FROM decision RETURNING id`,
    [house.organisationId, await tenancyId(household), daysAgo, state],
  );
  return row!.id;
}

async function preference(household: Household, theme: string | null): Promise<void> {
  await house.sql(
    `INSERT INTO preferences (organisation_id, id, household_id, kind, theme) VALUES ($1, gen_random_uuid(), $2, 'do-not-ask', $3)`,
    [house.organisationId, await tenancyId(household), theme],
  );
}

function alert(household: Household, alertCode: string): void {
  house.sim.landlord.setAlerts(household.personId, [
    {
      dateModified: '01/02/2026',
      modifiedBy: 'Import',
      startDate: '01/02/2026',
      endDate: null,
      alertCode,
      description: canary,
      reason: canary,
      assureReference: '1',
      personName: canary,
      personId: household.personId,
      isActive: true,
      alertId: `alert-${household.personId}`,
    },
  ]);
}

function order(
  household: Household,
  priority: readonly [code: number, label: string],
  description: string,
  statusCode: number,
  raisedDaysAgo: number,
  tradeCode = 'PL',
): number {
  const { workOrders } = house.sim.landlord;
  const reference = workOrders.nextReference;
  const raisedMs = Date.now() - raisedDaysAgo * day;
  workOrders.put({
    reference,
    raisedMs,
    property: '',
    propertyPostCode: '',
    propertyReference: household.propertyReference,
    owner: 'Repairs Direct',
    description,
    tradeCode,
    tradeDescription: tradeCode === 'PL' ? 'Plumbing - PL' : 'Carpentry - CP',
    priority: { code: priority[0], label: priority[1], targetDays: 1, doneDays: [0, 1] } as never,
    isFollowOn: false,
    needsFollowOn: false,
    statusCode,
    closedMs: statusCode === 50 ? raisedMs + 3_600_000 : null,
    appointment: null,
  });
  return reference;
}

const dateOf = (daysAgo: number) => new Date(Date.now() - daysAgo * day).toISOString().slice(0, 10);
const normal = [4, '5 [N] NORMAL'] as const;

/** What the housing system holds (before the sync) or we do (after it), and the reason that must come of it. */
const rows: readonly {
  readonly row: number;
  readonly code: string;
  readonly type?: string;
  readonly source?: (household: Household) => unknown;
  readonly stored?: (household: Household) => Promise<unknown>;
}[] = [
  { row: 1, code: 'do-not-ask', stored: (h) => preference(h, null) },
  {
    row: 2,
    code: 'theme-opt-out',
    type: 'RPR-FOL',
    stored: (h) => preference(h, 'repairs'),
  },
  { row: 3, code: 'safeguarding', source: (h) => alert(h, '20‑70') },
  { row: 4, code: 'domestic-abuse', source: (h) => alert(h, 'DV') },
  { row: 5, code: 'cautionary-alert', source: (h) => alert(h, 'CV') },
  { row: 6, code: 'emergency', source: (h) => order(h, [2, '2 [E] EMERGENCY'], 'No power, attend', 50, 1) },
  {
    row: 7,
    code: 'hazard-open',
    type: 'RPR-FOL',
    source: (h) => order(h, [10, '10 [A] AWAABS'], 'Bedroom wall, inspect', 80, 20),
  },
  {
    row: 8,
    code: 'bereavement',
    source: ({ tenureId }) => {
      const { tenures } = house.sim.landlord;
      tenures.put({ ...tenures.get(tenureId)!, successionDate: dateOf(40) });
    },
  },
  {
    row: 9,
    code: 'possession',
    source: ({ tenureId }) => {
      const { tenures } = house.sim.landlord;
      tenures.put({ ...tenures.get(tenureId)!, evictionDate: dateOf(-20) });
    },
  },
  {
    row: 11,
    code: 'complaint-open',
    source: ({ tenureId }) => {
      const { processes } = house.sim.landlord;
      const state = {
        state: 'Stage1',
        permittedTriggers: [],
        processData: { formData: { about: canary }, documents: [] },
        createdAt: `${dateOf(20)}T10:00:00Z`,
        updatedAt: `${dateOf(20)}T10:00:00Z`,
      };
      processes.put({
        id: '00000000-0000-4000-8000-000000000011',
        targetId: tenureId,
        targetType: 'tenure',
        relatedEntities: [],
        processName: 'complaint',
        patchAssignment: null,
        currentState: state,
        previousStates: [],
        versionNumber: 1,
      });
    },
  },
  { row: 13, code: 'asked-recently', stored: (h) => askedBefore(h, 30, 'answered') },
  {
    row: 14,
    code: 'budget-used',
    stored: async (h) => {
      for (const daysAgo of [70, 140, 210, 280]) await askedBefore(h, daysAgo, 'answered');
    },
  },
  {
    row: 15,
    code: 'reply-owed',
    stored: async (h) => {
      const promptId = await askedBefore(h, 100, 'answered');
      const household = await tenancyId(h);
      await house.sql(
        `WITH said AS (
           INSERT INTO outcomes (organisation_id, id, prompt_id, household_id, outcome, heard, staff_id, said_at, idempotency_key, request_hash)
           VALUES ($1, gen_random_uuid(), $2, $3, 'heard', 'worry', 'officer-1', now() - interval '100 days', 'once-upon', '') RETURNING id), heard AS (
           INSERT INTO voices (organisation_id, id, outcome_id, household_id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
           SELECT $1, gen_random_uuid(), id, $3, 'The stairs are dark', 'own', false, 'officer-1', now() - interval '100 days', 'once-upon', '' FROM said
           RETURNING id, said_at)
         INSERT INTO replies_owed (organisation_id, voice_id, household_id, since) SELECT $1, id, $3, said_at FROM heard`,
        [house.organisationId, promptId, household],
      );
    },
  },
  {
    row: 16,
    code: 'resting',
    stored: async (h) => {
      await askedBefore(h, 130, 'not-this-time');
      await askedBefore(h, 100, 'not-this-time');
    },
  },
  { row: 19, code: 'representative', source: (h) => alert(h, '60') },
  {
    row: 26,
    code: 'entry-repair',
    source: (h) => order(h, normal, 'Front door: renew lock', 50, 2, 'CP'),
  },
  {
    row: 30,
    code: 'source-stale',
    source: async (h) => {
      alert(h, '40');
      await house.fault(`/api/v1/cautionary-alerts/persons/${h.personId}`, { malformedJson: true });
    },
  },
];

describe('each reason not to ask, from what the housing system and the store hold', () => {
  beforeAll(async () => {
    for (const [at, { source }] of rows.entries()) await source?.(clear[at]!);
    expect(await house.sync()).toMatchObject({ status: 'complete' });
    for (const [at, { stored }] of rows.entries()) await stored?.(clear[at]!);
    for (const [at, { row, type }] of rows.entries()) {
      if (row !== 26) await tell(clear[at]!, `row ${row}`, type);
    }
    await tell(refuge, 'row 24');
    await tell(clear[rows.length]!, 'control');
    await tell(clear[rows.length + 1]!, 'control of repairs', 'RPR-FOL');
    await house.decideAll();
    await house.clearFaults();
  });

  it('is the only thing that kept these households from being asked', async () => {
    expect(await decisionOn('control')).toMatchObject({ outcome: 'prompt' });
    expect(await decisionOn('control of repairs')).toMatchObject({ outcome: 'prompt' });
  });

  it.each([...rows, { row: 24, code: 'protected-scheme' }].filter(({ row }) => row !== 26))(
    'row $row: $code',
    async ({ row, code }) => {
      const form = suppressionRows.find((one) => one.row === row)!.form;
      expect(await decisionOn(`row ${row}`)).toEqual({ outcome: 'none', why_not: code, form });
    },
  );

  it('row 26: entry-repair, on the visit itself', async () => {
    const at = rows.findIndex(({ row }) => row === 26);
    const found = await house.sql(
      `SELECT c.type_code, d.why_not, d.why_not_form AS form FROM decisions d JOIN contacts c ON c.id = d.contact_id
       JOIN repairs r ON r.id = c.repair_id WHERE d.household_id = $1`,
      [await tenancyId(clear[at]!)],
    );
    expect(found).toEqual([{ type_code: 'RPR-VIS', why_not: 'entry-repair', form: 'silent' }]);
  });

  it('gives every contact one decision, and every notice its end', async () => {
    const [counts] = await house.sql(
      `SELECT (SELECT count(*) FROM contacts WHERE allocated_by <> 'earlier') = (SELECT count(*) FROM decisions WHERE facts <> '{"earlier": true}') AS even,
         (SELECT count(*) FROM outbox WHERE done_at IS NULL)::int AS waiting,
         (SELECT count(*) FROM prompts q WHERE q.state = 'open') = (SELECT count(*) FROM decisions WHERE outcome = 'prompt' AND facts <> '{"earlier": true}') AS prompts`,
    );
    expect(counts).toEqual({ even: true, waiting: 0, prompts: true });
  });

  it('names the repair that the housing system served', async () => {
    const story = house.sim.landlord.highlights.find(({ code }) => code === 'kitchen-tap')!;
    const [served] = house.sim.landlord.workOrders.ofProperty(story.propertyReference);
    const [prompt] = await house.sql<{ reasons: { text: string; source: string }[] }>(
      `SELECT q.reasons FROM prompts q JOIN tenancies t ON t.id = q.household_id WHERE t.reference_id = $1`,
      [story.tenureId],
    );
    expect(prompt!.reasons[0]).toMatchObject({ source: 'Manage My Home and Repairs Hub (Hackney)' });
    expect(prompt!.reasons[0]!.text).toContain(`(order ${served!.reference})`);
  });

  it('keeps no name, address or words with a decision', async () => {
    const kept = await house.sql<{ n: number }>(
      `SELECT (SELECT count(*)::int FROM people WHERE full_name LIKE '%${canary}%') AS n
       UNION ALL SELECT count(*)::int FROM decisions x WHERE x::text ILIKE '%${canary}%' OR x::text ILIKE '%QF1 1QF%' OR x::text ILIKE '%stairs are dark%'
       UNION ALL SELECT count(*)::int FROM prompts x WHERE x::text ILIKE '%${canary}%' OR x::text ILIKE '%QF1 1QF%'`,
    );
    expect(kept[0]!.n).toBeGreaterThan(200);
    expect(kept.slice(1)).toEqual([{ n: 0 }, { n: 0 }]);
    const [facts] = await house.sql<{ names: number }>(
      `SELECT count(*)::int AS names FROM decisions d JOIN tenancy_parties y ON y.tenancy_id = d.household_id
       JOIN people p ON p.id = y.person_id
       WHERE d.facts::text LIKE '%' || p.reference_id || '%' OR d.facts::text LIKE '%"' || p.given_name || '"%'`,
    );
    expect(facts).toEqual({ names: 0 });
  });

  it('comes to the same decision when it is made again from what was kept', async () => {
    const kept = await house.sql<{
      facts: DecisionFacts;
      outcome: string;
      why_not: string | null;
      why_not_form: string | null;
      trace: unknown;
      library_version: string;
      code: string | null;
      reasons: { text: string }[] | null;
    }>(
      `SELECT d.*, q.code, q.reasons FROM decisions d LEFT JOIN prompts q ON q.decision_id = d.id WHERE d.facts <> '{"earlier": true}'`,
    );
    expect(kept.length).toBeGreaterThan(30);
    for (const one of kept) {
      const again = decide(one.facts);
      expect([again.outcome, again.trace, again.libraryVersion]).toEqual([one.outcome, one.trace, one.library_version]);
      if (again.outcome === 'none')
        expect([again.whyNot.code, again.whyNot.form]).toEqual([one.why_not, one.why_not_form]);
      else {
        expect(again.promptCode).toBe(one.code);
        expect(again.reasons.map(({ text }) => text)).toEqual(one.reasons!.map(({ text }) => text));
      }
    }
  });
});

describe('what we hold ourselves', () => {
  const passedOn = async (household: Household, route: string, closedDaysAgo: number | null = null, byHome = false) =>
    house.sql(
      `INSERT INTO hand_offs (organisation_id, id, route, reference, household_id, home_id, is_emergency, told_at, captured_at,
         target_at, way, closed_at, idempotency_key, request_hash)
       SELECT $1, gen_random_uuid(), $3, gen_random_uuid()::text, CASE WHEN NOT $5 THEN t.id END, CASE WHEN $5 THEN t.home_id END,
         false, now() - interval '400 days', now() - interval '400 days', now(), 'by-hand',
         now() - make_interval(days => $4::int), gen_random_uuid()::text, ''
       FROM tenancies t WHERE t.id = $2`,
      [house.organisationId, await tenancyId(household), route, closedDaysAgo, byHome],
    );
  const prefers = async (household: Household, kind: string, until: string | null, theme: string | null = null) =>
    house.sql(
      `INSERT INTO preferences (organisation_id, id, household_id, kind, theme, until)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, now() + $5::interval)`,
      [house.organisationId, await tenancyId(household), kind, theme, until],
    );
  const silence = async (household: Household, until: string | null, staffId: string | null = null) =>
    house.sql(
      `INSERT INTO silences (organisation_id, id, household_id, staff_id, since, until)
       VALUES ($1, gen_random_uuid(), $2, $3, now() - interval '2 days', now() + $4::interval)`,
      [house.organisationId, await tenancyId(household), staffId, until],
    );
  const needs = async (household: Household, list: readonly string[]) =>
    house.sql(
      `INSERT INTO ways_to_reach (organisation_id, id, person_id, needs, review_after, recorded_by)
       SELECT $1, gen_random_uuid(), id, $3, current_date + 365, 'staff:officer-1' FROM people WHERE reference_id = $2`,
      [house.organisationId, household.personId, list],
    );

  it.each<[string, string | null, (household: Household) => Promise<unknown>, string?]>([
    ['a silence', 'quiet', (h) => silence(h, '3 days')],
    ['a silence until it is cleared', 'quiet', (h) => silence(h, null)],
    ['a silence that is over', null, (h) => silence(h, '-1 hour')],
    ['a silence towards one member of staff', null, (h) => silence(h, null, 'officer-9')],
    ['a legal matter', 'disrepair-claim', (h) => passedOn(h, 'legal')],
    ['a complaint', 'complaint-open', (h) => passedOn(h, 'complaint_choice')],
    ['a complaint closed lately', 'complaint-open', (h) => passedOn(h, 'complaint_choice', 29)],
    ['a complaint closed long ago', null, (h) => passedOn(h, 'complaint_choice', 31)],
    ['a hazard of the home', 'hazard-open', (h) => passedOn(h, 'hazard', null, true), 'RPR-FOL'],
    ['a legal matter of the household', 'disrepair-claim', (h) => passedOn(h, 'legal', null, true)],
    ['a new repair', null, (h) => passedOn(h, 'service_request')],
    ['a wish to be told and not asked', 'do-not-ask', (h) => prefers(h, 'tell-me', null)],
    ['a pause', 'do-not-ask', (h) => prefers(h, 'pause', '9 days')],
    ['a pause that is over', null, (h) => prefers(h, 'pause', '-1 hour')],
    ['a need for an interpreter', 'interpreter', (h) => needs(h, ['interpreter', 'braille'])],
    ['a need that talk can meet', null, (h) => needs(h, ['large-print', 'step-free'])],
  ])('%s: %s', async (what, whyNot, given, type = 'TEL-GEN') => {
    const household = clear[30 + ownReasons]!;
    ownReasons += 1;
    await given(household);
    await tell(household, `own ${what}`, type);
    await house.decideAll();
    expect(await decisionOn(`own ${what}`)).toMatchObject({
      outcome: whyNot === null ? 'prompt' : 'none',
      why_not: whyNot,
    });
  });

  it('a survey by somebody else: nobody of that place is asked during it, and after it they are', async () => {
    const household = clear[30 + ownReasons]!;
    ownReasons += 1;
    const [home] = await house.sql<{ code: string }>(
      `SELECT h.parent_reference->>'id' AS code FROM tenancies t JOIN homes h ON h.id = t.home_id WHERE t.id = $1`,
      [await tenancyId(household)],
    );
    const change = (version: number, startsOn: string, endsOn: string) =>
      house.app.get(ChangeSurveyPeriods).run('test', house.organisationId, {
        version,
        periods: [home!.code, 'another place'].map((code) => ({ name: 'Yearly survey', code, startsOn, endsOn })),
      });
    const decided = async (reference: string) => {
      await tell(household, reference);
      await house.decideAll();
      const [kept] = await house.sql<{ surveys: object[] }>(
        `SELECT d.facts->'household'->'surveys' AS surveys FROM decisions d JOIN contacts c ON c.id = d.contact_id WHERE c.reference_id = $1`,
        [reference],
      );
      expect(kept!.surveys).toEqual([{ at: expect.stringMatching(/Z$/) }]);
      return decisionOn(reference);
    };
    expect(await change(0, dateOf(9), dateOf(-9))).toMatchObject({ version: 1, changedBy: 'test' });
    expect(await decided('during a survey')).toMatchObject({ outcome: 'none', why_not: 'asked-recently' });
    await expect(change(0, dateOf(90), dateOf(62))).rejects.toMatchObject({
      code: 'survey-periods-changed',
      current: { version: 1, periods: [{ endsOn: dateOf(-9) }, { endsOn: dateOf(-9) }] },
    });
    await expect(change(1, dateOf(62), dateOf(63))).rejects.toMatchObject({ code: 'bad-input' });
    await change(1, dateOf(90), dateOf(62));
    expect(await decided('after a survey')).toMatchObject({ outcome: 'prompt' });
  });

  it('is kept with the decision without who said it, what it was about or why', async () => {
    const kept = await house.sql<{ household: DecisionFacts['household'] }>(
      `SELECT d.facts->'household' AS household FROM decisions d JOIN contacts c ON c.id = d.contact_id
       WHERE c.reference_id IN ('own a silence', 'own a need for an interpreter', 'own a hazard of the home') ORDER BY c.reference_id`,
    );
    const [hazard, need, quiet] = kept.map(({ household }) => household);
    expect(hazard!.handOffs).toEqual([{ route: 'hazard', openedAt: expect.any(String), closedAt: null }]);
    expect(need!.needs).toEqual(['interpreter']);
    expect(quiet!.markers).toEqual([
      {
        kind: 'quiet',
        since: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      },
    ]);
  });

  it('keeps whom a concern is about from being shown a prompt, and nobody else', async () => {
    const household = clear[30 + ownReasons]!;
    const read = async (staffId: string) =>
      house.app.get(Database).inOrganisation(house.organisationId, async (db) => {
        const { staff } = await atDisplay(db, staffId, await tenancyId(household));
        return staff?.isConcernedByOpenConcern;
      });
    expect(await read('officer-9')).toBe(false);
    await silence(household, null, 'officer-9');
    expect([await read('officer-9'), await read('officer-8')]).toEqual([true, false]);
    await house.sql(`UPDATE silences SET ended_at = now(), ended_by = 'staff:lead' WHERE staff_id = 'officer-9'`);
    expect(await read('officer-9')).toBe(false);
  });
});

describe('at the panel', () => {
  const show = async (household: Household) => {
    const staff = {
      organisationId: house.organisationId,
      staffId: 'officer-1',
      roles: ['officer'],
      record: { type: 'person' as const, id: household.personId },
      systems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
    };
    const { database } = house.platform;
    return (await database.atOnce(house.organisationId, (db) => showPanel(db, { staff, teams: [] }))).view;
  };

  it('a reason that came after the decision hides the prompt, and looks like nothing to ask', async () => {
    const [asked, quiet] = [clear[20]!, clear[21]!];
    await tell(asked, 'before the alert');
    await tell(quiet, 'nothing to ask', 'RPR-NAC');
    await house.decideAll();
    expect(await decisionOn('nothing to ask')).toMatchObject({ outcome: 'none', form: 'silent' });
    expect((await show(asked)).prompts).toHaveLength(1);

    await house.sql(
      `INSERT INTO alerts (organisation_id, person_id, reference_id, allocated_by, code, code_source, start_date, is_active)
       SELECT organisation_id, id, 'late', 'hackney/alert', 'DV', 'DV', current_date, true FROM people WHERE reference_id = $1`,
      [asked.personId],
    );
    const hidden = await show(asked);
    expect(hidden.prompts).toEqual([]);
    expect(JSON.stringify(hidden)).toBe(JSON.stringify(await show(quiet)));
    const [kept] = await house.sql(
      `SELECT count(*)::int AS n FROM prompts WHERE state = 'open' AND household_id = $1`,
      [await tenancyId(asked)],
    );
    expect(kept).toEqual({ n: 1 });
  });

  it('every silent reason looks like nothing to ask', async () => {
    const nothing = JSON.stringify(await show(clear[21]!));
    const silent = rows.filter(({ row }) => suppressionRows.find((one) => one.row === row)!.form === 'silent');
    expect(silent.length).toBeGreaterThan(5);
    for (const one of silent) {
      expect([one.row, JSON.stringify(await show(clear[rows.indexOf(one)]!))]).toEqual([one.row, nothing]);
    }
    expect(JSON.stringify(await show(refuge))).toBe(nothing);
  });

  it('a silent reason beside one that staff may know changes nothing on screen', async () => {
    const at = rows.findIndex((one) => one.code === 'asked-recently');
    const household = clear[at]!;
    const before = JSON.stringify(await show(household));
    await house.sql(
      `INSERT INTO alerts (organisation_id, person_id, reference_id, allocated_by, code, code_source, start_date, is_active)
       SELECT organisation_id, id, 'beside', 'hackney/alert', 'DV', 'DV', current_date, true FROM people WHERE reference_id = $1`,
      [household.personId],
    );
    expect(JSON.stringify(await show(household))).toBe(before);
  });

  it('do-not-ask and asked-recently are told, since staff may know', async () => {
    const at = (code: string) => clear[rows.findIndex((one) => one.code === code)]!;
    expect((await show(at('do-not-ask'))).home.state).toBe('do-not-ask');
    expect((await show(at('asked-recently'))).home).toMatchObject({ state: 'capped', lastAskedOn: dateOf(30) });
  });
});

describe('however it is run', () => {
  it('decides a contact once: twice in turn, and by two workers at the same time', async () => {
    const verb = house.app.get(DecideContacts);
    for (let at = 22; at < 27; at++) {
      for (const turn of [1, 2, 3, 4]) await tell(clear[at]!, `twice ${at} ${turn}`);
    }
    const ids = await contactIds(`reference_id LIKE 'twice %'`);
    expect(ids).toHaveLength(20);
    const both = await Promise.all([
      verb.run(house.organisationId, ids, never),
      verb.run(house.organisationId, ids.toReversed(), never),
    ]);
    expect(both[0].decided + both[1].decided).toBe(20);
    expect(both[0].prompts + both[1].prompts).toBe(5);
    expect(await verb.run(house.organisationId, ids, never)).toEqual({ decided: 0, prompts: 0 });
    const [counts] = await house.sql(
      `SELECT count(*)::int AS decisions, count(DISTINCT contact_id)::int AS contacts FROM decisions WHERE contact_id = ANY ($1::uuid[])`,
      [ids],
    );
    expect(counts).toEqual({ decisions: 20, contacts: 20 });
  });

  it('opens one prompt for a household, though twenty contacts are decided at once', async () => {
    const verb = house.app.get(DecideContacts);
    for (let turn = 0; turn < 20; turn++) await tell(clear[28]!, `at once ${turn}`);
    const ids = await contactIds(`reference_id LIKE 'at once %'`);
    const all = await Promise.all(ids.map((id) => verb.run(house.organisationId, [id], never)));
    expect(all.reduce((sum, { decided }) => sum + decided, 0)).toBe(20);
    const outcomes = await house.sql(
      `SELECT outcome, why_not, count(*)::int AS n FROM decisions WHERE contact_id = ANY ($1::uuid[]) GROUP BY 1, 2 ORDER BY 1`,
      [ids],
    );
    expect(outcomes).toEqual([
      { outcome: 'none', why_not: 'asked-recently', n: 19 },
      { outcome: 'prompt', why_not: null, n: 1 },
    ]);
    expect(await house.sql(`SELECT state FROM prompts WHERE household_id = $1`, [await tenancyId(clear[28]!)])).toEqual(
      [{ state: 'open' }],
    );
  });
});
