import type { EmptiedField, ValueMapping } from '@doorstep/connectors';
import { emptyFieldRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { holdConnection } from '../connections/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { keysARun } from './hold-rows.js';

/**
 * Says that a field is empty where it cannot be understood, so that the rest of its row comes in, or takes that back. It
 * is part of what the landlord's rows mean: each is understood anew when it is read again.
 */
@Injectable()
export class TreatAsEmpty {
  constructor(private readonly database: Database) {}

  /**
   * Answers how many rows are held for it now. Throws `Problem` when there is no such connection, or no row is held that
   * can be taken without the field.
   */
  async run(actor: string, organisationId: string, raw: unknown, isEmpty: boolean): Promise<{ rows: number }> {
    const { connection, stream, field, code } = parseInput(emptyFieldRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const { id, valueMapping } = await holdConnection(db, connection);
      const { rows, may } = await countHeld(db, id, stream, field, code);
      if (isEmpty && !may)
        throw new Problem('not-known', 'nothing-to-empty', 'No row is held that can be taken without this field.');
      const before = valueMapping.emptied?.[stream] ?? [];
      const others = before.filter((one) => one.field !== field || one.code !== code);
      if (others.length < before.length === isEmpty) return { rows };
      const after = isEmpty ? [...others, { field, code }] : others;
      await db.rows(
        `UPDATE connections SET value_mapping = $3, value_mapping_version = value_mapping_version + 1,
           value_mapping_changed_by = $4, value_mapping_changed_at = now(), wants_full = wants_full OR $5
         WHERE organisation_id = $1 AND id = $2`,
        [
          ...[organisationId, id, JSON.stringify(emptiedIn(valueMapping, stream, after)), actor],
          // What came in without it is only looked at again when everything is.
          !isEmpty || rows > keysARun,
        ],
      );
      const action = isEmpty ? 'held.treat-as-empty' : 'held.hold-again';
      await writeAudit(db, { actor, action, subject: `connection:${id}`, detail: { stream, field, code, rows } });
      return { rows };
    });
  }
}

async function countHeld(
  db: Transaction,
  connectionId: string,
  stream: string,
  field: string,
  code: string,
): Promise<{ rows: number; may: boolean }> {
  const [held] = await db.rows<{ rows: number; may: boolean }>(
    `SELECT count(*)::int AS rows, coalesce(bool_or(may_be_empty), false) AS may FROM held_rows
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3 AND field = $4 AND code = $5 AND released_at IS NULL`,
    [db.organisationId, connectionId, stream, field, code],
  );
  return held ?? { rows: 0, may: false };
}

function emptiedIn(mapping: ValueMapping, stream: string, fields: readonly EmptiedField[]): ValueMapping {
  const { [stream]: _before, ...rest } = mapping.emptied ?? {};
  return { ...mapping, emptied: fields.length === 0 ? rest : { ...rest, [stream]: fields } };
}
