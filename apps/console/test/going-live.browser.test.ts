import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { compact, hs256 } from '../../service/test/host-signing.js';
import { bringIn, claimsFor, post, sign } from '../../service/test/landlord.js';
import { consoleOnPage, isSignedInAs, looksRight, type Page } from './console-on-page.js';

const desk = consoleOnPage();
const simKey = 'key-of-the-housing-system';

let sim: HousingSim;
beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 60, seed: 11, apiKey: simKey });
  await bringIn(desk.service, desk.landlord, sim.url, simKey);
}, 60_000);
afterAll(() => sim.close());

const status = (page: Page) => page.locator('#status').textContent();
const sql = <Row extends object>(statement: string, ...more: unknown[]) =>
  desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
    db.rows<Row>(statement, [desk.landlord.id, ...more]),
  );
const fails = (page: Page, path: string) =>
  page.route(path, (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'failed', detail: 'Something went wrong on our side.', reference: 'K7F2QM' }),
    }),
  );

describe('the panel in the CRM', () => {
  it('is added with its steps, and says what is missing', async () => {
    const page = await desk.open('/set-up/panel');
    await page.getByRole('button', { name: 'Add another CRM' }).click();
    await page.getByRole('button', { name: 'Add this CRM' }).click();
    await page.getByRole('alert').getByText('Choose your CRM').waitFor();
    await looksRight(page);
    await page.getByLabel('Dynamics 365').check();
    await page.getByLabel('What staff call it').fill('Dynamics');
    await page
      .locator('form')
      .last()
      .getByLabel('Address that its pages are at')
      .fill('https://homes.crm11.dynamics.com/main.aspx');
    await page.getByLabel('For people').getByText('hackney/person').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Add this CRM' }).click();
    const part = page.getByRole('region', { name: 'Dynamics' });
    await part.getByText('The panel has not been opened yet.').waitFor();
    expect(await status(page)).toContain('Dynamics is added. Follow its steps.');
    await part.getByText('In make.powerapps.com: New, More, Web resource. Add the four files.').waitFor();
    await part.getByText(`doorstep=${desk.service.url}&installation=ins_`).waitFor();
    await part.getByRole('listitem').getByText('https://homes.crm11.dynamics.com', { exact: false }).first().waitFor();
    await looksRight(page);
  });

  it('takes another address on top of what somebody else saved meanwhile', async () => {
    const page = await desk.open('/set-up/panel');
    const part = page.getByRole('region', { name: 'Dynamics' });
    await part.getByLabel('Address that its pages are at').fill('not an address');
    await part.getByRole('button', { name: 'Add an address' }).click();
    await part.getByText('Enter an address that starts with https://').waitFor();
    await sql(
      `UPDATE installations SET version = version + 1, changed_by = 'Priya Shah' WHERE organisation_id = $1 AND name = 'Dynamics'`,
    );
    await part.getByLabel('Address that its pages are at').fill('https://second.example/');
    await part.getByRole('button', { name: 'Add an address' }).click();
    await part.getByText(/^Priya Shah changed this at/).waitFor();
    await looksRight(page);
    await part.getByRole('button', { name: 'Keep mine' }).click();
    await part.getByText('https://second.example').first().waitFor();
    await part.getByRole('button', { name: 'Remove https://second.example' }).click();
    await part.getByText('Add another address before you remove this one.').waitFor();

    await part.getByRole('button', { name: 'Add a role' }).click();
    await part.getByText('Enter what the CRM calls it').waitFor();
    await part.getByLabel('What the CRM calls it').fill('Rents team');
    await part.getByLabel('What it is here').selectOption('Income');
    await part.getByRole('button', { name: 'Add a role' }).click();
    await part.getByText('Rents team: Income').waitFor();
    await part.getByRole('button', { name: 'Remove Rents team' }).click();
    await part.getByText('The CRM uses our names.').waitFor();
  });

  it('shows a secret once, takes two keys, and checks a token part by part without keeping it', async () => {
    const page = await desk.open('/set-up/panel');
    const answers: string[] = [];
    const part = page.getByRole('region', { name: 'CRM', exact: true });
    await part.getByText('Add a key', { exact: true }).first().click();
    await part.getByText('Shared secret').click();
    await part.getByLabel('Name of the key').fill('next-1');
    await part.getByRole('button', { name: 'Add a key' }).click();
    await part.getByRole('heading', { name: 'The secret next-1' }).waitFor();
    const secret = (await part.locator('.notice .copy-words').innerText()).trim();
    expect(secret).toMatch(/^[\w-]{43}$/);

    page.on('response', (response) => {
      void response.text().then(
        (body) => answers.push(body),
        () => undefined,
      );
    });
    await desk.open('/set-up/panel');
    await part.getByText('next-1', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await part.getByText('Check a token').click();
    await part.getByRole('button', { name: 'Check it' }).click();
    await part.getByText('Paste a token').waitFor();
    const claims = { ...claimsFor(desk.landlord, { type: 'person', id: 'p-1' }), aud: 'somebody-else' };
    const token = compact({ alg: 'HS256', kid: 'next-1' }, claims, hs256(secret));
    await part.getByRole('textbox', { name: 'The token' }).fill(token);
    await part.getByRole('button', { name: 'Check it' }).click();
    await part.getByText('The token would be refused. Nothing of it was kept.').waitFor();
    const bad = await part.locator('.check[data-state="not-passed"]').allInnerTexts();
    expect(bad.map((one) => one.replace(/\s+/g, ' ').trim())).toEqual([
      '✗ aud Did not pass is "somebody-else", write "doorstep-embed"',
    ]);
    await looksRight(page);
    expect(await part.getByRole('textbox', { name: 'The token' }).inputValue()).toBe('');
    await part
      .getByRole('textbox', { name: 'The token' })
      .fill(await sign(desk.landlord, claimsFor(desk.landlord, { type: 'person', id: 'p-1' })));
    await part.getByRole('button', { name: 'Check it' }).click();
    await part.getByText('The token is good. Nothing of it was kept.').first().waitFor();

    await part.getByRole('button', { name: 'Remove key next-1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The key next-1 is removed.').first().waitFor();
    expect(answers.length).toBeGreaterThan(3);
    expect(answers.filter((body) => body.includes(secret) || body.includes(token))).toEqual([]);
  });

  it('says when it was seen last, and what cannot be shown or changed', async () => {
    const record = { type: 'person', id: 'p-1' } as const;
    const token = await sign(desk.landlord, claimsFor(desk.landlord, record));
    expect((await post(desk.service, '/embed/v1/session', { token })).status).toBe(200);
    const page = desk.page;
    await isSignedInAs(page, 'viewer');
    await desk.open('/set-up/panel');
    await page.getByText(/The panel was last opened at https:\/\/crm\.example on/).waitFor();
    await page.getByText('Only people with the Administrator role can change this. Yours is Viewer.').waitFor();
    expect(await page.getByRole('button', { name: /Add|Remove|Off switch/ }).count()).toBe(0);
    await looksRight(page);
    await fails(page, '**/admin/v1/installations');
    await desk.open('/set-up/panel');
    await page.getByRole('heading', { name: 'We cannot show your CRMs right now' }).waitFor({ timeout: 20_000 });
  });
});

describe('teams', () => {
  it('look after places that are found by name, and go live one by one', async () => {
    const [block] = await sql<{ name: string; reference: string }>(
      `SELECT array_to_string(address_lines, ', ') AS name, reference_id AS reference FROM homes
       WHERE organisation_id = $1 AND kind = 'block' AND reference_id NOT IN (
         SELECT parent_reference->>'id' FROM homes WHERE scheme = 'refuge' AND parent_reference IS NOT NULL)
       ORDER BY reference_id LIMIT 1`,
    );
    const page = await desk.open('/set-up/live-step');
    await page.getByText('No teams yet').waitFor();
    await looksRight(page);
    await page.getByRole('link', { name: 'Add a team' }).click();
    await page.getByText('Add the team that goes first.').waitFor();
    await page.getByRole('button', { name: 'Add this team' }).click();
    await page.getByRole('alert').getByText('Enter the code of the team').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Elm Court');
    await page.getByLabel('Code', { exact: true }).fill('elm');
    await page.getByLabel('Find a block or an estate').fill('x');
    await page.getByRole('button', { name: 'Find places' }).click();
    await page.getByText('Write two letters or more').waitFor();
    await page.getByLabel('Find a block or an estate').fill(block!.name);
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: `Choose ${block!.name}` })
      .first()
      .click();
    await page.getByRole('button', { name: `Remove ${block!.name}` }).waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Add this team' }).click();
    await page.getByText('Saved. Elm Court is set up.').first().waitFor();
    await page
      .getByRole('row', { name: /Elm Court elm/ })
      .getByText(block!.name)
      .waitFor();

    await page.getByRole('button', { name: 'Change Elm Court' }).click();
    await sql(
      `UPDATE teams SET version = version + 1, changed_by = 'Priya Shah' WHERE organisation_id = $1 AND code = 'elm'`,
    );
    await page.getByRole('button', { name: 'Save Elm Court' }).click();
    await page.getByText(/^Priya Shah changed this at/).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Saved. Elm Court is set up.').first().waitFor();

    for (const sub of ['officer-1', 'officer-2']) {
      const claims = { ...claimsFor(desk.landlord, { type: 'person', id: 'p-1' }, sub), teams: ['elm'] };
      const token = await sign(desk.landlord, claims);
      expect((await post(desk.service, '/embed/v1/session', { token })).status).toBe(200);
    }
    await desk.open('/set-up/live-step');
    await page
      .getByText('Prompts will appear for 2 officers in the Elm Court team. You can switch off at any time.')
      .waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Go live for this team' }).click();
    await page.getByText('Elm Court is live. Its officers see prompts from now on.').first().waitFor();
    await page.getByText(/^Live since/).waitFor();
    await page.getByRole('button', { name: 'Show prompts to everyone' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Show prompts to everyone' }).click();
    await page.getByText('Everyone is shown prompts, whatever their team.').waitFor();
    await page.getByRole('button', { name: 'Show prompts to live teams alone' }).click();
    await page.getByText('Only live teams are shown prompts.').first().waitFor();
    await page.getByRole('button', { name: 'Take Elm Court back' }).click();
    await page.getByText('Elm Court is not live any more.').first().waitFor();
  });
});

describe('the off switch', () => {
  it('is on every screen, asks once for the reason, and stays on show until it is lifted', async () => {
    const page = await desk.open('/people');
    const button = page.getByRole('button', { name: 'Off switch' });
    await button.click();
    const asked = page.getByRole('dialog', { name: 'Switch prompts off' });
    await asked.getByRole('button', { name: 'Switch off now' }).click();
    await asked.getByText('Say why').waitFor();
    expect(await asked.getByLabel('Why').evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);

    await button.click();
    await asked.getByText('One team').click();
    await asked.getByLabel('Which team').selectOption('Elm Court');
    await asked.getByLabel('Why').fill('A fire\nat the block');
    await asked.getByRole('button', { name: 'Switch off now' }).click();
    const banner = page.getByRole('region', { name: 'Prompts that are off' });
    await banner.getByText(/^Prompts are off: the Elm Court team\. Since .*, because: A fire at the block$/).waitFor();
    expect(await status(page)).toContain('Prompts are off: the Elm Court team.');

    await button.click();
    await asked.getByText('One place').click();
    await asked.getByLabel('Why').fill('Building works');
    await asked.getByRole('button', { name: 'Switch off now' }).click();
    await asked.getByText('Choose the place').waitFor();
    await asked.getByLabel('Find a block or an estate').fill('a');
    await asked.getByRole('button', { name: 'Find places' }).click();
    await asked.getByText('Write two letters or more').waitFor();
    await looksRight(page);
    await page.keyboard.press('Escape');

    await desk.open('/phones');
    await banner.waitFor();
    await looksRight(page);
    await banner.getByRole('button', { name: 'Switch on again: the Elm Court team' }).click();
    await banner.waitFor({ state: 'detached' });
    expect(await status(page)).toContain('Prompts are on again: the Elm Court team.');
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  });
});

describe('phones', () => {
  it('sign in by a link that is shown once, say what waits on them, and are removed after a question', async () => {
    const page = await desk.open('/phones');
    await page.getByText('No phones yet').waitFor();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('alert').getByText('Enter who it is for').waitFor();
    await page.getByLabel('Who it is for').fill('op-7');
    await page.getByLabel('Their name').fill('Rhian Pugh');
    await page.getByLabel('Contractor', { exact: true }).fill('DIRECT');
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('heading', { name: 'The link for Rhian Pugh' }).waitFor();
    const link = (await page.locator('.copy-words').innerText()).trim();
    expect(link).toMatch(/\/visit\/#sl_/);
    const phone = { id: randomUUID(), name: 'Van 7', appVersion: '1.0.0' };
    const signedIn = await post(desk.service, '/visit/v1/sign-in', { link: link.split('#')[1], phone });
    expect(signedIn.status).toBe(200);
    await sql(
      `UPDATE phones SET waiting = 4, oldest_waiting_at = '2026-11-03T09:00:00Z' WHERE organisation_id = $1 AND id = $2`,
      phone.id,
    );
    await desk.open('/phones');
    await page.getByRole('row', { name: /Van 7 Rhian Pugh .* 4 visits, the oldest saved 3 November/ }).waitFor();
    expect(await page.content()).not.toContain('sl_');
    await looksRight(page);
    await page.getByRole('button', { name: 'Remove Van 7' }).click();
    const asked = page.getByRole('dialog', { name: 'Remove Van 7?' });
    await asked.getByText('4 visits are still on this phone.').waitFor();
    await asked.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Van 7 is removed.').first().waitFor();
    await page.getByText('Removed: it hands over when it next comes').waitFor();
  });
});

describe('phones of several people', () => {
  it('get their links at once, on a list to print, and a clock that is wrong is said', async () => {
    const phoneOf = (id: string, name: string, clockAheadSeconds: number) => ({
      id: randomUUID(),
      name: null,
      operative: { id, name },
      appVersion: '1.0.0',
      lastContactAt: '2026-11-03T09:00:00Z',
      waiting: 0,
      oldestWaitingAt: null,
      clockAheadSeconds,
      state: 'known',
    });
    const items = [
      phoneOf('op-7', 'Rhian Pugh', 301),
      phoneOf('op-8', 'Tomos Vane', 300),
      phoneOf('op-9', 'Ann Lowe', -600),
    ];
    await desk.page.route('**/api/v1/phones?*', (route) => route.fulfill({ json: { items, total: 3 } }));
    const page = await desk.open('/phones');
    await page.getByRole('row', { name: /Rhian Pugh .* Its clock is 5 minutes slow\./ }).waitFor();
    await page.getByRole('row', { name: /Ann Lowe .* Its clock is 10 minutes fast\./ }).waitFor();
    expect(await page.getByText(/^Its clock/).count()).toBe(2);
    await page.getByRole('button', { name: 'Make the links' }).click();
    await page.getByRole('alert').getByText('Choose who they are for').waitFor();
    await page.getByLabel('Rhian Pugh (op-7)').check();
    await page.getByLabel('Tomos Vane (op-8)').check();
    await page.getByLabel('Contractor whose jobs they see').fill('DIRECT');
    await page.getByRole('button', { name: 'Make the links' }).click();
    await page.getByRole('heading', { name: /^Links for / }).waitFor();
    const links = page.locator('.shift-links');
    expect(await links.getByRole('rowheader').allInnerTexts()).toEqual(['Rhian Pugh', 'Tomos Vane']);
    expect(await links.locator('code').allInnerTexts()).toEqual(
      Array(2).fill(expect.stringMatching(/^http.*\/visit\/#sl_/)),
    );
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Links for /);
    await looksRight(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: 'Make links for several people' }).isVisible()).toBe(false);
    expect(await links.isVisible()).toBe(true);
  });
});

describe('all of it', () => {
  it('is said in Welsh', async () => {
    const page = await desk.open('/set-up/panel');
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    for (const [path, title] of [
      ['/set-up/panel', 'Rhoi’r panel yn eich CRM'],
      ['/teams', 'Timau'],
      ['/set-up/live-step', 'Mynd yn fyw, fesul tîm'],
      ['/phones', 'Ffonau'],
    ] as const) {
      await desk.open(path);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.locator('.loading').waitFor({ state: 'detached' });
    }
    await looksRight(page);
  });
});
