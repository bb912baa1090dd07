import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';

/** Seals the days of the audit that are over, in order, once whatever was begun on them has ended too. Run twice, or by two at once, each day is sealed once. */
@Injectable()
export class SealAudit {
  constructor(private readonly database: Database) {}

  /** Answers how many days were sealed. */
  async run(organisationId: string): Promise<number> {
    return this.database.inOrganisation(organisationId, async (db) => {
      await db.rows(`SELECT pg_advisory_xact_lock(hashtextextended('audit:' || $1, 0))`, [organisationId]);
      const days = await db.rows<{ day: string }>(
        `SELECT DISTINCT to_char(at, 'YYYY-MM-DD') AS day FROM audit_entries
         WHERE organisation_id = $1 AND at < date_trunc('day', now() - interval '1 hour')
           AND at >= coalesce((SELECT max(day) + 1 FROM audit_seals WHERE organisation_id = $1), '-infinity'::timestamptz)
         ORDER BY day`,
        [organisationId],
      );
      for (const { day } of days) {
        const sealed = await sealOf(db, day);
        await db.rows('INSERT INTO audit_seals (organisation_id, day, entries, seal) VALUES ($1, $2, $3, $4)', [
          ...[organisationId, day, sealed.entries, sealed.seal],
        ]);
      }
      return days.length;
    });
  }
}

/** What seals a day: a hash over the seal before it and every entry of the day, in order. Days are UTC's. */
export async function sealOf(db: Transaction, day: string): Promise<{ entries: number; seal: Buffer }> {
  const [sealed] = await db.rows<{ entries: number; seal: Buffer }>(
    `SELECT count(*)::int AS entries, sha256(
       coalesce((SELECT s.seal FROM audit_seals s WHERE s.organisation_id = $1 AND s.day < $2::date ORDER BY s.day DESC LIMIT 1), ''::bytea)
       || coalesce(string_agg(sha256(convert_to(jsonb_build_array(e.id, e.at, e.actor, e.action, e.subject, e.detail)::text, 'UTF8')),
            ''::bytea ORDER BY e.at, e.id), ''::bytea)) AS seal
     FROM audit_entries e
     WHERE e.organisation_id = $1 AND e.at >= $2::date AND e.at < $2::date + 1`,
    [db.organisationId, day],
  );
  if (!sealed) throw new Error('One row comes of a count.');
  return sealed;
}
