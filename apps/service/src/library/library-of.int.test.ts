import { decide, promptLibrary, type DecisionFacts } from '@doorstep/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';
import { TakeContacts } from '../contacts/index.js';
import { DecideContacts } from '../prompting/index.js';
import { flatLines } from './flat-lines.js';
import { AddPromptTexts, FindFlatPrompts, libraryOf, libraryOfVersion, RetirePrompt } from './index.js';

interface Kept {
  readonly version: string;
  readonly facts: DecisionFacts;
  readonly code: string | null;
  readonly say: string | null;
}

const never = new AbortController().signal;
let house: SyncFromSim;
/** What each third of the contacts was decided to, and the library of that moment. */
const decided: Kept[][] = [];

const shippedText = promptLibrary.prompts.find(({ code }) => code === 'P42')!;
const ownText = {
  code: 'P42',
  title: shippedText.title,
  say: 'What should we know about the place you live in?',
  probe: shippedText.probe,
  whyAsking: shippedText.whyAsking,
  theme: shippedText.theme,
  contactTypes: ['TEL-GEN'],
  role: shippedText.role,
  strength: shippedText.strength,
  owner: 'Contact centre',
  roomToChange: 'What we look at next in the home.',
};

const inHouse = <T>(work: Parameters<SyncFromSim['platform']['database']['inOrganisation']>[1]) =>
  house.platform.database.inOrganisation(house.organisationId, work) as Promise<T>;

async function decideThird(ids: readonly string[]): Promise<void> {
  await house.app.get(DecideContacts).run(house.organisationId, ids, never);
  decided.push(
    await house.sql<Kept>(
      `SELECT d.library_version AS version, d.facts, q.code, q.say FROM decisions d
       LEFT JOIN prompts q ON q.decision_id = d.id WHERE d.contact_id = ANY ($1::uuid[])`,
      [ids],
    ),
  );
}

beforeAll(async () => {
  house = await syncFromSim({ homes: 200 });
  expect(await house.sync()).toMatchObject({ status: 'complete' });
  // A call from every household, so that each third has enough of them to ask.
  const tenancies = await house.sql<{ reference_id: string }>('SELECT reference_id FROM tenancies WHERE is_active');
  const calls = tenancies.map(({ reference_id: id }) => ({
    reference: { id, allocatedBy: 'switchboard' },
    type: 'TEL-GEN',
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    tenancy: { id, allocatedBy: 'hackney/tenure' },
  }));
  await house.app.get(TakeContacts).run('test', house.organisationId, calls);
  const told = await house.sql<{ id: string }>(
    `SELECT id FROM contacts WHERE allocated_by = 'switchboard' ORDER BY reference_id`,
  );
  const ids = told.map(({ id }) => id);
  const third = Math.ceil(ids.length / 3);
  await decideThird(ids.slice(0, third));
  await house.app.get(AddPromptTexts).run('test', house.organisationId, [ownText]);
  await decideThird(ids.slice(third, 2 * third));
  await house.app
    .get(RetirePrompt)
    .run('test', house.organisationId, 'P42', { learningNote: 'It was asked too often.' });
  await decideThird(ids.slice(2 * third));
}, 60_000);
afterAll(() => house.close());

describe('the library that a decision is made with', () => {
  const saidOfIt = (third: number) => decided[third]!.filter(({ code }) => code === 'P42').map(({ say }) => say);

  it('asks the text that ships, then the landlord’s own, then no longer', () => {
    expect(new Set(saidOfIt(0))).toEqual(new Set([shippedText.say]));
    expect(new Set(saidOfIt(1))).toEqual(new Set([ownText.say]));
    expect(saidOfIt(2)).toEqual([]);
    expect(decided[2]!.filter(({ code }) => code !== null)).not.toEqual([]);
  });

  it('is kept with it by its version, one for each change', async () => {
    const versions = decided.map((third) => [...new Set(third.map(({ version }) => version))]);
    expect(versions).toEqual([['2'], [expect.stringMatching(/^2\+/)], [expect.stringMatching(/^2\+/)]]);
    expect(new Set(versions.flat()).size).toBe(3);
    expect(versions[2]).toEqual([await inHouse(async (db) => (await libraryOf(db)).version)]);
  });

  it('can be had again by that version, and asks the same', async () => {
    for (const { version, facts, code, say } of decided.flat()) {
      const library = await inHouse<Awaited<ReturnType<typeof libraryOfVersion>>>((db) =>
        libraryOfVersion(db, version),
      );
      const again = decide(facts, library!);
      expect(again.libraryVersion).toBe(version);
      expect(again.outcome === 'prompt' ? [again.promptCode, again.say] : [null, null]).toEqual([code, say]);
    }
    expect(await inHouse((db) => libraryOfVersion(db, '2+0123456789abcdef'))).toBeNull();
  });
});

describe('prompts that fall flat', () => {
  const least = flatLines.leastShown.value;

  /** Puts a prompt to a household so many times, with what came of each. */
  async function ask(code: string, states: readonly ('answered' | 'expired' | 'moment' | 'topic' | 'wrong')[]) {
    await house.sql(
      `WITH given AS (
         SELECT gen_random_uuid() AS contact, gen_random_uuid() AS decision, gen_random_uuid() AS prompt, state,
           (SELECT id FROM tenancies ORDER BY id LIMIT 1) AS household FROM unnest($3::text[]) state
       ), contact AS (
         INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_code, type_source, occurred_at, tenancy_id)
         SELECT $1, contact, contact::text, 'earlier', 'TEL-GEN', 'told', now(), household FROM given
       ), decision AS (
         INSERT INTO decisions (organisation_id, id, contact_id, household_id, outcome, facts, trace, library_version)
         SELECT $1, decision, contact, household, 'prompt', '{}', '[]', '1' FROM given
       ), prompt AS (
         INSERT INTO prompts (organisation_id, id, decision_id, household_id, kind, code, theme, title, say, probe, why_asking,
           reasons, state, expires_at, closed_at)
         SELECT $1, prompt, decision, household, 'ask', $2, 'home', 't', 's', 'p', 'w', '[]',
           CASE WHEN state IN ('answered', 'expired') THEN state ELSE 'not-this-time' END, now(), now() FROM given
       )
       INSERT INTO outcomes (organisation_id, id, prompt_id, household_id, outcome, heard, reason, staff_id, said_at, idempotency_key, request_hash)
       SELECT $1, gen_random_uuid(), prompt, household, CASE state WHEN 'answered' THEN 'heard' ELSE 'not-this-time' END,
         CASE state WHEN 'answered' THEN 'idea' END, CASE state WHEN 'answered' THEN NULL ELSE state END,
         'officer-1', now(), prompt::text, '' FROM given WHERE state <> 'expired'`,
      [house.organisationId, code, states],
    );
  }
  const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
  const found = () => house.app.get(FindFlatPrompts).run(house.organisationId);

  it('are found with their figures, and the others are left in peace', async () => {
    await ask('P24', [...times(2, 'answered' as const), ...times(least - 2, 'expired' as const)]);
    await ask('P25', [
      ...times(least - 5, 'answered' as const),
      ...times(3, 'topic' as const),
      ...times(2, 'wrong' as const),
    ]);
    await ask('P26', [...times(4, 'answered' as const), ...times(least - 4, 'moment' as const)]);
    await ask('P27', times(least - 1, 'expired' as const));
    expect(await found()).toEqual([
      expect.objectContaining({ code: 'P24', shown: least, answered: 2, turnedDown: 0, expired: least - 2 }),
      expect.objectContaining({ code: 'P25', shown: least, answered: least - 5, turnedDown: 5, expired: 0 }),
    ]);
    expect((await found()).map(({ why }) => why)).toEqual([
      [expect.stringMatching(/^Answered 2 of 20 times\./)],
      [expect.stringMatching(/^Turned down as the wrong topic or question 5 of 20 times\./)],
    ]);
  });

  it('are measured afresh once they are rewritten', async () => {
    const shipped = promptLibrary.prompts.find(({ code }) => code === 'P25')!;
    const { contactTypes, title, probe, whyAsking, theme, role, strength } = shipped;
    await house.app.get(AddPromptTexts).run('test', house.organisationId, [
      {
        ...{ code: 'P25', contactTypes, title, probe, whyAsking, theme, role, strength },
        say: 'How would you like us to get hold of you?',
        owner: 'Lettings team',
        roomToChange: 'Which way we get in touch.',
      },
    ]);
    expect((await found()).map(({ code }) => code)).toEqual(['P24']);
  });

  it('are no longer found once they are retired', async () => {
    await ask('P27', times(1, 'expired' as const));
    expect((await found()).map(({ code }) => code)).toEqual(['P27', 'P24']);
    await house.app
      .get(RetirePrompt)
      .run('test', house.organisationId, 'P27', { learningNote: 'People were still unpacking.' });
    expect((await found()).map(({ code }) => code)).toEqual(['P24']);
  });
});
