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
    await looksRight(page);
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

describe('how it goes', () => {
  it.each([
    ['/health', 'Health', /answered just now/],
    ['/held', 'Held rows', /No rows are held|Try again now/],
    ['/changes', 'Changes in your system', /is matched|Match these values/],
    ['/jobs', 'Jobs', /No job is stuck/],
  ])('is told at %s', async (path, name, said) => {
    const page = await desk.open(path);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
    await page.getByText(said).first().waitFor();
    await looksRight(page);
  });
});
