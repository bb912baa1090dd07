import { handOffRules, type HandOffRoute } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { raiseAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { DeliveryProblem, SendEmail, type Email } from '../delivery/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notice, noticesDone, takeNotices, tryAgainLater } from '../platform/queue/notices.js';
import { Sealer } from '../platform/secrets/seal.js';
import { handOffEmail } from './hand-off-email.js';
import { readMessage, type HandOffMessage } from './read-message.js';
import { routesSet, type RouteSet } from './route-settings.js';

/** After so many tries somebody is told; it is tried again all the same until the other side has it. */
const triesBeforeAlarm = 5;
/** Tries after which the next is put off for longer than one e-mail can take. */
const whileSending = 4;

interface Outgoing {
  readonly email: Email;
  readonly tries: number;
  readonly escalateTo: string | null;
}

/**
 * Sends hand-offs on their way: into the host by a write-back, or by e-mail. An e-mail that went out is sent, not
 * acknowledged: that takes someone who says that they have it.
 */
@Injectable()
export class SendHandOffs {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly sendEmail: SendEmail,
  ) {}

  async run(organisationId: string, handOffIds: readonly string[], signal: AbortSignal): Promise<void> {
    for (const id of handOffIds) {
      if (signal.aborted) return;
      const outgoing = await this.database.inOrganisation(organisationId, (db) => this.take(db, id));
      if (outgoing) await this.sendOne(organisationId, id, outgoing);
    }
  }

  /** The e-mail to send, already put off, so that nobody else sends it meanwhile; undefined when there is none. */
  private async take(db: Transaction, id: string): Promise<Outgoing | undefined> {
    const [due] = await takeNotices(db, 'hand-off', [id]);
    if (due === undefined) return undefined;
    const [unsent] = await db.rows<{ tries: number }>(
      `UPDATE hand_offs SET tries = tries + 1
       WHERE organisation_id = $1 AND id = $2 AND sent_at IS NULL AND acknowledged_at IS NULL AND way <> 'by-hand' RETURNING tries`,
      [db.organisationId, id],
    );
    const message = unsent && (await readMessage(db, this.sealer, id));
    if (!message) {
      await noticesDone(db, 'hand-off', [id]);
      return undefined;
    }
    const set = (await routesSet(db)).get(message.route);
    const escalateTo = set?.escalateTo ?? null;
    // The landlord may have set it to go another way since it was raised.
    await db.rows(`UPDATE hand_offs SET way = $3 WHERE organisation_id = $1 AND id = $2 AND way <> $3`, [
      db.organisationId,
      id,
      set?.way ?? 'by-hand',
    ]);
    if (set?.way === 'email' && set.email !== null) {
      await tryAgainLater(db, 'hand-off', id, Math.max(whileSending, unsent.tries));
      return {
        email: { to: set.email, messageId: `hand-off.${id}`, ...handOffEmail(message) },
        tries: unsent.tries,
        escalateTo,
      };
    }
    await noticesDone(db, 'hand-off', [id]);
    if (!(await writeIntoHost(db, id, message, set)))
      await raiseAlarm(db, { kind: 'cannot-send', subject: `hand-off:${id}`, toEmail: escalateTo });
    return undefined;
  }

  private async sendOne(organisationId: string, id: string, { email, tries, escalateTo }: Outgoing): Promise<void> {
    try {
      await this.sendEmail.run(organisationId, email);
    } catch (error) {
      if (!(error instanceof DeliveryProblem)) throw error;
      await this.database.inOrganisation(organisationId, async (db) => {
        // One that may have arrived goes out again: told twice does less harm than not told.
        const isHopeless = error.became === 'refused';
        if (isHopeless) await noticesDone(db, 'hand-off', [id]);
        else await tryAgainLater(db, 'hand-off', id, tries);
        if (isHopeless || tries >= triesBeforeAlarm)
          await raiseAlarm(db, { kind: 'cannot-send', subject: `hand-off:${id}`, toEmail: escalateTo });
      });
      return;
    }
    await this.database.inOrganisation(organisationId, async (db) => {
      await db.rows(`UPDATE hand_offs SET sent_at = now() WHERE organisation_id = $1 AND id = $2 AND sent_at IS NULL`, [
        organisationId,
        id,
      ]);
      await noticesDone(db, 'hand-off', [id]);
      await writeAudit(db, { actor: 'doorstep', action: 'hand-off.send', subject: `hand-off:${id}` });
    });
  }
}

/** About the home where the home is what is wrong, else about the person. */
const aboutTheHome: readonly HandOffRoute[] = ['emergency', 'hazard', 'building_safety', 'service_request', 'asb'];

/**
 * Asks for the case to be raised in the host; false where there is no record to raise it on. The record of a restricted
 * one is named nowhere but in its sealed content: whoever writes it reads it from there.
 */
async function writeIntoHost(
  db: Transaction,
  id: string,
  message: HandOffMessage,
  set: RouteSet | undefined,
): Promise<boolean> {
  const { home, tenancy, person, route } = message;
  const order = aboutTheHome.includes(route)
    ? ([
        ['home', home],
        ['tenancy', tenancy],
        ['person', person],
      ] as const)
    : ([
        ['person', person],
        ['tenancy', tenancy],
        ['home', home],
      ] as const);
  const [type, record] = order.find(([, one]) => one !== null) ?? [];
  const connectionId = set?.way === 'host' ? set.connectionId : null;
  if (!type || !record || connectionId === null) return false;
  const isRestricted = handOffRules[route].isRestricted;
  const [made] = await db.rows<{ id: string }>(
    `INSERT INTO write_backs (organisation_id, id, connection_id, kind, hand_off_id, record_type, record_id)
     VALUES ($1, $2, $3, 'raise', $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
    [db.organisationId, uuidv7(), connectionId, id, isRestricted ? 'home' : type, isRestricted ? 'sealed' : record.id],
  );
  if (made) await notice(db, 'write-back', [made.id]);
  return true;
}
