import type { StreamSpec } from '@doorstep/connectors';
import type { FieldEffect } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { mirrorTables, type MirroredEntity } from './mirror-tables.js';

/** Fewer rows than this may lose a field by chance: a notice was served on three, and none is left. */
const FEWEST_ROWS = 20;
/** A field is gone when not one in so many rows that had it has it still; rows that are held keep what they had. */
const ONE_IN = 20;

/**
 * The fields that a system may leave empty, and what hangs on each: prompts kept away where they could hurt, contacts
 * noticed, rules that choose homes, or nothing that is decided.
 */
export const effectOf: Readonly<Record<MirroredEntity, Readonly<Record<string, FieldEffect>>>> = {
  home: { kind_source: 'rules', parent_reference: 'rules', address_lines: 'nothing', postal_code: 'nothing' },
  person: { date_of_birth: 'protects', date_of_death: 'protects', title: 'nothing' },
  tenancy: {
    home_reference_id: 'contacts',
    type_source: 'rules',
    start_date: 'contacts',
    end_date: 'contacts',
    succession_date: 'protects',
    eviction_date: 'protects',
    notice_served_date: 'protects',
    members: 'contacts',
  },
  repair: {
    home_reference_id: 'contacts',
    priority_source: 'protects',
    status_source: 'contacts',
    trade_code: 'contacts',
    trade_name: 'nothing',
    contractor: 'nothing',
    description: 'nothing',
    raised_at: 'contacts',
    completed_at: 'contacts',
  },
  case: { kind_source: 'protects', state: 'protects', opened_at: 'nothing', closed_at: 'nothing' },
};

/**
 * Counts, after a list was read from its start to its end, how many of its rows have each field, and notes since when a
 * field is gone that was there. A field that comes back is there again.
 */
export async function countFields(db: Transaction, connectionId: string, { name, entity }: StreamSpec): Promise<void> {
  if (!Object.hasOwn(mirrorTables, entity)) return;
  const { table, columns } = mirrorTables[entity as MirroredEntity];
  const fields = Object.keys(effectOf[entity as MirroredEntity]);
  await db.rows(
    `WITH counted AS (
       SELECT count(*) AS rows, ${fields.map((field) => `count(*) FILTER (WHERE ${hasOne(field, columns[field])}) AS ${field}`).join(', ')}
       FROM ${table} WHERE organisation_id = $1 AND connection_id = $2 AND deleted_at IS NULL
     )
     INSERT INTO stream_fields AS f (organisation_id, connection_id, stream, entity, field, present, had, had_at)
     SELECT $1, $2, $3, $4, one.field, one.present, one.present, now()
     FROM counted, LATERAL (VALUES ${fields.map((field) => `('${field}', counted.${field})`).join(', ')}) one (field, present)
     WHERE counted.rows > 0
     ON CONFLICT (organisation_id, connection_id, stream, field) DO UPDATE SET
       present = excluded.present,
       had = CASE WHEN ${isGone} THEN f.had ELSE excluded.present END,
       had_at = CASE WHEN ${isGone} THEN f.had_at ELSE now() END,
       vanished_at = CASE WHEN ${isGone} THEN coalesce(f.vanished_at, now()) END`,
    [db.organisationId, connectionId, name, entity],
  );
}

const isGone = `f.had >= ${FEWEST_ROWS} AND excluded.present * ${ONE_IN} < f.had`;

function hasOne(column: string, type: string | undefined): string {
  if (type === 'text') return `${column} <> ''`;
  if (type === 'text[]') return `cardinality(${column}) > 0`;
  return type === 'jsonb' ? `${column} NOT IN ('null', '[]', '{}')` : `${column} IS NOT NULL`;
}
