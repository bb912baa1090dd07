import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProvider, type StartedProvider } from '../../service/test/oidc-provider.js';
import { SendToEndpoints } from '../../service/src/webhooks/index.js';
import { consoleOnPage, isSignedInAs, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
const sql = <Row extends object>(statement: string, ...more: unknown[]) =>
  desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
    db.rows<Row>(statement, [desk.landlord.id, ...more]),
  );
const focused = () => desk.page.evaluate(() => document.activeElement?.textContent);

describe('the audit', () => {
  it('says that no day is sealed yet, and lists what was asked for', async () => {
    const page = await desk.open('/settings/audit');
    await page.getByText('No day is sealed yet.').waitFor();
    expect(await page.getByText('Nothing was changed').count()).toBe(0);
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

  it('says that nothing was changed, or which day does not fit, and gives the newest seal to keep elsewhere', async () => {
    const sealed = { days: 12, entries: 4210, sealedUntil: '2026-03-04', seal: 'ab12cd' };
    let found: object = { isWhole: true, brokenOn: null };
    await desk.page.route('**/admin/v1/audit/verification', (route) =>
      route.fulfill({ json: { ...sealed, ...found } }),
    );
    const page = await desk.open('/settings/audit');
    await page.getByText(/^Nothing was changed: 12 days, 4,?210 entries$/).waitFor();
    found = { isWhole: false, brokenOn: '2026-03-02' };
    await page.reload();
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
    await page.getByLabel('Address of the provider (issuer)').fill(provider.issuer);
    await page.getByLabel('Client ID').fill(provider.clientId);
    await page.getByLabel('Client secret').fill(provider.clientSecret);
    await page.getByLabel('Group 1', { exact: true }).fill('leads-group');
    await page.getByLabel('Role of group 1').selectOption('Lead');
    await page.getByLabel('What the provider says for a second factor (amr)').fill(' mfa\n\notp ');
    // A provider on this machine is let through once its address stands among the allowed ones.
    await page.getByLabel('Allowed private addresses of the provider').fill('127.0.0.1/32');
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
      db.rows<{ roles: unknown; allowed: string[]; factors: string[] }>(
        `SELECT role_of_group AS roles, allowed_addresses::text[] AS allowed, accepted_amr AS factors FROM sign_in_settings
         WHERE organisation_id = $1`,
        [desk.landlord.id],
      ),
    );
    expect(stored).toEqual({
      roles: { 'leads-group': 'lead', 'view-group': 'viewer' },
      allowed: ['127.0.0.1/32'],
      factors: ['mfa', 'otp'],
    });
  });
});

describe('telling your systems', () => {
  let receiver: Server;
  let url: string;
  let status = 500;
  beforeAll(async () => {
    receiver = createServer((_request, response) => response.writeHead(status).end());
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/doorstep`;
  });
  afterAll(() => {
    receiver.closeAllConnections();
    receiver.close();
  });
  /** What the queue would do by itself. */
  async function send(): Promise<void> {
    const waiting = await sql<{ id: string }>(
      `SELECT subject_id AS id FROM outbox WHERE organisation_id = $1 AND topic = 'webhook' AND done_at IS NULL`,
    );
    const ids = waiting.map(({ id }) => id);
    await desk.service.app.get(SendToEndpoints).run(desk.landlord.id, ids, new AbortController().signal);
  }

  it('adds a system with its secret shown once, tests it, says what came of it and sends again', async () => {
    const page = await desk.open('/settings/webhooks');
    await page.getByText('None of your systems is told yet').waitFor();
    await page.getByRole('button', { name: 'Add this system' }).click();
    await page.getByRole('alert').getByText('Choose what it is told').waitFor();
    await page.getByLabel('Address', { exact: true }).fill(url);
    await page.getByLabel('What a resident said is kept').check();
    await page.getByRole('button', { name: 'Add this system' }).click();
    await page.getByText('Write an address that begins with https://.').waitFor();
    await page.getByLabel('Allowed private addresses').fill('127.0.0.1/32');
    await page.getByRole('button', { name: 'Add this system' }).click();
    await page.getByRole('heading', { name: 'The secret of this system' }).waitFor();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('row', { name: /On What a resident said is kept$/ }).waitFor();
    expect(await focused()).toBe('The secret of this system');
    await looksRight(page);

    await page.getByRole('link', { name: url }).click();
    await page.getByText('It has been told nothing yet').waitFor();
    expect(await page.content()).not.toContain('whsec_');
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('A test is on its way.').first().waitFor();
    await page.getByRole('row', { name: /^A test .* On its way/ }).waitFor();
    await send();
    await page.getByText('It answered 500.').waitFor();
    await page.getByText(/^Takes nothing since/).waitFor();
    status = 204;
    await sql(`UPDATE outbox SET due_at = now() WHERE organisation_id = $1 AND topic = 'webhook'`);
    await send();
    // What waits is looked at every two seconds, as above.
    await page.reload();
    await page.getByRole('row', { name: /^A test .* Taken 2/ }).waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: /^Send again: A test, / }).click();
    await page.getByText('It is on its way again.').first().waitFor();
    const [again] = await sql('SELECT FROM endpoint_deliveries WHERE organisation_id = $1 AND sent_at IS NULL');
    expect(again).toBeDefined();
  });

  it('makes a new secret, keeps what somebody else saved, switches off and on, and removes', async () => {
    const page = await desk.open('/settings/webhooks');
    await page.getByRole('link', { name: url }).click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByText(/^Until .* the secret before is good too\.$/).waitFor();

    await page.getByLabel('A run is over').check();
    await sql(
      `UPDATE webhook_endpoints SET version = version + 1, changed_by = 'Priya Shah', events = '{reply.given}'
       WHERE organisation_id = $1`,
    );
    await page.getByRole('button', { name: 'Save this system' }).click();
    await page.getByText(/^Priya Shah changed this at/).waitFor();
    await page.getByRole('button', { name: 'See their version' }).click();
    expect(await page.getByLabel('A run is over').isChecked()).toBe(false);
    expect(await page.getByLabel('A topic is answered').isChecked()).toBe(true);
    await page.getByLabel('A run is over').check();
    await page.getByRole('button', { name: 'Save this system' }).click();
    await page.getByText('Saved. It is told this from now on.').first().waitFor();
    expect(await sql('SELECT events FROM webhook_endpoints WHERE organisation_id = $1')).toEqual([
      { events: ['reply.given', 'run.finished'] },
    ]);

    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('Switched off. It is told nothing.').first().waitFor();
    expect(await page.getByRole('button', { name: 'Send a test' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('Switched on. It is told from now on.').first().waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText(`${url} is told nothing any more.`).first().waitFor();
    await page.getByText('None of your systems is told yet').waitFor();
    expect(await sql('SELECT id FROM webhook_endpoints WHERE organisation_id = $1')).toEqual([]);
  });
});

describe('how long things are kept', () => {
  it('says what would be removed before it is saved, and keeps what somebody else set meanwhile', async () => {
    await sql(
      `INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_source, occurred_at)
       SELECT $1::uuid, gen_random_uuid(), 'old-' || n, 'crm', 'call', now() - interval '3 years' FROM generate_series(1, 3) n`,
    );
    const page = await desk.open('/settings/retention');
    const contacts = page.getByRole('region', { name: 'Contacts that led to nothing' });
    await contacts.getByText('Kept for good.').waitFor();
    await looksRight(page);
    await contacts.getByLabel(/^Months to keep/).fill('6');
    await contacts.getByRole('button', { name: 'See what this would remove' }).click();
    await contacts.getByText('Enter a number of months from 13 to 600').waitFor();
    await contacts.getByLabel(/^Months to keep/).fill('24');
    await contacts.getByRole('button', { name: 'See what this would remove' }).click();
    await page.getByText('This would remove 3 contacts.').waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Keep it that long' }).click();
    await contacts.getByText('Saved. What is older is removed within a day.').waitFor();
    await contacts.getByText('Kept for 24 months.').waitFor();
    expect(await focused()).toBe('Contacts that led to nothing');
    expect(await sql('SELECT kind, months FROM retention_settings WHERE organisation_id = $1')).toEqual([
      { kind: 'contacts', months: 24 },
    ]);

    await sql(
      `UPDATE retention_settings SET version = version + 1, months = 30, changed_by = 'Priya Shah' WHERE organisation_id = $1`,
    );
    await contacts.getByRole('button', { name: 'Keep for good' }).click();
    await contacts.getByText(/^Priya Shah changed this at/).waitFor();
    await contacts.getByRole('button', { name: 'See their version' }).click();
    await contacts.getByText('Kept for 30 months.').waitFor();
    await contacts.getByRole('button', { name: 'Keep for good' }).click();
    await contacts.getByText('Saved. Nothing of it is removed.').waitFor();
    expect(await sql('SELECT months FROM retention_settings WHERE organisation_id = $1')).toEqual([{ months: null }]);
  });
});

describe('how often homes are asked', () => {
  const lengths = () =>
    sql('SELECT level, lengths, version FROM suppression_settings WHERE organisation_id = $1 ORDER BY level');

  it('is set for all homes no further than the floor, and on top of what somebody else saved meanwhile', async () => {
    const page = await desk.open('/settings/asking');
    await page.getByText('Nothing is set here: it is as shipped.').waitFor();
    // Each length of the service has its place on the screen.
    const shown = await page.request.get(`${desk.service.url}/api/v1/suppression-settings`);
    const { lengths: all } = (await shown.json()) as { lengths: unknown[] };
    expect(await page.locator('form input[inputmode=numeric]').count()).toBe(all.length);
    const between = page.getByLabel('Days between two asks of a home');
    await between.fill('10');
    await page.getByRole('button', { name: 'Save how often we ask' }).click();
    await page.getByRole('alert').getByText('Enter a whole number from 30 to 9999, or leave it empty').waitFor();
    await looksRight(page);
    await between.fill('45');
    await page.getByRole('button', { name: 'Save how often we ask' }).click();
    await page.getByText('Saved. It holds from the next contact on.').first().waitFor();
    expect(await focused()).toMatch(/^Saved\./);
    expect(await lengths()).toEqual([{ level: 'organisation', lengths: { betweenAsks: 45 }, version: 1 }]);

    await sql(
      `UPDATE suppression_settings SET version = version + 1, changed_by = 'Priya Shah' WHERE organisation_id = $1`,
    );
    await page.getByLabel('Hour from which messages wait').fill('18');
    await page.getByRole('button', { name: 'Save how often we ask' }).click();
    await page.getByText(/^Priya Shah changed this at/).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    // The live region says it of the save before.
    await page.locator('.done').getByText('Saved. It holds from the next contact on.').waitFor();
    expect(await lengths()).toEqual([
      { level: 'organisation', lengths: { betweenAsks: 45, quietFrom: 18 }, version: 3 },
    ]);
  });

  it('is shown by place, and a place goes back to what holds for all homes', async () => {
    await sql(`INSERT INTO suppression_settings (organisation_id, level, code, lengths, version, changed_by)
       VALUES ($1, 'scheme', 'ALDER-COURT', '{"betweenAsks": 90}', 1, 'Priya Shah')`);
    const page = await desk.open('/settings/asking');
    await page.getByText('By place: ALDER-COURT 90 days.').waitFor();
    await page.getByLabel('Where this holds').selectOption('ALDER-COURT');
    await page.getByText(/^Leave it empty for 45 days, as for all homes\. Shipped: 60 days\./).waitFor();
    await page.getByRole('button', { name: 'Reset everything here' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset everything here' }).click();
    await page.getByText('Saved. It holds from the next contact on.').first().waitFor();
    expect(await page.getByLabel('Days between two asks of a home').inputValue()).toBe('');
    expect((await lengths())[1]).toEqual({ level: 'scheme', lengths: {}, version: 2 });
  });

  it('stays away from a survey by somebody else, and keeps what another put into the list meanwhile', async () => {
    const page = await desk.open('/settings/asking');
    await page.getByText('No surveys are set.').waitFor();
    await page.getByLabel('What the survey is called').fill('Yearly survey');
    await page.getByLabel('First day of the survey').fill('2027-03-10');
    await page.getByLabel('Last day of the survey').fill('2027-03-01');
    await page.getByRole('button', { name: 'Add this survey' }).click();
    await page.getByRole('alert').getByText('Choose a last day that is not before the first').waitFor();
    await looksRight(page);
    await page.getByLabel('Last day of the survey').fill('2027-03-20');
    await sql(
      `INSERT INTO survey_periods VALUES ($1, gen_random_uuid(), 'Theirs', 'ALDER-COURT', '2027-04-01', '2027-04-02')`,
    );
    await sql(`UPDATE organisations SET survey_periods_version = 1, survey_periods_changed_by = 'Priya Shah',
       survey_periods_changed_at = now() WHERE id = $1`);
    await page.getByRole('button', { name: 'Add this survey' }).click();
    await page.getByText(/^Priya Shah changed this at/).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Yearly survey: All homes, 10 March 2027 to 20 March 2027.').waitFor();
    expect(await focused()).toMatch(/^Saved\./);
    await page.getByRole('button', { name: 'Remove: Theirs' }).click();
    await page.getByText(/^Theirs: ALDER-COURT/).waitFor({ state: 'detached' });
    expect(await sql('SELECT name, code, ends_on::text AS to FROM survey_periods WHERE organisation_id = $1')).toEqual([
      { name: 'Yearly survey', code: null, to: '2027-03-20' },
    ]);
  });

  it('is only to be read by somebody who may not change it', async () => {
    await sql(
      `INSERT INTO staff (organisation_id, id, name, roles, added_by, changed_by)
       VALUES ($1, gen_random_uuid(), 'Priya Shah', '{lead}', 'test', 'test')`,
    );
    await isSignedInAs(desk.page, 'viewer');
    const page = await desk.open('/settings/asking');
    await page.getByText('Only people with the Administrator or Lead role can change this. Yours is Viewer.').waitFor();
    await page.getByText('Ask Administrator or Priya Shah.').waitFor();
    expect(await page.getByLabel('Days between two asks of a home').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: /^(Save|Reset)/ }).count()).toBe(0);
  });
});

describe('thanks for people’s time', () => {
  it('is set from a day on, and two rules do not begin on one day', async () => {
    const page = await desk.open('/settings/recompense');
    const change = page.getByRole('button', { name: 'Change: A workshop' });
    await change.click();
    expect(await focused()).toBe('What is offered for this: A workshop');
    await page.getByLabel('The least it is worth, in pounds').fill('ten');
    await page.getByRole('button', { name: 'Save this rule' }).click();
    await page.getByRole('alert').getByText('Enter an amount in pounds, such as 12.50').waitFor();
    await looksRight(page);
    await page.getByLabel('Minutes from which something is offered').fill('60');
    await page.getByLabel('The least it is worth, in pounds').fill('12.50');
    await page.getByRole('button', { name: 'Save this rule' }).click();
    await page
      .getByText(/^Saved: A workshop, from .* on\.$/)
      .first()
      .waitFor();
    await page.getByRole('row', { name: /^A workshop From 60 minutes on £12\.50 Since/ }).waitFor();
    expect(
      await sql(
        'SELECT kind, offer_from_minutes AS minutes, minimum_pence AS pence FROM recompense_rules WHERE organisation_id = $1',
      ),
    ).toEqual([{ kind: 'workshop', minutes: 60, pence: 1250 }]);

    await change.click();
    await page.getByLabel('The least it is worth, in pounds').fill('15');
    await page.getByRole('button', { name: 'Save this rule' }).click();
    await page.getByText('Another rule begins on that day already.').waitFor();
  });
});

describe('the word for the people who live in the homes', () => {
  it('is read by whoever saves it at once, in English and in Welsh, and after they come back', async () => {
    const page = await desk.open('/settings/terms');
    await page.getByText('Such as: tenants decide.').waitFor();
    await looksRight(page);
    await page.getByLabel('Tenants').check();
    await page.getByLabel('Days in which people hear back').fill('ten');
    await page.getByRole('button', { name: 'Save these words' }).click();
    await page.getByText('Enter a number of days from 1 to 365, or leave it empty').waitFor();
    await page.getByLabel('Days in which people hear back').fill('10');
    await page.getByLabel('Days after which what waits is raised').fill('21');
    await page.getByLabel('Follow-ups go to whoever knows the home').uncheck();
    await page.getByRole('button', { name: 'Save these words' }).click();
    await page.getByText('Saved. It is said from now on.').first().waitFor();
    expect(
      await sql(
        `SELECT resident_word AS word, reply_days, waiting_days, keeps_known_person AS known FROM word_settings
         WHERE organisation_id = $1`,
      ),
    ).toEqual([{ word: 'tenant', reply_days: 10, waiting_days: 21, known: false }]);
    await page.getByRole('link', { name: 'Telling your systems' }).click();
    await page.getByText('What a tenant said is kept').waitFor();
    await desk.open('/settings/webhooks');
    await page.getByText('A tenant is told what came of it').waitFor();
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.getByText('Dywedir wrth denant beth ddaeth ohono').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('A tenant is told what came of it').waitFor();
  });

  it('is changed on top of what somebody else saved meanwhile', async () => {
    const page = await desk.open('/settings/terms');
    await page.getByLabel('Customers').check();
    await sql(
      `UPDATE word_settings SET version = version + 1, changed_by = 'Priya Shah', resident_word = 'resident'
       WHERE organisation_id = $1`,
    );
    await page.getByRole('button', { name: 'Save these words' }).click();
    await page.getByText(/^Priya Shah changed this at/).waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Saved. It is said from now on.').first().waitFor();
    expect(await sql('SELECT resident_word AS word FROM word_settings WHERE organisation_id = $1')).toEqual([
      { word: 'customer' },
    ]);
  });
});

describe('the look of the panel', () => {
  it('refuses a colour that cannot be read and offers the nearest that can, and keeps the rest', async () => {
    const page = await desk.open('/settings/look');
    await page.getByLabel('Fluent').check();
    await looksRight(page);
    await page.getByLabel('Light or dark').selectOption('Always light');
    const shown = page.getByRole('figure', { name: 'How that looks' }).locator('.first');
    const colour = () => shown.evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await colour()).toBe('rgb(15, 108, 189)');
    await page.getByLabel('Your colour for links and buttons').fill('#005a30');
    expect(await colour()).toBe('rgb(0, 90, 48)');
    await page.getByLabel('Your colour for links and buttons').fill('blue');
    await page.getByRole('button', { name: 'Save the look' }).click();
    await page.getByText('Enter a colour as # and six figures, such as #1d5c9f').first().waitFor();
    await page.getByLabel('Your colour for links and buttons').fill('#0176D3');
    await page.getByRole('button', { name: 'Save the look' }).click();
    await page.getByText(/^This colour is too pale to be read\./).waitFor();
    await page.getByRole('button', { name: /^Use #/ }).click();
    await page.getByRole('button', { name: 'Save the look' }).click();
    await page.getByText('Saved. Panels look like this from the next time they open.').first().waitFor();
    expect(await focused()).toMatch(/^Saved\./);
    expect(await sql('SELECT preset, accent, theme, density FROM look_settings WHERE organisation_id = $1')).toEqual([
      { preset: 'fluent', accent: expect.stringMatching(/^#0[01]6/), theme: 'light', density: 'comfortable' },
    ]);
    await sql(`UPDATE look_settings SET version = version + 1, changed_by = 'Priya Shah', density = 'compact'
       WHERE organisation_id = $1`);
    await page.getByLabel('Plain').check();
    await page.getByRole('button', { name: 'Save the look' }).click();
    await page.getByText(/^Priya Shah changed this at/).waitFor();
    await page.getByRole('button', { name: 'See their version' }).click();
    expect(await page.getByLabel('How close together').inputValue()).toBe('compact');
  });
});
