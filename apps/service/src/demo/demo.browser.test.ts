import { launchChromium } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runService, type RunningService } from '../../test/running-service.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

/** A visitor's first minute, on the built service with nothing pretended but the landlord. */
describe('the demonstration', () => {
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];

  beforeAll(async () => {
    service = await runService();
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('request', (request) => requests.push(request.url()));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const panel = () => page.locator('doorstep-panel');
  const words = () => panel().evaluate((element) => element.shadowRoot?.textContent ?? '');

  it('opens on a record with one question, which is there because of a repair that came over HTTP', async () => {
    await page.goto(`${service.url}/demo`);
    await panel().getByRole('button', { name: 'They told me something' }).waitFor();
    await panel().getByText('Why you see this').click();
    const order = /A repair was finished on [^:]+: [^(]+\(order (\d+)\)/.exec(await words())?.[1];
    await page.getByRole('tab', { name: /Repairs/ }).click();
    expect(order).toMatch(/^\d{8}$/);
    await page.getByRole('tabpanel').getByText(String(order)).first().waitFor();
  });

  it('keeps what the resident said in two taps, and still has it after a reload', async () => {
    await panel().getByRole('button', { name: 'They told me something' }).click();
    await panel().getByRole('button', { name: 'An idea' }).click();
    await panel().getByRole('heading', { name: 'Saved: an idea.' }).waitFor();
    await panel().getByRole('textbox').first().fill('A bench by the shops would be grand, love.');
    await panel().getByRole('button', { name: 'Save words' }).click();
    await panel().getByText('Words saved.').last().waitFor();
    await page.reload();
    await panel().getByText('Heard before (1)').waitFor();
    await panel().getByText('A bench by the shops would be grand, love.').waitFor();
    expect(await panel().getByRole('button', { name: 'They told me something' }).count()).toBe(0);
  });

  it('shows nothing of one resident beside another', async () => {
    const before = (await page.locator('h1').textContent()) ?? '';
    await page.getByRole('link', { name: 'Residents' }).first().click();
    await page.getByRole('link', { name: before }).first().waitFor();
    const other = page.locator('.start-list a').nth(1);
    const name = (await other.textContent()) ?? '';
    await other.click();
    await panel().getByText(name).first().waitFor();
    await panel().getByRole('button', { name: 'They told me something' }).waitFor();
    expect(await words()).not.toContain(before);
    expect(await words()).not.toContain('bench by the shops');
  });

  it('asks nothing of anyone but itself, and puts no record into an address of ours', () => {
    expect(requests.filter((url) => !url.startsWith(service.url) && !url.startsWith('data:'))).toEqual([]);
    expect(requests.filter((url) => url.includes('/embed/v1/') && /[0-9a-f]{8}-[0-9a-f]{4}/.test(url))).toEqual([]);
  });
});
