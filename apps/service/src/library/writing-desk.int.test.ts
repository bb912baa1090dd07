import type {
  CanDoShown,
  LibraryChanged,
  LibraryChoices,
  LibraryList,
  LibraryPromptShown,
  TextProblem,
} from '@doorstep/contracts/http';
import { promptLibrary } from '@doorstep/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { promptTextFor, readCanDo } from './index.js';

let service: StartedService;
let landlord: Landlord;
let owner: pg.Client;
let landlords = 0;

beforeAll(async () => {
  service = await startService();
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
});
beforeEach(async () => {
  landlords += 1;
  landlord = await addLandlord(service, `harbour-${landlords}`);
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

const proud = {
  code: 'L01',
  title: 'Ask what they are proud of',
  say: 'What are you proud of round here?',
  probe: 'Who else should we ask about it?',
  whyAsking: 'We want to know what is strong here before we change a thing.',
  theme: 'neighbourhood',
  contactTypes: ['EST-WLK'],
  role: 'housing officer',
  strength: true,
  owner: 'Neighbourhood team',
  roomToChange: 'How next year’s small grants are spent.',
};
const plain = {
  ...proud,
  say: 'What gets in your way round here?',
  title: 'Ask what gets in the way',
  strength: false,
};
const letters = {
  ...proud,
  code: 'P08',
  say: 'Which part of our boiler letter would you cross out?',
  title: 'Ask what to cross out of the letter',
  theme: 'communication',
  contactTypes: ['GAS-LGSR'],
  role: 'gas engineer',
  strength: false,
};
const welsh = {
  code: 'L01',
  title: 'Gofyn beth sy’n destun balchder',
  say: 'Beth ydych chi’n falch ohono yma?',
  probe: 'Pwy arall ddylen ni ofyn?',
  whyAsking: 'Rydyn ni eisiau gwybod beth sy’n gryf yma.',
};

interface Refusal {
  readonly code: string;
  readonly detail: string;
}
type Changed = LibraryChanged & Refusal;

const write = <Body = Changed>(path: string, body: object) =>
  post<Body>(service, `/api/v1/library/prompts${path}`, body, { authorization: `Bearer ${landlord.apiKey}` });
const read = <Body>(path: string) => get<Body>(service, `/api/v1/library/prompts${path}`, landlord.apiKey);
const add = (...items: object[]) => write('', { items });
const list = async () => (await read<LibraryList>('')).body;
const show = async (code: string) => (await read<LibraryPromptShown>(`/${code}`)).body;
const said = (code: string, language: 'en' | 'cy') =>
  service.platform.database.inOrganisation(landlord.id, (db) => promptTextFor(db, code, language));
const rowsKept = async () => {
  const { rows } = await owner.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM prompt_texts WHERE organisation_id = $1',
    [landlord.id],
  );
  return rows[0]!.n;
};

describe('a text', () => {
  it.each<[string, object, string]>([
    ['open-stem', { say: 'You like it round here, right?' }, 'The question must start openly'],
    ['closed-opener', { say: 'Are you proud of it here?' }, 'This can be answered with yes or no'],
    ['scale', { say: 'What would you give us out of ten?' }, 'ask for their own words'],
    ['one-question', { say: 'What is good here? And what is bad?' }, 'Ask one question'],
    ['too-long', { say: `What do you like ${'and want '.repeat(11)}here?` }, 'use at most 25'],
    ['hard-to-read', { say: 'What organisational considerations necessitate improvement?' }, 'use shorter words'],
    ['office-word', { say: 'What does the golden thread mean to you?' }, 'say: keeping building facts straight'],
    ['survey-wording', { say: 'How safe do you feel in your home?' }, 'Too close to a satisfaction survey'],
    ['no-probe', { probe: '' }, 'Write one question to ask next.'],
    ['no-why', { whyAsking: undefined }, 'Write one sentence on why we ask.'],
    ['no-theme', { theme: '' }, 'Choose a theme.'],
    ['no-role', { role: ' ' }, 'Say who asks it.'],
    ['no-contact-type', { contactTypes: [] }, 'Choose the contacts at which it may be asked.'],
    ['title-length', { title: 'Ask about every single thing that could matter here' }, 'Write a title of at most 45'],
    ['no-owner', { owner: '' }, 'Name the team or post that reads the answers'],
    ['no-room-to-change', { roomToChange: '' }, 'Write what can still change because of an answer.'],
    ['theme-unknown', { theme: 'happiness' }, 'choose one of: home, repairs'],
    ['theme-elsewhere', { theme: 'money' }, 'Change the theme or the contact.'],
    ['contact-type-unknown', { contactTypes: ['ABC-DEF'] }, 'write RPR-VIS for instance'],
    ['contact-type-never', { contactTypes: ['DMP-INS'] }, 'Nothing is asked at DMP-INS'],
    ['not-said', { probe: 'Who <script>else</script>?' }, 'Write only what can be said aloud'],
    ['code', { code: 'P77' }, 'give your own an L, for instance L01'],
  ])('is not used when it fails %s, and is told what to write', async (rule, changes, sentence) => {
    const text = { ...proud, ...changes };
    const refused = await add(proud, { ...text, code: 'code' in changes ? text.code : 'L02' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'prompt-text' } });
    expect(refused.body.detail).toContain(sentence);
    expect(await rowsKept()).toBe(0);
    const checked = await write<{ items: TextProblem[] }>('/check', { items: [text] });
    expect(checked.body.items).toContainEqual(
      expect.objectContaining({ rule, code: text.code, message: expect.stringContaining(sentence) }),
    );
  });

  it('is used when it passes, and the same again changes nothing', async () => {
    expect((await write<{ total: number }>('/check', { items: [proud] })).body.total).toBe(0);
    expect((await list()).libraryVersion).toBe(promptLibrary.version);
    const added = await add(proud);
    expect(added).toMatchObject({ status: 200, body: { items: [{ code: 'L01', version: 1, state: 'in-use' }] } });
    expect(added.body.libraryVersion).toMatch(/^2\+[0-9a-f]{16}$/);
    expect((await add(proud)).body).toEqual(added.body);
    expect(await rowsKept()).toBe(1);
    const { items, libraryVersion } = await list();
    expect(libraryVersion).toBe(added.body.libraryVersion);
    expect(items.find(({ code }) => code === 'L01')).toMatchObject({ origin: 'own', state: 'in-use', welsh: 'none' });
  });

  it('may wait as a draft that does not pass, and is used once it does', async () => {
    expect((await add({ ...proud, owner: '', isDraft: true })).body.items).toMatchObject([{ state: 'draft' }]);
    expect((await list()).libraryVersion).toBe(promptLibrary.version);
    expect(await show('L01')).toMatchObject({ state: 'draft' });
    expect((await write('/L01/use', {})).body.detail).toContain('Name the team or post');
    await add({ ...proud, isDraft: true });
    expect((await write('/L01/use', {})).body.items).toEqual([{ code: 'L01', version: 2, state: 'in-use' }]);
    expect((await write('/L01/use', {})).body.items).toEqual([{ code: 'L01', version: 2, state: 'in-use' }]);
    expect(await write('/L09/use', {})).toMatchObject({ status: 404 });
  });

  it('waits beside the one in use, whole, so that it can be written on', async () => {
    await add(proud);
    await add({ ...proud, say: 'What would you show a visitor?', theme: 'landlord', isDraft: true });
    expect((await list()).items.find(({ code }) => code === 'L01')).toMatchObject({ state: 'in-use', hasDraft: true });
    expect(await show('L01')).toMatchObject({
      say: proud.say,
      versions: [
        { version: 2, state: 'draft', theme: 'landlord', contactTypes: ['EST-WLK'], role: proud.role, strength: true },
        { version: 1, state: 'in-use', theme: 'neighbourhood' },
      ],
    });
    expect((await show('P01')).versions).toMatchObject([{ version: 0, theme: 'home', contactTypes: ['RPR-VIS'] }]);
  });

  it('is not laid over one its writer had not seen, and they are shown that', async () => {
    await add({ ...proud, version: 0 });
    expect((await add({ ...proud, version: 0 })).status).toBe(200);
    const mine = { ...proud, say: 'What would you show a visitor round here?' };
    const refused = await write<{ code: string; current: object }>('', { items: [{ ...mine, version: 0 }] });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'changed-since',
        current: { version: 1, say: proud.say, owner: proud.owner, createdBy: 'First key' },
      },
    });
    expect((await show('L01')).versions).toHaveLength(1);
    expect((await add({ ...mine, version: 1 })).body.items).toMatchObject([{ version: 2, state: 'in-use' }]);
    expect(await write('/translations', { items: [{ ...welsh, version: 1 }] })).toMatchObject({ status: 409 });
    expect(await write('/translations', { items: [{ ...welsh, version: 0 }] })).toMatchObject({ status: 200 });
  });

  it('is about what is listed, at contacts where something may be asked', async () => {
    const { themes, contactTypes, roles } = (await read<LibraryChoices>('/choices')).body;
    expect(themes).toContain(proud.theme);
    expect(contactTypes).toContainEqual(expect.objectContaining({ code: 'EST-WLK', themes: ['neighbourhood'] }));
    expect(contactTypes.map(({ code }) => code)).not.toContain('DMP-INS');
    expect(roles).toContain(proud.role);
  });

  it('replaces the one that ships, keeps every version, and thanks everyone who wrote one', async () => {
    await add({ ...letters, credit: 'rewritten with residents of Elm Court' });
    await add({ ...letters, say: 'Which word in our boiler letter makes least sense?' });
    await add({ ...letters, say: 'Which words in our letter would you cross out?', credit: 'and of Ash Court' });
    const shown = await show('P08');
    expect(shown).toMatchObject({ origin: 'rewritten', say: 'Which words in our letter would you cross out?' });
    expect(shown.versions.map(({ version, state, credits }) => [version, state, credits.length])).toEqual([
      [3, 'in-use', 2],
      [2, 'retired', 1],
      [1, 'retired', 1],
      [0, 'retired', 0],
    ]);
    expect((await list()).total).toBe(promptLibrary.prompts.length);
  });

  it('is never rewritten, not even by the service', async () => {
    await add(proud);
    await expect(
      service.platform.database.inOrganisation(landlord.id, (db) => db.rows(`UPDATE prompt_texts SET body = '{}'`)),
    ).rejects.toThrow('permission denied');
  });

  it('belongs to its landlord alone', async () => {
    await add(proud);
    landlord = await addLandlord(service, 'elsewhere');
    expect((await list()).items.map(({ code }) => code)).not.toContain('L01');
    expect(await read('/L01')).toMatchObject({ status: 404 });
  });
});

describe('the library as a whole', () => {
  it('keeps three in ten for strengths, whether prompts are added or retired', async () => {
    expect((await add(plain)).status).toBe(200);
    const refused = await add({ ...plain, code: 'L02' });
    expect(refused.body.detail).toBe(
      'Only 18 of 61 prompts ask for strengths, hopes or offers; at least three in ten must. ' +
        'Add one that asks what people are proud of, hope for or could offer.',
    );
    expect((await add({ ...plain, code: 'L02' }, { ...proud, code: 'L03' })).status).toBe(200);
    const note = { learningNote: 'Nobody could picture it on the first day.' };
    expect((await write('/P23/retire', note)).body.detail).toContain('Only 18 of 61 prompts');
    expect((await list()).items.find(({ code }) => code === 'P23')).toMatchObject({ state: 'in-use' });
  });

  it('holds when several write at once', async () => {
    const answers = await Promise.all(['L01', 'L02', 'L03'].map((code) => write('', { items: [{ ...plain, code }] })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
  });

  it('leaves no role without a prompt', async () => {
    const note = { learningNote: 'Staff had no time for it at the door.' };
    expect((await write('/P10/retire', note)).body.detail).toContain('no prompt left for: electrician');
  });
});

describe('a Welsh text', () => {
  beforeEach(async () => {
    await add(proud);
  });

  it('is not shown before a speaker has signed it off', async () => {
    const before = (await list()).libraryVersion;
    expect((await write('/translations', { items: [welsh] })).body.items).toMatchObject([{ state: 'draft' }]);
    expect(await show('L01')).toMatchObject({ welsh: 'unreviewed' });
    expect(await said('L01', 'cy')).toMatchObject({ language: 'en', say: proud.say });
    expect((await list()).libraryVersion).toBe(before);

    const reviewed = await write('/L01/translations/review', { by: 'Welsh language officer' });
    expect(reviewed.body.libraryVersion).not.toBe(before);
    expect(await said('L01', 'cy')).toMatchObject({ language: 'cy', say: welsh.say });
    expect(await said('L01', 'en')).toMatchObject({ language: 'en', say: proud.say });
    expect((await show('L01')).versions).toContainEqual(
      expect.objectContaining({ language: 'cy', state: 'in-use', reviewedBy: 'Welsh language officer' }),
    );
  });

  it('stays as it was signed off while a new one waits', async () => {
    await write('/translations', { items: [welsh] });
    await write('/L01/translations/review', { by: 'Welsh language officer' });
    await write('/translations', { items: [{ ...welsh, say: 'Beth sy’n dda yma?' }] });
    expect(await said('L01', 'cy')).toMatchObject({ say: welsh.say });
  });

  it('goes out with the English that it translates, whether signed off or waiting', async () => {
    await write('/translations', { items: [welsh] });
    await write('/L01/translations/review', { by: 'Welsh language officer' });
    await write('/translations', { items: [{ ...welsh, say: 'Beth sy’n dda yma?' }] });
    await add({ ...proud, say: 'What would you show a visitor round here?' });
    expect(await said('L01', 'cy')).toMatchObject({ language: 'en' });
    expect(await write('/L01/translations/review', { by: 'Welsh language officer' })).toMatchObject({ status: 404 });
  });

  it('cannot be in use unreviewed, whoever tries', async () => {
    await write('/translations', { items: [welsh] });
    await expect(
      service.platform.database.inOrganisation(landlord.id, (db) =>
        db.rows(`UPDATE prompt_texts SET state = 'in-use', in_use_at = now() WHERE language = 'cy'`),
      ),
    ).rejects.toThrow('ck_prompt_texts_welsh_in_use');
  });

  it.each<[object, string]>([
    [{ say: '' }, 'Write the question in Welsh.'],
    [{ probe: proud.probe }, 'Write the question to ask next in Welsh.'],
    [{ say: 'Beth? Pwy?' }, 'Ask one question'],
    [{ say: 'a '.repeat(26) }, 'use at most 25'],
    [{ title: 'Gofyn '.repeat(9) }, 'Write a title of at most 45'],
    [{ code: 'L77' }, 'There is no prompt L77'],
  ])('is refused with %j', async (changes, sentence) => {
    expect((await write('/translations', { items: [{ ...welsh, ...changes }] })).body.detail).toContain(sentence);
  });
});

describe('retiring', () => {
  it('needs a note of what was learnt, and keeps it', async () => {
    expect(await write('/P04/retire', { learningNote: ' ' })).toMatchObject({ status: 400 });
    const learningNote = 'People took it as blame on the last visit.';
    const retired = await write('/P04/retire', { learningNote });
    expect(retired.body).toMatchObject({ items: [{ code: 'P04', state: 'retired' }] });
    expect(await show('P04')).toMatchObject({ state: 'retired', versions: [{ learningNote }, { version: 0 }] });
    await expect(said('P04', 'en')).rejects.toThrow('There is no prompt P04 in use here.');
    expect(await write('/P04/retire', { learningNote })).toMatchObject({ status: 404 });
  });

  it('takes the Welsh with it, and a new text brings the prompt back', async () => {
    await add(letters);
    await write('/translations', { items: [{ ...welsh, code: 'P08' }] });
    await write('/P08/translations/review', { by: 'Welsh language officer' });
    const before = (await list()).libraryVersion;
    await write('/P08/retire', { learningNote: 'The letter has changed since.' });
    expect(await show('P08')).toMatchObject({ state: 'retired', welsh: 'none' });
    const back = await add(letters);
    expect(back.body.items).toEqual([{ code: 'P08', version: 2, state: 'in-use' }]);
    expect(back.body.libraryVersion).not.toBe(before);
  });
});

it('every change is in the audit, without words or notes', async () => {
  await add(letters);
  await write('/translations', { items: [{ ...welsh, code: 'P08' }] });
  await write('/P08/translations/review', { by: 'Welsh language officer' });
  await write('/P08/retire', { learningNote: 'The letter has changed since.' });
  const { rows } = await owner.query<{ action: string; entry: string }>(
    `SELECT action, e::text AS entry FROM audit_entries e WHERE organisation_id = $1 AND action LIKE 'library.%' ORDER BY id`,
    [landlord.id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'library.add',
    'library.translate',
    'library.review',
    'library.retire',
  ]);
  expect(rows.filter(({ entry }) => /letter|officer/i.test(entry))).toEqual([]);
});

describe('what whoever asks can do', () => {
  const lines = { myself: 'Lend a ladder.', passOn: 'What the board decides.', leave: 'Promises of a move.' };
  const list = async () =>
    (await get<{ items: CanDoShown[] }>(service, '/admin/v1/can-do', landlord.apiKey)).body.items;
  const change = async (role: string, body: object) => {
    const answer = await fetch(`${service.url}/admin/v1/can-do/${role}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as CanDoShown & { code?: string } };
  };
  const read = (...held: string[]) =>
    service.platform.database.inOrganisation(landlord.id, (db) => readCanDo(db, held));

  it('ships for every role in both languages, in lines of at most 120 characters', async () => {
    const items = await list();
    expect(items.map(({ role, version }) => [role, version])).toEqual(
      ['income', 'asb', 'legal', 'lead', 'officer', 'operative'].map((role) => [role, 0]),
    );
    for (const { en, cy } of items)
      for (const line of [...Object.values(en), ...Object.values(cy!)]) {
        expect(line.length).toBeGreaterThan(10);
        expect(line.length).toBeLessThanOrEqual(120);
      }
  });

  it('is the landlord’s own once it is written, on top of what was read, for the role that counts first', async () => {
    expect((await change('officer', { en: lines, cy: null, version: 0 })).body).toMatchObject({
      version: 1,
      en: lines,
    });
    const late = await change('officer', { en: lines, cy: lines, version: 0 });
    expect([late.status, late.body.code]).toEqual([409, 'can-do-changed']);
    expect((await change('officer', { en: { ...lines, leave: 'x'.repeat(121) }, cy: null, version: 1 })).status).toBe(
      400,
    );
    expect((await change('mayor', { en: lines, cy: null, version: 0 })).status).toBe(404);
    expect(await read('officer')).toEqual({ en: lines, cy: null });
    expect(await read('viewer')).toEqual({ en: lines, cy: null });
    expect((await read('officer', 'lead')).en.myself).toMatch(/^Decide/);
    expect((await read('officer', 'income')).en.leave).toMatch(/^Your own case/);
  });
});
