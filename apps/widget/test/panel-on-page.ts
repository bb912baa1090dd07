import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { launchChromium } from '@doorstep/testing';
import { buildPanel, type PanelFiles, type Runtime } from './build-panel.js';
import { startFakeService, type FakeService } from './fake-service.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;

/** What the host page keeps about the panel in it. */
export interface Host {
  readonly errors: number;
  readonly shortcuts: number;
  readonly events: [string, Record<string, unknown>][];
  readonly panel: HTMLElement & { setContext(context: unknown): Promise<unknown> };
  text(): string;
  open(id: string, label?: string): Promise<unknown>;
}
declare const host: Host;

export type PanelOnPage = ReturnType<typeof panelOnPage>;

/** The panel of a runtime in the awkward host page, afresh for every test, with the hands and eyes of an officer. */
export function panelOnPage(runtime: Runtime) {
  let files: PanelFiles;
  let browser: Browser;
  let service: FakeService;
  let page: Page;
  beforeAll(async () => {
    [files, browser] = await Promise.all([buildPanel(runtime), launchChromium()]);
  }, 120_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    service = await startFakeService(files);
    const context = await browser.newContext({ viewport: { width: 380, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  });
  afterEach(async () => {
    await page.context().close();
    await service.close();
  });
  return {
    get page() {
      return page;
    },
    get service() {
      return service;
    },
    /** Loads the host page afresh and opens a record in it. */
    open: async (id = 'A', label?: string) => {
      await page.goto(service.url);
      await page.evaluate(([record, shown]) => host.open(record as string, shown), [id, label]);
    },
    /** Moves to another record without leaving the page. */
    moveTo: (id: string, label?: string) =>
      page.evaluate(([record, shown]) => host.open(record as string, shown), [id, label]),
    press: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    seen: (text: string | RegExp) => page.getByText(text).locator('visible=true').first().waitFor(),
    status: () => page.getByRole('status').textContent(),
    focused: () => page.evaluate(() => host.panel.shadowRoot?.activeElement?.textContent ?? null),
    text: () => page.evaluate(() => host.text()),
    /** Everything that the panel, or anything it calls, could have left behind in the page and its storage. */
    traces: () =>
      page.evaluate(async () => {
        const typed = [...(host.panel.shadowRoot?.querySelectorAll('textarea, input') ?? [])].map(
          (field) => (field as HTMLInputElement).value,
        );
        const stores = [
          Object.entries(localStorage),
          Object.entries(sessionStorage),
          document.cookie,
          await indexedDB.databases(),
        ];
        const html = host.panel.shadowRoot?.innerHTML ?? '';
        return JSON.stringify([html, typed, stores, location.href, history.state, host.events, await caches.keys()]);
      }),
    /** Every text on screen: of a paragraph, a heading, a button or a fold, each as it is read. */
    shown: () =>
      page.evaluate(() =>
        [...(host.panel.shadowRoot?.querySelectorAll<HTMLElement>('p, h2, h3, h4, button, summary, .tag') ?? [])]
          .filter((element) => element.checkVisibility())
          .map((element) => element.innerText.replace(/\s+/g, ' ').trim()),
      ),
    events: () => page.evaluate(() => host.events),
    /** The writes that arrived at one address. */
    sentTo: (path: string) => service.sent.filter((sent) => sent.path === `/embed/v1/${path}`),
  };
}
