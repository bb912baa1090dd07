import { describe, expect, it } from '@jest/globals';
import { MakeFirstLink } from '../../service/src/staff/index.js';
import { consoleOnPage, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
const rows = () =>
  desk.page
    .locator('tbody tr')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText.replace(/\s*[\t\n]\s*/g, ' · ')));

describe('people', () => {
  it('are added with a link that works once, and it is not in the page afterwards', async () => {
    const page = await desk.open('/people');
    await page
      .getByRole('row', { name: /Administrator/ })
      .nth(0)
      .waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Add and make a link' }).click();
    await page.getByRole('alert').getByText('Enter their name').waitFor();
    await looksRight(page);
    await page.getByLabel('Name', { exact: true }).fill('Ceri Vaughan');
    await page.getByLabel('Lead', { exact: true }).check();
    await page.getByRole('button', { name: 'Add and make a link' }).click();
    const heading = page.getByRole('heading', { name: 'The link for Ceri Vaughan' });
    await heading.waitFor();
    expect(await heading.evaluate((one) => one === document.activeElement)).toBe(true);
    const link = (await page.locator('.copy-words').innerText()).trim();
    expect(link).toMatch(/\/console\/#si_/);
    await page.getByText(/Has a link until/).waitFor();
    await looksRight(page);
    const theirs = await desk.newPage();
    await theirs.goto(link);
    await theirs.getByText('Signed in: Ceri Vaughan').waitFor();
    expect(theirs.url()).not.toContain('si_');
    await theirs.goto(new URL('/console/people', link).href);
    await theirs.getByText('Only people with the Administrator role can change this. Yours is Lead.').waitFor();
    await looksRight(theirs);
    await theirs.context().close();
    await desk.open('/people');
    await page.getByRole('button', { name: 'Change Ceri Vaughan' }).waitFor();
    expect(await page.content()).not.toContain('si_');
  });

  it('have their roles changed on top of what somebody else saved meanwhile', async () => {
    const page = await desk.open('/people');
    await page.getByRole('button', { name: 'Change Ceri Vaughan' }).click();
    const part = page.getByRole('region', { name: 'Change Ceri Vaughan' });
    // What was asked for before must not bring what somebody else saves now.
    await page.waitForLoadState('networkidle');
    await desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
      db.rows(
        `UPDATE staff SET version = version + 1, roles = ARRAY['viewer'], changed_by = 'Priya Shah'
         WHERE organisation_id = $1 AND name = 'Ceri Vaughan'`,
        [desk.landlord.id],
      ),
    );
    await part.getByLabel('Officer', { exact: true }).check();
    await part.getByRole('button', { name: 'Save roles' }).click();
    await part.getByText(/Priya Shah changed this at/).waitFor();
    await looksRight(page);
    await part.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Saved. Ceri Vaughan can do what these roles allow from now on.').first().waitFor();
    expect((await rows())[1]).toMatch(/^Ceri Vaughan · Lead, Officer · /);
  });

  it('are removed after a question, and never the last administrator', async () => {
    const page = await desk.open('/people');
    for (const name of ['Ceri Vaughan', 'Administrator']) {
      await page.getByRole('button', { name: `Change ${name}` }).click();
      await page
        .getByRole('region', { name: `Change ${name}` })
        .getByRole('button', { name: 'Remove' })
        .click();
      const asked = page.getByRole('dialog', { name: `Remove ${name}?` });
      await asked.getByRole('button', { name: 'Remove' }).click();
      await asked.waitFor({ state: 'hidden' });
    }
    await page.getByText('Ceri Vaughan is removed and signed out.').first().waitFor();
    await page.getByRole('alert').getByText('This is the only administrator.').waitFor();
    expect((await rows())[1]).toMatch(/Removed/);
  });

  it('cannot be shown while the service does not answer, and can then', async () => {
    await desk.page.route('**/admin/v1/staff', (route) => route.fulfill({ status: 503, json: { code: 'database' } }));
    const page = await desk.open('/people');
    await page.getByText('We cannot show people right now').waitFor();
    await looksRight(page);
    await page.unroute('**/admin/v1/staff');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page
      .getByRole('row', { name: /Administrator/ })
      .nth(0)
      .waitFor();
  });
});

describe('API keys', () => {
  it('are shown once, and revoked after a question', async () => {
    const page = await desk.open('/settings/api-keys');
    await page.getByRole('button', { name: 'Add a key' }).click();
    await page.getByRole('alert').getByText('Enter what uses it').waitFor();
    await page.getByLabel('What uses it').fill('Job system');
    await page.getByRole('button', { name: 'Add a key' }).click();
    await page.getByRole('heading', { name: 'The key for Job system' }).waitFor();
    expect(await page.locator('.copy-words').innerText()).toMatch(/^dk_/);
    await looksRight(page);
    await desk.open('/settings/api-keys');
    await page.getByRole('button', { name: 'Revoke Job system' }).click();
    expect(await page.content()).not.toContain('dk_');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Job system is revoked.').first().waitFor();
    await page
      .getByRole('row', { name: /Job system/ })
      .getByText(/Revoked/)
      .waitFor();
  });
});

describe('signing in', () => {
  it('takes a pasted link once, and says so when it does not work', async () => {
    const page = await desk.newPage();
    const { address } = await desk.service.app.get(MakeFirstLink).run('doorstep', desk.landlord.id);
    await page.goto(`${desk.service.url}/console/people`);
    await looksRight(page);
    await page.getByRole('button', { name: 'Use the link' }).click();
    await page.getByText('Paste your link').waitFor();
    await page.getByLabel('Your link').fill('https://elsewhere.example/');
    await page.getByRole('button', { name: 'Use the link' }).click();
    await page.getByText(/That link does not work any more/).waitFor();
    await page.getByLabel('Your link').fill(desk.service.url + address);
    await page.getByRole('button', { name: 'Use the link' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page.context().close();
  });

  it.each([
    ['no-role', 'You have signed in, but nobody has given you a role here.', 'Rydych wedi mewngofnodi'],
    ['groups-left-out', 'You are in more groups than fit.', 'Rydych mewn mwy o grwpiau'],
    ['no-mfa', 'Your organisation did not ask you for a second step.', 'Ni ofynnodd eich sefydliad'],
  ])('says what to do when an account did not let somebody in: %s', async (code, english, welsh) => {
    const page = await desk.newPage();
    await page.goto(`${desk.service.url}/console/sign-in?problem=${code}`);
    await page.getByRole('alert').getByText(english).waitFor();
    await page.getByText('Cymraeg').click();
    await page.getByRole('alert').getByText(welsh).waitFor();
    await looksRight(page);
    await page.context().close();
  });

  it('goes to the provider with the page somebody wanted, and asks which landlord where it has to', async () => {
    const page = await desk.newPage();
    const goOn = async () => {
      const asked = page.waitForRequest((request) => new URL(request.url()).pathname === '/admin/v1/sign-in');
      await page.getByRole('button', { name: 'Go to sign in' }).click();
      return new URL((await asked).url()).search;
    };
    await page.goto(`${desk.service.url}/console/people`);
    expect(await goOn()).toBe('?return=%2Fconsole%2Fpeople');
    await page.goto(`${desk.service.url}/console/sign-in?problem=which-organisation`);
    await page.getByText('Enter the short name of your organisation').waitFor();
    await page.getByLabel(/Your organisation/).fill('rowan');
    expect(await goOn()).toBe('?organisation=rowan');
    await page.context().close();
  });
});

describe('links for partners and stalls', () => {
  /** Signed in as somebody who leads the work. */
  const asLead = () =>
    desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
      db.rows(
        `UPDATE staff SET roles = ARRAY['administrator', 'lead'] WHERE organisation_id = $1 AND name = 'Administrator'`,
        [desk.landlord.id],
      ),
    );
  const send = async (path: string, body: object): Promise<{ id: string }> => {
    const answer = await fetch(`${desk.service.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${desk.landlord.apiKey}`, 'content-type': 'application/json' },
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { id: string };
  };
  async function openAsk(): Promise<string> {
    const { id } = await send('/asks', {
      ...{ question: 'What would make the stairwell feel better to come home to?', why: 'We are painting it.' },
      ...{ owner: 'Priya Shah', claimed: 'together', stillOpen: ['the colour'], scope: { kind: 'everyone' } },
      alreadyDecided: [{ what: 'the work starts in March', because: 'contract' }],
      decisionOn: new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10),
    });
    // Nobody lives here yet whom it could be put to.
    await desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
      db.rows(`UPDATE asks SET state = 'open', opened_at = now() WHERE organisation_id = $1 AND id = $2`, [
        desk.landlord.id,
        id,
      ]),
    );
    return id;
  }

  it('are made, shown this once and withdrawn', async () => {
    const page = await desk.open('/links');
    await page.getByText('No links yet').waitFor();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('alert').getByText('Enter who gets it').waitFor();
    await looksRight(page);
    await page.getByLabel('Name of the group or stall').fill('Elm tenants');
    await page.getByLabel('Where it is used').fill('Elm Court');
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('heading', { name: 'The link for Elm tenants' }).waitFor();
    expect((await page.locator('.copy-words').innerText()).trim()).toMatch(/\/said\/#sd_/);
    expect(await rows()).toEqual([expect.stringContaining('Elm tenants, Elm Court · Anything they want to say · ')]);
    await page.getByRole('button', { name: 'Withdraw the link for Elm tenants' }).click();
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.locator('#main').getByText('The link for Elm tenants is withdrawn.').waitFor();
    expect(await rows()).toEqual([expect.stringContaining('Withdrawn')]);
    await looksRight(page);
  });

  it('stand beside other ways to gather: five answers to one question, and saying that an ask is stuck', async () => {
    const { page } = desk;
    const ask = await openAsk();
    await asLead();
    await desk.open(`/asks/${ask}/ways`);
    await page.getByRole('button', { name: 'Ask five people' }).click();
    await page.getByText('Write the question').first().waitFor();
    await page.getByLabel('What are you wondering?').fill('What did the old door do better?');
    await page.getByRole('button', { name: 'Ask five people' }).click();
    await page.getByRole('heading', { name: 'What did the old door do better?' }).waitFor();
    await page.getByText('0 of 5 answers so far.').waitFor();
    await page.getByLabel('What you are stuck on').fill('There is no green any more.');
    await page.getByLabel('What you ask of those who were heard').fill('Which would you take instead?');
    await looksRight(page);
    await page.getByRole('button', { name: 'Say that we are stuck' }).click();
    await page.getByRole('heading', { name: 'Which would you take instead?' }).waitFor();
    await page.getByLabel('What came of it').fill('Grey, for most.');
    await page.getByRole('button', { name: 'We are not stuck any more' }).click();
    await page.getByText('What came of it: Grey, for most.').waitFor();
    await looksRight(page);
    await desk.open('/links');
    await page
      .getByLabel('Which ask it is for')
      .selectOption({ label: 'What would make the stairwell feel better to come home to?' });
    await page.getByLabel('Which question of it').selectOption({ label: 'What did the old door do better?' });
    await page.getByLabel('Name of the group or stall').fill('Market stall');
    await page.getByLabel('Where it is used').fill('Elm Square');
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('heading', { name: 'The link for Market stall' }).waitFor();
    expect((await rows())[0]).toContain('Market stall, Elm Square · What did the old door do better?');
  });

  it('bring what waits until a lead has said whose it is', async () => {
    const { page } = desk;
    await asLead();
    const said = {
      ...{ id: crypto.randomUUID(), whose: 'relayed', home: 'the end flat', reach: null, question: 'Which colour?' },
      link: { id: crypto.randomUUID(), kind: 'stall', name: 'Market stall', place: 'Elm Square' },
      ...{ parts: [{ part: 'words', words: 'Green.\nAs it was.' }], receivedAt: '2026-11-25T09:00:00Z' },
    };
    let items = [said];
    await page.route('**/api/v1/gathering/said?**', (route) => route.fulfill({ json: { items, total: items.length } }));
    const settled: unknown[] = [];
    await page.route('**/api/v1/gathering/said/*/settle', (route) => {
      settled.push(route.request().postDataJSON());
      items = [];
      return route.fulfill({ json: { state: 'kept', voiceIds: [], references: [] } });
    });
    await desk.open('/links');
    await page.getByRole('article', { name: /Market stall/ }).waitFor();
    await page.getByRole('button', { name: 'Put it with this home' }).click();
    await page.getByText('Enter the reference of the tenancy').waitFor();
    await looksRight(page);
    await page.getByLabel('Tenancy reference').fill('T-1');
    await page.getByRole('button', { name: 'Put it with this home' }).click();
    await page.locator('#main').getByText('It is kept, and they are heard.').waitFor();
    await page.getByText('Nothing waits.').waitFor();
    expect(settled).toEqual([{ do: 'keep', tenancy: 'T-1' }]);
  });
});
