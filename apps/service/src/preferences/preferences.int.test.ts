import { preferencesView, wayToReachView, type PanelView } from '@doorstep/contracts/embed';
import {
  listOf,
  preferenceSummary,
  taskSummary,
  wayToReachShown,
  type PreferenceRequest,
  type WayToReachRequest,
} from '@doorstep/contracts/http';
import { mayTell } from '@doorstep/domain';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import pg from 'pg';
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
import { findLandlord } from '../organisations/index.js';
import { CommandLine } from '../platform/command-line/command-line.js';
import { TakeContacts } from '../contacts/index.js';
import { DecideContacts, gatherHousehold } from '../prompting/index.js';
import { lockHousehold, type StaffAtRecord } from '../records/index.js';
import {
  addPreferenceCommands,
  followMergedWays,
  ListPreferences,
  RecordWayToReach,
  ReviewPreferences,
  SetPreference,
  ShowWayToReach,
} from './index.js';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const dateIn = (days: number) => inDays(days).slice(0, 10);

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let owner: pg.Client;
let open: { record: HostRecord; promptId: string; householdId: string; theme: string };
let contacts = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 400, seed: 11, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  await bringIn(service, landlord, housing.url, 'key');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

/** Each test begins with nothing said, at a household with an open question. */
beforeEach(async () => {
  await owner.query(
    `DELETE FROM preferences; DELETE FROM ways_to_reach; DELETE FROM staff_tasks; DELETE FROM outbox WHERE topic = 'preference-review'`,
  );
  open = await personWithPrompt(service, landlord);
});

const staff = (roles: readonly string[] = ['officer'], record: HostRecord = open.record): StaffAtRecord => ({
  organisationId: landlord.id,
  staffId: 'officer-1',
  roles,
  record,
  systems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
});
const send = async (method: string, path: string, body?: object) => {
  const answer = await fetch(`${service.url}/api/v1/people/${open.record.id}/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${landlord.apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as unknown };
};
const say = (way: WayToReachRequest) => send('PUT', 'ways-to-reach', way);
const way = async () => wayToReachShown.parse((await send('GET', 'ways-to-reach')).body);
const wish = (request: PreferenceRequest) => send('POST', 'preferences', request);
const wishes = async () =>
  listOf(preferenceSummary)
    .parse((await send('GET', 'preferences')).body)
    .items.map(({ kind, theme }) => (theme === null ? kind : `${kind} ${theme}`))
    .toSorted();
const panel = async () =>
  (
    await get<PanelView>(service, '/embed/v1/prompts', await signIn(service, landlord, open.record), {
      origin: hostOrigin,
    })
  ).body;

describe('a way to reach somebody', () => {
  it('is nothing until they say, and then what they said, whole', async () => {
    expect(await way()).toMatchObject({ way: null, email: null, needs: [], recordedAt: null, isStale: false });
    const said = {
      way: 'text',
      mobile: '07700 900123',
      times: ['after school'],
      place: 'the community room',
      speaksForThem: 'Dilys',
      speakerRelation: 'sister',
      needs: ['interpreter', 'step-free'],
      language: 'cy',
      preferredName: 'Bobi',
      saidAs: 'BOB-ee',
    } satisfies WayToReachRequest;
    expect((await say(said)).status).toBe(200);
    expect(await way()).toMatchObject({ ...said, mobile: '+447700900123', email: null, isRestricted: false });
    const yearOn = new Date();
    yearOn.setUTCFullYear(yearOn.getUTCFullYear() + 1);
    expect(Math.abs(Date.parse((await way()).reviewAfter ?? '') - yearOn.getTime())).toBeLessThan(2 * DAY);
    await say({ way: 'letter' });
    expect(await way()).toMatchObject({ way: 'letter', mobile: null, needs: [], preferredName: null });
  });

  it.each<[WayToReachRequest, string]>([
    [{ way: 'email' }, 'address-needed'],
    [{ way: 'text', email: 'a@example.org' }, 'address-needed'],
    [{ email: 'not an address' }, 'bad-input'],
    [{ mobile: '0207 946 0000' }, 'bad-input'],
    [{ mobile: '07700' }, 'bad-input'],
    [{ language: 'Welsh please' }, 'bad-input'],
    [{ reviewAfter: '2020-01-01' }, 'review-not-ahead'],
  ])('%j is refused: %s', async (said, code) => {
    expect(await say(said)).toMatchObject({ status: 400, body: { code } });
    expect((await way()).recordedAt).toBeNull();
  });

  it('has one version that holds, however many people write at once, and keeps the others', async () => {
    const places = Array.from({ length: 10 }, (_, place) => `place ${place}`);
    const answers = await Promise.all(places.map((place) => say({ place })));
    expect(answers.map(({ status }) => status)).toEqual(places.map(() => 200));
    const { rows } = await owner.query(
      `SELECT count(*)::int AS kept, count(*) FILTER (WHERE ended_at IS NULL)::int AS hold FROM ways_to_reach w
       JOIN people p ON p.id = w.person_id WHERE p.reference_id = $1`,
      [open.record.id],
    );
    expect(rows).toEqual([{ kept: 10, hold: 1 }]);
  });

  it('follows them into whom the host merged them: the latest word, the needs of both, and once', async () => {
    const gone = open.record.id;
    const { rows } = await owner.query<{ id: string; connection: string }>(
      `SELECT reference_id AS id, connection_id AS connection FROM people WHERE deleted_at IS NULL AND reference_id <> $1
       ORDER BY reference_id LIMIT 1`,
      [gone],
    );
    const { id, connection } = rows[0]!;
    await service.app
      .get(RecordWayToReach)
      .run(staff(['officer'], { type: 'person', id }), { way: 'letter', needs: ['large-print'], isRestricted: true });
    await say({ way: 'phone', needs: ['interpreter'], preferredName: 'Bobi' });
    await owner.query(
      `INSERT INTO merged_references (organisation_id, connection_id, entity, allocated_by, reference_id, into_reference_id)
       SELECT organisation_id, connection_id, 'person', allocated_by, reference_id, $2 FROM people WHERE reference_id = $1`,
      [gone, id],
    );
    await owner.query('UPDATE people SET deleted_at = now() WHERE reference_id = $1', [gone]);
    for (let run = 0; run < 2; run++)
      await service.platform.database.inOrganisation(landlord.id, (db) => followMergedWays(db, connection));
    const holds = await owner.query(
      `SELECT p.reference_id AS id, w.way, w.needs, w.preferred_name AS name, w.is_restricted AS "isRestricted"
       FROM ways_to_reach w JOIN people p ON p.id = w.person_id WHERE w.ended_at IS NULL`,
    );
    expect(holds.rows).toEqual([
      { id, way: 'phone', needs: ['interpreter', 'large-print'], name: 'Bobi', isRestricted: true },
    ]);
    expect(await way()).toMatchObject({ isRestricted: true });
    await owner.query('DELETE FROM merged_references; UPDATE people SET deleted_at = NULL');
  });

  it('that is restricted is seen by a lead alone', async () => {
    const verb = service.app.get(ShowWayToReach);
    await service.app
      .get(RecordWayToReach)
      .run(staff(), { way: 'email', email: 'safe@example.org', preferredName: 'Bobi', isRestricted: true });
    expect(await verb.run(staff(['lead']))).toMatchObject({ email: 'safe@example.org', preferredName: 'Bobi' });
    for (const seen of [await verb.run(staff()), await way()])
      expect(seen).toMatchObject({ isRestricted: true, way: null, email: null, preferredName: null });
    await expect(verb.run(staff(['income']))).rejects.toMatchObject({ code: 'not-your-role' });
  });

  it('is one person’s: at the record of a home it is not guessed whose', async () => {
    const { rows } = await owner.query<{ id: string }>(
      `SELECT h.reference_id AS id FROM tenancies t JOIN homes h ON h.id = t.home_id WHERE t.id = $1`,
      [open.householdId],
    );
    const home = staff(['officer'], { type: 'home', id: rows[0]!.id });
    await expect(service.app.get(RecordWayToReach).run(home, { way: 'phone' })).rejects.toMatchObject({
      code: 'whose-record',
    });
    expect((await service.app.get(ListPreferences).run(home)).items).toEqual([]);
  });

  it('leaves no word or address in the audit', async () => {
    await say({ way: 'email', email: 'quiet@example.org', preferredName: 'Zebedee' });
    const { rows } = await owner.query<{ entry: string }>(
      `SELECT a::text AS entry FROM audit_entries a WHERE action LIKE 'way-to-reach.%'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ entry }) => /quiet@|Zebedee/.test(entry))).toEqual([]);
  });
});

describe('what a household wishes', () => {
  it.each<[string, PreferenceRequest[], string[]]>([
    [
      'the latest about a theme',
      [
        { kind: 'ask-more', theme: 'home' },
        { kind: 'do-not-ask', theme: 'home' },
      ],
      ['do-not-ask home'],
    ],
    [
      'each theme for itself',
      [
        { kind: 'tell-me', theme: 'home' },
        { kind: 'work-with-me', theme: 'works' },
      ],
      ['tell-me home', 'work-with-me works'],
    ],
    ['being asked again lifts being left alone', [{ kind: 'do-not-ask' }, { kind: 'ask-more' }], ['ask-more']],
    [
      'nothing at all ends all that asks more',
      [{ kind: 'ask-more', theme: 'home' }, { kind: 'tell-me', theme: 'works' }, { kind: 'do-not-ask' }],
      ['do-not-ask'],
    ],
    [
      'being asked about everything leaves what one theme is not',
      [{ kind: 'do-not-ask', theme: 'home' }, { kind: 'ask-more' }],
      ['ask-more', 'do-not-ask home'],
    ],
    [
      'a pause leaves all as it was',
      [{ kind: 'work-with-me' }, { kind: 'pause', until: inDays(20) }],
      ['pause', 'work-with-me'],
    ],
    [
      'asking and working together go together',
      [{ kind: 'ask-more' }, { kind: 'work-with-me' }],
      ['ask-more', 'work-with-me'],
    ],
  ])('%s', async (_, requests, left) => {
    for (const request of requests) expect((await wish(request)).status).toBe(201);
    expect(await wishes()).toEqual(left);
  });

  it('said twice, or by ten at once, is one wish; a longer pause takes the place of a shorter one', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => wish({ kind: 'ask-more' })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    const until = inDays(10);
    const first = await wish({ kind: 'pause', until });
    expect(await wish({ kind: 'pause', until })).toEqual(first);
    await wish({ kind: 'pause', until: inDays(30) });
    expect(await wishes()).toEqual(['ask-more', 'pause']);
  });

  it('waits for another that is half-way in, and sees it', async () => {
    const id = '01a213d6-0000-7000-8000-000000000001';
    let second: Promise<unknown> = Promise.resolve();
    await service.platform.database.inOrganisation(landlord.id, async (db) => {
      await lockHousehold(db, open.householdId);
      let [isWaiting, isOver] = [false, false];
      second = wish({ kind: 'ask-more' }).finally(() => (isOver = true));
      while (!isWaiting && !isOver)
        isWaiting = (await db.rows(`SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory'`)).length > 0;
      await db.rows(
        `INSERT INTO preferences (organisation_id, id, household_id, kind, recorded_by) VALUES ($1, $2, $3, 'ask-more', 'test')`,
        [landlord.id, id, open.householdId],
      );
    });
    expect(await second).toMatchObject({ status: 201, body: { preferenceId: id } });
  });

  it.each<[object, string]>([
    [{ kind: 'pause' }, 'bad-input'],
    [{ kind: 'tell-me', until: inDays(3) }, 'bad-input'],
    [{ kind: 'pause', until: inDays(-1) }, 'pause-length'],
    [{ kind: 'pause', until: inDays(800) }, 'pause-length'],
    [{ kind: 'ask-more', theme: 'weather' }, 'theme'],
    [{ kind: 'ask-more', reviewAfter: '2020-01-01' }, 'review-not-ahead'],
  ])('%j is refused: %s', async (request, code) => {
    expect(await send('POST', 'preferences', request)).toMatchObject({ status: 400, body: { code } });
    expect(await wishes()).toEqual([]);
  });

  it('ends when they say so, and only their own', async () => {
    const { preferenceId } = (await wish({ kind: 'do-not-ask' })).body as { preferenceId: string };
    const theirs = open;
    open = await personWithPrompt(service, landlord, 1);
    expect(open.householdId).not.toBe(theirs.householdId);
    expect(await send('DELETE', `preferences/${preferenceId}`)).toMatchObject({
      status: 404,
      body: { code: 'preference-unknown' },
    });
    open = theirs;
    expect((await send('DELETE', `preferences/${preferenceId}`)).status).toBe(204);
    expect((await send('DELETE', `preferences/${preferenceId}`)).status).toBe(204);
    expect(await wishes()).toEqual([]);
  });
});

describe('an opt-out', () => {
  it.each<[PreferenceRequest, boolean]>([
    [{ kind: 'do-not-ask' }, false],
    [{ kind: 'pause', until: inDays(30) }, false],
    [{ kind: 'tell-me' }, true],
  ])('%j holds in the panel, for contacts, the ladder and what is told', async (request, mayBeTold) => {
    expect((await panel()).prompts).toMatchObject([{ id: open.promptId }]);
    const ladder = (verb: string) =>
      post<{ do: string }>(
        service,
        `/api/v1/ladder/${open.record.id}/${verb}`,
        {},
        { authorization: `Bearer ${landlord.apiKey}` },
      );
    await owner.query('UPDATE prompts SET state = $2, closed_at = now() WHERE id = $1', [open.promptId, 'expired']);
    await owner.query(`UPDATE prompts SET created_at = created_at - interval '2 years' WHERE id = $1`, [open.promptId]);
    const started = await ladder('start');
    await owner.query(`UPDATE prompts SET state = 'open', closed_at = NULL WHERE id = $1`, [open.promptId]);
    await service.app.get(TakeContacts).run('command-line', landlord.id, [
      {
        reference: { id: `opt-out-${(contacts += 1)}`, allocatedBy: 'telephony' },
        type: 'TEL-GEN',
        occurredAt: new Date().toISOString(),
        person: { id: open.record.id, allocatedBy: 'hackney/person' },
      },
    ]);

    await service.app.get(SetPreference).run(staff(), request);

    expect((await panel()).prompts).toEqual([]);
    expect((await owner.query('SELECT state FROM prompts WHERE id = $1', [open.promptId])).rows).toEqual([
      { state: 'withdrawn' },
    ]);
    await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
    expect(
      (
        await owner.query(
          `SELECT d.outcome, d.why_not FROM decisions d JOIN contacts c ON c.id = d.contact_id WHERE c.reference_id = $1`,
          [`opt-out-${contacts}`],
        )
      ).rows,
    ).toEqual([{ outcome: 'none', why_not: 'do-not-ask' }]);
    expect(started.status).toBe(201);
    expect((await ladder('next')).body.do).toBe(request.kind === 'pause' ? 'wait' : 'stop');
    expect(
      (await owner.query('SELECT count(*)::int AS tries FROM ladder_tries WHERE household_id = $1', [open.householdId]))
        .rows,
    ).toEqual([{ tries: 0 }]);
    const facts = await service.platform.database.inOrganisation(landlord.id, (db) =>
      gatherHousehold(db, open.householdId, { at: 'decision', channel: 'letter', staff: null, supportPresent: [] }),
    );
    const { whyNot } = mayTell(facts!, null);
    expect(whyNot?.code !== 'do-not-ask').toBe(mayBeTold);
  });

  it('of one theme takes back the question about it and no other', async () => {
    await wish({ kind: 'do-not-ask', theme: open.theme === 'money' ? 'home' : 'money' });
    expect((await panel()).prompts).toMatchObject([{ id: open.promptId }]);
    await wish({ kind: 'do-not-ask', theme: open.theme });
    expect((await panel()).prompts).toEqual([]);
  });

  it('leaves what is owed to them: it waits until they want to hear it', async () => {
    await owner.query(`UPDATE prompts SET kind = 'tell-them' WHERE id = $1`, [open.promptId]);
    await wish({ kind: 'pause', until: inDays(5) });
    expect((await panel()).prompts).toEqual([]);
    expect((await owner.query('SELECT state FROM prompts WHERE id = $1', [open.promptId])).rows).toEqual([
      { state: 'open' },
    ]);
    await owner.query(`UPDATE preferences SET until = now() WHERE household_id = $1`, [open.householdId]);
    expect((await panel()).prompts).toMatchObject([{ id: open.promptId }]);
  });
});

describe('what was said long ago', () => {
  const tasks = async () =>
    listOf(taskSummary)
      .parse((await get(service, '/api/v1/tasks', landlord.apiKey)).body)
      .items.map(({ kind, household, person }) => [kind, household !== null, person]);
  const waiting = async () =>
    (
      await owner.query<{ id: string; days: number }>(
        `SELECT subject_id AS id, round(extract(epoch FROM due_at - now()) / 86400)::int AS days
         FROM outbox WHERE topic = 'preference-review' AND done_at IS NULL`,
      )
    ).rows;

  it('is asked again by a person, once, and holds until then', async () => {
    await say({ way: 'phone', preferredName: 'Bobi', reviewAfter: dateIn(40) });
    await wish({ kind: 'tell-me', reviewAfter: dateIn(40) });
    const notices = await waiting();
    expect(notices).toHaveLength(2);
    for (const { days } of notices) expect([39, 40]).toContain(days);
    const ids = notices.map(({ id }) => id);
    const review = () => service.app.get(ReviewPreferences).run(landlord.id, ids);
    await review();
    expect(await tasks()).toEqual([]);

    await owner.query(`UPDATE ways_to_reach SET review_after = current_date WHERE id = ANY ($1)`, [ids]);
    await owner.query(`UPDATE preferences SET review_after = current_date WHERE id = ANY ($1)`, [ids]);
    await owner.query(`UPDATE outbox SET due_at = now() WHERE subject_id = ANY ($1)`, [ids]);
    await Promise.all(Array.from({ length: 5 }, review));
    expect(await tasks()).toHaveLength(2);
    expect(await tasks()).toEqual(
      expect.arrayContaining([
        ['ask-preferences-again', false, open.record.id],
        ['ask-preferences-again', true, null],
      ]),
    );
    expect(await waiting()).toEqual([]);
    expect(await way()).toMatchObject({ way: 'phone', preferredName: 'Bobi', isStale: true });
    expect(listOf(preferenceSummary).parse((await send('GET', 'preferences')).body).items).toMatchObject([
      { kind: 'tell-me', isStale: true },
    ]);
    await say({ way: 'phone', preferredName: 'Bobi' });
    expect((await way()).isStale).toBe(false);
  });

  it('is not asked again of who asked to be left alone, nor after they said something else', async () => {
    await wish({ kind: 'do-not-ask' });
    expect(await waiting()).toEqual([]);
    await say({ way: 'phone', reviewAfter: dateIn(3) });
    const [before] = await waiting();
    await say({ way: 'letter' });
    await owner.query(`UPDATE ways_to_reach SET review_after = current_date WHERE id = $1`, [before!.id]);
    await owner.query(`UPDATE outbox SET due_at = now() WHERE subject_id = $1`, [before!.id]);
    await service.app.get(ReviewPreferences).run(landlord.id, [before!.id]);
    expect(await tasks()).toEqual([]);
  });
});

/** What a command prints with --json, over the verbs of the service that runs. */
async function command(...words: string[]): Promise<unknown> {
  const program = new Command().exitOverride();
  addPreferenceCommands(program, new CommandLine((work) => work(service.app), findLandlord));
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  await program.parseAsync([...words, '--json'], { from: 'user' }).finally(() => write.mockRestore());
  return JSON.parse(printed.join(''));
}

it('can be shown, set and ended from the command line', async () => {
  const of = ['--person', open.record.id];
  const { preferenceId } = (await command('preferences', 'set', ...of, '--kind', 'pause', '--until', inDays(9))) as {
    preferenceId: string;
  };
  await command('preferences', 'set', ...of, '--kind', 'tell-me', '--theme', 'home');
  expect(await command('preferences', 'show', ...of)).toMatchObject({
    wayToReach: { way: null },
    items: [
      { id: preferenceId, kind: 'pause' },
      { kind: 'tell-me', theme: 'home' },
    ],
    total: 2,
  });
  await command('preferences', 'end', preferenceId, ...of);
  expect(await wishes()).toEqual(['tell-me home']);
});

describe('in the panel', () => {
  it('staff keep what they are told, of the household of the record and no other', async () => {
    const session = await signIn(service, landlord, open.record);
    const write = (path: string, body: object) =>
      post<{ code: string; preferenceId: string }>(service, `/embed/v1/${path}`, body, {
        authorization: `Bearer ${session}`,
      });
    const read = async (path: string) =>
      (await get<object>(service, `/embed/v1/${path}`, session, { origin: hostOrigin })).body;
    const { record } = open;
    const said = wayToReachView.parse(await read('way-to-reach'));
    const { isStale: _, reviewAfter: __, recordedAt: ___, ...nothing } = said;
    expect((await write('way-to-reach', { record, ...nothing, way: 'phone', preferredName: 'Bobi' })).status).toBe(200);
    expect(await read('way-to-reach')).toMatchObject({ way: 'phone', preferredName: 'Bobi' });
    const wish = { kind: 'pause', theme: null, until: inDays(4) };
    const { body } = await write('preferences', { record, ...wish });
    expect(preferencesView.parse(await read('preferences')).items).toMatchObject([{ id: body.preferenceId }]);
    const elsewhere = { record: { ...record, id: 'another' } };
    for (const answer of [
      await write('preferences', { ...elsewhere, ...wish }),
      await write('way-to-reach', { ...elsewhere, ...nothing }),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'another-record' } });
    expect((await write(`preferences/${body.preferenceId}/end`, {})).status).toBe(204);
    expect(await wishes()).toEqual([]);
  });
});
