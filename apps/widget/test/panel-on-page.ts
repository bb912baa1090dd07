import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { launchChromium } from '@doorstep/testing';
import { buildPanel, type PanelFiles, type Runtime } from './build-panel.js';
import { startFakeService, type FakeService } from './fake-service.js';
import { officerAt, type Page } from './officer.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type { Host, Page } from './officer.js';

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
  return officerAt({
    get page() {
      return page;
    },
    get service() {
      return service;
    },
  });
}
