import { eraseRequest, type PrivacyCase } from '@doorstep/contracts/http';
import { Inject, Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { packForms, packKey } from '../evidence/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { parseInput, Problem } from '../platform/problem.js';
import { eraseFromMirror } from '../sync/index.js';
import { bound, residentOf, type Resident } from './find-resident.js';
import { heldTables, overRows } from './held-tables.js';
import { changeCaseRow, readOpenCase, todayInLondon } from './read-case.js';

/**
 * Erases a person, all at once or not at all: who they are, what they said, photos of their home, and how to reach them.
 * A hash of their reference stays, so that nothing brings them back; that somebody was heard stays counted.
 */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly database: Database,
    @Inject(objectStore) private readonly objects: ObjectStore,
  ) {}

  /** Answers the case, closed. Throws `Problem` unless the reference is theirs and the case is open and asks for it. */
  async run(caller: Caller, caseId: string, raw: unknown): Promise<PrivacyCase> {
    refuseUnless(caller.roles, 'privacy.erase');
    const { reference } = parseInput(eraseRequest, raw);
    const { actor, organisationId } = caller;
    return this.database.inOrganisation(organisationId, async (db) => {
      const { personId } = await readOpenCase(db, caseId, 'erase');
      const resident = await residentOf(db, personId);
      if (resident.reference !== reference)
        throw new Problem('bad-input', 'not-their-reference', 'Type the reference of the person whose case this is.');
      const found = await findWhatGoes(db, resident);
      await endWhatWaits(db, actor, found.voices, resident);
      await this.database.removing(db, () => removeContent(db, found));
      await eraseRecord(db, resident);
      await writeAudit(db, {
        actor,
        action: 'privacy.erase',
        subject: `person:${personId}`,
        detail: { words: found.voices.length, photos: found.photos.length, stories: found.stories.length },
      });
      const done = await changeCaseRow(db, actor, caseId, `closed_on = ${todayInLondon}, closed_as = 'erased'`);
      // The files last: where one cannot be removed, nothing is.
      const packs = found.packs.flatMap((id) => packForms.map((form) => packKey(organisationId, id, form)));
      for (const key of [...found.files, ...packs]) await this.objects.remove(key);
      return done;
    });
  }
}

/** Our ids of what goes; of photos also where they are kept. */
async function findWhatGoes(db: Transaction, resident: Resident) {
  const idsIn = async (table: string, id = 'id') =>
    (await db.rows<{ id: string }>(overRows(`x.${id} AS id`, heldTables[table]!), bound(db, resident))).map(
      (row) => row.id,
    );
  const kept = await db.rows<{ file: string | null }>(
    overRows('x.stored_as AS file', heldTables['visit_photos']!),
    bound(db, resident),
  );
  return {
    voices: await idsIn('voices'),
    stories: await idsIn('stories'),
    barriers: await idsIn('ask_barriers'),
    outcomes: await idsIn('outcome_details', 'outcome_id'),
    photos: await idsIn('visit_photos'),
    ways: await idsIn('ways_to_reach'),
    thanks: await idsIn('recompense_preferences'),
    notes: await idsIn('write_backs'),
    packs: await idsIn('evidence_packs'),
    files: kept.flatMap(({ file }) => file ?? []),
  };
}

/** Nothing more is asked of them, told to them or done about them, and no words of theirs wait to be read. */
async function endWhatWaits(
  db: Transaction,
  actor: string,
  voices: readonly string[],
  { ids, own }: Resident,
): Promise<void> {
  const of = [db.organisationId, ids];
  await db.rows(
    `UPDATE staff_tasks SET done_at = now(), done_by = $3
     WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[]) AND done_at IS NULL`,
    [...of, actor],
  );
  await db.rows(
    `UPDATE write_backs SET state = 'not-needed' WHERE organisation_id = $1 AND state = 'waiting'
       AND record_type = 'person' AND record_id IN (
         SELECT reference_id FROM people WHERE organisation_id = $1 AND id = ANY ($2::uuid[]))`,
    of,
  );
  await db.rows(
    `DELETE FROM panel_drafts WHERE organisation_id = $1 AND record_type = 'person' AND record_id IN (
       SELECT reference_id FROM people WHERE organisation_id = $1 AND id = ANY ($2::uuid[]))`,
    of,
  );
  // What was answered to writes may quote them; sent again, one is done again.
  await db.rows('DELETE FROM remembered_writes WHERE organisation_id = $1', [db.organisationId]);
  await db.rows(
    `UPDATE tellings SET state = 'replaced'
     WHERE organisation_id = $1 AND voice_id = ANY ($2::uuid[]) AND state = 'waiting'`,
    [db.organisationId, voices],
  );
  await db.rows(
    `UPDATE replies_owed SET settled_at = now(), settled_as = 'cannot-reach'
     WHERE organisation_id = $1 AND voice_id = ANY ($2::uuid[]) AND settled_at IS NULL`,
    [db.organisationId, voices],
  );
  await db.rows(
    `UPDATE prompts SET state = 'withdrawn', closed_at = now()
     WHERE organisation_id = $1 AND household_id = ANY ($2::uuid[]) AND state = 'open'`,
    [db.organisationId, own],
  );
  await db.rows(
    `UPDATE visit_entries SET sealed_body = NULL, settled_at = coalesce(settled_at, now()), settled_by = coalesce(settled_by, $3)
     WHERE organisation_id = $1 AND household_id = ANY ($2::uuid[]) AND sealed_body IS NOT NULL`,
    [db.organisationId, own, actor],
  );
}

/** What only the role that removes may touch, which sees ids of it and no content. */
async function removeContent(db: Transaction, found: Awaited<ReturnType<typeof findWhatGoes>>): Promise<void> {
  const of = (ids: readonly string[]) => [db.organisationId, ids];
  const where = (id = 'id') => `WHERE organisation_id = $1 AND ${id} = ANY ($2::uuid[])`;
  await db.rows(
    `UPDATE voices SET words = '…', words_removed_at = coalesce(words_removed_at, now()), keep_name = false,
       may_share = false, reach = NULL, supported_by = NULL ${where()}`,
    of(found.voices),
  );
  await db.rows(`UPDATE ask_barriers SET words = '…' ${where()}`, of(found.barriers));
  await db.rows(`UPDATE outcome_details SET needs = '{}' ${where('outcome_id')}`, of(found.outcomes));
  await db.rows(`UPDATE write_backs SET record_id = 'erased' ${where()}`, of(found.notes));
  await db.rows(`DELETE FROM stories ${where()}`, of(found.stories));
  await db.rows(`DELETE FROM visit_photos ${where()}`, of(found.photos));
  await db.rows(`DELETE FROM ways_to_reach ${where()}`, of(found.ways));
  await db.rows(`DELETE FROM recompense_preferences ${where()}`, of(found.thanks));
  await db.rows(`DELETE FROM evidence_packs ${where()}`, of(found.packs));
}

/** Who they are, with every reference that leads to them; a hash of each stays, so that nothing brings them back. */
async function eraseRecord(db: Transaction, { ids, households }: Resident): Promise<void> {
  const records = await db.rows<{ connectionId: string; keys: string[] }>(
    `SELECT connection_id AS "connectionId", array_agg(reference_id) AS keys FROM people
     WHERE organisation_id = $1 AND id = ANY ($2::uuid[]) GROUP BY connection_id`,
    [db.organisationId, ids],
  );
  // Where a home's list of who lives there knows them by name alone.
  await db.rows(
    `UPDATE tenancies t SET members = coalesce((SELECT jsonb_agg(m) FROM jsonb_array_elements(t.members) m
       WHERE NOT EXISTS (SELECT FROM people p WHERE p.organisation_id = $1 AND p.id = ANY ($2::uuid[])
         AND lower(p.full_name) = lower(m->>'fullName'))), '[]'::jsonb)
     WHERE t.organisation_id = $1 AND t.id = ANY ($3::uuid[])`,
    [db.organisationId, ids, households],
  );
  for (const { connectionId, keys } of records) {
    await db.rows(
      `DELETE FROM case_subjects s USING cases k WHERE s.organisation_id = $1 AND k.organisation_id = $1
         AND k.id = s.case_id AND k.connection_id = $2 AND s.reference_id = ANY ($3::text[])`,
      [db.organisationId, connectionId, keys],
    );
    await db.rows(
      `DELETE FROM merged_references WHERE organisation_id = $1 AND connection_id = $2 AND entity = 'person'
         AND (reference_id = ANY ($3::text[]) OR into_reference_id = ANY ($3::text[]))`,
      [db.organisationId, connectionId, keys],
    );
    await eraseFromMirror(db, connectionId, 'person', keys);
  }
  await db.rows(
    `DELETE FROM other_references WHERE organisation_id = $1 AND entity = 'person' AND entity_id = ANY ($2::uuid[])`,
    [db.organisationId, ids],
  );
  await db.rows(
    `UPDATE people SET reference_id = 'erased:' || id, kinds = '{}' WHERE organisation_id = $1 AND id = ANY ($2::uuid[])`,
    [db.organisationId, ids],
  );
}
