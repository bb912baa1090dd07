import type { DecisionFacts } from '@doorstep/domain';
import { roles } from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { stairwellRule } from '../../test/stairwell-rule.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { mayDo } from '../access/index.js';
import { AddConnection } from '../connections/index.js';
import { DraftRule } from './draft-rule.js';
import { PreviewRule } from './preview-rule.js';
import { SwitchOnRule } from './switch-on-rule.js';

const day = 86_400_000;

let service: StartedService;
let landlord: Landlord;
let owner: pg.Client;
let connectionId: string;
/** Household ids by home: 14 at Elm Court, 12 at Oak House, 3 in a refuge. */
const households = new Map<string, string>();

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'harbour');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  const connection = await service.app.get(AddConnection).run('test', landlord.id, {
    name: 'housing',
    connector: 'hackney',
    configuration: { housingUrl: 'http://127.0.0.1:9', apiKey: 'never-used' },
    allowedAddresses: ['127.0.0.1/32'],
  });
  connectionId = connection.id;
  for (const [code, name, count, scheme] of [
    ['S-014', 'Elm Court', 14, 'general'],
    ['S-015', 'Oak House', 12, 'general'],
    ['S-016', 'Quiet Row', 3, 'refuge'],
  ] as const) {
    await addHome(code, 'block', 'general', [name], null);
    for (let at = 1; at <= count; at += 1) {
      const reference = `${name} ${at}`;
      const homeId = await addHome(reference, 'dwelling', scheme, [`${at} ${name}`], code);
      households.set(reference, await addTenancy(reference, homeId));
    }
  }
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

async function addHome(reference: string, kind: string, scheme: string, lines: string[], parent: string | null) {
  const id = randomUUID();
  await owner.query(
    `INSERT INTO homes (organisation_id, id, connection_id, reference_id, allocated_by, kind, scheme, address_lines, parent_reference, is_active, content_hash)
     VALUES ($1, $2, $3, $4, 'hackney/asset', $5, $6, $7, $8, true, '')`,
    [landlord.id, id, connectionId, reference, kind, scheme, lines, parent === null ? null : { id: parent }],
  );
  return id;
}

async function addTenancy(reference: string, homeId: string) {
  const id = randomUUID();
  await owner.query(
    `INSERT INTO tenancies (organisation_id, id, connection_id, reference_id, allocated_by, home_id, type_source, is_active, is_mutual_exchange, members, content_hash)
     VALUES ($1, $2, $3, $4, 'hackney/tenure', $5, 'Secure', true, false, '[]', '')`,
    [landlord.id, id, connectionId, `T ${reference}`, homeId],
  );
  return id;
}

/** Somebody of that age who lives there. */
async function addPerson(home: string, age: number) {
  await owner.query(
    `WITH person AS (
       INSERT INTO people (organisation_id, connection_id, reference_id, allocated_by, full_name, date_of_birth, kinds, content_hash)
       VALUES ($1, $2, gen_random_uuid()::text, 'hackney/person', 'Somebody', now() - make_interval(years => $4), '{tenant}', '')
       RETURNING id)
     INSERT INTO tenancy_parties (organisation_id, person_id, tenancy_reference_id, tenancy_id)
     SELECT $1, id, $3::text, $3::uuid FROM person`,
    [landlord.id, connectionId, households.get(home), age],
  );
}

/** What was known so many days ago of a home where nothing stands in the way of a question. */
function factsOf(home: string, daysAgo: number, changes: Partial<DecisionFacts['household']> = {}): DecisionFacts {
  const at = new Date(Date.now() - daysAgo * day).toISOString();
  return {
    now: at,
    moment: { at: 'decision', channel: 'in-person', staff: null, taps: [], supportPresent: [] },
    contact: {
      id: randomUUID(),
      reference: home,
      typeCode: 'TEL-GEN',
      typeSource: 'told',
      occurredAt: at,
      repair: null,
    },
    household: {
      tenancyId: households.get(home)!,
      adults: 1,
      tenancyStartDate: '2014-06-02',
      evictionDate: null,
      noticeServedDate: null,
      successionDate: null,
      lastDeathDate: null,
      scheme: 'general',
      place: { patch: null, scheme: home.startsWith('Elm') ? 'S-014' : 'S-015' },
      movedInOn: null,
      disasterOn: null,
      markers: [],
      needs: [],
      surveys: [],
      alerts: [],
      cases: [],
      repairs: [],
      preferences: [],
      asks: [],
      repliesOwed: 0,
      openPromptKinds: [],
      lastHeardAt: null,
      ...changes,
    },
    source: { readAt: at, alertsReadAt: at },
  };
}

/** A contact that was decided so many days ago: there was nothing to ask. */
async function decidedBefore(home: string, daysAgo: number, facts: object, type = 'TEL-GEN') {
  await owner.query(
    `WITH contact AS (
       INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_code, type_source, occurred_at, tenancy_id)
       VALUES ($1, gen_random_uuid(), gen_random_uuid()::text, 'switchboard', $5, 'told', $3, $2) RETURNING id)
     INSERT INTO decisions (organisation_id, id, contact_id, household_id, outcome, why_not, why_not_form, facts, trace, library_version, decided_at)
     SELECT $1, gen_random_uuid(), id, $2, 'none', 'nothing-to-ask', 'silent', $4, '[]', '1', $3 FROM contact`,
    [landlord.id, households.get(home), new Date(Date.now() - daysAgo * day), facts, type],
  );
}

const elmCourt = (changes: object = {}) =>
  stairwellRule({
    code: 'elm-court-stairwell',
    name: 'Elm Court stairwell',
    where: [{ level: 'scheme', code: 'S-014', name: 'Elm Court' }],
    ...changes,
  });

const draft = (rule: object, basedOn: number | null = null) =>
  service.app.get(DraftRule).run('test', landlord.id, { rule, basedOn });
const preview = (code: string, version: number) =>
  service.app.get(PreviewRule).run('test', landlord.id, code, { version });

describe('what a rule would have come to over the last 30 days', () => {
  beforeAll(async () => {
    // 8 of 45 years and 12 of 80 where it reaches; 11 and 15 of all.
    for (let at = 1; at <= 8; at += 1) await addPerson(`Elm Court ${at}`, 45);
    for (let at = 0; at < 12; at += 1) await addPerson(`Elm Court ${9 + (at % 3)}`, 80);
    for (let at = 1; at <= 6; at += 1) await addPerson(`Oak House ${at}`, at <= 3 ? 45 : 80);
    for (let at = 1; at <= 11; at += 1) await decidedBefore(`Elm Court ${at}`, 20, factsOf(`Elm Court ${at}`, 20));
    for (const daysAgo of [10, 5]) await decidedBefore('Elm Court 1', daysAgo, factsOf('Elm Court 1', daysAgo));
    const complaint = { cases: [{ kind: 'complaint' as const, isOpen: true, closedAt: null }] };
    await decidedBefore('Elm Court 12', 8, factsOf('Elm Court 12', 8, complaint));
    const alert = { alerts: [{ code: 'DV', startDate: '2026-01-01', endDate: null }] };
    await decidedBefore('Elm Court 13', 8, factsOf('Elm Court 13', 8, alert));
    for (const home of ['Oak House 1', 'Oak House 2']) await decidedBefore(home, 7, factsOf(home, 7));
    await decidedBefore('Elm Court 14', 40, factsOf('Elm Court 14', 40));
    await decidedBefore('Elm Court 14', 6, factsOf('Elm Court 14', 6), 'RPR-VIS');
    await decidedBefore('Elm Court 14', 6, { earlier: true });
  });

  it('counts the prompts, the homes, those asked too often, the why-nots and how the homes compare', async () => {
    await draft(elmCourt());
    expect(await preview('elm-court-stairwell', 1)).toEqual({
      code: 'elm-court-stairwell',
      version: 1,
      days: 30,
      contacts: 18,
      matching: 15,
      prompts: 11,
      homes: 11,
      shown: expect.any(Array),
      because: null,
      askedTooOften: { items: [{ home: 'Elm Court 1', times: 2 }], total: 1 },
      whyNots: [
        { code: 'asked-recently', form: 'open', contacts: 2 },
        { code: 'complaint-open', form: 'open', contacts: 1 },
        { code: 'other-reasons', form: 'silent', contacts: 1 },
      ],
      compared: [
        { by: 'kind-of-housing', groups: [{ name: 'general', reached: 11, all: 26 }], smallGroups: 0 },
        {
          by: 'place',
          groups: [
            { name: 'Elm Court', reached: 11, all: 14 },
            { name: 'Oak House', reached: 'fewer than 10', all: 12 },
          ],
          smallGroups: 0,
        },
        { by: 'kind-of-tenancy', groups: [{ name: 'Secure', reached: 11, all: 26 }], smallGroups: 0 },
        {
          by: 'age',
          groups: [
            { name: '35-54', reached: 'fewer than 10', all: 11 },
            { name: '75-or-over', reached: 'not shown', all: 15 },
          ],
          smallGroups: 0,
        },
      ],
      notHeard: { homes: 11, of: 11 },
      leftOut: 1,
    });
  });

  it('shows ten of those homes, by address and with the contact, the latest first', async () => {
    const { shown, because } = await preview('elm-court-stairwell', 1);
    expect(because).toBeNull();
    expect(shown).toHaveLength(10);
    expect(shown[0]).toEqual({
      home: expect.stringMatching(/^Elm Court \d+$/),
      address: expect.stringMatching(/^\d+ Elm Court$/),
      contact: 'A call came in',
      occurredAt: expect.any(String),
    });
    const when = shown.map(({ occurredAt }) => occurredAt);
    expect(when).toEqual(when.toSorted().toReversed());
    const who = { fact: 'household.tenancyStartDate', op: 'daysSinceGt', value: 365 };
    await draft(elmCourt({ code: 'long-there', who }));
    expect((await preview('long-there', 1)).because).toBe('the tenancy started more than 365 days ago');
  });

  it('shows no refuge among them, and nothing that whoever may look cannot see of people', async () => {
    await owner.query(`UPDATE homes SET scheme = 'refuge' WHERE reference_id LIKE 'Elm Court %'`);
    expect((await preview('elm-court-stairwell', 1)).shown).toEqual([]);
    await owner.query(`UPDATE homes SET scheme = 'general' WHERE reference_id LIKE 'Elm Court %'`);
    const lookers = roles.filter((role) => mayDo([role], 'rules.change'));
    expect(lookers.filter((role) => !mayDo([role], 'people.read'))).toEqual([]);
  });

  it('names no person, and hides the other number where one alone is hidden', async () => {
    await draft(elmCourt({ code: 'everywhere', where: 'everywhere' }));
    const { compared, prompts } = await preview('everywhere', 1);
    expect(prompts).toBe(13);
    expect(compared[1]).toEqual({
      by: 'place',
      groups: [
        { name: 'Elm Court', reached: 'not shown', all: 14 },
        { name: 'Oak House', reached: 'fewer than 10', all: 12 },
      ],
      smallGroups: 0,
    });
  });

  it('tells how many were not heard from this year, unless there are only a few on either side', async () => {
    const heard = (home: string, days: number) =>
      owner.query(
        `INSERT INTO voices (organisation_id, id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash, household_id)
         VALUES ($1, gen_random_uuid(), 'The lamps.', 'own', false, 'test', now() - make_interval(days => $3), $2::text, '', $2::uuid)`,
        [landlord.id, households.get(home), days],
      );
    await heard('Elm Court 1', 366);
    expect((await preview('everywhere', 1)).notHeard).toEqual({ homes: 13, of: 13 });
    await heard('Elm Court 2', 364);
    expect((await preview('everywhere', 1)).notHeard).toBeNull();
  });

  it('counts what its own limits stop, and what another rule that is on asks in its place', async () => {
    await owner.query(
      `INSERT INTO suppression_settings (organisation_id, level, code, lengths, version, changed_by)
       VALUES ($1, 'organisation', '', '{"betweenAsks": 30}', 1, 'test')`,
      [landlord.id],
    );
    const asks = [
      {
        askedAt: new Date(Date.now() - 45 * day).toISOString(),
        promptCode: 'P01',
        theme: 'home',
        channel: null,
        result: 'answered' as const,
      },
    ];
    await decidedBefore('Elm Court 14', 3, factsOf('Elm Court 14', 3, { asks }));
    expect((await preview('elm-court-stairwell', 1)).whyNots).toContainEqual({
      code: 'rule-limit',
      form: 'open',
      contacts: 1,
    });
    await service.app.get(SwitchOnRule).run('test', landlord.id, 'elm-court-stairwell', { version: 1 });
    const { prompts, whyNots } = await preview('everywhere', 1);
    expect(prompts).toBe(2);
    expect(whyNots).toContainEqual({ code: 'asked-otherwise', form: 'open', contacts: 13 });
  });

  it('changes nothing but that it was looked at', async () => {
    const counts = () =>
      owner.query('SELECT (SELECT count(*) FROM decisions) AS decisions, (SELECT count(*) FROM prompts) AS prompts');
    const before = (await counts()).rows;
    await preview('elm-court-stairwell', 1);
    expect((await counts()).rows).toEqual(before);
  });
});
