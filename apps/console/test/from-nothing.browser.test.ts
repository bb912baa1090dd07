import type { PanelView, SessionReply } from '@doorstep/contracts/embed';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { jobHandlers } from '../../service/src/job-handlers.js';
import { AddOrganisation } from '../../service/src/organisations/index.js';
import { Relay } from '../../service/src/platform/queue/relay.js';
import { DecideContacts } from '../../service/src/prompting/index.js';
import { MakeFirstLink } from '../../service/src/staff/index.js';
import { compact, es256, hostPair } from '../../service/test/host-signing.js';
import {
  get,
  hostOrigin,
  personWithPrompt,
  post,
  type HostRecord,
  type Landlord,
} from '../../service/test/landlord.js';
import { consoleOnPage, type Page } from './console-on-page.js';

const desk = consoleOnPage();
const simKey = 'key-of-the-housing-system';
const pair = hostPair('homes-1');

let sim: HousingSim;
let relay: Relay;
const troubles: string[] = [];
beforeAll(async () => {
  sim = await startHousingSim({ port: 0, homes: 60, seed: 11, apiKey: simKey });
  // The workers of a running service: what the console asks for is done by them, as at a landlord.
  const { app, platform } = desk.service;
  platform.queue.work(jobHandlers(app));
  relay = new Relay(platform.database, platform.queue, (code) => troubles.push(code));
  await relay.start(250);
}, 60_000);
afterAll(async () => {
  await relay.stop();
  await sim.close();
});

it('from an empty installation to a live prompt for one team, with no command line', async () => {
  const { service } = desk;
  // What the start of a service does where there is no landlord yet, before it prints the link.
  const organisation = await service.app
    .get(AddOrganisation)
    .run('doorstep', { slug: 'landlord', name: 'New landlord', showsPromptsTo: 'live-teams' });
  const first = await service.app.get(MakeFirstLink).run('doorstep', organisation.id);
  const page = await desk.newPage();

  await page.goto(service.url + first.address);
  await page.getByRole('heading', { level: 1, name: 'Set up Doorstep' }).waitFor();
  await page.getByText('0 of 8 steps done. Prompts are off until you go live.').waitFor();

  await connect(page);
  await openStep(page, 'Match your fields');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Confirmed. Next, try one tenancy.').first().waitFor();

  await openStep(page, 'Try it with one tenancy');
  const tenancy = sim.landlord.highlights.find(({ code }) => code === 'kitchen-tap')?.tenureId ?? '';
  await page.getByLabel('Tenancy reference').fill(tenancy);
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('Found. Nothing was saved.').first().waitFor({ timeout: 20_000 });

  await bringIn(page);
  await useQuestions(page);

  const landlord = { id: organisation.id, slug: 'landlord' } as Landlord;
  await service.app.get(DecideContacts).runAll(organisation.id, new AbortController().signal);
  const { record, block } = await personInABlock(landlord);
  const installation = await addPanel(page);
  await addTeam(page, block);

  expect(await promptsAt(installation, record)).toBe(0);
  await openStep(page, 'Go live, team by team');
  await page.getByText('Prompts will appear for 1 officer in the Elm Court team.').waitFor();
  await page.getByRole('button', { name: 'Go live for this team' }).click();
  await page.getByText('Elm Court is live. Its officers see prompts from now on.').first().waitFor();
  expect(await promptsAt(installation, record)).toBeGreaterThan(0);
  expect(await promptsAt(installation, record, ['another'])).toBe(0);

  await stepsLink(page).click();
  await page.getByText('You are live. Come back here to see how you set things up.').waitFor();
  await page.getByRole('button', { name: 'Off switch' }).click();
  await page.getByLabel('Why').fill('A fire at the block');
  await page.getByRole('button', { name: 'Switch off now' }).click();
  await page.getByText(/^Prompts are off: everything\. Since/).waitFor();
  expect(await promptsAt(installation, record)).toBe(0);
  expect(troubles).toEqual([]);
  await page.context().close();
}, 90_000);

function stepsLink(page: Page) {
  return page.getByRole('navigation').getByRole('link', { name: 'Set up' });
}

/** Goes to a step from the list of steps. */
async function openStep(page: Page, name: string): Promise<void> {
  await stepsLink(page).click();
  await page.getByRole('heading', { level: 1, name: 'Set up Doorstep' }).waitFor();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function connect(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Connect to your system' }).click();
  await page.getByText('Manage My Home and Repairs Hub (Hackney)').click();
  await page.getByLabel('Address of the Manage My Home search').fill(sim.url);
  await page.getByLabel('API key', { exact: true }).fill(simKey);
  await page.getByLabel('Private addresses that it may reach').fill('127.0.0.1/32');
  await page.getByRole('button', { name: 'Check connection' }).click();
  await page.locator('.notice').filter({ hasText: 'Every check passed' }).waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved. Next, match your fields.').first().waitFor();
}

async function bringIn(page: Page): Promise<void> {
  await openStep(page, 'Bring in your data');
  await page.getByRole('button', { name: 'Bring in now' }).click();
  await page.getByText(/[\d,]+ rows read\./).waitFor({ timeout: 40_000 });
}

async function useQuestions(page: Page): Promise<void> {
  await openStep(page, 'Choose prompt rules');
  await page.getByRole('button', { name: 'Ask these questions' }).click();
  await page.getByText('You ask these questions. A rule of your own comes before them.').first().waitFor();
}

/** Answers the code of the CRM that was added. */
async function addPanel(page: Page): Promise<string> {
  await openStep(page, 'Put the panel in your CRM');
  await page.getByLabel('A page of your own').check();
  await page.getByLabel('What staff call it').fill('Homes CRM');
  await page.getByLabel('Address that its pages are at').fill(`${hostOrigin}/`);
  await page.getByRole('button', { name: 'Add this CRM' }).click();
  const part = page.getByRole('region', { name: 'Homes CRM' });
  await part.getByText('The panel has not been opened yet.').waitFor();
  await part.getByText('Add a key', { exact: true }).first().click();
  const key = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;
  await part.getByRole('textbox', { name: 'The public key' }).fill(key);
  await part.getByLabel('Name of the key').fill(pair.kid);
  await part.getByRole('button', { name: 'Add a key' }).click();
  await part.getByRole('button', { name: `Remove key ${pair.kid}` }).waitFor();
  const code = (await part.locator('.copy-words').first().innerText()).trim();
  expect(code).toMatch(/^ins_/);
  return code;
}

async function addTeam(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Teams' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Elm Court');
  await page.getByLabel('Code', { exact: true }).fill('elm');
  await page.getByLabel('Find a block or an estate').fill(place);
  await page.getByRole('button', { name: 'Find places' }).click();
  await page
    .getByRole('button', { name: /^Choose / })
    .first()
    .click();
  await page.getByRole('button', { name: 'Add this team' }).click();
  await page.getByText('Saved. Elm Court is set up.').first().waitFor();
}

/** Somebody with a prompt whose home stands in a block, and the reference of the block. */
async function personInABlock(landlord: Landlord): Promise<{ record: HostRecord; block: string }> {
  for (let skip = 0; ; skip += 1) {
    const { record, householdId } = await personWithPrompt(desk.service, landlord, skip);
    const [found] = await desk.service.platform.database.inOrganisation(landlord.id, (db) =>
      db.rows<{ block: string | null }>(
        `SELECT h.parent_reference->>'id' AS block FROM tenancies t
         JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
         WHERE t.organisation_id = $1 AND t.id = $2`,
        [landlord.id, householdId],
      ),
    );
    if (found?.block) return { record, block: found.block };
  }
}

/** How many prompts an officer of these teams sees whose CRM has just opened this record. */
async function promptsAt(
  installation: string,
  record: HostRecord,
  teams: readonly string[] = ['elm'],
): Promise<number> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: installation,
    aud: 'doorstep-embed',
    sub: 'officer-1',
    roles: ['officer'],
    teams,
    rec: record,
    origin: hostOrigin,
    iat: now,
    exp: now + 300,
    jti: randomUUID(),
  };
  const token = compact({ alg: 'ES256', kid: pair.kid }, claims, es256(pair.privateKey));
  const opened = await post<SessionReply>(desk.service, '/embed/v1/session', { token });
  expect(opened.status).toBe(200);
  const view = await get<PanelView>(desk.service, '/embed/v1/prompts', opened.body.session, { origin: hostOrigin });
  return view.body.prompts.length;
}
