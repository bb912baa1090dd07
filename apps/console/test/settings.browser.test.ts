import { describe, expect, it } from '@jest/globals';
import { consoleOnPage, looksRight } from './console-on-page.js';

const desk = consoleOnPage();

describe('the audit', () => {
  it('says that nothing was changed, and lists what was asked for', async () => {
    const page = await desk.open('/settings/audit');
    await page.getByText(/^Nothing was changed: \d+ days?, \d+ entr(y|ies)$/).waitFor();
    await page.getByText('No day is sealed yet.').waitFor();
    await page.locator('tbody tr').first().waitFor();
    await looksRight(page);
    await page.getByLabel('What was done').fill('audit');
    await page.getByRole('button', { name: 'Show these' }).click();
    await page
      .getByRole('row', { name: /audit\.read/ })
      .first()
      .waitFor();
    await page.getByLabel('What was done').fill('nothing-like-it');
    await page.getByRole('button', { name: 'Show these' }).click();
    await page.getByText('No entries fit').waitFor();
  });

  it('goes on to older entries and back', async () => {
    const entry = (of: number) => ({
      id: `00000000-0000-7000-8000-${String(of).padStart(12, '0')}`,
      at: '2026-03-02T09:00:00Z',
      actor: 'doorstep',
      name: null,
      action: `rule.change-${of}`,
      subject: 'rule:1',
      detail: { version: of },
    });
    await desk.page.route('**/admin/v1/audit?*', (route) => {
      const isOlder = new URL(route.request().url()).searchParams.get('before') === entry(51).id;
      const items = isOlder ? [entry(50)] : Array.from({ length: 50 }, (_, index) => entry(100 - index));
      return route.fulfill({ json: { items, total: 51 } });
    });
    const page = await desk.open('/settings/audit');
    await page.getByRole('button', { name: 'Older entries' }).click();
    await page.getByRole('rowheader', { name: 'rule.change-50' }).waitFor();
    expect(await page.getByRole('button', { name: 'Older entries' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Back to the newest' }).click();
    await page.getByRole('rowheader', { name: 'rule.change-100' }).waitFor();
  });

  it('says which day does not fit, and gives the newest seal to keep elsewhere', async () => {
    const json = {
      isWhole: false,
      brokenOn: '2026-03-02',
      days: 12,
      entries: 4210,
      sealedUntil: '2026-03-04',
      seal: 'ab12cd',
    };
    await desk.page.route('**/admin/v1/audit/verification', (route) => route.fulfill({ json }));
    const page = await desk.open('/settings/audit');
    await page.getByText(/^The entries of 2 March.* do not fit their seal$/).waitFor();
    await page.getByText('ab12cd').waitFor();
    await page.getByRole('button', { name: 'Copy the seal' }).waitFor();
    await looksRight(page);
  });

  it('cannot be shown while the service does not answer, and can then', async () => {
    await desk.page.route('**/admin/v1/audit?*', (route) => route.fulfill({ status: 503, json: { code: 'database' } }));
    const page = await desk.open('/settings/audit');
    await page.getByText('We cannot show the audit right now').waitFor();
    await page.unroute('**/admin/v1/audit?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('tbody tr').first().waitFor();
  });
});
