import { randomUUID } from 'node:crypto';
import type { RuleChoices } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, bringIn, get, post, type Landlord } from '../../test/landlord.js';
import { stairwellRule } from '../../test/stairwell-rule.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { TakeContacts } from '../contacts/index.js';
import { showPanel } from '../embed/show-panel.js';
import { DecideContacts, ReplayDecisions } from '../prompting/index.js';
import { DraftRule } from './draft-rule.js';

const simKey = 'simulated-key';

let service: StartedService;
let sim: HousingSim;
let landlord: Landlord;
let owner: pg.Client;

beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 80, seed: 7, apiKey: simKey });
  service = await startService();
  landlord = await addLandlord(service, 'harbour');
  await bringIn(service, landlord, sim.url, simKey);
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await service.close();
  await sim.close();
});

interface Said {
  readonly code?: string;
  readonly detail?: string;
  readonly version?: number;
  readonly state?: string;
  readonly sentence?: string | null;
  readonly problems?: readonly { readonly part: string; readonly message: string }[];
  readonly current?: { readonly version: number; readonly createdBy: string; readonly rule: { readonly name: string } };
}

const key = () => ({ authorization: `Bearer ${landlord.apiKey}` });
const send = (path: string, body: unknown) => post<Said>(service, `/api/v1/rules${path}`, body, key());
const read = <Body>(path: string) => get<Body>(service, `/api/v1/rules${path}`, landlord.apiKey);

/** Tells one call with each of these households, decides them, and answers what came of each. */
async function tell(
  tenancies: readonly string[],
  name: string,
): Promise<{ code: string | null; household: string; ruleVersion: number | null }[]> {
  await service.app.get(TakeContacts).run(
    'test',
    landlord.id,
    tenancies.map((id) => ({
      reference: { id: `${name} ${id}`, allocatedBy: 'switchboard' },
      type: 'TEL-GEN',
      occurredAt: new Date(Date.now() - 60_000).toISOString(),
      tenancy: { id, allocatedBy: 'hackney/tenure' },
    })),
  );
  await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
  const { rows } = await owner.query(
    `SELECT q.code, t.reference_id AS household, d.rule_version AS "ruleVersion"
     FROM decisions d JOIN contacts c ON c.id = d.contact_id JOIN tenancies t ON t.id = c.tenancy_id
     LEFT JOIN prompts q ON q.decision_id = d.id WHERE c.reference_id LIKE $1 || ' %' ORDER BY 2`,
    [name],
  );
  return rows;
}

/** Active tenancies that nobody was in touch with. */
async function quietTenancies(count: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT t.reference_id AS id FROM tenancies t WHERE t.is_active
       AND NOT EXISTS (SELECT FROM prompts q WHERE q.household_id = t.id)
       AND NOT EXISTS (SELECT FROM contacts c WHERE c.tenancy_id = t.id AND c.allocated_by = 'switchboard')
     ORDER BY 1 LIMIT $1`,
    [count],
  );
  return rows.map(({ id }) => id);
}

async function panelOf(household: string) {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT p.reference_id AS id FROM tenancies t JOIN tenancy_parties y ON y.tenancy_id = t.id
     JOIN people p ON p.id = y.person_id WHERE t.reference_id = $1 ORDER BY 1`,
    [household],
  );
  for (const { id } of rows) {
    const staff = {
      organisationId: landlord.id,
      staffId: 'officer-1',
      roles: ['officer'],
      record: { type: 'person' as const, id },
      systems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
    };
    const { view } = await service.platform.database.atOnce(landlord.id, (db) => showPanel(db, { staff, teams: [] }));
    if (view.prompts.length > 0) return view.prompts[0]!;
  }
  return null;
}

describe('a rule from its draft to its end', () => {
  it('asks nobody as a draft', async () => {
    expect(await send('', { rule: stairwellRule() })).toMatchObject({
      status: 201,
      body: { code: 'stairwell', version: 1, state: 'draft', createdBy: expect.stringMatching(/^api-key:/) },
    });
    const came = await tell(await quietTenancies(10), 'draft');
    expect(came.some(({ code }) => code !== null)).toBe(true);
    expect(came.some(({ code }) => code === 'stairwell')).toBe(false);
  });

  it('is switched on only once somebody saw whom it would ask', async () => {
    expect(await send('/stairwell/on', { version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'not-previewed', detail: expect.stringContaining('Preview version 1 of stairwell first') },
    });
    expect(await send('/stairwell/preview', { version: 1 })).toMatchObject({
      status: 200,
      body: { code: 'stairwell', version: 1, days: 30, contacts: 10 },
    });
    expect(await send('/stairwell/on', { version: 1 })).toMatchObject({ status: 200, body: { state: 'on' } });
    expect(await send('/stairwell/on', { version: 1 })).toMatchObject({ status: 409, body: { code: 'not-a-draft' } });
  });

  it('then gives its prompt, and the panel says what is decided and what is open', async () => {
    const came = await tell(await quietTenancies(12), 'on');
    const asked = came.filter(({ code }) => code !== null);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every(({ code, ruleVersion }) => code === 'stairwell' && ruleVersion === 1)).toBe(true);
    expect(await panelOf(asked[0]!.household)).toMatchObject({
      title: 'Ask about the stairwell',
      whyAsking: 'The colour is still open, and you pass it every day.',
      alreadyDecided: 'the work starts in spring (because of a contract)',
      stillOpen: 'the colour and who chooses',
    });
    const { rows } = await owner.query<{ step: object }>(
      `SELECT jsonb_path_query_first(trace, '$[*] ? (@.code == "stairwell")') AS step FROM decisions WHERE rule_code = 'stairwell' LIMIT 1`,
    );
    expect(rows[0]!.step).toMatchObject({ version: 1, evaluation: { matches: true } });
  });

  it('gives way to its next version, and takes back what the last one asked', async () => {
    await send('', { rule: stairwellRule({ stillOpen: ['the colour'] }), basedOn: 1 });
    await send('/stairwell/preview', { version: 2 });
    expect(await send('/stairwell/on', { version: 2 })).toMatchObject({ status: 200, body: { version: 2 } });
    const { body } = await read<{ versions: { version: number; state: string; retireNote: string | null }[] }>(
      '/stairwell',
    );
    expect(body.versions.map(({ version, state, retireNote }) => [version, state, retireNote])).toEqual([
      [2, 'on', null],
      [1, 'retired', 'Version 2 took its place.'],
    ]);
    const { rows } = await owner.query(
      `SELECT DISTINCT q.state FROM prompts q JOIN decisions d ON d.id = q.decision_id WHERE d.rule_version = 1`,
    );
    expect(rows).toEqual([{ state: 'withdrawn' }]);
  });

  it('is retired with what was learnt, and asks nobody any more', async () => {
    expect((await send('/stairwell/retire', { note: ' ' })).status).toBe(400);
    expect(await send('/stairwell/retire', { note: 'People ask about the lift first.' })).toMatchObject({
      status: 200,
      body: { state: 'retired', retireNote: 'People ask about the lift first.' },
    });
    expect(await send('/stairwell/retire', { note: 'Again.' })).toMatchObject({
      status: 409,
      body: { code: 'not-on' },
    });
    const came = await tell(await quietTenancies(12), 'retired');
    expect(came.some(({ ruleVersion }) => ruleVersion !== null)).toBe(false);
    const { rows } = await owner.query(
      `SELECT DISTINCT action FROM audit_entries WHERE subject = 'rule:stairwell' ORDER BY 1`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['rule.draft', 'rule.preview', 'rule.retire', 'rule.switch-on']);
  });
});

it('a decision by a rule comes out the same when it is made again, after the rule has ended', async () => {
  const again = await service.app.get(ReplayDecisions).run(landlord.id, null);
  expect(again).toMatchObject({ items: [], total: 0 });
  const { rows } = await owner.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM decisions WHERE rule_code IS NOT NULL',
  );
  expect(rows[0]!.n).toBeGreaterThan(0);
});

describe('two people at one rule', () => {
  it('the second is shown what the first saved, and nothing is lost', async () => {
    await send('', { rule: stairwellRule({ code: 'lift' }) });
    const both = await Promise.all(
      ['First', 'Second'].map((name) => send('', { rule: stairwellRule({ code: 'lift', name }), basedOn: 1 })),
    );
    const [saved, refused] = both.toSorted((one, other) => one.status - other.status);
    expect(saved).toMatchObject({ status: 201, body: { version: 2 } });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'rule-changed',
        detail: expect.stringContaining('Version 2 of lift'),
        current: { version: 2, createdBy: expect.stringMatching(/^api-key:/) },
      },
    });
    expect(await send('/lift/preview', { version: 1 })).toMatchObject({ status: 409, body: { code: 'rule-changed' } });
    expect(await send('', { rule: stairwellRule({ code: 'lift' }) })).toMatchObject({ status: 409 });
    const theirs = refused!.body.current!;
    const names = [theirs.rule.name, theirs.rule.name === 'First' ? 'Second' : 'First'];
    const onTop = { rule: stairwellRule({ code: 'lift', name: names[1] }), basedOn: theirs.version };
    expect(await send('', onTop)).toMatchObject({ status: 201, body: { version: 3 } });
    const { body } = await read<{ versions: { name: string }[] }>('/lift');
    expect(body.versions.map(({ name }) => name)).toEqual([names[1], names[0], 'Stairwell']);
  });

  it('names whoever saved the other, where it was somebody', async () => {
    const priya = randomUUID();
    await owner.query(
      `INSERT INTO staff (organisation_id, id, name, roles, added_by, changed_by) VALUES ($1, $2, 'Priya Shah', '{lead}', 'test', 'test')`,
      [landlord.id, priya],
    );
    await service.app
      .get(DraftRule)
      .run(`staff:${priya}`, landlord.id, { rule: stairwellRule({ code: 'bins' }), basedOn: null });
    expect(await send('', { rule: stairwellRule({ code: 'bins' }) })).toMatchObject({
      status: 409,
      body: {
        detail: expect.stringContaining('was saved by Priya Shah since'),
        current: { createdByName: 'Priya Shah', rule: { code: 'bins' } },
      },
    });
  });

  it('one version at most is on, however many switch it on at once', async () => {
    await send('/lift/preview', { version: 3 });
    const answers = await Promise.all([1, 2, 3].map(() => send('/lift/on', { version: 3 })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409]);
    const { rows } = await owner.query(`SELECT version FROM rules WHERE code = 'lift' AND state = 'on'`);
    expect(rows).toEqual([{ version: 3 }]);
    const list = await read<{ items: { code: string; version: number; state: string }[]; total: number }>('');
    expect(list.body.items.map(({ code, version, state }) => [code, version, state])).toEqual([
      ['bins', 1, 'draft'],
      ['lift', 3, 'on'],
      ['stairwell', 2, 'retired'],
    ]);
    expect(list.body.total).toBe(3);
  });
});

it('a rule that this version cannot read asks nobody, holds nobody up, and says so', async () => {
  await send('/lift/retire', { note: 'Mended.' });
  const body = stairwellRule({ code: 'later', who: { fact: 'household.later', op: 'exists', value: true } });
  await owner.query(
    `INSERT INTO rules (organisation_id, code, version, state, body, owner, created_by, previewed_at, switched_on_at)
     VALUES ($1, 'later', 1, 'on', $2, 'somebody', 'test', now(), now())`,
    [landlord.id, body],
  );
  const came = await tell(await quietTenancies(8), 'later');
  expect(came).toHaveLength(8);
  expect(came.some(({ code }) => code !== null)).toBe(true);
  const { versions } = (await read<{ versions: { problems: { part: string }[] }[] }>('/later')).body;
  expect(versions[0]!.problems).toMatchObject([{ part: 'who' }]);
  await send('/later/retire', { note: 'It was for a later version.' });
});

describe('a draft that is refused says what to write', () => {
  const without = (part: string) => {
    const { [part]: _, ...rest } = stairwellRule({ code: 'refused' });
    return rest;
  };
  // As text: the writer of JSON would give up at this depth before the service sees it.
  const deep = (depth: number): string =>
    JSON.stringify({ rule: stairwellRule({ code: 'refused', who: 'HERE' }) }).replace(
      '"HERE"',
      `${'{"not":'.repeat(depth)}{"fact":"household.repliesOwed","op":"eq","value":0}${'}'.repeat(depth)}`,
    );

  it.each<[string, unknown, string]>([
    [
      'no "already decided"',
      without('alreadyDecided'),
      'Say what is already decided. If nothing is, write: nothing yet.',
    ],
    ['no owner', without('owner'), 'Say who owns the answer: one person or role who will act on it.'],
    [
      'a script in its text',
      stairwellRule({ code: 'refused', why: 'Look <script>alert(1)</script>' }),
      'Write plain words: no script, HTML or code.',
    ],
    ['a depth of 10,000', deep(10_000), 'Nest conditions at most 8 deep.'],
    [
      'a regular expression',
      stairwellRule({ code: 'refused', who: { fact: 'contact.repair.tradeCode', op: 'regex', value: '^P.*' } }),
      'Rules know no regular expressions. Write the words to compare with, and use eq, in or contains.',
    ],
    ['no rule at all', ['stairwell'], 'Write the rule as an object with its parts.'],
  ])('%s', async (_, written, sentence) => {
    const body = typeof written === 'string' ? written : { rule: written };
    const refused = await send('', body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'rule-refused' } });
    expect(refused.body.detail).toContain(sentence);
    const checked = await send('/check', body);
    expect(checked).toMatchObject({ status: 200, body: { sentence: null } });
    expect(checked.body.problems!.map(({ message }) => message)).toContain(sentence);
    expect((await read('/refused')).status).toBe(404);
  });

  it('and one that is not is read back as a sentence', async () => {
    const { body } = await send('/check', { rule: stairwellRule({ code: 'refused' }) });
    expect(body).toMatchObject({
      problems: [],
      sentence: expect.stringMatching(/^When a call came in anywhere, ask “We are/),
    });
    expect((await read('/refused')).status).toBe(404);
  });
});

it('one landlord’s rules are nothing to another', async () => {
  const other = await addLandlord(service, 'meadow');
  expect(await get(service, '/api/v1/rules', other.apiKey)).toMatchObject({ body: { items: [], total: 0 } });
  expect((await get(service, '/api/v1/rules/lift', other.apiKey)).status).toBe(404);
});

it('whoever writes a rule chooses from what it may say, in the words in which it is read back', async () => {
  const { body } = await get<RuleChoices>(service, '/admin/v1/rule-choices', landlord.apiKey);
  expect(body.contacts).toContainEqual({ code: 'TEL-GEN', happened: 'A call came in' });
  expect(body.contacts.map(({ code }) => code)).not.toContain('INC-ENF');
  const contactsOf = (prompt: string) => body.prompts.find(({ code }) => code === prompt)?.contacts;
  expect(contactsOf('P17')).not.toEqual([]);
  expect(contactsOf('P53')).toBeUndefined();
  const words = body.statements.map((each) => each.words);
  expect(words).toEqual(
    expect.arrayContaining([
      'the tenancy started more than {value} days ago',
      'the tenancy started before {value}',
      'the repair was an emergency',
      'the home was not asked about “{value}” in the last two years',
      'the number of replies we owe the home is at least {value}',
      'the trade of the repair is not known',
      'we have not heard from the home in the last {value} days',
    ]),
  );
  const values = { fixed: true, days: 30, number: 1, day: '2026-03-01', text: 'Joinery' };
  const all = body.statements.map(({ fact, op, isNegated, value }) => {
    const comparison = {
      ...{ fact, op },
      value:
        value.kind === 'one-of' ? value.options[0]!.code : value.kind === 'fixed' ? value.value : values[value.kind],
    };
    return isNegated ? { not: comparison } : comparison;
  });
  const { body: checked } = await send('/check', { rule: stairwellRule({ who: { all } }) });
  expect(checked.problems).toEqual([]);
  expect(words.filter((each) => !each.includes('{value}')).every((each) => checked.sentence!.includes(each))).toBe(
    true,
  );
});
