import type { PromiseShown } from '@doorstep/contracts/http';
import { expect, it } from '@jest/globals';
import { consoleOnPage, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
const sql = <Row extends object>(statement: string, ...more: unknown[]) =>
  desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
    db.rows<Row>(statement, [desk.landlord.id, ...more]),
  );
const signedInAs = (role: string) => sql('UPDATE staff SET roles = ARRAY[$2] WHERE organisation_id = $1', role);
async function put(path: string, body: object): Promise<void> {
  const response = await fetch(`${desk.service.url}/api/v1${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${desk.landlord.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}
const ringBack = 'You ring us back the same day.';
const plan = 'We see the plan before work begins.';
const agreed = { agreedWith: 'Elm Court residents', owner: 'Priya Shah' };

it('a promise is made, put in its place, and said plainly to be just words until something is done', async () => {
  await signedInAs('lead');
  const page = await desk.open('/promises');
  await page.getByText('No promises yet').waitFor();
  await page.getByRole('link', { name: 'Make a promise' }).click();
  await page.getByRole('button', { name: 'Make this promise' }).click();
  await page.getByRole('link', { name: 'Enter what is promised' }).waitFor();
  await page.getByLabel('The promise, in residents’ words').fill(ringBack);
  await page.getByLabel('Whom it was agreed with').fill(agreed.agreedWith);
  await page.getByLabel('Who answers for it').fill(agreed.owner);
  await page.getByRole('button', { name: 'Make this promise' }).click();
  await page.getByRole('link', { name: ringBack }).waitFor();

  await sql(
    `INSERT INTO promises (organisation_id, id, version, place, words, agreed_with, owner, made_by, made_at)
     VALUES ($1, gen_random_uuid(), 1, 9, $2, $3, $4, 'test', now() - interval '8 months')`,
    ...[plan, agreed.agreedWith, agreed.owner],
  );
  await desk.open('/promises');
  await page.getByText(/Nothing is planned for it, and it was made/).waitFor();
  await page.getByRole('button', { name: `Move up: ${plan}` }).click();
  await page.getByText(`“${plan}” now stands at 1.`).waitFor({ state: 'attached' });
  expect(await page.locator('.promises h3').allInnerTexts()).toEqual([plan, ringBack]);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(plan);
  await looksRight(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: /Move down/ }).count()).toBe(0);
  expect(await page.getByText(ringBack).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('link', { name: plan }).click();
  await page.getByLabel('What is to be done').fill('Draw the plan with residents');
  await page.getByLabel('Who does it').fill('Sam Price');
  await page.getByLabel('By when').fill('2020-01-31');
  await page.getByRole('button', { name: 'Add this' }).click();
  await page.getByText('Late: was due 31 January 2020').waitFor();
  await page.getByText(/Something is planned, and nothing was done since/).waitFor();
  await page.getByRole('button', { name: 'It is done: Draw the plan with residents' }).click();
  await page.locator('.done').getByText('Kept: done today.').waitFor();
  expect(await page.getByText('Just words so far').count()).toBe(0);

  await page.getByText('Word it anew').click();
  await page.getByLabel('Why it changes').fill('Clearer.');
  const { items } = (await (
    await fetch(`${desk.service.url}/api/v1/promises`, { headers: { authorization: `Bearer ${desk.landlord.apiKey}` } })
  ).json()) as { items: PromiseShown[] };
  const { id, version } = items.find(({ words }) => words === plan)!;
  await put(`/promises/${id}`, { ...agreed, words: 'Theirs.', why: 'Shorter.', version });
  await page.getByRole('button', { name: 'Save the new words' }).click();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.locator('.done').getByText('Saved. This is version 3.').waitFor();
  await page.getByRole('cell', { name: 'Shorter.' }).waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: 'End this promise' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'End this promise' }).click();
  await dialog.getByText('Enter why it ends').waitFor();
  await dialog.getByRole('button', { name: 'Go back' }).click();
});

it('residents who evaluate write and lock in their own space; staff read, answer, and see it beside the promises', async () => {
  await signedInAs('lead');
  const page = await desk.open('/evaluations');
  await page.getByText('Residents with the Evaluator role alone write these.').waitFor();
  expect(await page.getByRole('button', { name: 'Begin' }).count()).toBe(0);
  await signedInAs('evaluator');
  await desk.open('/evaluations');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { level: 1, name: /The promises: baseline/ }).waitFor();
  const address = new URL(page.url()).pathname.replace('/console', '');
  for (const select of await page.getByLabel('Is it kept?').all())
    if ((await select.evaluate((one) => one.tagName)) === 'SELECT') await select.selectOption('partly');
  await page.getByLabel('In your words').first().fill('Mornings, yes.');
  await page.getByRole('button', { name: 'Add a theme' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'Enter a name for theme 1, or take it out' }).click();
  await page.getByLabel('Name of the theme').fill('Ringing back');
  await page.getByLabel('What you found').fill('Mornings do.\nEvenings do not.');
  await page.getByLabel('Your report').fill('Half of it is kept.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved. Only you who evaluate can read it.').first().waitFor();
  await looksRight(page);

  await signedInAs('lead');
  await desk.open(address);
  await page.getByText('You can read it once they lock it.').waitFor();
  await signedInAs('evaluator');
  await desk.open(address);
  await page.getByRole('button', { name: 'Lock it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lock it' }).click();
  await page.getByText('It reads as it was locked.').waitFor();
  expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);

  await signedInAs('lead');
  await desk.open(address);
  await page.getByText('Evenings do not.').waitFor();
  await page.getByLabel('Your answer').fill('We will staff the evenings from January.');
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.getByText('We will staff the evenings from January.', { exact: true }).last().waitFor();
  await looksRight(page);
  await desk.open('/promises');
  await page.getByRole('columnheader', { name: /Baseline/ }).waitFor();
  expect(await page.getByRole('cell', { name: /Partly kept/ }).count()).toBe(2);
});
