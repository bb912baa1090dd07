import type {
  KeptDraft,
  KeptDrafts,
  PanelView,
  PreferencesView,
  Problem,
  SessionReply,
  VoiceReply,
} from '@doorstep/contracts/embed';
import type { HeldVoice, VoiceSummary } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { launchChromium } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import {
  addLandlord,
  bringIn,
  claimsFor,
  get,
  hostOrigin,
  personWithPrompt,
  post,
  sign,
  signIn,
  type HostRecord,
  type Landlord,
} from '../../test/landlord.js';
import { panelInPage, type HostInPage } from '../../test/panel-in-page.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { buildPanel } from '../../../widget/test/build-panel.js';
import { AttachHeldVoices } from '../listening/index.js';
import { RunSync } from '../sync/index.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let owner: pg.Pool;
/** Somebody whom the first sync does not bring. */
let newcomer: HostRecord;
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 400, seed: 5, apiKey: 'key' });
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'rowan');
  const { persons, tenures } = housing.landlord;
  const late = persons.all().find(({ tenures: held }) => held.length === 1 && tenures.get(held[0]!.id)?.isActive)!;
  persons.delete(late.id);
  await bringIn(service, landlord, housing.url, 'key');
  persons.put(late);
  newcomer = { type: 'person', id: late.id };
});
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

const panel = (session: string) => get<PanelView>(service, '/embed/v1/prompts', session, { origin: hostOrigin });
const write = <Body = Problem>(path: string, session: string, body: unknown, key = `states-${(keys += 1)}`) =>
  post<Body>(service, `/embed/v1/${path}`, body, { authorization: `Bearer ${session}`, 'idempotency-key': key });
const sql = async <Row extends object>(statement: string, values: readonly unknown[]) =>
  (await owner.query(statement, [...values])).rows as Row[];

/** Everything of an answer that the browser could tell apart, byte for byte, save the clock. */
async function wire(session: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${service.url}/embed/v1/prompts`, {
    headers: { authorization: `Bearer ${session}`, origin: hostOrigin, ...headers },
  });
  const said = [...answer.headers].filter(([name]) => name !== 'date');
  return { status: answer.status, said, body: await answer.text() };
}

describe('a silent reason not to ask', () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser.close());

  /** A home that nothing is known of but that somebody lives there: no contact, no question, no words. */
  async function homeWithNothing(): Promise<HostRecord> {
    const [found] = await sql<{ id: string }>(
      `SELECT p.reference_id AS id FROM people p
       JOIN tenancy_parties y ON y.organisation_id = p.organisation_id AND y.person_id = p.id
       JOIN tenancies t ON t.organisation_id = p.organisation_id AND t.id = y.tenancy_id AND t.is_active
       WHERE p.organisation_id = $1 AND NOT EXISTS (SELECT FROM contacts c WHERE c.tenancy_id = t.id)
       ORDER BY 1 LIMIT 1`,
      [landlord.id],
    );
    return { type: 'person', id: found!.id };
  }

  it.each<[string, number, string]>([
    [
      'a silence',
      0,
      `INSERT INTO silences (organisation_id, id, household_id, since) VALUES ($1, gen_random_uuid(), $3, now() - interval '2 days')
       RETURNING $2::text`,
    ],
    [
      'a sign of domestic abuse',
      1,
      `INSERT INTO alerts (organisation_id, person_id, reference_id, allocated_by, code, code_source, start_date, is_active)
       SELECT $1, id, 'late', 'hackney/alert', 'DV', 'DV', current_date, true FROM people
       WHERE reference_id = $2 AND $3::uuid IS NOT NULL`,
    ],
    [
      'a death',
      2,
      `UPDATE people SET date_of_death = current_date - 3
       WHERE organisation_id = $1 AND $2::text <> '' AND id IN (SELECT person_id FROM tenancy_parties WHERE tenancy_id = $3)`,
    ],
  ])('%s is answered as nothing to ask is, to the byte', async (_name, skip, happens) => {
    const { record, householdId } = await personWithPrompt(service, landlord, skip);
    const session = await signIn(service, landlord, record);
    expect((await panel(session)).body.prompts).toHaveLength(1);
    const empty = await signIn(service, landlord, await homeWithNothing());
    expect(await wire(session)).not.toEqual(await wire(empty));

    await sql(happens, [landlord.id, record.id, householdId]);
    const silent = await wire(session);
    expect(silent).toEqual(await wire(empty));
    expect(JSON.parse(silent.body)).toEqual({
      home: { state: 'none', lastAskedOn: null, notBefore: null, teams: [] },
      tellThem: [],
      prompts: [],
      heardBefore: [],
    });
    const tag = silent.said.find(([name]) => name === 'etag')![1];
    expect(await wire(session, { 'if-none-match': tag })).toEqual(await wire(empty, { 'if-none-match': tag }));
  });

  it('stands in the page, is told to the host and goes over the wire as nothing to ask does, on either runtime', async () => {
    const { record, householdId } = await personWithPrompt(service, landlord, 3);
    const empty = await homeWithNothing();
    for (const runtime of ['preact', 'react'] as const) {
      const files = await buildPanel(runtime);
      /** Everything that there is of a record: in the page, in its events and on the wire, without its ids. */
      const everythingOf = async (shown: HostRecord, says: string) => {
        const { page, traffic } = await panelInPage(browser, files, service, landlord, shown);
        const seen: unknown[] = [];
        const look = async (words: string) => {
          await page.getByText(words).locator('visible=true').first().waitFor();
          await page.waitForFunction(wasToldOfPrompts);
          seen.push(await page.evaluate(everythingInPage));
        };
        await look(says);
        await page.getByRole('button', { name: 'Log something' }).click();
        await look('What did they say?');
        await page.context().close();
        return JSON.stringify([seen, traffic])
          .replaceAll(shown.id, '<id>')
          .replaceAll(/\b(ps_|eyJ)[\w.-]+/g, '<secret>');
      };
      const nothing = await everythingOf(empty, 'Nothing to ask today');
      expect(nothing).toMatch(
        /doorstep-panel.+Nothing to ask today.+"prompts",\{"count":0\}.+POST.+\/embed\/v1\/session/,
      );
      if (runtime === 'preact') {
        expect(await everythingOf(record, 'They told me something')).not.toEqual(nothing);
        await sql(
          `INSERT INTO silences (organisation_id, id, household_id, since) VALUES ($1, gen_random_uuid(), $2, now() - interval '2 days')`,
          [landlord.id, householdId],
        );
      }
      expect(await everythingOf(record, 'Nothing to ask today')).toEqual(nothing);
    }
  }, 60_000);
});

/** In the page: whether the host knows how many prompts there are, which follows what is on the screen. */
function wasToldOfPrompts(): boolean {
  return (globalThis as unknown as HostInPage).host.events.some(([name]) => name === 'prompts');
}

/** In the page: the panel with all that it holds, and what the host was told. */
function everythingInPage(): object {
  const { panel, events, asks } = (globalThis as unknown as HostInPage).host;
  const { innerHTML, adoptedStyleSheets } = panel.shadowRoot ?? {};
  return { element: panel.outerHTML, innerHTML, styles: adoptedStyleSheets?.length, events, asks };
}

describe('looking again', () => {
  const shownTo = async (staffId: string) =>
    (
      await sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM audit_entries WHERE organisation_id = $1 AND action = 'panel.show' AND actor = $2`,
        [landlord.id, `staff:${staffId}`],
      )
    )[0]!.n;

  it('costs an answer without a body while nothing has changed, and is not in the audit', async () => {
    const { record } = await personWithPrompt(service, landlord, 4);
    const session = await signIn(service, landlord, record, 'officer-looking');
    const first = await wire(session);
    const tag = first.said.find(([name]) => name === 'etag')![1];
    expect(Object.fromEntries(first.said)['access-control-expose-headers']).toBe('etag');
    expect(await wire(session, { 'if-none-match': tag })).toMatchObject({ status: 304, body: '' });
    expect(await shownTo('officer-looking')).toBe(1);

    const routing = { chosen: [], whyNot: 'misread' };
    const said = { record, words: 'The lift sticks', whose: 'own', topic: 'shared-areas', keepName: true, routing };
    expect((await write<VoiceReply>('voices', session, said)).status).toBe(201);
    const again = await wire(session, { 'if-none-match': tag });
    expect(again.status).toBe(200);
    expect((JSON.parse(again.body) as PanelView).heardBefore).toMatchObject([{ words: 'The lift sticks' }]);
    expect(await shownTo('officer-looking')).toBe(2);
    const { body } = await get<{ items: VoiceSummary[] }>(service, '/api/v1/voices', landlord.apiKey);
    expect(body.items).toContainEqual(
      expect.objectContaining({ words: 'The lift sticks', theme: 'neighbourhood', kind: null }),
    );
  });
});

describe('a record that no sync has brought', () => {
  const said = {
    words: 'Nobody told us which bin is ours',
    whose: 'own',
    keepName: true,
    wantsReply: true,
    routing: { chosen: [], whyNot: 'misread' },
  };
  const held = async () =>
    (await get<{ items: HeldVoice[]; total: number }>(service, '/api/v1/voices/held', landlord.apiKey)).body;
  const voices = async () =>
    (await get<{ items: VoiceSummary[] }>(service, '/api/v1/voices?limit=200', landlord.apiKey)).body.items;
  const sync = () => service.app.get(RunSync).run('test', landlord.id, 'housing', true, new AbortController().signal);
  const attach = async () => {
    const due = await sql<{ id: string }>(
      `SELECT subject_id AS id FROM outbox WHERE organisation_id = $1 AND topic = 'held-voices' AND done_at IS NULL`,
      [landlord.id],
    );
    return service.app.get(AttachHeldVoices).run(
      landlord.id,
      due.map(({ id }) => id),
    );
  };

  it('keeps what was said until the record comes, puts it there once, and keeps its reference', async () => {
    const session = await signIn(service, landlord, newcomer);
    const { body: before } = await panel(session);
    expect(before.home).toMatchObject({ state: 'unknown', nextDataAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(new Date(before.home.nextDataAt!).getTime()).toBeGreaterThan(Date.now());

    const key = 'states-held-voice';
    const first = await write<VoiceReply>('voices', session, { record: newcomer, ...said }, key);
    expect(first).toMatchObject({ status: 201, body: { voiceId: null, handOffs: [], isHeld: true } });
    expect(await write('voices', session, { record: newcomer, ...said }, key)).toEqual(first);
    const other = { record: newcomer, ...said, words: 'Something else' };
    expect((await write('voices', session, other, key)).body.code).toBe('idempotency-key-reused');
    expect(await held()).toMatchObject({
      total: 1,
      items: [{ reference: first.body.reference, words: said.words, record: newcomer, days: 0, isOld: false }],
    });
    const stored = await sql<{ row: string }>('SELECT h::text AS row FROM held_voices h', []);
    expect(JSON.stringify(stored)).not.toContain('bin');
    expect((await voices()).map(({ words }) => words)).not.toContain(said.words);

    await sync();
    expect(await attach()).toBe(1);
    expect(await attach()).toBe(0);
    expect(await held()).toEqual({ items: [], total: 0 });
    const { body: after } = await panel(await signIn(service, landlord, newcomer));
    expect(after.heardBefore).toMatchObject([{ words: said.words, isReplyOwed: true, canWithdraw: true }]);
    expect(await voices()).toContainEqual(
      expect.objectContaining({ words: said.words, reference: first.body.reference, person: newcomer.id }),
    );
    const again = await write<VoiceReply>('voices', session, { record: newcomer, ...said }, key);
    expect(again.body).toMatchObject({ voiceId: after.heardBefore[0]!.voiceId, reference: first.body.reference });
    expect((await voices()).filter(({ words }) => words === said.words)).toHaveLength(1);
  });

  it('goes on waiting where the next sync does not bring it either', async () => {
    const nobody = { type: 'person', id: 'no-such-person' } as const;
    const session = await signIn(service, landlord, nobody);
    await write('voices', session, { record: nobody, ...said, words: 'Who are you?' });
    await sync();
    expect(await attach()).toBe(0);
    await sql(`UPDATE held_voices SET received_at = now() - interval '31 days' WHERE record_id = $1`, [nobody.id]);
    expect((await held()).items).toMatchObject([
      { words: 'Who are you?', days: 31, says: expect.stringMatching(/Find out whose it is/) },
    ]);
  });

  it('keeps words without a name at once: they belong to no record', async () => {
    const nobody = { type: 'person', id: 'no-such-person' } as const;
    const session = await signIn(service, landlord, nobody);
    const words = 'I would rather not say who I am';
    const reply = await write<VoiceReply>('voices', session, { record: nobody, ...said, words, isAnonymous: true });
    expect(reply.body).toEqual({ voiceId: expect.any(String), handOffs: [] });
    expect(await voices()).toContainEqual(expect.objectContaining({ words, reference: null, isAnonymous: true }));
  });

  it('is not shown to whoever may not read what was said', async () => {
    const session = await signIn(service, landlord, newcomer);
    expect((await get(service, '/api/v1/voices/held', session)).status).toBe(401);
  });
});

describe('words that were typed and not saved', () => {
  const about: KeptDraft['about'] = {
    whose: 'own',
    kind: null,
    topic: null,
    speaker: 'resident',
    reach: '',
    takenThrough: 'phone',
    supportedBy: null,
    keepName: true,
    mayShare: false,
    wantsReply: true,
    isAboutAnother: false,
    place: '',
  };
  const draft = (words: string, form: KeptDraft['form'] = 'log'): KeptDraft => ({
    ...{ form, begunAt: '2026-11-26T10:00:00Z', words, keys: {}, about },
  });
  const kept = async (session: string) =>
    (await get<KeptDrafts>(service, '/embed/v1/drafts', session, { origin: hostOrigin })).body.items;
  /** What comes with a session, for whoever opens the record. */
  const opened = async (record: HostRecord, staffId: string) => {
    const token = await sign(landlord, claimsFor(landlord, record, staffId));
    return (await post<SessionReply>(service, '/embed/v1/session', { token })).body;
  };

  it('come back to whoever typed them, at that record, and to nobody else', async () => {
    const [{ record }, other] = [
      await personWithPrompt(service, landlord, 7),
      await personWithPrompt(service, landlord, 8),
    ];
    const mine = await opened(record, 'officer-typing');
    expect(mine.hasDraft).toBeUndefined();
    expect((await write('drafts', mine.session, { record, draft: draft('My husband has') })).status).toBe(204);
    expect((await write('drafts', mine.session, { record, draft: draft('My husband has died') })).status).toBe(204);
    expect((await write('drafts', mine.session, { record: other.record, draft: draft('Not here') })).status).toBe(409);

    const later = await opened(record, 'officer-typing');
    expect(later.hasDraft).toBe(true);
    expect(await kept(later.session)).toEqual([draft('My husband has died')]);
    for (const [at, staffId] of [
      [record, 'officer-beside'],
      [other.record, 'officer-typing'],
    ] as const) {
      const elsewhere = await opened(at, staffId);
      expect(elsewhere.hasDraft).toBeUndefined();
      expect(await kept(elsewhere.session)).toEqual([]);
    }

    const [row] = await sql<{ row: string }>(
      `SELECT d::text AS row FROM panel_drafts d WHERE staff_id = 'officer-typing' AND organisation_id = $1`,
      [landlord.id],
    );
    expect(row!.row).not.toContain('husband');
    expect((await write('drafts', later.session, { record, gone: 'log' })).status).toBe(204);
    expect(await kept(later.session)).toEqual([]);

    await write('drafts', later.session, { record, draft: draft('The lift sticks') });
    const routing = { chosen: [], whyNot: 'misread' };
    const saved = { record, words: 'The lift sticks', whose: 'own', keepName: true, routing };
    expect((await write('voices', later.session, saved)).status).toBe(201);
    expect(await kept(later.session)).toEqual([]);
  });

  it('are forgotten after an hour, and the oldest before that where there are many', async () => {
    const { record } = await personWithPrompt(service, landlord, 7);
    const { session } = await opened(record, 'officer-long');
    await write('drafts', session, { record, draft: draft('An hour ago') });
    await sql(
      `INSERT INTO panel_drafts (organisation_id, installation_id, staff_id, record_type, record_id, form, sealed, kept_at, keep_until)
       SELECT organisation_id, installation_id, staff_id, 'home', n::text, form, sealed, now() + interval '1 second', keep_until
       FROM panel_drafts, generate_series(1, 9) n WHERE organisation_id = $1 AND staff_id = 'officer-long'`,
      [landlord.id],
    );
    await write('drafts', session, { record, draft: draft('What the note should say', 'words') });
    // Ten are kept, and the eleventh was the oldest.
    expect((await kept(session)).map(({ form }) => form)).toEqual(['words']);
    await sql(`UPDATE panel_drafts SET keep_until = now() - interval '1 second' WHERE organisation_id = $1`, [
      landlord.id,
    ]);
    expect(await kept(session)).toEqual([]);
    expect((await opened(record, 'officer-long')).hasDraft).toBeUndefined();
    expect(await sql('SELECT FROM panel_drafts WHERE organisation_id = $1', [landlord.id])).toEqual([]);
  });
});

describe('what a resident likes to be called', () => {
  it('stands first at their record, for whoever may see it, and not where it is restricted', async () => {
    const { record } = await personWithPrompt(service, landlord, 9);
    const session = await signIn(service, landlord, record);
    const way = {
      ...{ record, way: null, email: null, mobile: null, times: [], place: null, speaksForThem: null },
      ...{
        speakerRelation: null,
        needs: [],
        language: null,
        preferredName: 'Kit',
        saidAs: 'kitt',
        isRestricted: false,
      },
    };
    expect((await panel(session)).body).not.toHaveProperty('called');
    expect((await write('way-to-reach', session, way)).status).toBe(200);
    expect((await panel(session)).body.called).toEqual([{ name: 'Kit', saidAs: 'kitt' }]);
    await sql(
      `INSERT INTO word_settings (organisation_id, resident_word, version, changed_by) VALUES ($1, 'tenant', 1, 'test')`,
      [landlord.id],
    );
    const token = await sign(landlord, claimsFor(landlord, record));
    expect((await post<SessionReply>(service, '/embed/v1/session', { token })).body.residentWord).toBe('tenant');
    expect((await write('way-to-reach', session, { ...way, isRestricted: true })).status).toBe(200);
    expect((await panel(session)).body).not.toHaveProperty('called');
  });
});

describe('a home that asked not to be asked', () => {
  it('is asked again once staff say so, and not once that is taken back; both are in the audit', async () => {
    const { record } = await personWithPrompt(service, landlord, 6);
    const session = await signIn(service, landlord, record, 'officer-starting');
    const wish = { record, kind: 'do-not-ask', theme: null };
    expect((await write('preferences', session, wish)).status).toBe(201);
    expect((await panel(session)).body.home.state).toBe('do-not-ask');

    const { body } = await get<PreferencesView>(service, '/embed/v1/preferences', session, { origin: hostOrigin });
    const { id } = body.items.find(({ kind, theme }) => kind === 'do-not-ask' && theme === null)!;
    const ended = await fetch(`${service.url}/embed/v1/preferences/${id}/end`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}`, origin: hostOrigin, 'idempotency-key': 'states-end' },
    });
    expect(ended.status).toBe(204);
    expect((await panel(session)).body.home.state).not.toBe('do-not-ask');

    expect((await write('preferences', session, wish)).status).toBe(201);
    expect((await panel(session)).body.home.state).toBe('do-not-ask');
    const kept = await sql<{ action: string }>(
      `SELECT action FROM audit_entries WHERE organisation_id = $1 AND actor = 'staff:officer-starting'
       AND action LIKE 'preference.%' ORDER BY at, action`,
      [landlord.id],
    );
    expect(kept.map(({ action }) => action)).toEqual([
      'preference.set',
      'preference.list',
      'preference.end',
      'preference.set',
    ]);
  });
});

describe('with any number of homes', () => {
  interface PlanNode {
    readonly 'Relation Name'?: string;
    readonly 'Index Cond'?: string;
    readonly Plans?: readonly PlanNode[];
  }

  /** Tables with a row or more for each home. */
  const grows = ['people', 'homes', 'tenancies', 'tenancy_parties', 'repairs', 'contacts', 'decisions', 'prompts'];

  /** Those that a plan reads from end to end: by no index, or by one that says no more than whose they are. */
  function readWhole(node: PlanNode, found: Set<string>): void {
    const table = node['Relation Name'];
    const isLookedUp = (node['Index Cond'] ?? '').replace(/organisation_id = [^)]*/, '').includes('=');
    if (table !== undefined && grows.includes(table) && !isLookedUp) found.add(table);
    for (const below of node.Plans ?? []) readWhole(below, found);
  }

  async function tablesReadWhole(act: () => Promise<void>): Promise<string[]> {
    const { database } = service.platform;
    const found = new Set<string>();
    const explained = jest.spyOn(database, 'atOnce').mockImplementation(async (organisationId, work) =>
      database.inOrganisation(organisationId, async (db) => {
        // As where there are so many rows that nothing but looking each one up would do.
        for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await db.rows(`SET LOCAL enable_${way} = off`);
        return work({
          ...db,
          async rows<Row extends object>(statement: string, values: readonly unknown[] = []) {
            const [plan] = await db.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
              `EXPLAIN (FORMAT JSON) ${statement}`,
              values,
            );
            readWhole(plan!['QUERY PLAN'][0].Plan, found);
            return db.rows<Row>(statement, values);
          },
        });
      }),
    );
    try {
      await act();
      expect(explained).toHaveBeenCalled();
    } finally {
      explained.mockRestore();
    }
    return [...found].sort();
  }

  it('opens and shows a record, a tenancy and a home without reading a table whole', async () => {
    const { record, householdId } = await personWithPrompt(service, landlord, 7);
    const [home] = await sql<{ tenancy: string; home: string }>(
      `SELECT t.reference_id AS tenancy, h.reference_id AS home FROM tenancies t JOIN homes h ON h.id = t.home_id
       WHERE t.organisation_id = $1 AND t.id = $2`,
      [landlord.id, householdId],
    );
    const records: HostRecord[] = [record, { type: 'tenancy', id: home!.tenancy }, { type: 'home', id: home!.home }];
    await owner.query('ANALYZE');
    const whole = await tablesReadWhole(async () => {
      for (const one of records) {
        const { body } = await panel(await signIn(service, landlord, one));
        expect(body.prompts.length).toBeGreaterThan(0);
      }
    });
    expect(whole).toEqual([]);
  });
});
