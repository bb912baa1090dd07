import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { DecideContacts } from '../prompting/index.js';

let service: StartedService;
let landlord: Landlord;
let owner: pg.Client;
beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'harbour');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

const item = (id: string, more: object = {}) => ({
  reference: { id, allocatedBy: 'switchboard' },
  type: 'TEL-GEN',
  occurredAt: '2026-11-25T09:00:00+00:00',
  home: { id: 'nowhere', allocatedBy: 'hackney/asset' },
  ...more,
});

const send = (items: unknown, key = landlord.apiKey) =>
  post<{ added?: number; known?: number; code?: string; detail?: string }>(
    service,
    '/api/v1/contacts',
    { items },
    { authorization: `Bearer ${key}` },
  );

const stored = async () =>
  (await owner.query<{ id: string }>('SELECT reference_id AS id FROM contacts ORDER BY 1')).rows.map(({ id }) => id);

describe('POST /api/v1/contacts', () => {
  it('takes a contact once, however often it is told', async () => {
    expect(await send([item('one'), item('two'), item('one')])).toMatchObject({
      status: 202,
      body: { added: 2, known: 1 },
    });
    expect(await send([item('one'), item('two')])).toMatchObject({ status: 202, body: { added: 0, known: 2 } });
    expect(await stored()).toEqual(['one', 'two']);
    const { rows } = await owner.query(`SELECT count(*)::int AS n FROM outbox WHERE done_at IS NULL`);
    expect(rows).toEqual([{ n: 2 }]);
  });

  it.each([
    ['a type nobody knows', item('bad', { type: 'TEL-ABC' }), /Item 2.*TEL-ABC/],
    ['no place or person', { ...item('bad'), home: undefined }, /name the person, the tenancy or the home/],
    ['a day without a time', item('bad', { occurredAt: '2026-11-25' }), /occurredAt/],
    ['a reference without a system', item('bad', { reference: { id: 'bad' } }), /allocatedBy/],
  ])('takes all or none: %s', async (_, wrong, detail) => {
    const answer = await send([item('before'), wrong, item('after')]);
    expect(answer).toMatchObject({ status: 400, type: expect.stringContaining('application/problem+json') });
    expect(answer.body.detail).toMatch(detail);
    expect(await stored()).toEqual(['one', 'two']);
  });

  it.each([[], 'everything', Array.from({ length: 501 }, (_, at) => item(`many ${at}`))])(
    'takes one to five hundred at a time',
    async (items) => {
      expect((await send(items)).status).toBe(400);
      expect(await stored()).toEqual(['one', 'two']);
    },
  );

  it('takes nothing from a caller without the landlord’s key', async () => {
    expect((await send([item('three')], `${landlord.apiKey.slice(0, -1)}!`)).status).toBe(401);
    expect(await stored()).toEqual(['one', 'two']);
  });

  it('gives a contact at a home we do not know its decision all the same', async () => {
    const batch = await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
    expect(batch).toEqual({ decided: 2, prompts: 0 });
    const { rows } = await owner.query(`SELECT why_not, why_not_form FROM decisions`);
    expect(rows).toEqual([
      { why_not: 'no-household', why_not_form: 'silent' },
      { why_not: 'no-household', why_not_form: 'silent' },
    ]);
  });
});
