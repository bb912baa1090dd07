import type { FieldLeft, RunShown, VanishedField } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddConnection } from '../../service/src/connections/index.js';
import { RunSync, runSyncJob } from '../../service/src/sync/index.js';
import { consoleOnPage, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
let sim: HousingSim;
let connectionId: string;
beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 40, seed: 11, apiKey: 'key' });
  await desk.service.app.get(AddConnection).run('test', desk.landlord.id, {
    name: 'housing',
    connector: 'hackney',
    configuration: { housingUrl: sim.url, apiKey: 'key' },
    allowedAddresses: ['127.0.0.1/32'],
  });
  const [row] = await desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
    db.rows<{ id: string }>('SELECT id FROM connections WHERE organisation_id = $1', [desk.landlord.id]),
  );
  connectionId = row!.id;
});
afterAll(() => sim.close());

const work = () =>
  runSyncJob(desk.service.app.get(RunSync))(
    { organisationId: desk.landlord.id, connectionId },
    new AbortController().signal,
  );

describe('bringing data in', () => {
  it('is asked for, ends, and is in the list of runs', async () => {
    const page = await desk.open('/bring-in');
    await page.getByText('Nothing has been brought in yet.').waitFor();
    await page.getByRole('button', { name: 'Bring in now' }).click();
    await page.getByText('Asked for. It starts within a minute.').first().waitFor();
    await work();
    await page.getByText(/rows read\./).waitFor();
    await page.getByText('Bring in again from the start').click();
    await page.getByText(/How long it takes is known after the first time\.$/).waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Bring in again' }).click();
    // The live region says it of the run before.
    await page.locator('.done').getByText('Asked for. It starts within a minute.').waitFor();
    await work();
    await page.getByText(/The last time it took about 1 minute\.$/).waitFor();
    await page.getByRole('link', { name: 'See every run' }).click();
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    await page
      .getByText(/^Completed/)
      .first()
      .waitFor();
    await looksRight(page);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'One run' }).waitFor();
    await page.getByRole('rowheader').first().waitFor();
    await looksRight(page);
  });

  it('is planned, paused and goes on', async () => {
    const page = await desk.open('/bring-in');
    await page.getByText('Every night', { exact: true }).click();
    await page.getByLabel('At', { exact: true }).fill('02:00');
    await page.getByRole('button', { name: 'Save when it runs' }).click();
    await page.getByText('Saved. It runs at these times from now on.').first().waitFor();
    await page.getByText(/^Next: .*02:00.* \(UK time\)\.$/).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused. It goes on from where it stopped.').first().waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });
});

describe('rows that are held', () => {
  it('are grouped by reason, looked at, left out, treated as empty, and taken back', async () => {
    await fetch(`${sim.url}/_sim/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: '/api/v1/search/persons/all?*', hugeField: 1 }),
    });
    await desk.service.app.get(RunSync).run('test', desk.landlord.id, 'housing', true, new AbortController().signal);
    const page = await desk.open('/held');
    await page.getByRole('button', { name: 'See rows' }).first().click();
    await page.getByRole('rowheader').first().waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Leave out' }).first().click();
    await page
      .getByText(/rows? (is|are) left out\.$/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByText(/looked at again\.$/)
      .first()
      .waitFor();

    await page.getByText('That you looked at these rows is in the audit.').waitFor();
    await page.getByText(/^x{200}$/).waitFor();
    await page.getByRole('button', { name: 'Treat Surname as empty' }).click();
    const dialog = page.getByRole('dialog', { name: 'Treat Surname as empty?' });
    await dialog.getByText(/^1 row comes in without it/).waitFor();
    await looksRight(page);
    await dialog.getByRole('button', { name: 'Treat as empty' }).click();
    await page.getByText('Surname is treated as empty. These rows come in when they are read again.').first().waitFor();
    await page.getByRole('button', { name: 'Try these again' }).click();
    await page.getByText('Asked for. They are tried again within a minute.').first().waitFor();
    await page.getByRole('article').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Treat Surname as empty' }).waitFor();
  });

  it('are said not to be shown when they cannot be', async () => {
    await desk.page.route('**/admin/v1/held-reasons', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'not-allowed', detail: 'Ask your administrator.' }),
      }),
    );
    const page = await desk.open('/held');
    await page.getByRole('heading', { name: 'We cannot show held rows right now' }).waitFor();
    await looksRight(page);
  });
});

const gone: VanishedField = {
  ...{ connection: 'housing', system: 'rowan Cx', stream: 'tenancies', entity: 'tenancy', field: 'eviction_date' },
  ...{ had: 1_204, present: 3, effect: 'protects' },
  ...{ hadAt: '2026-01-05T02:10:00Z', vanishedAt: '2026-01-06T02:10:00Z' },
};

const came: FieldLeft = {
  ...{ connection: 'housing', system: 'rowan Cx', stream: 'tenancies', field: 'PetPermission' },
  cameAt: '2026-01-06T02:10:00Z',
};

const nothingRead = { read: 0, inserted: 0, updated: 0, deleted: 0, held: 0, contacts: 0 };
const stopped: RunShown = {
  ...{
    id: '0190a5c2-7a10-7000-8000-000000000001',
    connection: 'housing',
    connectionTitle: 'rowan Cx',
    result: 'stopped',
  },
  ...{ isFull: false, askedBy: null, startedAt: '2026-01-06T02:00:00Z', finishedAt: '2026-01-06T02:01:00Z' },
  ...{ problem: 'The system did not answer.', triesAgainAt: '2026-01-06T14:20:00Z' },
  ...{ total: nothingRead, streams: [], expected: null, secondsLeft: null },
};

describe('how it goes', () => {
  it.each([
    ['/health', 'Health', /answered just now/],
    ['/held', 'Held rows', /No rows are held|Try again now/],
    ['/changes', 'Changes in your system', /^rowan Cx no longer sends it\. .* It keeps prompts away/],
    ['/changes', 'Changes in your system', /^rowan Cx has a new field, PetPermission \(tenancies\), since/],
    ['/runs', 'Runs', /We try again by ourselves on .*6 January.* at (14:20|2:20\s?pm)/],
    ['/jobs', 'Jobs', /No job is stuck/],
  ])('is told at %s', async (path, name, said) => {
    await desk.page.route('**/admin/v1/vanished-fields', (route) =>
      route.fulfill({ json: { items: [gone], total: 1 } }),
    );
    await desk.page.route('**/admin/v1/runs', (route) => route.fulfill({ json: { items: [stopped], total: 1 } }));
    await desk.page.route('**/admin/v1/fields-left**', (route) =>
      route.fulfill({ json: { items: [came, { ...came, field: 'rent_balance', cameAt: null }], total: 2 } }),
    );
    const page = await desk.open(path);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
    await page.getByText(said).first().waitFor();
    await looksRight(page);
  });
});
