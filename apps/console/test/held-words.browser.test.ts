import { createHash } from 'node:crypto';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bringIn, post, signIn } from '../../service/test/landlord.js';
import {
  mailCertificate,
  mailPassword,
  mailUser,
  startMailServer,
  type MailServer,
} from '../../service/test/mail-server.js';
import { entryAt, phoneOf, sendRaw } from '../../service/test/phone.js';
import { base64, sealedCopy } from '../../visit/src/copy.js';
import { addTask } from '../../service/src/tasks/index.js';
import { consoleOnPage, isSignedInAs, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
let sim: HousingSim;
let mail: MailServer;
const sql = <Row extends object>(statement: string, ...more: unknown[]) =>
  desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
    db.rows<Row>(statement, [desk.landlord.id, ...more]),
  );
const signedInAs = (role: string) => sql('UPDATE staff SET roles = ARRAY[$2] WHERE organisation_id = $1', role);
const focused = () => desk.page.evaluate(() => document.activeElement?.textContent);
const alarming = 'I cannot go on, I want to end my life.';
const benches = 'Benches by the path, so that we can sit.';

beforeAll(async () => {
  [sim, mail] = await Promise.all([
    startHousingSim({ port: 0, homes: 20, seed: 21, apiKey: 'key' }),
    startMailServer('tls'),
  ]);
  await bringIn(desk.service, desk.landlord, sim.url, 'key');
}, 60_000);
afterAll(async () => {
  await Promise.all([sim.close(), mail.close()]);
});

it('what waits is settled with its reason, what it suggests is shown, and what is left out is gone', async () => {
  await signedInAs('officer');
  const page = await desk.open('/held-words');
  await page.getByText('Nothing said on visits waits for you.').waitFor();
  await page.getByText('Nothing waits for its record.').waitFor();

  const phone = await phoneOf(desk.service, desk.landlord, 'Brightwell Repairs');
  await phone.send(entryAt(null, { address: '12 Elm Court', words: alarming, routing: null }));
  const second = entryAt(null, { address: '14 Elm Court', words: benches });
  await phone.send(second);
  await sendRaw(desk.service, phone.session, crypto.randomUUID(), '{"not": "an entry"}');
  const newcomer = { type: 'person', id: 'not-brought-in' } as const;
  const session = await signIn(desk.service, desk.landlord, newcomer);
  const routing = { chosen: [], whyNot: 'misread' };
  const words = { record: newcomer, words: 'The bins.', whose: 'own', keepName: true, wantsReply: true, routing };
  const headers = { authorization: `Bearer ${session}`, 'idempotency-key': 'held-words' };
  expect((await post(desk.service, '/embed/v1/voices', words, headers)).status).toBe(201);

  await desk.open('/held-words');
  await page.getByRole('heading', { name: 'Person not-brought-in' }).waitFor();
  const first = page.getByRole('article', { name: '12 Elm Court' });
  await first.getByText('What was said may have to be passed on. Say where it goes, or why not.').waitFor();
  const home = page.getByRole('article', { name: '14 Elm Court' });
  await home.getByText('We do not know which home this is about. Say which it is.').waitFor();
  await first.getByRole('button', { name: 'Settle this' }).click();
  await first.getByRole('button', { name: 'Keep it' }).click();
  await first.getByText('Say which person, tenancy or home this is about.').waitFor();
  await first.getByLabel('Where does it belong?').selectOption('With a tenancy');
  await first.getByRole('button', { name: 'Keep it' }).click();
  await first.getByText('Enter the number of the tenancy, person or home').waitFor();
  const [lived] = await sql<{ tenancy: string }>(
    'SELECT reference_id AS tenancy FROM tenancies WHERE organisation_id = $1 AND is_active AND home_id IS NOT NULL LIMIT 1',
  );
  await first.getByLabel('Its number').fill(lived!.tenancy);
  await first.getByRole('button', { name: 'Keep it' }).click();
  await first.getByText('What was said may be about:').waitFor();
  await first.getByRole('listitem').getByText('May harm themselves').waitFor();
  await first.getByLabel('May harm themselves').check();
  await first.getByLabel('What to pass on (optional)').waitFor();
  await looksRight(page);
  await first.getByLabel('May harm themselves').uncheck();
  await first.getByLabel('Not passed on: why? (optional)').selectOption('It was a way of speaking');
  await first.getByRole('button', { name: 'Keep it' }).click();
  await page
    .locator('.done')
    .getByText(/ is kept\.$/)
    .waitFor();
  expect(await focused()).toMatch(/ is kept\.$/);
  expect(await first.count()).toBe(0);
  const [kept] = await sql<{ why: string }>('SELECT why_not AS why FROM route_choices WHERE organisation_id = $1');
  expect(kept?.why).toBe('a-saying');

  const unread = page.getByRole('article', { name: 'No address' });
  expect(await unread.getByRole('button', { name: 'Settle this' }).count()).toBe(0);
  await unread.getByRole('button', { name: 'Leave it out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it out' }).click();
  await page
    .getByText(/ is left out\. Nothing of it is kept\.$/)
    .first()
    .waitFor();

  // Somebody else is quicker.
  const authorization = `Bearer ${desk.landlord.apiKey}`;
  await post(desk.service, `/api/v1/visit-entries/${second.id}/settle`, { do: 'leave-out' }, { authorization });
  await home.getByRole('button', { name: 'Leave it out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it out' }).click();
  await page.getByText('Somebody else settled it').waitFor();
  await page.getByText('Nothing said on visits waits for you.').waitFor();
});

it('a copy that was saved on a phone is opened with its code alone, and what it holds waits once', async () => {
  await signedInAs('officer');
  const phone = await phoneOf(desk.service, desk.landlord, 'Brightwell Repairs', 'op-8');
  const page = await desk.open('/held-words');
  const picture = await page.screenshot({ type: 'jpeg' });
  const photo = {
    id: crypto.randomUUID(),
    sha256: createHash('sha256').update(picture).digest('hex'),
    bytes: picture.length,
  };
  const sent = entryAt(null, { address: '15 Elm Court', words: 'It is sent by now.' });
  await phone.send(sent);
  const stuck = entryAt(null, { address: '16 Elm Court', words: 'A lamp over the bins.', photos: [photo] });
  const { file, code } = await sealedCopy({
    phone: phone.id,
    entries: [sent, stuck].map((entry) => ({ id: entry.id, body: JSON.stringify(entry) })),
    photos: [{ id: photo.id, entryId: stuck.id, bytes: base64(new Uint8Array(picture).buffer) }],
  });
  const upload = { name: 'doorstep-saved-visits.json', mimeType: 'application/json' };

  await page.getByText('Open a copy that was saved on a phone').click();
  const open = page.getByRole('button', { name: 'Open it and bring it in' });
  await open.click();
  await page.getByRole('link', { name: 'Choose the file' }).waitFor();
  await page.getByLabel('The file').setInputFiles({ ...upload, buffer: Buffer.from('{"no": "copy"}') });
  await page.getByLabel('The code').fill('22222-22222-22222-22222');
  await open.click();
  await page.getByRole('link', { name: 'This is not a copy from a phone. Choose another file.' }).waitFor();
  await page.getByLabel('The file').setInputFiles({ ...upload, buffer: Buffer.from(await file.text()) });
  await open.click();
  await page.getByRole('link', { name: 'This code does not open this file. Look at both again.' }).waitFor();
  await looksRight(page);
  await page.getByLabel('The code').fill(code.toLowerCase().replaceAll('-', ' '));
  await open.click();
  const came = '1 visit came in, and waits for you to settle it. 1 had come before.';
  await page.locator('.done').getByText(came).waitFor();
  expect(await focused()).toBe(came);
  const here = page.getByRole('article', { name: '16 Elm Court' });
  await here.getByText('It came in a copy that was saved on a phone. Keep it, or leave it out.').waitFor();
  const held = await sql<{ because: string; photo: string }>(
    `SELECT held_because AS because, p.state AS photo FROM visit_entries e
     JOIN visit_photos p ON p.organisation_id = $1 AND p.entry_id = e.id WHERE e.organisation_id = $1 AND e.id = $2`,
    stuck.id,
  );
  expect(held).toEqual([{ because: 'phone-copy', photo: 'kept' }]);
  // The phone finds its signal after all.
  expect((await phone.send(stuck)).status).toBe(200);

  for (const address of ['15 Elm Court', '16 Elm Court']) {
    await page.getByRole('article', { name: address }).getByRole('button', { name: 'Leave it out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave it out' }).click();
    await page.getByRole('article', { name: address }).waitFor({ state: 'detached' });
  }
});

it('what there is to do is said with what it is about, and is done; who may not read is shown nothing', async () => {
  await signedInAs('officer');
  const [about] = await sql<{ home: string; id: string }>(
    'SELECT reference_id AS home, id FROM tenancies WHERE organisation_id = $1 AND home_id IS NOT NULL LIMIT 1',
  );
  const [said] = await sql<{ id: string }>('SELECT id FROM voices WHERE organisation_id = $1 AND words = $2', alarming);
  await desk.service.platform.database.inOrganisation(desk.landlord.id, async (db) => {
    const task = { householdId: about!.id, voiceId: said!.id, dueOn: '2026-01-05' };
    await addTask(db, { kind: 'call-back', subject: 'telling:one', ...task });
    await addTask(db, { kind: 'check-in', subject: 'person:one', owner: 'Rhian', dueOn: '2099-01-05' });
  });
  const page = await desk.open('/tasks');
  const first = page.getByRole('article').first();
  await first.getByRole('heading', { name: 'Ring them back: they want to talk' }).waitFor();
  await first.getByText(`Tenancy ${about!.home}`).waitFor();
  await first.getByText(alarming).waitFor();
  await first.getByText(/^Late: was due 5 January/).waitFor();
  await page.getByText('For Rhian.').waitFor();
  await looksRight(page);
  await first.getByRole('button', { name: 'It is done' }).click();
  await page.locator('.done').getByText('Kept: it is done.').waitFor();
  expect(await focused()).toBe('Kept: it is done.');
  expect(await page.getByRole('article').count()).toBe(1);
  const open = await sql('SELECT FROM staff_tasks WHERE organisation_id = $1 AND done_at IS NULL');
  expect(open).toHaveLength(1);

  await page.route('**/api/v1/tasks?*', (route) => route.fulfill({ status: 404, json: { code: 'tasks' } }));
  await desk.open('/tasks');
  await page.getByText('We cannot show what there is to do right now').waitFor();
  await page.unroute('**/api/v1/tasks?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'It is done' }).click();
  await page.getByText('Nothing is left to do.').waitFor();

  await isSignedInAs(page, 'viewer');
  for (const path of ['/held-words', '/tasks', '/settings/sending']) {
    await desk.open(path);
    await page.getByText(/Yours is Viewer\.$/).waitFor();
  }
});

it('how e-mails leave is set, tried and sent to oneself, and not over what somebody else set', async () => {
  await signedInAs('administrator');
  const page = await desk.open('/set-up');
  await page.getByRole('link', { name: 'Set how they leave' }).click();
  const emails = page.getByRole('region', { name: 'E-mails' });
  await emails.getByRole('button', { name: 'Save' }).click();
  await emails.getByRole('link', { name: 'Enter the name of the mail server' }).waitFor();
  await emails.getByLabel('Name it is from').fill('Rowan Homes');
  await emails.getByLabel('E-mail address it is from').fill('hello@rowan.example');
  await emails.getByLabel('Mail server', { exact: true }).fill('127.0.0.1');
  await emails.getByLabel('Port').fill(String(mail.port));
  await emails.getByLabel('User (optional)').fill(mailUser);
  await emails.getByRole('textbox', { name: 'Password' }).fill(mailPassword);
  await emails.getByLabel('Certificate authority (PEM) (optional)').fill(mailCertificate);
  await emails.getByLabel('Allowed private addresses (optional)').fill('127.0.0.1/32');
  await emails.getByRole('button', { name: 'Save' }).click();
  await emails
    .locator('.done')
    .getByText(/^Saved\./)
    .waitFor();
  expect(await focused()).toMatch(/^Saved\./);
  expect(await page.content()).not.toContain(mailPassword);

  await emails.getByRole('button', { name: 'Check it without sending an e-mail' }).click();
  await emails.getByText('Signing in').waitFor();
  expect(mail.mails).toHaveLength(0);
  await emails.getByLabel('Your e-mail address').fill('priya@rowan.example');
  await emails.getByRole('button', { name: 'Send me an e-mail' }).click();
  await emails.getByText('It was taken. Look whether it comes.').waitFor();
  expect(mail.mails.map(({ subject }) => subject)).toEqual(['A trial from Doorstep']);

  await emails.getByText('Change it').click();
  await emails.getByText('One is saved. We never show it.').waitFor();
  await looksRight(page);
  await sql(`UPDATE delivery_settings SET set_at = now(), set_by = 'Priya Shah' WHERE organisation_id = $1`);
  await emails.getByLabel('Name it is from').fill('Rowan');
  await emails.getByRole('button', { name: 'Save' }).click();
  await emails.getByText(/^Priya Shah changed this at/).waitFor();
  await emails.getByRole('button', { name: 'Keep mine' }).click();
  await emails.getByText(/^From Rowan, hello@rowan\.example/).waitFor();
  const [stored] = await sql<{ name: string }>(
    `SELECT settings->>'fromName' AS name FROM delivery_settings WHERE organisation_id = $1`,
  );
  expect(stored?.name).toBe('Rowan');

  await isSignedInAs(page, 'lead');
  await desk.open('/settings/sending');
  await page.getByText(/^From Rowan, hello@rowan\.example/).waitFor();
  expect(await page.getByRole('button', { name: /Check|Send|Save/ }).count()).toBe(0);
});
