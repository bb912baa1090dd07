import type { RecordSystemsShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';

/** Lists which systems gave out the ids of what was brought in: those that a host can name its records by. */
@Injectable()
export class ListRecordSystems {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<RecordSystemsShown> {
    return this.database.inOrganisation(organisationId, readRecordSystems);
  }
}

/** By kind of record, the one with most first. */
export async function readRecordSystems(db: Transaction): Promise<RecordSystemsShown> {
  const of = (kind: keyof RecordSystemsShown, table: string) =>
    `SELECT '${kind}' AS kind, allocated_by AS system, count(*)::int AS records FROM ${table}
     WHERE organisation_id = $1 AND deleted_at IS NULL GROUP BY allocated_by`;
  const found = await db.rows<{ kind: keyof RecordSystemsShown; system: string; records: number }>(
    `SELECT kind, system, records FROM (
       ${of('person', 'people')} UNION ALL ${of('tenancy', 'tenancies')} UNION ALL ${of('home', 'homes')}) found
     ORDER BY records DESC, system`,
    [db.organisationId],
  );
  const ofKind = (kind: keyof RecordSystemsShown) =>
    found.filter((one) => one.kind === kind).map(({ system, records }) => ({ system, records }));
  return { person: ofKind('person'), tenancy: ofKind('tenancy'), home: ofKind('home') };
}
