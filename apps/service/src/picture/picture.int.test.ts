import type {
  AdoptionShown,
  AreasShown,
  ConcentrationShown,
  DecisionsShown,
  FirstTimeShown,
  FromPromptsShown,
  HeardFrom,
  LoopsShown,
  RollCallsShown,
  SilentShown,
  ThemesShown,
  WaitingShown,
} from '@doorstep/contracts/http';
import type { Problem } from '@doorstep/contracts/embed';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, get, type Landlord } from '../../test/landlord.js';
import { fillPicture } from '../../test/picture-landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { levelOfAsk } from '../asks/index.js';
import { AddApiKey } from '../organisations/index.js';

/*
 * Every figure is found again here in another way: whole tables are read as they are, and counted with sets.
 */
interface VoiceRow {
  readonly id: string;
  readonly household: string | null;
  readonly person: string | null;
  readonly home: string | null;
  readonly way: string;
  readonly corrects: string | null;
  readonly withdrawn: boolean;
  readonly whose: string;
  /** Its day in London. */
  readonly day: string;
  readonly at: number;
}

let service: StartedService;
let landlord: Landlord;
let ash: Landlord;
let owner: pg.Client;
let voices: readonly VoiceRow[];
/** All that was ever said and not taken back, also what was corrected since and what is of a refuge now. */
let everSaid: readonly VoiceRow[];
let today: string;
/** Homes and households of refuges, by our ids: nobody in them is in a figure. */
let refuges: ReadonlySet<string | null>;

const panel = <Body>(path: string, key = landlord.apiKey) => get<Body>(service, `/api/v1/picture/${path}`, key);
const shown = async <Body>(path: string) => {
  const { status, body } = await panel<Body>(path);
  expect(status).toBe(200);
  return body;
};
const read = async <Row extends pg.QueryResultRow>(sql: string) => (await owner.query<Row>(sql, [landlord.id])).rows;

const everyVoice = `SELECT id, household_id AS household, person_id AS person, home_id AS home, taken_through AS way, corrects,
  withdrawn_at IS NOT NULL AS withdrawn, whose, to_char(said_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS day,
  extract(epoch FROM said_at)::float8 AS at FROM voices WHERE organisation_id = $1`;

/** What records go through, of each some: people merged or erased, households that moved in with others or are gone, homes moved, gone or made a refuge. */
const changes = [
  `UPDATE people SET deleted_at = now() WHERE organisation_id = $1 AND reference_id ~ '[37]-1$'`,
  `UPDATE tenancies t SET home_id = h.id FROM homes h WHERE t.organisation_id = $1 AND h.organisation_id = $1
     AND substr(t.reference_id, 8)::int % 23 = 0 AND h.reference_id = 'dwelling' || (substr(t.reference_id, 8)::int - 1)`,
  `UPDATE tenancies SET deleted_at = now() WHERE organisation_id = $1 AND substr(reference_id, 8)::int % 29 = 0`,
  `UPDATE homes SET parent_reference = '{"id": "block9", "allocatedBy": "hackney/asset"}'
     WHERE organisation_id = $1 AND kind = 'dwelling' AND substr(reference_id, 9)::int % 31 = 0`,
  `UPDATE homes SET deleted_at = now()
     WHERE organisation_id = $1 AND kind = 'dwelling' AND substr(reference_id, 9)::int % 37 = 0`,
  `UPDATE homes SET scheme = 'refuge'
     WHERE organisation_id = $1 AND kind = 'dwelling' AND substr(reference_id, 9)::int % 11 = 0`,
];

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'elm');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  await fillPicture(service.databaseUrl, landlord.id, { homes: 700, voices: 3_000, years: 2 });
  for (const change of changes) expect((await owner.query(change, [landlord.id])).rowCount).toBeGreaterThan(5);
  // Another landlord's, none of which may be counted.
  ash = await addLandlord(service, 'ash');
  await fillPicture(service.databaseUrl, ash.id, { homes: 100, voices: 400, years: 1 });
  [{ today }] = (await owner.query(`SELECT to_char(now() AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS today`))
    .rows as [{ today: string }];
  const all = await read<VoiceRow>(everyVoice);
  everSaid = all.filter(({ withdrawn, whose }) => !withdrawn && whose !== 'reading');
  refuges = new Set(
    (
      await read<{ id: string }>(
        `SELECT h.id FROM homes h WHERE h.organisation_id = $1 AND h.scheme = 'refuge' UNION ALL
         SELECT t.id FROM homes h JOIN tenancies t ON t.home_id = h.id WHERE h.organisation_id = $1 AND h.scheme = 'refuge'`,
      )
    ).map(({ id }) => id),
  );
  allHouseholds = new Set(
    (await read<{ id: string }>('SELECT id FROM tenancies WHERE organisation_id = $1')).map(({ id }) => id),
  );
  const corrected = new Set(all.filter(({ withdrawn }) => !withdrawn).map(({ corrects }) => corrects));
  voices = all.filter(
    ({ id, household, home, withdrawn, whose }) =>
      !withdrawn && whose !== 'reading' && !corrected.has(id) && !refuges.has(household) && !refuges.has(home),
  );
  expect(voices.length).toBeGreaterThan(2_000);
  expect(voices.length).toBeLessThan(all.length - 100);
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

/** Households, also those that moved on. */
let allHouseholds: ReadonlySet<string>;

const dayBefore = (days: number, from = today) =>
  new Date(Date.parse(`${from}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
const whoOf = ({ person, household, id }: VoiceRow) => person ?? household ?? id;
const since = (days: number) => voices.filter(({ day }) => day > dayBefore(days) && day <= today);
const weeks = { '13-weeks': 91, '52-weeks': 364 } as const;
const periods = ['13-weeks', '52-weeks'] as const;
const sizeOf = (values: Iterable<unknown>) => new Set(values).size;

function by<T>(rows: readonly T[], key: (row: T) => string | null): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** A shown figure is the true one, or it is kept back; and none under ten is shown. */
function expectTrueOrKeptBack(shownFigure: number | null, truth: number): void {
  if (shownFigure !== null) expect([shownFigure, truth >= 10]).toEqual([truth, true]);
}

/** Whom a voice is of, if anybody can say, and which household or home. */
const namesOf = ({ person, household, home }: VoiceRow): (string | null)[] => [
  (person ?? household) === null ? null : `who ${person ?? household}`,
  household !== null ? `household ${household}` : home === null ? null : `home ${home}`,
];

/** Of those who were heard in the last days, whom nobody had heard before. */
function firstIn(days: number): ReadonlySet<string> {
  const before = new Set(everSaid.filter(({ day }) => day <= dayBefore(days)).flatMap(namesOf));
  const lately = since(days).flatMap(namesOf);
  return new Set(lately.filter((name): name is string => name !== null && !before.has(name)));
}

/** A shown part of a group is the true one, or it is kept back; and neither it nor the rest is under ten. */
function expectTruePart(shownPart: number | null, truth: number, whole: number): void {
  expectTrueOrKeptBack(shownPart, truth);
  if (shownPart !== null) expect(whole - shownPart).toBeGreaterThanOrEqual(10);
}

interface Living {
  readonly household: string;
  readonly home: string;
  readonly tenure: string | null;
  readonly area: string | null;
}

async function living(): Promise<Living[]> {
  const homes = await read<{ id: string; reference: string; parent: string | null }>(
    `SELECT id, reference_id AS reference, parent_reference->>'id' AS parent FROM homes
     WHERE organisation_id = $1 AND deleted_at IS NULL`,
  );
  const byReference = new Map(homes.map((home) => [home.reference, home]));
  const byId = new Map(homes.map((home) => [home.id, home]));
  const rows = await read<{ household: string; home: string; tenure: string | null }>(
    `SELECT id AS household, home_id AS home, type_code AS tenure FROM tenancies
     WHERE organisation_id = $1 AND is_active AND deleted_at IS NULL`,
  );
  const elsewhere = rows.filter(({ home }) => !refuges.has(home));
  expect(elsewhere.length).toBeLessThan(rows.length - 20);
  return elsewhere.map((row) => {
    const block = byId.get(row.home)?.parent ?? null;
    return { ...row, area: block === null ? null : (byReference.get(block)?.parent ?? block) };
  });
}

function householdsOf(said: readonly VoiceRow[], here: readonly Living[]): Set<string> {
  const at = by(here, ({ home }) => home);
  const all = said.flatMap(({ household, home }) =>
    household === null ? (at.get(home) ?? []).map((one) => one.household) : [household],
  );
  return new Set(all);
}

describe('who we hear from', () => {
  it.each(periods)('is by area as every home’s own block and estate have it, over %s', async (period) => {
    const here = await living();
    const heard = householdsOf(since(weeks[period]), here);
    const found = await shown<HeardFrom>(`who-we-hear-from?by=area&period=${period}`);
    const truth = by(here, ({ area }) => area);
    const small = here.filter(({ area }) => area === null || (truth.get(area)?.length ?? 0) < 10);
    expect(small.length).toBeGreaterThan(0);
    expect(found.rows.length).toBeGreaterThan(5);
    for (const row of found.rows) {
      const group = row.key === null ? small : (truth.get(row.key) ?? []);
      expectTrueOrKeptBack(row.here, group.length);
      expectTrueOrKeptBack(row.heard, group.filter(({ household }) => heard.has(household)).length);
    }
    expect(found.total.here).toBe(here.length);
    expect(found.total.heard).toBe(here.filter(({ household }) => heard.has(household)).length);
  });

  it.each(periods)('says by area of which homes nobody had heard before, over %s', async (period) => {
    const here = await living();
    const heard = householdsOf(since(weeks[period]), here);
    const before = householdsOf(
      everSaid.filter(({ day }) => day <= dayBefore(weeks[period])),
      here,
    );
    const isFirst = ({ household }: Living) => heard.has(household) && !before.has(household);
    const found = await shown<HeardFrom>(`who-we-hear-from?by=area&period=${period}`);
    const truth = by(here, ({ area }) => area);
    for (const { key, heard: all, first } of found.rows) {
      if (key === null) continue;
      expectTruePart(first, (truth.get(key) ?? []).filter(isFirst).length, all ?? 0);
    }
    expect(found.total.first).toBe(here.filter(isFirst).length);
    // Of an area, too few in 13 weeks to show any.
    expect(found.rows.some(({ first }) => first !== null)).toBe(period === '52-weeks');
    expect(found.rows.filter(({ first }) => first === null).length).toBeGreaterThan(1);
  });

  it('is by tenure, with whoever has none of ours at the end', async () => {
    const here = await living();
    const tenureOf = new Map(here.map(({ household, tenure }) => [household, tenure]));
    const heard = new Set(since(364).map((voice) => voice.household ?? whoOf(voice)));
    const found = await shown<HeardFrom>('who-we-hear-from?by=tenure&period=52-weeks');
    expect(found.rows.map(({ key }) => key)).toEqual(['ASY', 'DEM', 'SEC', null]);
    for (const { key, here: count, heard: said } of found.rows) {
      expectTrueOrKeptBack(count, here.filter(({ tenure }) => tenure === key).length);
      expectTrueOrKeptBack(said, [...heard].filter((one) => (tenureOf.get(one) ?? null) === key).length);
    }
    // Two demoted tenancies: kept back, with the one before.
    expect(found.rows.map((row) => row.here === null)).toEqual([true, true, false, false]);
    const firsts = [...firstIn(364)];
    const ids = (kind: string) =>
      firsts.flatMap((name) => (name.startsWith(`${kind} `) ? [name.slice(kind.length + 1)] : []));
    const first = [...ids('household'), ...ids('who').filter((one) => heard.has(one) && !allHouseholds.has(one))];
    for (const { key, heard: all, first: shownFirst } of found.rows)
      expectTruePart(shownFirst, first.filter((one) => (tenureOf.get(one) ?? null) === key).length, all ?? 0);
    expect(found.rows.some((row) => row.first !== null)).toBe(true);
    expect(found.total).toEqual({ here: here.length, heard: heard.size, first: first.length });
    expect(found.finding.code).toMatch(/least-from|too-few/);
  });

  it('is by age, of people, by the day they were born', async () => {
    const people = await read<{ id: string; born: string | null; isHere: boolean }>(
      `SELECT p.id, CASE WHEN p.deleted_at IS NULL THEN to_char(p.date_of_birth, 'YYYY-MM-DD') END AS born, EXISTS (SELECT FROM tenancy_parties y JOIN tenancies t
         ON t.organisation_id = y.organisation_id AND t.id = y.tenancy_id
         WHERE y.organisation_id = p.organisation_id AND y.person_id = p.id AND t.is_active AND t.deleted_at IS NULL
           AND NOT EXISTS (SELECT FROM homes h WHERE h.id = t.home_id AND h.scheme = 'refuge')) AS "isHere"
       FROM people p WHERE p.organisation_id = $1`,
    );
    const bandOf = (born: string | null | undefined) => {
      if (born === null || born === undefined) return null;
      const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);
      return years < 16
        ? 'under-16'
        : years < 35
          ? '16-34'
          : years < 55
            ? '35-54'
            : years < 75
              ? '55-74'
              : '75-or-over';
    };
    const bornOf = new Map(people.map(({ id, born }) => [id, born]));
    const heard = [...new Set(since(364).map(whoOf))];
    const found = await shown<HeardFrom>('who-we-hear-from?by=age&period=52-weeks');
    expect(found.rows.map(({ key }) => key)).toEqual(['16-34', '35-54', '55-74', '75-or-over', null]);
    for (const { key, here, heard: said } of found.rows) {
      expectTrueOrKeptBack(here, people.filter(({ isHere, born }) => isHere && bandOf(born) === key).length);
      expectTrueOrKeptBack(said, heard.filter((one) => bandOf(bornOf.get(one)) === key).length);
    }
    const isHereCount = people.filter(({ isHere }) => isHere).length;
    expect(found.total).toEqual({ here: isHereCount, heard: heard.length, first: null });
    expect(found.rows.some(({ heard: said }) => said !== null)).toBe(true);
    if (found.finding.code !== 'least-from') throw new Error(found.finding.code);
    const { here, heard: total } = found.total as { here: number; heard: number };
    const gaps = found.rows.flatMap((row) =>
      row.key === null || row.here === null || row.heard === null ? [] : [row.here / here - row.heard / total],
    );
    expect(found.finding.here / here - found.finding.heard / total).toBeCloseTo(Math.max(...gaps), 10);
  });

  it('is by whether they told us of an access need, of people, as they said it last', async () => {
    const told = await read<{ person: string; needs: string[] }>(
      'SELECT person_id AS person, needs FROM ways_to_reach WHERE organisation_id = $1 AND ended_at IS NULL',
    );
    const needing = new Set(told.filter(({ needs }) => needs.includes('step-free')).map(({ person }) => person));
    expect(told.length).toBeGreaterThan(needing.size);
    const here = await read<{ person: string; home: string }>(
      `SELECT DISTINCT y.person_id AS person, t.home_id AS home FROM tenancy_parties y JOIN tenancies t ON t.id = y.tenancy_id
       WHERE y.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL`,
    );
    const lives = new Set(here.filter(({ home }) => !refuges.has(home)).map(({ person }) => person));
    const heard = new Set(since(364).map(whoOf));
    const found = await shown<HeardFrom>('who-we-hear-from?by=needs&period=52-weeks');
    expect(found.rows.map(({ key }) => key)).toEqual(['access-need', null]);
    const [need] = found.rows;
    expect([need?.here, need?.heard]).toEqual(
      [lives, heard].map((all) => [...all].filter((one) => needing.has(one)).length),
    );
    expect(found.total).toEqual({ here: lives.size, heard: heard.size, first: null });
    const isLess = need!.heard! / heard.size < need!.here! / lives.size;
    expect(found.finding.code).toBe(isLess ? 'least-from' : 'in-proportion');
  });

  it.each(periods)('is by how we heard, each person once, under the last way, over %s', async (period) => {
    const last = new Map<string, VoiceRow>();
    for (const voice of since(weeks[period])) {
      const other = last.get(whoOf(voice));
      if (!other || voice.at > other.at || (voice.at === other.at && voice.id > other.id))
        last.set(whoOf(voice), voice);
    }
    const found = await shown<HeardFrom>(`who-we-hear-from?by=way&period=${period}`);
    const truth = by([...last.values()], ({ way }) => way);
    expect(found.rows.map(({ key }) => key)).toEqual(
      [...truth.keys()].sort((a, b) => (a ?? '').localeCompare(b ?? '')),
    );
    const firsts = firstIn(weeks[period]);
    for (const { key, heard, here, first } of found.rows) {
      expectTrueOrKeptBack(heard, truth.get(key)?.length ?? 0);
      const theirs = (truth.get(key) ?? []).filter((voice) => firsts.has(`who ${whoOf(voice)}`));
      expectTruePart(first, theirs.length, heard ?? 0);
      expect(here).toBeNull();
    }
    expect(found.rows.some(({ first }) => first !== null)).toBe(period === '52-weeks');
    const [lately] = (await shown<FirstTimeShown>(`first-time?period=${period}`)).periods;
    expect(found.total).toEqual({ here: null, heard: last.size, first: lately?.first });
    expect(found.rows.filter(({ heard }) => heard !== null).length).toBeGreaterThan(1);
  });
});

it('areas tell of households heard, waiting and silent for a year', async () => {
  const here = await living();
  const heard = householdsOf(since(91), here);
  const year = householdsOf(since(364), here);
  const owed = await read<{ household: string | null }>(
    `SELECT household_id AS household FROM replies_owed WHERE organisation_id = $1 AND settled_at IS NULL`,
  );
  const waits = new Set(owed.map(({ household }) => household));
  const found = await shown<AreasShown>('areas');
  const truth = by(here, ({ area }) => area);
  expect(found.areas.length).toBeGreaterThan(5);
  expect(found.areas.filter(({ area }) => area === null).length).toBe(1);
  for (const { area, name, households, heard: said, silent, waiting } of found.areas) {
    if (area === null) continue;
    const group = truth.get(area) ?? [];
    expect(name).toMatch(/^(Estate|Block) \d+$/);
    expectTrueOrKeptBack(households, group.length);
    expectTrueOrKeptBack(said, group.filter(({ household }) => heard.has(household)).length);
    if (households !== null) expect(waiting).toBe(group.filter(({ household }) => waits.has(household)).length);
    if (silent !== null) expect(silent).toBe(group.filter(({ household }) => !year.has(household)).length);
  }
  expect(found.areas.some(({ silent }) => silent !== null)).toBe(true);
  const isLeft = ({ household }: Living) => !year.has(household);
  expect(found.total).toEqual({
    households: here.length,
    heard: here.filter(({ household }) => heard.has(household)).length,
    waiting: here.filter(({ household }) => waits.has(household)).length,
    silent: here.filter(isLeft).length,
  });
  if (found.finding.code !== 'least-heard') throw new Error(found.finding.code);
  const shares = found.areas.flatMap(({ area, households, heard: said }) =>
    area === null || households === null || said === null ? [] : [said / households],
  );
  expect(found.finding.heard / found.finding.households).toBeCloseTo(Math.min(...shares), 10);
});

it('waiting tells of people, each since the oldest of theirs', async () => {
  const owed = await read<{
    id: string;
    person: string | null;
    household: string | null;
    home: string | null;
    days: number;
  }>(
    `SELECT v.id, v.person_id AS person, v.household_id AS household, v.home_id AS home, (extract(epoch FROM now() - w.since) / 86400)::float8 AS days
     FROM replies_owed w, voices v WHERE w.organisation_id = $1 AND v.organisation_id = $1 AND v.id = w.voice_id
       AND w.settled_as IS NULL`,
  );
  const oldest = new Map<string, number>();
  for (const { id, person, household, home, days } of owed) {
    if (refuges.has(household) || refuges.has(home)) continue;
    const who = person ?? household ?? id;
    oldest.set(who, Math.max(oldest.get(who) ?? 0, Math.floor(days)));
  }
  const ages = [...oldest.values()];
  const within = (from: number, to: number) => ages.filter((days) => days >= from && days <= to).length;
  const found = await shown<WaitingShown>('waiting');
  expect(found.bands).toEqual([
    { band: '0-27', people: within(0, 27) },
    { band: '28-55', people: within(28, 55) },
    { band: '56-or-more', people: within(56, 1e9) },
  ]);
  expect(found.bands.every(({ people }) => people > 0)).toBe(true);
  expect(found.finding).toEqual({
    code: 'waiting-long',
    people: ages.length,
    long: within(56, 1e9),
    oldest: Math.max(...ages),
  });
  expect(found.days.map(({ days }) => days)).toEqual([...new Set(ages)].sort((a, b) => b - a));
  for (const { days, people } of found.days) expect(people).toBe(within(days, days));

  const sortings = await read<{ voice: string; kind: string | null }>(
    'SELECT voice_id AS voice, kind FROM voice_sortings WHERE organisation_id = $1 ORDER BY sorted_at',
  );
  const kindOf = new Map(sortings.map(({ voice, kind }) => [voice, kind]));
  const outside = owed.filter(({ household, home }) => !refuges.has(household) && !refuges.has(home));
  expect(found.questions).toBe(outside.filter(({ id }) => kindOf.get(id) === 'question').length);
  expect(found.questions).toBeGreaterThan(0);
  expect(found.questions).toBeLessThan(outside.length);
  const open = await read<{ topic: string; household: string | null; home: string | null }>(
    `SELECT t.topic_id AS topic, v.household_id AS household, v.home_id AS home FROM topic_voices t JOIN voices v ON v.id = t.voice_id
     WHERE t.organisation_id = $1 AND v.withdrawn_at IS NULL
       AND t.topic_id NOT IN (SELECT topic_id FROM replies WHERE organisation_id = $1)`,
  );
  const undecided = open.filter(({ household, home }) => !refuges.has(household) && !refuges.has(home));
  expect(found.topics).toBe(sizeOf(undecided.map(({ topic }) => topic)));
  expect(found.topics).toBeGreaterThan(0);
});

it('roll calls have every household of each open ask in one state', async () => {
  const all = await read<{ ask: string; household: string; state: string; round: number; until: string | null }>(
    `SELECT h.ask_id AS ask, h.household_id AS household, h.state, h.round, to_char(h.until, 'YYYY-MM-DD') AS until FROM ask_households h
     JOIN asks a ON a.id = h.ask_id AND a.organisation_id = h.organisation_id
     WHERE h.organisation_id = $1 AND a.state = 'open'`,
  );
  const rows = all.filter(({ household }) => !refuges.has(household));
  expect(rows.length).toBeLessThan(all.length);
  const stateOf = ({ state, round, until }: (typeof rows)[number]) =>
    state === 'cannot-now' && (until ?? '') <= today ? (round > 0 ? 'asked' : 'not-asked') : state;
  const found = await shown<RollCallsShown>('roll-calls');
  expect(found.asks).toHaveLength(3);
  for (const ask of found.asks) {
    const roll = rows.filter((row) => row.ask === ask.askId);
    expect(ask.scope).toBe(roll.length);
    for (const state of ['not-asked', 'asked', 'heard', 'declined', 'cannot-now'] as const)
      expect([state, ask[state]]).toEqual([state, roll.filter((row) => stateOf(row) === state).length]);
    expect(ask.heardFirst).toBe(roll.filter(({ state, round }) => state === 'heard' && round < 2).length);
  }
  const [first] = found.asks;
  if (!first) throw new Error('There are open asks.');
  expect(found.finding).toEqual({
    code: 'still-to-hear',
    askId: first.askId,
    question: first.question,
    scope: first.scope,
    left: first.scope - first.heard - first.declined,
  });
});

it('decisions stand at the level that each ask itself is shown at', async () => {
  const asks = await read<{ id: string; day: string }>(
    `SELECT id, to_char(decision_on, 'YYYY-MM-DD') AS day FROM asks WHERE organisation_id = $1 AND state <> 'draft'`,
  );
  const levels = await service.platform.database.inOrganisation(landlord.id, async (db) => {
    const each: { level: string; day: string }[] = [];
    for (const { id, day } of asks) each.push({ day, level: await levelOfAsk(db, id) });
    return each;
  });
  const found = await shown<DecisionsShown>('decisions');
  expect(found.levels.map(({ level }) => level)).toEqual([
    'residents',
    'together',
    'landlord-after-asking',
    'landlord',
  ]);
  const month = Number(today.slice(5, 7));
  expect(found.thisQuarter.from).toBe(`${today.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`);
  for (const { level, thisQuarter, lastQuarter } of found.levels) {
    const countIn = ({ from, before }: { from: string; before: string }) =>
      levels.filter((ask) => ask.level === level && ask.day >= from && ask.day < before).length;
    expect([level, thisQuarter, lastQuarter]).toEqual([level, countIn(found.thisQuarter), countIn(found.lastQuarter)]);
  }
  expect(sizeOf(levels.map(({ level }) => level))).toBeGreaterThan(2);
});

it('themes are of people a week, as they were sorted last', async () => {
  const sortings = await read<{ voice: string; theme: string | null }>(
    `SELECT voice_id AS voice, theme FROM voice_sortings WHERE organisation_id = $1 ORDER BY sorted_at`,
  );
  const answers = await read<{ voice: string; theme: string }>(
    `SELECT v.id AS voice, q.theme FROM voices v JOIN outcomes o ON o.id = v.outcome_id JOIN prompts q ON q.id = o.prompt_id
     WHERE v.organisation_id = $1`,
  );
  // Sorted or not, else what it answers is about.
  const themeOf = new Map([...answers, ...sortings].map(({ voice, theme }) => [voice, theme]));
  const found = await shown<ThemesShown>('themes');
  expect(found.weeks).toHaveLength(13);
  const themed = since(91).flatMap((voice) => {
    const theme = themeOf.get(voice.id) ?? null;
    return theme === null ? [] : [{ ...voice, theme }];
  });
  const raised = by(themed, ({ theme }) => theme);
  expect(new Set(found.themes.map(({ theme }) => theme))).toEqual(new Set(raised.keys()));
  for (const { theme, weeks: counts, lately, earlier } of found.themes) {
    const said = raised.get(theme) ?? [];
    const people = (from: string, before: string) =>
      sizeOf(said.filter(({ day }) => day >= from && day < before).map(whoOf));
    expect(counts).toEqual(found.weeks.map((week) => people(week, dayBefore(-7, week))));
    expect([lately, earlier]).toEqual([people(dayBefore(27), '9999'), people(dayBefore(55), dayBefore(27))]);
  }
  const changes = found.themes.map(({ lately, earlier }) => Math.abs(lately - earlier));
  if (!('theme' in found.finding)) throw new Error(found.finding.code);
  expect(Math.abs(found.finding.lately - found.finding.earlier)).toBe(Math.max(...changes));
});

it.each(periods)('concentration counts whoever speaks often once, over %s', async (period) => {
  const times = [...by(since(weeks[period]), whoOf).values()].map((said) => said.length).sort((a, b) => b - a);
  const found = await shown<ConcentrationShown>(`concentration?period=${period}`);
  expect(found.people).toBe(times.length);
  const within = (from: number, to: number) => times.filter((n) => n >= from && n <= to).length;
  const truth = { '1': within(1, 1), '2-4': within(2, 4), '5-or-more': within(5, 1e9) };
  for (const { band, people } of found.bands) expectTrueOrKeptBack(people, truth[band]);
  const most = Math.max(10, Math.ceil(times.length / 10));
  const sum = (all: readonly number[]) => all.reduce((total, n) => total + n, 0);
  expect(found.finding).toEqual({
    code: 'share-of-most',
    people: most,
    share: Math.round((100 * sum(times.slice(0, most))) / sum(times)),
  });
  const asks = await read<{ id: string }>('SELECT id FROM asks WHERE organisation_id = $1');
  const ids = JSON.stringify(found).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
  expect(ids.filter((id) => !asks.some((ask) => ask.id === id))).toEqual([]);
});

it('few speak for many where half of everything comes from a quarter of the people, or fewer', async () => {
  const homes = await read<{ id: string; reference: string; parent: string | null }>(
    `SELECT id, reference_id AS reference, parent_reference->>'id' AS parent FROM homes
     WHERE organisation_id = $1 AND deleted_at IS NULL`,
  );
  const tenancies = await read<{ id: string; home: string }>(
    'SELECT id, home_id AS home FROM tenancies WHERE organisation_id = $1',
  );
  const asked = await read<{ voice: string; ask: string }>(
    `SELECT t.voice_id AS voice, a.id AS ask FROM topic_voices t JOIN asks a ON a.topic_id = t.topic_id
     WHERE t.organisation_id = $1`,
  );
  const said = since(364);
  const parentOf = new Map(homes.flatMap(({ id, reference, parent }) => [[id, parent] as const, [reference, parent]]));
  const homeOf = new Map(tenancies.map(({ id, home }) => [id, home]));
  const area = ({ home, household }: VoiceRow) => {
    const block = parentOf.get(home ?? homeOf.get(household ?? '') ?? '') ?? null;
    return block === null ? null : (parentOf.get(block) ?? block);
  };
  const saidById = new Map(said.map((voice) => [voice.id, voice]));
  const groups = new Map<string, VoiceRow[]>([['everywhere null', said]]);
  for (const [key, voices] of by(said, area)) if (key !== null) groups.set(`area ${key}`, voices);
  for (const { voice, ask } of asked) {
    const found = saidById.get(voice);
    if (found) groups.set(`ask ${ask}`, [...(groups.get(`ask ${ask}`) ?? []), found]);
  }
  expect([...groups.keys()].filter((key) => key.startsWith('ask')).length).toBeGreaterThan(1);
  const { few } = await shown<ConcentrationShown>('concentration?period=52-weeks');
  for (const { of, key, name, part, people, share, isFew } of few.rows) {
    const times = [...by(groups.get(`${of} ${key}`) ?? [], whoOf).values()].map(({ length }) => length);
    times.sort((a, b) => b - a);
    const most = Math.max(10, Math.ceil((times.length * part) / 100));
    const sum = (all: readonly number[]) => all.reduce((total, n) => total + n, 0);
    const theirs = sum(times.slice(0, most));
    expect({ of, key, part, people, share, isFew }).toEqual({
      ...{ of, key, part, people: most, share: Math.round((100 * theirs) / sum(times)) },
      isFew: theirs * 2 >= sum(times) && most * 4 <= times.length,
    });
    expect(times.length - most).toBeGreaterThanOrEqual(10);
    if (of === 'area') expect(name).toMatch(/^(Estate|Block) \d+$/);
    if (of === 'ask') expect(name).toMatch(/^Question/);
  }
  expect(few.rows.filter(({ of }) => of !== 'everywhere')).toHaveLength(groups.size - 1 - few.tooFew);
  const shares = few.rows.filter(({ isFew }) => isFew).map(({ share }) => share);
  if (few.finding.code !== 'few-speak') throw new Error(few.finding.code);
  expect(few.finding.share).toBe(Math.max(...shares));
});

describe('who to go to', () => {
  it('is every home of an area that was not heard for a year, page by page, for those who may read people', async () => {
    const here = (await living()).filter(({ area }) => area === 'estate3');
    const year = householdsOf(since(364), here);
    const silent = here.filter(({ household }) => !year.has(household)).map(({ household }) => household);
    expect(silent.length).toBeGreaterThan(3);
    const items: SilentShown['items'] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: SilentShown = await shown<SilentShown>(
        `silent?place=estate3&limit=2${after === '' ? '' : `&after=${after}`}`,
      );
      expect(page.areHomesShown).toBe(true);
      items.push(...page.items);
      after = page.after;
    }
    expect(items.map(({ householdId }) => householdId)).toEqual(silent.toSorted());
    for (const { householdId, address, tenancy, lastHeardOn } of items) {
      const home = here.find(({ household }) => household === householdId)?.home;
      const days = voices
        .filter((voice) => voice.household === householdId || (voice.household === null && voice.home === home))
        .map(({ day }) => day);
      expect(lastHeardOn).toBe(days.toSorted().at(-1) ?? null);
      expect(address).toMatch(/^Dwelling \d+$/);
      expect(tenancy).toMatch(/^tenancy\d+$/);
    }
    expect(items.some(({ lastHeardOn }) => lastHeardOn !== null)).toBe(true);
    const audited = await read<{ detail: object }>(
      `SELECT detail FROM audit_entries WHERE organisation_id = $1 AND action = 'picture.silent' ORDER BY id LIMIT 1`,
    );
    expect(audited).toEqual([{ detail: { place: 'estate3', shown: 2 } }]);
  });

  it('shows no home to those who may not read people, and none of a place where few live', async () => {
    const add = service.app.get(AddApiKey);
    const { apiKey } = await add.run('test', landlord.id, { name: 'looks on', role: 'viewer' });
    const { status, body } = await panel<SilentShown>('silent?place=estate3', apiKey);
    expect([status, body]).toEqual([200, { areHomesShown: false, items: [], after: null }]);
    expect((await panel<Problem>('silent?place=dwelling5')).body.code).toBe('place-too-small');
  });
});

it('first-time voices are of people whom nobody had heard before', async () => {
  const known = voices.filter((voice) => whoOf(voice) !== voice.id && voice.day <= today);
  const found = await shown<FirstTimeShown>('first-time');
  const countIn = (from: string, to: string) => {
    const before = new Set(everSaid.filter(({ day }) => day < from).map(whoOf));
    const said = [...by(known, whoOf).values()].filter((all) => all.some(({ day }) => day >= from && day <= to));
    return { people: said.length, first: said.filter(([one]) => one && !before.has(whoOf(one))).length };
  };
  const now = countIn(dayBefore(90), today);
  const earlier = countIn(dayBefore(181), dayBefore(91));
  for (const [at, truth] of [now, earlier].entries()) {
    expect(found.periods[at]?.people).toBe(truth.people);
    expectTrueOrKeptBack(found.periods[at]?.first ?? null, truth.first);
  }
  expect(found.finding).toEqual({ code: 'first-time', ...now });
});

describe('the day on which somebody was first heard', () => {
  const kept = async () =>
    new Map(
      (
        await owner.query<{ name: string; at: number }>(
          `SELECT kind || ' ' || id AS name, extract(epoch FROM said_at)::float8 AS at FROM first_heard WHERE organisation_id = $1`,
          [ash.id],
        )
      ).rows.map(({ name, at }) => [name, at]),
    );
  const found = async () => {
    const firsts = new Map<string, number>();
    const { rows } = await owner.query<VoiceRow>(everyVoice, [ash.id]);
    for (const voice of rows.filter(({ withdrawn, whose }) => !withdrawn && whose !== 'reading'))
      for (const name of namesOf(voice))
        if (name !== null) firsts.set(name, Math.min(firsts.get(name) ?? Infinity, voice.at));
    return firsts;
  };

  it('is kept for people, households and homes, and is that of the next where one is taken back', async () => {
    const before = await kept();
    expect(before).toEqual(await found());
    for (const kind of ['who', 'household', 'home'])
      expect([...before.keys()].filter((name) => name.startsWith(`${kind} `)).length).toBeGreaterThan(5);
    const { rows } = await owner.query<{ id: string }>(
      `SELECT id FROM voices WHERE organisation_id = $1 AND withdrawn_at IS NULL ORDER BY household_id, said_at`,
      [ash.id],
    );
    // Two of three, of the same household at the same moment.
    await Promise.all(
      rows.flatMap(({ id }, at) =>
        at % 3 === 0
          ? []
          : [
              service.platform.database.inOrganisation(ash.id, (db) =>
                db.rows('UPDATE voices SET withdrawn_at = now() WHERE organisation_id = $1 AND id = $2', [ash.id, id]),
              ),
            ],
      ),
    );
    const after = await kept();
    expect(after).toEqual(await found());
    expect(after.size).toBeLessThan(before.size);
    expect([...after].filter(([name, at]) => at > (before.get(name) ?? 0)).length).toBeGreaterThan(5);
  });

  it('is an earlier one where what was said then comes in late', async () => {
    const {
      rows: [earliest],
    } = await owner.query<{ id: string; household: string }>(
      `SELECT f.id AS household, v.id FROM first_heard f JOIN voices v ON v.organisation_id = $1 AND v.household_id = f.id
         AND v.said_at = f.said_at WHERE f.organisation_id = $1 AND f.kind = 'household' LIMIT 1`,
      [ash.id],
    );
    await owner.query(
      `INSERT INTO voices (organisation_id, id, household_id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
       SELECT organisation_id, gen_random_uuid(), household_id, 'Late.', 'own', true, 'staff', said_at + make_interval(days => days), 'late ' || days, '\\x00'
       FROM voices, generate_series(-9, 9, 3) days WHERE organisation_id = $1 AND id = $2`,
      [ash.id, earliest?.id],
    );
    expect(await kept()).toEqual(await found());
  });
});

it('loops count each person once: owed before anything else, changed before told', async () => {
  const owed = new Map(
    (
      await read<{ id: string; as: string | null }>(
        `SELECT voice_id AS id, settled_as AS as FROM replies_owed WHERE organisation_id = $1`,
      )
    ).map(({ id, as }) => [id, as ?? 'owed']),
  );
  const done = new Set(
    (
      await read<{ id: string }>(
        `SELECT g.voice_id AS id FROM tellings g WHERE g.organisation_id = $1 AND g.state = 'told' AND g.reply_id IN (
           SELECT id FROM replies WHERE organisation_id = $1 AND result = 'done')`,
      )
    ).map(({ id }) => id),
  );
  const truth = { owed: 0, changed: 0, told: 0, 'not-told': 0 };
  for (const said of by(since(364), whoOf).values()) {
    const states = said.map(({ id }) => (owed.get(id) === 'told' && done.has(id) ? 'changed' : owed.get(id)));
    truth[(['owed', 'changed', 'told'] as const).find((state) => states.includes(state)) ?? 'not-told'] += 1;
  }
  const found = await shown<LoopsShown>('loops?period=52-weeks');
  expect(Object.fromEntries(found.states.map(({ state, people }) => [state, people]))).toEqual(truth);
  expect(Object.values(truth).every((people) => people > 0)).toBe(true);
  expect(found.finding).toEqual({ code: 'told', people: found.people, told: truth.told + truth.changed });
});

it.each(periods)('of the contacts with a prompt, each step is of those in the step before, over %s', async (period) => {
  const prompts = await read<{ id: string; household: string; kind: string; state: string; day: string }>(
    `SELECT id, household_id AS household, kind, state, to_char(created_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS day
     FROM prompts WHERE organisation_id = $1`,
  );
  const outcomes = await read<{ voice: string; prompt: string }>(
    `SELECT v.id AS voice, o.prompt_id AS prompt FROM voices v JOIN outcomes o ON o.id = v.outcome_id
     WHERE v.organisation_id = $1 AND o.withdrawn_at IS NULL`,
  );
  const told = await read<{ voice: string; done: boolean }>(
    `SELECT w.voice_id AS voice, EXISTS (SELECT FROM tellings g JOIN replies r ON r.id = g.reply_id
       WHERE g.voice_id = w.voice_id AND g.state = 'told' AND r.result = 'done') AS done
     FROM replies_owed w WHERE w.organisation_id = $1 AND w.settled_as = 'told'`,
  );
  const counted = new Set(voices.map(({ id }) => id));
  const promptOf = new Map(outcomes.filter(({ voice }) => counted.has(voice)).map((one) => [one.voice, one.prompt]));
  const put = new Set(
    prompts
      .filter(({ kind, state }) => kind !== 'tell-them' && state !== 'withdrawn')
      .filter(({ day, household }) => day > dayBefore(weeks[period]) && day <= today && !refuges.has(household))
      .map(({ id }) => id),
  );
  const within = (ids: readonly string[]) =>
    sizeOf(ids.flatMap((id) => (put.has(promptOf.get(id) ?? '') ? [promptOf.get(id)] : [])));
  const truth = [
    put.size,
    within([...promptOf.keys()]),
    within(told.map(({ voice }) => voice)),
    within(told.filter(({ done }) => done).map(({ voice }) => voice)),
  ] as const;
  const found = await shown<FromPromptsShown>(`from-prompts?period=${period}`);
  expect(found.steps.map(({ step }) => step)).toEqual(['prompt', 'words', 'told', 'changed']);
  expect(found.steps.map(({ contacts }) => contacts)).toEqual(truth);
  expect(found.finding).toEqual({ code: 'came-of-it', prompt: truth[0], words: truth[1], changed: truth[3] });
  for (const [at, contacts] of truth.entries()) expect(contacts).toBeLessThan(truth[at - 1] ?? prompts.length);
  expect(truth[3]).toBeGreaterThan(0);
});

describe('what staff take up of the prompts', () => {
  interface Prompt {
    readonly home: string | null;
    readonly state: string;
    readonly reason: string | null;
    readonly day: string;
  }
  const over = async () =>
    (
      await read<Prompt & { household: string; kind: string }>(
        `SELECT q.household_id AS household, t.home_id AS home, q.kind, q.state, to_char(q.created_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS day,
           (SELECT reason FROM outcomes o WHERE o.organisation_id = $1 AND o.prompt_id = q.id AND o.withdrawn_at IS NULL) AS reason
         FROM prompts q JOIN tenancies t ON t.id = q.household_id WHERE q.organisation_id = $1`,
      )
    ).filter(
      ({ household, kind, state }) =>
        kind !== 'tell-them' && ['answered', 'not-this-time', 'expired'].includes(state) && !refuges.has(household),
    );
  /** Which teams look after a home, found by going up from it. */
  const teamsOf = async () => {
    const places = await read<{ team: string; place: string }>(
      'SELECT team_code AS team, place FROM team_places WHERE organisation_id = $1',
    );
    const homes = await read<{ id: string; reference: string; parent: string | null }>(
      `SELECT id, reference_id AS reference, parent_reference->>'id' AS parent FROM homes
       WHERE organisation_id = $1 AND deleted_at IS NULL`,
    );
    const byId = new Map(homes.map((home) => [home.id, home]));
    const byReference = new Map(homes.map((home) => [home.reference, home]));
    const above = (home: string | null) => {
      const teams = new Set<string>();
      for (let at = byId.get(home ?? ''); at; at = byReference.get(at.parent ?? '')) {
        const names = [at.reference, at.parent];
        for (const { team, place } of places) if (names.includes(place)) teams.add(team);
      }
      return [...teams];
    };
    const known = new Map(homes.map(({ id }) => [id, above(id)]));
    return (home: string | null) => known.get(home ?? '') ?? [];
  };
  const reasons = ['moment', 'topic', 'another-way', 'never', 'wrong'] as const;

  it.each(periods)('is by the team that looks after the home, by name, over %s', async (period) => {
    const teams = await teamsOf();
    const prompts = (await over()).filter(({ day }) => day > dayBefore(weeks[period]) && day <= today);
    const truth = by(prompts, ({ home }) => {
      const found = teams(home);
      return found.length === 1 && found[0] !== 'team5' ? (found[0] ?? null) : null;
    });
    expect(sizeOf(prompts.map(({ home }) => teams(home).length))).toBe(3);
    const found = await shown<AdoptionShown>(`adoption?period=${period}`);
    expect(found.teams.map(({ team }) => team)).toEqual(['team1', 'team2', 'team3', 'team4', null]);
    const count = (some: readonly Prompt[], state: string) => some.filter((one) => one.state === state).length;
    const reasonIn = (some: readonly Prompt[], reason: string) =>
      some.filter((one) => one.state === 'not-this-time' && one.reason === reason).length;
    for (const row of found.teams) {
      const theirs = truth.get(row.team) ?? [];
      expect(row.name).toBe(row.team && `Team ${row.team.slice(4)}`);
      expectTrueOrKeptBack(row.prompts, theirs.length);
      expectTruePart(row.used, count(theirs, 'answered'), theirs.length);
      for (const reason of reasons) expectTrueOrKeptBack(row.notThisTime[reason] ?? null, reasonIn(theirs, reason));
    }
    expect(found.teams.filter(({ used }) => used !== null).length).toBeGreaterThan(2);
    expect(found.total).toEqual({
      prompts: prompts.length,
      used: count(prompts, 'answered'),
      notThisTime: Object.fromEntries(reasons.map((reason) => [reason, reasonIn(prompts, reason)])),
    });
    const times = Math.max(...reasons.map((reason) => reasonIn(prompts, reason)));
    const used = count(prompts, 'answered');
    expect(found.finding).toEqual({ code: 'used', prompts: prompts.length, used, reason: 'moment', times });
  });

  it('shows nothing where all there are is a team of fewer than ten staff', async () => {
    const change = async (sql: string) => owner.query(sql, [ash.id]);
    await change(`DELETE FROM team_staff WHERE organisation_id = $1 AND team_code <> 'team5'`);
    await change(`DELETE FROM team_places WHERE organisation_id = $1`);
    await change(
      `INSERT INTO team_places SELECT organisation_id, 'team5', 'patch', reference_id FROM homes WHERE organisation_id = $1`,
    );
    const { body } = await panel<AdoptionShown>('adoption?period=52-weeks', ash.apiKey);
    expect(body.finding).toEqual({ code: 'too-few' });
    expect(JSON.stringify([body.teams, body.total])).not.toMatch(/\d\d/);
    await change(
      `INSERT INTO team_staff SELECT organisation_id, 'team5', 'more' || n FROM organisations, generate_series(1, 6) n WHERE id = $1`.replace(
        'organisation_id, ',
        'id, ',
      ),
    );
    const { body: ten } = await panel<AdoptionShown>('adoption?period=52-weeks', ash.apiKey);
    expect(ten.teams.map(({ team, prompts }) => [team, (prompts ?? 0) > 10])).toEqual([['team5', true]]);
  });
});

describe('a place', () => {
  it('narrows to the homes in it', async () => {
    const here = (await living()).filter(({ area }) => area === 'estate3');
    expect(here.length).toBeGreaterThan(10);
    const inside = new Set(here.map(({ household }) => household));
    const homes = new Set(
      (
        await read<{ id: string }>(
          `SELECT h.id FROM homes h JOIN homes b ON b.organisation_id = $1 AND b.reference_id = h.parent_reference->>'id'
           WHERE h.organisation_id = $1 AND h.deleted_at IS NULL AND b.parent_reference->>'id' = 'estate3'`,
        )
      ).map(({ id }) => id),
    );
    const said = since(91).filter(({ household, home }) => inside.has(household ?? '') || homes.has(home ?? ''));
    const found = await shown<LoopsShown>('loops?place=estate3');
    expect(found.people).toBe(sizeOf(said.map(whoOf)));
    expect(found.people).toBeGreaterThan(0);
    const { asks } = await shown<RollCallsShown>('roll-calls?place=estate3');
    expect(Math.max(...asks.map(({ scope }) => scope))).toBe(here.length);
  });

  it('is refused where few live, where there is none, and where it would tell who people are', async () => {
    for (const path of ['waiting', 'themes', 'loops', 'roll-calls', 'from-prompts']) {
      const { status, body } = await panel<Problem>(`${path}?place=dwelling5`);
      expect([status, body.code]).toEqual([409, 'place-too-small']);
    }
    expect((await panel<Problem>('waiting?place=nowhere')).body.code).toBe('place-unknown');
    const everywhere = await shown<ConcentrationShown>('concentration');
    expect(await shown<ConcentrationShown>('concentration?place=estate3')).toEqual(everywhere);
  });
});

it('is not for those who enforce, and a landlord with nothing yet has nothing in it', async () => {
  const add = service.app.get(AddApiKey);
  const { apiKey } = await add.run('test', landlord.id, { name: 'viewer', role: 'viewer' });
  expect((await panel('waiting', apiKey)).status).toBe(200);
  const operative = await add.run('test', landlord.id, { name: 'operative', role: 'operative' });
  expect((await panel('waiting', operative.apiKey)).status).toBe(403);
  const empty = await addLandlord(service, 'oak');
  const findings = await Promise.all(
    [
      'who-we-hear-from',
      'roll-calls',
      'waiting',
      'decisions',
      'themes',
      'areas',
      'concentration',
      'first-time',
      'loops',
      'from-prompts',
      'adoption',
    ].map(async (path) => (await panel<{ finding: { code: string } }>(path, empty.apiKey)).body.finding.code),
  );
  expect(findings).toEqual([
    'too-few',
    'nothing-open',
    'nobody-waits',
    'nothing-decided',
    'nothing-raised',
    'too-few',
    'too-few',
    'too-few',
    'nobody-heard',
    'nothing-asked',
    'nothing-asked',
  ]);
});

describe('the whole description of the API', () => {
  interface Schema {
    readonly $ref?: string;
    readonly type?: string | readonly string[];
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly items?: Schema;
    readonly additionalProperties?: Schema | boolean;
    readonly anyOf?: readonly Schema[];
    readonly oneOf?: readonly Schema[];
    readonly allOf?: readonly Schema[];
  }
  interface Described {
    readonly paths: Readonly<
      Record<
        string,
        Readonly<
          Record<
            string,
            {
              readonly parameters?: readonly { readonly name: string }[];
              readonly responses?: Readonly<
                Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
              >;
            }
          >
        >
      >
    >;
    readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  }
  /** What names somebody who works for the landlord, and what counts. */
  const staff = /^(staff|staffId|officer|operative|colleague|email|roles|\w+By)$/;
  const counts =
    /prompt|used|answer|ask|heard|told|said|voice|count|total|closed|wait|done|share|percent|average|rate|late|miss|reach|times/i;
  /** Figures of a thing, beside whoever made or has it. */
  const ofThings = [
    /^\w+ \/api\/v1\/asks\b.* \.content\.mostAnswers$/,
    /^\w+ \/api\/v1\/asks\b.* \.decisions\[\]\.(scope|heard)Count$/,
    /^\w+ \/api\/v1\/asks\/{id}\/voices-needed \.groups\[\]\.heard$/,
    /^\w+ \/api\/v1\/evaluations\b.* (\.items\[\])?\.answers$/,
    /^get \/api\/v1\/evidence\/because \.items\[\]\.told$/,
    // Entries that are still on a phone, so that they are not lost.
    /^get \/api\/v1\/phones \.items\[\]\.waiting$/,
    /^\w+ \/admin\/v1\/words \.waitingDays$/,
  ];
  /** Every object in a schema, with the way to it. */
  function* objectsIn(
    schema: Schema,
    all: Described,
    path: string,
    seen: readonly string[] = [],
  ): Generator<[string, Schema]> {
    const name = schema.$ref?.split('/').at(-1);
    if (name !== undefined) {
      if (!seen.includes(name)) yield* objectsIn(all.components.schemas[name]!, all, path, [...seen, name]);
      return;
    }
    if (schema.properties) yield [path, schema];
    for (const [key, inside] of Object.entries(schema.properties ?? {}))
      yield* objectsIn(inside, all, `${path}.${key}`, seen);
    if (schema.items) yield* objectsIn(schema.items, all, `${path}[]`, seen);
    if (typeof schema.additionalProperties === 'object')
      yield* objectsIn(schema.additionalProperties, all, `${path}{}`, seen);
    for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
      yield* objectsIn(one, all, path, seen);
  }
  const isNumber = (schema: Schema): boolean =>
    [schema.type].flat().some((type) => type === 'integer' || type === 'number') ||
    [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(isNumber);

  it('has no figure of anybody on the staff, and no ranking', async () => {
    const described = (await (await fetch(`${service.url}/openapi.json`)).json()) as Described;
    const figures: string[] = [];
    const names: string[] = [];
    for (const [path, operations] of Object.entries(described.paths))
      for (const [verb, { parameters, responses }] of Object.entries(operations)) {
        names.push(path, ...(parameters ?? []).map(({ name }) => `${path}?${name}`));
        for (const { content } of Object.values(responses ?? {}))
          for (const { schema } of Object.values(content ?? {}))
            for (const [at, { properties = {} }] of objectsIn(schema, described, `${verb} ${path} `)) {
              names.push(...Object.keys(properties).map((key) => `${at}.${key}`));
              if (!Object.keys(properties).some((key) => staff.test(key))) continue;
              const counted = Object.entries(properties).filter(([key, value]) => isNumber(value) && counts.test(key));
              figures.push(...counted.map(([key]) => `${at}.${key}`));
            }
      }
    expect(names.length).toBeGreaterThan(1_000);
    expect(figures.length).toBeGreaterThan(10);
    expect(figures.filter((figure) => !ofThings.some((thing) => thing.test(figure)))).toEqual([]);
    expect(names.filter((name) => /rank|league|leader|perform|productiv|scor/i.test(name))).toEqual([]);
  });
});
