import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SendInstead, TellingReply } from '@doorstep/contracts/embed';
import type {
  AskShown,
  GiveReplyRequest,
  KeptVoice,
  LetterToPost,
  OwedList,
  ReplyGiven,
  ReplyPreview,
  TellingSummary,
  TopicShown,
  TopicSummary,
} from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { fakeTime, type FakeTime } from '../../test/fake-time.js';
import { addLandlord, bringIn, get, post, type HostRecord, type Landlord } from '../../test/landlord.js';
import { mailCertificate, mailPassword, mailUser, startMailServer, type MailServer } from '../../test/mail-server.js';
import { startService, type StartedService } from '../../test/start-service.js';
import {
  addDeliveryCommands,
  DeliveryProblem,
  SendEmail,
  SendText,
  SetDelivery,
  type Text,
} from '../delivery/index.js';
import { AddApiKey, findLandlord } from '../organisations/index.js';
import { gatherHousehold } from '../prompting/index.js';
import type { StaffAtRecord } from '../records/index.js';
import { CommandLine } from '../platform/command-line/command-line.js';
import { Database } from '../platform/database/database.js';
import { PublicOrigin } from '../platform/http/public-origin.js';
import { PreviewReply } from './preview-reply.js';
import {
  addReplyCommands,
  CheckReplies,
  RaiseWhatWaits,
  mayTellHousehold,
  ReadBack,
  readTellThem,
  RecordTelling,
  SendTelling,
  TellVoices,
} from './index.js';

interface Person {
  readonly id: string;
  readonly reference: string;
  readonly householdId: string;
}

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let mail: MailServer;
let owner: pg.Client;
let time: FakeTime;
let tellVoices: TellVoices;
/** People whom nothing keeps from being told, each of a household of their own. */
let free: Person[];
let keys = 0;

const never = new AbortController().signal;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 200, seed: 31, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  await bringIn(service, landlord, housing.url, 'key');
  mail = await startMailServer('starttls');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  time = await fakeTime(service.databaseUrl);
  await service.app.get(SetDelivery).run('test', landlord.id, {
    way: 'email',
    host: '127.0.0.1',
    port: mail.port,
    security: 'starttls',
    user: mailUser,
    secret: mailPassword,
    fromAddress: 'hello@alder.example',
    fromName: 'Alder Homes',
    caCertificate: mailCertificate,
    allowedAddresses: ['127.0.0.1/32'],
  });
  tellVoices = teller(new SendEmail(time.database, service.platform.sealer));
  free = await peopleToTell();
});
afterAll(async () => {
  await time.close();
  await owner.end();
  await mail.close();
  await service.close();
  await housing.close();
});
beforeEach(async () => {
  mail.fault({});
  await time.at(11);
});

const teller = (sendEmail: SendEmail) =>
  new TellVoices(
    time.database,
    sendEmail,
    new SendText(time.database, service.platform.sealer),
    new PublicOrigin('https://say.alder.example'),
  );

async function peopleToTell(): Promise<Person[]> {
  await owner.query(
    `INSERT INTO alert_readings (organisation_id, person_id, read_at) SELECT organisation_id, id, now() FROM people
     ON CONFLICT DO NOTHING`,
  );
  // By day, whatever the hour is at which this runs.
  await time.at(11);
  const { rows } = await owner.query<Person>(
    `SELECT DISTINCT ON (t.id) p.id, p.reference_id AS reference, t.id AS "householdId"
     FROM tenancies t JOIN tenancy_parties y ON y.tenancy_id = t.id JOIN people p ON p.id = y.person_id
     WHERE t.is_active AND (SELECT count(*) FROM tenancy_parties z JOIN tenancies o ON o.id = z.tenancy_id AND o.is_active
       WHERE z.person_id = p.id) = 1
       AND p.date_of_death IS NULL AND (p.date_of_birth IS NULL OR p.date_of_birth <= current_date - interval '18 years')
     ORDER BY t.id, p.reference_id`,
  );
  const open: Person[] = [];
  for (const person of rows) {
    if (open.length === 75) break;
    const mayBeTold = (database: Database, channel: 'message' | 'letter') =>
      database.inOrganisation(landlord.id, (db) =>
        mayTellHousehold(db, person.householdId, null, { at: 'send', channel, staff: null, supportPresent: [] }),
      );
    // Staff send on the day that it is; whoever rests today may be open on the clock's day.
    const today = await mayBeTold(service.app.get(Database), 'letter');
    const onClock = await mayBeTold(time.database, 'message');
    if (onClock?.allowed && (today?.allowed || today?.holdUntil)) open.push(person);
  }
  return open;
}

function nextPerson(): Person {
  const person = free.shift();
  if (person === undefined) throw new Error('There are not enough people who may be told.');
  return person;
}

/** How a person wants to be reached, as it is kept. */
async function prefers(person: Person, way: string, more: { needs?: string[]; name?: string } = {}): Promise<void> {
  await owner.query('UPDATE ways_to_reach SET ended_at = now() WHERE person_id = $1 AND ended_at IS NULL', [person.id]);
  await owner.query(
    `INSERT INTO ways_to_reach (organisation_id, id, person_id, way, email, mobile, needs, preferred_name, review_after, recorded_by)
     VALUES ($1, $2, $3, $4, $5, '07700 900123', $6, $7, current_date + 365, 'test')`,
    [landlord.id, uuidv7(), person.id, way, `${person.reference}@post.example`, more.needs ?? [], more.name ?? 'Nia'],
  );
}

const newKey = () => `replies-key-${(keys += 1)}`;
const write = <Body>(path: string, body: object = {}, key = newKey(), bearer = landlord.apiKey) =>
  post<Body>(service, `/api/v1/${path}`, body, { authorization: `Bearer ${bearer}`, 'idempotency-key': key });
const read = async <Body>(path: string) => (await get<Body>(service, `/api/v1/${path}`, landlord.apiKey)).body;

/** A voice as another system brings it; the person's own, with their name, unless told otherwise. */
async function say(words: string, person: Person | null, more: object = {}): Promise<string> {
  const whose =
    person === null
      ? { place: 'Elm Court', speaker: 'neighbour' }
      : { person: { id: person.reference, allocatedBy: 'hackney/person' } };
  const { status, body } = await write<KeptVoice>('voices', {
    ...whose,
    words,
    keepName: true,
    routing: { chosen: [], whyNot: 'misread' },
    ...more,
  });
  expect(status).toBe(201);
  return body.voiceId!;
}

async function topicOf(...voiceIds: string[]): Promise<string> {
  const { status, body } = await write<{ topicId: string }>('topics', { title: 'The lift at Elm Court', voiceIds });
  expect(status).toBe(201);
  return body.topicId;
}

const words = { words: 'We changed the motor on Monday.', saidBy: 'Nia Pugh' };
async function reply(topicId: string, result: GiveReplyRequest['result'], more: object = {}): Promise<ReplyGiven> {
  const { status, body } = await write<ReplyGiven & { detail?: string }>('replies', {
    topicId,
    result,
    ...words,
    ...more,
  });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body;
}

const tellingsOf = async (topicId: string) => (await read<TopicShown>(`topics/${topicId}`)).tellings;
const mailsFor = (...people: Person[]) =>
  mail.mails.filter((one) =>
    people.some(({ reference }) => JSON.stringify(one.to).includes(`"${reference}@post.example"`)),
  );

/** Runs the job over every telling of a topic, as the relay would name them. */
async function tell(topicId: string, by = tellVoices): Promise<void> {
  await by.run(
    landlord.id,
    (await tellingsOf(topicId)).map(({ id }) => id),
    never,
  );
}

const staffAt = (person: Person, roles = ['officer']): StaffAtRecord => ({
  organisationId: landlord.id,
  staffId: 'officer-1',
  roles,
  record: { type: 'person', id: person.reference } satisfies HostRecord,
  systems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
});
const tellThemAt = (person: Person) =>
  service.platform.database.inOrganisation(landlord.id, (db) => readTellThem(db, person.householdId, person.id));

describe('three voices on one topic whose result changes twice', () => {
  it('are told exactly six times, however often the job runs', async () => {
    const people = [nextPerson(), nextPerson(), nextPerson()];
    for (const person of people) await prefers(person, 'email');
    const voices = [];
    for (const person of people) voices.push(await say('The lift is noisy at night.', person));
    const topicId = await topicOf(...voices);
    await tell(topicId);
    expect(mailsFor(...people)).toEqual([]);
    for (const result of ['doing', 'done'] as const) {
      await reply(topicId, result);
      await Promise.all([tell(topicId), tell(topicId)]);
      await tell(topicId);
    }
    const told = (await tellingsOf(topicId)).filter(({ state }) => state === 'told');
    expect(told.map(({ voiceId }) => voiceId).toSorted()).toEqual([...voices, ...voices].toSorted());
    expect(mailsFor(...people)).toHaveLength(6);
    expect(new Set(mailsFor(...people).map(({ messageId }) => messageId)).size).toBe(6);
    expect((await read<TopicShown>(`topics/${topicId}`)).heard.map(({ isOwed }) => isOwed)).toEqual([
      false,
      false,
      false,
    ]);
    const { rows } = await owner.query('SELECT FROM outbox WHERE topic = $1 AND done_at IS NULL', ['telling']);
    expect(rows).toEqual([]);
  });

  it('are each told once when a process dies after sending: what may have arrived is said in person', async () => {
    const people = [nextPerson(), nextPerson(), nextPerson()];
    const voices = [];
    for (const person of people) {
      await prefers(person, 'email');
      voices.push(await say('The lift is noisy at night.', person));
    }
    const topicId = await topicOf(...voices);
    let left = 1;
    class DyingSender extends SendEmail {
      override async run(...given: Parameters<SendEmail['run']>) {
        const sent = await super.run(...given);
        if (left-- > 0) throw new Error('killed');
        return sent;
      }
    }
    for (const result of ['doing', 'done'] as const) {
      await time.at(11);
      await reply(topicId, result);
      left = 1;
      const dying = teller(new DyingSender(time.database, service.platform.sealer));
      await expect(tell(topicId, dying)).rejects.toThrow('killed');
      await tell(topicId);
      await tell(topicId);
      await time.at(11.5);
      await tell(topicId);
      const [atStaff, ...others] = (await tellingsOf(topicId)).filter(({ state }) => state === 'waiting');
      expect([atStaff, others]).toMatchObject([{ way: 'in-person', lastProblem: 'cut-off', tries: 1 }, []]);
      const who = people[voices.indexOf(atStaff!.voiceId)]!;
      expect(await tellThemAt(who)).toMatchObject([{ tellingId: atStaff!.id, mayHaveArrived: true }]);
      await service.app.get(RecordTelling).run(staffAt(who), atStaff!.id, { result: 'told' });
    }
    expect(mailsFor(...people)).toHaveLength(6);
    const told = (await tellingsOf(topicId)).filter(({ state }) => state === 'told');
    expect(told.map(({ voiceId }) => voiceId).toSorted()).toEqual([...voices, ...voices].toSorted());
  });
});

describe('a reply', () => {
  it('has a telling for every contributor, in the way each of them wants', async () => {
    const [byMail, byLetter, unasked, needsPrint] = [nextPerson(), nextPerson(), nextPerson(), nextPerson()];
    await prefers(byMail, 'email');
    await prefers(byLetter, 'letter');
    await prefers(needsPrint, 'text', { needs: ['large-print'] });
    const expected = new Map([
      [await say('The lift.', byMail), 'email standard'],
      [await say('The lift.', byLetter), 'letter standard'],
      [await say('The lift.', unasked), 'in-person standard'],
      [await say('The lift.', needsPrint), 'letter large-print'],
      [await say('The lift.', byMail, { keepName: false }), 'in-person standard'],
      [await say('The lift.', null), 'in-person standard'],
    ]);
    const silent = [
      await say('The lift.', byMail, { wantsReply: false }),
      await say('The lift.', null, { isAnonymous: true, keepName: false, speaker: 'resident' }),
    ];
    const topicId = await topicOf(...expected.keys(), ...silent);
    expect(await reply(topicId, 'done')).toMatchObject({ number: 1, tellings: 6 });
    const tellings = await tellingsOf(topicId);
    expect(new Map(tellings.map(({ voiceId, way, form }) => [voiceId, `${way} ${form}`]))).toEqual(expected);
  });

  it('is told to those who join later, and an earlier one no more', async () => {
    const [first, second] = [nextPerson(), nextPerson()];
    const topicId = await topicOf(await say('The lift.', first));
    await reply(topicId, 'doing');
    const newest = await reply(topicId, 'done');
    const voiceId = await say('The lift too.', second);
    expect((await write(`topics/${topicId}/voices`, { voiceId })).status).toBe(204);
    const tellings = await tellingsOf(topicId);
    expect(tellings.map(({ state }) => state)).toEqual(['replaced', 'waiting', 'waiting']);
    expect(tellings[2]).toMatchObject({ voiceId, replyId: newest.replyId });
    expect(await write(`tellings/${tellings[0]!.id}/posted`)).toMatchObject({
      status: 409,
      body: { code: 'reply-changed' },
    });
    expect((await write(`tellings/${tellings[1]!.id}/posted`)).status).toBe(204);
    const other = await topicOf();
    expect(await write(`topics/${other}/voices`, { voiceId: tellings[1]!.voiceId })).toMatchObject({
      status: 409,
      body: { code: 'told-already' },
    });
    expect((await write(`topics/${other}/voices`, { voiceId })).status).toBe(204);
    expect((await tellingsOf(topicId)).map(({ state }) => state)).toEqual(['replaced', 'told', 'replaced']);
  });

  it('says why, who and by whom, and is read before it promises', async () => {
    const topicId = await topicOf(await say('The lift.', nextPerson()));
    const refused = (more: object) => write('replies', { topicId, ...words, ...more });
    for (const [more, code] of [
      [{ result: 'not-doing-because' }, 'because-missing'],
      [{ result: 'passed-to' }, 'passed-to-missing'],
      [{ result: 'done', saidBy: 'Repairs team' }, 'nobody-named'],
      [{ result: 'doing', promisedBy: '2099-01-01' }, 'owner-missing'],
      [{ result: 'doing', promisedBy: '2020-01-01', owner: 'Nia Pugh' }, 'promised-past'],
      [{ result: 'done', words: 'Please reply within 7 days.' }, 'deadline-on-resident'],
    ] as const) {
      expect(await refused(more)).toMatchObject({ status: 400, body: { code } });
    }
    const promise = { result: 'doing', words: 'We will mend the lift.' };
    expect(await refused(promise)).toMatchObject({
      status: 409,
      body: { code: 'reply-warnings', current: { problems: [{ rule: 'promise', severity: 'warn' }] } },
    });
    expect(await tellingsOf(topicId)).toEqual([]);
    expect(await write('replies/check', promise)).toMatchObject({
      status: 200,
      body: { problems: expect.arrayContaining([expect.objectContaining({ rule: 'promise' })]) },
    });
    expect(await tellingsOf(topicId)).toEqual([]);
    expect((await refused({ ...promise, knowing: true })).status).toBe(201);
  });

  it('is given once, however many send it at once, and to one voice makes it a topic of its own', async () => {
    const voiceId = await say(
      'The lift\nis noisy, and so is the gate by the bins on the far side of the yard.',
      nextPerson(),
    );
    const request = { voiceId, result: 'done', ...words };
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => write<ReplyGiven>('replies', request, key)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 201, body: { number: 1, tellings: 1 } });
    expect(await write('replies', { ...request, words: 'Other words.' }, key)).toMatchObject({ status: 422 });
    const others = await Promise.all(Array.from({ length: 5 }, () => write<ReplyGiven>('replies', request)));
    expect(others.map(({ body }) => body.number).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6]);
    const [waiting, ...more] = (await tellingsOf(answers[0]!.body.topicId)).filter(({ state }) => state === 'waiting');
    expect([waiting?.voiceId, more]).toEqual([voiceId, []]);
  });

  it('is shown first as each of them would get it, and nothing of that stays', async () => {
    const [byMail, unasked] = [nextPerson(), nextPerson()];
    await prefers(byMail, 'email', { name: 'Mrs Pugh' });
    const [one, two] = [await say('The lift.', byMail), await say('The lift too.', unasked)];
    const topicId = await topicOf(one, two);
    const preview = { topicId, result: 'done', ...words };
    const before = await owner.query('SELECT count(*) FROM outbox');
    const { status, body } = await write<ReplyPreview>('replies/preview', preview);
    expect([status, body.problems, body.items.length]).toEqual([200, [], 2]);
    expect(body.ways).toEqual(
      expect.arrayContaining([
        { way: 'email', count: 1 },
        { way: 'in-person', count: 1 },
      ]),
    );
    const toMrsPugh = body.items.find(({ voiceId }) => voiceId === one);
    expect(toMrsPugh).toMatchObject({ way: 'email', form: 'standard', language: 'en-GB' });
    expect(toMrsPugh?.text).toMatch(/^Dear Mrs Pugh,[^]*“The lift\.”[^]*We changed the motor on Monday\./);
    expect(await read(`topics/${topicId}`)).toMatchObject({ replies: [], tellings: [], owed: 2 });
    expect((await owner.query('SELECT count(*) FROM outbox')).rows).toEqual(before.rows);
    expect(await write('replies/preview', { ...preview, saidBy: 'Repairs team' })).toMatchObject({
      status: 200,
      body: { problems: [{ rule: 'nobody-named', severity: 'refuse' }], ways: [], items: [] },
    });
    expect(await write('replies/preview', { ...preview, topicId: uuidv7() })).toMatchObject({ status: 404 });
  });

  it('comes back with what somebody else replied meanwhile, where that was not read yet', async () => {
    const topicId = await topicOf(await say('The lift.', nextPerson()));
    await reply(topicId, 'doing', { after: 0 });
    expect(await write('replies', { topicId, result: 'done', ...words, after: 0 })).toMatchObject({
      status: 409,
      body: { code: 'changed-since', current: { number: 1, saidBy: 'Nia Pugh', words: words.words } },
    });
    expect(await reply(topicId, 'done', { after: 1 })).toMatchObject({ number: 2 });
  });

  it('that promised a day raises an alarm the day after, unless something newer was said', async () => {
    const late = await topicOf(await say('The lift.', nextPerson()));
    const kept = await topicOf(await say('The gate.', nextPerson()));
    const promise = { owner: 'Owen Reed', promisedBy: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) };
    const given = [await reply(late, 'doing', promise), await reply(kept, 'doing', promise)].map(
      ({ replyId }) => replyId,
    );
    await reply(kept, 'done');
    const check = async () => new CheckReplies(time.database).run(landlord.id, given);
    const alarms = async () =>
      (await owner.query(`SELECT subject FROM alarms WHERE kind = 'reply-overdue'`)).rows.map(({ subject }) => subject);
    await owner.query(
      `UPDATE replies SET promised_by = (SELECT at::date + 1 FROM fake_time.clock) WHERE id = ANY ($1)`,
      [given],
    );
    await owner.query(
      `UPDATE outbox SET due_at = (SELECT at + interval '2 days' FROM fake_time.clock) WHERE subject_id = ANY ($1)`,
      [given],
    );
    await check();
    expect(await alarms()).toEqual([]);
    await time.at(24 * 2 + 12);
    await check();
    await check();
    expect(await alarms()).toEqual([`reply:${given[0]}`]);
  });
});

describe('a telling by e-mail', () => {
  async function waiting(
    more: object = {},
  ): Promise<{ person: Person; topicId: string; telling: () => Promise<TellingSummary> }> {
    const person = nextPerson();
    await prefers(person, 'email', { name: 'Mrs Pugh' });
    const topicId = await topicOf(await say('The <b>lift</b> is noisy.', person));
    await reply(topicId, 'done', more);
    return { person, topicId, telling: async () => (await tellingsOf(topicId)).at(-1)! };
  }
  const dueAt = async ({ id }: TellingSummary) =>
    (await owner.query('SELECT due_at, done_at FROM outbox WHERE subject_id = $1', [id])).rows[0];

  it('says what they told us, what came of it, thank you, and who says so', async () => {
    const { person, topicId, telling } = await waiting();
    await tell(topicId);
    const [one] = mailsFor(person);
    expect(one).toMatchObject({ subject: 'You told us, and this is what came of it' });
    for (const part of [
      'Dear Mrs Pugh',
      '“The <b>lift</b> is noisy.”',
      words.words,
      'Thank you',
      'Nia Pugh',
      'alder homes',
    ])
      expect(one?.text).toContain(part);
    expect(one?.html).toContain('The &lt;b&gt;lift&lt;/b&gt; is noisy.');
    expect(await telling()).toMatchObject({ state: 'told', toldBy: 'doorstep', tries: 1, lastProblem: null });
  });

  it('is held when they opted out between the decision and the sending, and keeps no trace of it', async () => {
    const { person, topicId, telling } = await waiting();
    await owner.query(
      `INSERT INTO preferences (organisation_id, id, household_id, kind, recorded_by) VALUES ($1, $2, $3, 'do-not-ask', 'test')`,
      [landlord.id, uuidv7(), person.householdId],
    );
    const before = await telling();
    await tell(topicId);
    expect(mailsFor(person)).toEqual([]);
    expect(await telling()).toEqual(before);
    await owner.query('UPDATE preferences SET ended_at = now() WHERE household_id = $1', [person.householdId]);
    await tell(topicId);
    expect(mailsFor(person)).toEqual([]);
    await time.at(24 + 10);
    await tell(topicId);
    expect(mailsFor(person)).toHaveLength(1);
  });

  it('that is held for a week is for staff to say, at a time that they see fit', async () => {
    const { person, topicId, telling } = await waiting();
    await owner.query(
      `INSERT INTO preferences (organisation_id, id, household_id, kind, recorded_by) VALUES ($1, $2, $3, 'do-not-ask', 'test')`,
      [landlord.id, uuidv7(), person.householdId],
    );
    for (const day of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      await time.at(24 * day + 11);
      await tell(topicId);
    }
    expect(mailsFor(person)).toEqual([]);
    expect(await telling()).toMatchObject({ state: 'waiting', way: 'in-person', tries: 0, lastProblem: null });
  });

  it('waits out the night', async () => {
    const { person, topicId, telling } = await waiting();
    await time.at(22);
    await tell(topicId);
    await time.at(24 + 7);
    await tell(topicId);
    expect(mailsFor(person)).toEqual([]);
    expect(await telling()).toMatchObject({ state: 'waiting', tries: 0, lastProblem: null });
    await time.at(24 + 10);
    await tell(topicId);
    expect(mailsFor(person)).toHaveLength(1);
  });

  it('goes to whoever they are by then where the host merged them, at that address and once', async () => {
    const [gone, stays] = [nextPerson(), nextPerson()];
    for (const person of [gone, stays]) await prefers(person, 'email');
    const voiceId = await say('The lift is noisy.', gone);
    const topicId = await topicOf(voiceId);
    await reply(topicId, 'done');
    await owner.query(
      `INSERT INTO merged_references (organisation_id, connection_id, entity, allocated_by, reference_id, into_reference_id)
       SELECT organisation_id, connection_id, 'person', allocated_by, reference_id, $2 FROM people WHERE id = $1`,
      [gone.id, stays.reference],
    );
    // The tenancy names whoever they are now, as the host's does.
    const isParty = 'UPDATE tenancy_parties SET person_id = $3 WHERE tenancy_id = $1 AND person_id = $2';
    await owner.query(isParty, [gone.householdId, gone.id, stays.id]);
    await owner.query('UPDATE people SET deleted_at = now() WHERE id = $1', [gone.id]);
    await tell(topicId);
    await tell(topicId);
    expect([mailsFor(gone), mailsFor(stays)]).toMatchObject([[], [{}]]);
    expect(await tellingsOf(topicId)).toMatchObject([{ voiceId, state: 'told' }]);
    await owner.query('DELETE FROM merged_references');
    await owner.query('UPDATE people SET deleted_at = NULL WHERE id = $1', [gone.id]);
    await owner.query(isParty, [gone.householdId, stays.id, gone.id]);
  });

  it('goes another way when they want another by then', async () => {
    const { person, topicId, telling } = await waiting();
    await prefers(person, 'letter', { needs: ['large-print'] });
    await tell(topicId);
    expect(mailsFor(person)).toEqual([]);
    expect(await telling()).toMatchObject({ state: 'waiting', way: 'letter', form: 'large-print' });
  });

  it('is tried five times, each later than the one before, and then said in person', async () => {
    const { person, topicId, telling } = await waiting();
    mail.fault({ recipient: 451 });
    const seen: unknown[] = [];
    for (let minutes = 0; minutes <= 20; minutes += 1) {
      await time.at(11 + minutes / 60);
      const { tries } = await telling();
      await tell(topicId);
      if ((await telling()).tries > tries) seen.push(minutes);
    }
    expect(seen).toEqual([0, 1, 3, 7, 15]);
    expect(await telling()).toMatchObject({ state: 'waiting', way: 'in-person', lastProblem: 'not-now' });
    const { rows } = await owner.query(`SELECT kind FROM alarms WHERE subject = $1`, [
      `telling:${(await telling()).id}`,
    ]);
    expect(rows).toEqual([{ kind: 'cannot-send' }]);
    expect(mailsFor(person)).toEqual([]);
    expect(await dueAt(await telling())).toMatchObject({ done_at: expect.any(Date) });
  });

  it('that is refused for good is said in person at once, and so is one that may have arrived', async () => {
    for (const [fault, problem, mails] of [
      [{ recipient: 550 }, 'message-refused', 0],
      [{ dropsAfterMessage: true }, 'cut-off', 1],
    ] as const) {
      const { person, topicId, telling } = await waiting();
      mail.fault(fault);
      await tell(topicId);
      mail.fault({});
      await tell(topicId);
      expect(await telling()).toMatchObject({ state: 'waiting', way: 'in-person', lastProblem: problem, tries: 1 });
      expect(mailsFor(person)).toHaveLength(mails);
      expect(await tellThemAt(person)).toMatchObject([{ mayHaveArrived: problem === 'cut-off' }]);
    }
  });

  it('is sent once more twice, and never a third time', async () => {
    const { person, topicId, telling } = await waiting();
    const { id } = await telling();
    expect(await write(`tellings/${id}/remind`)).toMatchObject({ status: 409, body: { code: 'not-sent' } });
    await tell(topicId);
    for (const reminders of [1, 2]) {
      expect(await write(`tellings/${id}/remind`)).toMatchObject({ status: 200, body: { reminders } });
      await tell(topicId);
      await tell(topicId);
      expect(mailsFor(person)).toHaveLength(1 + reminders);
    }
    expect(await write(`tellings/${id}/remind`)).toMatchObject({ status: 409, body: { code: 'reminded-twice' } });
    await tell(topicId);
    expect(new Set(mailsFor(person).map(({ messageId }) => messageId)).size).toBe(3);
    await expect(owner.query('UPDATE tellings SET reminders = 3 WHERE id = $1', [id])).rejects.toThrow(
      /ck_tellings_reminders/,
    );
  });
});

describe('leaving an ask by a code of one’s own', () => {
  async function taking(way: string): Promise<{ person: Person; voiceId: string; topicId: string }> {
    const person = nextPerson();
    await prefers(person, way);
    const { body: draft } = await write<AskShown>('asks', {
      ...{ question: 'What would make the lift better for you?', why: 'We change it in March.', owner: 'Nia Pugh' },
      ...{ claimed: 'together', stillOpen: ['the doors'], scope: { kind: 'everyone' } },
      alreadyDecided: [{ what: 'it is changed in March', because: 'contract' }],
      decisionOn: new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10),
    });
    const { status, body } = await write<AskShown>(`asks/${draft.id}/open`, { version: draft.version });
    expect(status).toBe(200);
    const voiceId = await say('The lift is noisy.', person);
    await write(`topics/${body.topicId}/voices`, { voiceId });
    await write(`asks/${body.id}/events`, { household: person.householdId, kind: 'heard', voiceId });
    return { person, voiceId, topicId: body.topicId };
  }
  const leave = async (code: string, act = 'leave') =>
    (await fetch(`${service.url}/leave/alder`, { method: 'POST', body: new URLSearchParams({ code, act }) })).status;
  const debt = async (voiceId: string) =>
    (await owner.query('SELECT settled_as FROM replies_owed WHERE voice_id = $1', [voiceId])).rows[0]?.settled_as;
  const codeIn = (text: string | undefined) => /\/leave\/alder#([0-9A-Z]{16})\b/.exec(text ?? '')?.[1];

  it('comes in each message about it, as a code of its own that works, and with nothing else', async () => {
    const { person, voiceId, topicId } = await taking('email');
    const previewed = await new PreviewReply(
      service.platform.database,
      new PublicOrigin('https://say.alder.example'),
    ).run({ organisationId: landlord.id, actor: 'test', roles: ['lead'] }, { topicId, result: 'doing', ...words });
    const [wouldWork] = previewed.items.map(({ text }) => codeIn(text));
    expect(await leave(wouldWork!)).toBe(404);
    await reply(topicId, 'doing');
    await tell(topicId);
    const [one] = mailsFor(person);
    expect(one?.text).toContain('To leave this yourself, at any time: https://say.alder.example/leave/alder#');
    const code = codeIn(one?.text)!;
    expect(one?.html).toContain(`<a href="https://say.alder.example/leave/alder#${code}">`);
    const { rows } = await owner.query('SELECT row_to_json(l)::text AS row FROM leave_links l');
    expect(JSON.stringify(rows)).not.toContain(code);

    // What was to be said once more is not, nor what they are told of it from now on.
    const [telling] = await tellingsOf(topicId);
    expect((await write(`tellings/${telling!.id}/remind`)).status).toBe(200);
    expect(await leave(code)).toBe(200);
    expect(await debt(voiceId)).toBe('no-reply-wanted');
    await tell(topicId);
    expect(await write(`tellings/${telling!.id}/remind`)).toMatchObject({ body: { code: 'told-no-more' } });
    await reply(topicId, 'done');
    await tell(topicId);
    expect(mailsFor(person)).toHaveLength(1);

    // Taken back, they are told what was said meanwhile.
    expect(await leave(code, 'come-back')).toBe(200);
    await tell(topicId);
    expect(mailsFor(person)).toHaveLength(2);
    expect(await debt(voiceId)).toBe('told');
    expect(codeIn(mailsFor(person)[1]?.text)).not.toBe(code);

    const alone = nextPerson();
    await prefers(alone, 'email');
    const ofNoAsk = await topicOf(await say('The lift.', alone));
    await reply(ofNoAsk, 'done');
    await tell(ofNoAsk);
    expect(mailsFor(alone)[0]?.text).not.toContain('/leave/');
  });

  it('comes on paper to be typed, and stops the letter, the call and the question how it felt that wait', async () => {
    const { person, voiceId, topicId } = await taking('letter');
    await reply(topicId, 'doing');
    const [telling] = await tellingsOf(topicId);
    const letter = async () =>
      (
        await fetch(`${service.url}/api/v1/tellings/${telling!.id}/letter`, {
          headers: { authorization: `Bearer ${landlord.apiKey}` },
        })
      ).text();
    const code = />([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</.exec(await letter())?.[1] ?? '';
    const later = />([0-9A-Z-]{19})</.exec(await letter())?.[1];
    expect(later).not.toBe(code);
    await owner.query(
      `INSERT INTO staff_tasks (organisation_id, id, kind, subject, household_id, due_on)
       VALUES ($1, $2, 'call-back', $3, $4, current_date)`,
      [landlord.id, uuidv7(), `telling:${telling!.id}`, person.householdId],
    );
    const waits = async () => ({
      state: (await tellingsOf(topicId))[0]?.state,
      calls: (
        await owner.query(`SELECT FROM staff_tasks WHERE subject = $1 AND done_at IS NULL`, [`telling:${telling!.id}`])
      ).rows.length,
      debt: await debt(voiceId),
    });
    expect(await waits()).toEqual({ state: 'waiting', calls: 1, debt: null });
    expect(await leave(code)).toBe(200);
    expect(await waits()).toEqual({ state: 'replaced', calls: 0, debt: 'no-reply-wanted' });
    expect((await write(`tellings/${telling!.id}/posted`)).status).toBe(409);
    expect(await leave(code, 'come-back')).toBe(200);
    expect(await waits()).toEqual({ state: 'waiting', calls: 1, debt: null });

    // Told, and asked by nobody whether that felt listened to once they left.
    expect((await write(`tellings/${telling!.id}/posted`)).status).toBe(204);
    const told = async () =>
      (
        await service.platform.database.inOrganisation(landlord.id, (db) =>
          gatherHousehold(db, person.householdId, {
            ...{ at: 'decision', channel: 'in-person', staff: null, supportPresent: [] },
          }),
        )
      )?.household.told;
    expect(await told()).toHaveLength(1);
    expect(await leave(later!)).toBe(200);
    expect(await told()).toEqual([]);
    expect(await leave(later!, 'come-back')).toBe(200);
    expect(await waits()).toEqual({ state: 'told', calls: 1, debt: 'told' });
  });

  it.each<[string, (voiceId: string) => string]>([
    ['taken back', (id) => `UPDATE voices SET withdrawn_at = now() WHERE id = '${id}'`],
    [
      'put right',
      (
        id,
      ) => `INSERT INTO voices (organisation_id, id, household_id, person_id, words, whose, keep_name, taken_by, said_at, corrects,
         idempotency_key, request_hash)
       SELECT organisation_id, gen_random_uuid(), household_id, person_id, words, whose, false, 'test', said_at, id, id, ''
       FROM voices WHERE id = '${id}'`,
    ],
    [
      'that of somebody who was erased',
      (id) =>
        `UPDATE people SET reference_id = 'erased:' || id WHERE id = (SELECT person_id FROM voices WHERE id = '${id}')`,
    ],
  ])('taken back, tells them nothing of a note that was %s meanwhile', async (_, change) => {
    const { person, voiceId, topicId } = await taking('email');
    await reply(topicId, 'doing');
    await tell(topicId);
    const code = codeIn(mailsFor(person)[0]?.text)!;
    expect(await leave(code)).toBe(200);
    await reply(topicId, 'done');
    await owner.query(change(voiceId));
    expect(await leave(code, 'come-back')).toBe(200);
    await tell(topicId);
    expect(await debt(voiceId)).toBe('no-reply-wanted');
    expect(mailsFor(person)).toHaveLength(1);
  });
});

describe('a telling by text', () => {
  it('leaves through the provider once, with a receipt', async () => {
    const asked: { phone_number: string; reference: string; personalisation: { message: string } }[] = [];
    const provider = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        asked.push(JSON.parse(body));
        response.writeHead(201).end('{"id":"740e5834-3a29-46b4-9a6f-16142fde533a"}');
      });
    });
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    try {
      await service.app.get(SetDelivery).run('test', landlord.id, {
        way: 'text',
        provider: 'notify',
        baseUrl: `http://127.0.0.1:${(provider.address() as AddressInfo).port}`,
        serviceId: '26785a09-ab16-4eb0-8407-a37497a57506',
        templateId: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
        secret: 'key',
        allowedAddresses: ['127.0.0.1/32'],
      });
      const person = nextPerson();
      await prefers(person, 'text');
      const topicId = await topicOf(await say('The lift is noisy.', person));
      await reply(topicId, 'done');
      await tell(topicId);
      await tell(topicId);
      const [telling] = await tellingsOf(topicId);
      expect(telling).toMatchObject({ state: 'told', way: 'text', toldBy: 'doorstep', tries: 1 });
      expect(asked).toMatchObject([{ phone_number: '07700 900123', reference: `telling.${telling!.id}` }]);
      expect(asked[0]!.personalisation.message).toMatch(
        /you told us: “The lift is noisy\.” We changed the motor on Monday\. Thank you for telling us\. Rather not get these\? Tell any of us, and we stop\. Nia Pugh, alder homes$/,
      );
      const { rows } = await owner.query('SELECT receipt FROM tellings WHERE id = $1', [telling!.id]);
      expect(rows).toEqual([{ receipt: '740e5834-3a29-46b4-9a6f-16142fde533a' }]);
    } finally {
      provider.closeAllConnections();
      provider.close();
    }
  });
});

describe('telling them in person', () => {
  async function waiting(): Promise<{ person: Person; tellingId: string; voiceId: string }> {
    const person = nextPerson();
    const voiceId = await say('The lift is noisy.', person);
    await reply(await topicOf(voiceId), 'not-doing-because', { because: 'It needs a part that nobody makes.' });
    return { person, voiceId, tellingId: (await tellThemAt(person))[0]!.tellingId };
  }
  const record = (
    person: Person,
    tellingId: string,
    result: 'told' | 'did-not-come-up' | 'want-to-talk',
    roles?: string[],
  ) => service.app.get(RecordTelling).run(staffAt(person, roles), tellingId, { result }) as Promise<TellingReply>;
  const owed = async (voiceId: string) =>
    (await read<OwedList>('owed?limit=500')).items.find((one) => one.voiceId === voiceId);

  it('shows what they said and what to say, at the household’s record', async () => {
    const { person, tellingId } = await waiting();
    expect(await tellThemAt(person)).toEqual([
      {
        tellingId,
        title: 'The lift at Elm Court',
        theirWords: 'The lift is noisy.',
        whose: 'own',
        saidAt: expect.any(String),
        way: 'in-person',
        result: 'not-doing-because',
        because: 'It needs a part that nobody makes.',
        passedTo: null,
        ...words,
        mayHaveArrived: false,
        short: {
          language: 'en-GB',
          words: expect.stringContaining(`you told us: “The lift is noisy.” ${words.words}`),
        },
        // No number is known to send a text to, and nobody wrote it for easy read.
        sendInstead: ['letter'],
      },
    ]);
  });

  it('settles the debt when they were told, and leaves it when it did not come up', async () => {
    const { person, tellingId, voiceId } = await waiting();
    expect(await record(person, tellingId, 'did-not-come-up')).toEqual({ state: 'waiting' });
    expect(await owed(voiceId)).toMatchObject({ isAnswered: true });
    expect(await record(person, tellingId, 'told')).toEqual({ state: 'told' });
    expect(await record(person, tellingId, 'told')).toEqual({ state: 'told' });
    expect(await owed(voiceId)).toBeUndefined();
    expect(await tellThemAt(person)).toEqual([]);
  });

  it('gives a task when they want to talk about it', async () => {
    const { person, tellingId, voiceId } = await waiting();
    for (let time = 0; time < 2; time += 1) await record(person, tellingId, 'want-to-talk');
    const { rows } = await owner.query(`SELECT kind, owner, voice_id FROM staff_tasks WHERE subject = $1`, [
      `telling:${tellingId}`,
    ]);
    expect(rows).toEqual([{ kind: 'call-back', owner: 'officer-1', voice_id: voiceId }]);
    expect(await owed(voiceId)).toBeUndefined();
  });

  it('is recorded at no other record, and by nobody behind the wall', async () => {
    const { tellingId, person } = await waiting();
    await expect(record(nextPerson(), tellingId, 'told')).rejects.toMatchObject({ code: 'telling-unknown' });
    await expect(record(person, tellingId, 'told', ['officer', 'income'])).rejects.toMatchObject({
      code: 'not-your-role',
    });
    expect(await tellThemAt(person)).toHaveLength(1);
  });
});

describe('sending it instead', () => {
  beforeAll(async () => {
    await service.app.get(SetDelivery).run('test', landlord.id, {
      way: 'text',
      provider: 'notify',
      baseUrl: 'https://texts.example',
      serviceId: '26785a09-ab16-4eb0-8407-a37497a57506',
      templateId: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
      secret: 'key',
    });
  });

  async function waiting(
    needs: string[] = [],
    more: object = {},
  ): Promise<{ person: Person; tellingId: string; topicId: string }> {
    const person = nextPerson();
    await prefers(person, 'in-person', { needs });
    const topicId = await topicOf(await say('The lift is noisy.', person));
    await reply(topicId, 'done', more);
    return { person, topicId, tellingId: (await tellThemAt(person))[0]!.tellingId };
  }
  const send = (person: Person, tellingId: string, way: SendInstead, roles?: string[]) =>
    service.app.get(SendTelling).run(staffAt(person, roles), tellingId, way);
  const stored = async (topicId: string) => (await tellingsOf(topicId))[0]!;

  it('offers what can reach them: a text to a number, a letter, easy read where somebody wrote it', async () => {
    const offered = async (needs: string[], more: object = {}) =>
      (await tellThemAt((await waiting(needs, more)).person))[0]!.sendInstead;
    expect(await offered([])).toEqual(['text', 'letter']);
    expect(await offered([], { easyRead: 'We changed the motor.' })).toEqual(['text', 'letter', 'easy-read']);
    expect(await offered(['large-print'])).toEqual(['letter']);
    expect(await offered(['interpreter'])).toEqual(['letter']);
    expect(await offered(['braille'], { easyRead: 'We changed the motor.' })).toEqual([]);
  });

  it('goes out by text although they usually want it in person, and no longer waits to be told', async () => {
    const { person, tellingId, topicId } = await waiting();
    await send(person, tellingId, 'text');
    expect(await tellThemAt(person)).toEqual([]);
    const sent: string[] = [];
    const sendText = { run: async (_: string, { to }: Text) => ({ receipt: String(sent.push(to)) }) };
    const by = new TellVoices(
      time.database,
      new SendEmail(time.database, service.platform.sealer),
      sendText as unknown as SendText,
      new PublicOrigin(undefined),
    );
    await tell(topicId, by);
    await tell(topicId, by);
    expect(sent).toEqual(['07700 900123']);
    expect(await stored(topicId)).toMatchObject({ state: 'told', way: 'text' });
  });

  it('comes back to be told where the text cannot go, and can go by letter then', async () => {
    const { person, tellingId, topicId } = await waiting();
    await send(person, tellingId, 'text');
    const refusing = {
      run: () => Promise.reject(new DeliveryProblem('message-refused', 'refused', 'The provider took it back.')),
    };
    await tell(
      topicId,
      new TellVoices(
        time.database,
        new SendEmail(time.database, service.platform.sealer),
        refusing as unknown as SendText,
        new PublicOrigin(undefined),
      ),
    );
    expect((await tellThemAt(person)).map((one) => one.tellingId)).toEqual([tellingId]);
    await send(person, tellingId, 'letter');
    expect(await stored(topicId)).toMatchObject({ state: 'waiting', way: 'letter' });
  });

  it('waits as a letter to be posted, in the form they need, and the same choice again is the same', async () => {
    const large = await waiting(['large-print']);
    await send(large.person, large.tellingId, 'letter');
    await send(large.person, large.tellingId, 'letter');
    expect(await stored(large.topicId)).toMatchObject({ state: 'waiting', way: 'letter', form: 'large-print' });
    const easy = await waiting([], { easyRead: 'We changed the motor.' });
    await send(easy.person, easy.tellingId, 'easy-read');
    expect(await stored(easy.topicId)).toMatchObject({ way: 'letter', form: 'easy-read' });
    const { rows } = await owner.query(
      `SELECT detail FROM audit_entries WHERE subject = $1 AND action = 'telling.send-instead'`,
      [`telling:${large.tellingId}`],
    );
    expect(rows).toEqual([{ detail: { way: 'letter' } }]);
  });

  it('goes one way only, whoever of two staff was first', async () => {
    const { person, tellingId, topicId } = await waiting();
    const results = await Promise.allSettled([
      send(person, tellingId, 'text'),
      send(person, tellingId, 'letter'),
      send(person, tellingId, 'text'),
    ]);
    const refused = results.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
    );
    expect([...new Set(refused)]).toEqual(['on-its-way']);
    const { rows } = await owner.query(`SELECT way, asked_way FROM tellings WHERE id = $1`, [tellingId]);
    expect(rows[0]).toMatchObject({ way: rows[0].asked_way });
    expect((await stored(topicId)).state).toBe('waiting');
  });

  it('is not sent once it was told, by a way that is shut, at another record, or by anybody behind the wall', async () => {
    const { person, tellingId } = await waiting(['interpreter']);
    await expect(send(person, tellingId, 'text')).rejects.toMatchObject({ code: 'not-this-way' });
    await expect(send(person, tellingId, 'easy-read')).rejects.toMatchObject({ code: 'not-this-way' });
    await expect(send(nextPerson(), tellingId, 'letter')).rejects.toMatchObject({ code: 'telling-unknown' });
    for (const role of ['income', 'asb', 'legal'])
      await expect(send(person, tellingId, 'letter', ['officer', role])).rejects.toMatchObject({
        code: 'not-your-role',
      });
    await service.app.get(RecordTelling).run(staffAt(person), tellingId, { result: 'told' });
    await expect(send(person, tellingId, 'letter')).rejects.toMatchObject({ code: 'on-its-way' });
  });
});

describe('what was written down', () => {
  it('is read back word for word, with how to put it right, at that household’s record alone', async () => {
    const person = nextPerson();
    const voiceId = await say('The lift <is> noisy.', person);
    const note = await service.app.get(ReadBack).run(staffAt(person), voiceId);
    expect(note).toMatchObject({ voiceId, language: 'en-GB', words: 'The lift <is> noisy.' });
    expect(note.lines.join(' ')).toMatch(
      /“The lift <is> noisy\.” Is it right\? If anything is wrong or missing, tell any of us\./,
    );
    await expect(service.app.get(ReadBack).run(staffAt(nextPerson()), voiceId)).rejects.toMatchObject({
      code: 'voice-unknown',
    });
    expect(await read(`voices/${voiceId}/read-back`)).toEqual(note);
  });
});

describe('lists', () => {
  it('count people, not messages, and show how long a topic waits for a decision', async () => {
    const [one, two] = [nextPerson(), nextPerson()];
    const saidAt = new Date(Date.now() - 40.5 * 86_400_000).toISOString();
    const topicId = await topicOf(
      await say('The lift.', one, { saidAt }),
      await say('The lift again.', one),
      await say('The lift.', two),
    );
    const find = async (query: string) =>
      (await read<{ items: TopicSummary[] }>(`topics?limit=500&${query}`)).items.find(({ id }) => id === topicId);
    expect(await find('')).toMatchObject({ openDays: 40, voices: 3, people: 2, owed: 3, result: null });
    expect(await find('olderThan=39')).toBeDefined();
    expect(await find('olderThan=40')).toBeUndefined();
    const [oldest] = (await read<OwedList>('owed?limit=500')).items;
    expect(oldest).toMatchObject({
      days: 40,
      isAnswered: false,
      topic: { id: topicId, theme: null, promisedBy: null },
    });
    const { body: ofOwen } = await write<{ topicId: string }>('topics', {
      ...{ title: 'The yard', theme: 'Outside', owner: 'Owen Reed' },
      voiceIds: [await say('The yard.', nextPerson(), { keepName: false })],
    });
    await reply(ofOwen.topicId, 'doing', { owner: 'Owen Reed', promisedBy: '2099-01-01' });
    await owner.query(
      `INSERT INTO word_settings (organisation_id, resident_word, reply_days, version, changed_by) VALUES ($1, 'resident', 20, 1, 'test')`,
      [landlord.id],
    );
    const { rows: days } = await owner.query(
      `SELECT ((max(recorded_at) AT TIME ZONE 'Europe/London')::date + 20)::text AS "replyBy" FROM voices`,
    );
    for (const query of ['owner=Owen%20Reed', 'theme=Outside'])
      expect(await read<OwedList>(`owed?${query}`)).toMatchObject({
        items: [
          { whose: 'own', isAnswered: true, ...days[0], topic: { owner: 'Owen Reed', promisedBy: '2099-01-01' } },
        ],
        total: 1,
      });
    expect(await read<OwedList>('owed?owner=Owen%20Reed&theme=Home')).toMatchObject({ items: [], total: 0 });
    await reply(topicId, 'done');
    expect(await find('')).toMatchObject({ openDays: null, result: 'done', owed: 3 });
    expect(await find('olderThan=39')).toBeUndefined();
  });

  it('of questions say who answers each by when, and raise what waited longer than the landlord set, once', async () => {
    const question = await say('When does the lift come back?', nextPerson(), { kind: 'question' });
    const remark = await say('The lift.', nextPerson());
    await topicOf(remark);
    const own = async (voiceId: string, body: object) => {
      const answer = await fetch(`${service.url}/api/v1/owed/${voiceId}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return answer.status === 204 ? 204 : ((await answer.json()) as { code: string }).code;
    };
    const answered = { owner: 'Owen Reed', answerBy: '2099-01-01' };
    expect(await own(question, answered)).toBe(204);
    expect(await own(question, { ...answered, answerBy: '2020-01-01' })).toBe('answer-past');
    expect(await own(remark, answered)).toBe('question-unknown');
    const { items, total } = await read<OwedList>('owed?kind=question&limit=500');
    expect(items.map(({ voiceId }) => voiceId)).toEqual([question]);
    expect([total, items[0]]).toMatchObject([1, { answerOwner: 'Owen Reed', replyBy: '2099-01-01' }]);
    const sort = (kind: string | null) =>
      write(`voices/${question}/sorting`, { kind, theme: null, isAboutFixed: false });
    await sort(null);
    expect(await read<OwedList>('owed?kind=question')).toMatchObject({ items: [], total: 0 });
    expect(await own(question, answered)).toBe('question-unknown');
    await sort('question');

    const raise = () => new RaiseWhatWaits(time.database).run(landlord.id);
    const raised = async () =>
      (await owner.query(`SELECT kind, subject FROM alarms WHERE kind LIKE '%-waits' ORDER BY kind`)).rows;
    const after = (days: number | null) => owner.query('UPDATE word_settings SET waiting_days = $1', [days]);
    await owner.query(
      `INSERT INTO word_settings (organisation_id, resident_word, version, changed_by)
       VALUES ($1, 'resident', 1, 'test') ON CONFLICT DO NOTHING`,
      [landlord.id],
    );
    await owner.query(
      `UPDATE replies_owed SET since = (SELECT at FROM fake_time.clock) - interval '9 days'
      WHERE voice_id = $1`,
      [question],
    );
    await owner.query(
      `UPDATE voices SET said_at = (SELECT at FROM fake_time.clock) - interval '9 days'
      WHERE id = $1`,
      [remark],
    );
    await raise();
    await after(9);
    await raise();
    expect(await raised()).toEqual([]);
    await after(8);
    await raise();
    expect(await raise()).toBe(0);
    const { rows } = await owner.query<{ id: string }>('SELECT topic_id AS id FROM topic_voices WHERE voice_id = $1', [
      remark,
    ]);
    expect(await raised()).toEqual([
      { kind: 'question-waits', subject: `voice:${question}` },
      { kind: 'topic-waits', subject: `topic:${rows[0]!.id}` },
    ]);
    await reply(rows[0]!.id, 'done');
    const unseen = await owner.query(`SELECT kind FROM alarms WHERE kind LIKE '%-waits' AND seen_at IS NULL`);
    expect(unseen.rows).toEqual([{ kind: 'question-waits' }]);
    await after(null);
  });

  it('and letters are for those who may read voices', async () => {
    const person = nextPerson();
    await prefers(person, 'letter', { name: 'Mr Howe' });
    const letters = async () => (await read<{ items: LetterToPost[] }>('letters')).items;
    const topicId = await topicOf(await say('The <script>lift</script>.', person));
    await reply(topicId, 'done');
    const [telling] = await tellingsOf(topicId);
    const { apiKey } = await service.app.get(AddApiKey).run('test', landlord.id, { role: 'income', name: 'Income' });
    for (const path of [`topics`, `topics/${topicId}`, 'owed', 'tellings', 'letters', `tellings/${telling!.id}/letter`])
      expect([path, (await get(service, `/api/v1/${path}`, apiKey)).status]).toEqual([path, 403]);
    const letter = await fetch(`${service.url}/api/v1/tellings/${telling!.id}/letter?form=large-print`, {
      headers: { authorization: `Bearer ${landlord.apiKey}` },
    });
    expect([letter.status, letter.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(letter.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const html = await letter.text();
    expect(html).toContain('<body class="large-print">');
    expect(html).toContain('The &lt;script&gt;lift&lt;/script&gt;.');
    expect((await letters()).find(({ id }) => id === telling!.id)).toMatchObject({
      topic: { id: topicId, title: 'The lift at Elm Court' },
      ...{ to: 'Mr Howe', form: 'standard', language: 'en-GB', isHeldToday: false },
    });
    await owner.query(
      `INSERT INTO preferences (organisation_id, id, household_id, kind, recorded_by) VALUES ($1, $2, $3, 'do-not-ask', 'test')`,
      [landlord.id, uuidv7(), person.householdId],
    );
    expect((await letters()).find(({ id }) => id === telling!.id)?.isHeldToday).toBe(true);
    expect((await write(`tellings/${telling!.id}/posted`)).status).toBe(204);
    expect((await write(`tellings/${telling!.id}/posted`)).status).toBe(204);
    expect((await letters()).find(({ id }) => id === telling!.id)).toBeUndefined();
    expect(await tellingsOf(topicId)).toMatchObject([
      { state: 'told', way: 'letter', toldBy: expect.stringMatching(/^api-key:/) },
    ]);
  });
});

describe('on the command line', () => {
  /** What a command prints. */
  async function run(...words: string[]): Promise<string> {
    const program = new Command('doorstep').exitOverride();
    const cli = new CommandLine((work) => work(service.app), findLandlord);
    addReplyCommands(program, cli);
    addDeliveryCommands(program, cli);
    const printed: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    try {
      await program.parseAsync(['node', 'doorstep', ...words]);
    } finally {
      write.mockRestore();
    }
    return printed.join('');
  }

  it('what is owed, what waits to be told and how topics stand are listed', async () => {
    const voiceId = await say('The bins are full.', nextPerson());
    const topicId = await topicOf(voiceId);
    expect(JSON.parse(await run('replies', 'owed', '--limit', '1000', '--json'))).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ voiceId, isAnswered: false })]),
    });
    expect(await run('replies', 'owed', '--limit', '1000')).toContain('“The bins are full.”');
    expect(await run('topics', 'list', '--limit', '1000')).toContain(`${topicId}  open for 0 days  1 people, 1 owed`);
    expect(await run('topics', 'list', '--older-than', '1')).not.toContain(topicId);
    await reply(topicId, 'done');
    const [telling] = await tellingsOf(topicId);
    expect(await run('replies', 'list', '--limit', '1000')).toContain(`${telling!.id}  in-person`);
  });

  it('how e-mail leaves is set, tried and listed, and the secret is not', async () => {
    const fields = ['host=127.0.0.1', `port=${mail.port}`, 'security=starttls', `user=${mailUser}`];
    const from = ['fromAddress=hello@alder.example', 'fromName=Alder'];
    const folder = await mkdtemp(join(tmpdir(), 'doorstep-'));
    try {
      await writeFile(join(folder, 'secret'), `${mailPassword}\n`);
      await writeFile(join(folder, 'ca.pem'), mailCertificate);
      const files = ['--secret-file', join(folder, 'secret'), '--ca-file', join(folder, 'ca.pem')];
      const allowed = ['--allow-address', '127.0.0.1/32'];
      const set = await run('delivery', 'set', 'email', '--set', ...fields, ...from, ...files, ...allowed, '--json');
      expect(JSON.parse(set)).toMatchObject({ way: 'email', port: mail.port, hasSecret: true });
      expect(await run('delivery', 'check', 'email')).toMatch(/^✓ settings.*\n✓ address.*\n✓ connection.*\n✓ sign-in/);
      const listed = await run('delivery', 'list');
      expect(listed).toContain('email  127.0.0.1');
      expect(set + listed).not.toContain(mailPassword);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
