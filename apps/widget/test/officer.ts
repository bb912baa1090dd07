import type { launchChromium } from '@doorstep/testing';
import type { FakeService } from './fake-service.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;

/** What the host page keeps about the panel in it. */
export interface Host {
  readonly errors: number;
  readonly shortcuts: number;
  readonly events: [string, Record<string, unknown>][];
  readonly panel: HTMLElement & { setContext(context: unknown): Promise<unknown>; hasUnsaved(): boolean };
  text(): string;
  open(id: string, label?: string): Promise<unknown>;
}
declare const host: Host;

/** A page with the panel in it and the service behind it: the ones of now, whatever there was before. */
export interface Desk {
  readonly page: Page;
  readonly service: FakeService;
}

/** The hands and eyes of an officer who works with the panel. */
export function officerAt(desk: Desk) {
  return {
    get page() {
      return desk.page;
    },
    get service() {
      return desk.service;
    },
    /** Loads the host page afresh and opens a record in it. */
    open: async (id = 'A', label?: string) => {
      await desk.page.goto(desk.service.url);
      await desk.page.evaluate(([record, shown]) => host.open(record as string, shown), [id, label]);
    },
    /** Moves to another record without leaving the page. */
    moveTo: (id: string, label?: string) =>
      desk.page.evaluate(([record, shown]) => host.open(record as string, shown), [id, label]),
    press: (name: string) => desk.page.getByRole('button', { name, exact: true }).click(),
    seen: (text: string | RegExp) => desk.page.getByText(text).locator('visible=true').first().waitFor(),
    status: () => desk.page.getByRole('status').textContent(),
    /** Waits until something is announced, which is a moment after it is on the screen. */
    announced: (says: string | RegExp) =>
      desk.page.getByRole('status').filter({ hasText: says }).waitFor({ state: 'attached' }),
    focused: () => desk.page.evaluate(() => host.panel.shadowRoot?.activeElement?.textContent ?? null),
    text: () => desk.page.evaluate(() => host.text()),
    /** Everything that the panel, or anything it calls, could have left behind in the page and its storage. */
    traces: () =>
      desk.page.evaluate(async () => {
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
      desk.page.evaluate(() =>
        [...(host.panel.shadowRoot?.querySelectorAll<HTMLElement>('p, h2, h3, h4, button, summary, .tag') ?? [])]
          .filter((element) => element.checkVisibility())
          .map((element) => element.innerText.replace(/\s+/g, ' ').trim()),
      ),
    events: () => desk.page.evaluate(() => host.events),
    /** The writes that arrived at one address. */
    sentTo: (path: string) => desk.service.sent.filter((sent) => sent.path === `/embed/v1/${path}`),
  };
}
