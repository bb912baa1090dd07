import { connectors, type ValueMapping } from '@doorstep/connectors';
import type { UnknownValue } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

type Found = Omit<UnknownValue, 'list'> & { readonly connector: string; readonly mapping: ValueMapping };

/** Values of the source that nobody has matched, most often seen first: what changed in the landlord's system. */
@Injectable()
export class ListUnknownValues {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, limit: number): Promise<{ items: UnknownValue[]; total: number }> {
    const found = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<Found>(
        `SELECT c.name AS connection, c.connector, c.value_mapping AS mapping, u.stream, u.field, u.value,
           u.times::int AS times, ${instant('u.last_seen_at')} AS "lastSeenAt"
         FROM unknown_codes u JOIN connections c ON c.organisation_id = $1 AND c.id = u.connection_id AND c.removed_at IS NULL
         WHERE u.organisation_id = $1 ORDER BY u.times DESC, u.stream, u.field, u.value`,
        [organisationId],
      ),
    );
    const unmatched = found.flatMap(({ connector, mapping, ...one }) => {
      const list = listOf(one, connector, mapping);
      return list !== null && isTold(mapping, list, one.value) ? [] : [{ ...one, list }];
    });
    return { items: unmatched.slice(0, limit), total: unmatched.length };
  }
}

/** The list that tells what the values of a field mean. A connector names the field, or the list itself. */
function listOf(
  { stream, field }: Pick<UnknownValue, 'stream' | 'field'>,
  connector: string,
  mapping: ValueMapping,
): string | null {
  const lists = connectors.get(connector)?.fields(mapping) ?? [];
  const fields = lists.find((one) => one.stream === stream)?.fields ?? [];
  const named = fields.find((one) => one.field === field || one.codes === field || one.codes === `${stream}.${field}`);
  return named?.codes ?? null;
}

/** Somebody said what it means since it was seen last. */
function isTold({ schemes, cases, codes }: ValueMapping, list: string, value: string): boolean {
  if (list === 'cases') return Object.hasOwn(cases, value.toLowerCase());
  return Object.hasOwn(list === 'schemes' ? schemes : (codes?.[list] ?? {}), value);
}
