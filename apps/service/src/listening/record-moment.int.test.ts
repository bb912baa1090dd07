import type { PanelView } from '@doorstep/contracts/embed';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  addLandlord,
  bringIn,
  get,
  hostOrigin,
  personWithPrompt,
  post,
  signIn,
  type HostRecord,
  type Landlord,
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { TakeContacts } from '../contacts/index.js';
import { DecideContacts } from '../prompting/index.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let open: { record: HostRecord; promptId: string; householdId: string };
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 300, seed: 11, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  await bringIn(service, landlord, housing.url, 'key');
});
afterAll(async () => {
  await service.close();
  await housing.close();
});

/** Each test has a household of its own: those before it are closed. */
beforeEach(async () => {
  open = await personWithPrompt(service, landlord);
});

const newKey = () => `moment-key-${(keys += 1)}`;
const rows = <Row extends object>(sql: string, parameters: unknown[] = []) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));

async function write<Body>(path: string, body: object, staff = 'officer-1', key = newKey()) {
  const session = await signIn(service, landlord, open.record, staff);
  return post<Body>(service, path, body, { authorization: `Bearer ${session}`, 'idempotency-key': key });
}

async function panel(staff = 'officer-1'): Promise<PanelView> {
  const session = await signIn(service, landlord, open.record, staff);
  return (await get<PanelView>(service, '/embed/v1/prompts', session, { origin: hostOrigin })).body;
}

const tapOf = (tap: string, promptId: string | undefined = open.promptId) => ({ record: open.record, promptId, tap });

async function nextContact(reference: string): Promise<{ outcome: string; why_not: string | null }> {
  await service.app.get(TakeContacts).run('test', landlord.id, [
    {
      reference: { id: reference, allocatedBy: 'telephony' },
      type: 'TEL-GEN',
      occurredAt: new Date().toISOString(),
      person: { id: open.record.id, allocatedBy: 'hackney/person' },
    },
  ]);
  await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
  const [decision] = await rows<{ outcome: string; why_not: string | null }>(
    `SELECT d.outcome, d.why_not FROM decisions d JOIN contacts c ON c.organisation_id = d.organisation_id AND c.id = d.contact_id
     WHERE c.reference_id = $1`,
    [reference],
  );
  return decision!;
}

describe('a tap that it is not the moment', () => {
  it.each(['only-minor-present', 'not-the-moment', 'staff-not-comfortable', 'not-the-household'])(
    '%s closes the question for this contact, and the next contact may be asked',
    async (tap) => {
      expect((await panel()).prompts).toMatchObject([{ id: open.promptId }]);
      expect((await write('/embed/v1/moments', tapOf(tap))).status).toBe(201);
      expect(await panel()).toMatchObject({ home: { state: 'none' }, prompts: [] });
      expect(await rows('SELECT state FROM prompts WHERE id = $1', [open.promptId])).toEqual([{ state: 'withdrawn' }]);
      expect(await nextContact(`next ${open.promptId}`)).toEqual({ outcome: 'prompt', why_not: null });
      expect((await panel()).prompts).toHaveLength(1);
    },
  );

  it('is kept without which of them it was', async () => {
    const taps = ['only-minor-present', 'not-the-moment', 'staff-not-comfortable'];
    const key = newKey();
    const replies = [];
    for (const tap of taps)
      replies.push(await write<{ momentId: string }>('/embed/v1/moments', tapOf(tap), 'o-2', key));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.momentId}`)).size).toBe(1);
    expect(await write('/embed/v1/moments', tapOf('not-the-household'), 'o-2', key)).toMatchObject({ status: 422 });
    const everything = await rows<{ text: string }>(
      `SELECT m::text AS text FROM moments m UNION ALL SELECT d::text FROM decisions d
       UNION ALL SELECT a::text FROM audit_entries a WHERE action = 'moment.record'`,
    );
    const told = everything.filter(({ text }) => text.includes('only-minor') || text.includes('not-comfortable'));
    expect(told).toEqual([]);
  });

  it('before the contact is decided keeps a question from being put at it', async () => {
    await write('/embed/v1/moments', tapOf('not-the-moment'));
    await service.app.get(TakeContacts).run('test', landlord.id, [
      {
        reference: { id: 'tapped first', allocatedBy: 'telephony' },
        type: 'TEL-GEN',
        occurredAt: new Date(Date.now() + 1000).toISOString(),
        person: { id: open.record.id, allocatedBy: 'hackney/person' },
      },
    ]);
    expect((await write('/embed/v1/moments', { record: open.record, tap: 'not-the-moment' })).status).toBe(201);
    await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
    expect(
      await rows(
        `SELECT d.why_not, d.why_not_form FROM decisions d JOIN contacts c ON c.organisation_id = d.organisation_id AND c.id = d.contact_id
         WHERE c.reference_id = 'tapped first'`,
      ),
    ).toEqual([{ why_not: 'not-now', why_not_form: 'silent' }]);
  });

  it('is refused on another record, and for another household’s question', async () => {
    const elsewhere = { ...tapOf('not-the-moment'), record: { type: 'person', id: 'somebody else' } };
    expect(await write('/embed/v1/moments', elsewhere)).toMatchObject({ status: 409 });
    const other = await personWithPrompt(service, landlord, 1);
    expect(await write('/embed/v1/moments', tapOf('not-the-moment', other.promptId))).toMatchObject({ status: 409 });
    expect((await panel()).prompts).toHaveLength(1);
  });
});

describe('a member of staff who has asked enough today', () => {
  it('is shown no seventh question, at any home, while a colleague is', async () => {
    for (let asked = 0; asked < 6; asked += 1) {
      open = await personWithPrompt(service, landlord);
      const heard = { promptId: open.promptId, record: open.record, outcome: 'heard', heard: 'idea' };
      const reply = await write('/embed/v1/outcomes', { ...heard, saidAt: new Date().toISOString() }, 'busy');
      expect([asked, reply.status]).toEqual([asked, 201]);
    }
    open = await personWithPrompt(service, landlord);
    expect(await panel('busy')).toMatchObject({ home: { state: 'staff-done' }, prompts: [] });
    expect((await panel('colleague')).prompts).toMatchObject([{ id: open.promptId }]);
  });

  it('does not learn from that which homes are quiet', async () => {
    expect((await panel('colleague')).prompts).toHaveLength(1);
    await write('/embed/v1/moments', tapOf('not-the-household'), 'colleague');
    expect((await panel('colleague')).home.state).toBe('none');
    expect((await panel('busy')).home.state).toBe('staff-done');
  });
});
