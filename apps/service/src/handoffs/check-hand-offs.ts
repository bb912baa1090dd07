import type { HandOffRoute } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { raiseAlarm } from '../alarms/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notice, noticesDone, takeNotices } from '../platform/queue/notices.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openContent } from './hand-off-content.js';
import { routesSet } from './route-settings.js';

/** Each time to the same people, and then it is the landlord's: the list of alarms shows it until somebody looks. */
const highestLevel = 3;

/** Looks whether the other side said in time that it has a hand-off, and raises an alarm where it did not. */
@Injectable()
export class CheckHandOffs {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  async run(organisationId: string, handOffIds: readonly string[]): Promise<void> {
    for (const id of handOffIds)
      await this.database.inOrganisation(organisationId, async (db) => {
        const [due] = await takeNotices(db, 'hand-off-check', [id]);
        if (due !== undefined) await this.escalate(db, due);
      });
  }

  private async escalate(db: Transaction, id: string): Promise<void> {
    const [raised] = await db.rows<{ route: HandOffRoute | 'restricted'; level: number; next: string }>(
      `UPDATE hand_offs SET escalations = escalations + 1
       WHERE organisation_id = $1 AND id = $2 AND acknowledged_at IS NULL AND closed_at IS NULL AND escalations < $3
       RETURNING route, escalations AS level, (now() + (target_at - told_at))::text AS next`,
      [db.organisationId, id, highestLevel],
    );
    if (!raised) return noticesDone(db, 'hand-off-check', [id]);
    const route = raised.route === 'restricted' ? (await openContent(db, this.sealer, id))?.route : raised.route;
    const set = route && (await routesSet(db)).get(route);
    const { level } = raised;
    await raiseAlarm(db, {
      kind: 'not-acknowledged',
      subject: `hand-off:${id}`,
      level,
      toEmail: set?.escalateTo ?? null,
    });
    if (level === highestLevel) return noticesDone(db, 'hand-off-check', [id]);
    // From now, not from the target: one that came in hours late is not raised three times at once.
    await notice(db, 'hand-off-check', [id], raised.next);
  }
}
