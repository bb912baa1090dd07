import type { HeldCell, HeldQuery, HeldReasonRequest, HeldRowSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { findConnection } from '../connections/index.js';
import { Database, type Transaction } from '../platform/database/database.js';

type Reason = Omit<HeldQuery, 'limit'>;

/** More than these nobody looks through on a screen. */
const mostCells = 500;

interface HeldRows<Row> {
  readonly items: Row[];
  readonly total: number;
}

/** Rows that could not be understood and wait, newest first. */
@Injectable()
export class ListHeld {
  constructor(private readonly database: Database) {}

  /** `reason`: of rows with that reason alone, as far as it is named; `total` counts those. */
  async run(organisationId: string, limit: number, reason: Reason = {}): Promise<HeldRows<HeldRowSummary>> {
    return this.database.inOrganisation(organisationId, (db) => listed<HeldRowSummary>(db, limit, '', reason));
  }

  /** With what was taken of each row, for whoever mends it at the source. It may tell of people, so looking is in the audit. */
  async runWithRaw(
    actor: string,
    organisationId: string,
    limit: number,
  ): Promise<HeldRows<HeldRowSummary & { readonly raw: string | null }>> {
    return this.database.inOrganisation(organisationId, async (db) => {
      await writeAudit(db, { actor, action: 'held.raw', subject: `organisation:${organisationId}`, detail: { limit } });
      return listed<HeldRowSummary & { readonly raw: string | null }>(db, limit, ', h.raw');
    });
  }

  /** With the cell that each row of one reason is held for. It may tell of people, so looking is in the audit. */
  async runWithCells(actor: string, organisationId: string, reason: HeldReasonRequest): Promise<HeldRows<HeldCell>> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, reason.connection);
      const { stream, code } = reason;
      await writeAudit(db, { actor, action: 'held.cells', subject: `connection:${id}`, detail: { stream, code } });
      return listed<HeldCell>(db, mostCells, ', h.field, h.value', reason);
    });
  }
}

async function listed<Row extends object>(
  db: Transaction,
  limit: number,
  more: '' | ', h.raw' | ', h.field, h.value',
  { connection, stream, code, message }: Reason = {},
): Promise<HeldRows<Row>> {
  const held = `FROM held_rows h JOIN connections c ON c.organisation_id = $1 AND c.id = h.connection_id
     WHERE h.organisation_id = $1 AND h.released_at IS NULL AND ($2::text IS NULL OR c.name = $2)
       AND ($3::text IS NULL OR h.stream = $3) AND ($4::text IS NULL OR h.code = $4) AND ($5::text IS NULL OR h.message = $5)`;
  const of = [db.organisationId, ...[connection, stream, code, message].map((one) => one ?? null)];
  const items = await db.rows<Row>(
    `SELECT c.name AS connection, h.stream, h.key, h.code, h.message, h.first_seen_at AS "firstSeenAt", h.last_seen_at AS "lastSeenAt"${more}
     ${held} ORDER BY h.last_seen_at DESC, h.key LIMIT $6`,
    [...of, limit],
  );
  const [counted] = await db.rows<{ total: number }>(`SELECT count(*)::int AS total ${held}`, of);
  return { items, total: counted?.total ?? 0 };
}
