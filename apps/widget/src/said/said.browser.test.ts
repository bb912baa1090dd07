import type { SaidOpened } from '@doorstep/contracts/http';
import { launchChromium } from '@doorstep/testing';
import { axeOn } from '@doorstep/testing/axe';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { buildPanel, type PanelFiles } from '../../test/build-panel.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const origin = 'https://doorstep.example';
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";
const html = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" /><title>Tell your landlord</title>
  <script type="module" src="/embed/v1/said-page.js"></script></head><body></body></html>`;
const question: SaidOpened = {
  landlord: 'Elm Homes',
  kind: 'stall',
  place: 'Elm Square',
  question: 'What would make the stairwell feel better to come home to?',
  why: 'We are painting it, and you live there.',
  howDecided: 'together',
  alreadyDecided: 'the lights stay (for safety)',
  stillOpen: 'the colour and the floor',
  owner: 'Neighbourhood manager',
  parts: ['words'],
};
const hazard = {
  offers: [
    {
      ...{
        route: 'emergency',
        title: 'Emergency: phone now',
        sayThis: 'Ring now.',
        mustChoose: true,
        phoneFirst: true,
      },
      ...{
        because: ['flood'],
        whatToDo: null,
        phones: [{ name: 'Police, fire or ambulance', number: '999', use: null }],
      },
    },
  ],
};

let files: PanelFiles;
let browser: Browser;
let page: Page;
let addresses: string[];
let sent: { body: Record<string, unknown>; key: string | null }[];
let faults: string[];
/** What the service answers to each of what is sent, in turn; then that it is kept. */
let answers: { status: number; body: object }[];

beforeAll(async () => {
  [files, browser] = await Promise.all([buildPanel('preact'), launchChromium()]);
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, locale: 'en-GB' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (said) => {
    if (/Content Security Policy/i.test(said.text())) faults.push(said.text());
  });
  page.on('request', (one) => addresses.push(one.url()));
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/said')
      return route.fulfill({ contentType: 'text/html', body: html, headers: { 'content-security-policy': policy } });
    if (pathname === '/said/v1/open') {
      const { link } = route.request().postDataJSON() as { link: string };
      return link === 'sd_good'
        ? route.fulfill({ json: question })
        : route.fulfill({ status: 401, json: { code: 'link-over' } });
    }
    if (pathname === '/said/v1/words') {
      const body = route.request().postDataJSON() as Record<string, unknown>;
      sent.push({ body, key: await route.request().headerValue('idempotency-key') });
      const { status, body: json } = answers.shift() ?? { status: 201, body: { state: 'kept', references: [] } };
      return route.fulfill({ status, json });
    }
    const file = files.get(pathname.replace('/embed/v1/', ''));
    return file ? route.fulfill({ contentType: 'text/javascript', body: file }) : route.fulfill({ status: 404 });
  });
}, 120_000);
afterAll(() => browser.close());
beforeEach(() => {
  [addresses, sent, faults, answers] = [[], [], [], []];
});

const begin = async (link: string) => {
  await page.goto('about:blank');
  await page.goto(`${origin}/said#${link}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
};
const press = (name: string) => page.getByRole('button', { name }).click();
const headed = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Nothing for axe to find, and nothing to scroll sideways for. */
async function looksRight(): Promise<void> {
  const { violations } = await (await axeOn(page)).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
}

it('asks one thing at a time, sends it once and is ready for the next, with the link in no address', async () => {
  await begin('sd_good');
  expect(page.url()).toBe(`${origin}/said`);
  const said = await page.locator('main').innerText();
  expect(said).toContain('Already decided: the lights stay (for safety)');
  expect(said).toContain('Still open: the colour and the floor');
  expect(said).toContain('Who answers for it: Neighbourhood manager');
  await looksRight();
  await press('Next');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  await page.getByLabel('Your words').fill('  Green.\nAs it was.');
  await press('Next');
  await headed('Whose words are these?');
  await looksRight();
  await page.getByLabel('Mine').check();
  await press('Next');
  await page.getByLabel('How to reach you').fill('07700 900123');
  await press('Next');
  await headed('Which home is it about?');
  answers = [{ status: 500, body: {} }];
  await press('Send');
  await page.getByRole('alert').waitFor();
  await press('Send');
  await headed('Thank you. Elm Homes has it.');
  expect(sent.map(({ body }) => body)).toEqual(
    Array(2).fill({
      ...{ link: 'sd_good', whose: 'own', reach: '07700 900123' },
      parts: [{ part: 'words', words: '  Green.\nAs it was.' }],
    }),
  );
  expect(sent[0]!.key).toBe(sent[1]!.key);
  await press('Add what somebody else said');
  expect(await page.getByLabel('Your words').inputValue()).toBe('');
  expect(addresses.filter((address) => /sd_good/.test(address) && !address.includes('/said#'))).toEqual([]);
  expect(faults).toEqual([]);
});

it('asks whether somebody has to act, with the numbers at once, and passes it on', async () => {
  await begin('sd_good');
  await page.getByLabel('Your words').fill('Water is coming through the ceiling.');
  await press('Next');
  await page.getByLabel('Somebody told me').check();
  await press('Next');
  await press('Next');
  answers = [
    { status: 409, body: { code: 'choose-route', current: hazard } },
    { status: 201, body: { state: 'passed-on', references: ['K7M2QX'] } },
  ];
  await press('Send');
  await headed(/Does somebody need to act/);
  await page.getByRole('link', { name: '999' }).waitFor();
  await looksRight();
  await page.getByLabel('Somebody is in danger').check();
  await press('Send');
  await headed('Thank you. It is passed on now.');
  await page.getByText('K7M2QX').waitFor();
  expect(sent.map(({ body }) => body['routing'])).toEqual([undefined, { chosen: ['emergency'] }]);
  expect(faults).toEqual([]);
});

it('says in Welsh as well that a link has ended', async () => {
  await begin('sd_gone');
  await headed('This link has ended');
  await press('Cymraeg');
  await headed('Mae’r ddolen hon wedi dod i ben');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('cy');
  expect(faults).toEqual([]);
});
