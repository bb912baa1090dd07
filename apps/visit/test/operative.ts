import type { launchChromium } from '@doorstep/testing';
import type { FakeService } from './fake-service.js';

export type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;

/** A phone in somebody's hand. */
export interface Operative {
  page: Page;
  readonly service: FakeService;
  /** Opens the app, signing in with a link unless told otherwise. */
  open(link?: string): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
  offline(isOffline: boolean): Promise<void>;
  /** The tab's process dies at once; the next one starts afresh. */
  killTab(): Promise<void>;
  /** What the one live region said, in order. */
  said(): Promise<string[]>;
  close(): Promise<void>;
}

const aLink = 'a-shift-link-that-was-sent-to-this-phone';

/** @param serviceWorkers Whether the app may stay on the phone; most tests are quicker without. */
export async function anOperative(
  browser: Browser,
  service: FakeService,
  serviceWorkers: 'allow' | 'block' = 'block',
): Promise<Operative> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    serviceWorkers,
  });
  await context.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    addEventListener('DOMContentLoaded', () => {
      const status = document.getElementById('status');
      const listen = () => status?.textContent && heard.push(status.textContent);
      if (status) new MutationObserver(listen).observe(status, { childList: true, characterData: true, subtree: true });
    });
  });
  const fresh = async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return page;
  };
  /** A wait that came to nothing says what stood on the screen instead. */
  const orWhatWasThere = (waiting: Promise<void>) =>
    waiting.catch(async (cause: unknown) => {
      const shown = await operative.page.evaluate(() => document.body.innerText).catch(String);
      throw new Error(`${String(cause)}\nOn the screen instead:\n${shown}`, { cause });
    });
  const operative: Operative = {
    page: await fresh(),
    service,
    open: async (link = aLink) => {
      await operative.page.goto(`${service.url}/visit/${link && `#${link}`}`);
    },
    press: (name) =>
      orWhatWasThere(
        operative.page
          .getByRole('button', { name, exact: typeof name === 'string' })
          .first()
          .click(),
      ),
    sees: (text) => orWhatWasThere(operative.page.getByText(text).filter({ visible: true }).first().waitFor()),
    offline: async (isOffline) => {
      service.isOutOfReach = isOffline;
      await context.setOffline(isOffline);
    },
    killTab: async () => {
      const { page } = operative;
      const gone = new Promise((resolve) => page.once('crash', resolve));
      const session = await context.newCDPSession(page);
      session.send('Page.crash').catch(() => undefined);
      await gone;
      await page.close();
      operative.page = await fresh();
    },
    said: () => operative.page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard),
    close: () => context.close(),
  };
  return operative;
}
