import type { launchChromium } from '@doorstep/testing';
import type { PanelFiles } from '../../widget/test/build-panel.js';
import { hostPage, hostScript } from '../../widget/test/host-page.js';
import { claimsFor, hostOrigin, sign, type HostRecord, type Landlord } from './landlord.js';
import type { StartedService } from './start-service.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

/** A page of the host CRM with the built panel in it, and everything that went between that panel and the service. */
export interface PanelInPage {
  readonly page: Page;
  /** In order: what was asked for and how, and everything of the answer save the clock. */
  readonly traffic: object[];
}

/** Opens it at a record. What the service says comes from the service; the page and the panel's files are put in front. */
export async function panelInPage(
  browser: Browser,
  files: PanelFiles,
  service: StartedService,
  landlord: Landlord,
  record: HostRecord,
): Promise<PanelInPage> {
  const page = await (await browser.newContext({ viewport: { width: 380, height: 900 } })).newPage();
  page.setDefaultTimeout(10_000);
  const traffic: object[] = [];
  await page.route(`${hostOrigin}/**`, async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (pathname === '/record') return route.fulfill({ contentType: 'text/html', body: hostPage });
    if (pathname === '/host.js') return route.fulfill({ contentType: 'text/javascript', body: hostScript });
    if (pathname === '/token') return route.fulfill({ body: await sign(landlord, claimsFor(landlord, record)) });
    const file = files.get(pathname.replace(/^\/(embed\/v1|again)\//, ''));
    if (file) return route.fulfill({ contentType: 'text/javascript', body: file });
    const answer = await route.fetch({ url: service.url + pathname });
    const said = answer.headersArray().filter(({ name }) => name.toLowerCase() !== 'date');
    const asked = [request.method(), pathname, Object.keys(request.headers()).sort(), request.postDataJSON()];
    traffic.push({ asked, status: answer.status(), said, body: await answer.text() });
    return route.fulfill({ response: answer });
  });
  await page.goto(`${hostOrigin}/record`);
  // Otherwise it is chance whether the panel stands before its record is opened or after.
  await page.waitForFunction(isReady);
  await page.evaluate((id) => (globalThis as unknown as HostInPage).host.open(id), record.id);
  return { page, traffic };
}

/** What the host page keeps, as seen from inside it. */
export interface HostInPage {
  readonly host: {
    readonly panel: {
      readonly outerHTML: string;
      readonly shadowRoot: { readonly innerHTML: string; readonly adoptedStyleSheets: readonly unknown[] } | null;
    };
    readonly events: readonly (readonly [name: string, detail: unknown])[];
    readonly asks: readonly unknown[];
    open(id: string): Promise<unknown>;
  };
}

function isReady(): boolean {
  return (globalThis as unknown as HostInPage).host.events.some(([name]) => name === 'ready');
}
