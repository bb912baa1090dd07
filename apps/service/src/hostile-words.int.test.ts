import type { Problem } from '@doorstep/contracts/embed';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addLandlord, bringIn, type Landlord } from '../test/landlord.js';
import { startService, type StartedService } from '../test/start-service.js';

/** What people and programs put into a field of free text, by design or by accident. */
const corpus: readonly (readonly [string, string])[] = [
  ['right to left', 'المصعد لا يعمل \u202eكذا\u202c'],
  ['without width', 'the\u200b lift\u200d\ufeff is slow'],
  ['of several code points', '👩🏽‍🔧 e\u0301 é 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
  ['that a spreadsheet would run', "=cmd|' /C calc'!A0"],
  ['that a page would run', '<script>alert(1)</script>"><img src=x onerror=alert(1)>'],
  ['that a template would run', '{{7*7}} ${7*7} #{7*7} <%= 7*7 %>'],
  ['that a database would run', "'); DROP TABLE voices; -- $1 %s {0}"],
  ['that a shell would run', '$(reboot) `reboot` ; rm -rf / #'],
  ['that a path would follow', '../../../../etc/passwd'],
  ['that is JSON', '{"__proto__":{"admin":true}}'],
  ['that is a number', '9007199254740993'],
  ['that is nothing', 'null'],
  ['with a line break', 'one\ntwo\r\nthree'],
  ['with a header in it', 'x\r\nBcc: everyone@example.org'],
  ['with a NUL', 'a\u0000b'],
  ['with half of an emoji', 'half \ud83d a face'],
  ['as long as a book', 'ŵ'.repeat(10_001)],
];

/** Every field of free text that a landlord's system can write, with one request in which the words stand there. */
const fields: readonly (readonly [
  name: string,
  method: 'POST' | 'PUT',
  path: (at: Ids) => string | Promise<string>,
  body: (words: string, at: Ids) => object | Promise<object>,
])[] = [
  ['the words of a voice', 'POST', () => 'voices', (words, { person }) => ({ ...looked, person, words })],
  ['the place of a voice', 'POST', () => 'voices', (place) => ({ ...looked, place, words: 'A bench would be good' })],
  [
    'how to reach who spoke',
    'POST',
    () => 'voices',
    (reach) => ({ ...looked, speaker: 'neighbour', reach, words: 'A bench would be good' }),
  ],
  [
    'a correction',
    'POST',
    async ({ voiceId }) => `voices/${await voiceId()}/corrections`,
    (words) => ({ words, routing: looked.routing }),
  ],
  ['the title of a topic', 'POST', () => 'topics', (title) => ({ title })],
  ['the owner of a topic', 'POST', () => 'topics', (owner) => ({ title: 'The bench', owner })],
  [
    'the words of a reply',
    'POST',
    () => 'replies',
    async (words, { topicId }) => ({ ...reply, topicId: await topicId(), words }),
  ],
  [
    'the easy read of a reply',
    'POST',
    () => 'replies',
    async (easyRead, { topicId }) => ({ ...reply, topicId: await topicId(), easyRead }),
  ],
  [
    'the because of a reply',
    'POST',
    () => 'replies',
    async (because, { topicId }) => ({ ...reply, topicId: await topicId(), result: 'not-doing-because', because }),
  ],
  [
    'to whom a topic was passed',
    'POST',
    () => 'replies',
    async (passedTo, { topicId }) => ({ ...reply, topicId: await topicId(), result: 'passed-to', passedTo }),
  ],
  [
    'who says a reply',
    'POST',
    () => 'replies',
    async (saidBy, { topicId }) => ({ ...reply, topicId: await topicId(), saidBy }),
  ],
  [
    'the words of a hand-off',
    'POST',
    () => 'hand-offs',
    (words, { person }) => ({ person, route: 'service_request', words, toldAt: new Date().toISOString() }),
  ],
  ['a phrase of a route', 'POST', () => 'route-words', (phrase) => ({ route: 'hazard', phrase, kind: 'offers' })],
  ['what to do about a route', 'PUT', () => 'hand-off-routes/support', (whatToDo) => ({ way: 'by-hand', whatToDo })],
  [
    'the name somebody goes by',
    'PUT',
    ({ person }) => `people/${person.id}/ways-to-reach`,
    (preferredName) => ({ preferredName }),
  ],
  ['where somebody wants to meet', 'PUT', ({ person }) => `people/${person.id}/ways-to-reach`, (place) => ({ place })],
  [
    'who speaks for somebody',
    'PUT',
    ({ person }) => `people/${person.id}/ways-to-reach`,
    (speaksForThem) => ({ speaksForThem }),
  ],
];

const looked = { routing: { chosen: [], whyNot: 'misread' } };
const reply = {
  result: 'done',
  words: 'The bench was put up on Tuesday. Thank you.',
  saidBy: 'Sam Reid',
  knowing: true,
};

interface Ids {
  readonly person: { readonly id: string; readonly allocatedBy: string };
  /** Of one that nothing was done to yet. */
  readonly voiceId: () => Promise<string>;
  readonly topicId: () => Promise<string>;
}

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let person: Ids['person'];
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 60, seed: 31, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'hazel');
  await bringIn(service, landlord, housing.url, 'key');
  const [found] = await rows<{ id: string }>(
    `SELECT p.reference_id AS id FROM people p JOIN tenancy_parties y ON y.person_id = p.id
     JOIN tenancies t ON t.id = y.tenancy_id AND t.is_active ORDER BY 1 LIMIT 1`,
  );
  person = { id: found!.id, allocatedBy: 'hackney/person' };
});
afterAll(async () => {
  await service.close();
  await housing.close();
});

const rows = <Row extends object>(sql: string, parameters: unknown[] = []) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));

async function send<Body>(method: string, path: string, body: object): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${service.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${landlord.apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': `hostile-${(keys += 1)}`,
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Body };
}

async function voiceId(): Promise<string> {
  const said = { ...looked, person, words: 'A bench would be good' };
  return (await send<{ voiceId: string }>('POST', 'voices', said)).body.voiceId;
}

async function topicId(): Promise<string> {
  const topic = { title: 'The bench', voiceIds: [await voiceId()] };
  return (await send<{ topicId: string }>('POST', 'topics', topic)).body.topicId;
}

/** Which of the texts stand whole in some column of some table, however deep. */
async function kept(texts: readonly string[]): Promise<Set<string>> {
  const columns = await rows<{ table: string; column: string; type: string }>(
    `SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND format_type(a.atttypid, a.atttypmod) IN ('text', 'jsonb')
       AND has_column_privilege(c.oid, a.attnum, 'SELECT')`,
  );
  const found = columns.map(({ table, column, type }) =>
    type === 'text'
      ? `SELECT ${column} AS text FROM ${table} WHERE ${column} = ANY ($1)`
      : `SELECT w AS text FROM ${table}, unnest($1::text[]) w WHERE jsonb_path_exists(${column}, '$.** ? (@ == $t)', jsonb_build_object('t', w))`,
  );
  return new Set((await rows<{ text: string }>(found.join(' UNION ALL '), [texts])).map(({ text }) => text));
}

describe.each(fields)('%s', (name, method, path, body) => {
  it('keeps what it takes as it was written, and says what is wrong with what it does not', async () => {
    const at = { person, voiceId, topicId };
    const taken: string[] = [];
    for (const [what, hostile] of corpus) {
      // Its own in every field, so that finding it says where it was kept.
      const words = `${hostile} ${name}`;
      const { status, body: answer } = await send<Problem>(method, await path(at), await body(words, at));
      expect([200, 201, 204, 400, 409]).toContain(status);
      if (status >= 400) expect([what, answer.detail]).toEqual([what, expect.stringMatching(/\w.*[.:]/)]);
      // What is put takes the place of what was there: it is looked for at once.
      else if (method === 'PUT') expect([what, await kept([words])]).toEqual([what, new Set([words])]);
      else taken.push(words);
    }
    if (method === 'POST') expect(taken.length).toBeGreaterThan(0);
    // Words that are handed over are kept sealed, and nowhere in the open.
    expect(await kept(taken)).toEqual(new Set(name === 'the words of a hand-off' ? [] : taken));
  });
});
