import { Inject, Injectable } from '@nestjs/common';
import { packForms, packKey } from '../evidence/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { eraseFromMirror } from '../sync/index.js';
import { bound, type Resident } from './find-resident.js';
import { heldTables, overRows } from './held-tables.js';

/** How much went, for the audit. */
export interface Erased extends Record<string, number> {
  readonly words: number;
  readonly photos: number;
  readonly stories: number;
}

/**
 * Takes out who somebody is, what they said, photos of their home, and how to reach them, in the transaction of whoever
 * erases. Whoever was erased before is erased again: nothing more goes.
 */
@Injectable()
export class EraseResident {
  constructor(
    private readonly database: Database,
    @Inject(objectStore) private readonly objects: ObjectStore,
  ) {}

  /** `beforeFiles` is done when all rows are gone: the files go last, so that where one cannot be removed nothing is. */
  async run(
    db: Transaction,
    actor: string,
    resident: Resident,
    beforeFiles: () => Promise<void> = async () => undefined,
  ): Promise<Erased> {
    const found = await findWhatGoes(db, resident);
    await endWhatWaits(db, actor, found.voices, resident);
    await this.database.removing(db, () => removeContent(db, found));
    await eraseRecord(db, resident);
    await beforeFiles();
    const packs = found.packs.flatMap((id) => packForms.map((form) => packKey(db.organisationId, id, form)));
    for (const key of [...found.files, ...packs]) await this.objects.remove(key);
    return { words: found.voices.length, photos: found.photos.length, stories: found.stories.length };
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
    offers: await idsIn('skill_offers'),
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
    `UPDATE ask_households SET would_meet_since = NULL, introduced_at = NULL
     WHERE organisation_id = $1 AND household_id = ANY ($2::uuid[]) AND would_meet_since IS NOT NULL`,
    [db.organisationId, own],
  );
  await db.rows('DELETE FROM leave_links WHERE organisation_id = $1 AND household_id = ANY ($2::uuid[])', [
    db.organisationId,
    own,
  ]);
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
  await db.rows(`DELETE FROM skill_offers ${where()}`, of(found.offers));
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
