import { launchChromium } from '@doorstep/testing';
import { AxeBuilder } from '@doorstep/testing/axe';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runService, type RunningService } from '../../test/running-service.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A visitor's first minute, on the built service with nothing pretended but the landlord. */
describe('the demonstration', () => {
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const answers: string[] = [];
  const complaints: string[] = [];
  /** The address of a record with a question. */
  let asked: string;

  beforeAll(async () => {
    [service, browser] = await Promise.all([runService(), launchChromium()]);
    // axe wants a context of its own.
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => requests.push(request.url()));
    page.on(
      'console',
      (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`),
    );
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('response', (response) => {
      if (response.url().includes('/demo'))
        void response.text().then(
          (text) => answers.push(text),
          () => undefined,
        );
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const panel = () => page.locator('doorstep-panel');
  const button = (name: string) => panel().getByRole('button', { name, exact: true });
  const words = () => panel().evaluate((element) => element.shadowRoot?.textContent ?? '');
  const toList = () => page.getByRole('link', { name: 'Residents', exact: true }).first().click();
  const guideStep = () => page.locator('.guide [aria-current]').getAttribute('data-step');

  it('opens on a record with one question, which is there because of a repair that came over HTTP', async () => {
    await page.goto(`${service.url}/demo`);
    await button('They told me something').waitFor();
    await panel().getByText('Why you see this').click();
    const order = /A repair was finished on [^:]+: [^(]+\(order (\d+)\)/.exec(await words())?.[1];
    await page.getByRole('tab', { name: /Repairs/ }).click();
    expect(order).toMatch(/^\d{8}$/);
    await page.getByRole('tabpanel').getByText(String(order)).first().waitFor();
    await page.getByText(/Appointment \d+ \w+ \d{4}, 08:00 to 13:00, attended/).waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
  });

  it('keeps what the resident said in two taps and a few words', async () => {
    expect(await guideStep()).toBe('1');
    await button('They told me something').click();
    await button('An idea').click();
    await panel().getByRole('heading', { name: 'Saved: an idea.' }).waitFor();
    const field = panel().getByRole('textbox').first();
    await field.fill('A bench by the shops would be grand, love');
    await field.press('End');
    await field.pressSequentially('/jk');
    expect(await field.inputValue()).toBe('A bench by the shops would be grand, love/jk');
    await button('Save words').click();
    await panel().getByText('Words saved.').last().waitFor();
    await page.reload();
    await panel().getByText('Heard before (1)').waitFor();
    await panel().getByText('A bench by the shops would be grand, love').waitFor();
    expect(await button('They told me something').count()).toBe(0);
    expect(await guideStep()).toBe('2');
  });

  it('shows the income officer none of it', async () => {
    await page.getByLabel('Signed in as').selectOption({ label: 'Tom Reid, income officer' });
    await panel().getByText('Log something').waitFor();
    expect(await words()).not.toMatch(/bench by the shops|Heard before/);
    await page.getByLabel('Signed in as').selectOption({ label: 'Priya Shah, housing officer' });
    await panel().getByText('Heard before (1)').waitFor();
  });

  it('comes back as something to tell them, and is told once', async () => {
    await page.getByRole('link', { name: 'Play the landlord: answer what residents said' }).click();
    await page.getByText('A bench by the shops would be grand').first().waitFor();
    await page.getByLabel('You said, we did').fill('Synergy going forward.');
    await page.getByRole('button', { name: 'Give this answer' }).click();
    await page.getByText('This could be better:').waitFor();
    await page
      .getByLabel('You said, we did')
      .fill('You asked for a bench by the shops. Sam Reid put one there on Monday. Thank you for telling us.');
    await page.getByRole('button', { name: 'Give it all the same' }).click();
    await page.getByRole('link', { name: /^Open the record of/ }).click();
    await panel().getByText('Sam Reid put one there on Monday').first().waitFor();
    await panel().getByText('Tell them', { exact: true }).waitFor();
    expect(await guideStep()).toBe('3');
    await button('I told them').click();
    await button('I told them').waitFor({ state: 'detached' });
    await page.reload();
    await panel().getByText('Heard before (1)').waitFor();
    expect(await words()).not.toContain('I told them');
  });

  it('shows nothing of one resident beside another, and nothing moves between the two', async () => {
    const before = (await page.locator('h1').textContent()) ?? '';
    await toList();
    await page.getByText(/^For the demonstration: \d+ made-up residents/).click();
    const other = page.locator('.start-list a').nth(1);
    const name = (await other.textContent()) ?? '';
    await other.click();
    await panel().getByText(name).first().waitFor();
    await button('They told me something').waitFor();
    asked = page.url();
    expect(await words()).not.toContain(before);
    expect(await words()).not.toContain('bench by the shops');
    const tops = () =>
      Promise.all(['h1', '.tabs', '.rail'].map(async (part) => (await page.locator(part).boundingBox())?.y));
    const stood = await tops();
    await page.getByRole('link', { name: 'Previous' }).click();
    await page.getByRole('heading', { name: before, level: 1 }).waitFor();
    await page.locator('.tabs').waitFor();
    expect(await tops()).toEqual(stood);
  });

  it('is found and opened without a pointer', async () => {
    await toList();
    await page.getByRole('heading', { name: 'Residents', level: 1 }).waitFor();
    await page.locator('.residents').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const first = await page.locator('.residents tbody a').first().textContent();
    expect(await page.locator(':focus').textContent()).toBe(first);
    await page.keyboard.press('/');
    await page.keyboard.type('no such name jk');
    await page.getByText('No resident matches').waitFor();
    expect(await page.getByLabel('Search residents').inputValue()).toBe('no such name jk');
    await page.getByRole('link', { name: 'Show everybody' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.residents').waitFor();
    await page.getByLabel('Has an open repair').focus();
    await page.keyboard.press('Space');
    await page.getByText('None open').first().waitFor({ state: 'detached' });
    await page.getByText('1 open').first().waitFor();
    const opening = page.locator('.residents tbody a').first();
    const name = (await opening.textContent()) ?? '';
    await opening.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.locator('h1:focus').waitFor();
    await page.getByRole('button', { name: 'Hide', exact: true }).focus();
    await page.keyboard.press('Enter');
    expect(await panel().isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await panel().waitFor();
  });

  it('is mounted in a frame as well, with the same question', async () => {
    await page.goto(asked);
    await button('They told me something').waitFor();
    await page.getByRole('radio', { name: 'Iframe' }).press('Space');
    const frame = page.frameLocator('iframe[title="Doorstep"]');
    await frame.getByRole('button', { name: 'They told me something' }).waitFor();
    expect(await page.locator('doorstep-panel').count()).toBe(0);
    await page.getByRole('radio', { name: 'Element' }).press('Space');
    await button('They told me something').waitFor();
    expect(await page.locator('iframe').count()).toBe(0);
  });

  it('has nothing that stands in anybody’s way, narrow or wide, light or dark', async () => {
    const found = async (axe: AxeBuilder) =>
      (await axe.analyze()).violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${String(target)}`),
      );
    for (const width of [320, 1280])
      for (const [address, ready] of [
        [`${service.url}/demo/residents?patch=Garth`, '.residents'],
        [asked, '.tabs'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(address);
        await page.locator(ready).waitFor();
        if (address === asked) await button('They told me something').waitFor();
        expect([width, address, await found(new AxeBuilder({ page }).withTags(wcag))]).toEqual([width, address, []]);
        await page.emulateMedia({ colorScheme: 'dark' });
        const dark = new AxeBuilder({ page }).withRules('color-contrast');
        expect([width, address, await found(dark)]).toEqual([width, address, []]);
        expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width);
      }
  }, 60_000);

  it('asks nothing of anyone but itself, puts no record into an address of ours, and keeps its keys', () => {
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(service.url) && !url.startsWith('data:'))).toEqual([]);
    const opened = requests.flatMap((url) => /\/demo\/residents\/([\w-]{36})$/.exec(url)?.[1] ?? []);
    expect(opened.length).toBeGreaterThan(2);
    const told = requests.filter((url) => url.includes('/embed/v1/')).join();
    expect(opened.filter((id) => told.includes(id))).toEqual([]);
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((text) => /dk_[0-9a-f]{8}/.test(text))).toEqual([]);
  });
});
