import { beforeAll, describe, expect, it } from '@jest/globals';
import { raiseHandOff, SetRoute, type ToldHandOff } from '../../service/src/handoffs/index.js';
import { raiseAlarm } from '../../service/src/alarms/index.js';
import { Sealer } from '../../service/src/platform/secrets/seal.js';
import { writeOnce } from '../../service/src/platform/write-once.js';
import { consoleOnPage, isSignedInAs, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
const day = 86_400_000;
const nowhere = { householdId: null, homeId: null, personId: null };
const inLandlord = () => desk.service.platform.database;
let keys = 0;

/** Passes something on as staff at a door do; answers its reference. */
async function raise(route: ToldHandOff['route'], sinceDays: number, words?: string): Promise<string> {
  const told = { route, toldAt: new Date(Date.now() - sinceDays * day).toISOString(), words, place: nowhere };
  const { reply } = await inLandlord().inOrganisation(desk.landlord.id, (db) =>
    raiseHandOff(db, desk.service.app.get(Sealer), 'staff:o-1', told, writeOnce(`console-hand-off-${keys++}`, told)),
  );
  return reply.reference;
}

const setRoute = (route: string, setting: Parameters<SetRoute['run']>[3]) =>
  desk.service.app.get(SetRoute).run('command-line', desk.landlord.id, route, setting);
const focused = () => desk.page.evaluate(() => document.activeElement?.textContent);

let hazard: string;
let building: string;
let restricted: string;
beforeAll(async () => {
  await setRoute('safeguarding', { way: 'email', email: 'safe@rowan.example' });
  await setRoute('hazard', { way: 'by-hand', phone: '01632 960 111', whatToDo: 'Ring the repairs desk.' });
  building = await raise('building_safety', 0);
  hazard = await raise('hazard', 3, 'the wall has gone black');
  restricted = await raise('safeguarding', 0, 'he takes her money');
});

describe('hand-offs', () => {
  it('are shown by their clock, a restricted one as a stub that points at nobody', async () => {
    const page = await desk.open('/hand-offs');
    await page.getByText('Shown: 3 of 3.').waitFor();
    const headings = await page
      .getByRole('heading', { level: 2 })
      .filter({ hasText: /, [0-9A-Z]{6}$/ })
      .allTextContents();
    expect(headings).toEqual([
      `Something in the home may be unsafe, ${hazard}`,
      `Restricted, ${restricted}`,
      `Safety of the building, ${building}`,
    ]);
    const late = page.getByRole('article', { name: new RegExp(hazard) });
    await late.getByText('2 days past its time Nobody has said that they have it.').waitFor();
    await late.getByText('Your number for it: 01632 960 111').waitFor();
    const stub = page.getByRole('article', { name: new RegExp(restricted) });
    expect(await stub.textContent()).not.toMatch(/money|e-mail|safe@/i);
    expect(await stub.getByRole('button', { name: 'See what was said' }).count()).toBe(0);
    await looksRight(page);
    await page.getByLabel('What it is about').selectOption('Safety of the building');
    await page.getByText('Shown: 1 of 1.').waitFor();
    await page.getByLabel('Show', { exact: true }).selectOption('Closed');
    await page.getByText('Nothing fits what you chose.').waitFor();
  });

  it('are read by whoever passes them on by hand, who then says who has them and closes them', async () => {
    const photos = [{ entryId: 'entry-1', photoId: 'photo-1' }];
    await isSignedInAs(desk.page, 'lead');
    await desk.page.route(`**/api/v1/hand-offs/${hazard}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), photos, photosOnTheirWay: 1 } });
    });
    const page = await desk.open('/hand-offs');
    const late = page.getByRole('article', { name: new RegExp(hazard) });
    await late.getByRole('button', { name: 'See what was said' }).click();
    await late.getByText('the wall has gone black').waitFor();
    const photo = late.getByRole('img', { name: 'Photo 1, taken at the door' });
    expect(await photo.getAttribute('src')).toBe('/api/v1/visit-entries/entry-1/photos/photo-1');
    await late.getByText('1 photo is on its way.').waitFor();
    await late.getByRole('button', { name: 'They have it' }).click();
    await late.getByRole('button', { name: 'Save that they have it' }).click();
    await late.getByText('Enter who has it').waitFor();
    await late.getByLabel('Who has it').fill('Repairs desk');
    await late.getByLabel('Their reference (optional)').fill('JOB-7');
    await late.getByRole('button', { name: 'Save that they have it' }).click();
    await page.getByText(`Repairs desk has ${hazard}.`).last().waitFor();
    expect(await focused()).toBe(`Repairs desk has ${hazard}.`);
    await late.getByText(/^With the team Repairs desk has had it since/).waitFor();
    await late.getByText('JOB-7').waitFor();
    expect(await late.getByText('the wall has gone black').count()).toBe(0);
    await late.getByRole('button', { name: 'Close it' }).click();
    await page.getByRole('button', { name: 'Close it now' }).click();
    await page.getByText(`${hazard} is closed.`).last().waitFor();
    expect(await late.count()).toBe(0);
    await page.getByLabel('Show', { exact: true }).selectOption('Closed');
    await late.getByText(/^Closed Closed at/).waitFor();
  });

  it('stay with whoever was first to say that somebody has them', async () => {
    const page = await desk.open('/hand-offs');
    const one = page.getByRole('article', { name: new RegExp(building) });
    await one.getByRole('button', { name: 'They have it' }).click();
    await inLandlord().inOrganisation(desk.landlord.id, (db) =>
      db.rows(
        `UPDATE hand_offs SET acknowledged_at = now(), acknowledged_by = 'Fire desk'
         WHERE organisation_id = $1 AND reference = $2`,
        [desk.landlord.id, building],
      ),
    );
    await one.getByLabel('Who has it').fill('Somebody else');
    await one.getByRole('button', { name: 'Save that they have it' }).click();
    await page.getByText(`Fire desk had said so already for ${building}. That stands.`).last().waitFor();
  });

  it('cannot be shown while the service does not answer, and never to those who enforce', async () => {
    const list = '**/api/v1/hand-offs?*';
    await desk.page.route(list, (route) => route.fulfill({ status: 503, json: { code: 'database' } }));
    const page = await desk.open('/hand-offs');
    await page.getByText('We cannot show hand-offs right now').waitFor();
    await page.unroute(list);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(/^Shown: /).waitFor();
    await isSignedInAs(page, 'income');
    for (const path of ['/hand-offs', '/alarms']) {
      await desk.open(path);
      await page.getByText('Officers, leads and administrators can see this. Yours is Income.').waitFor();
      expect(await page.getByRole('article').count()).toBe(0);
    }
  });
});

describe('alarms', () => {
  it('are counted beside the way to them and on Health, say what to do, and are seen to', async () => {
    await inLandlord().inOrganisation(desk.landlord.id, (db) =>
      raiseAlarm(db, { kind: 'endpoint-off', subject: 'webhook-endpoint:1', toEmail: null }),
    );
    const page = await desk.open('/health');
    // The hazard reached us days after it was said.
    await page.getByRole('link', { name: '2 alarms to look at.' }).click();
    await page.getByText('Shown: 2 of 2.').waitFor();
    await page.getByRole('link', { name: /^Alarms\s*2 to look at$/ }).waitFor();
    await looksRight(page);
    const off = page.getByRole('article', { name: 'A system of yours is told no more' });
    await off.getByText(/Nobody gets this by e-mail/).waitFor();
    await off.getByRole('link', { name: 'Go to: Telling your systems' }).waitFor();
    await off.getByRole('button', { name: 'I have seen to it' }).click();
    await page.getByText('Saved. A system of yours is told no more: you have seen to it.').last().waitFor();
    expect(await off.count()).toBe(0);
    await page.getByRole('link', { name: /^Alarms\s*1 to look at$/ }).waitFor();
    await page.getByLabel('Show', { exact: true }).selectOption('All');
    await off.getByText(/^Seen by .* at /).waitFor();
  });
});

describe('where hand-offs go', () => {
  it('is missing in the set-up steps until it is said, with what is wrong said', async () => {
    const page = await desk.open('/set-up');
    await page.getByText('12 hand-offs have no place yet').waitFor();
    await page.getByRole('link', { name: 'Say where hand-offs go' }).click();
    const legal = page.getByRole('article', { name: 'Solicitor, court, press or MP' });
    await legal.getByText('No place yet').waitFor();
    await legal.getByRole('button', { name: 'Change where it goes' }).click();
    await legal.getByRole('button', { name: 'Save where it goes' }).click();
    await legal.getByRole('alert').getByText('Enter the e-mail address of the inbox').waitFor();
    await looksRight(page);
    await legal.getByLabel('Address of the inbox').fill('legal@rowan.example');
    await legal.getByLabel('Who hears when nobody has it (optional)').fill('lead@rowan.example');
    await legal.getByRole('button', { name: 'Save where it goes' }).click();
    await legal.getByText('Saved: Solicitor, court, press or MP.').waitFor();
    await legal.getByText(/By e-mail, to legal@rowan\.example/).waitFor();
    expect(await focused()).toBe('Solicitor, court, press or MP');
  });

  it('is changed on top of what somebody else set meanwhile', async () => {
    const page = await desk.open('/settings/hand-off-routes');
    const support = page.getByRole('article', { name: 'Help with money, food or heat' });
    await support.getByRole('button', { name: 'Change where it goes' }).click();
    await support.getByLabel('Address of the inbox').fill('mine@rowan.example');
    await setRoute('support', { way: 'email', email: 'theirs@rowan.example' });
    await support.getByRole('button', { name: 'Save where it goes' }).click();
    await support.getByText(/^command-line changed this at/).waitFor();
    await support.getByRole('button', { name: 'See their version' }).click();
    await support.getByText(/By e-mail, to theirs@rowan\.example/).waitFor();
    await support.getByLabel('Address of the inbox').fill('mine@rowan.example');
    await setRoute('support', { way: 'email', email: 'theirs-again@rowan.example' });
    await support.getByRole('button', { name: 'Save where it goes' }).click();
    await support.getByRole('button', { name: 'Keep mine' }).click();
    await support.getByText(/By e-mail, to mine@rowan\.example/).waitFor();
  });

  it('can only be looked at by a viewer', async () => {
    await isSignedInAs(desk.page, 'viewer');
    const page = await desk.open('/settings/hand-off-routes');
    await page.getByText('Only people with the Administrator or Lead role can change this. Yours is Viewer.').waitFor();
    await page.getByRole('article').first().waitFor();
    expect(await page.getByRole('button', { name: 'Change where it goes' }).count()).toBe(0);
  });
});
