import {
  ladderNext,
  ladderShown,
  ladderSummary,
  listOf,
  type LadderNext,
  type LadderShown,
  type LadderStartRequest,
} from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, bringIn, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { noticeContactsOf } from '../contacts/index.js';
import { gatherHousehold } from '../prompting/index.js';

const DAY = 86_400_000;
const everyWay: LadderStartRequest = { holds: ['message', 'phone', 'visit', 'support'] };

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let owner: pg.Client;
/** People of households whom nothing keeps us from asking, each household once. */
let free: { person: string; householdId: string }[];
let mine: { person: string; householdId: string };

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 200, seed: 11, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  await bringIn(service, landlord, housing.url, 'key');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  ({ rows: free } = await owner.query(
    `SELECT DISTINCT ON (t.reference_id) t.id AS "householdId", p.reference_id AS person
     FROM tenancies t JOIN tenancy_parties y ON y.tenancy_id = t.id JOIN people p ON p.id = y.person_id
     WHERE t.is_active AND t.deleted_at IS NULL AND p.deleted_at IS NULL AND t.start_date < current_date - 400
       AND NOT EXISTS (SELECT FROM prompts q WHERE q.household_id = t.id)
       AND (SELECT count(*) FROM tenancy_parties z WHERE z.person_id = p.id) = 1
     ORDER BY t.reference_id, p.reference_id`,
  ));
});
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

/** Each test has a household of its own, on its own in its block. One that is not to be asked is passed over. */
beforeEach(async () => {
  for (;;) {
    const next = free.shift();
    if (next === undefined) throw new Error('There are not enough households that may be asked.');
    mine = next;
    const { status, body } = await start(everyWay);
    if (status === 201) break;
    expect(body).toMatchObject({ code: 'not-to-be-asked' });
  }
  await owner.query('DELETE FROM ladders WHERE household_id = $1', [mine.householdId]);
  await owner.query(`UPDATE homes SET parent_reference = NULL ${ofMine}`, [mine.householdId]);
});

const ofMine = 'WHERE id = (SELECT home_id FROM tenancies WHERE id = $1)';

const send = <Body>(verb: string, body: object = {}) =>
  post<Body>(service, `/api/v1/ladder/${mine.person}/${verb}`, body, { authorization: `Bearer ${landlord.apiKey}` });
const start = (ways: LadderStartRequest) => send<LadderShown & { code: string }>('start', ways);
const next = async () => ladderNext.parse((await send('next')).body);
const answer = (as: string, more: object = {}) =>
  send<LadderShown & { code?: string; detail?: string }>('answer', { answer: as, ...more });
const show = async () => ladderShown.parse((await get(service, `/api/v1/ladder/${mine.person}`, landlord.apiKey)).body);

/** Lets days go by for the ladder of this test alone. */
async function pass(days: number): Promise<void> {
  const by = `make_interval(days => ${days})`;
  await owner.query(`UPDATE ladders SET started_at = started_at - ${by} WHERE household_id = $1`, [mine.householdId]);
  await owner.query(
    `UPDATE ladder_tries SET at = at - ${by}, answered_at = answered_at - ${by} WHERE household_id = $1`,
    [mine.householdId],
  );
}

async function begin(ways: LadderStartRequest = everyWay): Promise<void> {
  expect((await start(ways)).status).toBe(201);
  expect(await next()).toMatchObject({ do: 'try', step: 0, channel: null });
}

/** Goes on as long as there is a step, in peace and quiet, and says what was done. */
async function climb(): Promise<LadderNext[]> {
  const moves: LadderNext[] = [];
  for (let looks = 0; looks < 40; looks += 1) {
    const move = await next();
    moves.push(move);
    if (move.do === 'stop') return moves;
    // The first two years are over before the budget frees again, which ends the ladder too.
    await pass(move.do === 'wait' ? Math.ceil((Date.parse(move.until) - Date.now()) / DAY) + 1 : 0);
  }
  throw new Error('The ladder did not end.');
}

describe('a ladder', () => {
  it('has one try, however many look at it at once', async () => {
    await start({ holds: ['phone'] });
    const moves = await Promise.all(Array.from({ length: 10 }, () => next()));
    expect(moves.filter((move) => move.do === 'try')).toHaveLength(1);
    expect(moves.filter((move) => move.do === 'wait' && move.because === 'live-step')).toHaveLength(9);
    expect((await show()).tries).toHaveLength(1);
    await pass(91);
    const later = await Promise.all(Array.from({ length: 10 }, () => next()));
    expect(later.filter((move) => move.do === 'try')).toMatchObject([{ step: 3 }]);
    const { rows } = await owner.query(
      'SELECT count(*)::int AS live FROM ladder_tries WHERE household_id = $1 AND ended_at IS NULL',
      [mine.householdId],
    );
    expect(rows).toEqual([{ live: 1 }]);
  });

  it('is one a household, however many start it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => start(everyWay)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'ladder-live' });
  });

  it('never sends a text to those who need large print, and keeps why', async () => {
    await begin({ ...everyWay, preferred: 'message', needs: ['large-print'] });
    await pass(91);
    expect(await next()).toMatchObject({
      do: 'try',
      step: 3,
      channel: 'phone',
      needs: ['large-print'],
      skipped: [
        { step: 1, because: 'need' },
        { step: 2, because: 'need' },
      ],
    });
    const moves = await climb();
    expect(moves.at(-1)).toMatchObject({ do: 'stop', because: 'quiet' });
    const { tries } = await show();
    expect(tries.map(({ step }) => step)).toEqual([0, 3, 3, 4, 5, 6]);
    expect(tries.map(({ channel }) => channel)).not.toContain('message');
    expect(tries[1]).toMatchObject({ skipped: [{ step: 1 }, { step: 2 }] });
  });

  it('is stopped by a suppression that arrives between two steps', async () => {
    await begin({ holds: ['phone'] });
    await pass(91);
    await owner.query('UPDATE tenancies SET notice_served_date = current_date - 1 WHERE id = $1', [mine.householdId]);
    expect(await next()).toMatchObject({ do: 'wait', because: 'suppressed', whyNot: { code: 'possession' } });
    expect((await show()).tries).toMatchObject([{ step: 0, endedAs: 'passed' }]);
    await owner.query('UPDATE tenancies SET notice_served_date = NULL WHERE id = $1', [mine.householdId]);
    expect(await next()).toMatchObject({ do: 'try', step: 3 });
    await owner.query(
      `INSERT INTO preferences (organisation_id, id, household_id, kind) VALUES ($1, gen_random_uuid(), $2, 'do-not-ask')`,
      [landlord.id, mine.householdId],
    );
    expect(await next()).toMatchObject({ do: 'stop', because: 'quiet' });
    expect(await show()).toMatchObject({ stands: 'ended', tries: [{ step: 0 }, { step: 3, endedAs: 'ladder-ended' }] });
  });

  it('does not begin for a household that is not to be asked, and does not say why', async () => {
    await owner.query('UPDATE tenancies SET notice_served_date = current_date - 1 WHERE id = $1', [mine.householdId]);
    const { status, body } = await start(everyWay);
    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'not-to-be-asked' } });
    expect(JSON.stringify(body)).not.toMatch(/possession|notice|evict/i);
  });

  it.each(['TEL-GEN', 'DIG-MSG', 'OFF-WLK', 'RPR-REP'])('is cut short by them coming to us: %s', async (type) => {
    await begin({ holds: ['phone'] });
    await pass(91);
    expect(await next()).toMatchObject({ do: 'try', step: 3 });
    const told = {
      reference: { id: `${type}-${mine.person}`, allocatedBy: 'switchboard' },
      type,
      occurredAt: new Date().toISOString(),
      person: { id: mine.person, allocatedBy: 'hackney/person' },
    };
    const taken = await post(
      service,
      '/api/v1/contacts',
      { items: [told] },
      { authorization: `Bearer ${landlord.apiKey}` },
    );
    expect(taken).toMatchObject({ status: 202, body: { added: 1 } });
    expect((await show()).tries).toMatchObject([{ step: 0 }, { step: 3, endedAs: 'inbound' }]);
    expect(await next()).toMatchObject({ do: 'wait', because: 'inbound', cancels: 3 });
  });

  it('is cut short by a contact whose home was not known when it came', async () => {
    await begin();
    const [repair] = (
      await owner.query<{ id: string; connection: string }>(
        `UPDATE repairs SET home_id = (SELECT home_id FROM tenancies WHERE id = $1)
         WHERE id = (SELECT id FROM repairs WHERE home_id IS NOT NULL ORDER BY reference_id LIMIT 1)
         RETURNING id, connection_id AS connection`,
        [mine.householdId],
      )
    ).rows;
    await owner.query(
      `INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_code, type_source, occurred_at, repair_id)
       VALUES ($1, gen_random_uuid(), 'late', 'switchboard', 'RPR-REP', 'late', now(), $2)`,
      [landlord.id, repair!.id],
    );
    await service.platform.database.inOrganisation(landlord.id, (db) => noticeContactsOf(db, repair!.connection));
    expect((await show()).tries).toMatchObject([{ step: 0, endedAs: 'inbound' }]);
  });

  it('goes on when it was us who came to them', async () => {
    await begin();
    const told = {
      reference: { id: `visit-${mine.person}`, allocatedBy: 'switchboard' },
      type: 'RPR-CMP',
      occurredAt: new Date().toISOString(),
      person: { id: mine.person, allocatedBy: 'hackney/person' },
    };
    await post(service, '/api/v1/contacts', { items: [told] }, { authorization: `Bearer ${landlord.apiKey}` });
    expect((await show()).tries).toMatchObject([{ step: 0, endedAs: null }]);
  });

  it.each([
    [9, { do: 'stop', because: 'quiet' }],
    [10, { do: 'try', step: 7, channel: null }],
  ])('hears the place, not the person, where a whole block of %i homes is silent', async (homes, move) => {
    const block = JSON.stringify({ id: `block of ${homes}`, allocatedBy: 'hackney/asset' });
    await owner.query(`UPDATE homes SET parent_reference = $2 ${ofMine}`, [mine.householdId, block]);
    await owner.query(
      `UPDATE homes SET parent_reference = $2 WHERE id IN (
         SELECT t.home_id FROM tenancies t WHERE t.is_active AND t.home_id IS NOT NULL AND t.id <> $1
           AND NOT EXISTS (SELECT FROM ladder_tries y WHERE y.household_id = t.id)
         GROUP BY t.home_id HAVING count(*) = 1 ORDER BY t.home_id LIMIT $3)`,
      [mine.householdId, block, homes - 1],
    );
    await begin({});
    await pass(91);
    expect(await next()).toMatchObject({ do: 'try', step: 4 });
    await pass(22);
    expect(await next()).toMatchObject(move);
  });

  it('respects the quiet, and may begin again in twelve months', async () => {
    await begin({});
    const moves = await climb();
    const stop = moves.at(-1);
    expect(stop).toMatchObject({ do: 'stop', because: 'quiet', reason: 'couldnt_reach' });
    const shown = await show();
    expect(shown.tries.map(({ step, channel }) => [step, channel])).toEqual([
      [0, null],
      [4, 'letter'],
    ]);
    const { revisitAt } = shown;
    expect(Math.round((Date.parse(revisitAt ?? '') - Date.now()) / DAY)).toBe(365);
    expect((await start(everyWay)).body).toMatchObject({ code: 'ladder-rests' });
    await owner.query('UPDATE ladders SET revisit_at = now() WHERE household_id = $1', [mine.householdId]);
    await pass(366);
    expect((await start(everyWay)).status).toBe(201);
  });

  it('counts in what the household is asked in a year, once a step', async () => {
    await begin({ holds: ['phone'] });
    await pass(91);
    expect(await next()).toMatchObject({ step: 3, attempt: 1 });
    await pass(8);
    expect(await next()).toMatchObject({ step: 3, attempt: 2 });
    const facts = await service.platform.database.inOrganisation(landlord.id, (db) =>
      gatherHousehold(db, mine.householdId, { at: 'decision', channel: 'phone', staff: null, supportPresent: [] }),
    );
    expect(facts?.household.asks).toMatchObject([{ promptCode: 'ladder', channel: 'phone', result: 'expired' }]);
  });
});

describe('an answer', () => {
  it.each([
    ['heard', 'heard', null],
    ['declined', 'declined', null],
    ['moved', 'quiet', 'moved'],
  ])('%s ends the ladder', async (as, endedBecause, reason) => {
    await begin();
    expect(await answer(as)).toMatchObject({ status: 200, body: { stands: 'ended', endedBecause, reason } });
    expect((await answer(as)).body).toMatchObject({ code: 'no-ladder' });
    expect((await start(everyWay)).status).toBe(409);
  });

  it.each(['not_my_topic', 'not_this_way', 'bad_time', 'dont_trust', 'needs_support'])(
    '%s ends the step and keeps the ladder',
    async (as) => {
      await begin();
      expect((await answer(as)).body).toMatchObject({ endedAt: null, tries: [{ answer: as, endedAs: 'answered' }] });
      expect((await answer(as)).body).toMatchObject({ code: 'nothing-to-answer' });
    },
  );

  it('that nobody was reached leaves the step for its second try, and may still be followed by one', async () => {
    await begin({ holds: ['phone'] });
    await pass(91);
    await next();
    expect((await answer('couldnt_reach')).body).toMatchObject({ stands: 'live', step: 3 });
    await pass(8);
    expect(await next()).toMatchObject({ step: 3, attempt: 2, timeOfDay: expect.stringMatching(/morning|afternoon/) });
    expect((await answer('couldnt_reach')).status).toBe(200);
    expect((await answer('heard')).body).toMatchObject({ stands: 'ended', endedBecause: 'heard' });
  });

  it('may name the step they would rather have', async () => {
    await begin();
    expect((await answer('not_this_way', { picked: 4 })).body).toMatchObject({ picked: 4 });
    await pass(91);
    expect(await next()).toMatchObject({ do: 'try', step: 4, channel: 'letter' });
    expect((await show()).picked).toBeNull();
  });

  it('is one of those there are', async () => {
    await begin();
    expect(await answer('5 stars')).toMatchObject({ status: 400, body: { detail: expect.stringMatching(/heard/) } });
  });
});

describe('the list', () => {
  it('has those never heard first, then those heard longest ago', async () => {
    await begin();
    await answer('heard');
    const list = await get(service, '/api/v1/ladder?limit=200', landlord.apiKey);
    const body = listOf(ladderSummary).parse(list.body);
    const heard = body.items.map(({ lastHeardAt }) => (lastHeardAt === null ? 0 : Date.parse(lastHeardAt)));
    expect(heard).toEqual(heard.toSorted((one, other) => one - other));
    expect(heard[0]).toBe(0);
    expect(body.items.at(-1)).toMatchObject({ people: expect.arrayContaining([mine.person]), stands: 'ended' });
    expect(body.total).toBe(body.items.length);
  });

  it('is for the landlord alone', async () => {
    const other = await addLandlord(service, 'birch');
    await begin();
    expect((await get(service, '/api/v1/ladder', other.apiKey)).body).toMatchObject({ items: [], total: 0 });
    expect((await get(service, `/api/v1/ladder/${mine.person}`, other.apiKey)).status).toBe(404);
    expect((await get(service, '/api/v1/ladder', 'dk_none')).status).toBe(401);
  });
});
