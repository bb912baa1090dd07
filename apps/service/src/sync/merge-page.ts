import type { CanonicalRecord, CaseRecord, PersonRecord } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { erasedHash, part } from './follow-identity.js';
import { mirrorTables, otherReferencesOf, storedBy, toColumns, type MirroredEntity } from './mirror-tables.js';

/** One record of a page as it came: its key in the stream and the hash of what we keep of it. */
export interface PageRecord {
  readonly key: string;
  readonly hash: string;
  /** Absent: the same row could make another record tomorrow. */
  readonly rowHash?: string;
  readonly sourceUpdatedAt: string | null;
  readonly record: CanonicalRecord;
}

/** A record that is new or differs from what is stored, with the stored row's telling columns. */
export interface ChangedRecord extends PageRecord {
  readonly before: Readonly<Record<string, unknown>> | null;
}

/** Compares a page with the store by key and hash alone. What is unchanged is neither sent again nor touched. */
export async function findChanged(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  page: readonly PageRecord[],
): Promise<ChangedRecord[]> {
  const { before } = mirrorTables[entity];
  const latest = new Map(page.map((one) => [one.key, one]));
  const keys = [...latest.keys()];
  // What the host erased stays away, whoever sends it again.
  const isErased = `EXISTS (SELECT FROM erased_references e WHERE e.organisation_id = $1 AND e.connection_id = $2
    AND e.entity = $5 AND e.key_hash = ${erasedHash('p.key')})`;
  const stored = await db.rows<{ key: string; before: Record<string, unknown> | null }>(
    `SELECT p.key, CASE WHEN t.id IS NULL THEN NULL ELSE jsonb_build_object('id', t.id${before.map((c) => `, '${c}', t.${c}`).join('')}) END AS before
     FROM unnest($3::text[], $4::text[]) AS p (key, hash)
     LEFT JOIN LATERAL (${storedBy('p.key', entity)}) t ON true
     WHERE (t.id IS NULL OR t.deleted_at IS NOT NULL OR encode(t.content_hash, 'hex') <> p.hash) AND NOT ${isErased}`,
    [db.organisationId, connectionId, keys, keys.map((key) => latest.get(key)!.hash), entity],
  );
  return stored.map(({ key, before: row }) => ({ ...latest.get(key)!, before: row }));
}

export interface MergedRow {
  readonly id: string;
  readonly key: string;
  readonly isNew: boolean;
}

/** Writes the changed records of one page in one statement a table. `endedAt` is known for repairs alone. */
export async function mergeChanged(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  changed: readonly ChangedRecord[],
  endedAt: (one: ChangedRecord) => string | null,
): Promise<MergedRow[]> {
  if (changed.length === 0) return [];
  const { table, columns, links } = mirrorTables[entity];
  const plain = Object.keys(columns);
  const linked = Object.keys(links);
  const all = [...plain, ...linked];
  const rows = changed.map((one) => ({
    ...toColumns(one.record, endedAt(one)),
    content_hash: one.hash,
    row_hash: one.rowHash,
    source_updated_at: one.sourceUpdatedAt,
  }));
  const merged = await db.rows<{ id: string; key: string; is_new: boolean }>(
    `INSERT INTO ${table} (organisation_id, connection_id, ${all.join(', ')}, content_hash, row_hash, source_updated_at)
     SELECT $1, $2, ${plain.map((c) => `r.${c}`).join(', ')}${linked.map((c) => `, ${links[c]}`).join('')},
            decode(r.content_hash, 'hex'), decode(r.row_hash, 'hex'), r.source_updated_at
     FROM jsonb_to_recordset($3::jsonb) AS r (${plain.map((c) => `${c} ${columns[c]}`).join(', ')},
            content_hash text, row_hash text, source_updated_at timestamptz)
     ON CONFLICT (organisation_id, connection_id, reference_id) DO UPDATE SET
       ${[...all, 'content_hash', 'row_hash', 'source_updated_at'].map((c) => `${c} = excluded.${c}`).join(', ')},
       changed_at = now(), deleted_at = NULL
     RETURNING id, reference_id AS key, (xmax = 0) AS is_new`,
    [db.organisationId, connectionId, JSON.stringify(rows)],
  );
  const ids = new Map(merged.map((row) => [row.key, row.id]));
  await part(db, connectionId, entity, [...ids.keys()]);
  const updated = merged.filter((row) => !row.is_new).map((row) => row.id);
  if (entity === 'home' || entity === 'tenancy') {
    await writeOtherReferences(db, connectionId, entity, changed, ids, updated);
  }
  if (entity === 'person') await writeParties(db, connectionId, changed, ids, updated);
  if (entity === 'tenancy') {
    await leaveOutErased(db, connectionId, [...ids.values()]);
    await reopenParties(db, updated);
  }
  if (entity === 'case') await writeSubjects(db, changed, ids, updated);
  return merged.map((row) => ({ id: row.id, key: row.key, isNew: row.is_new }));
}

async function writeOtherReferences(
  db: Transaction,
  connectionId: string,
  entity: MirroredEntity,
  changed: readonly ChangedRecord[],
  ids: ReadonlyMap<string, string>,
  updated: readonly string[],
): Promise<void> {
  if (updated.length > 0) {
    await db.rows(`DELETE FROM other_references WHERE organisation_id = $1 AND entity_id = ANY ($2::uuid[])`, [
      db.organisationId,
      updated,
    ]);
  }
  const rows = changed.flatMap((one) =>
    otherReferencesOf(one.record).map((other) => ({ entity_id: ids.get(one.key), ...other })),
  );
  if (rows.length === 0) return;
  await db.rows(
    `INSERT INTO other_references (organisation_id, connection_id, entity, entity_id, allocated_by, reference_id)
     SELECT $1, $2, $3, r.entity_id, r."allocatedBy", r.id
     FROM jsonb_to_recordset($4::jsonb) AS r (entity_id uuid, "allocatedBy" text, id text)
     ON CONFLICT DO NOTHING`,
    [db.organisationId, connectionId, entity, JSON.stringify(rows)],
  );
}

async function writeParties(
  db: Transaction,
  connectionId: string,
  changed: readonly ChangedRecord[],
  ids: ReadonlyMap<string, string>,
  updated: readonly string[],
): Promise<void> {
  if (updated.length > 0) {
    await db.rows(`DELETE FROM tenancy_parties WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[])`, [
      db.organisationId,
      updated,
    ]);
  }
  const rows = changed.flatMap((one) =>
    (one.record as PersonRecord).tenancyReferences.map(({ id }) => ({ person_id: ids.get(one.key), tenancy: id })),
  );
  if (rows.length === 0) return;
  await db.rows(
    `INSERT INTO tenancy_parties (organisation_id, person_id, tenancy_reference_id, tenancy_id)
     SELECT $1, r.person_id, r.tenancy, t.id
     FROM jsonb_to_recordset($3::jsonb) AS r (person_id uuid, tenancy text)
     LEFT JOIN tenancies t ON t.organisation_id = $1 AND t.connection_id = $2 AND t.reference_id = r.tenancy
     ON CONFLICT DO NOTHING`,
    [db.organisationId, connectionId, JSON.stringify(rows)],
  );
}

/** Whoever was erased is not named by a tenancy that still names them either. */
async function leaveOutErased(db: Transaction, connectionId: string, tenancies: readonly string[]): Promise<void> {
  const isErased = `EXISTS (SELECT FROM erased_references e WHERE e.organisation_id = $1 AND e.connection_id = $2
    AND e.entity = 'person' AND e.key_hash = ${erasedHash(`(m->'reference'->>'id')`)})`;
  await db.rows(
    `UPDATE tenancies t SET members = coalesce(
       (SELECT jsonb_agg(m) FROM jsonb_array_elements(t.members) m WHERE NOT ${isErased}), '[]'::jsonb)
     WHERE t.organisation_id = $1 AND t.id = ANY ($3::uuid[])
       AND EXISTS (SELECT FROM erased_references WHERE organisation_id = $1 AND connection_id = $2 AND entity = 'person')
       AND EXISTS (SELECT FROM jsonb_array_elements(t.members) m WHERE ${isErased})`,
    [db.organisationId, connectionId, tenancies],
  );
}

/** Who holds a tenancy is told by the tenancy, so a changed tenancy asks the question again. */
async function reopenParties(db: Transaction, updated: readonly string[]): Promise<void> {
  if (updated.length === 0) return;
  await db.rows(
    `UPDATE tenancy_parties SET resolution = 'unresolved', is_responsible = NULL
     WHERE organisation_id = $1 AND tenancy_id = ANY ($2::uuid[])`,
    [db.organisationId, updated],
  );
}

async function writeSubjects(
  db: Transaction,
  changed: readonly ChangedRecord[],
  ids: ReadonlyMap<string, string>,
  updated: readonly string[],
): Promise<void> {
  if (updated.length > 0) {
    await db.rows(`DELETE FROM case_subjects WHERE organisation_id = $1 AND case_id = ANY ($2::uuid[])`, [
      db.organisationId,
      updated,
    ]);
  }
  const rows = changed.flatMap((one) =>
    (one.record as CaseRecord).relatedTo.map((subject) => ({ case_id: ids.get(one.key), ...subject })),
  );
  await db.rows(
    `INSERT INTO case_subjects (organisation_id, case_id, allocated_by, reference_id)
     SELECT $1, r.case_id, r."allocatedBy", r.id
     FROM jsonb_to_recordset($2::jsonb) AS r (case_id uuid, "allocatedBy" text, id text)
     ON CONFLICT DO NOTHING`,
    [db.organisationId, JSON.stringify(rows)],
  );
}
