import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CheckLine,
  ConnectionShown,
  MatchingShown,
  SystemShown,
  TriedTenancy,
  UnknownValue,
} from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import pg from 'pg';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddConnection, findConnection, SetWebhookSecret, takeBackSecrets } from '../connections/index.js';
import { AddApiKey } from '../organisations/index.js';
import { RunSync } from '../sync/index.js';

const key = 'canary-key-of-the-housing-system';
const never = new AbortController().signal;

let service: StartedService;
let sim: HousingSim;
let landlord: Landlord;
let owner: pg.Pool;
let apiKey: string;
beforeAll(async () => {
  service = await startService();
  sim = await startHousingSim({ port: 0, homes: 40, seed: 11, apiKey: key });
  landlord = await addLandlord(service, 'harbour');
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 2 });
  const made = await service.app.get(AddApiKey).run('test', landlord.id, { name: 'set-up', role: 'administrator' });
  apiKey = made.apiKey;
});
afterAll(async () => {
  await owner.end();
  await sim.close();
  await service.close();
});

const ask = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
  const answer = await fetch(`${service.url}/admin/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(text).not.toContain(key);
  return { status: answer.status, text };
};
const json = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
  const { status, text } = await ask(method, path, body);
  expect([path, status, status < 300 ? '' : text]).toEqual([path, status, '']);
  return JSON.parse(text) as Body;
};
const fault = async (path: string, switches: object) => {
  const answer = await fetch(`${sim.url}/_sim/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path, ...switches }),
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
};

const proposal = () => ({
  connector: 'hackney',
  configuration: { housingUrl: sim.url, apiKey: key, pageSize: 100 },
  allowedAddresses: ['127.0.0.1/32'],
});
interface Checked {
  readonly lines: readonly CheckLine[];
  readonly receipt: string | null;
}
const check = async (settings: object): Promise<Checked> => {
  const { status, text } = await ask('POST', 'connections/check', settings);
  expect(status).toBe(200);
  const all = text.trim().split('\n');
  const end = JSON.parse(all.pop() ?? '{}') as { end: true; receipt: string | null };
  return { lines: all.map((line) => JSON.parse(line) as CheckLine), receipt: end.receipt };
};
const resultOf = ({ lines }: Checked, name: string) => lines.find((one) => one.name === name)?.result;

describe('the systems that can be connected', () => {
  it('come with the fields of their forms, what cannot be done and what to ask for', async () => {
    const { items } = await json<{ items: SystemShown[] }>('GET', 'systems');
    const hackney = items.find(({ name }) => name === 'hackney');
    expect(hackney?.fields).toContainEqual({
      name: 'apiKey',
      label: 'API key',
      kind: 'secret',
      isRequired: true,
      choices: [],
      standsFor: null,
    });
    expect(items.every(({ askFor, fields }) => askFor.length > 0 && fields.length > 0)).toBe(true);
    expect(items.find(({ name }) => name === 'sql-view')).toMatchObject({ writes: [], cannot: { length: 3 } });
  });
});

describe('a check of settings that are not saved', () => {
  it('passes a system that works, estimates the first load and gives leave to save', async () => {
    const checked = await check(proposal());
    expect(checked.lines.filter(({ result }) => result === 'failed' || result === 'not-checked')).toEqual([]);
    expect(resultOf(checked, 'The certificate is trusted')).toBe('look');
    expect(checked.lines.at(-1)).toMatchObject({
      name: 'Rate limit',
      detail: expect.stringContaining('The first load'),
    });
    expect(checked.receipt).not.toBeNull();
  });

  it('names the list that may not be read, with the message for whoever can mend it, and checks nothing after', async () => {
    await fault('/api/v1/search/tenures*', { status401: true });
    const checked = await check(proposal());
    await fault('/api/v1/search/tenures*', { status401: false });
    expect(checked.lines.find(({ result }) => result === 'failed')).toMatchObject({
      name: 'Tenancies readable',
      askThem: expect.stringContaining('read access to tenures'),
    });
    const at = checked.lines.findIndex(({ result }) => result === 'failed');
    expect(checked.lines.slice(at + 1).every(({ result }) => result === 'not-checked')).toBe(true);
    expect(checked.lines.length).toBeGreaterThan(at + 4);
    expect(checked.receipt).toBeNull();
  });

  it('reaches no private address that was not allowed, and names the other checks all the same', async () => {
    const checked = await check({ ...proposal(), allowedAddresses: [] });
    expect(checked.lines[0]?.result).toBe('failed');
    expect(resultOf(checked, 'Tenancies readable')).toBe('not-checked');
    expect(checked.receipt).toBeNull();
  });
});

describe('saving', () => {
  const add = (body: object, idempotencyKey: string) =>
    ask('POST', 'connections', body, { 'idempotency-key': idempotencyKey });

  it('takes what was checked and passed, once, and nothing else', async () => {
    const { receipt } = await check(proposal());
    const other = { ...proposal(), configuration: { ...proposal().configuration, pageSize: 99 } };
    expect((await add({ ...other, name: 'housing', receipt }, 'another-settings')).status).toBe(409);
    expect(
      (await add({ ...proposal(), name: 'housing', receipt: 'v1.no.re.cei.pt' }, 'no-receipt-at-all')).status,
    ).toBe(409);
    const first = await add({ ...proposal(), name: 'housing', receipt }, 'the-very-same-key');
    const again = await add({ ...proposal(), name: 'housing', receipt }, 'the-very-same-key');
    expect([first.status, again.text]).toEqual([201, first.text]);
    expect((await add({ ...proposal(), name: 'twice', receipt }, 'the-very-same-key')).status).toBe(422);
  });

  it('shows who saved a secret and how it ends, and never the secret', async () => {
    const shown = await json<ConnectionShown>('GET', 'connections/housing');
    expect(shown.secrets).toMatchObject([{ field: 'apiKey', endsIn: 'stem', formerUntil: null }]);
    expect(JSON.stringify(shown)).not.toContain(key);
  });
});

describe('a secret that is replaced', () => {
  it('stays in use while the new one is refused', async () => {
    const refused = await ask('PUT', 'connections/housing/secrets/apiKey', { secret: 'not-the-key-they-know' });
    expect([refused.status, refused.text.includes('still in use')]).toEqual([409, true]);
    expect((await json<ConnectionShown>('GET', 'connections/housing')).secrets[0]?.endsIn).toBe('stem');
  });

  it('is kept for a day and comes back when the system refuses the new one meanwhile', async () => {
    const shown = await json<ConnectionShown>('PUT', 'connections/housing/secrets/apiKey', { secret: key });
    expect(Date.parse(shown.secrets[0]?.formerUntil ?? '') - Date.now()).toBeGreaterThan(23 * 3_600_000);
    await service.platform.database.inOrganisation(landlord.id, async (db) => {
      const { id } = await findConnection(db, 'housing');
      expect(await takeBackSecrets(db, id, true)).toBe(true);
      expect(await takeBackSecrets(db, id, true)).toBe(false);
    });
  });
});

describe('two secrets of webhooks set at once', () => {
  it('are both kept', async () => {
    const holder = new pg.Client({ connectionString: service.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM connections FOR UPDATE');
    const set = (secret: string) => service.app.get(SetWebhookSecret).run('test', landlord.id, 'housing', secret);
    const both = Promise.all([set('first-webhook-secret'), set('second-webhook-secret')]);
    const waiting = async () =>
      (
        await owner.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%connection%'`,
        )
      ).rows.length;
    while ((await waiting()) < 2);
    await holder.query('COMMIT');
    await holder.end();
    await both;
    const { rows } = await owner.query(`SELECT cardinality(sealed_webhook_secrets) AS kept FROM connections`);
    expect(rows).toEqual([{ kept: 2 }]);
  });
});

describe('matching', () => {
  it('shows each field with an example over a sample, the codes, and what is not brought in', async () => {
    const shown = await json<MatchingShown>('GET', 'connections/housing/matching');
    const tenures = shown.lists.find(({ stream }) => stream === 'tenures');
    expect(tenures).toMatchObject({ isFixed: true, problem: null, entity: 'tenancy' });
    const id = tenures?.fields.find(({ field }) => field === 'id');
    expect(id).toMatchObject({ theirs: 'id', isRequired: true, empty: 0, example: expect.any(String) });
    expect(id?.of).toBeGreaterThan(10);
    expect(shown.lists.some(({ left }) => left.length > 0)).toBe(true);
    expect(shown.codes.map(({ list }) => list)).toEqual(
      expect.arrayContaining(['schemes', 'cases', 'workOrders.status', 'persons.personTypes']),
    );
  });

  it('puts the codes that runs came upon first, until somebody says what they mean', async () => {
    await owner.query(
      `INSERT INTO unknown_codes (organisation_id, connection_id, stream, field, value, times)
       SELECT organisation_id, id, 'workOrders', 'status', 'SUS', 3 FROM connections WHERE name = 'housing'`,
    );
    const { codes } = await json<MatchingShown>('GET', 'connections/housing/matching');
    const statuses = codes.find(({ list }) => list === 'workOrders.status');
    expect(statuses?.values[0]).toMatchObject({ theirs: 'SUS', rows: 0, means: null, isUnknown: true });
    const { items } = await json<{ items: UnknownValue[] }>('GET', 'unknown-values');
    expect(items).toMatchObject([{ value: 'SUS', list: 'workOrders.status', times: 3 }]);
  });

  it('takes a meaning on top of the version that was read, and shows the quicker one to the slower', async () => {
    const change = { version: 0, codes: { 'workOrders.status': { SUS: 'on-hold' } } };
    expect(await json('PUT', 'connections/housing/matching', change)).toMatchObject({ version: 1 });
    const late = await ask('PUT', 'connections/housing/matching', change);
    expect([late.status, JSON.parse(late.text)]).toMatchObject([
      409,
      {
        code: 'matching-changed',
        current: { version: 1, mapping: { codes: { 'workOrders.status': { SUS: 'on-hold' } } } },
      },
    ]);
    expect(await json('GET', 'unknown-values')).toMatchObject({ items: [], total: 0 });
    const wrong = { version: 1, codes: { 'workOrders.status': { SUS: 'paused' } } };
    expect((await ask('PUT', 'connections/housing/matching', wrong)).status).toBe(400);
    const fixed = { version: 1, columns: { tenures: { paymentReference: 'ref' } } };
    expect((await ask('PUT', 'connections/housing/matching', fixed)).status).toBe(400);
    const { rows } = await owner.query('SELECT step FROM set_up_marks');
    expect(rows).toEqual([{ step: 'match' }]);
  });
});

describe('one tenancy that is tried', () => {
  const counts = async () => {
    const tables = await owner.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'
         AND tablename NOT IN ('set_up_marks', 'audit_entries')`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables.rows)
      found[name] = (await owner.query<{ count: string }>(`SELECT count(*) FROM ${name}`)).rows[0]?.count ?? '';
    return found;
  };

  it('goes all the way, side by side, and leaves nothing behind', async () => {
    const before = await counts();
    const tenancies = await allTenancies();
    const tried: TriedTenancy[] = [];
    for (const tenancy of tenancies) {
      const one = await json<TriedTenancy>('POST', 'connections/housing/try', { tenancy });
      tried.push(one);
      if (tried.some(({ officerSees }) => officerSees?.prompt)) break;
    }
    expect(await counts()).toEqual(before);
    const whole = tried.at(-1);
    expect(whole?.officerSees?.prompt?.say).toEqual(expect.any(String));
    expect(whole?.understood.map((one) => one['entity'])).toEqual(
      expect.arrayContaining(['tenancy', 'home', 'person']),
    );
    expect(whole?.sent.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['tenures', 'assets', 'persons']));
    expect(whole?.sent.some(({ left }) => left.length > 0)).toBe(true);
  });

  it('decides as a run does', async () => {
    const [tenancy] = (await allTenancies()).slice(-1);
    const { understood } = await json<TriedTenancy>('POST', 'connections/housing/try', { tenancy });
    await service.app.get(RunSync).run('test', landlord.id, 'housing', false, never);
    const { rows } = await owner.query<{ full_name: string }>(
      `SELECT p.full_name FROM people p JOIN tenancy_parties y ON y.person_id = p.id JOIN tenancies t ON t.id = y.tenancy_id
       WHERE t.reference_id = $1`,
      [tenancy],
    );
    const names = understood.filter((one) => one['entity'] === 'person').map((one) => String(one['fullName']));
    expect(names.toSorted((one, other) => one.localeCompare(other))).toEqual(
      rows.map((row) => row.full_name).toSorted((one, other) => one.localeCompare(other)),
    );
  });

  it('says so when there is none', async () => {
    expect((await ask('POST', 'connections/housing/try', { tenancy: 'nothing' })).status).toBe(404);
  });

  async function allTenancies(): Promise<string[]> {
    const answer = await fetch(
      `${sim.url}/api/v1/search/tenures/all?searchText=**&page=1&pageSize=100&sortBy=tenureStartDate&isDesc=true`,
      { headers: { 'x-api-key': key } },
    );
    const { results } = (await answer.json()) as { results: { tenures: { id: string }[] } };
    return results.tenures.map(({ id }) => id);
  }
});

describe('a connection', () => {
  it('rests, goes on, and is taken away with its secrets', async () => {
    expect((await json<ConnectionShown>('POST', 'connections/housing/pause')).pausedAt).not.toBeNull();
    const due = () =>
      owner.query(`SELECT FROM connections WHERE next_sync_at <= now()`).then(({ rows }) => rows.length);
    expect(await due()).toBe(0);
    expect((await json<ConnectionShown>('POST', 'connections/housing/resume')).pausedAt).toBeNull();
    expect(await due()).toBe(1);
    expect((await ask('DELETE', 'connections/housing')).status).toBe(204);
    expect((await ask('GET', 'connections/housing')).status).toBe(404);
    const { rows } = await owner.query('SELECT sealed_secrets FROM connections');
    expect(rows).toEqual([{ sealed_secrets: {} }]);
    await service.app.get(AddConnection).run('test', landlord.id, { ...proposal(), name: 'housing' });
  });
});
