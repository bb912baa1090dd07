import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { launchChromium } from '@doorstep/testing';
import { AxeBuilder } from '@doorstep/testing/axe';
import { buildPanel, everyRuntime, type PanelFiles } from '../../test/build-panel.js';
import { aPrompt } from '../../test/fake-service.js';
import { startFrameHosts, type FrameHosts } from '../../test/frame-host.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const link = 'pl_0123456789abcdef0123456789abcdef';
const over = 'This link has been used, or its time is up';

describe.each(everyRuntime)('a one-time link, on %s', (runtime) => {
  let files: PanelFiles;
  let browser: Browser;
  let hosts: FrameHosts;
  let page: Page;
  let addresses: string[];
  let violations: string[];

  beforeAll(async () => {
    [files, browser] = await Promise.all([buildPanel(runtime), launchChromium()]);
  }, 120_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    hosts = await startFrameHosts(files);
    hosts.service.records.set('person:SECRET-1', { prompts: [aPrompt({ title: 'Ask about the repair' })] });
    hosts.links.set(link, 'person:SECRET-1');
    await visit('en-GB');
  });
  afterEach(async () => {
    await page.context().close();
    await hosts.close();
  });

  async function visit(locale: string): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 400, height: 800 }, locale });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    addresses = [];
    violations = [];
    page.on('request', (request) => addresses.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    page.on(
      'console',
      (message) => message.text().includes('Content Security Policy') && violations.push(message.text()),
    );
  }
  const follow = () => page.goto(`${hosts.ours}/embed/v1/open#${link}`);
  const seen = (text: string) => page.getByText(text).locator('visible=true').first().waitFor();

  it('opens its record, full page, and is gone from the address and the history at once', async () => {
    await follow();
    await seen('Ask about the repair');
    expect(page.url()).toBe(`${hosts.ours}/embed/v1/open`);
    expect(hosts.exchanges).toEqual([{ link }]);
    expect(hosts.sites).toEqual(new Set(['same-origin']));
    await page.getByRole('button', { name: 'They told me something' }).click();
    await page.getByRole('button', { name: 'A worry' }).click();
    await seen('Saved: a worry.');
    expect(addresses.filter((address) => /pl_|SECRET/.test(address.replace(`open#${link}`, 'open')))).toEqual([]);
    await page.goto(hosts.host);
    await page.goBack();
    expect(page.url()).not.toContain('pl_');
    expect(violations).toEqual([]);
  });

  it('opens it once', async () => {
    await follow();
    await seen('Ask about the repair');
    await page.reload();
    await seen(over);
    await follow();
    await page.reload();
    await seen('Open the record in your CRM again.');
    expect(await page.getByText('Ask about the repair').count()).toBe(0);
    const { violations: faults } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(over);
  });

  it('opens nothing when it is over, is no link of ours, or is missing', async () => {
    hosts.links.clear();
    await follow();
    await seen(over);
    expect(hosts.exchanges).toHaveLength(1);
    await page.goto(`${hosts.host}/`);
    await page.goto(`${hosts.ours}/embed/v1/open#signed-by-the-host:person:SECRET-1`);
    await seen(over);
    await page.goto(`${hosts.host}/`);
    await page.goto(`${hosts.ours}/embed/v1/open`);
    await seen(over);
    expect(hosts.exchanges).toHaveLength(1);
    expect(hosts.service.sessions.size).toBe(0);
  });

  it('can be tried again when the service was not there', async () => {
    hosts.isDown = true;
    await follow();
    await seen('We cannot get prompts right now');
    hosts.isDown = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await seen('Ask about the repair');
    expect(violations).toEqual([]);
  });

  it('says that the officer is signed out when its session has ended, and keeps the note', async () => {
    await follow();
    await seen('Ask about the repair');
    hosts.service.sessions.clear();
    await page.getByRole('button', { name: 'Log something' }).click();
    await page.getByLabel('What did they say?', { exact: true }).fill('The gate sticks.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await seen('You have been signed out of Doorstep');
    await seen('Copy it first. Open the record in your CRM again.');
    expect(await page.getByLabel('What did they say?', { exact: true }).inputValue()).toBe('The gate sticks.');
    expect(hosts.exchanges).toHaveLength(1);
  });

  it('speaks the language of the browser', async () => {
    await page.context().close();
    await visit('cy');
    hosts.links.clear();
    await follow();
    await seen('Agorwch y cofnod eto yn eich CRM.');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('cy');
  });
});
