import { readFileSync } from 'node:fs';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bringIn } from '../../service/test/landlord.js';
import { tellWorkedExample } from '../../service/src/demo/tell-worked-example.js';
import { diningContract } from '../../service/src/demo/worked-examples.js';
import { MakePacks } from '../../service/src/evidence/index.js';
import { consoleOnPage, looksRight, type Page } from './console-on-page.js';

const desk = consoleOnPage();
let sim: HousingSim;
const question = diningContract.ask.question;
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
const sql = <Row extends object>(statement: string, ...more: unknown[]) =>
  desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
    db.rows<Row>(statement, [desk.landlord.id, ...more]),
  );
const signedInAs = (...roles: string[]) => sql('UPDATE staff SET roles = $2 WHERE organisation_id = $1', roles);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 40, seed: 11, apiKey: 'key' });
  await bringIn(desk.service, desk.landlord, sim.url, 'key');
  const caller = { organisationId: desk.landlord.id, actor: 'test', roles: ['system'] };
  await tellWorkedExample(desk.service.app, caller, diningContract, { today: inDays(0), later: inDays(30) }, 0);
  await signedInAs('lead');
}, 60_000);
afterAll(() => sim.close());

it('asks for a pack, shows how far it is, and gives it to take away', async () => {
  const page = await desk.open('/evidence');
  await page.getByText('No packs yet').waitFor();
  const make = page.getByRole('button', { name: 'Make the pack' });
  await make.click();
  await page.getByRole('link', { name: 'Choose the ask it is about' }).click();
  await page.getByLabel('Ask', { exact: true }).selectOption({ label: question });
  await page.getByText('Your own records').click();
  await page.context().setOffline(true);
  await page.locator('.offline').waitFor();
  await make.click();
  await page.getByText('We cannot reach Doorstep.').waitFor();
  await page.context().setOffline(false);
  await make.click();
  await page.getByText('Waiting to begin').waitFor();
  expect(await focused(page)).toBe(question);
  const [pack] = await sql<{ id: string; is_publication: boolean }>(
    `UPDATE evidence_packs SET state = 'making', step = 'stories', steps_done = 1, steps_in_all = 3
     WHERE organisation_id = $1 RETURNING id, is_publication`,
  );
  expect(pack?.is_publication).toBe(false);
  await page.getByText('Reading stories').waitFor();
  expect(await page.getByRole('progressbar').getAttribute('value')).toBe('1');
  await desk.service.app.get(MakePacks).run(desk.landlord.id, [pack!.id], new AbortController().signal);
  await page.getByText(`The pack is ready: ${question}.`).waitFor({ state: 'attached' });
  await page.getByText('Ready', { exact: true }).waitFor();
  await looksRight(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: `Download (CSV): ${question}` }).click();
  expect(readFileSync(await (await coming).path(), 'utf8')).toContain('Heard,Households,22');
  await page.getByRole('link', { name: `Read it: ${question}` }).click();
  await page.getByRole('heading', { level: 1, name: question }).waitFor();
  expect(await page.title()).toBe(question);
});

it('adds a story from what somebody said, notes that they agree, and that they no longer do', async () => {
  const page = await desk.open('/stories');
  await page.getByText('No stories yet').waitFor();
  const keep = page.getByRole('button', { name: 'Keep the story' });
  await keep.click();
  await page.getByRole('link', { name: 'Choose what somebody said' }).waitFor();
  await page.getByLabel('Find what they said').fill('the soup');
  await page
    .getByLabel(/keep the soup/)
    .first()
    .check();
  await page.getByLabel('What happened').fill('I came down to dinner again.');
  await keep.click();
  await page.getByText('Nobody agreed yet. It is in no pack.').waitFor();
  expect(await focused(page)).toBe('A resident, told without a name');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'They agree' }).click();
  await dialog.getByText('They signed').click();
  await dialog.getByRole('button', { name: 'They agree' }).click();
  await page.getByText(/^Agreed on .*, and signed$/).waitFor();
  expect(await sql(`SELECT consent_kind FROM stories WHERE organisation_id = $1`)).toEqual([
    { consent_kind: 'signed' },
  ]);
  await looksRight(page);
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('Withdrawn. It is in no pack from now on.').waitFor();
  expect(await focused(page)).toBe('A resident, told without a name');
});

it('prints what changed in a month, without its controls, and says of another that there was nothing', async () => {
  const page = await desk.open('/because');
  await page.getByRole('heading', { level: 2, name: question }).waitFor();
  await page.getByText('22 voices were answered, by Morag Tennant').waitFor();
  await looksRight(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByLabel('Month').isVisible()).toBe(false);
  const said = await page.getByText('So our cook stays.').boundingBox();
  expect(said?.x).toBeLessThan(100);
  expect(said?.width).toBeGreaterThan(500);
  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel('Month').selectOption({ index: 3 });
  await page.getByText(/^Nothing was closed in /).waitFor();
});

it('publishes a year for everybody as it was seen, and withdraws it', async () => {
  const page = await desk.open('/listening-page');
  await page.getByText(/^Nothing is published\. When it is, it stands at \/heard\//).waitFor();
  await page.getByRole('button', { name: 'See what it would show' }).click();
  await page.getByText('1 ask that was decided, with everybody told.').waitFor();
  expect(await page.getByRole('link', { name: 'Read it as it would stand' }).getAttribute('href')).toMatch(
    /year=\d{4}$/,
  );
  await page.getByRole('button', { name: 'Publish it' }).click();
  await page.getByText('It is published. Anybody can read it now.').first().waitFor();
  await page.getByText(/^The year \d{4}, published on /).waitFor();
  await looksRight(page);
  const [live] = await sql<{ year: number }>(
    'SELECT year FROM listening_pages WHERE organisation_id = $1 AND ended_at IS NULL',
  );
  expect(live?.year).toBe(Number(inDays(0).slice(0, 4)));
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw it' }).click();
  await page.getByText('It is withdrawn.').first().waitFor();
  await page.getByText(/^Nothing is published\./).waitFor();
});

it('tells who may do what, and what cannot be shown', async () => {
  await signedInAs('administrator');
  const page = await desk.open('/evidence');
  await page.getByText('Your role makes packs for anybody.', { exact: false }).waitFor();
  await page.getByText('Only people who may read what residents said can open it.').waitFor();
  expect(await page.getByRole('link', { name: /^Read it/ }).count()).toBe(0);
  await desk.open('/stories');
  await page.getByText('Only people who may read what residents said can see this. Yours is Administrator.').waitFor();
  await signedInAs('viewer');
  const late = { id: 'p1', kind: 'year', ask: null, question: null, year: 2025, isPublication: true, state: 'waiting' };
  const pack = {
    ...late,
    step: null,
    stepsDone: 0,
    stepsInAll: 0,
    asOf: '2026-01-05T09:00:00.000Z',
    contentHash: null,
  };
  await page.route('**/api/v1/evidence', (route) => route.fulfill({ json: { items: [pack], total: 60 } }));
  await desk.open('/evidence');
  await page.getByRole('heading', { level: 3, name: 'The year 2025' }).waitFor();
  await page.getByText('The newest 1 of 60.').waitFor();
  await page.getByRole('link', { name: 'See whether a job is stuck' }).waitFor();
  await page.unroute('**/api/v1/evidence');
  await page.route('**/api/v1/evidence', (route) => route.fulfill({ status: 403, json: { code: 'not-your-role' } }));
  await desk.open('/evidence');
  await page.getByText('Only people with the Administrator or Lead role can change this. Yours is Viewer.').waitFor();
  await page.getByText('We cannot show packs right now').waitFor();
});
