import type { StaffShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { nameOf } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';

interface StoredStaff extends Pick<
  StaffShown,
  'id' | 'name' | 'email' | 'roles' | 'version' | 'signsInBy' | 'changedBy'
> {
  readonly addedAt: Date;
  readonly changedAt: Date;
  readonly lastSeenAt: Date | null;
  readonly removedAt: Date | null;
  readonly linkExpiresAt: Date | null;
}

/** Lists who may sign in to the console, and who was removed, by name. */
@Injectable()
export class ListStaff {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: StaffShown[]; total: number }> {
    const items = await this.database.inOrganisation(organisationId, (db) => readStaff(db));
    return { items, total: items.length };
  }
}

/** One person where `id` is given. */
export async function readStaff(db: Transaction, id: string | null = null): Promise<StaffShown[]> {
  const rows = await db.rows<StoredStaff>(
    `SELECT t.id, t.name, t.email, t.roles, t.version, CASE WHEN t.issuer IS NULL THEN 'link' ELSE 'provider' END AS "signsInBy",
       ${nameOf('t.changed_by')} AS "changedBy", t.changed_at AS "changedAt",
       t.added_at AS "addedAt", t.last_seen_at AS "lastSeenAt", t.removed_at AS "removedAt",
       (SELECT max(l.expires_at) FROM sign_in_links l WHERE l.organisation_id = t.organisation_id AND l.staff_id = t.id
          AND l.used_at IS NULL AND l.expires_at > now()) AS "linkExpiresAt"
     FROM staff t WHERE t.organisation_id = $1 AND ($2::uuid IS NULL OR t.id = $2)
     ORDER BY t.removed_at IS NOT NULL, lower(t.name), t.id`,
    [db.organisationId, id],
  );
  return rows.map(({ addedAt, changedAt, lastSeenAt, removedAt, linkExpiresAt, ...row }) => ({
    ...row,
    addedAt: addedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    removedAt: removedAt?.toISOString() ?? null,
    linkExpiresAt: linkExpiresAt?.toISOString() ?? null,
  }));
}
