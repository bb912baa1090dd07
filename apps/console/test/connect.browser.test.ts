import type { MatchedList, MatchingShown } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consoleOnPage, isSignedInAs, looksRight, type Page } from './console-on-page.js';

const desk = consoleOnPage();
const key = 'canary-key-of-the-housing-system';

let sim: HousingSim;
/** Everything the service answered the browser, headers and all, and what was asked after saving. */
let traffic: { readonly answers: string[]; readonly asked: string[] };
beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 40, seed: 11, apiKey: key });
});
afterAll(() => sim.close());

const sql = (statement: string) =>
  desk.service.platform.database.inOrganisation(desk.landlord.id, (db) => db.rows(statement, [desk.landlord.id]));

const fault = async (isOn: boolean) => {
  const answer = await fetch(`${sim.url}/_sim/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path: '/api/v1/search/tenures*', status401: isOn }),
  });
  expect(answer.ok).toBe(true);
};

function record(page: Page): void {
  traffic = { answers: [], asked: [] };
  page.on('request', (request) => traffic.asked.push(`${request.url()} ${request.postData() ?? ''}`));
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.startsWith('/console'))
      void response.text().then(
        (text) => traffic.answers.push(`${JSON.stringify(response.headers())} ${text}`),
        () => undefined,
      );
  });
}

/** The checks as somebody reads them: name → mark. */
const checks = async (page: Page) =>
  Object.fromEntries(
    await page
      .locator('.check')
      .evaluateAll((all) =>
        all.map((one) => [
          one.querySelector('.check-name')?.firstChild?.textContent?.trim() ?? '',
          one.getAttribute('data-state'),
        ]),
      ),
  ) as Record<string, string>;

const check = async (page: Page) => {
  await page.getByRole('button', { name: /^Check (connection|again)$/ }).click();
  await page
    .locator('.notice')
    .filter({ hasText: /Every check passed|did not pass/ })
    .waitFor({ timeout: 30_000 });
};

describe('connecting', () => {
  it('asks for what the system needs, in a form made from its own settings', async () => {
    const page = await desk.open('/set-up/connect');
    await page.getByRole('radio', { name: /Salesforce/ }).waitFor();
    await looksRight(page);
    await page.getByText('Manage My Home and Repairs Hub (Hackney)').click();
    await page.getByRole('button', { name: 'Check connection' }).click();
    await page.getByText('Enter: Address of the Manage My Home search').waitFor();
    await page.getByText('Enter: API key').waitFor();
    await looksRight(page);
  });

  it('names the list it may not read, with the fix, checks nothing after, and does not save', async () => {
    const page = await desk.open('/set-up/connect');
    record(page);
    await page.getByText('Manage My Home and Repairs Hub (Hackney)').click();
    await page.getByLabel('Address of the Manage My Home search').fill(sim.url);
    await page.getByLabel('API key', { exact: true }).fill(key);
    await page.getByLabel('Private addresses that it may reach').fill('127.0.0.1/32');
    await fault(true);
    await check(page);
    const found = await checks(page);
    expect(found).toMatchObject({
      'Sign-in works': 'passed',
      'Homes readable': 'passed',
      'Tenancies readable': 'not-passed',
      'People readable': 'not-checked',
      'Repairs readable': 'not-checked',
      'Clocks agree': 'not-checked',
      'Rate limit': 'not-checked',
    });
    await page.getByText('Ask its administrator for read access.').waitFor();
    await page.getByRole('button', { name: 'Copy message for them' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    expect(await page.locator('#status').textContent()).toContain('A check did not pass');
    await looksRight(page);

    await fault(false);
    await check(page);
    expect(Object.values(await checks(page))).not.toContain('not-passed');
    expect((await checks(page))['The certificate is trusted']).toBe('warning');
    const before = traffic.asked.length;
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. Next, match your fields.').first().waitFor();
    await page.getByText(/^Saved .* Ends in stem\./).waitFor();
    await looksRight(page);

    // From here on the secret is nowhere: only the save itself carried it.
    expect(await page.content()).not.toContain(key);
    const inFields = await page
      .locator('input')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(inFields).not.toContain(key);
    await page.reload();
    await page.getByText(/^Saved .* Ends in stem\./).waitFor();
    expect(await page.content()).not.toContain(key);
    expect(traffic.asked.slice(before + 1).filter((one) => one.includes(key))).toEqual([]);
    expect(traffic.asked.filter((one) => one.split(' ')[0]?.includes(key))).toEqual([]);
    expect(traffic.answers.length).toBeGreaterThan(3);
    expect(traffic.answers.filter((one) => one.includes(key))).toEqual([]);
    expect(
      await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])),
    ).not.toContain(key);
  });

  it('replaces a secret only when the system takes the new one', async () => {
    const page = await desk.open('/set-up/connect');
    await page.getByRole('button', { name: 'Replace' }).click();
    await page.getByLabel('API key', { exact: true }).fill('a-key-that-nobody-gave-us');
    await page.getByRole('button', { name: 'Check and replace' }).click();
    await page.getByText(/The one before is still in use/).waitFor();
    await looksRight(page);
    await page.getByLabel('API key', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Check and replace' }).click();
    await page.getByText('Replaced. The one before is kept for 24 hours.').first().waitFor();
    expect(await page.content()).not.toContain(key);
  });

  it('may reach other private addresses once they are saved, and none that is written wrongly', async () => {
    const page = await desk.open('/connections');
    const addresses = page.getByLabel('Private addresses that it may reach');
    await addresses.fill('127.0.0.1/32\nour-office');
    await page.getByRole('button', { name: 'Save these addresses' }).click();
    await page.getByText(/write an address and its mask bits/).waitFor();
    await addresses.fill('127.0.0.1/32\n 10.20.0.0/16 ');
    await page.getByRole('button', { name: 'Save these addresses' }).click();
    await page.getByText('Saved. It may reach these private addresses and no others.').first().waitFor();
    expect(await sql('SELECT allowed_addresses AS allowed FROM connections WHERE organisation_id = $1')).toEqual([
      { allowed: ['127.0.0.1/32', '10.20.0.0/16'] },
    ]);
    expect(await addresses.inputValue()).toBe('127.0.0.1/32\n10.20.0.0/16');
    await sql(`UPDATE connections SET allowed_addresses = '{127.0.0.1/32,10.9.0.0/16}', allowed_addresses_version = 7
      WHERE organisation_id = $1`);
    await addresses.fill('127.0.0.1/32');
    await page.getByRole('button', { name: 'Save these addresses' }).click();
    await page.getByRole('button', { name: /^See / }).click();
    expect(await addresses.inputValue()).toBe('127.0.0.1/32\n10.9.0.0/16');
  });

  it('says what cannot be shown', async () => {
    await desk.page.route('**/admin/v1/systems', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'failed', detail: 'Something went wrong on our side.', reference: 'K7F2QM' }),
      }),
    );
    const page = await desk.open('/set-up/connect');
    await page.getByRole('heading', { name: 'We cannot show your connections right now' }).waitFor();
    await looksRight(page);
  });

  it('is only looked at by who may not change it', async () => {
    await isSignedInAs(desk.page, 'viewer');
    const page = await desk.open('/set-up/connect');
    await page.getByText(/^Only people with the .* role can change this/).waitFor();
    expect(await page.getByRole('button', { name: /Replace|Remove|Pause/ }).count()).toBe(0);
    await looksRight(page);
  });
});

describe('matching', () => {
  it('shows each field with an example, lists what stays behind, and is confirmed', async () => {
    const page = await desk.open('/set-up/match');
    const tenures = page.getByRole('region', { name: 'Tenancies (tenures)' });
    await tenures.waitFor({ timeout: 20_000 });
    expect(await tenures.innerText()).toContain('Start of tenure date');
    expect(await tenures.innerText()).toMatch(/Found in all \d+ rows/);
    await page
      .getByText(/^What we do not bring in: \d+ fields$/)
      .first()
      .waitFor();
    await looksRight(page);
    await page
      .getByRole('combobox', { name: /^What .* means$/ })
      .first()
      .selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Confirmed. Next, try one tenancy.').first().waitFor();
  });

  it('shows who was quicker, and keeps mine when asked to', async () => {
    const page = await desk.open('/set-up/match');
    await page.getByRole('button', { name: 'Confirm' }).waitFor({ timeout: 20_000 });
    await sql(
      `UPDATE connections SET value_mapping_version = value_mapping_version + 1, value_mapping_changed_by = 'Priya Shah'
       WHERE organisation_id = $1`,
    );
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText(/^Priya Shah changed this at/).waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Confirmed. Next, try one tenancy.').first().waitFor();
  });
});

describe('what is matched', () => {
  it('is a column there is, suggested with its reason, and the value that one came for', async () => {
    await sql(
      `INSERT INTO unknown_codes (organisation_id, connection_id, stream, field, value, times)
       SELECT $1, id, 'workOrders', 'status', 'SUS', 3 FROM connections WHERE organisation_id = $1`,
    );
    await desk.page.route('**/matching', async (route) => {
      const answer = await route.fetch();
      const shown = (await answer.json()) as MatchingShown;
      const [{ fields, ...list }, ...others] = shown.lists as [MatchedList, ...MatchedList[]];
      const suggestion = { theirs: 'hsg_kept', because: 'like-name' } as const;
      const own = { ...list, isFixed: false, columns: ['hsg_kept', 'hsg_other'], left: ['hsg_kept', 'hsg_other'] };
      const lists = [{ ...own, fields: fields.map((one) => ({ ...one, theirs: null, suggestion })) }, ...others];
      await route.fulfill({ response: answer, json: { ...shown, lists } });
    });
    const page = await desk.open('/set-up/match?list=workOrders.status&value=SUS');
    await page.locator('select[aria-label="What SUS means"]:focus').waitFor({ timeout: 20_000 });
    await page.getByText('Similar name: hsg_kept').first().waitFor();
    await looksRight(page);
    await page
      .getByRole('button', { name: /^Use hsg_kept for / })
      .first()
      .click();
    const columns = page.getByRole('combobox', { name: /^Your field for / });
    expect(await columns.first().inputValue()).toBe('hsg_kept');
    await columns.first().fill('hsg_nowhere');
    await page.getByText('Your system has no field of this name.').waitFor();
  });

  it('says which fields are treated as empty, and takes that back', async () => {
    await sql(
      `UPDATE connections SET value_mapping = value_mapping || '{"emptied":{"persons":[{"field":"surname","code":"field-too-long"}]}}'
       WHERE organisation_id = $1`,
    );
    const page = await desk.open('/set-up/match');
    const hold = page.getByRole('button', { name: 'Hold rows again for Surname' });
    await hold.waitFor({ timeout: 20_000 });
    await looksRight(page);
    await hold.click();
    await page.getByText('Taken back. The next full check holds its rows again.').first().waitFor({ timeout: 20_000 });
    expect(await hold.count()).toBe(0);
    expect(await sql(`SELECT value_mapping->'emptied' AS emptied FROM connections WHERE organisation_id = $1`)).toEqual(
      [{ emptied: {} }],
    );
  });
});

describe('what counts as a contact', () => {
  it('is changed row by row, from what no row fits, and saved on top of what somebody else saved meanwhile', async () => {
    await sql(
      `INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_source, occurred_at)
       SELECT $1::uuid, gen_random_uuid(), 'told-' || n, c.id || '/contact', 'contact kind=visit direction=outbound source=none', now()
       FROM connections c, generate_series(1, 3) n WHERE c.organisation_id = $1`,
    );
    const page = await desk.open('/settings/contacts');
    await page.getByText('As shipped: nobody changed it.').waitFor();
    await page
      .getByRole('row', { name: /^1 A visit finds nobody in No access Nobody is asked at this contact/ })
      .waitFor();
    await page.getByRole('row', { name: /^contact kind=visit direction=outbound source=none 3 / }).waitFor();
    await page.getByRole('button', { name: /^Say what it is: contact kind=visit/ }).click();
    const form = page.getByRole('form', { name: 'A new row' });
    await form.getByRole('button', { name: 'Use this row' }).click();
    await page.getByRole('alert').getByText('Choose what it counts as').waitFor();
    await looksRight(page);
    await form.getByLabel('Counts as').selectOption('Settling-in visit');
    await form.getByRole('button', { name: 'Use this row' }).click();
    await page.getByText('Not saved yet. Nothing of it holds until you save these rows.').waitFor();
    await page.getByRole('row', { name: /A visit from you Settling-in visit/ }).waitFor();

    await page.getByRole('button', { name: 'Change row 1', exact: true }).click();
    await page.getByRole('form', { name: 'Row 1' }).getByRole('button', { name: 'Remove this row' }).click();
    await sql(
      `UPDATE connections SET contact_mapping_version = 1, contact_mapping_changed_by = 'Priya Shah', contact_mapping_changed_at = now()
       WHERE organisation_id = $1`,
    );
    await page.getByRole('button', { name: 'Save these rows' }).click();
    await page.getByText(/^Priya Shah changed this at/).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.locator('.done').getByText('Saved. It holds for contacts from the next run on.').waitFor();
    const ends =
      'SELECT contact_mapping->0 AS first, contact_mapping->-1 AS last FROM connections WHERE organisation_id = $1';
    const told = { on: 'contact-told', kind: 'visit', direction: 'outbound', typeCode: 'TEN-SET' };
    expect(await sql(ends)).toEqual([{ first: expect.objectContaining({ isEmergency: true }), last: told }]);

    await page.getByRole('button', { name: 'Put back what is shipped' }).click();
    // “Saved” still stands there from before.
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await page.getByRole('button', { name: 'Save these rows' }).click();
    await saved;
    await page.getByRole('row', { name: /^1 A visit finds nobody in/ }).waitFor();
    await page.locator('.done').getByText('Saved. It holds for contacts from the next run on.').waitFor();
    expect(await sql(ends)).toEqual([
      { first: expect.objectContaining({ phase: 'no-access' }), last: expect.not.objectContaining(told) },
    ]);
  });

  it('is only read by who may not change it', async () => {
    await isSignedInAs(desk.page, 'viewer');
    const page = await desk.open('/settings/contacts');
    await page.getByText('Only people with the Administrator role can change this. Yours is Viewer.').waitFor();
    await page.getByRole('row', { name: /^1 A visit finds nobody in/ }).waitFor();
    expect(await page.getByRole('button', { name: /^(Change|Add|Put|Save|Say)/ }).count()).toBe(0);
  });
});

describe('trying one tenancy', () => {
  it('shows what was sent, understood and seen, side by side', async () => {
    const page = await desk.open('/set-up/try');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Enter a tenancy reference').waitFor();
    await page.getByLabel('Tenancy reference').fill('nobody-has-this');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Your system sends no tenancy with this reference.').first().waitFor();
    await looksRight(page);
    const tenancy = sim.landlord.highlights.find(({ code }) => code === 'kitchen-tap')?.tenureId;
    await page.getByLabel('Tenancy reference').fill(tenancy ?? '');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Found. Nothing was saved.').first().waitFor({ timeout: 20_000 });
    for (const name of ['What your system sent', 'What we understood', 'What an officer would see'])
      await page.getByRole('heading', { name }).waitFor();
    await looksRight(page);
  });

  it('is said in Welsh', async () => {
    const page = await desk.open('/set-up/try');
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rhoi cynnig arni gydag un denantiaeth' }).waitFor();
    await looksRight(page);
    await page.goto(`${desk.service.url}/console/set-up/connect`);
    await page.getByRole('heading', { level: 1, name: 'Cysylltu â’ch system' }).waitFor();
    await page.getByRole('button', { name: 'Gwirio’r cysylltiad' }).waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'English' }).click();
  });
});
