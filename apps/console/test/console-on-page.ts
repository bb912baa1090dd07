import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsoleSession, Role } from '@doorstep/contracts/http';
import { launchChromium } from '@doorstep/testing';
import { axeOn, type AxeBuilder } from '@doorstep/testing/axe';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { addLandlord, type Landlord } from '../../service/test/landlord.js';
import { startService, type StartedService } from '../../service/test/start-service.js';
import { actsOf, whoElseMay } from '../../service/src/access/index.js';
import { MakeFirstLink } from '../../service/src/staff/index.js';
import { buildConsole } from './build-console.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;
type Context = Awaited<ReturnType<Browser['newContext']>>;

export type ConsoleOnPage = ReturnType<typeof consoleOnPage>;

/**
 * The console in a real browser, in front of one service with one landlord for the whole file: signed in afresh for
 * every test, under the very policy that the service sends. A page that breaks the policy or throws fails its test.
 */
export function consoleOnPage(slug = 'rowan') {
  let files: string;
  let policy: string;
  let browser: Browser;
  let service: StartedService;
  let landlord: Landlord;
  let cookies: Awaited<ReturnType<Context['cookies']>>;
  let page: Page;
  let faults: string[];
  const closers: (() => Promise<void>)[] = [];

  const address = (path: string) => `${service.url}/console${path}`;

  /** A page in a browser of its own, where the console's files come from this build. */
  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    const made = await context.newPage();
    made.setDefaultTimeout(10_000);
    made.on('pageerror', (error) => faults.push(error.message));
    made.on('console', (said) => {
      if (said.type() === 'error' && /Content Security Policy/i.test(said.text())) faults.push(said.text());
    });
    await made.route(
      (url) => url.pathname === '/console' || url.pathname.startsWith('/console/'),
      (route) => {
        const name = new URL(route.request().url()).pathname.slice('/console/'.length);
        const path = /\.\w+$/.test(name) && existsSync(join(files, name)) ? name : 'index.html';
        return route.fulfill({ path: join(files, path), headers: { 'content-security-policy': policy } });
      },
    );
    return made;
  }

  beforeAll(async () => {
    // Whatever opened is closed again, also when another of them did not.
    const opened = await Promise.allSettled([
      buildConsole().then((built) => {
        files = built;
      }),
      launchChromium().then((launched) => {
        browser = launched;
        closers.push(() => launched.close());
      }),
      startService().then((started) => {
        service = started;
        closers.push(() => started.close());
      }),
    ]);
    for (const one of opened) if (one.status === 'rejected') throw one.reason;
    ({ consolePolicy: policy } = await import('../../service/src/platform/http/start-http.js'));
    landlord = await addLandlord(service, slug);
    faults = [];
    const first = await newPage();
    const link = await service.app.get(MakeFirstLink).run('doorstep', landlord.id);
    await first.goto(address(`/#${link.address.split('#')[1] ?? ''}`));
    await first.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(first.url()).not.toContain('si_');
    cookies = await first.context().cookies();
    await first.context().close();
  }, 120_000);
  afterAll(async () => {
    await Promise.all(closers.map((close) => close()));
  });
  beforeEach(async () => {
    faults = [];
    page = await newPage();
    await page.context().addCookies(cookies);
  });
  afterEach(async () => {
    await page.context().close();
    expect(faults).toEqual([]);
  });

  return {
    get page() {
      return page;
    },
    get service() {
      return service;
    },
    get landlord() {
      return landlord;
    },
    /** The folder of the files that were built. */
    get files() {
      return files;
    },
    /** What the browser of somebody signed in sends. */
    get cookies() {
      return cookies;
    },
    /** Opens a screen, such as `/runs`, and waits for its heading. */
    async open(path: string): Promise<Page> {
      await page.goto(address(path));
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    newPage,
  };
}

/** Whoever is signed in has these roles, as far as the page is told, from its next look at who that is. */
export async function isSignedInAs(page: Page, ...roles: Role[]): Promise<void> {
  await page.route('**/admin/v1/session', async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as ConsoleSession;
    await route.fulfill({
      response: answer,
      json: { ...session, roles, acts: actsOf(roles), whoElseMay: whoElseMay(roles) },
    });
  });
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Holds the screen as it stands against what every screen must be: nothing for axe to find in light and in dark and in
 * the other language, no sideways scroll at 320 px, nothing that a keyboard cannot reach, no gap left in its words.
 */
export async function looksRight(page: Page): Promise<void> {
  const found: unknown[] = [];
  const look = async (how: string, axe: AxeBuilder) => {
    const { violations } = await axe.analyze();
    found.push(...violations.map(({ id, nodes }) => [how, id, ...nodes.map(({ html }) => html)]));
  };
  // Axe asks for the size of targets (WCAG 2.2, 2.5.8) only where it is told to.
  const everything = (await axeOn(page)).options({
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
  });
  await look('light', everything.withTags(standards));
  await page.emulateMedia({ colorScheme: 'dark' });
  // Only the contrast differs in the dark.
  await look('dark', (await axeOn(page)).withRules('color-contrast'));
  await page.emulateMedia({ colorScheme: 'light' });
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 320, height: 900 });
  found.push(...(await faultsInWords(page)));
  const was = await page.evaluate(() => document.documentElement.lang);
  const other = was === 'cy' ? 'en-GB' : 'cy';
  await speak(page, other);
  found.push(...(await faultsInWords(page)));
  // The colours are those of the first language.
  await look(other, (await axeOn(page)).withTags(standards).disableRules('color-contrast'));
  await speak(page, was);
  await page.setViewportSize(size);
  found.push(...(await unreached(page)).map((html) => `a keyboard does not reach ${html}`));
  expect(found).toEqual([]);
}

/** Reads the screen in another language, as if it was chosen in another tab: what has the focus keeps it. */
function speak(page: Page, language: string): Promise<void> {
  return page.evaluate(async (newValue) => {
    const key = 'doorstep-locale';
    localStorage.setItem(key, newValue);
    dispatchEvent(new StorageEvent('storage', { key, newValue }));
    while (document.documentElement.lang !== newValue) await new Promise(requestAnimationFrame);
  }, language);
}

/** What is too wide for a screen this narrow, and gaps left unfilled. */
function faultsInWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth - innerWidth;
    const gaps = document.body.innerText.match(/.{0,20}\{\w+\}.{0,20}/g) ?? [];
    return [...(wide > 0 ? [`${wide} px too wide at ${innerWidth} px in ${root.lang}`] : []), ...gaps];
  });
}

/** The controls that Tab does not come to, going round once. */
async function unreached(page: Page): Promise<string[]> {
  const controls =
    'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary';
  const count = await page.locator(`${controls}, [tabindex="0"]`).count();
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    const seen = new Set<Element>();
    Object.assign(window, { seen });
    document.addEventListener('focusin', ({ target }) => seen.add(target as Element));
    scrollTo(0, 0);
    getSelection()?.collapse(document.body, 0);
  });
  for (let tabs = 0; tabs < count + 10; tabs += 1) await page.keyboard.press('Tab');
  return page.evaluate((of) => {
    const { seen } = window as unknown as { seen: Set<Element> };
    /** One of a group of radio buttons stands for all: the arrows go on from there. */
    const isReached = (one: Element) =>
      seen.has(one) ||
      (one instanceof HTMLInputElement &&
        one.type === 'radio' &&
        [...seen].some((other) => other instanceof HTMLInputElement && other.name === one.name && one.name !== ''));
    // What stands behind an open question is not to be reached until it is answered.
    const within = document.querySelector('dialog:modal') ?? document;
    return [...within.querySelectorAll(of)]
      .filter((one) => one.checkVisibility() && (one as HTMLElement).tabIndex >= 0 && !isReached(one))
      .map((one) => one.outerHTML.slice(0, 200));
  }, controls);
}
