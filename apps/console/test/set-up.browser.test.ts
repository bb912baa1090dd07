import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { markStep } from '../../service/src/set-up/index.js';
import { consoleOnPage, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
const connectionId = '0198c0de-0000-4000-8000-000000000001';
const setUpAddress = '**/admin/v1/set-up';

const inside = (sql: string, values: readonly unknown[] = []) =>
  desk.service.platform.database.inOrganisation(desk.landlord.id, (db) => db.rows(sql, [desk.landlord.id, ...values]));

async function connect(): Promise<void> {
  await inside(
    `INSERT INTO connections (organisation_id, id, name, title, connector, configuration, sealed_secrets, value_mapping)
     VALUES ($1, $2, 'main', 'Rowan housing', 'files', '{}', '{}', '{}') ON CONFLICT DO NOTHING`,
    [connectionId],
  );
}

/** The steps as somebody reads them. */
const rows = () =>
  desk.page
    .getByRole('listitem')
    .filter({ has: desk.page.locator('.task-state') })
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText.replace(/\s*\n\s*/g, ' · ')));

describe('setting up', () => {
  it('is a list of eight steps, and what cannot start yet is not a link', async () => {
    const page = await desk.open('/');
    expect(await page.title()).toBe('Set up Doorstep – Doorstep');
    await page.getByText('0 of 8 steps done. Prompts are off until you go live.').waitFor();
    expect(await rows()).toEqual([
      'Connect to your system · Tell us where your housing system is and how to sign in. · Incomplete',
      'Match your fields · Connect to your system first. · Cannot start yet',
      'Try it with one tenancy · Match your fields first. · Cannot start yet',
      'Bring in your data · Try it with one tenancy first. · Cannot start yet',
      'Choose prompt rules · Say when staff see a prompt, and what it asks. · Incomplete',
      'Put the panel in your CRM · Added. It has not been opened in your CRM yet. · In progress',
      'Add people and phones · Say who can sign in, and which phones go to the door. · Incomplete',
      'Go live, team by team · Bring in your data, switch on a rule and add the panel first. · Cannot start yet',
    ]);
    expect(await page.getByRole('link', { name: 'Match your fields' }).count()).toBe(0);
    await looksRight(page);
  });

  it('goes on by what is stored, while somebody looks', async () => {
    await desk.open('/set-up');
    await desk.page.getByText('0 of 8 steps done').waitFor();
    await connect();
    await desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
      markStep(db, 'match', connectionId, 'staff:someone'),
    );
    await inside(
      `INSERT INTO runs (organisation_id, id, connection_id, status, is_full)
       VALUES ($1, gen_random_uuid(), $2, 'interrupted', true)`,
      [connectionId],
    );
    await desk.page.getByText('2 of 8 steps done').waitFor();
    expect((await rows()).slice(0, 4)).toEqual([
      'Connect to your system · Connected to Rowan housing. · Completed',
      'Match your fields · You have looked through the fields of Rowan housing. · Completed',
      'Try it with one tenancy · See what an officer would see. Nothing is saved. · Incomplete',
      'Bring in your data · The last run stopped. See why, and start it again. · There is a problem',
    ]);
    await looksRight(desk.page);
  });

  it('is said in Welsh to who chose Welsh, here and next time', async () => {
    const page = await desk.open('/set-up');
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.getByRole('heading', { level: 1, name: 'Gosod Doorstep' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('cy');
    await page.getByRole('link', { name: 'Rhoi cynnig arni gydag un denantiaeth' }).waitFor();
    await looksRight(page);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Gosod Doorstep' }).waitFor();
    const isKept = page.waitForResponse('**/admin/v1/session');
    await page.getByRole('button', { name: 'English' }).click();
    expect((await isKept).ok()).toBe(true);
  });
});

describe('while nothing is there to show', () => {
  it('has its heading at once and grey bars where the steps will be', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await desk.page.route(setUpAddress, async (route) => {
      await held;
      await route.continue();
    });
    const page = await desk.open('/set-up');
    await page.locator('.loading-row').first().waitFor();
    await page.locator('#status').filter({ hasText: 'Getting your steps.' }).waitFor();
    await looksRight(page);
    release();
    await page.getByRole('link', { name: 'Connect to your system' }).waitFor();
  });

  it('says what cannot be shown, with a reference and a way to try again', async () => {
    const fault = { code: 'failed', detail: 'Something went wrong on our side.', reference: 'K7F2QM' };
    await desk.page.route(setUpAddress, (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(fault) }),
    );
    const page = await desk.open('/set-up');
    const notice = page.getByRole('alert');
    await notice.getByRole('heading', { name: 'We cannot show your steps right now' }).waitFor();
    expect(await notice.innerText()).toContain('Reference K7F2QM.');
    await looksRight(page);
    await page.unroute(setUpAddress);
    await notice.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Connect to your system' }).waitFor();
  });

  it('says when there is no connection, and from when what it shows is', async () => {
    const page = await desk.open('/set-up');
    await page.getByRole('link', { name: 'Connect to your system' }).waitFor();
    await page.context().setOffline(true);
    const banner = page.getByText(/^You are offline\. What you see is from \d\d:\d\d\.$/);
    expect(await banner.count()).toBe(2);
    await looksRight(page);
    await page.context().setOffline(false);
    await page.getByText('You are online again.').waitFor();
    expect(await banner.count()).toBe(0);
  });
});

describe('the frame', () => {
  it('takes the focus to the heading of the screen that somebody went to, and names it', async () => {
    const page = await desk.open('/nowhere');
    expect(await page.title()).toBe('There is no page here – Doorstep');
    await looksRight(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Set up' }).click();
    await page.getByRole('heading', { level: 1, name: 'Set up Doorstep' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.title()).toBe('Set up Doorstep – Doorstep');
  });

  it('can be skipped', async () => {
    const page = await desk.open('/set-up');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('folds its places away on a narrow screen', async () => {
    await desk.page.setViewportSize({ width: 320, height: 640 });
    const page = await desk.open('/nowhere');
    const place = page.getByRole('link', { name: 'Set up', exact: true });
    expect(await place.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    expect(await place.isVisible()).toBe(true);
    await looksRight(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await place.press('Escape');
    expect(await place.isVisible()).toBe(false);
  });
});

describe('who is not signed in', () => {
  let page: (typeof desk)['page'];
  beforeEach(async () => {
    page = await desk.newPage();
  });
  afterEach(() => page.context().close());

  it('is shown the way in, and says for which organisation', async () => {
    await page.goto(`${desk.service.url}/console/runs`);
    await page.getByRole('heading', { level: 1, name: 'Sign in to Doorstep' }).waitFor();
    const field = page.getByLabel('Your organisation');
    await looksRight(page);
    await field.fill(' rowan ');
    const asked = page.waitForRequest('**/admin/v1/sign-in?organisation=rowan&return=%2Fconsole%2Fruns');
    await page.getByRole('button', { name: 'Go to sign in' }).click();
    await asked;
  });

  it('is told when a link does not work any more, and the link is out of the address', async () => {
    await page.goto(`${desk.service.url}/console/#si_used`);
    await page.getByText('That link does not work any more.').waitFor();
    expect(page.url()).toBe(`${desk.service.url}/console/`);
    await looksRight(page);
  });

  it('comes to the way in from any screen once their session has ended', async () => {
    await page.context().addCookies(desk.cookies);
    await page.goto(`${desk.service.url}/console/set-up`);
    await page.getByRole('link', { name: 'Connect to your system' }).waitFor();
    await page.context().clearCookies();
    await page.getByText('You have been signed out.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Sign in to Doorstep' }).waitFor();
  });
});

it('sends at most 300 kB for the first screen', async () => {
  const sent = new Set<string>();
  desk.page.on('request', (request) => sent.add(new URL(request.url()).pathname));
  await desk.open('/');
  await desk.page.getByRole('link', { name: 'Connect to your system' }).waitFor();
  const files = [...sent].filter((path) => path.startsWith('/console/assets/'));
  const bytes = files.map(
    (path) => gzipSync(readFileSync(join(desk.files, path.slice('/console/'.length))), { level: 9 }).length,
  );
  expect(files.length).toBeGreaterThan(2);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(300_000);
});
