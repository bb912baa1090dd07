import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { bringIn } from '../../service/test/landlord.js';
import { DraftRule } from '../../service/src/rules/draft-rule.js';
import { consoleOnPage, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
let sim: HousingSim;
beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 60, seed: 11, apiKey: 'key' });
}, 60_000);
afterAll(async () => {
  await sim.close();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const rule = {
  code: 'stairwell',
  name: 'Stairwell',
  when: ['TEL-GEN'],
  where: 'everywhere',
  ask: {
    kind: 'ask',
    text: {
      title: 'Ask about the stairwell',
      say: 'We are painting your stairwell. What would you like to come home to?',
      probe: 'Who else on the landing should we ask?',
      theme: 'works',
      strength: true,
    },
  },
  howDecided: 'together',
  alreadyDecided: [{ what: 'the work starts in spring', because: 'contract' }],
  stillOpen: ['the colour', 'who chooses'],
  atMost: { onceInDays: 60, timesAYear: 2, perStaffADay: 4 },
  until: inDays(60),
  owner: 'Neighbourhood manager, north patch',
  why: 'The colour is still open, and you pass it every day.',
  decisionDate: inDays(70),
};

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

  it('shows a rule in a sentence, looks at what it would come to, switches it on and retires it', async () => {
    await desk.service.app.get(DraftRule).run('staff:someone', desk.landlord.id, { rule });
    const page = await desk.open('/rules');
    await page.getByRole('link', { name: 'Stairwell' }).click();
    await page.getByRole('heading', { level: 1, name: 'Stairwell' }).waitFor();
    await looksRight(page);
    expect(await page.getByRole('button', { name: 'Switch on' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'See what it would come to' }).click();
    await page.getByText(/it would have asked at \d+ of \d+ contacts/).waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('It is on. Prompts by it appear from the next contact.').first().waitFor();
    await page.getByRole('button', { name: 'Retire' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Retire' }).click();
    await dialog.getByText('Say what was learnt').waitFor();
    await dialog.getByLabel('What was learnt, for whoever writes the next').fill('Ask before the works begin.');
    await dialog.getByRole('button', { name: 'Retire' }).click();
    await page.getByText('It is retired, and its prompts are taken back.').first().waitFor();
    await desk.open('/rules');
    await page.getByText('Retired').first().waitFor();
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
