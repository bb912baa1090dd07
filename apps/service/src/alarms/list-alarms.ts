import type { AlarmSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { alarmWords } from './alarm-words.js';

/** What somebody has to look at, newest first. */
@Injectable()
export class ListAlarms {
  constructor(private readonly database: Database) {}

  async run(
    organisationId: string,
    limit: number,
    isUnseenAlone: boolean,
  ): Promise<{ items: AlarmSummary[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const items = await db.rows<Omit<AlarmSummary, 'says'> & { total: number }>(
        `SELECT a.id, a.kind, a.subject, coalesce(h.reference, p.reference_id) AS reference, a.level, a.raised_at AS "raisedAt",
           a.to_email IS NOT NULL AS "goesByEmail", a.sent_at AS "sentAt",
           a.seen_at AS "seenAt", a.seen_by AS "seenBy", (count(*) OVER ())::int AS total
         FROM alarms a
         LEFT JOIN hand_offs h ON h.organisation_id = $1 AND a.subject = 'hand-off:' || h.id
         -- By whom the host erased one finds what else is held, until that is erased too.
         LEFT JOIN people p ON p.organisation_id = $1 AND p.reference_id NOT LIKE 'erased:%'
           AND p.id = CASE WHEN a.kind = 'erased-in-host' AND a.subject LIKE 'person:%' THEN substr(a.subject, 8)::uuid END
         WHERE a.organisation_id = $1 AND (a.seen_at IS NULL OR NOT $3)
         ORDER BY a.raised_at DESC, a.id DESC LIMIT $2`,
        [organisationId, limit, isUnseenAlone],
      );
      return {
        items: items.map(({ total: _, ...one }) => ({ ...one, says: alarmWords(one.kind, one.reference) })),
        total: items[0]?.total ?? 0,
      };
    });
  }
}
