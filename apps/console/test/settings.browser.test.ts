import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProvider, type StartedProvider } from '../../service/test/oidc-provider.js';
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

describe('how people sign in', () => {
  let provider: StartedProvider;
  beforeAll(async () => {
    provider = await startProvider('https://doorstep.example/admin/v1/sign-in/back');
  });
  afterAll(() => provider.close());

  it('is written with what is wrong said, and the secret is never in the page again', async () => {
    const page = await desk.open('/settings/sign-in');
    await page.getByText('Accounts are not set up yet. People sign in with a link.').waitFor();
    await page.getByRole('button', { name: 'Save how people sign in' }).click();
    await page.getByRole('alert').getByText('Enter the client secret, 8 characters or more').waitFor();
    await looksRight(page);
    // The address of a provider on this machine is let through once it stands among the allowed ones.
    await page.route('**/admin/v1/sign-in-settings', (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      const sent = route.request().postDataJSON() as object;
      return route.continue({ postData: JSON.stringify({ ...sent, allowedAddresses: ['127.0.0.1/32'] }) });
    });
    await page.getByLabel('Address of the provider (issuer)').fill(provider.issuer);
    await page.getByLabel('Client ID').fill(provider.clientId);
    await page.getByLabel('Client secret').fill(provider.clientSecret);
    await page.getByLabel('Group 1', { exact: true }).fill('leads-group');
    await page.getByLabel('Role of group 1').selectOption('Lead');
    await page.getByRole('button', { name: 'Save how people sign in' }).click();
    await page.getByText('Saved. People can sign in this way from now on.').first().waitFor();
    await page.getByText(/^Saved .* Ends in 9f2a\./).waitFor();
    expect(await page.content()).not.toContain(provider.clientSecret);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Saved\./);
  });

  it('is changed on top of what somebody else saved meanwhile', async () => {
    const page = await desk.open('/settings/sign-in');
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByLabel('Group 2', { exact: true }).fill('leads-group');
    await page.getByRole('button', { name: 'Save how people sign in' }).click();
    await page.getByRole('alert').getByText('This group is listed already.').waitFor();
    await page.getByLabel('Group 2', { exact: true }).fill('view-group');
    await desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
      db.rows(
        `UPDATE sign_in_settings SET version = version + 1, changed_by = 'Priya Shah' WHERE organisation_id = $1`,
        [desk.landlord.id],
      ),
    );
    await page.getByRole('button', { name: 'Save how people sign in' }).click();
    await page.getByText(/Priya Shah changed this at/).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Saved. People can sign in this way from now on.').first().waitFor();
    const [stored] = await desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
      db.rows<{ roles: unknown; allowed: string[] }>(
        `SELECT role_of_group AS roles, allowed_addresses::text[] AS allowed FROM sign_in_settings
         WHERE organisation_id = $1`,
        [desk.landlord.id],
      ),
    );
    expect(stored).toEqual({ roles: { 'leads-group': 'lead', 'view-group': 'viewer' }, allowed: ['127.0.0.1/32'] });
  });
});
