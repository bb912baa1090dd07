import type { AuditVerified } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { sealOf } from './seal-audit.js';

/** Makes every seal of the audit again and holds it against the one that is kept. */
@Injectable()
export class VerifyAudit {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<AuditVerified> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const seals = await db.rows<{ day: string; entries: number; seal: Buffer }>(
        `SELECT to_char(day, 'YYYY-MM-DD') AS day, entries, seal FROM audit_seals WHERE organisation_id = $1 ORDER BY day`,
        [organisationId],
      );
      const counted = { days: seals.length, entries: seals.reduce((sum, { entries }) => sum + entries, 0) };
      const newest = seals.at(-1);
      const known = { ...counted, sealedUntil: newest?.day ?? null, seal: newest?.seal.toString('hex') ?? null };
      for (const { day, entries, seal } of seals) {
        const again = await sealOf(db, day);
        if (again.entries !== entries || !again.seal.equals(seal)) return { ...known, isWhole: false, brokenOn: day };
      }
      return { ...known, isWhole: true, brokenOn: null };
    });
  }
}
