import { raiseAgain } from '../alarms/index.js';
import type { Transaction } from '../platform/database/database.js';
import { partMergedWays } from '../preferences/index.js';
import { partMergedPreferences } from '../recompense/index.js';
import type { PartedPerson } from '../records/index.js';
import { mirrorTables, type MirroredEntity } from './mirror-tables.js';
import type { Page } from './page.js';

type Identities = Pick<Page, 'merged' | 'parted' | 'erased'>;

/**
 * Follows what became of single records: merged into another, parted again, blotted out. Returns how many went.
 * Whoever asks for a merged reference finds what it was merged into, over however many steps.
 */
export async function followIdentity(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  { merged, parted, erased }: Identities,
): Promise<number> {
  if (parted.size > 0) await part(db, connectionId, entity, [...parted]);
  const gone = await merge(db, connectionId, entity, merged);
  return gone + (await erase(db, connectionId, entity, [...erased]));
}

async function merge(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  merged: ReadonlyMap<string, string>,
): Promise<number> {
  if (merged.size === 0) return 0;
  const { table } = mirrorTables[entity];
  const pairs = [[...merged.keys()], [...merged.values()]];
  await db.rows(
    `INSERT INTO merged_references (organisation_id, connection_id, entity, allocated_by, reference_id, into_reference_id)
     SELECT $1, $2, $3, t.allocated_by, m.one, m.other FROM unnest($4::text[], $5::text[]) AS m (one, other)
     JOIN ${table} t ON t.organisation_id = $1 AND t.connection_id = $2 AND t.reference_id = m.one
     ON CONFLICT (organisation_id, connection_id, entity, reference_id)
     DO UPDATE SET into_reference_id = excluded.into_reference_id, merged_at = now()`,
    [db.organisationId, connectionId, entity, ...pairs],
  );
  // What was merged into one that is now merged itself ends where that ends.
  await db.rows(
    `UPDATE merged_references m SET into_reference_id = n.other
     FROM unnest($4::text[], $5::text[]) AS n (one, other)
     WHERE m.organisation_id = $1 AND m.connection_id = $2 AND m.entity = $3 AND m.into_reference_id = n.one
       AND m.reference_id <> n.other`,
    [db.organisationId, connectionId, entity, ...pairs],
  );
  const marked = await db.rows<{ id: string }>(
    `UPDATE ${table} SET deleted_at = now()
     WHERE organisation_id = $1 AND connection_id = $2 AND reference_id = ANY ($3::text[]) AND deleted_at IS NULL
     RETURNING id`,
    [db.organisationId, connectionId, [...merged.keys()]],
  );
  return marked.length;
}

/**
 * Keys that stand for themselves again: their own record comes with this page or a later one. How to reach whom, and what
 * who would like for their time, is theirs again as well.
 */
export async function part(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  keys: readonly string[],
): Promise<void> {
  const { table } = mirrorTables[entity];
  const parted = await db.rows<PartedPerson>(
    `WITH parted AS (
       DELETE FROM merged_references
       WHERE organisation_id = $1 AND connection_id = $2 AND entity = $3 AND reference_id = ANY ($4::text[])
       RETURNING reference_id, into_reference_id, merged_at
     )
     SELECT gone.id AS "from", stays.id AS into, parted.merged_at::text AS "mergedAt" FROM parted
     JOIN ${table} gone ON gone.organisation_id = $1 AND gone.connection_id = $2 AND gone.reference_id = parted.reference_id
     JOIN ${table} stays ON stays.organisation_id = $1 AND stays.connection_id = $2
       AND stays.reference_id = parted.into_reference_id`,
    [db.organisationId, connectionId, entity, keys],
  );
  if (entity !== 'person') return;
  await partMergedWays(db, parted);
  await partMergedPreferences(db, parted);
}

/** What residents said is the landlord's own record, so a person decides about it: they are told that the host erased. */
async function erase(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  keys: readonly string[],
): Promise<number> {
  const ids = await eraseFromMirror(db, connectionId, entity, keys);
  for (const id of ids) await raiseAgain(db, 'erased-in-host', `${entity}:${id}`);
  return ids.length;
}

/**
 * Takes out what the mirror tells of somebody, and keeps a hash of the key: what is erased stays away when it comes back
 * with the next read or out of a backup. Answers our ids of what went.
 */
export async function eraseFromMirror(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  keys: readonly string[],
): Promise<string[]> {
  if (keys.length === 0) return [];
  await db.rows(
    `INSERT INTO erased_references (organisation_id, connection_id, entity, key_hash)
     SELECT $1, $2, $3, ${erasedHash('k')} FROM unnest($4::text[]) AS k ON CONFLICT DO NOTHING`,
    [db.organisationId, connectionId, entity, keys],
  );
  const { table, blank } = mirrorTables[entity];
  const rows = await db.rows<{ id: string }>(
    `UPDATE ${table} SET ${blank.map((set) => `${set}, `).join('')}content_hash = '\\x00', row_hash = NULL, deleted_at = coalesce(deleted_at, now()), changed_at = now()
     WHERE organisation_id = $1 AND connection_id = $2 AND reference_id = ANY ($3::text[]) RETURNING id`,
    [db.organisationId, connectionId, keys],
  );
  const ids = rows.map(({ id }) => id);
  if (entity === 'person') {
    await db.rows('DELETE FROM alerts WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[])', [
      db.organisationId,
      ids,
    ]);
    await db.rows(
      `UPDATE tenancies SET members = coalesce((SELECT jsonb_agg(m) FROM jsonb_array_elements(members) m
         WHERE NOT m->'reference'->>'id' = ANY ($3::text[])), '[]'::jsonb)
       WHERE organisation_id = $1 AND connection_id = $2
         AND EXISTS (SELECT FROM jsonb_array_elements(members) m WHERE m->'reference'->>'id' = ANY ($3::text[]))`,
      [db.organisationId, connectionId, keys],
    );
  }
  await db.rows(
    `UPDATE held_rows SET raw = NULL, value = NULL WHERE organisation_id = $1 AND connection_id = $2 AND key = ANY ($3::text[])`,
    [db.organisationId, connectionId, keys],
  );
  return ids;
}

/** The hash that stands for an erased key, over SQL expressions of the key and of the connection. $1: whose. */
export function erasedHash(key: string, connection = '$2::uuid'): string {
  return `sha256(convert_to($1::uuid::text || '|' || ${connection}::text || '|' || ${key}, 'UTF8'))`;
}
