import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { bringIn } from '../../service/test/landlord.js';
import { stairwellRule } from '../../service/test/stairwell-rule.js';
import { DraftRule } from '../../service/src/rules/index.js';
import { InviteStaff } from '../../service/src/staff/invite-staff.js';
import { consoleOnPage, looksRight, type Page } from './console-on-page.js';

const desk = consoleOnPage();
let sim: HousingSim;
beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 60, seed: 11, apiKey: 'key' });
}, 60_000);
afterAll(async () => {
  await sim.close();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** A part of the sentence, by how it begins. */
const part = (page: Page, lead: string) =>
  page
    .locator('.rule-part')
    .filter({ has: page.locator('summary .rule-part-lead', { hasText: new RegExp(`^${lead}$`) }) });
const draft = (changes: Readonly<Record<string, unknown>>, basedOn: number | null = null) =>
  desk.service.app.get(DraftRule).run('staff:someone', desk.landlord.id, { rule: stairwellRule(changes), basedOn });

describe('prompt rules', () => {
  it('says that there are none, and takes the questions that ship once a system is connected', async () => {
    const page = await desk.open('/rules');
    await page.getByText('You have no rules of your own.').waitFor();
    await looksRight(page);
    await page.getByText(/^See \d+ questions$/).click();
    expect(await page.locator('details li').count()).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Ask these questions' }).click();
    await page.getByText('Connect your system first: there is nobody yet to ask.').waitFor();
    await bringIn(desk.service, desk.landlord, sim.url, 'key');
    await page.getByRole('button', { name: 'Ask these questions' }).click();
    await page.getByText('You ask these questions. A rule of your own comes before them.').first().waitFor();
    await desk.open('/set-up');
    await page.getByText('You ask the questions that ship.').waitFor();
  });

  it('are written as a sentence, part by part, with what is wrong beside its field', async () => {
    const page = await desk.open('/rules');
    await page.getByRole('link', { name: 'Write a rule' }).click();
    await page.getByRole('heading', { level: 1, name: 'Write a rule' }).waitFor();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    const summary = page.getByRole('alert');
    await summary.getByText('Say what is still open').waitFor();
    for (const says of ['Give the rule a name', 'Choose at least one kind of contact', 'Say what is already decided'])
      expect(await summary.getByText(says).count()).toBe(1);
    await looksRight(page);
    await summary.getByRole('link', { name: 'Enter a stop date after today' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('rule-until');

    await page.getByLabel('Name of the rule').fill('Bin stores');
    await part(page, 'When').getByLabel('A call came in', { exact: true }).check();
    await part(page, 'And if').locator('summary').click();
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page
      .getByLabel('Condition 1', { exact: true })
      .selectOption({ label: 'the tenancy started more than … days ago' });
    await page.getByLabel('How many days, in condition 1').fill('90');
    await page.getByLabel('The question, as it is said').fill('What would make the bin stores better?');
    await page.getByLabel('What to ask next').fill('Who else uses them?');
    await page.getByLabel('Title for staff').fill('Ask about the bin stores');
    await page.getByLabel('What it is about').selectOption({ label: 'The place and the people round it' });
    await page.getByLabel('Why we ask', { exact: true }).fill('We want stakeholder engagement on the bins.');
    await page.getByLabel('We decide together').check();
    await page.getByLabel('Decided, line 1', { exact: true }).fill('the stores stay where they are');
    await page.getByLabel('Open, line 1', { exact: true }).fill('the doors');
    await page.getByLabel('Who owns the answer').fill('Estates manager');
    await page.getByLabel('Decided on').fill(inDays(70));
    await page.getByLabel('Stop on').fill(inDays(60));
    // The service's own finding, beside the field it is about.
    await part(page, 'Ask')
      .getByText(/is an office word; say:/)
      .waitFor();
    await page.getByLabel('Why we ask', { exact: true }).fill('The stores are yours, and we are mending them.');
    await page
      .getByText(/^When a call came in anywhere, and if the tenancy started more than 90 days ago, ask/)
      .waitFor();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bin stores' }).waitFor();
    await page.getByText('Saved as version 1. Nobody is asked by it until you switch it on.').first().waitFor();
    const [saved] = await desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
      db.rows<{ version: number; state: string; body: object }>(
        `SELECT version, state, body FROM rules WHERE organisation_id = $1 AND code = 'bin-stores'`,
        [desk.landlord.id],
      ),
    );
    expect(saved).toMatchObject({
      version: 1,
      state: 'draft',
      body: { when: ['TEL-GEN'], who: { fact: 'household.tenancyStartDate', op: 'daysSinceGt', value: 90 } },
    });
  });

  it('are saved by two people at once: the second sees what the first saved, and nothing is lost', async () => {
    await draft({ code: 'landing', name: 'Landing' });
    const page = await desk.open('/rules/landing/edit');
    await page.getByLabel('Name of the rule').waitFor();
    const invited = await desk.service.app
      .get(InviteStaff)
      .run('test', desk.landlord.id, 'invited-priya', { name: 'Priya Shah', roles: ['administrator'] });
    const theirs = await desk.newPage();
    await theirs.goto(new URL(`/console/#${invited.address.split('#')[1] ?? ''}`, page.url()).href);
    await theirs.getByText('Signed in: Priya Shah').waitFor();
    await theirs.goto(page.url());
    await part(theirs, 'How decided').locator('summary').click();
    await theirs.getByLabel('Open, line 1', { exact: true }).fill('the lamps');
    await theirs.getByRole('button', { name: 'Save as draft' }).click();
    await theirs.getByText('Saved as version 2. Nobody is asked by it until you switch it on.').first().waitFor();
    await theirs.context().close();

    await part(page, 'How decided').locator('summary').click();
    await page.getByLabel('Open, line 1', { exact: true }).fill('the floor');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    const conflict = page.getByRole('alert');
    await conflict
      .getByText(/^Priya Shah saved version 2 at .*, while you were writing$/)
      .first()
      .waitFor();
    await conflict
      .getByRole('row', { name: 'Still open the lamps and who chooses the floor and who chooses' })
      .waitFor();
    expect(await conflict.getByRole('row').count()).toBe(2);
    await looksRight(page);
    await page.getByRole('button', { name: 'Go on from theirs' }).click();
    await page.getByText('You see what Priya Shah saved. Yours is kept until you leave this screen.').first().waitFor();
    expect(await page.getByLabel('Open, line 1', { exact: true }).inputValue()).toBe('the lamps');
    await page.getByRole('button', { name: 'Bring mine back' }).click();
    expect(await page.getByLabel('Open, line 1', { exact: true }).inputValue()).toBe('the floor');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Saved as version 3. Nobody is asked by it until you switch it on.').first().waitFor();
    await page.getByText('Earlier versions').click();
    await page.getByText(/^Version 2, .*still open: the lamps and who chooses/).waitFor();
  });

  it('shows a rule in a sentence, what it would do and where, switches it on and retires it', async () => {
    await draft({});
    const page = await desk.open('/rules');
    await page.getByRole('link', { name: 'Stairwell' }).click();
    await page.getByRole('heading', { level: 1, name: 'Stairwell' }).waitFor();
    expect(await page.getByRole('button', { name: 'Switch on' }).isDisabled()).toBe(true);
    await page.route('**/api/v1/rules/stairwell/preview', async (route) => {
      const answer = await route.fetch();
      const preview = (await answer.json()) as object;
      const home = {
        home: '12',
        address: '12 Elm Court',
        contact: 'A call came in',
        occurredAt: '2026-11-03T10:00:00Z',
      };
      const changes = {
        ...{ shown: [home], homes: 61, notHeard: { homes: 61, of: 100 }, leftOut: 2 },
        askedTooOften: { items: [{ home: '12', times: 3 }], total: 1 },
        whyNots: [
          { code: 'complaint-open', form: 'open', contacts: 4 },
          { code: 'safeguarding', form: 'silent', contacts: 12 },
          { code: 'other-reasons', form: 'silent', contacts: 3 },
        ],
        compared: [{ by: 'age', groups: [{ name: '75-or-over', reached: 12, all: 40 }], smallGroups: 1 }],
      };
      await route.fulfill({ response: answer, json: { ...preview, ...changes } });
    });
    await page.getByRole('button', { name: 'See what it would come to' }).click();
    await page.getByText(/it would have asked at \d+ of \d+ contacts/).waitFor();
    await page.getByText('See the 1 home').click();
    await page.getByRole('row', { name: '12 Elm Court A call came in, 3 November' }).waitFor();
    await page.getByRole('row', { name: 'A complaint is open, or was lately 4' }).waitFor();
    await page.getByRole('row', { name: 'A reason that is private to the home 15' }).waitFor();
    await page.getByText('At 1 home it came up again too soon.').click();
    await page.getByRole('row', { name: '12 3', exact: true }).waitFor();
    await page.getByText('2 contacts could not be counted: too little was kept of them.').waitFor();
    await page.getByRole('row', { name: '75 or over 12 40' }).waitFor();
    await looksRight(page);
    await page.getByText('61% of these homes were not heard from this year.').waitFor();
    await page.getByRole('link', { name: 'Only ask homes not heard from this year' }).click();
    expect(await page.getByLabel('How many days, in condition 1').inputValue()).toBe('365');
    await page.getByText(/and if we have not heard from the home in the last 365 days, ask/).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('It is on. Prompts by it appear from the next contact.').first().waitFor();
    await draft({ name: 'Stairs' }, 1);
    await desk.open('/rules/stairwell');
    await page.getByText('Version 1 is on. This one takes its place when you switch it on.').waitFor();
    await page.getByRole('button', { name: 'Retire' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Retire' }).click();
    await dialog.getByText('Say what was learnt').waitFor();
    await dialog.getByLabel('What was learnt, for whoever writes the next').fill('Ask before the works begin.');
    await dialog.getByRole('button', { name: 'Retire' }).click();
    await page.getByText('It is retired, and its prompts are taken back.').first().waitFor();
    await desk.open('/rules');
    await page.getByRole('row', { name: /^Stairs When .* Draft Neighbourhood manager/ }).waitFor();
  });

  it('says what to do when a rule is not there, and when rules cannot be shown', async () => {
    const page = await desk.open('/rules/nowhere');
    await page.getByText('We cannot show this rule right now').waitFor({ timeout: 20_000 });
    await looksRight(page);
    await page.route('**/api/v1/rules', (route) => route.fulfill({ status: 503, body: '{}' }));
    await desk.open('/rules');
    await page.getByText('We cannot show rules right now').waitFor({ timeout: 20_000 });
    await page.unroute('**/api/v1/rules');
  });
});
