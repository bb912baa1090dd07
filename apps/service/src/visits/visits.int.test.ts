import { createHash } from 'node:crypto';
import type { HeardBefore, Problem } from '@doorstep/contracts/embed';
import type { AlarmSummary, EntrySettled, HandOffShown, HeldEntry, PhoneSummary } from '@doorstep/contracts/http';
import type { PingReply, SignInReply, VisitEntry, VisitJob, VisitJobs } from '@doorstep/contracts/visit';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { addLandlord, bringIn, get, post, sign, signIn, type Landlord } from '../../test/landlord.js';
import { entryAt, phoneOf, sendRaw, today, type Phone } from '../../test/phone.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { MakeShiftLink } from './make-shift-link.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let other: Landlord;
let owner: pg.Client;
let phone: Phone;
let homes: { repairId: string; jobNumber: string; household: string; home: string; person: string }[];
const contractor = 'Brightwell Repairs';

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 200, seed: 21, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  other = await addLandlord(service, 'birch');
  await bringIn(service, landlord, housing.url, 'key');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  homes = await giveVisits();
  phone = await phoneOf(service, landlord, contractor);
});
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

const sql = async <Row extends object>(text: string, parameters: unknown[] = []) =>
  (await owner.query(text, parameters)).rows as Row[];

/** Books a visit in the next hours, with one contractor, for a repair of each of forty homes. */
async function giveVisits(): Promise<typeof homes> {
  const found = await sql<(typeof homes)[number]>(
    `SELECT DISTINCT ON (h.id) r.id AS "repairId", r.reference_id AS "jobNumber", t.id AS household, h.id AS home,
       (SELECT min(p.reference_id) FROM tenancy_parties y JOIN people p ON p.id = y.person_id WHERE y.tenancy_id = t.id
         AND (SELECT count(*) FROM tenancy_parties z JOIN tenancies x ON x.id = z.tenancy_id AND x.is_active
              WHERE z.person_id = p.id) = 1) AS person
     FROM repairs r JOIN homes h ON h.id = r.home_id AND h.scheme = 'general'
     JOIN tenancies t ON t.home_id = h.id AND t.is_active AND t.deleted_at IS NULL
       AND (SELECT count(*) FROM tenancies o WHERE o.home_id = h.id AND o.is_active) = 1
     ORDER BY h.id, r.id LIMIT 60`,
  );
  const chosen = found.filter(({ person }) => person !== null).slice(0, 40);
  for (const { repairId } of chosen) await bookVisit(repairId, contractor);
  return chosen;
}
async function bookVisit(repairId: string, by: string): Promise<void> {
  await sql(`UPDATE repairs SET contractor = $2, phase = 'scheduled' WHERE id = $1`, [repairId, by]);
  await sql(`DELETE FROM appointments WHERE repair_id = $1`, [repairId]);
  await sql(
    `INSERT INTO appointments (organisation_id, repair_id, reference_id, allocated_by, starts_at, ends_at, lifecycle)
     SELECT organisation_id, id, reference_id || '|visit', 'hackney/appointment',
       date_trunc('day', now() AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London' + interval '11 hours', NULL, 'planned'
     FROM repairs WHERE id = $1`,
    [repairId],
  );
}

let used = 0;
/** A job at a home that no test has used. */
function nextJob(): (typeof homes)[number] & { jobId: string } {
  const home = homes[(used += 1)]!;
  return { ...home, jobId: `${home.repairId}.1` };
}
const asSystem = { authorization: '' };
const manage = <Body>(path: string, body?: unknown) =>
  body === undefined
    ? get<Body>(service, `/api/v1/${path}`, landlord.apiKey)
    : post<Body>(service, `/api/v1/${path}`, body, { ...asSystem, authorization: `Bearer ${landlord.apiKey}` });
const held = async () => (await manage<{ items: HeldEntry[] }>('visit-entries?limit=500')).body.items;
const heldOf = async (id: string) => (await held()).find((one) => one.id === id);
const stored = async (id: string) =>
  (
    await sql<Record<string, unknown>>(
      `SELECT e.*, v.words, v.said_at, v.household_id AS "voiceOf", v.home_id AS "voiceAt", h.route, h.told_at AS "handOffTold"
       FROM visit_entries e LEFT JOIN voices v ON v.id = e.voice_id LEFT JOIN hand_offs h ON h.id = e.hand_off_id WHERE e.id = $1`,
      [id],
    )
  )[0];
const alarmsAbout = async (subject: string) =>
  (await manage<{ items: AlarmSummary[] }>('alarms?limit=500')).body.items.filter((one) => one.subject === subject);
const ping = (bearer: string, query = '') => get<PingReply>(service, `/visit/v1/ping${query}`, bearer);

describe('a shift link', () => {
  const by = () => ({ organisationId: landlord.id, actor: 'command-line', roles: ['system'] });
  const use = (link: string, id = uuidv7()) =>
    post<SignInReply & Problem>(service, '/visit/v1/sign-in', { link, phone: { id, appVersion: '1.0.0' } });
  const claims = (more: object = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: landlord.installation,
      aud: 'doorstep-visit',
      sub: 'op-9',
      name: 'Mo Tariq',
      contractor,
      iat: now,
      exp: now + 3600,
      jti: uuidv7(),
      ...more,
    };
  };

  it('signs one phone in, once', async () => {
    const made = await service.app.get(MakeShiftLink).run(by(), { operative: 'op-1', jobs: ['1'], date: today() });
    const secret = made.address.split('#')[1]!;
    const first = await use(secret);
    expect(first).toMatchObject({
      status: 200,
      body: { operative: { id: 'op-1', name: null }, landlord: { name: 'alder homes' } },
    });
    expect(await use(secret)).toMatchObject({ status: 401, body: { code: 'link-rejected' } });
  });

  it('brings the numbers of the landlord’s nation, each once, and its own line for damp', async () => {
    await sql(
      `INSERT INTO suppression_settings (organisation_id, level, code, nation, lengths, version, changed_by)
       VALUES ($1, 'organisation', '', 'northern-ireland', '{}', 1, 'test')`,
      [other.id],
    );
    await sql(
      `INSERT INTO hand_off_routes (organisation_id, route, way, phone, set_by)
       VALUES ($1, 'emergency', 'by-hand', '0800 555 0142', 'test'), ($1, 'hazard', 'by-hand', '0800 555 0199', 'test')`,
      [other.id],
    );
    const birch = { ...by(), organisationId: other.id };
    const made = await service.app.get(MakeShiftLink).run(birch, { operative: 'op-1', jobs: ['1'], date: today() });
    const { landlord: shown } = (await use(made.address.split('#')[1]!)).body;
    expect(shown.emergencyNumbers.map(({ number }) => number)).toEqual(['999', '0800 002 001', '0800 555 0142']);
    expect(shown.hazardNumbers).toEqual([{ name: 'birch homes', number: '0800 555 0199' }]);
  });

  it('is not for another day', async () => {
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const made = await service.app.get(MakeShiftLink).run(by(), { operative: 'op-1', jobs: ['1'], date: soon });
    expect(await use(made.address.split('#')[1]!)).toMatchObject({ status: 401, body: { code: 'link-rejected' } });
    const past = service.app.get(MakeShiftLink).run(by(), { operative: 'op-1', jobs: ['1'], date: '2020-01-01' });
    await expect(past).rejects.toMatchObject({ code: 'date' });
  });

  it('is made by who may, over HTTP', async () => {
    const answer = await manage<{ address: string }>('shift-links', { operative: 'op-1', contractor, date: today() });
    expect(answer).toMatchObject({ status: 201, body: { address: expect.stringMatching(/^\/visit\/#sl_/) } });
    const both = await manage('shift-links', { operative: 'op-1', contractor, jobs: ['1'], date: today() });
    expect(both.status).toBe(400);
  });

  it('may be signed by the job system, and used once', async () => {
    const token = await sign(landlord, claims());
    expect(await use(token)).toMatchObject({ status: 200, body: { operative: { id: 'op-9', name: 'Mo Tariq' } } });
    expect(await use(token)).toMatchObject({ status: 401, body: { code: 'link-rejected' } });
  });

  it.each([
    ['another audience', { aud: 'doorstep-embed' }],
    ['more than a day', { exp: Math.floor(Date.now() / 1000) + 25 * 3600 }],
    ['over', { iat: 1, exp: 3600 }],
    ['no scope', { contractor: undefined }],
    ['two scopes', { jobs: ['1'] }],
    ['no id', { jti: undefined }],
    ['NUL in a name', { name: 'a\u0000b' }],
  ])('is refused with %s', async (_, more) => {
    expect(await use(await sign(landlord, claims(more)))).toMatchObject({
      status: 401,
      body: { code: 'link-rejected' },
    });
  });

  it('of one landlord opens nothing of another', async () => {
    const token = await sign(other, claims({ iss: landlord.installation }));
    expect(await use(token)).toMatchObject({ status: 401 });
    const theirs = await phoneOf(service, other, contractor);
    expect(await theirs.jobs()).toEqual([]);
    const { jobId } = nextJob();
    const taken = await theirs.send(entryAt(jobId));
    expect(taken).toMatchObject({ status: 201, body: { state: 'held' } });
    expect(await held()).not.toContainEqual(expect.objectContaining({ reference: taken.body.reference }));
  });
});

describe('the jobs of a shift', () => {
  it('say where, when and which trade, and nothing of who lives there', async () => {
    const jobs = await phone.jobs();
    expect(jobs).toHaveLength(homes.length);
    const names = await sql<{ name: string }>('SELECT full_name AS name FROM people WHERE full_name IS NOT NULL');
    const text = JSON.stringify(jobs);
    expect(names.filter(({ name }) => name.length > 6 && text.includes(name))).toEqual([]);
    const fields: (keyof VisitJob)[] = [
      ...([
        'id',
        'jobNumber',
        'address',
        'startsAt',
        'endsAt',
        'trade',
        'state',
        'called',
        'prompt',
        'tellThem',
      ] as const),
    ];
    expect(Object.keys(jobs[0]!).toSorted()).toEqual(fields.toSorted());
  });

  it('say what those who live there like to be called, unless that is restricted', async () => {
    const { repairId, household } = homes.at(-2)!;
    const called = async () => (await phone.jobs()).find(({ id }) => id.startsWith(repairId))!.called;
    expect(await called()).toEqual([]);
    await sql(
      `INSERT INTO ways_to_reach (organisation_id, id, person_id, preferred_name, review_after, recorded_by)
       SELECT organisation_id, gen_random_uuid(), person_id, 'Kit', current_date + 30, 'test' FROM tenancy_parties
       WHERE tenancy_id = $1 ORDER BY person_id LIMIT 1`,
      [household],
    );
    expect(await called()).toEqual([{ name: 'Kit', saidAs: null }]);
    await sql(`UPDATE ways_to_reach SET is_restricted = true WHERE preferred_name = 'Kit'`);
    expect(await called()).toEqual([]);
  });

  it('are the contractor’s alone, of today and tomorrow alone', async () => {
    const { repairId } = homes.at(-1)!;
    const sees = async () => (await phone.jobs()).some(({ id }) => id.startsWith(repairId));
    expect(await sees()).toBe(true);
    await sql(`UPDATE appointments SET starts_at = starts_at + interval '2 days' WHERE repair_id = $1`, [repairId]);
    expect(await sees()).toBe(false);
    await sql(`UPDATE appointments SET starts_at = starts_at - interval '1 day' WHERE repair_id = $1`, [repairId]);
    expect(await sees()).toBe(true);
    await sql(`UPDATE repairs SET contractor = 'Someone Else' WHERE id = $1`, [repairId]);
    expect(await sees()).toBe(false);
    await bookVisit(repairId, contractor);
  });

  it('leave a refuge out', async () => {
    const { repairId, home } = homes.at(-1)!;
    await sql(`UPDATE homes SET scheme = 'refuge' WHERE id = $1`, [home]);
    const seen = await phone.jobs();
    await sql(`UPDATE homes SET scheme = 'general' WHERE id = $1`, [home]);
    expect(seen.filter(({ id }) => id.startsWith(repairId))).toEqual([]);
    expect(seen.length).toBe(homes.length - 1);
  });

  it('carry a prompt until a silence comes, and then look like every other', async () => {
    const [open] = await sql<{ household: string; repairId: string }>(
      `SELECT q.household_id AS household, (SELECT r.id FROM repairs r WHERE r.home_id = t.home_id LIMIT 1) AS "repairId"
       FROM prompts q JOIN tenancies t ON t.id = q.household_id WHERE q.state = 'open' AND q.expires_at > now()
         AND EXISTS (SELECT FROM repairs r WHERE r.home_id = t.home_id)`,
    );
    await bookVisit(open!.repairId, 'Prompted Repairs');
    const asker = await phoneOf(service, landlord, 'Prompted Repairs', 'op-asker');
    const [before] = await asker.jobs();
    expect(before!.prompt).toMatchObject({
      ...{ say: expect.any(String), probe: expect.any(String), whyAsking: expect.any(String) },
      ...{ howDecided: null, alreadyDecided: null, stillOpen: null },
      canDo: { en: { leave: 'Promises of another job, a date or money.' } },
    });
    await sql(
      `INSERT INTO silences (organisation_id, id, household_id, since) VALUES ($1, $2, $3, now() - interval '1 day')`,
      [landlord.id, uuidv7(), open!.household],
    );
    const [after] = await asker.jobs();
    expect(after).toEqual({ ...before, prompt: null });
    await sql('DELETE FROM silences WHERE household_id = $1', [open!.household]);
    // A concern about the operative, by the name that the job system gives them, counts as one about them here.
    await sql(`INSERT INTO silences (organisation_id, id, household_id, staff_id) VALUES ($1, $2, $3, 'op-asker')`, [
      landlord.id,
      uuidv7(),
      open!.household,
    ]);
    expect((await asker.jobs())[0]!.prompt).toBeNull();
    await sql('DELETE FROM silences WHERE household_id = $1', [open!.household]);
    const answered = await asker.send(entryAt(before!.id, { promptId: before!.prompt!.id, kind: 'idea' }));
    expect(answered).toMatchObject({ status: 201, body: { state: 'kept' } });
    const [outcome] = await sql(`SELECT outcome, heard, staff_id FROM outcomes WHERE prompt_id = $1`, [
      before!.prompt!.id,
    ]);
    expect(outcome).toEqual({ outcome: 'heard', heard: 'idea', staff_id: 'operative:op-asker' });
    expect((await asker.jobs())[0]!.prompt).toBeNull();
  });

  it('end with the session, and with the phone', async () => {
    const late = await phoneOf(service, landlord, contractor);
    await sql(`UPDATE visit_sessions SET expires_at = now() - interval '1 second' WHERE phone_id = $1`, [late.id]);
    const jobs = () => get<VisitJobs & Problem>(service, '/visit/v1/jobs', late.session);
    expect(await jobs()).toMatchObject({ status: 401, body: { code: 'session-ended' } });
    expect(await late.send(entryAt(nextJob().jobId))).toMatchObject({ status: 401, body: { code: 'session-ended' } });
    expect((await ping(late.credential)).body).toMatchObject({ doorstep: 'here', phone: 'known' });
    expect((await ping(`${late.credential.slice(0, -1)}_`)).status).toBe(401);
    await manage(`phones/${late.id}/remove`, {});
    expect(await jobs()).toMatchObject({ status: 423, body: { code: 'phone-removed' } });
  });
});

describe('an entry', () => {
  it('is kept as a voice that the officer sees at once, with who took it and how', async () => {
    const { jobId, person } = nextJob();
    const entry = entryAt(jobId, { words: 'The path lights go off at ten.' });
    expect(await phone.send(entry)).toMatchObject({ status: 201, body: { state: 'kept' } });
    const session = await signIn(service, landlord, { type: 'person', id: person });
    const heard = await get<{ items: HeardBefore[] }>(service, '/embed/v1/voices', session);
    expect(heard.body.items[0]).toMatchObject({
      words: entry.words,
      takenThrough: 'in-person',
      takenBy: 'Rhian Pugh',
      saidAt: entry.toldAt,
      photos: [],
      isReplyOwed: true,
      canWithdraw: false,
    });
  });

  it('shows its photos beside the words, of the note that puts it right and of the hand-off too', async () => {
    const { jobId, person } = nextJob();
    const withPhoto = (more: Partial<VisitEntry>) =>
      entryAt(jobId, { photos: [{ id: uuidv7(), sha256: 'a'.repeat(64), bytes: 10 }], ...more });
    const [note, damp] = [withPhoto({ words: 'The step is cracked.' }), withPhoto({ topics: ['damp-or-mould'] })];
    for (const entry of [note, damp, entryAt(jobId, { words: 'The step has gone.', corrects: note.id })])
      await phone.send(entry);
    const shown = ({ id: entryId, photos }: VisitEntry) => [{ entryId, photoId: photos[0]!.id }];
    const session = await signIn(service, landlord, { type: 'person', id: person });
    const heard = async () => (await get<{ items: HeardBefore[] }>(service, '/embed/v1/voices', session)).body.items[0];
    const handOff = async () =>
      (await manage<HandOffShown>(`hand-offs/${String((await stored(damp.id))!['hand_off_id'])}`)).body;
    // Not before they have arrived.
    const onTheirWay = { photos: [], photosOnTheirWay: 1 };
    expect([await heard(), await handOff()]).toMatchObject([onTheirWay, onTheirWay]);
    const photo = async (entry: VisitEntry, bearer = session) => {
      const path = `/embed/v1/photos/${entry.id}/${entry.photos[0]!.id}`;
      return fetch(service.url + path, { headers: { authorization: `Bearer ${bearer}` } });
    };
    expect((await photo(note)).status).toBe(404);
    await sql(`UPDATE visit_photos SET state = 'kept', stored_as = 'kept/' || id WHERE entry_id = ANY ($1::uuid[])`, [
      [note.id, damp.id],
    ]);
    for (const { photos } of [note, damp])
      await service.platform.objects.put(`kept/${photos[0]!.id}`, Buffer.from('a picture'));
    const seen = await photo(note);
    expect(await seen.text()).toBe('a picture');
    expect(Object.fromEntries(seen.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    // What was handed over stands at no record, and no record shows another's.
    expect((await photo(damp)).status).toBe(404);
    const beside = await signIn(service, landlord, { type: 'person', id: nextJob().person });
    expect((await photo(note, beside)).status).toBe(404);
    expect(await heard()).toMatchObject({ words: 'The step has gone.', photos: shown(note) });
    expect(await handOff()).toMatchObject({ photos: shown(damp) });
  });

  it('has one effect under twenty sends at a time, with answers dropped', async () => {
    const { jobId, household } = nextJob();
    const entry = entryAt(jobId, { topics: ['damp-or-mould', 'idea-or-thanks'], words: 'Black spots on the wall.' });
    const send = async (drop: boolean) => {
      const stop = new AbortController();
      const body = JSON.stringify(entry);
      const sending = fetch(`${service.url}/visit/v1/entries`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${phone.session}`,
          'content-type': 'application/json',
          'idempotency-key': entry.id,
          'doorstep-body-hash': createHash('sha256').update(body).digest('hex'),
        },
        body,
        signal: stop.signal,
      });
      if (drop) setImmediate(() => stop.abort());
      return sending
        .then(async (answer) => ({ status: answer.status, ...((await answer.json()) as object) }))
        .catch(() => null);
    };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => send(at % 3 === 0)));
    const final = await phone.send(entry);
    expect(final).toMatchObject({ status: 200, body: { state: 'kept' } });
    const heard = answers.filter((one) => one !== null);
    expect(heard.length).toBeGreaterThan(0);
    for (const { status: _, ...reply } of heard) expect(reply).toEqual(final.body);
    const [count] = await sql(
      `SELECT (SELECT count(*)::int FROM visit_entries WHERE id = $1) AS entries,
         (SELECT count(*)::int FROM hand_offs WHERE household_id = $2) AS "handOffs",
         (SELECT count(*)::int FROM voices WHERE household_id = $2) AS voices,
         (SELECT count(*)::int FROM audit_entries WHERE subject = 'visit-entry:' || $1) AS audited`,
      [entry.id, household],
    );
    expect(count).toEqual({ entries: 1, handOffs: 1, voices: 0, audited: 1 });
  });

  it('that was changed after it was sent is refused, and the first stands', async () => {
    const { jobId } = nextJob();
    const entry = entryAt(jobId, { words: 'First words.' });
    await phone.send(entry);
    expect(await phone.send({ ...entry, words: 'Other words.' })).toMatchObject({
      status: 409,
      body: { code: 'changed-after-sent' },
    });
    expect(await stored(entry.id)).toMatchObject({ words: 'First words.' });
  });

  it('that did not arrive as it was sent is asked for again', async () => {
    const entry = entryAt(nextJob().jobId);
    const answer = await post<Problem>(service, '/visit/v1/entries', JSON.stringify(entry), {
      authorization: `Bearer ${phone.session}`,
      'idempotency-key': entry.id,
      'doorstep-body-hash': 'a'.repeat(64),
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'body-hash' } });
    expect(await stored(entry.id)).toBeUndefined();
  });

  it.each([
    ['is not JSON', () => 'words without a shape'],
    ['is empty', () => ''],
    ['is of a shape of the future', (entry: VisitEntry) => JSON.stringify({ ...entry, schemaVersion: 9 })],
    ['holds what cannot be kept', (entry: VisitEntry) => JSON.stringify({ ...entry, words: 'a\u0000b' })],
    [
      'was told in the year nought',
      (entry: VisitEntry) => JSON.stringify({ ...entry, toldAt: '0000-01-01T00:00:00Z' }),
    ],
    ['carries another id', (entry: VisitEntry) => JSON.stringify({ ...entry, id: uuidv7() })],
  ])('that %s is held, and answered as stored', async (_, bodyOf) => {
    const entry = entryAt(nextJob().jobId);
    const body = bodyOf(entry);
    const answer = await sendRaw(service, phone.session, entry.id, body);
    expect(answer).toMatchObject({ status: 201, body: { state: 'held' } });
    expect(answer.body.bodyHash).toBe(createHash('sha256').update(body).digest('hex'));
    expect(await heldOf(entry.id)).toMatchObject({ because: 'unreadable', words: body });
  });

  it('survives a clock offset that no clock has', async () => {
    const entry = entryAt(nextJob().jobId, { clockOffset: -1e300 });
    expect(await phone.send(entry)).toMatchObject({ status: 201, body: { state: 'detached' } });
    expect(await stored(entry.id)).toMatchObject({
      told_at: new Date(entry.toldAt),
      clock_ahead_seconds: -(2 ** 31 - 1),
    });
  });

  it('with topics and no words is kept as the operative’s reading, and a reply that is wanted is owed for it', async () => {
    const { jobId, household } = nextJob();
    const given = { words: null, topics: ['money-or-bills', 'shared-areas'] as const };
    const first = entryAt(jobId, { ...given, topics: ['money-or-bills'], whose: 'reading', wantsReply: false });
    await phone.send(first);
    const { voice_id: voiceId } = (await stored(first.id))!;
    const owed = (id: unknown) =>
      sql(`SELECT voice_id FROM replies_owed WHERE voice_id = $1 AND settled_at IS NULL`, [id]);
    expect(await stored(first.id)).toMatchObject({ state: 'kept', words: 'Money or bills.', voiceOf: household });
    expect(await sql(`SELECT whose, wants_reply FROM voices WHERE id = $1`, [voiceId])).toEqual([
      { whose: 'reading', wants_reply: false },
    ]);
    expect(await owed(voiceId)).toEqual([]);
    const right = entryAt(jobId, { ...given, topics: [...given.topics], wantsReply: true, corrects: first.id });
    await phone.send(right);
    const newer = (await stored(right.id))!;
    expect(newer).toMatchObject({ words: 'Money or bills, shared areas.', voiceOf: household });
    expect(await owed(newer['voice_id'])).toHaveLength(1);
  });

  it('says by when they hear back where the landlord says so and a reply is owed, and the same when it comes again', async () => {
    const days = (many: number | null) =>
      sql(
        `INSERT INTO word_settings (organisation_id, resident_word, version, changed_by, reply_days)
         VALUES ($1, 'resident', 1, 'test', $2) ON CONFLICT (organisation_id) DO UPDATE SET reply_days = $2`,
        [landlord.id, many],
      );
    const [inTen] = await sql<{ day: string }>(
      `SELECT to_char((now() AT TIME ZONE 'Europe/London')::date + 10, 'YYYY-MM-DD') AS day`,
    );
    const wanted = entryAt(nextJob().jobId);
    expect((await phone.send(wanted)).body.replyBy).toBeNull();
    await days(10);
    expect((await phone.send(wanted)).body.replyBy).toBe(inTen!.day);
    expect((await phone.send(entryAt(nextJob().jobId, { wantsReply: false }))).body.replyBy).toBeNull();
    await days(null);
  });

  it('never puts what somebody said right by what was tapped', async () => {
    const { jobId } = nextJob();
    const first = entryAt(jobId, { words: 'The bin store is full.', topics: [] });
    await phone.send(first);
    const tapped = entryAt(jobId, { words: null, topics: ['shared-areas'], corrects: first.id });
    await phone.send(tapped);
    const { voice_id: voiceId } = (await stored(tapped.id))!;
    expect(await sql(`SELECT corrects FROM voices WHERE id = $1`, [voiceId])).toEqual([{ corrects: null }]);
  });

  it('about damp hands over what was asked at the door and that they want to hear back', async () => {
    const entry = entryAt(nextJob().jobId, {
      ...{ words: 'It is wet.', topics: ['damp-or-mould'], vulnerable: 'no', wantsReply: true },
    });
    await phone.send(entry);
    const { hand_off_id: id } = (await stored(entry.id))!;
    const { body } = await manage<{ words: string }>(`hand-offs/${String(id)}`);
    expect(body.words).toBe(
      'It is wet.\n[Asked at the door: no one there has breathing problems, or is very young or elderly.]\n' +
        '[They would like to hear back.]',
    );
  });

  it.each([
    ['danger-now', 'emergency'],
    ['damp-or-mould', 'hazard'],
    ['repairs', 'service_request'],
  ] as const)('about %s is handed over as %s', async (topic, route) => {
    const entry = entryAt(nextJob().jobId, { topics: [topic] });
    await phone.send(entry);
    expect(await stored(entry.id)).toMatchObject({ state: 'kept', route, voice_id: null });
  });

  it('about a job and something else is handed over and owed a reply', async () => {
    const entry = entryAt(nextJob().jobId, {
      topics: ['repairs', 'neighbours-or-noise'],
      words: 'The tap, and the music.',
    });
    await phone.send(entry);
    expect(await stored(entry.id)).toMatchObject({ route: 'service_request', words: entry.words });
  });

  it('told at 11:20 and sent at 16:05 starts its clock at 11:20 and says that it came late', async () => {
    const told = new Date(Date.now() - 285 * 60_000).toISOString();
    const entry = entryAt(nextJob().jobId, { topics: ['damp-or-mould'], toldAt: told, savedAt: told });
    await phone.send(entry);
    const kept = await stored(entry.id);
    expect((kept!['handOffTold'] as Date).toISOString()).toBe(told);
    const [late] = await alarmsAbout(`hand-off:${String(kept!['hand_off_id'])}`);
    expect(late).toMatchObject({ kind: 'told-late' });
  });

  it('whose words may not be passed over waits for a person, and nobody decides for them', async () => {
    const { jobId, household } = nextJob();
    const entry = entryAt(jobId, { words: 'I cannot go on, I want to end my life.', routing: null });
    expect(await phone.send(entry)).toMatchObject({ status: 201, body: { state: 'held' } });
    expect(await heldOf(entry.id)).toMatchObject({ because: 'choose-route', words: entry.words });
    expect(await alarmsAbout(`visit-entry:${entry.id}`)).toMatchObject([{ kind: 'visit-held' }]);
    expect(await sql(`SELECT FROM voices WHERE household_id = $1`, [household])).toEqual([]);
    const again = await manage<Problem & { current: { offers: unknown[] } }>(`visit-entries/${entry.id}/settle`, {
      do: 'keep',
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'choose-route' } });
    const noRoute = await manage<Problem>(`visit-entries/${entry.id}/settle`, {
      do: 'keep',
      routing: { chosen: ['crisis'] },
    });
    expect(noRoute).toMatchObject({ status: 503, body: { code: 'no-route' } });
    await setRoute('crisis');
    const settled = await manage<EntrySettled>(`visit-entries/${entry.id}/settle`, {
      do: 'keep',
      routing: { chosen: ['crisis'] },
    });
    expect(settled).toMatchObject({
      status: 200,
      body: { state: 'kept', voiceId: null, handOffs: [{ reference: expect.any(String) }] },
    });
    // Nothing that is kept ties the stub to a home, a household or the entry.
    expect(await stored(entry.id)).toMatchObject({
      state: 'kept',
      home_id: null,
      household_id: null,
      hand_off_id: null,
      sealed_body: null,
    });
  });

  it('with danger and words that wait sends the danger at once, without the words', async () => {
    const entry = entryAt(nextJob().jobId, {
      topics: ['danger-now'],
      words: 'He hits me and locks me in, I am terrified of my husband.',
      routing: null,
    });
    await phone.send(entry);
    const kept = await stored(entry.id);
    expect(kept).toMatchObject({ state: 'held', held_because: 'choose-route', route: 'emergency' });
    const [content] = await sql<{ sealed: string }>(`SELECT sealed FROM hand_off_contents WHERE hand_off_id = $1`, [
      kept!['hand_off_id'],
    ]);
    const open = service.platform.sealer.open(content!.sealed, {
      organisationId: landlord.id,
      connectionId: 'hand-off',
      field: `hand-off:${String(kept!['hand_off_id'])}`,
    });
    expect(JSON.parse(open)).toMatchObject({ route: 'emergency', words: null });
  });

  it('that a person looked at, and nothing is to be passed on, is a voice', async () => {
    const entry = entryAt(nextJob().jobId, {
      words: 'I could smell gas years ago, all fixed then.',
      routing: { chosen: [], whyNot: 'over' },
    });
    await phone.send(entry);
    expect(await stored(entry.id)).toMatchObject({ state: 'kept', words: entry.words });
    const [choice] = await sql(`SELECT why_not, decided_by FROM route_choices WHERE voice_id = $1`, [
      (await stored(entry.id))!['voice_id'],
    ]);
    expect(choice).toEqual({ why_not: 'over', decided_by: 'operative:op-7' });
  });

  it('with a restricted hand-off that nobody is set to get waits, and says so', async () => {
    const entry = entryAt(nextJob().jobId, { routing: { chosen: ['safeguarding'], whyNot: null } });
    expect(await phone.send(entry)).toMatchObject({ status: 201, body: { state: 'held' } });
    expect(await heldOf(entry.id)).toMatchObject({ because: 'no-route' });
    expect(await alarmsAbout(`visit-entry:${entry.id}`)).toHaveLength(1);
  });

  it('at a home that is not known is held, and placed by a person', async () => {
    const { person, household } = nextJob();
    const entry = entryAt(null, { address: '12 Elm Court' });
    expect(await phone.send(entry)).toMatchObject({ status: 201, body: { state: 'held' } });
    const waiting = await heldOf(entry.id);
    expect(waiting).toMatchObject({ because: 'home-unknown', address: '12 Elm Court', operative: 'Rhian Pugh' });
    expect(await manage(`visit-entries/${entry.id}/settle`, { do: 'keep' })).toMatchObject({ status: 409 });
    const settled = await manage<EntrySettled>(`visit-entries/${waiting!.reference}/settle`, {
      do: 'keep',
      at: { type: 'person', reference: person },
    });
    expect(settled).toMatchObject({ status: 200, body: { state: 'kept' } });
    expect(await stored(entry.id)).toMatchObject({ state: 'kept', voiceOf: household, words: entry.words });
    expect(await manage(`visit-entries/${entry.id}/settle`, { do: 'leave-out' })).toMatchObject({ status: 404 });
  });

  it('can be left out, and then nothing of it is kept', async () => {
    const entry = entryAt(null);
    await phone.send(entry);
    expect(await manage(`visit-entries/${entry.id}/settle`, { do: 'leave-out' })).toMatchObject({ status: 200 });
    expect(await stored(entry.id)).toMatchObject({ sealed_body: null, voice_id: null });
    expect(await heldOf(entry.id)).toBeUndefined();
  });

  it('for a household that has moved on is kept for the address, with no name', async () => {
    const { jobId, household, home } = nextJob();
    await sql(`UPDATE tenancies SET start_date = current_date + 1 WHERE id = $1`, [household]);
    const entry = entryAt(jobId, { topics: [] });
    expect(await phone.send(entry)).toMatchObject({ status: 201, body: { state: 'detached' } });
    expect(await stored(entry.id)).toMatchObject({
      voiceOf: null,
      voiceAt: home,
      household_id: null,
      words: entry.words,
    });
  });

  it('that corrects another moves what is owed to the newer words', async () => {
    const { jobId, household } = nextJob();
    const first = entryAt(jobId, { words: 'The bins are never emptied.' });
    const second = entryAt(jobId, { words: 'The bins are emptied late.', corrects: first.id });
    const third = entryAt(jobId, { words: 'The bins are emptied on Fridays.', corrects: first.id });
    for (const entry of [first, second, third]) expect((await phone.send(entry)).status).toBe(201);
    const notes = await sql<{ words: string; corrects: string | null; settled_as: string | null }>(
      `SELECT v.words, c.words AS corrects, w.settled_as FROM voices v LEFT JOIN voices c ON c.id = v.corrects
       LEFT JOIN replies_owed w ON w.voice_id = v.id WHERE v.household_id = $1 ORDER BY v.id`,
      [household],
    );
    expect(notes).toEqual([
      { words: first.words, corrects: null, settled_as: 'corrected' },
      { words: second.words, corrects: first.words, settled_as: 'corrected' },
      { words: third.words, corrects: second.words, settled_as: null },
    ]);
  });
});

/** Gives a hand-off a way out, as an administrator does. */
async function setRoute(route: string): Promise<void> {
  await sql(
    `INSERT INTO hand_off_routes (organisation_id, route, way, email, set_by) VALUES ($1, $2, 'email', 'lead@alder.example', 'test')`,
    [landlord.id, route],
  );
}

describe('a phone', () => {
  it('is listed with when it was heard of last and what waits on it', async () => {
    const counted = await phoneOf(service, landlord, contractor, 'op-count');
    await ping(counted.credential, '?waiting=3&oldest=2026-11-25T09:40:00Z');
    const { items } = (await manage<{ items: PhoneSummary[] }>('phones')).body;
    expect(items.find(({ id }) => id === counted.id)).toMatchObject({
      name: 'Van 3',
      operative: { id: 'op-count', name: 'Rhian Pugh' },
      waiting: 3,
      oldestWaitingAt: '2026-11-25T09:40:00.000Z',
      state: 'known',
    });
  });

  it('that is removed hands over what it holds into held, and is then told to forget', async () => {
    const lost = await phoneOf(service, landlord, contractor, 'op-lost');
    const { jobId, household } = nextJob();
    const sent = entryAt(jobId, { words: 'Sent before.' });
    await lost.send(sent);
    await ping(lost.credential, '?waiting=2');
    const warned = await manage<Problem>(`phones/${lost.id}/remove`, {});
    expect(warned).toMatchObject({
      status: 409,
      body: { code: 'phone-has-waiting', detail: expect.stringMatching(/^2 visits/) },
    });
    expect(await manage(`phones/${lost.id}/remove`, { knowsOfWaiting: true })).toMatchObject({
      status: 200,
      body: { waiting: 2 },
    });
    expect((await ping(lost.credential)).body.phone).toBe('removed');

    const [one, two] = [entryAt(jobId), entryAt(jobId, { topics: ['damp-or-mould'] })];
    const receipt = await lost.send(one, lost.credential);
    expect(receipt).toMatchObject({
      status: 423,
      body: { state: 'held', bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await lost.send(one, lost.session)).toEqual({ ...receipt, status: 423 });
    expect(await lost.send(two, lost.session)).toMatchObject({ status: 423, body: { state: 'held' } });
    expect(await lost.send(sent)).toMatchObject({ status: 423, body: { state: 'kept' } });
    for (const { id } of [one, two]) expect(await heldOf(id)).toMatchObject({ because: 'phone-removed' });
    expect(await sql(`SELECT FROM hand_offs WHERE household_id = $1`, [household])).toEqual([]);
    await ping(lost.credential, '?waiting=0');
    const { items } = (await manage<{ items: PhoneSummary[] }>('phones?limit=500')).body;
    expect(items.find(({ id }) => id === lost.id)).toMatchObject({ state: 'cleared', waiting: 0 });

    expect(await manage(`visit-entries/${two.id}/settle`, { do: 'keep' })).toMatchObject({ status: 200 });
    expect(await stored(two.id)).toMatchObject({ state: 'kept', route: 'hazard', household_id: household });
  });

  it('that is removed is not signed in again under the same id', async () => {
    const gone = await phoneOf(service, landlord, contractor, 'op-gone');
    await manage(`phones/${gone.id}/remove`, {});
    const by = { organisationId: landlord.id, actor: 'command-line', roles: ['system'] };
    const { address } = await service.app
      .get(MakeShiftLink)
      .run(by, { operative: 'op-gone', contractor, date: today() });
    const link = address.split('#')[1];
    const use = (id: string) => post<Problem>(service, '/visit/v1/sign-in', { link, phone: { id, appVersion: '1' } });
    expect(await use(gone.id)).toMatchObject({ status: 423, body: { code: 'phone-removed' } });
    // The refusal did not use the link up.
    expect((await use(uuidv7())).status).toBe(200);
  });

  it('may write its id in capitals', async () => {
    const by = { organisationId: landlord.id, actor: 'command-line', roles: ['system'] };
    const { address } = await service.app.get(MakeShiftLink).run(by, { operative: 'op-c', contractor, date: today() });
    const phone = { id: uuidv7().toUpperCase(), appVersion: '1.0.0' };
    const { body } = await post<SignInReply>(service, '/visit/v1/sign-in', { link: address.split('#')[1], phone });
    expect((await ping(body.phoneCredential)).status).toBe(200);
    expect((await get(service, '/visit/v1/jobs', body.session)).status).toBe(200);
  });

  it('gets a new credential at each sign-in, and the old one is worth nothing', async () => {
    const first = await phoneOf(service, landlord, contractor, 'op-twice');
    const by = { organisationId: landlord.id, actor: 'command-line', roles: ['system'] };
    const { address } = await service.app
      .get(MakeShiftLink)
      .run(by, { operative: 'op-twice', contractor, date: today() });
    const { body } = await post<SignInReply>(service, '/visit/v1/sign-in', {
      link: address.split('#')[1],
      phone: { id: first.id, appVersion: '1.0.1' },
    });
    expect((await ping(first.credential)).status).toBe(401);
    expect((await ping(body.phoneCredential)).status).toBe(200);
  });
});

describe('five hundred entries of thirty days offline, on a clock three years slow', () => {
  it('are each stored once, in whatever order and however often they come', async () => {
    const years = 3 * 365 * 86_400_000;
    const van = await phoneOf(service, landlord, contractor, 'op-offline');
    const entries = Array.from({ length: 500 }, (_, at) => {
      const said = Date.now() - Math.floor((at / 500) * 30 * 86_400_000) - 60_000;
      const claimed = new Date(said - years).toISOString();
      const home = homes[at % 10]!;
      const topics = [['shared-areas'], ['damp-or-mould'], []][at % 3] as VisitEntry['topics'];
      return entryAt(`${home.repairId}.1`, {
        topics,
        words: at % 5 === 0 ? null : `Note ${at} of the month.`,
        what: at % 3 === 2 && at % 5 === 0 ? 'nothing-raised' : 'raised',
        toldAt: claimed,
        savedAt: claimed,
        clockOffset: years,
      });
    });
    const shuffled = entries
      .map((entry, at) => ({ entry, order: (at * 7919) % 500 }))
      .toSorted((a, b) => a.order - b.order);
    const receipts = new Map<string, string>();
    const queue = shuffled.flatMap(({ entry }, at) => (at % 4 === 0 ? [entry, entry] : [entry]));
    const sendNext = async (): Promise<void> => {
      for (let entry = queue.shift(); entry; entry = queue.shift()) {
        const { status, body } = await van.send(entry);
        expect([200, 201]).toContain(status);
        expect(receipts.get(entry.id) ?? body.reference).toBe(body.reference);
        receipts.set(entry.id, body.reference);
      }
    };
    await Promise.all(Array.from({ length: 6 }, sendNext));
    expect(receipts.size).toBe(500);
    const kept = await sql<{
      id: string;
      told: Date;
      received: Date;
      said: Date | null;
      route: Date | null;
      voice: boolean;
    }>(
      `SELECT e.id, e.told_at AS told, e.received_at AS received, v.said_at AS said, h.told_at AS route
       FROM visit_entries e LEFT JOIN voices v ON v.id = e.voice_id LEFT JOIN hand_offs h ON h.id = e.hand_off_id
       WHERE e.operative_id = 'op-offline'`,
    );
    const byId = new Map(kept.map((row) => [row.id, row]));
    expect(kept).toHaveLength(500);
    for (const entry of entries) {
      const row = byId.get(entry.id)!;
      expect(row.told.toISOString()).toBe(entry.toldAt);
      const really = Date.parse(entry.toldAt) + years;
      const deadline = row.route ?? row.said;
      if (deadline !== null) expect(deadline.getTime()).toBe(really);
      expect(row.received.getTime()).toBeGreaterThanOrEqual(really);
    }
    const [voices] = await sql(
      `SELECT count(*)::int AS voices, count(DISTINCT words)::int AS words FROM voices WHERE taken_by = 'operative:op-offline'`,
    );
    const ours = entries.filter(({ what, topics }) => what === 'raised' && !topics.includes('damp-or-mould'));
    const spoken = ours.filter(({ words }) => words !== null);
    // All that were tapped without words were about the same.
    expect(voices).toEqual({ voices: ours.length, words: spoken.length + 1 });
  }, 120_000);
});
