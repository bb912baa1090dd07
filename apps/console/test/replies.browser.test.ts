import type { KeptVoice, ReplyGiven } from '@doorstep/contracts/http';
import { beforeAll, expect, it } from '@jest/globals';
import { post } from '../../service/test/landlord.js';
import { consoleOnPage, looksRight, type Page } from './console-on-page.js';

const desk = consoleOnPage();
const sql = <Row extends object>(statement: string, ...more: unknown[]) =>
  desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
    db.rows<Row>(statement, [desk.landlord.id, ...more]),
  );
const signedInAs = (...roles: string[]) => sql('UPDATE staff SET roles = $2 WHERE organisation_id = $1', roles);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
let keys = 0;
async function write<Body>(path: string, body: object): Promise<Body> {
  const { status, body: answer } = await post<Body>(desk.service, `/api/v1/${path}`, body, {
    authorization: `Bearer ${desk.landlord.apiKey}`,
    'idempotency-key': `replies-${(keys += 1)}`,
  });
  expect(status).toBe(201);
  return answer;
}
async function say(words: string, daysAgo: number, more: object = {}): Promise<string> {
  const { voiceId } = await write<KeptVoice>('voices', {
    ...{ words, place: 'Elm Court', speaker: 'neighbour', routing: { chosen: [], whyNot: 'misread' } },
    ...more,
    saidAt: new Date(Date.now() - (daysAgo + 0.5) * 86_400_000).toISOString(),
  });
  return voiceId!;
}
const liftTopic = (voiceIds: string[]) =>
  write<{ topicId: string }>('topics', { title: 'The lift', owner: 'Owen Reed', theme: 'Shared spaces', voiceIds });

beforeAll(() => signedInAs('officer'));

it('lists who is owed a reply, longest first, and puts what was said to a topic', async () => {
  const page = await desk.open('/replies');
  await page.getByText('Nobody is owed a reply.').waitFor();
  const lift = await say('The lift sticks.', 40);
  await say('The gate squeaks.', 9, { kind: 'question' });
  await say('Lovely flowers.', 3);
  await liftTopic([lift]);
  await desk.open('/replies');
  await page.getByText('3 people are owed a reply.').waitFor();
  expect(await page.locator('.owed-words').allInnerTexts()).toEqual([
    'The lift sticks.',
    'The gate squeaks.',
    'Lovely flowers.',
  ]);
  await page.getByText('Owed for 40 days').waitFor();

  await page.getByRole('button', { name: 'Put to a topic: The gate squeaks.' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Put it there' }).click();
  await dialog.locator('.wrong').getByText('Choose a topic').waitFor();
  await dialog.getByLabel('Which topic').selectOption({ label: 'Begin a new topic' });
  await dialog.getByRole('button', { name: 'Put it there' }).click();
  await dialog.getByText('Enter what the topic is called').waitFor();
  await dialog.getByLabel('What the topic is called').fill('The gate');
  await dialog.getByRole('button', { name: 'Put it there' }).click();
  await page.locator('.done').getByText('It now stands under “The gate”.').waitFor();
  await page.getByRole('link', { name: 'The gate' }).waitFor();
  expect(await focused(page)).toContain('The gate squeaks.');

  await page.getByRole('button', { name: 'No reply wanted: Lovely flowers.' }).click();
  await dialog.getByRole('button', { name: 'They want no reply' }).click();
  await page.locator('.done').getByText('Kept: they want no reply.').waitFor();
  expect(await page.getByText('Lovely flowers.').count()).toBe(0);
  expect(await focused(page)).toBe('Replies owed');
  await looksRight(page);
  await page.getByLabel('Who decides').selectOption('Owen Reed');
  await page.getByText('1 person is owed a reply.').waitFor();
  await page.getByLabel('Theme').selectOption('Shared spaces');
  await page.getByText('Owen Reed decides. Shared spaces.').waitFor();

  await page.getByLabel('Who decides').selectOption('');
  await page.getByLabel('Theme').selectOption('');
  await page.getByLabel('What to show').selectOption('Questions without an answer');
  await page.getByText('1 person is owed a reply.').waitFor();
  await page.getByRole('button', { name: 'Say who answers it: The gate squeaks.' }).click();
  await dialog.getByLabel('Who answers it').fill('Owen Reed');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await dialog.getByText('Choose a day').waitFor();
  await dialog.getByLabel('By when').fill('2099-01-02');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await page.locator('.done').getByText('Kept: Owen Reed answers it.').waitFor();
  await page.getByText('They hear back by 2 January 2099. Owen Reed answers it.').waitFor();
  expect(
    await sql('SELECT answer_owner FROM replies_owed WHERE organisation_id = $1 AND answer_by IS NOT NULL'),
  ).toEqual([{ answer_owner: 'Owen Reed' }]);
  await page.getByLabel('What to show').selectOption('Topics that wait for a decision');
  await page.getByText('Waits for 40 days. Owen Reed decides.').waitFor();
  await looksRight(page);
});

it('checks a reply beside its fields, shows what each gets, and tells them once nobody else has', async () => {
  const { topicId } = await liftTopic([await say('The lift sticks.', 12), await say('Stairs are hard for me.', 5)]);
  const page = await desk.open(`/replies/topics/${topicId}`);
  await page.getByText('Nobody has replied yet.').waitFor();
  const words = page.getByLabel('What they are told');
  await words.fill('Please reply within 7 days.');
  await page.getByLabel('Who says it').fill('Repairs team');
  await page
    .locator('.wrong')
    .getByText(/puts a deadline on the resident/)
    .waitFor();
  expect(await page.getByText('not of a team.').count()).toBe(0);
  await page.getByRole('combobox', { name: 'What came of it' }).selectOption('not-doing-because');
  const see = page.getByRole('button', { name: 'See what each person gets' });
  await see.click();
  await page.getByRole('link', { name: 'Write why: people can live with a no that has a reason.' }).click();
  await page.getByLabel('Because').fill('The maker has gone.');
  await page.getByLabel('Who says it').fill('Nia Pugh');
  await words.fill('We will mend the lift.');
  await page.getByLabel('Promised by').fill('2020-01-31');
  await see.click();
  await page.getByRole('link', { name: /that day is over/ }).waitFor();
  await page.getByLabel('Promised by').fill('');
  await see.click();
  await page.getByText('The reply goes to 2 people.').waitFor();
  expect(await focused(page)).toBe('What each person gets');
  await page
    .locator('.reply-better')
    .getByText(/is a promise: add by when/)
    .waitFor();
  await page.getByText('In person: Hello, “The lift sticks.”').click();
  await page.getByText('This is why: The maker has gone.').first().waitFor();
  await looksRight(page);

  const theirs = { topicId, result: 'doing', words: 'A part has come.', saidBy: 'Owen Reed' };
  await write<ReplyGiven>('replies', theirs);
  await page.getByRole('button', { name: 'Tell them all the same' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Tell them' }).click();
  await page.getByRole('button', { name: 'See their version' }).click();
  await page.getByText('A part has come.').waitFor();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.locator('.done').getByText('The reply is given. 2 people are told, or wait to be.').waitFor();
  expect(await focused(page)).toBe('The lift');
  await page.getByText('2 waiting').waitFor();
  await page.getByText('2 in person').waitFor();
  const given = await sql('SELECT number FROM replies WHERE organisation_id = $1 AND topic_id = $2', topicId);
  expect(given).toHaveLength(2);
  await sql(
    `UPDATE tellings SET last_problem = 'refused' WHERE organisation_id = $1 AND state = 'waiting' AND voice_id =
       (SELECT voice_id FROM topic_voices WHERE organisation_id = $1 AND topic_id = $2 LIMIT 1)`,
    topicId,
  );
  await desk.open(`/replies/topics/${topicId}`);
  await page.getByText('1 could not be reached').waitFor();
});

it('opens letters to be printed and marks them once they are posted', async () => {
  const { topicId } = await liftTopic([await say('The lift sticks.', 2), await say('The lift is loud.', 1)]);
  await write('replies', { topicId, result: 'done', words: 'We changed the motor.', saidBy: 'Nia Pugh' });
  await sql(
    `UPDATE tellings SET way = 'letter' WHERE organisation_id = $1 AND voice_id IN
       (SELECT voice_id FROM topic_voices WHERE organisation_id = $1 AND topic_id = $2)`,
    topicId,
  );
  const page = await desk.open('/replies/letters');
  const posted = page.getByRole('button', { name: 'Mark as posted: Name not known' });
  await posted.first().waitFor();
  await looksRight(page);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/v1/letters', async (route) => {
    await held;
    await route.continue();
  });
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Open to print: Name not known (new tab)' }).first().click();
  const letter = await opened;
  await letter.getByText('We changed the motor.').waitFor();
  await letter.close();
  await posted.first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as posted' }).click();
  await page.locator('.done').getByText('Kept: the letter to Name not known was posted.').waitFor();
  expect(await posted.count()).toBe(1);
  expect(await focused(page)).toBe('Letters to post');
  await write('replies', { topicId, result: 'done', words: 'The motor runs well.', saidBy: 'Nia Pugh' });
  await posted.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as posted' }).click();
  await page.getByText('There is something newer to tell them.', { exact: false }).waitFor();
  letGo();
  await page.getByText('No letter waits to be posted.').waitFor();
});

it('lists what people said with the way it came, by whose words they are, and sorts it at any time', async () => {
  const long = await say('The bins are kept so well.', 20, { takenThrough: 'letter' });
  await say('My mother says the stairs are dark.', 13, { takenThrough: 'phone', whose: 'relayed', kind: 'worry' });
  const page = await desk.open('/voices');
  const one = page.locator(`#voice-${long}`);
  await one.getByText(/^Letter · .* · Their own words · Elm Court$/).waitFor();
  await one.locator('.status-word').getByText('Not sorted for 20 days').waitFor();
  expect(await one.locator('.owed-words, p').first().innerText()).toBe('The bins are kept so well.');
  await page.getByLabel('Whose words').selectOption('Passed on by somebody');
  await page.getByText('1 thing was said.').waitFor();
  await page.getByText(/^Phone · .* · Passed on by somebody/).waitFor();
  await page.getByLabel('Whose words').selectOption('Their own words');
  await page.getByLabel('What kind of thing').selectOption('Not sorted yet');
  await one.getByRole('button', { name: 'Sort: The bins are kept so well.' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What kind of thing').selectOption('Something to keep');
  await dialog.getByLabel('What it is about').selectOption('Living in the home');
  await dialog.getByLabel('It is about what is fixed for now').check();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await page.locator('.done').getByText('Kept.').waitFor();
  await one.waitFor({ state: 'detached' });
  await page.getByLabel('What kind of thing').selectOption('Something to keep');
  await one.getByText('Something to keep · Living in the home · About what is fixed for now').waitFor();
  await looksRight(page);
  await page.getByLabel('What it is about').selectOption('Repairs');
  await page.getByText('Nothing here is like that.').waitFor();
});

it('marks words that nobody would have thought of, lists them alone with their count, and takes the mark back', async () => {
  const words = 'Let the milk round leave the post upstairs.';
  const id = await say(words, 3);
  const page = await desk.open('/voices');
  const one = page.locator(`#voice-${id}`);
  await one.getByRole('button', { name: `Mark: we would not have thought of this: ${words}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('They asked for it to be marked').check();
  await dialog.getByRole('button', { name: 'Mark it' }).click();
  await page.locator('.done').getByText('Marked.').waitFor();
  await one.getByText(/^Marked by .+ because they asked, /).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(`voice-${id}`);
  await page.getByLabel('Only what we would not have thought of').check();
  await page.getByText('1 thing was said that we would not have thought of.').waitFor();
  await one.waitFor();
  await looksRight(page);
  await one.getByRole('button', { name: `Take the mark back: ${words}` }).click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await page.locator('.done').getByText('The mark is taken back.').waitFor();
  await page.getByText('Nothing here is like that.').waitFor();
});

it('shows a lead the policies that staff say do not fit, with what they said, and keeps what came of it', async () => {
  await signedInAs('lead');
  const page = await desk.open('/policies');
  await page.getByText('No policy has to be looked at').waitFor();
  await sql(
    `WITH r AS (INSERT INTO policy_reviews (organisation_id, id, place, theme, days, raised_on)
       VALUES ($1, gen_random_uuid(), NULL, 'home', 3, '2026-11-20') RETURNING id)
     INSERT INTO policy_clashes (organisation_id, id, review_id, words, said_in, idempotency_key, request_hash)
     SELECT $1, gen_random_uuid(), r.id, one, '2026-11-01', one, '\\x00' FROM r, unnest(ARRAY['Every home has a dog.', 'No pets.']) one`,
  );
  await desk.open('/policies');
  const review = page.getByRole('article', { name: 'Living in the home: homes outside the larger areas' });
  await review.getByText(/^Said on 3 days or more. Here since 20 November/).waitFor();
  expect(await review.locator('.said-words').allInnerTexts()).toEqual(['Every home has a dog.', 'No pets.']);
  await looksRight(page);
  await review.getByRole('button', { name: 'Keep what came of it' }).click();
  await review.getByText('Write what came of it').waitFor();
  await review.getByLabel('What came of it').fill('Pets are fine from January.');
  await review.getByRole('button', { name: 'Keep what came of it' }).click();
  await page.locator('.done:focus').getByText('Kept: what came of it.').waitFor();
  await review.getByText('Pets are fine from January.').waitFor();
  expect(await review.getByRole('button').count()).toBe(0);

  await page.getByText('Change how many days').click();
  await page.getByLabel('Number of days').fill('1');
  await page.getByRole('button', { name: 'Keep this number' }).click();
  await page.getByText('Enter a whole number from 2 to 30').waitFor();
  await page.getByLabel('Number of days').fill('5');
  await page.getByRole('button', { name: 'Keep this number' }).click();
  await page.getByText('A policy comes here once it was said not to fit on 5 days.').waitFor();
  await page.locator('.done:focus').getByText('Kept. It holds for what is said from now on.').waitFor();
  await signedInAs('officer');
});

it('finds for a lead what people could bring, by kind, and takes one back in one step', async () => {
  await signedInAs('lead');
  await sql(
    `WITH c AS (INSERT INTO connections (organisation_id, id, name, title, connector, configuration, sealed_secrets, value_mapping)
       VALUES ($1, gen_random_uuid(), 'offers', 'Offers', 'hackney', '{}', '{}', '{}') RETURNING id),
     p AS (INSERT INTO people (organisation_id, connection_id, reference_id, allocated_by, full_name, kinds, content_hash)
       SELECT $1, c.id, 'P-1', 'x', 'Wren Ashby', '{}', '\\x00' FROM c RETURNING id, connection_id),
     t AS (INSERT INTO tenancies (organisation_id, connection_id, reference_id, allocated_by, is_active, is_mutual_exchange, members, content_hash)
       SELECT $1, p.connection_id, 'T-1', 'x', true, false, '[]', '\\x00' FROM p RETURNING id),
     y AS (INSERT INTO tenancy_parties (organisation_id, person_id, tenancy_reference_id, tenancy_id, resolution)
       SELECT $1, p.id, 'T-1', t.id, 'source-id' FROM p, t)
     INSERT INTO skill_offers (organisation_id, id, person_id, kind, words, expires_on, recorded_by, idempotency_key, request_hash)
     SELECT $1, gen_random_uuid(), p.id, k.kind, k.words, current_date + 30, 'test', k.words, '\\x00'
     FROM p, (VALUES ('skill', 'Mends bicycles'), ('place', 'A room for ten')) k (kind, words)`,
  );
  const page = await desk.open('/bring');
  await page.getByText('There are 2.').waitFor();
  await looksRight(page);
  await page.getByLabel('What it is').selectOption('Something they can do');
  await page.getByText('There is 1.').waitFor();
  await page.getByText('Wren Ashby').waitFor();
  await page.getByRole('button', { name: 'Take it back: Mends bicycles' }).click();
  await page.locator('.done:focus').getByText('Taken back. What it was is gone.').waitFor();
  await page.getByText('Nobody has said that they could bring that').waitFor();
  await page.getByText('Change how many months').click();
  await page.getByLabel('Number of months').fill('61');
  await page.getByRole('button', { name: 'Keep this number' }).click();
  await page.getByText('Enter a whole number from 1 to 60').waitFor();
  await page.getByLabel('Number of months').fill('6');
  await page.getByRole('button', { name: 'Keep this number' }).click();
  await page.getByText('What somebody could bring is kept for 6 months.').waitFor();
  await page.locator('.done:focus').getByText('Kept. It holds from now on.').waitFor();
  await signedInAs('officer');
});

it('tells who may see this, what cannot be shown, and that there is no connection', async () => {
  const page = await desk.open('/replies');
  await page.locator('.owed-words').first().waitFor();
  await page.context().setOffline(true);
  await page.locator('.offline').waitFor();
  await page
    .getByRole('button', { name: /^No reply wanted/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'They want no reply' }).click();
  await page.getByText('We cannot reach Doorstep.').waitFor();
  await page.context().setOffline(false);
  await page.route('**/api/v1/owed**', (route) => route.fulfill({ status: 500, json: { code: 'broken' } }));
  await desk.open('/replies');
  await page.getByText('We cannot show who is owed a reply right now').waitFor();
  await signedInAs('administrator');
  for (const path of [
    '/voices',
    '/policies',
    '/replies',
    '/replies/letters',
    '/replies/topics/0192aaaa-0000-7000-8000-000000000000',
  ]) {
    await desk.open(path);
    await page
      .getByText('Only people who may read what residents said can see this. Yours is Administrator.')
      .waitFor();
  }
});
