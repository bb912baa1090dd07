import type { AlarmSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { DeliveryProblem, SendEmail, type Email } from '../delivery/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { noticesDone, takeNotices, tryAgainLater } from '../platform/queue/notices.js';
import { alarmWords } from './alarm-words.js';

/** After so many tries it stands in the list alone. */
const mostTries = 8;
/** Tries after which the next is put off for longer than one e-mail can take. */
const whileSending = 4;

/** E-mails alarms to those who are to hear them. An alarm that somebody has seen by then needs no e-mail. */
@Injectable()
export class SendAlarms {
  constructor(
    private readonly database: Database,
    private readonly sendEmail: SendEmail,
  ) {}

  async run(organisationId: string, alarmIds: readonly string[], signal: AbortSignal): Promise<void> {
    for (const id of alarmIds) {
      if (signal.aborted) return;
      const taken = await this.database.inOrganisation(organisationId, (db) => take(db, id));
      if (taken) await this.sendOne(organisationId, id, taken);
    }
  }

  private async sendOne(organisationId: string, id: string, { email, tries }: Taken): Promise<void> {
    try {
      await this.sendEmail.run(organisationId, email);
    } catch (error) {
      if (!(error instanceof DeliveryProblem)) throw error;
      await this.database.inOrganisation(organisationId, (db) =>
        error.became === 'refused' || tries >= mostTries
          ? noticesDone(db, 'alarm', [id])
          : tryAgainLater(db, 'alarm', id, tries),
      );
      return;
    }
    await this.database.inOrganisation(organisationId, async (db) => {
      await db.rows(`UPDATE alarms SET sent_at = now() WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
      await noticesDone(db, 'alarm', [id]);
    });
  }
}

interface Taken {
  readonly email: Email;
  readonly tries: number;
}

/** The e-mail to send, already put off, so that nobody else sends it meanwhile; undefined when there is none. */
async function take(db: Transaction, id: string): Promise<Taken | undefined> {
  const [due] = await takeNotices(db, 'alarm', [id]);
  if (due === undefined) return undefined;
  const [alarm] = await db.rows<{
    kind: AlarmSummary['kind'];
    level: number;
    to: string;
    reference: string | null;
    tries: number;
  }>(
    `UPDATE alarms a SET tries = tries + 1
     WHERE a.organisation_id = $1 AND a.id = $2 AND a.sent_at IS NULL AND a.seen_at IS NULL AND a.to_email IS NOT NULL
     RETURNING a.kind, a.level, a.to_email AS "to", a.tries,
       (SELECT h.reference FROM hand_offs h WHERE h.organisation_id = $1 AND a.subject = 'hand-off:' || h.id) AS reference`,
    [db.organisationId, id],
  );
  if (!alarm) {
    await noticesDone(db, 'alarm', [id]);
    return undefined;
  }
  const { kind, level, to, reference, tries } = alarm;
  await tryAgainLater(db, 'alarm', id, Math.max(whileSending, tries));
  const again = level === 1 ? '' : `, asked ${level} times`;
  return {
    tries,
    email: {
      to,
      subject: `Doorstep alarm: ${reference === null ? kind.replaceAll('-', ' ') : `hand-off ${reference}`}${again}`,
      text: `${alarmWords(kind, reference)}\n`,
      messageId: `alarm.${id}`,
    },
  };
}
