import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService, type StartedService } from '../test/start-service.js';
import { openService } from './open-service.js';
import type { OpenService } from './platform/command-line/command-line.js';
import { runDoorstep } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-words-'));
let sim: HousingSim;
let service: StartedService;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, over the service of this file; cli.int.test.ts has processes of their own. */
async function doorstep(words: readonly string[], open: OpenService = (work) => work(service.app)): Promise<Ran> {
  let [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await runDoorstep(words, open);
    return { code: Number(process.exitCode ?? 0), out, err };
  } finally {
    process.exitCode = before;
    jest.restoreAllMocks();
  }
}

/** What a command says in JSON: one document and nothing else, or this throws. */
async function documentOf<Document>(...words: string[]): Promise<Document> {
  const { code, out, err } = await doorstep([...words, '--json']);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as Document;
}

interface List<Item = Record<string, unknown>> {
  readonly items: Item[];
  readonly total: number;
}

beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 30, seed: 5, apiKey: 'simulated-key' });
  service = await startService();
  const added = await documentOf('organisation', 'add', '--slug', 'harbour', '--name', 'Harbour Homes');
  expect(added).toMatchObject({ slug: 'harbour', apiKey: expect.stringMatching(/^dk_/) });
  const connected = await documentOf(
    ...['connection', 'add', 'housing', '--set', `housingUrl=${sim.url}`, 'apiKey=simulated-key', 'pageSize=50'],
    ...['--allow-address', '127.0.0.1/32'],
  );
  expect(JSON.stringify(connected)).not.toContain('simulated-key');
}, 60_000);
afterAll(async () => {
  await service.close();
  await sim.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what a landlord does with it', () => {
  it('a landlord is checked, synced and looked at', async () => {
    expect((await documentOf<List>('connection', 'check', 'housing')).items).toContainEqual(
      expect.objectContaining({ name: 'Repairs readable', ok: true }),
    );
    const first = await documentOf<Record<string, unknown>>('sync', 'housing');
    expect(first).toMatchObject({ status: 'complete', problem: null });
    const again = await documentOf<Record<string, unknown>>('sync', 'housing', '--full');
    expect(again).toMatchObject({ total: { inserted: 0, updated: 0, deleted: 0, contacts: 0 }, decided: 0 });
    const decisions = await documentOf<List>('decisions', 'list', '--limit', '2');
    expect(decisions.items).toHaveLength(2);
    expect(decisions.total).toBe(first['decided']);
    for (const words of [
      ['connection', 'list'],
      ['held', 'list'],
      ['voices', 'list'],
    ]) {
      const list = await documentOf<List>(...words);
      expect(Object.keys(list).sort((a, b) => (a < b ? -1 : 1))).toEqual(['items', 'total']);
      expect(list.total).toBe(list.items.length);
    }
    const file = join(folder, 'voices.csv');
    expect(await documentOf('voices', 'export', '--file', file)).toEqual({ file });
    expect(readFileSync(file, 'utf8')).toMatch(/^\ufeffvoice,said on,/);
    const twice = await doorstep(['voices', 'export', '--file', file]);
    expect(twice).toMatchObject({ code: 2, err: expect.stringContaining('is there already') });
    const person = [...sim.landlord.persons.all()][0]!;
    expect(await documentOf('person', 'show', person.id)).toMatchObject({ reference: { id: person.id } });
    expect(await documentOf<List>('prompts', 'list', '--person', person.id)).toHaveProperty('total');
  }, 60_000);

  it('a rule is checked, drafted, previewed, switched on and retired', async () => {
    const file = join(folder, 'rule.json');
    const year = new Date().getUTCFullYear() + 1;
    const rule = {
      ...{ code: 'street', name: 'Street', when: ['TEL-GEN'], where: 'everywhere', howDecided: 'together' },
      ...{ ask: { kind: 'ask', promptCodes: ['P52'] }, alreadyDecided: 'nothing yet', stillOpen: ['the trees'] },
      ...{ atMost: { onceInDays: 60, timesAYear: 2, perStaffADay: 4 }, owner: 'Estates manager' },
      ...{ until: `${year}-06-30`, decisionDate: `${year}-07-31`, why: 'The trees are still to be chosen.' },
    };
    writeFileSync(file, JSON.stringify({ ...rule, owner: '' }));
    const refused = await doorstep(['rules', 'check', '--file', file]);
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('owner: Say who owns the answer') });
    writeFileSync(file, JSON.stringify(rule));
    expect(await documentOf('rules', 'check', '--file', file)).toMatchObject({ problems: [] });
    expect(await documentOf('rules', 'draft', '--file', file)).toMatchObject({ version: 1, state: 'draft' });
    expect(await doorstep(['rules', 'draft', '--file', file])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Version 1 of street was saved'),
    });
    expect((await doorstep(['rules', 'on', 'street'])).err).toContain('Preview version 1 of street first');
    expect(await documentOf('rules', 'preview', 'street')).toMatchObject({ code: 'street', prompts: 0 });
    expect(await documentOf('rules', 'on', 'street')).toMatchObject({ state: 'on' });
    expect(await documentOf<List>('rules', 'list')).toMatchObject({ items: [{ code: 'street' }], total: 1 });
    const retired = await doorstep(['rules', 'retire', 'street', '--note', 'Lifts matter more.']);
    expect(retired).toMatchObject({ code: 0, out: expect.stringContaining('Learnt: Lifts matter more.') });
    expect(await documentOf('rules', 'show', 'street')).toMatchObject({ versions: [{ state: 'retired' }] });
  }, 60_000);

  it('a home that was not heard is reached step by step', async () => {
    let person = 'nobody';
    for (const { id } of sim.landlord.persons.all()) {
      person = id;
      // Some are not to be asked, and some have no tenancy.
      if ((await doorstep(['ladder', 'start', '--person', id, '--needs', 'large-print'])).code === 0) break;
    }
    expect(await documentOf('ladder', 'show', '--person', person)).toMatchObject({ stands: 'due', tries: [] });
    expect(await documentOf('ladder', 'next', '--person', person)).toMatchObject({ do: 'try', step: 0 });
    expect((await doorstep(['ladder', 'next', '--person', person])).out).toMatch(/^Wait until [-0-9]+: live-step\.$/m);
    const wrong = await doorstep(['ladder', 'answer', '--person', person, '--as', 'happy']);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('write one of heard, declined') });
    const declined = await documentOf('ladder', 'answer', '--person', person, '--as', 'declined');
    expect(declined).toMatchObject({ stands: 'ended', endedBecause: 'declined' });
    expect(await documentOf<List>('ladder', 'list')).toMatchObject({ items: [{ stands: 'ended' }], total: 1 });
  }, 60_000);

  it('a sync fails with 1 when it does not complete, and says why', async () => {
    await fetch(`${sim.url}/_sim/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: '/api/v1/search/processes', htmlWith200: true }),
    });
    const ran = await doorstep(['sync', 'housing', '--json']);
    await fetch(`${sim.url}/_sim/faults`, { method: 'DELETE' });
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({ status: 'incomplete', problem: expect.stringContaining('JSON') });
    expect((await doorstep(['held', 'list'])).out).toMatch(/processes.*\n1 in all\./s);
  }, 60_000);

  it('its prompts are checked, written, translated and retired', async () => {
    const file = join(folder, 'texts.json');
    const write = (code: string, text: object) => writeFileSync(file, JSON.stringify({ items: [{ code, ...text }] }));
    const text = {
      ...{ title: 'Ask what they are proud of', say: 'What are you proud of round here?', strength: true },
      ...{ probe: 'Who else should we ask about it?', whyAsking: 'We want to know what is strong here.' },
      ...{ theme: 'neighbourhood', contactTypes: ['EST-WLK'], role: 'housing officer' },
      ...{ owner: 'Neighbourhood team', roomToChange: 'How small grants are spent.' },
    };
    write('L01', { ...text, say: 'Are you proud of it?' });
    const checked = await doorstep(['library', 'check', '--file', file]);
    expect([checked.code, checked.out]).toEqual([1, expect.stringContaining('L01: This can be answered with yes')]);
    expect((await doorstep(['library', 'add', '--file', file])).code).toBe(2);
    write('L01', { ...text, isDraft: true });
    expect(await documentOf('library', 'add', '--file', file)).toMatchObject({ items: [{ state: 'draft' }] });
    expect(await documentOf('library', 'use', 'L01')).toMatchObject({ items: [{ code: 'L01', state: 'in-use' }] });
    write('L01', { title: 'Gofyn', say: 'Beth sy’n dda yma?', probe: 'Pwy arall?', whyAsking: 'Hoffem wybod.' });
    expect(await documentOf('library', 'translate', '--file', file)).toMatchObject({ items: [{ state: 'draft' }] });
    const reviewed = await documentOf('library', 'review', 'L01', '--by', 'Welsh language officer');
    expect(reviewed).toMatchObject({ items: [{ state: 'in-use' }] });
    const retired = await documentOf('library', 'retire', 'P04', '--note', 'It was taken as blame.');
    expect(retired).toMatchObject({ items: [{ code: 'P04', state: 'retired' }] });
    expect(await documentOf('library', 'show', 'P04')).toMatchObject({ state: 'retired' });
    expect((await documentOf<List>('library', 'list')).total).toBe(60);
    expect(await documentOf('library', 'flat')).toEqual({ items: [], total: 0 });
  }, 60_000);

  it('its contact mapping is shown, changed and not written over, and what it leaves out is listed', async () => {
    const shown = await documentOf<{ version: number; rows: object[] }>('connection', 'mapping', 'show', 'housing');
    expect(shown.version).toBe(0);
    const file = join(folder, 'mapping.json');
    writeFileSync(file, JSON.stringify({ ...shown, rows: shown.rows.slice(1) }));
    const change = ['connection', 'mapping', 'change', 'housing', '--file', file];
    expect(await documentOf(...change)).toMatchObject({ version: 1, changedBy: 'command-line' });
    const second = await doorstep(change);
    expect([second.code, second.err]).toEqual([1, expect.stringContaining('command-line changed it at')]);
    expect(await documentOf<List>('contacts', 'unmapped')).toHaveProperty('total');
  }, 60_000);

  it('its decisions are explained to an auditor, and come out the same again', async () => {
    const person = [...sim.landlord.persons.all()][0]!;
    const explained = await documentOf('decisions', 'explain', '--person', person.id, '--from', '2026-03-01');
    expect(explained).toMatchObject({ from: '2026-03-01', answer: expect.stringMatching(/^From 1 March 2026 to /) });
    const replay = await documentOf<{ replayed: number }>('decisions', 'replay');
    expect(replay).toMatchObject({ items: [], total: 0 });
    expect(replay.replayed).toBe((await documentOf<List>('decisions', 'list')).total);
    expect((await doorstep(['decisions', 'replay', '--limit', '1'])).out).toBe('1 decided again, 0 differ.\n');
  }, 60_000);

  it('a resident gets a copy, is used for nothing until that is lifted, and is erased', async () => {
    const { id } = [...sim.landlord.persons.all()][0]!;
    const open = async (kind: string) =>
      (await documentOf<{ id: string }>('person', 'case', id, '--kind', kind, '--received', '2026-11-20')).id;
    const copy = await open('copy');
    expect((await doorstep(['person', 'cases'])).out).toBe(`${copy}  copy  ${id}  asked 2026-11-20, by 2026-12-20\n`);
    expect((await doorstep(['person', 'copy', copy])).out).toMatch(
      /^What the housing system told us: 1$[^]*^left out: /m,
    );
    expect(await documentOf('person', 'close-case', copy, '--as', 'copied')).toMatchObject({ closedAs: 'copied' });
    const restrict = await open('restrict');
    expect(await documentOf('person', 'restrict', restrict)).toMatchObject({ closedAs: 'restricted', liftedAt: null });
    expect(await documentOf('person', 'lift', restrict)).toMatchObject({ liftedAt: expect.any(String) });
    const erase = await open('erase');
    expect((await doorstep(['person', 'erase', erase])).out).toMatch(/^cases: 0 go, 3 stay \(audit\)$/m);
    expect(await documentOf('person', 'erase', erase, '--reference', id)).toMatchObject({ closedAs: 'erased' });
    expect((await doorstep(['person', 'show', id])).code).toBe(1);
  }, 60_000);
});

describe('wrong words', () => {
  const connect = ['connection', 'add', 'other'];
  const cases: [string, number, string[], RegExp, Record<string, string>?][] = [
    ['no command', 2, ['nonsense'], /nonsense/],
    ['no command under another', 2, ['connection', 'nonsense'], /nonsense/],
    ['an option left out', 2, ['organisation', 'add', '--slug', 'elm'], /--name/],
    ['an argument left out', 2, ['sync'], /connection/],
    ['an option nobody knows', 2, ['held', 'list', '--colour'], /--colour/],
    ['a setting without a value', 2, [...connect, '--set', 'housingUrl'], /field=value/],
    ['a setting nobody knows', 2, [...connect, '--set', 'housingUrl=https://a.example', 'apiKey=k', 'x=1'], /x/],
    ['another connector', 2, [...connect, '--set', 'a=b', '--connector', 'abacus'], /abacus.*hackney/],
    ['a number that is none', 2, ['held', 'list', '--limit', 'many'], /--limit/],
    ['nobody to explain', 2, ['decisions', 'explain'], /--person, --tenancy and --home/],
    ['a day that is none', 2, ['decisions', 'explain', '--home', 'h', '--from', 'March'], /from/],
    ['a file that is not there', 2, ['contacts', 'add', '--file', '/nowhere.json'], /nowhere\.json/],
    ['a connection nobody knows', 1, ['sync', 'abacus'], /abacus/],
    [
      'a field that holds no row',
      1,
      ['held', 'treat-as-empty', 'housing', 'persons', 'surname', 'bad-record'],
      /No row is held/,
    ],
    ['a landlord nobody knows', 1, ['connection', 'list', '--organisation', 'elm'], /elm/],
    ['a person nobody knows', 1, ['person', 'show', 'nobody'], /nobody/],
    ['a name that is taken', 1, ['organisation', 'add', '--slug', 'harbour', '--name', 'H'], /harbour/],
    ['a setting of the service nobody knows', 1, ['held', 'list'], /DOORSTEP_BOGUS/, { DOORSTEP_BOGUS: '1' }],
    ['a port that is none', 1, ['held', 'list'], /PORT/, { PORT: 'eighty' }],
    [
      'a database that does not answer',
      1,
      ['held', 'list'],
      /DATABASE_URL/,
      { DATABASE_URL: 'postgres://doorstep@127.0.0.1:1/doorstep', DOORSTEP_SECRET_KEY: `${'A'.repeat(43)}=` },
    ],
  ];
  // Rest parameters: what a case leaves out is then undefined, not a callback.
  it.each(cases)('%s: ends with %i and one line on standard error', async (...[, code, words, line, env]) => {
    const { err, out, code: ended } = await doorstep(words, env && openService({ DOORSTEP_DATA_DIR: folder, ...env }));
    expect(err.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
    expect([out, ended]).toEqual(['', code]);
  });
});
