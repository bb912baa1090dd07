import { describe, expect, it } from '@jest/globals';
import { consoleOnPage, isSignedInAs, looksRight } from './console-on-page.js';

const desk = consoleOnPage();
const reference = 'P-4711';

/** Somebody who lives alone, and said something once. */
function addResident(): Promise<unknown> {
  return desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
    db.rows(
      `WITH system AS (
         INSERT INTO connections (organisation_id, id, name, title, connector, configuration, sealed_secrets, value_mapping, allowed_addresses)
         VALUES ($1, gen_random_uuid(), 'housing', 'Housing', 'hackney', '{}', '{}', '{}', '{}') RETURNING id
       ), who AS (
         INSERT INTO people (organisation_id, connection_id, reference_id, allocated_by, full_name, kinds, content_hash)
         SELECT $1, id, $2, 'housing/person', 'Hollis Quillfeather', '{tenant}', '\\x01' FROM system RETURNING id
       ), home AS (
         INSERT INTO tenancies (organisation_id, connection_id, reference_id, allocated_by, is_active, is_mutual_exchange, members, content_hash)
         SELECT $1, id, 'T-4711', 'housing/tenure', true, false, '[]', '\\x01' FROM system RETURNING id
       ), lives AS (
         INSERT INTO tenancy_parties (organisation_id, person_id, tenancy_reference_id, tenancy_id)
         SELECT $1, who.id, 'T-4711', home.id FROM who, home
       )
       INSERT INTO voices (organisation_id, id, household_id, person_id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
       SELECT $1, gen_random_uuid(), home.id, who.id, 'The gate sticks.', 'own', true, 'staff:a', now(), 'gate-sticks', '\\x01' FROM who, home`,
      [desk.landlord.id, reference],
    ),
  );
}

async function ask(kind: string): Promise<void> {
  const { page } = desk;
  await page.getByRole('radio', { name: kind }).check();
  await page.getByRole('button', { name: 'Write it down' }).click();
  await page.locator('#main').getByText('Written down. It is due by').waitFor();
}

describe('one resident', () => {
  it('is looked up, gets a copy, is used for nothing, and is erased for good: never in the address', async () => {
    await addResident();
    const page = await desk.open('/people/resident');
    await page.getByText('Nobody has asked for anything.').waitFor();
    await page.getByRole('button', { name: 'See what we hold' }).click();
    await page.getByText('Enter their reference').waitFor();
    await page.getByLabel('Their reference in your housing system').fill('P-0');
    await page.getByRole('button', { name: 'See what we hold' }).click();
    await page.getByRole('alert').getByText('Nobody here has the reference P-0.').waitFor();
    await page.getByLabel('Their reference in your housing system').fill(reference);
    await page.getByRole('button', { name: 'See what we hold' }).click();
    const heading = page.getByRole('heading', { name: 'What we hold about Hollis Quillfeather' });
    await heading.waitFor();
    await page.getByRole('row', { name: 'What they said 1' }).waitFor();

    await ask('A copy of everything');
    const copy = page.getByRole('article', { name: `A copy of everything: ${reference}` });
    const file = page.waitForEvent('download');
    await copy.getByRole('link', { name: 'Download the copy' }).click();
    expect((await file).suggestedFilename()).toBe('copy.json');
    await copy.getByText('The clock, and other ways to end this').click();
    await copy.getByLabel('Why the clock stops').selectOption('clarification');
    await copy.getByRole('button', { name: 'Stop the clock' }).click();
    await copy.getByText(/The clock stands still since .*: we wait to hear what they mean/).waitFor();
    await copy.getByRole('button', { name: 'They have their copy' }).click();
    await copy.getByText(/The copy was given/).waitFor();

    await ask('That nothing is used');
    const restrict = page.getByRole('article', { name: `That nothing is used: ${reference}` });
    await restrict.getByRole('button', { name: 'Use nothing of it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Use nothing of it' }).click();
    await restrict.getByText(/Nothing is used, since/).waitFor();
    await page.getByText(/Nothing is asked of them or told to them since/).waitFor();

    await ask('That it goes');
    const erase = page.getByRole('article', { name: `That it goes: ${reference}` });
    await erase.getByRole('button', { name: 'See what would go' }).click();
    await erase.getByRole('row', { name: /^What they said 1 0/ }).waitFor();
    await erase.getByText('It shows who did what.').first().waitFor();
    await looksRight(page);
    await erase.getByRole('button', { name: 'Erase for good' }).click();
    await erase.getByText('Enter their reference').waitFor();
    await erase.getByLabel('Type their reference to erase it for good').fill(reference);
    await erase.getByRole('button', { name: 'Erase for good' }).click();
    await page.locator('#main').getByText('Erased. It does not come back.').waitFor();
    await page.getByRole('article', { name: 'That it goes: somebody who is erased' }).waitFor();
    await heading.waitFor({ state: 'hidden' });
    expect(page.url()).not.toContain(reference);
    const [left] = await desk.service.platform.database.inOrganisation(desk.landlord.id, (db) =>
      db.rows<{ name: string; words: string }>(
        `SELECT p.full_name AS name, v.words FROM people p JOIN voices v ON v.organisation_id = $1 AND v.person_id = p.id
         WHERE p.organisation_id = $1`,
        [desk.landlord.id],
      ),
    );
    expect(left).toEqual({ name: 'Erased', words: '…' });
  });

  it('is for whoever may, and says so to others', async () => {
    await isSignedInAs(desk.page, 'lead');
    const page = await desk.open('/people/resident');
    await page.getByText('Only people with the Administrator role can change this. Yours is Lead.').waitFor();
  });
});
