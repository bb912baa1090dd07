import { Writable } from 'node:stream';
import type { HandOffRequest } from '@doorstep/contracts/embed';
import { handOffRouteNames } from '@doorstep/contracts/embed';
import type { AlarmSummary, HandOffSummary } from '@doorstep/contracts/http';
import { handOffRoutes } from '@doorstep/domain';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { addLandlord, bringIn, get, post, type Landlord } from '../../test/landlord.js';
import { mailPassword, mailUser, startMailServer, type MailServer } from '../../test/mail-server.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { SendAlarms } from '../alarms/index.js';
import { AppModule } from '../app.module.js';
import { SetDelivery } from '../delivery/index.js';
import type { Problem } from '../platform/problem.js';
import { writeOnce } from '../platform/write-once.js';
import { ShowPerson } from '../privacy/index.js';
import type { StaffAtRecord } from '../records/index.js';
import { checkRouting, keepRouteChoice } from './check-routing.js';
import {
  acknowledgeHandOff,
  AcknowledgeHandOff,
  AddRouteWords,
  CheckHandOffs,
  CloseHandOff,
  EndRouteWords,
  ListHandOffs,
  ListRoutes,
  MatchWords,
  RaiseHandOff,
  readMessage,
  RecordComplaintChoice,
  RouteWords,
  SendHandOffs,
  SetRoute,
  ShowHandOff,
} from './index.js';

const canary = 'quillfeather';
const never = new AbortController().signal;
const minute = 60_000;

interface Household {
  readonly id: string;
  readonly homeId: string;
  readonly tenancy: string;
  readonly person: string;
  readonly name: string;
}

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let mail: MailServer;
let owner: pg.Pool;
let households: Household[];
let here: Household;
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 120, seed: 11, apiKey: 'key' });
  mail = await startMailServer('none');
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 2 });
  landlord = await addLandlord(service, 'alder');
  await bringIn(service, landlord, housing.url, 'key');
  await service.app.get(SetDelivery).run('test', landlord.id, {
    way: 'email',
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    user: mailUser,
    secret: mailPassword,
    fromAddress: 'doorstep@alder.example',
    fromName: 'Alder Homes',
    allowedAddresses: ['127.0.0.1/32'],
  });
  await set('hazard', { way: 'email', email: 'repairs@alder.example', escalateTo: 'lead@alder.example' });
  await set('safeguarding', { way: 'email', email: 'safe@alder.example', phone: '01632 960 111' });
  households = await rows<Household>(
    `SELECT DISTINCT ON (t.id) t.id, t.home_id AS "homeId", t.reference_id AS tenancy, p.reference_id AS person, p.full_name AS name
     FROM tenancies t
     JOIN tenancy_parties y ON y.organisation_id = t.organisation_id AND y.tenancy_id = t.id
     JOIN people p ON p.organisation_id = t.organisation_id AND p.id = y.person_id
     WHERE t.is_active AND t.home_id IS NOT NULL AND (
       SELECT count(*) FROM tenancy_parties z JOIN tenancies o ON o.organisation_id = z.organisation_id AND o.id = z.tenancy_id
       WHERE z.organisation_id = t.organisation_id AND z.person_id = p.id AND o.is_active) = 1
     ORDER BY t.id, p.id`,
  );
}, 120_000);
afterAll(async () => {
  await owner.end();
  await service.close();
  await mail.close();
  await housing.close();
});

/** Each test has a household of its own. */
beforeEach(() => {
  const next = households.shift();
  if (!next) throw new Error('There are more tests than households.');
  here = next;
  mail.fault({});
});

const rows = <Row extends object>(sql: string, parameters: unknown[] = []) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));
const set = (route: string, setting: Parameters<SetRoute['run']>[3]) =>
  service.app.get(SetRoute).run('test', landlord.id, route, setting);
const once = (request: unknown, key = `hand-off-key-${(keys += 1)}`) => writeOnce(key, request);
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

function staff(household = here, staffId = 'officer-1'): StaffAtRecord {
  return {
    organisationId: landlord.id,
    staffId,
    roles: ['officer'],
    record: { type: 'person', id: household.person },
    systems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
  };
}

function told(route: HandOffRequest['route'], more: Partial<HandOffRequest> = {}): HandOffRequest {
  return { record: staff().record, route, toldAt: ago(2 * minute), ...more };
}

async function raise(request: HandOffRequest, by = staff(), key?: string) {
  return service.app.get(RaiseHandOff).run(by, request, once(request, key));
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  return work.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: Problem) => error,
  );
}

async function idOf(reference: string): Promise<string> {
  const [row] = await rows<{ id: string }>('SELECT id FROM hand_offs WHERE reference = $1', [reference]);
  return row!.id;
}

const alarmsOf = async (reference: string) =>
  rows<{ kind: string; level: number; to_email: string | null }>(
    `SELECT kind, level, to_email FROM alarms WHERE subject = 'hand-off:' || $1 ORDER BY kind, level`,
    [await idOf(reference)],
  );

const showPerson = () =>
  service.app.get(ShowPerson).run({ organisationId: landlord.id, actor: 'test', roles: ['system'] }, here.person);

/** Lets a notice fall due now. */
const comeDue = (topic: string, id: string) =>
  rows(
    `UPDATE outbox SET due_at = now() - interval '1 second' WHERE topic = $1 AND subject_id = $2 AND done_at IS NULL`,
    [topic, id],
  );

async function send(reference: string): Promise<void> {
  const id = await idOf(reference);
  await comeDue('hand-off', id);
  await service.app.get(SendHandOffs).run(landlord.id, [id], never);
}

/** Every table of ours, the queue's too, that holds this text, with how many of its rows do. */
async function rowsThatHold(text: string): Promise<string[]> {
  const tables = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'queue') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows: hits } = await owner.query(`SELECT 1 FROM ${name} x WHERE x::text ILIKE $1`, [`%${text}%`]);
    if (hits.length > 0) found.push(`${name} ${hits.length}`);
  }
  return found;
}

describe('the clock of a hand-off', () => {
  it('starts when the resident said it, though it came in hours later, and the supervisor hears of it', async () => {
    const saidAt = ago(285 * minute);
    const reply = await raise(told('hazard', { words: 'the wall has gone black', toldAt: saidAt }));
    expect(reply).toMatchObject({
      toldAt: saidAt,
      targetAt: new Date(Date.parse(saidAt) + 240 * minute).toISOString(),
      way: 'email',
    });
    expect(reply.reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(await alarmsOf(reply.reference)).toEqual([{ kind: 'told-late', level: 1, to_email: 'lead@alder.example' }]);
    const [alarm] = await rows<{ id: string }>(`SELECT id FROM alarms WHERE subject = 'hand-off:' || $1`, [
      await idOf(reply.reference),
    ]);
    await service.app.get(SendAlarms).run(landlord.id, [alarm!.id], never);
    expect(mail.mails.at(-1)).toMatchObject({ subject: `Doorstep alarm: hand-off ${reply.reference}` });
    expect(mail.mails.at(-1)!.text).toContain('more than an hour after the resident said it');
    expect(await rows('SELECT sent_at IS NOT NULL AS sent FROM alarms WHERE id = $1', [alarm!.id])).toEqual([
      { sent: true },
    ]);
  });

  it('never starts later than it came in, whatever the telephone says', async () => {
    const ahead = new Date(Date.now() + 600 * minute).toISOString();
    const reply = await raise(told('hazard', { toldAt: ahead, capturedAt: ahead }));
    expect(Date.parse(reply.toldAt)).toBeLessThanOrEqual(Date.now() + 1000);
    expect(await alarmsOf(reply.reference)).toEqual([]);
  });

  it('is shown with the deadlines of law that follow from it', async () => {
    const { reference } = await raise(told('hazard', { isEmergency: true }));
    const list = await service.app.get(ListHandOffs).run('test', landlord.id, { limit: 1, state: 'all' });
    expect(list.items[0]).toMatchObject({ reference, state: 'waiting', isEmergency: true, person: here.person });
    expect(list.items[0]!.deadlines[0]).toMatchObject({ what: 'Investigate and make safe', checkedOn: '2026-11-25' });
  });
});

describe('the same told again', () => {
  it('points at the time before, and somebody hears of it', async () => {
    const first = await raise(told('hazard'));
    const again = await raise(told('hazard'), staff(here, 'officer-2'));
    const other = await raise(told('support'));
    expect(await rows('SELECT repeats FROM hand_offs WHERE reference = $1', [again.reference])).toEqual([
      { repeats: await idOf(first.reference) },
    ]);
    expect((await alarmsOf(again.reference)).map(({ kind }) => kind)).toEqual(['told-again']);
    expect(await alarmsOf(other.reference)).toEqual([]);
  });

  it('about a building points at what another home of the block said, and of one home alone does not', async () => {
    const neighbour = households.shift()!;
    const by = staff(neighbour);
    await owner.query(
      `UPDATE homes SET parent_reference = (SELECT jsonb_build_object('id', b.reference_id, 'allocatedBy', b.allocated_by)
         FROM homes b WHERE b.kind = 'block' ORDER BY b.reference_id LIMIT 1) WHERE id = ANY ($1)`,
      [[here.homeId, neighbour.homeId]],
    );
    const [first] = [
      await raise(told('building_safety', { record: by.record }), by),
      await raise(told('hazard', { record: by.record }), by),
    ];
    const again = await raise(told('building_safety'));
    const damp = await raise(told('hazard'));
    expect(await rows('SELECT repeats FROM hand_offs WHERE reference = $1', [again.reference])).toEqual([
      { repeats: await idOf(first.reference) },
    ]);
    expect((await alarmsOf(again.reference)).map(({ kind }) => kind)).toEqual(['told-again']);
    expect(await alarmsOf(damp.reference)).toEqual([]);
  });

  it('after more than 90 days is told for the first time', async () => {
    const first = await raise(told('hazard', { toldAt: ago(91 * 1440 * minute) }));
    const again = await raise(told('hazard'));
    expect((await alarmsOf(first.reference)).map(({ kind }) => kind)).toEqual(['told-late']);
    expect(await alarmsOf(again.reference)).toEqual([]);
  });

  it('by several at once points all but one at another', async () => {
    const people = Array.from({ length: 8 }, (_, at) => staff(here, `officer-at-once-${at}`));
    const all = await Promise.all(people.map((one) => raise(told('hazard'), one)));
    const repeats = await rows<{ repeats: string | null }>('SELECT repeats FROM hand_offs WHERE reference = ANY ($1)', [
      all.map(({ reference }) => reference),
    ]);
    expect(repeats.filter((one) => one.repeats === null)).toHaveLength(1);
  });
});

describe('the same key', () => {
  it('makes one hand-off, also when both come at once', async () => {
    const request = told('hazard', { words: 'water through the ceiling' });
    const replies = await Promise.all([raise(request, staff(), 'one-key-9'), raise(request, staff(), 'one-key-9')]);
    expect(replies[1]).toEqual(replies[0]);
    expect(await rows('SELECT id FROM hand_offs WHERE household_id = $1', [here.id])).toHaveLength(1);
    await expect(raise({ ...request, words: 'another' }, staff(), 'one-key-9')).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('of another member of staff is another hand-off', async () => {
    const request = told('support');
    const one = await raise(request, staff(), 'shared-key');
    const other = await raise(request, staff(here, 'officer-2'), 'shared-key');
    expect(other.reference).not.toBe(one.reference);
  });
});

describe('a restricted hand-off', () => {
  const restricted = () => told('safeguarding', { words: `he hits her, ${canary} heard it` });

  it('leaves nothing of what was said, of whom and by whom, in any table, log or view of the household', async () => {
    const before = await showPerson();
    const named = await rowsThatHold('safeguarding');
    const lines: string[] = [];
    const logger = pino(
      { level: 'trace' },
      new Writable({
        write(chunk: Buffer, _, done) {
          lines.push(chunk.toString());
          done();
        },
      }),
    );
    const { createHttp, startHttp } = await import('../platform/http/start-http.js');
    const app = await createHttp(AppModule.on(service.platform));
    await startHttp(app, {
      port: 0,
      host: '127.0.0.1',
      logger,
      demoUrl: undefined,
    });
    const { record: _, ...request } = restricted();
    const body = { ...request, person: { id: here.person, allocatedBy: 'hackney/person' } };
    const headers = { authorization: `Bearer ${landlord.apiKey}`, 'idempotency-key': 'restricted-key-1' };
    const answer = await post<{ reference: string }>(
      { ...service, url: await app.getUrl() },
      '/api/v1/hand-offs',
      body,
      headers,
    );
    expect(answer.status).toBe(201);
    const { reference } = answer.body;
    const unfit = await post(
      { ...service, url: await app.getUrl() },
      '/api/v1/hand-offs',
      { ...body, toldAt: 'x' },
      headers,
    );
    expect(unfit.status).toBe(400);
    await app.close();

    expect(await rowsThatHold(canary)).toEqual([]);
    expect(await rowsThatHold('safeguarding')).toEqual(named);
    expect(lines.join('')).not.toMatch(new RegExp(`${canary}|${here.person}|restricted-key-1`));
    expect(
      await service.app
        .get(ShowPerson)
        .run({ actor: 'test', organisationId: landlord.id, roles: ['system'] }, here.person),
    ).toEqual(before);
    const id = await idOf(reference);
    const [stub] = await rows<Record<string, unknown>>('SELECT * FROM hand_offs WHERE id = $1', [id]);
    expect(stub).toMatchObject({
      route: 'restricted',
      household_id: null,
      home_id: null,
      person_id: null,
      raised_by: null,
      is_emergency: false,
    });
    expect(
      await rows('SELECT actor, action, detail FROM audit_entries WHERE subject = $1', [`hand-off:${id}`]),
    ).toEqual([{ actor: 'doorstep', action: 'hand-off.raise', detail: {} }]);
    expect(
      await rows(
        `SELECT staff_id, until - since = interval '90 days' AS is_ninety, since = date_trunc('day', since, 'UTC') AS by_day
         FROM silences WHERE household_id = $1`,
        [here.id],
      ),
    ).toEqual([{ staff_id: null, is_ninety: true, by_day: true }]);
  });

  it('goes to the one person it is for, in an e-mail whose subject says nothing', async () => {
    const { reference } = await raise(restricted());
    await send(reference);
    const sent = mail.mails.at(-1)!;
    expect(sent.subject).toBe(`Doorstep hand-off ${reference}`);
    expect([sent.to].flat()[0]?.text).toBe('safe@alder.example');
    expect(sent.text).toContain(`he hits her, ${canary} heard it`);
    expect(sent.text).not.toContain(here.name);
    expect(
      await rows('SELECT sent_at IS NOT NULL AS sent, acknowledged_at FROM hand_offs WHERE reference = $1', [
        reference,
      ]),
    ).toEqual([{ sent: true, acknowledged_at: null }]);
    await service.app.get(AcknowledgeHandOff).run('test', landlord.id, reference.toLowerCase(), { by: 'the lead' });
    expect(await rows('SELECT 1 FROM hand_off_contents WHERE hand_off_id = $1', [await idOf(reference)])).toEqual([]);
    expect(await rowsThatHold(canary)).toEqual([]);
  });

  it('shows nothing but its reference, the day and where it stands', async () => {
    const { reference } = await raise(restricted());
    const list = await service.app.get(ListHandOffs).run('test', landlord.id, { limit: 1, state: 'waiting' });
    const shown = Object.entries(list.items[0]!).filter(
      ([, value]) => value !== null && value !== false && value !== 0 && !(Array.isArray(value) && value.length === 0),
    );
    expect(Object.fromEntries(shown)).toEqual({
      reference,
      route: 'restricted',
      title: 'Restricted',
      state: 'waiting',
      toldAt: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(await problemOf(service.app.get(ShowHandOff).run('test', landlord.id, reference))).toMatchObject({
      kind: 'not-allowed',
    });
  });

  it('with nowhere to go is refused with whom to ring, and stores nothing', async () => {
    const tables = ['hand_offs', 'hand_off_contents', 'silences', 'outbox', 'audit_entries', 'alarms', 'route_choices'];
    const count = async () => Promise.all(tables.map(async (table) => (await rows(`SELECT 1 FROM ${table}`)).length));
    const before = await count();
    const refused = await problemOf(raise(told('safeguarding_da', { words: canary })));
    expect(refused).toMatchObject({ kind: 'unavailable', code: 'no-route' });
    const { phones } = refused.current as { phones: { number: string }[] };
    expect(phones.map(({ number }) => number)).toContain('0808 2000 247');
    await set('safeguarding_da', { way: 'by-hand', phone: '01632 960 222', whatToDo: 'Ring Sam at the refuge.' });
    const again = await problemOf(raise(told('safeguarding_da', { words: canary })));
    expect(again.current).toMatchObject({ whatToDo: 'Ring Sam at the refuge.' });
    expect(await rowsThatHold(canary)).toEqual([]);
    const added = (await count()).map((now, at) => now - before[at]!);
    // Setting the route is in the audit; nothing else was added.
    expect(added).toEqual(tables.map((table) => (table === 'audit_entries' ? 1 : 0)));
  });

  it('keeps the household quiet until somebody clears it, and clearing does not tell whether it was', async () => {
    await raise(restricted());
    const [other] = households;
    const headers = { authorization: `Bearer ${landlord.apiKey}` };
    const answers = [];
    for (const { tenancy } of [here, other!])
      answers.push(
        await post(
          service,
          '/api/v1/silences/clear',
          { tenancy: { id: tenancy, allocatedBy: 'hackney/tenure' }, by: 'the lead' },
          headers,
        ),
      );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]!.status).toBe(204);
    expect(
      await rows('SELECT ended_by, ended_at IS NOT NULL AS ended FROM silences WHERE household_id = $1', [here.id]),
    ).toEqual([{ ended_by: 'the lead', ended: true }]);
  });

  it('takes no essay', async () => {
    await expect(raise(told('safeguarding', { words: 'a'.repeat(281) }))).rejects.toMatchObject({ code: 'words' });
  });

  it('about a member of staff stops that one alone', async () => {
    await set('conduct', { way: 'email', email: 'people@alder.example' });
    const { reference } = await raise(told('conduct', { aboutStaff: 'officer-7', words: canary }));
    expect(await rows('SELECT staff_id, until FROM silences WHERE household_id = $1', [here.id])).toEqual([
      { staff_id: 'officer-7', until: null },
    ]);
    expect(await rows('SELECT route FROM hand_offs WHERE reference = $1', [reference])).toEqual([
      { route: 'restricted' },
    ]);
  });
});

describe('an emergency', () => {
  it('ends the questions of this contact, shows the numbers, and has a clock though somebody passes it on by hand', async () => {
    const [prompt] = await rows<{ household: string; person: string }>(
      `SELECT q.household_id AS household, p.reference_id AS person FROM prompts q
       JOIN tenancy_parties y ON y.organisation_id = q.organisation_id AND y.tenancy_id = q.household_id
       JOIN people p ON p.organisation_id = q.organisation_id AND p.id = y.person_id
       WHERE q.state = 'open' AND (
         SELECT count(*) FROM tenancy_parties z JOIN tenancies o ON o.organisation_id = z.organisation_id AND o.id = z.tenancy_id
         WHERE z.organisation_id = q.organisation_id AND z.person_id = p.id AND o.is_active) = 1 LIMIT 1`,
    );
    const record = { type: 'person', id: prompt!.person } as const;
    const reply = await raise(told('emergency', { record }), { ...staff(), record });
    expect(reply).toMatchObject({ way: 'by-hand' });
    expect(reply.phones.map(({ number }) => number)).toEqual(['999', '0800 111 999']);
    expect(Date.parse(reply.targetAt) - Date.parse(reply.toldAt)).toBe(15 * minute);
    expect(await rows(`SELECT 1 FROM prompts WHERE household_id = $1 AND state = 'open'`, [prompt!.household])).toEqual(
      [],
    );
    const shown = await service.app.get(ShowHandOff).run('test', landlord.id, reply.reference);
    expect(shown).toMatchObject({ route: 'emergency', words: null, way: 'by-hand' });
  });
});

describe('a hazard that is called an emergency', () => {
  it('is due as one, with the numbers of one', async () => {
    const reply = await raise(told('hazard', { isEmergency: true }));
    expect(reply.phones.map(({ number }) => number)).toEqual(['999', '0800 111 999']);
    expect(Date.parse(reply.targetAt) - Date.parse(reply.toldAt)).toBe(15 * minute);
  });
});

describe('a hand-off that nobody says they have', () => {
  it('is raised three times, each after the same time again, and then stands in the list', async () => {
    const { reference } = await raise(told('hazard'));
    const id = await idOf(reference);
    const check = service.app.get(CheckHandOffs);
    await check.run(landlord.id, [id]);
    expect(await alarmsOf(reference)).toEqual([]);
    for (const level of [1, 2, 3]) {
      await comeDue('hand-off-check', id);
      await check.run(landlord.id, [id]);
      await check.run(landlord.id, [id]);
      expect((await alarmsOf(reference)).map((one) => one.level)).toEqual([1, 2, 3].slice(0, level));
    }
    expect(
      await rows(`SELECT 1 FROM outbox WHERE topic = 'hand-off-check' AND subject_id = $1 AND done_at IS NULL`, [id]),
    ).toEqual([]);
    expect(await rows('SELECT escalations FROM hand_offs WHERE id = $1', [id])).toEqual([{ escalations: 3 }]);
  });

  it('is raised no more once they do, and its words are gone', async () => {
    const { reference } = await raise(told('hazard', { words: canary }));
    const id = await idOf(reference);
    const { database, sealer } = service.platform;
    const read = () => database.inOrganisation(landlord.id, (db) => readMessage(db, sealer, id));
    expect(await read()).toMatchObject({ words: canary, person: { id: here.person } });
    await database.inOrganisation(landlord.id, (db) => acknowledgeHandOff(db, id, 'the host', 'CASE-7'));
    await comeDue('hand-off-check', id);
    await service.app.get(CheckHandOffs).run(landlord.id, [id]);
    expect(await alarmsOf(reference)).toEqual([]);
    expect(await read()).toBeUndefined();
    await service.app.get(AcknowledgeHandOff).run('test', landlord.id, reference, { by: 'somebody else' });
    expect(await rows('SELECT acknowledged_by, host_reference FROM hand_offs WHERE id = $1', [id])).toEqual([
      { acknowledged_by: 'the host', host_reference: 'CASE-7' },
    ]);
    await service.app.get(CloseHandOff).run('test', landlord.id, reference, { by: 'the repairs team' });
    const list = await service.app.get(ListHandOffs).run('test', landlord.id, { limit: 500, state: 'open' });
    expect(list.items.map((one) => one.reference)).not.toContain(reference);
  });
});

describe('sending', () => {
  it('by e-mail says where, when, whose and what, with nothing of it in the subject', async () => {
    const { reference } = await raise(told('hazard', { words: `black mould, ${canary} says` }));
    await send(reference);
    const sent = mail.mails.at(-1)!;
    expect(sent.subject).toBe(`Doorstep hand-off ${reference}, Something in the home may be unsafe`);
    for (const part of [here.name, here.person, here.tenancy, `black mould, ${canary} says`])
      expect(sent.text).toContain(part);
    expect(sent.text).not.toMatch(/https?:/);
    const before = mail.mails.length;
    await send(reference);
    expect(mail.mails).toHaveLength(before);
  });

  it('that fails is tried again, and after five times somebody is told; it goes out when the server is back', async () => {
    const { reference } = await raise(told('hazard'));
    const id = await idOf(reference);
    mail.fault({ recipient: 451 });
    for (let tries = 1; tries <= 5; tries += 1) {
      await send(reference);
      expect((await alarmsOf(reference)).map(({ kind }) => kind)).toEqual(tries < 5 ? [] : ['cannot-send']);
      const [waits] = await rows<{ waits: boolean }>(
        `SELECT due_at > now() AS waits FROM outbox WHERE topic = 'hand-off' AND subject_id = $1 AND done_at IS NULL`,
        [id],
      );
      expect(waits).toEqual({ waits: true });
    }
    mail.fault({});
    await send(reference);
    expect(await rows('SELECT tries, sent_at IS NOT NULL AS sent FROM hand_offs WHERE id = $1', [id])).toEqual([
      { tries: 6, sent: true },
    ]);
  });

  it('that waits goes the way that was set since', async () => {
    await set('legal', { way: 'host', connection: 'housing' });
    const { reference } = await raise(told('legal', { words: 'a letter before action' }));
    await set('legal', { way: 'email', email: 'legal@alder.example' });
    await send(reference);
    expect(mail.mails.at(-1)!.subject).toContain(reference);
    await set('legal', { way: 'by-hand' });
    const other = await raise(told('legal'), staff(), 'legal-by-hand');
    expect(other.way).toBe('by-hand');
    expect(await rows('SELECT way FROM hand_offs WHERE reference = $1', [reference])).toEqual([{ way: 'email' }]);
  });

  it('into the host asks for one write-back, and of a restricted one names no record', async () => {
    await set('asb', { way: 'host', connection: 'housing' });
    await set('crisis', { way: 'host', connection: 'housing' });
    const open = await raise(told('asb', { words: 'shouting at night' }));
    const secret = await raise(told('crisis', { words: canary }));
    for (const { reference } of [open, secret, open]) await send(reference);
    const asked = (reference: string) =>
      rows<object>(
        `SELECT w.kind, w.record_type, w.record_id, w.state FROM write_backs w JOIN hand_offs h ON h.id = w.hand_off_id WHERE h.reference = $1`,
        [reference],
      );
    expect(await asked(open.reference)).toMatchObject([{ kind: 'raise', record_type: 'home', state: 'waiting' }]);
    expect(await asked(secret.reference)).toEqual([
      { kind: 'raise', record_type: 'home', record_id: 'sealed', state: 'waiting' },
    ]);
    const { database, sealer } = service.platform;
    const id = await idOf(secret.reference);
    const message = await database.inOrganisation(landlord.id, (db) => readMessage(db, sealer, id));
    expect(message).toMatchObject({ route: 'crisis', person: { id: here.person } });
  });
});

describe('words that are about to be kept', () => {
  const mustChoose = 'the quaggle leaks again';
  const check = (words: string, decision?: Parameters<typeof checkRouting>[1]['decision']) =>
    service.platform.database.inOrganisation(landlord.id, (db) => checkRouting(db, { words, decision }));

  beforeAll(() =>
    service.app.get(AddRouteWords).run('test', landlord.id, { route: 'emergency', phrase: 'the quaggle leaks' }),
  );

  it('wait for a person where one of the offers may not be passed over', async () => {
    const refused = await problemOf(check(mustChoose));
    expect(refused).toMatchObject({ kind: 'conflict', code: 'choose-route' });
    const { offers } = refused.current as { offers: { route: string; phones: unknown[] }[] };
    expect(offers[0]).toMatchObject({ route: 'emergency', mustChoose: true });
    expect(await problemOf(check(mustChoose, { chosen: [] }))).toMatchObject({ code: 'choose-route' });
    expect(await check(mustChoose, { chosen: [], whyNot: 'over' })).toMatchObject({ chosen: [], whyNot: 'over' });
    expect(await problemOf(check(mustChoose, { chosen: ['gas'] }))).toMatchObject({ kind: 'bad-input' });
  });

  it('go to who can act on them when that was chosen, with who chose', async () => {
    const words = { words: mustChoose, routing: { chosen: ['emergency'] } };
    const route = service.app.get(RouteWords);
    const made = await route.handOver(staff(), words, once(words, 'words-key-1'));
    expect(await route.handOver(staff(), words, once(words, 'words-key-1'))).toEqual(made);
    expect(made).toHaveLength(1);
    expect(
      await rows(
        `SELECT c.chosen, c.decided_by, h.reference FROM route_choices c JOIN hand_offs h ON h.id = c.hand_off_id WHERE h.household_id = $1`,
        [here.id],
      ),
    ).toEqual([{ chosen: ['emergency'], decided_by: 'staff:officer-1', reference: made[0]!.reference }]);
  });

  it('are tied to nothing and nobody where something restricted was chosen', async () => {
    const words = { words: `my son hits me, ${canary}`, routing: { chosen: ['safeguarding'] } };
    await service.app.get(RouteWords).handOver(staff(here, 'officer-77'), words, once(words));
    expect(await rowsThatHold('officer-77')).toEqual([]);
    expect(await rowsThatHold(canary)).toEqual([]);
    const [choice] = await rows(
      `SELECT voice_id, hand_off_id, chosen, decided_by FROM route_choices ORDER BY decided_at DESC LIMIT 1`,
    );
    expect(choice).toEqual({ voice_id: null, hand_off_id: null, chosen: ['restricted'], decided_by: 'not-kept' });
  });

  it('are kept where a complaint was all that was chosen', async () => {
    const words = { words: 'nobody rings me back', routing: { chosen: ['complaint_choice'] } };
    expect(await service.app.get(RouteWords).handOver(staff(), words, once(words))).toEqual([]);
  });

  it('keep no decision where nothing was to decide', async () => {
    const count = async () => (await rows('SELECT 1 FROM route_choices')).length;
    const before = await count();
    await service.platform.database.inOrganisation(landlord.id, async (db) => {
      const choice = await checkRouting(db, { words: 'the new shop is lovely', decision: undefined });
      await keepRouteChoice(db, choice, { by: 'staff:officer-1', voiceId: null, handOffId: null });
    });
    expect(await count()).toBe(before);
  });
});

describe('a landlord’s own words', () => {
  it('offer their route, or never let it be offered, until they are ended', async () => {
    const routesOf = async (words: string) =>
      (await service.app.get(MatchWords).run(landlord.id, { words })).offers.map(({ route }) => route);
    const says = 'we had tea by the zoggler';
    expect(await routesOf(says)).toEqual([]);
    const add = service.app.get(AddRouteWords);
    const added = await add.run('test', landlord.id, { route: 'building_safety', phrase: 'the zoggler' });
    expect(await routesOf(says)).toEqual(['building_safety']);
    expect(await add.run('test', landlord.id, { route: 'building_safety', phrase: 'The Zoggler' })).toEqual(added);
    await expect(
      add.run('test', landlord.id, { route: 'building_safety', phrase: 'the zoggler', kind: 'never' }),
    ).rejects.toMatchObject({ code: 'words-otherwise' });
    await service.app.get(EndRouteWords).run('test', landlord.id, added.id);
    expect(await routesOf(says)).toEqual([]);
    await add.run('test', landlord.id, { route: 'asb', phrase: 'brindle' });
    await add.run('test', landlord.id, { route: 'asb', phrase: 'brindle cat', kind: 'never' });
    expect(await routesOf('that brindle is back')).toContain('asb');
    expect(await routesOf('that brindle cat is back')).not.toContain('asb');
  });
});

describe('whether they want a complaint', () => {
  const choose = (choice: 'offered' | 'yes' | 'no-thanks' | 'not-now', key?: string, toldAt = ago(3 * minute)) => {
    const request = { record: staff().record, choice, words: 'nobody came', toldAt };
    return service.app.get(RecordComplaintChoice).run(staff(), request, once(request, key));
  };

  it('is kept whatever they say, and a yes goes on with the time at which they said it', async () => {
    for (const choice of ['offered', 'no-thanks', 'not-now'] as const)
      expect(await choose(choice)).toMatchObject({ handOff: null });
    const saidAt = ago(70 * minute);
    const yes = await choose('yes', 'complaint-key-1', saidAt);
    expect(yes.handOff).toMatchObject({ toldAt: saidAt, way: 'by-hand' });
    expect(await choose('yes', 'complaint-key-1', saidAt)).toEqual(yes);
    expect(
      await rows(
        `SELECT c.choice, h.route FROM complaint_choices c LEFT JOIN hand_offs h ON h.id = c.hand_off_id
         WHERE c.household_id = $1 ORDER BY c.recorded_at`,
        [here.id],
      ),
    ).toEqual([
      { choice: 'offered', route: null },
      { choice: 'no-thanks', route: null },
      { choice: 'not-now', route: null },
      { choice: 'yes', route: 'complaint_choice' },
    ]);
    expect(await rowsThatHold('nobody came')).toEqual([]);
  });
});

describe('over HTTP', () => {
  const withKey = (key: string) => ({ authorization: `Bearer ${landlord.apiKey}`, 'idempotency-key': key });

  it('is raised, listed, acknowledged and closed', async () => {
    const home = { id: here.tenancy, allocatedBy: 'hackney/tenure' };
    const body = { tenancy: home, route: 'hazard', words: 'sparks', toldAt: ago(minute) };
    expect(
      await post(service, '/api/v1/hand-offs', body, { authorization: `Bearer ${landlord.apiKey}` }),
    ).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-needed' },
    });
    const raised = await post<{ reference: string }>(service, '/api/v1/hand-offs', body, withKey('http-key-1'));
    expect(raised.status).toBe(201);
    const { reference } = raised.body;
    const path = `/api/v1/hand-offs/${reference}`;
    const shown = await get<HandOffSummary & { words: string }>(service, path, landlord.apiKey);
    expect(shown.body).toMatchObject({ reference, household: here.tenancy, words: 'sparks', state: 'waiting' });
    expect((await post(service, `${path}/acknowledge`, { by: 'repairs' }, withKey('http-key-2'))).status).toBe(204);
    expect((await get<{ words: null }>(service, path, landlord.apiKey)).body).toMatchObject({
      words: null,
      state: 'acknowledged',
    });
    expect((await post(service, `${path}/close`, { by: 'repairs' }, withKey('http-key-3'))).status).toBe(204);
    const list = await get<{ items: HandOffSummary[] }>(service, '/api/v1/hand-offs?limit=1', landlord.apiKey);
    expect(list.body.items).toMatchObject([{ reference, state: 'closed', hostReference: null }]);
  });

  it('every route is listed with how it goes', async () => {
    const list = await get<{ items: { route: string; way: string; isReady: boolean }[] }>(
      service,
      '/api/v1/hand-off-routes',
      landlord.apiKey,
    );
    expect(list.body.items.map(({ route }) => route)).toEqual([...handOffRoutes]);
    expect(list.body.items.find(({ route }) => route === 'data_rights')).toMatchObject({
      way: 'not set',
      isReady: false,
    });
    expect(await service.app.get(ListRoutes).run(landlord.id)).toHaveLength(14);
  });

  it('what waits longest past its time comes first, a restricted one by its day alone, what is closed last', async () => {
    const soon = await raise(told('hazard', { toldAt: ago(minute) }));
    const late = await raise(told('hazard', { toldAt: ago(3 * 1440 * minute) }));
    const restricted = await raise(told('safeguarding'));
    const has = await raise(told('hazard', { toldAt: ago(4 * 1440 * minute) }));
    await service.app.get(AcknowledgeHandOff).run('test', landlord.id, has.reference, { by: 'repairs' });
    const closed = await raise(told('hazard', { toldAt: ago(5 * 1440 * minute) }));
    await service.app.get(CloseHandOff).run('test', landlord.id, closed.reference, { by: 'repairs' });
    const mine = [late, restricted, soon, has, closed].map(({ reference }) => reference);
    const listed = async (query: string) => {
      const list = await get<{ items: HandOffSummary[]; total: number }>(
        service,
        `/api/v1/hand-offs?limit=500&order=clock&${query}`,
        landlord.apiKey,
      );
      expect(list.body.total).toBe(list.body.items.length);
      return list.body.items.map(({ reference }) => reference).filter((one) => mine.includes(one));
    };
    expect(await listed('state=all')).toEqual(mine);
    expect(await listed('state=closed')).toEqual([closed.reference]);
    expect(await listed('state=open&route=hazard')).toEqual([late, soon, has].map(({ reference }) => reference));
    expect(await listed('state=open&route=restricted')).toEqual([restricted.reference]);
  });

  it('a route is not set over what somebody else set since it was read', async () => {
    const first = await set('information_request', { way: 'by-hand', basedOn: null });
    expect(first).toMatchObject({ way: 'by-hand', setBy: 'test' });
    const { setAt } = JSON.parse(JSON.stringify(first)) as { setAt: string };
    await set('information_request', { way: 'email', email: 'legal@alder.example', basedOn: setAt });
    for (const basedOn of [null, setAt]) {
      const refused = await problemOf(set('information_request', { way: 'by-hand', basedOn }));
      expect(refused).toMatchObject({ code: 'route-changed', current: { email: 'legal@alder.example' } });
    }
  });

  it('an alarm says whether somebody is set to get it by e-mail', async () => {
    const late = ago(3 * 1440 * minute);
    const [hazard, support] = [
      await raise(told('hazard', { toldAt: late })),
      await raise(told('support', { toldAt: late })),
    ];
    const list = await get<{ items: AlarmSummary[] }>(service, '/api/v1/alarms?limit=500', landlord.apiKey);
    const goes = (reference: string) =>
      list.body.items.filter((one) => one.reference === reference).map(({ goesByEmail }) => goesByEmail);
    expect([goes(hazard.reference), goes(support.reference)]).toEqual([[true], [false]]);
  });
});

it('the names that cross the wire are those of the rules', () => {
  expect(handOffRouteNames).toEqual(handOffRoutes);
});
